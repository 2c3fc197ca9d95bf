"""Part of a graph as a graph of its own, with some nodes replaced."""
from __future__ import annotations

from collections.abc import Callable, Iterable

from .graph import Graph

Instead = Callable[[Graph, int, tuple[int, ...]], int | None]


def copied(graph: Graph, nodes: Iterable[int], instead: Instead) -> tuple[Graph, dict[int, int]]:
    """The nodes (inputs first) in a new graph, and where each of them is now. `instead` is asked for every node, with
    the new graph and the node's operands there; it may add another node and give its id."""
    made = Graph()
    moved: dict[int, int] = {}
    for node in nodes:
        args = tuple(moved.get(a, -1) for a in graph.args[node])
        other = instead(made, node, args)
        if other is not None:
            moved[node] = other
        elif graph.is_first(node):
            moved[node] = made.add(graph.ops[node], args, graph.payloads[node])
        else:
            moved[node] = made.add_new(graph.ops[node], args, graph.payloads[node])
    made.tied = {moved[gate] for gate in graph.tied if gate in moved}
    return made, moved
