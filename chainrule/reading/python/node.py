"""The stand-in for a number while a function is traced: every operation on it is written into a graph."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from ... import limits
from ...errors import DomainError, TooLargeError
from ...graph.exact import magnitude
from ...graph.graph import Graph
from ...graph.heads import add_power
from ...language import Text
from .numerals import constant, plain
from .refusals import (
    NO_PARTS,
    NO_VALUE,
    NOT_A_NUMBER,
    NOT_SINGLE,
    ONE_EACH,
    OTHER_TRACE,
    PASS_IT,
    USE_FLOOR,
    USE_OURS,
    USE_WHERE,
    WITH_MODULUS,
    refuse,
)

DIVISION_BY_ZERO = Text("This divides by zero.", "0으로 나누는 식입니다.")
LARGE_EXPONENT = Text("An exponent of more than {limit}.", "{limit}보다 큰 지수입니다.")

Binary = Callable[["Node", Any], Any]


class Tape:
    """What one trace writes: the graph, and the names that the user gives to its nodes."""

    __slots__ = ("graph", "names", "open")

    def __init__(self) -> None:
        self.graph = Graph()
        self.names: dict[int, str] = {}
        self.open = True


def operand(tape: Tape, value: Any) -> int:
    """The node of one side of an operation. Raises ReadingError for anything but a number or a node of this trace."""
    if type(value) is Node:
        if value._tape is not tape or not tape.open:
            raise refuse(OTHER_TRACE, PASS_IT)
        return value._id
    node = constant(tape.graph, value)
    if node is None:
        raise refuse(NOT_SINGLE, ONE_EACH, what=type(value).__name__)
    return node


def _operator(op: str, note: Any = None, neutral: int | None = None) -> tuple[Binary, Binary]:
    """An operation with the node on its left and on its right; a sum or product that starts at the neutral number, as
    Python's sum() and math.prod() do, starts at the node."""
    def left(self: Node, other: Any) -> Any:
        tape = self._tape
        if type(other) is Node and other._tape is tape and tape.open:
            return Node(tape, tape.graph.add(op, (self._id, other._id), note))
        right = operand(tape, other)
        return Node(tape, tape.graph.add(op, (operand(tape, self), right), note))

    def right(self: Node, other: Any) -> Any:
        if neutral is not None and plain(other) == neutral:
            return self
        tape = self._tape
        return Node(tape, tape.graph.add(op, (operand(tape, other), operand(tape, self)), note))

    return left, right


def _quotient(tape: Tape, top: int, bottom: int) -> Node:
    if tape.graph.rational(bottom) == 0:
        raise DomainError("undefined_at_point", DIVISION_BY_ZERO)
    return Node(tape, tape.graph.add("quotient", (top, bottom)))


def _power(tape: Tape, base: int, exponent: int) -> Node:
    literal = tape.graph.rational(exponent)
    if literal is not None and magnitude(literal) > limits.EXPONENT:
        raise TooLargeError("too_large", LARGE_EXPONENT, facts={"limit": limits.EXPONENT})
    return Node(tape, add_power(tape.graph, base, exponent))


def _comparison(sign: str) -> Binary:
    def compare(self: Node, other: Any) -> Any:
        if sign in ("==", "!=") and type(other) is not Node and plain(other) is None:
            return NotImplemented
        tape = self._tape
        return Comparison(tape, ((operand(tape, self), sign, operand(tape, other)),))

    return compare


def _refusing(*refusal: Any) -> Callable[..., NoReturn]:
    def method(self: object, *_: object) -> NoReturn:
        raise refuse(*refusal)

    return method


