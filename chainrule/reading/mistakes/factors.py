"""How far a factor reaches among the tokens of a line."""
from __future__ import annotations

from ...rules import NAMES
from ..grammar.frames import TO
from ..grammar.machine import Parser
from ..names import ROOTS, SOFT, SUPERSCRIPTS

_OPENERS, _CLOSERS = ("(", "{"), (")", "}")


def factor_end(parser: Parser, at: int) -> int:
    """The last token of the factor that begins at token `at`, as far as it goes."""
    texts, last = parser.texts, len(parser.texts) - 2
    end = min(at, last)
    if texts[end] in NAMES and texts[end + 1] == "(":
        end += 1
    if texts[end] in _OPENERS:
        depth = 0
        while end < last:
            depth += (texts[end] in _OPENERS) - (texts[end] in _CLOSERS)
            if depth == 0:
                break
            end += 1
    elif texts[end] in NAMES and texts[end] not in SOFT or texts[end] in ROOTS or texts[end] == "-":
        return factor_end(parser, end + 1) if end < last else end
    if texts[end + 1] in TO and end + 2 <= last:
        return factor_end(parser, end + 2)
    return end + (texts[end + 1][:1] in SUPERSCRIPTS)


def factor_start(parser: Parser, at: int) -> int:
    """The first token of the factor that ends at token `at`."""
    texts, depth = parser.texts, 0
    while at > parser.first:
        depth += (texts[at] in _CLOSERS) - (texts[at] in _OPENERS)
        if depth <= 0 and texts[at][0] not in SUPERSCRIPTS:
            break
        at -= 1
    if at > parser.first and texts[at] == "(" and texts[at - 1] in NAMES:
        at -= 1
    return at
