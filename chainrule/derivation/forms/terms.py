"""A formula taken apart into a sum of terms, each a number times powers of what cannot be taken apart further."""
from __future__ import annotations

from collections.abc import Callable, Container
from fractions import Fraction

from ...graph.exact import Exact, exact_power, small
from ...graph.graph import Graph
from ..tidy import Tidy
from ..tidy_sums import SUMS

Powers = tuple[tuple[int, Exact], ...]  # nodes and their exponents, by id
Terms = dict[Powers, Exact]  # the powers of every term, and the number in front of them
Factors = dict[int, Exact]
Todo = list[tuple[int, Exact]]
DEEP = 150  # larger formulas are read from the inside out, so that nothing is read in nested calls
WITH_EXPONENT = ("exp", "exponential", "general_power")


class Reader:
    """Takes formulas of one graph apart. e^(-2x) is read as a power of e^x, or of e^(-x) where that was met first, and
    u^(n-1) as u^n times a power of u.

    opaque    nodes that are not looked into
    spelled   the nodes that stood in the formulas for a power of such an exponential or power
    falling   such exponentials and powers with a minus sign in the exponent
    decimal   whether a number was typed as a decimal
    work      how many products of terms have been made
    """

    def __init__(self, graph: Graph, opaque: Container[int] = frozenset()) -> None:
        self.graph, self.opaque = graph, opaque
        self.tidy = Tidy(graph, opaque)
        self.spelled: dict[tuple[int, Exact], int] = {}
        self.falling: set[int] = set()
        self.decimal = False
        self.work = 0
        self._known: dict[int, Terms] = {}
        self._falls: dict[tuple[str, int | None, int], bool] = {}  # whether e^(-v) was met before e^v
        self._signs: set[int] = set()  # |u| and sign u
        self._rooted: set[int] = set()  # products and powers under a root
        self._sums: dict[frozenset[tuple[Powers, Exact]], int] = {}  # the first node of every sum

    def terms(self, node: int) -> Terms:
        """The terms of a formula, like ones gathered."""
        known = self._known.get(node)
        if known is not None:
            return known
        graph = self.graph
        if graph.size(node) > DEEP:
            for i in graph.cone([node])[:-1]:
                if graph.ops[i] in SUMS:
                    self.terms(i)
        total: Terms = {}
        todo: list[tuple[int, Exact]] = [(node, 1)]
        while todo:
            part, times = todo.pop()
            op, args = graph.ops[part], graph.args[part]
            if part in self.opaque:
                add(total, ((part, 1),), times)
            elif op in SUMS:
                signs = graph.signs(part)
                todo.extend((a, times if s == "+" else -times) for a, s in zip(args[::-1], signs[::-1], strict=True))
            elif op == "negation":
                todo.append((args[0], -times))
            else:
                number, powers = self.factors(part)
                add(total, powers, number * times)
        self._known[node] = total
        return total

    def is_sum(self, node: int) -> bool:
        """Whether a node is a sum that may be looked into."""
        return self.graph.ops[node] in SUMS and node not in self.opaque

    def factors(self, node: int) -> tuple[Exact, Powers]:
        """The number in a product, and its other factors."""
        return self.multiplied([(node, 1)])

    def multiplied(self, nodes: Todo) -> tuple[Exact, Powers]:
        """The product of nodes raised to whole numbers, taken apart."""
        graph = self.graph
        ops, varies = graph.ops, graph.varies
        number: Exact = 1
        powers: Factors = {}
        todo = nodes[::-1]
        while todo:
            node, n = todo.pop()
            if node in self.opaque:
                powers[node] = powers.get(node, 0) + n
                continue
            if not varies[node]:
                value = graph.rational(node)
                raised = exact_power(value, n) if value is not None and (value or n > 0) else None
                if raised is not None and small(raised):
                    number *= raised if raised.denominator != 1 else int(raised)
                    self.decimal = self.decimal or ops[node] == "number" and bool(graph.literal(node).spelling)
                    continue
            if ops[node] in SUMS and n.denominator == 1:
                node, sign = self._first(node)
                number = number if sign > 0 or n % 2 == 0 else -number
            apart = _APART.get(ops[node])
            more = apart(self, node, n, powers) if apart is not None else None
            if more is None:
                powers[node] = powers.get(node, 0) + n
            elif ops[node] == "negation":
                number = -number if n % 2 else number
                todo += more
            else:
                todo += more
        return self.settled(number, powers)

    def _first(self, node: int) -> tuple[int, int]:
        """The first sum that was met with the same terms, and 1; or with opposite ones, and -1."""
        terms = self.terms(node)
        found = self._sums.setdefault(frozenset(terms.items()), node)
        if found == node:
            opposite = self._sums.get(frozenset([(powers, -n) for powers, n in terms.items()]))
            if opposite is not None:
                return opposite, -1
        return found, 1

    def sum_of(self, terms: Terms) -> int | None:
        """The sum of these terms, where one was met."""
        return self._sums.get(frozenset(terms.items()))

    def times(self, one: Powers, other: Powers) -> tuple[Exact, Powers]:
        """The product of two terms without their numbers; a number may come of roots."""
        self.work += 1
        powers = dict(one)
        for node, n in other:
            powers[node] = powers.get(node, 0) + n
        return self.settled(1, powers)

    def settled(self, number: Exact, powers: Factors) -> tuple[Exact, Powers]:
        """Factors without those to the power 0, and with roots resolved whose exponents have become whole."""
        if self._signs:
            number = self._without_signs(number, powers)
        if self._rooted:
            whole = [n for n, e in powers.items() if n in self._rooted and e and e.denominator == 1 and
                     (self.graph.ops[n] != "sqrt" or e % 2 == 0)]
            if whole:
                inside = self.multiplied([(n, int(powers.pop(n))) for n in whole])
                number *= inside[0]
                for node, n in inside[1]:
                    powers[node] = powers.get(node, 0) + n
        return number, tuple(sorted([(node, n) for node, n in powers.items() if n]))

    def _without_signs(self, number: Exact, powers: Factors) -> Exact:
        """|u|² as u², sign(u)·u as |u|, sign(u)/|u| as 1/u: of signs only whether they are odd counts."""
        graph = self.graph
        for node in [n for n, e in powers.items() if n in self._signs and e and e.denominator == 1]:
            inner, n = graph.args[node][0], powers.get(node, 0)
            if not n:
                continue  # the |u| of a sign before
            jumps = graph.rule(node).kind == "jumps"
            bars = graph.add("abs", (inner,)) if jumps else node
            more: Exact = 0
            if n % 2 == 0:
                more = 0 if jumps else n
            elif not jumps:
                continue
            elif powers.get(bars, 0) % 2 == 1:
                more = powers.pop(bars)
            elif (m := powers.get(inner, 0)) and m.denominator == 1:
                more = 1 if m < 0 else -1
                powers[bars] = powers.get(bars, 0) - more
                self._signs.add(bars)
            else:
                powers[node] = 1
                continue
            del powers[node]
            factor, inside = self.multiplied([(inner, int(more))])
            number *= factor
            for a, power in inside:
                powers[a] = powers.get(a, 0) + power
        return number

    def _signed(self, node: int, n: Exact, powers: Factors) -> None:
        self._signs.add(node)

    def _product(self, node: int, n: Exact, powers: Factors) -> Todo:
        return [(a, n) for a in reversed(self.graph.args[node])]

    def _quotient(self, node: int, n: Exact, powers: Factors) -> Todo:
        top, bottom = self.graph.args[node]
        return [(bottom, -n), (top, n)]

    def _inside(self, node: int, n: Exact, powers: Factors) -> Todo:
        return [(self.graph.args[node][0], n)]

    def _power(self, node: int, n: Exact, powers: Factors) -> Todo | None:
        base, exponent = self.graph.args[node]
        known = self.graph.rational(exponent)
        if known is None:
            return self._symbolic(node, n, powers)
        self.decimal = self.decimal or bool(
            self.graph.ops[exponent] == "number" and self.graph.literal(exponent).spelling)
        return [(base, known * n)] if known.denominator == 1 else self._rooted_power(base, known * n, powers)

    def _root(self, node: int, n: Exact, powers: Factors) -> Todo | None:
        base = self.graph.args[node][0]
        if n % 2 == 0:
            return [(base, n // 2)]
        if self.graph.rational(base) is None:
            return self._rooted_power(base, Fraction(n, 2), powers)
        self._rooted.add(node)
        return None

    def _rooted_power(self, base: int, n: Exact, powers: Factors) -> Todo:
        """(u³)^(1/2) is u^(3/2): an odd power has the sign of its base. (u^v)^(1/2) is u^(v/2): u is positive there.
        Other products stay whole under a root."""
        graph = self.graph
        if graph.ops[base] in WITH_EXPONENT and base not in self.opaque:
            return self._symbolic(base, n, powers)
        while graph.ops[base] == "power" and base not in self.opaque:
            inner = graph.rational(graph.args[base][1])
            if inner is None or inner.denominator != 1 or inner % 2 == 0:
                break
            base, n = graph.args[base][0], n * inner
        if n.denominator == 1:
            return [(base, int(n))]
        powers[base] = powers.get(base, 0) + n
        if base not in self.opaque and (graph.ops[base] in _APART or graph.rational(base) is not None):
            self._rooted.add(base)
        return []

    def _symbolic(self, node: int, n: Exact, powers: Factors) -> Todo:
        """e^(k·v) as (e^v)^k, and u^(v+r) as u^v·u^r, with numbers k and r."""
        graph = self.graph
        op, args = graph.ops[node], graph.args[node]
        exponent = args[-1]
        base = args[0] if len(args) == 2 else None
        more: Todo = []
        rest, offset = self._without_number(exponent) if op in ("power", "general_power") else (exponent, 0)
        k, plain = self._without_factor(rest)
        if base is not None and offset:
            whole = offset * n
            more = [(base, int(whole))] if whole.denominator == 1 else self._rooted_power(base, whole, powers)
        falls = self._falls.setdefault((op, base, plain), k < 0)
        if falls:
            k, plain = -k, self.tidy.negation(plain)
        atom = node if plain == exponent else graph.add(op, (plain,) if base is None else (base, plain))
        if falls:
            self.falling.add(atom)
        if not offset:
            self.spelled.setdefault((atom, k), node)
        powers[atom] = powers.get(atom, 0) + k * n
        return more

    def _without_number(self, node: int) -> tuple[int, Exact]:
        """n - 1 as n and -1; (n - 1) - 1 as n and -2."""
        graph = self.graph
        offset: Exact = 0
        while graph.ops[node] in SUMS and node not in self.opaque:
            kept: list[tuple[str, int]] = []
            for a, sign in zip(graph.args[node], graph.signs(node), strict=True):
                value = graph.rational(a)
                if value is None or value.denominator != 1:
                    kept.append((sign, a))
                else:
                    offset += value if sign == "+" else -value
            if len(kept) == len(graph.args[node]):
                break
            node = self.tidy.signed("".join(s for s, _ in kept), [a for _, a in kept])
        return node, offset

    def _without_factor(self, node: int) -> tuple[Exact, int]:
        """-2x as -2 and x."""
        graph = self.graph
        if node in self.opaque:
            return 1, node
        if graph.ops[node] == "negation" and graph.ops[graph.args[node][0]] not in _WITH_NUMBER:
            return -1, graph.args[node][0]
        if graph.ops[node] not in _WITH_NUMBER:
            return 1, node
        number, powers = self.factors(node)
        if number in (0, 1) or not powers:
            return 1, node
        return number, self.tidy.product(*(self.tidy.power(a, graph.number(n)) for a, n in powers))


_WITH_NUMBER = ("negation", "product", "quotient")
_APART: dict[str, Callable[[Reader, int, Exact, Factors], Todo | None]] = {
    "product": Reader._product, "quotient": Reader._quotient, "negation": Reader._inside, "copy": Reader._inside,
    "power": Reader._power, "sqrt": Reader._root, "abs": Reader._signed,
    "sign": Reader._signed, **dict.fromkeys(WITH_EXPONENT, Reader._symbolic)}


def add(total: Terms, powers: Powers, number: Exact) -> None:
    """One more term of a sum."""
    found = total.get(powers, 0) + number
    if found:
        total[powers] = found if found.denominator != 1 else int(found)
    else:
        total.pop(powers, None)
