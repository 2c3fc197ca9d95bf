"""The shortest draft of an answer, and the steps that lead to it."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from ...graph.exact import Exact
from ...graph.graph import LARGEST_SIZE, Graph
from . import factoring, identities
from .cancelling import Writes, cancelled, flattened, within
from .gathering import divided, multiplied_out, quotient, shifted, shifts
from .measure import Measure
from .steps import Kind, Step
from .terms import Powers, Reader, Terms, add
from .writing import Draft, Writer

DEPTH = 5  # rewritings one in another
EFFORT = 40  # products of terms that are made for each sign of a formula, at most
LONGEST = 400  # signs of a formula beyond which no more are made
LONG = 40  # signs of a formula that is written in powers of a sum in it, too
FEW = 2  # factors by which the terms are put in groups
NEST = 3  # signs that one more sum in another is worth, between forms of as many operations
Rewriting = Callable[[Reader, Writes, Terms], Terms | None]


class Search:
    """Looks for the shortest form of formulas of one graph; `named` nodes count as single letters."""

    def __init__(self, graph: Graph, named: frozenset[int] = frozenset()) -> None:
        self.graph, self.named = graph, named
        self.reader = Reader(graph, named)
        self.measure = Measure(graph, named)
        self.writer = Writer(self.reader, self.measure)
        self._known: dict[tuple[frozenset[object], int], Draft] = {}
        self._limit = 0
        self._seen: frozenset[int] = frozenset()
        self._relates = True
        self._shifts: dict[int, Terms] = {}

    def best(self, terms: Terms, depth: int = DEPTH) -> Draft:
        """The shortest draft of a sum."""
        key = frozenset(terms.items())
        known = self._known.get((key, depth))
        if known is None:
            drafts = self._forms(terms, depth)
            length = min([draft.length for draft in drafts])
            shortest = [draft for draft in drafts if draft.length == length]
            known = self._known[key, depth] = shortest[0] if len(shortest) == 1 else \
                min(shortest, key=lambda draft: self.writer.signs(draft) + NEST * draft.nested)
        return known

    def _forms(self, terms: Terms, depth: int) -> list[Draft]:
        plain = self.writer.plain(terms)
        drafts = [plain]
        if depth == 0 or self.reader.work > self._limit:
            return drafts
        sums = any(self.reader.is_sum(node) for powers in terms for node, _ in powers)
        if len(terms) > 1:
            drafts += self._products(terms, depth)
        elif sums:
            drafts += self._reduced(terms, plain.length)
            drafts += self._inside(terms, depth)
        more = multiplied_out(self.reader, terms) if sums and (len(terms) > 1 or self._meets(terms)) else None
        if more is not None:
            for rewritten in (more, *self._in_sums(more)):
                drafts.append(self.best(rewritten, depth - 1).by("expanded", partial(self.writer.plain, rewritten)))
        rewritings: tuple[tuple[Kind, Rewriting], ...] = (("cancelled", within), ("flattened", flattened))
        for kind, rewriting in rewritings if sums else ():
            found = rewriting(self.reader, self._sum, terms)
            if found is not None:
                drafts.append(self.best(found, depth - 1).by(kind, partial(self.writer.plain, found)))
        if self._relates:
            drafts += self._related(terms, depth, plain.length)
        return drafts

    def _reduced(self, terms: Terms, length: int) -> list[Draft]:
        """A fraction of sums without the numbers that divide all their terms: (3x + 6)/(3y - 9) as (x + 2)/(y - 3)."""
        for powers, number in terms.items():
            sums = [(node, int(n)) for node, n in powers if self.reader.is_sum(node) and n.denominator == 1]
            if {n > 0 for _, n in sums} != {True, False} or self.reader.decimal:
                continue
            made = dict(powers)
            for node, n in sums:
                inside = self.reader.terms(node)
                common = factoring.content(inside)
                if number < 0 and n % 2 and common > 0 and min(inside.values()) < 0:
                    common = -common
                if common != 1:
                    del made[node]
                    shorter = self.writer.node(self.writer.plain(divided(self.reader, inside, (), common)))
                    made[shorter] = made.get(shorter, 0) + n
                    number = quotient(number * common ** abs(n), 1) if n > 0 else quotient(number, common ** abs(n))
            more, settled = self.reader.settled(number, made)
            draft = self.writer.plain({settled: more})
            if draft.length < length - 1:
                return [draft.by("reduced", partial(_itself, draft))]
        return []

    def _meets(self, terms: Terms) -> bool:
        """Whether a product holds a factor that stands below a fraction bar in one of its sums, or the other way."""
        reader = self.reader
        for powers in terms:
            outside = {node: n for node, n in powers if not reader.is_sum(node)}
            for node, n in powers:
                if n == 1 and reader.is_sum(node) and any(
                        m * outside.get(a, 0) < 0 for inside in reader.terms(node) for a, m in inside):
                    return True
        return False

    def _sum(self, terms: Terms) -> int:
        return self.writer.node(self.writer.plain(terms))

    def _inside(self, terms: Terms, depth: int) -> list[Draft]:
        """One product with its sums as short as they can be."""
        reader = self.reader
        for powers, number in terms.items():
            made: list[tuple[int, Exact]] = []
            shorter = False
            for node, n in powers:
                if n.denominator != 1:
                    return []
                if reader.is_sum(node):
                    inside = reader.terms(node)
                    best = self.best(inside, depth - 1)
                    if best.length < self.writer.plain(inside).length:
                        node, shorter = self.writer.node(best), True
                made.append((node, int(n)))
            if shorter:
                more, settled = reader.multiplied(made)
                draft = self.best({settled: number * more}, depth - 1)
                return [draft.by("inside", partial(_itself, draft))]
        return []

    def _in_sums(self, terms: Terms) -> Iterator[Terms]:
        """The terms written in powers of 1 + ln x in place of ln x, and so on."""
        present = {node for powers in terms for node, _ in powers} if self._shifts else ()
        for part in [part for part in self._shifts if part in present]:
            rewritten = shifted(self.reader, terms, part, self._shifts[part])
            if rewritten is not None:
                yield rewritten

    def _products(self, terms: Terms, depth: int) -> list[Draft]:
        """Common factors taken out, one fraction made, terms put in groups."""
        drafts = []
        common = factoring.shared(terms, self.writer.resolved)
        below = factoring.denominators(terms, self.reader.spelled)
        if below != common and any(n < 0 for _, n in below):
            drafts += self._fractions(terms, below, depth)
        if common:
            drafts.append(self._taken_out("factored", terms, common, 1, depth))
        number = factoring.content(terms)
        if number != 1 and not self.reader.decimal:
            drafts.append(self._taken_out("factored", terms, common, number, depth))
        if not common and len(terms) > 2:
            for together, apart in factoring.groups(terms, self.measure, FEW, self.named):
                draft = self._added([self.best(together, depth - 1), self.best(apart, depth - 1)], depth - 1)
                drafts.append(draft.by("factored", partial(_itself, draft)))
        return drafts

    def _fractions(self, terms: Terms, below: Powers, depth: int) -> list[Draft]:
        """The terms over a common denominator, and without what then divides the numerator."""
        inside = divided(self.reader, terms, below)
        less = cancelled(self.reader, inside, below)
        same = self.reader.sum_of(inside)
        joined = any(node == same and n < 0 for node, n in below)  # the numerator is a factor below the bar
        if less is None:
            return [self._taken_out("joined" if joined else "fraction", terms, below, 1, depth)]
        product, plain = self.writer.product, self.writer.plain
        draft = product(1, less.outer, self.best(less.after, depth - 1)).by(
            "joined" if joined else "cancelled", lambda: product(1, less.outer, plain(less.after)))
        if joined:
            return [draft]
        draft = draft.by("numerator", lambda: product(1, below, plain(less.before)))
        return [draft.by("fraction", lambda: product(1, below, plain(inside)))]

    def _added(self, drafts: Sequence[Draft], depth: int) -> Draft:
        """Drafts added: products with sums, those with the same sum gathered, and the terms of plain sums."""
        parts: list[Draft] = []
        terms: Terms = {}
        for draft in drafts:
            parts += [draft] if draft.inner is not None else draft.parts
            for powers, n in draft.terms.items():
                add(terms, powers, n)
        sums = [(part, part.inner) for part in parts if part.inner is not None]
        if len({inner.length for _, inner in sums}) < len(sums):
            nodes = [self.writer.node(inner) for _, inner in sums]
            if len(set(nodes)) < len(nodes):
                for (part, _), node in zip(sums, nodes, strict=True):
                    more, powers = self.reader.times(part.outer, ((node, 1),))
                    add(terms, powers, part.number * more)
                return self.best(terms, depth)
        return self.writer.sum(parts, terms)

    def _taken_out(self, kind: Kind, terms: Terms, outer: Powers, number: Exact, depth: int) -> Draft:
        inside = divided(self.reader, terms, outer, number)
        return self.writer.product(number, outer, self.best(inside, depth - 1)).by(
            kind, lambda: self.writer.product(number, outer, self.writer.plain(inside)))

    def _related(self, terms: Terms, depth: int, length: int) -> list[Draft]:
        """Identities between functions; `length` is that of the terms as they are."""
        drafts = []
        undone = identities.undone(self.reader, terms)
        if undone is not None:
            drafts.append(self.best(undone, depth - 1).by("undone", partial(self.writer.plain, undone)))
        if depth < DEPTH - 1:
            return drafts
        for rewritten in identities.related(self.reader, terms, self._seen):
            last = self.best(rewritten, depth - 1)
            if last.length < length - 1:  # one sign less is not worth a step
                drafts.append(last.by("identity", partial(self.writer.plain, rewritten)))
        return drafts

    def start(self, node: int) -> None:
        """Begin with a formula: what may be spent on it, and what is seen in it."""
        size = self.graph.size(node)
        self._limit = self.reader.work + EFFORT * min(size, LONGEST)
        self._seen = frozenset(self.graph.cone([node]))
        self._relates = not identities.operations().isdisjoint([self.graph.ops[i] for i in self._seen])
        self._shifts = shifts(self.reader, sorted(self._seen)) if size > LONG else {}

    def steps(self, node: int) -> tuple[Step, ...]:
        """The rewritings that lead from a formula to its shortest form; none where it is the shortest."""
        length = self.measure.operations(node)
        if length == 0 or self.graph.size(node) >= LARGEST_SIZE:
            return ()
        self.start(node)
        terms = self.reader.terms(node)
        draft = self.best(terms)
        if draft.length >= length:
            return ()
        plain = self.writer.plain(terms)
        steps = [Step("gathered", self.writer.node(plain))] if plain.length < length else []
        steps += self.way(draft, steps[-1].node if steps else node)
        steps = [step for step in steps if step.node != node]
        if not steps or self.measure.operations(steps[-1].node) >= length:
            return ()
        return tuple(steps)

    def way(self, draft: Draft, before: int) -> list[Step]:
        """The rewritings that led to a draft, without those that change nothing; `before` is what they began with."""
        steps: list[Step] = []
        while draft.way is not None:
            kind, first, draft = draft.way
            steps.append(Step(kind, self.writer.node(first())))
            if draft.way is None:
                steps.append(Step("numerator" if kind == "fraction" else "inside", self.writer.node(draft)))
        kept: list[Step] = []
        for step in steps:
            if kept and kept[-1].kind == step.kind:
                kept.pop()
            if step.node != (kept[-1].node if kept else before):
                kept.append(step)
        return kept


def _itself(draft: Draft) -> Draft:
    return draft
