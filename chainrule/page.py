"""The explanation as data: a tuple of blocks in one language, in no format."""
from __future__ import annotations

from dataclasses import dataclass

from .formula import Box


@dataclass(frozen=True, slots=True)
class Heading:
    """The start of a part; `aside` is a remark beside it (already in the page's language)."""

    words: str
    aside: tuple[str | Box, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words with formulas between them."""

    parts: tuple[str | Box, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an Equation: left side (None where it repeats the one above), relation sign, right side, remark."""

    left: Box | None
    right: Box
    remark: str = ""
    sign: str = "="


@dataclass(frozen=True, slots=True)
class Equation:
    """Lines of mathematics aligned at their relation signs; remarks stand in a column of their own."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a formula, words or nothing, under a head."""

    head: tuple[str | Box, ...]
    rows: tuple[tuple[str | Box, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that is not a step: a condition, a kink, the outcome of the check. `mood` is good, plain or warn."""

    parts: tuple[str | Box, ...]
    mood: str = "plain"


Block = Heading | Paragraph | Equation | Table | Note


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown, in order, in one language."""

    blocks: tuple[Block, ...]
    language: str
    title: str = ""
