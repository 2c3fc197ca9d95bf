"""Pages as LaTeX: a fragment to paste into a paper, or a document that compiles by itself."""
from __future__ import annotations

import re

from ..explaining.page import (
    Bars,
    Block,
    Drawing,
    Equation,
    Heading,
    Neurons,
    Note,
    Page,
    Paragraph,
    Plot,
    Table,
    sentence_case,
)
from ..notation.boxes import Box
from ..notation.latex import escape, write
from .latex_lines import display

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
            return display(lines, words)
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
