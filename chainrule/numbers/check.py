"""Every answer is checked against the function itself, without the rules that made it."""
from __future__ import annotations

import cmath
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..graph.evaluate import Hole, NoValue, evaluate
from ..graph.graph import Graph
from ..language import Text

POINTS = 12  # special points lie; a dozen irregular ones do not
TRIALS = 72  # how many points are tried before a function counts as one without real points
STEP = 1e-150  # the complex step: nothing is subtracted, so it may be this small
AGREE = 1e-7  # doubles that agree so well are taken; everything else is looked at with extra precision
# Digits and the power of ten of the step, from coarse to fine: finer ones only where a coarser one does not agree.
LEVELS = ((50, -15), (130, -45), (320, -120), (760, -300))
PRECISE = 1e-12
SETTLED = 1e-9  # two levels that agree so well have converged
VANISHING = 1e-10  # what shrinks so much from one level to the next is rounding around zero
PATIENCE = 4  # after so many points at which nothing converged, further ones get the first two levels only
SHARP = 1e-13  # a number is settled when more digits do not change it by more than this
SHARPENED_NODES = 3_000
# Where irregular points are drawn from, in turn: unit interval, larger, both signs, beyond 1, small, wide.
_RANGES = ((0.15, 0.95), (0.4, 2.9), (-2.7, 2.7), (1.1, 4.3), (-0.95, 0.95), (0.02, 0.3), (2.0, 9.0), (-9.0, -0.3))
NEAR_TRIALS = 50  # how many points around the given one are tried where the ranges find no real one
FAR_TRIALS = 200  # how many points far out, close to zero and between the function's own numbers after that
FAR_EVALUATIONS = 1_000_000  # and no more nodes than this are evaluated for them
FINE_EVALUATIONS = 100_000  # nor for levels finer than the first, counted as so many of the first
LARGE_PATIENCE = 2  # after so many points lost, functions that are too large for finer levels do with what was found
_DECADES = (-7.0, 9.0)

NO_REAL_POINT = Text("the function has no real value at any of the points tried",
                     "시험한 점 어디에서도 함수의 실숫값이 없습니다")
TOO_EXTREME = Text("the numbers leave the range that can be compared", "값이 비교할 수 있는 범위를 벗어납니다")


@dataclass(frozen=True, slots=True)
class Check:
    """What the numeric check found: status, at how many points, the largest relative difference, and why not."""

    status: Literal["checked", "unchecked", "wrong"]
    points: int = 0
    error: float = 0.0
    why: Text | None = None

    def joined(self, other: Check) -> Check:
        """The worse of two checks."""
        rank = ("checked", "unchecked", "wrong")
        worse, better = (self, other) if rank.index(self.status) >= rank.index(other.status) else (other, self)
        return replace(worse, error=max(self.error, other.error)) if worse.status == better.status else worse


def verify(graph: Graph, output: int, gradient: Sequence[tuple[int, tuple[int, ...]]],
           at: Mapping[int, Any] | None = None) -> Check:
    """Compare derivatives with the function at a dozen irregular points, and at the given one.

    `gradient` pairs each variable with the nodes that claim to be its derivative (path sum, sweep, substituted):
    all must agree. With several variables the derivative along an irregular direction is compared, which costs one
    evaluation for all of them.
    """
    job = _Job.make(graph, output, gradient)
    found, worst, extreme = 0, 0.0, False
    for tried, (point, along) in enumerate(_points(job, at)):
        if found and tried == TRIALS:
            break
        outcome = job.compare(point, along)
        if outcome is None:
            continue
        if outcome < 0:
            extreme = extreme or tried < TRIALS  # far out most functions are
            continue
        found += 1
        worst = max(worst, outcome)
        if outcome > AGREE:
            return Check("wrong", found, worst)
        if found >= POINTS:
            break
    given = {} if at is None else _floats(at)
    if given and found:
        outcome = job.compare(given, [1.0 for _ in gradient])
        if outcome is not None and outcome > AGREE:
            return Check("wrong", found, outcome)
    if found:
        return Check("checked", found, worst)
    return Check("unchecked", why=TOO_EXTREME if extreme else NO_REAL_POINT)


