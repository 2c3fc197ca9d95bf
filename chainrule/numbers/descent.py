"""Downhill, one step after the other: the points, losses and gradients on the way, and why it ended early."""
from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..graph.holes import NoValue
from .methods import Memory, Method
from .objective import Objective, Values

Cause = Literal["overflow", "domain", "zero", "interrupted"]


@dataclass(frozen=True, slots=True)
class Stop:
    """Why the way ended before its last step: after how many steps, and at which node there was no value."""

    step: int
    cause: Cause
    node: int | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """The points that were reached, the start first; for each the loss (infinite where it is too large for a double)
    and the gradient. `stop` is None where every step was made."""

    points: tuple[Values, ...]
    losses: tuple[float, ...]
    gradients: tuple[Values, ...]
    stop: Stop | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How to go: the method, the learning rate, and how many steps."""

    method: Method
    rate: float
    steps: int


def descend(objective: Objective, start: Values, pace: Pace, tick: Callable[[int], None] | None = None) -> Walk:
    """The way down. `tick` is told after every step how many were made; whoever watches may press Ctrl-C, and what was
    reached is kept. Raises NoValue where there is no value at the start."""
    at = tuple(start)
    loss, slopes = objective.look(at)
    if math.isinf(loss):
        objective.value(at)  # says which node is too large
    points, losses, gradients = [at], [loss], [slopes]
    memory: list[Memory] = [(0.0,) * len(pace.method.memory) for _ in at]
    stop = None
    for step in range(1, pace.steps + 1):
        try:
            at = _moved(at, slopes, memory, pace, step)
            if not all(map(math.isfinite, at)):
                stop = Stop(step - 1, "overflow")
                break
            loss, slopes = objective.look(at)
        except NoValue as none:
            stop = Stop(step - 1, _cause(none), none.node)
            break
        except OverflowError:
            stop = Stop(step - 1, "overflow")
            break
        except KeyboardInterrupt:
            if tick is None:
                raise
            stop = Stop(step - 1, "interrupted")
            break
        points.append(at)
        losses.append(loss)
        gradients.append(slopes)
        if tick is not None:
            tick(step)
    return Walk(tuple(points), tuple(losses), tuple(gradients), stop)


def _moved(at: Values, slopes: Values, memory: list[Memory], pace: Pace, step: int) -> tuple[float, ...]:
    """The next point; what the method remembers is kept in `memory`."""
    moved, move = [], pace.method.move
    for k, (value, slope) in enumerate(zip(at, slopes, strict=True)):
        by, memory[k] = move(pace.rate, slope, memory[k], step)
        moved.append(value + by)
    return tuple(moved)


def _cause(none: NoValue) -> Cause:
    causes: dict[str, Cause] = {"overflow": "overflow", "zero": "zero"}
    return causes.get(none.why, "domain")
