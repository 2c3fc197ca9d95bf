"""Chains of matrices in the textbook's form: numbers in front, no parentheses, no identities."""
from __future__ import annotations

from collections.abc import Container, Sequence

from ...graph.shaped import ShapedGraph
from ...rules.shape import NUMBER
from ..tidy import Tidy
from .plain import Plain

SYMMETRIC = "symmetric"
SUMS_TO_ONE = ("one-hot", "probability")  # what is known of a vector, or of every row of a matrix


class Chains(Plain):
    """Builds tidied products of matrices. `opaque` nodes count as single letters; `known` are facts about inputs."""

    def __init__(self, graph: ShapedGraph, opaque: Container[int] = frozenset(),
                 known: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(graph)
        self.opaque = opaque
        self._tidy = Tidy(graph, opaque)
        self._known = frozenset(known)

    def _is(self, node: int, *facts: str) -> bool:
        graph = self.graph
        return graph.ops[node] == "input" and any((graph.name(node), fact) in self._known for fact in facts)

    def _op(self, node: int) -> str:
        """The operation of a node; none of one that is not looked into."""
        return "" if node in self.opaque else self.graph.ops[node]

    def split(self, node: int) -> tuple[int, int]:
        """A node with a shape as a number times the rest."""
        graph = self.graph
        op, args = self._op(node), graph.args[node]
        if graph.shape(node) == NUMBER:
            return node, self.one
        if op == "negation":
            front, rest = self.split(args[0])
            return self._tidy.negation(front), rest
        if op == "quotient" and graph.shape(args[1]) == NUMBER:
            front, rest = self.split(args[0])
            return self._tidy.quotient(front, args[1]), rest
        if op == "product":
            numbers = [a for a in args if graph.shape(a) == NUMBER]
            others = [a for a in args if graph.shape(a) != NUMBER]
            if numbers:
                front = self._tidy.product(*numbers)
                if len(others) == 1:
                    inner, rest = self.split(others[0])
                    return self._tidy.product(front, inner), rest
                return front, graph.add("product", tuple(others))
        return self.one, node

    def scaled(self, front: int, rest: int) -> int:
        """A number times a node with a shape."""
        if front == self.one:
            return rest
        shape = self.graph.shape(rest)
        if front == self.zero:
            return self.fitted(self.zero, shape)
        if self.graph.ops[rest] == "ones" and self.graph.rational(front) is None:
            return self.graph.add("product", (front, rest))
        return self.fitted(self._tidy.product(front, rest), shape)

    def chain(self, node: int) -> list[int]:
        """The factors of a product of matrices."""
        if self._op(node) != "matmul":
            return [node]
        found: list[int] = []
        stack = [node]
        while stack:
            each = stack.pop()
            if self._op(each) == "matmul":
                stack.extend(self.graph.args[each])  # the last one is taken first
            else:
                found.append(each)
        return found[::-1]

    def matmul(self, left: int, right: int) -> int:
        graph = self.graph
        if NUMBER in (graph.shape(left), graph.shape(right)):
            return self.product(left, right)
        shape = (graph.shape(left)[0], graph.shape(right)[1])
        front, left = self.split(left)
        other, right = self.split(right)
        front = self._tidy.product(front, other)
        if "zeros" in (graph.ops[left], graph.ops[right]):
            return self.fitted(self.zero, shape)
        inner, factors = self._simpler([*self.chain(left), *self.chain(right)])
        front = self._tidy.product(front, *inner)
        if not factors:
            return self.fitted(front, shape) if shape == NUMBER else self.scaled(front, graph.add("eye", (), shape[:1]))
        found = factors[0]
        for factor in factors[1:]:
            found = graph.add("matmul", (found, factor))
        if shape == NUMBER:
            return self._tidy.product(front, found)
        return self.scaled(front, found)

    def _simpler(self, factors: list[int]) -> tuple[list[int], list[int]]:
        """Factors without identities, inverse pairs and ones next to ones; and the numbers that this leaves."""
        graph = self.graph
        numbers: list[int] = []
        found: list[int] = []
        for factor in factors:
            if graph.ops[factor] == "eye":
                continue
            while found:
                last = found[-1]
                if self._inverse(last, factor):
                    found.pop()
                    factor = self.NOTHING
                    break
                joined = self._joined(last, factor)
                if joined is None:
                    break
                number, factor = joined
                numbers.append(number)
                found.pop()
                if graph.shape(factor) == NUMBER:
                    numbers.append(factor)
                    factor = self.NOTHING
                    break
            if factor != self.NOTHING:
                found.append(factor)
        return numbers, found

    NOTHING = -1

    def _inverse(self, one: int, other: int) -> bool:
        graph = self.graph
        for a, b in ((one, other), (other, one)):
            if self._op(a) == "inverse" and graph.args[a][0] == b:
                return True
            if self._op(a) == "transpose" and self._op(b) == "transpose" and \
                    self._op(graph.args[a][0]) == "inverse" and graph.args[graph.args[a][0]][0] == graph.args[b][0]:
                return True
        return False

    def _joined(self, left: int, right: int) -> tuple[int, int] | None:
        """Two neighbours as a number and one factor: ones by ones, and what is known to add up to 1."""
        graph = self.graph
        ops = graph.ops
        (rows, inner), (_, columns) = graph.shape(left), graph.shape(right)
        if ops[left] == ops[right] == "ones":
            return graph.size_number(inner), self.fitted(self.one, (rows, columns))
        if ops[left] == "ones" and rows == 1 and self._op(right) == "diagonal_matrix":
            return self.one, self.transpose(graph.args[right][0])
        if ops[right] == "ones" and columns == 1 and self._op(left) == "diagonal_matrix":
            return self.one, graph.args[left][0]
        if ops[right] == "ones" and columns == 1 and inner != 1 and self._is(left, *SUMS_TO_ONE):
            return self.one, self.fitted(self.one, (rows, 1))
        if ops[left] == "ones" and rows == 1 and columns == 1 and self._is(right, *SUMS_TO_ONE):
            return self.one, self.one
        return None
