"""What a tokenizer hands to the parser, whatever the notation: texts, and on demand where they stood."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from ..records import record

Span = tuple[int, int]
ONES = "𝟏"  # begins the token of a vector of ones, whose length follows from what stands beside it


class Sign(NamedTuple):
    """One sign of a LaTeX source and where it stands in the read text."""

    text: str
    start: int
    end: int


@record
class Source:
    """The text as given and as read; `places[i]` is where character i of the read text was given."""

    given: str
    text: str
    places: list[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The range of the given text that a range of the read text came from."""
        if self.places is None:
            return start, end
        return self.places[start], max(self.places[start], self.places[end])


@dataclass(slots=True)
class Line:
    """One statement: its tokens, ended by an empty one. Places are found again only when someone asks.

    `locate` lists the range of every token in the read text; few lines ever need it, so it is not done ahead.
    `again` reads another text as a line of the same notation. `last` says whether it is the text's last line;
    `asked` are the variables of the operator d/dx that stood in front, as typed in `operator`.
    """

    source: Source
    start: int
    end: int
    texts: list[str]
    locate: Callable[[Line], list[Span]]
    again: Callable[[str], Line]
    latex: bool = False
    last: bool = False
    asked: tuple[str, ...] = ()
    operator: str = ""
    _ranges: list[Span] | None = field(default=None)

    @property
    def ranges(self) -> list[Span]:
        """The range of each token in the read text; the closing token is empty and at the end."""
        if self._ranges is None:
            self._ranges = [*self.locate(self), (self.end, self.end)]
        return self._ranges

    def cut(self, first: int, end: int) -> Line:
        """Tokens first … end - 1 as a line of their own."""
        ranges = self.ranges
        return Line(self.source, ranges[first][0], ranges[end - 1][1], [*self.texts[first:end], ""],
                    lambda _: ranges[first:end], self.again, self.latex)

    def span(self, first: int, last: int | None = None) -> Span:
        """Where tokens first … last stand in the given text."""
        last = first if last is None else last
        start, end = self.ranges[first][0], self.ranges[last][1]
        return self.source.span(min(start, end), max(start, end))  # a root's index is read after what it is the root of

    def between(self, first: int, last: int) -> str:
        """The read text of tokens first … last, with the braces that end it in LaTeX."""
        start, end, text = self.ranges[first][0], self.ranges[last][1], self.source.text
        if self.latex:
            opened = text.count("{", start, end) - text.count("}", start, end)
            while opened > 0 and text[end:end + 1] == "}":
                end, opened = end + 1, opened - 1
        return text[start:end]

    def touches(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a space."""
        return self.ranges[index - 1][1] == self.ranges[index][0]
