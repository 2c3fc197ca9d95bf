"""Slips with what does not depend on the variable: kept, differentiated like a variable, or by a rule."""
from __future__ import annotations

from collections.abc import Iterator

from ....derivation.sweep import sweep
from ....rules.mistakes import CONSTANTS
from .workshop import Slip, Workshop


def of_constants(work: Workshop) -> Iterator[Slip]:
    """Every constant at every place."""
    for place in work.places:
        if place.node not in work.moves:
            for label, wrong in wrong_slopes(work, place.node):
                yield Slip(label, place.node, place.upstream, wrong, work.zero, place.depth, local=True)
    for other in work.graph.inputs([work.output]):
        if other != work.x:
            total = sweep(work.graph, work.output, (other,)).gradient[other]
            yield Slip("other_variable_differentiated", other, work.one, total, work.zero)


def wrong_slopes(work: Workshop, node: int) -> Iterator[tuple[str, int]]:
    """What is taken for the derivative of something constant."""
    graph = work.graph
    yield "constant_kept", node
    if graph.ops[node] == "input":
        yield "other_variable_differentiated", work.one
        return
    if not graph.args[node]:
        yield "constant_kept", work.one
        return
    for other in graph.inputs([node]):
        yield "other_variable_differentiated", sweep(graph, node, (other,)).gradient[other]
    letters = dict(zip("ab", graph.args[node], strict=False))
    if graph.ops[node] in ("power", "exponential", "general_power"):
        for rule in CONSTANTS:
            yield rule.label, work.filled(rule.formula, letters)
    elif graph.ops[node] == "exp":
        inner = graph.args[node][0]
        lowered = graph.add("exp", (work.sum(inner, graph.number(-1)),))
        yield "power_rule_on_constant", work.product(inner, lowered)
    elif not graph.varies[node]:
        partials = work.partials(node)
        if partials:
            yield "power_rule_on_constant", next(iter(partials.values()))
