"""Points on the curve of a relation, found by Newton's method from irregular starts."""
from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ...derivation.sweep import sweep
from ...graph.evaluate import evaluate
from ...graph.graph import Graph
from ...graph.holes import NoValue
from ...numbers.irregular_points import points

TRIALS = 60  # starts
MOST = 12  # points
STEPS = 60
CLOSE = 1e-13


def points_on(graph: Graph, relation: int, dependent: int, wanted: Sequence[int]) -> list[tuple[float, ...]]:
    """The values of the wanted nodes at points where the relation is 0."""
    slope = sweep(graph, relation, (dependent,)).gradient[dependent]
    nodes = graph.cone([relation, slope])
    every = graph.cone([relation, *wanted])
    inputs = [i for i in graph.cone([relation, slope, *wanted]) if graph.ops[i] == "input"]
    found: list[tuple[float, ...]] = []
    for trial, (start, _) in enumerate(points(graph, nodes, inputs, 0, {})):
        if trial >= TRIALS or len(found) >= MOST:
            break
        point = _solved(graph, nodes, (relation, slope, dependent), start)
        if point is None:
            continue
        try:
            values = evaluate(graph, every, point, math, invent=True)
        except NoValue:
            continue
        found.append(tuple(float(values[node]) for node in wanted))
    return found


def _solved(graph: Graph, nodes: Sequence[int], ends: tuple[int, int, int], start: Mapping[int, float]
            ) -> dict[int, float] | None:
    """The point with the dependent variable moved onto the curve; None where that does not converge."""
    relation, slope, dependent = ends
    point = dict(start)
    for _ in range(STEPS):
        try:
            values = evaluate(graph, nodes, point, math, invent=True)
        except NoValue:
            return None
        below = float(values[slope])
        if not below:
            return None
        step = float(values[relation]) / below
        point[dependent] -= step
        if abs(step) <= CLOSE * max(1.0, abs(point[dependent])):
            return point
    return None
