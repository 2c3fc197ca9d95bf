"""Pages as Markdown with $…$ formulas, as GitHub, Jekyll, Obsidian and Velog show them."""
from __future__ import annotations

import re

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
from ..notation.boxes import Box, Name
from ..notation.latex import write
from ..notation.names import GREEK, split
from ..notation.text import write as text

APART = "\u200b"  # a space without width
WIDE = 76  # columns of a plot
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#$])")


def render(page: Page) -> str:
    """The page as Markdown."""
    parts = [_block(block) for block in page.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(words, aside, level):
            title = "#" * (level + 1) + " " + escape(words) if words else ""
            if not words:
                return "#" * (level + 1) + " " + _inline(aside)
            beside = _inline(sentence_case(aside))
            return f"{title}\n\n{beside}" if beside else title
        case Paragraph(parts):
            return _inline(parts)
        case Note(parts, mood):
            mark = {"good": "✓ ", "warn": "⚠ ", "plain": ""}[mood]
            return f"> {mark}{_inline(parts)}"
        case Equation(lines):
            return _remarked(lines) if any(line.remark for line in lines) else _display(lines)
        case Drawing(facts, name, language):
            from ..drawing.picture import Picture  # most pages are without one
            return f"```mermaid\n{Picture(facts, name).mermaid(language)}```"
        case Plot():
            from ..drawing.plot_text import plot_lines
            return "```text\n" + "\n".join(plot_lines(block, WIDE)) + "\n```"
        case Neurons():
            from ..drawing.neurons import text_lines
            return "```text\n" + "\n".join(text_lines(block)) + "\n```"
        case Bars():
            from ..drawing.plot_text import bar_lines
            return "```text\n" + "\n".join(bar_lines(block, WIDE)) + "\n```"
        case Table(head, rows):
            return _table([[_cell(c) for c in row] for row in (head, *rows)])


def _math(box: Box) -> str:
    """Inline mathematics."""
    return f"${_safe(write(box))}$"


def _safe(formula: str) -> str:
    """What Markdown would take for its own signs, in LaTeX's words."""
    for sign, word in (("<", r"\lt "), (">", r"\gt "), ("|", r"\vert "), ("*", r"\ast ")):
        formula = re.sub(rf"{re.escape(sign)} ?", word.replace("\\", r"\\"), formula)
    return formula


def _inline(parts: tuple[str | Box, ...]) -> str:
    """Words and formulas. GitHub sees no formula that touches a word, as before a particle: a name there is text, and
    a formula is kept apart by a space without width."""
    made = ""
    for k, part in enumerate(parts):
        if isinstance(part, str):
            made += escape(part)
            continue
        after = parts[k + 1] if k + 1 < len(parts) else ""
        touched = isinstance(after, str) and after[:1].isalnum() or made[-1:].isalnum() or made[-1:] == "$"
        if touched and not isinstance(part, Name):
            made += (APART if made else "") + _math(part) + APART
        else:
            made += _plain(part) if touched else _math(part)
    return made.strip()


def _plain(box: Box) -> str:
    """A formula as text among words; a lone letter slanted."""
    if not isinstance(box, Name):
        return escape(text(box))
    stem, under, _, primes = split(box.text)
    shown = GREEK.get(stem, stem)
    slanted = f"*{shown}*" if len(shown) == 1 else escape(shown)
    return slanted + (f"<sub>{escape(under)}</sub>" if under else "") + primes.replace("'", "′")


def _display(lines: tuple[Line, ...]) -> str:
    if len(lines) == 1:
        return f"$$\n{_sides(lines[0], '')}\n$$"
    body = " \\\\\n".join(_sides(line, "&") for line in lines)
    return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$"


def _sides(line: Line, mark: str) -> str:
    left = write(line.left) if line.left is not None else ""
    sign = {"≈": r"\approx", "←": r"\leftarrow", ":": r":\quad"}.get(line.sign, line.sign)
    return _safe(f"{left} {mark}{sign} {write(line.right)}".strip())


def _remarked(lines: tuple[Line, ...]) -> str:
    """Formulas with remarks beside them: a table of two columns."""
    return _table([["", ""], *([f"${_sides(line, '')}$", _inline(line.remark)] for line in lines)])


def _table(rows: list[list[str]]) -> str:
    made = ["| " + " | ".join(row) + " |" for row in rows]
    made.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(made)


def _cell(cell: str | Box) -> str:
    return escape(cell) if isinstance(cell, str) else _math(cell)


def escape(words: str) -> str:
    """Words in which every sign stands for itself."""
    return _SPECIAL.sub(r"\\\1", words)
