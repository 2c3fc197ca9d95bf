"""The chain rule on the graph: the reverse sweep, local partials on edges, paths, and products along them.

`sweep` is the derivation itself: a node for every adjoint. Tidied partials and adjoints, and the products along single
paths, are explanation: they are made when they are asked for.
"""
from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from ..graph.blocks import Block, visible
from ..graph.graph import Graph
from .adjoints import NONE, adjoints
from .partials import partials_of
from .tidy import Tidy

LISTED_PATHS = 64  # sums over at most this many paths are written out; beyond it the sweep gives the answer
LISTED_EDGES = 2_000  # and only while the paths together have no more edges than this
TIDIED_EDGES = 400  # graphs with more edges multiply gradients without gathering equal factors
READABLE_SIZE = 60  # longer answers keep the names that the user gave
SUBSTITUTED_SIZE = 400  # names are substituted back only while the answer has at most this many signs


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge from an input of a gate to the gate; `partial` is the node that holds ∂gate/∂source."""

    source: int
    gate: int
    slot: int
    partial: int


REPEATING = frozenset(("sum", "difference", "product"))
Edges = dict[int, tuple[Edge, ...]]
Terms = dict[int, tuple[tuple[Edge, int], ...]]


@dataclass(frozen=True)
class Sweep:
    """One reverse pass from `output` to the `variables`: the derivation. The rest is how it is told, and is made when
    it is first asked for.

    found      ∂output/∂node for every node between them, as a node of the graph, by id; NONE for any other
    blocks     gates that are told as one, by the node that they end in; the gates inside are then no part of the story
    function   the nodes that the output is made of; all other nodes were made by differentiating
    edges      the edges into each gate that lie between them, by slot, with tidied partials
    adjoints   ∂output/∂node as it is shown: tidied, unless there are too many; otherwise what was found
    terms      the products upstream · local that were added to give each adjoint, in edge order
    """

    graph: Graph
    output: int
    variables: tuple[int, ...]
    found: list[int] = field(repr=False)
    blocks: Mapping[int, Block] = field(default_factory=dict, repr=False)

    @property
    def gradient(self) -> dict[int, int]:
        """∂output/∂variable for each of the variables, as it was found."""
        found, zero = self.found, self.graph.number(0)
        return {v: found[v] if v < len(found) and found[v] != NONE else zero for v in self.variables}

    @property
    def order(self) -> list[int]:
        """The nodes between the variables and the output, inputs first."""
        between = [node for node, adjoint in enumerate(self.found) if adjoint != NONE]
        return [node for node in between if node in self.visible] if self.blocks else between

    @cached_property
    def function(self) -> frozenset[int]:
        return frozenset(self.graph.cone([self.output]))

    @cached_property
    def visible(self) -> frozenset[int]:
        """The function's nodes without those inside blocks."""
        return visible(self.graph, self.output, self.blocks) if self.blocks else self.function

    def operands(self, gate: int) -> tuple[int, ...]:
        """What a gate is made of; a block: what varies in it."""
        return self.blocks[gate].operands if gate in self.blocks else self.graph.args[gate]

    @cached_property
    def edges(self) -> Edges:
        graph, ends, order = self.graph, set(self.variables), self.order
        between = set(order)
        with collector_paused():
            tidy = Tidy(graph, self.visible)
            return {gate: self._edges(gate, between, tidy) for gate in order if gate not in ends}

    def _edges(self, gate: int, between: set[int], tidy: Tidy) -> tuple[Edge, ...]:
        """One edge per slot; a value that stands several times in a sum or product has one edge: x·x is a square."""
        operands, found = self.operands(gate), self._partials(gate, between, tidy)
        if len(set(operands)) < len(operands) and self.graph.ops[gate] in REPEATING:
            places: dict[int, list[tuple[int, int]]] = {}
            for slot, partial in found:
                places.setdefault(operands[slot], []).append((slot, partial))
            found = [(same[0][0], tidy.sum(*(partial for _, partial in same))) for same in places.values()]
        return tuple(Edge(operands[slot], gate, slot, partial) for slot, partial in found)

    def _partials(self, gate: int, between: set[int], tidy: Tidy) -> list[tuple[int, int]]:
        if gate in self.blocks:
            return block_partials(self.graph, self.blocks[gate], between)
        return partials_of(self.graph, tidy, gate, between)

    @cached_property
    def _told(self) -> tuple[dict[int, int], Terms]:
        with collector_paused():
            return _told(self)

    @property
    def adjoints(self) -> dict[int, int]:
        return self._told[0]

    @property
    def terms(self) -> Terms:
        return self._told[1]


