"""What terms have in common: factors of all of them, a denominator for all, factors of many."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from fractions import Fraction
from math import gcd

from ...graph.exact import Exact
from .measure import Measure
from .terms import Powers, Terms

MANY = 10  # terms of a sum in which powers of letters are common factors too


def shared(terms: Terms, resolved: Callable[[Powers], Powers]) -> Powers:
    """The factors of every term: powers of one sign, the smallest of each. Those under fraction bars only where that
    leaves no other fraction bar: no fraction stands in a fraction. `resolved` are powers as they are written."""
    first, *others = terms
    common = dict(first)
    for powers in others:
        own = dict(powers)
        for node in list(common):
            n, m = common[node], own.get(node, 0)
            if n > 0 < m:
                common[node] = min(n, m)
            elif n < 0 > m:
                common[node] = max(n, m)
            else:
                del common[node]
        if not common:
            return ()
    below = any(n < 0 and common.get(node) != n for powers in terms for node, n in resolved(powers))
    return tuple(sorted((node, n) for node, n in common.items() if n > 0 or not below))


def denominators(terms: Terms, spelled: Container[tuple[int, Exact]]) -> Powers:
    """The factors under the fraction bars, each in its largest power, as a common denominator; and what else all the
    terms share. What is `spelled` is written above the bar, as e^(-x)."""
    lowest: dict[int, Exact] = {}
    for powers in terms:
        for node, n in powers:
            lowest[node] = min(lowest.get(node, n), n)
    count: dict[int, int] = defaultdict(int)
    for powers in terms:
        for node, _ in powers:
            count[node] += 1
    return tuple(sorted((node, n) for node, n in lowest.items() if n < 0 and (node, n) not in spelled or
                        count[node] == len(terms)))


def content(terms: Terms) -> Exact:
    """The number that divides every term; negative where all of them are."""
    top, bottom = 0, 1
    for n in terms.values():
        top = gcd(top, n.numerator)
        bottom = bottom * n.denominator // gcd(bottom, n.denominator)
    size: Exact = top if bottom == 1 else Fraction(top, bottom)
    return -size if all(n < 0 for n in terms.values()) else size


def groups(terms: Terms, measure: Measure, most: int, named: Container[int]) -> Iterator[tuple[Terms, Terms]]:
    """The terms with a common factor, and the others: the factors first that would be written least often then. A
    letter is one where there are many terms, or where it was `named` for something longer."""
    saved: dict[tuple[int, bool], int] = defaultdict(int)
    count: dict[tuple[int, bool], int] = defaultdict(int)
    for powers in terms:
        for node, n in powers:
            saved[node, n > 0] += measure.operations(node) + 1 + int(n not in (1, -1))
            count[node, n > 0] += 1
    letters = len(terms) > MANY
    useful = [k for k in saved if 1 < count[k] < len(terms) and (letters or k[0] in named or measure.operations(k[0]))]
    ranked = sorted(useful, key=lambda k: (-saved[k], k))
    for node, positive in ranked[:most]:
        together: Terms = {}
        apart: Terms = {}
        for powers, number in terms.items():
            inside = any(a == node and (n > 0) == positive for a, n in powers)
            (together if inside else apart)[powers] = number
        yield together, apart
