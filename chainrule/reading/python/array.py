"""The stand-in for a value of a traced function that may be a vector or a matrix: what NumPy would do with it is
written down as operations with shapes."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from ...errors import ChainruleError
from ...records import record
from ...rules import NAMES
from ...rules.matrices.calls import CALLS
from ...tree import Added, Called, Cases, Compared, Divided, Negated, Numeral, Typed, Variable
from ..mistakes.refuse import refuse as refuse_row
from ..shaped import calls, parts, products, resolve, totals
from ..shaped.grammar import notation
from ..shaped.heads import Asked, Indexed, Keyword, Sign
from ..shaped.meaning import Meaning, Value, settled
from .literal import literal
from .numerals import numeral, plain
from .refusals import (
    NO_RULE,
    NO_VALUE,
    NOT_A_NUMBER,
    NOT_SINGLE,
    ONE_EACH,
    OTHER_TRACE,
    PASS_IT,
    USE_OURS,
    USE_WHERE,
    place,
    refuse,
)

UFUNCS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "true_divide": "/", "power": "**",
          "float_power": "**", "matmul": "@"}
RELATIONS = {"greater": ">", "greater_equal": ">=", "less": "<", "less_equal": "<=", "equal": "==", "not_equal": "!="}


@dataclass(slots=True)
class Sheet(Meaning):
    """What one trace with arrays writes: `cells` are the values in the order in which they were computed, by the names
    under which later ones hold them; `labels` the names that the user gives."""

    cells: dict[str, Value] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    open: bool = True
    deepest: int = 0

    def typed(self, value: Value) -> str:
        """The name of a value, or the shape of one that has none."""
        name = value.tree.note if isinstance(value.tree, Variable | Numeral) else ""
        return self.labels.get(name, name) if not str(name).startswith("§") or name in self.labels else "…"

    def error(self, key: str, values: Any, **facts: object) -> ChainruleError:
        """The refusal at the user's running line of Python."""
        import sys
        source, span = place(sys._getframe(1))
        error = refuse_row(key, source, span, **facts)
        return error if span is not None else type(error)(error.kind, error.text, facts=error.facts, hint=error.hint)

    def write(self, value: Value) -> Array:
        """A new value, as later ones hold it."""
        done = settled(value)
        if isinstance(done.tree, Variable | Numeral):
            return Array(self, replace(done, raw=None))
        name = f"§{len(self.cells)}"
        self.cells[name] = done
        return Array(self, Value(Variable(note=name), done.shape, done.flat))


def sheet() -> Sheet:
    """An empty one; NumPy's meaning of the signs counts."""
    return Sheet(notation(set()), "numpy")


def operand(of: Sheet, value: Any) -> Value:
    """One side of an operation: a value of this trace, a number, or an array of numbers."""
    if isinstance(value, Array):
        if value._sheet is not of or not of.open:
            raise refuse(OTHER_TRACE, PASS_IT)
        return value._value
    number = plain(value)
    if number is not None:
        return Value(numeral(number))
    listed = value.tolist() if callable(getattr(value, "tolist", None)) else value
    if isinstance(listed, list | tuple) and listed and not isinstance(listed[0], Array):
        return literal(listed)
    if isinstance(listed, list | tuple) and listed:
        return resolve.HEADS[Asked](of, Asked(note="hstack"), [operand(of, each) for each in listed])
    raise refuse(NOT_SINGLE, ONE_EACH, what=type(value).__name__)


def _signed(sign: str) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """An operator with the stand-in on its left and on its right."""
    def left(self: Array, other: Any) -> Any:
        return binary(self._sheet, sign, self, other)

    def right(self: Array, other: Any) -> Any:
        return binary(self._sheet, sign, other, self)

    return left, right


def binary(of: Sheet, sign: str, one: Any, other: Any) -> Array:
    """a + b, a @ b and their kin."""
    values = [operand(of, one), operand(of, other)]
    trees = [value.tree for value in values]
    if sign in ("+", "-"):
        node: Typed = Added(*trees, note="+" + sign)
    elif sign == "/":
        node = Divided(*trees, note="/")
    else:
        node = Sign(*trees, note=sign)
    return of.write(resolve.HEADS[type(node)](of, node, [replace(v, raw=None) for v in values]))


def called(of: Sheet, name: str, inputs: tuple[Any, ...], options: Mapping[str, Any]) -> Array:
    """A function by its name in NumPy or in the table of rules."""
    call = CALLS.get(name)
    stacked = call is not None and call.kind == "stacked" and len(inputs) == 1 and isinstance(inputs[0], list | tuple)
    values = [operand(of, each) for each in (inputs[0] if stacked else inputs)]
    if call is not None:
        keywords = [Value(Keyword(note=(key, str(value))), raw=Keyword(note=(key, str(value))))
                    for key, value in options.items() if value is not None]
        return of.write(calls.asked(of, Asked(note=name), [*values, *keywords]))
    rule = NAMES.get(name)
    if rule is None or options:
        raise refuse(NO_RULE, USE_OURS, name=name)
    return of.write(totals.entries(of, Called(note=rule.name), rule.name, values))


def _refusing(*refusal: Any) -> Callable[..., NoReturn]:
    def method(self: object, *_: object) -> NoReturn:
        raise refuse(*refusal)

    return method


def _method(name: str) -> Callable[..., Array]:
    def method(self: Array, *inputs: Any, **options: Any) -> Array:
        return called(self._sheet, name, (self, *inputs), options)

    return method


