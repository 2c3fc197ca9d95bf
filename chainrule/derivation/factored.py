"""Many paths: the nodes that all of them pass, and the sum over paths as a product of sums between these nodes."""
from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..graph.graph import Graph
from .paths import Derivation, along, walk_paths
from .sweep import Edge
from .tidy import Tidy

LISTED = 8  # paths between two necks that are written out as a sum


@dataclass(frozen=True)
class Factor:
    """∂end/∂start, two nodes next to each other among those that every path passes.

    edges        the edges between them, by gate
    path_count   how many paths lead from start to end
    """

    derivation: Derivation
    start: int
    end: int
    edges: dict[int, tuple[Edge, ...]]
    path_count: int

    def paths(self) -> Iterator[tuple[Edge, ...]]:
        """The paths from start to end; edges from the end down."""
        return walk_paths(self.edges, self.end, self.start)

    @property
    def listed(self) -> bool:
        """Whether the sum over its paths is short enough to be written out."""
        return self.path_count <= LISTED

    @cached_property
    def derivative(self) -> int:
        """The sum over its paths as a node: tidied where the paths are listed, since then it is shown; else gathered
        from the end down, every node once, to be compared with the numbers."""
        graph = self.derivation.graph
        if self.listed:
            tidy = Tidy(graph, self.derivation.sweep.visible)
            return tidy.sum(*(along(graph, path, tidy) for path in self.paths()))
        plain = Plain(graph, self.derivation.sweep.visible)
        found: dict[int, list[int]] = {self.end: [graph.number(1)]}
        for gate in sorted(self.edges, reverse=True):
            upstream = plain.sum(*found[gate])
            for edge in self.edges[gate]:
                found.setdefault(edge.source, []).append(edge.partial.back(upstream, plain.product))
        return plain.sum(*found[self.start])


def necks(derived: Derivation) -> list[int]:
    """The nodes that every path passes, the variable first, the output last.

    Inputs stand before what is made of them, so a node is passed by all paths where no edge leads over it.
    """
    if not derived.path_count:
        return []
    farthest: dict[int, int] = {}
    for gate, edges in derived.edges.items():
        for edge in edges:
            farthest[edge.source] = max(gate, farthest.get(edge.source, 0))
    found, reach = [], derived.variable
    for node in derived.nodes:
        if reach <= node:
            found.append(node)
        reach = max(reach, farthest.get(node, node))
    return found


def factors(derived: Derivation) -> tuple[Factor, ...]:
    """The product whose factors lie between neighbouring necks, from the output down."""
    passed = necks(derived)
    made = []
    gates = sorted(derived.edges)
    at = 0
    for start, end in zip(passed, passed[1:], strict=False):
        inside: dict[int, tuple[Edge, ...]] = {}
        counts = {start: 1}
        while at < len(gates) and gates[at] <= end:
            gate = gates[at]
            inside[gate] = derived.edges[gate]
            counts[gate] = sum(counts[e.source] for e in inside[gate])
            at += 1
        made.append(Factor(derived, start, end, inside, counts[end]))
    return tuple(reversed(made))


def product(parts: tuple[Factor, ...]) -> int:
    """All the factors multiplied, as a node."""
    derived = parts[0].derivation
    return Plain(derived.graph, derived.sweep.visible).product(*(part.derivative for part in parts))


class Plain:
    """Products and sums as they come, for formulas that are computed and never shown. Only where the graph has cases
    are products tidied: a factor may exist in one of them alone."""

    def __init__(self, graph: Graph, visible: Collection[int]) -> None:
        self._one = graph.number(1)
        self._multiplied = graph.adder("product")
        self._added = graph.adder("sum")
        self._tidy = Tidy(graph, visible) if graph.has_cases else None

    def product(self, *factors: int) -> int:
        if self._tidy is not None:
            return self._tidy.product(*factors)
        kept = tuple(factor for factor in factors if factor != self._one)
        return kept[0] if len(kept) == 1 else self._multiplied(kept) if kept else self._one

    def sum(self, *terms: int) -> int:
        return terms[0] if len(terms) == 1 else self._added(terms)
