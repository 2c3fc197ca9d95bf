"""Functions that the program defines, or about which nothing is known, and compositions: `f(x, y)`, `(f∘g)(x)`."""
from __future__ import annotations

from ...notation.names import GREEK, spelled
from ...rules import NAMES
from ...tree import Applied, Called, Typed
from ..mistakes import diagnosis
from ..mistakes.factors import factor_end
from ..mistakes.foreign_words import FOREIGN, OPERATIONS, PROGRAMMING, WORDS
from ..mistakes.refuse import counted
from ..mistakes.side_by_side import name_call
from ..mistakes.slips import korean, meant
from ..names import CONSTANTS, SOFT, SUPERSCRIPTS, plain_name
from . import piecewise
from .frames import TO, Frame
from .machine import Parser

FUNCTION_LETTERS = frozenset("fghFGHφψϕΦΨ")
COMPOSED = ("∘",)


def begin(parser: Parser) -> bool:
    """A name with `(` behind it, if it is a function; then its frame is opened. Refused if it could be either."""
    at, texts = parser.at, parser.texts
    text = texts[at]
    if (text in PROGRAMMING or text in WORDS) and text not in parser.names.declared:
        slip = meant(text) if text in WORDS else None
        if text == "if":
            parser.fail("word_if", at)
        if slip is not None and NAMES[slip].usual:
            parser.fail("misspelled", at, name=text, better=slip)
        parser.fail("word" if text in WORDS else "programming", at, name=text)
    name = plain_name(parser.line, at)
    if name.endswith("'") and name.rstrip("'") in parser.names.functions:
        parser.fail("own_derivative", at)
    if name not in parser.names.functions and name not in parser.names.operators:
        surely = parser.names.known if parser.line.latex else parser.names.values
        if name in surely and (parser.line.latex or not _function_letter(text)):
            return False
        if name in parser.names.defined or parser.is_bare(name):
            if not parser.line.latex or _function_letter(text):
                name_call(parser, at, name)
            return False
        if not _is_function(parser, text):
            return False
    parser.push(0, Applied, len(parser.operands), note=name, opener="(")
    parser.at += 2
    return True


def check_raised(parser: Parser) -> None:
    """Refuse `conv^2(x)`, a word with a power before a parenthesis, unless the word is a variable elsewhere."""
    at, texts = parser.at, parser.texts
    text, name = texts[at], spelled(texts[at])
    if texts[at + 1] in TO and texts[at + 2][:1].isdigit():
        after = at + 3
    elif texts[at + 1][:1] and texts[at + 1][0] in SUPERSCRIPTS:
        after = at + 2
    else:
        return
    names = parser.names
    letters = sum(c.isalpha() for c in text.partition("_")[0])
    if texts[after] != "(" or letters < 2 or name in GREEK or not names.new(name) or parser.mentions(name) > 1:
        return
    if name not in names.functions:
        diagnosis.misspelled(parser, text, at)
    end = factor_end(parser, after)
    power, argument = parser.line.between(at + 1, after - 1), parser.line.between(after, end)
    parser.fail("power_call", at, end, name=text, first=f"{text}{argument}{power}",
                second=f"{text}{power}*{argument}")


def _function_letter(text: str) -> bool:
    return text[0] in FUNCTION_LETTERS and not any(c.isalpha() for c in text[1:].partition("_")[0])


def _is_function(parser: Parser, text: str) -> bool:
    """Whether an unknown name before `(` must be a function: f, g, h; several arguments; a variable alone, x(t)."""
    at, texts = parser.at, parser.texts
    end = factor_end(parser, at + 1)
    inside = texts[at + 2:end]
    hangul = korean(text)
    word = sum(c.isalpha() for c in text.partition("_")[0]) > 1
    if not inside:
        diagnosis.unknown_function(parser, text, at)
    if word and not hangul and text not in parser.names.declared:
        near = FOREIGN.get(text)
        if near:
            parser.fail("foreign", at, name=text, better=near)
        if text in OPERATIONS:
            parser.fail("operation", at, name=text)
    if word or hangul:
        if text[-1] not in "'′" and "_" not in text or text.rstrip("'′") in NAMES:
            diagnosis.misspelled(parser, text, at)
        if word and not hangul:
            return True
    return _has_commas(inside) or _function_letter(text) or _holds_variable(parser, text, inside, end)


def _has_commas(inside: list[str]) -> bool:
    """Whether there are several arguments between two parentheses."""
    depth = 0
    for sign in inside:
        depth += (sign in "({") - (sign in ")}")
        if sign == "," and depth == 0:
            return True
    return False


def _holds_variable(parser: Parser, text: str, inside: list[str], end: int) -> bool:
    """Whether nothing but a variable stands in the parentheses, or a function of one: x(t), x(y(t))."""
    first = inside[0]
    if not (first[0].isalpha() and first not in NAMES or first in SOFT and inside[1:2] != ["("]):
        return False
    if len(inside) == 1:
        return text not in CONSTANTS and first not in CONSTANTS
    applied_inside = inside[1] == "(" and inside[-1] == ")" and not parser.is_bare(spelled(first))
    return applied_inside and factor_end(parser, parser.at + 2) == end - 1


def applied(parser: Parser, frame: Frame, args: list[Typed]) -> Typed:
    """A function that is defined by the program, or unknown: the number of arguments must stay the same."""
    name, names = frame.note or "", parser.names
    names.called.add(name)
    piecewise.no_comparisons(parser, args, frame.index)
    if name in names.operators and name not in names.functions:
        return Applied(*args, note=name)
    wanted = len(names.functions[name]) if name in names.functions else names.applied.setdefault(name, len(args))
    if name.endswith("'"):
        wanted = 1
    if len(args) != wanted:
        parser.fail("arity", frame.index, parser.at, name=name, wants=counted(wanted, wanted), count=len(args))
    return Applied(*args, note=name)


def composition(parser: Parser) -> bool:
    """`(f∘g)(x)`; False where the parenthesis at hand is no composition."""
    at, texts = parser.at, parser.texts
    if texts[at + 2:at + 3] == [] or texts[at + 2] not in COMPOSED:
        return False
    names = [texts[at + 1]]
    at += 2
    while texts[at] in COMPOSED and texts[at + 1]:
        names.append(texts[at + 1])
        at += 2
    ended = texts[at:at + 2] == [")", "("] and all(n and n[0].isalpha() for n in names)
    if not ended:
        parser.fail("composition", parser.at, min(at, len(texts) - 2))
    *outer, inner = names
    rule = NAMES.get(inner)
    parser.at = at
    own = rule is None or inner in parser.names.functions
    frame = parser.push(0, Applied if own else Called, len(parser.operands), note=inner if own or rule is None
                        else rule.name, opener="(")
    frame.index = parser.at - 1
    frame.outer = tuple(outer)
    parser.at = at + 2
    return True


def wrapped(parser: Parser, frame: Frame, tree: Typed) -> Typed:
    """The outer functions of a composition, from the inside out."""
    for name in reversed(frame.outer):
        rule = NAMES.get(name)
        if rule is not None and name not in parser.names.functions:
            if not rule.arity[0] <= 1:
                parser.fail("arity", frame.index, name=name, wants=counted(*rule.arity), count=1)
            tree = Called(tree, note=rule.name)
            continue
        wanted = len(parser.names.functions[name]) if name in parser.names.functions else \
            parser.names.applied.setdefault(name, 1)
        if wanted != 1:
            parser.fail("arity", frame.index, name=name, wants=counted(wanted, wanted), count=1)
        tree = Applied(tree, note=name)
    return tree
