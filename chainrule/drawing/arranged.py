"""Settings put around and over one another: parentheses, fractions, roots, powers, rows of a matrix and of cases."""
from __future__ import annotations

from collections.abc import Sequence

from .advances import SPACE, advance
from .outlines import AXIS, BAR, bar, fence, radical
from .setting import Piece, Setting, beside, fixed, line, scaled, shifted

PART = 0.88  # of the size of a fraction, for what stands over and under its bar
CASE = 0.86  # of the size of a label, for the rows of a matrix and of cases
CLEAR, SIDE = 0.1, 0.09  # between the bar of a fraction and its parts; beside the bar
BETWEEN = 0.12  # between rows
MARK = "mark"  # the role of the ground behind the case that holds


def held(inner: Setting, signs: str) -> Setting:
    """Something between two fences, as tall as it is."""
    if not inner.high:
        return beside((line(Piece(signs[0])), inner, line(Piece(signs[1]))))
    above = max(inner.above, inner.below + 2 * AXIS)
    below = max(inner.below, inner.above - 2 * AXIS)
    return beside((fence(signs[0], above, below), inner, fence(signs[1], above, below)))


def fraction(over: Setting, under: Setting) -> Setting:
    """One over the other with a bar between them."""
    top, foot = scaled(over, PART), scaled(under, PART)
    wide = max(top.width, foot.width) + 2 * SIDE
    width = wide + 2 * SIDE
    upper = shifted(fixed(top), (width - top.width) / 2, AXIS + BAR / 2 + CLEAR + top.below)
    lower = shifted(fixed(foot), (width - foot.width) / 2, AXIS - BAR / 2 - CLEAR - foot.above)
    return Setting(width, upper.above, lower.below, upper.runs + lower.runs,
                   (bar(SIDE, AXIS - BAR / 2, wide, BAR), *upper.strokes, *lower.strokes))


def root(inner: Setting, index: Setting) -> Setting:
    """The sign of a root over something."""
    wide, stroke = radical(inner.above, inner.below, inner.width)
    body = shifted(fixed(inner), wide, 0.0)
    sign = Setting(wide + inner.width + 0.12, inner.above + 0.18, inner.below + 0.04, body.runs,
                   (stroke, *body.strokes))
    if not index.runs:
        return sign
    small = shifted(fixed(index), 0.0, (inner.above - inner.below) / 2 + 0.14)
    moved = shifted(sign, max(0.0, index.width - 0.34), 0.0)
    return Setting(max(0.0, index.width - 0.34) + sign.width, max(sign.above, small.above), sign.below,
                   small.runs + moved.runs, moved.strokes)


def powered(base: Setting, exponent: Setting, rise: float) -> Setting:
    """A power: over a tall base the exponent stands higher."""
    return beside((base, shifted(exponent, 0.0, max(rise, base.above - 0.5 if base.high else 0.0))))


def grid(rows: Sequence[Sequence[Setting]]) -> Setting:
    """Rows and columns between square brackets."""
    small = [[scaled(cell, CASE) for cell in row] for row in rows]
    widths = [max(row[k].width for row in small) for k in range(len(small[0]))] if small else []
    gap = 0.5
    lines = []
    for row in small:
        x, cells = 0.0, []
        for cell, width in zip(row, widths, strict=True):
            cells.append(shifted(fixed(cell), x + (width - cell.width) / 2, 0.0))
            x += width + gap
        lines.append(_over(cells, sum(widths) + gap * (len(widths) - 1)))
    return held(_stacked(lines), "[]")


def cases(values: Sequence[Setting], conditions: Sequence[Setting], marked: Sequence[bool]) -> Setting:
    """A brace, and behind it a row for each case: its value and its condition; behind one that holds a tint."""
    parts = [scaled(value, CASE) for value in values]
    where = [scaled(condition, CASE) for condition in conditions]
    widest = max(part.width for part in parts)
    whole = widest + max((0.7 + each.width for each in where), default=0.0)
    lines = []
    for k, part in enumerate(parts):
        cells = [fixed(part)]
        if k < len(where):
            cells.append(shifted(fixed(where[k]), widest + 0.7, 0.0))
        lines.append(_over(cells, whole))
    body = _stacked(lines, marked)
    return beside((fence("{", body.above, body.below), body, line(Piece(SPACE))))


def _over(cells: Sequence[Setting], width: float) -> Setting:
    """Settings that stand at their places already as one of this width."""
    return Setting(width, max((c.above for c in cells), default=0.0), max((c.below for c in cells), default=0.0),
                   tuple(run for c in cells for run in c.runs), tuple(stroke for c in cells for stroke in c.strokes))


def _stacked(lines: Sequence[Setting], marked: Sequence[bool] = ()) -> Setting:
    """Lines below one another around the height of a fraction's bar; marked ones stand on a tint."""
    high = sum(each.above + each.below for each in lines) + BETWEEN * (len(lines) - 1)
    y = AXIS + high / 2
    made = []
    for k, each in enumerate(lines):
        at = shifted(each, 0.0, y - each.above)
        if k < len(marked) and marked[k]:
            tint = bar(-0.1, -at.below - 0.04, each.width + 0.2, at.above + at.below + 0.08)
            at = Setting(at.width, at.above, at.below, at.runs,
                         (type(tint)(tint.start, tint.parts, MARK), *at.strokes))
        made.append(at)
        y -= each.above + each.below + BETWEEN
    width = max((each.width for each in lines), default=advance(SPACE))
    return Setting(width, AXIS + high / 2, high / 2 - AXIS, tuple(run for each in made for run in each.runs),
                   tuple(stroke for each in made for stroke in each.strokes))
