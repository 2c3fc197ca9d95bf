"""Why a token cannot stand where it stands: asked only when the parser is stuck, so it may take its time."""
from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING, NoReturn

from ... import limits
from ...rules import NAMES
from ...tree import Negated, Numeral, Typed, Variable
from ..names import ROOTS, SOFT, SUPERSCRIPTS
from .foreign_words import CHARACTERS, MODULES, WORDS

if TYPE_CHECKING:
    from ..grammar.frames import Frame
    from ..grammar.parser import Parser

_OPERATORS = frozenset("+-*/^=") | {"**", "−", "–", "·", "×", "⋅", "∗", "∙", "•", "÷", "∕"}
_POWERS = ("^", "**")
_OPENERS, _CLOSERS = ("(", "{"), (")", "}")


def no_operand(parser: Parser) -> NoReturn:
    """Where an operand was expected stands something else."""
    at, texts = parser.at, parser.texts
    text, before = texts[at], texts[at - 1] if at > parser.first else ""
    starts = before in ("", "(", "{", ",", "|", "⌊", "⌈")
    if text == "" and before == "|":
        parser.fail("bars", at - 1)
    if text == "}" and parser.line.latex:
        parser.fail("empty_group", at - 1, at) if before == "{" else parser.fail("unfinished", at - 1, sign=before)
    if text == "" or text == ")" and not starts:
        parser.fail("unfinished", at - 1, sign=before) if before else parser.fail("empty", max(at - 1, 0))
    if text == ")":
        if before == "":
            parser.fail("unopened")
        if before == "|":
            parser.fail("bars", at - 1)
        parser.fail("empty_argument" if before == "," else "empty_group", at - 1, at)
    if text == ",":
        called = parser.frames[-1].head is not None and parser.frames[-1].opener == "("
        if starts:
            parser.fail("empty_argument" if called else "lone_comma")
        parser.fail("unfinished", at - 1, sign=before)
    if text in _OPERATORS or text[0] in SUPERSCRIPTS:
        if text == "=":
            equals(parser)
        if starts:
            parser.fail("nothing_before", sign=text)
        parser.fail("two_operators", at - 1, at, before=before, sign=text)
    unreadable(parser)


def unreadable(parser: Parser) -> NoReturn:
    """A character that has no meaning here."""
    text = parser.texts[parser.at]
    if text == "=":
        equals(parser)
    key = CHARACTERS.get(text) or CHARACTERS.get(text[0])
    if key is None:
        category = unicodedata.category(text[0])
        key = "digit" if category == "Nd" else "invisible" if category[0] in "CZ" else "character"
    before, after = parser.texts[parser.at - 1] if parser.at > parser.first else "", parser.texts[parser.at + 1]
    if key == "dot" and before in MODULES and after in NAMES:
        parser.fail("module", parser.at - 1, name=before, function=after)
    shown = f"U+{ord(text[0]):04X}" if key == "invisible" else text
    parser.fail(key, sign=shown, name=text, number=text)


def equals(parser: Parser) -> NoReturn:
    parser.fail("two_equals")


def comma(parser: Parser) -> NoReturn:
    """A comma outside a call: a decimal comma, or a list."""
    at, texts = parser.at, parser.texts
    left, right = texts[at - 1], texts[at + 1]
    if left.isdigit() and right[:1].isdigit() and parser.line.touches(at + 1):
        better = f"{left}.{right}"
        parser.fail("decimal_comma", at - 1, at + 1, better=better)
    parser.fail("comma")


def function_power(parser: Parser, name: str, at: int) -> tuple[str, Typed | None, int]:
    """`sin^2 x`, `sin² x`, `sin^-1 x` from the power on: the function, its exponent, the next token."""
    texts, typed = parser.texts, parser.texts[parser.at]
    if texts[at] in _POWERS:
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


def not_beside(parser: Parser) -> None:
    """Refuse a token that stands behind an operand without a sign, unless it is a clear product."""
    at, texts, latex = parser.at, parser.texts, parser.line.latex
    text, before, operand = texts[at], texts[at - 1], parser.operands[-1]
    number_before = before[0] in "0123456789" or before[0] == "." != before
    if text in (*ROOTS, "|", "⌊", "⌈") or latex and text in ("{", "\\sum", "\\prod"):
        if text == "{" and number_before and texts[at + 1] == "{":
            _mixed_number(parser)
        return
    if text[0] in "0123456789" or text[0] == "." != text:
        raised = at >= 2 and texts[at - 2] in _POWERS
        if latex and (raised or before in ("}", ")")) and (texts[at + 1] in _POWERS or not parser.line.touches(at)):
            return
        _number_behind(parser, number_before)
    named = isinstance(operand, Variable) and (before[-1].isalnum() or before[-1] in "'′}_") \
        and before[0] not in SUPERSCRIPTS and before != "}"
    if text == "(":
        if named and not latex and parser.frames[-1].power < 50:
            _name_call(parser, before)
        return
    if not (text[0].isalpha() or text[0] == "_") or text[0] in SUPERSCRIPTS:
        unreadable(parser)
    if text in WORDS or before in WORDS:
        parser.fail("word", at - 1, at, name=text if text in WORDS else before)
    if latex:
        if named and text not in NAMES and min(_letters(text), _letters(before)) > 2:
            parser.fail("side_by_side", at - 1, at, better=f"{before} \\cdot {text}")
        return
    hard = text in NAMES and text not in SOFT
    korean = any("가" <= c <= "힣" for c in text + before)
    constant = text in ("e", "pi", "π")
    if korean and (named or before == ")") and not hard:
        parser.fail("sentence", at - 1, at)
    if number_before and at >= 2 and texts[at - 2] in _POWERS and parser.line.touches(at) and not hard:
        if korean:
            parser.fail("sentence", at - 1, at)
        base = _factor_start(parser, at - 3)
        end = factor_end(parser, at)
        left, right = parser.line.between(base, at - 3), parser.line.between(at, end)
        parser.fail("after_exponent", base, end, name=text, first=f"{left}^{before}*{right}",
                    second=f"{left}^({before}*{right})")
    if named and not hard and not constant and parser.frames[-1].power < 50:
        parser.fail("side_by_side", at - 1, at, better=f"{before}*{text}")


