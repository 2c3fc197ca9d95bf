"""Learning: a program's output made small by moving some of its inputs, with all that can be told about the way."""
from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence

from .. import limits
from ..errors import OptionError, TooLargeError, VariableError
from ..graph import naming
from ..graph.build import Built, build
from ..graph.degree import degree
from ..graph.evaluate import Number
from ..graph.holes import NoValue
from ..language import Text
from ..numbers.curvature import steepest
from ..numbers.descent import Walk, descend
from ..numbers.methods import METHODS
from ..numbers.moving import Pace
from ..numbers.objective import Objective
from ..numbers.passes import refused
from ..reading.samples import Samples
from ..records import record
from .question import Question
from .solve import refuse_unknown, solve
from .stage import Stage, Story
from .variables import check_variable, output_of

NO_PARAMETERS = Text("Say with wrt which variables are learned; without it and without a seed those of the point are.",
                     "어느 변수를 학습할지 wrt 값으로 정해 주세요. wrt와 씨앗값이 없으면 점에 적은 변수를 학습합니다.")
NOT_THERE = Text("There is no variable `{name}` in this program; it has {known}.",
                 "이 프로그램에는 `{name}` 변수가 없습니다. 있는 변수: {known}.")
NO_VALUES = Text("There are no values for {names}.", "값이 없는 변수: {names}.")
ADD_THEM = Text("add them to the point: {first}=…", "점에 {first}=… 꼴로 적어 주십시오")
OR_DATA = Text("add them to the point ({first}=…), or name their columns in the data, which has {columns}",
               "점에 {first}=… 꼴로 적거나 자료에 그 이름의 열을 넣어 주십시오. 자료에 있는 열: {columns}")
OR_SEED = Text("add them to the point ({first}=…), or draw those that are learned at random: --seed 1",
               "점에 {first}=… 꼴로 적거나, 학습할 값을 무작위로 정하려면 --seed 1을 쓰십시오")
GIVEN_TWICE = Text("`{name}` has a value in the point and a column in the data.",
                   "`{name}`의 값이 점에도 있고 자료에도 있습니다.")
LEARNED_COLUMN = Text("`{name}` is to be learned, and the data has a column of that name.",
                      "`{name}` 변수를 학습하려고 하는데 자료에 같은 이름의 열이 있습니다.")
BAD_RATE = Text("The learning rate is a positive number, not {rate}.", "학습률은 양수여야 합니다. 받은 값: {rate}")
BAD_STEPS = Text("The number of steps is a whole number, 1 or more, not {steps}.",
                 "걸음 수는 1 이상의 정수여야 합니다. 받은 값: {steps}")
NO_METHOD = Text("There is no method {method}; there are: {known}.",
                 "{method} 방법은 없습니다. 있는 방법: {known}.")
TOO_LONG = Text("{steps} steps with {count} parameters are more than {limit} numbers to keep.",
                "{steps}걸음과 매개변수 {count}개로는 기억할 수가 {limit}개를 넘습니다.")
SPREAD = 1.0  # values that are drawn lie between -1 and 1


@record
class Learning:
    """What is to be learned, as it was asked.

    question  the program, which of its values is made small, the parameters (`wrt`) and what is known (`at`)
    method    by its name in METHODS
    seed      draws the parameters that `at` does not give
    samples   values of other inputs, a row for each; the loss is then the mean over the rows
    """

    question: Question
    rate: float
    steps: int
    method: str = "gradient"
    seed: int | None = None
    samples: Samples | None = None

    @property
    def pace(self) -> Pace:
        """How to go; a rate or a number of steps that cannot be is refused."""
        return pace_of(self.rate, self.steps, self.method)


@record
class LearningStory:
    """The facts about one descent.

    parameters  the names of what moved, in order
    start       their values before the first step; `drawn` are those that were drawn at random
    fixed       the other inputs' values; those of the samples are in `samples`
    names       what the nodes of the objective's graph are called
    first       the loss explained at the start (of several samples, at the first one)
    curvature   how fast the slope changes at the start, in the direction in which it changes most
    quadratic   whether the loss is a polynomial of degree 2 in the parameters, so that this holds everywhere
    """

    asked: Learning
    pace: Pace
    objective: Objective
    parameters: tuple[str, ...]
    start: tuple[Number, ...]
    drawn: tuple[str, ...]
    fixed: Mapping[str, Number]
    names: dict[int, str]
    first: Story
    walk: Walk
    curvature: float | None
    quadratic: bool

    @property
    def stage(self) -> Stage:
        """The loss at the start."""
        return self.first.stages[0]

    @property
    def samples(self) -> Samples | None:
        return self.asked.samples


def pace_of(rate: float, steps: int, method: str) -> Pace:
    """How to go. Raises OptionError for a method that is not there, and a rate or a number of steps that cannot be."""
    if method not in METHODS:
        raise OptionError("usage", NO_METHOD, facts={"method": method, "known": ", ".join(METHODS)})
    if isinstance(rate, bool) or not math.isfinite(rate) or rate <= 0:
        raise OptionError("usage", BAD_RATE, facts={"rate": f"{rate:g}"})
    if isinstance(steps, bool) or steps != int(steps) or steps < 1:
        raise OptionError("usage", BAD_STEPS, facts={"steps": steps})
    return Pace(METHODS[method], float(rate), int(steps))


