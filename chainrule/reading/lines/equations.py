"""A formula as equations: parted at commas, arrows and words, and every equation into its sides."""
from __future__ import annotations

import re

from ...records import record
from .brackets import balanced, split

_SAID = re.compile(r"[가-힣\s,.;:]|^(?:where|and|so|if|for|at|when|since|then|with|let|or|thus|hence|by)$", re.I)
_TEXT = re.compile(r"\\(?:text|mbox|textrm|textbf|textit|mathrm|textnormal|intertext|shortintertext|mathbf)"
                   r"\s*\{([^{}]*)\}")
_ARROWS = (r"\\(?:implies|iff|Rightarrow|Longrightarrow|Leftrightarrow|therefore|because|qquad|quad|to|rightarrow"
           r"|longrightarrow|leftarrow|gets|mapsto|leadsto|Leftarrow)(?![A-Za-z])|⇒|→|∴|∵|⟹|←|↦|=>|->|<-|;|；|※")
_NEXT = r"\\\s+(?=(?:\{?[A-Za-z](?:_\{?\w+\}?)?\}?(?:\([^=]*\))?|\\[cdt]?frac\{[^{}]*\}\{[^{}]*\})\s*=)"
_SEPARATOR = re.compile(_ARROWS + "|" + _NEXT +
                        r"|[,，](?!\s*\\(?:dots|cdots|ldots))|(?:\\ )*[가-힣][가-힣 ]*(?:\\ )*|(?<!\\)\\\\")
_NO_EQUATION = re.compile(r"\\(?:leq?|geq?|neq?|lt|gt|leqslant|geqslant|propto|in|notin|sim|equiv|subset|lim|int|iint"
                          r"|oint|dots|cdots|ldots|vdots|ddots|nabla|infty|pm|mp|begin|Delta|triangle|forall|exists)"
                          r"(?![A-Za-z])"
                          r"|\\(?:mathbf|boldsymbol|bm|vec|odot|otimes|top|intercal|det|dagger|lVert|rVert|Vert)(?![A-Za-z])"
                          r"|\^\s*\{?\s*-?\s*(?:\\math(?:rm|sf|tt)\s*\{)?[TH](?![a-z])|\\\||‖|⊤|ᵀ"  # matrices
                          r"|[<>≤≥≠∝∈∼∫∞±△…⟨⟩]|!=|\.\.\.")
_EQUALS = re.compile(r":=|≔|\\coloneqq(?![A-Za-z])|==|=|\\approx(?![A-Za-z])|≈|\\simeq(?![A-Za-z])|≃")
_STACKED = re.compile(r"\\(?:overset|stackrel|underset)\s*\{[^{}]*\}\s*\{\s*=\s*\}|\\stackrel\s*\{[^{}]*\}\s*=")
_BRACED = re.compile(r"\\(?:underbrace|overbrace|boxed|color\{\w+\}|textcolor\{\w+\}|cancel|underline)\s*(?=\{)")
_END = ".,;:!。，· \t\n~"


@record
class Equation:
    """Sides that are said to be equal, at a line of the text (from 0); `continued` where the left one is the last left
    side. `readable` is False where something stands in it that is no equation of formulas; `words` is what stands
    around it, `quoted` whether they say that it is wrong."""

    sides: tuple[str, ...]
    line: int
    latex: bool
    continued: bool = False
    readable: bool = True
    words: str = ""
    text: str = ""
    quoted: bool = False


def equations(formula: str, line: int, latex: bool, words: str = "") -> list[Equation]:
    """The equations of a formula in the order written."""
    if latex:
        formula = _STACKED.sub("=", _unbraced(formula))
    found = []
    for part, said in _parts(formula):
        words = f"{words} {said}".strip()
        made = _equation(part, line, latex, words)
        if made is not None:
            found.append(made)
    return found


def _unbraced(text: str) -> str:
    """Without \\underbrace and its kin: what stands under them is no part of the formula."""
    if "\\" not in text:
        return text
    text = _BRACED.sub("", text)
    return re.sub(r"(\})\s*_\s*\{\s*\\(?:text|mathrm)\s*\{[^{}]*\}\s*\}", r"\1", text)


def _parts(formula: str) -> list[tuple[str, str]]:
    """What stands between arrows, commas and words, and the words before each part."""
    words: list[str] = []

    def size(text: str, at: int) -> int:
        said = _TEXT.match(text, at)
        if said is not None and (not said[1].strip() or _SAID.search(said[1])):
            words.append(said[1])
            return said.end() - at
        found = _SEPARATOR.match(text, at)
        if found is None:
            return 0
        words.append(found.group().replace("\\", " "))
        return found.end() - at

    parts = split(formula, size)
    return list(zip(parts, ["", *words], strict=True))


def _equation(part: str, line: int, latex: bool, words: str) -> Equation | None:
    """One equation; None where nothing is said to be equal."""
    text = part.strip(_END)
    if latex:
        text = re.sub(r"^(?:\\[,;:!\s]|&|\s)+|(?:\\[,;:!\s]|&|\s)+$", "", text).strip(_END)
    readable = _NO_EQUATION.search(text) is None and balanced(text)
    sides = split(text, lambda given, at: found.end() - at if (found := _EQUALS.match(given, at)) else 0)
    if len(sides) < 2 or not sides[-1].strip():
        return None
    sides = [side.strip() for side in sides]
    continued = not sides[0]
    if any(not side for side in sides[1:]):
        readable = False
    return Equation(tuple(sides[1:] if continued else sides), line, latex, continued, readable, words, text)
