"""Sums divided by sums without a remainder: (x² - 2x + 1)/(x - 1) is x - 1."""
from __future__ import annotations

from collections.abc import Callable

from ...graph.exact import Exact
from ...records import record
from .gathering import divided, multiplied_out, quotient
from .terms import Factors, Powers, Reader, Terms, add

MOST_TERMS = 40  # of a sum that is divided, and of what it gives
Writes = Callable[[Terms], int]
Monomial = tuple[Exact, ...]  # the exponents of the letters, in their order


@record
class Cancelled:
    """A numerator multiplied out, what was left of it, and the factors outside it then."""

    before: Terms
    after: Terms
    outer: Powers


def cancelled(reader: Reader, terms: Terms, outer: Powers) -> Cancelled | None:
    """A sum with factors outside it, without the sums below the fraction bar there that divide it; None where there are
    none."""
    sums = [(node, int(-n)) for node, n in outer if n < 0 and n.denominator == 1 and reader.is_sum(node)]
    if not sums or not 1 < len(terms) <= MOST_TERMS:
        return None
    before = after = multiplied_out(reader, terms) or terms
    left: Factors = dict(outer)
    for node, times in sums:
        by = reader.terms(node)
        for _ in range(times):
            found = without_remainder(after, by)
            if found is None:
                break
            after, left[node] = found, left[node] + 1
    return Cancelled(before, after, tuple(sorted((node, n) for node, n in left.items() if n))) \
        if after is not before else None


def within(reader: Reader, node: Writes, terms: Terms) -> Terms | None:
    """The terms with the sums cancelled that are divided by others in them; None where there are none. `node` writes a
    sum."""
    found: Terms = {}
    changed = False
    for powers, number in terms.items():
        sums = [(a, int(n)) for a, n in powers if n.denominator == 1 and reader.is_sum(a)]
        if len(sums) < 2:
            add(found, powers, number)
            continue
        made = dict(powers)
        for above, n in sums:
            for below, m in sums:
                if n < 0 or m > 0 or above not in made or below not in made:
                    continue
                less = without_remainder(reader.terms(above), reader.terms(below))
                if less is None:
                    continue
                changed = True
                times = min(n, -m)
                for a, k in ((above, -times), (below, times), (node(less), times)):
                    made[a] = made.get(a, 0) + k
        more, settled = reader.multiplied([(a, int(n)) for a, n in made.items() if n]) \
            if all(n.denominator == 1 for n in made.values()) else reader.settled(1, made)
        add(found, settled, number * more)
    return found if changed else None


def flattened(reader: Reader, node: Writes, terms: Terms) -> Terms | None:
    """The terms with the sums of fractions in them over a common denominator, where they stand below a fraction bar or
    become one product: 1/(1 - 1/s) as s/(s - 1); None where there are none."""
    found: Terms = {}
    changed = False
    for powers, number in terms.items():
        if not any(reader.is_sum(a) for a, _ in powers):
            add(found, powers, number)
            continue
        made = dict(powers)
        for a, n in powers:
            if n.denominator != 1 or not reader.is_sum(a):
                continue
            inside = reader.terms(a)
            below: Factors = {}
            for one in inside:
                for b, m in one:
                    if m < below.get(b, 0) and (b, m) not in reader.spelled:
                        below[b] = m
            if not below:
                continue
            common = tuple(sorted(below.items()))
            rest = divided(reader, inside, common)
            rest = multiplied_out(reader, rest) or rest
            if number < 0 and n % 2 and {m > 0 for m in rest.values()} == {True, False}:
                number, rest = -number, {p: -m for p, m in rest.items()}
            if len(rest) == 1:
                (above, factor), = rest.items()
            elif n < 0 or any(m < 0 and reader.is_sum(b) for b, m in powers):
                above, factor = ((node(rest), 1),), 1
            else:
                continue
            changed = True
            del made[a]
            size = factor ** abs(int(n))
            number = number * size if n > 0 else quotient(number, size)
            for b, m in (*common, *above):
                made[b] = made.get(b, 0) + m * n
        more, settled = reader.settled(number, made)
        add(found, settled, more)
    return found if changed else None


def without_remainder(terms: Terms, by: Terms) -> Terms | None:
    """One sum divided by another; None where that leaves something."""
    if not 1 < len(by) <= len(terms) * len(by) <= MOST_TERMS * MOST_TERMS or len(terms) > MOST_TERMS:
        return None
    letters = sorted({node for sums in (terms, by) for powers in sums for node, _ in powers})
    whole, lowest = _monomials(terms, letters)
    divisor, least = _monomials(by, letters)
    first, last = max(divisor), min(divisor)
    if not (_divides(first, max(whole)) and _divides(last, min(whole))):
        return None
    found: dict[Monomial, Exact] = {}
    while whole:
        highest = max(whole)
        if not _divides(first, highest) or len(found) == MOST_TERMS:
            return None
        step = tuple(a - b for a, b in zip(highest, first, strict=True))
        number = found[step] = quotient(whole[highest], divisor[first])
        for powers, n in divisor.items():
            place = tuple(a + b for a, b in zip(powers, step, strict=True))
            rest = whole.get(place, 0) - n * number
            if rest:
                whole[place] = rest
            else:
                whole.pop(place, None)
    moved = [a - b for a, b in zip(lowest, least, strict=True)]
    return {_powers(letters, powers, moved): n for powers, n in found.items()}


def _monomials(terms: Terms, letters: list[int]) -> tuple[dict[Monomial, Exact], list[Exact]]:
    """A sum by the exponents of the letters, the lowest of each being 0; and how low they were."""
    place = {node: k for k, node in enumerate(letters)}
    found = []
    for powers, number in terms.items():
        exponents: list[Exact] = [0] * len(letters)
        for node, n in powers:
            exponents[place[node]] = n
        found.append((exponents, number))
    lowest = [min(column) for column in zip(*(exponents for exponents, _ in found), strict=True)]
    return {tuple(n - low for n, low in zip(exponents, lowest, strict=True)): number
            for exponents, number in found}, lowest


def _divides(one: Monomial, other: Monomial) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))


def _powers(letters: list[int], exponents: Monomial, moved: list[Exact]) -> Powers:
    return tuple((node, n + more) for node, n, more in zip(letters, exponents, moved, strict=True) if n + more)
