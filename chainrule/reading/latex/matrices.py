"""What LaTeX writes for vectors and matrices: bold letters, transposes, norms, inner products, pmatrix."""
from __future__ import annotations

import re
from collections.abc import Callable

from ..tokens import ONES
from . import commands, names
from .rewriting import Rewriting

_NORMS = frozenset((*commands.NORMS, "\\rVert", "\\lVert")) - {"\\norm"}
_BOLD = ("\\mathbf", "\\boldsymbol", "\\bm", "\\vec", "\\pmb", "\\overrightarrow", "\\mathbb")
_SIGNS = {"\\odot": "⊙", "\\circ": "⊙", "\\cdot": "⋅", "\\times": "×", "\\top": "⊤", "\\intercal": "⊤",
          "\\transpose": "⊤", "'": "'", "′": "'", "\\prime": "'",
          "\\langle": "⟨", "\\rangle": "⟩", "\\oslash": "⊘"}
_WORDS = {"\\det": "det", "\\tr": "tr", "\\Tr": "tr", "\\trace": "tr", "\\diag": "diag", "\\softmax": "softmax",
          "\\relu": "relu", "\\ReLU": "relu", "\\vecop": "vec"}
_PAIRS = {"\\langle": "\\rangle", **{norm: norm for norm in _NORMS}, "\\lVert": "\\rVert"}


def _sign(r: Rewriting, at: int, end: int) -> int:
    r.emit(_SIGNS[r.signs[at].text], at)
    return at + 1


def _word(r: Rewriting, at: int, end: int) -> int:
    r.emit(_WORDS[r.signs[at].text], at)
    return at + 1


def _norm(r: Rewriting, at: int, end: int) -> int:
    r.emit("‖", at)
    return at + 1


def _norm_of(r: Rewriting, at: int, end: int) -> int | None:
    """`\\norm{x}`."""
    first, last, after = r.argument(at + 1, end, at)
    r.enclosed((first, last), "‖", "‖", (after, end))
    return None


def _bold(r: Rewriting, at: int, end: int) -> int | None:
    """`\\mathbf{w}` is the vector w; `\\mathbf{1}` the vector of ones."""
    first, last, after = r.argument(at + 1, end, at)
    inside = [sign.text for sign in r.signs[first:last]]
    if inside == ["1"]:
        r.emit(f"{ONES}{r.signs[at].start}", at, after - 1)
        return after
    word = names.content(r, first, last, at)
    if not word[0].isalpha():
        r.fail("text_words", at, max(last - 1, at), sign=word[0])
    before = len(r.texts)
    behind = names.scripts(r, word, at, after, end, "\\mathbf")
    if r.bold is not None:
        r.bold.update(r.texts[before:before + 1])
    return behind


def _lowered(r: Rewriting, at: int, end: int) -> int:
    """The kind of a norm, `\\|x\\|_2`; below anything else a subscript has no meaning."""
    first, last, after = r.argument(at + 1, end, at)
    word = "".join("inf" if sign.text in ("\\infty", "∞") else sign.text for sign in r.signs[first:last]
                   if sign.text not in commands.NAMED and sign.text not in ("{", "}"))
    if not r.texts or r.texts[-1] != "‖" or not re.fullmatch(r"\w+", word):
        r.fail("no_subscript", at)
    r.emit("_" + word, at, after - 1)
    return after


def _power(r: Rewriting, at: int, end: int) -> int | None:
    """Powers; `x^\\top`, `A^{-\\top}`, and `x^{\\odot 2}` entry by entry."""
    first, last, after = r.argument(at + 1, end, at)
    texts = [s.text for s in r.signs[first:last] if s.text not in commands.SILENT]
    if texts[:1] in (["*"], ["\\ast"], ["\\dagger"], ["†"]) and len(texts) == 1:
        r.fail("vector", first, sign=texts[0])
    if after < end and r.signs[after].text == "_":  # ‖x‖^2_2: the kind of the norm comes first
        after = _lowered(r, after, end)
    r.refuse_raised_index(at, texts, after)
    if texts[:1] in (["\\odot"], ["\\circ"]) and len(texts) > 1:
        skipped = next(k for k in range(first, last) if r.signs[k].text == texts[0]) + 1
        r.emit(".^", at)
        r.enclosed((skipped, last), "{", "}", (after, end))
        return None
    r.emit("^", at)
    if not texts:
        r.marks("{}", first)
        return after
    if len(texts) == 1 and (texts[0].isdigit() or texts[0] in _SIGNS):
        r.then((first, last), (after, end))
    else:
        r.enclosed((first, last), "{", "}", (after, end))
    return None


def _environment(r: Rewriting, at: int, end: int) -> int | None:
    """`\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}` as [a, b; c, d]; in bars its determinant."""
    closed = r.partners[at]
    before, behind = ("|[", "]|") if r.signs[at].text == "\\begin{vmatrix}" else ("[", "]")
    last = closed
    while last > at + 1 and (r.signs[last - 1].text == "\\\\" or r.signs[last - 1].text in commands.SILENT):
        last -= 1
    steps: list[Callable[[], None] | tuple[int, int]] = [lambda: r.marks(before, at)]
    start, depth = at + 1, 0
    for k in range(at + 1, last):
        text = r.signs[k].text
        depth += (text in ("{", "\\left") or text.startswith("\\begin{")) - (
            text in ("}", "\\right") or text.startswith("\\end{"))
        if depth == 0 and text in ("&", "\\\\"):
            sign = "," if text == "&" else ";"
            steps += [(start, k), lambda sign=sign, k=k: r.emit(sign, k)]  # type: ignore[misc]
            start = k + 1
    r.then(*steps, (start, last), lambda: r.marks(behind, closed), (closed + 1, end))
    return None


def fenced(opener: str, closer: str) -> bool:
    """Whether \\left and \\right hold a norm or an inner product."""
    return _PAIRS.get(opener) == closer or opener in _NORMS and closer in _NORMS


def fence(r: Rewriting, at: int, right: int, end: int) -> int | None:
    """`\\left\\| x \\right\\|`, `\\left\\langle x, y \\right\\rangle`."""
    before, behind = ("⟨", "⟩") if r.signs[at + 1].text == "\\langle" else ("‖", "‖")
    r.then(lambda: r.emit(before, at, at + 1), (at + 2, right), lambda: r.emit(behind, right, right + 1),
           (right + 2, end))
    return None


CONSTRUCTS: dict[str, Callable[[Rewriting, int, int], int | None]] = {
    **dict.fromkeys(_SIGNS, _sign), **dict.fromkeys(_WORDS, _word), **dict.fromkeys(_NORMS, _norm),
    **dict.fromkeys(_BOLD, _bold), "\\norm": _norm_of, "_": _lowered, "^": _power,
    **{f"\\begin{{{name}}}": _environment for name in commands.MATRICES - {"Vmatrix"}},
}
