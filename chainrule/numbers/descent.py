"""Downhill, one step after the other: the points, losses and gradients on the way, and why it ended early."""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, Protocol

from ..graph.holes import NoValue
from ..records import record
from .moving import OneByOne, Pace
from .objective import Values

FEW = 10  # steps that are made before anything is compiled for them
Cause = Literal["overflow", "domain", "zero", "interrupted"]


class Downhill(Protocol):
    """What can be made small."""

    def look(self, at: Values) -> tuple[float, Values]: ...

    @property
    def look_often(self) -> Callable[[Values], tuple[float, Values]]: ...

    def value(self, at: Values) -> float: ...

    def mover(self, pace: Pace) -> OneByOne: ...


@record
class Stop:
    """Why the way ended before its last step: after how many steps, and at which node there was no value."""

    step: int
    cause: Cause
    node: int | None = None


@record
class Walk:
    """The points that were reached, the start first; for each the loss (infinite where it is too large for a double)
    and the gradient, as far as it was kept. `stop` is None where every step was made."""

    points: tuple[Values, ...]
    losses: tuple[float, ...]
    gradients: tuple[Values, ...]
    stop: Stop | None = None


def descend(objective: Downhill, start: Values, pace: Pace, tick: Callable[[int], None] | None = None,
            every_gradient: bool = True) -> Walk:
    """The way down, with every gradient on it or the first alone. `tick` is told after every step how many were made;
    whoever watches may press Ctrl-C, and what was reached is kept. Raises NoValue where there is no value at the
    start."""
    at = start
    loss, slopes = objective.look(at)
    if math.isinf(loss):
        objective.value(at)  # says which node is too large
    look = objective.look_often if pace.steps > FEW else objective.look
    mover = objective.mover(pace)
    points, losses, gradients = [at], [loss], [slopes]
    stop = None
    for step in range(1, pace.steps + 1):
        try:
            at = mover.moved(at, slopes, step)
            loss, slopes = look(at)
            points.append(at)
            losses.append(loss)
            if every_gradient:
                gradients.append(slopes)
            if tick is not None:
                tick(step)
        except NoValue as none:
            stop = Stop(step - 1, _cause(none), none.node)
        except OverflowError:
            stop = Stop(step - 1, "overflow")
        except KeyboardInterrupt:
            if tick is None:
                raise
            # it may come between two of the lines above
            reached = min(len(points), len(losses), len(gradients) if every_gradient else len(points))
            del points[reached:], losses[reached:], gradients[reached:]
            stop = Stop(reached - 1, "interrupted")
        if stop is not None:
            break
    return Walk(tuple(points), tuple(losses), tuple(gradients), stop)


def _cause(none: NoValue) -> Cause:
    causes: dict[str, Cause] = {"overflow": "overflow", "zero": "zero"}
    return causes.get(none.why, "domain")
