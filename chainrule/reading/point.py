"""Points: the values `x=-2, y=pi/2` of a text, or of a line of one."""
from __future__ import annotations

from collections.abc import Iterator

from ..rules import NAMES
from ..tree import Applied, Typed, Variable, walk
from . import plain
from .grammar.parser import parse
from .mistakes.refuse import refuse
from .names import CONSTANTS, SOFT, Names, plain_name
from .syntax import Syntax, is_latex
from .syntax import line as line_of
from .tokens import Source, Span


def read_point(text: str, syntax: Syntax = "auto") -> dict[str, Typed]:
    """The values `x=-2, y=pi/2`; separated by commas, semicolons or newlines."""
    source = plain.normalize(text)
    point: dict[str, Typed] = {}
    latex_source = is_latex(source, syntax)
    for start, end in plain.rows(source):
        add_values(source, start, end, point, latex_source)
    if not point:
        raise refuse("empty", text, None)
    return point


def add_values(source: Source, start: int, end: int, point: dict[str, Typed], in_latex: bool) -> None:
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
        tree = parse(line, Names(), 2)
        if any(isinstance(t, Variable | Applied) for t in walk(tree)):
            raise refuse("point_variable", given, line.span(2, len(texts) - 2), name=name)
        point[name] = tree


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The parts of a range between commas that stand outside parentheses."""
    depth, begin = 0, start
    for i in range(start, end):
        sign = text[i]
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth <= 0:
            yield begin, i
            begin = i + 1
    yield begin, end
