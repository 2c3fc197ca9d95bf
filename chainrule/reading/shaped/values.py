"""Values of vectors and matrices: nested lists, arrays by their tolist, and text such as `[[1, 2], [3, 4]]`."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ...errors import ShapeError
from ...language import Text
from ..mistakes.refuse import refuse
from ..tokens import Source, Span

RAGGED = Text("The rows of `{name}` have different lengths: {first} and {second}.",
              "`{name}`의 행마다 길이가 다릅니다: {first}, {second}.")
EMPTY = Text("The value of `{name}` is an empty list.", "`{name}`의 값이 빈 목록입니다.")
DEEP = Text("The value of `{name}` has more than two dimensions; only vectors and matrices can be read.",
            "`{name}`의 값은 차원이 셋 이상입니다. 벡터와 행렬만 읽을 수 있습니다.")
MIXED = Text("The value of `{name}` mixes numbers and lists.", "`{name}`의 값에 수와 목록이 섞여 있습니다.")


def plain(value: Any) -> Any:
    """Arrays as nested lists, anything else as it is."""
    listed = getattr(value, "tolist", None)
    made = listed() if callable(listed) else value
    if isinstance(made, Sequence) and not isinstance(made, str | bytes):
        return [plain(each) for each in made]
    return made


def is_list(value: Any) -> bool:
    """Whether a value is a vector or a matrix."""
    if isinstance(value, Sequence):
        return not isinstance(value, str | bytes)
    return callable(getattr(value, "tolist", None)) and len(getattr(value, "shape", ())) > 0


def shape_of_value(name: str, value: Any) -> tuple[int, ...]:
    """The shape of a value; refused where its rows differ or it is empty."""
    if not is_list(value):
        return ()
    rows = plain(value)
    if not rows:
        raise ShapeError("shape", EMPTY, facts={"name": name})
    nested = [isinstance(row, list) for row in rows]
    if not any(nested):
        return (len(rows),)
    if not all(nested):
        raise ShapeError("shape", MIXED, facts={"name": name})
    first = len(rows[0])
    if not first:
        raise ShapeError("shape", EMPTY, facts={"name": name})
    for row in rows:
        if any(isinstance(each, list) for each in row):
            raise ShapeError("shape", DEEP, facts={"name": name})
        if len(row) != first:
            raise ShapeError("shape", RAGGED, facts={"name": name, "first": first, "second": len(row)})
    return len(rows), first


def read_value(source: Source, start: int, end: int, entry: Callable[[int, int], Any]) -> Any:
    """The list that stands in a text, `[1, 2]`, `[1 2; 3 4]` or `[[1, 2], [3, 4]]`; `entry` reads one entry."""
    text = source.text
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[start] != "[" or text[end - 1] != "]" or end - start < 2:
        raise refuse("brackets_open", source.given, source.span(start, end))
    nested = text[start + 1:end - 1].lstrip().startswith("[")
    pieces = list(_pieces(text, start + 1, end - 1, ";" if nested else ";\n"))
    if len(pieces) > 1:
        return [[entry(*cell) for cell in _cells(source, *row)] for row in pieces if text[slice(*row)].strip()]
    cells = list(_cells(source, start + 1, end - 1))
    if all(text[first] == "[" for first, _ in cells):
        return [[entry(*cell) for cell in _cells(source, first + 1, last - 1)] for first, last in cells]
    return [entry(*cell) for cell in cells]


def _cells(source: Source, start: int, end: int) -> Iterator[Span]:
    """The entries of a row, parted by commas, or by spaces where there are none."""
    text = source.text
    found = list(_pieces(text, start, end, ","))
    if len(found) == 1 and not text[start:end].strip().startswith("["):
        found = [(m.start(), m.end()) for m in re.compile(r"\S+").finditer(text, start, end)]
    for first, last in found:
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first == last:
            raise refuse("empty_argument", source.given, source.span(start, max(start + 1, end)))
        if text[first] == "[" and text[last - 1] != "]":
            raise refuse("brackets_open", source.given, source.span(first, last))
        yield first, last


def _pieces(text: str, start: int, end: int, signs: str) -> Iterator[Span]:
    depth, begin = 0, start
    for at in range(start, end):
        depth += (text[at] in "([") - (text[at] in ")]")
        if text[at] in signs and depth == 0:
            yield begin, at
            begin = at + 1
    yield begin, end
