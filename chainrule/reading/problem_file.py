"""Problem files: definitions, `at x=1, y=2`, `wrt x, y` and comments, a line each."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..records import record
from ..tree import Program
from . import plain
from .mistakes.refuse import refuse
from .names import CONSTANTS, Names, plain_name
from .point import add_values, rows_of
from .programs import program
from .shaped_marks import marked
from .syntax import Syntax, is_latex, line
from .tokens import Line, Source, Span

_KEYWORD = re.compile(r"\s*(at|wrt)\b(?!\s*(?:=|[*/^+-]))")


@record
class Problem:
    """A problem file: what is differentiated, where, and with respect to what."""

    program: Program
    at: dict[str, Any] | None
    wrt: tuple[str, ...]


def problem(text: str, syntax: Syntax, known: Collection[str] = (), shapes: Any = None,
            values: Mapping[str, Any] | None = None) -> Problem:
    """A problem file's program, point and variables; `shapes` and `values` are those that the caller gives besides."""
    source = plain.normalize(text)
    latex_source = is_latex(source, syntax)
    kept: list[Span] = []
    points: list[Span] = []
    at: dict[str, Any] | None = None
    wrt: tuple[str, ...] = ()
    for start, end in rows_of(source):
        word = _KEYWORD.match(source.text, start, end)
        if word is None:
            kept.append((start, end))
        elif word[1] == "at":
            points.append((word.end(1), end))
            if not source.text[word.end(1):end].strip():
                raise refuse("point_form", text, source.span(*word.span(1)))
        elif wrt:
            raise refuse("wrt_twice", text, source.span(*word.span(1)))
        else:
            wrt = tuple(_listed(line(source, start, end, latex_source), source, word.span(1)))
    for start, end in points:
        at = {} if at is None else at
        add_values(source, start, end, at, latex_source)
    names = Names({*wrt, *known, *(at or ())})
    point = at if values is None else values
    if shapes or marked("\n".join(source.text[start:end] for start, end in kept)) or any(
            isinstance(value, list) for value in (point or {}).values()):
        from .shaped import of_source
        return Problem(of_source(_blanked(source, kept), syntax, shapes, names.known, point), at, wrt)
    if latex_source:
        from .latex import statements as latex
        blanked = _blanked(source, kept)
        return Problem(program(source, lambda: latex.lines(blanked, names.known), names), at, wrt)
    return Problem(program(source, lambda: plain.lines_of(source, kept), names), at, wrt)


def _blanked(source: Source, kept: list[Span]) -> Source:
    """The source with every other line made blank, so that places stay."""
    pieces: list[str] = []
    last = 0
    for start, end in kept:
        pieces += ["".join("\n" if c == "\n" else " " for c in source.text[last:start]), source.text[start:end]]
        last = end
    pieces.append("".join("\n" if c == "\n" else " " for c in source.text[last:]))
    return Source(source.given, "".join(pieces), source.places)


def _listed(line: Line, source: Source, keyword: Span) -> Iterator[str]:
    """The names behind `wrt`."""
    first = next((k for k, (start, _) in enumerate(line.ranges) if start >= keyword[1]), len(line.texts) - 1)
    listed = line.texts[first:-1]
    good = len(listed) % 2 and all(t == "," for t in listed[1::2]) and all(
        (t[0].isalpha() or t[0] == "_") and t not in CONSTANTS for t in listed[::2])
    if not good:
        raise refuse("wrt_form", line.source.given, source.span(keyword[0], line.end))
    for i in range(first, len(line.texts) - 1, 2):
        yield plain_name(line, i)
