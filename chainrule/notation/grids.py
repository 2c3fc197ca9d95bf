"""A matrix at the end of a formula as lines of text, its columns aligned."""
from __future__ import annotations

from .boxes import Box, Grid, Row
from .columns import width
from .fold import core
from .text import write


def grid_lines(box: Box, style: str) -> tuple[str, list[str]] | None:
    """What stands before the matrix that a formula ends in, and the matrix line by line; None where a formula ends in
    none, or in one of a single row."""
    row = core(box)
    items = row.items if isinstance(row, Row) else (box,)
    last = core(items[-1]) if items else None
    if not isinstance(last, Grid) or len(last.rows) < 2:
        return None
    cells = [[write(cell, style) for cell in line] for line in last.rows]
    sizes = [max(width(line[k]) for line in cells) for k in range(len(cells[0]))]
    lines = ["  ".join(" " * (size - width(cell)) + cell for cell, size in zip(line, sizes, strict=True))
             for line in cells]
    return write(Row(tuple(items[:-1])), style), [f"[ {line} ]" for line in lines]
