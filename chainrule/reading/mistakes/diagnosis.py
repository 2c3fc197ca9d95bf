"""Why a token cannot stand where it stands: asked only when the parser is stuck, so it may take its time."""
from __future__ import annotations

import unicodedata
from typing import NoReturn

from ...rules import NAMES
from ..grammar.frames import OPERATORS
from ..grammar.machine import Parser
from ..names import SUPERSCRIPTS
from .foreign_words import CHARACTERS, MODULES
from .slips import korean, meant

_STARTS = ("", "(", "{", ",", "|", "⌊", "⌈")  # what an operand may follow


def no_operand(parser: Parser) -> NoReturn:
    """Where an operand was expected stands something else."""
    at, texts = parser.at, parser.texts
    text, before = texts[at], texts[at - 1] if at > parser.first else ""
    if text in ("", ")"):
        _ended(parser, before)
    if text == "}" and parser.line.latex:
        parser.fail("empty_group", at - 1, at) if before == "{" else parser.fail("unfinished", at - 1, sign=before)
    if text == ",":
        _nothing_before_comma(parser, before)
    if text == "=":
        equals(parser)
    if text in OPERATORS or text[0] in SUPERSCRIPTS:
        if before in _STARTS:
            parser.fail("nothing_before", sign=text)
        parser.fail("two_operators", at - 1, at, before=before, sign=text)
    unreadable(parser)


def _ended(parser: Parser, before: str) -> NoReturn:
    """The line or a parenthesis ends where an operand was expected."""
    at, text = parser.at, parser.texts[parser.at]
    if before == "|":
        parser.fail("bars", at - 1)
    if before and (text == "" or before not in _STARTS):
        parser.fail("unfinished", at - 1, sign=before)
    if text == "":
        parser.fail("empty", max(at - 1, 0))
    if before == "":
        parser.fail("unopened")
    parser.fail("empty_argument" if before == "," else "empty_group", at - 1, at)


def _nothing_before_comma(parser: Parser, before: str) -> NoReturn:
    called = parser.frames[-1].head is not None and parser.frames[-1].opener == "("
    if before in _STARTS:
        parser.fail("empty_argument" if called else "lone_comma")
    parser.fail("unfinished", parser.at - 1, sign=before)


def unreadable(parser: Parser) -> NoReturn:
    """A character that has no meaning here."""
    text = parser.texts[parser.at]
    if text == "=":
        equals(parser)
    key = CHARACTERS.get(text) or CHARACTERS.get(text[0])
    if key is None:
        category = unicodedata.category(text[0])
        key = "digit" if category == "Nd" else "invisible" if category[0] in "CZ" else "character"
    before, after = parser.texts[parser.at - 1] if parser.at > parser.first else "", parser.texts[parser.at + 1]
    if key == "dot" and before in MODULES and after in NAMES:
        parser.fail("module", parser.at - 1, name=before, function=after)
    shown = f"U+{ord(text[0]):04X}" if key == "invisible" else text
    parser.fail(key, sign=shown, name=text, number=text)


def equals(parser: Parser) -> NoReturn:
    parser.fail("two_equals")


def comma(parser: Parser) -> NoReturn:
    """A comma outside a call: a decimal comma, or a list."""
    at, texts = parser.at, parser.texts
    left, right = texts[at - 1], texts[at + 1]
    if left.isdigit() and right[:1].isdigit() and parser.line.touches(at + 1):
        better = f"{left}.{right}"
        parser.fail("decimal_comma", at - 1, at + 1, better=better)
    parser.fail("comma")


def misspelled(parser: Parser, name: str, at: int) -> None:
    """Refuse a function that has nearly the name of one that is there."""
    near = meant(name)
    if near and name not in parser.names.declared:
        parser.fail("misspelled_korean" if korean(name) else "misspelled", at, name=name, better=near)


def unknown_function(parser: Parser, name: str, at: int) -> NoReturn:
    """A call without arguments of a function that is not there."""
    misspelled(parser, name, at)
    parser.fail("unknown_function", at, name=name)
