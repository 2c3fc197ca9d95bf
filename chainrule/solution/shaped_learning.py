"""Learning where values are vectors and matrices: a number made small by moving the entries of some of the inputs."""
from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .. import limits
from ..errors import ShapeError, TooLargeError, UnsupportedError, VariableError
from ..graph.build import build
from ..graph.holes import NoValue
from ..graph.shaped import ShapedGraph
from ..language import Text
from ..numbers.descent import Walk, descend
from ..numbers.matrices import passes
from ..numbers.matrices.given import as_declared, given_point
from ..numbers.matrices.objective import ShapedObjective
from ..numbers.moving import Pace
from ..reading.samples import Samples
from ..rules.shape import NUMBER, full, letters, worth
from .learning import (
    ADD_THEM,
    GIVEN_TWICE,
    LEARNED_COLUMN,
    NO_VALUES,
    NOT_THERE,
    OR_DATA,
    OR_SEED,
    TOO_LONG,
    Learning,
    starting,
)
from .matrices.names import names_of, output_of, variables_of
from .matrices.solve import solve_shaped
from .matrices.story import MatrixStory
from .question import Question

NO_NUMBER = Text("What is made small has to be a number; `{name}` is {shape}.",
                 "값을 줄이려면 수여야 하는데 `{name}`의 크기는 {shape}입니다.")
NO_SIZE = Text("The size {size} of `{name}` is not known, so no values can be drawn for it.",
               "`{name}`의 크기 {size}를 알 수 없어 값을 정할 수 없습니다.")
SPREAD = 1.0


@dataclass(frozen=True)
class ShapedLearningStory:
    """The facts about one descent.

    parameters  the names of what moved, in order, and `nodes` their ids; `drawn` are those drawn at random
    values      every input's value at the start, as it was declared
    columns     for every input that the samples give the columns that it has
    names       what the nodes of the objective's graph are called
    first       the gradients explained at the start
    """

    asked: Learning
    pace: Pace
    objective: ShapedObjective
    parameters: tuple[str, ...]
    drawn: tuple[str, ...]
    values: Mapping[str, Any]
    columns: Mapping[str, tuple[str, ...]]
    names: Mapping[int, str]
    first: MatrixStory
    walk: Walk

    @property
    def fixed(self) -> dict[str, Any]:
        """The inputs that do not move, as they were declared."""
        graph, declared = self.objective.graph, self.first.declared
        return {name: as_declared(rows, declared.get(name)) for node, rows in self.objective.given.items()
                for name in (graph.name(node),)}

    def parted(self, step: int) -> list[Any]:
        """The parameters after so many steps, as rows of numbers."""
        return self.objective.parted(self.walk.points[step])

    def slopes(self, step: int) -> list[Any]:
        """The gradients there."""
        return self.objective.parted(self.walk.gradients[step])

    def by_name(self, parts: list[Any]) -> dict[str, Any]:
        """Parameters or gradients by name, as they were declared."""
        declared = self.first.declared
        return {name: as_declared(rows, declared.get(name)) for name, rows in zip(self.parameters, parts, strict=True)}


