"""Names that have grown together: `sinx` may be the sine of x, or one name."""
from __future__ import annotations

import re

from ...notation.names import GREEK, spelled
from ...rules import NAMES
from ..grammar.machine import Parser
from .slips import korean, meant, typed_keys

_WITH_DIGITS = sorted(name for name, rule in NAMES.items() if rule.numbered)
_FUNCTIONS = sorted((n for n, rule in NAMES.items() if len(n) > 1 and not rule.own_word), key=len, reverse=True)
_LETTER = "|".join((*sorted(GREEK, key=len, reverse=True), r"[^\W\d_]"))
_PIECE = re.compile(rf"({'|'.join(_FUNCTIONS)})([0-9]*)({_LETTER})")
_DIGITS = re.compile(rf"({'|'.join(_WITH_DIGITS)})([0-9]+)")
_BEFORE = re.compile(rf"({_LETTER})({'|'.join(_FUNCTIONS)})([0-9]*)({_LETTER})")
_ARGUMENTS = ("x", "y", "t", "θ", "theta")  # letters that a function stands before more often than a word goes on with
_KOREAN = re.compile(r"([가-힣]+?)([0-9]*)([A-Za-zα-ω]?)")


def refuse_grown(parser: Parser, text: str) -> None:
    """Refuse a name that a function seems to have grown together with its argument, where nothing says that it is a
    name: it is not defined, and nobody asks for it."""
    names = parser.names
    if "_" in text or parser.line.latex or len(text) < 3 and text.isascii() or text[-1] in "'′" \
            or not names.new(spelled(text)):
        return
    apart = taken_apart(parser, text)
    if apart:
        parser.fail("grown", name=text, better=apart)


def taken_apart(parser: Parser, text: str) -> str:
    """`sinx` as `sin(x)`, `sinxcosx` as `sin(x)*cos(x)`; empty where it is just a name."""
    if not text.isascii() and korean(text):
        return _korean(text)
    found: list[str] = []
    rest = text
    before = _BEFORE.fullmatch(text)
    if before is not None and before[4] in (*_ARGUMENTS, before[1]):
        return f"{before[1]}*{before[2]}({before[3]}{before[4]})"
    digits = _DIGITS.fullmatch(text)
    if digits is not None and text not in NAMES:
        return f"{digits[1]}({digits[2]})"
    while rest:
        piece = _PIECE.match(rest)
        if piece is None:
            break
        tail = rest[piece.start(3):]
        if parser.is_bare(tail):
            return "*".join([*found, f"{piece[1]}({_product(piece[2], tail)})"])
        found.append(f"{piece[1]}({_product(piece[2], piece[3])})")
        rest = rest[piece.end():]
    return "*".join(found) if found and not rest else ""


def _product(digits: str, name: str) -> str:
    return f"{digits}*{name}" if digits and len(name) > 1 else digits + name


def _korean(text: str) -> str:
    """`사인x`, and `냐ㅜx` of a keyboard left on."""
    found = _KOREAN.fullmatch(text)
    if found is not None and (found[2] or found[3]):
        function = meant(found[1])
        return f"{function}({found[2]}{found[3]})" if function else ""
    keys = typed_keys(text)
    piece = _PIECE.fullmatch(keys) if keys[-1:] in _ARGUMENTS else None
    return f"{piece[1]}({piece[2]}{piece[3]})" if piece else ""
