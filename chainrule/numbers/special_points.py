"""Whether a point is special: a joint is met, or doubles may have hidden one, or have lost a number."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..derivation.sweep import Sweep
from ..graph.graph import Graph
from ..graph.holes import Hole
from ..graph.piecewise import compared_places
from .passes import Passes

NEAR = 1e-8  # numbers that are so close may be equal
HUGE = 1e12  # numbers so large may be poles
ROUNDED = 1e5  # and so large a one, made of a rounded point, has lost digits that a sine would need


def is_special(swept: Sweep, passes: Passes, *, rounded: bool) -> bool:
    """Whether the numbers at the point must be looked at more closely; `rounded` says whether the point itself is only
    known in doubles, as pi is."""
    if passes.kinks:
        return True
    graph, forward = swept.graph, passes.forward
    most = ROUNDED if rounded else HUGE
    if not (_plain(forward.values(), most) and _plain(passes.partials.values(), most)):
        return True
    if any(type(v) is float and abs(v) < NEAR and (v or rounded)
           for v in (passes.adjoints.get(x, 0) for x in swept.variables)):
        return True
    for node in swept.function:
        args = graph.args[node]
        if args and _close(graph, node, [forward[a] for a in args], forward[node]):
            return True
    return False


def _close(graph: Graph, node: int, operands: list[Any], value: Any) -> bool:
    """Whether a gate's inputs are, but for rounding, at a joint of it or at the end of where it is smooth."""
    if graph.ops[node] == "cases":
        return any(_near(operands[left], operands[right]) for left, right in compared_places(graph.cases(node)))
    rule = graph.rule(node)
    if rule.kind == "routes" and sum(_near(x, value) for x in operands) > 1:
        return True
    if rule.saturates and type(value) is float and value.is_integer():
        return True
    floats = [x for x in operands if type(x) is float]
    if any(type(x) is Hole for x in operands):
        return False
    if rule.joint is not None and rule.joint(*(_whole(x) for x in operands)):
        return True
    if rule.kind == "jumps":
        return any(_near(x, float(round(x))) for x in floats)
    return bool(rule.needs) and any(_near(abs(x), 1.0) for x in floats)


def _plain(values: Iterable[Any], most: float) -> bool:
    """Whether all doubles are of ordinary size."""
    return all(type(v) is not float or NEAR < abs(v) < most for v in values)


def _whole(value: Any) -> Any:
    """A double as the whole number that it may be."""
    return round(value) if type(value) is float and _near(value, float(round(value))) else value


def _near(one: Any, other: Any) -> bool:
    """Whether two numbers, one of them a double, could be the same."""
    if type(one) is not float and type(other) is not float:
        return False
    try:
        return bool(abs(one - other) <= NEAR * max(1, abs(one)))
    except (TypeError, OverflowError):
        return False
