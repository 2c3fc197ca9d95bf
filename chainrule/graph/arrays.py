"""Straight-line code over NumPy arrays of points; NumPy is imported where arrays are asked for, and nowhere else."""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from ..errors import UnsupportedError
from ..language import Text
from ..rules import Rule
from .compiled import straight_line
from .graph import Graph
from .straight import Code, Numbers, Run, Writer, compared, constant

BLOCK = 4_096  # points at a time: with longer blocks it takes more memory, and no less time
NO_NUMPY = Text("Arrays of points need NumPy.", "점의 배열을 쓰려면 NumPy가 있어야 합니다.")
NO_NUMPY_HINT = Text("install it: pip install chainrule[arrays]",
                     "다음 명령으로 설치하세요: pip install chainrule[arrays]")
# NumPy's names for what math calls otherwise.
_NAMES = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2", "asinh": "arcsinh",
          "acosh": "arccosh", "atanh": "arctanh"}


def numpy() -> Any:
    """NumPy. Raises UnsupportedError where it is not installed."""
    try:
        import numpy as found
    except ImportError:
        raise UnsupportedError("unsupported", NO_NUMPY, hint=NO_NUMPY_HINT) from None
    return found


class Elementwise(Numbers):
    """Arrays of doubles, by NumPy. A `careful` one puts nan, which nothing makes a number again, in the place of every
    infinity; the other one leaves it to NumPy to say that there was any."""

    guarded = False

    def __init__(self, careful: bool) -> None:
        self.numpy = numpy()
        self.careful = careful

    def function(self, name: str) -> Any:
        return getattr(self.numpy, _NAMES.get(name, name))

    def alone(self, rule: Rule) -> Callable[..., Any]:
        compute = self.numpy.frompyfunc(_or_nan(rule), rule.arity[0], 1)
        return lambda *operands: compute(*operands).astype(float)

    def power(self, base: Any, exponent: Any) -> Any:
        return self.numpy.power(base, exponent)

    def chosen(self, writer: Writer, tests: Sequence[tuple[Code, str, Code]], then: Code, otherwise: Code) -> Code:
        where = self.numpy.where
        for test in reversed(tests):
            then = writer.call(where, compared(*test), then, otherwise)
        if self.careful:
            for left, _, right in reversed(tests):
                lost = writer.call(self.numpy.isnan, writer.call(self.numpy.add, left, right))
                then = writer.call(where, lost, constant(math.nan), then)
        return then

    def nowhere(self, writer: Writer) -> Code:
        return constant(math.nan)

    def number(self, value: float, writer: Writer) -> Code:
        return writer.held(self.numpy.array([value]), ("number", value)) if self.careful else constant(value)

    def whole(self, writer: Writer, value: Code) -> Code:
        return writer.call(self._finite, value) if self.careful else value

    def _finite(self, value: Any) -> Any:
        return self.numpy.where(self.numpy.isfinite(value), value, math.nan)


def _or_nan(rule: Rule) -> Callable[..., float]:
    """An operation on floats, nan where it has no value."""
    value = rule.value
    assert value is not None

    def compute(*operands: float) -> float:
        try:
            found = value(math, *operands)
            return float(found) if not any(map(math.isnan, operands)) else math.nan
        except (ArithmeticError, ValueError, TypeError):
            return math.nan

    return compute


class StraightArrays:
    """The values of `outputs` as a function of arrays of values of `inputs`: one array of numbers or more than one, and
    numbers, that are put side by side as NumPy does it. nan where an output has no value."""

    def __init__(self, graph: Graph, outputs: Sequence[int], inputs: Sequence[int]) -> None:
        self.numpy = numpy()
        self.graph, self.outputs, self.inputs = graph, outputs, inputs

    @cached_property
    def _fast(self) -> Run:
        return straight_line(self.graph, self.outputs, self.inputs, Elementwise(careful=False))

    @cached_property
    def _careful(self) -> Run:
        return straight_line(self.graph, self.outputs, self.inputs, Elementwise(careful=True))

    def __call__(self, values: Sequence[Any]) -> tuple[Any, ...]:
        np = self.numpy
        given = [np.asarray(value, dtype=float) for value in values]
        shape = np.broadcast_shapes(*(g.shape for g in given))
        flat = [g.reshape(1) if g.size == 1 else np.broadcast_to(g, shape).reshape(-1) for g in given]
        total = math.prod(shape)
        found = np.empty((len(self.outputs), total))
        finite = all(np.isfinite(g).all() for g in flat)
        for start in range(0, total, BLOCK):
            block = [g if g.size == 1 else g[start:start + BLOCK] for g in flat]
            for place, result in enumerate(self._block(block, finite)):
                found[place, start:start + BLOCK] = result
        return tuple(row.reshape(shape) for row in found)

    def _block(self, block: list[Any], finite: bool) -> Sequence[Any]:
        np, met = self.numpy, list[bool]()
        with np.errstate(divide="call", over="call", invalid="call", under="ignore",
                         call=lambda *_: met.append(True)):
            if finite:
                try:
                    found = self._fast(block)[:-1]
                    if not met:
                        return found
                except ArithmeticError:
                    pass  # a number of the program's own has no value
            return self._careful(block)[:-1]
