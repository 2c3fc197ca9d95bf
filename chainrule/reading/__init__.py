"""Text to trees: `read` for expressions and programs, `read_point`, `read_problem`, `read_template`."""
from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from ..rules import NAMES
from ..tree import Definition, Program, Typed, Variable, walk
from . import limits, plain
from .mistakes import refuse
from .names import CONSTANTS, SOFT, Names, plain_name
from .parser import Parser
from .tokens import Line, Source, Span

__all__ = ["Problem", "read", "read_point", "read_problem", "read_template"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem file: what is differentiated, where, and with respect to what."""

    program: Program
    at: dict[str, Typed] | None
    wrt: tuple[str, ...]


def read(text: str) -> Program:
    """An expression, or a program of definitions whose last line is the output."""
    source = plain.normalize(text)
    with _collector_paused(len(text) > 50_000):
        return _program(source, plain.lines(source))


def read_point(text: str) -> dict[str, Typed]:
    """The values `x=-2, y=pi/2`; separated by commas, semicolons or newlines."""
    source = plain.normalize(text)
    point: dict[str, Typed] = {}
    for line in plain.lines(source):
        _values(source, line.start, line.end, point)
    if not point:
        raise refuse("empty", text, None)
    return point


def read_problem(text: str) -> Problem:
    """The lines of a problem file: definitions, `at x=1, y=2`, `wrt x, y`, comments."""
    source = plain.normalize(text)
    rest: list[Line] = []
    at: dict[str, Typed] | None = None
    wrt: tuple[str, ...] = ()
    for line in plain.lines(source):
        word = line.texts[0]
        if word not in ("at", "wrt") or line.texts[1] == "=":
            rest.append(line)
        elif word == "at":
            at = {} if at is None else at
            if len(line.texts) == 2:
                raise refuse("point_form", text, line.span(0))
            _values(source, line.ranges[0][1], line.end, at)
        elif wrt:
            raise refuse("wrt_twice", text, line.span(0))
        else:
            wrt = tuple(_listed(line))
    with _collector_paused(len(text) > 50_000):
        return Problem(_program(source, iter(rest)), at, wrt)


@lru_cache(maxsize=4096)
def read_template(text: str) -> Typed:
    """One expression of chainrule's own, as in the table of rules."""
    return read(text).definitions[-1].tree


@contextmanager
def _collector_paused(pause: bool) -> Iterator[None]:
    """Trees have no cycles; on a large program the collector would only walk them again and again."""
    if not pause or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _program(source: Source, lines: Iterator[Line]) -> Program:
    names = Names()
    definitions: list[Definition] = []
    bare: Line | None = None
    for line in lines:
        if bare is not None:
            last = len(bare.texts) - 2
            raise refuse("bare_line", source.given, bare.span(0, last), better="y = " + bare.between(0, last))
        if len(definitions) >= limits.DEFINITIONS:
            raise refuse("many_definitions", source.given, None, limit=limits.DEFINITIONS)
        texts = line.texts
        span = source.span(line.start, line.end)
        if "=" not in texts:
            bare = line
            definitions.append(Definition(None, Parser(line, names).parse(), span))
            continue
        start = 2 if texts[1] == "=" and texts[0] != "=" else _after_head(line)
        name = _new_name(line, names)
        if start > 2:
            names.functions.add(name)
        if texts[start] == "":
            raise refuse("nothing_right", source.given, line.span(start - 1))
        seen = name in names.leaves
        tree = Parser(line, names, start).parse()
        if not seen and name in names.leaves:
            raise refuse("itself", source.given, line.span(0), name=name)
        names.defined.add(name)
        definitions.append(Definition(name, tree, span))
    if not definitions:
        raise refuse("empty", source.given, None)
    only = definitions[0]
    if len(definitions) == 1 and only.name and not any(isinstance(t, Variable) for t in walk(only.tree)):
        raise refuse("lone_value", source.given, only.span, name=only.name)
    return Program(tuple(definitions), source.given)


def _new_name(line: Line, names: Names) -> str:
    """The name on the left of a definition; refused if it means something already."""
    text, given = line.texts[0], line.source.given
    if not (text[0].isalpha() or text[0] == "_"):
        raise refuse("equation", given, line.span(0, line.texts.index("=")))
    name = _free_name(line, 0)
    if name in names.defined:
        raise refuse("twice", given, line.span(0), name=name)
    if name in names.leaves:
        itself = name in line.texts[1:]
        raise refuse("forward", given, line.span(0), name=name) if not itself else refuse(
            "itself", given, line.span(0), name=name)
    return name


def _free_name(line: Line, at: int) -> str:
    text, given = line.texts[at], line.source.given
    if text in CONSTANTS:
        raise refuse("constant_defined", given, line.span(at), name=text)
    if text in NAMES and (text not in SOFT or line.texts[at + 1] == "("):
        raise refuse("function_defined", given, line.span(at), name=text)
    return plain_name(line, at)


def _after_head(line: Line) -> int:
    """The token after `f(x, y) =`; anything else on the left of `=` is refused."""
    texts, given = line.texts, line.source.given
    equals = texts.index("=")
    if equals == 0:
        raise refuse("nothing_left", given, line.span(0))
    head = texts[:equals]
    listed = head[2:-1]
    if not (len(head) >= 4 and head[0][0].isalpha() and head[1] == "(" and head[-1] == ")" and len(listed) % 2
            and all(t == "," for t in listed[1::2]) and all(t[0].isalpha() for t in listed[::2])):
        if equals == 1 or not texts[equals + 1]:
            raise refuse("nothing_right", given, line.span(equals))
        raise refuse("equation", given, line.span(0, equals))
    if head[0] in NAMES or head[0] in CONSTANTS:
        _free_name(line, 0)
    return equals + 1


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


def _values(source: Source, start: int, end: int, point: dict[str, Typed]) -> None:
    """Add the values of one line to a point."""
    given = source.given
    for begin, stop in _pieces(source.text, start, end):
        where = source.span(begin, max(stop, begin + 1) if stop < len(source.text) else stop)
        if not source.text[begin:stop].strip():
            raise refuse("point_form", given, where)
        line = plain.line(source, begin, stop)
        texts = line.texts
        if texts[1] != "=" or not (texts[0][0].isalpha() or texts[0][0] == "_"):
            before = source.text[:begin].rstrip(", \t")
            if texts[1] == "" and texts[0].isdigit() and point and before[-1:].isdigit():
                number = before[len(before.rstrip("0123456789")):] + "." + texts[0]
                raise refuse("decimal_comma", given, where, better=number)
            raise refuse("point_form", given, line.span(0, len(texts) - 2))
        if texts[0] in CONSTANTS or texts[0] in NAMES and texts[0] not in SOFT:
            raise refuse("point_name", given, line.span(0), name=texts[0])
        name = plain_name(line, 0)
        if name in point:
            raise refuse("point_twice", given, line.span(0), name=name)
        if texts[2] == "":
            raise refuse("nothing_right", given, line.span(1))
        names = Names()
        tree = Parser(line, names, 2).parse()
        if any(isinstance(t, Variable) for t in names.leaves.values()):
            raise refuse("point_variable", given, line.span(2, len(texts) - 2), name=name)
        point[name] = tree


def _listed(line: Line) -> Iterator[str]:
    """The names behind `wrt`."""
    listed = line.texts[1:-1]
    good = len(listed) % 2 and all(t == "," for t in listed[1::2]) and all(
        (t[0].isalpha() or t[0] == "_") and t not in CONSTANTS for t in listed[::2])
    if not good:
        raise refuse("wrt_form", line.source.given, line.span(0, len(line.texts) - 2))
    for i in range(1, len(line.texts) - 1, 2):
        yield plain_name(line, i)
