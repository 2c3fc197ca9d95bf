"""Why there is no derivative at a point: the condition that the point breaks."""
from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ..derivation.claims import Claim
from ..derivation.conditions import conditions
from ..derivation.sweep import Sweep
from ..derivation.tidy_shapes import arranged
from ..errors import DomainError
from ..graph.evaluate import Number, evaluate
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..graph.relations import HOLDS
from ..language import Text
from ..notation.boxes import ATOM, Name, Written, relation
from ..notation.numbers import number
from ..notation.text import write
from ..notation.write import written

NEEDS = Text("to be differentiated `{gate}` needs `{condition}`; here `{left} = {value}`",
             "`{gate}`의 미분에는 `{condition}` 조건이 필요한데, 이 점에서는 `{left} = {value}`입니다")
ROUNDED = 1e-12  # as near to each other two sides are taken for equal where there is no value: cos(π/2) and 0
SIZE = 16  # signs; longer formulas keep the names of intermediate values


def with_condition(error: DomainError, swept: Sweep, point: Mapping[int, Number], names: Mapping[int, str]
                   ) -> DomainError:
    """The same error with the first condition that the point breaks, where there is one."""
    for condition in conditions(swept):
        left, right = _value(swept.graph, condition.left, point), _value(swept.graph, condition.right, point)
        if any(_is_broken(swept.graph, claim, point) for claim in condition.within):
            continue
        if left is not None and right is not None and condition.relation == "!=" and _is_near(left, right):
            left = right
        if left is not None and right is not None and not HOLDS[condition.relation](left, right):
            shown = {side: _text(swept.graph, side, names) for side in (condition.left, condition.right)}
            facts = {**error.facts, "gate": _text(swept.graph, condition.because, names),
                     "condition": f"{shown[condition.left]} {relation(condition.relation).sign} "
                                  f"{shown[condition.right]}",
                     "left": shown[condition.left], "value": write(number(left)[0])}
            return DomainError(error.kind, error.text, facts=facts, hint=NEEDS)
    return error


def _is_near(left: Any, right: Any) -> bool:
    return bool(abs(left - right) <= ROUNDED)


def _is_broken(graph: Graph, claim: Claim, point: Mapping[int, Number]) -> bool:
    """Whether a claim is known not to hold at the point."""
    left, right = _value(graph, claim.left, point), _value(graph, claim.right, point)
    return left is not None and right is not None and not HOLDS[claim.relation](left, right)


def _value(graph: Graph, node: int, point: Mapping[int, Number]) -> Number | None:
    try:
        value: Number = evaluate(graph, graph.cone([node]), point, math)[node]
    except NoValue:
        return None
    return value


def _text(graph: Graph, node: int, names: Mapping[int, str]) -> str:
    """A formula in the inputs, or where that is long in the names of intermediate values."""
    leaves: dict[int, Written] = {}
    if graph.size(node) > SIZE:
        leaves = {i: (Name(name), ATOM) for i, name in names.items() if i != node}
    return write(written(graph, arranged(graph, node, leaves), leaves)[0])
