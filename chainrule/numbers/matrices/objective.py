"""A program with vectors and matrices as something to be made small: all entries of its parameters in one row."""
from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ...derivation.matrices.sweep import matrix_sweep
from ...graph.grids.floats import Floats
from ...graph.holes import NoValue
from ...graph.shaped import ShapedGraph
from ...graph.shaped_compiled import ShapedStraight
from ...graph.shaped_values import arrays, evaluate_shaped
from ...rules.shape import worth
from ..methods import METHODS
from ..moving import OneByOne, Pace
from ..objective import Values
from .given import Rows


@dataclass(frozen=True)
class ShapedObjective:
    """The output of a graph as a function of the `parameters`, whose entries stand row by row, one parameter after the
    other, in one array of NumPy's, or in a tuple where it is not installed. `given` are the values of the other inputs
    by id, `sizes` what letters in shapes are worth."""

    graph: ShapedGraph
    output: int
    parameters: tuple[int, ...]
    given: Mapping[int, Rows]
    sizes: Mapping[str, int]

    def look(self, at: Values) -> tuple[float, Values]:
        """The value and the derivatives. A value that is too large for a double is infinite, as long as the derivatives
        are not; at a joint these are what deep learning frameworks take. Raises NoValue."""
        row = [*self._held(at), *self._others]
        try:
            value, *slopes = self._both(row)
        except NoValue as none:
            if none.why != "overflow":
                raise
            value, slopes = math.inf, list(self._slopes(row))
        found = self._row(slopes)
        if not math.isfinite(sum(found) if isinstance(found, tuple) else found.sum()):  # type: ignore[attr-defined]
            return value, self._row(self._slopes(row))  # an infinity that no operation told of: say where
        return value, found

    @property
    def look_often(self) -> Callable[[Values], tuple[float, Values]]:
        """The same: it is compiled from the first time on."""
        return self.look

    def value(self, at: Values) -> float:
        """The output. Raises NoValue where it has none, or is too large for a double."""
        return float(self.values(at)[self.output])

    def values(self, at: Values) -> dict[int, Any]:
        """The values of every node of the function. Raises NoValue."""
        point = dict(zip((*self.parameters, *self.given), [*self._held(at), *self._others], strict=True))
        return evaluate_shaped(self.graph, self.graph.cone([self.output]), point, None, None, self.sizes)

    def mover(self, pace: Pace) -> OneByOne:
        """What makes the steps: all at once, or one number after the other."""
        if isinstance(arrays(), Floats):
            return OneByOne(pace, self._ends[-1])
        return Together(pace, self._ends[-1])

    def moved(self, at: Values, slopes: Values, rate: float) -> Values:
        """One step of plain descent."""
        return self.mover(Pace(METHODS["gradient"], rate, 1)).moved(at, slopes, 1)

    def row(self, values: Sequence[Rows]) -> Values:
        """The entries of all parameters in one row."""
        m = arrays()
        return self._row([m.value(x) for x in values])

    def parted(self, at: Values) -> list[Rows]:
        """The parameters one by one, as rows of numbers."""
        m = arrays()
        return [m.nested(x) for x in self._held(at)]

    @cached_property
    def _shapes(self) -> list[tuple[int, int]]:
        found = [self.graph.shape(p) for p in self.parameters]
        return [(worth(rows, dict(self.sizes)), worth(columns, dict(self.sizes))) for rows, columns in found]

    @cached_property
    def _ends(self) -> list[int]:
        """Where each parameter begins, and where the last one ends."""
        found = [0]
        for rows, columns in self._shapes:
            found.append(found[-1] + rows * columns)
        return found

    @cached_property
    def _others(self) -> list[Any]:
        m = arrays()
        return [m.value(x) for x in self.given.values()]

    @cached_property
    def _gradient(self) -> tuple[int, ...]:
        found = matrix_sweep(self.graph, self.output, self.parameters).gradient
        return tuple(found[p] for p in self.parameters)

    @cached_property
    def _both(self) -> ShapedStraight:
        return ShapedStraight(self.graph, (self.output, *self._gradient), (*self.parameters, *self.given), self.sizes,
                              checked=False)

    @cached_property
    def _slopes(self) -> ShapedStraight:
        return ShapedStraight(self.graph, self._gradient, (*self.parameters, *self.given), self.sizes)

    def _held(self, at: Values) -> list[Any]:
        """The parameters as they are computed with."""
        m, found = arrays(), list[Any]()
        for (rows, columns), start, end in zip(self._shapes, self._ends, self._ends[1:], strict=False):
            if rows * columns == 1:
                found.append(float(at[start]))
            elif isinstance(m, Floats):
                found.append([list(at[k:k + columns]) for k in range(start, end, columns)])
            else:
                found.append(at[start:end].reshape(rows, columns))  # type: ignore[attr-defined]
        return found

    def _row(self, held: Sequence[Any]) -> Values:
        m = arrays()
        if isinstance(m, Floats):
            return tuple(x for each in held for row in m.grid(each) for x in row)
        made: Values = m.np.concatenate([m.np.ravel(each) for each in held])
        return made


class Together(OneByOne):
    """All parameters in one array: they move at once."""

    def __init__(self, pace: Pace, count: int) -> None:
        self._np = arrays().np
        self._move, self._rate = pace.method.move, pace.rate
        self._remembered: Any = tuple(self._np.zeros(count) for _ in pace.method.memory)
        self._way = self._np.empty((pace.steps, count))  # one block of memory for all the points

    def moved(self, at: Any, slopes: Any, step: int) -> Any:
        """The next point. Raises OverflowError where a number is too large."""
        with self._np.errstate(all="ignore"):
            by, self._remembered = self._move(self._rate, slopes, self._remembered, step)
            found = self._np.add(at, by, out=self._way[step - 1])
            if not math.isfinite(abs(found).max()):
                raise OverflowError
        return found
