"""Notes checked whole: every claim about a derivative with its line and verdict."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...errors import TooLargeError
from ...language import Text
from ...reading.lines.equations import Equation
from ...reading.lines.pages import Heading, Stated, Thing, page
from ...reading.lines.sides import Manner
from ...records import record
from .passage import WHERE, Claim, Passage
from .shaped import ShapedSheet
from .sheet import long_names
from .solutions import is_wrong, named_by
from .weighing import Weighed

LARGEST = 2_000_000  # characters of one file
MOST = 10_000  # formulas of one file
NAMED = 40  # false claims whose mistake is looked for
LARGE = Text("{name} has more than {limit} characters; check its chapters one by one.",
             "{name}의 글자가 {limit}개를 넘습니다. 장별로 나누어 확인해 주세요.")
MANY = Text("{name} has more than {limit} formulas; check its chapters one by one.",
            "{name}의 식이 {limit}개를 넘습니다. 장별로 나누어 확인해 주세요.")


@record
class NoteClaim:
    """One claim of a file: `line` from 1; `quoted` where the words say that it is wrong."""

    line: int
    shown: str
    weighed: Weighed
    quoted: bool = False
    mistakes: tuple[str, ...] = ()


@record
class NotesStory:
    """All claims of a file in order."""

    name: str
    claims: tuple[NoteClaim, ...]

    @property
    def slips(self) -> tuple[NoteClaim, ...]:
        """The claims that are false, and not only quoted."""
        return tuple(claim for claim in self.claims if claim.weighed.found == "false" and not claim.quoted)

    @property
    def counts(self) -> Counter[str]:
        """How many claims have which verdict."""
        return Counter(claim.weighed.found for claim in self.claims)


def checked_notes(text: str, name: str, tex: bool, shapes: Mapping[str, tuple[Any, ...]] | None = None) -> NotesStory:
    """Every claim of a text of notes; `shapes` are those of its vectors and matrices, besides what it says itself.
    Raises TooLargeError for a text that is too long."""
    if len(text) > LARGEST:
        raise TooLargeError("too_large", LARGE, facts={"name": name, "limit": LARGEST})
    things = page(text, tex)
    written = [each for each in things if isinstance(each, Equation)]
    if len(written) > MOST:
        raise TooLargeError("too_large", MANY, facts={"name": name, "limit": MOST})
    passage = Passage(long_names(written, Manner(True)), strict=False)
    shaped = ShapedSheet(dict(shapes or {}))
    found: list[NoteClaim] = []
    quoted = False
    for group in _by_line(things):
        again: list[tuple[Equation, int, list[Claim]]] = []
        for thing in group:
            if isinstance(thing, Heading):
                passage.section()
                shaped.section()
                quoted = thing.quoted
                continue
            if isinstance(thing, Stated):
                shaped.state(thing.shapes)
                continue
            claims = passage.feed(thing)
            about = shaped.feed(thing)
            if about is not None:
                found += [NoteClaim(claim.line + 1, claim.shown, claim.weighed, quoted or thing.quoted, mistakes)
                          for claim, mistakes in about]
                continue
            again.append((thing, len(found), claims))
            found += [_noted(claim, quoted or thing.quoted, passage, found) for claim in claims]
        said = any(WHERE.search(thing.words) for thing, _, claims in again if not claims)
        for thing, start, claims in again:
            for k, claim in enumerate(claims):
                better = passage.again(claim, said)
                if better is not None:
                    found[start + k] = _noted(better, quoted or thing.quoted, passage, found)
    return NotesStory(name, tuple(found))


def _noted(claim: Claim, quoted: bool, passage: Passage, before: Sequence[NoteClaim]) -> NoteClaim:
    named: tuple[str, ...] = ()
    if is_wrong(claim.weighed) and sum(bool(c.mistakes) for c in before) < NAMED:
        named = named_by(claim, passage.sheet)
    return NoteClaim(claim.line + 1, claim.shown, claim.weighed, quoted, named)


def _by_line(things: Sequence[Thing]) -> Iterator[list[Thing]]:
    """The things of one line together: what is defined behind a claim may be what it is about."""
    group: list[Thing] = []
    for thing in things:
        if group and thing.line != group[-1].line:
            yield group
            group = []
        group.append(thing)
    if group:
        yield group
