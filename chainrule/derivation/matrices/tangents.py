"""The forward sweep where nodes have shapes: what every value changes by along a direction."""
from __future__ import annotations

from ..paths import edges_on_paths
from .sweep import MatrixSweep


def tangents(swept: MatrixSweep, variable: int, direction: int) -> dict[int, int]:
    """d(node) along a direction, as a node, for every node on a path from the variable."""
    graph, algebra = swept.shaped, swept.algebra
    found = {variable: direction}
    for gate, edges in edges_on_paths(swept, variable).items():
        terms = [edge.partial.forth(found[edge.source], algebra.product) for edge in edges]
        found[gate] = algebra.fitted(algebra.sum(*terms), graph.shape(gate))
    return found
