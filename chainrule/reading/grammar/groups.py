"""What stands inside parentheses, bars, braces or ⌊ ⌋: opened, separated by commas, closed; and the end of the line."""
from __future__ import annotations

from ...tree import Called, Compared
from ..mistakes import diagnosis
from . import calls, own_functions
from .machine import Parser
from .products import beside

_UNCLOSED = {"|": "bars", "(": "unclosed", "{": "unclosed_brace", "_": "unclosed_brace", "^": "unclosed_brace",
             "⌊": "unclosed_whole", "⌈": "unclosed_whole"}


def open(parser: Parser) -> bool:
    """`(`: a group, or the composition `(f∘g)(x)`."""
    if own_functions.composition(parser):
        return False
    parser.push(0, None, len(parser.operands), opener="(")
    parser.at += 1
    return False


def close(parser: Parser) -> bool:
    """`)`: the end of a group or of a call."""
    frame = parser.reduce(0)
    if frame.opener != "(":
        parser.fail(_UNCLOSED.get(frame.opener, "unopened"), frame.index if frame.opener else None)
    parser.frames.pop()
    if frame.head is not None:
        calls.finish(parser, frame)
    parser.at += 1
    return False


def close_empty(parser: Parser) -> bool:
    """`)` where an operand is expected: the end of `sin()`, whose arguments are then counted."""
    frame = parser.frames[-1]
    if frame.head is Called and not frame.special and frame.opener == "(" and frame.start == len(parser.operands) \
            and parser.texts[parser.at - 1] == "(":
        close(parser)
        return True
    return diagnosis.no_operand(parser)


def comma(parser: Parser) -> bool:
    """`,` between the arguments of a call."""
    frame = parser.reduce(0)
    if frame.head is None or frame.opener != "(":
        diagnosis.comma(parser)
    parser.at += 1
    return True


def group(parser: Parser) -> bool:
    """`{` of LaTeX: it groups and is not seen."""
    parser.push(0, None, len(parser.operands), opener="{")
    parser.at += 1
    return False


def ungroup(parser: Parser) -> bool:
    """`}` of LaTeX: the end of a group, of a base or of an exponent."""
    frame = parser.reduce(0)
    if frame.opener == "_":
        return calls.end_base(parser)
    if frame.opener == "^":
        return calls.end_exponent(parser)
    if frame.opener != "{":
        parser.fail(_UNCLOSED.get(frame.opener, "unopened_brace"), frame.index if frame.opener else None)
    parser.frames.pop()
    parser.at += 1
    return False


def bar(parser: Parser) -> bool:
    """`|` where an operand is expected: it opens."""
    if parser.roles.get(parser.at) is False:
        parser.fail("bars")
    parser.push(0, Called, len(parser.operands), note="abs", opener="|")
    parser.at += 1
    return False


def close_bar(parser: Parser) -> bool:
    """`|` behind an operand: it closes, or opens a factor."""
    if parser.roles.get(parser.at) or not any(frame.opener == "|" for frame in parser.frames):
        return beside(parser)
    frame = parser.reduce(0)
    if frame.opener != "|":
        return beside(parser)
    parser.frames.pop()
    parser.operands[-1] = Called(parser.operands[-1], note="abs")
    parser.at += 1
    return False


def whole(parser: Parser) -> bool:
    """`⌊x⌋` and `⌈x⌉`."""
    sign = parser.texts[parser.at]
    parser.push(0, Called, len(parser.operands), note="floor" if sign == "⌊" else "ceil", opener=sign)
    parser.at += 1
    return False


def close_whole(parser: Parser) -> bool:
    """`⌋` and `⌉`."""
    frame = parser.reduce(0)
    sign = parser.texts[parser.at]
    if frame.opener != {"⌋": "⌊", "⌉": "⌈"}[sign]:
        parser.fail("fence", sign=sign)
    parser.frames.pop()
    parser.operands[-1] = Called(parser.operands[-1], note=frame.note)
    parser.at += 1
    return False


def finish(parser: Parser) -> bool:
    """The end of the line."""
    frame = parser.reduce(0)
    if frame.opener:
        parser.fail(_UNCLOSED[frame.opener], frame.index)
    if isinstance(parser.operands[0], Compared):
        parser.fail("condition", parser.first, parser.at - 1)
    parser.done = True
    return False
