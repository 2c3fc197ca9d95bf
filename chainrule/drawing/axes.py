"""The axes of a plot: which part of the plane is seen, where its ticks are, and what stands beside them."""
from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from ..explaining.page import Plot, Trace
from ..notation.numbers import number
from ..notation.text import write
from ..records import record

TICKS = 5


@record
class Axis:
    """One axis from `low` to `high`; with `log` these are powers of ten."""

    low: float
    high: float
    log: bool = False

    def place(self, value: float) -> float:
        """Where a value is: 0 at the low end, 1 at the high one."""
        if self.log:
            value = math.log10(value) if value > 0 else self.low
        return (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Places and their labels, at round numbers."""
        if self.log:
            stride = max(1, math.ceil((self.high - self.low) / TICKS))
            return [(self.place(10.0 ** k), shown(10.0 ** k))
                    for k in range(math.ceil(self.low), math.floor(self.high) + 1, stride)]
        step = _round((self.high - self.low) / TICKS)
        first = math.ceil(self.low / step - 1e-9)
        values = [k * step for k in range(first, math.floor(self.high / step + 1e-9) + 1)]
        return [(self.place(v), shown(round(v, 12))) for v in values]


def axes(plot: Plot) -> tuple[Axis, Axis]:
    """Across and up, with a little room around what is drawn; contour lines count as far as the path goes."""
    points = [p for trace in _seen(plot) for p in trace.points if _drawable(p, plot.log)]
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    up = _around([math.log10(y) for y in ys], log=True) if plot.log else _around(ys)
    return _around(xs), up


def pieces(trace: Trace, across: Axis, up: Axis) -> Iterator[list[tuple[float, float]]]:
    """The parts of a trace that can be drawn, as places between 0 and 1."""
    piece: list[tuple[float, float]] = []
    for point in trace.points:
        if _drawable(point, up.log):
            place = across.place(point[0]), up.place(point[1])
            piece.append((min(2.0, max(-1.0, place[0])), min(2.0, max(-1.0, place[1]))))
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def shown(value: float) -> str:
    """A number beside an axis."""
    return write(number(value)[0])


def _seen(plot: Plot) -> Iterable[Trace]:
    moving = [trace for _, trace in plot.frames]
    main = [trace for trace in plot.traces if trace.role != "level"]
    if all(trace.role in ("tangent", "point") for trace in main) and not moving:
        return plot.traces
    if any(trace.role == "data" for trace in main):
        return [trace for trace in main if trace.role == "data"] + moving[-1:]
    return main + moving or plot.traces


def _drawable(point: tuple[float, float], log: bool) -> bool:
    return math.isfinite(point[0]) and math.isfinite(point[1]) and not (log and point[1] <= 0)


def _around(values: list[float], *, log: bool = False) -> Axis:
    low, high = min(values), max(values)
    room = 0.06 * (high - low) or 0.1 * abs(high) or 0.5
    return Axis(low - room, high + room, log)


def _round(step: float) -> float:
    """The nearest of 1, 2, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return power * min((1, 2, 5, 10), key=lambda k: abs(math.log(k * power / step)))
