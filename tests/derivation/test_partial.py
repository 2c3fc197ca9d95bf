"""Partials are multiplied in the order of the path, from the output down: what does not commute stays right."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chainrule.derivation.partial import Multiply, Partial, Scalar
from chainrule.derivation.paths import along, walk_paths
from chainrule.derivation.sweep import Edge
from chainrule.derivation.tidy import Tidy
from chainrule.graph.build import build
from chainrule.graph.graph import Graph
from chainrule.reading import read


@dataclass(frozen=True)
class Word(Partial):
    """Letters that do not commute; the formula of a word is an input of its name."""

    graph: Graph
    letters: str

    @property
    def formula(self) -> int:
        return self.graph.input(self.letters)

    def times(self, *inner: Word, tidy: Tidy) -> Word:
        return Word(self.graph, self.letters + "".join(factor.letters for factor in inner))

    def back(self, upstream: int, multiply: Multiply) -> int:
        return multiply(upstream, self.formula)

    def forth(self, tangent: int, multiply: Multiply) -> int:
        return multiply(self.formula, tangent)

    def value(self, values: Mapping[int, Any]) -> Any:
        return values[self.formula]


def test_a_path_keeps_the_order_of_factors_that_do_not_commute() -> None:
    """f ← u by C, u ← v by B, v ← x by A; and f ← x by D: the paths are CBA and D."""
    graph = Graph()
    edges = {3: (Edge(2, 3, 0, Word(graph, "C")), Edge(0, 3, 1, Word(graph, "D"))),
             2: (Edge(1, 2, 0, Word(graph, "B")),), 1: (Edge(0, 1, 0, Word(graph, "A")),)}
    products = [graph.name(along(graph, path, Tidy(graph))) for path in walk_paths(edges, 3, 0)]
    assert products == ["CBA", "D"]


def test_numbers_are_gathered() -> None:
    graph = build(read("x*y*2")).graph
    x, y, two = graph.input("x"), graph.input("y"), graph.number(2)
    made = Scalar(x).times(Scalar(two), Scalar(x), Scalar(y), tidy=Tidy(graph))
    assert [graph.ops[a] for a in graph.args[made.formula]] == ["number", "power", "input"]
