"""Slips of numbers: the truth, or the share of one place in it, times a number or plus one; and rounded constants."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from ....graph.copy import copied
from ....graph.graph import Graph
from ....numbers.probe import Probe
from ....records import record
from .workshop import Place, Slip, Workshop

NEAR = 1e-9
LARGEST = 1000  # numerator and denominator of a factor that is called a slip
STEPS = 12  # of Newton's method, towards the exact value behind a rounded number


@record
class Sighting:
    """What is seen at a few points: the probes, and the values of the truth and of the answer there."""

    probes: Sequence[Probe]
    truth: Sequence[float]
    answer: Sequence[float]


def of_numbers(work: Workshop, seen: Sighting) -> Iterator[tuple[Slip, Fraction | float]]:
    """The truth times a number or plus one, and each place's share times a number, with the number."""
    graph, truth = work.graph, work.problem.truth
    factor = _constant(a / t if t else None for a, t in zip(seen.answer, seen.truth, strict=True))
    if factor is not None:
        yield Slip("arithmetic_slip", work.output, work.one, _times(graph, truth, factor), truth), factor
    added = _constant(a - t for a, t in zip(seen.answer, seen.truth, strict=True))
    if added is not None:
        moved = graph.add("sum", (truth, _number(graph, added)))
        yield Slip("arithmetic_slip", work.output, work.one, moved, truth), added
    for gate in dict.fromkeys(place.node for place in work.places):
        if gate == work.x or gate not in work.moves:
            continue
        for slot, partial in work.partials(gate).items():
            source = work.graph.args[gate][slot]
            if source in work.moves:
                for place in work.at(gate):
                    yield from _of_share(work, seen, place, partial, source)


def _of_share(work: Workshop, seen: Sighting, place: Place, partial: int, source: int
              ) -> Iterator[tuple[Slip, Fraction | float]]:
    """A number in the place of an edge's local partial, or times it."""
    slope, upstream = work.slopes[source], place.upstream
    share = work.product(upstream, slope)
    needed: list[tuple[float, float]] = []
    for probe, truth, answer in zip(seen.probes, seen.truth, seen.answer, strict=True):
        above, local = probe.value(share), probe.value(partial)
        if not above or local is None:
            return
        needed.append(((answer - truth) / above + local, local))
    number = _constant(wanted for wanted, _ in needed)
    if number is not None and number != 0:
        known = work.graph.rational(partial) is not None
        wrong = work.product(_number(work.graph, number), slope)
        yield Slip("arithmetic_slip" if known else "wrong_local_factor", source, upstream, wrong,
                   work.product(partial, slope), gate=None if known else place.node), number
        return
    factor = _constant(wanted / local if local else None for wanted, local in needed)
    if factor is not None and factor not in (0, 1):
        whole = work.product(partial, slope)
        yield Slip("arithmetic_slip", source, upstream, _times(work.graph, whole, factor), whole), factor


def _constant(values: Any) -> Fraction | float | None:
    """The one number that all values are; as a fraction where that is short."""
    found = list(values)
    if not found or any(v is None for v in found):
        return None
    first = found[0]
    if any(abs(v - first) > NEAR * max(abs(first), abs(v)) for v in found):
        return None
    short = Fraction(first).limit_denominator(LARGEST)
    close = abs(float(short) - first) <= NEAR * abs(first)
    return short if close and abs(short.numerator) <= LARGEST * 1000 else first


def _number(graph: Graph, value: Fraction | float) -> int:
    return graph.number(Fraction(value))


def _times(graph: Graph, node: int, factor: Fraction | float) -> int:
    return graph.add("product", (_number(graph, factor), node))


def rounded(work: Workshop, seen: Sighting, answer: int) -> list[tuple[int, float]] | None:
    """The decimals of an answer with the numbers that would make it right, where those round to them; None where the
    decimals do not explain the difference."""
    graph = work.graph
    decimals = [i for i in graph.cone([answer]) if graph.ops[i] == "number" and "." in graph.literal(i).spelling]
    if not decimals or len(decimals) > len(seen.probes) - 1:
        return None
    letters = {node: f"decimal{k}" for k, node in enumerate(decimals)}
    loose, moved = copied(graph, graph.cone([answer]), lambda made, node, _: (
        made.input(letters[node]) if node in letters else None))
    inputs = {node: moved[node] for node in decimals}
    points = [{moved[i]: x for i, x in probe.at.items() if i in moved} for probe in seen.probes]
    start = [float(graph.literal(i).value) for i in decimals]
    found = _solved(loose, moved[answer], list(inputs.values()), points, start, seen.truth)
    if found is None:
        return None
    if all(_rounds(value, graph.literal(node).spelling) for node, value in zip(decimals, found, strict=True)):
        return list(zip(decimals, found, strict=True))
    return None


def _rounds(value: float, spelling: str) -> bool:
    """Whether a decimal is a number cut off or rounded at its last place, with at least one more place behind."""
    digits = len(spelling.partition(".")[2])
    unit = 10.0 ** -digits
    return abs(value - float(spelling)) < unit and abs(value - float(spelling)) > 1e-9 * unit \
        and abs(round(value, 6) - value) > 1e-9 and digits <= 8


def _solved(graph: Graph, node: int, inputs: Sequence[int], points: Sequence[dict[int, float]], start: Sequence[float],
            wanted: Sequence[float]) -> list[float] | None:
    """Newton's method: the numbers with which a formula has the wanted values at all points."""
    from mpmath import mp

    def values(at: Sequence[float]) -> list[float] | None:
        found = [Probe(graph, {**point, **dict(zip(inputs, at, strict=True))}).value(node) for point in points]
        return None if None in found else [float(v) for v in found if v is not None]

    here = list(start)
    for _ in range(STEPS):
        now = values(here)
        if now is None:
            return None
        columns = []
        for k, x in enumerate(here):
            step = 1e-6 * (abs(x) or 1)
            then = values([*here[:k], x + step, *here[k + 1:]])
            if then is None:
                return None
            columns.append([(b - a) / step for a, b in zip(now, then, strict=True)])
        size = len(here)
        matrix = mp.matrix([[column[row] for column in columns] for row in range(size)])
        gap = mp.matrix([w - v for w, v in zip(wanted[:size], now[:size], strict=True)])
        try:
            move = mp.lu_solve(matrix, gap)
        except (ZeroDivisionError, ValueError):
            return None
        here = [x + float(m) for x, m in zip(here, move, strict=True)]
    last = values(here)
    close = last is not None and all(abs(v - w) <= 1e-8 * max(abs(w), 1e-8) for v, w in zip(last, wanted, strict=True))
    return here if close else None
