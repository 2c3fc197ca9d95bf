"""Functions together with their gradients as code: compiled once, then run at as many points as there are."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..graph.arrays import StraightArrays
from ..graph.compiled import Straight
from ..graph.graph import Graph
from .sweep import sweep

Rows = tuple[Sequence[Any], list[Sequence[Any]]]


def with_gradients(graph: Graph, outputs: Sequence[int], inputs: Sequence[int], by: Sequence[int] | None = None,
                   arrays: bool = False) -> Callable[[Sequence[Any]], Rows]:
    """A function of the values of the inputs, in this order, that gives the outputs' values and a row of derivatives
    for each of them: by all inputs, or by those named in `by`. With `arrays` the values may be NumPy arrays of points.

    Raises NoValue where there is no value (arrays: nan). At a kink it is the number that frameworks take.
    """
    variables = tuple(inputs if by is None else by)
    found = [sweep(graph, output, variables, sparing=True).gradient for output in outputs]
    nodes = [*outputs, *(row[v] for row in found for v in variables)]
    run = (StraightArrays if arrays else Straight)(graph, nodes, inputs)
    count, width = len(outputs), len(variables)

    def at(values: Sequence[Any]) -> Rows:
        numbers = run(values)
        return numbers[:count], [numbers[count + k * width:count + (k + 1) * width] for k in range(count)]

    return at
