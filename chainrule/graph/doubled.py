"""Values that stand in several places of one operation, as in x^x: a node of its own for each of the places."""
from __future__ import annotations

from collections.abc import Container

from .graph import Graph


def apart(graph: Graph, output: int, alike: Container[str]) -> dict[int, int]:
    """Adds the formula once more with such places taken apart, and says where each node above them is now; nothing
    where there are none. In operations that are `alike` in all their places the values stay."""
    nodes = graph.cone([output])
    if not any(_places(graph, node, alike) for node in nodes):
        return {}
    moved: dict[int, int] = {}
    for node in nodes:
        args = tuple(moved.get(a, a) for a in graph.args[node])
        places = _places(graph, node, alike)
        if places:
            args = tuple(graph.add_new("copy", (a,), None) if k in places else a for k, a in enumerate(args))
        if args != graph.args[node]:
            add = graph.add if graph.is_first(node) else graph.add_new
            moved[node] = add(graph.ops[node], args, graph.payloads[node])
    return moved


def _places(graph: Graph, node: int, alike: Container[str]) -> list[int]:
    """The places of an operation that hold a value which stands in another place too."""
    args = graph.args[node]
    if len(args) < 2 or len(set(args)) == len(args) or graph.ops[node] in alike:
        return []
    return [k for k, a in enumerate(args) if graph.varies[a] and args.count(a) > 1]
