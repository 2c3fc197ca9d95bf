"""A relation between variables: `x^2 + y^2 = 25`, or an expression that is meant to be 0."""
from __future__ import annotations

from collections.abc import Collection

from ..tree import Added, Numeral, Typed, Variable, walk
from . import plain
from .grammar.parser import parse
from .mistakes.refuse import refuse
from .names import Names
from .syntax import Syntax, statements
from .tokens import Line


def read_relation(text: str, syntax: Syntax = "auto", known: Collection[str] = ()) -> tuple[Typed, Typed, Typed]:
    """Left side, right side, and left - right, which the relation says is 0."""
    source = plain.normalize(text)
    lines = list(statements(source, syntax, known))
    if not lines:
        raise refuse("empty", text, None)
    if len(lines) > 1:
        raise refuse("one_relation", text, lines[1].span(0, len(lines[1].texts) - 2))
    line = lines[0]
    names = Names(known)
    equals = [k for k, sign in enumerate(line.texts) if sign in ("=", "==")]
    if len(equals) > 1:
        raise refuse("two_equals", text, line.span(equals[1]))
    left, right = _sides(line, equals[0] if equals else None, names)
    if not any(isinstance(node, Variable) for side in (left, right) for node in walk(side)):
        raise refuse("constant_relation", text, line.span(0, len(line.texts) - 2))
    return between(left, right)


def between(left: Typed, right: Typed) -> tuple[Typed, Typed, Typed]:
    """Both sides of a relation, and left - right."""
    zero = isinstance(right, Numeral) and right.value == 0
    if zero:
        return left, right, left
    first = left.args if isinstance(left, Added) else (left,)
    return left, right, Added(*first, right, note=(left.note if isinstance(left, Added) else "+") + "-")


def _sides(line: Line, equals: int | None, names: Names) -> tuple[Typed, Typed]:
    if equals is None:
        return parse(line, names), Numeral(note="0")
    if equals == 0:
        raise refuse("nothing_left", line.source.given, line.span(0))
    if line.texts[equals + 1] == "":
        raise refuse("nothing_right", line.source.given, line.span(equals))
    return parse(line.cut(0, equals), names), parse(line, names, equals + 1)
