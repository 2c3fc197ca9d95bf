"""Functions by cases: `piecewise(x^2, x > 0, 0)`, `x^2 if x > 0 else 0`, and the comparisons inside them."""
from __future__ import annotations

from collections.abc import Sequence

from ... import limits
from ...tree import Cases, Compared, Typed
from ..mistakes.refuse import refuse
from .frames import ALTERNATIVE, BOTH, COMPARISON, Frame
from .machine import Parser

PIECEWISE = "piecewise"
RELATIONS = {"<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">=", "==": "==", "!=": "!=",
             "≠": "!="}


def compare(parser: Parser) -> bool:
    """`<` and its kin, where a condition may stand."""
    frame = parser.reduce(COMPARISON)
    if not _condition_expected(parser):
        parser.fail("comparison", sign=parser.texts[parser.at])
    relation = RELATIONS[parser.texts[parser.at]]
    if frame.power == COMPARISON:
        frame.relations += (relation,)
    else:
        parser.push(COMPARISON, Compared, len(parser.operands) - 1, nests=False).relations = (relation,)
    parser.at += 1
    return True


def _condition_expected(parser: Parser) -> bool:
    """Inside `piecewise(…)`, or between `if` and `else`."""
    for frame in reversed(parser.frames):
        if frame.power > BOTH or frame.head is Compared:
            continue
        if frame.head is Cases:
            return frame.note is None
        return frame.special and frame.note == PIECEWISE
    return False


def both(parser: Parser) -> bool:
    """`and` between two comparisons."""
    if not _condition_expected(parser):
        parser.fail("word", parser.at, name=parser.texts[parser.at])
    parser.reduce(BOTH)
    if not isinstance(parser.operands[-1], Compared):
        parser.fail("condition", parser.at)
    frame = parser.frames[-1]
    if frame.power != BOTH:
        parser.push(BOTH, Compared, len(parser.operands) - 1, note="and", nests=False)
    parser.at += 1
    return True


def compared(args: Sequence[Typed], frame: Frame) -> Typed | None:
    """The comparison of a frame: a < b < c as pairs, or several joined by `and`; None where a part is none."""
    if frame.note == "and":
        if not all(isinstance(a, Compared) for a in args):
            return None
        return Compared(*(operand for a in args for operand in a.args), note=sum((a.note for a in args), ()))
    pairs = [operand for left, right in zip(args, args[1:], strict=False) for operand in (left, right)]
    return Compared(*pairs, note=frame.relations)


def alternative(parser: Parser) -> bool:
    """`value if condition else value`."""
    text = parser.texts[parser.at]
    frame = parser.reduce(ALTERNATIVE)
    if text == "if":
        if isinstance(parser.operands[-1], Compared):
            parser.fail("condition", parser.at)
        parser.push(ALTERNATIVE, Cases, len(parser.operands) - 1)
    else:
        if frame.head is not Cases or frame.note is not None:
            parser.fail("else_alone", parser.at)
        if not isinstance(parser.operands[-1], Compared):
            parser.fail("condition", frame.index, parser.at)
        frame.note = "else"
    parser.at += 1
    return True


def chosen(args: Sequence[Typed], frame: Frame) -> Typed | None:
    """The tree of `a if c else b`, an alternative in the last place taken into the same list; None without else."""
    if frame.note != "else":
        return None
    value, condition, other = args
    rest = other.args if isinstance(other, Cases) else (other,)
    return Cases(value, condition, *rest)


def piecewise(parser: Parser, frame: Frame, args: list[Typed]) -> Typed:
    """`piecewise(value, condition, value, condition, …, otherwise)`."""
    if len(args) > 2 * limits.CASES + 1:
        parser.fail("many_cases", frame.index, parser.at, limit=limits.CASES)
    for place, arg in enumerate(args):
        wants = place % 2 == 1
        if isinstance(arg, Compared) != wants:
            parser.fail("piecewise", frame.index, parser.at, name=parser.texts[frame.index])
    if len(args) < 2:
        parser.fail("piecewise", frame.index, parser.at, name=parser.texts[frame.index])
    return Cases(*args)


def no_comparisons(parser: Parser, args: Sequence[Typed], at: int) -> None:
    """Refuse a condition among the arguments of an ordinary function."""
    if any(isinstance(a, Compared) for a in args):
        raise refuse("condition", parser.line.source.given, parser.line.span(at, parser.at))
