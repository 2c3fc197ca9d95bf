"""What a derivative costs: the operations of the function, and those that a sweep adds."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..graph.graph import Graph


@dataclass(frozen=True, slots=True)
class Cost:
    """Operations: of the function, and added by the sweep; a sum of n terms counts as n - 1."""

    function: int
    added: int

    @property
    def ratio(self) -> float | None:
        """Added operations for each operation of the function; None where it has none."""
        return self.added / self.function if self.function else None


def cost(graph: Graph, output: int, results: Iterable[int]) -> Cost:
    """The cost of these results (adjoints, or a tangent) on top of the function's."""
    own = set(graph.cone([output]))
    more = set(graph.cone(results)) - own
    return Cost(operations(graph, own), operations(graph, more))


def operations(graph: Graph, nodes: Iterable[int]) -> int:
    """How many operations these nodes are; what does not vary is computed once and not counted."""
    return sum(_count(graph, node) for node in nodes if graph.varies[node])


def _count(graph: Graph, node: int) -> int:
    op = graph.ops[node]
    if op in ("input", "copy"):
        return 0
    return len(graph.args[node]) - 1 if op in ("sum", "difference", "product") else 1
