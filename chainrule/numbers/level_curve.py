"""The numeric check of an implicit derivative: the slope of the level curve itself, found by solving for it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import Hole, NoValue
from ..graph.sampling import CURVES
from .check import AGREE, NO_REAL_POINT, Check, judged, relative_difference

TRIALS = 90
STEP = 12  # differences are taken over 10^-12
DIGITS = 50  # and as many more as they lose
SOLVING = 12  # steps of the chord method; each gains about as many digits as the step has
MOST_ORDERS = 5  # higher derivatives would need too many points of the curve


def verify(graph: Graph, relation: int, dependent: int, variables: Sequence[int], claim: int) -> Check:
    """Compare a claimed derivative of the dependent variable, by each of `variables` in turn, with differences along
    the level curve through irregular points: every point lies on a level curve, and the formula holds on all of them.
    """
    if len(variables) > MOST_ORDERS:
        return Check("unchecked", why=NO_REAL_POINT)
    points = islice(CURVES.points(graph.inputs([relation, claim])), TRIALS)
    return judged((_error(graph, relation, dependent, variables, claim, point) for point in points), TRIALS)


def _error(graph: Graph, relation: int, dependent: int, variables: Sequence[int], claim: int,
           point: Mapping[int, float]) -> float | None:
    """The relative difference at one point, looked at again over a finer step where it is not small: a steep curve
    bends within the first ones. None where the curve has no slope there that can be found."""
    found: float | None = None
    for step in (STEP, 2 * STEP, 4 * STEP):
        found = _over(step, graph, relation, dependent, variables, claim, point)
        if found is None or found <= AGREE:
            break
    return found


def _over(step: int, graph: Graph, relation: int, dependent: int, variables: Sequence[int], claim: int,
          point: Mapping[int, float]) -> float | None:
    """The relative difference over steps of 10^-step."""
    from mpmath import mp
    with mp.workdps(DIGITS + step * (len(variables) + 1)):
        start = {i: mp.mpf(x) for i, x in point.items()}
        try:
            curve = _Curve(graph, relation, dependent, start, mp)
            value = evaluate(graph, graph.cone([claim]), start, mp, invent=True, holes=True)[claim]
            numeric = curve.derivative(list(variables), {}, mp.mpf(10) ** -step)
        except (NoValue, ZeroDivisionError):
            return None
        if isinstance(value, Hole) or any(isinstance(x, mp.mpc) for x in (value, numeric)):
            return None
        return float(relative_difference([value], numeric, mp.mpf(10) ** -STEP))


class _Curve:
    """The level curve of a relation through a point, as the dependent variable over the others."""

    def __init__(self, graph: Graph, relation: int, dependent: int, start: dict[int, Any], mp: Any) -> None:
        self.graph, self.relation, self.dependent, self.start, self.mp = graph, relation, dependent, start, mp
        self.nodes = graph.cone([relation])
        self.level = self.at(start)
        small = mp.mpf(10) ** -STEP
        above, below = dict(start), dict(start)
        above[dependent] += small
        below[dependent] -= small
        self.slope = (self.at(above) - self.at(below)) / (2 * small)
        if abs(self.slope) < mp.mpf(10) ** -3:
            raise ZeroDivisionError

    def at(self, point: dict[int, Any]) -> Any:
        found = evaluate(self.graph, self.nodes, point, self.mp, invent=True)[self.relation]
        if isinstance(found, self.mp.mpc):
            raise NoValue(self.relation, "domain")
        return found

    def height(self, moves: Mapping[int, Any]) -> Any:
        """The dependent variable where the others have moved a little."""
        point = {i: x + moves.get(i, 0) for i, x in self.start.items()}
        for _ in range(SOLVING):
            point[self.dependent] -= (self.at(point) - self.level) / self.slope
        return point[self.dependent]

    def derivative(self, variables: list[int], moves: dict[int, Any], step: Any) -> Any:
        """Central differences by each variable in turn; there are at most MOST_ORDERS of them."""
        if not variables:
            return self.height(moves)
        first, *rest = variables
        sides = [self.derivative(rest, {**moves, first: moves.get(first, 0) + way}, step) for way in (step, -step)]
        return (sides[0] - sides[1]) / (2 * step)
