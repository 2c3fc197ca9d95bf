"""A program's output as something to be made small: its value and its slopes at any values of the parameters."""
from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..derivation.sweep import Sweep, sweep
from ..graph.compiled import Straight
from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import NoValue
from .moving import OneByOne, Pace
from .passes import backward

Values = Sequence[float]


@dataclass(frozen=True)
class Objective:
    """The output of a graph as a function of the `parameters`, in doubles: its mean over the `rows`, each of which
    gives the values of the other inputs by id."""

    graph: Graph
    output: int
    parameters: tuple[int, ...]
    rows: tuple[Mapping[int, float], ...] = ({},)

    def look(self, at: Values) -> tuple[float, tuple[float, ...]]:
        """The value and the derivatives by the parameters. A value that is too large for a double is infinite, as long
        as the derivatives are not; at a joint these are what deep learning frameworks take. Raises NoValue."""
        if self.graph.has_cases:
            return self.value(at), self._mean(self._by_edges(at, row) for row in self.rows)
        wanted = (self.output, *self._slopes)
        try:
            value, *slopes = self._mean(self._at(at, row, self._all, wanted) for row in self.rows)
        except NoValue as none:
            if none.why != "overflow":
                raise
            slopes = list(self._mean(self._at(at, row, self._for_slopes, wanted[1:]) for row in self.rows))
            value = math.inf
        return value, tuple(slopes)

    @cached_property
    def look_often(self) -> Callable[[Values], tuple[float, Values]]:
        """The same compiled: it takes the time of some looks to make, and a third of the time of each."""
        others = tuple(i for i in self.rows[0] if i not in self.parameters)
        rows = [[row[i] for i in others] for row in self.rows]
        run = Straight(self.graph, (self.output, *self._slopes), (*self.parameters, *others))

        def look(at: Values) -> tuple[float, Values]:
            try:
                value, *slopes = self._mean(tuple(run([*at, *row])) for row in rows)
            except NoValue:
                return self.look(at)  # it knows infinite values, and cases that need not have any
            return value, tuple(slopes)
        return look

    def mover(self, pace: Pace) -> OneByOne:
        """What makes the steps."""
        return OneByOne(pace, len(self.parameters))

    def value(self, at: Values) -> float:
        """The output, averaged over the rows. Raises NoValue where it has none, or is too large for a double."""
        return self._mean(self._at(at, row, self._function, (self.output,)) for row in self.rows)[0]

    def values(self, at: Values, row: Mapping[int, float]) -> dict[int, float]:
        """The values of every node of the function for one row. Raises NoValue."""
        point = {**row, **dict(zip(self.parameters, at, strict=True))}
        return evaluate(self.graph, self._function, point, math, dict(self._steady))

    @cached_property
    def swept(self) -> Sweep:
        """The derivation of the slopes."""
        return sweep(self.graph, self.output, self.parameters)

    @cached_property
    def _slopes(self) -> tuple[int, ...]:
        found = self.swept.gradient
        return tuple(found[p] for p in self.parameters)

    @cached_property
    def _steady(self) -> dict[int, float]:
        """What no variable changes; it is computed once."""
        graph = self.graph
        formulas = [e.partial.formula for found in self.swept.edges.values() for e in found] if graph.has_cases else []
        nodes = [i for i in graph.cone([self.output, *self._slopes, *formulas]) if not graph.varies[i]]
        return {i: _double(value) for i, value in evaluate(graph, nodes, {}, math, holes=True).items()}

    def _varying(self, nodes: Iterable[int]) -> list[int]:
        return [i for i in self.graph.cone(nodes) if self.graph.varies[i]]

    @cached_property
    def _function(self) -> list[int]:
        return self._varying([self.output])

    @cached_property
    def _for_slopes(self) -> list[int]:
        return self._varying(self._slopes)

    @cached_property
    def _all(self) -> list[int]:
        return self._varying([self.output, *self._slopes])

    @cached_property
    def _partials(self) -> list[int]:
        return self._varying(e.partial.formula for found in self.swept.edges.values() for e in found)

    def _at(self, at: Values, row: Mapping[int, float], nodes: list[int], wanted: Sequence[int]) -> tuple[float, ...]:
        point = {**row, **dict(zip(self.parameters, at, strict=True))}
        found = evaluate(self.graph, nodes, point, math, dict(self._steady))
        return tuple(float(found[i]) for i in wanted)

    def _by_edges(self, at: Values, row: Mapping[int, float]) -> tuple[float, ...]:
        """The slopes edge by edge: a case that does not hold need not have any."""
        point = {**row, **dict(zip(self.parameters, at, strict=True))}
        found = evaluate(self.graph, self._varying([self.output, *self._partials]), point, math, dict(self._steady),
                         holes=True)
        partials = {(e.gate, e.slot): e.partial.value(found) for edges in self.swept.edges.values() for e in edges}
        adjoints = backward(self.swept, partials)
        return tuple(float(adjoints.get(p, 0)) for p in self.parameters)

    def _mean(self, rows: Iterable[tuple[float, ...]]) -> tuple[float, ...]:
        found = list(rows)
        return found[0] if len(found) == 1 else tuple(math.fsum(each) / len(found) for each in zip(*found, strict=True))


def _double(value: Any) -> Any:
    """An exact number as a double, so that nothing is computed exactly; one that is too large, and a hole, stay."""
    try:
        return float(value)
    except (TypeError, OverflowError):
        return value
