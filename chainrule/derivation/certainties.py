"""Conditions that need not be said: what is always so, as bounds, quadratics and identities show."""
from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from ..graph.evaluate import evaluate
from ..graph.exact import Exact
from ..graph.graph import Graph
from ..graph.holes import Hole, NoValue
from ..graph.relations import HOLDS
from .claims import Claim

BOUNDS = {"sigmoid": (0, 1), "tanh": (-1, 1), "erf": (-1, 1)}  # never reached
POINTS = 40  # places that are tried; two formulas must differ by the same at so many of them
ENOUGH = 4
SIZE = 60  # signs of a formula that is looked at
DIGITS = 60
LARGEST = 200  # bits of a difference that could be the same everywhere


def is_certain(graph: Graph, claim: Claim) -> bool:
    """Whether a claim holds for all real values of its variables."""
    left, relation, right = claim.left, claim.relation, claim.right
    value = graph.rational(right)
    if value is not None and _within_bounds(graph, left, relation, value):
        return True
    if graph.size(left) + graph.size(right) > SIZE:
        return False
    if not graph.varies[left] and not graph.varies[right]:
        return False  # a claim about constants has been looked at
    constant = constant_difference(graph, left, right)
    if constant is not None:
        return HOLDS[relation](constant, 0)
    if value is None:
        return False
    sign = quadratic_sign(graph, left, value)
    return bool(sign) and HOLDS[relation](sign, 0) or relation in (">", "!=") and value == 0 and _conjugate(graph, left)


def is_senseless(graph: Graph, claim: Claim) -> bool:
    """Whether a claim compares something with itself, as x > x."""
    if claim.relation == "!=" and graph.size(claim.left) + graph.size(claim.right) <= SIZE:
        return graph.varies[claim.left] and constant_difference(graph, claim.left, claim.right) == 0
    return claim.left == claim.right and graph.varies[claim.left]


def _within_bounds(graph: Graph, node: int, relation: str, value: Exact) -> bool:
    bounds = BOUNDS.get(graph.ops[node])
    if bounds is None:
        return False
    low, high = bounds
    return value >= high and relation[0] in "<!" or value <= low and relation[0] in ">!"


def constant_difference(graph: Graph, one: int, other: int) -> Fraction | None:
    """one - other where that is the same everywhere: x and x + 1."""
    found: set[Fraction] = set()
    seen = 0
    from mpmath import mp
    with mp.workdps(DIGITS):
        for point in _points(graph, [one, other]):
            start = {i: mp.mpf(x.numerator) / x.denominator for i, x in point.items()}
            try:
                values = evaluate(graph, graph.cone([one, other]), start, mp, holes=True)
            except NoValue:
                continue
            pair = values[one], values[other]
            if any(isinstance(x, (Hole, mp.mpc)) or not mp.isfinite(x) for x in pair):
                continue
            seen += 1
            if mp.mag(pair[0] - pair[1]) > LARGEST:
                return None
            found.add(Fraction(int(mp.nint((pair[0] - pair[1]) * 10 ** 30)), 10 ** 30))
            if len(found) > 1:
                return None
            if seen == ENOUGH:
                break
    return found.pop() if seen >= ENOUGH else None


def _points(graph: Graph, nodes: Sequence[int]) -> list[dict[int, Fraction]]:
    dice = random.Random(20231117)
    inputs = graph.inputs(nodes)
    return [{i: Fraction(dice.randint(-40_000, 40_000), 9_973 if k % 2 else 49_999) for i in inputs}
            for k in range(POINTS)]


def quadratic_sign(graph: Graph, node: int, level: Exact) -> int:
    """1 or -1 where node - level is a quadratic of one variable that is never 0; 0 where that is not to be seen."""
    inputs = graph.inputs([node])
    if len(inputs) != 1 or any(graph.ops[i] not in _POLYNOMIAL for i in graph.cone([node])):
        return 0
    values = []
    for x in range(-2, 3):
        try:
            value = evaluate(graph, graph.cone([node]), {inputs[0]: x})[node]
        except NoValue:
            return 0
        if not isinstance(value, int | Fraction):
            return 0
        values.append(value - level)
    below, middle, above = values[1:4]
    a, b, c = Fraction(above + below, 2) - middle, Fraction(above - below, 2), Fraction(middle)
    if any(a * x * x + b * x + c != value for x, value in zip(range(-2, 3), values, strict=True)):
        return 0
    if not a or b * b >= 4 * a * c:
        return 0
    return 1 if a > 0 else -1


_POLYNOMIAL = frozenset(("input", "number", "sum", "difference", "product", "negation", "copy", "power"))


def _conjugate(graph: Graph, node: int) -> bool:
    """x + √(x² + 1), which is positive."""
    args = graph.args[node]
    if graph.ops[node] != "sum" or len(args) != 2:
        return False
    for root, other in (args, args[::-1]):
        if graph.ops[root] == "sqrt":
            square = graph.add("power", (other, graph.number(2)))
            rest = constant_difference(graph, graph.args[root][0], square)
            if rest is not None and rest > 0:
                return True
    return False
