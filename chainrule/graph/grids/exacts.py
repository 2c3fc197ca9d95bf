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
