"""The same slip at every place: the derivative found anew with one wrong rule wherever it applies."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import partial as fixed

from . import constants, local
from .workshop import Slip, Workshop

WrongSlope = Callable[[int, dict[int, int]], int | None]
MOST = 8  # ways of one operation to make the same mistake
SUMS, PRODUCTS = frozenset(("sum", "difference")), frozenset(("product",))
# Mistakes with what is inside a function: where that is the variable itself nobody makes them.
INSIDE = frozenset(("differentiated_inside_only", "inner_derivative_misplaced", "composition_as_product",
                    "factors_added", "outer_and_inner_mixed"))


def everywhere(work: Workshop) -> Iterator[Slip]:
    """One slip per label and way of making it, if there is more than one place for it."""
    gates = [node for node in work.nodes if node in work.moves and node != work.x]
    ways: dict[str, list[int]] = defaultdict(list)
    for gate in gates:
        counted = Counter(label for label, _ in local.wrong_slopes(work, gate, work.slopes))
        for label, count in counted.items():
            if not (label in INSIDE and _is_plain(work, gate)):
                ways[label].append(count)
    for label, counts in ways.items():
        if len(counts) < 2 or label == "table_confused":
            continue
        found = [_found(work, fixed(_row, work, label, quotients), label in INSIDE) for quotients in (True, False)]
        found += [_found(work, fixed(_way, work, label, way), label in INSIDE) for way in range(min(max(counts), MOST))]
        for wrong in dict.fromkeys(found):
            yield Slip(label, None, work.one, wrong, work.problem.truth, everywhere=True)
    for label in ("constant_kept", "other_variable_differentiated"):
        for where in (SUMS, PRODUCTS, SUMS | PRODUCTS):
            yield Slip(label, None, work.one, _with_constants(work, label, where), work.problem.truth, everywhere=True)


def _way(work: Workshop, label: str, way: int, gate: int, slopes: dict[int, int]) -> int | None:
    """The way-th wrong derivative of a gate with this label, or the last one that it has."""
    last = None
    for k, (_, wrong) in enumerate(local.wrong_slopes(work, gate, slopes, label)):
        last = wrong
        if k == way:
            break
    return last


def _row(work: Workshop, label: str, quotients: bool, gate: int, slopes: dict[int, int]) -> int | None:
    """What the first row with this label gives for a function or a power; sums and products keep their rules, and
    quotients where they are not wanted."""
    for rule in local.rules_of(work, gate) if quotients or work.graph.ops[gate] != "quotient" else ():
        if rule.label == label:
            return local.by_rule(work, gate, rule, slopes)
    return None


def _found(work: Workshop, wrong: WrongSlope, inside: bool) -> int:
    """The derivative of the output with the wrong rule."""
    slopes: dict[int, int] = {}
    for node in work.nodes:
        applies = node in work.moves and node != work.x and not (inside and _is_plain(work, node))
        taken = wrong(node, slopes) if applies else None
        slopes[node] = work.slope(node, slopes) if taken is None else taken
    return slopes[work.output]


def _is_plain(work: Workshop, gate: int) -> bool:
    """Whether a gate is one of the variable itself."""
    return all(a == work.x for a in work.graph.args[gate] if a in work.moves)


def _with_constants(work: Workshop, label: str, where: frozenset[str]) -> int:
    """Constants differentiated: those that stand in these operations."""
    graph, slopes = work.graph, {}
    for node in work.nodes:
        if node not in work.moves:
            slopes[node] = next((w for found, w in constants.wrong_slopes(work, node) if found == label), work.zero)
            continue
        args = graph.args[node]
        differentiated = graph.ops[node] in where
        slopes[node] = work.one if node == work.x else work.tidy.sum(*(
            work.product(partial, slopes[args[slot]]) for slot, partial in work.partials(node).items()
            if args[slot] in work.moves or differentiated))
    return slopes[work.output]
