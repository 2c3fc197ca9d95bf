"""Numbers in a picture: one in a line, or a matrix in columns between brackets."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..notation.boxes import Box, Grid
from ..notation.fold import core
from .diagram import Label, Stroke
from .measure import width
from .model import Edge, Node

ABOVE, BELOW = 0.76, 0.24  # of its size, how far a label reaches above and below its baseline
LINE, BETWEEN, BESIDE = 1.2, 0.6, 0.45  # of its size: from line to line, between columns, beside the outer ones


@dataclass(frozen=True, slots=True)
class Numbers:
    """One number (or what else is written in a line), or a matrix; `size` is that of its letters."""

    content: Box | str
    size: float

    @property
    def rows(self) -> tuple[tuple[Box | str, ...], ...]:
        """Its lines of cells."""
        box = self.content
        grid = box if isinstance(box, str) else core(box)
        return grid.rows if isinstance(grid, Grid) else ((box,),)

    @property
    def columns(self) -> list[float]:
        """The widths of its columns."""
        return [max(width(row[k], self.size) for row in self.rows) for k in range(len(self.rows[0]))]

    @property
    def is_matrix(self) -> bool:
        return not isinstance(self.content, str) and isinstance(core(self.content), Grid)

    @property
    def width(self) -> float:
        """How wide it is with its brackets."""
        columns = self.columns
        beside = 2 * BESIDE if self.is_matrix else 0.0
        return sum(columns) + self.size * (BETWEEN * (len(columns) - 1) + beside)

    @property
    def height(self) -> float:
        """From the top of its first line to the bottom of its last."""
        return self.size * (ABOVE + BELOW + LINE * (len(self.rows) - 1))


@dataclass(frozen=True, slots=True)
class Placed:
    """Numbers around a middle, below a top; what they are, and of what."""

    numbers: Numbers
    middle: float
    top: float
    role: str
    of: Node | Edge

    def labels(self) -> Iterator[Label]:
        """The cells; those of a matrix end at the right of their columns."""
        numbers, size = self.numbers, self.numbers.size
        base = self.top + ABOVE * size
        if not numbers.is_matrix:
            yield Label(self.middle, base, "middle", size, numbers.content, self.role, self.of)
            return
        ends, at = [], self.middle - numbers.width / 2 + BESIDE * size
        for wide in numbers.columns:
            ends.append(at + wide)
            at += wide + BETWEEN * size
        for k, row in enumerate(numbers.rows):
            for end, cell in zip(ends, row, strict=True):
                yield Label(end, base + k * LINE * size, "end", size, cell, self.role, self.of)

    def strokes(self) -> Iterator[Stroke]:
        """The brackets of a matrix."""
        if self.numbers.is_matrix:
            half, bottom, foot = self.numbers.width / 2, self.top + self.numbers.height, 0.25 * self.numbers.size
            for x, inward in ((self.middle - half, foot), (self.middle + half, -foot)):
                yield Stroke(((x + inward, self.top), (x, self.top), (x, bottom), (x + inward, bottom)), self.role,
                             self.of)
