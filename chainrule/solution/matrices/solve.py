"""From a question about vectors and matrices to its story: one sweep, the derivations, numbers and the check."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...derivation.matrices.paths import derive
from ...derivation.matrices.sweep import MatrixSweep, matrix_sweep
from ...derivation.matrices.tangents import tangents
from ...derivation.matrices.words import NOTHING
from ...errors import OptionError, UnsupportedError, VariableError
from ...graph import naming
from ...graph.build import Built, build
from ...graph.holes import NoValue
from ...graph.shaped import ShapedGraph
from ...graph.shaped_values import evaluate_shaped
from ...language import Text
from ...numbers.check import Check
from ...numbers.matrices import passes
from ...numbers.matrices.calculator import calculator
from ...numbers.matrices.given import Rows, given_point
from ...numbers.matrices.settled import settled
from ...numbers.matrices.verify import Verified, verify
from ...records import record
from ...rules.shape import NUMBER, full
from ...tree import Shaped
from ..question import Question
from ..stage import worst
from . import jacobians
from .facts import Facts, check_facts, known_facts
from .jacobians import jacobian
from .locals import locals_of
from .names import names_of, output_of, variables_of
from .story import Gradient, MatrixStory
from .views import refuse_views
from .ways import ways_of

SEEDS = ("G", "H", "F", "Q")
SEVERAL = Text("Of vectors and matrices one output at a time is differentiated; name one with of.",
               "벡터나 행렬은 출력을 하나씩 미분합니다. of로 하나만 정해 주십시오.")
ORDER = Text("With vectors and matrices the first and second derivatives are possible.",
             "벡터와 행렬에서는 이계도함수까지 구할 수 있습니다.")
OF_ONE = Text("The second derivatives by several vectors or matrices at once would be a table of matrices.",
              "벡터나 행렬 여러 개로 두 번 미분하면 행렬로 이루어진 표가 됩니다.")
ONE_PAIR = Text("name one variable with wrt, or two: wrt, then (--wrt x --then y)",
                "변수를 wrt로 하나만 정하거나, wrt와 then으로 둘을 정하십시오 (--wrt x --then y)")
OF_NUMBER = Text("`{name}` is {shape}: its second derivatives by a vector or a matrix have more than two indices.",
                 "`{name}`의 크기는 {shape}입니다. 벡터나 행렬로 두 번 미분하면 첨자가 둘보다 많아집니다.")
WEIGH = Text("differentiate a number: one entry, or a sum with weights such as u'*{name}",
             "수를 미분하십시오: 성분 하나, 또는 u'*{name}처럼 가중치를 곱해 더한 값")
ONE = Text("A direction needs one variable: name it with wrt.", "방향을 주려면 변수를 하나만 wrt로 정해야 합니다.")
TAKEN = Text("`{name}` is already something else in this program, of another shape.",
             "`{name}`은 이미 다른 크기로 쓰인 이름입니다.")
NO_VALUES = Text("The program has no value that varies.", "이 프로그램에는 변하는 값이 없습니다.")


@record
class _Task:
    """One function to differentiate: what `solve_shaped` has found out before it begins."""

    built: Built
    output: int
    variables: list[tuple[str, int]]
    names: dict[int, str]
    shaped: Shaped
    facts: Facts
    question: Question
    everywhere: bool = False
    compare: bool = True

    def swept(self, nodes: list[int], seed: int | None) -> MatrixSweep:
        """The sweep from the output to these nodes."""
        return matrix_sweep(self.graph, self.output, nodes, seed, self.facts, everywhere=self.everywhere)

    @property
    def graph(self) -> ShapedGraph:
        assert isinstance(self.built.graph, ShapedGraph)
        return self.built.graph


def solve_shaped(question: Question, *, compare: bool = True) -> MatrixStory:
    """Everything that can be told about the answer; without `compare` nothing is held against numbers. Raises a
    ChainruleError for a variable that cannot be one, shapes that do not fit, and a point at which there is no value."""
    program, shaped = question.program, question.program.shaped
    assert shaped is not None
    outputs = question.of or program.outputs
    refuse_views(question.view)
    if len(outputs) > 1:
        raise OptionError("usage", SEVERAL)
    built = build(program)
    graph = built.graph
    assert isinstance(graph, ShapedGraph)
    output, named = output_of(built, outputs)
    variables = variables_of(built, output, question.wrt or program.asked or None)
    if not variables:
        raise VariableError("bad_variable", NO_VALUES)
    facts = known_facts(graph, shaped.facts, [name for name, _ in variables])
    given = {i: name for i, name in built.names.items() if i != output or named}
    taken = set(built.inputs) | set(built.names.values())
    names = names_of(graph, output, given, taken)
    task = _Task(built, output, variables, names, shaped, facts, question, compare=compare)
    try:
        return _solved(task)
    except passes.NoWayBack:
        if not any(getattr(graph.matrix_rule(node), "everywhere", "") for node in graph.cone([output])):
            raise
        return _solved(replace(task, everywhere=True))


def _solved(task: _Task) -> MatrixStory:
    question = task.question
    if question.order + len(question.then) == 1:
        return _first(task)
    again = _again(task)
    story = _first(replace(task, question=replace(question, along=None, against=None)))
    return replace(story, seconds=_second(task, story, again))


def _first(task: _Task) -> MatrixStory:
    graph, output, view = task.graph, task.output, task.question.view
    seed, direction = _seed(task)
    nodes = [node for _, node in task.variables]
    whole = task.swept(nodes, seed)
    if _lead_into_each_other(graph, nodes):
        sweeps = [task.swept([node], seed) for node in nodes]
    else:
        sweeps = [whole] * len(nodes)
    gradients = []
    for (name, node), swept in zip(task.variables, sweeps, strict=True):
        gradients.append(_gradient(task, swept, name, node, direction))
    run, gradients = _numbers(task, whole, sweeps, gradients, direction)
    return MatrixStory(whole, tuple(gradients), task.names, frozenset(task.built.names), task.names[output],
                       _verified(task, whole, gradients, run), task.shaped.declared, task.shaped.inferred,
                       task.shaped.said, task.facts, direction, locals_of(whole), None, run, view,
                       ways_of(sweeps, nodes) if view.mode != "paths" else None)


def _lead_into_each_other(graph: ShapedGraph, nodes: Sequence[int]) -> bool:
    inner = [node for node in nodes if graph.args[node]]
    return any(other in graph.cone([node]) for node in inner for other in nodes if other != node)


def _seed(task: _Task) -> tuple[int | None, tuple[str, str] | None]:
    """What comes in at the output: 1 for a number, else a value of its shape; and the direction that was asked for."""
    graph, question = task.graph, task.question
    shape = graph.shape(task.output)
    if question.along is not None and question.against is not None or \
            question.along is not None and len(task.variables) != 1:
        raise OptionError("usage", ONE)
    direction = ("along", question.along) if question.along else ("against", question.against) \
        if question.against else None
    if direction is not None and direction[0] == "against":
        return _named(graph, direction[1], shape), direction
    if shape == NUMBER:
        return None, direction
    used = set(task.names.values()) | set(task.built.inputs)
    return graph.declare(naming.free(SEEDS, used), shape), direction


def _named(graph: ShapedGraph, name: str, shape: Any) -> int:
    """An input of this name and shape."""
    node = graph.declare(name, shape)
    if graph.shape(node) != shape:
        raise VariableError("bad_variable", TAKEN, facts={"name": name})
    return node


def _gradient(task: _Task, swept: MatrixSweep, name: str, node: int, direction: tuple[str, str] | None) -> Gradient:
    graph = task.graph
    derived = derive(swept, node, frozenset(task.built.names))
    if task.question.view.form == "raw":
        derived = replace(derived, final=derived.raw, shown=derived.raw)
    found = Gradient(name, node, graph.shape(node), derived)
    if direction is not None and direction[0] == "along":
        vector = _named(graph, direction[1], graph.shape(node))
        return replace(found, forward=_tangent(swept, node, vector))
    if direction is not None or graph.shape(task.output) == NUMBER:
        return found
    if graph.shape(node) == NUMBER:
        return replace(found, forward=_tangent(swept, node, graph.number(1)))
    return replace(found, jacobian=jacobian(swept, node))


def _tangent(swept: MatrixSweep, node: int, vector: int) -> int:
    graph = swept.shaped
    return swept.algebra.fitted(tangents(swept, node, vector).get(swept.output, graph.number(0)),
                                graph.shape(swept.output))


def _numbers(task: _Task, whole: MatrixSweep, sweeps: Sequence[MatrixSweep], gradients: Sequence[Gradient],
             direction: tuple[str, str] | None) -> tuple[passes.Passes | None, list[Gradient]]:
    """Forward and backward at the point, and the value of every derivative."""
    at, graph = task.question.at, task.graph
    if at is None:
        return None, list(gradients)
    needed = [task.output, *([whole.seed] if direction is not None and direction[0] == "against" else []),
              *(g.forward for g in gradients if g.forward != NOTHING)]
    point, sizes = given_point(graph, needed, at)
    check_facts(task.facts, {graph.name(i): rows for i, rows in point.items()})
    seeded = whole.seed in point or graph.shape(task.output) == NUMBER
    run = passes.run(whole, point, sizes, task.names, seeded)
    if run.kinks:
        return _at_kink(task, run, gradients, direction)
    found = []
    for gradient, swept in zip(gradients, sweeps, strict=True):
        try:
            found.append(replace(gradient, value=_value(gradient, swept, run, direction)))
        except NoValue as none:
            raise passes.refused(graph, none, task.names, passes.NoWayBack) from None
    return run, found


def _at_kink(task: _Task, run: passes.Passes, gradients: Sequence[Gradient], direction: tuple[str, str] | None
             ) -> tuple[passes.Passes, list[Gradient]]:
    """What the function itself does where a rule has no derivative; its slopes, where it is smooth all the same."""
    found = settled(task.graph, task.output, [g.node for g in gradients], run.point, run.sizes)
    run = replace(run, settled=found)
    smooth = found.gradients if found is not None and direction is None else None
    if smooth is None or task.graph.shape(task.output) != NUMBER:
        return run, list(gradients)
    return run, [replace(g, value=smooth.get(g.node)) for g in gradients]


def _value(gradient: Gradient, swept: MatrixSweep, run: passes.Passes, direction: tuple[str, str] | None) -> Any:
    graph = swept.shaped
    if gradient.jacobian is not None:
        return jacobians.value(swept, [gradient.node], run.point, run.sizes).get(gradient.node)
    node = gradient.forward if gradient.forward != NOTHING else swept.gradient[gradient.node]
    return _evaluated(graph, node, run.point, run.sizes)


def _evaluated(graph: ShapedGraph, node: int, point: Mapping[int, Rows], sizes: Mapping[str, int]) -> Rows:
    nodes = graph.cone([node])
    m = calculator(graph, nodes, sizes)
    held = {i: m.value(x) for i, x in point.items()}
    return m.nested(evaluate_shaped(graph, nodes, held, m, None, sizes)[node])


def _verified(task: _Task, swept: MatrixSweep, gradients: Sequence[Gradient], run: passes.Passes | None) -> Verified:
    """The check: a value with a shape is weighed with its seed, so that there is a number to differentiate."""
    if not task.compare:
        return Verified(Check("not asked"))
    graph, output = task.graph, task.output
    algebra = swept.algebra
    number = output if graph.shape(output) == NUMBER and swept.seed == graph.number(1) else \
        algebra.fitted(graph.add("inner", (swept.seed, output)), NUMBER)
    at = (run.point, run.sizes) if run is not None and not run.kinks and \
        (swept.seed in run.point or swept.seed == graph.number(1)) else None
    claims: dict[int, list[int]] = {}
    for gradient in gradients:
        derived, shape = gradient.derived, gradient.shape
        own = claims.setdefault(gradient.node, [derived.sweep.gradient[gradient.node], derived.answer, derived.final,
                                                derived.shown])
        found = gradient.jacobian
        if found is not None and found.matrix != NOTHING and found.diagonal == NOTHING:
            own.append(algebra.fitted(algebra.matmul(algebra.transpose(found.matrix), swept.seed), shape))
        if found is not None and found.diagonal != NOTHING:
            own.append(algebra.fitted(algebra.product(found.diagonal, swept.seed), shape))
        if gradient.forward != NOTHING and shape == NUMBER:
            own.append(algebra.inner(gradient.forward, swept.seed))
    if not _lead_into_each_other(graph, list(claims)):
        return verify(graph, number, claims, task.facts, at)
    each = [verify(graph, number, {v: nodes}, task.facts, at) for v, nodes in claims.items()]
    return replace(each[0], check=worst(one.check for one in each), entries=any(one.entries for one in each))


def _again(task: _Task) -> tuple[str, int]:
    """The variable of the second differentiation. Raises UnsupportedError for what would be no matrix and no rule."""
    question, graph = task.question, task.graph
    if question.order + len(question.then) > 2:
        raise UnsupportedError("unsupported", ORDER)
    (_, node), *others = task.variables
    if others:
        raise UnsupportedError("unsupported", OF_ONE, hint=ONE_PAIR)
    shape = graph.shape(task.output)
    if shape != NUMBER and graph.shape(node) != NUMBER:
        name = task.names[task.output]
        raise UnsupportedError("unsupported", OF_NUMBER, facts={"name": name, "shape": full(shape)}, hint=WEIGH)
    if not question.then:
        return task.variables[0]
    (again,) = variables_of(task.built, task.output, question.then)
    return again


def _second(task: _Task, first: MatrixStory, again: tuple[str, int]) -> MatrixStory:
    """The derivative differentiated once more: a matrix for vectors, else a rule."""
    graph, gradient = task.graph, first.gradients[0]
    found = gradient.forward if gradient.forward != NOTHING else gradient.derived.final
    found = found if graph.args[found] else graph.add("copy", (found,))
    used = set(task.names.values()) | set(task.built.inputs)
    called = naming.free(("g", "h", "F"), used)
    names = names_of(graph, found, {**task.names, found: called}, used | {called})
    return _first(replace(task, output=found, variables=[again], names=names))
