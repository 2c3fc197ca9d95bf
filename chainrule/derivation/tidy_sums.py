"""Sums tidied: like terms gathered, zeros dropped, a plus term first where there is one."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ..graph.exact import Exact, magnitude
from .tidy_products import BUDGET, Factors, Products

SUMS = ("sum", "difference")


@dataclass(slots=True)
class _Total:
    """A sum taken apart: a number, and the other terms with the number in front of each; both may be decimals."""

    constant: Exact = 0
    decimal: bool = False
    terms: dict[int, tuple[Exact, bool]] = field(default_factory=dict)


class Sums:
    """Builds tidied sums, of terms that are tidied products."""

    def __init__(self, products: Products) -> None:
        self.products = products
        self.graph = products.graph
        self.opaque = products.opaque

    def signed(self, signs: str, nodes: Sequence[int]) -> int:
        """The sum with a sign per term."""
        graph, opaque = self.graph, self.opaque
        total = _Total()
        todo = [(n, 1 if s == "+" else -1) for n, s in zip(reversed(nodes), reversed(signs), strict=True)]
        budget = BUDGET
        twice = {n for n in nodes if graph.ops[n] in SUMS and nodes.count(n) > 1} if len(nodes) <= BUDGET else ()
        while todo:
            node, sign = todo.pop()
            op, args = graph.ops[node], graph.args[node]
            if op in SUMS and node not in opaque and node not in twice and budget > len(args):
                budget -= len(args)
                inner = graph.signs(node)
                todo.extend((a, sign if s == "+" else -sign) for a, s in zip(args[::-1], inner[::-1], strict=True))
            elif op == "negation" and node not in opaque:
                todo.append((args[0], -sign))
            else:
                again = self._counted(total, node, sign)
                if again is not None:
                    todo.append((again, sign))
        return self.summed(list(self._parts(total)))

    def _counted(self, total: _Total, node: int, sign: int) -> int | None:
        """Count a term; or give back what it becomes when it is tidied, where that is a sum or has a sign itself."""
        graph = self.graph
        value = graph.rational(node)
        if value is not None:
            total.constant += sign * value
            total.decimal = total.decimal or self.products.is_decimal(node)
            return None
        if graph.ops[node] in ("product", "quotient") and node not in self.opaque:
            tidied = self.products.gathered([(node, 1)])
            if tidied != node and graph.ops[tidied] in ("negation", "number", *SUMS):
                return tidied
            node = tidied
            value = graph.rational(node)
            if value is not None:
                total.constant += sign * value
                return None
        coefficient, rest, decimal = self._split(node)
        known, seen = total.terms.get(rest, (0, False))
        total.terms[rest] = known + sign * coefficient, seen or decimal
        return None

    def _parts(self, total: _Total) -> Iterator[tuple[str, int]]:
        """The terms as they are written, each with its sign."""
        for rest, (coefficient, decimal) in total.terms.items():
            if coefficient:
                factors = Factors(magnitude(coefficient), decimal, self._powers_of(rest))
                yield "-" if coefficient < 0 else "+", self.products.assembled(factors)
        if total.constant:
            yield ("-" if total.constant < 0 else "+",
                   self.products.number(magnitude(total.constant), total.decimal))

    def _split(self, node: int) -> tuple[Exact, int, bool]:
        """A term as (number, the rest without it, whether the number is a decimal)."""
        graph = self.graph
        op = graph.ops[node]
        if node in self.opaque or op not in ("product", "quotient"):
            return 1, node, False
        top = graph.args[node][0] if op == "quotient" else node
        bottom = graph.args[node][1] if op == "quotient" else None
        a, rest_top, decimal = self._leading(top)
        b, rest_bottom, other = self._leading(bottom) if bottom is not None else (1, [], False)
        if a == b == 1 or b == 0:
            return 1, node, False
        rest = self.products.flat(rest_top)
        if rest_bottom:
            rest = graph.add("quotient", (rest, self.products.flat(rest_bottom)))
        return Fraction(a) / b, rest, decimal or other

    def _leading(self, node: int) -> tuple[Exact, list[int], bool]:
        """The number in front of a product, its other factors, and whether the number is a decimal."""
        graph = self.graph
        value = graph.rational(node)
        if value is not None:
            return value, [], self.products.is_decimal(node)
        if graph.ops[node] == "product" and node not in self.opaque:
            first, *others = graph.args[node]
            value = graph.rational(first)
            if value is not None:
                return value, others, self.products.is_decimal(first)
        return 1, [node], False

    def _powers_of(self, rest: int) -> dict[int, Exact]:
        graph = self.graph
        powers: dict[int, Exact] = {}
        top, bottom = graph.args[rest] if graph.ops[rest] == "quotient" and rest not in self.opaque else (rest, None)
        for part, n in ((top, 1), (bottom, -1)):
            for member in self._members(part) if part is not None else ():
                powers[member] = powers.get(member, 0) + n
        return powers

    def _members(self, node: int) -> tuple[int, ...]:
        graph = self.graph
        if graph.ops[node] == "product" and node not in self.opaque:
            return graph.args[node]
        return () if graph.rational(node) == 1 else (node,)

    def summed(self, parts: list[tuple[str, int]]) -> int:
        """Terms with their signs as one node, a plus term first where there is one."""
        graph = self.graph
        if not parts:
            return graph.number(0)
        first = next((i for i, (sign, _) in enumerate(parts) if sign == "+"), None)
        if first is None:
            return self.products.negation(self.summed([("+", node) for _, node in parts]))
        parts.insert(0, parts.pop(first))
        if len(parts) == 1:
            return parts[0][1]
        nodes = tuple(node for _, node in parts)
        signs = "".join(sign for sign, _ in parts)
        return graph.add("difference", nodes, signs) if "-" in signs else graph.add("sum", nodes)
