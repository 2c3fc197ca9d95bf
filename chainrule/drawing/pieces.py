"""A label as pieces of mathematical type: letters slanted, what stands below or above small and moved."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
    Word,
)
from ..notation.fold import core, is_sum
from ..notation.names import GREEK, split
from ..rules import NAMES, RULES

SMALL = 0.72  # of the size beside it, for what stands below or above
LEAST = 0.5  # of the label's size: nothing is smaller
ABOVE, BELOW = 0.38, -0.18  # of the size beside it
SPACE = "\u205f"
_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "₀₁₂₃₄₅₆₇₈₉"
_LEVELLED = str.maketrans(_RAISED + _LOWERED, "0123456789−0123456789")
_WRITTEN = re.compile(f"[{_RAISED}]+|[{_LOWERED}]+|[^{_RAISED}{_LOWERED}]+")
_LETTER = re.compile("[A-Za-zα-ω]")
_BARS = {"abs": "||", "floor": "⌊⌋", "ceil": "⌈⌉", "round": "()", "norm": "‖‖", "angle": "⟨⟩", "square": "[]"}
_SIGNS = {"neg": "−", "-": "−", "dot": "·", "side": SPACE, "cdot": "·", ",": "," + SPACE, ":": ":" + SPACE,
          ";": ";" + SPACE, "inf": "∞", "pi": "π", "and": "∧", "-T": "−T", "partial": "∂", "==": "="}
_SPACED = frozenset(("+", "-", "=", "≈", "→", ">", "<", "≥", "≤", "≠", "==", "and", "cdot", "∘", "⊘"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Signs of one kind: how far above the line they stand and how large they are, both of the label's size."""

    text: str
    rise: float = 0.0
    size: float = 1.0
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box that is still to be set, or a sign that is read as it stands."""

    what: Box | str
    rise: float = 0.0
    size: float = 1.0

    def level(self, what: Box | str) -> _Placed:
        return replace(self, what=what)

    def moved(self, what: Box | str, by: float) -> _Placed:
        return _Placed(what, self.rise + by * self.size, max(LEAST, SMALL * self.size))

    def held(self, what: Box, parentheses: bool) -> list[_Placed]:
        return [self.level(what)] if not parentheses else [self.level("("), self.level(what), self.level(")")]


def pieces(label: Box | str) -> tuple[Piece, ...]:
    """The pieces of a label from left to right; neighbours of one kind are one piece."""
    made: list[Piece] = []
    for piece in _written(label) if isinstance(label, str) else _set(label):
        if made and replace(made[-1], text="") == replace(piece, text=""):
            made[-1] = replace(piece, text=made[-1].text + piece.text)
        elif piece.text:
            made.append(piece)
    return tuple(made)


def _written(text: str) -> Iterator[Piece]:
    """What is text already: its raised and lowered digits as pieces."""
    for part in _WRITTEN.findall(text):
        by = ABOVE if part[0] in _RAISED else BELOW if part[0] in _LOWERED else 0.0
        yield Piece(part.translate(_LEVELLED), by, SMALL if by else 1.0)


def _set(box: Box) -> Iterator[Piece]:
    stack = [_Placed(box)]
    while stack:
        at = stack.pop()
        if isinstance(at.what, str):
            for piece in _written(at.what):
                yield Piece(piece.text, at.rise + piece.rise * at.size, at.size * piece.size)
        elif isinstance(at.what, Name):
            yield from _name(at, at.what.text)
        elif isinstance(at.what, Op) and at.what.sign in ("pi", "e"):
            yield Piece(_SIGNS.get(at.what.sign, at.what.sign), at.rise, at.size, True)
        else:
            stack.extend(reversed(_inside(at)))


def _name(at: _Placed, text: str) -> Iterator[Piece]:
    """A letter slanted, a longer name upright, what stands below it and its primes."""
    stem, under, _, primes = split(text)
    below = at.moved("", BELOW)
    for part, place in ((GREEK.get(stem, stem), at), (under, below), (primes.replace("'", "′"), at)):
        yield Piece(part, place.rise, place.size, _LETTER.fullmatch(part) is not None)


def _inside(at: _Placed) -> list[_Placed]:
    """A box taken apart: what it consists of, from left to right."""
    match at.what:
        case Num(text) | Word(text):
            return [at.level(text.replace("-", "−") if isinstance(at.what, Num) else text)]
        case Op(sign):
            shown = _SIGNS.get(sign, sign)
            return [at.level(f"{SPACE}{shown}{SPACE}" if sign in _SPACED and at.size == 1 else shown)]
        case Row(items):
            return _row(at, items)
        case Frac(num, den):
            over = is_sum(num) or isinstance(core(num), Frac) or _negative(num)
            under = isinstance(core(den), Row | Frac)
            return [*at.held(num, over), at.level("/"), *at.held(den, under)]
        case Sup(base, exp):
            loose = isinstance(core(base), Frac | Sup | Root) or _negative(base) or is_sum(base)
            return [*at.held(base, loose), at.moved(exp, ABOVE)]
        case Sub(base, below):
            return [at.level(base), at.moved(below, BELOW)]
        case Root(inner, index):
            before = [] if index is None else [at.moved(index, ABOVE)]
            return [*before, at.level("√"), *at.held(inner, not isinstance(core(inner), Name | Num | Op))]
        case Paren(inner, kind):
            return [at.level(_BARS[kind][0]), at.level(inner), at.level(_BARS[kind][1])]
        case Colour(inner, _) | Live(inner, _, _):
            return [at.level(inner)]
        case Apply(function, arguments):
            return [at.level(_function(function)), at.level("("), *_listed(at, arguments, ","), at.level(")")]
        case Limit(variable, target, inner):
            return [at.level("lim("), at.level(variable), at.level("→"), at.level(target), at.level(")" + SPACE),
                    *at.held(inner, is_sum(inner))]
        case Grid(rows):
            listed = [_listed(at, row, ",") for row in rows]
            between = [p for row in listed for p in (at.level(";" + SPACE), *row)]
            return [at.level("["), *between[1:], at.level("]")]
        case Ratio():
            return _ratio(at, at.what)
    raise TypeError(type(at.what).__name__)


def _listed(at: _Placed, items: Sequence[Box], between: str) -> list[_Placed]:
    return [p for item in items for p in (at.level(between + SPACE), at.level(item))][1:]


def _function(name: str) -> Box | str:
    symbol = (RULES[name].symbol if name in RULES else "") or name
    return symbol if name in NAMES or name == "piecewise" else Name(name)


def _row(at: _Placed, items: Sequence[Box]) -> list[_Placed]:
    """Boxes side by side; what a neighbouring sign would tear apart gets parentheses."""
    made: list[_Placed] = []
    for k, item in enumerate(items):
        before, after = _sign(items[k - 1]) if k else "", _sign(items[k + 1]) if k + 1 < len(items) else ""
        factor = {before, after} & {"dot", "times", "side", "cdot"}
        torn = factor and (is_sum(item) or isinstance(core(item), Frac))
        doubled = not isinstance(item, Op) and before in ("dot", "times", "side", "cdot", "+", "-") and _negative(item)
        if isinstance(item, Op) and item.sign in ("dot", "times") and 0 < k < len(items) - 1:
            made.append(at.level(_between(_last(items[k - 1]), _first(items[k + 1]))))
        else:
            made += at.held(item, bool(torn) or doubled)
    return made


def _between(left: Box, right: Box) -> str:
    """What stands between two factors: a dot only where they would be read as something else without it."""
    if isinstance(right, Num) or _wordy(left) or _wordy(right):
        return "·"
    if isinstance(left, Name) and isinstance(right, Paren | Frac | Ratio | Row):
        return "·"  # f (x) would be read as a function of x
    return "" if isinstance(left, Num) and not isinstance(right, Apply) else SPACE


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


def _sign(box: Box) -> str:
    return box.sign if isinstance(box, Op) else ""


def _ratio(at: _Placed, item: Ratio) -> list[_Placed]:
    """A derivative in one line: the last variable first, repeats gathered."""
    sign = at.level("∂" if item.curly else "d")
    order = [] if len(item.wrt) == 1 else [at.moved(str(len(item.wrt)), ABOVE)]
    below: list[_Placed] = []
    wrt = list(reversed(item.wrt))
    while wrt:
        times = next((k for k, box in enumerate(wrt) if box != wrt[0]), len(wrt))
        below += [sign, at.level(wrt[0]), *([at.moved(str(times), ABOVE)] if times > 1 else [])]
        wrt = wrt[times:]
    held = [at.level("|"), *_listed(at, item.held, ",")] if item.held else []
    return [sign, *order, *at.held(item.of, not isinstance(core(item.of), Name)), at.level("/"), *below, *held]
