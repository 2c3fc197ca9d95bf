"""What each sign of LaTeX does to the line of tokens: fractions, roots, fences, exponents, sums, cases."""
from __future__ import annotations

import difflib
import re
from typing import NoReturn

from . import commands, matrices, names, piecewise
from .operators import read_operator
from .rewriting import Rewriting

_BOUND = re.compile(r"-?[0-9]{1,9}")


def read(r: Rewriting, at: int, end: int) -> int | None:
    """Read the construct at sign `at`: where reading goes on, or None where stretches have been arranged."""
    text = r.signs[at].text
    if text in commands.SILENT:
        return at + 1
    if r.bold is not None and text in matrices.CONSTRUCTS:
        return matrices.CONSTRUCTS[text](r, at, end)
    if text[0].isdigit() or text[0] == "." != text:
        r.emit(text, at)
        return at + 1
    if text in commands.FUNCTIONS:
        return names.function(r, commands.FUNCTIONS[text], at, at + 1, end)
    if text[0].isalpha() and text[0] not in "ᵃᵇᶜᵈᵉᵏᵐⁿᵖˢᵗᵘᵛʷˣʸᶻ" or text in commands.LETTERS or text in commands.NAMED \
            or text in commands.STYLES or text in commands.ACCENTS:
        return names.atom(r, at, end)
    construct = _CONSTRUCTS.get(text)
    if construct is not None:
        return construct(r, at, end)
    if text in commands.SIGNS:
        r.emit(commands.SIGNS[text], at)
        return at + 1
    if text.startswith("\\begin{"):
        piecewise.read(r, at, end)
        return None
    if text in commands.NORMS:
        r.fail("norm", at, sign=text)
    if text in commands.VECTORS:
        r.fail("vector", at, sign=text)
    if text in ("\\\\", "&"):
        r.fail("ampersand", at)
    if text[0] == "\\":
        _unknown(r, at)
    r.emit("=" if text == ":=" else text, at)
    return at + 1


def _unknown(r: Rewriting, at: int) -> NoReturn:
    text = r.signs[at].text
    slip = len(text) > 3 and text not in commands.UNREAD
    near = difflib.get_close_matches(text[:40], commands.KNOWN, 1, 0.8) if slip else []
    if near:
        r.fail("latex_near", at, sign=text, better=near[0])
    r.fail("latex", at, sign=text)


def _group(r: Rewriting, at: int, end: int) -> int | None:
    closed = r.partners[at]
    if closed == at + 1:
        return closed + 1
    lowered = closed + 1 < end and r.signs[closed + 1].text in ("_", "'", "′")
    if closed == at + 2 and lowered and (r.signs[at + 1].text in commands.LETTERS or r.signs[at + 1].text.isalpha()):
        name = r.signs[at + 1].text
        return names.scripts(r, commands.LETTERS.get(name, name), at, closed + 1, end)
    r.then(lambda: r.emit("{", at), (at + 1, closed), lambda: r.emit("}", closed), (closed + 1, end))
    return None


def _boxed(r: Rewriting, at: int, end: int) -> int | None:
    first, last, after = r.argument(at + 1, end, at)
    if first < last:
        r.enclosed((first, last), "{", "}", (after, end))
        return None
    return after


def _fraction(r: Rewriting, at: int, end: int) -> int | None:
    operator = read_operator(r, at)
    if operator is not None:
        r.fail("operator_inside", at, operator.after - 1)
    a, b, after = r.argument(at + 1, end, at)
    c, d, after = r.argument(after, end, at)
    r.grouped([(a, b), (c, d)], at, "/", (after, end))
    return None


def _root(r: Rewriting, at: int, end: int) -> int | None:
    index: tuple[int, int] | None = None
    inner = at + 1
    if inner < end and r.signs[inner].text == "[":
        depth = 0
        for k in range(inner, end):
            depth += (r.signs[k].text in "[{") - (r.signs[k].text in "]}")
            if depth == 0:
                break
        if depth or k == inner + 1:
            r.fail("argument", at, sign=r.signs[at].text)
        index, inner = (inner + 1, k), k + 1
    return _rooted(r, at, index, inner, end)


def _root_of(r: Rewriting, at: int, end: int) -> int | None:
    of = next((k for k in range(at, end) if r.signs[k].text == "\\of"), None)
    if of is None or of == at + 1:
        r.fail("argument", at, sign=r.signs[at].text)
    return _rooted(r, at, (at + 1, of), of + 1, end)


def _rooted(r: Rewriting, at: int, index: tuple[int, int] | None, inner: int, end: int) -> int | None:
    first, last, after = r.argument(inner, end, at)
    if first >= last:
        r.fail("argument", at, sign=r.signs[at].text)
    degree = "".join(s.text for s in r.signs[slice(*index)]) if index else "2"
    name = {"2": "sqrt", "3": "cbrt"}.get(degree.strip("{}"))
    if name is not None or index is None:
        r.emit(name or "sqrt", at)
        r.enclosed((first, last), "(", ")", (after, end))
    else:
        i, j = index
        r.then(lambda: r.marks("{{", first), (first, last), lambda: r.marks("}^{1/{", i), (i, j),
               lambda: r.marks("}}}", last), (after, end))
    return None


