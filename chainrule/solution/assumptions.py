"""What is assumed about numbers, such as y₁ + y₂ = 1, and the answers where it holds."""
from __future__ import annotations

import math
from collections.abc import Sequence

from ..derivation.forms.assumed import Solved, shortest
from ..derivation.forms.search import Search
from ..errors import DomainError, VariableError
from ..graph.build import add_tree
from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..graph.sampling import FUNCTIONS
from ..language import Text
from ..records import record
from ..tree import Typed
from .stage import Assumed, Stage

CLOSE = 1e-9
POINTS = 12
TRIALS = 72
NOT_THERE = Text("`{name}` was assumed to be tied to others, but it does not occur in the expression.",
                 "가정에 나오는 `{name}` 변수가 식에는 없습니다.")
TIED = Text("`{name}` is tied to other variables by an assumption, so it cannot change on its own: the derivative by "
            "it would mean something else.",
            "가정에 따라 `{name}`의 값은 다른 변수와 묶여 있어 혼자 변할 수 없습니다. 이 변수에 대한 미분은 뜻이 "
            "달라집니다.")
NOT_SO = Text("The point does not satisfy the assumption: the left side is {left} there, the right side {right}.",
              "이 점은 가정을 만족하지 않습니다. 좌변은 {left}, 우변은 {right}입니다.")
Relation = tuple[Typed, Typed, Typed]  # left side, right side, left - right


@record
class _Equation:
    left: int
    right: int
    difference: int


def assumed(stage: Stage, relations: Sequence[Relation]) -> tuple[Assumed, ...]:
    """The answers of a stage that an assumption makes shorter, each compared with the answer wherever it holds.

    Raises VariableError for an assumption about a variable that is not there or is differentiated by, DomainError for
    a point at which it does not hold.
    """
    graph = stage.graph
    equations = [_equation(stage, relation) for relation in relations]
    found = []
    for name, derived in zip(stage.variables, stage.derivations, strict=True):
        node, used = derived.shown if derived.named else derived.final, []
        search = Search(graph, stage.user_named - {stage.output}) if derived.named else Search(graph)
        for equation in equations:
            made = shortest(search, node, equation.difference)
            if made is not None and _agree(graph, node, *made):
                node = made[0]
                used.append((equation.left, equation.right))
        if used:
            found.append(Assumed(name, node, tuple(used)))
    return tuple(found)


def _equation(stage: Stage, relation: Relation) -> _Equation:
    graph = stage.graph
    present = {graph.name(i): i for i in graph.inputs([stage.output])}
    sides = [add_tree(graph, tree, {}) for tree in relation]
    for i in graph.inputs(sides):
        name = graph.name(i)
        if name not in present:
            raise VariableError("bad_variable", NOT_THERE, facts={"name": name})
        if name in (*stage.wrt, *stage.variables):
            raise VariableError("bad_variable", TIED, facts={"name": name})
    if stage.passes is not None:
        left, right = (float(evaluate(graph, graph.cone([side]), stage.passes.point)[side]) for side in sides[:2])
        if abs(left - right) > CLOSE * max(1.0, abs(left), abs(right)):
            raise DomainError("domain", NOT_SO, facts={"left": f"{left:.6g}", "right": f"{right:.6g}"})
    return _Equation(*sides)


def _agree(graph: Graph, before: int, after: int, solved: Solved) -> bool:
    """Whether both formulas have the same values at a dozen points where the equation holds."""
    nodes = graph.cone([before, after, solved.node, solved.letter])
    free = [i for i in graph.inputs(nodes) if i != solved.letter]
    met = 0
    for _, point in zip(range(TRIALS), FUNCTIONS.points(free), strict=False):
        try:
            own = evaluate(graph, graph.cone([solved.node]), point, math)[solved.node]
            values = evaluate(graph, nodes, {**point, solved.letter: own}, math)
        except NoValue:
            continue
        if abs(values[before] - values[after]) > CLOSE * max(1.0, abs(values[before])):
            return False
        met += 1
        if met == POINTS:
            break
    return met > 0
