"""What can be drawn of a function: its curve and its derivative's with a tangent, or contour lines of two variables."""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..errors import DomainError, OptionError
from ..graph.evaluate import evaluate, is_number
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..language import Text
from ..numbers.contours import Point, contour, grid
from ..records import record
from .stage import Stage, Story

PLACES = 321
CELLS = 40
LEVELS = 11
WIDE = 3.0  # how far is seen to both sides of the point, at least
BISECTIONS = 40
JUMP = 0.5  # of the rise between two places remains at any width where it jumps
COMPARABLE = 2.0  # times as tall as the function alone a plot may be for its derivative
TALL = 1.6  # times the height in which the middle nine tenths of the values lie are shown
WINDOW = Text("Two numbers are wanted, the lower one first: --between \"-2, 3\".",
              "작은 수부터 두 수를 쓰세요: --between \"-2, 3\".")
MANY = Text("A plot is of one or two variables; this function has {count}: {names}.",
            "그래프는 변수가 하나나 둘인 함수에 대해 그립니다. 이 함수의 변수는 {count}개입니다: {names}.")
EMPTY = Text("Between {low} and {high} the function has no real value.", "{low}와 {high} 사이에서 함수의 실숫값이 "
                                                                         "없습니다.")
Pieces = tuple[tuple[Point, ...], ...]


@record
class Curve:
    """f and its derivative over one variable, in pieces that hang together, and at the point the value and the slope
    (None where there is none)."""

    story: Story
    window: tuple[float, float]
    function: Pieces
    slope: Pieces
    point: Point | None = None
    rise: float | None = None

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """What is seen of the variable."""
        return (self.window,)


@record
class Hills:
    """Contour lines over two variables, the second as far as `height`; at the point the gradient (None where there is
    none)."""

    story: Story
    window: tuple[float, float]
    lines: tuple[tuple[float, Pieces], ...]
    point: Point | None = None
    gradient: Point | None = None
    height: tuple[float, float] = (0.0, 0.0)

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """What is seen of both variables."""
        return self.window, self.height


def drawn(story: Story, between: Sequence[float] | None = None) -> Curve | Hills:
    """The curve of a function of one variable, the hills of one of two; `between` is the stretch that is seen.

    Raises OptionError for more variables and a stretch that is none, DomainError where there is nothing to be seen.
    """
    stage = story.stages[0]
    graph = stage.graph
    inputs = graph.inputs([stage.output])
    if not 1 <= len(inputs) <= 2:
        names = ", ".join(graph.name(i) for i in inputs)
        raise OptionError("usage", MANY, facts={"count": len(inputs), "names": names or "–"})
    if between is not None and not (len(between) == 2 and all(map(math.isfinite, between)) and between[0] < between[1]):
        raise OptionError("usage", WINDOW)
    return _curve(story, inputs[0], between) if len(inputs) == 1 else _hills(story, inputs, between)


def _curve(story: Story, x: int, between: Sequence[float] | None) -> Curve:
    stage = story.stages[0]
    function = _Values(stage.graph, stage.output, x)
    slope = _Values(stage.graph, stage.derivations[0].final, x)
    at = _double(stage.passes.point.get(x)) if stage.passes is not None else None
    window = _window(between, None if at is None else (at,), function)
    whole = _pieces(function, window)
    seen = _heights(whole)
    if seen is None:
        raise DomainError("undefined_at_point", EMPTY, facts={"low": f"{window[0]:g}", "high": f"{window[1]:g}"})
    steep = _pieces(slope, window)
    seen = _with_slope(seen, _heights(steep))
    curve = Curve(story, window, _cut(whole, seen), _cut(steep, seen))
    if at is None or stage.passes is None:
        return curve
    height = _double(stage.passes.forward[stage.output])
    rise = _double(stage.results[0].value) if stage.results else None
    return curve if height is None else replace(curve, point=(at, height), rise=rise)


def _double(value: Any) -> float | None:
    """A number that a picture can show; None where there is none, or it is beyond doubles."""
    try:
        found = None if value is None else float(value)
    except (OverflowError, TypeError):
        return None
    return found if found is not None and math.isfinite(found) else None


class _Values:
    """A node's value at any place of one input; not a number where it has none."""

    def __init__(self, graph: Graph, node: int, x: int) -> None:
        self.graph, self.node, self.x = graph, node, x
        self.cone = graph.cone([node])

    def __call__(self, place: float) -> float:
        try:
            found = evaluate(self.graph, self.cone, {self.x: place})[self.node]
            return float(found) if is_number(found) else math.nan
        except (NoValue, OverflowError):
            return math.nan


def _window(between: Sequence[float] | None, at: Point | tuple[float] | None, function: _Values) -> tuple[float, float]:
    """The stretch that was asked for, or one around the point, cut to where the function has values."""
    if between is not None:
        return float(between[0]), float(between[1])
    middle = at[0] if at is not None else 0.0
    half = max(WIDE, abs(middle) / 2)
    places = _evenly(middle - half, middle + half, PLACES)
    known = [x for x in places if math.isfinite(function(x))]
    if not known:
        return places[0], places[-1]
    room = 0.05 * (known[-1] - known[0]) or half
    return max(places[0], known[0] - room), min(places[-1], known[-1] + room)


