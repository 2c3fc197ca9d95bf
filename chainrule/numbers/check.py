"""What comparing numbers at many points found, and when two numbers agree."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal

from ..language import Text
from ..records import record

POINTS = 12  # special points lie; a dozen irregular ones do not
AGREE = 1e-7  # doubles that agree so well are taken; everything else is looked at with extra precision
PRECISE = 1e-12
SETTLED = 1e-9  # two levels that agree so well have converged
VANISHING = 1e-10  # what shrinks so much from one level to the next is rounding around zero
UNSEEN = 1e-100  # a slope so small is not told from 0 where a function rounds to a constant
EXTREME = -1.0  # in place of a difference: the numbers are there, but cannot be compared

NO_REAL_POINT = Text("the function has no real value at any of the points tried",
                     "시험한 점 어디에서도 함수의 실숫값이 없습니다")
TOO_EXTREME = Text("the numbers leave the range that can be compared", "값이 비교할 수 있는 범위를 벗어납니다")


@record
class Check:
    """What the numeric check found: status ("not asked": nothing was compared yet), at how many points, the largest
    relative difference, and why not; `given` says whether the given point was compared too (None: there is none).
    `wanted` are the points that suffice: fewer for very large functions."""

    status: Literal["checked", "not asked", "unchecked", "wrong"]
    points: int = 0
    error: float = 0.0
    why: Text | None = None
    given: bool | None = None
    wanted: int = POINTS

    def joined(self, other: Check) -> Check:
        """The worse of two checks."""
        rank = ("checked", "not asked", "unchecked", "wrong")
        worse, better = (self, other) if rank.index(self.status) >= rank.index(other.status) else (other, self)
        given = None if self.given is None and other.given is None else False not in (self.given, other.given)
        error = max(self.error, other.error) if worse.status == better.status else worse.error
        return replace(worse, error=error, given=given)


def judged(differences: Iterable[float | None], trials: int, wanted: int = POINTS) -> Check:
    """The check that follows from the differences at one point after the other, until so many good ones as are
    `wanted`: None where nothing is real, EXTREME where nothing can be compared. After so many `trials` one good point
    is enough, and what is EXTREME says nothing."""
    found, worst, extreme = 0, 0.0, False
    for tried, difference in enumerate(differences, start=1):
        if difference == EXTREME:
            extreme = extreme or tried <= trials  # far out most functions are
        elif difference is not None:
            found += 1
            worst = max(worst, difference)
            if difference > AGREE:
                return Check("wrong", found, worst)
        if found >= wanted or found and tried == trials:
            break
    if found:
        return Check("checked", found, worst, wanted=wanted)
    return Check("unchecked", why=TOO_EXTREME if extreme else NO_REAL_POINT)


def relative_difference(claims: Sequence[Any], value: Any, least: Any = 0) -> Any:
    """How far the claims are from a value at most, as a part of the larger of both, or of the `least` size."""
    worst: Any = 0.0
    for claim in claims:
        size = max(abs(claim), abs(value), least)
        if size:
            worst = max(worst, abs(claim - value) / size)
    return worst


def compared(found: list[Any], noise: Any, before: list[Any] | None) -> tuple[float, bool]:
    """The difference between a value (first) and the claims about it, and whether it is a fact: both have converged
    since the level `before`, and rounding, which may make so much `noise`, does not explain it."""
    error = float(relative_difference(found[1:], found[0]))
    if error <= PRECISE or before is None:
        return error, False
    value, *claims = map(_settled, found, before)
    if value is None or None in claims:
        return error, False
    least = noise if value else max(noise, UNSEEN)
    return float(relative_difference(claims, value)), any(abs(c - value) > least for c in claims)


def _settled(new: Any, old: Any) -> Any:
    """What a number converges to, from two levels of precision; None where that is not to be seen."""
    if abs(new - old) <= SETTLED * max(abs(new), abs(old)):
        return new
    return 0 if abs(new) <= VANISHING * abs(old) else None
