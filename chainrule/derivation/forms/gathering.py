"""Terms multiplied out: products of sums as sums of terms, like ones gathered."""
from __future__ import annotations

from fractions import Fraction

from ...graph.exact import Exact
from ..tidy_sums import SUMS
from .terms import Powers, Reader, Terms, add

LARGEST_POWER = 3  # of a sum that is multiplied out
MOST_TERMS = 600


def multiplied_out(reader: Reader, terms: Terms) -> Terms | None:
    """The terms with their sums multiplied out; None where there are none, or where it would become too long."""
    ops = reader.graph.ops
    found: Terms = {}
    changed = False
    for powers, number in terms.items():
        sums = [(node, int(n)) for node, n in powers
                if ops[node] in SUMS and n.denominator == 1 and 0 < n <= LARGEST_POWER]
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
