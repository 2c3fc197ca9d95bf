"""Matrices as lists of rows, whatever their entries are; numbers stand alone."""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ...errors import TooLargeError
from ...language import Text
from ...rules.shape import NUMBER, Shape

LARGEST_ADJUGATE = 12  # rows
MANY_COFACTORS = Text("The cofactors of a matrix are computed here for up to {limit} rows.",
                      "행렬의 여인수는 {limit}행까지만 구합니다.")


class Rows(ABC):
    """What the rows of the table compute with. A matrix is a list of rows; a number is what it is."""

    @abstractmethod
    def apply(self, op: str, note: Any, operands: Sequence[Any]) -> Any:
        """One operation on entries."""

    @abstractmethod
    def inverse(self, a: Any) -> Any:
        """The inverse matrix."""

    @abstractmethod
    def det(self, a: Any) -> Any:
        """The determinant."""

    def adjugate(self, a: Any) -> Any:
        """The cofactors, transposed: what the inverse would be, times the determinant."""
        rows = self.grid(a)
        every = range(len(rows))
        if len(rows) > LARGEST_ADJUGATE:
            raise TooLargeError("too_large", MANY_COFACTORS, facts={"limit": LARGEST_ADJUGATE})
        return self.matrix([[self._cofactor(rows, j, i) for j in every] for i in every])

    def _cofactor(self, rows: list[list[Any]], row: int, column: int) -> Any:
        """The determinant without one row and one column, with its sign."""
        left = [[x for j, x in enumerate(line) if j != column] for i, line in enumerate(rows) if i != row]
        found = self.det(left) if left else 1
        return self.apply("negation", None, (found,)) if (row + column) % 2 else found

    @abstractmethod
    def largest(self, a: Any) -> Any:
        """The largest entry."""

    @abstractmethod
    def shift(self, a: Any) -> Any:
        """What may be taken off every entry so that exponentials stay small."""

    @staticmethod
    def shape(a: Any) -> Shape:
        """Rows and columns."""
        return (len(a), len(a[0])) if isinstance(a, list) else NUMBER

    def count(self, a: Any) -> int:
        """How many entries there are."""
        rows, columns = self.shape(a)
        return int(rows) * int(columns)

    def map(self, op: str, *operands: Any, note: Any = None) -> Any:
        """An operation of the table of rules entry by entry; numbers stand in every entry."""
        note = note or ("+-" if op == "difference" else None)
        if not any(isinstance(x, list) for x in operands):
            return self.apply(op, note, operands)
        return [[self.apply(op, note, entries) for entries in line] for line in self._together(operands)]

    def first(self, holds: Callable[..., bool], operands: Sequence[Any]) -> tuple[int, int] | None:
        """The row and column of the first entries for which this holds."""
        return next(((i, j) for i, line in enumerate(self._together(operands))
                     for j, entries in enumerate(line) if holds(*entries)), None)

    def _together(self, operands: Sequence[Any]) -> Iterator[Iterator[tuple[Any, ...]]]:
        """The entries that stand at the same place, row by row; numbers stand at every place."""
        whole = next((x for x in operands if isinstance(x, list)), [[0]])
        rows, columns = len(whole), len(whole[0])
        wide = [x if isinstance(x, list) else [[x] * columns] * rows for x in operands]
        return (zip(*lines, strict=True) for lines in zip(*wide, strict=True))

    def matmul(self, a: Any, b: Any) -> Any:
        a, b = self.grid(a), self.grid(b)
        turned = list(zip(*b, strict=True))
        return self.matrix([[self.dot(row, column) for column in turned] for row in a])

    def dot(self, one: Sequence[Any], other: Sequence[Any]) -> Any:
        """The sum of products."""
        return self.added([self.apply("product", None, pair) for pair in zip(one, other, strict=True)])

    def added(self, numbers: Sequence[Any]) -> Any:
        """The sum of numbers."""
        return self.apply("sum", None, numbers) if len(numbers) > 1 else numbers[0]

    def transpose(self, a: Any) -> Any:
        return self.matrix([list(column) for column in zip(*self.grid(a), strict=True)])

    def total(self, a: Any) -> Any:
        return self.added(self.entries(a))

    def multiplied(self, a: Any) -> Any:
        """The product of all entries."""
        found = self.entries(a)
        return self.apply("product", None, found) if len(found) > 1 else found[0]

    def entries(self, a: Any) -> list[Any]:
        """All entries, row by row."""
        return [x for row in self.grid(a) for x in row]

    def entry(self, a: Any, row: int, column: int) -> Any:
        return self.grid(a)[row][column]

    @staticmethod
    def grid(a: Any) -> list[list[Any]]:
        """Rows, of a number too."""
        return a if isinstance(a, list) else [[a]]

    @staticmethod
    def matrix(rows: Sequence[Sequence[Any]]) -> Any:
        """A matrix from its rows; a number where there is one entry."""
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        return [list(row) for row in rows]

    def repeated(self, numbers: Sequence[Any], rows: int, columns: int) -> Any:
        """These numbers over and over, row by row."""
        found = [numbers[k % len(numbers)] for k in range(rows * columns)]
        return self.matrix([found[k * columns:(k + 1) * columns] for k in range(rows)])

    def ones(self, rows: int, columns: int) -> Any:
        return self.matrix([[1] * columns] * rows)

    def eye(self, size: int) -> Any:
        return self.matrix([[int(i == j) for j in range(size)] for i in range(size)])

    def part(self, a: Any, top: int, bottom: int, left: int, right: int) -> Any:
        return self.matrix([row[left:right] for row in self.grid(a)[top:bottom]])

    def put(self, a: Any, top: int, left: int, rows: int, columns: int) -> Any:
        made: list[list[Any]] = [[0] * columns for _ in range(rows)]
        for i, row in enumerate(self.grid(a)):
            made[top + i][left:left + len(row)] = row
        return self.matrix(made)

    def stacked(self, parts: Sequence[Any]) -> Any:
        return self.matrix([row for part in parts for row in self.grid(part)])

    def reshaped(self, a: Any, rows: int, columns: int) -> Any:
        found = self.entries(a)
        return self.matrix([found[k * columns:(k + 1) * columns] for k in range(rows)])

    def by_rows(self, function: Callable[[Any, Any], Any], a: Any) -> Any:
        """A function of one row, and of what computes with it, put on every row."""
        found = [function(self, self.matrix([row])) for row in self.grid(a)]
        return self.matrix([x[0] if isinstance(x, list) else [x] for x in found])

    def peak(self, a: Any) -> Any:
        """1 at the (first) largest entry, 0 elsewhere."""
        found, (rows, columns) = self.entries(a), self.shape(a)
        place = found.index(max(found))
        return self.reshaped([[int(k == place) for k in range(len(found))]], int(rows), int(columns))
