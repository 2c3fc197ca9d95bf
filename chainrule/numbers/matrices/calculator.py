"""What the numbers at a point are computed with: fractions where that is little work, arrays of doubles elsewhere."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...graph.grids.exacts import Exacts
from ...graph.shaped import ShapedGraph
from ...graph.shaped_values import arrays
from ...rules.shape import Size, worth

LARGEST = 20_000  # products of numbers


def calculator(graph: ShapedGraph, nodes: Iterable[int], sizes: Mapping[str, int]) -> Any:
    """An interface to matrices in which these nodes can be computed."""
    def number(size: Size) -> int:
        return worth(size, dict(sizes))

    work = 0
    for node in nodes:
        rows, columns = map(number, graph.shape(node))
        inner = max((number(size) for a in graph.args[node] for size in graph.shape(a)), default=1)
        work += rows * columns * inner
        if work > LARGEST:
            return arrays()
    return Exacts()


def doubles(value: Any) -> Any:
    """The same numbers as doubles, however deep in lists they lie; nothing stays nothing."""
    if isinstance(value, list):
        return [doubles(x) for x in value]
    return None if value is None else float(value)
