"""The slope of a curve F = 0 from either side of a point, where F has a kink there: the curve itself is followed."""
from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..graph.decide import decide
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..graph.twin import Undecided, working
from .exact_point import Place
from .one_sided import Side, side
from .slopes import MANTISSA, Untold, as_number

DIGITS = (150, 200)
EXPONENTS = (6, 11, 16, 21, 26)  # of the steps
WIDEST = -2  # the curve is looked for no further than 10^-2 above and below
SOLVING = 90  # steps of the search for a zero, each of which keeps it between two signs
NARROW = 30  # decimal places to which a zero is found


def curve_sides(graph: Graph, relation: int, x: int, y: int, place: Place) -> tuple[Side, Side]:
    """How y moves along the curve to the left and to the right. Raises Untold where the point is not exactly on it."""
    curve = _Curve(graph, relation, x, y, place)
    try:
        if curve.at(Fraction(0), Fraction(0)) != 0:
            raise Untold
        with working(DIGITS[1]) as mp:
            found = []
            for way in (-1, 1):
                steps = []
                for exponent in EXPONENTS:
                    step = MANTISSA / 10 ** exponent
                    height = curve.height(way * step, exponent)
                    steps.append((as_number(step, mp), None if height is None else as_number(height, mp)))
                found.append(side(steps, mp.mpf(0), way))
    except (NoValue, Undecided):
        raise Untold from None
    return found[0], found[1]


class _Curve:
    def __init__(self, graph: Graph, relation: int, x: int, y: int, place: Place) -> None:
        self.graph, self.relation, self.x, self.y, self.place = graph, relation, x, y, place
        self.nodes = graph.cone([relation])

    def at(self, right: Fraction, up: Fraction) -> Any:
        at = self.place.at(DIGITS, {self.x: right, self.y: up})
        value = decide(self.graph, self.nodes, at, DIGITS).values[self.relation]
        with working(DIGITS[1]) as mp:
            return as_number(value, mp)

    def height(self, right: Fraction, exponent: int) -> Fraction | None:
        """How far up the curve is beside the point; None where it is not there. Raises Untold where it is in two
        places."""
        middle = self.at(right, Fraction(0))
        if middle == 0:
            return Fraction(0)
        for power in range(-4 * exponent, WIDEST + 1, 2):
            reach = Fraction(10) ** power * Fraction(17, 13)
            found = [(end, value) for end in (-reach, reach)
                     if (value := self._or_none(right, end)) is not None and (value > 0) != (middle > 0)]
            if len(found) > 1:
                raise Untold
            if found:
                return self._zero(right, (Fraction(0), middle), found[0], reach / 10 ** NARROW)
        return None

    def _or_none(self, right: Fraction, up: Fraction) -> Any:
        try:
            return self.at(right, up)
        except NoValue:
            return None

    def _zero(self, right: Fraction, one: tuple[Fraction, Any], other: tuple[Fraction, Any], narrow: Fraction
              ) -> Fraction:
        """Where F changes its sign, by the secant between both ends and halving in turn."""
        for turn in range(SOLVING):
            if other[1] == 0 or abs(one[0] - other[0]) < narrow:
                break
            between = (one[0] + other[0]) / 2
            if turn % 3:
                share = as_fraction(one[1] / (one[1] - other[1]))
                between = one[0] + (other[0] - one[0]) * share
                nudge = (other[0] - one[0]) * share * (1 if turn % 3 == 1 else -1) / 10 ** (3 + turn)
                between += nudge
            between = as_fraction(between, 180)
            value = self.at(right, between)
            if value == 0:
                return between
            if (value > 0) == (one[1] > 0):
                one = between, value
            else:
                other = between, value
        return other[0] if abs(one[0] - other[0]) < narrow or other[1] == 0 else (one[0] + other[0]) / 2


def as_fraction(value: Any, places: int = 180) -> Fraction:
    """A number with so many decimal places."""
    if isinstance(value, int | Fraction):
        return Fraction(round(value * 10 ** places), 10 ** places)
    from mpmath import mp
    return Fraction(int(mp.nint(value * mp.mpf(10) ** places)), 10 ** places)
