"""Pages as Markdown with $…$ formulas, as GitHub, Jekyll, Obsidian and Velog show them."""
from __future__ import annotations

import re

from ..formula import Box
from ..notation.latex import write
from ..page import Block, Equation, Heading, Line, Note, Page, Paragraph, Table

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#$])")


def render(page: Page) -> str:
    """The page as Markdown."""
    parts = [_block(block) for block in page.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(words, aside, level):
            title = "#" * (level + 1) + " " + escape(words) if words else ""
            beside = _inline(aside)
            if not words:
                return "#" * (level + 1) + " " + beside
            return f"{title}\n\n{beside}" if beside else title
        case Paragraph(parts):
            return _inline(parts)
        case Note(parts, mood):
            mark = {"good": "✓ ", "warn": "⚠ ", "plain": ""}[mood]
            return f"> {mark}{_inline(parts)}"
        case Equation(lines):
            return _remarked(lines) if any(line.remark for line in lines) else _display(lines)
        case Table(head, rows):
            return _table([[_cell(c) for c in row] for row in (head, *rows)])


def _math(box: Box) -> str:
    """Inline mathematics; GitHub takes `$` for money unless a space or a bracket stands beside it."""
    return f"${_safe(write(box))}$"


def _safe(formula: str) -> str:
    """What Markdown would take for its own signs, in LaTeX's words."""
    return formula.replace("<", r"\lt ").replace(">", r"\gt ").replace("|", r"\vert ").replace("*", r"\ast ")


def _inline(parts: tuple[str | Box, ...]) -> str:
    made = ""
    for part in parts:
        text = escape(part) if isinstance(part, str) else _math(part)
        if made and made[-1] == "$" and text[:1].isalnum() or made[-1:].isalnum() and text[:1] == "$":
            made += " "
        made += text
    return made.strip()


def _display(lines: tuple[Line, ...]) -> str:
    if len(lines) == 1:
        return f"$$\n{_sides(lines[0], '')}\n$$"
    body = " \\\\\n".join(_sides(line, "&") for line in lines)
    return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"


def _sides(line: Line, mark: str) -> str:
    left = write(line.left) if line.left is not None else ""
    sign = {"≈": r"\approx", ":": r":\quad"}.get(line.sign, line.sign)
    return _safe(f"{left} {mark}{sign} {write(line.right)}".strip())


def _remarked(lines: tuple[Line, ...]) -> str:
    """Formulas with remarks beside them: a table of two columns."""
    return _table([["", ""], *([f"${_sides(line, '')}$", escape(line.remark)] for line in lines)])


def _table(rows: list[list[str]]) -> str:
    made = ["| " + " | ".join(row) + " |" for row in rows]
    made.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(made)


def _cell(cell: str | Box) -> str:
    return escape(cell) if isinstance(cell, str) else _math(cell)


def escape(words: str) -> str:
    """Words in which every sign stands for itself."""
    return _SPECIAL.sub(r"\\\1", words)
