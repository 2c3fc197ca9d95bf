"""The reverse sweep where nodes have shapes: every gate passes back what its words' adjoints make of its gradient."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ...graph.collector import collector_paused
from ...graph.shaped import ShapedGraph
from ...rules.shape import NUMBER
from ..adjoints import NONE, Gates, Pass, depending
from ..sweep import TIDIED_EDGES, Edge, Edges, Sweep, Terms
from .local import local
from .plain import Plain
from .tidied import Tidied
from .words import Algebra, backward


@dataclass(frozen=True)
class MatrixSweep(Sweep):
    """A reverse pass over a graph with shapes: the same walk, with a linear map on every edge.

    seed    what comes in at the output: 1 for a number, else a node of its shape
    known   what else is known of inputs, for tidying
    everywhere  whether the words are those that have a value at singular matrices too
    """

    seed: int = NONE
    known: tuple[tuple[str, str], ...] = ()
    everywhere: bool = False

    @property
    def shaped(self) -> ShapedGraph:
        assert isinstance(self.graph, ShapedGraph)
        return self.graph

    @property
    def gradient(self) -> dict[int, int]:
        """What comes back to each of the variables, as it was found: zeros of its shape where nothing does."""
        plain = Plain(self.shaped)
        return {v: plain.fitted(found, self.shaped.shape(v)) for v, found in super().gradient.items()}

    @cached_property
    def algebra(self) -> Algebra:
        """What builds the nodes that are shown; no node of the function is looked into."""
        few = len(self.order) <= TIDIED_EDGES
        if not few:
            return Plain(self.shaped)
        letters = frozenset(node for node in self.visible if not self.shaped.is_light(node))
        return Tidied(self.shaped, letters, self.known)

    @cached_property
    def edges(self) -> Edges:
        ends, order = set(self.variables), self.order
        between = set(order)
        with collector_paused():
            return {gate: self._linear(gate, between) for gate in order if gate not in ends}

    def _linear(self, gate: int, between: set[int]) -> tuple[Edge, ...]:
        from .linear import Linear
        graph, algebra = self.shaped, self.algebra
        args, after = graph.args[gate], graph.shape(gate)
        return tuple(Edge(args[slot], gate, slot, Linear(words, graph.shape(args[slot]), after, algebra))
                     for slot, words in local(algebra, gate, between, self.everywhere))

    def factors(self, node: int) -> list[int]:
        """The factors of a product of matrices, without the number in front."""
        return self.algebra.chain(self.algebra.split(node)[1])

    @cached_property
    def _told(self) -> tuple[dict[int, int], Terms]:
        with collector_paused():
            return self._shown()

    def _shown(self) -> tuple[dict[int, int], Terms]:
        """The sweep once more, along the edges as they are shown, with what comes back through each of them."""
        algebra = self.algebra
        terms: dict[int, list[tuple[Edge, int]]] = {}
        shown: dict[int, int] = {}
        for node in reversed(self.order):
            incoming = [product for _, product in terms.get(node, ())]
            shown[node] = adjoint_ = self.seed if node == self.output else \
                algebra.fitted(algebra.sum(*incoming), self.shaped.shape(node))
            for edge in self.edges.get(node, ()):
                terms.setdefault(edge.source, []).append((edge, edge.partial.back(adjoint_, algebra.product)))
        return shown, {node: tuple(found) for node, found in terms.items()}


def matrix_sweep(graph: ShapedGraph, output: int, variables: Sequence[int], seed: int | None = None,
                 known: tuple[tuple[str, str], ...] = (), *, everywhere: bool = False) -> MatrixSweep:
    """The adjoints of everything between the variables and the output, in time linear in the edges."""
    start = graph.number(1) if seed is None else seed
    with collector_paused():
        found = matrix_adjoints(graph, output, variables, start, everywhere=everywhere)
    return MatrixSweep(graph, output, tuple(variables), found, {}, start, known, everywhere)


def matrix_adjoints(graph: ShapedGraph, output: int, variables: Sequence[int], seed: int, *,
                    everywhere: bool = False) -> list[int]:
    """What comes back to every node between the variables and the output, by id; NONE for any other."""
    ends = frozenset(variables)
    active = depending(graph, output, ends)
    found = [NONE] * (output + 1)
    if not active[output]:
        return found
    algebra, gates = Plain(graph), Gates(graph, output, active)
    wanted = {node for node in range(output + 1) if active[node]}
    several: dict[int, list[int]] = {}
    passing: dict[str, Pass] = {}
    shapes, ops, everything = graph.shapes, graph.ops, graph.args
    found[output] = seed
    for gate in range(output, -1, -1):
        upstream = found[gate]
        if upstream == NONE or gate in ends and gate not in several:
            continue
        if gate in several:
            upstream = found[gate] = algebra.sum(*several.pop(gate))
        if gate in ends:
            continue
        op, args = ops[gate], everything[gate]
        shape = shapes.get(gate, NUMBER)
        come: list[tuple[int, int]] = []
        wider = wanted
        if not graph.is_arrangement(op) and not graph.has_cases:
            if op not in passing:
                passing[op] = gates.passing(op)
            came = gates.one if ops[upstream] == "ones" else upstream
            come = [(a, algebra.fitted(downstream, shape)) for a, downstream
                    in zip(args, passing[op](came, gate, args), strict=True)
                    if active[a] and downstream != gates.zero and shapes.get(a, NUMBER) == shape]
            wider = {a for a in args if active[a] and shapes.get(a, NUMBER) != shape}
        if wider:
            come += [(args[slot], algebra.fitted(backward(word, upstream, algebra), shapes.get(args[slot], NUMBER)))
                     for slot, words in local(algebra, gate, wider, everywhere) for word in words]
        for a, downstream in come:
            if found[a] == NONE:
                found[a] = downstream
            elif a in several:
                several[a].append(downstream)
            else:
                several[a] = [found[a], downstream]
    return found
