"""Slips about the whole: another variable, the antiderivative, the inner function not put in, another function."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ....derivation.sweep import sweep
from ....graph.graph import Graph
from .workshop import Slip, Workshop

INNER = 12  # inner functions that are looked at
MEMBERS = 6  # terms or factors of one


def of_whole(work: Workshop) -> Iterator[Slip]:
    truth = work.problem.truth
    graph, output = work.graph, work.output
    for other in graph.inputs([output]):
        if other != work.x:
            found = sweep(graph, output, (other,)).gradient[other]
            yield Slip("wrong_variable", other, work.one, found, truth)
    yield Slip("minus_lost", output, work.one, work.tidy.negation(truth), truth)


def not_put_in(work: Workshop) -> Iterator[Slip]:
    """Upstream of an inner function written in another value in its place: x, a part of it, a power of it."""
    graph = work.graph
    for inner in islice(_inner_nodes(work), INNER):
        above = sweep(graph, work.output, (inner,)).gradient[inner]
        if inner not in graph.cone([above]):
            continue
        slope = work.slopes[inner]
        below = [node for node in graph.cone([inner]) if node in work.moves and node != inner][:MEMBERS]
        powers = [work.tidy.power(inner, graph.number(n)) for n in (2, 3, -1)] + [graph.add("sqrt", (inner,))]
        for other in (*below, *powers):
            wrong = replaced(graph, above, inner, other)
            yield Slip("inner_not_substituted", inner, slope, wrong, above)


def other_functions(work: Workshop) -> Iterator[Slip]:
    """The derivative of the function with a term or a factor of an inner value left out, or a sign changed."""
    graph, truth = work.graph, work.problem.truth
    for inner in islice(_inner_nodes(work), INNER):
        for other in _others(work, inner):
            function = replaced(graph, work.output, inner, other)
            wrong = sweep(graph, function, (work.x,)).gradient[work.x]
            yield Slip("wrong_definition", inner, work.one, wrong, truth)


def _inner_nodes(work: Workshop) -> Iterator[int]:
    """Gates inside the function that depend on the variable."""
    return (node for node in reversed(work.nodes)
            if node in work.moves and work.graph.args[node] and node != work.output)


def _others(work: Workshop, node: int) -> Iterator[int]:
    graph, args = work.graph, work.graph.args[node]
    op = graph.ops[node]
    if op in ("sum", "difference"):
        signs = graph.signs(node)
        for k in range(min(len(args), MEMBERS)):
            yield work.tidy.signed(signs[:k] + signs[k + 1:], (*args[:k], *args[k + 1:]))
            turned = signs[:k] + ("-" if signs[k] == "+" else "+") + signs[k + 1:]
            yield work.tidy.signed(turned, args)
    elif op == "product":
        for k in range(min(len(args), MEMBERS)):
            yield work.product(*args[:k], *args[k + 1:])
    elif op == "power":
        yield args[0]


def replaced(graph: Graph, node: int, old: int, new: int) -> int:
    """A formula with one node in another's place."""
    own, _ = graph.down_to(node, {old})
    moved = {old: new}
    for i in own:
        args = tuple(moved.get(a, a) for a in graph.args[i])
        if args != graph.args[i]:
            moved[i] = graph.add(graph.ops[i], args, graph.payloads[i])
    return moved.get(node, node)