def learn(asked: Learning, tick: Callable[[int], None] | None = None) -> LearningStory:
    """All the facts of a descent. Raises a ChainruleError for a name that is not there or has no value, for a rate or
    a number of steps that cannot be, and where the loss has no value at the start."""
    question, pace = asked.question, asked.pace
    built = build(question.program)
    if question.of:
        built = output_of(built, question.of[0])
    refuse_unknown(built)
    parameters = _parameters(built, asked)
    if pace.steps * len(parameters) > limits.LEARNED:
        raise TooLargeError("too_large", TOO_LONG, facts={"steps": pace.steps, "count": len(parameters),
                                                          "limit": limits.LEARNED})
    start, drawn, fixed = _values(built, asked, parameters)
    samples = asked.samples
    needed = {built.graph.name(i): i for i in built.graph.inputs([built.output])}
    known = {needed[name]: float(value) for name, value in fixed.items() if name in needed}
    rows: tuple[dict[int, float], ...] = (known,)
    if samples is not None:
        rows = tuple({**known, **{needed[c]: x for c, x in zip(samples.columns, row, strict=True) if c in needed}}
                     for row in samples.rows)
    first = _first(question, samples, dict(zip(parameters, start, strict=True)), fixed)
    objective = Objective(built.graph, built.output, tuple(built.inputs[p] for p in parameters), rows)
    at = tuple(map(float, start))
    names = naming.name_nodes(built.graph, built.output, built.names, set(built.inputs) | set(built.names.values()),
                              None)
    try:
        walk = descend(objective, at, pace, tick)
    except NoValue as none:
        raise refused(none, names) from None
    return LearningStory(asked, pace, objective, parameters, start, drawn, fixed, names, first, walk,
                         steepest(objective, at), degree(built.graph, built.output, set(objective.parameters)) == 2)


def _parameters(built: Built, asked: Learning) -> tuple[str, ...]:
    """What is learned, by the names that the program has; where nobody says it, what has a start."""
    question = asked.question
    if not question.wrt:
        return starting([built.graph.name(i) for i in built.graph.inputs([built.output])], asked)
    found = tuple(dict.fromkeys(check_variable(built, name) for name in question.wrt))
    for name in found:
        if name not in built.inputs:
            raise VariableError("bad_variable", NOT_THERE, facts={"name": name, "known": ", ".join(built.inputs)})
    return found


def starting(inputs: Sequence[str], asked: Learning) -> tuple[str, ...]:
    """The inputs that are learned where nobody says it: those that have a start. With a seed it has to be said, for
    what is only missing would be drawn and learned."""
    given = {**dict(asked.question.program.defaults), **(asked.question.at or {})}
    found = tuple(name for name in inputs if name in given)
    if not found or asked.seed is not None:
        raise OptionError("usage", NO_PARAMETERS)
    return found


def _values(built: Built, asked: Learning, parameters: tuple[str, ...]
            ) -> tuple[tuple[Number, ...], tuple[str, ...], dict[str, Number]]:
    """The start, the names drawn for it, and the values of everything else that has one for all samples."""
    columns = asked.samples.columns if asked.samples is not None else ()
    given = dict(asked.question.program.defaults) | dict(asked.question.at or {})
    for name in columns:
        if name in parameters:
            raise VariableError("bad_variable", LEARNED_COLUMN, facts={"name": name})
        if name in given and name in built.inputs:
            raise VariableError("bad_variable", GIVEN_TWICE, facts={"name": name})
    drawn: tuple[str, ...] = ()
    if asked.seed is not None:
        generator = random.Random(asked.seed)
        drawn = tuple(name for name in parameters if name not in given)
        given |= {name: generator.uniform(-SPREAD, SPREAD) for name in drawn}
    needed = [built.graph.name(i) for i in built.graph.inputs([built.output])]
    lacking = [name for name in dict.fromkeys((*parameters, *needed)) if name not in given and name not in columns]
    if lacking:
        learned = all(name in parameters for name in lacking)
        raise VariableError("bad_variable", NO_VALUES, facts={
            "names": ", ".join(lacking), "first": lacking[0], "columns": ", ".join(columns)},
            hint=OR_SEED if learned else OR_DATA if columns else ADD_THEM)
    fixed = {name: value for name, value in given.items() if name in needed and name not in parameters}
    return tuple(given[name] for name in parameters), drawn, fixed


def _first(question: Question, samples: Samples | None, start: Mapping[str, Number], fixed: Mapping[str, Number]
           ) -> Story:
    """The loss and its derivatives at the start, at the first sample where there are several."""
    sample = dict(zip(samples.columns, samples.rows[0], strict=True)) if samples is not None else {}
    found = solve(Question(question.program, question.of[:1], tuple(start), at={**start, **fixed, **sample},
                           view=question.view))
    assert isinstance(found, Story)
    return found
