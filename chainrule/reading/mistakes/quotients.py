"""Slashes that may mean something else: `x^1/2`, and `dy/dx`."""
from __future__ import annotations

import re

from ...notation.names import GREEK, spelled
from ..grammar.frames import MINUS, TO
from ..grammar.machine import Parser
from .factors import factor_end, factor_start

_OF = re.compile(r"d(?:[^\W\d_](?:_?[0-9]+)?)?")


def check_quotient(parser: Parser) -> None:
    """Refuse a slash that can be read in two ways."""
    at, texts = parser.at, parser.texts
    if texts[at - 1] == "1" and at - 2 > parser.first:
        _exponent(parser)
    if texts[at - 1][0] == "d" and texts[at + 1][:1] == "d":
        _derivative(parser)


def _exponent(parser: Parser) -> None:
    """`x^1/2`: the root of x, or half of x."""
    at, texts = parser.at, parser.texts
    sign = at - 2 if texts[at - 2] in MINUS and texts[at - 3] in TO else at - 1
    if texts[sign - 1] not in TO or texts[at + 1] == "":
        return
    start, end = factor_start(parser, sign - 2), factor_end(parser, at + 1)
    base, power = parser.line.between(start, sign - 2), texts[sign - 1]
    exponent, under = parser.line.between(sign, at - 1), parser.line.between(at + 1, end)
    opened, closed = "{}" if parser.line.latex else "()"
    second = f"{base}{power}{opened}{exponent}{closed}/{under}"
    parser.fail("power_fraction", start, end, first=f"{base}{power}{opened}{exponent}/{under}{closed}", second=second)


def _derivative(parser: Parser) -> None:
    """`dy/dx`, where neither is a name of the user's."""
    at, texts = parser.at, parser.texts
    above, below = texts[at - 1], texts[at + 1]
    names = parser.names

    def is_difference(text: str) -> bool:
        behind = spelled(text[1:])
        known = behind in GREEK or behind in names.leaves or behind in names.defined or behind in names.known
        return _OF.fullmatch(text) is not None or known and behind != ""

    if parser.line.latex or below == "d" or not (is_difference(above) and is_difference(below)):
        return
    own = names.known | names.defined
    if spelled(above) in own or spelled(below) in own:
        return
    parser.fail("derivative_inside", at - 1, at + 1, name=f"{above}/{below}",
                better=f"d/{below} ({spelled(below[1:])}^2)")
