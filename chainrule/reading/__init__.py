"""Text to trees: `read` for expressions and programs, `read_point`, `read_problem`, `read_template`."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..graph.collector import collector_paused
from ..rules import NAMES
from ..tree import Applied, Program, Typed, Variable, walk
from . import plain
from .grammar.parser import Parser
from .mistakes.refuse import refuse
from .names import CONSTANTS, SOFT, Names, plain_name
from .programs import program
from .tokens import Line, Source, Span

Syntax = Literal["auto", "plain", "latex"]
_COMMAND = re.compile(r"\\[A-Za-z]|\$|\\[()\[\]]")
_KEYWORD = re.compile(r"\s*(at|wrt)\b(?!\s*(?:=|[*/^+-]))")

__all__ = ["Problem", "Syntax", "read", "read_point", "read_problem", "read_template"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem file: what is differentiated, where, and with respect to what."""

    program: Program
    at: dict[str, Typed] | None
    wrt: tuple[str, ...]


def read(text: str, syntax: Syntax = "auto", known: Collection[str] = ()) -> Program:
    """An expression, or a program of definitions whose last line is the output.

    syntax   "plain", "latex", or "auto": LaTeX where the text holds a backslash command or a dollar sign
    known    names that the caller has for variables: in LaTeX `loss` is then one name and not l·o·s·s
    """
    source = plain.normalize(text)
    names = Names(known)
    with collector_paused(len(text) > 50_000):
        return program(source, statements(source, syntax, names.known), names)


def read_point(text: str, syntax: Syntax = "auto") -> dict[str, Typed]:
    """The values `x=-2, y=pi/2`; separated by commas, semicolons or newlines."""
    source = plain.normalize(text)
    point: dict[str, Typed] = {}
    latex_source = _is_latex(source, syntax)
    for start, end in plain.rows(source):
        _values(source, start, end, point, latex_source)
    if not point:
        raise refuse("empty", text, None)
    return point


def read_problem(text: str, syntax: Syntax = "auto") -> Problem:
    """The lines of a problem file: definitions, `at x=1, y=2`, `wrt x, y`, comments."""
    source = plain.normalize(text)
    latex_source = _is_latex(source, syntax)
    kept: list[Span] = []
    points: list[Span] = []
    at: dict[str, Typed] | None = None
    wrt: tuple[str, ...] = ()
    for start, end in plain.rows(source):
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
            wrt = tuple(_listed(_line(source, start, end, latex_source), source, word.span(1)))
    for start, end in points:
        at = {} if at is None else at
        _values(source, start, end, at, latex_source)
    names = Names(wrt)
    with collector_paused(len(text) > 50_000):
        if latex_source:
            from .latex import statements as latex
            return Problem(program(source, latex.lines(_blanked(source, kept), names.known), names), at, wrt)
        return Problem(program(source, plain.lines_of(source, kept), names), at, wrt)


def _is_latex(source: Source, syntax: Syntax) -> bool:
    return syntax == "latex" or syntax == "auto" and looks_like_latex(source.text)


def statements(source: Source, syntax: Syntax, known: Collection[str]) -> Iterator[Line]:
    """The statements of a text, in the notation that it is in."""
    if _is_latex(source, syntax):
        from .latex import statements as latex  # a dozen modules that plain text does not need
        return latex.lines(source, known)
    return plain.lines(source)


def _line(source: Source, start: int, end: int, in_latex: bool) -> Line:
    if in_latex:
        from .latex import statements as latex
        return latex.line(source, start, end)
    return plain.line(source, start, end)


def _blanked(source: Source, kept: list[Span]) -> Source:
    """The source with every other line made blank, so that places stay."""
    pieces: list[str] = []
    last = 0
    for start, end in kept:
        pieces += ["".join("\n" if c == "\n" else " " for c in source.text[last:start]), source.text[start:end]]
        last = end
    pieces.append("".join("\n" if c == "\n" else " " for c in source.text[last:]))
    return Source(source.given, "".join(pieces), source.places)


@lru_cache(maxsize=4096)
def read_template(text: str) -> Typed:
    """One expression of chainrule's own, as in the table of rules."""
    return read(text, "plain").definitions[-1].tree


def looks_like_latex(text: str) -> bool:
    """Whether a text holds a command of LaTeX or a dollar sign."""
    return _COMMAND.search(text) is not None


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


def _values(source: Source, start: int, end: int, point: dict[str, Typed], in_latex: bool) -> None:
    """Add the values of one line to a point."""
    given = source.given
    for begin, stop in _pieces(source.text, start, end):
        where = source.span(begin, max(stop, begin + 1) if stop < len(source.text) else stop)
        if not source.text[begin:stop].strip():
            raise refuse("point_form", given, where)
        line = _line(source, begin, stop, in_latex)
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
        tree = Parser(line, Names(), 2).parse()
        if any(isinstance(t, Variable | Applied) for t in walk(tree)):
            raise refuse("point_variable", given, line.span(2, len(texts) - 2), name=name)
        point[name] = tree


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
