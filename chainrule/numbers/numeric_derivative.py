"""The derivative of a function along a direction, from its values alone: no rule is asked."""
from __future__ import annotations

import cmath
import math
from collections.abc import Mapping, Sequence
from typing import Any

from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import NoValue

STEP = 1e-150  # the complex step: nothing is subtracted, so it may be this small


class NumericDerivative:
    """A function as it is moved along its `variables`; all that is asked of it may raise NoValue.

    function   its nodes, inputs first
    analytic   whether it may be moved into the complex plane
    """

    def __init__(self, graph: Graph, output: int, variables: Sequence[int]) -> None:
        self.graph, self.output, self.variables = graph, output, variables
        self.function = graph.cone([output])
        self.analytic = all(graph.rule(i).analytic for i in self.function if graph.args[i])

    def complex_step(self, point: Mapping[int, float], along: Sequence[float]) -> float | None:
        """The derivative in doubles, nothing of it lost; None where the function is not real."""
        start = {i: complex(x) for i, x in point.items()}
        try:
            value = complex(self._moved(start, [complex(0, STEP * d) for d in along], cmath))
        except OverflowError:  # a whole number, of floor
            raise NoValue(self.output, "overflow") from None
        return value.imag / STEP if abs(value.imag) < 1e-40 and math.isfinite(value.real) else None

    def central(self, start: Mapping[int, Any], along: Sequence[Any], digits: int, power: int) -> tuple[Any, Any]:
        """The central difference of fourth order over steps of 10^power, with as many digits as mpmath works with;
        and how much rounding may be in it."""
        from mpmath import mp
        step = mp.mpf(10) ** power
        far, near, back, rear = (self._moved(start, [sign * step * d for d in along], mp) for sign in (2, 1, -1, -2))
        return (8 * (near - back) - (far - rear)) / (12 * step), abs(near) * mp.mpf(10) ** (4 - power - digits)

    def _moved(self, start: Mapping[int, Any], moves: Sequence[Any], module: Any) -> Any:
        """The function's value a step away."""
        moved = dict(start)
        for variable, move in zip(self.variables, moves, strict=True):
            if variable in moved:
                moved[variable] += move
        return evaluate(self.graph, self.function, moved, module, invent=True)[self.output]
