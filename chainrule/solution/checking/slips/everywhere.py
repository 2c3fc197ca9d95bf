"""The same slip at every place: the derivative found anew with one wrong rule wherever it applies."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial as fixed

from . import constants, local
from .workshop import Slip, Workshop

WrongSlope = Callable[[int, dict[int, int]], int | None]
MOST = 6  # ways of one operation to make the same mistake


def everywhere(work: Workshop) -> Iterator[Slip]:
    """One slip per label and way of making it."""
    gates = [node for node in work.nodes if node in work.moves and node != work.x]
    ways: dict[str, int] = defaultdict(int)
    for gate in gates:
        for label, count in _counts(work, gate).items():
            ways[label] = max(ways[label], count)
    for label, most in ways.items():
        for way in range(min(most, MOST)):
            found = _found(work, fixed(_way, work, label, way))
            yield Slip(label, None, work.one, found, work.problem.truth, everywhere=True)
        found = _found(work, fixed(_row, work, label))
        yield Slip(label, None, work.one, found, work.problem.truth, everywhere=True)
    for label in ("constant_kept", "other_variable_differentiated"):
        for inside in (False, True):
            yield Slip(label, None, work.one, _with_constants(work, label, inside), work.problem.truth, everywhere=True)


def _counts(work: Workshop, gate: int) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for label, _ in local.wrong_slopes(work, gate, work.slopes):
        found[label] += 1
    return found


def _way(work: Workshop, label: str, way: int, gate: int, slopes: dict[int, int]) -> int | None:
    """The way-th wrong derivative of a gate with this label, or the last one that it has."""
    ways = [wrong for found, wrong in local.wrong_slopes(work, gate, slopes) if found == label]
    return ways[min(way, len(ways) - 1)] if ways else None


def _row(work: Workshop, label: str, gate: int, slopes: dict[int, int]) -> int | None:
    """What the first row with this label gives for a function or a power; sums and products keep their rules."""
    for rule in local.rules_of(work, gate):
        if rule.label == label:
            return local.by_rule(work, gate, rule, slopes)
    return None


def _found(work: Workshop, wrong: WrongSlope) -> int:
    """The derivative of the output with the wrong rule."""
    slopes: dict[int, int] = {}
    for node in work.nodes:
        taken = wrong(node, slopes) if node in work.moves and node != work.x else None
        slopes[node] = work.slope(node, slopes) if taken is None else taken
    return slopes[work.output]


def _with_constants(work: Workshop, label: str, inside: bool) -> int:
    """Constants differentiated: those that are added, or (`inside`) all of them."""
    graph, slopes = work.graph, {}
    for node in work.nodes:
        if node not in work.moves:
            slopes[node] = next((w for found, w in constants.wrong_slopes(work, node) if found == label), work.zero)
            continue
        args = graph.args[node]
        added = graph.ops[node] in ("sum", "difference")
        slopes[node] = work.one if node == work.x else work.tidy.sum(*(
            work.product(partial, slopes[args[slot]]) for slot, partial in work.partials(node).items()
            if args[slot] in work.moves or added or inside and graph.ops[node] == "product"))
    return slopes[work.output]