def _evenly(low: float, high: float, count: int) -> list[float]:
    return [low + (high - low) * k / (count - 1) for k in range(count)]


def _pieces(values: _Values, window: tuple[float, float]) -> list[list[Point]]:
    """The curve in pieces: a new one begins behind a place without a value, a jump and a pole."""
    points = [(x, values(x)) for x in _evenly(*window, PLACES)]
    rises = sorted(abs(b[1] - a[1]) for a, b in zip(points, points[1:], strict=False)
                   if math.isfinite(a[1]) and math.isfinite(b[1]))
    usual = rises[len(rises) // 2] if rises else 0.0
    pieces: list[list[Point]] = [[]]
    for point in points:
        if not math.isfinite(point[1]):
            pieces.append([])
            continue
        if pieces[-1] and abs(point[1] - pieces[-1][-1][1]) > 6 * usual and _jumps(values, pieces[-1][-1], point):
            pieces.append([])
        pieces[-1].append(point)
    return [piece for piece in pieces if piece]


def _jumps(values: _Values, left: Point, right: Point) -> bool:
    """Whether the rise between two places does not shrink with their distance: a jump or a pole lies between."""
    rise = abs(right[1] - left[1])
    for _ in range(BISECTIONS):
        x = (left[0] + right[0]) / 2
        middle = x, values(x)
        if not math.isfinite(middle[1]):
            return True
        left, right = (left, middle) if abs(middle[1] - left[1]) > abs(right[1] - middle[1]) else (middle, right)
    return abs(right[1] - left[1]) > JUMP * rise


def _heights(pieces: list[list[Point]]) -> tuple[float, float] | None:
    """The lowest and the highest value that are seen: around the middle nine tenths, that poles hide nothing;
    None where there is no value."""
    heights = sorted(y for piece in pieces for _, y in piece)
    if not heights:
        return None
    low, high = (heights[round(part * (len(heights) - 1))] for part in (0.05, 0.95))
    room = (high - low or abs(high) or 1.0) * (TALL - 1) / 2
    return low - room, high + room


def _with_slope(seen: tuple[float, float], slope: tuple[float, float] | None) -> tuple[float, float]:
    """What is seen of the function's values, and the derivative's too where that makes it little taller."""
    if slope is None:
        return seen
    low, high = min(seen[0], slope[0]), max(seen[1], slope[1])
    return (low, high) if high - low <= COMPARABLE * (seen[1] - seen[0]) else seen


def _cut(pieces: list[list[Point]], seen: tuple[float, float]) -> Pieces:
    """Pieces that leave what is seen end at its edge, and begin there where they come back."""
    made: list[list[Point]] = []
    for piece in pieces:
        made.append([])
        before: Point | None = None
        for point in piece:
            inside = seen[0] <= point[1] <= seen[1]
            if before is not None and inside != bool(made[-1]):
                made[-1].append(_at_edge(before, point, seen))
            if inside:
                made[-1].append(point)
            elif made[-1]:
                made.append([])
            before = point
    return tuple(tuple(piece) for piece in made if len(piece) > 1)


def _at_edge(one: Point, other: Point, seen: tuple[float, float]) -> Point:
    """Where the straight line between two points, one of which is seen, passes the edge."""
    outer = other if seen[0] <= one[1] <= seen[1] else one
    edge = seen[0] if outer[1] < seen[0] else seen[1]
    return one[0] + (edge - one[1]) / (other[1] - one[1]) * (other[0] - one[0]), edge


def _hills(story: Story, inputs: Sequence[int], between: Sequence[float] | None) -> Hills:
    stage = story.stages[0]
    graph, cone = stage.graph, stage.graph.cone([stage.output])
    at = None if stage.passes is None else tuple(float(stage.passes.point[i]) for i in inputs)
    ranges = [(float(between[0]), float(between[1]))] * 2 if between is not None else \
        [(m - max(WIDE, abs(m) / 2), m + max(WIDE, abs(m) / 2)) for m in at or (0.0, 0.0)]

    def value(x: float, y: float) -> float | None:
        try:
            found = evaluate(graph, cone, dict(zip(inputs, (x, y), strict=True)))[stage.output]
            return float(found) if is_number(found) else None
        except (NoValue, OverflowError):
            return None

    across, up = (_evenly(*each, CELLS + 1) for each in ranges)
    values = grid(value, across, up)
    known = sorted(v for row in values for v in row if math.isfinite(v))
    if not known:
        raise DomainError("undefined_at_point", EMPTY, facts={"low": f"{across[0]:g}", "high": f"{across[-1]:g}"})
    levels = sorted({known[round(k * (len(known) - 1) / (LEVELS + 1))] for k in range(1, LEVELS + 1)})
    lines = tuple((level, contour(values, across, up, level)) for level in levels)
    point = None if at is None else (at[0], at[1])
    return Hills(story, ranges[0], lines, point, _gradient(stage, inputs), ranges[1])


def _gradient(stage: Stage, inputs: Sequence[int]) -> Point | None:
    """Both partial derivatives at the point."""
    slopes = {d.variable: r.value for d, r in zip(stage.derivations, stage.results, strict=False)}
    found = [slopes.get(i) for i in inputs]
    return None if None in found else (float(found[0]), float(found[1]))  # type: ignore[arg-type]