def _compared(sign: str) -> Callable[..., Any]:
    def compare(self: Array, other: Any) -> Comparison:
        return Comparison(self._sheet, operand(self._sheet, self), operand(self._sheet, other), sign)

    return compare


class Array:
    """A value of a traced function with arrays."""

    __slots__ = ("_sheet", "_value")
    __hash__ = object.__hash__

    def __init__(self, of: Sheet, value: Value) -> None:
        self._sheet, self._value = of, value

    __add__, __radd__ = _signed("+")
    __sub__, __rsub__ = _signed("-")
    __mul__, __rmul__ = _signed("*")
    __truediv__, __rtruediv__ = _signed("/")
    __matmul__, __rmatmul__ = _signed("@")
    __pow__, __rpow__ = _signed("**")
    __lt__, __le__, __gt__, __ge__ = map(_compared, ("<", "<=", ">", ">="))
    __eq__, __ne__ = map(_compared, ("==", "!="))
    __bool__ = _refusing(NO_VALUE, USE_WHERE)
    __float__ = __int__ = __complex__ = __index__ = _refusing(NOT_A_NUMBER, USE_OURS)
    sum, mean, dot, trace, var, max, min, prod = map(
        _method, ("sum", "mean", "dot", "trace", "var", "max", "min", "prod"))

    def __neg__(self) -> Array:
        value = self._value
        return self._sheet.write(replace(value, tree=Negated(value.tree)))

    def __pos__(self) -> Array:
        return self

    def __abs__(self) -> Array:
        return called(self._sheet, "abs", (self,), {})

    def transpose(self) -> Array:
        """The transpose; of an array of one dimension itself."""
        return self._sheet.write(products.transpose(self._sheet, Sign(self._value.tree, note="'"), [self._value]))

    T = property(transpose)

    @property
    def shape(self) -> tuple[Any, ...]:
        """As NumPy has it."""
        value = self._value
        return () if value.shape is None else (max(value.shape, key=str),) if value.flat else value.shape

    @property
    def ndim(self) -> int:
        """How many sizes it has."""
        return len(self.shape)

    def __len__(self) -> int:
        size = self.shape[0] if self.shape else None
        if not isinstance(size, int):
            raise refuse(NOT_A_NUMBER, USE_OURS)
        return size

    def __iter__(self) -> Iterator[Array]:
        return (self[k] for k in range(len(self)))

    def __getitem__(self, key: Any) -> Array:
        keys = key if isinstance(key, tuple) else (key,)
        typed = tuple(_place(each) for each in keys)
        return self._sheet.write(parts.indexed(self._sheet, Indexed(self._value.tree, note=typed), [self._value]))

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        name = ufunc.__name__
        if method == "reduce" and name == "add":
            return called(self._sheet, "sum", inputs, {k: v for k, v in options.items() if k in ("axis", "keepdims")})
        if method != "__call__" or options:
            raise refuse(NO_RULE, USE_OURS, name=name)
        if name in UFUNCS:
            return binary(self._sheet, UFUNCS[name], *inputs)
        if name in RELATIONS:
            one, other = (operand(self._sheet, each) for each in inputs)
            return Comparison(self._sheet, one, other, RELATIONS[name])
        if name == "negative":
            return -self
        return called(self._sheet, name, inputs, options)

    def __array_function__(self, function: Any, _: Any, inputs: Any, options: Any) -> Any:
        name = function.__name__
        if name == "where" and isinstance(inputs[0], Comparison):
            return where(*inputs)
        return called(self._sheet, name, inputs, {k: v for k, v in options.items() if v is not False})

    def traced_function(self, name: str, inputs: tuple[Any, ...]) -> Array:
        """A function of chainrule.math."""
        return called(self._sheet, name, inputs, {})

    def labelled(self, label: str) -> Array:
        """The same value under a name of the user's."""
        of, value = self._sheet, self._value
        if not str(value.tree.note).startswith("§"):
            cell = f"§{len(of.cells)}"
            of.cells[cell] = value
            value = replace(value, tree=Variable(note=cell))
        of.labels[value.tree.note] = label
        return Array(of, value)

    def __repr__(self) -> str:
        return f"<{self._sheet.typed(self._value)}>"

    def __format__(self, _: str) -> str:
        return repr(self)


def _place(key: Any) -> str:
    """An index as it is typed; anything but whole numbers and plain ranges is refused."""
    if isinstance(key, slice) and key.step in (None, 1):
        return f"{'' if key.start is None else int(key.start)}:{'' if key.stop is None else int(key.stop)}"
    number = plain(key)
    if isinstance(number, int) and not isinstance(key, bool):
        return str(number)
    raise refuse(NO_RULE, USE_OURS, name="ndarray.__getitem__")


@record
class Comparison:
    """A condition on values of a traced function with arrays, for `where`."""

    sheet: Sheet
    left: Value
    right: Value
    sign: str

    __bool__ = _refusing(NO_VALUE, USE_WHERE)
    __and__ = __or__ = __invert__ = _refusing(NO_VALUE, USE_WHERE)
    __array_function__ = Array.__array_function__


def where(condition: Comparison, then: Any, otherwise: Any) -> Array:
    """`then` where the condition holds, else `otherwise`, entry by entry."""
    of = condition.sheet
    one, other = operand(of, then), operand(of, otherwise)
    test = resolve.HEADS[Compared](of, Compared(note=(condition.sign,)), [condition.left, condition.right])
    return of.write(resolve.HEADS[Cases](of, Cases(), [one, test, other]))
