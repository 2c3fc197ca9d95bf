"""Whether a point is special: a joint is met, or doubles may have hidden one, or have lost a number."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..derivation.sweep import Sweep
from ..graph.piecewise import compared_places
from .passes import Passes

NEAR = 1e-8  # numbers that are so close may be equal
HUGE = 1e12  # numbers so large may be poles
_SATURATING = frozenset(("tanh", "coth", "erf", "erfc", "sigmoid"))
_WHOLE = frozenset(("floor", "ceil"))
_AT_ONE = frozenset(("arcsin", "arccos", "arcsec", "arccsc", "arcosh", "artanh", "arcoth", "arsech"))


def is_special(swept: Sweep, passes: Passes, *, rounded: bool) -> bool:
    """Whether the numbers at the point must be looked at more closely; `rounded` says whether the point itself is only
    known in doubles, as pi is."""
    if passes.kinks:
        return True
    graph, forward = swept.graph, passes.forward
    if not (_plain(forward.values()) and _plain(passes.partials.values())):
        return True
    if any(type(v) is float and abs(v) < NEAR and (v or rounded)
           for v in (passes.adjoints.get(x, 0) for x in swept.variables)):
        return True
    for node in swept.function:
        close = _CLOSE.get(graph.ops[node])
        if close is not None and close(graph.payloads[node], [forward[a] for a in graph.args[node]], forward[node]):
            return True
    return False


def _plain(values: Iterable[Any]) -> bool:
    """Whether all doubles are of ordinary size."""
    return all(type(v) is not float or NEAR < abs(v) < HUGE for v in values)


def _near(one: Any, other: Any) -> bool:
    """Whether two numbers, one of them a double, could be the same."""
    if type(one) is not float and type(other) is not float:
        return False
    try:
        return bool(abs(one - other) <= NEAR * max(1, abs(one)))
    except (TypeError, OverflowError):
        return False


def _near_whole(note: Any, operands: list[Any], value: Any) -> bool:
    return type(operands[0]) is float and _near(operands[0], float(round(operands[0])))


def _near_one(note: Any, operands: list[Any], value: Any) -> bool:
    return type(operands[0]) is float and _near(abs(operands[0]), 1.0)


def _near_tie(note: Any, operands: list[Any], value: Any) -> bool:
    return sum(_near(x, value) for x in operands) > 1


def _near_joint(note: Any, operands: list[Any], value: Any) -> bool:
    return any(_near(operands[left], operands[right]) for left, right in compared_places(note))


def _saturated(note: Any, operands: list[Any], value: Any) -> bool:
    return type(value) is float and value in (1.0, -1.0, 2.0)


_CLOSE: Mapping[str, Any] = {
    **dict.fromkeys(_WHOLE, _near_whole), **dict.fromkeys(_AT_ONE, _near_one),
    **dict.fromkeys(("max", "min"), _near_tie), **dict.fromkeys(_SATURATING, _saturated), "cases": _near_joint}
