"""Every derivative is compared with the function itself, without the rules that made it."""
from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import Hole, NoValue
from .check import AGREE, EXTREME, POINTS, PRECISE, Check, compared, judged, relative_difference
from .irregular_points import TRIALS, floats, points
from .numeric_derivative import NumericDerivative

# Digits and the power of ten of the step, from coarse to fine: finer ones only where a coarser one does not agree.
LEVELS = ((50, -15), (130, -45), (320, -120), (760, -300))
PATIENCE = 4  # after so many points at which nothing converged, further ones get the first two levels only
FINE_EVALUATIONS = 100_000  # nor for levels finer than the first, counted as so many of the first
EVALUATIONS, LEAST = 600_000, 3  # of nodes that points may cost; but so many points at least
EXACT_EVALUATIONS = 1_000_000  # of nodes with 50 digits, after which no further point is tried
LARGE_PATIENCE = 2  # after so many points lost, functions that are too large for finer levels do with what was found
Gradient = Sequence[tuple[int, tuple[int, ...]]]


def verify(graph: Graph, output: int, gradient: Gradient, at: Mapping[int, Any] | None = None) -> Check:
    """Compare derivatives with the function at a dozen irregular points, and at the given one.

    `gradient` pairs each variable with the nodes that claim to be its derivative (path sum, sweep, substituted):
    all must agree. With several variables the derivative along an irregular direction is compared, which costs one
    evaluation for all of them.
    """
    comparison = _Comparison(graph, output, gradient)
    given = {} if at is None else floats(at)
    check = judged(comparison.differences(given), TRIALS, comparison.affordable)
    if comparison.exactly > EXACT_EVALUATIONS:
        check = replace(check, wanted=min(check.wanted, check.points))
    if given and check.status == "checked":
        difference = comparison.difference(given, [1.0 for _ in gradient])
        if difference is not None and difference > AGREE:
            return Check("wrong", check.points, difference)
        check = replace(check, given=difference is not None and difference != EXTREME)
    return check


class _Comparison:
    """A gradient that is claimed, beside the numeric derivative of its function.

    lost    points at which nothing converged
    spent   evaluations on finer levels
    exactly   evaluations on all levels, counted as so many of the first
    """

    def __init__(self, graph: Graph, output: int, gradient: Gradient) -> None:
        self.graph, self.gradient = graph, gradient
        self.numeric = NumericDerivative(graph, output, [variable for variable, _ in gradient])
        self.claiming = graph.cone({node for _, nodes in gradient for node in nodes})
        self.lost = 0
        self.spent = self.exactly = 0

    @property
    def affordable(self) -> int:
        """At how many points a function of this size is compared."""
        return max(LEAST, min(POINTS, EVALUATIONS // (len(self.numeric.function) + len(self.claiming))))

    def differences(self, given: Mapping[int, float]) -> Iterator[float | None]:
        """The differences at one irregular point after the other."""
        function = self.numeric.function
        inputs = [i for i in sorted({*function, *self.claiming}) if self.graph.ops[i] == "input"]
        for point, along in points(self.graph, function, inputs, len(self.gradient), given):
            yield self.difference(point, along)
            if self.exactly > EXACT_EVALUATIONS:
                return

    def difference(self, point: Mapping[int, float], along: Sequence[float]) -> float | None:
        """The relative difference at a point; None where the function is not real there, or EXTREME."""
        try:
            values = evaluate(self.graph, self.claiming, point, math, invent=True, holes=True)
            claims = self._claims(values, along)
            if self.numeric.analytic:
                numeric = self.numeric.complex_step(point, along)
                if numeric is None:
                    return None
                error: float = relative_difference(claims, numeric)
                if error <= AGREE and (numeric or not any(claims)):
                    return error if numeric or self._truly_zero(values) else EXTREME
        except NoValue as none:
            return EXTREME if none.why == "overflow" else None
        return self._precise(point, along)

    def _truly_zero(self, values: Mapping[int, Any]) -> bool:
        """Whether a derivative of 0 is a fact and not an underflow."""
        return all(self.graph.rational(n) == 0 for _, nodes in self.gradient for n in nodes[:1]) or all(
            type(v) is not float or v == 0 or abs(v) > 1e-290 for v in values.values())

    def _claims(self, values: Mapping[int, Any], along: Sequence[Any]) -> list[Any]:
        """What is claimed for the derivative along a direction: the first claims of all variables, the second …"""
        hole = next((values[n] for _, nodes in self.gradient for n in nodes if type(values[n]) is Hole), None)
        if hole is not None:
            raise hole.error
        width = max(len(nodes) for _, nodes in self.gradient)
        weighted = [(nodes, d) for (_, nodes), d in zip(self.gradient, along, strict=True)]
        return [sum(values[nodes[min(k, len(nodes) - 1)]] * d for nodes, d in weighted) for k in range(width)]

    def _precise(self, point: Mapping[int, float], along: Sequence[float]) -> float | None:
        """Central differences and the claims, both with many digits: the difference as soon as they agree. They are
        called different only where both have converged at the finest level: too wide a step may seem to converge."""
        if self.lost >= LARGE_PATIENCE and self.spent > FINE_EVALUATIONS:
            return EXTREME
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
            error, different = compared(*level, before)
            if error <= PRECISE:
                return error
            wrong = error if different else None
            before = level[0]
        if wrong is not None and levels is LEVELS:
            return wrong
        self.lost += 1
        return EXTREME

    def _affords(self, digits: int) -> bool:
        """Whether a finer level may be tried at one more point."""
        self.spent += self._cost(digits)
        return self.spent <= FINE_EVALUATIONS or digits == LEVELS[1][0]

    def _cost(self, digits: int) -> int:
        """The nodes evaluated at one point, as so many with the fewest digits."""
        return (4 * len(self.numeric.function) + len(self.claiming)) * digits // LEVELS[0][0]

    def _at_level(self, point: Mapping[int, float], along: Sequence[float], digits: int, power: int
                  ) -> tuple[list[Any], Any] | None:
        """The numeric derivative and the claims, and how much rounding may be in the former; None where the function
        is not real."""
        from mpmath import mp
        self.exactly += self._cost(digits)
        with mp.workdps(digits):
            start = {i: mp.mpf(x) for i, x in point.items()}
            direction = [mp.mpf(d) for d in along]
            try:
                values = evaluate(self.graph, self.claiming, start, mp, invent=True, holes=True)
                claims = self._claims(values, direction)
                numeric, noise = self.numeric.central(start, direction, digits, power)
            except NoValue as none:
                if none.why == "unfinished":
                    raise _Unfinished from None
                return None
            found = [numeric, *claims]
            if any(isinstance(x, mp.mpc) or not mp.isfinite(x) for x in found):
                return None
            return found, noise


class _Unfinished(ArithmeticError):
    """A series of mpmath does not converge here."""
