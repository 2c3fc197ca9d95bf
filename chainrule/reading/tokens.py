"""What a tokenizer hands to the parser, whatever the notation: texts, and on demand where they stood."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
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
    """

    source: Source
    start: int
    end: int
    texts: list[str]
    locate: Callable[[Line], list[Span]]
    _ranges: list[Span] | None = field(default=None)

    @property
    def ranges(self) -> list[Span]:
        """The range of each token in the read text; the closing token is empty and at the end."""
        if self._ranges is None:
            self._ranges = [*self.locate(self), (self.end, self.end)]
        return self._ranges

    def span(self, first: int, last: int | None = None) -> Span:
        """Where tokens first … last stand in the given text."""
        last = first if last is None else last
        return self.source.span(self.ranges[first][0], self.ranges[last][1])

    def between(self, first: int, last: int) -> str:
        """The read text of tokens first … last."""
        return self.source.text[self.ranges[first][0]:self.ranges[last][1]]

    def touches(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a space."""
        return self.ranges[index - 1][1] == self.ranges[index][0]
