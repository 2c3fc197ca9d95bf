"""What a derivative is from one side: the limit of the function's difference quotients, told from a few of them."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

from ..records import record

Outcome = Literal["value", "rises", "falls", "jumps", "ends", "untold"]
LAST = 5  # so many of the smallest steps are looked at
CONSTANT = 1e-5  # quotients that change by the same factor from step to step, up to this, go on doing so
CONVERGED = 1e-12  # relative size of what is left to go
SURE = 1e-20  # a fraction that is met so well is meant
DENOMINATOR = 10_000  # of such a fraction
LEAST, MOST = -50, 50  # bits: other numbers are not taken for such fractions, whose digits would not be worth it
NOISE = 10 ** 20  # times the last digit: what rounding may leave of two equal numbers


@record
class Side:
    """How a function moves to one side of a point.

    outcome   value: with this slope; rises, falls: more and more steeply (the slope goes to ∞, -∞); jumps: not
              continuously; ends: it has no values there; untold: the numbers do not say
    """

    outcome: Outcome
    value: Any = None


def side(steps: Sequence[tuple[Any, Any]], start: Any, way: int) -> Side:
    """The outcome on one side, from (step, value of the function there or None) with steps that shrink by one factor.
    Called with mpmath's digits set."""
    last = steps[-LAST:]
    missing = sum(value is None for _, value in last)
    if missing:
        return Side("ends" if missing == len(last) else "untold")
    moves = [_seen(value - start, start) for _, value in last]
    if not any(moves):
        return Side("value", 0)
    quotients = [way * move / step for (step, _), move in zip(last, moves, strict=True)]
    found = _limit(quotients)
    if found is not None:
        return Side("value", _plain(*found))
    sizes = [abs(m) for m in moves]
    if not all(sizes):
        return Side("untold")
    if all(b > a * 0.999 for a, b in zip(sizes, sizes[1:], strict=False)):
        return Side("jumps")
    if _grows(quotients) and all(b < a for a, b in zip(sizes, sizes[1:], strict=False)):
        return Side("rises" if quotients[-1] > 0 else "falls")
    return Side("untold")


def _seen(move: Any, start: Any) -> Any:
    """A difference of two values; 0 where it is no more than the last of the digits that mpmath works with."""
    from mpmath import mp
    return mp.mpf(0) if abs(move) <= abs(start) * mp.eps * NOISE else move


def _limit(found: Sequence[Any]) -> tuple[Any, Any] | None:
    """What a sequence converges to, and how far it may be from there; None where it is not seen to converge."""
    *_, a, b, c, d = found
    largest = max(map(abs, found))
    if all(abs(y) <= abs(x) / 100 for x, y in ((a, b), (b, c), (c, d))) or not largest:
        return 0, abs(d)
    first, second, third = b - a, c - b, d - c
    if abs(third) <= SURE * abs(d):
        return d, abs(third)
    if not first or not second:
        return None
    ratio, before = third / second, second / first
    if not abs(ratio) < 0.98 or abs(ratio) > 1e-3 and abs(ratio - before) > CONSTANT * abs(ratio):
        return None
    rest = third * ratio / (1 - ratio)
    end = d + rest
    if abs(end) <= CONSTANT * abs(d):
        return 0, abs(end)
    return (end, abs(rest) * CONSTANT) if abs(rest) <= CONVERGED * abs(end) or abs(ratio) > 1e-3 else (end, abs(rest))


def _grows(found: Sequence[Any]) -> bool:
    """Whether a sequence goes beyond all bounds: by a factor, or by about as much each time."""
    one_sign = all(x > 0 for x in found) or all(x < 0 for x in found)
    steps = [abs(y) - abs(x) for x, y in zip(found, found[1:], strict=False)]
    return one_sign and all(s > 0 for s in steps) and all(
        t >= 0.999 * s for s, t in zip(steps, steps[1:], strict=False))


def _plain(value: Any, error: Any) -> Any:
    """The fraction that is meant, where it is one."""
    if value == 0:
        return 0
    from mpmath import mp
    if abs(error) > SURE * abs(value) or not LEAST < mp.mag(value) < MOST:
        return value
    whole = int(mp.nint(value))
    if whole and abs(value - whole) <= SURE * abs(value):
        return whole
    near = Fraction(int(mp.nint(value * 10 ** 40)), 10 ** 40).limit_denominator(DENOMINATOR)
    return near if near and abs(value - mp.mpf(near.numerator) / near.denominator) <= SURE * abs(value) else value


def same(left: Side, right: Side) -> bool:
    """Whether both sides have one slope."""
    if left.outcome != "value" or right.outcome != "value":
        return False
    if isinstance(left.value, int | Fraction) and isinstance(right.value, int | Fraction):
        return left.value == right.value
    one, other = (x if hasattr(x, "_mpf_") else _as_wide(x) for x in (left.value, right.value))
    return bool(abs(one - other) <= 1e-9 * max(abs(one), abs(other)))


def _as_wide(value: Any) -> Any:
    """An exact number as one of mpmath's."""
    from mpmath import mp
    return mp.mpf(value.numerator) / value.denominator