class Node:
    """A value of a traced function. It is known only by how it was computed."""

    __slots__ = ("_tape", "_id")
    __hash__ = object.__hash__
    _op_priority = 1000.0  # SymPy's numbers leave the operation to us

    def __init__(self, tape: Tape, node: int) -> None:
        self._tape = tape
        self._id = node

    __add__, __radd__ = _operator("sum", neutral=0)
    __sub__, __rsub__ = _operator("difference", "+-")
    __mul__, __rmul__ = _operator("product", neutral=1)

    def __truediv__(self, other: Any) -> Node:
        tape = self._tape
        return _quotient(tape, operand(tape, self), operand(tape, other))

    def __rtruediv__(self, other: Any) -> Node:
        tape = self._tape
        return _quotient(tape, operand(tape, other), operand(tape, self))

    def __pow__(self, other: Any, modulus: Any = None) -> Node:
        if modulus is not None:
            raise refuse(WITH_MODULUS)
        tape = self._tape
        return _power(tape, operand(tape, self), operand(tape, other))

    def __rpow__(self, other: Any, modulus: Any = None) -> Node:
        tape = self._tape
        return _power(tape, operand(tape, other), operand(tape, self))

    def _unary(self, op: str) -> Node:
        tape = self._tape
        return Node(tape, tape.graph.add(op, (operand(tape, self),)))

    def __neg__(self) -> Node:
        return self._unary("negation")

    def __pos__(self) -> Node:
        return self

    def __abs__(self) -> Node:
        return self._unary("abs")

    def __floor__(self) -> Node:
        return self._unary("floor")

    def __ceil__(self) -> Node:
        return self._unary("ceil")

    def __floordiv__(self, other: Any) -> Any:
        return (self / other)._unary("floor")

    def __rfloordiv__(self, other: Any) -> Any:
        return (other / self)._unary("floor")

    def __mod__(self, other: Any) -> Any:
        return self - other * (self // other)

    def __rmod__(self, other: Any) -> Any:
        return other - self * (other // self)

    def __divmod__(self, other: Any) -> tuple[Any, Any]:
        return self // other, self % other

    def __rdivmod__(self, other: Any) -> tuple[Any, Any]:
        return other // self, other % self

    __lt__, __le__, __gt__, __ge__ = map(_comparison, ("<", "<=", ">", ">="))
    __eq__, __ne__ = map(_comparison, ("==", "!="))

    __bool__ = _refusing(NO_VALUE, USE_WHERE)
    __float__ = __int__ = __complex__ = __index__ = _refusing(NOT_A_NUMBER, USE_OURS)
    __round__ = __trunc__ = _refusing(NOT_A_NUMBER, USE_FLOOR)
    __getitem__ = __setitem__ = __iter__ = __len__ = __contains__ = __matmul__ = __rmatmul__ = _refusing(
        NO_PARTS, ONE_EACH)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        from .arrays import ufunc as traced
        return traced(self._tape, ufunc.__name__, method, inputs, options)

    def __array_function__(self, function: Any, _: Any, inputs: Any, options: Any) -> Any:
        from .arrays import function as traced
        return traced(function.__name__, inputs, options)

    def __repr__(self) -> str:
        graph, node = self._tape.graph, self._id
        name = self._tape.names.get(node) or (graph.name(node) if graph.ops[node] == "input" else None)
        return f"<{name or graph.ops[node]}>"

    def __format__(self, _: str) -> str:
        return repr(self)  # what a function prints must not end it


class Comparison:
    """A condition on values of a traced function, for `where`; it has no truth value."""

    __slots__ = ("_tape", "pairs")

    def __init__(self, tape: Tape, pairs: tuple[tuple[int, str, int], ...]) -> None:
        self._tape = tape
        self.pairs = pairs

    def __and__(self, other: Any) -> Comparison:
        if type(other) is not Comparison:
            raise refuse(NOT_SINGLE, USE_WHERE, what=type(other).__name__)
        return Comparison(self._tape, (*self.pairs, *other.pairs))

    __bool__ = _refusing(NO_VALUE, USE_WHERE)
    __or__ = __invert__ = _refusing(NO_VALUE, USE_WHERE)
    __array_function__ = Node.__array_function__


def tape_of(values: Any) -> Tape | None:
    """The trace that the values belong to; None where all are plain."""
    return next((value._tape for value in values if type(value) in (Node, Comparison)), None)


def nodes(tape: Tape, values: Any) -> Iterator[Node]:
    """The values as nodes of one trace."""
    return (Node(tape, operand(tape, value)) for value in values)
