"""Terms multiplied out: products of sums as sums of terms, like ones gathered."""
from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ...graph.exact import Exact
from ..tidy_sums import SUMS
from .terms import Powers, Reader, Terms, add

LARGEST_POWER = 3  # of a sum that is multiplied out
MOST_TERMS = 600
HIGHEST = 24  # power of a letter for which a sum is put in


def multiplied_out(reader: Reader, terms: Terms) -> Terms | None:
    """The terms with their sums multiplied out, and those inside them; None where there are none, or where it would
    become too long."""
    found = _once(reader, terms)
    while found is not None:
        more = _once(reader, found)
        if more is None:
            return found
        found = more
    return None


def _once(reader: Reader, terms: Terms) -> Terms | None:
    """The terms with their sums multiplied out, as they stand."""
    found: Terms = {}
    changed = False
    for powers, number in terms.items():
        sums = [(node, int(n)) for node, n in powers
                if reader.is_sum(node) and n.denominator == 1 and 0 < n <= LARGEST_POWER]
        if not sums:
            add(found, powers, number)
            continue
        changed = True
        opened = {node for node, _ in sums}
        product: Terms = {tuple(p for p in powers if p[0] not in opened): number}
        for node, n in sums:
            inside = reader.terms(node)
            for _ in range(n):
                if len(product) * len(inside) > MOST_TERMS:
                    return None
                product = times(reader, product, inside)
        for more, factor in product.items():
            add(found, more, factor)
        if len(found) > MOST_TERMS:
            return None
    return found if changed else None


def shifts(reader: Reader, nodes: Iterable[int]) -> dict[int, Terms]:
    """The sums of a number and something else among these nodes, by what else they are of: for ln x, that it is
    the sum 1 + ln x minus 1."""
    graph = reader.graph
    found: dict[int, Terms] = {}
    for node in nodes:
        if graph.ops[node] not in SUMS or len(graph.args[node]) != 2:
            continue
        inside = reader.terms(node)
        if len(inside) != 2 or () not in inside:
            continue
        (powers, number), = [(p, n) for p, n in inside.items() if p]
        if len(powers) == 1 and powers[0][1] == 1 and graph.args[powers[0][0]]:
            found[powers[0][0]] = {((node, 1),): quotient(1, number), (): quotient(-inside[()], number)}
    return found


def shifted(reader: Reader, terms: Terms, part: int, whole: Terms) -> Terms | None:
    """The terms with one factor written as a sum; None where it stands under a fraction bar or in a high power."""
    found: Terms = {}
    for powers, number in terms.items():
        n = dict(powers).get(part, 0)
        if n.denominator != 1 or not 0 <= n <= HIGHEST:
            return None
        product: Terms = {tuple(p for p in powers if p[0] != part): number}
        for _ in range(int(n)):
            product = times(reader, product, whole)
        for more, factor in product.items():
            add(found, more, factor)
    return found


def times(reader: Reader, one: Terms, other: Terms) -> Terms:
    """Every term of one sum by every term of the other."""
    found: Terms = {}
    for a, m in one.items():
        for b, n in other.items():
            number, powers = reader.times(a, b)
            add(found, powers, number * m * n)
    return found


def divided(reader: Reader, terms: Terms, by: Powers, number: Exact = 1) -> Terms:
    """Every term divided by these factors."""
    inverse = tuple((node, -n) for node, n in by)
    found: Terms = {}
    for powers, n in terms.items():
        more, rest = reader.times(powers, inverse)
        add(found, rest, quotient(n * more, number))
    return found


def quotient(number: Exact, by: Exact) -> Exact:
    """One number over another."""
    if by == 1:
        return number
    result = Fraction(number) / by
    return result if result.denominator != 1 else int(result)
