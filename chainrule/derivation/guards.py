"""The cases of a function by cases in which a node counts at all, as claims; nothing where it counts everywhere."""
from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress

from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import Hole, NoValue
from ..graph.piecewise import cases_of
from ..graph.relations import HOLDS, NEGATED
from .claims import Claim, solved
from .sweep import Sweep

Guard = tuple[Claim, ...]
NEAR = 1e-9  # constants that are so close are not told apart in doubles
MOST = 3  # comparisons that are said; what counts under more is asked for everywhere


def guards(swept: Sweep) -> dict[int, Guard]:
    """For every node of the function that is looked at in some case what must hold for that; nothing at all where
    there are no cases."""
    graph = swept.graph
    if not any(graph.ops[i] == "cases" for i in swept.function):
        return {}
    found: dict[int, Guard] = {swept.output: ()}
    for node in sorted(swept.function, reverse=True):
        own = found.get(node)
        if own is None:
            continue
        if graph.ops[node] != "cases":
            for a in graph.args[node]:
                _meet(found, a, own)
            continue
        before: Guard = own
        args = graph.args[node]
        for value, comparisons in cases_of(graph.cases(node)):
            for _, left, right in comparisons:
                _meet(found, args[left], before)
                _meet(found, args[right], before)
            known = _known(graph, [(args[left], sign, args[right]) for sign, left, right in comparisons])
            if known is False:
                continue
            claims = [Claim(args[left], sign, args[right]) for sign, left, right in comparisons]
            _meet(found, args[value], _plain(graph, (*before, *claims)))
            if known and comparisons:
                break
            if len(claims) == 1:
                only = claims[0]
                before = _plain(graph, (*before, Claim(only.left, NEGATED[only.relation], only.right)))
    return {node: guard if len(guard) <= MOST else () for node, guard in found.items()}


def _known(graph: Graph, comparisons: Sequence[tuple[int, str, int]]) -> bool | None:
    """Whether comparisons of constants hold; None where they are not constants, or too close to tell."""
    verdicts: list[bool | None] = []
    for left, sign, right in comparisons:
        verdict: bool | None = None
        if not graph.varies[left] and not graph.varies[right]:
            with suppress(NoValue):
                values = evaluate(graph, graph.cone([left, right]), {}, math, holes=True)
                if Hole not in (type(values[left]), type(values[right])):
                    gap = values[left] - values[right]
                    if not gap or abs(gap) > NEAR:
                        verdict = HOLDS[sign](gap, 0)
        verdicts.append(verdict)
    return False if False in verdicts else None if None in verdicts else True


def _meet(found: dict[int, Guard], node: int, guard: Guard) -> None:
    """A node that counts in two cases counts under what both have in common."""
    before = found.get(node)
    found[node] = guard if before is None else tuple(claim for claim in before if claim in guard)


def _plain(graph: Graph, claims: Guard) -> Guard:
    """Each claim solved for what it is about, none that follows from another; those about constants say nothing, and
    those that leave out a point are not worth their words."""
    found = dict.fromkeys(plain for claim in claims for plain in solved(graph, claim)
                          if plain.relation != "!=" and (graph.varies[plain.left] or graph.varies[plain.right]))
    return tuple(c for c in found if not any(other != c and _implies(graph, other, c) for other in found))


def implied(graph: Graph, claim: Claim, guard: Guard) -> bool:
    """Whether one of the claims of a guard makes this one superfluous. The end of a case is not looked at: that a
    derivative exists there is a condition of its own."""
    return claim in guard or any(_implies(graph, given, claim) for given in guard)


def _implies(graph: Graph, given: Claim, claim: Claim) -> bool:
    have, want = graph.rational(given.right), graph.rational(claim.right)
    if given.left != claim.left or have is None or want is None:
        return False
    if given.relation == "==":
        return HOLDS[claim.relation](have, want)
    if given.relation == "!=":
        return claim.relation == "!=" and have == want
    above = given.relation[0] == ">"
    if claim.relation[0] not in (given.relation[0], "!"):
        return False
    return have >= want if above else have <= want


def excluded(graph: Graph, claim: Claim, guard: Guard) -> Claim | None:
    """What is left to say where a claim never holds in its case: that the case does not."""
    if len(guard) != 1:
        return None
    given, = guard
    opposite = Claim(claim.left, NEGATED[claim.relation], claim.right)
    if claim.relation == "!=" or given.relation == "==" or not _implies(graph, given, opposite):
        return None
    return Claim(given.left, NEGATED[given.relation], given.right)


def holds(graph: Graph, claim: Claim, guard: Guard) -> bool | None:
    """Whether the guard holds on all of the set that a claim x != 2 leaves out; None where that is not to be seen."""
    level = graph.rational(claim.right)
    verdicts: list[bool | None] = []
    for given in guard:
        have = graph.rational(given.right)
        verdicts.append(None if given.left != claim.left or have is None or level is None
                        else HOLDS[given.relation](level, have))
    return False if False in verdicts else None if None in verdicts else True
