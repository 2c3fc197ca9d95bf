"""The graph of a trace as it is explained: a + b + c, which Python adds in twos, is one sum of three."""
from __future__ import annotations

import gc
from collections.abc import Collection, Mapping

from ..graph import Graph

SUMS = ("sum", "difference")


def joined(graph: Graph, names: Mapping[int, str], outputs: Collection[int]) -> tuple[Graph, dict[int, int]]:
    """A new graph in which the left operand of a sum that is a sum itself, has no name and is used nowhere else is part
    of that sum, and likewise for products; and where each remaining node is now. All inputs are kept, in order."""
    inputs = [node for node, op in enumerate(graph.ops) if op == "input"]
    cone = graph.cone([*inputs, *names, *outputs])
    parts = _parts(graph, cone, {*names, *outputs})
    made = Graph()
    moved: dict[int, int] = {}
    paused = gc.isenabled()
    gc.disable()  # as in building: 10⁵ live nodes, no cycles
    try:
        for node in cone:
            if node not in parts:
                moved[node] = _moved(graph, made, node, parts, moved)
    finally:
        if paused:
            gc.enable()
    return made, moved


def _parts(graph: Graph, cone: Collection[int], kept: Collection[int]) -> set[int]:
    """The nodes that become part of the one operation that they are the left operand of."""
    uses = dict.fromkeys(cone, 0)
    for node in cone:
        for a in graph.args[node]:
            uses[a] += 1
    ops = graph.ops
    found = set()
    for node in cone:
        op = ops[node]
        if op in SUMS or op == "product":
            left = graph.args[node][0]
            alike = ops[left] in SUMS if op in SUMS else ops[left] in ("product", "negation")
            if alike and uses[left] == 1 and left not in kept:
                found.add(left)
    return found


def _moved(graph: Graph, made: Graph, node: int, parts: Collection[int], moved: Mapping[int, int]) -> int:
    """The node in the new graph, together with what has become part of it."""
    op, note, args = graph.ops[node], graph.notes[node], graph.args[node]
    add = made.add if graph.first(node) == node else made.add_new
    if op not in SUMS and op != "product":
        return add(op, tuple(moved[a] for a in args), note)
    operands, signs, negative = [], [], False
    while True:
        operands += reversed(args[1:])
        signs += "-" if op == "difference" else "+" * (len(args) - 1)
        first = args[0]
        if first not in parts:
            break
        op, args = graph.ops[first], graph.args[first]
        if op == "negation":  # (-a)·b is what -a*b means to Python; it is read as -(a·b)
            negative, first = True, args[0]
            break
    terms = tuple(moved[a] for a in (first, *reversed(operands)))
    if "-" in signs:
        return add("difference", terms, "+" + "".join(reversed(signs)))
    op = "product" if graph.ops[node] == "product" else "sum"
    if not negative and not (op == "product" and _negative(made, terms[0])):
        return add(op, terms, None)
    if not negative:
        value, spelling = made.notes[terms[0]]
        terms = (made.number(-value, spelling.removeprefix("-")), *terms[1:])
        terms = terms[1:] if value == -1 else terms
    product = terms[0] if len(terms) == 1 else made.add("product", terms)
    return add("negation", (product,), None)


def _negative(graph: Graph, node: int) -> bool:
    """Whether a node is a number below 0."""
    return graph.ops[node] == "number" and graph.notes[node][0] < 0
