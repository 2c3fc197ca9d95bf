"""Matrix expressions in the textbook's form: transposes inside, like terms gathered, equal factors taken out."""
from __future__ import annotations

from typing import Any

from ...rules.shape import NUMBER, Shape, Size, add
from .chains import SUMS_TO_ONE, SYMMETRIC, Chains

SUMS = ("sum", "difference")


class Tidied(Chains):
    """Builds tidied nodes."""

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
        kept = [self._without_ones(n) for n in nodes]
        return self.fitted(self._tidy.product(*kept) if kept else self.one, shape)

    def _without_ones(self, node: int) -> int:
        """A factor of a product entry by entry; of ones times a number the number."""
        front, rest = self.split(node)
        return front if self.graph.ops[rest] == "ones" else node

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
        front, minus = terms[0][0], self._tidy.negation(terms[0][0])
        if self.one not in (front, minus) and all(each in (front, minus) for each, _ in terms):
            return self.scaled(front, self.sum(*(rest if each == front else self._negated(rest)
                                                 for each, rest in terms)))
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

    def part(self, node: int, places: tuple[Any, ...], whole: Shape) -> int:
        """These rows and columns of a node; of values that were stacked one of them."""
        front, rest = self.split(node)
        if node not in self.graph.shapes:
            return node
        stacked = self._stacked(rest, places)
        return self.product(front, super().part(rest, places, whole) if stacked is None else stacked)

    def _stacked(self, node: int, places: tuple[Any, ...]) -> int | None:
        """The value that stands at these places of a stack."""
        graph, op = self.graph, self._op(node)
        if op not in ("vstack", "hstack"):
            return None
        start: Size = 0
        for each in graph.args[node]:
            rows, columns = graph.shape(each)
            stop = add(start, rows if op == "vstack" else columns)
            if places == ((start, stop, 0, columns) if op == "vstack" else (0, rows, start, stop)):
                return each
            start = stop
        return None

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
