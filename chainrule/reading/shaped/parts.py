"""Entries and parts of vectors and matrices, and what is put together of them: `x_2`, `W[1, :]`, `[a; b]`."""
from __future__ import annotations

import re
from dataclasses import replace

from ...rules.shape import Size, add, full
from ...tree import Arranged, Called, Typed
from .heads import Listed
from .meaning import Meaning, Value, fitted, number, settled, turned
from .totals import normed

_ENTRIES = (re.compile(r"(.+)_\{?([0-9]+)[_,]([0-9]+)\}?"), re.compile(r"(.+)_\{?([0-9]+)()\}?"))


def entry_of(r: Meaning, node: Typed, name: str) -> Value | None:
    """`x_2` and `W_{1,2}`, `W_12` of a vector or matrix; None where the name is none of these."""
    matches = (pattern.fullmatch(name) for pattern in _ENTRIES)
    found = next((match for match in matches if match and match[1] in r.names), None)
    held = r.names[found[1]] if found else None
    if found is None or held is None or held.shape is None:
        return None
    first, second = found[2], found[3] or None
    if held.vector and second is None:
        return _part(r, node, replace(held, raw=node), (first, None), 1)
    if second is None and len(first) == 2:
        first, second = first[0], first[1]
    if held.vector or second is None:
        return None
    return _part(r, node, replace(held, raw=node), (first, second), 1)


