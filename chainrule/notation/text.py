"""Formulas in one line of text: Unicode for people, ASCII for poor terminals, plain for chainrule's own reader."""
from __future__ import annotations

import re

from ..rules import NAMES, RULES
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
from .names import GREEK, GREEK_NAMES, SUBSCRIPTS, SUPERSCRIPTS, split

_TIGHT = frozenset(("dot", "times", "side"))
_DOTS = _TIGHT | {"cdot"}
_SPACED = frozenset(("+", "-", "=", "≈", "→", ":", ">", "<", "≥", "≤", "≠", "=="))
_BELOW = str.maketrans("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_TURNED = {"unicode": {"T": "ᵀ", "-T": "⁻ᵀ"}, "ascii": {"T": "^T", "-T": "^(-T)"}, "plain": {"T": "'"}}
_SIGNS = {
    "unicode": {"dot": "·", "times": "·", "cdot": " · ", "neg": "-", ",": ", ", "pi": "π", "e": "e", "inf": "∞",
                ":": ":  ", "and": " ∧ ", "side": "", ";": "; ", "after": "∘"},
    "ascii": {"side": "*", "after": " o ", "∘": " .* ", "⊘": " ./ ", ";": "; ", "dot": "*", "times": "*", "cdot": " * ",
              "neg": "-", ",": ", ", "pi": "pi", "e": "e", "inf": "inf",
              "→": " -> ", "≈": " ~= ", "≥": " >= ", "≤": " <= ", "≠": " != ", "…": "...", ":": ":  ",
              "and": " and "},
    "plain": {"side": "*", "after": "∘", "∘": " .* ", "⊘": " ./ ", ";": "; ", "dot": "*", "times": "*", "cdot": "*",
              "neg": "-", ",": ", ", "pi": "pi", "e": "e", "inf": "inf",
              "≥": " >= ", "≤": " <= ", "≠": " != ", "and": " and "},
}
_BARS = {"abs": ("|", "|"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉"), "round": ("(", ")"),
         "norm": ("‖", "‖"), "angle": ("⟨", "⟩"), "square": ("[", "]")}
_TYPED = {"norm": ("norm(", ")"), "angle": ("dot(", ")"), "square": ("[", "]"), "round": ("(", ")")}
_MARK = {"unicode": ("»", "«"), "ascii": (">>", "<<"), "plain": ("", "")}  # around what other notations underline
UNDER = "\ue000\ue001\ue002"  # before a factor, between it and its shape, behind that
_BELOW_FACTORS = re.compile(f"{UNDER[0]}(.*?){UNDER[1]}.*?{UNDER[2]}")
_ATOMS = (Name, Num, Op, Paren, Apply, Root, Word, Ratio)


def write(box: Box, style: str = "unicode") -> str:
    """A formula as one line of text in the style "unicode", "ascii" or "plain"."""
    if type(box) is Name:
        return _name(box.text, style)
    return _BELOW_FACTORS.sub(r"\1", marked(box, style))


def marked(box: Box, style: str) -> str:
    """The same with a factor and the shape below it between the signs `UNDER`."""
    signs = _SIGNS[style]
    pretty = style == "unicode"

    def emit(item: Box, parts: list[str]) -> str:
        match item:
            case Name(text):
                return _name(text, style)
            case Num(text) | Word(text):
                return text
            case Op(sign):
                return signs.get(sign, f" {sign} " if sign in _SPACED else sign)
            case Row(items):
                return _row(items, parts)
            case Frac(num, den):
                return f"{_over(num, parts[0])}/{_under(den, parts[1])}"
            case Sub() | Grid():
                return _arranged(item, parts, style)
            case Sup(base, exp):
                return _power(base, exp, *parts, style=style)
            case Root(inner, index):
                return _root(inner, index, parts, pretty)
            case Paren(_, kind):
                left, right = _BARS[kind] if pretty else _TYPED.get(kind, (f"{kind}(", ")"))
                return f"{left}{parts[0]}{right}"
            case Apply(function, _):
                return f"{_function(function, style)}({', '.join(parts)})"
            case Limit(_, _, inner):
                to = "→" if pretty else "->"
                body = f"({parts[2]})" if is_sum(inner) else parts[2]
                return f"lim({parts[0]}{to}{parts[1]}) {body}"
            case Ratio():
                return _ratio(item, parts, pretty)
            case Colour() | Live() | Under():
                return _marked(item, parts[0], style)
        raise TypeError(type(item).__name__)

    return fold(box, emit)


def _marked(item: Colour | Live | Under, part: str, style: str) -> str:
    """A mistake stands between marks; other colours are none."""
    if isinstance(item, Under):
        return f"{UNDER[0]}{part}{UNDER[1]}{item.shape}{UNDER[2]}"
    mistake = isinstance(item, Colour) and item.role == "mistake"
    return f"{_MARK[style][0]}{part}{_MARK[style][1]}" if mistake else part


def _name(text: str, style: str) -> str:
    if style == "plain":
        return text
    if style == "ascii":
        return "".join(GREEK_NAMES.get(c, c) for c in text)
    stem, under, typed, primes = split(text)
    shown = GREEK.get(stem, stem)
    if typed:
        shown += under.translate(SUBSCRIPTS) if under.isdigit() else "_" + under
    else:
        shown += under
    return shown + primes.replace("'", "′")


def _function(name: str, style: str) -> str:
    if name not in NAMES and name != "piecewise":
        return _name(name, style)
    symbol = RULES[name].symbol if name in RULES else ""
    return _name(symbol, style) if symbol and style == "unicode" else name


def _row(items: tuple[Box, ...], parts: list[str]) -> str:
    """Parts side by side; what a neighbouring sign would tear apart gets parentheses."""
    written = []
    for k, (item, part) in enumerate(zip(items, parts, strict=True)):
        before = _sign(items[k - 1]) if k else ""
        after = _sign(items[k + 1]) if k < len(items) - 1 else ""
        inner = core(item)
        torn = isinstance(inner, Frac) and (before in _TIGHT or after in _TIGHT)
        doubled = part.startswith("-") and not isinstance(item, Op) and (before in _DOTS or before in ("+", "-"))
        loose = is_sum(inner) and (before in _DOTS or after in _DOTS)
        written.append(f"({part})" if torn or doubled or loose else part)
    return "".join(written)


def _sign(box: Box) -> str:
    return box.sign if isinstance(box, Op) else ""


def _over(num: Box, part: str) -> str:
    return f"({part})" if is_sum(num) or isinstance(core(num), Frac) or part.startswith("-") else part


def _under(den: Box, part: str) -> str:
    inner = core(den)
    return part if isinstance(inner, (*_ATOMS, Sup)) else f"({part})"


def _indexed(base: Box, name: str, below: str) -> str:
    """What an index below means, as it is typed: ones(3, 1), eye(3), norm1(x), x[2]."""
    if base == Op("1"):
        return f"ones({', '.join((*below.split('×'), '1')[:2])})"
    if base == Name("I", True):
        return f"eye({below})"
    if isinstance(base, Paren) and base.kind == "norm":
        return name.replace("norm", "norm1" if below == "1" else "norm_inf", 1)
    return f"{name}[{below}]"


def _arranged(item: Sub | Grid, parts: list[str], style: str) -> str:
    """An index below, or rows between brackets."""
    pretty = style == "unicode"
    if isinstance(item, Sub) and style == "plain":
        return _indexed(item.base, *parts)
    if isinstance(item, Sub):
        below = parts[1].translate(_BELOW)
        return parts[0] + (below if pretty and not set(below) & set(parts[1]) else f"_{parts[1]}")
    wide = len(item.rows[0]) if item.rows else 1
    return f"[{'; '.join(', '.join(parts[k:k + wide]) for k in range(0, len(parts), wide))}]"


def _power(base: Box, exp: Box, below: str, above: str, *, style: str) -> str:
    if style == "plain" and exp == Op("-T"):
        return f"inv{below}'" if isinstance(base, Paren) else f"inv({below})'"
    if isinstance(exp, Op) and exp.sign in _TURNED[style]:
        return below + _TURNED[style][exp.sign]
    pretty = style == "unicode"
    if not pretty and isinstance(exp, Row) and exp.items[:1] == (Op("∘"),):
        return f"{below} .^ {above.removeprefix(' .* ')}"
    inner = core(base)
    if isinstance(inner, Frac | Sup) or below.startswith(("-", "√")) or is_sum(inner):
        below = f"({below})"
    digits = above.lstrip("-")
    if pretty and digits.isascii() and digits.isdigit() and len(above) - len(digits) <= 1:
        return below + above.translate(SUPERSCRIPTS)
    simple = isinstance(core(exp), (*_ATOMS,)) and not above.startswith("-") or above[:1] == "∘"
    return f"{below}^{above}" if simple else f"{below}^({above})"


def _root(inner: Box, index: Box | None, parts: list[str], pretty: bool) -> str:
    if index is not None:
        return f"cbrt({parts[0]})" if parts[1] == "3" else f"({parts[0]})^(1/{parts[1]})"
    if not pretty:
        return f"sqrt({parts[0]})"
    return f"√{parts[0]}" if isinstance(core(inner), Name | Num | Op) else f"√({parts[0]})"


def _ratio(item: Ratio, parts: list[str], pretty: bool) -> str:
    sign = "∂" if item.curly and pretty else "d"
    of = parts[0] if isinstance(core(item.of), Name) else f"({parts[0]})"
    order = len(item.wrt)
    held = "|" + ",".join(parts[1 + order:]) if item.held else ""
    if order == 1:
        return f"{sign}{of}/{sign}{parts[1]}{held}"

    def raised(n: int) -> str:
        return "" if n == 1 else str(n).translate(SUPERSCRIPTS) if pretty else f"^{n}"

    below = "".join(f"{sign}{name}{raised(n)}" for name, n in grouped(tuple(parts[1:1 + order])))
    return f"{sign}{raised(order)}{of}/{below}"
