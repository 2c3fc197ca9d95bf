"""The paths that contribute most at a point, found without listing the others."""
from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ..derivation.paths import Derivation
from ..derivation.sweep import Edge
from ..graph.evaluate import Number, is_number
from ..notation.numbers import is_wide
from ..records import record

MOST = 3
EDGES = 20_000  # graphs with more edges on paths are not searched
_Trail = tuple[Edge, Any] | None  # a path from the output down, its last edge first


@record
class Contribution:
    """One path (edges from the output down), the product along it, and its part of the whole derivative in percent;
    None where the whole is 0."""

    path: tuple[Edge, ...]
    value: Number
    percent: float | None


def largest(derived: Derivation, partials: Mapping[tuple[int, int], Any], whole: Number, most: int = MOST
            ) -> list[Contribution]:
    """The contributions of largest size, the largest first; paths with a factor 0 or without a value are left out.
    `whole` is the sum over all paths.

    Every node keeps only the largest products of paths to it, so that the work grows with the edges, not the paths.
    """
    if sum(map(len, derived.edges.values())) > EDGES:
        return []
    best: dict[int, list[tuple[float, _Trail]]] = {derived.variable: [(0.0, None)]}
    for gate in sorted(derived.edges):
        found = []
        for edge in derived.edges[gate]:
            size = _log(partials[edge.gate, edge.slot])
            if size > -math.inf:
                found += [(size + before, (edge, trail)) for before, trail in best.get(edge.source, ())]
        best[gate] = heapq.nlargest(most, found, key=lambda pair: pair[0])
    paths = []
    for _, trail in best.get(derived.output, ()):
        path = []
        while trail is not None:
            edge, trail = trail
            path.append(edge)
        paths.append(tuple(path))
    return [Contribution(path, value, _percent(value, whole)) for path in paths
            if (value := _product([partials[e.gate, e.slot] for e in path])) is not None]


def _log(value: Any) -> float:
    if not is_number(value) or value == 0:
        return -math.inf
    if is_wide(value):
        from mpmath import mp
        return float(mp.log(abs(value)))
    if isinstance(value, float):
        return math.log(abs(value))
    return math.log(abs(value.numerator)) - math.log(value.denominator)


def _product(factors: list[Number]) -> Number | None:
    """The product; None where it leaves the range of the machine's numbers."""
    product: Number = 1
    try:
        for factor in factors:
            product = product * factor
    except OverflowError:  # an exact number too long for the double that it meets
        return None
    return None if type(product) is float and (product == 0 or not math.isfinite(product)) else product


def _percent(part: Number, whole: Number) -> float | None:
    """The share of a whole; exact numbers may be far longer than a double."""
    if whole == 0:
        return None
    if is_wide(part) or is_wide(whole):
        return float(part / whole) * 100 if is_wide(part) else 100 / float(whole / part)
    if type(part) is float or type(whole) is float:
        return 100 * float(part) / float(whole)
    return 100 * float(Fraction(part) / Fraction(whole))
