"""Derivatives at a point by the function itself: formulas where they hold, limits of difference quotients elsewhere."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..graph.certain import surely
from ..graph.decide import Decided, decide
from ..graph.graph import Graph
from ..graph.holes import Hole, NoValue
from ..graph.twin import Digits, Twin, Undecided, working
from .exact_point import LEVELS, Place, levels_for
from .one_sided import Side, same, side

MANTISSA = Fraction(7_234_519, 10_000_000)  # an irregular step, so that nothing is met by accident
OUTER = tuple(range(8, 57, 8))  # steps are MANTISSA · 10^-8, 10^-16 …
SPECIAL_OUTER = tuple(range(5, 36, 5))  # for special functions, whose series are slow
DEPTH = 3  # quotients inside quotients, with steps so much smaller
DIGITS: tuple[Digits, ...] = ((420, 520), (760, 880), (1100, 1250), (1500, 1700))
SPECIAL_DIGITS: Digits = (200, 260)
BUDGET = 60_000  # nodes evaluated for one derivative
NODES = 2_000  # larger functions are not looked at so closely
Moves = Mapping[int, Fraction]


class NoSlope(ArithmeticError):
    """There is no derivative here; `sides` say what there is."""

    def __init__(self, sides: tuple[Side, Side] | None = None) -> None:
        super().__init__()
        self.sides = sides


class Untold(ArithmeticError):
    """The numbers do not tell whether there is a derivative."""


class Spent(Untold):
    """The function is too large to be looked at so often."""


class Slopes:
    """A function, and the formulas of its derivatives by one variable after the other.

    chain      the function's node, then that of its derivative by the first of the `variables`, and so on
    asked      what both sides were, where they were asked
    """

    def __init__(self, graph: Graph, chain: Sequence[int], variables: Sequence[int], place: Place,
                 budget: int = BUDGET) -> None:
        self.graph, self.chain, self.variables, self.place = graph, tuple(chain), tuple(variables), place
        self.function = graph.cone([chain[0]])
        self.special = levels_for(graph, self.function) is not LEVELS
        self.budget = budget
        self.asked: tuple[Side, Side] | None = None
        depends = set(variables)
        for i in self.function:
            if any(a in depends for a in graph.args[i]):
                depends.add(i)
        self.depending = depends

    def derivative(self, *, by_formula: bool = True) -> tuple[Any, bool]:
        """The last derivative at the point, and whether the formula gave it; it is not asked where it is not to be
        believed. Raises NoSlope, NoValue, Untold."""
        order = len(self.variables)
        found = self._surely(order) if by_formula else None
        if found is not None:
            return found.values[self.chain[order]], True
        self.asked = self.sides(order, {}, 0)
        return self.agreed(self.asked), False

    def _surely(self, order: int) -> Decided | None:
        """What the formula says at the point itself, with as many digits as it takes to be sure."""
        def attempt(level: Digits, kept: frozenset[int]) -> tuple[tuple[Decided | None], Decided]:
            seen = Decided(level, {})
            found = self._by_formula(order, {}, level, kept, seen)
            return (found,), found or seen

        found = surely(self.graph, levels_for(self.graph, self.function), attempt)
        if found is None:
            raise Untold
        return found[0]

    def sides(self, order: int, moves: Moves, depth: int) -> tuple[Side, Side]:
        """What the derivative of this order is from the left and from the right."""
        digits = self._digits()
        variable = self.variables[order - 1]
        exponents = _exponents(depth, self.special)
        try:
            start = self._value(order - 1, moves, depth + 1)
        except Undecided:
            raise Untold from None
        found = []
        with working(digits[1]) as mp:
            for way in (-1, 1):
                steps = []
                for exponent in exponents:
                    step = MANTISSA / 10 ** exponent
                    further = {**moves, variable: moves.get(variable, Fraction(0)) + way * step}
                    try:
                        there = self._value(order - 1, further, depth + 1)
                    except NoValue:
                        there = None
                    except (Undecided, NoSlope):
                        continue
                    steps.append((as_number(step, mp), None if there is None else as_number(there, mp)))
                found.append(side(steps, as_number(start, mp), way) if len(steps) > 3 else Side("untold"))
        return found[0], found[1]

    def agreed(self, sides: tuple[Side, Side]) -> Any:
        """The derivative where both sides are the same. Raises NoSlope, or Untold."""
        if same(*sides):
            exact = [s.value for s in sides if isinstance(s.value, int | Fraction)]
            return exact[0] if exact else sides[1].value
        if any(s.outcome == "untold" for s in sides) and not any(s.outcome in ("jumps", "rises", "falls")
                                                                 for s in sides):
            raise Untold
        raise NoSlope(sides)

    def _value(self, order: int, moves: Moves, depth: int) -> Any:
        """The derivative of some order a little beside the point."""
        found = self._by_formula(order, moves, self._digits())
        if found is not None:
            return found.values[self.chain[order]]
        if depth > DEPTH or depth > 1 and self.special:
            raise Untold
        return self.agreed(self.sides(order, moves, depth))

    def _by_formula(self, order: int, moves: Moves, digits: Digits, kept: frozenset[int] = frozenset(),
                    seen: Decided | None = None) -> Decided | None:
        """The value of a formula where it can be believed: no joint is met on the way. None elsewhere; the function's
        own value is always believed. `seen` gets what was found of the function in any case."""
        graph, node = self.graph, self.chain[order]
        self._spend(len(self.function))
        at = self.place.at(digits, moves)
        found = decide(graph, self.function, at, digits, kept=kept, holes=True)
        if seen is not None:
            seen.values, seen.rounded = found.values, found.rounded
        if type(found.values[self.chain[0]]) is Hole:
            raise found.values[self.chain[0]].error
        if order == 0:
            return found
        if found.met & self.depending:
            return None
        needed = [i for i in graph.cone([node]) if i not in found.values]
        self._spend(len(needed))
        formula = decide(graph, needed, at, digits, found.values, holes=True, kept=kept)
        if type(formula.values[node]) is Hole or formula.met:
            return None
        return Decided(digits, formula.values, found.met, found.rounded | formula.rounded)

    def _digits(self) -> Digits:
        return SPECIAL_DIGITS if self.special else DIGITS[min(len(self.variables), len(DIGITS)) - 1]

    def _spend(self, nodes: int) -> None:
        self.budget -= nodes * (4 if self.special else 1)
        if self.budget < 0:
            raise Spent


def _exponents(depth: int, special: bool) -> tuple[int, ...]:
    """The steps' powers of ten."""
    if not depth:
        return SPECIAL_OUTER if special else OUTER
    first = OUTER[-1] * depth + 8 if not special else 40
    return tuple(range(first, first + 37, 9))


def as_number(value: Any, mp: Any) -> Any:
    """A value as a number of mpmath."""
    if type(value) is Twin:
        return value.fine
    return value if isinstance(value, mp.mpf) else mp.mpf(value.numerator) / value.denominator