def _left(r: Rewriting, at: int, end: int) -> int | None:
    right = r.partners[at]
    opener = r.signs[at + 1].text if at + 1 < right else ""
    if opener in commands.NORMS and r.bold is None:
        r.fail("norm", at + 1, sign=opener)
    closer = r.signs[right + 1].text if right + 1 < len(r.signs) else ""
    if r.bold is not None and matrices.fenced(opener, closer):
        return matrices.fence(r, at, right, end)
    if opener in commands.OPENING and commands.OPENING[opener][1] == closer:
        name = commands.OPENING[opener][0]
    elif opener in commands.BARS and closer in commands.BARS and _bar(opener) == _bar(closer):
        name = "abs"
    else:
        r.fail("fence", right, min(right + 1, len(r.signs) - 1), sign=r.text(right, min(right + 1, len(r.signs) - 1)))

    def opened() -> None:
        if name:
            r.emit(name, at, at + 1)
            r.mark("(", at + 2)
        else:
            r.emit("(", at, at + 1)

    r.then(opened, (at + 2, right), lambda: r.emit(")", right, right + 1), (right + 2, end))
    return None


def _bar(sign: str) -> str:
    return {"\\vert": "|", "\\mid": "|"}.get(sign, sign)


def _opening(r: Rewriting, at: int, end: int) -> int:
    name, closer = commands.OPENING[r.signs[at].text]
    if name:
        r.emit(name, at)
        r.mark("(", at + 1)
    else:
        r.emit("(", at)
    r.fences.append((closer, at))
    return at + 1


def _closing(r: Rewriting, at: int, end: int) -> int:
    text = r.signs[at].text
    if not r.fences and text == ")":
        r.emit(")", at)
        return at + 1
    if not r.fences or r.fences[-1][0] != text:
        r.fail("fence", at, sign=text)
    r.fences.pop()
    r.emit(")", at)
    return at + 1


def _absolute(r: Rewriting, at: int, end: int) -> int:
    r.emit("|", at)
    return at + 1


def _power(r: Rewriting, at: int, end: int) -> int | None:
    first, last, after = r.argument(at + 1, end, at)
    texts = [s.text for s in r.signs[first:last]]
    if any(t in ("\\top", "\\intercal", "\\circ", "*", "\\ast", "\\dagger") for t in texts[:1]) and len(texts) == 1:
        r.fail("vector" if texts[0] != "\\circ" else "latex", first, sign=texts[0])
    if after < end and r.signs[after].text == "_":
        r.fail("no_subscript", after)
    r.refuse_raised_index(at, texts, after)
    r.emit("^", at)
    if not texts:
        r.marks("{}", first)
        return after
    if len(texts) == 1 and texts[0].isdigit():
        r.then((first, last), (after, end))
    else:
        r.enclosed((first, last), "{", "}", (after, end))
    return None


def _no_subscript(r: Rewriting, at: int, end: int) -> NoReturn:
    r.argument(at + 1, end, at)
    r.fail("no_subscript", at)


def _silent_argument(r: Rewriting, at: int, end: int) -> int:
    return r.argument(at + 1, end, at)[2]


def _equals(r: Rewriting, at: int, end: int) -> int:
    r.emit("==" if r.conditions else "=", at)
    return at + 1


def _sum(r: Rewriting, at: int, end: int) -> int:
    """`\\sum_{i=1}^{3}`, its bounds in either order."""
    below = above = ""
    after, place = at + 1, at
    while after < end and r.signs[after].text in ("_", "^", "\\limits", "\\nolimits"):
        sign = r.signs[after].text
        after += 1
        if sign in "_^":
            first, last, after = r.argument(after, end, after - 1)
            words = [commands.LETTERS.get(s.text, s.text) for s in r.signs[first:last] if s.text not in commands.SILENT]
            place = first
            if sign == "_":
                below = " ".join(words)
            else:
                above = "".join(words)
    index, equals, start = (below.split(" ", 2) + ["", ""])[:3] if below else ("", "", "")
    start = start.replace(" ", "")
    if equals != "=" or not index[:1].isalpha() or len(index) > 1 or not _BOUND.fullmatch(start) \
            or not _BOUND.fullmatch(above):
        r.fail("sum_bounds", at, max(at, after - 1))
    r.emit(r.signs[at].text, at)
    for token in ("{", index, ":", start, "}", "{", above, "}"):
        r.mark(token, place)
    return after


_CONSTRUCTS = {
    "{": _group, "\\sqrt": _root, "\\root": _root_of, "\\left": _left, "^": _power, "_": _no_subscript,
    "'": _no_subscript, "=": _equals, "\\sum": _sum, "\\prod": _sum,
    **dict.fromkeys(commands.FRACTIONS, _fraction), **dict.fromkeys(commands.OPENING, _opening),
    **dict.fromkeys(commands.CLOSING, _closing), **dict.fromkeys(commands.BARS, _absolute),
    **dict.fromkeys(commands.GROUPS, _boxed), **dict.fromkeys(commands.SILENT_WITH_ARGUMENT, _silent_argument),
}
