"""A variable that a relation F = 0 determines: dy/dx = -(∂F/∂x)/(∂F/∂y) from one graph, as often as is asked."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ..derivation.forms.search import Search
from ..derivation.forms.steps import Step
from ..derivation.substitute import SUBSTITUTED_SIZE
from ..derivation.tidy import Tidy
from ..errors import DomainError, OptionError, TooLargeError, VariableError
from ..graph import naming
from ..graph.build import Built, add_tree, build
from ..graph.evaluate import Number, evaluate
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..language import Text
from ..notation.numbers import number as shown
from ..notation.text import write
from ..numbers import level_curve
from ..numbers.check import Check
from ..numbers.curve import curve_sides
from ..numbers.exact_point import Point, number, place_of, point_of
from ..numbers.one_sided import same
from ..numbers.real_points import has_real_point
from ..numbers.sharpened import sharpened
from ..numbers.slopes import Untold
from ..records import record
from ..tree import Typed
from .at_point import UNTOLD
from .constants import refuse_constants
from .differentiate import Task, differentiate
from .question import Form, Question
from .school import Working, worked
from .solve import affordable, refuse_unknown
from .stage import Result, Stage, worst
from .variables import check_variable, inputs_of, succession
from .wide import refuse_wide

HARD = 4  # so many ordinary operations cost as much: for each check the curve is found anew
WRITTEN = 20_000  # signs of a slope: the next one would be many times as long, and nobody reads it
ON_CURVE = 1e-6  # how far a given point may lie from the curve, relative to the size of both sides
LONG = Text("The derivative before the highest one asked for has more than {limit} signs; ask for a lower order.",
            "요청한 도함수 바로 앞 도함수의 길이가 기호 {limit}개를 넘습니다. 더 낮은 차수를 구해 보세요.")
SAME = Text("The dependent variable and the variable of differentiation must differ.",
            "종속변수와 미분할 변수는 서로 달라야 합니다.")
ABSENT = Text("The relation does not contain `{name}`, so it says nothing about it.",
              "관계식에 `{name}` 변수가 없으므로 이 변수를 정하지 못합니다.")
OFF_CURVE = Text("The point does not satisfy the relation: the left side is {left} there, the right side {right}.",
                 "이 점은 관계식을 만족하지 않습니다. 좌변은 {left}, 우변은 {right}입니다.")
VERTICAL = Text("At this point ∂F/∂{name} is 0 and ∂F/∂{x} is not: the curve has a vertical tangent there, and {name} "
                "has no derivative.",
                "이 점에서 ∂F/∂{name} = 0이고 ∂F/∂{x} ≠ 0이므로 접선이 {name}축에 평행하여 미분계수가 없습니다.")
SINGULAR = Text("At this point ∂F/∂{name} and ∂F/∂{x} are both 0: the relation does not settle a slope there.",
                "이 점에서 ∂F/∂{name}, ∂F/∂{x}의 값이 모두 0이므로 이 관계식으로 기울기를 정할 수 없습니다.")
NOWHERE = Text("no real point was found that satisfies the relation", "관계식을 만족하는 실수 점을 찾지 못했습니다")
HIGHER = Text("At this point the relation has a kink: only the first derivative can be followed along the curve.",
              "이 점에서 관계식의 식이 꺾이므로 곡선을 따라 구할 수 있는 것은 일계미분계수뿐입니다.")
WHICH = Text("Name the variable of differentiation: the relation has {known}.",
             "미분할 변수를 정해 주세요. 관계식에 있는 변수: {known}.")
ONE_OF_TWO = Text("Name the dependent variable: the relation has {known}.",
                  "종속변수를 정해 주세요. 관계식에 있는 변수: {known}.")


@record
class Solved:
    """One derivative of the dependent variable.

    node    the derivative in the variables
    tidied  the same before it was made shorter, and `steps` that did so
    wrt     the variables differentiated by so far
    check   the numeric check along level curves
    stage   how the derivative before it was differentiated; None for the first one
    result  its number at the point, or how the curve goes on to both sides
    """

    node: int
    wrt: tuple[str, ...]
    check: Check
    stage: Stage | None
    result: Result | None
    tidied: int
    steps: tuple[Step, ...] = ()

    @property
    def value(self) -> Number | None:
        """Its number at the point; None without one, or where there is none."""
        return None if self.result is None else self.result.value


@record
class ImplicitStory:
    """A relation with its graph, and the derivatives in turn. `slopes` are the first derivatives by name, `sides` the
    nodes of the relation's left and right side, `workings` how a school book differentiates these, which was asked for
    where it is to be told at `school` level."""

    first: Stage
    dependent: str
    slopes: Mapping[str, int]
    solved: tuple[Solved, ...]
    sides: tuple[int, int]
    workings: tuple[Working, Working] | None = None
    school: bool = False

    @property
    def check(self) -> Check:
        """The worst of what the checks of the partial derivatives and along level curves found."""
        return worst((self.first.check, *(s.check for s in self.solved)))


def solve_relation(question: Question, sides: tuple[Typed, Typed], dependent: str | None) -> ImplicitStory:
    """The derivatives of the dependent variable; the question's program is F, `sides` are those of the relation.

    Raises a ChainruleError as `solve` does, and where the point does not lie on the curve or the curve is vertical.
    """
    built = build(question.program)
    refuse_constants(built)
    refuse_wide(built)
    graph = built.graph
    y, x = _variables(built, dependent, question.wrt[0] if question.wrt else None)
    steps = [names[0] for names in succession((x,), [check_variable(built, v) for v in question.then], question.order)]
    if y in steps:
        raise OptionError("usage", SAME)
    for name in (y, *steps):
        if name not in built.inputs or built.inputs[name] not in graph.cone([built.output]):
            raise VariableError("bad_variable", ABSENT, facts={"name": name})
    if question.at is not None:
        refuse_unknown(built)
    name = naming.free(("F", "G", "H", "Φ"), set(built.inputs))
    point = point_of(question.at)
    first = differentiate(Task(built, built.output, (*dict.fromkeys(steps), y), point=point, called=name,
                               form=question.view.form))
    nodes = (add_tree(graph, sides[0], {}), add_tree(graph, sides[1], {}))
    if first.passes is not None:
        _on_curve(first, nodes)
    story = _story(built, first, y, steps, nodes, point, question.view.form)
    if question.view.level != "school":
        return story
    return replace(story, workings=_workings(built, nodes, x, y), school=True)


def _workings(built: Built, sides: tuple[int, int], x: str, y: str) -> tuple[Working, Working] | None:
    """Both sides differentiated with y as a function of x, where the relation has these two variables."""
    if len(inputs_of([built])) != 2:
        return None
    follows = frozenset((built.inputs[y],))
    left, right = (worked(built.graph, side, built.inputs[x], follows=follows) for side in sides)
    return (left, right) if left is not None and right is not None else None


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
           point: Point | None, form: Form) -> ImplicitStory:
    graph = built.graph
    tidy = Tidy(graph)
    partials = {name: d.final for name, d in zip(first.variables, first.derivations, strict=True)}
    slopes = {name: tidy.negation(tidy.quotient(partials[name], partials[y])) for name in dict.fromkeys(steps)}
    taken = set(built.inputs) | {first.names[first.output]}
    solved: list[Solved] = []
    done: list[str] = []
    here = _at_point(first, point, y, steps)
    spent = 0
    real = first.passes is not None or has_real_point(graph, first.output)
    for name in steps:
        stage: Stage | None = None
        if not done:
            node = slopes[name]
        else:
            before = solved[-1].node
            spent = affordable(graph, before, spent, HARD)
            if graph.size(before) > WRITTEN:
                raise TooLargeError("too_large", LONG, facts={"limit": WRITTEN})
            output = before if graph.args[before] else graph.add("copy", (before,))
            called = naming.free(("g", "h", "G", "H"), taken)
            stage = differentiate(Task(built, output, (name, y), point=None if here else point, called=called,
                                       form=form))
            by_x, by_y = (d.final for d in stage.derivations)
            node = tidy.sum(by_x, tidy.product(by_y, slopes[name]))
        done.append(name)
        by = [built.inputs[n] for n in done]
        made = _shortest(graph, node) if form == "short" else ()
        check = level_curve.verify(graph, first.output, built.inputs[y], by, made[-1].node if made else node)
        if made and check.status == "wrong":
            made, check = (), level_curve.verify(graph, first.output, built.inputs[y], by, node)
        if check.status == "checked" and not real:
            check = Check("unchecked", why=NOWHERE)
        final = made[-1].node if made else node
        solved.append(Solved(final, tuple(done), check, stage, here or _value(first, final, y), node, made))
    return ImplicitStory(first, y, slopes, tuple(solved), sides)


def _shortest(graph: Graph, node: int) -> tuple[Step, ...]:
    """The steps to the shortest form of a slope; none where that could not be written out."""
    steps = Search(graph).steps(node)
    return steps if steps and graph.size(steps[-1].node) <= SUBSTITUTED_SIZE else ()


def _on_curve(first: Stage, sides: tuple[int, int]) -> None:
    """Refuse a point that does not satisfy the relation."""
    assert first.passes is not None
    graph, point = first.graph, first.passes.point
    given = {i: point.get(i, 0) for i in graph.inputs(sides)}
    left, right = (evaluate(graph, graph.cone([side]), given)[side] for side in sides)
    size = max(Fraction(abs(x)) for x in (left, right, *point.values(), 1))
    if abs(Fraction(left) - Fraction(right)) > Fraction(ON_CURVE) * size:
        raise DomainError("domain", OFF_CURVE, facts={"left": write(shown(left)[0]), "right": write(shown(right)[0])})


def _at_point(first: Stage, point: Point | None, y: str, steps: Sequence[str]) -> Result | None:
    """What the curve itself says where the formula cannot be used: at a kink of F. Raises DomainError where ∂F/∂y is
    0."""
    if first.passes is None or point is None:
        return None
    x = steps[0]
    results = dict(zip(first.variables, first.results, strict=True))
    if first.irregular:
        if len(steps) > 1:
            raise DomainError("undefined_at_point", HIGHER)
        graph = first.graph
        place = place_of(first.passes.point, {i: graph.name(i) for i in first.passes.point}, point.trees)
        ids = {graph.name(i): i for i in first.passes.point}
        try:
            sides = curve_sides(graph, first.output, ids[x], ids[y], place)
        except Untold:
            raise DomainError("undefined_at_point", UNTOLD) from None
        left, right = (number(s.value) for s in sides)
        return Result(right if same(*sides) else None, left, right, sides, agrees=False)
    if results[y].value == 0:
        raise DomainError("undefined_at_point", VERTICAL if results[x].value else SINGULAR, facts={"name": y, "x": x})
    return None


def _value(first: Stage, node: int, y: str) -> Result | None:
    """The derivative at the point."""
    if first.passes is None:
        return None
    graph = first.graph
    try:
        value: Number = evaluate(graph, graph.cone([node]), first.passes.point)[node]
        sharp = sharpened(graph, node, first.passes.point, value)
    except NoValue:
        raise DomainError("undefined_at_point", SINGULAR, facts={"name": y, "x": first.variables[0]}) from None
    if sharp is None:
        raise DomainError("undefined_at_point", UNTOLD)
    return Result(sharp)
