"""Formulas as several lines of text: a matrix at the end with aligned columns, shapes below their factors."""
from __future__ import annotations

import re

from .boxes import Box, Grid, Row
from .columns import width
from .fold import core
from .text import UNDER, marked, write

_DOT = re.compile(r"^[·*]|[·*]$")  # beside a factor
_FACTOR = re.compile(f"{UNDER[0]}(.*?){UNDER[1]}(.*?){UNDER[2]}")


def tall_lines(box: Box, style: str, room: int) -> tuple[str, list[str]] | None:
    """What stands before the lines of a formula that needs several, and these: a matrix at its end, or factors with
    their shapes below them where that fits into this room. None for a formula of one line."""
    found = grid_lines(box, style)
    if found is not None:
        return found
    lines = factor_lines(box, style)
    return ("", lines) if lines and width(lines[0]) <= room else None


def factor_lines(box: Box, style: str) -> list[str]:
    """A formula, and below it the shapes of its factors; nothing where none has a shape below it."""
    text = marked(box, style)
    if UNDER[0] not in text:
        return []
    above, below = [], []
    for k, part in enumerate(_FACTOR.split(text)):
        if k % 3 == 0:  # between two factors
            above.append(_DOT.sub(lambda found: f" {found[0]} ", part))
            below.append(" " * width(above[-1]))
        elif k % 3 == 1:
            factor = part
        else:
            size = max(width(factor), width(part))
            above.append(_centred(factor, size))
            below.append(_centred(part, size))
    return ["".join(above), "".join(below).rstrip()]


def _centred(text: str, size: int) -> str:
    free = size - width(text)
    return " " * (free // 2) + text + " " * (free - free // 2)


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
