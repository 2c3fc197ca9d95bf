"""Plain text with vectors and matrices to lines of tokens: `A'*x`, `X.T @ X`, `[1, 2; 3, 4]`, `np.sum(A, axis=0)`."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial

from ... import limits
from ...notation.names import spelled
from ..mistakes.foreign_words import MODULES
from ..mistakes.refuse import refuse
from ..plain import SUPERSCRIPTS
from ..tokens import Line, Source, Span

_LETTER = rf"(?:(?![{SUPERSCRIPTS}πᵀ])\w)"
_NUMBER = r"(?:[0-9]+(?:\.(?![*/^'])[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_NAME = rf"(?![{SUPERSCRIPTS}πᵀ])[^\W\d_]{_LETTER}*(?:(?<=_)\{{(?:{_LETTER}|,)+\}})?|_(?:{_LETTER}+|∞)"
_KEYWORD = r"(?:axis|dim|keepdims|keepdim|ord)\s*=(?!=)\s*(?:-?\w+(?:\.\w+)*|'\w+'|\"\w+\")"
_TEXT = r"'(?:fro|nuc|inf|all)'|\"(?:fro|nuc|inf|all)\""
_SIGNS = (r"\.\*|\./|\.\^|\.(?:transpose|t)\(\)|\.[A-Za-z_]" + _LETTER + r"*|\*\*|[=<>!]=|&&|\|\||[\s\S]")
_TOKEN = re.compile(rf"\s*({_KEYWORD}|{_NUMBER}|{_TEXT}|{_NAME}|[{SUPERSCRIPTS}]+|{_SIGNS})")
_ENDS = re.compile(r"[\]=]")  # what comes first behind a newline in a bracket says whether the bracket goes on
_PRIMES = frozenset("'′")


def rows(source: Source) -> Iterator[Span]:
    """Where the statements stand: split at newlines and semicolons outside brackets, without comments."""
    text = source.text
    start, depth, at, stop = 0, 0, 0, -1
    while at < len(text):
        sign = text[at]
        if sign == "#":
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield from _row(source, start, at)
            start, at, depth = end, end, 0
            continue
        depth = max(0, depth + (sign == "[") - (sign == "]"))
        if sign == "\n" and depth and stop < at:
            found = _ENDS.search(text, at)
            stop = found.start() if found else len(text)
        if sign in "\n;" and (depth == 0 or sign == "\n" and text[stop:stop + 1] != "]"):
            yield from _row(source, start, at)
            start, depth = at + 1, 0
        at += 1
    yield from _row(source, start, len(text))


def _row(source: Source, start: int, end: int) -> Iterator[Span]:
    if end - start > limits.LINE:
        raise refuse("long_line", source.given, None, limit=limits.LINE)
    if source.text[start:end].strip():
        yield start, end


def line(source: Source, start: int, end: int, named: Collection[str] = ()) -> Line:
    """The tokens of one statement; `named` are names: words such as Wx are taken apart into them."""
    text = source.text[start:end]
    stripped = text.rstrip()
    if start == 0 and stripped.startswith("\ufeff"):
        stripped = " " + stripped[1:]
    found = [(m[1], m.start(1), m.end(1)) for m in _TOKEN.finditer(stripped)]
    if len(found) > limits.TOKENS:
        raise refuse("many_tokens", source.given, None, limit=limits.TOKENS)
    found = list(_apart(_primed(_without_modules(found, named), named), named))
    texts = [token for token, _, _ in found]
    ranges = [(start + first, start + last) for _, first, last in found]
    begin = start + len(text) - len(text.lstrip())
    return Line(source, begin, start + len(stripped), [*texts, ""], lambda _: list(ranges), partial(again, named=named))


def again(text: str, named: Collection[str] = ()) -> Line:
    """A text of chainrule's own, as a line."""
    return line(Source(text, text), 0, len(text), named)


_Token = tuple[str, int, int]


def _without_modules(found: list[_Token], named: Collection[str]) -> list[_Token]:
    """`np.linalg.norm` as norm."""
    kept: list[_Token] = []
    at = 0
    while at < len(found):
        text, start, end = found[at]
        after = at + 1
        while text in MODULES and text not in named and after < len(found) and found[after][0][:1] == "." \
                and found[after][0][1:].isidentifier():
            after += 1
        if after > at + 1:
            text, end = found[after - 1][0][1:], found[after - 1][2]
        kept.append((text, start, end))
        at = after
    return kept


def _primed(found: list[_Token], named: Collection[str]) -> Iterator[_Token]:
    """Names with primes in one piece where they are names, x' as two pieces elsewhere."""
    at = 0
    while at < len(found):
        text, start, end = found[at]
        after = at + 1
        while after < len(found) and found[after][0] in _PRIMES and found[after][1] == found[after - 1][2]:
            after += 1
        for stop in range(after, at + 1, -1):
            name = text + "'" * (stop - at - 1)
            if spelled(name) in named:
                text, end, at = name, found[stop - 1][2], stop - 1
                break
        yield text, start, end
        at += 1


def _apart(found: Iterator[_Token], named: Collection[str]) -> Iterator[_Token]:
    """`Wx` as W and x where both are names and Wx is none; a name before `(` stays."""
    waiting = list(found)
    for (text, start, end), following in zip(waiting, [*waiting[1:], ("", 0, 0)], strict=True):
        pieces = _pieces(text, named) if following[0] != "(" else ()
        if not pieces:
            yield text, start, end
            continue
        for piece in pieces:
            yield piece, start, start + len(piece)
            start += len(piece)


def _pieces(text: str, named: Collection[str]) -> tuple[str, ...]:
    """The names that a word is made of in exactly one way; none where it is a name itself."""
    if not text[:1].isalpha() or len(text) < 2 or len(text) > limits.SHOWN or spelled(text) in named or "{" in text:
        return ()
    ways: list[list[tuple[str, ...]]] = [[()]]
    for stop in range(1, len(text) + 1):
        ways.append([(*way, text[start:stop]) for start in range(stop) if spelled(text[start:stop]) in named
                     for way in ways[start]][:2])
    return ways[-1][0] if len(ways[-1]) == 1 else ()
