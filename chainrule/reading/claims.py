"""Claims about derivatives: `D(sin(x^2), x) = 2x·cos(x^2)`, `d/dx x^2 = 2x`, after any lines that define names."""
from __future__ import annotations

from collections.abc import Collection

from ..records import record
from ..tree import Applied, Definition, Typed, Variable
from . import plain
from .grammar.parser import parse
from .leibniz import operated
from .mistakes.refuse import refuse
from .names import Names
from .programs import program
from .syntax import Syntax, statements
from .tokens import Line

OPERATOR = "D"  # D(f, x, y): f differentiated by x, then by y


@record
class Claim:
    """That all sides are equal; `definitions` are the lines before it."""

    definitions: tuple[Definition, ...]
    sides: tuple[Typed, ...]
    source: str = ""


def read_claim(text: str, syntax: Syntax = "auto", known: Collection[str] = ()) -> Claim:
    """The last line's claim; in it a derivative is an Applied of the name D: the function, then the variables."""
    source = plain.normalize(text)
    lines = list(statements(source, syntax, known))
    if not lines:
        raise refuse("empty", text, None)
    *before, last = lines
    names = Names(known, operators=(OPERATOR,))
    definitions = program(source, lambda: iter(before), names).definitions if before else ()
    last.last = True
    return Claim(definitions, tuple(_sides(last, names)), text)


def _sides(line: Line, names: Names) -> list[Typed]:
    """What stands between the signs of equality."""
    end = len(line.texts) - 1
    equals = [k for k, sign in enumerate(line.texts) if sign in ("=", "==")]
    if not equals:
        raise refuse("no_claim", line.source.given, line.span(0, end - 1))
    starts, ends = [0, *(k + 1 for k in equals)], [*equals, end]
    found = []
    for start, stop in zip(starts, ends, strict=True):
        if start == stop:
            key = "nothing_left" if start == 0 else "nothing_right"
            raise refuse(key, line.source.given, line.span(min(start, end - 1)))
        side = line.cut(start, stop)
        if start == 0:
            side.asked = line.asked
        found.append(_side(side, names))
    return found


def _side(side: Line, names: Names) -> Typed:
    """One side, with the operator d/dx in front of it as D(…)."""
    behind = operated(side, names) if not side.asked else side
    tree = parse(behind, names)
    return Applied(tree, *(Variable(note=name) for name in behind.asked), note=OPERATOR) if behind.asked else tree
