"""The notation of one program with shapes: its names, its tables of steps, and where each head of its trees stood."""
from __future__ import annotations

from dataclasses import dataclass, field

from ...tree import Typed
from ..grammar.frames import Tables
from ..grammar.machine import Parser
from .heads import Place


@dataclass(slots=True)
class Written:
    """`plain` and `latex` are its steps; `named` the names that are values, not words to be taken apart; `places` where
    the heads stood, by id, `grouped` those in parentheses; `bold` names typed in bold, which are no numbers."""

    plain: Tables
    latex: Tables
    named: set[str] = field(default_factory=set)
    places: dict[int, Place] = field(default_factory=dict)
    grouped: set[int] = field(default_factory=set)
    bold: set[str] = field(default_factory=set)

    def tables(self, latex: bool) -> Tables:
        """The steps in plain text or in LaTeX."""
        return self.latex if latex else self.plain

    def put(self, parser: Parser, tree: Typed, first: int, last: int) -> Typed:
        """Remember where a head stands."""
        self.places[id(tree)] = Place(tree, parser.line, first, last)
        return tree

    def first(self, tree: Typed, otherwise: int) -> int:
        """The first token of a head."""
        place = self.places.get(id(tree))
        return otherwise if place is None else place.first

    def around(self, tree: Typed) -> Place | None:
        """Where a head stands, or the first of its operands that is known to stand somewhere."""
        waiting: list[Typed] = [tree]
        while waiting:
            node = waiting.pop()
            place = self.places.get(id(node))
            if place is not None:
                return place
            waiting.extend(reversed(node.args))
        return None


def written(parser: Parser) -> Written:
    """The notation that a parser reads."""
    notation = parser.names.notation
    assert isinstance(notation, Written)
    return notation


def put(parser: Parser, tree: Typed, first: int, last: int | None = None) -> None:
    """The head is the latest operand, from token `first` to the present one."""
    parser.operands.append(written(parser).put(parser, tree, first, parser.at if last is None else last))
