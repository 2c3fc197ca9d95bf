"""The explanation as data: a tuple of blocks in one language, in no format."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args

from ..language import Language
from ..notation import boxes as kinds
from ..notation.boxes import Box

_BOXES = tuple(getattr(kinds, box.__forward_arg__) for box in get_args(Box))


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
    """One line of an Equation: left side (None where it repeats the one above), relation sign, right side, and a
    remark: words and formulas (already in the page's language)."""

    left: Box | None
    right: Box
    remark: tuple[str | Box, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of the graph; `picture` is what `drawing` makes of a stage, and every format takes its own from it, in
    this language."""

    picture: Any
    language: Language


Block = Heading | Paragraph | Equation | Table | Note | Drawing


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown, in order, in one language."""

    blocks: tuple[Block, ...]
    language: str
    title: str = ""


def sentence_case(parts: tuple[str | Box, ...]) -> tuple[str | Box, ...]:
    """Words that stand alone begin with a capital; a formula in front keeps its letter."""
    if parts and isinstance(parts[0], str):
        return (parts[0][:1].upper() + parts[0][1:], *parts[1:])
    return parts


def boxes(blocks: Iterable[Block]) -> Iterator[Box]:
    """Every box of these blocks, those inside others too."""
    stack: list[object] = list(blocks)
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            stack.extend(item)
        elif is_dataclass(item):
            if isinstance(item, _BOXES):
                yield item
            stack.extend(getattr(item, field.name) for field in fields(item))
