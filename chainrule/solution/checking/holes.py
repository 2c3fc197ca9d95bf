"""Where a right answer has no value though there is a derivative: 2x²/x at 0."""
from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from ...derivation.adjoints import NONE
from ...derivation.claims import Claim
from ...derivation.conditions import Condition, conditions
from ...derivation.sweep import Sweep
from ...graph.graph import Graph
from ...numbers.agreement import places
from ...numbers.probe import Probe
from .problem import Problem

TRIED = 4  # points from which a hole is looked for


def holes(problem: Problem, answer: int) -> tuple[Claim, ...]:
    """The conditions u ≠ c that the answer asks for and the derivative does not, each seen at a point."""
    graph = problem.graph
    own = conditions(Sweep(graph, answer, (), [NONE] * (answer + 1)))
    known = {(c.left, c.right) for c in conditions(problem.swept)}
    return tuple(Claim(c.left, "!=", c.right) for c in own
                 if c.relation == "!=" and (c.left, c.right) not in known and _is_hole(problem, c, answer))


def _is_hole(problem: Problem, condition: Condition, answer: int) -> bool:
    """Whether there is a point where the condition fails, the answer has no value and the true derivative has one."""
    graph = problem.graph
    for place in places(graph, graph.cone([problem.output]), (problem.truth,))[:TRIED]:
        for at in _zeros(graph, condition, place.at):
            probe = Probe(graph, at)
            if probe.value(problem.truth) is not None and probe.value(answer) is None:
                return True
    return False


def _zeros(graph: Graph, condition: Condition, start: Mapping[int, float]) -> Iterator[Mapping[int, float]]:
    """Points near a given one at which both sides of a condition are exactly equal, moving one variable."""
    exact = graph.rational(condition.right)
    for variable in graph.inputs([condition.left]):
        if condition.left == variable and exact is not None:
            yield {**start, variable: float(exact)}
            continue
        for whole in range(-4, 5):
            probe = Probe(graph, {**start, variable: float(whole)})
            left, right = probe.value(condition.left), probe.value(condition.right)
            if left is not None and right is not None and math.isclose(left, right, abs_tol=0.0):
                yield {**start, variable: float(whole)}
