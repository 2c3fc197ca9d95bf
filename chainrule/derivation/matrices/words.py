"""Words on the nodes of a graph: linear primitives one after the other, and their adjoints."""
from __future__ import annotations

from typing import Any, Protocol

from ...graph.formulas import Sizes
from ...graph.shaped import ShapedGraph
from ...records import record
from ...rules.matrices.words import HOLDING, SLIDING, Formula, Kind
from ...rules.shape import NUMBER, Shape, Size, add
from ..tidy import Tidy

NOTHING = -1  # in place of an id


class Algebra(Protocol):
    """What builds the nodes that words ask for."""

    graph: ShapedGraph

    @property
    def scalars(self) -> Tidy: ...

    def matmul(self, left: int, right: int) -> int: ...

    def transpose(self, node: int) -> int: ...

    def product(self, *nodes: int) -> int: ...

    def sum(self, *nodes: int) -> int: ...

    def inner(self, left: int, right: int) -> int: ...

    def fitted(self, node: int, shape: Shape) -> int: ...

    def part(self, node: int, places: tuple[Any, ...], whole: Shape) -> int: ...

    def put(self, node: int, places: tuple[Any, ...]) -> int: ...

    def reshape(self, node: int, shape: Shape) -> int: ...

    def diagonal_matrix(self, node: int, shape: Shape) -> int: ...

    def split(self, node: int) -> tuple[int, int]: ...

    def chain(self, node: int) -> list[int]: ...

    def apply(self, op: str, args: tuple[int, ...], payload: Any = None) -> int: ...

    def formula(self, formula: Formula, letters: dict[str, int], sizes: Sizes) -> int: ...


@record
class Link:
    """One linear primitive: X of shape `before` goes to something of shape `after`.

    node    the matrix or number that it holds; NOTHING where it holds none
    places  the first row and column that it takes from, or puts to
    """

    kind: Kind
    before: Shape
    after: Shape
    node: int = NOTHING
    places: tuple[Size, Size] = (0, 0)

    def applied(self, x: int, algebra: Algebra) -> int:
        """The primitive applied."""
        node, after = self.node, self.after
        top, left = self.places
        match self.kind:
            case "L":
                found = algebra.matmul(node, x)
            case "R":
                found = algebra.matmul(x, node)
            case "H" | "c" | "out":
                found = algebra.product(node, x)
            case "T":
                found = algebra.transpose(x)
            case "in":
                found = algebra.inner(node, x)
            case "take":
                found = algebra.part(x, (top, add(top, after[0]), left, add(left, after[1])), self.before)
            case "put":
                found = algebra.put(x, (top, left, *after))
            case "as":
                found = algebra.reshape(x, after)
            case "windows" | "overlaps" | "toeplitz" | "bands":
                found = algebra.apply(self.kind, (x,), after[1:] if self.kind in HOLDING else ())
        return algebra.fitted(found, after)

    def adjoint(self, algebra: Algebra) -> Link:
        """The primitive with ⟨G, this(X)⟩ = ⟨adjoint(G), X⟩."""
        kind = self.kind
        node = algebra.transpose(self.node) if kind in ("L", "R") else self.node
        return Link(_SWAPPED.get(kind, kind), self.after, self.before, node, self.places)

    def returned(self, g: int, algebra: Algebra) -> int:
        """The adjoint applied."""
        kind = self.kind
        if kind == "L":
            found = algebra.matmul(algebra.transpose(self.node), g)
        elif kind == "R":
            found = algebra.matmul(g, algebra.transpose(self.node))
        elif kind in ("H", "c", "in"):
            found = algebra.product(self.node, g)
        else:
            return self.adjoint(algebra).applied(g, algebra)
        return algebra.fitted(found, self.before)


_SWAPPED: dict[Kind, Kind] = {"in": "out", "out": "in", "take": "put", "put": "take", **SLIDING}
Word = tuple[Link, ...]  # the first one acts first


def forward(word: Word, x: int, algebra: Algebra) -> int:
    """A word applied to what changes."""
    for link in word:
        x = link.applied(x, algebra)
    return x


def adjoint(word: Word, algebra: Algebra) -> Word:
    """The word read backwards, with adjoints."""
    return tuple(link.adjoint(algebra) for link in reversed(word))


def backward(word: Word, g: int, algebra: Algebra) -> int:
    """What comes back through a word: its adjoint applied."""
    for link in reversed(word):
        g = link.returned(g, algebra)
    return g


def link(kind: Kind, algebra: Algebra, before: Shape, node: int = NOTHING, after: Shape = NUMBER,
         places: tuple[Size, Size] = (0, 0)) -> Link:
    """A primitive on something of shape `before`; `after` is asked of those whose node does not tell."""
    shape = algebra.graph.shape(node) if node != NOTHING else NUMBER
    match kind:
        case "L":
            after = (shape[0], before[1])
        case "R":
            after = (before[0], shape[1])
        case "H" | "c":
            after = before
        case "T":
            after = (before[1], before[0])
        case "in":
            after, node = NUMBER, algebra.fitted(node, before)
        case "out":
            after, node = (after if shape == NUMBER else shape), algebra.fitted(node, after)
    return Link(kind, before, after, node, places)
