"""Functions in front of their arguments: `sin(x)`, `sin^2 x`, `log_2 x`, `f(x, y)`, `(f∘g)(x)`."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...graph.magnitude import GROWING, grows_too_large
from ...notation.names import spelled
from ...rules import NAMES
from ...tree import Applied, Called, Numeral, Raised, Typed
from ..mistakes import diagnosis
from ..mistakes.foreign_words import FOREIGN, PROGRAMMING, WORDS
from ..mistakes.refuse import counted
from ..names import ROOTS, SOFT, SUPERSCRIPTS, plain_name
from . import piecewise, sums

if TYPE_CHECKING:
    from .frames import Frame
    from .parser import Parser

FUNCTION_LETTERS = frozenset("fghFGHφψϕΦΨ")
COMPOSED = ("∘",)
_OPENING = ("|", "⌊", "⌈", *ROOTS)  # what a bare argument may begin with besides letters and digits
_LOG_BASE = re.compile(r"log_\{?([0-9]+|[^\W\d_])\}?")
SPECIAL = {"sum": sums.SUM, "prod": sums.PRODUCT, "product": sums.PRODUCT, "piecewise": piecewise.PIECEWISE}


def begin(parser: Parser, name: str, base: Typed | None = None, after: int = 0, exponent: Typed | None = None) -> bool:
    """A known function: `sin(`, `sin x`, `sin^2 x`, `√x`; its argument is still to come."""
    at, texts = parser.at, parser.texts
    after = after or at + 1
    if name == "ln" and texts[after] == "_" and texts[at] == "log":
        return _base(parser)
    if parser.line.latex and texts[after:after + 2] == ["^", "{"] and texts[after + 2:after + 5] != ["-", "1", "}"]:
        return _raised(parser, name, base, after)
    if texts[after] in ("^", "**") or texts[after][:1] in SUPERSCRIPTS and texts[after]:
        name, exponent, after = diagnosis.function_power(parser, name, after)
    following = texts[after]
    if following == "(":
        frame = parser.push(0, Called, len(parser.operands), note=name, opener="(")
    else:
        if following in ("-", "−", "–", "+") and texts[after + 1] and parser.line.touches(after + 1):
            parser.fail("bare_sign", at, after, name=texts[at])
        group = following == "{" and parser.line.latex
        if not group and (not following or following[0] in SUPERSCRIPTS
                          or not (following[0].isalnum() or following in _OPENING)):
            key = "function_alone" if exponent is None else "function_power"
            parser.fail(key, at, after - 1, name=texts[at])
        frame = parser.push(parser.FUNCTION, Called, len(parser.operands), note=name)
    frame.exponent, frame.base = exponent, base
    parser.at = after + (following == "(")
    return False


def _base(parser: Parser) -> bool:
    """`\\log_{a^2} x`: the base is read as a group of its own."""
    frame = parser.push(0, None, len(parser.operands), opener="_")
    frame.index = parser.at
    if parser.texts[parser.at + 2] == "{":
        parser.at += 3
        return False
    if not parser.texts[parser.at + 2]:
        parser.fail("function_alone", parser.at, parser.at + 1, name="log")
    parser.operands.append(parser.names.leaf(parser.line, parser.at + 2))
    parser.at += 2
    return not end_base(parser)


def end_base(parser: Parser) -> bool:
    """The base of a logarithm is complete at the present token; its argument must follow."""
    frame = parser.frames.pop()
    base = parser.operands.pop()
    after, parser.at = parser.at + 1, frame.index
    begin(parser, "ln", base, after)
    return True


def _raised(parser: Parser, name: str, base: Typed | None, after: int) -> bool:
    """`\\sin^{3/2} x` of LaTeX: the exponent is read as a group of its own."""
    frame = parser.push(0, None, len(parser.operands), note=name, opener="^")
    frame.index, frame.base = parser.at, base
    parser.at = after + 2
    return False


def end_exponent(parser: Parser) -> bool:
    """The exponent of a function is complete at the present token; its argument must follow."""
    frame = parser.frames.pop()
    exponent = parser.operands.pop()
    after, parser.at = parser.at + 1, frame.index
    begin(parser, frame.note or "", frame.base, after, exponent)
    return True


def applied(function: str, args: list[Typed], frame: Frame) -> Typed:
    """The tree of a known function, its logarithm's base and its exponent put where they belong."""
    base = frame.base
    if isinstance(base, Numeral) and base.note in ("2", "10"):
        function, base = "log" + base.note, None
    tree: Typed = Called(*args, note=function) if base is None else Called(*args, base, note="log")
    return tree if frame.exponent is None else Raised(tree, frame.exponent)


