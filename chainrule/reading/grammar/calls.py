"""Known functions in front of their arguments: `sin(x)`, `sin x`, `sin^2 x`, `log_2 x`."""
from __future__ import annotations

import re

from ...graph.magnitude import GROWING, grows_too_large
from ...rules import NAMES
from ...tree import Applied, Called, Negated, Numeral, Raised, Typed
from ..mistakes.refuse import counted
from ..names import ROOTS, SUPERSCRIPTS
from . import own_functions, piecewise, sums
from .frames import FUNCTION, MINUS, PLUS, TO, Frame
from .machine import Parser

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
    if texts[after] in TO or texts[after][:1] in SUPERSCRIPTS and texts[after]:
        name, exponent, after = _power(parser, name, after)
    called = texts[after] == "("
    if called:
        frame = parser.push(0, Called, len(parser.operands), note=name, opener="(")
    else:
        _check_bare(parser, after, "function_alone" if exponent is None else "function_power")
        frame = parser.push(FUNCTION, Called, len(parser.operands), note=name)
    frame.exponent, frame.base = exponent, base
    parser.at = after + called
    return False


def _check_bare(parser: Parser, after: int, missing: str) -> None:
    """Refuse what cannot begin an argument without parentheses."""
    at, texts = parser.at, parser.texts
    following = texts[after]
    if following in (*MINUS, *PLUS) and texts[after + 1] and parser.line.touches(after + 1):
        parser.fail("bare_sign", at, after, name=texts[at])
    group = following in ("{", "\\sum", "\\prod") and parser.line.latex
    if not group and (not following or following[0] in SUPERSCRIPTS
                      or not (following[0].isalnum() or following in _OPENING)):
        parser.fail(missing, at, after - 1, name=texts[at])


def _power(parser: Parser, name: str, at: int) -> tuple[str, Typed | None, int]:
    """`sin^2 x`, `sin² x`, `sin^-1 x` from the power on: the function, its exponent, the next token."""
    texts, typed = parser.texts, parser.texts[parser.at]
    if texts[at] in TO:
        after = at + 1
        negative = texts[after] in ("-", "−")
        after += negative
        digits = texts[after]
        closer = {"(": ")", "{": "}"}.get(digits, "")
        if closer and texts[after + 1] in ("-", "−") and texts[after + 2:after + 4] == ["1", closer]:
            negative, digits, after = True, "1", after + 3
        elif digits == "{" and texts[after + 2:after + 3] == ["}"]:
            digits, after = texts[after + 1], after + 2
    else:
        after = at
        exponent = parser.names.superscript(parser.line, at)
        negative = isinstance(exponent, Negated)
        inner = exponent.args[0] if isinstance(exponent, Negated) else exponent
        digits = inner.note if isinstance(inner, Numeral) else ""
    if not digits and texts[after] == "":
        parser.fail("function_power", parser.at, at, name=typed)
    if negative and digits == "1":
        for inverse in ("arc" + name, "ar" + name):
            if inverse in NAMES:
                return NAMES[inverse].name, None, after + 1
        parser.fail("no_inverse", parser.at, after, name=typed)
    whole = digits.isascii() and digits.isdigit() and len(digits) < 7 and int(digits) > 1
    if negative or not whole:
        parser.fail("function_exponent", parser.at, after, name=typed)
    return name, parser.names.leaves.setdefault(digits, Numeral(note=digits)), after + 1


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


def bare(parser: Parser, frame: Frame, args: list[Typed]) -> Typed:
    """A function whose argument had no parentheses and is complete: `sin 2x`."""
    counts(parser, frame, args)
    tree = applied(frame.note or "", args, frame)
    if frame.note in GROWING and grows_too_large(tree if frame.exponent is None else tree.args[0], parser.sizes):
        parser.fail("tower", frame.index)
    return tree


def finish(parser: Parser, frame: Frame) -> None:
    """A call whose parenthesis closes at the present token."""
    args = parser.operands[frame.start:]
    del parser.operands[frame.start:]
    typed, name = parser.texts[frame.index], frame.note or ""
    if frame.head is Applied:
        tree = own_functions.applied(parser, frame, args)
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
    parser.operands.append(own_functions.wrapped(parser, frame, tree))


def counts(parser: Parser, frame: Frame, args: list[Typed], end: int | None = None) -> None:
    """Refuse a known function with too few arguments or too many."""
    typed, name = parser.texts[frame.index], frame.note or ""
    low, high = (1, 2) if typed == "log" and frame.base is None else NAMES[name].arity
    if len(args) < low or (high is not None and len(args) > high):
        parser.fail("arity", frame.index, end, name=typed, wants=counted(low, high), count=len(args))


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
