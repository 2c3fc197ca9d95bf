"""Steps of the parser for what brackets and bars hold: lists, entries, calls that end, norms; and what follows them."""
from __future__ import annotations

from ...rules.matrices.calls import CALLS
from ...tree import Typed
from ..grammar import groups
from ..grammar.machine import Parser
from ..mistakes import diagnosis
from ..names import SUPERSCRIPTS
from . import operators
from .heads import Asked, Bars, Indexed, Listed
from .notation import put, written

LIST, NORM = "[", "‖"


def end(of: Parser, head: type[Typed]) -> None:
    """The head of the innermost frame, complete at the present token."""
    frame = of.frames.pop()
    args = of.operands[frame.start:]
    del of.operands[frame.start:]
    if head is Asked and CALLS[str(frame.note)].kind == "stacked" and args and isinstance(args[0], Listed) \
            and ";" not in args[0].note:
        args = [*args[0].args, *args[1:]]
    put(of, head(*args, note=frame.note), frame.index if not args else min(
        frame.index, written(of).first(args[0], frame.index)))
    of.at += 1


def open_list(of: Parser) -> bool:
    """`[` where an operand is expected: a literal, or blocks side by side."""
    of.push(0, Listed, len(of.operands), note="", opener=LIST)
    of.at += 1
    return False


def _sizes(of: Parser) -> bool:
    """The comma in ones((2, 3)): its inner parentheses are taken away."""
    outer = of.frames[-2] if len(of.frames) > 1 else of.frames[-1]
    if outer.head is not Asked or CALLS[str(outer.note)].kind != "made" or outer.index + 2 != of.frames[-1].index:
        return False
    of.frames.pop()
    outer.special = True
    of.at += 1
    return True


def part(of: Parser) -> bool:
    """`,` and `;` between the parts of a list, `,` between arguments."""
    frame, sign = of.reduce(0), of.texts[of.at]
    if frame.opener != LIST:
        if sign == ";":
            diagnosis.unreadable(of)
        if frame.head is None and frame.opener == "(" and _sizes(of):
            return True
        return groups.comma(of)
    frame.note = (frame.note or "") + sign
    of.at += 1
    return True


def close_list(of: Parser) -> bool:
    """`]` behind the last part of a list."""
    if of.reduce(0).opener != LIST:
        of.fail("brackets_closed")
    end(of, Listed)
    return False


def index(of: Parser) -> bool:
    """`x[2]`, `W[1, :]` behind what it is an entry or a part of; in a list the next part."""
    if of.line.latex:
        return operators.beside(of)
    if _spaced(of):
        return _next_part(of)
    texts, start = of.texts, of.at
    end = texts.index("]", start) if "]" in texts[start:] else 0
    inside = "".join(texts[start + 1:end])
    if not end or "[" in texts[start + 1:end] or not inside:
        of.fail("brackets_open", start)
    first = written(of).first(of.operands[-1], start)
    of.at = end
    put(of, Indexed(of.operands.pop(), note=tuple(inside.split(","))), first)
    of.at += 1
    return False


def _spaced(of: Parser) -> bool:
    """Whether a list goes on behind a space: `[1 2; 3 4]`."""
    frame = next((f for f in reversed(of.frames) if f.opener), None)
    return frame is not None and frame.opener == LIST and not of.line.touches(of.at)


def _next_part(of: Parser) -> bool:
    frame = of.reduce(0)
    frame.note = (frame.note or "") + ","
    return True


def beside(of: Parser) -> bool:
    """No operator: the next part of a list, a method `.sum()`, or a product."""
    text = of.texts[of.at]
    if text[0] == "." and len(text) > 1 and not text[1].isdigit():
        return _method(of, text[1:])
    if _spaced(of) and text[:1] not in SUPERSCRIPTS and (text[0].isalnum() or text in ("(", "[")):
        return _next_part(of)
    return operators.beside(of)


def _method(of: Parser, name: str) -> bool:
    """`X.sum(axis=0)`, `W.dot(x)`; `X.shape[0]`, `X.size`."""
    size, length = _size(of, name)
    if size:
        of.push(0, Asked, len(of.operands) - 1, note=size, opener="(")
        of.at += length
        end(of, Asked)
        return False
    if name not in CALLS or of.texts[of.at + 1] != "(":
        of.fail("attribute", of.at, name=name)
    of.push(0, Asked, len(of.operands) - 1, note=name, opener="(").relations = ("method",)
    if of.texts[of.at + 2] == ")":
        of.at += 2
        end(of, Asked)
        return False
    of.at += 2
    frame = of.frames[-1]
    frame.relations = ()
    return True


def _size(of: Parser, name: str) -> tuple[str, int]:
    """The function that an attribute without parentheses stands for, and how many more tokens it takes."""
    texts, at = of.texts, of.at
    if name == "size" and texts[at + 1] != "(":
        return "numel", 0
    for inside, function in (("0", "nrows"), ("1", "ncols")):
        if name == "shape" and texts[at + 1:at + 4] == ["[", inside, "]"]:
            return function, 3
    return "", 0


def bar(of: Parser) -> bool:
    """`|` behind an operand: it closes, or opens a factor."""
    if of.roles.get(of.at) or not any(frame.opener == "|" for frame in of.frames):
        return beside(of)
    frame = of.reduce(0)
    if frame.opener != "|":
        return beside(of)
    of.frames.pop()
    put(of, Bars(of.operands.pop(), note="|"), frame.index)
    of.at += 1
    return False


def open_norm(of: Parser) -> bool:
    """`‖` where an operand is expected."""
    of.push(0, Bars, len(of.operands), note="‖", opener=NORM)
    of.at += 1
    return False


def close_norm(of: Parser) -> bool:
    """`‖` behind an operand: it closes, and a subscript may follow; or it opens a factor."""
    if not any(frame.opener == NORM for frame in of.frames):
        return beside(of)
    frame = of.reduce(0)
    if frame.opener != NORM:
        return beside(of)
    of.frames.pop()
    under = of.texts[of.at + 1]
    lowered = under[:1] == "_" and len(under) > 1
    of.at += lowered
    put(of, Bars(of.operands.pop(), note="‖" + under.strip("_{}") if lowered else "‖"), frame.index)
    of.at += 1
    return False


def open_inner(of: Parser) -> bool:
    """`⟨` where an operand is expected: an inner product."""
    of.push(0, Asked, len(of.operands), note="inner", opener="(")
    of.at += 1
    return False
