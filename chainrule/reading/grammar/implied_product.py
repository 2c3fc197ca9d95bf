"""What stands side by side without a sign: where that is a product, and how far a bare argument reaches."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import NAMES
from ...tree import Constant, Divided, Multiplied, Numeral
from ..mistakes import diagnosis
from ..names import ROOTS, SOFT

if TYPE_CHECKING:
    from .parser import Parser


def product(parser: Parser) -> bool:
    """An implicit product; refused where two readings are possible."""
    diagnosis.not_beside(parser)
    text, frame = parser.texts[parser.at], parser.frames[-1]
    if parser.line.latex and frame.power > parser.ARGUMENT:
        frame = parser.reduce(parser.ARGUMENT)
    if frame.power >= parser.FUNCTION:  # sin 2x, and sin x cos x
        function = next(f for f in reversed(parser.frames) if f.power == parser.FUNCTION)
        root = parser.texts[function.index] in ROOTS
        if not root and _continues(parser, text):
            if frame.power == parser.FUNCTION:
                parser.push(parser.ARGUMENT, Multiplied, len(parser.operands) - 1, nests=False)
            return True
        if text not in NAMES or text in SOFT or isinstance(parser.operands[-1], Numeral | Constant):
            diagnosis.bare_argument(parser)
    if parser.settle(parser.PRODUCT).head is Divided:
        fraction = text == "(" and all(isinstance(x, Numeral) for x in parser.operands[-2:])
        if not fraction:
            diagnosis.after_division(parser)
    parser.factor()
    return True


def _continues(parser: Parser, text: str) -> bool:
    """Whether a bare argument goes on: `sin 2x`; in LaTeX also letters set close together, `\\sin\\omega t`."""
    if text in NAMES and text not in SOFT or text == "(":
        return False
    if isinstance(parser.operands[-1], Numeral | Constant):
        return True
    return parser.line.latex and text[0].isalpha() and parser.line.touches(parser.at)


def raises_argument(parser: Parser) -> bool:
    """Whether a power belongs to a bare argument: in LaTeX `\\sin x^2` is the sine of x²; in plain text who knows."""
    return parser.line.latex and parser.texts[parser.at - 1] not in (")", "}")
