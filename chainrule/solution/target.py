"""A value that is wanted: the step that the gradient says, what comes of it, and the roots that there are."""
from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from ..graph.evaluate import Number, is_exact
from ..graph.holes import NoValue
from ..numbers.objective import Objective
from ..numbers.passes import run
from ..records import record
from .influence import value_at
from .stage import Stage, Story

REACH = 1e6  # how far roots are looked for, to both sides of 0
NEAR = 1e-10  # a miss so small beside the numbers is none
NEWTON = 60  # steps
FINE, COARSE = 2_000, 500  # places at which the function is looked at: near the point, and further and further away
LISTED = 12  # other roots
PLAIN = 1_000  # denominators of fractions that a root may be


@record
class Newton:
    """One step: the variable, the output and its slope there; `halved` where Newton's step would have left the
    interval in which the root lies, so that it was halved."""

    value: float
    output: float
    slope: float
    halved: bool = False


@record
class TargetStory:
    """How far one variable must move so that the output becomes what is wanted.

    step     how far by the gradient: the missing change divided by it; None where it is 0 or there is none
    reached  the output after that step; `exact` whether this is what is wanted, to the last digit
    again    the stage at the place of the answer
    newton   the steps that lead to the root, where one does not
    root     the root first reached in the gradient's direction; None where none is found
    others   further roots within reach
    """

    story: Story
    variable: str
    wanted: Number
    value: Number
    output: Number
    gradient: Number | None
    step: Number | None
    reached: Number | None
    exact: bool
    again: Stage | None
    newton: tuple[Newton, ...]
    root: Number | None
    others: tuple[float, ...]


def aimed(story: Story, wanted: Number) -> TargetStory:
    """All about one variable, the only one of the story's first stage."""
    stage = story.stages[0]
    assert stage.passes is not None
    node, gradient = stage.derivations[0].variable, stage.results[0].value
    value, output = stage.passes.point[node], stage.passes.forward[stage.output]
    missing = wanted - output
    step = None if not gradient else _divided(missing, gradient)
    reached = value_at(stage, {node: value + step}) if step is not None else None
    exact = reached is not None and reached == wanted
    roots = _Roots(stage, node, float(wanted))
    root: Number | None = None
    newton: tuple[Newton, ...] = ()
    if missing == 0:
        root = value
    elif exact and step is not None:
        root = _whole(value + step)
    elif step is not None:
        first = roots.first(float(value), 1 if step > 0 else -1)
        newton = () if first is None else roots.newton(float(value), first)
        root = None if first is None else roots.plain(first[0])
    others = roots.others(None if root is None else float(root))
    again = None if root is None else _stage_at(stage, node, root)
    return TargetStory(story, stage.variables[0], wanted, value, output, gradient, step, reached, exact, again, newton,
                       root, others)


def _divided(one: Number, other: Number) -> Number:
    return _whole(Fraction(one) / Fraction(other)) if is_exact(one) and is_exact(other) else one / other


def _whole(value: Number) -> Number:
    """A fraction that is a whole number as such a one."""
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else value


def _stage_at(stage: Stage, node: int, value: Number) -> Stage:
    """The stage with the forward pass at the answer."""
    assert stage.passes is not None
    return replace(stage, passes=run(stage.sweep, {**stage.passes.point, node: value}, stage.names))


