"""What a problem is written in. Every algebra offers the same calls; values take part in + - * / and **."""
from __future__ import annotations

import importlib
import math
from collections.abc import Sequence
from functools import reduce
from operator import add, mul
from typing import Any


class Algebra:
    """The objects of a package in which `sin` and its like are functions; `inputs` are the variables by name."""

    def __init__(self, package: str) -> None:
        self.package: Any = importlib.import_module(package)
        self.inputs: dict[str, Any] = {}

    def input(self, name: str) -> Any:
        return self.inputs.setdefault(name, self.symbol(name))

    def symbol(self, name: str) -> Any:
        return self.package.Symbol(name)

    def number(self, value: float) -> Any:
        return self.package.sympify(value)

    def define(self, name: str, value: Any) -> Any:
        """The value under a name of its own, where names count."""
        return value

    def sum(self, values: Sequence[Any]) -> Any:
        return self.package.Add(*values)

    def product(self, values: Sequence[Any]) -> Any:
        return self.package.Mul(*values)

    def sigmoid(self, x: Any) -> Any:
        """Written out, for everybody."""
        return self.number(1) / (self.number(1) + self.exp(-x))

    def sigmoid_gate(self, x: Any) -> Any:
        """One operation where there is one, written out otherwise."""
        return self.sigmoid(x)

    def call(self, name: str, x: Any) -> Any:
        return getattr(self.package, name)(x)

    def sin(self, x: Any) -> Any:
        return self.call("sin", x)

    def cos(self, x: Any) -> Any:
        return self.call("cos", x)

    def tanh(self, x: Any) -> Any:
        return self.call("tanh", x)

    def exp(self, x: Any) -> Any:
        return self.call("exp", x)

    def ln(self, x: Any) -> Any:
        return self.call("log", x)

    def sqrt(self, x: Any) -> Any:
        return self.call("sqrt", x)


class CasadiAlgebra(Algebra):
    def symbol(self, name: str) -> Any:
        return self.package.SX.sym(name)

    def number(self, value: float) -> Any:
        return self.package.SX(value)

    def sum(self, values: Sequence[Any]) -> Any:
        return reduce(add, values)

    def product(self, values: Sequence[Any]) -> Any:
        return reduce(mul, values)


class HeyokaAlgebra(Algebra):
    def symbol(self, name: str) -> Any:
        return self.package.expression(name)

    def number(self, value: float) -> Any:
        return self.package.expression(float(value))

    def sum(self, values: Sequence[Any]) -> Any:
        return self.package.sum(list(values))

    def product(self, values: Sequence[Any]) -> Any:
        return self.package.prod(list(values))


class JaxAlgebra(Algebra):
    """What JAX traces: a function of a list of values, which a problem is written in while it is traced."""

    def __init__(self, values: Sequence[Any] = ()) -> None:
        super().__init__("jax.numpy")
        self.values = iter(values)

    def input(self, name: str) -> Any:
        if name not in self.inputs:
            self.inputs[name] = next(self.values, 0.5)
        return self.inputs[name]

    def number(self, value: float) -> Any:
        return float(value)

    def sum(self, values: Sequence[Any]) -> Any:
        return reduce(add, values)

    def product(self, values: Sequence[Any]) -> Any:
        return reduce(mul, values)


SUM, PRODUCT, POWER, ATOM = range(4)


class Typed:
    """A piece of text and how strongly it binds."""

    __slots__ = ("level", "text")

    def __init__(self, text: str, level: int = ATOM) -> None:
        self.text = text
        self.level = level

    def within(self, level: int) -> str:
        return self.text if self.level >= level else f"({self.text})"

    def __add__(self, other: Typed) -> Typed:
        return Typed(f"{self.text} + {other.within(PRODUCT)}", SUM)

    def __sub__(self, other: Typed) -> Typed:
        return Typed(f"{self.text} - {other.within(PRODUCT)}", SUM)

    def __mul__(self, other: Typed) -> Typed:
        return Typed(f"{self.within(PRODUCT)}*{other.within(POWER)}", PRODUCT)

    def __matmul__(self, other: Typed) -> Typed:
        return self * other

    def __truediv__(self, other: Typed) -> Typed:
        return Typed(f"{self.within(PRODUCT)}/{other.within(POWER)}", PRODUCT)

    def __neg__(self) -> Typed:
        return Typed(f"-{self.within(PRODUCT)}", SUM)

    def __pow__(self, exponent: int) -> Typed:
        return Typed(f"{self.within(ATOM)}^{exponent}", POWER)


