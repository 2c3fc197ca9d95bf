"""One step downhill: every parameter moves as the method says, and what it remembers of each is kept."""
from __future__ import annotations

import math
from collections.abc import Sequence

from ..records import record
from .methods import Memory, Method


@record
class Pace:
    """How to go: the method, the learning rate, and how many steps."""

    method: Method
    rate: float
    steps: int


class OneByOne:
    """Parameters that are numbers in a row."""

    def __init__(self, pace: Pace, count: int) -> None:
        self._pace = pace
        self._memory: list[Memory] = [(0.0,) * len(pace.method.memory)] * count

    def moved(self, at: Sequence[float], slopes: Sequence[float], step: int) -> tuple[float, ...]:
        """The next point. Raises OverflowError where a number is too large."""
        move, rate, memory = self._pace.method.move, self._pace.rate, self._memory
        found = []
        for k, (value, slope) in enumerate(zip(at, slopes, strict=True)):
            by, memory[k] = move(rate, slope, memory[k], step)
            found.append(value + by)
        if not all(map(math.isfinite, found)):
            raise OverflowError
        return tuple(found)
