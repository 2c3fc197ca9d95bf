"""Intermediate values put back into an answer, where that leaves it short enough to be read."""
from __future__ import annotations

from collections.abc import Iterable

from ..graph.graph import Graph
from .tidy import Tidy

HIGHER_SIZE = 1_500  # signs of a higher derivative that is still written in the variables
SUBSTITUTED_SIZE = 400  # names are substituted back only while the answer has at most this many signs


def substituted(graph: Graph, answer: int, function: Iterable[int], kept: frozenset[int] = frozenset()) -> int:
    """The answer tidied once more, looking into the function's own nodes, but not into `kept` ones; unchanged where
    that would be too long."""
    if graph.size(answer) > SUBSTITUTED_SIZE:
        return answer
    own = frozenset(function)
    tidy = Tidy(graph, kept)
    seen: dict[int, int] = {}
    for i in graph.cone([answer]):
        args = graph.args[i]
        if i in kept:
            seen[i] = i
        elif i in own:
            seen[i] = seen[args[0]] if graph.ops[i] == "copy" else graph.first(i)
        elif args:
            seen[i] = tidy.apply(graph.ops[i], tuple(seen[a] for a in args), graph.payloads[i])
        else:
            seen[i] = i
    return seen[answer]
