"""Steps of the parser for the signs between vectors and matrices: products, powers, transposes, division."""
from __future__ import annotations

from ... import limits
from ...rules.matrices.calls import CALLS
from ...tree import Divided, Variable
from ..grammar import products
from ..grammar.frames import FUNCTION, OVER, PRODUCT, RAISE, TIGHT, TIMES, TO
from ..grammar.machine import Parser
from ..mistakes.quotients import check_quotient
from ..mistakes.side_by_side import bare_argument, not_beside
from ..names import SUPERSCRIPTS, plain_name
from ..tokens import ONES
from .heads import Sign
from .notation import put, written

ENTRYWISE = {".*": ".*", "∘": ".*", "⊙": ".*", "@": "@", **dict.fromkeys(TIMES, "*"), "⋅": "⋅", "×": "×",
             "\\": "\\"}
DIVIDED = {**dict.fromkeys(OVER, "/"), "./": "./", "⊘": "./"}
RAISED = {**dict.fromkeys(TO, "^"), "**": "**", ".^": ".^"}
TRANSPOSED = ("'", "′", ".T", ".t()", ".transpose()", "ᵀ", "⊤")
_TURNED = ("T", "⊤", "ᵀ")
NORM = ("‖", "∥", "||")
OPENING = (*NORM, "[", "⟨")  # what may stand behind an operand without a sign, as a factor


def multiply(parser: Parser) -> bool:
    """`*`, `@`, `.*`: from left to right, two factors at a time."""
    _take(parser, ENTRYWISE[parser.texts[parser.at]])
    parser.at += 1
    return True


def _take(parser: Parser, sign: str) -> None:
    if sign == "@" and parser.frames[-1].power >= FUNCTION:
        bare_argument(parser)
    parser.settle(PRODUCT)
    parser.reduce(PRODUCT - 1)
    parser.push(PRODUCT, Sign, len(parser.operands) - 1, note=sign, nests=False)


def divide(parser: Parser) -> bool:
    """`/` and `./`."""
    if parser.frames[-1].power >= FUNCTION:
        bare_argument(parser)
    sign = DIVIDED[parser.texts[parser.at]]
    if sign == "/":
        check_quotient(parser)
    chain = parser.settle(PRODUCT).chain + 1
    if chain > limits.CHAIN:
        parser.fail("long_chain", limit=limits.CHAIN)
    parser.reduce(PRODUCT - 1)
    parser.push(PRODUCT, Divided, len(parser.operands) - 1, note=sign, nests=False).chain = chain
    parser.at += 1
    return True


def power(parser: Parser) -> bool:
    """`^`, `**`, `.^`; `^T` and `^-T` are transposes where T is no name of the program."""
    turned = _turned(parser)
    if turned:
        return _transposed(parser, *turned)
    inside = parser.frames[-1].power >= FUNCTION
    if inside and not products.raises_argument(parser):
        bare_argument(parser)
    parser.push(TIGHT if inside else RAISE, Sign, len(parser.operands) - 1, note=RAISED[parser.texts[parser.at]])
    parser.at += 1
    return True


def _turned(parser: Parser) -> tuple[str, int] | None:
    """Whether the exponent at hand is a transpose, and its last token."""
    texts, at = parser.texts, parser.at
    closer = {"(": ")", "{": "}"}.get(texts[at + 1], "")
    first = at + 1 + bool(closer)
    minus = texts[first] in ("-", "−")
    last = first + minus
    if texts[last] not in _TURNED or texts[last] in written(parser).named:
        return None
    if closer:
        last += 1
        if texts[last] != closer:
            return None
    return "-T" if minus else "'", last


def _transposed(parser: Parser, sign: str, last: int) -> bool:
    parser.at = last
    _wrap(parser, Sign(parser.operands.pop(), note=sign))
    return False


def transpose(parser: Parser) -> bool:
    """`x'`, which takes a power with it, and `x.T`, which does not."""
    if parser.texts[parser.at] in ("'", "′"):
        parser.reduce(RAISE - 1)
    _wrap(parser, Sign(parser.operands.pop(), note="'"))
    return False


def _wrap(parser: Parser, tree: Sign) -> None:
    """A head around the latest operand, up to the present token."""
    put(parser, tree, written(parser).first(tree.args[0], parser.at))
    parser.at += 1


def superscript(parser: Parser) -> bool:
    """`x²`, `A⁻¹`, `Aᵀ`, `A⁻ᵀ`."""
    base, at = parser.operands[-1], parser.at
    if parser.texts[at] == "⁻" and parser.texts[at + 1] == "ᵀ":
        return _transposed(parser, "-T", at + 1)
    products.superscript(parser)
    made = parser.operands.pop()
    put(parser, Sign(*made.args, note="^"), written(parser).first(base, at), at)
    return False


def beside(parser: Parser) -> bool:
    """No operator at all: a product where it can mean nothing else."""
    text = parser.texts[parser.at]
    if text[:1] in SUPERSCRIPTS and text:
        return superscript(parser)
    return products.side_by_side(parser, _check, _take_beside)


def _take_beside(parser: Parser) -> None:
    _take(parser, "")


def _check(parser: Parser) -> None:
    """Refuse what stands behind an operand without a sign, unless it is a clear product or two names of the program."""
    text, before = parser.texts[parser.at], parser.operands[-1]
    if text in OPENING or text[0] == ONES:
        return
    named = written(parser).named
    if (text[0].isalpha() or text[0] == "_") and isinstance(before, Variable) and before.note in named and (
            plain_name(parser.line, parser.at) in named or text in CALLS and parser.texts[parser.at + 1] == "("):
        return
    not_beside(parser)
