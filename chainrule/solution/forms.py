"""The form of an answer: as the sweep found it, tidied, or the shortest one that the numbers confirm."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..derivation.forms.search import Search
from ..derivation.paths import READABLE_SIZE, Derivation
from ..derivation.substitute import SUBSTITUTED_SIZE
from ..graph.graph import Graph
from ..numbers.check import Check
from .question import Form

MOST = 64  # derivatives of one sweep whose answers are made shorter


def formed(graph: Graph, derivations: Sequence[Derivation], form: Form, longest: int = SUBSTITUTED_SIZE
           ) -> tuple[Derivation, ...]:
    """The derivations with their answers in this form; the shortest has not been checked yet. What is `longest` still
    can be shown."""
    if form == "raw":
        return tuple(replace(d, final=d.raw, shown=d.raw) for d in derivations)
    if form == "tidy" or len(derivations) > MOST:
        return tuple(derivations)
    search = Search(graph)
    return tuple(shortened(search, d, longest) for d in derivations)


def shortened(search: Search, derived: Derivation, longest: int) -> Derivation:
    """A derivation with its answer in the shortest form that is found, and the steps to it."""
    steps = search.steps(derived.tidied)
    if not steps or search.graph.size(steps[-1].node) > longest:
        return derived
    final = steps[-1].node
    alike = derived.shown == derived.tidied or search.graph.size(final) <= READABLE_SIZE
    return replace(derived, final=final, shown=final if alike else derived.shown, steps=steps)


def confirmed(derivations: Sequence[Derivation], check: Callable[[Sequence[Derivation]], Check]
              ) -> tuple[tuple[Derivation, ...], Check]:
    """The derivations with what checking them found. Where a shorter form does not agree with the numbers, the tidied
    answers are given."""
    found = check(derivations)
    if found.status == "wrong" and any(d.steps for d in derivations):
        plain = tuple(without_steps(d) for d in derivations)
        again = check(plain)
        if again.status != "wrong":
            return plain, again
    return tuple(derivations), found


def without_steps(derived: Derivation) -> Derivation:
    """A derivation with its tidied answer."""
    if not derived.steps:
        return derived
    shown = derived.tidied if derived.shown == derived.final else derived.shown
    return replace(derived, final=derived.tidied, shown=shown, steps=())
