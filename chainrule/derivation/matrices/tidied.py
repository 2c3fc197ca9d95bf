"""Matrix expressions in the textbook's form: numbers in front, chains without parentheses, transposes inside, equal
factors taken out."""
from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from ...graph.shaped import ShapedGraph
from ...rules.shape import NUMBER, Shape
from ..tidy import Tidy
from .plain import Plain

SYMMETRIC = "symmetric"
SUMS_TO_ONE = ("one-hot", "probability")  # what is known of a vector, or of every row of a matrix
SUMS = ("sum", "difference")


class Tidied(Plain):
    """Builds tidied nodes. `opaque` nodes count as single letters; `known` says what else holds of an input."""

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
        if ops[right] == "ones" and columns == 1 and inner != 1 and self._is(left, *SUMS_TO_ONE):
            return self.one, self.fitted(self.one, (rows, 1))
        if ops[left] == "ones" and rows == 1 and columns == 1 and self._is(right, *SUMS_TO_ONE):
            return self.one, self.one
        return None

    def transpose(self, node: int) -> int:
        graph = self.graph
        rows, columns = shape = graph.shape(node)
        if shape == NUMBER or self._is(node, SYMMETRIC):
            return node
        front, rest = self.split(node)
        if rest != node:
            return self.scaled(front, self.transpose(rest))
        op, args = self._op(node), graph.args[node]
        if op == "transpose":
            return args[0]
        if op == "matmul":
            found = self.transpose(args[1])
            return self.matmul(found, self.transpose(args[0]))
        if op in ("eye", "ones", "zeros", "diagonal_matrix"):
            return super().transpose(node) if op != "diagonal_matrix" else node
        if op == "inverse" and self._is(args[0], SYMMETRIC):
            return node
        if op in SUMS:
            turned = [self.transpose(a) if a in graph.shapes else a for a in args]
            if sum(map(self._turned, turned)) <= sum(map(self._turned, args)):
                return self._tidy.signed(graph.signs(node), turned)
        return graph.add("transpose", (node,))

    def product(self, *nodes: int) -> int:
        """Entry by entry; numbers scale."""
        graph = self.graph
        shape = self._shape(nodes)
        if shape == NUMBER:
            return self._tidy.product(*nodes)
        if self.zero in nodes or any(graph.ops[n] == "zeros" for n in nodes):
            return self.fitted(self.zero, shape)
        kept = [n for n in nodes if graph.ops[n] != "ones"]
        return self.fitted(self._tidy.product(*kept) if kept else self.one, shape)

    def sum(self, *nodes: int) -> int:
        shape = self._shape(nodes)
        kept = [n for n in nodes if self.graph.ops[n] != "zeros"]
        if not kept:
            return self.fitted(self.zero, shape)
        found = self._tidy.sum(*kept)
        if shape == NUMBER:
            return found
        return self._gathered(self.fitted(found, shape), shape)

    def _gathered(self, node: int, shape: Shape) -> int:
        """A sum whose terms share their last factor, or their first, with that factor taken out."""
        graph = self.graph
        if self._op(node) not in SUMS:
            return node
        signs = graph.signs(node)
        terms = [(self._tidy.negation(front) if sign == "-" else front, rest) for sign, (front, rest)
                 in zip(signs, (self.split(a) for a in graph.args[node]), strict=True)]
        for place in (-1, 0):
            groups: dict[int, list[tuple[int, int]]] = {}
            for front, rest in terms:
                factors = self.chain(rest)
                if len(factors) > 1:
                    groups.setdefault(factors[place], []).append((front, rest))
            for factor, group in groups.items():
                if len(group) > 1:
                    return self._taken_out(terms, group, factor, place, shape)
        return node

    def _taken_out(self, terms: list[tuple[int, int]], group: list[tuple[int, int]], factor: int, place: int,
                   shape: Shape) -> int:
        """A factor that several terms end (or begin) with, in front of their sum; the others as they are."""
        common = group[0][0] if len({front for front, _ in group}) == 1 else self.one
        inner = []
        for front, rest in group:
            factors = self.chain(rest)
            others = factors[:-1] if place == -1 else factors[1:]
            chain = others[0]
            for each in others[1:]:
                chain = self.matmul(chain, each)
            inner.append(chain if common != self.one else self.scaled(front, chain))
        inner.sort(key=self._turned)
        total = self.sum(*inner)
        whole = self.matmul(total, factor) if place == -1 else self.matmul(factor, total)
        rest_of = [self.scaled(front, rest) for front, rest in terms if (front, rest) not in group]
        found = self.scaled(common, whole) if common != self.one else whole
        return self.sum(found, *rest_of) if rest_of else self.fitted(found, shape)

    def _turned(self, node: int) -> int:
        """How many of a chain's factors are transposed: what has fewer is written first."""
        return sum(self._op(factor) == "transpose" for factor in self.chain(self.split(node)[1]))

    def inner(self, left: int, right: int) -> int:
        graph = self.graph
        if NUMBER in (graph.shape(left), graph.shape(right)):
            return self.product(left, right)
        front, left = self.split(left)
        other, right = self.split(right)
        return self._tidy.product(front, other, self._contracted(left, right))

    def _contracted(self, left: int, right: int) -> int:
        """⟨A, B⟩ of two nodes without numbers in front; a sum of entries where their product is a single factor."""
        graph = self.graph
        if "zeros" in (graph.ops[left], graph.ops[right]):
            return self.zero
        for one, other in ((left, right), (right, left)):
            if graph.ops[one] == "eye":
                return graph.add("trace", (other,))
        whole = self.product(left, right)
        front, rest = self.split(whole)
        if self._op(rest) not in ("product", "power", "quotient"):
            return self._tidy.product(front, self.total(rest))
        return graph.add("inner", (left, right))

    def total(self, node: int) -> int:
        """The sum of all entries."""
        graph = self.graph
        rows, columns = graph.shape(node)
        if self._is(node, *SUMS_TO_ONE):
            return self.one if columns == 1 or rows == 1 else graph.size_number(rows)
        if self._distances(node):
            return self.zero
        if graph.ops[node] == "ones":
            return self._tidy.product(graph.size_number(rows), graph.size_number(columns))
        return graph.add("total", (node,))

    def _distances(self, node: int) -> bool:
        """Whether a node is x less the mean of x: such distances add up to 0."""
        graph, args = self.graph, self.graph.args[node]
        return graph.ops[node] == "difference" and graph.signs(node) == "+-" and \
            graph.ops[args[1]] == "average" and graph.args[args[1]] == args[:1]

    def apply(self, op: str, args: tuple[int, ...], payload: Any = None) -> int:
        graph = self.graph
        if op == "total" and args[0] in graph.shapes:
            front, rest = self.split(args[0])
            return self._tidy.product(front, self.total(rest))
        if op == "difference" and any(a in graph.shapes for a in args):
            return self.sum(*(self._negated(a) if s == "-" else a for s, a in zip(payload, args, strict=True)))
        if op == "inverse":
            return self._inverted(args[0])
        return super().apply(op, args, payload)

    def _negated(self, node: int) -> int:
        front, rest = self.split(node)
        return self._tidy.negation(front) if node not in self.graph.shapes else \
            self.scaled(self._tidy.negation(front), rest)

    def _inverted(self, node: int) -> int:
        graph = self.graph
        if self._op(node) == "inverse":
            return graph.args[node][0]
        if self._op(node) == "transpose":
            return graph.add("transpose", (graph.add("inverse", graph.args[node]),))
        return graph.add("inverse", (node,))
