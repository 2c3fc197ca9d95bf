"""Joints across which a function is smooth, as x·|x| is at 0: no condition need be said for them."""
from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from ..derivation.conditions import Condition
from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import Hole, NoValue
from ..graph.relations import HOLDS
from ..graph.twin import Undecided
from .exact_point import Place, number, surely_at
from .slopes import NoSlope, Slopes, Untold

NODES = 150  # larger functions and derivatives keep their conditions
VARIABLES = 4
TRIALS = 12  # places on a joint that are tried; so many at which the function has values must agree
ENOUGH = 3
BESIDE = 1e-7  # so close to a joint the derivatives of a function that bends differ
CONTINUOUS = 1e-4  # by more than this
BUDGET = 6_000
AGREE = 1e-9
Exact = int | Fraction | tuple[Graph, int]


def is_smooth(graph: Graph, output: int, finals: Mapping[int, int], condition: Condition,
              others: Iterable[Condition]) -> bool:
    """Whether a condition x ≠ a (or x ≠ a formula without x), which a joint asks for, may go unsaid: there the
    function has the derivatives that the formulas say. `finals` are those by variable; all `others` must hold."""
    gate, x = condition.because, condition.left
    if condition.relation != "!=" or condition.within or graph.ops[x] != "input" or x in graph.cone([condition.right]):
        return False
    rule = graph.rule(gate)
    if graph.ops[gate] != "cases" and rule.joint is None and rule.needs == rule.defined or len(finals) > VARIABLES:
        return False
    if len(graph.cone([output, *finals.values()])) > NODES:
        return False
    dice = random.Random(20240229)
    others = [c for c in others if not c.within]
    inputs = graph.inputs([output, condition.right, *(side for c in others for side in (c.left, c.right))])
    agreed = 0
    for _ in range(TRIALS):
        place = {i: Fraction(dice.randint(-30_000, 30_000), 9_973) for i in inputs}
        exact = _met(graph, x, condition.right, place)
        if exact is None or not all(_holds(graph, c, exact) for c in others if c != condition):
            continue
        verdict = _agrees(graph, output, finals, x, exact)
        if verdict is False:
            return False
        agreed += verdict is True
        if agreed == ENOUGH:
            return True
    return False


def _met(graph: Graph, x: int, right: int, place: Mapping[int, Fraction]) -> dict[int, Exact] | None:
    """The place with x where the joint is; None where that is not an exact number."""
    if not graph.varies[right]:
        level = graph.rational(right)
        return {**place, x: (graph, right) if level is None else level}
    try:
        value = evaluate(graph, graph.cone([right]), place)[right]
    except NoValue:
        return None
    return {**place, x: value} if isinstance(value, int | Fraction) else None


def _holds(graph: Graph, condition: Condition, exact: Mapping[int, Exact]) -> bool:
    """Whether another condition holds there, as doubles tell."""
    point = _doubles(Place(exact))
    try:
        values = evaluate(graph, graph.cone([condition.left, condition.right]), point, math, holes=True)
    except NoValue:
        return False
    if Hole in (type(values[condition.left]), type(values[condition.right])):
        return False
    return HOLDS[condition.relation](values[condition.left], values[condition.right])


def _doubles(place: Place) -> dict[int, float]:
    return {i: float(number(value)) for i, value in place.at((30, 40)).items()}


def _agrees(graph: Graph, output: int, finals: Mapping[int, int], x: int, exact: Mapping[int, Exact]) -> bool | None:
    """Whether every formula says what the function itself does there; None where there are no values."""
    place = Place(exact)
    if not _continuous(graph, finals, x, place):
        return False
    for variable, final in finals.items():
        slopes = Slopes(graph, [output, final], [variable], place, BUDGET)
        try:
            true, _ = slopes.derivative(by_formula=False)
            claimed = surely_at(graph, final, place)
        except (NoSlope, Untold, Undecided):
            return False
        except NoValue as none:
            return None if none.node in graph.cone([output]) else False
        one, other = float(number(true)), float(number(claimed))
        if abs(one - other) > AGREE * max(1.0, abs(one), abs(other)):
            return False
    return True


def _continuous(graph: Graph, finals: Mapping[int, int], x: int, place: Place) -> bool:
    """Whether the derivatives close to both sides of the joint are about the same, as doubles show."""
    middle = _doubles(place)
    nodes = graph.cone(finals.values())
    found: list[dict[int, Any]] = []
    for way in (-BESIDE, BESIDE):
        moved = {**middle, x: middle[x] + way}
        try:
            found.append(evaluate(graph, nodes, moved, math, holes=True))
        except NoValue:
            return True  # it is asked again with many digits
    for final in finals.values():
        left, right = (values[final] for values in found)
        if type(left) is Hole or type(right) is Hole:
            continue
        if abs(left - right) > CONTINUOUS * max(1.0, abs(left), abs(right)):
            return False
    return True
