"""Whether a relation F = 0 has real points at all: where F takes both signs, or comes down to 0."""
from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice

from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..graph.sampling import FUNCTIONS

TRIALS = 240  # irregular points at which the sign of F is looked at
STARTS = 8  # those closest to 0 are followed down
STEPS = 80
SMALL = 1e-12  # F as small as this, while the steps have become small too, is 0
STEP = 1e-6
Point = dict[int, float]


def has_real_point(graph: Graph, relation: int) -> bool:
    """Whether a real point of the relation was found. The same relation always has the same answer."""
    inputs, nodes = graph.inputs([relation]), graph.cone([relation])
    if any(graph.ops[i] == "unknown" for i in nodes):
        return True  # it may be any function
    found: list[tuple[float, Point]] = []
    for point in islice(FUNCTIONS.points(inputs), TRIALS):
        value = _value(graph, nodes, point)
        if value is None:
            continue
        found.append((value, point))
        if value == 0 or (value > 0) != (found[0][0] > 0):
            return True
    found.sort(key=lambda pair: abs(pair[0]))
    return any(_comes_down(graph, nodes, inputs, value, point) for value, point in found[:STARTS])


def _value(graph: Graph, nodes: Sequence[int], point: Point) -> float | None:
    try:
        value = evaluate(graph, nodes, point, math, invent=True)[nodes[-1]]
    except NoValue:
        return None
    return float(value) if abs(value) < 1e300 else None


def _comes_down(graph: Graph, nodes: Sequence[int], inputs: Sequence[int], value: float, point: Point) -> bool:
    """Whether F reaches 0 from this point, by Newton's steps down its slope."""
    sign = value > 0
    for _ in range(STEPS):
        slope = {i: _slope(graph, nodes, point, i, value) for i in inputs}
        size = sum(s * s for s in slope.values())
        if not size or not math.isfinite(size):
            return False
        moves = {i: -value * s / size for i, s in slope.items()}
        point = {i: x + moves[i] for i, x in point.items()}
        after = _value(graph, nodes, point)
        if after is None:
            return False
        if after == 0 or (after > 0) != sign:
            return True
        if abs(after) < SMALL and all(abs(move) < STEP for move in moves.values()):
            return True
        value = after
    return False


def _slope(graph: Graph, nodes: Sequence[int], point: Point, i: int, value: float) -> float:
    step = 1e-7 * max(1.0, abs(point[i]))
    beside = _value(graph, nodes, {**point, i: point[i] + step})
    return 0.0 if beside is None else (beside - value) / step
