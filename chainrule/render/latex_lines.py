"""The lines of a display and their remarks: what stands beside what, and where a line ends, on a page of LaTeX."""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..drawing.measure import width as drawn
from ..explaining.page import Line
from ..notation.boxes import Box, Op, Paren, Row
from ..notation.fold import core, is_sum
from ..notation.latex import write

PAGE = 455.0  # points of a line: A4 with margins of 25 mm
SIGN, APART, INDENT = 16.0, 14.0, 24.0  # points: of an equals sign, before a remark, before one that stands below
POINTS = 11.8  # of a type of 11 points, for what is drawn one unit wide: seldom more
SHRUNK = 0.88  # of a line: how wide a formula is made that is wider and cannot be broken
LONGEST = SHRUNK * PAGE  # longer right sides are broken at + - =
_TERMS, _DOTS = frozenset(("+", "-", "=")), frozenset(("dot", "times", "cdot"))
_COMMANDS = re.compile(r"\\[a-zA-Z]+|[{}\\^_ ]")
_SIGNS = {"≈": r"\approx", "←": r"\leftarrow", ":": r":\quad"}


@dataclass(frozen=True, slots=True)
class _Set:
    """A line with its right side in pieces, and in points: how wide the widest is, and the remark."""

    line: Line
    left: str
    pieces: list[str]
    wide: float
    remark: float


def display(lines: Sequence[Line], words: Callable[[str], str]) -> str:
    """The lines as one `align*`. Remarks stand in a column of their own beside the widest line; one for which there is
    no room there stands below its line."""
    made = [_set(line) for line in lines]
    left = max((_points(line.left) for line in lines if line.left is not None), default=0.0) + SIGN
    room = PAGE - left - max((each.wide for each in made), default=0.0) - APART
    body = " \\\\\n".join(_written(each, room, PAGE - left - INDENT, words) for each in made)
    return f"\\begin{{align*}}\n{body}\n\\end{{align*}}"


def _set(line: Line) -> _Set:
    pieces = _broken(line.right)
    seen = [len(_COMMANDS.sub("", piece)) for piece in pieces]
    wide = _points(line.right) * max(seen) / max(1, sum(seen)) + (INDENT / 2 if len(pieces) > 1 else 0)
    if any(piece.endswith("$}") for piece in pieces):
        wide = LONGEST
    left = write(line.left) + " " if line.left is not None else ""
    return _Set(line, left, pieces, wide, sum(_points(part) for part in line.remark))


def _written(each: _Set, room: float, below: float, words: Callable[[str], str]) -> str:
    sign = _SIGNS.get(each.line.sign, each.line.sign)
    body = f"{each.left}&{sign} " + " \\\\\n&\\quad ".join(each.pieces)
    if not each.line.remark:
        return body
    if each.remark <= room:
        return f"{body} && " + "".join(rf"\text{{{words(p)}}}" if isinstance(p, str) else write(p)
                                      for p in each.line.remark)
    said = "".join(words(p) if isinstance(p, str) else f"${write(p)}$" for p in each.line.remark)
    if each.remark > below:
        said = rf"\parbox[t]{{{below:.0f}pt}}{{\raggedright {said}}}"
    return f"{body} \\\\\n&\\qquad \\rlap{{{said}}}"


def _points(part: Box | str) -> float:
    return drawn(part, POINTS)


def _fitted(box: Box) -> str:
    """A formula that cannot be broken, made smaller where it is wider than the line."""
    if _points(box) <= LONGEST:
        return write(box)
    return rf"\resizebox{{{SHRUNK}\linewidth}}{{!}}{{$\displaystyle {write(box)}$}}"


def _broken(box: Box) -> list[str]:
    """A right side as one line, or broken before + and - at its top, and before · where it is still too long."""
    inner = core(box)
    if _points(box) <= LONGEST or not isinstance(inner, Row):
        return [_fitted(box)]
    lines: list[str] = []
    room = 0.0
    for piece in _pieces(inner.items, _TERMS):
        row = Row(tuple(piece))
        width = _points(row)
        made = _long(row) if width > LONGEST else [write(row)]
        if lines and width <= room:
            made, room = [lines.pop() + " " + made[0]], room - width
        else:
            room = LONGEST - width
        lines += made
    return lines


def _long(row: Row) -> list[str]:
    """A term that is too long for a line; behind `=` it may be a sum of its own."""
    alone, rest = core(row), core(Row(row.items[1:]))
    if alone is not row and is_sum(alone):
        return _broken(alone)
    if isinstance(row.items[0], Op) and row.items[0].sign == "=" and isinstance(rest, Row) and is_sum(rest):
        first, *others = _broken(rest)
        return ["= " + first, *others]
    return _factors(row)


def _pieces(items: Sequence[Box], signs: frozenset[str]) -> list[list[Box]]:
    """The items, parted before each of these signs."""
    pieces: list[list[Box]] = [[]]
    for item in items:
        if isinstance(item, Op) and item.sign in signs and pieces[-1]:
            pieces.append([])
        pieces[-1].append(item)
    return pieces


def _factors(row: Row) -> list[str]:
    """A term that is too long for a line, broken before its dots."""
    lines: list[str] = []
    room = 0.0
    for piece in _pieces(row.items, _DOTS):
        dotted = isinstance(piece[0], Op) and piece[0].sign in _DOTS
        rest = Row(tuple(piece[1:] if dotted else piece))
        width = _points(rest)
        inner = core(rest.items[-1]) if rest.items else rest
        if width > LONGEST and isinstance(inner, Row) and not is_sum(inner):
            made = _factors(inner)
            made[0] = write(Row(rest.items[:-1])) + made[0]
        else:
            alone = len(rest.items) == 1 and is_sum(inner)
            made = [_fitted(Paren(rest) if alone and len(row.items) > 1 else rest)]
        made[0] = (r"\cdot " if dotted else "") + made[0]
        if lines and width <= room:
            made, room = [lines.pop() + " " + made[0], *made[1:]], room - width
        else:
            room = LONGEST - width
        lines += made
    return lines
