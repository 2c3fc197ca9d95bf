"""A student's solution as equations, each with its line: plain text, LaTeX, or formulas between dollars."""
from __future__ import annotations

import re
from collections.abc import Iterator

from ..syntax import Syntax, looks_like_latex
from .equations import Equation, equations
from .pages import page
from .regions import transparent
from .rows import rows
from .words import stretches

_DOLLARS = re.compile(r"(?<!\\)\$|\\\(|\\\[")


def solution(text: str, syntax: Syntax) -> list[Equation]:
    """The equations of a solution in order; lines count from 0."""
    latex = syntax == "latex" or syntax == "auto" and looks_like_latex(text)
    if not latex:
        return list(_lines(text, 0, latex=False))
    if _DOLLARS.search(text):
        return [each for each in page(text, True) if isinstance(each, Equation)]
    found: list[Equation] = []
    at = line = 0
    for start, end in [*transparent(text), (len(text), len(text))]:
        found += _lines(text[at:start], line, latex=True)
        line += text.count("\n", at, start)
        for below, row in rows(text[start:end]):
            found += equations(row, line + below, True)
        line += text.count("\n", start, end)
        at = end
    return found


def _lines(text: str, first: int, *, latex: bool) -> Iterator[Equation]:
    """The equations of lines with words around them."""
    for below, row in rows(text, by_line=True) if latex else _joined(text):
        words: list[str] = []
        for stretch, said in stretches(row):
            words.append(said)
            yield from equations(stretch, first + below, latex, " ".join(words))


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Lines of plain text; one that begins with a sign goes on with the one before."""
    held: tuple[int, str] | None = None
    for number, line in enumerate(text.split("\n")):
        if held is not None and "=" in held[1] and re.match(r"\s*[+*·×]\s*\S", line) and "=" not in line:
            held = held[0], f"{held[1]} {line.strip()}"
            continue
        if held is not None:
            yield held
        held = number, line
    if held is not None:
        yield held
