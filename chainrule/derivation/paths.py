"""The derivative by one variable: its paths, counted before any is listed, the products along them, and their sum."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ..graph.graph import Graph
from .substitute import substituted
from .sweep import Edge, Edges, Sweep
from .tidy import Tidy

LISTED_PATHS = 64  # sums over at most this many paths are written out; beyond it the sweep gives the answer
LISTED_EDGES = 2_000  # and only while the paths together have no more edges than this
READABLE_SIZE = 60  # longer answers keep the names that the user gave


@dataclass(frozen=True)
class Derivation:
    """∂output/∂variable: its paths, their products, and the answer.

    answer   the tidied sum over paths (or the swept adjoint, where the paths are too many) in node names
    final    the answer with intermediate values put back, where it is small enough; else the answer
    shown    the answer as it is read best: final, or where that is long, one that keeps the names the user gave
    """

    sweep: Sweep
    variable: int
    path_count: int
    edges: Edges
    products: tuple[int, ...]
    answer: int
    final: int
    shown: int

    @property
    def graph(self) -> Graph:
        return self.sweep.graph

    @property
    def output(self) -> int:
        return self.sweep.output

    @cached_property
    def adjoint(self) -> int:
        """What the reverse sweep found."""
        return self.sweep.adjoints.get(self.variable, self.graph.number(0))

    @property
    def listed(self) -> bool:
        """Whether every path was multiplied out and added."""
        return len(self.products) == self.path_count

    def paths(self) -> Iterator[tuple[Edge, ...]]:
        """Every path from the variable to the output, one at a time; edges from the output down to the variable."""
        return walk_paths(self.edges, self.output, self.variable)

    @cached_property
    def places(self) -> frozenset[tuple[int, int]]:
        """The edges on the paths, each by its gate and slot."""
        return frozenset((e.gate, e.slot) for found in self.edges.values() for e in found)

    @cached_property
    def nodes(self) -> list[int]:
        """The nodes on the paths, the variable first, the output last."""
        return sorted({e.source for found in self.edges.values() for e in found} | {self.output, self.variable})


def walk_paths(edges: Edges, output: int, variable: int) -> Iterator[tuple[Edge, ...]]:
    """Depth first from the output, in slot order, without recursion."""
    if output == variable:
        yield ()
        return
    trail: list[Edge] = []
    pending: list[Iterator[Edge]] = [iter(edges.get(output, ()))]
    while pending:
        edge = next(pending[-1], None)
        if edge is None:
            pending.pop()
            if trail:
                trail.pop()
            continue
        trail.append(edge)
        if edge.source == variable:
            yield tuple(trail)
            trail.pop()
        else:
            pending.append(iter(edges.get(edge.source, ())))


def derive(swept: Sweep, variable: int, named: frozenset[int] = frozenset()) -> Derivation:
    """The derivation by one of the variables of a sweep; `named` are the nodes that the user gave names."""
    graph = swept.graph
    count, edges, length = count_paths(swept, variable)
    tidy = Tidy(graph, swept.visible)
    products: tuple[int, ...] = ()
    if 0 < count <= LISTED_PATHS and count * length <= LISTED_EDGES:
        paths = islice(walk_paths(edges, swept.output, variable), LISTED_PATHS)
        products = tuple(along(graph, path, tidy) for path in paths)
        answer = tidy.sum(*products)
    else:
        answer = swept.adjoints.get(variable, graph.number(0))
    final = substituted(graph, answer, swept.function)
    kept = named - {swept.output}
    long = kept and graph.size(final) > READABLE_SIZE
    shown = substituted(graph, answer, swept.function, kept) if long else final
    return Derivation(swept, variable, count, edges, products, answer, final, shown)


def along(graph: Graph, path: Sequence[Edge], tidy: Tidy) -> int:
    """The product along one path, from the output down to the variable."""
    if not path:
        return graph.number(1)
    first, *others = (edge.partial for edge in path)
    return first.times(*others, tidy=tidy).formula


def count_paths(swept: Sweep, variable: int) -> tuple[int, Edges, int]:
    """(how many paths, the edges that lie on one, the longest path's length): one pass, exact however many."""
    reached = {variable}
    stack = [variable]
    while stack:
        for edge, _ in swept.terms.get(stack.pop(), ()):
            if edge.gate not in reached:
                reached.add(edge.gate)
                stack.append(edge.gate)
    reached.discard(variable)
    counts: dict[int, int] = {variable: 1}
    lengths: dict[int, int] = {variable: 0}
    on_path: Edges = {}
    last_use: dict[int, int] = {}
    for gate in sorted(reached):
        kept = tuple(e for e in swept.edges[gate] if e.source in reached or e.source == variable)
        on_path[gate] = kept
        for edge in kept:
            last_use[edge.source] = gate
    for gate, kept in on_path.items():
        counts[gate] = sum(counts[e.source] for e in kept)
        lengths[gate] = 1 + max(lengths[e.source] for e in kept)
        for edge in kept:
            if last_use[edge.source] == gate:
                counts.pop(edge.source, None)  # counts grow to 10⁵ bits; only those still needed are kept
    total = counts.get(swept.output, 0) if swept.output in lengths else 0
    return total, on_path, lengths.get(swept.output, 0)
