"""What is assumed about inputs: "A symmetric", "t one-hot", "p probability"."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...errors import OptionError, ShapeError, VariableError
from ...graph.shaped import ShapedGraph
from ...language import Text
from ...numbers.matrices.given import Rows
from ...rules.shape import said

KINDS = {"symmetric": "symmetric", "대칭": "symmetric", "one-hot": "one-hot", "onehot": "one-hot", "원-핫": "one-hot",
         "probability": "probability", "probabilities": "probability", "확률": "probability"}
_FACT = re.compile(r"^\s*(?P<name>[^\W\d]\w*)\s*(?:is|are|=|:|은|는)?\s*(?:an?\s+)?(?P<kind>[\w-]+)\s*$")
UNKNOWN = Text("`{fact}` is not something that can be assumed here.", "`{fact}`: 이런 가정은 쓸 수 없습니다.")
EXAMPLES = Text('"A symmetric", "t one-hot" and "p probability" can be assumed',
                '"A symmetric"(대칭), "t one-hot"(원-핫), "p probability"(합이 1)를 가정할 수 있습니다')
NO_SUCH = Text("There is no vector or matrix `{name}` to assume something about.",
               "가정한 `{name}`의 이름을 가진 벡터나 행렬이 없습니다.")
NOT_SQUARE = Text("`{name}` is {shape}, so it cannot be symmetric.",
                  "`{name}`의 크기는 {shape}이므로 대칭일 수 없습니다.")
BY_SYMMETRIC = Text("`{name}` is assumed to be symmetric, so its entries cannot change on their own: the derivative "
                    "by it "
                    "would mean something else.",
                    "`{name}`은 대칭이라고 가정했으므로 성분이 따로따로 변할 수 없습니다. 이 행렬에 대한 미분은 뜻이 "
                    "달라집니다.")
LEAVE_OUT = Text("leave out the assumption, or differentiate by another variable",
                 "가정을 빼거나 다른 변수에 대하여 미분하십시오")
NOT_SO = Text("`{fact}` was assumed, but the value given for `{name}` is not.",
              "`{fact}`라고 가정했지만 `{name}`에 준 값은 그렇지 않습니다.")
Facts = tuple[tuple[str, str], ...]  # (name, kind)


def known_facts(graph: ShapedGraph, typed: Sequence[str], asked: Sequence[str]) -> Facts:
    """The facts as they were typed, by name and kind. Raises OptionError for what is none, ShapeError for what cannot
    be, VariableError for a derivative by a symmetric matrix."""
    found = []
    inputs = {graph.name(i): i for i in range(len(graph)) if graph.ops[i] == "input"}
    for text in typed:
        matched = _FACT.match(text)
        kind = KINDS.get(matched["kind"].lower()) if matched else None
        if matched is None or kind is None:
            raise OptionError("usage", UNKNOWN, facts={"fact": text}, hint=EXAMPLES)
        name = matched["name"]
        if name not in inputs or inputs[name] not in graph.shapes:
            raise VariableError("bad_variable", NO_SUCH, facts={"name": name})
        rows, columns = graph.shape(inputs[name])
        if kind == "symmetric" and rows != columns:
            raise ShapeError("shape", NOT_SQUARE, facts={"name": name, "shape": said((rows, columns))})
        if kind == "symmetric" and name in asked:
            raise VariableError("bad_variable", BY_SYMMETRIC, facts={"name": name}, hint=LEAVE_OUT)
        found.append((name, kind))
    return tuple(dict.fromkeys(found))


def check_facts(facts: Facts, point: Mapping[str, Rows]) -> None:
    """Refuse a point at which a fact does not hold."""
    for name, kind in facts:
        rows = point.get(name)
        if isinstance(rows, list) and not _holds(kind, rows):
            raise OptionError("usage", NOT_SO, facts={"fact": f"{name} {kind}", "name": name})


def _holds(kind: str, rows: list[list[float]]) -> bool:
    if kind == "symmetric":
        return all(rows[i][j] == rows[j][i] for i in range(len(rows)) for j in range(i))
    lines = [[x for row in rows for x in row]] if len(rows[0]) == 1 else rows
    if kind == "one-hot":
        return all(sorted(line)[-1] == 1 and sorted(line)[:-1] == [0] * (len(line) - 1) for line in lines)
    return all(abs(sum(line) - 1) < 1e-9 for line in lines)
