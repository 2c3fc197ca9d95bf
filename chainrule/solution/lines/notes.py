"""Notes checked whole: every claim about a derivative with its line and verdict."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...reading.lines.equations import Equation
from ...reading.lines.pages import Heading, page
from ...reading.lines.sides import Manner
from .passage import Claim, Passage
from .sheet import long_names
from .weighing import Weighed


@dataclass(frozen=True, slots=True)
class NoteClaim:
    """One claim of a file: `line` from 1; `quoted` where the words say that it is wrong."""

    line: int
    shown: str
    weighed: Weighed
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class NotesStory:
    """All claims of a file in order."""

    name: str
    claims: tuple[NoteClaim, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many claims have which verdict."""
        return Counter(claim.weighed.found for claim in self.claims)


def checked_notes(text: str, name: str, tex: bool) -> NotesStory:
    """Every claim of a text of notes."""
    things = page(text, tex)
    written = [each for each in things if isinstance(each, Equation)]
    passage = Passage(long_names(written, Manner(True)), strict=False)
    found: list[NoteClaim] = []
    quoted = False
    for group in _by_line(things):
        again: list[tuple[Equation, int, list[Claim]]] = []
        for thing in group:
            if isinstance(thing, Heading):
                passage.section()
                quoted = thing.quoted
                continue
            claims = passage.feed(thing)
            again.append((thing, len(found), claims))
            found += [_noted(claim, quoted or thing.quoted) for claim in claims]
        for thing, start, claims in again:
            for k, claim in enumerate(claims):
                better = passage.again(claim)
                if better is not None:
                    found[start + k] = _noted(better, quoted or thing.quoted)
    return NotesStory(name, tuple(found))


def _noted(claim: Claim, quoted: bool) -> NoteClaim:
    return NoteClaim(claim.line + 1, claim.shown, claim.weighed, quoted)


def _by_line(things: Sequence[Equation | Heading]) -> Iterator[list[Equation | Heading]]:
    """The things of one line together: what is defined behind a claim may be what it is about."""
    group: list[Equation | Heading] = []
    for thing in things:
        if group and thing.line != group[-1].line:
            yield group
            group = []
        group.append(thing)
    if group:
        yield group