def sweep(graph: Graph, output: int, variables: Sequence[int], blocks: Mapping[int, Block] | None = None) -> Sweep:
    """The adjoints of everything between the variables and the output, in time linear in the edges."""
    with collector_paused():
        return Sweep(graph, output, tuple(variables), adjoints(graph, output, variables), blocks or {})


def block_partials(graph: Graph, block: Block, wanted: set[int]) -> list[tuple[int, int]]:
    """(slot, partial) for every wanted operand of a block: the chain rule inside, written in its operands."""
    own = block.inside
    ends = frozenset(block.operands)
    tidy = Tidy(graph, own | ends)
    terms: dict[int, list[int]] = {block.root: [graph.number(1)]}
    inner = set(own | ends)
    for gate in sorted(own, reverse=True):
        if gate not in terms:
            continue  # in a condition only
        upstream = tidy.sum(*terms[gate])
        for slot, partial in partials_of(graph, tidy, gate, inner):
            terms.setdefault(graph.args[gate][slot], []).append(tidy.product(upstream, partial))
    return [(slot, substituted(graph, tidy.sum(*terms[a]), own, ends))
            for slot, a in enumerate(block.operands) if a in wanted and a in terms]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Graphs of 10⁵ nodes make every collection slow, and have no cycles to find."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _told(swept: Sweep) -> tuple[dict[int, int], Terms]:
    """The sweep once more, along the edges as they are shown, with the product for each of them."""
    graph, edges = swept.graph, swept.edges
    tidied = sum(map(len, edges.values())) <= TIDIED_EDGES
    tidy = Tidy(graph, swept.visible)
    one, zero = graph.number(1), graph.number(0)
    terms: dict[int, list[tuple[Edge, int]]] = {}
    shown: dict[int, int] = {}
    for node in reversed(swept.order):
        incoming = terms.get(node, ())
        if node == swept.output or not tidied:
            adjoint = swept.found[node]
        elif len(incoming) == 1:
            adjoint = incoming[0][1]
        else:
            adjoint = tidy.sum(*(product for _, product in incoming))
        shown[node] = adjoint
        for edge in edges.get(node, ()):
            partial = edge.partial
            if partial == one:
                product = adjoint
            elif adjoint == one:
                product = partial
            elif not tidied:
                product = zero if zero in (partial, adjoint) else graph.add("product", (adjoint, partial))
            else:
                product = tidy.product(adjoint, partial)
            terms.setdefault(edge.source, []).append((edge, product))
    return shown, {node: tuple(found) for node, found in terms.items()}


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
    edges: dict[int, tuple[Edge, ...]]
    products: tuple[int, ...]
    answer: int
    final: int
    shown: int
    _cache: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

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
    def nodes(self) -> list[int]:
        """The nodes on the paths, the variable first, the output last."""
        return sorted({e.source for found in self.edges.values() for e in found} | {self.output, self.variable})


def walk_paths(edges: dict[int, tuple[Edge, ...]], output: int, variable: int) -> Iterator[tuple[Edge, ...]]:
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
        products = tuple(tidy.product(*(e.partial for e in path)) if path else graph.number(1) for path in paths)
        answer = tidy.sum(*products)
    else:
        answer = swept.adjoints.get(variable, graph.number(0))
    final = substituted(graph, answer, swept.function)
    kept = named - {swept.output}
    long = kept and graph.size(final) > READABLE_SIZE
    shown = substituted(graph, answer, swept.function, kept) if long else final
    return Derivation(swept, variable, count, edges, products, answer, final, shown)


def count_paths(swept: Sweep, variable: int) -> tuple[int, dict[int, tuple[Edge, ...]], int]:
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
    on_path: dict[int, tuple[Edge, ...]] = {}
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


def substituted(graph: Graph, answer: int, function: Iterable[int], kept: frozenset[int] = frozenset()) -> int:
    """The answer tidied once more, looking into the function's own nodes, but not into `kept` ones; unchanged where
    that would be too long."""
    if graph.size(answer) > SUBSTITUTED_SIZE:
        return answer
    own = frozenset(function)
    tidy = Tidy(graph, kept)
    seen: dict[int, int] = {}
    for i in graph.cone([answer]):
        args = graph.args[i]
        if i in kept:
            seen[i] = i
        elif i in own:
            seen[i] = seen[args[0]] if graph.ops[i] == "copy" else graph.first(i)
        elif args:
            seen[i] = tidy.apply(graph.ops[i], tuple(seen[a] for a in args), graph.notes[i])
        else:
            seen[i] = i
    return seen[answer]