def finish(parser: Parser, frame: Frame) -> None:
    """A call whose parenthesis closes at the present token."""
    args = parser.operands[frame.start:]
    del parser.operands[frame.start:]
    typed, name = parser.texts[frame.index], frame.note or ""
    if frame.head is Applied:
        tree = _own(parser, frame, args)
    elif name in SPECIAL.values() and frame.special:
        read = sums.expand if name != piecewise.PIECEWISE else piecewise.piecewise
        tree = read(parser, frame, args)
    else:
        piecewise.no_comparisons(parser, args, frame.index)
        counts(parser, frame, args, parser.at)
        if typed == "log" and len(args) == 2:
            name = "log"
        tree = applied(name, args, frame)
        if name in GROWING and grows_too_large(tree.args[0] if frame.exponent is not None else tree, parser.sizes):
            parser.fail("tower", frame.index, parser.at)
    parser.operands.append(_wrapped(parser, frame, tree))


def counts(parser: Parser, frame: Frame, args: list[Typed], end: int | None = None) -> None:
    """Refuse a known function with too few arguments or too many."""
    typed, name = parser.texts[frame.index], frame.note or ""
    low, high = (1, 2) if typed == "log" and frame.base is None else NAMES[name].arity
    if len(args) < low or (high is not None and len(args) > high):
        parser.fail("arity", frame.index, end, name=typed, wants=counted(low, high), count=len(args))


def _own(parser: Parser, frame: Frame, args: list[Typed]) -> Typed:
    """A function that is defined by the program, or unknown: the number of arguments must stay the same."""
    name, names = frame.note or "", parser.names
    piecewise.no_comparisons(parser, args, frame.index)
    wanted = len(names.functions[name]) if name in names.functions else names.applied.setdefault(name, len(args))
    if name.endswith("'"):
        wanted = 1
    if len(args) != wanted:
        parser.fail("arity", frame.index, parser.at, name=name, wants=counted(wanted, wanted), count=len(args))
    return Applied(*args, note=name)


def _wrapped(parser: Parser, frame: Frame, tree: Typed) -> Typed:
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


def special(parser: Parser, text: str) -> bool:
    """`sum(…, i, 1, 3)`, `prod(…)`, `piecewise(…)`, `log_2 x`: names that are functions only where they act so."""
    texts, at = parser.texts, parser.at
    if text in SPECIAL and texts[at + 1] == "(" and text not in parser.names.functions:
        parser.push(0, Called, len(parser.operands), note=SPECIAL[text], opener="(").special = True
        parser.at += 2
        return True
    logarithm = _LOG_BASE.fullmatch(text)
    if logarithm is None:
        return False
    following = texts[at + 1]
    if not (logarithm[1].isdigit() or following == "(" or following[:1].isalnum() or following in _OPENING):
        return False  # a variable called log_p
    base = parser.names.number_or_name(parser.line, at, logarithm[1])
    begin(parser, "ln", base)
    return True


def own_function(parser: Parser) -> bool:
    """A name with `(` behind it, if it is a function; then its frame is opened. Refused if it could be either."""
    at, texts = parser.at, parser.texts
    text = texts[at]
    if text in PROGRAMMING or text in WORDS:
        parser.fail("word" if text in WORDS else "programming", at, name=text)
    name = plain_name(parser.line, at)
    if name.endswith("'") and name.rstrip("'") in parser.names.functions:
        parser.fail("own_derivative", at)
    if name not in parser.names.functions:
        if parser.line.latex and name in parser.names.known:
            return False
        if name in parser.names.defined or parser.is_bare(name):
            if not parser.line.latex or _function_letter(text):
                diagnosis.name_call(parser, at, name)
            return False
        if not _is_function(parser, text):
            return False
    parser.push(0, Applied, len(parser.operands), note=name, opener="(")
    parser.at += 2
    return True


def _function_letter(text: str) -> bool:
    return text[0] in FUNCTION_LETTERS and not any(c.isalpha() for c in text[1:].partition("_")[0])


def _is_function(parser: Parser, text: str) -> bool:
    """Whether an unknown name before `(` must be a function: f, g, h; several arguments; a variable alone, x(t)."""
    at, texts = parser.at, parser.texts
    end = diagnosis.factor_end(parser, at + 1)
    inside = texts[at + 2:end]
    korean = any("가" <= c <= "힣" for c in text)
    word = sum(c.isalpha() for c in text.partition("_")[0]) > 1
    if not inside:
        diagnosis.unknown_function(parser, text, at)
    if word and not korean:
        near = FOREIGN.get(text)
        if near:
            parser.fail("foreign", at, name=text, better=near)
        diagnosis.misspelled(parser, text, at)
        return True
    depth, commas = 0, False
    for sign in inside:
        depth += (sign in "({") - (sign in ")}")
        commas = commas or sign == "," and depth == 0
    if commas or _function_letter(text):
        return True
    first = inside[0]
    named = first[0].isalpha() and first not in NAMES or first in SOFT and inside[1:2] != ["("]
    if named and len(inside) == 1:
        return not (text in ("e", "pi", "π") or first in ("e", "pi", "π"))
    applied_inside = named and inside[1] == "(" and inside[-1] == ")" and not parser.is_bare(spelled(first))
    return applied_inside and diagnosis.factor_end(parser, at + 2) == end - 1


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


