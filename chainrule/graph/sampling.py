"""Irregular numbers, the same ones every time: points at which functions are looked at, and invented coefficients."""
from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ..records import record

Point = dict[int, float]
Moved = tuple[Point, list[float]]  # a point, and how fast each variable moves away from it


@record
class Reach:
    """How many points are drawn: `trials` in the ranges, then `near` around the given one, then `far` ones far out,
    close to zero and between the landmarks."""

    trials: int
    near: int
    far: int


@record
class Sample:
    """Ranges from which points are drawn, in turn, and the seed that they are drawn with."""

    seed: int
    ranges: tuple[tuple[float, float], ...]

    def points(self, inputs: Sequence[int]) -> Iterator[Point]:
        """Points without end."""
        dice = random.Random(self.seed)
        trial = 0
        while True:
            yield self._point(dice, inputs, trial)
            trial += 1

    def _point(self, dice: random.Random, inputs: Sequence[int], trial: int) -> Point:
        low, high = self.ranges[trial % len(self.ranges)]
        return {i: dice.uniform(low, high) for i in inputs}

    def moved(self, inputs: Sequence[int], width: int, reach: Reach, given: Mapping[int, float],
              landmarks: Sequence[float]) -> Iterator[Moved]:
        """Points with an irregular direction of so many coordinates, as many as `reach` says; `given` is a point."""
        dice = random.Random(self.seed)

        def along() -> list[float]:
            return [dice.uniform(0.5, 1.5) for _ in range(width)]

        for trial in range(reach.trials):
            yield self._point(dice, inputs, trial), along()
        if given:
            yield dict(given), along()
            for k in range(reach.near):
                scale = 10.0 ** -(2 + k % 7)  # the function may be real on a short stretch only
                yield {i: x + scale * dice.uniform(-1, 1) * (abs(x) or 1) for i, x in given.items()}, along()
        for k in range(reach.far):
            if k % 2:
                yield {i: dice.uniform(*dice.sample(landmarks, 2)) for i in inputs}, along()
            else:
                yield {i: 10 ** dice.uniform(*DECADES) * dice.choice((1, 1, -1)) for i in inputs}, along()


DECADES = (-7.0, 9.0)  # powers of ten between which far points lie
# For functions: unit interval, larger, both signs, beyond 1, small, wide.
FUNCTIONS = Sample(20231117, ((0.15, 0.95), (0.4, 2.9), (-2.7, 2.7), (1.1, 4.3), (-0.95, 0.95), (0.02, 0.3), (2.0, 9.0),
                              (-9.0, -0.3)))
# For level curves, which must be solved for: not far out.
CURVES = Sample(20240229, ((0.2, 1.4), (-1.5, 1.5), (0.5, 3.5), (-4.0, 4.0), (0.05, 0.6)))
# For maxima and minima, whose inputs may be equal on one side only, or far out only.
STRETCHES = Sample(20240229, ((0.2, 3.0), (-3.0, 3.0), (-1.0, 1.0), (-30.0, 30.0), (-0.3, 0.3)))


@lru_cache(maxsize=256)
def waves(name: str, count: int) -> tuple[tuple[float, tuple[float, ...]], ...]:
    """Three waves in so many variables (size, how fast it goes by each of them), the same for the same name."""
    dice = random.Random(f"{name}/{count}")
    return tuple((dice.uniform(0.3, 1.1), tuple(dice.uniform(-0.7, 0.7) for _ in range(count))) for _ in range(3))
