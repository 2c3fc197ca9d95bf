"""A derivative as a function of numbers: compiled once, for as many points as there are, one by one or in arrays."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import Any

from ..derivation.sweep import sweep
from ..errors import DomainError, OptionError, VariableError
from ..graph.arrays import StraightArrays
from ..graph.compiled import Straight
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..language import Text
from ..numbers.passes import MISSING, NO_SLOPE, refused
from ..numbers.point import NOT_A_NUMBER
from ..records import record
from ..solution.solve import UNKNOWN, UNKNOWN_HINT
from ..solution.stage import Story
from ..solution.swept import BESIDE

MANY = Text("There are {count} variables, in this order: {names}.",
            "변수는 {count}개이고 순서는 다음과 같습니다: {names}.")
NO_SUCH = Text("There is no variable `{name}` here; there are {names}.",
               "`{name}` 변수가 없습니다. 있는 변수: {names}.")


@record
class Row:
    """A function and its derivatives, as nodes; `names` are those of its nodes, for messages."""

    graph: Graph
    function: int
    derivatives: tuple[int, ...]
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def nodes(self) -> tuple[int, ...]:
        return self.function, *self.derivatives

    def refused(self, none: NoValue) -> DomainError:
        """What is said where the function, or its derivative, has no value."""
        if none.node in self.graph.cone([self.function]):
            return refused(none, self.names)
        return DomainError("undefined_at_point", NO_SLOPE, facts={"node": self.names.get(self.function, "f")})


Rows = Callable[[Sequence[Any]], list[Sequence[Any]]]


class Function:
    """The derivative as a function of its `inputs`, given in that order or by name, each a number or a NumPy array.

    Called it gives what `value` has in the same place: a number, numbers by variable, rows of a matrix. Of arrays it
    gives arrays, nan where there is no value; a number without a value raises DomainError. At a kink it is the number
    that frameworks take: `diff(at=…)` looks at such a point, this does not.
    """

    def __init__(self, rows: Sequence[Row], shaped: Callable[[list[Sequence[Any]]], Any], several: bool = False
                 ) -> None:
        self._rows, self._shaped, self._several = rows, shaped, several
        cones = {id(row.graph): row.graph.inputs([i for other in rows if other.graph is row.graph for i in other.nodes])
                 for row in rows}
        names = (row.graph.name(i) for row in rows for i in cones[id(row.graph)])
        self.inputs = tuple(dict.fromkeys(names))
        for row in rows:
            for i in row.graph.cone([row.function]):
                if row.graph.ops[i] == "unknown":
                    raise DomainError("undefined_at_point", UNKNOWN, facts={"name": row.graph.unknown(i).name},
                                      hint=UNKNOWN_HINT)

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
        if len(values) != len(self.inputs):
            raise OptionError("usage", MANY, facts={"count": len(self.inputs), "names": ", ".join(self.inputs)})
        found = self._floats(values)
        return tuple(found[0]) if len(found) == 1 else tuple(number for row in found for number in row)

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
        kinds = set(map(type, values))
        if kinds <= {float}:
            return self._floats(values)
        if all(issubclass(kind, int | float | Fraction) for kind in kinds):
            return self._floats([_float(v) for v in values])
        for name, value in zip(self.inputs, values, strict=True):
            if value is None or isinstance(value, str | bytes | complex):
                raise VariableError("bad_variable", NOT_A_NUMBER, facts={"name": name})
        return [row for run, _ in self._over_arrays for row in run(values)]

    def _floats(self, values: Sequence[float]) -> list[Sequence[Any]]:
        found: list[Sequence[Any]] = []
        for run, row in self._over_floats:
            try:
                found += run(values)
            except NoValue as none:
                raise row.refused(none) from None
        return found

    @cached_property
    def _over_floats(self) -> list[tuple[Rows, Row]]:
        return self._compiled(Straight)

    @cached_property
    def _over_arrays(self) -> list[tuple[Rows, Row]]:
        return self._compiled(StraightArrays)

    def _compiled(self, kind: type[Straight] | type[StraightArrays]) -> list[tuple[Rows, Row]]:
        """A function for each graph that the rows are in."""
        return [(self._group(list(rows), kind), rows[0])
                for _, found in groupby(self._rows, key=lambda row: id(row.graph)) if (rows := list(found))]

    def _group(self, rows: list[Row], kind: type[Straight] | type[StraightArrays]) -> Rows:
        graph = rows[0].graph
        run = kind(graph, [node for row in rows for node in row.nodes], [graph.input(name) for name in self.inputs])
        if len(rows) == 1:
            return lambda values: [run(values)]
        ends = list(accumulate((len(row.nodes) for row in rows), initial=0))

        def at(values: Sequence[Any]) -> list[Sequence[Any]]:
            found = run(values)
            return [found[a:b] for a, b in pairwise(ends)]

        return at


def row_of(story: Story) -> Row:
    """The function of a story and its last derivatives."""
    if story.beside:
        raise OptionError("usage", BESIDE)
    last = story.last
    by = [answer.derived.variable for answer in story.answers]
    found = sweep(last.graph, last.output, by, sparing=True).gradient
    return Row(last.graph, story.stages[0].output, tuple(found[v] for v in by), last.names)


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")
