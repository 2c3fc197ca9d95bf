"""The derivative by one variable where nodes have shapes: its paths, what comes back along each, and their sum."""
from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from ...graph.shaped import ShapedGraph
from ..paths import LISTED_EDGES, LISTED_PATHS, Derivation, edges_on_paths, walk_paths
from ..substitute import SUBSTITUTED_SIZE
from .sweep import MatrixSweep
from .tidied import Tidied


def derive(swept: MatrixSweep, variable: int, named: frozenset[int] = frozenset()) -> Derivation:
    """The derivation by one of the variables of a sweep; `named` are the nodes that the user gave names."""
    graph, algebra = swept.shaped, swept.algebra
    shape = graph.shape(variable)
    count, length = swept.path_counts.get(variable, (0, 0))
    products: tuple[int, ...] = ()
    if not count:
        answer = algebra.fitted(graph.number(0), shape)
    elif count == 1:
        answer = swept.adjoints[variable]
        products = (answer,)
    elif count <= LISTED_PATHS and count * length <= LISTED_EDGES:
        paths = islice(walk_paths(edges_on_paths(swept, variable), swept.output, variable), LISTED_PATHS)
        found = []
        for path in paths:
            upstream = swept.seed
            for edge in path:
                upstream = edge.partial.back(upstream, algebra.product)
            found.append(upstream)
        products = tuple(found)
        answer = algebra.fitted(algebra.sum(*products), shape)
    else:
        answer = swept.adjoints[variable]
    final = put_back(graph, answer, swept.function, swept.known)
    kept = named - {swept.output}
    shown = put_back(graph, answer, swept.function, swept.known, kept) if kept else final
    return Derivation(swept, variable, count, products, answer, final, final, shown)


def put_back(graph: ShapedGraph, answer: int, function: Iterable[int], known: tuple[tuple[str, str], ...],
             kept: frozenset[int] = frozenset()) -> int:
    """The answer tidied once more, looking into the function's own nodes, but not into `kept` ones; unchanged where
    that would be too long."""
    if graph.size(answer) > SUBSTITUTED_SIZE:
        return answer
    own = frozenset(function)
    tidied = Tidied(graph, kept, known)
    seen: dict[int, int] = {}
    for i in graph.cone([answer]):
        args = graph.args[i]
        if i in kept or not args:
            seen[i] = i
        elif i in own:
            seen[i] = seen[args[0]] if graph.ops[i] == "copy" else i
        else:
            seen[i] = tidied.fitted(tidied.apply(graph.ops[i], tuple(seen[a] for a in args), graph.payloads[i]),
                                    graph.shape(i))
    return seen[answer]
