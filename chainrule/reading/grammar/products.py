"""Products and powers, written out or side by side, and how far a bare argument reaches."""
from __future__ import annotations

from collections.abc import Callable

from ... import limits
from ...rules import NAMES
from ...tree import Constant, Divided, Multiplied, Numeral, Raised
from ..mistakes.quotients import check_quotient
from ..mistakes.side_by_side import after_division, bare_argument, not_beside
from ..names import ROOTS, SOFT, SUPERSCRIPTS
from .frames import ARGUMENT, FUNCTION, PRODUCT, RAISE, TIGHT, TO
from .machine import Parser


def multiply(parser: Parser) -> bool:
    """`*`, `·`, `×`."""
    factor(parser)
    parser.at += 1
    return True


def factor(parser: Parser) -> None:
    """Take what comes as one more factor."""
    frame = parser.settle(PRODUCT)
    if frame.head is Multiplied and frame.power == PRODUCT:
        frame.index = parser.at
    else:
        chain = frame.chain
        if frame.head is Divided:
            parser.reduce(PRODUCT - 1)
        parser.push(PRODUCT, Multiplied, len(parser.operands) - 1, nests=False).chain = chain


def divide(parser: Parser) -> bool:
    """`/`: from left to right, a row of divisions nests."""
    if parser.frames[-1].power >= FUNCTION:
        bare_argument(parser)
    check_quotient(parser)
    frame = parser.settle(PRODUCT)
    chain = frame.chain + 1 if frame.power == PRODUCT else 1
    if chain > limits.CHAIN:
        parser.fail("long_chain", limit=limits.CHAIN)
    parser.reduce(PRODUCT - 1)
    parser.push(PRODUCT, Divided, len(parser.operands) - 1, nests=False).chain = chain
    parser.at += 1
    return True


def power(parser: Parser) -> bool:
    """`^`, `**`."""
    inside = parser.frames[-1].power >= FUNCTION
    if inside and not raises_argument(parser):
        bare_argument(parser)
    parser.push(TIGHT if inside else RAISE, Raised, len(parser.operands) - 1)
    parser.at += 1
    return True


def superscript(parser: Parser) -> bool:
    """`x²` binds tighter than anything."""
    if parser.frames[-1].power >= FUNCTION and not raises_argument(parser):
        bare_argument(parser)
    exponent = parser.names.superscript(parser.line, parser.at)
    args = [parser.operands[-1], exponent]
    parser.check(args, parser.at)
    parser.operands[-1] = Raised(*args)
    parser.at += 1
    if parser.texts[parser.at][:1] in SUPERSCRIPTS and parser.texts[parser.at]:
        parser.fail("superscript", sign=parser.texts[parser.at])
    return False


def beside(parser: Parser) -> bool:
    """No operator at all: an implicit product where it can mean nothing else."""
    if parser.texts[parser.at][0] in SUPERSCRIPTS:
        return superscript(parser)
    return side_by_side(parser)


def side_by_side(parser: Parser, check: Callable[[Parser], None] = not_beside,
                 take: Callable[[Parser], None] = factor) -> bool:
    """An implicit product, its factor taken by `take`; refused by `check` where two readings are possible."""
    check(parser)
    text, frame = parser.texts[parser.at], parser.frames[-1]
    if parser.line.latex and frame.power > ARGUMENT:
        frame = parser.reduce(ARGUMENT)
    if frame.power >= FUNCTION:  # sin 2x, and sin x cos x
        function = next(f for f in reversed(parser.frames) if f.power == FUNCTION)
        root = parser.texts[function.index] in ROOTS
        if not root and _continues(parser, text):
            if frame.power == FUNCTION:
                parser.push(ARGUMENT, Multiplied, len(parser.operands) - 1, nests=False)
            return True
        if text not in NAMES or text in SOFT or isinstance(parser.operands[-1], Numeral | Constant):
            bare_argument(parser)
    if parser.settle(PRODUCT).head is Divided:
        fraction = text == "(" and all(isinstance(x, Numeral) for x in parser.operands[-2:])
        if not fraction:
            after_division(parser)
    take(parser)
    return True


def _continues(parser: Parser, text: str) -> bool:
    """Whether a bare argument goes on: `sin 2x`; in LaTeX also letters set close together, `\\sin\\omega t`."""
    if text in NAMES and text not in SOFT or text == "(":
        return False
    if isinstance(parser.operands[-1], Numeral | Constant):
        return True
    if text == "e" and parser.texts[parser.at + 1] in TO:  # ln te^t
        return False
    return parser.line.latex and text[0].isalpha() and parser.line.touches(parser.at)


def raises_argument(parser: Parser) -> bool:
    """Whether a power belongs to a bare argument: in LaTeX `\\sin x^2` is the sine of x²; in plain text who knows."""
    return parser.line.latex and parser.texts[parser.at - 1] not in (")", "}")
