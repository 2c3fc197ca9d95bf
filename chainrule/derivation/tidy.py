"""Tidying: ·1, +0, n - 1, signs, equal factors and like terms; the only rewriting that is ever shown."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..graph.exact import Exact, exact_power, finite_decimal, magnitude, small, terminates
from ..graph.graph import Graph
from . import cases

BUDGET = 24  # factors or terms taken apart at once; what is longer stays nested, so that chains stay linear

# In a product, what is read first stands first.
_RANKS = {"number": 0, "constant": 1, "input": 2, "power": 3, "sqrt": 4, "sum": 5, "difference": 5, "quotient": 6}
_ARITHMETIC = frozenset((*_RANKS, "product", "negation", "copy", "exponential", "general_power"))


class Tidy:
    """Builds tidied nodes. `opaque` nodes count as single letters: they are not looked into."""

    def __init__(self, graph: Graph, opaque: frozenset[int] | set[int] | range = frozenset()) -> None:
        self.graph = graph
        self.opaque = opaque

    # ------------------------------------------------------------------ products

    def product(self, *nodes: int) -> int:
        """The product, numbers first, equal factors gathered into powers, one sign in front, one fraction bar."""
        if self.graph.has_cases:
            by_cases = cases.product(self, nodes)
            if by_cases is not None:
                return by_cases
        return self._gathered([(node, 1) for node in nodes])

    def quotient(self, top: int, bottom: int) -> int:
        return self._gathered([(top, 1), (bottom, -1)])

    def negation(self, node: int) -> int:
        graph = self.graph
        if graph.ops[node] == "negation" and node not in self.opaque:
            return graph.args[node][0]
        value = graph.rational(node)
        if value is not None:
            return self._number(-value, self._is_decimal(node))
        return graph.add("negation", (node,))

    def power(self, base: int, exponent: int) -> int:
        """base ^ exponent, with the exponents 0 and 1 and powers of powers resolved."""
        graph = self.graph
        n = graph.rational(exponent)
        if n is None:
            if graph.ops[base] == "constant" and graph.notes[base] == "e":
                return graph.add("exp", (exponent,))
            if not graph.varies[exponent]:
                return graph.add("power", (base, exponent))
            return graph.add("general_power" if graph.varies[base] else "exponential", (base, exponent))
        if n.denominator == 1:
            return self._gathered([(base, int(n))])
        return self._raised(base, n, self._is_decimal(exponent))

    def _gathered(self, nodes: list[tuple[int, int]]) -> int:
        graph = self.graph
        coefficient: Exact = 1
        decimal = False
        powers: dict[int, Exact] = {}
        spelled: set[int] = set()
        todo = list(reversed(nodes))
        budget = BUDGET
        while todo:
            node, n = todo.pop()
            op = graph.ops[node]
            value = graph.rational(node) if not graph.varies[node] else None
            if value is not None and (n > 0 or value != 0):
                raised = exact_power(value, n)
                folded = raised * coefficient if raised is not None else None
                if folded is not None and small(folded):
                    coefficient = folded
                    decimal = decimal or self._is_decimal(node)
                    continue
            args = graph.args[node]
            if budget > 0 and node not in self.opaque:
                budget -= len(args)
                if op == "product" and budget > 0:
                    todo.extend((a, n) for a in reversed(args))
                    continue
                if op == "quotient":
                    todo += ((args[1], -n), (args[0], n))
                    continue
                if op == "negation":
                    coefficient = coefficient if n % 2 == 0 else -coefficient
                    todo.append((args[0], n))
                    continue
                if op == "power":
                    inner = graph.rational(args[1])
                    if inner is not None and inner.denominator == 1:
                        todo.append((args[0], int(inner) * n))
                        continue
                    if inner is not None:
                        powers[args[0]] = powers.get(args[0], 0) + inner * n
                        if self._is_decimal(args[1]):
                            spelled.add(args[0])
                        continue
                if op == "sqrt" and n % 2 == 0:
                    todo.append((args[0], n // 2))
                    continue
            powers[node] = powers.get(node, 0) + n
        if coefficient == 0:
            return graph.number(0)
        self._merge_exponents(powers)
        return self._assembled(coefficient, decimal, powers, spelled)

    def _merge_exponents(self, powers: dict[int, Exact]) -> None:
        """x · x^(n-1) is x^n, where the exponent is a formula."""
        graph = self.graph
        for node in [i for i in powers if graph.ops[i] == "general_power" and i not in self.opaque]:
            base, exponent = graph.args[node]
            if powers.get(base, 0) and powers[node] == 1:
                merged = self.power(base, self.sum(exponent, self._number(powers.pop(base), False)))
                del powers[node]
                powers[merged] = powers.get(merged, 0) + 1

    def _assembled(self, coefficient: Exact, decimal: bool, powers: dict[int, Exact], spelled: set[int]) -> int:
        graph = self.graph
        top = [self._raised(b, n, b in spelled) for b, n in powers.items() if n > 0]
        bottom = [self._raised(b, -n, b in spelled) for b, n in powers.items() if n < 0]
        top.sort(key=self._place)
        bottom.sort(key=self._place)
        negative = coefficient < 0
        size = magnitude(coefficient)
        if decimal and not bottom and terminates(size):
            numerator, denominator = [graph.number(size, finite_decimal(size))] if size != 1 else [], []
        else:
            numerator = [graph.number(size.numerator)] if size.numerator != 1 else []
            denominator = [graph.number(size.denominator)] if size.denominator != 1 else []
        if not top and not bottom:
            return self._number(coefficient, decimal)
        above = self._flat(numerator + top)
        below = self._flat(denominator + bottom)
        made = above if not denominator and not bottom else graph.add("quotient", (above, below))
        return graph.add("negation", (made,)) if negative else made

    def _flat(self, nodes: list[int]) -> int:
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
        return graph.add("power", (base, self._number(exponent, decimal)))

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

    # ---------------------------------------------------------------------- sums

    def sum(self, *nodes: int) -> int:
        return self.signed("+" * len(nodes), nodes)

    def signed(self, signs: str, nodes: Sequence[int]) -> int:
        """The sum with a sign per term: like terms gathered, zeros dropped, a plus term first where there is one."""
        graph = self.graph
        if graph.has_cases:
            merged = cases.merged(self, signs, nodes)
            if merged is not None:
                return merged
        constant: Exact = 0
        decimals = False
        terms: dict[int, tuple[Exact, bool]] = {}
        todo = [(n, 1 if s == "+" else -1) for n, s in zip(reversed(nodes), reversed(signs), strict=True)]
        budget = BUDGET
        twice = {n for n in nodes if graph.ops[n] in ("sum", "difference") and nodes.count(n) > 1} if len(
            nodes) <= BUDGET else set()
        while todo:
            node, sign = todo.pop()
            op = graph.ops[node]
            args = graph.args[node]
            if op in ("sum", "difference") and node not in self.opaque and node not in twice and budget > len(args):
                budget -= len(args)
                inner = graph.notes[node] or "+" * len(args)
                todo.extend((a, sign if s == "+" else -sign) for a, s in zip(args[::-1], inner[::-1], strict=True))
                continue
            if op == "negation" and node not in self.opaque:
                todo.append((args[0], -sign))
                continue
            value = graph.rational(node)
            if value is not None:
                constant += sign * value
                decimals = decimals or self._is_decimal(node)
                continue
            if op in ("product", "quotient") and node not in self.opaque:
                tidied = self._gathered([(node, 1)])
                if tidied != node and graph.ops[tidied] in ("negation", "number", "sum", "difference"):
                    todo.append((tidied, sign))
                    continue
                node = tidied
                value = graph.rational(node)
                if value is not None:
                    constant += sign * value
                    continue
            coefficient, rest, decimal = self._split(node)
            known, seen = terms.get(rest, (0, False))
            terms[rest] = known + sign * coefficient, seen or decimal
        parts: list[tuple[str, int]] = []
        for rest, (coefficient, decimal) in terms.items():
            if coefficient:
                part = self._assembled(magnitude(coefficient), decimal, *self._powers_of(rest))
                parts.append(("-" if coefficient < 0 else "+", part))
        if constant:
            parts.append(("-" if constant < 0 else "+", self._number(magnitude(constant), decimals)))
        return self._summed(parts)

    def _split(self, node: int) -> tuple[Exact, int, bool]:
        """A term as (number, the rest without it)."""
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
        rest = self._flat(rest_top)
        if rest_bottom:
            rest = graph.add("quotient", (rest, self._flat(rest_bottom)))
        return Fraction(a) / b, rest, decimal or other

    def _leading(self, node: int) -> tuple[Exact, list[int], bool]:
        graph = self.graph
        value = graph.rational(node)
        if value is not None:
            return value, [], self._is_decimal(node)
        if graph.ops[node] == "product" and node not in self.opaque:
            first, *others = graph.args[node]
            value = graph.rational(first)
            if value is not None:
                return value, others, self._is_decimal(first)
        return 1, [node], False

    def _powers_of(self, rest: int) -> tuple[dict[int, Exact], set[int]]:
        graph = self.graph
        powers: dict[int, Exact] = {}
        top, bottom = graph.args[rest] if graph.ops[rest] == "quotient" and rest not in self.opaque else (rest, None)
        for part, n in ((top, 1), (bottom, -1)):
            for member in self._members(part) if part is not None else ():
                powers[member] = powers.get(member, 0) + n
        return powers, set()

    def _members(self, node: int) -> tuple[int, ...]:
        graph = self.graph
        if graph.ops[node] == "product" and node not in self.opaque:
            return graph.args[node]
        return () if graph.rational(node) == 1 else (node,)

    def _summed(self, parts: list[tuple[str, int]]) -> int:
        graph = self.graph
        if not parts:
            return graph.number(0)
        first = next((i for i, (sign, _) in enumerate(parts) if sign == "+"), None)
        if first is None:
            return self.negation(self._summed([("+", node) for _, node in parts]))
        parts.insert(0, parts.pop(first))
        if len(parts) == 1:
            return parts[0][1]
        nodes = tuple(node for _, node in parts)
        signs = "".join(sign for sign, _ in parts)
        return graph.add("difference", nodes, signs) if "-" in signs else graph.add("sum", nodes)

    # ------------------------------------------------------------------- the rest

    def apply(self, op: str, args: tuple[int, ...], note: object = None) -> int:
        """Any operation on tidied operands, tidied."""
        graph = self.graph
        if op == "product":
            return self.product(*args)
        if op == "quotient":
            return self.quotient(*args)
        if op == "negation":
            return self.negation(*args)
        if op == "sum":
            return self.sum(*args)
        if op == "difference":
            return self.signed(str(note), args)
        if op in ("power", "exponential", "general_power"):
            return self.power(*args)
        if op == "copy":
            return args[0]
        if op in ("ln", "exp") and not graph.varies[args[0]]:
            inner = args[0]
            if op == "ln" and graph.ops[inner] == "constant" and graph.notes[inner] == "e":
                return graph.number(1)
            if graph.rational(inner) == (1 if op == "ln" else 0):
                return graph.number(0 if op == "ln" else 1)
        return graph.add(op, args, note)

    def _number(self, value: Exact, decimal: bool) -> int:
        """An exact number as a node; a fraction is written as one."""
        graph = self.graph
        if value.denominator == 1:
            return graph.number(int(value))
        if decimal and terminates(value):
            return graph.number(value, finite_decimal(value))
        made = graph.add("quotient", (graph.number(abs(value.numerator)), graph.number(value.denominator)))
        return graph.add("negation", (made,)) if value < 0 else made

    def _is_decimal(self, node: int) -> bool:
        graph = self.graph
        return graph.ops[node] == "number" and bool(graph.notes[node][1])
