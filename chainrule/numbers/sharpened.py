"""A derivative at a point to its last digit, where doubles cancel."""
from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import NoValue

SHARP = 1e-13  # a number is settled when more digits do not change it by more than this
SHARPENED_NODES = 3_000


def sharpened(graph: Graph, node: int, point: Mapping[int, Any], swept: Any) -> Any:
    """The derivative at a point as a double that is right in its last digits: with extra precision where doubles
    cancel. Exact numbers, and derivatives too large to evaluate again, are given back as they are. None where even
    240 digits do not settle it: the point lies on a pole that doubles miss, as x = 2 does for 1/tan(pi·x)."""
    if type(swept) is not float:
        return swept
    nodes = graph.cone([node])
    if len(nodes) > SHARPENED_NODES:
        return swept
    from mpmath import mp
    known = swept
    for digits in (30, 60, 120, 240):
        with mp.workdps(digits):
            start = {i: mp.mpf(x) if type(x) in (int, float) else mp.mpf(x.numerator) / x.denominator
                     for i, x in point.items()}
            try:
                found = evaluate(graph, nodes, start, mp)[node]
            except (NoValue, TypeError):
                return swept
            if isinstance(found, mp.mpc):
                return swept
            if digits == 240 and abs(found) < mp.mpf(10) ** -200:
                return 0.0  # it shrinks with every digit: sin(pi), not a number near zero
            found = float(found)
        if not math.isfinite(found):
            return None
        if abs(found - known) <= SHARP * max(abs(found), abs(known)):
            return found
        known = found
    return None
