"""A label set as mathematics: letters slanted, what stands below or above small and moved, fractions built up.

Every box is set twice, from the inside out: tall, as it stands on its own, and flat, as it stands in an exponent.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..notation.boxes import (
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
from ..notation.fold import core, fold, is_sum
from ..notation.names import GREEK, split
from ..rules import NAMES, RULES
from .advances import SPACE
from .arranged import cases, fraction, grid, held, powered, root
from .outlines import fence
from .setting import Piece, Setting, beside, coloured, line, scaled, shifted

SMALL = 0.72  # of the size beside it, for what stands below or above
ABOVE, BELOW = 0.38, -0.18  # of the size beside it
_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "₀₁₂₃₄₅₆₇₈₉"
_LEVELLED = str.maketrans(_RAISED + _LOWERED, "0123456789−0123456789")
_WRITTEN = re.compile(f"[{_RAISED}]+|[{_LOWERED}]+|[^{_RAISED}{_LOWERED}]+")
_NUMBERED = re.compile(r"([^\W\d_])(\d+)")
_LETTER = re.compile("[A-Za-zα-ω]")
_BARS = {"abs": "||", "floor": "⌊⌋", "ceil": "⌈⌉", "round": "()", "norm": "‖‖", "angle": "⟨⟩", "square": "[]"}
_SIGNS = {"neg": "−", "-": "−", "dot": "·", "side": SPACE, "cdot": "·", ",": "," + SPACE, ":": ":" + SPACE,
          ";": ";" + SPACE, "inf": "∞", "pi": "π", "and": "∧", "-T": "−T", "partial": "∂", "==": "="}
_SPACED = frozenset(("+", "-", "=", "≈", "→", ">", "<", "≥", "≤", "≠", "==", "and", "cdot", "∘", "⊘"))
_FACTORS = frozenset(("dot", "times", "side", "cdot"))


class Forms(NamedTuple):
    """A box that has been set tall and flat."""

    tall: Setting
    flat: Setting


def typeset(label: Box | str) -> Setting:
    """A label as it is drawn."""
    return _text(label) if isinstance(label, str) else _boxed(label)


@lru_cache(maxsize=4096)
def _boxed(label: Box) -> Setting:
    return fold(label, _forms).tall


@lru_cache(maxsize=4096)
def _text(text: str) -> Setting:
    """What is text already: its raised and lowered digits small and moved."""
    made = []
    for part in _WRITTEN.findall(text):
        by = ABOVE if part[0] in _RAISED else BELOW if part[0] in _LOWERED else 0.0
        made.append(Piece(part.translate(_LEVELLED), by, SMALL if by else 1.0))
    return line(*made)


def _both(setting: Setting) -> Forms:
    return Forms(setting, setting)


def _each(make: Callable[[Sequence[Setting]], Setting], parts: Sequence[Forms]) -> Forms:
    """The same made of tall parts and of flat ones."""
    return Forms(make([part.tall for part in parts]), make([part.flat for part in parts]))


def _forms(box: Box, parts: list[Forms]) -> Forms:
    """A box from what is inside it."""
    match box:
        case Name(text, bold):
            return _both(_name(text, bold))
        case Num(text) | Word(text):
            return _both(_text(text.replace("-", "−") if isinstance(box, Num) else text))
        case Op(sign):
            return _sign(sign)
        case Row(items):
            return Forms(_row(items, [part.tall for part in parts], True),
                         _row(items, [part.flat for part in parts], False))
        case Frac() | Ratio():
            return _fraction(box, parts)
        case Sup() | Sub() | Root():
            return _scripted(box, parts)
        case Paren(_, kind):
            return _each(lambda inner: held(inner[0], _BARS[kind]), parts)
        case Colour() | Live() | Under():
            return _each(lambda inner: coloured(inner[0], box.role), parts) if isinstance(box, Colour) else parts[0]
        case Grid(rows):
            wide = len(rows[0]) if rows else 1
            return _both(grid([[part.flat for part in parts[k:k + wide]] for k in range(0, len(parts), wide)]))
        case Apply("piecewise", arguments):
            marked = [isinstance(value, Colour) and value.role == "holds" for value in arguments[::2]]
            return _both(cases([part.tall for part in parts[::2]], [part.tall for part in parts[1::2]], marked))
        case Apply("cbrt", (inner,)):
            return _scripted(Root(inner, Num("3")), [*parts, _both(_text("3"))])
        case Apply(function, _):
            return _each(lambda inner: beside((_function(function), held(_listed(inner), "()"))), parts)
        case Limit():
            return _each(lambda inner: beside((_text("lim"), held(beside((inner[0], _text("→"), inner[1])), "()"),
                                               inner[2])), parts)
    raise TypeError(type(box).__name__)


def _name(text: str, bold: bool = False) -> Setting:
    """A letter slanted, that of a vector or a matrix bold, a longer name upright, what stands below it, its primes."""
    stem, under, _, primes = split(text)
    numbered = _NUMBERED.fullmatch(stem)
    if numbered and under:  # w1_2 has two indices
        stem, under = numbered[1], f"{numbered[2]},{under.replace('_', ',')}"
    shown = GREEK.get(stem, stem)
    letter = Piece(shown, bold=True) if bold else _piece(shown)
    return line(letter, _piece(under, BELOW, SMALL), Piece(primes.replace("'", "′")))


def _piece(text: str, rise: float = 0.0, size: float = 1.0) -> Piece:
    return Piece(text, rise, size, _LETTER.fullmatch(text) is not None)


def _sign(sign: str) -> Forms:
    shown = _SIGNS.get(sign, sign)
    if sign in ("pi", "e"):
        return _both(line(Piece(shown, slanted=True)))
    return Forms(_text(f"{SPACE}{shown}{SPACE}"), _text(shown)) if sign in _SPACED else _both(_text(shown))


def _scripted(box: Sup | Sub | Root, parts: list[Forms]) -> Forms:
    """Something with a small one above or below it, and roots."""
    base, *others = parts
    small = [scaled(other.flat, SMALL) for other in others]
    if isinstance(box, Sub):
        return _each(lambda inner: beside((inner[0], shifted(small[0], 0.0, BELOW))), [base])
    if isinstance(box, Sup):
        loose = isinstance(core(box.base), Frac | Sup | Root) or _negative(box.base) or is_sum(box.base)
        return _each(lambda inner: powered(held(inner[0], "()") if loose else inner[0], small[0], ABOVE), [base])
    index = small[0] if small else Setting()
    bare = isinstance(core(box.inner), Name | Num | Op)
    flat = base.flat if bare else held(base.flat, "()")
    return Forms(root(base.tall, index), beside((shifted(index, 0.0, ABOVE), _text("√"), flat)))


def _fraction(box: Frac | Ratio, parts: list[Forms]) -> Forms:
    """Numerator over denominator, or with a slash between them; of a derivative too, with what is held behind it."""
    if isinstance(box, Frac):
        over, under = parts
        top = is_sum(box.num) or isinstance(core(box.num), Frac) or _negative(box.num)
        foot = isinstance(core(box.den), Row | Frac)
        return Forms(fraction(over.tall, under.tall), beside((
            held(over.flat, "()") if top else over.flat, _text("/"), held(under.flat, "()") if foot else under.flat)))
    order = len(box.wrt)
    of, held_back = parts[0].flat, _listed([part.flat for part in parts[1 + order:]])
    sign = _text("∂" if box.curly else "d")
    above = beside((sign, *([_above(order)] if order > 1 else []),
                    of if isinstance(core(box.of), Name) else held(of, "()")))
    below: list[Setting] = []
    wrt = list(zip(box.wrt, parts[1:1 + order], strict=True))[::-1]  # the last variable first, repeats gathered
    while wrt:
        times = next((k for k, (each, _) in enumerate(wrt) if each != wrt[0][0]), len(wrt))
        below += [sign, wrt[0][1].flat, *([_above(times)] if times > 1 else [])]
        wrt = wrt[times:]
    stop = [_text("|"), held_back] if box.held else []
    ratio = fraction(above, beside(below))
    low = [fence("|", ratio.above, ratio.below), shifted(scaled(held_back, SMALL), 0.0, -ratio.below)] if stop else []
    return Forms(beside((ratio, *low)), beside((above, _text("/"), *below, *stop)))


def _above(number: int) -> Setting:
    return line(Piece(str(number), ABOVE, SMALL))


def _listed(items: Sequence[Setting]) -> Setting:
    comma = _text("," + SPACE)
    return beside([part for item in items for part in (comma, item)][1:])


def _function(name: str) -> Setting:
    if name not in NAMES:
        return _name(name)
    return _text((RULES[name].symbol if name in RULES else "") or name)


def _row(items: Sequence[Box], parts: Sequence[Setting], tall: bool) -> Setting:
    """Boxes side by side; what a neighbouring sign would tear apart gets parentheses."""
    made: list[Setting] = []
    for k, (item, part) in enumerate(zip(items, parts, strict=True)):
        before, after = _op(items[k - 1]) if k else "", _op(items[k + 1]) if k + 1 < len(items) else ""
        factor = {before, after} & _FACTORS
        torn = factor and (is_sum(item) or isinstance(core(item), Frac) and not tall)
        doubled = not isinstance(item, Op) and before in (*_FACTORS, "+", "-") and _negative(item)
        if isinstance(item, Op) and item.sign in ("dot", "times") and 0 < k < len(items) - 1:
            made.append(_text(_between(_last(items[k - 1]), _first(items[k + 1]))))
        else:
            made.append(held(part, "()") if torn or doubled else part)
    return beside(made)


def _between(left: Box, right: Box) -> str:
    """What stands between two factors: a dot only where they would be read as something else without it."""
    if isinstance(right, Num | Frac) or _wordy(left) or _wordy(right):
        return "·"
    if isinstance(left, Name) and isinstance(right, Paren | Ratio | Row):
        return "·"  # f (x) would be read as a function of x
    return "" if isinstance(left, Num | Frac) and not isinstance(right, Apply) else SPACE


def _wordy(box: Box) -> bool:
    return isinstance(box, Word | Ratio) or isinstance(box, Name) and _LETTER.fullmatch(
        GREEK.get(split(box.text)[0], split(box.text)[0])) is None


def _first(box: Box) -> Box:
    """What a factor begins with; a sum begins with its parenthesis."""
    box = core(box)
    while isinstance(box, Sup | Sub) or isinstance(box, Row) and not is_sum(box):
        box = core(box.items[0] if isinstance(box, Row) else box.base)
    return box


def _last(box: Box) -> Box:
    box = core(box)
    while isinstance(box, Row) and not is_sum(box):
        box = core(box.items[-1])
    return box


def _negative(box: Box) -> bool:
    return _first(box) == Op("neg")


def _op(box: Box) -> str:
    return box.sign if isinstance(box, Op) else ""
