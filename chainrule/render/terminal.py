"""Pages as text for a terminal: plain strings, or a Rich text in colour."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..explaining.page import (
    Bars,
    Block,
    Drawing,
    Equation,
    Heading,
    Line,
    Neurons,
    Note,
    Page,
    Paragraph,
    Plot,
    Table,
)
from ..notation.boxes import Box, Colour
from ..notation.colours import TERMINAL
from ..notation.columns import encodable, padded, plain_signs, width
from ..notation.grids import tall_lines
from ..notation.text import write

if TYPE_CHECKING:
    from rich.text import Text as RichText

INDENT = "  "
GAP = 3
KEPT = "\x01=\x01"  # an equals sign in running words, where no line may break
AHEAD = 8  # times the width: how far one line of a long text is looked ahead for a place to break it
BREAKS = (" + ", " - ", " = ", " · ", " * ", " → ")
TIGHT = ("·", "*", ", ")  # where a formula is broken that has no such sign
NARROW = 24  # columns that the last column of a table needs; in fewer the table is written row by row
STRONG = 3  # of the signs at which a formula may be broken, so many are better places than the others
_MARKS = {"unicode": {"good": "✓", "warn": "!", "plain": ""}, "ascii": {"good": "[ok]", "warn": "[!]", "plain": ""}}
_STYLES = {"heading": "bold", "good": "green", "warn": "yellow", "plain": "", **TERMINAL}
Piece = tuple[str, str]  # text, and what it is: "", heading, good, warn, value, gradient


def render(page: Page, width: int = 80, ascii: bool = False) -> str:
    """The page as plain text, no line wider than `width` unless a single sign is."""
    return "\n".join("".join(text for text, _ in line).rstrip() for line in _page(page, width, ascii)) + "\n"


def renderable(page: Page, width: int = 80, ascii: bool = False) -> RichText:
    """The page as a Rich text: headings bold, values green, gradients red."""
    return coloured(list(_page(page, width, ascii)), _STYLES)


def coloured(lines: list[list[Piece]], styles: Mapping[str, str]) -> RichText:
    """Lines of pieces as a Rich text."""
    from rich.text import Text as RichText
    text = RichText(no_wrap=True, end="")
    for line in lines:
        for piece, kind in line:
            text.append(piece, style=styles.get(kind, ""))
        text.append("\n")
    return text


def _page(page: Page, columns: int, ascii: bool) -> list[list[Piece]]:
    style = "ascii" if ascii else "unicode"
    lines: list[list[Piece]] = []
    indent = ""
    for block in page.blocks:
        if isinstance(block, Heading) and block.level == 1 and lines:
            lines.append([])
        lines += _block(block, indent, columns, style)
        if isinstance(block, Heading):
            indent = INDENT * block.level
    if ascii:
        return [[(plain_signs(text), kind) for text, kind in line] for line in lines]
    return lines


def _block(block: Block, indent: str, columns: int, style: str) -> list[list[Piece]]:
    match block:
        case Heading(words, aside, level):
            head = INDENT * (level - 1) + words
            beside = _inline(aside, style)
            gap = " " * GAP if words and beside else ""
            if width(head + gap + beside) <= columns:
                return [[(head, "heading"), (gap + beside, "")]]
            if not words:
                return [[(part, "")] for part in wrapped(beside, columns, head, INDENT * level)]
            return [[(head, "heading")], *([(part, "")] for part in wrapped(beside, columns, INDENT, INDENT))]
        case Paragraph(parts):
            return [[(part, "")] for part in wrapped(_inline(parts, style), columns, indent, indent)]
        case Note(parts, mood):
            mark = _MARKS[style][mood]
            lead = indent + (mark + " " if mark else "")
            hanging = " " * width(lead)
            return [[(part, mood)] for part in wrapped(_inline(parts, style), columns, lead, hanging)]
        case Equation(lines):
            return _equation(lines, indent, columns, style)
        case Drawing(facts, name, language):
            from ..drawing.picture import Picture  # most pages are without one
            return [[(indent + line, "")] for line in Picture(facts, name).text(language).splitlines()]
        case Table():
            return _table(block, indent, columns, style)
        case Plot():
            from ..drawing.plot_text import plot_lines
            return [[(indent + line, "")] for line in plot_lines(block, columns - len(indent))]
        case Neurons():
            from ..drawing.neurons import text_lines
            return [[(indent + line, "")] for line in text_lines(block)]
        case Bars():
            from ..drawing.plot_text import bar_lines
            return [[(indent + line, "")] for line in bar_lines(block, columns - len(indent))]


def _inline(parts: tuple[str | Box, ...], style: str) -> str:
    return "".join(part if isinstance(part, str) else write(part, style) for part in parts)


def _equation(lines: tuple[Line, ...], indent: str, columns: int, style: str) -> list[list[Piece]]:
    """Lines aligned at their signs, remarks in a column of their own where they fit."""
    lefts = [write(line.left, style) if line.left is not None else "" for line in lines]
    signs = [f" {'~=' if style == 'ascii' and line.sign == '≈' else line.sign} " for line in lines]
    edge = max(map(width, lefts)) + max(map(width, signs))
    room = columns - len(indent) - edge
    grids = [tall_lines(line.right, style, room) for line in lines]
    rights = [write(line.right, style) if grid is None else grid[0] + grid[1][0]
              for line, grid in zip(lines, grids, strict=True)]
    remarks = [_inline(line.remark, style) for line in lines]
    longest = max((width(r) for r, remark in zip(rights, remarks, strict=True) if remark and width(r) <= room),
                  default=0)
    column = len(indent) + edge + longest + GAP
    written: list[list[Piece]] = []
    for line, grid, left, right, sign, remark in zip(lines, grids, lefts, rights, signs, remarks, strict=True):
        start = indent + padded(left, edge - width(sign)) + sign
        parts = wrapped(right, columns, start, " " * (len(indent) + edge), at=BREAKS)
        kind = line.right.role if isinstance(line.right, Colour) else ""
        for part in parts[:-1]:
            written.append([(part, kind)])
        last = parts[-1]
        further: list[list[Piece]] = []
        if grid is not None:
            at = last.rfind(grid[1][0])  # a long formula before it was broken
            before = " " * (width(last[:at]) if at >= 0 else len(indent) + edge + width(grid[0]))
            further = [[(before + row, kind)] for row in grid[1][1:]]
        if not remark:
            written.append([(last, kind)])
        elif width(last) <= column - 2 and column + width(remark) <= columns:
            written.append([(padded(last, column), kind), (remark, "")])
        elif width(last) + GAP + width(remark) <= columns:
            written.append([(last + " " * GAP, kind), (remark, "")])
        else:
            written.append([(last, kind)])
            hanging = indent + INDENT * 2
            further += [[(part, "")] for part in wrapped(remark, columns, hanging, hanging)]
        written += further
    return written


def _table(table: Table, indent: str, columns: int, style: str) -> list[list[Piece]]:
    """Cells side by side; below one another, each behind its column's head, where that would be too wide."""
    rows = [[_inline((cell,), style) for cell in row] for row in (table.head, *table.rows)]
    sizes = [max(width(row[k]) for row in rows) for k in range(len(table.head))]
    room = columns - width(indent) - sum(sizes[:-1]) - 2 * (len(sizes) - 1)
    if room < min(sizes[-1], NARROW):
        return _list(rows, indent, columns)
    sizes[-1] = min(sizes[-1], room)
    rule = "-" if style == "ascii" else "─"
    rows.insert(1, [rule * size for size in sizes])
    made: list[list[Piece]] = []
    for row in rows:
        lead = indent + "".join(padded(cell, size) + "  " for cell, size in zip(row, sizes[:-1], strict=False))
        made += [[(line.rstrip(), "")] for line in wrapped(row[-1], columns, lead, " " * width(lead), (*BREAKS, " "))]
    return made


