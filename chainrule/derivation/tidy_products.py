"""Products tidied: numbers first, equal factors as powers, one sign in front, one fraction bar."""
from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ..graph.exact import Exact, exact_power, finite_decimal, magnitude, small, terminates
from ..graph.graph import Graph

BUDGET = 24  # factors or terms taken apart at once; what is longer stays nested, so that chains stay linear

# In a product, what is read first stands first.
_RANKS = {"number": 0, "constant": 1, "input": 2, "power": 3, "sqrt": 4, "sum": 5, "difference": 5, "quotient": 6}
_ARITHMETIC = frozenset((*_RANKS, "product", "negation", "copy", "exponential", "general_power"))
Powers = list[tuple[int, int]]  # nodes and their whole exponents
# (graph, nodes not to be looked into, exponent, number) -> their sum
AddExponents = Callable[[Graph, Container[int], int, int], int]


@dataclass(slots=True)
class Factors:
    """A product taken apart: a number, and the other factors with their exponents.

    decimal   whether the number is to be written as a decimal
    spelled   the factors whose exponent is
    """

    coefficient: Exact = 1
    decimal: bool = False
    powers: dict[int, Exact] = field(default_factory=dict)
    spelled: set[int] = field(default_factory=set)


class Products:
    """Builds tidied products. `opaque` nodes are not looked into; `add_exponents` makes the sum of two exponents."""

    def __init__(self, graph: Graph, opaque: Container[int], add_exponents: AddExponents) -> None:
        self.graph = graph
        self.opaque = opaque
        self._add_exponents = add_exponents

    def negation(self, node: int) -> int:
        graph = self.graph
        if graph.ops[node] == "negation" and node not in self.opaque:
            return graph.args[node][0]
        value = graph.rational(node)
        if value is not None:
            return self.number(-value, self.is_decimal(node))
        return graph.add("negation", (node,))

    def power(self, base: int, exponent: int) -> int:
        """base ^ exponent, with the exponents 0 and 1 and powers of powers resolved."""
        graph = self.graph
        n = graph.rational(exponent)
        if n is None:
            if graph.ops[base] == "constant" and graph.name(base) == "e":
                return graph.add("exp", (exponent,))
            if not graph.varies[exponent]:
                return graph.add("power", (base, exponent))
            return graph.add("general_power" if graph.varies[base] else "exponential", (base, exponent))
        if n.denominator == 1:
            return self.gathered([(base, int(n))])
        return self._raised(base, n, self.is_decimal(exponent))

    def gathered(self, nodes: Powers) -> int:
        """The product of nodes, each raised to a whole number."""
        graph, opaque = self.graph, self.opaque
        ops, args, varies = graph.ops, graph.args, graph.varies
        factors = Factors()
        powers = factors.powers
        todo = list(reversed(nodes))
        budget = BUDGET
        while todo:
            node, n = todo.pop()
            if not varies[node] and self._folds(factors, node, n):
                continue
            if budget > 0 and node not in opaque:
                budget -= len(args[node])
                apart = _APART.get(ops[node])
                more = apart(self, factors, node, n, budget) if apart is not None else None
                if more is not None:
                    todo += more
                    continue
            powers[node] = powers.get(node, 0) + n
        if factors.coefficient == 0:
            return graph.number(0)
        self._merge_exponents(powers)
        return self.assembled(factors)

    def _folds(self, factors: Factors, node: int, n: int) -> bool:
        """Whether a node is a number that could be multiplied into the coefficient."""
        value = self.graph.rational(node)
        if value is None or n <= 0 and value == 0:
            return False
        raised = exact_power(value, n)
        folded = raised * factors.coefficient if raised is not None else None
        if folded is None or not small(folded):
            return False
        factors.coefficient = folded
        factors.decimal = factors.decimal or self.is_decimal(node)
        return True

    def _factors_of_product(self, factors: Factors, node: int, n: int, budget: int) -> Powers | None:
        return [(a, n) for a in reversed(self.graph.args[node])] if budget > 0 else None

    def _factors_of_quotient(self, factors: Factors, node: int, n: int, budget: int) -> Powers:
        top, bottom = self.graph.args[node]
        return [(bottom, -n), (top, n)]

    def _factors_of_negation(self, factors: Factors, node: int, n: int, budget: int) -> Powers:
        if n % 2:
            factors.coefficient = -factors.coefficient
        return [(self.graph.args[node][0], n)]

    def _factors_of_power(self, factors: Factors, node: int, n: int, budget: int) -> Powers | None:
        base, exponent = self.graph.args[node]
        inner = self.graph.rational(exponent)
        if inner is None:
            return None
        if inner.denominator == 1:
            return [(base, int(inner) * n)]
        factors.powers[base] = factors.powers.get(base, 0) + inner * n
        if self.is_decimal(exponent):
            factors.spelled.add(base)
        return []

    def _factors_of_root(self, factors: Factors, node: int, n: int, budget: int) -> Powers | None:
        return [(self.graph.args[node][0], n // 2)] if n % 2 == 0 else None

    def _merge_exponents(self, powers: dict[int, Exact]) -> None:
        """x · x^(n-1) is x^n, where the exponent is a formula."""
        graph = self.graph
        for node in [i for i in powers if graph.ops[i] == "general_power" and i not in self.opaque]:
            base, exponent = graph.args[node]
            if powers.get(base, 0) and powers[node] == 1:
                more = self.number(powers.pop(base), False)
                merged = self.power(base, self._add_exponents(graph, self.opaque, exponent, more))
                del powers[node]
                powers[merged] = powers.get(merged, 0) + 1

    def assembled(self, factors: Factors) -> int:
        """The product as it is written."""
        graph, powers, spelled = self.graph, factors.powers, factors.spelled
        top = [self._raised(b, n, b in spelled) for b, n in powers.items() if n > 0]
        bottom = [self._raised(b, -n, b in spelled) for b, n in powers.items() if n < 0]
        if not top and not bottom:
            return self.number(factors.coefficient, factors.decimal)
        top.sort(key=self._place)
        bottom.sort(key=self._place)
        numerator, denominator = self._fraction(magnitude(factors.coefficient), factors.decimal and not bottom)
        made = self.flat(numerator + top)
        if denominator or bottom:
            made = graph.add("quotient", (made, self.flat(denominator + bottom)))
        return graph.add("negation", (made,)) if factors.coefficient < 0 else made

    def _fraction(self, size: Exact, decimal: bool) -> tuple[list[int], list[int]]:
        """A number as factors above and below the fraction bar; a 1 is not written."""
        graph = self.graph
        if decimal and terminates(size):
            return [graph.number(size, finite_decimal(size))] if size != 1 else [], []
        return ([graph.number(size.numerator)] if size.numerator != 1 else [],
                [graph.number(size.denominator)] if size.denominator != 1 else [])

    def flat(self, nodes: Sequence[int]) -> int:
        """These factors as one node, as they are."""
        if not nodes:
            return self.graph.number(1)
        return nodes[0] if len(nodes) == 1 else self.graph.add("product", tuple(nodes))

    def _raised(self, base: int, exponent: Exact, decimal: bool) -> int:
        if exponent == 1:
            return base
        graph = self.graph
        if exponent.denominator == 2 and not decimal and graph.ops[base] != "number":
            root = graph.add("sqrt", (base,))
            if exponent == Fraction(1, 2):
                return root
        if graph.ops[base] == "sqrt" and base not in self.opaque and exponent == 2:
            return graph.args[base][0]
        return graph.add("power", (base, self.number(exponent, decimal)))

    def _place(self, node: int) -> tuple[int, int]:
        """Where a factor stands: letters and their powers in the order of the page, all else as it comes."""
        graph = self.graph
        base = graph.args[node][0] if graph.ops[node] == "power" and node not in self.opaque else node
        if graph.varies[base] and (graph.ops[base] == "input" or base in self.opaque):
            return _RANKS["input"], base
        return self._rank(node), 0

    def _rank(self, node: int) -> int:
        graph = self.graph
        op = graph.ops[node]
        if node in self.opaque and graph.varies[node]:
            return 2
        if op == "power":
            base = graph.args[node][0]
            return max(3, _RANKS.get(graph.ops[base], 7)) if base not in self.opaque else 3
        if not graph.varies[node]:
            return min(1, _RANKS[op]) if op in _RANKS else 8  # ln 2 is written last
        if op in ("sum", "difference") and any(self._is_function(a) for a in graph.args[node]):
            return 8
        return _RANKS.get(op, 7)

    def _is_function(self, node: int) -> bool:
        """Whether a term is a function's value, as in 1 - σ(x)."""
        return node not in self.opaque and self.graph.varies[node] and self.graph.ops[node] not in _ARITHMETIC

    def number(self, value: Exact, decimal: bool) -> int:
        """An exact number as a node; a fraction is written as one."""
        graph = self.graph
        if value.denominator == 1:
            return graph.number(int(value))
        if decimal and terminates(value):
            return graph.number(value, finite_decimal(value))
        made = graph.add("quotient", (graph.number(abs(value.numerator)), graph.number(value.denominator)))
        return graph.add("negation", (made,)) if value < 0 else made

    def is_decimal(self, node: int) -> bool:
        """Whether a node is a number that was typed as a decimal."""
        graph = self.graph
        return graph.ops[node] == "number" and bool(graph.literal(node).spelling)


# How a factor raised to a whole number is taken apart: into further factors, or None where it stays whole.
_APART: dict[str, Callable[[Products, Factors, int, int, int], Powers | None]] = {
    "product": Products._factors_of_product, "quotient": Products._factors_of_quotient,
    "negation": Products._factors_of_negation, "power": Products._factors_of_power, "sqrt": Products._factors_of_root}
