"""The expression as it was typed: SymPy Expr heads that never evaluate, one per thing a person writes."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from typing import Any, cast

import sympy
from sympy.core.expr import Expr

from .language import Text
from .records import record
from .rules import RULES
from .rules.shape import Shape, Size


class Typed(Expr):  # type: ignore[misc]
    """A head with its operands in `args` and what else was typed in `note`; equal when both are equal.

    `.doit()` is the one way out, to an ordinary SymPy expression.
    """

    __slots__ = ("note",)
    is_commutative = True
    note: Any

    def __new__(cls, *args: Typed, note: Any = None) -> Typed:
        self = Expr.__new__(cls, *args)
        self.note = note
        return cast(Typed, self)

    def _hashable_content(self) -> tuple[Any, ...]:
        return (self.note, *self._args)

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return self.args, {"note": self.note}

    @property
    def func(self) -> Callable[..., Typed]:
        return lambda *args: type(self)(*args, note=self.note)

    @property
    def free_symbols(self) -> set[sympy.Symbol]:
        return {sympy.Symbol(t.note, real=True) for t in walk(self) if isinstance(t, Variable)}

    def doit(self, **_: Any) -> Expr:
        return ordinary(self)

    def _sympystr(self, printer: Any) -> str:
        inside = [printer._print(a) for a in self.args] + ([] if self.note is None else [repr(self.note)])
        return f"{type(self).__name__}({', '.join(inside)})"

    def __repr__(self) -> str:
        return self._sympystr(_Repr())


class _Repr:
    def _print(self, tree: Typed) -> str:
        return repr(tree)


class Numeral(Typed):
    """An unsigned number; note = its spelling, `3`, `0.50`, `1e-7`."""

    __slots__ = ()

    @property
    def value(self) -> Fraction:
        return Fraction(self.note)


class Constant(Typed):
    """`pi` or `e`; note = which."""

    __slots__ = ()


class Variable(Typed):
    """A name: an input, or a value that an earlier line of the program defines; note = the name."""

    __slots__ = ()


class Added(Typed):
    """Two or more terms; note = one sign per term, as in "++-" for a + b - c. The first sign is always "+"."""

    __slots__ = ()


class Multiplied(Typed):
    """Two or more factors a·b·c."""

    __slots__ = ()


class Divided(Typed):
    """a / b."""

    __slots__ = ()


class Raised(Typed):
    """a ^ b."""

    __slots__ = ()


class Negated(Typed):
    """-a, the prefix sign."""

    __slots__ = ()


class Called(Typed):
    """A function applied; note = its name in the table of rules (sqrt, ln, sigmoid, max ...)."""

    __slots__ = ()


class Applied(Typed):
    """A function that the program defines, or about which nothing is known; note = its name, primes included."""

    __slots__ = ()


class Arranged(Typed):
    """An operation on vectors and matrices; note = (its name in the table of matrix rules, what it holds besides)."""

    __slots__ = ()


class Compared(Typed):
    """Comparisons that hold together: operands left, right, left, right …; note = a tuple of < <= > >= == !=."""

    __slots__ = ()


class Cases(Typed):
    """By cases: value, Compared, value, Compared …, and at the end perhaps the value that holds otherwise."""

    __slots__ = ()


@record
class Definition:
    """One line `name = tree` of a program; the last line may have no name. `span` is where it stands in the source.

    `parameters` are those of a function `f(x, y) = tree`; None where the left side is a name alone.
    """

    name: str | None
    tree: Typed
    span: tuple[int, int] = (0, 0)
    parameters: tuple[str, ...] | None = None


@record
class Shaped:
    """What a program with vectors and matrices says about shapes.

    shapes    every input that has a shape, as rows and columns; numbers are absent
    declared  the shapes as they were typed: () a number, (3,) and (3, 1) a column, (3, 2)
    inferred  the names whose shape was found out, for only one fits
    said      how what was typed was read, where that is not plain
    facts     what else is known, as it was typed: "t one-hot", "A symmetric"
    """

    shapes: Mapping[str, Shape] = field(default_factory=dict, hash=False)
    declared: Mapping[str, tuple[Size, ...]] = field(default_factory=dict, hash=False)
    inferred: tuple[str, ...] = ()
    said: tuple[Text, ...] = ()
    facts: tuple[str, ...] = ()


@record
class Program:
    """What was typed: definitions in order; the last one is the output.

    `asked` are the variables of an operator d/dx in front of the output, in the order of differentiation; `claimed`
    is what the text says the derivative is, where it goes on with `= …`. `outputs` are the values that are
    differentiated where there are several; `defaults` the values of variables that a point may leave out; `spare` the
    definitions that no other line uses; `renamed` the variables whose own names no formula can hold. `shaped` is there
    where anything is a vector or a matrix: the scalar heads then act entry by entry. `typed` says that its names were
    read from text, letter by letter.
    """

    definitions: tuple[Definition, ...]
    source: str = ""
    asked: tuple[str, ...] = ()
    claimed: Typed | None = None
    outputs: tuple[str, ...] = ()
    defaults: Mapping[str, Any] = field(default_factory=dict, hash=False)
    spare: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    shaped: Shaped | None = None
    typed: bool = False


def walk(tree: Typed) -> Iterator[Typed]:
    """Every head of a tree, operands before the head that holds them, without recursion."""
    stack: list[tuple[Typed, bool]] = [(tree, False)]
    while stack:
        node, ready = stack.pop()
        if ready or not node.args:
            yield node
        else:
            stack.append((node, True))
            stack.extend((arg, False) for arg in reversed(node.args))


def ordinary(tree: Typed) -> Expr:
    """The ordinary SymPy expression of a tree; decimals become exact rationals, variables real symbols."""
    values: list[Any] = []
    for node in walk(tree):
        count = len(node.args)
        operands = values[len(values) - count:]
        del values[len(values) - count:]
        values.append(_ordinary_head(node, operands))
    return cast(Expr, values[0])


def _ordinary_head(node: Typed, operands: list[Any]) -> Any:
    match node:
        case Numeral():
            return sympy.Rational(node.value.numerator, node.value.denominator)
        case Constant():
            return sympy.pi if node.note == "pi" else sympy.E
        case Variable():
            return sympy.Symbol(node.note, real=True)
        case Added():
            return sympy.Add(*(x if s == "+" else -x for s, x in zip(node.note, operands, strict=True)))
        case Multiplied():
            return sympy.Mul(*operands)
        case Divided():
            return operands[0] / operands[1]
        case Raised():
            return operands[0] ** operands[1]
        case Negated():
            return -operands[0]
        case Called():
            return apply_sympy(node.note, operands)
        case Applied():
            return sympy.Function(node.note, real=True)(*operands)
        case Compared():
            pairs = zip(operands[::2], operands[1::2], node.note, strict=True)
            return sympy.And(*(sympy.Rel(left, right, relation) for left, right, relation in pairs))
        case Cases():
            cases = zip(operands[::2], operands[1::2], strict=False)
            return sympy.Piecewise(*cases, *([(operands[-1], True)] if len(operands) % 2 else []))
    raise TypeError(type(node).__name__)


def apply_sympy(name: str, operands: list[Any]) -> Any:
    """The SymPy expression of an operation or function of the table of rules."""
    rule = RULES[name]
    if callable(rule.sympy):
        return rule.sympy(sympy, *operands)
    return getattr(sympy, rule.sympy or name)(*operands)
