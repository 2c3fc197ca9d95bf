"""Which mistake it was: the slips whose answers are the student's, likeliest first."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice

from ....derivation.sweep import sweep
from ....graph.graph import Graph
from ....numbers.agreement import Place, compare
from ....numbers.probe import Probe
from ....records import record
from ....rules.mistakes import MISTAKES
from ..problem import Problem
from ..verdict import Verdict
from . import constants, edges, local, pairs, whole
from .everywhere import everywhere
from .scales import Sighting, of_numbers, rounded
from .workshop import Slip, Workshop

NEAR = 1e-8
PROBES = 6
FAR = 20
SURE = 3  # points at which a slip and the answer must be the same
CONFIRMED = 16  # slips that are compared with many digits
LOST, INTEGRATED = "minus_lost", "integrated"
_RANK = {label: rank for rank, label in enumerate(MISTAKES)}


@record
class Named:
    """A mistake that explains the answer.

    slip     what was done
    number   the number that came in, of slips with numbers; how many digits are right, of rounded ones
    perhaps  the other slip, where it took two
    """

    slip: Slip
    number: Fraction | float | None = None
    perhaps: Slip | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.slip.label,) if self.perhaps is None else (self.slip.label, self.perhaps.label)


def mistakes(problem: Problem, answer: int, verdict: Verdict) -> tuple[Named, ...]:
    """Every mistake whose answer is this one, at all points alike; one for each label."""
    seen = _sighting(problem, answer, verdict)
    if seen is None:
        return ()
    work = Workshop(problem)
    at = [c.place for c in verdict.compared]
    found: list[Named] = []
    groups = (_one_place(work), everywhere(work), whole.of_whole(work), whole.not_put_in(work),
              whole.other_functions(work))
    for group in groups:
        hits = _sorted(work, (slip for slip in group if _fits(work.graph, slip, seen) and not _only_a_sign(slip, seen)))
        found += [Named(slip) for slip in _first_of_each(hits, found)
                  if _confirmed(work.graph, slip, problem.truth, answer, at)]
    if _is_antiderivative(work, answer, at):
        found.insert(sum(_RANK[one.slip.label] < _RANK[INTEGRATED] for one in found),
                     Named(Slip(INTEGRATED, work.output, work.one, answer, problem.truth)))
    decimals = rounded(work, seen, answer)
    if decimals is not None:
        found.append(Named(Slip("rounded", decimals[0][0], work.one, answer, problem.truth), _digits(verdict)))
    for slip, number in of_numbers(work, seen):
        if slip.label not in {label for named in found for label in named.labels} \
                and _confirmed(work.graph, slip, problem.truth, answer, at):
            found.append(Named(slip, number))
    if not found:
        two = pairs.two_slips(list(_one_place(work)), seen)
        found += [Named(one, perhaps=other) for one, other in two
                  if _either(work.graph, pairs.both(work.graph, one, other, problem.truth), answer, at)][:1]
    return tuple(found)


def _sighting(problem: Problem, answer: int, verdict: Verdict) -> Sighting | None:
    """A few points at which both the truth and the answer have values, on different sides of sign changes."""
    places = [c.place for c in verdict.compared if c.outcome == "different"]
    probes = (Probe(problem.graph, place.at) for place in _spread(places))
    rows = list(islice(((probe, truth, claimed) for probe in probes if (truth := probe.value(problem.truth)) is not None
                        and (claimed := probe.value(answer)) is not None), PROBES))
    return Sighting(*zip(*rows, strict=True)) if len(rows) >= min(SURE, len(places)) and rows else None


def _spread(places: Sequence[Place]) -> list[Place]:
    """Points with different signs first; far out, where doubles lose their digits, only if there are no others."""
    plain = [place for place in places if all(abs(x) < FAR for x in place.at.values())]
    places = plain if len(plain) >= SURE else places
    first: dict[tuple[tuple[int, int], ...], Place] = {}
    for place in places:
        first.setdefault(tuple(sorted(place.signs.items())), place)
    chosen = list(first.values())
    return [*chosen, *(place for place in places if place not in chosen)]


def _one_place(work: Workshop) -> Iterator[Slip]:
    """One wrong rule at one place, and slips on one edge."""
    for gate in dict.fromkeys(place.node for place in work.places):
        if gate == work.x or gate not in work.moves:
            continue
        right, places = work.slopes[gate], work.at(gate)
        for label, wrong in local.wrong_slopes(work, gate, work.slopes):
            if wrong != right:
                for place in places:
                    yield Slip(label, gate, place.upstream, wrong, right, place.depth, local=True)
    yield from edges.of_edges(work)
    yield from constants.of_constants(work)


def _fits(graph: Graph, slip: Slip, seen: Sighting) -> bool:
    """Whether a slip gives the answer at the points seen, in doubles."""
    for probe, truth, answer in zip(seen.probes, seen.truth, seen.answer, strict=True):
        upstream, wrong, right = probe.value(slip.upstream), probe.value(slip.wrong), probe.value(slip.right)
        if upstream is None or wrong is None or right is None:
            return False
        shift = upstream * (wrong - right)
        if abs(truth + shift - answer) > NEAR * max(abs(truth), abs(shift), abs(answer)) or \
                abs(truth + shift - answer) > 1e-5 * abs(truth - answer):
            return False
    return True


def _sorted(work: Workshop, slips: Iterable[Slip]) -> list[Slip]:
    """In the order of the table; of one label the one nearest to the variable, of lost signs one that was there."""
    signed = {a for gate in work.nodes for a in _subtracted(work.graph, gate)}
    return sorted(slips, key=lambda slip: (_RANK[slip.label], slip.label == LOST and slip.at not in signed,
                                           -slip.depth))


def _subtracted(graph: Graph, gate: int) -> Iterator[int]:
    """What stands behind a minus in an operation."""
    if graph.ops[gate] == "negation":
        yield from graph.args[gate]
    elif graph.ops[gate] == "difference":
        yield from (a for a, sign in zip(graph.args[gate], graph.signs(gate), strict=True) if sign == "-")


def _only_a_sign(slip: Slip, seen: Sighting) -> bool:
    """Whether nothing but the sign is wrong, and the mistake is another."""
    if MISTAKES[slip.label].sign:
        return False
    pairs_of = [(probe.value(slip.wrong), probe.value(slip.right)) for probe in seen.probes]
    return all(wrong is not None and right is not None and abs(wrong + right) <= NEAR * abs(right)
               for wrong, right in pairs_of)


def _first_of_each(slips: Iterable[Slip], before: Iterable[Named]) -> Iterator[Slip]:
    labels = {label for named in before for label in named.labels}
    for slip in list(slips)[:4 * CONFIRMED]:
        if slip.label not in labels:
            labels.add(slip.label)
            yield slip


def _confirmed(graph: Graph, slip: Slip, truth: int, answer: int, at: Sequence[Place]) -> bool:
    return _same(graph, answer_of(graph, slip, truth), answer, at)


def answer_of(graph: Graph, slip: Slip, truth: int) -> int:
    """The whole answer that a slip leads to."""
    if slip.right == truth and graph.rational(slip.upstream) == 1:
        return slip.wrong
    shift = graph.add("difference", (slip.wrong, slip.right), "+-")
    return graph.add("sum", (truth, graph.add("product", (slip.upstream, shift))))


def _same(graph: Graph, one: int, answer: int, at: Sequence[Place]) -> bool:
    """Whether two formulas are the same wherever the answer has a value, with many digits."""
    found = compare(graph, answer, one, at)
    return len(found) >= min(SURE, len(at)) and all(c.outcome == "equal" for c in found)


def _either(graph: Graph, both: Sequence[int], answer: int, at: Sequence[Place]) -> bool:
    return any(_same(graph, node, answer, at) for node in both)


def _is_antiderivative(work: Workshop, answer: int, at: Sequence[Place]) -> bool:
    back = sweep(work.graph, answer, (work.x,)).gradient[work.x]
    return work.graph.rational(back) != 0 and _same(work.graph, back, work.output, at)


def _digits(verdict: Verdict) -> int:
    """To how many digits the answer is right."""
    from math import floor, log10
    worst = max(c.difference for c in verdict.compared)
    return max(0, floor(-log10(worst))) if 0 < worst < 1 else 0
