"""Points: the values `x=-2, y=pi/2` of a text, or of a line of one."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import ShapeError
from ..rules import NAMES
from ..tree import Applied, Typed, Variable, walk
from . import plain
from .grammar.parser import parse
from .mistakes.refuse import refuse
from .names import CONSTANTS, SOFT, Names, plain_name
from .syntax import Syntax, is_latex
from .syntax import line as line_of
from .tokens import Line, Source, Span


def read_point(text: str, syntax: Syntax = "auto") -> dict[str, Any]:
    """The values `x=-2, y=pi/2`; separated by commas, semicolons or newlines. Those of vectors and matrices are lists:
    `x=[1, 2], W=[[1, 2], [3, 4]]`."""
    source = plain.normalize(text)
    point: dict[str, Any] = {}
    latex_source = is_latex(source, syntax)
    for start, end in rows_of(source):
        add_values(source, start, end, point, latex_source)
    if not point:
        raise refuse("empty", text, None)
    return point


def rows_of(source: Source) -> Iterator[Span]:
    """Where the statements stand; in brackets a semicolon parts rows."""
    if "[" not in source.text:
        return plain.rows(source)
    from .shaped.tokens import rows
    return rows(source)


def add_values(source: Source, start: int, end: int, point: dict[str, Any], in_latex: bool) -> None:
    """Add the values of one line to a point."""
    given = source.given
    for begin, stop in _pieces(source.text, start, end):
        where = source.span(begin, max(stop, begin + 1) if stop < len(source.text) else stop)
        if not source.text[begin:stop].strip():
            raise refuse("point_form", given, where)
        line = line_of(source, begin, stop, in_latex)
        texts = line.texts
        if len(texts) < 2 or texts[1] != "=" or not (texts[0][0].isalpha() or texts[0][0] == "_"):
            before = source.text[:begin].rstrip(", \t")
            if texts[1:2] == [""] and texts[0].isdigit() and point and before[-1:].isdigit():
                number = before[len(before.rstrip("0123456789")):] + "." + texts[0]
                raise refuse("decimal_comma", given, where, better=number)
            raise refuse("point_form", given, where if len(texts) < 2 else line.span(0, len(texts) - 2))
        if texts[0] in CONSTANTS or texts[0] in NAMES and texts[0] not in SOFT:
            raise refuse("point_name", given, line.span(0), name=texts[0])
        name = plain_name(line, 0)
        if name in point:
            raise refuse("point_twice", given, line.span(0), name=name)
        if texts[2] == "":
            raise refuse("nothing_right", given, line.span(1))
        point[name] = _list(source, line, name, stop, in_latex) if texts[2] == "[" else _value(line, 2, name)


def _value(line: Line, at: int, name: str) -> Typed:
    """The number that a line holds from token `at` on."""
    tree = parse(line, Names(), at)
    if any(isinstance(t, Variable | Applied) for t in walk(tree)):
        raise refuse("point_variable", line.source.given, line.span(at, len(line.texts) - 2), name=name)
    return tree


def _list(source: Source, line: Line, name: str, stop: int, in_latex: bool) -> Any:
    """The vector or matrix that a line holds from token 2 on."""
    from .shaped.values import read_value, shape_of_value

    value = read_value(source, line.ranges[2][0], stop, lambda first, last: _value(
        line_of(source, first, last, in_latex), 0, name))
    try:
        shape_of_value(name, value)
    except ShapeError as error:
        raise ShapeError(error.kind, error.text, facts=error.facts, source=source.given,
                         span=line.span(2, len(line.texts) - 2)) from None
    return value


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a range between commas that stand outside parentheses."""
    depth, begin = 0, start
    for i in range(start, end):
        sign = text[i]
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth <= 0:
            yield begin, i
            begin = i + 1
    yield begin, end
