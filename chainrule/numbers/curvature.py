"""The second derivatives of an objective at a point, from its slopes, and the largest of them in any direction."""
from __future__ import annotations

import math

from ..graph.holes import NoValue
from .objective import Objective, Values

MOST = 20  # parameters: the matrix has the square of it as entries
STEP = 2.0 ** -14


def steepest(objective: Objective, at: Values) -> float | None:
    """How much a slope changes with each unit of the way, in the direction where it changes most; None for too many
    parameters, or where the slopes around the point do not exist."""
    if len(at) > MOST:
        return None
    try:
        rows = [_column(objective, at, k) for k in range(len(at))]
    except (NoValue, OverflowError):
        return None
    if not all(math.isfinite(x) for row in rows for x in row):
        return None
    if len(rows) == 1:
        return rows[0][0]
    from mpmath import mp
    even = [[(rows[i][j] + rows[j][i]) / 2 for j in range(len(at))] for i in range(len(at))]
    with mp.workdps(20):
        return float(max(mp.eigsy(mp.matrix(even), eigvals_only=True)))


def _column(objective: Objective, at: Values, k: int) -> list[float]:
    """The change of every slope as one parameter moves: exact, but for rounding, where the slopes are linear."""
    step = STEP * 2.0 ** math.ceil(math.log2(max(1.0, abs(at[k]))))
    sides = [objective.look([x + way * step if i == k else x for i, x in enumerate(at)])[1] for way in (1, -1)]
    return [(one - other) / (2 * step) for one, other in zip(*sides, strict=True)]