def indexed(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    """`x[2]`, `W[1, 2]`, `W[:, 1]`, `x[2:4]`; counted from 1, in a NumPy program from 0."""
    value = settled(operands[0])
    r.clear(value, at=[node])
    if value.shape is None:
        r.fail("index_number", [node], name=r.typed(value))
    places = node.note
    if len(places) > 2 or len(places) == 2 and value.flat:
        r.fail("index_many", [node], name=r.typed(value), shape=full(value.size), count=len(places))
    vector = value.vector
    if len(places) == 1 and not vector:
        if value.size[0] == 1:
            places = ("1" if r.dialect != "numpy" else "0", places[0])
        elif r.dialect != "numpy":
            r.fail("index_many", [node], name=r.typed(value), shape=full(value.size), count=1)
    one = places[0], places[1] if len(places) == 2 else None
    return replace(_part(r, node, value, one, 0 if r.dialect == "numpy" else 1), raw=node)


def _part(r: Meaning, node: Typed, value: Value, places: tuple[str, str | None], first: int) -> Value:
    rows, columns = value.size
    top, bottom, single = _range(r, node, value, places[0], rows, first)
    left, right, alone = (0, columns, False) if places[1] is None else _range(r, node, value, places[1], columns, first)
    made = fitted(r, "part", [replace(value, factors=())], top, bottom, left, right, raw=node)
    row = made.shape is not None and single and (columns != 1 or value.flat)
    if r.dialect == "numpy" and made.shape is not None:
        if row and made.size[0] == 1:
            return Value(turned(made.tree), (made.size[1], 1), True)
        return replace(made, flat=value.flat or alone)
    return made


def _range(r: Meaning, node: Typed, value: Value, typed: str, size: Size, first: int) -> tuple[Size, Size, bool]:
    """Where a place begins and ends, counted from 0, and whether it is one row or column."""
    found = re.fullmatch(r"(-?[0-9]{1,9}|end)?(:)?(-?[0-9]{1,9}|end)?", typed)
    if found is None or typed == "":
        r.fail("index_form", [node], typed=typed, name=r.typed(value))
    start, colon, stop = found[1], found[2], found[3]
    if colon is None:
        at = _counted(start, size, first)
        low: Size = at
        high = add(at, 1)
    else:
        low = 0 if start is None else _counted(start, size, first)
        high = size if stop is None else _counted(stop, size, first)
        if first == 1 and stop is not None:
            high = add(high, 1)
    wrong = isinstance(low, int) and low < 0 or isinstance(low, int) and isinstance(high, int) and low >= high or \
        isinstance(high, int) and isinstance(size, int) and high > size
    if wrong:
        r.fail("index_outside", [node], typed=typed, name=r.typed(value), size=size, first=first,
               last=size if first else add(size, -1))
    return low, high, colon is None


def _counted(typed: str, size: Size, first: int) -> Size:
    if typed == "end":
        return add(size, -1)
    place = int(typed)
    return add(size, place) if place < 0 and first == 0 else place - first


def listed(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    """`[1, 2; 3, 4]`, `[[1, 2], [3, 4]]`, `[a; b]`, `[A, B]`."""
    values = [settled(value) for value in operands]
    rows = _rows_of(node.note, values)
    if all(value.shape is None for value in values):
        return replace(_literal(r, node, rows), raw=node)
    r.clear(*values, at=[node])
    if r.dialect == "numpy" or all(isinstance(value.raw, Listed) for value in values):
        return replace(_array(r, node, values), raw=node)
    if len(rows) == 1 and all(value.vector for value in values) and r.dialect == "plain":
        r.fail("side_unclear", [node], one="[" + "; ".join(map(r.typed, values)) + "]",
               other=f"hstack({', '.join(map(r.typed, values))})")
    made = [row[0] if len(row) == 1 else fitted(r, "hstack", row, raw=node) for row in rows]
    return replace(made[0] if len(made) == 1 else fitted(r, "vstack", made, raw=node), raw=node)


def _rows_of(signs: str, values: list[Value]) -> list[list[Value]]:
    rows = [[values[0]]]
    for sign, value in zip(signs, values[1:], strict=True):
        if sign == ";":
            rows.append([])
        rows[-1].append(value)
    return rows


def _literal(r: Meaning, node: Typed, rows: list[list[Value]]) -> Value:
    """Numbers in rows; one row alone is a vector, in MATLAB a row."""
    widths = [len(row) for row in rows]
    if len(set(widths)) > 1:
        r.fail("ragged", [node], first=widths[0], second=next(w for w in widths if w != widths[0]))
    height, width = len(rows), widths[0]
    if height == 1 and r.dialect not in ("matlab", "latex"):
        height, width = width, 1
    guessed = frozenset().union(*(value.guessed for row in rows for value in row))
    trees = [value.whole for row in rows for value in row]
    if (height, width) == (1, 1):
        return number(trees[0], rows[0][0])
    flat = r.dialect == "numpy" and len(rows) == 1
    return Value(Arranged(*trees, note=("literal", height, width)), (height, width), flat, guessed=guessed)


def _array(r: Meaning, node: Typed, values: list[Value]) -> Value:
    """Lists in a list: their entries are the rows of a matrix."""
    if not all(isinstance(value.raw, Listed) and value.raw.note.count(";") == 0 and (
            value.shape is None or isinstance(value.tree, Arranged) and value.tree.note[0] == "literal")
            for value in values):
        r.fail("list_of_arrays", [node])
    rows = [value.tree.args if value.shape is not None else (value.tree,) for value in values]
    width = len(rows[0])
    for row in rows:
        if len(row) != width:
            r.fail("ragged", [node], first=width, second=len(row))
    return Value(Arranged(*(tree for row in rows for tree in row), note=("literal", len(rows), width)),
                 (len(rows), width))


def bars(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    """`|a|` and `‖a‖`."""
    value = settled(operands[0])
    if node.note.startswith("‖"):
        return normed(r, node, value, node.note[1:])
    if value.shape is None:
        return number(Called(value.tree, note="abs"), value, raw=node)
    if not value.square:
        r.fail("bars_of_vector", [node], name=r.typed(value), shape=full(value.size))
    r.say("`|{name}|` is the determinant.", "`|{name}|`는 행렬식이다.", name=r.typed(value))
    return fitted(r, "det", [value], raw=node)
