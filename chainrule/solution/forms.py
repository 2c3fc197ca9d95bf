"""The form of an answer: as the sweep found it, tidied, or the shortest one that the numbers confirm."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..derivation.forms import recognised
from ..derivation.forms.measure import Measure
from ..derivation.forms.search import Search
from ..derivation.paths import READABLE_SIZE, Derivation
from ..derivation.substitute import SUBSTITUTED_SIZE, substituted
from ..graph.graph import Graph
from ..numbers.check import Check
from .question import Form

FEWEST = 5  # operations of an answer that is looked at for what the user gave a name
MOST = 64  # derivatives of one sweep whose answers are made shorter


def formed(graph: Graph, derivations: Sequence[Derivation], form: Form, named: frozenset[int] = frozenset(),
           longest: int = SUBSTITUTED_SIZE) -> tuple[Derivation, ...]:
    """The derivations with their answers in this form; the shortest has not been checked yet. `named` are the nodes
    that the user gave names; what is `longest` still can be shown."""
    if form == "raw":
        return tuple(replace(d, final=d.raw, shown=d.raw) for d in derivations)
    if form == "tidy" or len(derivations) > MOST:
        return tuple(derivations)
    search = Search(graph)
    found = [shortened(search, d, longest) for d in derivations]
    if not named:
        return tuple(found)
    in_names = Search(graph, named)
    return tuple(_with_names(in_names, d, before, named) for d, before in zip(found, derivations, strict=True))


def shortened(search: Search, derived: Derivation, longest: int) -> Derivation:
    """A derivation with its answer in the shortest form that is found, and the steps to it."""
    steps = search.steps(derived.tidied)
    if not steps or search.graph.size(steps[-1].node) > longest:
        return derived
    final = steps[-1].node
    return replace(derived, final=final, shown=final, steps=steps)


def _with_names(search: Search, derived: Derivation, tidy: Derivation, named: frozenset[int]) -> Derivation:
    """A derivation with an answer in the user's names: where these stand for what makes it long, and where it is long
    anyway, in the shortest form with these."""
    graph = search.graph
    length = Measure(graph).operations(derived.final)
    if length >= FEWEST and graph.size(derived.tidied) <= SUBSTITUTED_SIZE:
        told = substituted(graph, tidy.answer, derived.sweep.function, named)
        steps = recognised.in_names(search, told, sorted(named & derived.sweep.function), length // 2)
        if steps:
            return replace(derived, shown=steps[-1].node, named=steps)
    if graph.size(derived.final) <= READABLE_SIZE:
        return derived
    steps = search.steps(tidy.shown)
    return replace(derived, shown=steps[-1].node if steps else tidy.shown)


def confirmed(derivations: Sequence[Derivation], check: Callable[[Sequence[Derivation]], Check]
              ) -> tuple[tuple[Derivation, ...], Check]:
    """The derivations with what checking them found. Where a shorter form does not agree with the numbers, the tidied
    answers are given."""
    found = check(derivations)
    if found.status == "wrong" and any(d.steps or d.named for d in derivations):
        plain = tuple(without_steps(d) for d in derivations)
        again = check(plain)
        if again.status != "wrong":
            return plain, again
    return tuple(derivations), found


def without_steps(derived: Derivation) -> Derivation:
    """A derivation with its tidied answer."""
    return replace(derived, final=derived.tidied, shown=derived.tidied, steps=(), named=()) \
        if derived.steps or derived.named else derived
