"""Where no usual mistake explains an answer: the edge whose local derivative, replaced, would make it right."""
from __future__ import annotations

from ....numbers.probe import Probe
from ....records import record
from ..problem import Problem
from ..verdict import Verdict
from .workshop import Workshop


@record
class Mended:
    """An edge, the local derivative on it at the first point where the answer differs, and the one that the answer
    would need there; `only` where there is no other edge, so that this would be true of any answer."""

    source: int
    gate: int
    local: float
    needed: float
    only: bool


def mended(problem: Problem, answer: int, verdict: Verdict) -> Mended | None:
    """The edge that must change least; None where none can be changed."""
    seen = verdict.counterexample
    if seen is None:
        return None
    probe, work = Probe(problem.graph, seen.place.at), Workshop(problem)
    truth, claim = probe.value(problem.truth), probe.value(answer)
    if truth is None or claim is None:
        return None
    edges = sum(a in work.moves for node in work.nodes if node in work.moves for a in work.graph.args[node])
    best: tuple[float, Mended] | None = None
    for place in work.places:
        if place.node not in work.moves or place.node == work.x:
            continue
        for slot, partial in work.partials(place.node).items():
            source = work.graph.args[place.node][slot]
            share = probe.value(work.product(place.upstream, work.slopes[source])) if source in work.moves else None
            local = probe.value(partial)
            if not share or not local:
                continue
            needed = (claim - truth) / share + local
            change = abs(needed / local - 1)
            if best is None or change <= best[0]:
                best = change, Mended(source, place.node, local, needed, edges == 1)
    return best[1] if best is not None else None