def learn_shaped(asked: Learning, tick: Callable[[int], None] | None = None) -> ShapedLearningStory:
    """All the facts of a descent. Raises a ChainruleError for what is not there, has no value or does not fit, and
    where the loss has no value at the start."""
    question, pace = asked.question, asked.pace
    built = build(question.program)
    graph = built.graph
    assert isinstance(graph, ShapedGraph)
    output, own = output_of(built, question.of)
    if graph.shape(output) != NUMBER:
        raise UnsupportedError("unsupported", NO_NUMBER, facts={
            "name": built.names.get(output, "f"), "shape": full(graph.shape(output))})
    needed = {graph.name(i): i for i in graph.inputs([output])}
    columns, values = _sampled(graph, needed, asked)
    if question.wrt:
        parameters = tuple(name for name, _ in variables_of(built, output, question.wrt))
    else:
        parameters = starting([name for name in needed if name not in columns], asked)
    for name in parameters:
        if name not in needed:
            raise VariableError("bad_variable", NOT_THERE, facts={"name": name, "known": ", ".join(needed)})
        if name in columns:
            raise VariableError("bad_variable", LEARNED_COLUMN, facts={"name": name})
    values |= dict(question.at or {})
    drawn = tuple(name for name in parameters if name not in values) if asked.seed is not None else ()
    _all_there(needed, [*values, *drawn], parameters, asked)
    _, sizes = given_point(graph, [i for name, i in needed.items() if name in values], values)
    values |= dict(_drawn(graph, needed, drawn, sizes, asked.seed or 0))
    point, sizes = given_point(graph, list(needed.values()), values)
    nodes = tuple(needed[name] for name in parameters)
    objective = ShapedObjective(graph, output, nodes, {i: x for i, x in point.items() if i not in nodes}, sizes)
    start = objective.row([point[node] for node in nodes])
    if pace.steps * len(start) > limits.LEARNED:
        raise TooLargeError("too_large", TOO_LONG, facts={"steps": pace.steps, "count": len(start),
                                                          "limit": limits.LEARNED})
    given = {i: name for i, name in built.names.items() if i != output or own}
    names = names_of(graph, output, given, set(built.inputs) | set(built.names.values()))
    first = solve_shaped(Question(question.program, of=question.of, wrt=parameters,
                                  at={name: values[name] for name in needed}))
    try:
        walk = descend(objective, start, pace, tick)
    except NoValue as none:
        raise passes.refused(graph, none, names) from None
    return ShapedLearningStory(asked, pace, objective, parameters, drawn, values, columns, names, first, walk)


def _sampled(graph: ShapedGraph, needed: Mapping[str, int], asked: Learning
             ) -> tuple[dict[str, tuple[str, ...]], dict[str, Any]]:
    """The inputs whose rows the samples are, each with its columns (y, or X1 X2 …, or x1 x2 …), and their values."""
    samples, at = asked.samples, asked.question.at or {}
    columns: dict[str, tuple[str, ...]] = {}
    values: dict[str, Any] = {}
    for name, node in needed.items() if samples is not None else ():
        assert samples is not None
        found = next((each for each in _possible(name, graph.shape(node)) if set(each) <= set(samples.columns)), None)
        if found is None:
            continue
        if name in at:
            raise VariableError("bad_variable", GIVEN_TWICE, facts={"name": name})
        columns[name] = found
        values[name] = _rows(samples, found)
    return columns, values


def _possible(name: str, shape: tuple[int | str, int | str]) -> Iterator[tuple[str, ...]]:
    """What the columns of an input may be called."""
    rows, count = shape
    if rows == 1 or not isinstance(count, int):
        return
    if count == 1:
        yield (name,)
    for letter in (name, name.lower()):
        yield tuple(f"{letter}{k}" for k in range(1, count + 1))
        yield tuple(f"{letter}_{k}" for k in range(1, count + 1))


def _rows(samples: Samples, columns: tuple[str, ...]) -> list[list[float]]:
    places = [samples.columns.index(column) for column in columns]
    return [[row[k] for k in places] for row in samples.rows]


def _all_there(needed: Mapping[str, int], given: list[str], parameters: tuple[str, ...], asked: Learning) -> None:
    lacking = [name for name in needed if name not in given]
    if lacking:
        learned = all(name in parameters for name in lacking)
        columns = asked.samples.columns if asked.samples is not None else ()
        raise VariableError("bad_variable", NO_VALUES, facts={
            "names": ", ".join(lacking), "first": lacking[0], "columns": ", ".join(columns)},
            hint=OR_SEED if learned else OR_DATA if columns else ADD_THEM)


def _drawn(graph: ShapedGraph, needed: Mapping[str, int], names: tuple[str, ...], sizes: Mapping[str, int], seed: int
           ) -> Iterator[tuple[str, Any]]:
    """Values between -1 and 1; of a matrix divided by the root of how many columns it has."""
    generator = random.Random(seed)
    for name in names:
        shape = graph.shape(needed[name])
        unknown = next((letter for size in shape for letter in letters(size) if letter not in sizes), None)
        if unknown is not None:
            raise ShapeError("shape", NO_SIZE, facts={"size": unknown, "name": name})
        rows, count = (worth(size, dict(sizes)) for size in shape)
        made = [[generator.uniform(-SPREAD, SPREAD) / count ** 0.5 for _ in range(count)] for _ in range(rows)]
        yield name, made if rows * count > 1 else made[0][0]