class TextAlgebra(Algebra):
    """chainrule's own input: a program with a line for every definition."""

    def __init__(self) -> None:
        self.inputs: dict[str, Any] = {}
        self.lines: list[str] = []

    def program(self, output: Typed) -> str:
        defined = self.lines and self.lines[-1].startswith(f"{output.text} = ")
        return "\n".join(self.lines if defined else [*self.lines, output.text])

    def symbol(self, name: str) -> Typed:
        return Typed(name)

    def number(self, value: float) -> Typed:
        return Typed(repr(value))

    def define(self, name: str, value: Typed) -> Typed:
        self.lines.append(f"{name} = {value.text}")
        return Typed(name)

    def sum(self, values: Sequence[Typed]) -> Typed:
        return Typed(" + ".join(v.within(PRODUCT) for v in values), SUM)

    def product(self, values: Sequence[Typed]) -> Typed:
        return Typed("*".join(v.within(POWER) for v in values), PRODUCT)

    def call(self, name: str, x: Typed) -> Typed:
        return Typed(f"{name}({x.text})")

    def sigmoid_gate(self, x: Typed) -> Typed:
        return self.call("sigmoid", x)


class ShapedText(TextAlgebra):
    """chainrule's input where values have shapes: their lines come first."""

    def __init__(self) -> None:
        super().__init__()
        self.shapes: dict[str, tuple[int, ...]] = {}

    def input(self, name: str, shape: tuple[int, ...] = ()) -> Any:
        self.shapes.setdefault(name, shape)
        return super().input(name)

    def program(self, output: Typed) -> str:
        said = [f"{name}: {'x'.join(map(str, shape))}" for name, shape in self.shapes.items()]
        return "\n".join([*said, super().program(output)])

    def softmax(self, x: Typed) -> Typed:
        return self.call("softmax", x)

    def squared(self, x: Typed) -> Typed:
        return Typed(f"norm({x.text})^2", POWER)

    def transposed(self, x: Typed) -> Typed:
        return Typed(f"{x.within(ATOM)}'")


class ShapedJax(JaxAlgebra):
    """The same for JAX; `shapes` is what an input looks like before there are values."""

    def __init__(self, values: Sequence[Any] = ()) -> None:
        super().__init__(values)
        self.shapes: dict[str, tuple[int, ...]] = {}

    def input(self, name: str, shape: tuple[int, ...] = ()) -> Any:
        self.shapes.setdefault(name, shape)
        if name not in self.inputs:
            given = next(self.values, None)
            self.inputs[name] = self.package.full(shape, 0.5) if given is None else given
        return self.inputs[name]

    def softmax(self, x: Any) -> Any:
        return importlib.import_module("jax").nn.softmax(x, axis=-1)

    def squared(self, x: Any) -> Any:
        return self.package.sum(x * x)

    def transposed(self, x: Any) -> Any:
        return x.T


def point(names: Sequence[str], largest: float) -> list[float]:
    """Irregular values between a third of `largest` and `largest`, the same in every process."""
    return [largest * (1 + 2 * math.modf((k + 1) * 0.6180339887498949)[0]) / 3 for k in range(len(names))]


def matrices(shapes: dict[str, tuple[int, ...]], largest: float) -> list[Any]:
    """The same numbers as arrays of these shapes, one after the other."""
    numpy = importlib.import_module("numpy")
    sizes = [math.prod(shape) for shape in shapes.values()]
    values, found = point([""] * sum(sizes), largest), []
    for shape, size in zip(shapes.values(), sizes, strict=True):
        found.append(numpy.array(values[:size]).reshape(shape))
        values = values[size:]
    return found
