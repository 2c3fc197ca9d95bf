"""In which notation a text is written, plain or LaTeX, and its lines of tokens."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

from . import plain
from .tokens import Line, Source

Syntax = Literal["auto", "plain", "latex"]
_COMMAND = re.compile(r"\\[A-Za-z]|\$|\\[()\[\]|]")


def looks_like_latex(text: str) -> bool:
    """Whether a text holds a command of LaTeX or a dollar sign."""
    return _COMMAND.search(text) is not None


def is_latex(source: Source, syntax: Syntax) -> bool:
    """Whether a text is to be read as LaTeX."""
    return syntax == "latex" or syntax == "auto" and looks_like_latex(source.text)


def statements(source: Source, syntax: Syntax, known: Collection[str]) -> Iterator[Line]:
    """The statements of a text, in the notation that it is in."""
    if is_latex(source, syntax):
        from .latex import statements as latex  # a dozen modules that plain text does not need
        return latex.lines(source, known)
    return plain.lines(source)


def line(source: Source, start: int, end: int, in_latex: bool) -> Line:
    """The tokens of one statement."""
    if in_latex:
        from .latex import statements as latex
        return latex.line(source, start, end)
    return plain.line(source, start, end)