class _Roots:
    """The places of one variable where the output is what is wanted."""

    def __init__(self, stage: Stage, node: int, wanted: float) -> None:
        assert stage.passes is not None
        self._stage, self._node, self._wanted = stage, node, wanted
        self._start = float(stage.passes.point[node])
        others = {i: float(v) for i, v in stage.passes.point.items() if i != node}
        self._objective = Objective(stage.graph, stage.output, (node,), (others,))
        self._found: list[tuple[float, float]] | None = None

    def miss(self, x: float) -> float | None:
        """How far the output is from what is wanted; None where it has no value."""
        try:
            return self._objective.value((x,)) - self._wanted
        except (NoValue, OverflowError):
            return None

    def first(self, start: float, way: int) -> tuple[float, float] | None:
        """The nearest root on one side, and a place behind it (itself, where the output only touches)."""
        sided = [pair for pair in self._all() if (pair[0] - start) * way > 0]
        return min(sided, key=lambda pair: abs(pair[0] - start)) if sided else None

    def others(self, besides: float | None) -> tuple[float, ...]:
        """Every root but one."""
        found: list[float] = []
        for root, _ in sorted(self._all(), key=lambda pair: abs(pair[0] - self._start)):
            known = found if besides is None else [besides, *found]
            if all(abs(root - x) > 1e-7 * max(1.0, abs(x)) for x in known):
                found.append(root)
        return tuple(float(self.plain(root)) for root in found[:LISTED])

    def newton(self, start: float, goal: tuple[float, float]) -> tuple[Newton, ...]:
        """Newton's steps from the start to the root; where they would lead elsewhere, those that leave the interval
        between are halved."""
        root, behind = goal
        plainly = self._newton(start, root, (-math.inf, math.inf))
        if plainly:
            return plainly
        low, high = sorted((start, behind))
        kept = self._newton(start, root, (low, high))
        value, (slope,) = self._objective.look((root,))
        return kept or (Newton(start, *self._at(start)), Newton(root, value, slope, halved=True))

    def _at(self, x: float) -> tuple[float, float]:
        value, (slope,) = self._objective.look((x,))
        return value, slope

    def _newton(self, start: float, root: float, within: tuple[float, float]) -> tuple[Newton, ...]:
        """The steps as far as the root; none where they do not get there."""
        low, high = within
        steps, x, halved = [], start, False
        for _ in range(NEWTON):
            try:
                value, (slope,) = self._objective.look((x,))
            except (NoValue, OverflowError):
                break
            steps.append(Newton(x, value, slope, halved))
            miss = value - self._wanted
            there = abs(x - root) <= 1e-6 * max(1.0, abs(root))
            if there and abs(miss) <= NEAR * max(1.0, abs(self._wanted), abs(value)):
                return tuple(steps)
            further = x - miss / slope if slope else math.nan
            halved = not low <= further <= high
            x = (x + root) / 2 if halved else further
        return ()

    def plain(self, root: float) -> Number:
        """The fraction that a root is, where the output there is exactly what is wanted."""
        near = Fraction(root).limit_denominator(PLAIN)
        if abs(float(near) - root) <= 1e-9 * max(1.0, abs(root)):
            found = value_at(self._stage, {self._node: near})
            if found is not None and (found == self._wanted if is_exact(found) else abs(
                    found - self._wanted) <= 1e-14 * max(1.0, abs(self._wanted))):
                return _whole(near)
        return root

    def _all(self) -> list[tuple[float, float]]:
        if self._found is None:
            self._found = [pair for way in (1, -1) for pair in self._towards(way)]
        return self._found

    def _places(self, way: int) -> Iterator[float]:
        """From the start outward: closely at first, then in steps that grow."""
        unit = max(1.0, abs(self._start)) / 20
        yield self._start
        for k in range(1, FINE + 1):
            yield self._start + way * unit * k
        near = unit * FINE
        for k in range(1, COARSE + 1):
            place = self._start + way * near * (2 * REACH / near) ** (k / COARSE)
            if abs(place) > REACH:
                return
            yield place

    def _towards(self, way: int) -> Iterator[tuple[float, float]]:
        """(root, a place behind it), going away from the start."""
        seen: list[tuple[float, float]] = []
        for x in self._places(way):
            miss = self.miss(x)
            if miss is None:
                seen = []
                continue
            if miss == 0 and x != self._start:
                yield x, x
            elif seen and seen[-1][1] * miss < 0:
                root = _halved(self.miss, seen[-1][0], x)
                if root is not None:
                    yield root, x
            elif len(seen) > 1 and abs(seen[-1][1]) <= min(abs(seen[-2][1]), abs(miss)) and miss * seen[-1][1] > 0:
                lowest = _lowest(self.miss, seen[-2][0], x)
                if lowest is not None:
                    yield lowest, lowest
            seen = [*seen[-1:], (x, miss)]


def _halved(miss: Callable[[float], float | None], low: float, high: float) -> float | None:
    """Where the sign changes between two places; None at a pole or a jump."""
    below, above = miss(low), miss(high)
    size = max(abs(below or 0), abs(above or 0))
    for _ in range(200):
        middle = (low + high) / 2
        value = miss(middle)
        if value is None:
            return None
        if value == 0 or middle in (low, high):
            break
        if (below or 0) * value < 0:
            high = middle
        else:
            low, below = middle, value
    last = miss(middle)
    return middle if last is not None and abs(last) <= 1e-6 * max(1.0, size) else None


def _lowest(miss: Callable[[float], float | None], low: float, high: float) -> float | None:
    """Where the function only touches what is wanted; None where it stays away."""
    for _ in range(200):
        one, other = low + (high - low) / 3, high - (high - low) / 3
        left, right = miss(one), miss(other)
        if left is None or right is None:
            return None
        low, high = (low, other) if abs(left) < abs(right) else (one, high)
    middle = (low + high) / 2
    value = miss(middle)
    return middle if value is not None and abs(value) <= 1e-12 else None
