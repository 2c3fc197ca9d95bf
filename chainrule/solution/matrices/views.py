"""Which ways of telling there are for vectors and matrices; the others are refused, with the reason."""
from __future__ import annotations

from ...errors import OptionError
from ...language import Text
from ..question import View

SCHOOL = Text("The working of a school book is for functions of one number; here there are vectors or matrices.",
              "고등학교 풀이는 수 하나의 함수에만 쓸 수 있습니다. 이 프로그램에는 벡터나 행렬이 있습니다.")
PRIMES = Text("Primes are for derivatives by one number, f'(x); a derivative by a vector or a matrix is written ∂f/∂x.",
              "프라임 기호는 수 하나로 미분할 때 f'(x)처럼 씁니다. 벡터나 행렬로 미분한 것은 ∂f/∂x로 적습니다.")
TERMS = Text("Terms such as 3x^2 are one node among numbers only; with vectors and matrices every operation is told, "
             "with its shape.",
             "3x^2 같은 항을 노드 하나로 묶는 것은 수에만 됩니다. 벡터와 행렬은 연산을 하나씩 크기와 함께 적습니다.")
CLOSED = Text("With vectors and matrices every definition is taken apart into its operations; none can stay closed.",
              "벡터와 행렬에서는 정의를 모두 연산으로 풀어 적습니다. 닫아 둘 수 없습니다.")
LEAVE_OUT = Text("leave out {option}", "{option} 옵션을 빼십시오")


def refuse_views(view: View) -> None:
    """Raise OptionError for what was asked for and cannot be shown."""
    asked = (("--level school", view.level == "school", SCHOOL), ("--notation prime", view.notation == "prime", PRIMES),
             ("--steps terms", view.steps == "terms", TERMS),
             ("--open none", view.open is not None and "none" in view.open, CLOSED))
    for option, wanted, why in asked:
        if wanted:
            raise OptionError("usage", why, facts={"option": option}, hint=LEAVE_OUT)
