"""A variable that a relation F = 0 determines: dy/dx = -(∂F/∂x)/(∂F/∂y) from one graph, as often as is asked."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..derivation.tidy import Tidy
from ..errors import DomainError, OptionError, VariableError
from ..graph import naming
from ..graph.build import Built, add_tree, build
from ..graph.evaluate import Number, evaluate
from ..graph.holes import NoValue
from ..language import Text
from ..numbers import level_curve
from ..numbers.check import Check
from ..numbers.exact_point import Point, point_of
from ..tree import Typed
from .differentiate import Task, differentiate
from .question import Question
from .solve import refuse_unknown
from .stage import Stage, worst
from .variables import check_variable, inputs_of, succession

ON_CURVE = 1e-6  # how far a given point may lie from the curve, relative to the size of both sides
SAME = Text("The dependent variable and the one to differentiate by must be two.",
            "종속변수와 미분할 변수는 서로 달라야 합니다.")
ABSENT = Text("The relation does not contain `{name}`, so it says nothing about it.",
              "관계식에 `{name}` 변수가 없으므로 이 변수를 정하지 못합니다.")
OFF_CURVE = Text("The point does not satisfy the relation: the left side is {left} there, the right side {right}.",
                 "이 점은 관계식을 만족하지 않습니다. 왼쪽은 {left}, 오른쪽은 {right}입니다.")
VERTICAL = Text("At this point ∂F/∂{name} is 0: the curve has no slope there.",
                "이 점에서 ∂F/∂{name} = 0이므로 곡선의 기울기가 없습니다.")
WHICH = Text("Name the variable to differentiate by: the relation has {known}.",
             "미분할 변수를 정해 주십시오. 관계식에 있는 변수: {known}.")
ONE_OF_TWO = Text("Name the dependent variable: the relation has {known}.",
                  "종속변수를 정해 주십시오. 관계식에 있는 변수: {known}.")


@dataclass(frozen=True, slots=True)
class Solved:
    """One derivative of the dependent variable.

    node    the derivative in the variables
    wrt     the variables differentiated by so far
    check   the numeric check along level curves
    stage   how the derivative before it was differentiated; None for the first one
    value   its number at the point
    """

    node: int
    wrt: tuple[str, ...]
    check: Check
    stage: Stage | None
    value: Number | None


@dataclass(frozen=True, slots=True)
class ImplicitStory:
    """A relation with its graph, and the derivatives in turn. `slopes` are the first derivatives by name, `sides` the
    nodes of the relation's left and right side."""

    first: Stage
    dependent: str
    slopes: Mapping[str, int]
    solved: tuple[Solved, ...]
    sides: tuple[int, int]

    @property
    def check(self) -> Check:
        """The worst of what the checks of the partial derivatives and along level curves found."""
        return worst((self.first.check, *(s.check for s in self.solved)))


def solve_relation(question: Question, sides: tuple[Typed, Typed], dependent: str | None) -> ImplicitStory:
    """The derivatives of the dependent variable; the question's program is F, `sides` are those of the relation.

    Raises a ChainruleError as `solve` does, and where the point does not lie on the curve or the curve is vertical.
    """
    built = build(question.program)
    graph = built.graph
    y, x = _variables(built, dependent, question.wrt[0] if question.wrt else None)
    steps = [names[0] for names in succession((x,), [check_variable(built, v) for v in question.then], question.order)]
    if y in steps:
        raise OptionError("usage", SAME)
    for name in (y, x):
        if name not in built.inputs or built.inputs[name] not in graph.cone([built.output]):
            raise VariableError("bad_variable", ABSENT, facts={"name": name})
    if question.at is not None:
        refuse_unknown(built)
    name = naming.free(("F", "G", "H", "Φ"), set(built.inputs))
    first = differentiate(Task(built, built.output, (*dict.fromkeys(steps), y), point=point_of(question.at), called=name))
    nodes = (add_tree(graph, sides[0], {}), add_tree(graph, sides[1], {}))
    if first.passes is not None:
        _on_curve(first, nodes)
    return _story(built, first, y, steps, nodes, point_of(question.at))


def _variables(built: Built, dependent: str | None, wrt: str | None) -> tuple[str, str]:
    """The dependent variable and the one to differentiate by."""
    present = inputs_of([built])
    y = check_variable(built, dependent) if dependent is not None else "y" if "y" in present else None
    if y is None:
        raise OptionError("usage", ONE_OF_TWO, facts={"known": ", ".join(present)})
    if wrt is not None:
        return y, check_variable(built, wrt)
    others = [name for name in present if name != y]
    if len(others) != 1:
        raise OptionError("usage", ONE_OF_TWO if not others else WHICH, facts={"known": ", ".join(present)})
    return y, others[0]


def _story(built: Built, first: Stage, y: str, steps: list[str], sides: tuple[int, int],
           point: Point | None) -> ImplicitStory:
    graph = built.graph
    tidy = Tidy(graph)
    partials = {name: d.final for name, d in zip(first.variables, first.derivations, strict=True)}
    slopes = {name: tidy.negation(tidy.quotient(partials[name], partials[y])) for name in dict.fromkeys(steps)}
    taken = set(built.inputs) | {first.names[first.output]}
    solved: list[Solved] = []
    done: list[str] = []
    for name in steps:
        stage: Stage | None = None
        if not done:
            node = slopes[name]
        else:
            before = solved[-1].node
            output = before if graph.args[before] else graph.add("copy", (before,))
            called = naming.free(("g", "h", "G", "H"), taken)
            stage = differentiate(Task(built, output, (name, y), point=point, called=called))
            by_x, by_y = (d.final for d in stage.derivations)
            node = tidy.sum(by_x, tidy.product(by_y, slopes[name]))
        done.append(name)
        check = level_curve.verify(graph, first.output, built.inputs[y], [built.inputs[n] for n in done], node)
        solved.append(Solved(node, tuple(done), check, stage, _value(first, node, y)))
    return ImplicitStory(first, y, slopes, tuple(solved), sides)


def _on_curve(first: Stage, sides: tuple[int, int]) -> None:
    """Refuse a point that does not satisfy the relation."""
    assert first.passes is not None
    graph, point = first.graph, first.passes.point
    given = {i: point.get(i, 0) for i in graph.inputs(sides)}
    left, right = (evaluate(graph, graph.cone([side]), given)[side] for side in sides)
    size = max(abs(float(left)), abs(float(right)), *(abs(float(v)) for v in point.values()), 1.0)
    if abs(float(left) - float(right)) > ON_CURVE * size:
        raise DomainError("domain", OFF_CURVE, facts={"left": f"{float(left):.6g}", "right": f"{float(right):.6g}"})


def _value(first: Stage, node: int, y: str) -> Number | None:
    """The derivative at the point."""
    if first.passes is None:
        return None
    graph = first.graph
    try:
        value: Number = evaluate(graph, graph.cone([node]), first.passes.point)[node]
    except NoValue:
        raise DomainError("undefined_at_point", VERTICAL, facts={"name": y}) from None
    return value
