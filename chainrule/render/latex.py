"""Pages as LaTeX: a fragment to paste into a paper, or a document that compiles by itself."""
from __future__ import annotations

import re
from collections.abc import Sequence

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
    sentence_case,
)
from ..notation.boxes import Box, Op, Paren, Row
from ..notation.columns import width as columns
from ..notation.fold import core, is_sum
from ..notation.latex import escape, write
from ..notation.text import write as text

TOGETHER = 104  # signs of a line with its remark; a longer one has the remark below it
WIDEST = 100  # signs of what cannot be broken: it is made smaller
LONGEST = 80  # signs that a reader sees in one line of a display; longer right sides are broken at + - =
_TERMS, _DOTS = frozenset(("+", "-", "=")), frozenset(("dot", "times", "cdot"))
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_TEXT_SIGNS = {"⟨": r"$\langle$", "⟩": r"$\rangle$",
               "✓": r"$\checkmark$", "→": r"$\to$", "×": r"$\times$", "√": r"$\surd$", "σ": r"$\sigma$", "²": r"$^2$",
               "∂": r"$\partial$", "·": r"$\cdot$", "…": r"\dots{}", "π": r"$\pi$", "≥": r"$\ge$", "≤": r"$\le$",
               "≠": r"$\ne$", "₂": r"$_2$", "₀": r"$_0$", "₁": r"$_1$", "′": "$'$", "ⁿ": "$^n$", "⁻": "$^-$",
               "¹": "$^1$", "ᵘ": "$^u$", "ᵛ": "$^v$", "ᵀ": "$^T$"}
_PREAMBLE = r"""\documentclass[11pt]{article}
\usepackage[margin=25mm]{geometry}
\usepackage{amsmath,amssymb}
\allowdisplaybreaks
"""


def render(page: Page, standalone: bool = False) -> str:
    """The page as LaTeX: `align*` displays and paragraphs; with `standalone` a whole document."""
    body = "\n\n".join(part for part in map(_block, page.blocks) if part) + "\n"
    if not standalone:
        return body
    korean = "\\usepackage{kotex}\n" if page.language == "ko" or _HANGUL.search(body) else ""
    drawn = "\\usepackage{tikz}\n" if "tikzpicture" in body else ""
    drawn = drawn or ("\\usepackage{graphicx}\n" if "\\resizebox" in body else "")
    head = f"{_PREAMBLE}{drawn}{korean}\\setlength{{\\parindent}}{{0pt}}\n"
    return f"{head}\\begin{{document}}\n{body}\\end{{document}}\n"


def words(said: str) -> str:
    """Words as LaTeX text."""
    return "".join(_TEXT_SIGNS.get(c) or escape(c) for c in said)


def _block(block: Block) -> str:
    match block:
        case Heading(title, aside, level):
            command = "paragraph" if level == 1 else "subparagraph"
            if not title:
                return rf"\{command}{{{_inline(aside)}}}"
            return rf"\{command}{{{words(title)}}} {_inline(sentence_case(aside))}".rstrip()
        case Paragraph(parts):
            return _inline(parts)
        case Note(parts, mood):
            mark = {"good": r"$\checkmark$ ", "warn": "(!) ", "plain": ""}[mood]
            return mark + _inline(parts)
        case Equation(lines):
            lefts, rights = ([len(text(box)) for box in side if box is not None] for side in (
                [line.left for line in lines], [line.right for line in lines]))
            taken = max(lefts, default=0) + min(max(rights), LONGEST)
            body = " \\\\\n".join(_line(line, taken) for line in lines)
            return f"\\begin{{align*}}\n{body}\n\\end{{align*}}"
        case Table(head, rows):
            made = [" & ".join(_cell(c) for c in row) + r" \\" for row in (head, *rows)]
            begin = rf"\begin{{tabular}}{{{'l' * len(head)}}}"
            rows_ = [begin, made[0], r"\hline", *made[1:], r"\end{tabular}"]
            return "\n".join([r"\begin{center}\renewcommand{\arraystretch}{1.3}", *rows_, r"\end{center}"])
        case Neurons():
            from ..drawing import neurons
            return f"\\begin{{center}}\n{neurons.tikz(block)}\\end{{center}}"
        case Plot() | Bars():
            from ..drawing.plot_tikz import render as drawn
            return f"\\begin{{center}}\n{drawn(block)}\\end{{center}}"
        case Drawing(facts, name, language):
            from ..drawing.picture import Picture  # most pages are without one
            fitted = r"\ifdim\width>\linewidth\linewidth\else\width\fi"
            tikz = Picture(facts, name).tikz(language=language)
            return f"\\begin{{center}}\n\\resizebox{{{fitted}}}{{!}}{{%\n{tikz}}}\n\\end{{center}}"


def _inline(parts: tuple[str | Box, ...]) -> str:
    return "".join(words(p) if isinstance(p, str) else f"${write(p)}$" for p in parts).strip()


def _cell(cell: str | Box) -> str:
    return words(cell) if isinstance(cell, str) else f"${write(cell)}$"


def _line(line: Line, taken: int) -> str:
    """A line; its remark below it where it does not fit beside what all lines of the display take."""
    left = write(line.left) + " " if line.left is not None else ""
    sign = {"≈": r"\approx", "←": r"\leftarrow", ":": r":\quad"}.get(line.sign, line.sign)
    right = " \\\\\n&\\quad ".join(_broken(line.right))
    remark = f" && {_remark(line.remark)}" if line.remark else ""
    if remark and taken + _width(line.remark) > TOGETHER:
        below = _remark(line.remark)
        if all(isinstance(part, str) for part in line.remark):
            below = rf"\rlap{{{below}}}"  # it takes no room, so that no other remark is moved
        remark = f" \\\\\n&\\qquad {below}"
    return f"{left}&{sign} {right}{remark}"


def _width(parts: tuple[str | Box, ...]) -> int:
    return sum(columns(p if isinstance(p, str) else text(p)) for p in parts)


def _fitted(box: Box) -> str:
    """A formula that cannot be broken, made smaller where it is wider than the line."""
    if len(text(box)) <= WIDEST:
        return write(box)
    return rf"\resizebox{{0.88\linewidth}}{{!}}{{$\displaystyle {write(box)}$}}"


def _remark(parts: tuple[str | Box, ...]) -> str:
    """A remark beside a formula: words as text, formulas as they are."""
    return "".join(rf"\text{{{words(p)}}}" if isinstance(p, str) else write(p) for p in parts)


def _broken(box: Box) -> list[str]:
    """A right side as one line, or broken before + and - at its top, and before · where it is still too long."""
    inner = core(box)
    if len(text(box)) <= LONGEST or not isinstance(inner, Row):
        return [_fitted(box)]
    lines: list[str] = []
    room = 0
    for piece in _pieces(inner.items, _TERMS):
        row = Row(tuple(piece))
        width = len(text(row))
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
    room = 0
    for piece in _pieces(row.items, _DOTS):
        dotted = isinstance(piece[0], Op) and piece[0].sign in _DOTS
        rest = Row(tuple(piece[1:] if dotted else piece))
        width = len(text(rest))
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
