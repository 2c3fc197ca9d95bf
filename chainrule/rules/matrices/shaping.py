"""The shape rules that several rows share."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..shape import (
    BORDER,
    COLUMN,
    ENTRIES,
    INNER,
    NUMBER,
    OUTSIDE,
    SQUARE,
    UNEQUAL,
    Misfit,
    Shape,
    Size,
    add,
    subtract,
    times,
)

Shapes = Sequence[Shape]
Held = tuple[Any, ...]


def number(shapes: Shapes, held: Held) -> Shape:
    """A number made of every entry."""
    return NUMBER


def as_first(shapes: Shapes, held: Held) -> Shape:
    """The shape of the input."""
    return shapes[0]


def equal(shapes: Shapes, held: Held) -> Shape:
    """A number made of two values of one shape."""
    if any(shape != shapes[0] for shape in shapes):
        raise Misfit(UNEQUAL)
    return NUMBER


def product(shapes: Shapes, held: Held) -> Shape:
    """(m, k) and (k, p) give (m, p)."""
    (rows, left), (right, columns) = shapes
    if left != right:
        raise Misfit(INNER, left=left, right=right)
    return rows, columns


def turned(shapes: Shapes, held: Held) -> Shape:
    """(m, n) gives (n, m)."""
    rows, columns = shapes[0]
    return columns, rows


def square(shapes: Shapes, held: Held) -> Shape:
    """A square matrix gives one of the same shape."""
    if shapes[0][0] != shapes[0][1]:
        raise Misfit(SQUARE)
    return shapes[0]


def square_number(shapes: Shapes, held: Held) -> Shape:
    """A square matrix gives a number."""
    square(shapes, held)
    return NUMBER


def outer(shapes: Shapes, held: Held) -> Shape:
    """Two columns give a matrix."""
    (rows, one), (columns, other) = shapes
    if (one, other) != (1, 1):
        raise Misfit(COLUMN)
    return rows, columns


def solved(shapes: Shapes, held: Held) -> Shape:
    """(n, n) and (n, p) give (n, p)."""
    return product([square(shapes[:1], held), shapes[1]], held)


def per_row(shapes: Shapes, held: Held) -> Shape:
    """One number for each row, as a column."""
    return shapes[0][0], 1


def per_column(shapes: Shapes, held: Held) -> Shape:
    """One number for each column, as a column."""
    return shapes[0][1], 1


def diagonal(shapes: Shapes, held: Held) -> Shape:
    """(n, n) gives (n, 1)."""
    return square(shapes, held)[0], 1


def diagonal_matrix(shapes: Shapes, held: Held) -> Shape:
    """(n, 1) gives (n, n)."""
    size, columns = shapes[0]
    if columns != 1:
        raise Misfit(COLUMN)
    return size, size


def on_rows(shapes: Shapes, held: Held) -> Shape:
    """One row, or a column laid down, gives m rows."""
    rows, columns = shapes[0]
    if rows == 1:
        return held[0], columns
    if columns == 1:
        return held[0], rows
    raise Misfit(COLUMN)


def on_columns(shapes: Shapes, held: Held) -> Shape:
    """A column gives n columns."""
    rows, columns = shapes[0]
    if columns != 1:
        raise Misfit(COLUMN)
    return rows, held[0]


def held_shape(shapes: Shapes, held: Held) -> Shape:
    """The shape that the gate holds."""
    return held[0], held[1]


def held_square(shapes: Shapes, held: Held) -> Shape:
    """The square matrix whose size the gate holds."""
    return held[0], held[0]


def reshaped(shapes: Shapes, held: Held) -> Shape:
    """The shape that the gate holds, with as many entries as the input's."""
    if times(*shapes[0]) != times(held[0], held[1]):
        raise Misfit(ENTRIES)
    return held[0], held[1]


def column_of_all(shapes: Shapes, held: Held) -> Shape:
    """All the entries in one column."""
    return times(*shapes[0]), 1


def stacked(shapes: Shapes, held: Held) -> Shape:
    """Parts one below the other."""
    for shape in shapes:
        if shape[1] != shapes[0][1]:
            raise Misfit(BORDER, left=shapes[0][1], right=shape[1])
    return add(*(rows for rows, _ in shapes)), shapes[0][1]


def side_by_side(shapes: Shapes, held: Held) -> Shape:
    """Parts one beside the other."""
    for shape in shapes:
        if shape[0] != shapes[0][0]:
            raise Misfit(BORDER, left=shapes[0][0], right=shape[0])
    return shapes[0][0], add(*(columns for _, columns in shapes))


def part(shapes: Shapes, held: Held) -> Shape:
    """The rows and columns that the gate holds."""
    top, bottom, left, right = held
    _inside(top, bottom, shapes[0][0])
    _inside(left, right, shapes[0][1])
    return subtract(bottom, top), subtract(right, left)


def _inside(start: Size, stop: Size, size: Size) -> None:
    if isinstance(start, int) and start < 0 or \
            isinstance(start, int) and isinstance(stop, int) and start >= stop or \
            isinstance(stop, int) and isinstance(size, int) and stop > size:
        raise Misfit(OUTSIDE)


def put(shapes: Shapes, held: Held) -> Shape:
    """The input in a larger matrix, the rest of it zeros."""
    return held[2], held[3]


def attention(shapes: Shapes, held: Held) -> Shape:
    """(m, d), (n, d) and (n, p) give (m, p)."""
    queries, keys, values = shapes
    return product([product([queries, turned([keys], held)], held), values], held)


def convolved(shapes: Shapes, held: Held) -> Shape:
    """(n, 1) and (p, 1) give (n-p+1, 1)."""
    if shapes[0][1] != 1 or shapes[1][1] != 1:
        raise Misfit(COLUMN)
    return add(subtract(shapes[0][0], shapes[1][0]), 1), 1


def toeplitz(shapes: Shapes, held: Held) -> Shape:
    """(p, 1) on n columns gives (n-p+1, n)."""
    return add(subtract(held[0], shapes[0][0]), 1), held[0]


def windows(shapes: Shapes, held: Held) -> Shape:
    """(n, 1) in windows of p gives (n-p+1, p)."""
    return add(subtract(shapes[0][0], held[0]), 1), held[0]


def overlaps(shapes: Shapes, held: Held) -> Shape:
    """Windows (n-p+1, p) give (n, 1)."""
    return subtract(add(*shapes[0]), 1), 1


def bands(shapes: Shapes, held: Held) -> Shape:
    """(n-p+1, n) gives (p, 1)."""
    return add(subtract(shapes[0][1], shapes[0][0]), 1), 1


def cells(shapes: Shapes, held: Held) -> Shape:
    """A matrix of numbers, row by row."""
    if any(shape != NUMBER for shape in shapes):
        raise Misfit(UNEQUAL)
    if len(shapes) != held[0] * held[1]:
        raise Misfit(ENTRIES)
    return held[0], held[1]
