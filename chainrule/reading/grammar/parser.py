"""Tokens to trees: a Pratt parser, and as a table which step each token takes."""
from __future__ import annotations

from collections.abc import Callable

from ...tree import Cases, Compared, Raised, Typed
from ..mistakes import diagnosis
from ..names import ROOTS, Names
from ..tokens import Line
from . import calls, groups, piecewise, products, sums, terms
from .frames import FUNCTION, MINUS, OVER, PLUS, TIMES, TO, Frame, Tables
from .machine import Grammar, Parser

Step = Callable[[Parser], bool]
# Where an operand is expected; the answer of a step is whether it is complete.
PREFIX: dict[str, Step] = {
    "(": groups.open, "|": groups.bar, ")": groups.close_empty,
    **dict.fromkeys(ROOTS, terms.root), **dict.fromkeys(MINUS, terms.minus),
    **dict.fromkeys(PLUS, terms.plus), "": diagnosis.no_operand, "⌊": groups.whole, "⌈": groups.whole,
}
# Where an operator is expected; the answer of a step is whether an operand must follow.
INFIX: dict[str, Step] = {
    **dict.fromkeys(PLUS + MINUS, terms.add), **dict.fromkeys(TIMES, products.multiply),
    **dict.fromkeys(OVER, products.divide), **dict.fromkeys(TO, products.power),
    ")": groups.close, ",": groups.comma, "|": groups.close_bar, "": groups.finish,
    "⌋": groups.close_whole, "⌉": groups.close_whole,
    **dict.fromkeys(piecewise.RELATIONS, piecewise.compare), "if": piecewise.alternative, "else": piecewise.alternative,
    "and": piecewise.both, "∧": piecewise.both,
}
LATEX_PREFIX: dict[str, Step] = {**PREFIX, "{": groups.group, "}": diagnosis.no_operand, **dict.fromkeys(
    sums.COMMANDS, sums.begin)}
LATEX_INFIX: dict[str, Step] = {**INFIX, "}": groups.ungroup}


def parse(line: Line, names: Names, at: int = 0, *, offering: bool = False) -> Typed:
    """The tree of a line from token `at` on; `offering` where it is a text that a hint offers."""
    tables = names.notation.tables(line.latex) if names.notation else LATEX if line.latex else PLAIN
    parser = Parser(line, names, at, Grammar(tables.headed, _offered) if names.notation else GRAMMAR, offering=offering)
    texts, operands, leaves = parser.texts, parser.operands, names.leaves if tables.recalls else {}
    prefix, infix, atom, beside = tables.prefix, tables.infix, tables.atom, tables.beside
    while True:
        leaf = leaves.get(texts[parser.at])
        if leaf is not None and texts[parser.at + 1] != "(":
            operands.append(leaf)
            parser.at += 1
        elif not prefix.get(texts[parser.at], atom)(parser):
            continue
        while not infix.get(texts[parser.at], beside)(parser):
            if parser.done:
                return operands[0]


def _offered(line: Line) -> Typed:
    """The tree of a line that a hint offers, whatever its names are."""
    return parse(line, Names(), offering=True)


def headed(parser: Parser, frame: Frame, args: list[Typed]) -> Typed:
    """The tree of an operator that has all its operands."""
    head = frame.head
    assert head is not None
    if frame.power == FUNCTION:
        return calls.bare(parser, frame, args)
    if frame.special:
        return sums.bounded(parser, frame, args[0])
    if head is Raised:
        parser.check(args, frame.index)
    elif head is Compared or head is Cases:
        made = piecewise.compared(args, frame) if head is Compared else piecewise.chosen(args, frame)
        return made if made is not None else parser.fail("condition", frame.index)
    elif any(type(a) is Compared for a in args):
        parser.fail("condition", frame.index)
    return head(*args, note=frame.note)


PLAIN = Tables(PREFIX, INFIX, terms.atom, products.beside, headed)
LATEX = Tables(LATEX_PREFIX, LATEX_INFIX, terms.atom, products.beside, headed)
GRAMMAR = Grammar(headed, _offered)
