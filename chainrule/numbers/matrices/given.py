"""The values of a point as rows of numbers, held against their variables' shapes; and back as they were declared."""
from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ...errors import ShapeError, VariableError
from ...graph.shaped import ShapedGraph
from ...language import Text
from ...rules.shape import NUMBER, Shape, Size, full, said
from ...tree import Typed
from ..passes import MISSING, MISSING_HINT
from ..point import NOT_A_NUMBER, numbers

RAGGED = Text("The rows given for `{name}` are not equally long.", "`{name}`에 준 행의 길이가 서로 다릅니다.")
OTHER = Text("`{name}` is {shape}, but the value given for it is {given}.",
             "`{name}`의 크기는 {shape}인데, 준 값의 크기는 {given}입니다.")
TWO_SIZES = Text("The size {size} is {one} for `{first}`, but {other} for `{name}`.",
                 "크기 {size}는 `{first}`에서 {one}인데 `{name}`에서는 {other}입니다.")
NUMBER_WORD = Text("a number", "수 하나")
SHORT = 13  # digits of a decimal that somebody wrote
Rows = Any  # a list of rows of numbers, or a number


def given_point(graph: ShapedGraph, nodes: Sequence[int], at: Mapping[str, Any]
                ) -> tuple[dict[int, Rows], dict[str, int]]:
    """The values of the inputs that these nodes need, by id, and what the letters in shapes are worth. Raises
    VariableError for one that is missing, ShapeError for one that does not have its variable's shape."""
    found: dict[int, Rows] = {}
    sizes: dict[str, tuple[int, str]] = {}
    for node in graph.inputs(nodes):
        name = graph.name(node)
        if name not in at:
            raise VariableError("bad_variable", MISSING, facts={"name": name}, hint=MISSING_HINT)
        found[node] = fitted(name, rows_of(name, at[name], exactly), graph.shape(node), sizes)
    return found, {letter: size for letter, (size, _) in sizes.items()}


def exactly(name: str, value: Any) -> int | Fraction | float:
    """A whole number or a fraction as it is; a double as the decimal that it is written as, where that is short."""
    if isinstance(value, str | Typed):
        value = numbers({name: value}, {})[name]
    if isinstance(value, int | Fraction):
        return int(value) if value.denominator == 1 else value
    found = in_double(name, value)
    written = Fraction(repr(found))
    if len(str(written.numerator)) > SHORT or len(str(written.denominator)) > SHORT:
        return found
    return int(written) if written.denominator == 1 else written


def in_double(name: str, value: Any) -> float:
    """A number as a double. Raises VariableError for what is none."""
    if isinstance(value, str | Typed):
        value = numbers({name: value}, {})[name]
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        found = math.nan
    if not math.isfinite(found):
        raise VariableError("bad_variable", NOT_A_NUMBER, facts={"name": name})
    return found


def rows_of(name: str, value: Any, read: Callable[[str, Any], Any] = in_double) -> list[list[Any]]:
    """A number, a list or nested lists as rows; a plain list is a column."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if not isinstance(value, list | tuple):
        return [[read(name, value)]]
    rows = [list(row.tolist()) if hasattr(row, "tolist") and hasattr(row.tolist(), "__len__") else row
            for row in value]
    if not any(isinstance(row, list | tuple) for row in rows):
        return [[read(name, x)] for x in rows]
    if any(not isinstance(row, list | tuple) or len(row) != len(rows[0]) for row in rows) or not rows[0]:
        raise ShapeError("shape", RAGGED, facts={"name": name})
    return [[read(name, x) for x in row] for row in rows]


def fitted(name: str, rows: Any, shape: Shape, sizes: dict[str, tuple[int, str]]) -> Rows:
    """Rows that have their variable's shape; `sizes` collects what the letters in shapes are worth, and for whom."""
    own = len(rows), len(rows[0]) if len(rows) else 0
    if shape[0] == 1 and shape[1] != 1 and own[1] == 1:  # a row that was typed as a plain list
        rows, own = [[x for (x,) in rows]], own[::-1]
    for size, count in zip(shape, own, strict=True):
        if isinstance(size, str) and size.isidentifier():
            known, first = sizes.setdefault(size, (count, name))
            if known != count:
                raise ShapeError("shape", TWO_SIZES, facts={"size": size, "one": known, "first": first,
                                                            "other": count, "name": name})
        elif isinstance(size, int) and size != count:
            raise ShapeError("shape", OTHER, facts={"name": name, "shape": _said(shape), "given": _said(own)})
    return rows if own != NUMBER else rows[0][0]


def _said(shape: Shape) -> object:
    return NUMBER_WORD if shape == NUMBER else said(shape) if shape[1] == 1 else full(shape)


def as_declared(value: Rows, declared: tuple[Size, ...] | None) -> Any:
    """A value in the form in which its shape was declared: a list for a vector, rows for a matrix."""
    if not isinstance(value, list):
        return value if not declared else [value] if len(declared) == 1 else [[value]]
    if len(value[0]) == 1 and (declared is None or len(declared) < 2):
        return [x for (x,) in value]
    return value
