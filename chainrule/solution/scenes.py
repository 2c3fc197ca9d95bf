"""What can be drawn of a descent: the valley that its path leads through, and the curve that it fits to samples."""
from __future__ import annotations

from collections.abc import Sequence

from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..numbers.contours import Point, contour, grid
from ..records import record
from .learning import LearningStory

CELLS = 36
LEVELS = 9
FRAMES = 40  # of the curve, at the most
PLACES = 41  # at which the curve is computed
SMALLEST = 1e-12  # sizes of what is seen, beside its place


@record
class Valley:
    """Contour lines of the loss over two parameters, around the path."""

    path: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]


@record
class Fit:
    """Samples of x and y, and what the program predicts for y at every x, after some of the steps."""

    x: str
    y: str
    samples: tuple[Point, ...]
    curves: tuple[tuple[int, tuple[Point, ...]], ...]


def valley(story: LearningStory) -> Valley | None:
    """The path of two parameters; None for any other number, and where it never moves."""
    if len(story.parameters) != 2:
        return None
    path = tuple((p[0], p[1]) for p in story.walk.points)
    ranges = [_around([p[k] for p in path]) for k in (0, 1)]
    size = max(high - low for low, high in ranges)
    if size <= 0 or size > 1e100:
        return None
    across, up = (_spread(low, high, size) for low, high in ranges)
    values = grid(lambda x, y: _value(story, (x, y)), across, up)
    known = sorted(v for row in values for v in row if v == v and v != float("inf"))
    if not known:
        return None
    low, high = known[0], known[int(0.9 * (len(known) - 1))]
    levels = [low + (high - low) * (k / LEVELS) ** 2 for k in range(1, LEVELS + 1)]
    return Valley(path, tuple(line for level in levels for line in contour(values, across, up, level)))


def _value(story: LearningStory, at: tuple[float, float]) -> float | None:
    try:
        return story.objective.value(at)
    except (NoValue, OverflowError):
        return None


def _around(values: Sequence[float]) -> tuple[float, float]:
    return min(values), max(values)


def _spread(low: float, high: float, size: float) -> list[float]:
    """Places from a little below to a little above; where nothing happens as far as in the other direction."""
    middle, half = (low + high) / 2, max(high - low, 0.4 * size) * 0.65
    return [middle + half * (2 * k / CELLS - 1) for k in range(CELLS + 1)]


def fit(story: LearningStory) -> Fit | None:
    """The curve through the samples, where the loss compares y with a formula in x; None for any other."""
    samples = story.samples
    if samples is None:
        return None
    graph = story.objective.graph
    used = {graph.name(i): i for i in graph.inputs([story.objective.output])}
    columns = [c for c in samples.columns if c in used]
    if len(columns) != 2:
        return None
    for x, y in (columns, columns[::-1]):
        found = _residual(graph, story.objective.output, used[x], used[y])
        if found is not None:
            break
    else:
        return None
    node, sign = found
    places = [samples.columns.index(name) for name in (x, y)]
    points = tuple((row[places[0]], row[places[1]]) for row in samples.rows)
    low, high = _around([p[0] for p in points])
    room = 0.05 * (high - low) or 0.5
    xs = [low - room + (high - low + 2 * room) * k / (PLACES - 1) for k in range(PLACES)]
    other = {i: v for i, v in story.objective.rows[0].items() if i not in (used[x], used[y])}
    nodes = graph.cone([node])
    curves = []
    for step in chosen(len(story.walk.points), FRAMES):
        at = {**other, **dict(zip(story.objective.parameters, story.walk.points[step], strict=True)), used[y]: 0.0}
        try:
            curve = tuple((place, float(-sign * evaluate(graph, nodes, {**at, used[x]: place})[node])) for place in xs)
        except (NoValue, OverflowError):
            continue
        curves.append((step, curve))
    return Fit(x, y, points, tuple(curves)) if curves else None


def chosen(count: int, most: int) -> list[int]:
    """The first and the last of so many, and others in between: closer at the start, where more happens."""
    if count <= most:
        return list(range(count))
    return sorted({round((count - 1) * (k / (most - 1)) ** 2) for k in range(most)})


def _residual(graph: Graph, output: int, x: int, y: int) -> tuple[int, int] | None:
    """The sum or difference in which y stands alone beside what depends on x, and with which sign it stands there."""
    for node in graph.cone([output]):
        args = graph.args[node]
        if y in args and graph.ops[node] in ("sum", "difference") and args.count(y) == 1:
            others = [a for a in args if a != y]
            cone = set(graph.cone(others))
            if x in cone and y not in cone:
                return node, 1 if graph.signs(node)[args.index(y)] == "+" else -1
    return None
