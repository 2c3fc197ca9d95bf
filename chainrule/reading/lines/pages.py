"""A file of notes as a row of things: headings, numbers given in words, equations, each with its line."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...records import record
from .derivatives import marked
from .equations import Equation, equations
from .regions import Region, masked, regions
from .rows import rows
from .tables import tables, tabulars
from .tones import blamed
from .words import stretches

_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(?P<title>[^\n]*)"
                      r"|^\\(?:part|chapter|(?:sub){0,2}section|paragraph)\*?\{(?P<tex>[^\n]*)"
                      r"|^[^\n]+\n(?:={3,}|-{3,})[ \t]*$|^\\begin\{(?:example|exercise|problem|solution)\}", re.M)
_VALUE = re.compile(r"(?<![\w\\(=])([^\W\d_]\w*)\s*=\s*(-?[0-9]+(?:\.[0-9]+|/[0-9]+)?)(?![\w.(^*/+]|\s*[-+*/^])")


@record
class Heading:
    """A heading, and whether it says that mistakes follow."""

    line: int
    quoted: bool = False


@record
class Stated:
    """Shapes of vectors and matrices that the text says."""

    line: int
    shapes: Mapping[str, tuple[Any, ...]]


Thing = Equation | Heading | Stated


def page(text: str, tex: bool) -> list[Thing]:
    """What a file says, in the order in which it stands there."""
    clean = masked(text, tex)
    found: list[tuple[int, int, Thing]] = []
    for heading in _HEADING.finditer(clean):
        title = heading["title"] or heading["tex"] or heading.group()
        line = clean.count("\n", 0, heading.start())
        found.append((line, -1, Heading(line, blamed(title))))
    lined = _Lines(clean)
    words = list(clean)
    for region in regions(clean, tex):
        line = lined.of(region.start)
        words[region.start:region.start + len(region.text)] = " " * len(region.text)
        found += [(each.line, region.start, each) for each in _equations(region, line)]
        found += [(line, region.start - 1, Stated(line, shapes)) for shapes in _shapes(region.text)]
    found += [(each.line, len(clean), each) for each in (tabulars(clean) if tex else tables(clean))]
    found += [(each.line, place, each) for place, each in _values("".join(words), lined)]
    said = "".join(words)
    found += [(line, -1, Stated(line, shapes)) for line, row in enumerate(said.split("\n")) for shapes in _shapes(row)]
    return [each for _, _, each in sorted(found, key=lambda item: (item[0], item[1]))]


def _shapes(text: str) -> Iterator[dict[str, tuple[Any, ...]]]:
    """The shapes that a stretch says, if it says any."""
    if "∈" in text or "\\in" in text:
        from ..shaped.declarations import said_in  # few texts have matrices
        found = said_in(text)
        if found:
            yield found


class _Lines:
    """The lines of places that only grow or not, by counting once."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def of(self, place: int) -> int:
        from bisect import bisect_right
        return bisect_right(self.starts, place) - 1


def _equations(region: Region, line: int) -> Iterator[Equation]:
    quoted = blamed(region.before, region.after)
    near = f"{region.before[-60:]} {region.after[:40]}"
    if region.kind == "code":
        made = [each for text, said in stretches(region.text) for each in equations(text, line, False, near)]
        if any(one.found for each in made for side in each.sides for one in marked(side, False)[:1]):
            yield from (replace(each, quoted=quoted) for each in made)
        return
    for below, row in rows(region.text):
        for each in equations(row, line + below, True, near if region.kind == "inline" else ""):
            yield replace(each, quoted=quoted)


def _values(words: str, lined: _Lines) -> Iterator[tuple[int, Equation]]:
    """Numbers that the words give names: {x=4, w=1}."""
    for found in _VALUE.finditer(words):
        yield found.start(), Equation((found[1], found[2]), lined.of(found.start()), False, text=found.group())
