"""The forward sweep, carried along from the variable to the output, and what either sweep costs in operations."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..graph.evaluate import Number, is_number
from ..graph.graph import Graph
from ..records import record
from .paths import Derivation
from .sweep import TIDIED_EDGES, Edge
from .tidy import Tidy

Terms = dict[int, tuple[tuple[Edge, int], ...]]


@dataclass(frozen=True)
class Forward:
    """One forward sweep.

    found   ∂node/∂variable for every node on a path, as a node of the graph
    terms   the products local · tangent that were added to give it, in the order of the inputs
    """

    derivation: Derivation
    found: Mapping[int, int]
    terms: Terms


def forward(derived: Derivation) -> Forward:
    """The tangents by the variable of a derivation, in time linear in the edges."""
    graph = derived.graph
    tidy = Tidy(graph, derived.sweep.visible)
    tidied = sum(map(len, derived.edges.values())) <= TIDIED_EDGES
    one = graph.number(1)

    def plainly(local: int, tangent: int) -> int:
        return local if tangent == one else graph.add("product", (local, tangent))

    multiply = tidy.product if tidied else plainly
    found = {derived.variable: one}
    terms: Terms = {}
    for gate in sorted(derived.edges):
        products = []
        for edge in derived.edges[gate]:
            products.append((edge, edge.partial.forth(found[edge.source], multiply)))
        nodes = tuple(node for _, node in products)
        found[gate] = tidy.sum(*nodes) if tidied else nodes[0] if len(nodes) == 1 else graph.add("sum", nodes)
        terms[gate] = tuple(products)
    return Forward(derived, found, terms)


def numbers(derived: Derivation, partials: Mapping[tuple[int, int], Any]) -> dict[int, Number]:
    """The tangents at a point, from the values of the local partials."""
    found: dict[int, Number] = {derived.variable: 1}
    for gate in sorted(derived.edges):
        found[gate] = sum(partials[e.gate, e.slot] * found.get(e.source, 0) for e in derived.edges[gate]
                          if is_number(partials[e.gate, e.slot]))
    return found


@record
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
