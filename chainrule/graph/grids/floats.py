"""Matrices of doubles without any package."""
from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..evaluate import applied
from ..piecewise import choose
from .rows import Rows
from .singular import Singular

TINY = 1e-14  # a pivot that is this small beside the largest entry is 0


class Floats(Rows):
    """Lists of rows of doubles."""

    name = "lists"

    def value(self, given: Any) -> Any:
        """Nested lists as they are held; numbers as doubles."""
        if isinstance(given, list) and len(given) * len(given[0]) > 1 and type(given[0][0]) is float:
            return given
        if isinstance(given, list | tuple):
            return self.matrix([[float(x) for x in row] for row in given])
        return float(given)

    @staticmethod
    def nested(a: Any) -> Any:
        """A value as rows, or as a number."""
        return a

    def apply(self, op: str, note: Any, operands: Sequence[Any]) -> Any:
        if op == "product" and len(operands) == 2:
            return operands[0] * operands[1]
        if op == "cases":
            chosen = choose(note, operands)
            if chosen is None:
                raise ValueError(op)
            return operands[chosen]
        found = applied(op, note, list(operands), math)
        if type(found) is complex:
            raise ValueError(op)
        if not math.isfinite(found):
            raise OverflowError(op)
        return found

    def dot(self, one: Sequence[Any], other: Sequence[Any]) -> Any:
        return math.fsum(map(float.__mul__, map(float, one), map(float, other)))

    def added(self, numbers: Sequence[Any]) -> Any:
        return math.fsum(numbers)

    def largest(self, a: Any) -> Any:
        return max(self.entries(a))

    def shift(self, a: Any) -> Any:
        return self.largest(a)

    def det(self, a: Any) -> Any:
        lower, sign = _eliminated([list(map(float, row)) for row in self.grid(a)], 0)
        return sign * math.prod(lower[k][k] for k in range(len(lower)))

    def inverse(self, a: Any) -> Any:
        size = len(self.grid(a))
        whole = [[*map(float, row), *(float(i == j) for j in range(size))] for i, row in enumerate(self.grid(a))]
        scale = max(abs(x) for row in self.grid(a) for x in row)
        done, _ = _eliminated(whole, size)
        if any(abs(done[k][k]) <= TINY * scale for k in range(size)):
            raise Singular
        for k in range(size - 1, -1, -1):
            pivot = done[k][k]
            done[k] = [x / pivot for x in done[k]]
            for row in done[:k]:
                factor = row[k]
                row[:] = [x - factor * y for x, y in zip(row, done[k], strict=True)]
        return self.matrix([row[size:] for row in done])


def _eliminated(rows: list[list[float]], more: int) -> tuple[list[list[float]], int]:
    """Zeros below the diagonal, by elimination with the largest pivot; and the sign of the exchanges."""
    sign = 1
    for k in range(len(rows)):
        best = max(range(k, len(rows)), key=lambda i: abs(rows[i][k]))
        if rows[best][k] == 0:
            continue
        if best != k:
            rows[k], rows[best] = rows[best], rows[k]
            sign = -sign
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / rows[k][k]
            if factor:
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[k], strict=True)]
    return rows, sign
