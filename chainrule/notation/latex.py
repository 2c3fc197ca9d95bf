"""Formulas in LaTeX, for amsmath, MathJax and KaTeX alike."""
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
from .colours import LATEX
from .fold import core, fold, grouped, is_sum
from .names import GREEK_NAMES, split

_SIGNS = {
    "neg": "-", "cdot": r" \cdot ", "pi": r"\pi", "e": "e", "inf": r"\infty", "→": r" \to ", "≈": r" \approx ",
    "≥": r" \ge ", "≤": r" \le ", "≠": r" \ne ", ">": " > ", "<": " < ", ",": ", ", "…": r"\dots",
    "⋮": r"\vdots", "⋯": r" \cdots ", "∘": r" \circ ", "after": r" \circ ", "′": "'", ":": r":\quad ",
    "==": " = ", "and": r" \land ",
    "T": r"\top", "-T": r"-\top", "⊘": r" \oslash ", ";": "; ", "1": r"\mathbf{1}", "×": r" \times ",
}
_BARS = {"round": ("(", ")"), "abs": (r"\lvert ", r"\rvert "), "floor": (r"\lfloor ", r"\rfloor "),
         "ceil": (r"\lceil ", r"\rceil "), "norm": (r"\lVert ", r"\rVert "), "angle": (r"\langle ", r"\rangle "),
         "square": ("[", "]")}
_TALL = re.compile(r"\\frac|\\sqrt")
_WORD = re.compile(r"\\(?:mathrm|text)\b")  # a name of several letters, which would run into its neighbour
_ESCAPES = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "_": r"\_", "%": r"\%", "#": r"\#", "&": r"\&",
            "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}",
            ">": r"\textgreater{}"}


def escape(words: str) -> str:
    """Words for a LaTeX text: every sign stands for itself."""
    return "".join(_ESCAPES.get(c, c) for c in words)


def write(box: Box, colour: bool = False) -> str:
    """A formula in LaTeX mathematics; `colour` needs xcolor."""

    def emit(item: Box, parts: list[str]) -> str:
        match item:
            case Name():
                return _name(item)
            case Num() | Word():
                return _number(item.text) if isinstance(item, Num) else rf"\text{{{escape(item.text)}}}"
            case Op("dot" | "times" | "side"):
                return "\0"
            case Op(sign):
                return _SIGNS.get(sign) or (f" {sign} " if sign in "+-=" else sign)
            case Row(items):
                return _row(items, parts)
            case Frac():
                return rf"\frac{{{parts[0]}}}{{{parts[1]}}}"
            case Sub() | Grid():
                return _arranged(item, parts)
            case Sup(base, _):
                return _power(base, *parts)
            case Root():
                return rf"\sqrt[{parts[1]}]{{{parts[0]}}}" if len(parts) > 1 else rf"\sqrt{{{parts[0]}}}"
            case Paren(_, kind):
                return _wrapped(parts[0], kind)
            case Apply(function, _):
                return _applied(function, parts)
            case Limit(_, _, inner):
                body = _wrapped(parts[2]) if is_sum(inner) else parts[2]
                return rf"\lim_{{{parts[0]} \to {parts[1]}}} {body}"
            case Ratio():
                return _ratio(item, parts)
            case Colour() | Live() | Under():
                return _dressed(item, parts[0], colour)
        raise TypeError(type(item).__name__)

    return re.sub(r" {2,}", " ", fold(box, emit)).replace("\0", "").strip()


def _name(item: Name) -> str:
    return _bold(item.text) if item.bold else name(item.text)


def _arranged(item: Sub | Grid, parts: list[str]) -> str:
    """An index below, or rows of a matrix."""
    if isinstance(item, Sub):
        return f"{parts[0]}_{{{parts[1]}}}"
    wide = len(item.rows[0]) if item.rows else 1
    lines = [" & ".join(parts[k:k + wide]) for k in range(0, len(parts), wide)]
    return r"\begin{pmatrix} " + r" \\ ".join(lines) + r" \end{pmatrix}"


def _dressed(item: Colour | Live | Under, part: str, colour: bool) -> str:
    """A part with its shape below it, or in its role's colour."""
    if isinstance(item, Under):
        return rf"\underset{{{item.shape.replace('×', _SIGNS['×'])}}}{{{part}}}"
    return _coloured(part, item.role, colour) if isinstance(item, Colour) else part


def _coloured(part: str, role: str, colour: bool) -> str:
    """A part in its role's colour; a mistake is underlined."""
    if role == "mistake":
        return rf"\underline{{{part}}}"
    return rf"\textcolor{{{LATEX.get(role, 'black')}}}{{{part}}}" if colour else part


def name(text: str) -> str:
    """A name: a letter as it is, digits and what follows an underscore below, longer names upright."""
    stem, under, typed, primes = split(text)
    shown = _stem(stem)
    if under:
        below = under if under.isdigit() or len(under) == 1 else _upright(under)
        shown += f"_{below}" if len(below) == 1 else f"_{{{below}}}"
    return shown + primes


def _bold(text: str) -> str:
    """The name of a vector or a matrix: its letter bold, what stands below as it is."""
    stem = split(text)[0]
    shown = _stem(stem)
    rest = name(text)[len(shown):]
    if shown.startswith("\\") and not shown.startswith("\\mathrm"):
        return rf"\boldsymbol{{{shown}}}{rest}"
    return (rf"\mathbf{{{stem}}}" if stem.isascii() else shown) + rest