def _list(rows: list[list[str]], indent: str, columns: int) -> list[list[Piece]]:
    """A table row by row: its first cell, then every other one behind its column's head."""
    made: list[list[Piece]] = []
    heads = rows[0][1:]
    size = max(map(width, heads))
    for first, *cells in rows[1:]:
        made += [[(part, "")] for part in wrapped(first, columns, indent, indent + INDENT)]
        for head, cell in zip(heads, cells, strict=True):
            lead = f"{indent}{INDENT}{padded(head, size)}  "
            lines = wrapped(cell, columns, lead, " " * width(lead), BREAKS)
            made += [[(part, "")] for part in lines]
    return made


def wrapped(text: str, columns: int, first: str, later: str, at: tuple[str, ...] = (" ",)) -> list[str]:
    """Text behind `first`, broken before the last of the signs `at` that fits; further lines begin with `later`."""
    lines = []
    lead, rest = first, text.replace(" = ", KEPT) if at == (" ",) else text
    place, reach = 0, AHEAD * columns  # only so much is looked at for one line, however long the text is
    while len(rest) - place > reach or not fits(lead, rest[place:], columns):
        window = rest[place:place + reach]
        cut = _cut(window, columns - width(lead), at)
        if cut is None:
            if place + reach >= len(rest):
                break
            reach *= 2
            continue
        lines.append((lead + window[:cut].rstrip()).replace(KEPT, " = "))
        lead, reach = later, AHEAD * columns
        place += cut
        while place < len(rest) and rest[place].isspace():
            place += 1
    lines.append((lead + rest[place:]).replace(KEPT, " = "))
    return lines


def fits(lead: str, rest: str, columns: int) -> bool:
    """Whether a line is narrow enough; a long text is not measured to its end."""
    return len(lead) + len(rest) <= columns * 2 and width(lead) + width(rest) <= columns


def _cut(text: str, room: int, at: tuple[str, ...]) -> int | None:
    """Where to break: the last sign that ends within the room, outside of parentheses where there is one; else the
    first one after it."""
    used, depth, limit = 0, 0, len(text)
    depths = [0]
    for k, c in enumerate(text):
        used += width(c)
        if used > room:
            limit = k
            break
        depth += (c == "(") - (c == ")")
        depths.append(depth)
    formula = at is BREAKS
    for signs, least in ((at, limit // 3), (TIGHT, limit // 3), (at, 0), (TIGHT, 0)) if formula else ((at, 0),):
        places = [(-max(0, depths[k]) if formula else 0, sign in at[:STRONG], k)
                  for sign in signs for k in _places(text, sign, limit) if k > least]
        if places:
            return max(places)[-1]
    after = [k for k in (text.find(sign, limit) for sign in (*at, *(TIGHT if formula else ()))) if k > 0]
    return min(after) if after else None


def _places(text: str, sign: str, limit: int) -> Iterator[int]:
    """Where a sign stands up to the limit; one that begins with a space may stand right behind it."""
    end = limit + (sign[0] == " ") + len(sign) - 1
    place = text.find(sign, 1, end)
    while place > 0:
        yield place
        place = text.find(sign, place + 1, end)


__all__ = ["encodable", "render", "renderable", "wrapped"]
