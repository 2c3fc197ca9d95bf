"""Formulas in MathML Core, for a page without scripts. A derivative carries data-of and data-wrt, the names in it;
what a page computes anew carries data-live."""
from __future__ import annotations

from html import escape

from ..rules import RULES
from .boxes import (
    Apply,
    Box,
    Colour,
    Frac,
    Grid,
    Limit,
    Live,
    Name,
    Num,
    Op,
    Paren,
    Ratio,
    Root,
    Row,
    Sub,
    Sup,
    Under,
    Word,
)
from .fold import core, fold, grouped, is_sum
from .names import GREEK, split

_SIGNS = {"neg": "−", "-": "−", "dot": "·", "times": "·", "cdot": "·", "inf": "∞", "pi": "π", "==": "=", "and": "∧",
          "T": "⊤", "-T": "−⊤",
          "after": "∘", "side": "\u2062"}
_LETTERS = frozenset(("pi", "e", "inf"))
_LOOSE = frozenset(("=", "≈", "→", ":", ">", "<", "≥", "≤", "≠", "cdot", "+", "-"))
_BARS = {"round": ("(", ")"), "abs": ("|", "|"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉"),
         "norm": ("‖", "‖"), "angle": ("⟨", "⟩"), "square": ("[", "]")}


def write(box: Box, *, display: bool = False) -> str:
    """A formula as one <math> element."""
    block = ' display="block"' if display else ""
    return f"<math{block}>{fold(box, _emit)}</math>"


def _emit(item: Box, parts: list[str]) -> str:
    match item:
        case Name(text, bold):
            return _name(_bold(text) if bold else text)
        case Num(text):
            return _number(text)
        case Word(text):
            return f"<mtext>{escape(text)}</mtext>"
        case Op(sign):
            shown = escape(_SIGNS.get(sign, sign))
            if sign in _LETTERS:
                return f"<mi>{shown}</mi>"
            form = ' form="prefix"' if sign == "neg" else ' form="infix"' if sign in _LOOSE else ""
            return f"<mo{form}>{shown}</mo>"
        case Row(items):
            return f"<mrow>{_row(items, parts)}</mrow>"
        case Frac():
            return f"<mfrac>{parts[0]}{parts[1]}</mfrac>"
        case Sub() | Grid():
            return _arranged(item, parts)
        case Sup(base, _):
            below = _held(parts[0]) if isinstance(core(base), Frac | Sup) or is_sum(base) else parts[0]
            return f"<msup>{below}{parts[1]}</msup>"
        case Root():
            return f"<mroot>{parts[0]}{parts[1]}</mroot>" if len(parts) > 1 else f"<msqrt>{parts[0]}</msqrt>"
        case Paren(_, kind):
            return _held(parts[0], kind)
        case Apply(function, _):
            return _apply(function, parts)
        case Limit(_, _, inner):
            return _limit(inner, *parts)
        case Ratio():
            return _ratio(item, parts)
        case Colour() | Live() | Under():
            return _marked(item, parts[0])
    raise TypeError(type(item).__name__)


def _marked(item: Colour | Live | Under, part: str) -> str:
    """In a colour; with its shape below it; or with what it is computed from."""
    if isinstance(item, Colour):
        return f'<mrow class="{item.role}">{part}</mrow>'
    if isinstance(item, Under):
        return f'<munder>{part}<mtext class="shape">{escape(item.shape)}</mtext></munder>'
    if isinstance(item.inner, Op):
        return f'<mo data-rounded="{escape(item.of)}"{part.removeprefix("<mo")}'
    held = ' data-tight=""' if item.tight else ""
    return f'<mrow data-live="{escape(item.of)}"{held}>{part}</mrow>'


def _bold(text: str) -> str:
    """The name of a vector or a matrix with its letter bold, as MathML Core has it."""
    first, rest = text[0], text[1:]
    bold = 0x1D400 - ord("A") if "A" <= first <= "Z" else 0x1D41A - ord("a")
    return chr(ord(first) + bold) + rest if first.isascii() and first.isalpha() and not rest[:1].isalpha() else text


def _arranged(item: Sub | Grid, parts: list[str]) -> str:
    """An index below, or rows of a matrix."""
    if isinstance(item, Sub):
        return f"<msub>{parts[0]}{parts[1]}</msub>"
    wide = len(item.rows[0]) if item.rows else 1
    rows = "".join(f"<mtr>{''.join(f'<mtd>{part}</mtd>' for part in parts[k:k + wide])}</mtr>"
                   for k in range(0, len(parts), wide))
    return _held(f"<mtable>{rows}</mtable>")


def _limit(inner: Box, variable: str, target: str, body: str) -> str:
    under = f"<mrow>{variable}<mo>→</mo>{target}</mrow>"
    return f"<mrow><munder><mo>lim</mo>{under}</munder>{_held(body) if is_sum(inner) else body}</mrow>"


def _name(text: str) -> str:
    stem, under, _, primes = split(text)
    shown = escape(GREEK.get(stem, stem))
    upright = ' mathvariant="normal"' if len(stem) == 1 and not stem.isascii() and not stem.isalpha() else ""
    made = f"<mi{upright}>{shown}</mi>"
    if under:
        below = f"<mn>{under}</mn>" if under.isdigit() else f"<mi>{escape(under)}</mi>"
        made = f"<msub>{made}{below}</msub>"
    return f"<mrow>{made}<mo>{'′' * len(primes)}</mo></mrow>" if primes else made


def _number(text: str) -> str:
    mantissa, _, exponent = text.lower().partition("e")
    if not exponent:
        return f"<mn>{escape(mantissa)}</mn>"
    sign = "<mo form=\"prefix\">−</mo>" if int(exponent) < 0 else ""
    power = f"<msup><mn>10</mn><mrow>{sign}<mn>{abs(int(exponent))}</mn></mrow></msup>"
    return power if mantissa in ("1", "") else f"<mrow><mn>{escape(mantissa)}</mn><mo>×</mo>{power}</mrow>"


def _held(inside: str, kind: str = "round") -> str:
    left, right = _BARS[kind]
    return f'<mrow><mo form="prefix">{left}</mo>{inside}<mo form="postfix">{right}</mo></mrow>'


def _apply(function: str, parts: list[str]) -> str:
    if function == "cbrt":
        return f"<mroot>{parts[0]}<mn>3</mn></mroot>"
    if function == "piecewise":
        rows = [f"<mtr><mtd>{value}</mtd><mtd>{condition}</mtd></mtr>"
                for value, condition in zip(parts[::2], parts[1::2], strict=False)]
        if len(parts) % 2:
            rows.append(f"<mtr><mtd>{parts[-1]}</mtd><mtd></mtd></mtr>")
        return f"<mrow><mo>{{</mo><mtable>{''.join(rows)}</mtable></mrow>"
    symbol = RULES[function].symbol if function in RULES else ""
    return f"<mrow>{_name(symbol or function)}{_held('<mo>,</mo>'.join(parts))}</mrow>"


def _row(items: tuple[Box, ...], parts: list[str]) -> str:
    made = []
    for k, (item, part) in enumerate(zip(items, parts, strict=True)):
        before = items[k - 1] if k else None
        behind = isinstance(before, Op) and before.sign in ("dot", "times", "cdot", "+", "-")
        negative = _is_negative(item) and behind
        made.append(_held(part) if negative else part)
    return "".join(made)


def _is_negative(item: Box) -> bool:
    inner = core(item)
    while isinstance(inner, Row) and inner.items:
        first = core(inner.items[0])
        if isinstance(first, Op):
            return first.sign == "neg"
        inner = first
    return False


def _ratio(item: Ratio, parts: list[str]) -> str:
    sign = '<mo form="prefix" lspace="0" rspace="0">∂</mo>' if item.curly else '<mi mathvariant="normal">d</mi>'
    of = parts[0] if isinstance(core(item.of), Name) else _held(parts[0])
    order = len(item.wrt)

    def raised(base: str, n: int) -> str:
        return base if n == 1 else f"<msup>{base}<mn>{n}</mn></msup>"

    below = "".join(f"{sign}{raised(name, n)}" for name, n in grouped(tuple(parts[1:1 + order])))
    marks = ""
    wrt = core(item.wrt[0])
    if order == 1 and isinstance(core(item.of), Name) and isinstance(wrt, Name):
        whole = core(item.of)
        assert isinstance(whole, Name)
        marks = f' data-of="{escape(whole.text)}" data-wrt="{escape(wrt.text)}"'
    ratio = f"<mfrac{marks}><mrow>{raised(sign, order)}{of}</mrow><mrow>{below}</mrow></mfrac>"
    if not item.held:
        return ratio
    held = "<mo>,</mo>".join(parts[1 + order:])
    return f'<msub><mrow>{ratio}<mo form="postfix" stretchy="true">|</mo></mrow><mrow>{held}</mrow></msub>'
