"""What slips are made of: the function taken apart into places, each with what comes from above and its derivative."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ....derivation.partials import filled, partials_of, template_steps
from ....graph.graph import Graph
from ....records import record
from ..problem import Problem
from .light import Light

PLACES = 240  # places of a function that are looked at: larger ones are no exercise


@record
class Place:
    """One occurrence of a node in the function, written out as a tree: `upstream` is the product of the local partials
    from the output down to it, `depth` how many there are."""

    node: int
    upstream: int
    depth: int


@record
class Slip:
    """One wrong answer: the truth with upstream · `wrong` in the place of upstream · `right`, and its label.

    at          the node where it was made; None where it is about the whole
    everywhere  whether it was made at every place alike
    local       whether `right` is the derivative of the node itself
    gate        of a wrong number on an edge, where the edge leads to from `at`
    """

    label: str
    at: int | None
    upstream: int
    wrong: int
    right: int
    depth: int = 0
    everywhere: bool = False
    local: bool = False
    gate: int | None = None


class Workshop:
    """A problem's function taken apart. All formulas are added to the problem's own graph, tidied."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.graph: Graph = problem.graph
        self.output, self.x = problem.output, problem.variable
        self.nodes = self.graph.cone([self.output])
        self.tidy = Light(self.graph)
        self.zero, self.one = self.graph.number(0), self.graph.number(1)
        self._partials: dict[int, dict[int, int]] = {}

    @cached_property
    def moves(self) -> frozenset[int]:
        """The nodes that depend on the variable."""
        found = {self.x}
        for node in self.nodes:
            if any(a in found for a in self.graph.args[node]):
                found.add(node)
        return frozenset(found)

    @cached_property
    def forks(self) -> bool:
        """Whether several paths lead from the variable to the output."""
        return any(sum(a in self.moves for a in self.graph.args[node]) > 1 for node in self.nodes)

    def partials(self, gate: int) -> dict[int, int]:
        """The local partial by every slot, for constants too; the one that a rule holds constant is left out."""
        if gate not in self._partials:
            graph = self.graph
            found = dict(partials_of(graph, self.tidy, gate, set(graph.args[gate])))
            held = graph.rule(gate).held
            if held:
                found.pop("ab".index(held), None)
            self._partials[gate] = found
        return self._partials[gate]

    @cached_property
    def slopes(self) -> dict[int, int]:
        """The derivative of every node by the variable."""
        found: dict[int, int] = {}
        for node in self.nodes:
            found[node] = self.slope(node, found)
        return found

    def slope(self, node: int, inner: dict[int, int]) -> int:
        """The derivative of a node, given those of its inputs."""
        if node == self.x:
            return self.one
        if node not in self.moves:
            return self.zero
        args = self.graph.args[node]
        return self.tidy.sum(*(self.tidy.product(partial, inner[args[slot]])
                               for slot, partial in self.partials(node).items() if inner[args[slot]] != self.zero))

    def sum(self, *nodes: int) -> int:
        return self.tidy.sum(*nodes) if nodes else self.zero

    def product(self, *nodes: int) -> int:
        return self.tidy.product(*nodes) if nodes else self.one

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every occurrence of every node, the output first."""
        return tuple(self._places())

    def _places(self) -> Iterator[Place]:
        todo, count = [Place(self.output, self.one, 0)], 0
        while todo and count < PLACES:
            place = todo.pop(0)
            count += 1
            yield place
            if place.node == self.x or not self.graph.args[place.node] or place.node not in self.moves:
                continue
            args = self.graph.args[place.node]
            todo += [Place(args[slot], self.product(place.upstream, partial), place.depth + 1)
                     for slot, partial in self.partials(place.node).items()]

    def at(self, node: int) -> list[Place]:
        """The occurrences of a node; where there are several also all of them together."""
        own = [place for place in self.places if place.node == node]
        if len(own) > 1:
            own.append(Place(node, self.sum(*(place.upstream for place in own)), own[0].depth))
        return own

    def filled(self, formula: str, letters: dict[str, int]) -> int:
        """The node of a formula whose letters stand for nodes."""
        return filled(self.graph, self.tidy, template_steps(formula), letters)
