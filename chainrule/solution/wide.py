"""Operations on so many inputs at once that what each of them is differentiated to would fill books."""
from __future__ import annotations

from .. import limits
from ..errors import TooLargeError
from ..graph.build import Built
from ..language import Text
from ..rules import RULES

FACTORS = Text("A product has {count} factors, more than {limit}: the derivative by each one is the product of all "
               "the others.",
               "한 곱의 인수가 {count}개로 {limit}개를 넘습니다. 인수 하나로 미분한 것이 나머지를 모두 곱한 것이어서 "
               "너무 커집니다.")
COMPARED = Text("`{name}` has {count} inputs, more than {limit}: for its derivative each one is compared with all "
                "the others.",
                "`{name}`의 입력이 {count}개로 {limit}개를 넘습니다. 미분하려면 입력마다 "
                "나머지 모두와 비교해야 합니다.")


def refuse_wide(built: Built) -> None:
    """Raises TooLargeError where one operation has too many inputs."""
    graph = built.graph
    for node in graph.cone([built.output]):
        op, count = graph.ops[node], len(graph.args[node])
        if op == "product" and count > limits.FACTORS:
            raise TooLargeError("too_large", FACTORS, facts={"count": count, "limit": limits.FACTORS})
        if count > limits.COMPARED and op in RULES and RULES[op].kind == "routes":
            raise TooLargeError("too_large", COMPARED, facts={"name": op, "count": count, "limit": limits.COMPARED})
