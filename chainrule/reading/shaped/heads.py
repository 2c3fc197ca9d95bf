"""What is typed in a program with shapes before the shapes say what it means."""
from __future__ import annotations

from typing import Any, NamedTuple

from ...tree import Typed
from ..tokens import Line, Span


class Sign(Typed):
    """An operator between operands; note = its sign, "" where two stand side by side."""

    __slots__ = ()


class Asked(Typed):
    """A function called by its name; note = the name as typed."""

    __slots__ = ()


class Listed(Typed):
    """`[a, b; c, d]`; note = the signs between, as in ",;,"."""

    __slots__ = ()


class Indexed(Typed):
    """`W[1, 2:3]`; note = for each place the text between the commas."""

    __slots__ = ()


class Bars(Typed):
    """`|a|`, and `‖a‖` with its subscript as note."""

    __slots__ = ()


class Keyword(Typed):
    """`axis=0` among the arguments of a call; note = (name, value)."""

    __slots__ = ()


class Place(NamedTuple):
    """Where a head stands: tokens first … last of a line."""

    tree: Any
    line: Line
    first: int
    last: int

    @property
    def span(self) -> Span:
        return self.line.span(self.first, self.last)

    @property
    def text(self) -> str:
        """What was typed there."""
        return " ".join(self.line.between(self.first, self.last).split())
