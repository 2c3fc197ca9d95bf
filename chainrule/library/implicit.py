"""Implicit differentiation: a relation F = 0 ties y to x, and dy/dx = -(∂F/∂x)/(∂F/∂y) comes from one graph."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..derivation.tidy import Tidy
from ..errors import DomainError, OptionError, VariableError
from ..graph import build, naming
from ..graph.evaluate import Number, evaluate
from ..graph.holes import NoValue
from ..language import Text
from ..numbers import level_curve
from ..numbers.point import numbers
from ..reading import Syntax
from ..reading.relations import read_relation
from ..solution.differentiate import stage_of
from ..solution.implicit_facts import ImplicitStory, Solved
from ..solution.stage import Stage
from ..tree import Definition, Program
from .implicit_explained import ImplicitExplained
from .pipeline import check_variable, refuse_unknown, succession

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


def implicit(relation: str, dependent: str | None = None, wrt: str | None = None, then: Sequence[str] = (),
             at: Mapping[Any, Any] | str | None = None, order: int = 1, syntax: Syntax = "auto") -> ImplicitExplained:
    """The derivative of a variable that a relation determines: x^2 + y^2 = 25 gives dy/dx = -x/y.

    relation    an equation, or an expression that is meant to be 0
    dependent   the variable that depends on the others (y, where there is one and it was not said)
    wrt         the variable to differentiate by; the only other one where there is just one
    then        variables to differentiate by after that; `order` times by wrt
    at          a point on the curve

    Raises a ChainruleError as `diff` does, and where the point does not lie on the curve or the curve is vertical.
    """
    known = {v for v in (dependent, wrt, *then) if isinstance(v, str)}
    left, right, tree = read_relation(relation, syntax, known)
    built = build.build(Program((Definition(None, tree),), relation))
    graph = built.graph
    y, x = _names(built, dependent, wrt)
    steps = [names[0] for names in succession((x,), [check_variable(built, v) for v in then], order, {})]
    if y in steps:
        raise OptionError("usage", SAME)
    for name in (y, x):
        if name not in built.inputs or built.inputs[name] not in graph.cone([built.output]):
            raise VariableError("bad_variable", ABSENT, facts={"name": name})
    point = numbers(at, {}) if at is not None else None
    if point is not None:
        refuse_unknown(built)
    name = naming.free(("F", "G", "H", "Φ"), set(built.inputs))
    first = stage_of(built, built.output, {}, (*dict.fromkeys(steps), y), (), point, name)
    sides = (build.add_tree(graph, left, {}), build.add_tree(graph, right, {}))
    if first.passes is not None:
        _on_curve(first, sides)
    return ImplicitExplained(_story(built, first, y, steps, sides, point), {})


def _names(built: build.Built, dependent: str | None, wrt: str | None) -> tuple[str, str]:
    """The dependent variable and the one to differentiate by."""
    present = [str(built.graph.notes[i]) for i in built.graph.inputs([built.output])]
    y = check_variable(built, dependent) if dependent is not None else "y" if "y" in present else None
    if y is None:
        raise OptionError("usage", ONE_OF_TWO, facts={"known": ", ".join(present)})
    if wrt is not None:
        return y, check_variable(built, wrt)
    others = [name for name in present if name != y]
    if len(others) != 1:
        raise OptionError("usage", ONE_OF_TWO if not others else WHICH, facts={"known": ", ".join(present)})
    return y, others[0]



def _story(built: build.Built, first: Stage, y: str, steps: list[str], sides: tuple[int, int],
           point: dict[str, Number] | None) -> ImplicitStory:
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
            stage = stage_of(built, output, {}, (name, y), (), point, naming.free(("g", "h", "G", "H"), taken))
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
