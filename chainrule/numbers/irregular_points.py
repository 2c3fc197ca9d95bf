"""Where a function is looked at: ordinary irregular points, then the surroundings of the given one, then far out."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..graph.exact import magnitude
from ..graph.graph import Graph
from ..graph.sampling import FUNCTIONS, Moved, Reach

TRIALS = 72  # how many points are tried before a function counts as one without real points
NEAR_TRIALS = 50  # how many points around the given one are tried where the ranges find no real one
FAR_TRIALS = 200  # how many points far out, close to zero and between the function's own numbers after that
FAR_EVALUATIONS = 1_000_000  # and no more nodes than this are evaluated for them


def points(graph: Graph, function: Sequence[int], inputs: Sequence[int], width: int, given: Mapping[int, float]
           ) -> Iterator[Moved]:
    """Points with directions of so many coordinates. Whoever asks stops when enough of them were real."""
    far = min(FAR_TRIALS, FAR_EVALUATIONS // len(function))
    return FUNCTIONS.moved(inputs, width, Reach(TRIALS, NEAR_TRIALS, far), given, _landmarks(graph, function))


def floats(at: Mapping[int, Any]) -> dict[int, float]:
    """A point in doubles; empty where a number is too large for them."""
    try:
        return {i: float(v) for i, v in at.items()}
    except OverflowError:
        return {}


def _landmarks(graph: Graph, function: Iterable[int]) -> list[float]:
    """0 and 1 and the numbers in the function, with either sign: narrow domains lie between such numbers."""
    found = {0.0, 1.0, -1.0}
    for i in function:
        if graph.ops[i] == "number" and len(found) < TRIALS:
            size = magnitude(graph.literal(i).value)
            if 1e-100 < size < 1e100:
                found |= {float(size), -float(size)}
    return sorted(found)