def _letters(text: str) -> int:
    """How many letters a name has that is written out; a Greek letter counts as one."""
    return len(text.partition("_")[0].rstrip("'0123456789"))


def _mixed_number(parser: Parser) -> None:
    """`2\\frac{1}{3}` is a product to some and seven thirds to others."""
    at, texts = parser.at, parser.texts
    parts = texts[at:at + 9]
    if len(parts) == 9 and parts[0:2] == ["{", "{"] and parts[3:6] == ["}", "/", "{"] and parts[7:9] == ["}", "}"] \
            and parts[2].isdigit() and parts[6].isdigit():
        number, over = texts[at - 1], f"\\frac{{{parts[2]}}}{{{parts[6]}}}"
        parser.fail("mixed_number", at - 1, at + 8, first=f"{number} \\cdot {over}", second=f"{number} + {over}")


def _number_behind(parser: Parser, number_before: bool) -> NoReturn:
    at, text, before = parser.at, parser.texts[parser.at], parser.texts[parser.at - 1]
    if number_before:
        if parser.line.touches(at):
            last = at
            while parser.texts[last + 1][:1] == "." and parser.line.touches(last + 1):
                last += 1
            parser.fail("malformed_number", at - 1, last, number=parser.line.between(at - 1, last))
        parser.fail("two_numbers", at - 1, at, better=f"{before}*{text}")
    if parser.frames[-1].power >= 50:
        bare_argument(parser)
    start = _factor_start(parser, at - 1)
    left = parser.line.between(start, at - 1)
    parser.fail("number_behind", start, at, first=f"{left}*{text}", second=f"{left}^{text}")


def _name_call(parser: Parser, name: str) -> NoReturn:
    at = parser.at
    if name in WORDS:
        parser.fail("word", at - 1, name=name)
    name_call(parser, at - 1, name)


def name_call(parser: Parser, at: int, name: str) -> NoReturn:
    """A name before a parenthesis that can be a factor as well as a function."""
    end = factor_end(parser, at + 1)
    parser.fail("name_call", at, end, name=name, better=f"{parser.texts[at]}*{parser.line.between(at + 1, end)}")


def misspelled(parser: Parser, name: str, at: int) -> None:
    """Refuse a function that has nearly the name of one that is there."""
    lower = name[:limits.SHOWN].lower()
    near = [lower] if lower in NAMES else difflib.get_close_matches(lower, NAMES, 1, 0.7)
    if near:
        parser.fail("misspelled", at, name=name, better=near[0])


def unknown_function(parser: Parser, name: str, at: int) -> NoReturn:
    """A call without arguments of a function that is not there."""
    misspelled(parser, name, at)
    parser.fail("unknown_function", at, name=name)


def bare_argument(parser: Parser) -> NoReturn:
    """`sin x y`, `sin x^2`, `ln x/2`: two ways to see where the argument ends."""
    at, texts = parser.at, parser.texts
    frame = next(f for f in reversed(parser.frames) if f.power == 50)
    start = _argument_start(parser, frame)
    typed = texts[frame.index]
    name, power = ROOTS.get(typed, typed), parser.line.between(frame.index + 1, start - 1)
    power = power if start > frame.index + 1 else ""
    argument, sign = parser.line.between(start, at - 1), texts[at]
    binary, raised = sign in _OPERATORS, sign[0] in SUPERSCRIPTS
    end = at if raised else factor_end(parser, at + binary)
    rest = ("" if binary or raised else "*") + parser.line.between(at, end)
    parser.fail("bare_argument", frame.index, end, name=typed, first=f"{name}{power}({argument}){rest}",
                second=f"{name}{power}({argument}{rest})")


def _argument_start(parser: Parser, frame: Frame) -> int:
    at, texts = frame.index + 1, parser.texts
    if texts[at] in _POWERS:
        at += 1
        if texts[at] == "(":
            return at + 4
        return at + 1 + (texts[at] in ("-", "−"))
    return at + (texts[at][:1] in SUPERSCRIPTS)


def after_division(parser: Parser) -> NoReturn:
    """`1/2x`: both readings, written out."""
    at, frame = parser.at, parser.frames[-1]
    below = parser.frames[-2]
    start, end = below.index + 1, factor_end(parser, at)
    line = parser.line
    above, under, factor = line.between(start, frame.index - 1), line.between(frame.index + 1, at - 1), \
        line.between(at, end)
    parser.fail("after_division", start, end, first=f"({above}/{under})*{factor}",
                second=f"{above}/({under}*{factor})")


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
    if texts[end + 1] in _POWERS and end + 2 <= last:
        return factor_end(parser, end + 2)
    return end + (texts[end + 1][:1] in SUPERSCRIPTS)


def _factor_start(parser: Parser, at: int) -> int:
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

