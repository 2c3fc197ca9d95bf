"""Why a token cannot stand behind an operand without a sign: `2 3`, `x y`, `2^3x`, `sin x y`, `1/2x`."""
from __future__ import annotations

from typing import NoReturn

from ...rules import NAMES
from ...tree import Variable
from ..grammar.frames import FUNCTION, OPERATORS, TO, Frame
from ..grammar.machine import Parser
from ..names import CONSTANTS, ROOTS, SOFT, SUPERSCRIPTS
from .diagnosis import unreadable
from .factors import factor_end, factor_start
from .foreign_words import WORDS

_DIGITS = "0123456789"
_OPENING = (*ROOTS, "|", "⌊", "⌈")
_LATEX_OPENING = ("{", "\\sum", "\\prod")


def not_beside(parser: Parser) -> None:
    """Refuse a token that stands behind an operand without a sign, unless it is a clear product."""
    text, latex = parser.texts[parser.at], parser.line.latex
    if text in _OPENING or latex and text in _LATEX_OPENING:
        _mixed_number(parser)
    elif _is_number(text):
        _number_behind(parser)
    elif text == "(":
        _named_call(parser)
    elif not (text[0].isalpha() or text[0] == "_") or text[0] in SUPERSCRIPTS:
        unreadable(parser)
    else:
        for refuse_name in (_foreign_word, _words_of_latex) if latex else (
                _foreign_word, _korean, _behind_exponent, _two_names):
            refuse_name(parser)


def _is_number(text: str) -> bool:
    return text[0] in _DIGITS or text[0] == "." != text


def _behind_name(parser: Parser) -> bool:
    """Whether the operand before the present token is a name as it was typed."""
    before = parser.texts[parser.at - 1]
    return isinstance(parser.operands[-1], Variable) and (before[-1].isalnum() or before[-1] in "'′}_") \
        and before[0] not in SUPERSCRIPTS and before != "}"


def _behind_power(parser: Parser) -> bool:
    return parser.at >= 2 and parser.texts[parser.at - 2] in TO


def _is_function(text: str) -> bool:
    return text in NAMES and text not in SOFT


def _is_korean(parser: Parser) -> bool:
    return any("가" <= c <= "힣" for c in parser.texts[parser.at] + parser.texts[parser.at - 1])


def _mixed_number(parser: Parser) -> None:
    """`2\\frac{1}{3}` is a product to some and seven thirds to others."""
    at, texts = parser.at, parser.texts
    parts = texts[at:at + 9]
    if _is_number(texts[at - 1]) and len(parts) == 9 and parts[0:2] == ["{", "{"] and parts[7:9] == ["}", "}"] \
            and parts[3:6] == ["}", "/", "{"] and parts[2].isdigit() and parts[6].isdigit():
        number, over = texts[at - 1], f"\\frac{{{parts[2]}}}{{{parts[6]}}}"
        parser.fail("mixed_number", at - 1, at + 8, first=f"{number} \\cdot {over}", second=f"{number} + {over}")


def _number_behind(parser: Parser) -> None:
    """`2 3`, `x2` with a space, `(x)2`; in LaTeX `x^2 3^n` is a product."""
    at, texts = parser.at, parser.texts
    text, before = texts[at], texts[at - 1]
    if parser.line.latex and (_behind_power(parser) or before in ("}", ")")) and (
            texts[at + 1] in TO or not parser.line.touches(at)):
        return
    if _is_number(before):
        _two_numbers(parser)
    if parser.frames[-1].power >= FUNCTION:
        bare_argument(parser)
    start = factor_start(parser, at - 1)
    left = parser.line.between(start, at - 1)
    parser.fail("number_behind", start, at, first=f"{left}*{text}", second=f"{left}^{text}")


def _two_numbers(parser: Parser) -> NoReturn:
    at, texts = parser.at, parser.texts
    if parser.line.touches(at):
        last = at
        while texts[last + 1][:1] == "." and parser.line.touches(last + 1):
            last += 1
        parser.fail("malformed_number", at - 1, last, number=parser.line.between(at - 1, last))
    parser.fail("two_numbers", at - 1, at, better=f"{texts[at - 1]}*{texts[at]}")


def _named_call(parser: Parser) -> None:
    """`x(y + 1)` with a variable x; a product in LaTeX, and where x is surely no function."""
    name = parser.texts[parser.at - 1]
    sure = parser.line.latex or name in parser.names.values
    if _behind_name(parser) and not sure and parser.frames[-1].power < FUNCTION:
        if name in WORDS:
            parser.fail("word", parser.at - 1, name=name)
        name_call(parser, parser.at - 1, name)


