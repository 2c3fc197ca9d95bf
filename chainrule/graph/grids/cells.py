"""Matrices whose entries are nodes of a graph of numbers: what is computed with them is a formula written out."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...records import record
from ..graph import Graph
from .rows import Rows

LARGEST_DET = 4  # rows of a determinant that is written out


@record
class Cell:
    """An entry: a node of the graph. A plain number is a constant."""

    node: int


class TooLong(Exception):
    """Written out in entries this would be too long."""


class Cells(Rows):
    """Lists of rows of nodes."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def node(self, entry: Any) -> int:
        """An entry as a node."""
        return entry.node if isinstance(entry, Cell) else self.graph.number(entry)

    def apply(self, op: str, note: Any, operands: Sequence[Any]) -> Any:
        if op == "product" and any(x == 0 for x in operands):
            return 0
        if op == "product":
            operands = [x for x in operands if x != 1] or [1]
        if op == "sum":
            operands = [x for x in operands if x != 0] or [0]
        if op == "difference" and all(x == 0 for x in operands[1:]):
            return operands[0]
        if op in ("product", "sum") and len(operands) == 1:
            return operands[0]
        return Cell(self.graph.add(op, tuple(self.node(x) for x in operands), note))

    def largest(self, a: Any) -> Any:
        return self.apply("max", None, self.entries(a))

    def shift(self, a: Any) -> Any:
        return 0

    def peak(self, a: Any) -> Any:
        """Which entry is the largest cannot be said without numbers."""
        raise TooLong

    def det(self, a: Any) -> Any:
        rows = self.grid(a)
        if len(rows) > LARGEST_DET:
            raise TooLong
        return self._minor(rows, list(range(len(rows))), list(range(len(rows))))

    def _minor(self, rows: list[list[Any]], lines: list[int], columns: list[int]) -> Any:
        """The determinant of some rows and columns, along the first row."""
        if not lines:
            return 1
        terms = []
        for k, column in enumerate(columns):
            rest = self._minor(rows, lines[1:], columns[:k] + columns[k + 1:])
            term = self.apply("product", None, (rows[lines[0]][column], rest))
            terms.append(self.apply("negation", None, (term,)) if k % 2 and term != 0 else term)
        return self.added(terms)

    def inverse(self, a: Any) -> Any:
        rows = self.grid(a)
        size = len(rows)
        whole = self.det(a)
        every = list(range(size))
        found = []
        for i in every:
            line = []
            for j in every:
                minor = self._minor(rows, [k for k in every if k != j], [k for k in every if k != i])
                signed = self.apply("negation", None, (minor,)) if (i + j) % 2 and minor != 0 else minor
                line.append(self.apply("quotient", None, (signed, whole)))
            found.append(line)
        return self.matrix(found)
