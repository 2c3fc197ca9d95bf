"""The chain rule on the graph: the reverse sweep, and the local partials on its edges.

`sweep` is the derivation itself: a node for every adjoint. Tidied partials and adjoints are explanation: they are made
when they are asked for.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..graph.blocks import Block, visible
from ..graph.collector import collector_paused
from ..graph.graph import REPEATING, Graph
from ..records import record
from .adjoints import NONE, adjoints
from .partial import Multiply, Partial, Scalar
from .partials import partials_of
from .substitute import substituted
from .tidy import Tidy

TIDIED_EDGES = 400  # graphs with more edges multiply gradients without gathering equal factors


@record
class Edge:
    """An edge from an input of a gate to the gate; `partial` is ∂gate/∂source."""

    source: int
    gate: int
    slot: int
    partial: Partial


MERGED = REPEATING | {"max", "min", "cases"}  # a value that stands in them several times has one edge
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

    @cached_property
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
        """One edge per slot; one for a value that stands several times in what is merged: x·x is a square."""
        operands, found = self.operands(gate), self._partials(gate, between, tidy)
        if len(set(operands)) < len(operands) and self.graph.ops[gate] in MERGED:
            places: dict[int, list[tuple[int, int]]] = {}
            for slot, partial in found:
                places.setdefault(operands[slot], []).append((slot, partial))
            found = [(same[0][0], tidy.sum(*(partial for _, partial in same))) for same in places.values()]
        return tuple(Edge(operands[slot], gate, slot, Scalar(partial)) for slot, partial in found)

    def _partials(self, gate: int, between: set[int], tidy: Tidy) -> list[tuple[int, int]]:
        if gate in self.blocks:
            return block_partials(self.graph, self.blocks[gate], between)
        return partials_of(self.graph, tidy, gate, between)

    @cached_property
    def _told(self) -> tuple[dict[int, int], Terms]:
        with collector_paused():
            return _told(self)

    @cached_property
    def path_counts(self) -> dict[int, tuple[int, int]]:
        """For each variable how many paths lead from it to the output, and how long the longest is: one pass down,
        exact however many. Counts grow to 10⁵ bits; only those of the variables are kept."""
        ends = set(self.variables)
        counts, lengths = {self.output: 1}, {self.output: 0}
        found: dict[int, tuple[int, int]] = {}
        for node in reversed(self.order):
            count, length = counts.pop(node, 0), lengths.pop(node, 0)
            if node in ends:
                found[node] = count, length
                continue
            for edge in self.edges.get(node, ()):
                counts[edge.source] = counts.get(edge.source, 0) + count
                lengths[edge.source] = max(lengths.get(edge.source, 0), length + 1)
        return found

    @property
    def adjoints(self) -> dict[int, int]:
        return self._told[0]

    @property
    def terms(self) -> Terms:
        return self._told[1]


def sweep(graph: Graph, output: int, variables: Sequence[int], blocks: Mapping[int, Block] | None = None,
          sparing: bool = False) -> Sweep:
    """The adjoints of everything between the variables and the output, in time linear in the edges; `sparing` ones are
    for numbers, not for readers."""
    with collector_paused():
        return Sweep(graph, output, tuple(variables), adjoints(graph, output, variables, sparing), blocks or {})


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


def _told(swept: Sweep) -> tuple[dict[int, int], Terms]:
    """The sweep once more, along the edges as they are shown, with the product for each of them."""
    graph, edges = swept.graph, swept.edges
    tidied = sum(map(len, edges.values())) <= TIDIED_EDGES
    tidy = Tidy(graph, swept.visible)
    multiply = _factors(graph, tidy.product if tidied else _plain_product(graph))
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
            terms.setdefault(edge.source, []).append((edge, edge.partial.back(adjoint, multiply)))
    return shown, {node: tuple(found) for node, found in terms.items()}


def _factors(graph: Graph, product: Multiply) -> Multiply:
    """Two factors multiplied; a factor 1 leaves the other as it is."""
    one = graph.number(1)
    return lambda left, right: left if right == one else right if left == one else product(left, right)


def _plain_product(graph: Graph) -> Multiply:
    zero = graph.number(0)
    return lambda left, right: zero if zero in (left, right) else graph.add("product", (left, right))
