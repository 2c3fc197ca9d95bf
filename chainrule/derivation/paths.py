"""The derivative by one variable: its paths, counted before any is listed, the products along them, and their sum."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ..graph.graph import Graph
from .forms.steps import Step
from .substitute import SUBSTITUTED_SIZE, substituted
from .sweep import Edge, Edges, Sweep
from .tidy import Tidy

LISTED_PATHS = 64  # sums over at most this many paths are written out; beyond it the sweep gives the answer
ALL_EDGES = 12_000  # the edges on the paths by all variables of a gradient that are multiplied out
LISTED_EDGES = 2_000  # and only while the paths together have no more edges than this
READABLE_SIZE = 60  # longer answers keep the names that the user gave


@dataclass(frozen=True)
class Derivation:
    """∂output/∂variable: its paths, their products, and the answer.

    answer   the tidied sum over paths (or the swept adjoint, where the paths are too many) in node names
    tidied   the answer with intermediate values put back, where it is small enough; else the answer
    final    the derivative in the form that was asked for: tidied, or what shorter forms were made of it
    shown    the answer as it is read best: final, or where that is long, one that keeps the names the user gave
    steps    the rewritings that lead from the tidied answer to the final one
    named    those that lead to the shown one, where names of the program stand in it for what they were defined as
    """

    sweep: Sweep
    variable: int
    path_count: int
    products: tuple[int, ...]
    answer: int
    tidied: int
    final: int
    shown: int
    steps: tuple[Step, ...] = ()
    named: tuple[Step, ...] = ()

    @property
    def graph(self) -> Graph:
        return self.sweep.graph

    @property
    def output(self) -> int:
        return self.sweep.output

    @property
    def raw(self) -> int:
        """The derivative as the reverse sweep found it, before anything is gathered."""
        return self.sweep.gradient[self.variable]

    @cached_property
    def adjoint(self) -> int:
        """What the reverse sweep found."""
        return self.sweep.adjoints.get(self.variable, self.graph.number(0))

    @cached_property
    def edges(self) -> Edges:
        """The edges on its paths, by gate; made for a derivative that is told."""
        return edges_on_paths(self.sweep, self.variable)

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


def derivations_of(swept: Sweep, variables: Sequence[int], named: frozenset[int],
                   longest: int = SUBSTITUTED_SIZE) -> list[Derivation]:
    """The derivation by each of the variables. Their paths are multiplied out in this order while they have no more
    than ALL_EDGES together: of a great many only the first ones are told."""
    found, left = [], ALL_EDGES
    for variable in variables:
        count, length = swept.path_counts.get(variable, (0, 0))
        found.append(derive(swept, variable, named, min(left, LISTED_EDGES), longest))
        left -= count * length if found[-1].products else 0
    return found


def derive(swept: Sweep, variable: int, named: frozenset[int] = frozenset(), edges: int = LISTED_EDGES,
           longest: int = SUBSTITUTED_SIZE) -> Derivation:
    """The derivation by one of the variables of a sweep; `named` are the nodes that the user gave names. Its paths are
    multiplied out if they have no more than so many `edges` together; its names put back where it has no more than
    `longest` signs."""
    graph = swept.graph
    count, length = swept.path_counts.get(variable, (0, 0))
    products: tuple[int, ...] = ()
    if 0 < count <= LISTED_PATHS and count * length <= edges:
        on_paths = edges_on_paths(swept, variable)
        tidy = Tidy(graph, _letters(swept, on_paths))
        paths = islice(walk_paths(on_paths, swept.output, variable), LISTED_PATHS)
        products = tuple(along(graph, path, tidy) for path in paths)
        answer = tidy.sum(*products)
    else:
        answer = swept.adjoints.get(variable, graph.number(0))
    final = substituted(graph, answer, swept.function, longest=longest)
    kept = named - {swept.output}
    long = kept and graph.size(final) > READABLE_SIZE
    shown = substituted(graph, answer, swept.function, kept) if long else final
    return Derivation(swept, variable, count, products, answer, final, final, shown)


def _letters(swept: Sweep, edges: Edges) -> frozenset[int]:
    """The nodes that products of partials do not look into: the function's own, but not one that a partial only
    happens to be equal to, as the slope 2x of x² in x² + 2x."""
    graph, equal, used = swept.graph, set[int](), set[int]()
    every = [edge for found in edges.values() for edge in found]
    for edge in every:
        formula = edge.partial.formula
        if graph.args[formula] and formula != edge.gate and formula in swept.visible \
                and formula not in swept.operands(edge.gate):
            equal.add(formula)
    if not equal:
        return swept.visible
    for edge in every:
        own = {edge.gate, *swept.operands(edge.gate)}
        used |= own & equal and own & set(graph.cone([edge.partial.formula]))
    return swept.visible - (equal - used)


def along(graph: Graph, path: Sequence[Edge], tidy: Tidy) -> int:
    """The product along one path, from the output down to the variable."""
    if not path:
        return graph.number(1)
    first, *others = (edge.partial for edge in path)
    return first.times(*others, tidy=tidy).formula


def edges_on_paths(swept: Sweep, variable: int) -> Edges:
    """The edges that lie on a path from the variable to the output, by gate and slot. They are found upward from the
    variable, so that of a wide gate only those are looked at that it uses."""
    found: dict[int, list[Edge]] = {}
    reached, stack = {variable}, [variable]
    while stack:
        for edge, _ in swept.terms.get(stack.pop(), ()):
            found.setdefault(edge.gate, []).append(edge)
            if edge.gate not in reached:
                reached.add(edge.gate)
                stack.append(edge.gate)
    return {gate: tuple(sorted(found[gate], key=lambda edge: edge.slot)) for gate in sorted(found)}
