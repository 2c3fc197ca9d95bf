"""A problem with vectors and matrices: its function, its gradient, and irregular points with their values."""
from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ....derivation.matrices.sweep import MatrixSweep, matrix_sweep
from ....errors import OptionError, UnsupportedError
from ....graph.build import build
from ....graph.holes import NoValue
from ....graph.shaped import ShapedGraph
from ....graph.shaped_values import arrays, evaluate_shaped
from ....language import Text
from ....records import record
from ....rules.shape import NUMBER, Shape, letters, worth
from ...matrices.facts import Facts, known_facts
from ...matrices.names import output_of, variables_of
from ...question import Question

WHICH = Text("By which variable? The problem has {known}.", "어느 변수로 미분합니까? 식에 있는 변수: {known}.")
NO_NUMBER = Text("An answer with shapes is checked where the output is a number.",
                 "벡터나 행렬에 대한 답은 출력이 수일 때만 확인합니다.")
TRIALS, POINTS = 40, 8
SIZES = ((2, 3, 4, 5), (3, 4, 2, 5), (4, 2, 5, 3))  # what letters are tried with
RANGES = ((-1.5, 1.5), (0.2, 1.7), (0.05, 0.9))
Rows = list[list[float]]


@record
class Spot:
    """One irregular point: what letters are worth, the inputs, and every named value by name."""

    sizes: Mapping[str, int]
    point: Mapping[int, Any]
    named: Mapping[str, Any]


@record
class ShapedProblem:
    """`truth` is the gradient of the output by the variable; `names` are the values that an answer may name."""

    graph: ShapedGraph
    output: int
    variable: int
    swept: MatrixSweep
    names: Mapping[str, int]
    facts: Facts

    @property
    def truth(self) -> int:
        return self.swept.gradient[self.variable]

    @property
    def shapes(self) -> dict[str, Shape]:
        """The shapes of everything that an answer may name."""
        return {name: self.graph.shape(node) for name, node in self.names.items()}

    def spots(self, symmetric: bool = False) -> Iterator[Spot]:
        """Points at which the function has a value; `symmetric` makes every square input so."""
        rng, found = random.Random(20231117), 0
        for trial in range(TRIALS):
            spot = self._spot(rng, trial, symmetric)
            if spot is not None and found < POINTS:
                found += 1
                yield spot

    def _spot(self, rng: random.Random, trial: int, symmetric: bool) -> Spot | None:
        graph = self.graph
        inputs = graph.inputs([self.output, *self.names.values()])
        found = sorted({letter for i in inputs for size in graph.shape(i) for letter in letters(size)})
        row = SIZES[trial % len(SIZES)]
        sizes = {letter: row[k % len(row)] for k, letter in enumerate(found)}
        point = {i: self._drawn(i, rng, sizes, trial, symmetric) for i in inputs}
        m = arrays()
        try:
            values = evaluate_shaped(graph, graph.cone([self.output, *self.names.values()]),
                                     {i: m.value(x) for i, x in point.items()}, m, None, sizes)
        except (NoValue, OverflowError):
            return None
        return Spot(sizes, point, {name: m.nested(values[node]) for name, node in self.names.items()})

    def _drawn(self, node: int, rng: random.Random, sizes: Mapping[str, int], trial: int, symmetric: bool) -> Any:
        rows, columns = (worth(size, dict(sizes)) for size in self.graph.shape(node))
        low, high = RANGES[trial % len(RANGES)]
        ridge = 2.0 if rows == columns and trial % 2 else 0.0
        grid = [[rng.uniform(low, high) + (ridge if i == j else 0) for j in range(columns)] for i in range(rows)]
        known = {fact for name, fact in self.facts if name == self.graph.name(node)}
        if rows == columns and (symmetric or "symmetric" in known):
            grid = [[grid[min(i, j)][max(i, j)] for j in range(columns)] for i in range(rows)]
        elif known - {"symmetric"}:
            whole = sum(abs(x) for line in grid for x in line)
            grid = [[abs(x) / (whole if columns == 1 else sum(map(abs, line))) for x in line] for line in grid]
        return grid if rows * columns > 1 else grid[0][0]

    def value(self, node: int, spot: Spot) -> Rows | None:
        """A node of the problem's graph at a point; None where it has no value."""
        m = arrays()
        point = {i: m.value(x) for i, x in spot.point.items()}
        try:
            values = evaluate_shaped(self.graph, self.graph.cone([node]), point, m, None, spot.sizes)
        except (NoValue, OverflowError, KeyError):
            return None
        return rows_of(m.nested(values[node]))


def rows_of(value: Any) -> Rows:
    """A number as one row of one entry."""
    return value if isinstance(value, list) else [[float(value)]]


def shaped_problem(question: Question) -> ShapedProblem:
    """The problem that a question poses. Raises a ChainruleError where it poses none that can be checked."""
    program, shaped = question.program, question.program.shaped
    assert shaped is not None
    built = build(program)
    graph = built.graph
    assert isinstance(graph, ShapedGraph)
    output, _ = output_of(built, question.of or program.outputs)
    variables = variables_of(built, output, question.wrt or program.asked or None)
    if len(variables) != 1:
        raise OptionError("usage", WHICH, facts={"known": ", ".join(name for name, _ in variables)})
    if graph.shape(output) != NUMBER:
        raise UnsupportedError("unsupported", NO_NUMBER)
    (name, node), = variables
    facts = known_facts(graph, shaped.facts, [name])
    names = {**{graph.name(i): i for i in graph.inputs([output, node])},
             **{label: i for i, label in built.names.items()}}
    return ShapedProblem(graph, output, node, matrix_sweep(graph, output, [node], None, facts), names, facts)


def transposed(rows: Sequence[Sequence[float]]) -> Rows:
    return [list(line) for line in zip(*rows, strict=True)]


def near(one: Sequence[Sequence[float]], other: Sequence[Sequence[float]]) -> bool:
    """Whether two values have the same shape and the same entries."""
    if [len(line) for line in one] != [len(line) for line in other]:
        return False
    a, b = [x for line in one for x in line], [x for line in other for x in line]
    size = max((abs(x) for x in (*a, *b)), default=0.0)
    return all(abs(x - y) <= 1e-9 * max(abs(x), abs(y), 1e-3 * size) for x, y in zip(a, b, strict=True))
