"""Names of the program put into an answer for what they stand for: e^z/(e^z + e^w) is p where p was defined so."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from ...graph.exact import Exact
from .gathering import multiplied_out, quotient, shifted
from .search import Search
from .steps import Step
from .terms import Factors, Powers, Reader, Terms, add

MOST = 8  # names that are tried


def in_names(search: Search, node: int, named: Iterable[int], most: int) -> tuple[Step, ...]:
    """The steps from a formula to its shortest form in which a product or quotient is called by its name; none where
    that has more than so many operations."""
    reader = search.reader
    search.start(node)
    terms = multiplied_out(reader, reader.terms(node)) or reader.terms(node)
    definitions = dict(_definitions(reader, list(named)[:MOST]))
    found: tuple[Step, ...] = ()
    for more in _rewritten(reader, terms, definitions):
        rewritten = dict(sorted(more.items()))
        draft = search.best(rewritten)
        if draft.length <= most:
            most = draft.length - 1
            plain = search.writer.node(search.writer.plain(rewritten))
            found = (Step("recognised", plain), *search.way(draft, plain))
    return found


def _definitions(reader: Reader, named: Iterable[int]) -> Iterator[tuple[int, tuple[Exact, Powers]]]:
    """What those of the names stand for that are a product or a quotient."""
    graph = reader.graph
    for node in named:
        twin = graph.add_new(graph.ops[node], graph.args[node], graph.payloads[node])
        number, powers = reader.factors(twin)
        if len(powers) > 1 or powers and powers[0][0] != twin and powers[0][1] != 1:
            yield node, (number, powers)


def _rewritten(reader: Reader, terms: Terms, definitions: dict[int, tuple[Exact, Powers]]) -> Iterator[Terms]:
    """The terms with names put in, and with a sum, or a term of a sum, that can be told by a name."""
    put = _put_in(reader, terms, definitions)
    if put != terms:
        yield put
    for node, (number, powers) in definitions.items():
        sums = [(a, n) for a, n in powers if reader.is_sum(a)]
        if len(sums) != 1 or sums[0][1] not in (1, -1):
            continue
        (whole, n), = sums
        rest = tuple((a, -m * n) for a, m in powers if a != whole)
        size = quotient(1, number) if n == 1 else number
        told = {tuple(sorted((*rest, (node, n)))): size}  # the sum by the name
        without = _replaced(reader, put, whole, told)
        for powers_in, times in reader.terms(whole).items():
            if len(powers_in) == 1 and powers_in[0][1] == 1 and reader.graph.varies[powers_in[0][0]]:
                others = {p: quotient(-m, times) for p, m in reader.terms(whole).items() if p != powers_in}
                (product, factor), = told.items()
                add(others, product, quotient(factor, times))
                made = shifted(reader, without, powers_in[0][0], others)
                if made is not None and made != terms:
                    yield _put_in(reader, made, definitions)


def _replaced(reader: Reader, terms: Terms, whole: int, told: Terms) -> Terms:
    """The terms with a factor written as a product."""
    (powers, size), = told.items()
    found: Terms = {}
    for own, number in terms.items():
        n = dict(own).get(whole, 0)
        if not n or n.denominator != 1:
            add(found, own, number)
            continue
        made: Factors = {a: m for a, m in own if a != whole}
        for a, m in powers:
            made[a] = made.get(a, 0) + m * n
        more, settled = reader.settled(1, made)
        factor = size ** abs(int(n))
        add(found, settled, number * more * factor if n > 0 else quotient(number * more, factor))
    return found


def _put_in(reader: Reader, terms: Terms, definitions: dict[int, tuple[Exact, Powers]]) -> Terms:
    """The terms with every whole power of what a name stands for under that name."""
    for node, (size, powers) in definitions.items():
        found: Terms = {}
        for own, number in terms.items():
            have = dict(own)
            ratios = [Fraction(have.get(a, 0)) / n for a, n in powers]
            times = int(min(ratios, key=abs)) if len({r > 0 for r in ratios}) == 1 else 0
            if times:
                for a, n in powers:
                    have[a] = have.get(a, 0) - n * times
                have[node] = have.get(node, 0) + times
                factor = size ** abs(times)
                number = quotient(number, factor) if times > 0 else number * factor
            more, settled = reader.settled(1, have)
            add(found, settled, number * more)
        terms = found
    return terms