def _stem(stem: str) -> str:
    greek = GREEK_NAMES.get(stem) or (stem if stem in GREEK_NAMES.values() else None)
    if greek is not None:
        return "o" if greek == "omicron" else f"\\{greek}"
    if len(stem) == 2 and stem[0] == "Δ" and stem[1].isalpha():
        return rf"\Delta {_stem(stem[1])}"
    return stem if len(stem) == 1 and stem.isascii() else _upright(stem)


def _upright(word: str) -> str:
    if word.isascii():
        return rf"\mathrm{{{word.replace('_', chr(92) + '_')}}}"
    return rf"\text{{{escape(word)}}}"


def _power(base: Box, below: str, above: str) -> str:
    below = _wrapped(below) if isinstance(core(base), Sup | Frac) else below
    return f"{below}^{above}" if len(above) == 1 else f"{below}^{{{above}}}"


def _applied(function: str, parts: list[str]) -> str:
    if function == "cbrt":
        return rf"\sqrt[3]{{{parts[0]}}}"
    if function == "log" and len(parts) == 2:
        return rf"\log_{{{parts[1]}}}{_wrapped(parts[0])}"
    if function == "piecewise":
        return _cases(parts)
    return _function(function) + _wrapped(", ".join(parts))


def _cases(parts: list[str]) -> str:
    """Values and conditions as rows; the last value may hold otherwise."""
    rows = [rf"{value} & {condition}" for value, condition in zip(parts[::2], parts[1::2], strict=False)]
    if len(parts) % 2:
        rows.append(rf"{parts[-1]} &")
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"


def _function(function: str) -> str:
    if function in RULES and RULES[function].latex:
        return RULES[function].latex
    stem = split(function)[0]
    if function not in NAMES and (len(stem) == 1 or stem in GREEK_NAMES.values()):
        return name(function)
    return rf"\operatorname{{{escape(function)}}}"


def _number(text: str) -> str:
    mantissa, _, exponent = text.lower().partition("e")
    if not exponent:
        return mantissa
    power = f"10^{{{int(exponent)}}}"
    return power if mantissa in ("1", "") else rf"{mantissa} \times {power}"


def _wrapped(inside: str, kind: str = "round") -> str:
    left, right = _BARS[kind]
    if _TALL.search(inside):
        return rf"\left{left}{inside}\right{right}"
    return f"{left}{inside}{right}".rstrip() if kind == "round" else f"{left}{inside}{right}"


def _row(items: tuple[Box, ...], parts: list[str]) -> str:
    written: list[str] = []
    for k, (item, part) in enumerate(zip(items, parts, strict=True)):
        before = items[k - 1] if k else None
        if isinstance(item, Op) and item.sign in ("dot", "times", "side"):
            written.append(_juxtaposed(items[k - 1], items[k + 1], parts[k - 1], parts[k + 1]))
            continue
        if part.startswith("-") and not isinstance(item, Op) and isinstance(before, Op) and before.sign in (
                "dot", "times", "side", "cdot", "+", "-"):
            part = _wrapped(part)
        written.append(part)
    return "".join(written)


def _juxtaposed(left: Box, right: Box, before: str, after: str) -> str:
    """What stands between two factors: nothing to see where that is how it is written by hand, else a dot."""
    one, other = core(left), core(right)
    if isinstance(other, Name) and other.bold and len(split(other.text)[0]) == 1 and not isinstance(one, Apply):
        return " "
    if isinstance(other, Num) or after.startswith(("-", r"\frac")) or after[:1].isdigit():
        return r" \cdot "
    if isinstance(one, Op) and isinstance(other, Name) and _WORD.search(after):
        return r" \cdot "
    if isinstance(one, Op | Frac) or (isinstance(one, Num) and not isinstance(other, Frac)):
        return r"\," if isinstance(other, Apply) else " "
    if isinstance(one, Name | Sup) and isinstance(other, Name | Sup) and not _WORD.search(before + after):
        return " "
    if isinstance(other, Apply | Root) or isinstance(other, Paren) and not _calls(one, other):
        return r"\,"
    return r" \cdot "


def _calls(left: Box, right: Paren) -> bool:
    """Whether two factors side by side would read as a function of what is in parentheses."""
    return isinstance(left, Name) and right.kind == "round"


def _ratio(item: Ratio, parts: list[str]) -> str:
    sign = r"\partial " if item.curly else "d"
    of = parts[0] if isinstance(core(item.of), Name) else _wrapped(parts[0])
    order = len(item.wrt)
    if order == 1:
        ratio = rf"\frac{{{sign}{of}}}{{{sign}{parts[1]}}}"
        return rf"\left.{ratio}\right|_{{{','.join(parts[2:])}}}" if item.held else ratio
    below = " ".join(f"{sign}{_raised(wrt, n)}" for wrt, n in grouped(tuple(parts[1:1 + order])))
    return rf"\frac{{{_raised(sign.strip(), order)} {of}}}{{{below}}}"


def _raised(base: str, order: int) -> str:
    return base if order == 1 else f"{base}^{order}" if order < 10 else f"{base}^{{{order}}}"