def _points(job: _Job, at: Mapping[int, Any] | None) -> Iterator[tuple[dict[int, float], list[float]]]:
    """Irregular points with irregular directions: the ordinary ranges, then the given point and its surroundings, then
    the far ranges. Whoever asks stops when enough of them were real."""
    rng = random.Random(20231117)

    def along() -> list[float]:
        return [rng.uniform(0.5, 1.5) for _ in job.gradient]

    for trial in range(TRIALS):
        low, high = _RANGES[trial % len(_RANGES)]
        yield {i: rng.uniform(low, high) for i in job.inputs}, along()
    given = {} if at is None else _floats(at)
    if given:
        yield given, along()
        for k in range(NEAR_TRIALS):
            scale = 10.0 ** -(2 + k % 7)  # the function may be real on a short stretch only
            yield {i: x + scale * rng.uniform(-1, 1) * (abs(x) or 1) for i, x in given.items()}, along()
    landmarks = _landmarks(job)
    for k in range(min(FAR_TRIALS, FAR_EVALUATIONS // len(job.forward))):
        if k % 2:
            yield {i: rng.uniform(*rng.sample(landmarks, 2)) for i in job.inputs}, along()
        else:
            yield {i: 10 ** rng.uniform(*_DECADES) * rng.choice((1, 1, -1)) for i in job.inputs}, along()


def _floats(at: Mapping[int, Any]) -> dict[int, float]:
    """A point in doubles; empty where a number is too large for them."""
    try:
        return {i: float(v) for i, v in at.items()}
    except OverflowError:
        return {}


def _landmarks(job: _Job) -> list[float]:
    """0 and 1 and the numbers in the function, with either sign: narrow domains lie between such numbers."""
    found = {0.0, 1.0, -1.0}
    for i in job.forward:
        if job.graph.ops[i] == "number" and len(found) < TRIALS:
            size = abs(job.graph.notes[i][0])
            if 1e-100 < size < 1e100:
                found |= {float(size), -float(size)}
    return sorted(found)


@dataclass(slots=True)
class _Job:
    graph: Graph
    inputs: list[int]
    forward: list[int]
    backward: list[int]
    output: int
    gradient: Sequence[tuple[int, tuple[int, ...]]]
    analytic: bool
    lost: int = 0  # points at which nothing converged
    spent: int = 0  # on finer levels

    @staticmethod
    def make(graph: Graph, output: int, gradient: Sequence[tuple[int, tuple[int, ...]]]) -> _Job:
        forward = graph.cone([output])
        claims = {node for _, nodes in gradient for node in nodes}
        backward = graph.cone(claims)
        inputs = [i for i in sorted({*forward, *backward}) if graph.ops[i] == "input"]
        analytic = all(graph.rule(i).analytic for i in forward if graph.args[i])
        return _Job(graph, inputs, forward, backward, output, gradient, analytic)

    def compare(self, point: Mapping[int, float], along: Sequence[float]) -> float | None:
        """The relative difference at a point; None where the function is not real there, -1 where it is too extreme."""
        try:
            values = evaluate(self.graph, self.backward, point, math, invent=True, holes=True)
            claims = self._claims(values, along)
        except NoValue as none:
            return -1.0 if none.why == "overflow" else None
        if self.analytic:
            try:
                numeric, real = self._complex_step(point, along)
            except NoValue as none:
                return -1.0 if none.why == "overflow" else None
            if not real:
                return None
            error = _difference(claims, numeric)
            if error <= AGREE and (numeric or not any(claims)):
                return error if numeric or self._truly_zero(values) else -1.0
        return self._precise(point, along)

    def _truly_zero(self, values: Mapping[int, Any]) -> bool:
        """Whether a derivative of 0 is a fact and not an underflow."""
        return all(self.graph.rational(n) == 0 for _, nodes in self.gradient for n in nodes[:1]) or all(
            type(v) is not float or v == 0 or abs(v) > 1e-290 for v in values.values())

    def _claims(self, values: Mapping[int, Any], along: Sequence[float]) -> list[Any]:
        hole = next((values[n] for _, nodes in self.gradient for n in nodes if type(values[n]) is Hole), None)
        if hole is not None:
            raise hole.error
        width = max(len(nodes) for _, nodes in self.gradient)
        weighted = [(nodes, d) for (_, nodes), d in zip(self.gradient, along, strict=True)]
        return [sum(values[nodes[min(k, len(nodes) - 1)]] * d for nodes, d in weighted) for k in range(width)]

    def _complex_step(self, point: Mapping[int, float], along: Sequence[float]) -> tuple[float, bool]:
        moved = {i: complex(x) for i, x in point.items()}
        for (variable, _), d in zip(self.gradient, along, strict=True):
            if variable in moved:
                moved[variable] += complex(0, STEP * d)
        value = evaluate(self.graph, self.forward, moved, cmath, invent=True)[self.output]
        value = complex(value)
        return value.imag / STEP, abs(value.imag) < 1e-40 and math.isfinite(value.real)

    def _precise(self, point: Mapping[int, float], along: Sequence[float]) -> float | None:
        """Central differences and the claims, both with many digits: the difference as soon as they agree. They are
        called different only where both have converged at the finest level: too wide a step may seem to converge."""
        if self.lost >= LARGE_PATIENCE and self.spent > FINE_EVALUATIONS:
            return -1.0
        levels = LEVELS[:2] if self.lost >= PATIENCE else LEVELS
        before: list[Any] | None = None
        wrong: float | None = None
        for digits, power in levels:
            if before is not None and not self._affords(digits):
                levels = LEVELS  # so large a function must do with less
                break
            try:
                level = self._at_level(point, along, digits, power)
            except _Unfinished:
                wrong = None
                break
            if level is None:
                return None
            error, different = _compared(*level, before)
            if error <= PRECISE:
                return error
            wrong = error if different else None
            before = level[0]
        if wrong is not None and levels is LEVELS:
            return wrong
        self.lost += 1
        return -1.0

    def _affords(self, digits: int) -> bool:
        """Whether a finer level may be tried at one more point."""
        self.spent += (4 * len(self.forward) + len(self.backward)) * digits // LEVELS[0][0]
        return self.spent <= FINE_EVALUATIONS or digits == LEVELS[1][0]

    def _at_level(self, point: Mapping[int, float], along: Sequence[float], digits: int, power: int
                  ) -> tuple[list[Any], Any] | None:
        """The central difference of fourth order and the claims, and how much rounding may be in the former; None where
        the function is not real."""
        from mpmath import mp
        with mp.workdps(digits):
            step = mp.mpf(10) ** power
            start = {i: mp.mpf(x) for i, x in point.items()}
            slopes = [mp.mpf(d) for d in along]
            try:
                values = evaluate(self.graph, self.backward, start, mp, invent=True, holes=True)
                claims = self._claims(values, slopes)
                far, near, back, rear = (self._moved(start, slopes, sign * step) for sign in (2, 1, -1, -2))
            except NoValue:
                return None
            except mp.NoConvergence:
                raise _Unfinished from None
            found = [(8 * (near - back) - (far - rear)) / (12 * step), *claims]
            if any(isinstance(x, mp.mpc) or not mp.isfinite(x) for x in found):
                return None
            return found, abs(near) * mp.mpf(10) ** (4 - power - digits)

    def _moved(self, start: Mapping[int, Any], slopes: Sequence[Any], step: Any) -> Any:
        """The function's value a step away."""
        from mpmath import mp
        moved = dict(start)
        for (variable, _), slope in zip(self.gradient, slopes, strict=True):
            if variable in moved:
                moved[variable] += step * slope
        return evaluate(self.graph, self.forward, moved, mp, invent=True)[self.output]


class _Unfinished(ArithmeticError):
    """A series of mpmath does not converge here."""


def _compared(found: list[Any], noise: Any, before: list[Any] | None) -> tuple[float, bool]:
    """The difference between the numeric derivative and the claims, and whether it is a fact: both have converged
    since the level before, and rounding does not explain it."""
    error = float(_difference(found[1:], found[0]))
    if error <= PRECISE or before is None:
        return error, False
    numeric, *claims = map(_settled, found, before)
    if numeric is None or None in claims:
        return error, False
    return float(_difference(claims, numeric)), any(abs(c - numeric) > noise for c in claims)


def _settled(new: Any, old: Any) -> Any:
    """What a number converges to, from two levels of precision; None where that is not to be seen."""
    if abs(new - old) <= SETTLED * max(abs(new), abs(old)):
        return new
    return 0 if abs(new) <= VANISHING * abs(old) else None


def _difference(claims: Sequence[Any], numeric: Any) -> Any:
    worst: Any = 0.0
    for claim in claims:
        size = max(abs(claim), abs(numeric))
        if size:
            worst = max(worst, abs(claim - numeric) / size)
    return worst


def sharpened(graph: Graph, node: int, point: Mapping[int, Any], swept: Any) -> Any:
    """The derivative at a point as a double that is right in its last digits: with extra precision where doubles
    cancel. Exact numbers, and derivatives too large to evaluate again, are given back as they are. None where even
    240 digits do not settle it: the point lies on a pole that doubles miss, as x = 2 does for 1/tan(pi·x)."""
    if type(swept) is not float:
        return swept
    nodes = graph.cone([node])
    if len(nodes) > SHARPENED_NODES:
        return swept
    from mpmath import mp
    known = swept
    for digits in (30, 60, 120, 240):
        with mp.workdps(digits):
            start = {i: mp.mpf(x) if type(x) in (int, float) else mp.mpf(x.numerator) / x.denominator
                     for i, x in point.items()}
            try:
                found = evaluate(graph, nodes, start, mp)[node]
            except (NoValue, TypeError):
                return swept
            if isinstance(found, mp.mpc):
                return swept
            if digits == 240 and abs(found) < mp.mpf(10) ** -200:
                return 0.0  # it shrinks with every digit: sin(pi), not a number near zero
            found = float(found)
        if not math.isfinite(found):
            return None
        if abs(found - known) <= SHARP * max(abs(found), abs(known)):
            return found
        known = found
    return None
