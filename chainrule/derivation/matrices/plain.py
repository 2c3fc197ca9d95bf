"""Matrix expressions built as they come: only what can be seen at the node itself is left out."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...graph.formulas import Sizes, filled
from ...graph.shaped import ShapedGraph
from ...rules.matrices.words import Formula
from ...rules.shape import NUMBER, Shape, subtract
from ..tidy import Tidy


class Plain:
    """Builds nodes without looking into their operands: ones, zeros, identities and double transposes apart."""

    def __init__(self, graph: ShapedGraph) -> None:
        self.graph = graph
        self.one = graph.number(1)
        self.zero = graph.number(0)
        self._tidy = Tidy(graph, _Everything())

    @property
    def scalars(self) -> Tidy:
        """What makes the partials of operations entry by entry."""
        return self._tidy

    def fitted(self, node: int, shape: Shape) -> int:
        """The same with its shape: a number stands in every entry."""
        graph = self.graph
        if node in graph.shapes or shape == NUMBER:
            return node
        if node == self.zero:
            return graph.add("zeros", (), shape)
        ones = graph.add("ones", (), shape)
        return ones if node == self.one else graph.add("product", (node, ones))

    def matmul(self, left: int, right: int) -> int:
        graph = self.graph
        if left not in graph.shapes or right not in graph.shapes:
            return self.product(left, right)
        first, second = graph.ops[left], graph.ops[right]
        if "zeros" in (first, second):
            return self.fitted(self.zero, (graph.shape(left)[0], graph.shape(right)[1]))
        return right if first == "eye" else left if second == "eye" else graph.add("matmul", (left, right))

    def transpose(self, node: int) -> int:
        graph = self.graph
        op = graph.ops[node]
        if node not in graph.shapes or op == "eye":
            return node
        if op == "transpose":
            return graph.args[node][0]
        if op in ("ones", "zeros"):
            rows, columns = graph.shape(node)
            return graph.add(op, (), (columns, rows))
        return graph.add("transpose", (node,))

    def product(self, *nodes: int) -> int:
        """Entry by entry; numbers scale."""
        graph = self.graph
        if self.zero in nodes or any(graph.ops[n] == "zeros" for n in nodes):
            return self.fitted(self.zero, self._shape(nodes))
        kept = [n for n in nodes if n != self.one and graph.ops[n] != "ones"]
        if len(kept) == 1 or not kept:
            return self.fitted(kept[0] if kept else self.one, self._shape(nodes))
        return self.fitted(graph.add("product", tuple(kept)), self._shape(nodes))

    def sum(self, *nodes: int) -> int:
        kept = [n for n in nodes if n != self.zero and self.graph.ops[n] != "zeros"]
        if len(kept) == 1 or not kept:
            return self.fitted(kept[0] if kept else self.zero, self._shape(nodes))
        return self.graph.add("sum", tuple(kept))

    def inner(self, left: int, right: int) -> int:
        graph = self.graph
        if NUMBER in (graph.shape(left), graph.shape(right)):
            return self.product(left, right)
        for one, other in ((left, right), (right, left)):
            if graph.ops[one] == "zeros":
                return self.zero
            if graph.ops[one] == "ones":
                return graph.add("total", (other,))
        return graph.add("inner", (left, right))

    def diagonal_matrix(self, node: int, shape: Shape) -> int:
        """The diagonal matrix with these entries."""
        graph = self.graph
        if shape == NUMBER:
            return node
        front, rest = self.split(node)
        if graph.ops[rest] == "ones":
            return self.product(front, graph.add("eye", (), shape[:1]))
        return self.product(front, graph.add("diagonal_matrix", (rest,)))

    def split(self, node: int) -> tuple[int, int]:
        """A node as a number times the rest, as far as that can be seen."""
        return self.one, node

    def chain(self, node: int) -> list[int]:
        """The factors of a product of matrices, as far as they can be seen."""
        return [node]

    def part(self, node: int, places: tuple[Any, ...], whole: Shape) -> int:
        """These rows and columns of a node; the node itself where they are all there is."""
        graph = self.graph
        top, bottom, left, right = places
        if (top, left) == (0, 0) and (bottom, right) == whole:
            return node
        if graph.ops[node] == "zeros":
            return self.fitted(self.zero, (subtract(bottom, top), subtract(right, left)))
        return graph.add("part", (node,), places)

    def put(self, node: int, places: tuple[Any, ...]) -> int:
        """A node in its place in a larger matrix of zeros."""
        graph = self.graph
        top, left, rows, columns = places
        if (top, left) == (0, 0) and (rows, columns) == graph.shape(node) or (rows, columns) == NUMBER:
            return node
        if node == self.zero or graph.ops[node] == "zeros":
            return self.fitted(self.zero, (rows, columns))
        return graph.add("put", (node,), places)

    def reshape(self, node: int, shape: Shape) -> int:
        graph = self.graph
        if graph.shape(node) == shape:
            return node
        if graph.ops[node] in ("zeros", "ones"):
            return self.fitted(self.zero if graph.ops[node] == "zeros" else self.one, shape)
        return graph.add("reshape", (node,), shape)

    def apply(self, op: str, args: tuple[int, ...], payload: Any = None) -> int:
        """Any operation."""
        if op == "number":
            return self.graph.number(*payload)
        if op == "size":
            return self.graph.size_number(payload)
        own: dict[str, Callable[..., int]] = {
            "matmul": self.matmul, "transpose": self.transpose, "product": self.product, "sum": self.sum,
            "inner": self.inner}
        if op in own:
            return own[op](*args)
        if op == "part":
            return self.part(args[0], payload, self.graph.shape(args[0]))
        if op == "put":
            return self.put(args[0], payload)
        if self.graph.is_arrangement(op):
            return self.graph.arranged(op, args, payload or ())
        return self.fitted(self._entrywise(op, args, payload), self._shape(args))

    def formula(self, formula: Formula, letters: dict[str, int], sizes: Sizes) -> int:
        """A rule's formula on the inputs of a gate."""
        return filled(formula, letters, sizes, self.apply)

    def _entrywise(self, op: str, args: tuple[int, ...], payload: Any) -> int:
        return self._tidy.apply(op, args, payload)

    def _shape(self, nodes: Sequence[int]) -> Shape:
        return next((self.graph.shape(n) for n in nodes if n in self.graph.shapes), NUMBER)


class _Everything:
    """Holds every node: nothing is looked into."""

    def __contains__(self, node: object) -> bool:
        return True
