"""Matrices of numbers that stay exact as long as they can: fractions, and doubles where a value is not rational."""
from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..evaluate import is_exact
from ..exact import exact_value
from .floats import Floats
from .singular import Singular


class Exacts(Floats):
    """Lists of rows of whole numbers, fractions and doubles; a number is a double only where it has to be."""

    name = "exact"

    def value(self, given: Any) -> Any:
        return self.matrix(given) if isinstance(given, list | tuple) else given

    def apply(self, op: str, note: Any, operands: Sequence[Any]) -> Any:
        if op == "product" and any(is_exact(x) and x == 0 for x in operands):
            return 0
        if op != "cases" and all(map(is_exact, operands)):
            found = exact_value(op, note, list(operands))
            if found is not None:
                return int(found) if found.denominator == 1 else found
        if op == "cases":
            return super().apply(op, note, operands)
        return super().apply(op, note, [float(x) for x in operands])

    def dot(self, one: Sequence[Any], other: Sequence[Any]) -> Any:
        return self.added([self.apply("product", None, pair) for pair in zip(one, other, strict=True)])

    def added(self, numbers: Sequence[Any]) -> Any:
        if all(map(is_exact, numbers)):
            return self.apply("sum", None, numbers)
        return math.fsum(numbers)

    def det(self, a: Any) -> Any:
        rows = self.grid(a)
        if not all(is_exact(x) for row in rows for x in row):
            return super().det(a)
        lower, sign = _eliminated([[Fraction(x) for x in row] for row in rows])
        found = sign * math.prod((lower[k][k] for k in range(len(lower))), start=Fraction(1))
        return int(found) if found.denominator == 1 else found

    def adjugate(self, a: Any) -> Any:
        """The product of the vectors that A and its transpose take to 0, where there is one of each."""
        rows = self.grid(a)
        if len(rows) == 1 or not all(is_exact(x) for row in rows for x in row):
            return super().adjugate(a)
        right, left = _taken_to_zero(rows), _taken_to_zero([list(column) for column in zip(*rows, strict=True)])
        if right is None or left is None:
            inverse, whole = self.inverse(a), self.det(a)
            return self.map("product", whole, inverse)
        if not right:
            return self.map("product", 0, a)
        i, j = (next(k for k, x in enumerate(vector) if x) for vector in (right, left))
        scale = self._cofactor(rows, j, i) / (right[i] * left[j])
        return self.matrix([[int(x) if x.denominator == 1 else x for x in (scale * x * y for y in left)]
                            for x in right])

    def inverse(self, a: Any) -> Any:
        rows = self.grid(a)
        if not all(is_exact(x) for row in rows for x in row):
            return super().inverse(a)
        size = len(rows)
        done, _ = _eliminated([[*map(Fraction, row), *(Fraction(i == j) for j in range(size))]
                               for i, row in enumerate(rows)])
        for k in range(size - 1, -1, -1):
            pivot = done[k][k]
            if pivot == 0:
                raise Singular
            done[k] = [x / pivot for x in done[k]]
            for i in range(k):
                factor = done[i][k]
                done[i] = [x - factor * y for x, y in zip(done[i], done[k], strict=True)]
        return self.matrix([[int(x) if x.denominator == 1 else x for x in row[size:]] for row in done])


def _taken_to_zero(rows: list[list[Any]]) -> list[Fraction] | None:
    """The one vector that a matrix takes to 0, up to a factor; nothing in it where there are more, None where none."""
    size, pivots = len(rows), list[int]()
    left = [[Fraction(x) for x in row] for row in rows]
    for column in range(size):
        top = len(pivots)
        best = next((i for i in range(top, size) if left[i][column]), None)
        if best is None:
            continue
        left[top], left[best] = left[best], left[top]
        left[top] = [x / left[top][column] for x in left[top]]
        for i in range(size):
            factor = left[i][column]
            if i != top and factor:
                left[i] = [x - factor * y for x, y in zip(left[i], left[top], strict=True)]
        pivots.append(column)
    if len(pivots) == size:
        return None
    if len(pivots) < size - 1:
        return []
    (free,) = set(range(size)) - set(pivots)
    found = [Fraction(0)] * size
    found[free] = Fraction(1)
    for row, pivot in zip(left, pivots, strict=False):
        found[pivot] = -row[free]
    return found


def _eliminated(rows: list[list[Fraction]]) -> tuple[list[list[Fraction]], int]:
    """Zeros below the diagonal; and the sign of the exchanges. A column of zeros leaves a zero on the diagonal."""
    sign = 1
    for k in range(len(rows)):
        best = next((i for i in range(k, len(rows)) if rows[i][k]), None)
        if best is None:
            continue
        if best != k:
            rows[k], rows[best] = rows[best], rows[k]
            sign = -sign
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / rows[k][k]
            if factor:
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[k], strict=True)]
    return rows, sign