def name_call(parser: Parser, at: int, name: str) -> NoReturn:
    """A name before a parenthesis that can be a factor as well as a function."""
    end = factor_end(parser, at + 1)
    parser.fail("name_call", at, end, name=name, better=f"{parser.texts[at]}*{parser.line.between(at + 1, end)}")


def _foreign_word(parser: Parser) -> None:
    """`x mod 2`."""
    at, texts = parser.at, parser.texts
    if texts[at - 1] == "if":
        parser.fail("word_then", at - 1, better=_value_first(parser, at - 1))
    if texts[at] in WORDS or texts[at - 1] in WORDS:
        parser.fail("word", at - 1, at, name=texts[at] if texts[at] in WORDS else texts[at - 1])


def _value_first(parser: Parser, at: int) -> str:
    """`if A then B else C` as it is written here."""
    texts, line = parser.texts, parser.line
    words = [k for k in range(at, len(texts)) if texts[k] in ("then", "else")]
    if [texts[k] for k in words] != ["then", "else"] or not at + 1 < words[0] < words[1] - 1 < len(texts) - 3:
        return "x if x > 0 else -x"
    then, other = words
    return (f"{line.between(then + 1, other - 1)} if {line.between(at + 1, then - 1)} "
            f"else {line.between(other + 1, len(texts) - 2)}")


def _words_of_latex(parser: Parser) -> None:
    """Two names of several letters: in LaTeX letters are factors, words are not."""
    at, texts = parser.at, parser.texts
    text, before = texts[at], texts[at - 1]
    if _behind_name(parser) and text not in NAMES and min(_letters(text), _letters(before)) > 2:
        parser.fail("side_by_side", at - 1, at, better=f"{before} \\cdot {text}")


def _letters(text: str) -> int:
    """How many letters a name has that is written out; a Greek letter counts as one."""
    return len(text.partition("_")[0].rstrip("'0123456789"))


def _korean(parser: Parser) -> None:
    """A Korean sentence."""
    at, texts = parser.at, parser.texts
    if _is_korean(parser) and (_behind_name(parser) or texts[at - 1] == ")") and not _is_function(texts[at]):
        parser.fail("sentence", at - 1, at)


def _behind_exponent(parser: Parser) -> None:
    """`2^3x`: whether x stands in the exponent cannot be seen."""
    at, texts = parser.at, parser.texts
    text, before = texts[at], texts[at - 1]
    if not (_is_number(before) and _behind_power(parser) and parser.line.touches(at)) or _is_function(text):
        return
    if _is_korean(parser):
        parser.fail("sentence", at - 1, at)
    base, end = factor_start(parser, at - 3), factor_end(parser, at)
    left, right = parser.line.between(base, at - 3), parser.line.between(at, end)
    parser.fail("after_exponent", base, end, name=text, first=f"{left}^{before}*{right}",
                second=f"{left}^({before}*{right})")


def _two_names(parser: Parser) -> None:
    """`x y`: two factors, or one name in two pieces; a constant or a function is no such piece."""
    at, texts = parser.at, parser.texts
    if _behind_name(parser) and not _is_function(texts[at]) and texts[at] not in CONSTANTS \
            and parser.frames[-1].power < FUNCTION:
        parser.fail("side_by_side", at - 1, at, better=f"{texts[at - 1]}*{texts[at]}")


def bare_argument(parser: Parser) -> NoReturn:
    """`sin x y`, `sin x^2`, `ln x/2`: two ways to see where the argument ends."""
    at, texts = parser.at, parser.texts
    frame = next(f for f in reversed(parser.frames) if f.power == FUNCTION)
    start = _argument_start(parser, frame)
    typed = texts[frame.index]
    name, power = ROOTS.get(typed, typed), parser.line.between(frame.index + 1, start - 1)
    power = power if start > frame.index + 1 else ""
    argument, sign = parser.line.between(start, at - 1), texts[at]
    binary, raised = sign in OPERATORS, sign[0] in SUPERSCRIPTS
    end = at if raised else factor_end(parser, at + binary)
    rest = ("" if binary or raised else "*") + parser.line.between(at, end)
    parser.fail("bare_argument", frame.index, end, name=typed, first=f"{name}{power}({argument}){rest}",
                second=f"{name}{power}({argument}{rest})")


def _argument_start(parser: Parser, frame: Frame) -> int:
    at, texts = frame.index + 1, parser.texts
    if texts[at] in TO:
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
