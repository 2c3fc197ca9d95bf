"""The shortest draft of an answer, and the steps that lead to it."""
from __future__ import annotations

from dataclasses import replace

from ...graph.exact import Exact
from ...graph.graph import Graph
from . import factoring, identities
from .gathering import divided, multiplied_out
from .measure import Measure
from .steps import Kind, Step
from .terms import Powers, Reader, Terms, add
from .writing import Draft, Writer

DEPTH = 5  # rewritings one in another
EFFORT = 2_000  # products of terms that are made for one formula, at most
LARGEST = 400  # signs of a formula that is looked at
FEW = 2  # factors by which the terms are put in groups


class Search:
    """Looks for the shortest form of formulas of one graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.reader = Reader(graph)
        self.measure = Measure(graph)
        self.writer = Writer(self.reader, self.measure)
        self._known: dict[tuple[frozenset[object], int], Draft] = {}
        self._limit = 0
        self._seen: frozenset[int] = frozenset()

    def best(self, terms: Terms, depth: int = DEPTH) -> Draft:
        """The shortest draft of a sum."""
        key = frozenset(terms.items())
        known = self._known.get((key, depth))
        if known is None:
            known = self._known[key, depth] = min(self._forms(terms, depth), key=lambda draft: draft.length)
        return known

    def _forms(self, terms: Terms, depth: int) -> list[Draft]:
        plain = self.writer.plain(terms)
        drafts = [plain]
        if depth == 0 or self.reader.work > self._limit:
            return drafts
        if len(terms) > 1:
            drafts += self._products(terms, depth)
        more = multiplied_out(self.reader, terms) if len(terms) > 1 else None
        if more is not None:
            drafts.append(self._by("expanded", self.writer.plain(more), self.best(more, depth - 1)))
        drafts += self._related(terms, depth, plain.length)
        return drafts

    def _products(self, terms: Terms, depth: int) -> list[Draft]:
        """Common factors taken out, one fraction made, terms put in groups."""
        drafts = []
        common = factoring.shared(terms, self.writer.resolved)
        below = factoring.denominators(terms, self.reader.spelled)
        if below != common and any(n < 0 for _, n in below):
            drafts.append(self._taken_out("fraction", terms, below, 1, depth))
        if common:
            drafts.append(self._taken_out("factored", terms, common, 1, depth))
        number = factoring.content(terms)
        if number != 1 and not self.reader.decimal:
            drafts.append(self._taken_out("factored", terms, common, number, depth))
        if not common and len(terms) > 2:
            for together, apart in factoring.groups(terms, self.measure, FEW):
                draft = self._added(self.best(together, depth - 1), self.best(apart, depth - 1))
                drafts.append(self._by("factored", draft, draft))
        return drafts

    def _added(self, *drafts: Draft) -> Draft:
        """Drafts added: products with sums, and the terms of plain sums."""
        parts: list[Draft] = []
        terms: Terms = {}
        for draft in drafts:
            parts += [draft] if draft.inner is not None else draft.parts
            for powers, n in draft.terms.items():
                add(terms, powers, n)
        return self.writer.sum(parts, terms)

    def _taken_out(self, kind: Kind, terms: Terms, outer: Powers, number: Exact, depth: int) -> Draft:
        inside = divided(self.reader, terms, outer, number)
        first = self.writer.product(number, outer, self.writer.plain(inside))
        return self._by(kind, first, self.writer.product(number, outer, self.best(inside, depth - 1)))

    def _related(self, terms: Terms, depth: int, length: int) -> list[Draft]:
        """Identities between functions; `length` is that of the terms as they are."""
        drafts = []
        undone = identities.undone(self.reader, terms)
        if undone is not None:
            drafts.append(self._by("undone", self.writer.plain(undone), self.best(undone, depth - 1)))
        if depth < DEPTH - 1:
            return drafts
        for rewritten in (identities.quotients(self.reader, terms), identities.sums(self.reader, terms, self._seen),
                          *identities.squares(self.reader, terms, self._seen)):
            if rewritten is not None:
                last = self.best(rewritten, depth - 1)
                if last.length < length - 1:  # one sign less is not worth a step
                    drafts.append(self._by("identity", self.writer.plain(rewritten), last))
        return drafts

    def _by(self, kind: Kind, first: Draft, last: Draft) -> Draft:
        """What a rewriting gave at last, with the way that led to it."""
        return replace(last, way=(kind, first, last))

    def steps(self, node: int) -> tuple[Step, ...]:
        """The rewritings that lead from a formula to its shortest form; none where it is the shortest."""
        length = self.measure.operations(node)
        if length == 0 or self.graph.size(node) > LARGEST:
            return ()
        self._limit = self.reader.work + EFFORT
        self._seen = frozenset(self.graph.cone([node]))
        terms = self.reader.terms(node)
        draft = self.best(terms)
        if draft.length >= length:
            return ()
        plain = self.writer.plain(terms)
        steps: list[Step] = []
        if plain.length < length:
            steps.append(Step("gathered", self.writer.node(plain)))
        while draft.way is not None:
            kind, first, draft = draft.way
            steps.append(Step(kind, self.writer.node(first)))
            if draft.way is None and draft is not first:
                steps.append(Step("numerator" if kind == "fraction" else "inside", self.writer.node(draft)))
        kept: list[Step] = []
        for step in steps:
            if kept and kept[-1].kind == step.kind:
                kept.pop()
            if step.node != (kept[-1].node if kept else node):
                kept.append(step)
        if not kept or self.measure.operations(kept[-1].node) >= length:
            return ()
        return tuple(kept)
