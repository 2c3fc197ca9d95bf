"""Maxima and minima whose inputs are equal on a whole stretch, as in max(x, abs(x)): found at irregular points."""
from __future__ import annotations

import math
from contextlib import suppress
from itertools import islice
from typing import Any

from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import Hole, NoValue
from ..graph.sampling import STRETCHES
from ..rules import RULES

POINTS = 80
EVALUATIONS = 40_000  # nodes evaluated at most, but for a few points in any case
ROUTING = frozenset(rule.name for rule in RULES.values() if rule.kind == "routes")


def tied(graph: Graph, output: int) -> set[int]:
    """The gates of which the largest (smallest) input is so more than once at one of the points. At irregular points
    that is no accident: the inputs are equal all around."""
    nodes = graph.cone([output])
    gates = [i for i in nodes if graph.ops[i] in ROUTING]
    if not gates:
        return set()
    found: set[int] = set()
    trials = min(POINTS, max(10, EVALUATIONS // len(nodes)))
    for point in islice(STRETCHES.points(graph.inputs([output])), trials):
        values: dict[int, Any] = {}
        with suppress(NoValue):  # what comes before a failing node has its values
            evaluate(graph, nodes, point, math, values, invent=True, holes=True)
        for gate in gates:
            operands = {a: values.get(a) for a in graph.args[gate]}
            best = values.get(gate)
            if best is not None and type(best) is not Hole and sum(v == best for v in operands.values()) > 1:
                found.add(gate)
    return found
