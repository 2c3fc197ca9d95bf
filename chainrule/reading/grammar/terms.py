"""Numbers, names, and the signs that stand in front of a term or between two."""
from __future__ import annotations

from ...notation.names import spelled
from ...rules import NAMES
from ...tree import Added, Negated
from ..mistakes import diagnosis
from ..mistakes.grown import refuse_grown
from ..mistakes.side_by_side import name_call
from ..names import CONSTANTS, ROOTS, SOFT, SUPERSCRIPTS
from . import calls, own_functions
from .frames import PLUS, POWER, SUM
from .machine import Parser


def atom(parser: Parser) -> bool:
    """A number, a name, or what cannot stand here."""
    text = parser.texts[parser.at]
    if text[:1] in SUPERSCRIPTS or not (text[:1].isalnum() or text[:1] == "_" or text[0] == "." != text):
        diagnosis.no_operand(parser)
    called = parser.texts[parser.at + 1] == "("
    rule = NAMES.get(text)
    if rule is not None and text not in parser.names.functions and (called or text not in SOFT):
        if text in SOFT and parser.is_bare(spelled(text)):
            name_call(parser, parser.at, text)
        return calls.begin(parser, rule.name)
    if (text[0] == "l" or called) and calls.special(parser, text):
        return False
    if text[0].isalpha() and text not in CONSTANTS:
        if called and own_functions.begin(parser):
            return False
        own_functions.check_raised(parser)
        refuse_grown(parser, text)
    parser.operands.append(parser.names.leaf(parser.line, parser.at))
    parser.at += 1
    return True


def root(parser: Parser) -> bool:
    """`√`."""
    return calls.begin(parser, ROOTS[parser.texts[parser.at]])


def plus(parser: Parser) -> bool:
    """The sign in `+x` says nothing."""
    parser.at += 1
    return False


def minus(parser: Parser) -> bool:
    """Before a term a sign takes the whole product, `-x*y` = -(x·y); within a product one factor."""
    outer = parser.frames[-1].power <= POWER["minus"]
    parser.push(POWER["minus" if outer else "inner minus"], Negated, len(parser.operands))
    parser.at += 1
    return False


def add(parser: Parser) -> bool:
    """`+` and `-` between two terms."""
    frame = parser.settle(SUM)
    sign = "+" if parser.texts[parser.at] in PLUS else "-"
    if frame.power == SUM:
        frame.note = (frame.note or "") + sign
        frame.index = parser.at
    else:
        parser.push(SUM, Added, len(parser.operands) - 1, note="+" + sign, nests=False)
    parser.at += 1
    return True
