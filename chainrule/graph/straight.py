"""One operation as straight-line Python: a syntax tree, never text; the rules' own formulas are traced for it."""
from __future__ import annotations

import ast
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ..rules import Rule
from .evaluate import power

AT: dict[str, Any] = {"lineno": 1, "col_offset": 0}
READ, WRITE = ast.Load(), ast.Store()
WIDE = 16  # terms that stand in one expression; longer sums go on in the next line
Code = ast.expr
Run = Callable[[Sequence[Any]], Sequence[Any]]
_BINARY: dict[str, ast.operator] = {"+": ast.Add(), "-": ast.Sub(), "*": ast.Mult(), "/": ast.Div(), "^": ast.Pow(),
                                    "@": ast.MatMult()}
_COMPARED: dict[str, ast.cmpop] = {"<": ast.Lt(), "<=": ast.LtE(), ">": ast.Gt(), ">=": ast.GtE(), "==": ast.Eq(),
                                   "!=": ast.NotEq()}


def named(name: str) -> Code:
    return ast.Name(name, READ, **AT)


def constant(value: Any) -> Code:
    return ast.Constant(value, **AT)


def binary(left: Code, sign: str, right: Code) -> Code:
    return ast.BinOp(left, _BINARY[sign], right, **AT)


def negated(code: Code) -> Code:
    return ast.UnaryOp(ast.USub(), code, **AT)


def assigned(target: Code, value: Code) -> ast.stmt:
    return ast.Assign([target], value, **AT)


class Branches(Exception):
    """A formula looked at a number before it went on: it is no straight line."""


class Numbers(ABC):
    """What straight-line code computes with: where its functions come from, and how it tells cases apart.

    guarded   whether what infinities vanish in is to be looked at: floats of Python overflow without a word
    """

    guarded = True

    @abstractmethod
    def function(self, name: str) -> Any:
        """A function by the name that it has in math; AttributeError where there is none."""

    @abstractmethod
    def alone(self, rule: Rule) -> Callable[..., Any]:
        """An operation whose formula is no straight line."""

    @abstractmethod
    def power(self, base: Any, exponent: Any) -> Any:
        """base ** exponent on the real line."""

    @abstractmethod
    def chosen(self, writer: Writer, tests: Sequence[tuple[Code, str, Code]], then: Code, otherwise: Code) -> Code:
        """`then` where all the comparisons hold, else `otherwise`."""

    @abstractmethod
    def nowhere(self, writer: Writer) -> Code:
        """In place of a value that does not exist."""

    def number(self, value: float, writer: Writer) -> Code:
        return constant(value)

    def whole(self, writer: Writer, value: Code) -> Code:
        """What a result is passed through."""
        return value


class Floats(Numbers):
    """Python's floats, by math."""

    def function(self, name: str) -> Any:
        return getattr(math, name)

    def alone(self, rule: Rule) -> Callable[..., Any]:
        assert rule.value is not None
        return partial(rule.value, math)

    def power(self, base: Any, exponent: Any) -> Any:
        return power(math, base, exponent)

    def chosen(self, writer: Writer, tests: Sequence[tuple[Code, str, Code]], then: Code, otherwise: Code) -> Code:
        return ast.IfExp(all_of([compared(*test) for test in tests]), then, otherwise, **AT)

    def nowhere(self, writer: Writer) -> Code:
        return writer.call(_nowhere)


def _nowhere() -> float:
    raise ValueError


def compared(left: Code, sign: str, right: Code) -> Code:
    return ast.Compare(left, [_COMPARED[sign]], [right], **AT)


def all_of(tests: list[Code]) -> Code:
    if not tests:
        return constant(True)
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests, **AT)


