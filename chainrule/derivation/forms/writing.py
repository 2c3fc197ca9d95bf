"""Terms, and products of terms with sums, as nodes; and how long they will be, told before they are made."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ...graph.exact import Exact, magnitude
from ...graph.graph import Graph
from ..tidy_products import Factors, Products
from ..tidy_sums import Sums
from .factoring import content
from .gathering import quotient
from .measure import Measure
from .steps import Kind
from .terms import WITH_EXPONENT, Powers, Reader, Terms

HALVES = (Fraction(1, 2), Fraction(-1, 2))


@dataclass(slots=True, eq=False)
class Draft:
    """A formula that has not been written yet: a sum of terms and of products with sums (`parts`), or one
    such product: number · outer · inner.

    length   its operations
    nested   how many sums stand in one another
    way      how it came about: the rewriting, what makes the formula that it gave, and what became of that
    """

    length: int
    terms: Terms = field(default_factory=dict)
    number: Exact = 1
    outer: Powers = ()
    inner: Draft | None = None
    parts: tuple[Draft, ...] = ()
    way: tuple[Kind, Callable[[], Draft], Draft] | None = None
    nested: int = 0

    def by(self, kind: Kind, first: Callable[[], Draft]) -> Draft:
        """The same, as what a rewriting led to."""
        return Draft(self.length, self.terms, self.number, self.outer, self.inner, self.parts, (kind, first, self),
                     self.nested)


class Writer:
    """Writes drafts as nodes of a graph."""

    def __init__(self, reader: Reader, measure: Measure) -> None:
        self.reader, self.measure = reader, measure
        self.graph: Graph = reader.graph
        products = Products(self.graph, reader.opaque, lambda graph, opaque, one, other: reader.tidy.sum(one, other))
        self._products = products
        self._sums = Sums(products)
        self._resolved: dict[Powers, Powers] = {}
        self._counted: dict[Powers, tuple[int, int, int]] = {}

    def plain(self, terms: Terms) -> Draft:
        """A sum of terms."""
        return self.sum((), terms)

    def product(self, number: Exact, outer: Powers, inner: Draft) -> Draft:
        """number · outer · inner, with the number in front that all terms inside have in common."""
        if inner.inner is not None:
            more, outer = self.reader.times(outer, inner.outer)
            return self.product(number * inner.number * more, outer, inner.inner)
        if len(inner.terms) == 1 and not inner.parts:
            (powers, own), = inner.terms.items()
            more, outer = self.reader.times(outer, powers)
            return self.plain({outer: number * own * more})
        if not inner.parts and (number != 1 or outer):
            number, outer, inner = self._settled(number, outer, inner)
        if not outer and number == 1:
            return inner
        same = self.reader.sum_of(inner.terms) if outer and not inner.parts else None
        if same is not None and any(node == same for node, _ in outer):
            more, outer = self.reader.times(outer, ((same, 1),))
            return self.plain({outer: number * more})
        if number < 0 and {n > 0 for n in inner.terms.values()} == {True, False} and not inner.parts:
            number, inner = -number, self.plain({powers: -n for powers, n in inner.terms.items()})
        length = self._length(magnitude(number), outer, inner.length) + int(number < 0)
        return Draft(length, number=number, outer=outer, inner=inner, nested=inner.nested + 1)

    def _settled(self, number: Exact, outer: Powers, inner: Draft) -> tuple[Exact, Powers, Draft]:
        """The product without a common number inside."""
        terms = inner.terms
        common = 1 if self.reader.decimal else content(terms)
        if common != 1:
            terms = {powers: quotient(n, common) for powers, n in terms.items()}
            number, inner = number * common, self.plain(terms)
        return number, outer, inner

    def sum(self, parts: Sequence[Draft], terms: Terms) -> Draft:
        """Products with sums, and terms, added."""
        if not parts and not terms:
            return Draft(0)
        total = sum([self._length(magnitude(n), powers) for powers, n in terms.items()])
        total += sum([part.length - int(part.number < 0) for part in parts])
        positive = any(n > 0 for n in terms.values()) or any(part.number > 0 for part in parts)
        return Draft(total + len(terms) + len(parts) - int(positive), terms, parts=tuple(parts),
                     nested=max([part.nested for part in parts], default=0))

    def signs(self, draft: Draft) -> int:
        """How many signs it is written with, about."""
        size = self.graph.size
        powers = [power for factors in (draft.outer, *draft.terms) for power in factors]
        total = sum([size(node) + 2 * (n not in (1, -1)) for node, n in powers])
        total += sum([len(str(magnitude(n))) for n in (draft.number, *draft.terms.values()) if n not in (1, -1)])
        inner = () if draft.inner is None else (draft.inner,)
        return total + sum([self.signs(part) for part in (*inner, *draft.parts)])

    def _length(self, number: Exact, powers: Powers, inner: int | None = None) -> int:
        """The operations of a product of a positive number, powers, and a sum of so many."""
        length, above, below = self._counted.get(powers) or self._count(powers)
        if number.denominator != 1 and self.reader.decimal:
            above += 1 + int(inner is not None)
        else:
            above += int(number.numerator != 1) + int(inner is not None)
            below += int(number.denominator != 1)
        return length + (inner or 0) + max(above - 1, 0) + max(below - 1, 0) + int(below > 0)

    def _count(self, powers: Powers) -> tuple[int, int, int]:
        """The operations in a product of powers, and how many stand above and below the fraction bar."""
        length = above = below = 0
        for node, n in self.resolved(powers):
            length += self.measure.operations(node) + (n not in (1, -1)) + (n.denominator > 2)
            length += int(n.denominator == 2 and n not in HALVES)
            above, below = (above + 1, below) if n > 0 else (above, below + 1)
        found = self._counted[powers] = length, above, below
        return found

    def resolved(self, powers: Powers) -> Powers:
        """Powers as they are written: e^(kv) again in place of (e^v)^k, u^(v+r) in place of u^v·u^r."""
        if not any(self._has_exponent(node) for node, _ in powers):
            return powers
        found = self._resolved.get(powers)
        if found is None:
            found = self._resolved[powers] = self._resolve(powers)
        return found

    def _has_exponent(self, node: int) -> bool:
        """Whether a node is an exponential, or a power whose exponent is a formula."""
        op = self.graph.ops[node]
        if node in self.reader.opaque:
            return False
        return op in WITH_EXPONENT or op == "power" and self.graph.rational(self.graph.args[node][1]) is None

    def _resolve(self, powers: Powers) -> Powers:
        graph, tidy, spelled = self.graph, self.reader.tidy, self.reader.spelled
        found = dict(powers)
        for node, n in powers:
            if not self._has_exponent(node):
                continue
            *base, exponent = graph.args[node]
            more = found.get(base[0], 0) if base and graph.ops[node] in ("power", "general_power") else 0
            if (node, n) in spelled and not more:
                made, sign = spelled[node, n], 1
            else:
                sign = -1 if n < 0 and not more and node not in self.reader.falling else 1
                whole = tidy.product(self._products.number(n * sign, False), exponent)
                if more and more.denominator == 1:
                    whole = tidy.sum(whole, graph.number(found.pop(base[0])))
                made = tidy.power(base[0], whole) if base else graph.add("exp", (whole,))
            del found[node]
            found[made] = found.get(made, 0) + sign
        return tuple(found.items())

    def node(self, draft: Draft) -> int:
        """The draft as a node."""
        if draft.inner is not None:
            return self._written(draft.number, draft.outer, self.node(draft.inner))
        parts = [(_sign(part.number), self._written(magnitude(part.number), part.outer, self.node(part.inner)))
                 for part in draft.parts if part.inner is not None]
        for powers, n in self._in_order(draft.terms).items():
            parts.append((_sign(n), self._written(magnitude(n), powers)))
        return self._sums.summed(parts)

    def _in_order(self, terms: Terms) -> Terms:
        """The terms as they came; a polynomial of one letter by falling powers, the number of another one last."""
        ops = self.graph.ops
        letters = {node for powers in terms for node, _ in powers}
        if len(terms) > 2 and len(letters) == 1 and all(ops[node] == "input" for node in letters):
            falling = sorted(terms, key=_degree, reverse=True)
            if terms[falling[0]] > 0 and _degree(falling[-1]) >= 0:
                return {powers: terms[powers] for powers in falling}
        if () in terms and all(ops[node] == "input" and n > 0 for powers in terms for node, n in powers):
            return {**{powers: n for powers, n in terms.items() if powers}, (): terms[()]}
        return terms

    def _written(self, number: Exact, powers: Powers, inner: int | None = None) -> int:
        factors = Factors(number, self.reader.decimal, dict(self.resolved(powers)))
        if inner is not None:
            factors.powers[inner] = factors.powers.get(inner, 0) + 1
        return self._products.assembled(factors)


def _degree(powers: Powers) -> Exact:
    return powers[0][1] if powers else 0


def _sign(number: Exact) -> str:
    return "-" if number < 0 else "+"
