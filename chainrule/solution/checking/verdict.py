"""The verdict on a claim: right, right where …, wrong, or not to be told; and on which part it is right."""
from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Literal

from ...derivation.claims import Claim, solved
from ...graph.evaluate import evaluate, is_number
from ...graph.graph import Graph
from ...graph.holes import NoValue
from ...language import Text
from ...numbers.agreement import Compared, compare, places
from ...numbers.check import NO_REAL_POINT
from ...records import record

FEW = 4  # variables whose sums and differences may tell parts of the domain apart

Outcome = Literal["right", "right_where", "wrong", "cannot_tell"]
Layer = Literal["tree", "numbers"]
Condition = tuple[Claim, ...]  # all of which hold together


@record
class Verdict:
    """What was found about a claim.

    layer      how it is known to be right: the same tree, or the same numbers
    condition  where it is right, if that is only on a part; empty where no simple condition tells
    opposite   whether on the rest the truth is what was claimed with the other sign
    compared   the points looked at
    why        why it cannot be told
    """

    outcome: Outcome
    layer: Layer = "numbers"
    condition: Condition = ()
    opposite: bool = False
    compared: tuple[Compared, ...] = ()
    why: Text | None = None

    @property
    def ends(self) -> bool:
        """Whether the claim has no value wherever it does not agree."""
        return all(c.outcome != "different" for c in self.compared)

    @property
    def counterexample(self) -> Compared | None:
        """The first point at which claim and truth differ; one where the claim has a value, if there is one."""
        apart = [c for c in self.compared if c.outcome != "equal"]
        return next((c for c in apart if c.outcome == "different"), apart[0] if apart else None)


def judge(graph: Graph, truth: int, claim: int, function: Iterable[int] = ()) -> Verdict:
    """Compare a claim with the truth, both nodes of one graph; `function` are nodes that must have values too, and
    whose signs tell parts of the domain apart: the function that was differentiated."""
    if truth == claim:
        return Verdict("right", "tree")
    watched = graph.cone((truth, claim))
    function = graph.cone(tuple(function) or (truth,))
    found = tuple(compare(graph, truth, claim, places(graph, function, (truth,), watched)))
    if not found:
        return Verdict("cannot_tell", why=NO_REAL_POINT)
    equal = [c.outcome == "equal" for c in found]
    if all(equal):
        return Verdict("right", compared=found)
    if not any(equal):
        return Verdict("wrong", compared=found)
    opposite = all(c.outcome == "equal" or c.outcome == "different" and _opposite(c) for c in found)
    return Verdict("right_where", condition=_condition(graph, (*function, *watched), found), opposite=opposite,
                   compared=found)


def _opposite(one: Compared) -> bool:
    return bool(abs(one.truth + one.claim) <= 1e-12 * abs(one.truth))


def _condition(graph: Graph, nodes: Sequence[int], found: Sequence[Compared]) -> Condition:
    """The sign that agreement follows, of as short a formula as possible; or two signs together."""
    pairs = combinations([i for i in graph.cone(nodes) if graph.ops[i] == "input"][:FEW], 2)
    beside = [node for a, b in pairs for node in (graph.add("difference", (a, b), "+-"), graph.add("sum", (a, b)))]
    signs = dict(_signs(graph, (*nodes, *beside), found))
    equal = tuple(c.outcome == "equal" for c in found)
    both = sorted(((graph.size(node), node, sign, tuple(s == sign for s in row))
                   for node, row in signs.items() for sign in (1, -1)), key=lambda c: (c[0], -c[2], c[1]))
    one = next(((node, sign) for _, node, sign, holds in both if holds == equal), None)
    if one is not None:
        return tuple(_claims(graph, *one))
    wide = [(node, sign, holds) for _, node, sign, holds in both
            if all(h for h, e in zip(holds, equal, strict=True) if e)]
    for k, (node, sign, holds) in enumerate(wide):
        for other, its_sign, its_holds in wide[:k]:
            if tuple(a and b for a, b in zip(holds, its_holds, strict=True)) == equal:
                return (*_claims(graph, other, its_sign), *_claims(graph, node, sign))
    return ()


def _claims(graph: Graph, node: int, sign: int) -> Iterator[Claim]:
    """node > 0 or node < 0, made plain."""
    yield from solved(graph, Claim(node, ">" if sign > 0 else "<", graph.number(0)))


def _signs(graph: Graph, nodes: Sequence[int], found: Sequence[Compared]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The signs at all points of everything that changes its sign, or whose sign was watched."""
    rows: list[Mapping[int, Any]] = []
    cone = graph.cone((*nodes, *(node for c in found for node in c.place.signs)))
    for c in found:
        values: dict[int, Any] = {}
        for node in cone:
            try:
                evaluate(graph, [node], c.place.at, math, values, invent=True, holes=True)
            except (NoValue, KeyError):
                continue
        rows.append(values)
    for node in cone:
        if graph.varies[node] and graph.ops[node] not in ("sign", "step", "compared"):
            signs = tuple(int(v > 0) - int(v < 0) if is_number(v := row.get(node, 0)) else 0 for row in rows)
            if len(set(signs)) > 1:
                yield node, signs
