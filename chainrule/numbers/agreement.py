"""Where a claim agrees with the truth: at irregular points on both sides of every sign change, with many digits."""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal

from ..derivation.signs import sign_of
from ..graph.evaluate import evaluate, is_number
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..records import record
from .check import POINTS, PRECISE
from .irregular_points import TRIALS, points

SIDES = 3  # points wanted on each side of a sign change
MOST = 40  # points in all
DIGITS = (40, 130, 400)  # further ones only where rounding may hide a difference
MARGIN = 8  # digits that rounding may eat
FAR = 40  # trials far out, close to zero and between the function's own numbers, for signs seen on one side only

Outcome = Literal["equal", "different", "missing"]


@record
class Place:
    """One irregular point: the inputs' numbers there, and the signs of what may change its sign."""

    at: Mapping[int, float]
    signs: Mapping[int, int]


@record
class Compared:
    """One point at which a claim was compared with the truth; the claim's value is None where it has none."""

    place: Place
    outcome: Outcome
    truth: Any
    claim: Any

    @property
    def difference(self) -> float:
        """How far they are from each other, as a part of the larger."""
        if self.outcome == "missing":
            return math.inf
        size = max(abs(self.truth), abs(self.claim))
        return float(abs(self.truth - self.claim) / size) if size else 0.0


def places(graph: Graph, function: Sequence[int], needed: Iterable[int], watched: Iterable[int] = ()) -> list[Place]:
    """Points at which the `function` (inputs first) has real values and so have the `needed` nodes; the signs are those
    of everything that makes a function bend, jump or end, and of the nodes that are `watched` besides."""
    nodes = graph.cone((*function, *needed))
    turning = turning_points(graph, (*nodes, *watched))
    wide = graph.cone((*nodes, *turning))
    inputs = [i for i in wide if graph.ops[i] == "input"]
    found: list[Place] = []
    met: Counter[tuple[int, int]] = Counter()
    known: dict[int, str] = {}
    both = {node for node in turning if not sign_of(graph, node, known)}
    for trial, (point, _) in enumerate(points(graph, nodes, inputs, 0, {})):
        if trial >= TRIALS and found and (trial >= TRIALS + FAR or len(found) >= POINTS and _sides(both, met)):
            break
        signs = _signs(graph, nodes, wide, turning, point)
        if signs is None:
            continue
        wanted = any(met[pair] < SIDES for pair in signs.items())
        if len(found) < POINTS or wanted and len(found) < MOST:
            found.append(Place(point, signs))
            met.update(signs.items())
    return found


def turning_points(graph: Graph, nodes: Iterable[int]) -> list[int]:
    """The nodes whose sign may matter: inputs, and what stands under roots, bars, logarithms, signs and fractions."""
    found: dict[int, None] = {}
    for node in tuple(nodes):
        if graph.ops[node] == "input":
            found[node] = None
        elif graph.varies[node] and graph.args[node]:
            found.update(dict.fromkeys(_watched(graph, node)))
    return list(found)


def _watched(graph: Graph, node: int) -> Iterator[int]:
    rule, args = graph.rule(node), graph.args[node]
    if rule.kind == "routes":
        yield from (graph.add("difference", (a, b), "+-") for a, b in zip(args, args[1:], strict=False))
    elif rule.kind or rule.needs or graph.ops[node] in ("power", "general_power"):
        yield from (a for a in args if graph.varies[a])


def _sides(turning: Iterable[int], met: Mapping[tuple[int, int], int]) -> bool:
    """Whether everything was seen with both signs."""
    return all(met.get((node, 1)) and met.get((node, -1)) for node in turning)


def _signs(graph: Graph, nodes: Sequence[int], wide: Sequence[int], turning: Iterable[int], point: Mapping[int, float]
           ) -> dict[int, int] | None:
    """The signs at a point; None where the function has no real value."""
    try:
        values = evaluate(graph, nodes, point, math, invent=True)
    except NoValue:
        return None
    with suppress(NoValue):
        evaluate(graph, [i for i in wide if i not in values], point, math, values, invent=True, holes=True)
    return {node: int(values[node] > 0) - int(values[node] < 0) for node in turning
            if is_number(values.get(node)) and values[node] == values[node]}


def compare(graph: Graph, truth: int, claim: int, at: Iterable[Place]) -> list[Compared]:
    """The claim beside the truth, one point after the other; points at which the truth has no value are left out."""
    true_cone = graph.cone([truth])
    own = frozenset(true_cone)
    claim_cone = [i for i in graph.cone([claim]) if i not in own]
    found = []
    for place in at:
        one = _compared(graph, place, (true_cone, claim_cone), (truth, claim))
        if one is not None:
            found.append(one)
    return found


def _compared(graph: Graph, place: Place, cones: tuple[list[int], list[int]], ends: tuple[int, int]) -> Compared | None:
    """One comparison, with more digits as long as rounding may explain what is seen."""
    one: Compared | None = None
    for digits in DIGITS:
        found = _at_level(graph, place, cones, ends, digits)
        if found is None or found[0].outcome != "different" or found[1]:
            return found[0] if found is not None else one
        one = Compared(place, "equal", found[0].truth, found[0].claim)  # unless more digits tell them apart
    return one


def _at_level(graph: Graph, place: Place, cones: tuple[list[int], list[int]], ends: tuple[int, int], digits: int
              ) -> tuple[Compared, bool] | None:
    """The comparison, and whether a difference is surely more than rounding; None where the truth has no value."""
    from mpmath import mp
    with mp.workdps(digits):
        start = {i: mp.mpf(x) for i, x in place.at.items()}
        try:
            values = evaluate(graph, cones[0], start, mp, invent=True)
        except NoValue:
            return None
        truth = values[ends[0]]
        if not _real(truth):
            return None
        try:
            evaluate(graph, cones[1], start, mp, values, invent=True)
        except NoValue as none:
            if none.why == "unfinished":
                return None
            return Compared(place, "missing", truth, None), True
        claim = values[ends[1]]
        if not _real(claim):
            return Compared(place, "missing", truth, None), True
        gap, size = abs(truth - claim), max(abs(truth), abs(claim))
        if gap <= PRECISE * size:
            return Compared(place, "equal", truth, claim), True
        noise = max(abs(x) for x in values.values() if is_number(x)) * mp.mpf(10) ** (MARGIN - digits)
        return Compared(place, "different", truth, claim), bool(gap > noise)


def _real(value: Any) -> bool:
    from mpmath import mp
    return is_number(value) and bool(mp.isfinite(value))
