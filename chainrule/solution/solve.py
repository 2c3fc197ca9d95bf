"""From a question to all its facts: the stages of one output, of several, or of all second derivatives."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .. import limits
from ..derivation.sweep import sweep
from ..errors import DomainError, OptionError, TooLargeError
from ..graph import naming
from ..graph.build import Built, add_tree, build
from ..graph.graph import Graph
from ..language import Text
from ..numbers.check import Check
from ..numbers.exact_point import Point, point_of, with_cuts
from ..numbers.verification import verify
from . import opening
from .assumptions import assumed
from .constants import refuse_constants
from .differentiate import Task, differentiate
from .intermediate import parted
from .question import Question, View
from .school import worked
from .stage import Earlier, HessianStory, Idle, JacobianStory, Stage, Story
from .variables import cut, inputs_of, joined, output_of, plain_name, turns, variables
from .wide import refuse_wide

LARGEST_MIXED = 400  # signs of a function whose mixed derivative is also found in the other order
LARGE_ORDER = Text("The higher derivatives have more than {limit} operations; ask for a lower order.",
                   "고계도함수의 연산이 {limit}개를 넘습니다. 차수를 낮춰 주세요.")
LARGE_HESSIAN = Text("A Hessian matrix of {count} variables is too large. Name up to {limit} of them with wrt.",
                     "변수 {count}개의 헤세 행렬은 너무 큽니다. {limit}개까지 구할 수 있으니 변수를 wrt로 골라 주세요.")
LARGE_JACOBIAN = Text("This Jacobian matrix has {count} entries; up to {limit} are possible.",
                      "이 야코비 행렬의 성분은 {count}개입니다. {limit}개까지 구할 수 있습니다.")
FIRST_ORDER = Text("A Jacobian matrix has first derivatives only; name one output for a higher one.",
                   "야코비 행렬은 일계도함수로만 이루어집니다. 고계도함수는 출력을 하나만 정해 주세요.")
UNKNOWN = Text("Nothing is known about the function `{name}`, so it has no value at a point.",
               "함수 `{name}`의 식을 모르므로 점에서의 값이 없습니다.")
UNKNOWN_HINT = Text("Define it first: {name}(x) = x^2; …", "먼저 {name}(x) = x^2; … 꼴로 정의해 주세요")


def solve(question: Question) -> Story | JacobianStory | HessianStory:
    """Everything that can be told about the answer.

    Raises a ChainruleError for a variable that cannot be one, a program that is too large, and a point at which the
    function or its derivative is undefined.
    """
    program, wrt = question.program, question.wrt
    built = build(program)
    point = point_of(question.at)
    if point is not None and program.defaults:
        question = replace(question, at=point.with_others(program.defaults))
    outputs = question.of or program.outputs
    if len(outputs) > 1:
        if question.then or question.order != 1 or len(program.asked) > 1:
            raise OptionError("usage", FIRST_ORDER)
        parts = [output_of(built, name) for name in outputs]
        count = len(outputs) * len(wrt if wrt is not None else inputs_of(parts))
        if count > limits.ENTRIES:
            raise TooLargeError("too_large", LARGE_JACOBIAN, facts={"count": count, "limit": limits.ENTRIES})
        question = replace(question, wrt=wrt if wrt is not None else program.asked or inputs_of(parts))
        told = [story_of(part, question) for part in parts]
        return JacobianStory((replace(told[0], idle=_idle(built, question)), *told[1:]))
    whole, asked = built, question
    if outputs:
        built = output_of(built, outputs[0])
    several = len(set(wrt if wrt is not None else inputs_of([built]))) > 1
    if question.order == 2 and several and not question.then and not program.asked:
        rows = _rows(built, question)
        first = story_of(built, replace(question, order=1))
        return HessianStory(replace(first, idle=_idle(whole, asked)), rows)
    return replace(story_of(built, question), idle=_idle(whole, asked))


def _idle(built: Built, question: Question) -> Idle:
    """The names in a question that do nothing."""
    program, here = question.program, {*built.inputs, *built.names.values()}
    named = bool(question.of or program.outputs)
    cuts = {plain_name(name) for name in (*(question.wrt or ()), *question.then) if name not in here}
    return Idle(() if named else program.spare,
                tuple(n for n in question.at or ()
                      if n not in here and n not in program.defaults and n.rstrip("'").isidentifier()),
                tuple(name for name in dict.fromkeys(cuts) if name not in here), program.renamed,
                joined(built, question))


def story_of(built: Built, question: Question) -> Story:
    """One output, differentiated as often as was asked for; variables that lead into one another each on their own."""
    wanted = question.wrt or question.program.asked
    first, *others = (_story_of(built, part) for part in parted(built, question, wanted))
    if not others:
        return first
    return replace(first, beside=tuple(others), asked=tuple(plain_name(name) for name in wanted))


def _story_of(built: Built, question: Question) -> Story:
    program, view, point = question.program, question.view, point_of(question.at)
    if point is not None:
        refuse_unknown(built)
    refuse_constants(built)
    refuse_wide(built)
    built, cuts = cut(built, [*(question.wrt or ()), *question.then, *program.asked])
    if point is not None and cuts:
        point = with_cuts(point, cuts)
    steps = turns(built, program.asked, question.wrt, question.then, question.order)
    closed, functions = built, opening.functions(built, view)
    if functions:
        built = opening.opened(built, functions)
    roots = opening.roots(built, len(program.definitions), view, opening.holding(closed, functions))
    first = differentiate(Task(
        built, built.output, steps[0], built.names, point=point, roots=roots, notation=view.notation, form=view.form,
        closed=opening.answers(closed, steps[0], built) if functions else {}))
    stages, spent = [first], 0
    for names in steps[1:]:
        spent = affordable(built.graph, stages[-1].derivations[0].final, spent)
        before = tuple(n for s in stages for n in s.variables)
        swapped = _mixed(built, first.output, names[0], before[0]) if len(steps) == 2 else {}
        again = Task(built, stages[-1].derivations[0].final, names, before=before, point=point,
                     notation=view.notation, form=view.form, swapped=swapped, earlier=_earlier(stages))
        stages.append(_next(again, first))
    told = tuple(map(_with_working, stages)) if view.level == "school" else tuple(stages)
    return Story(told, first.names[first.output], len(program.definitions) > 1,
                 _claim(question, built, stages[-1]), cuts, view, closed if functions else None,
                 assumed=assumed(stages[-1], question.assumed) if question.assumed else ())


def _with_working(stage: Stage) -> Stage:
    """The stage with the working of a school book, where it is a function of one variable."""
    if stage.depends_on != 1 or len(stage.derivations) != 1:
        return stage
    derived = stage.derivations[0]
    return replace(stage, working=worked(stage.graph, stage.output, derived.variable, derived.final))


def affordable(graph: Graph, node: int, spent: int, times: int = 1) -> int:
    """How many operations have been differentiated when those of this node are too, `times` over; TooLargeError where
    these are too many."""
    spent += times * len(graph.cone([node]))
    if spent > limits.OPERATIONS:
        raise TooLargeError("too_large", LARGE_ORDER, facts={"limit": limits.OPERATIONS})
    return spent


def _earlier(stages: Sequence[Stage]) -> tuple[Earlier, ...]:
    """What a further differentiation must know of those before it."""
    return tuple(Earlier(s.output, s.derivations[0].variable, s.irregular, s.conditions) for s in stages)


def _next(task: Task, first: Stage) -> Stage:
    """A derivative that was found, differentiated once more."""
    graph, found = task.built.graph, task.output
    name = naming.free(("g", "h", "F", "G", "H"), set(task.built.inputs) | {first.names[first.output]})
    return differentiate(replace(task, output=found if graph.args[found] else graph.add("copy", (found,)), called=name))


def _mixed(built: Built, output: int, one: str, other: str) -> dict[str, int]:
    """The mixed derivative by `one` and then by `other`, under the name `one`; nothing where it would be long."""
    graph = built.graph
    if one == other or one not in built.inputs or other not in built.inputs or graph.size(output) > LARGEST_MIXED:
        return {}
    first = sweep(graph, output, (built.inputs[one],)).gradient[built.inputs[one]]
    return {one: sweep(graph, first, (built.inputs[other],)).gradient[built.inputs[other]]}


def _rows(built: Built, question: Question) -> tuple[Story, ...]:
    """The rows of a Hessian matrix: every component of the gradient, differentiated by all variables in one sweep."""
    parted(built, question, question.wrt or ())
    built, _ = cut(built, question.wrt or ())
    names = variables(built, question.wrt)
    if len(names) > limits.HESSIAN:
        raise TooLargeError("too_large", LARGE_HESSIAN, facts={"count": len(names), "limit": limits.HESSIAN})
    affordable(built.graph, built.output, 0, len(names))
    point = point_of(question.at)
    first = differentiate(Task(built, built.output, names, built.names, point=point))
    return tuple(_row(built, first, derived.final, name, point, question.view)
                 for name, derived in zip(names, first.derivations, strict=True))


def _row(built: Built, first: Stage, final: int, name: str, point: Point | None, view: View) -> Story:
    others = {k: v for other in first.variables for k, v in _mixed(built, first.output, other, name).items()}
    earlier = Earlier(first.output, built.inputs.get(name, -1), first.irregular, first.conditions)
    row = _next(Task(built, final, first.variables, before=(name,), point=point, notation=view.notation, form=view.form,
                     swapped=others, earlier=(earlier,)), first)
    return Story((row,), first.names[first.output], False, view=view)


def _claim(question: Question, built: Built, last: Stage) -> tuple[int, Check] | None:
    """What the text says the derivative is, and whether the numbers agree."""
    claimed = question.program.claimed
    if claimed is None:
        return None
    node = add_tree(built.graph, claimed, {name: i for i, name in built.names.items()})
    return node, verify(built.graph, last.output, [(last.derivations[0].variable, (node,))])


def refuse_unknown(built: Built) -> None:
    """Refuse numbers for a function about which nothing is known."""
    graph = built.graph
    for node in graph.cone([built.output]):
        if graph.ops[node] == "unknown":
            name = graph.unknown(node).name
            raise DomainError("undefined_at_point", UNKNOWN, facts={"name": name}, hint=UNKNOWN_HINT)
