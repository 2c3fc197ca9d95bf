"""A derivative as a function of numbers: compiled once, for as many points as there are, one by one or in arrays."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from ..errors import DomainError, OptionError, VariableError
from ..graph.arrays import StraightArrays
from ..graph.compiled import Straight
from ..graph.holes import NoValue
from ..language import Text
from ..numbers.passes import MISSING, NO_SLOPE, refused
from ..solution.solve import UNKNOWN, UNKNOWN_HINT
from ..solution.stage import Stage, Story

BESIDE = Text("A function of numbers needs variables of which none leads into another.",
              "수를 넣어 계산하는 함수로 만들려면 미분하는 변수들이 서로 이어지지 않아야 합니다.")
MANY = Text("There are {count} variables, in this order: {names}.",
            "변수는 {count}개이고 순서는 다음과 같습니다: {names}.")
NO_SUCH = Text("There is no variable `{name}` here; there are {names}.",
               "`{name}` 변수가 없습니다. 있는 변수: {names}.")
Row = tuple[Stage, int, tuple[int, ...]]  # the stage that is told, the function's node, its derivatives


class Function:
    """The derivative as a function of its `inputs`, given in that order or by name, each a number or a NumPy array.

    Called it gives what `value` has in the same place: a number, numbers by variable, rows of a matrix. Of arrays it
    gives arrays, nan where there is no value; a number without a value raises DomainError. At a kink it is the number
    that frameworks take: `diff(at=…)` looks at such a point, this does not.
    """

    def __init__(self, rows: Sequence[Row], shaped: Callable[[list[Sequence[Any]]], Any], several: bool = False
                 ) -> None:
        self._rows, self._shaped, self._several = rows, shaped, several
        graph = {id(stage.graph): stage.graph for stage, _, _ in rows}
        nodes = {key: [i for stage, function, derivatives in rows if id(stage.graph) == key
                       for i in (function, *derivatives)] for key in graph}
        names = (graph[key].name(i) for key, found in nodes.items() for i in graph[key].inputs(found))
        self.inputs = tuple(dict.fromkeys(names))

    def __call__(self, *values: Any, **named: Any) -> Any:
        """The derivative where the variables have these values."""
        return self._shaped([row[1:] for row in self._numbers(self._given(values, named))])

    def with_value(self, *values: Any, **named: Any) -> tuple[Any, Any]:
        """The function's own value and its derivative, in one go."""
        rows = self._numbers(self._given(values, named))
        own = tuple(row[0] for row in rows)
        return own if self._several else own[0], self._shaped([row[1:] for row in rows])

    def flat(self, values: Sequence[float]) -> tuple[float, ...]:
        """The quickest way: floats in the order of `inputs`. For each row the function's value and its derivatives."""
        return tuple(number for row in self._numbers(values) for number in row)

    def __repr__(self) -> str:
        return f"<chainrule function of {', '.join(self.inputs)}>"

    def _given(self, values: Sequence[Any], named: Mapping[str, Any]) -> list[Any]:
        if len(values) == len(self.inputs) and not named:
            return list(values)
        names = ", ".join(self.inputs)
        if len(values) > len(self.inputs):
            raise OptionError("usage", MANY, facts={"count": len(self.inputs), "names": names})
        given = {**dict(zip(self.inputs, values, strict=False)), **named}
        for name in named:
            if name not in self.inputs:
                raise VariableError("bad_variable", NO_SUCH, facts={"name": name, "names": names})
        for name in self.inputs:
            if name not in given:
                raise VariableError("bad_variable", MISSING, facts={"name": name})
        return [given[name] for name in self.inputs]

    def _numbers(self, values: Sequence[Any]) -> list[Sequence[Any]]:
        if all(type(v) is float for v in values):
            return self._floats(values)
        if all(isinstance(v, int | float | Fraction) for v in values):
            return self._floats([_float(v) for v in values])
        return [row for run, _ in self._over_arrays for row in run(values)]

    def _floats(self, values: Sequence[float]) -> list[Sequence[Any]]:
        found: list[Sequence[Any]] = []
        for run, stage in self._over_floats:
            try:
                found += run(values)
            except NoValue as none:
                if none.node in stage.sweep.function or none.node not in range(len(stage.graph)):
                    raise refused(none, stage.names) from None
                raise DomainError("undefined_at_point", NO_SLOPE,
                                  facts={"node": stage.names.get(stage.output, "f")}) from None
        return found

    @cached_property
    def _over_floats(self) -> list[tuple[Callable[[Sequence[Any]], list[Sequence[Any]]], Stage]]:
        return self._compiled(Straight)

    @cached_property
    def _over_arrays(self) -> list[tuple[Callable[[Sequence[Any]], list[Sequence[Any]]], Stage]]:
        return self._compiled(StraightArrays)

    def _compiled(self, kind: type[Straight] | type[StraightArrays]
                  ) -> list[tuple[Callable[[Sequence[Any]], list[Sequence[Any]]], Stage]]:
        """A function for each graph that the rows are in, and a stage that knows its names."""
        groups: dict[int, list[Row]] = {}
        for row in self._rows:
            groups.setdefault(id(row[0].graph), []).append(row)
        return [(self._group(rows, kind), rows[0][0]) for rows in groups.values()]

    def _group(self, rows: list[Row], kind: type[Straight] | type[StraightArrays]
               ) -> Callable[[Sequence[Any]], list[Sequence[Any]]]:
        graph = rows[0][0].graph
        nodes = [node for _, function, derivatives in rows for node in (function, *derivatives)]
        run = kind(graph, nodes, [graph.input(name) for name in self.inputs])
        ends = [0]
        for _, _, derivatives in rows:
            ends.append(ends[-1] + 1 + len(derivatives))
        if len(rows) == 1:
            return lambda values: [run(values)]

        def at(values: Sequence[Any]) -> list[Sequence[Any]]:
            found = run(values)
            return [found[a:b] for a, b in zip(ends, ends[1:], strict=False)]

        return at


def row_of(story: Story) -> Row:
    """The function of a story and its last derivatives. Raises DomainError for a function that nothing is known of."""
    if story.beside:
        raise OptionError("usage", BESIDE)
    for name in story.stages[0].unknown:
        raise DomainError("undefined_at_point", UNKNOWN, facts={"name": name}, hint=UNKNOWN_HINT)
    found = story.last.sweep.gradient
    return story.last, story.stages[0].output, tuple(found[a.derived.variable] for a in story.answers)


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")
