"""Two slips at once, at different places: their shares added, or one after the other along a chain."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from ....graph.graph import Graph
from .scales import Sighting
from .workshop import Slip

MOST = 20_000  # pairs that are looked at more closely
NEAR = 1e-9


def two_slips(slips: Sequence[Slip], seen: Sighting) -> Iterator[tuple[Slip, Slip]]:
    """Pairs of slips that together give the answer at all points seen."""
    rows = list(_shifts(slips, seen))
    wanted = [a - t for a, t in zip(seen.answer, seen.truth, strict=True)]
    yield from _pairs(rows, wanted, lambda one, other: one + other, lambda total, one: total - one)
    if all(seen.truth):
        ratios = [(slip, [1 + s / t for s, t in zip(shift, seen.truth, strict=True)]) for slip, shift in rows]
        ratios = [(slip, row) for slip, row in ratios if all(row)]
        goal = [a / t for a, t in zip(seen.answer, seen.truth, strict=True)]
        yield from _pairs(ratios, goal, lambda one, other: one * other, lambda total, one: total / one)


Row = tuple[Slip, list[float]]
Join = Callable[[float, float], float]


def _pairs(rows: Sequence[Row], goal: Sequence[float], joined: Join, missing: Join) -> Iterator[tuple[Slip, Slip]]:
    """Pairs of rows that give the goal: the second one of a pair is looked up by its value at the first point."""
    ordered = sorted(rows, key=lambda row: row[1][0])
    firsts = [values[0] for _, values in ordered]
    looked = 0
    for slip, values in rows:
        wanted = missing(goal[0], values[0])
        size = NEAR * max(abs(wanted), abs(goal[0]), 1e-12)
        at = bisect_left(firsts, wanted - size)
        while at < len(ordered) and firsts[at] <= wanted + size and looked < MOST:
            other, others = ordered[at]
            at, looked = at + 1, looked + 1
            if other.at != slip.at and all(abs(joined(a, b) - g) <= 1e-8 * max(abs(g), abs(a), 1e-12)
                                           for a, b, g in zip(values, others, goal, strict=True)):
                yield slip, other


def _shifts(slips: Sequence[Slip], seen: Sighting) -> Iterator[Row]:
    """What each slip adds to the truth at the points; each set of values once."""
    met: set[tuple[float, ...]] = set()
    for slip in slips:
        row: list[float] = []
        for probe in seen.probes:
            upstream, wrong, right = probe.value(slip.upstream), probe.value(slip.wrong), probe.value(slip.right)
            if upstream is None or wrong is None or right is None:
                break
            row.append(upstream * (wrong - right))
        key = tuple(float(f"{x:.10e}") for x in row)
        if len(row) == len(seen.probes) and any(row) and key not in met:
            met.add(key)
            yield slip, row


def both(graph: Graph, one: Slip, other: Slip, truth: int) -> tuple[int, int]:
    """The answers that two slips lead to: added, and one after the other."""
    shares = [graph.add("product", (slip.upstream, graph.add("difference", (slip.wrong, slip.right), "+-")))
              for slip in (one, other)]
    added = graph.add("sum", (truth, *shares))
    factors = [graph.add("quotient", (graph.add("sum", (truth, share)), truth)) for share in shares]
    return added, graph.add("product", (truth, *factors))
