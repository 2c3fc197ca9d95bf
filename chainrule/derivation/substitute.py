"""Intermediate values put back into an answer, where that leaves it short enough to be read."""
from __future__ import annotations

from collections.abc import Iterable

from ..graph.graph import Graph
from .tidy import Tidy

HIGHER_SIZE = 1_500  # signs of a higher derivative that is still written in the variables
SUBSTITUTED_SIZE = 400  # names are substituted back only while the answer has at most this many signs


def substituted(graph: Graph, answer: int, function: Iterable[int], kept: frozenset[int] = frozenset(),
                longest: int = SUBSTITUTED_SIZE) -> int:
    """The answer tidied once more, looking into the function's own nodes, but not into `kept` ones; unchanged where
    it is too long for that."""
    if graph.size(answer) > longest:
        return answer
    own = frozenset(function)
    tidy = Tidy(graph, kept)
    seen: dict[int, int] = {}
    for i in graph.cone([answer]):
        args = graph.args[i]
        if i in kept:
            seen[i] = i
        elif i in own:
            seen[i] = _own(graph, i, tuple(seen[a] for a in args))
        elif args:
            seen[i] = tidy.apply(graph.ops[i], tuple(seen[a] for a in args), graph.payloads[i])
        else:
            seen[i] = i
    return seen[answer]


def with_instead(graph: Graph, node: int, letter: int, instead: int) -> int:
    """A formula with something else in the place of a letter, tidied."""
    tidy, seen = Tidy(graph), {letter: instead}
    for i in graph.cone([node]):
        if i not in seen:
            args = tuple(seen[a] for a in graph.args[i])
            seen[i] = i if args == graph.args[i] else tidy.apply(graph.ops[i], args, graph.payloads[i])
    return seen[node]


def _own(graph: Graph, node: int, args: tuple[int, ...]) -> int:
    """A node of the function on these operands: what was typed stays as it is."""
    if graph.ops[node] == "copy":
        return args[0]
    return graph.first(node) if args == graph.args[node] else graph.add(graph.ops[node], args, graph.payloads[node])
