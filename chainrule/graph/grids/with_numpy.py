"""Matrices as NumPy's arrays, where NumPy is installed: the same answers, sooner."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...rules import RULES
from ...rules.shape import NUMBER, Shape
from .floats import Floats
from .singular import Singular

WORST = 1e14  # condition number of a matrix that still counts as invertible


class _Straight:
    """NumPy as the module of formulas that run straight through."""

    def __init__(self, numpy: Any) -> None:
        self._numpy = numpy

    def __getattr__(self, name: str) -> Any:
        return getattr(self._numpy, name)

    @staticmethod
    def let(value: Any) -> Any:
        """A value that is used twice."""
        return value


class Arrays:
    """Two-dimensional arrays of doubles; numbers are doubles of Python's own. What is not `checked` leaves it to NumPy
    to say that a value does not exist."""

    name = "numpy"

    def __init__(self, numpy: Any, checked: bool = True) -> None:
        self.np = numpy
        self.checked = checked
        self._lists = Floats()

    def value(self, given: Any) -> Any:
        if isinstance(given, self.np.ndarray):
            return given
        if isinstance(given, list | tuple):
            return self.matrix([[float(x) for x in row] for row in given])
        return float(given)

    def nested(self, a: Any) -> Any:
        return a.tolist() if isinstance(a, self.np.ndarray) else float(a)

    def shape(self, a: Any) -> Shape:
        return a.shape if isinstance(a, self.np.ndarray) else NUMBER

    def count(self, a: Any) -> int:
        return a.size if isinstance(a, self.np.ndarray) else 1

    def map(self, op: str, *operands: Any, note: Any = None) -> Any:
        """An operation of the table of rules on whole arrays, or on one entry after the other where it has no such
        form, or where an entry has no value."""
        np = self.np
        if not any(isinstance(x, np.ndarray) for x in operands):
            return self._lists.apply(op, note or ("+-" if op == "difference" else None), operands)
        if not self.checked:
            found = self._whole(op, note, operands)
            return found if found is not None else self._one_by_one(op, note, operands)
        with np.errstate(all="ignore"):
            found = self._whole(op, note, operands)
        if found is not None and found.shape == np.broadcast_shapes(*(np.shape(x) for x in operands)) and \
                np.isfinite(found).all():
            return found
        return self._one_by_one(op, note, operands)

    def _one_by_one(self, op: str, note: Any, operands: Sequence[Any]) -> Any:
        return self.np.array(self._lists.map(op, *(self.nested(x) for x in operands), note=note), dtype=float)

    def first(self, holds: Callable[..., Any], operands: Sequence[Any]) -> tuple[int, int] | None:
        """The row and column of the first entries for which this holds."""
        if len(operands) == 1 and isinstance(operands[0], self.np.ndarray):
            found = self.np.argwhere(holds(operands[0])) if _is_elementwise(holds, self.np) else None
            if found is not None:
                return (int(found[0][0]), int(found[0][1])) if len(found) else None
        return self._lists.first(holds, [self.nested(x) for x in operands])

    def _whole(self, op: str, note: Any, operands: Sequence[Any]) -> Any:
        np = self.np
        signs = {"difference": note or "+-", "sum": "+" * len(operands)}.get(op)
        if signs is not None:
            total = operands[0]
            for sign, x in zip(signs[1:], operands[1:], strict=True):
                total = total + x if sign == "+" else total - x
            return total
        if op == "cases":
            return None
        formula = RULES[op].straight or RULES[op].value
        try:
            found = formula(_Straight(np), *operands) if formula is not None else None
        except (ValueError, TypeError, AttributeError):
            return None
        return np.asarray(found, dtype=float) if isinstance(found, np.ndarray) and found.dtype != object else None

    def matmul(self, a: Any, b: Any) -> Any:
        return self._made(self._finite(lambda: self._grid(a) @ self._grid(b)))

    def transpose(self, a: Any) -> Any:
        return a.T if isinstance(a, self.np.ndarray) else a

    def total(self, a: Any) -> Any:
        return float(self._finite(lambda: self.np.sum(a)))

    def multiplied(self, a: Any) -> Any:
        return float(self._finite(lambda: self.np.prod(a)))

    def largest(self, a: Any) -> Any:
        return float(self.np.max(a))

    def shift(self, a: Any) -> Any:
        return self.largest(a)

    def entry(self, a: Any, row: int, column: int) -> Any:
        return float(self._grid(a)[row, column])

    def matrix(self, rows: Sequence[Sequence[Any]]) -> Any:
        return self._made(self.np.array(rows, dtype=float))

    def repeated(self, numbers: Sequence[float], rows: int, columns: int) -> Any:
        """These numbers over and over, row by row."""
        return self._made(self.np.resize(self.np.array(numbers), (rows, columns)))

    def ones(self, rows: int, columns: int) -> Any:
        return self._made(self.np.ones((rows, columns)))

    def eye(self, size: int) -> Any:
        return self._made(self.np.eye(size))

    def part(self, a: Any, top: int, bottom: int, left: int, right: int) -> Any:
        return self._made(self._grid(a)[top:bottom, left:right])

    def put(self, a: Any, top: int, left: int, rows: int, columns: int) -> Any:
        made = self.np.zeros((rows, columns))
        own = self._grid(a)
        made[top:top + own.shape[0], left:left + own.shape[1]] = own
        return self._made(made)

    def stacked(self, parts: Sequence[Any]) -> Any:
        return self._made(self.np.vstack([self._grid(part) for part in parts]))

    def reshaped(self, a: Any, rows: int, columns: int) -> Any:
        return self._made(self._grid(a).reshape(rows, columns))

    def by_rows(self, function: Callable[[Any, Any], Any], a: Any) -> Any:
        return self._made(function(RowWise(self.np, self.checked), self._grid(a)))

    def peak(self, a: Any) -> Any:
        own = self._grid(a)
        made = self.np.zeros(own.shape)
        made[self.np.unravel_index(self.np.argmax(own), own.shape)] = 1
        return self._made(made)

    def inverse(self, a: Any) -> Any:
        own = self._grid(a)
        try:
            found = self.np.linalg.inv(own)
        except self.np.linalg.LinAlgError:
            raise Singular from None
        if not self.np.linalg.cond(own) < WORST:
            raise Singular
        return self._made(found)

    def entries(self, a: Any) -> list[float]:
        return [float(x) for x in self._grid(a).ravel()]

    def adjugate(self, a: Any) -> Any:
        """By singular values, each of them the product of all the others."""
        left, values, right = self.np.linalg.svd(self._grid(a))
        sign = self.np.linalg.det(left) * self.np.linalg.det(right)
        others = [self.np.prod(self.np.delete(values, k)) for k in range(len(values))]
        return self._made(sign * (right.T * others) @ left.T)

    def det(self, a: Any) -> Any:
        return float(self.np.linalg.det(self._grid(a)))

    def _finite(self, compute: Callable[[], Any]) -> Any:
        """A value without an infinity. Raises OverflowError."""
        if not self.checked:
            return compute()
        with self.np.errstate(all="ignore"):
            found = compute()
        if not self.np.isfinite(found).all():
            raise OverflowError
        return found

    def _grid(self, a: Any) -> Any:
        return a if isinstance(a, self.np.ndarray) else self.np.array([[a]], dtype=float)

    def _made(self, a: Any) -> Any:
        return a if a.size > 1 else float(a[0, 0])


class RowWise(Arrays):
    """Every row of an array for itself, all at once: what is one number of a row is a column of numbers."""

    def count(self, a: Any) -> int:
        return int(a.shape[1])

    def total(self, a: Any) -> Any:
        return self.np.sum(a, axis=1, keepdims=True)

    def largest(self, a: Any) -> Any:
        return self.np.max(a, axis=1, keepdims=True)

    def peak(self, a: Any) -> Any:
        made = self.np.zeros(a.shape)
        made[self.np.arange(len(a)), self.np.argmax(a, axis=1)] = 1
        return made


def _is_elementwise(holds: Callable[..., Any], np: Any) -> bool:
    """Whether a condition on one number may be asked of a whole array."""
    try:
        answer = holds(np.array([0.0, 0.5]))
    except (ValueError, TypeError, AttributeError):
        return False
    return isinstance(answer, np.ndarray) and answer.shape == (2,)