class Writer:
    """Lines of code, and the functions that they call, by made-up names."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self.lines: list[ast.stmt] = []
        self.functions: dict[str, Any] = {}
        self._names: dict[Any, str] = {}
        self._lets = 0

    def call(self, function: Any, *operands: Code) -> Code:
        return ast.Call(self.held(function), list(operands), [], **AT)

    def held(self, thing: Any, key: Any = None) -> Code:
        """The made-up name of a function or another thing that the code uses."""
        key = id(thing) if key is None else key
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"g{len(self._names)}"
            self.functions[name] = thing
        return named(name)

    def let(self, code: Code) -> Code:
        """A line that keeps a value, and its name."""
        if isinstance(code, ast.Name):
            return code
        self._lets += 1
        name = f"t{self._lets}"
        self.lines.append(assigned(ast.Name(name, WRITE, **AT), code))
        return named(name)

    def chain(self, first: Code, rest: Sequence[tuple[str, Code]]) -> Code:
        """first ± … or first · …, from the left; long ones over several lines."""
        for k, (sign, code) in enumerate(rest, start=1):
            first = binary(first, sign, code)
            if k % WIDE == 0:
                first = self.let(first)
        return first

    def function(self, lines: list[ast.stmt]) -> Run:
        """These lines as a function of a row `r`."""
        empty = ast.arguments(posonlyargs=[], args=[ast.arg("r", **AT)], kwonlyargs=[], kw_defaults=[], defaults=[])
        definition = ast.FunctionDef("straight", empty, lines, [], **AT)
        made: dict[str, Any] = {"__builtins__": {}, **self.functions}
        exec(compile(ast.Module([definition], []), "<chainrule>", "exec"), made)  # noqa: S102  a tree of our own
        run: Run = made["straight"]
        return run


class Traced:
    """A value while a rule's formula is written down."""

    __slots__ = ("code", "_writer")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, code: Code, writer: Writer) -> None:
        self.code = code
        self._writer = writer

    def _joined(self, sign: str, other: Any, turned: bool = False) -> Traced:
        left, right = (_code(other), self.code) if turned else (self.code, _code(other))
        if sign == "^" and not (isinstance(right, ast.Constant) and type(right.value) is int):
            return Traced(self._writer.call(self._writer.numbers.power, left, right), self._writer)
        return Traced(binary(left, sign, right), self._writer)

    def __add__(self, other: Any) -> Traced:
        return self._joined("+", other)

    def __radd__(self, other: Any) -> Traced:
        return self._joined("+", other, turned=True)

    def __sub__(self, other: Any) -> Traced:
        return self._joined("-", other)

    def __rsub__(self, other: Any) -> Traced:
        return self._joined("-", other, turned=True)

    def __mul__(self, other: Any) -> Traced:
        return self._joined("*", other)

    def __rmul__(self, other: Any) -> Traced:
        return self._joined("*", other, turned=True)

    def __truediv__(self, other: Any) -> Traced:
        return self._joined("/", other)

    def __rtruediv__(self, other: Any) -> Traced:
        return self._joined("/", other, turned=True)

    def __pow__(self, other: Any) -> Traced:
        return self._joined("^", other)

    def __rpow__(self, other: Any) -> Traced:
        return self._joined("^", other, turned=True)

    def __neg__(self) -> Traced:
        return Traced(negated(self.code), self._writer)

    def __abs__(self) -> Traced:
        return Traced(self._writer.call(abs, self.code), self._writer)

    def __lt__(self, other: Any) -> Condition:
        return Condition(self.code, "<", _code(other))

    def __gt__(self, other: Any) -> Condition:
        return Condition(self.code, ">", _code(other))

    def __ge__(self, other: Any) -> Condition:
        return Condition(self.code, ">=", _code(other))

    def __le__(self, other: Any) -> Condition:
        return Condition(self.code, "<=", _code(other))

    def __eq__(self, other: object) -> Condition:  # type: ignore[override]
        return Condition(self.code, "==", _code(other))

    def __ne__(self, other: object) -> Condition:  # type: ignore[override]
        return Condition(self.code, "!=", _code(other))

    def __bool__(self) -> bool:
        raise Branches


class Condition:
    """A comparison in a rule's formula; `where` alone may ask for its outcome."""

    __slots__ = ("left", "right", "sign")

    def __init__(self, left: Code, sign: str, right: Code) -> None:
        self.left, self.sign, self.right = left, sign, right

    def __bool__(self) -> bool:
        raise Branches


def _code(value: Any) -> Code:
    if isinstance(value, Traced):
        return value.code
    if type(value) in (int, float):
        return constant(value)
    raise Branches


class TracedModule:
    """Stands in the place of math while a rule's formula is written down."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def let(self, value: Traced) -> Traced:
        """A value that the formula uses more than once."""
        return Traced(self._writer.let(value.code), self._writer)

    def where(self, condition: Condition, then: Any, otherwise: Any) -> Traced:
        writer = self._writer
        test = condition.left, condition.sign, condition.right
        return Traced(writer.let(writer.numbers.chosen(writer, [test], _code(then), _code(otherwise))), writer)

    def __getattr__(self, name: str) -> Callable[..., Traced]:
        function, writer = self._writer.numbers.function(name), self._writer
        return lambda *operands: Traced(writer.call(function, *map(_code, operands)), writer)


def by_rule(writer: Writer, rule: Rule, operands: Sequence[Code]) -> Code:
    """An operation by its row: its formula, or a call of it where it is no straight line."""
    formula = rule.straight or rule.value
    assert formula is not None
    before = len(writer.lines)
    try:
        return _code(formula(TracedModule(writer), *(Traced(code, writer) for code in operands)))
    except (Branches, AttributeError, TypeError):
        del writer.lines[before:]
        return ast.Call(writer.held(writer.numbers.alone(rule), rule.name), list(operands), [], **AT)
