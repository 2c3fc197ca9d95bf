"""Both ways through a program with shapes, and what one way costs: changes carried forward, gradients carried back."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...derivation.matrices.sweep import MatrixSweep
from ...derivation.matrices.tangents import tangents
from ...graph.shaped import ShapedGraph
from ...records import record
from ...rules.shape import Size, add, times


@record
class Carried:
    """A change of one variable, and what every value between it and the output changes by, as nodes."""

    variable: int
    change: int
    found: Mapping[int, int]


@record
class Ways:
    """What both directions do, and how much of it there is.

    carried       a forward sweep for every variable
    forward       how many forward sweeps all entries of the variables take, and `back` how many backward ones all
                  entries of the output
    operations    what one forward sweep takes (by the variable where it is most), and one backward sweep, in operations
                  on numbers beside those of the program; None where sizes are letters
    """

    carried: tuple[Carried, ...]
    forward: Size
    back: Size
    operations: tuple[int, int] | None


def ways_of(sweeps: Sequence[MatrixSweep], variables: Sequence[int]) -> Ways:
    """Both directions of a differentiation by these variables."""
    graph, whole = sweeps[0].shaped, sweeps[0]
    carried = []
    for swept, variable in zip(sweeps, variables, strict=True):
        change = graph.declare(f"d:{variable}", graph.shape(variable))
        carried.append(Carried(variable, change, tangents(swept, variable, change)))
    known = set(whole.function)
    ahead = [operations(graph, (i for i in graph.cone(way.found.values()) if i not in known)) for way in carried]
    back = operations(graph, (i for i in graph.cone([swept.gradient[v] for swept, v in zip(sweeps, variables,
                                                                                          strict=True)])
                              if i not in known))
    few = [count for count in ahead if count is not None]
    counts = (max(few), back) if len(few) == len(ahead) and back is not None else None
    entries = add(*(times(*graph.shape(v)) for v in variables))
    return Ways(tuple(carried), entries, times(*graph.shape(whole.output)), counts)


def operations(graph: ShapedGraph, nodes: Iterable[int]) -> int | None:
    """Operations on numbers that these nodes take; None where a size is a letter."""
    total = 0
    for node in nodes:
        shapes = [graph.shape(a) for a in graph.args[node]]
        own = graph.shape(node)
        if any(isinstance(size, str) for shape in (*shapes, own) for size in shape):
            return None
        total += _work(graph, node, [(int(a), int(b)) for a, b in shapes], int(own[0]) * int(own[1]))
    return total


def _work(graph: ShapedGraph, node: int, shapes: Sequence[tuple[int, int]], entries: int) -> int:
    rule = graph.matrix_rule(node)
    if rule is None:
        return entries * max(1, len(shapes) - 1) if shapes else 0
    if rule.work is not None:
        return rule.work(shapes)
    return max(entries, *(rows * columns for rows, columns in shapes))
