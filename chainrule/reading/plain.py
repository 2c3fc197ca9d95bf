"""Plain text to lines of tokens: `2x^2`, `x²`, `w₃₁`, `√x`, full-width characters."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .. import limits
from .mistakes.refuse import refuse
from .tokens import Line, Source, Span

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵃᵇᶜᵈᵉᵏᵐⁿᵖˢᵗᵘᵛʷˣʸᶻ"
# π stands alone, so that 2πx is 2·π·x; superscripts, letters or digits for Python, are never part of a name.
_LETTER = rf"(?:(?![{SUPERSCRIPTS}π])\w)"
_NUMBER = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_SIGNS = r"\*\*|[=<>!]=|&&|[\s\S]"


def _tokens(first: str, letter: str) -> re.Pattern[str]:
    name = rf"{first}{letter}*(?:(?<=_)\{{{letter}+\}})?['′]*|_{letter}+"
    return re.compile(rf"\s*({_NUMBER}|{name}|[{SUPERSCRIPTS}]+|{_SIGNS})")


_ASCII = _tokens("[A-Za-z]", "[A-Za-z0-9_]")
_WIDE = _tokens(rf"(?![{SUPERSCRIPTS}π])[^\W\d_]", _LETTER)
_ENDS = re.compile("\r(?!\n)|[\v\f\x85\u2028\u2029]")  # ends of lines that are none for str.split
_CLUSTER = re.compile(r"[\x00-\x7f]+(?![\u0300-\u036f])|[\s\S][\u0300-\u036f\u1160-\u11ff]*")


def normalize(text: str) -> Source:
    """The text with compatible characters folded (full width, decomposed Hangul, subscripts), places kept."""
    if len(text) > limits.PROGRAM:
        raise refuse("long_text", "", None, limit=limits.PROGRAM)
    given, text = text, _ENDS.sub("\n", text)
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return Source(given, text)
    pieces: list[str] = []
    places: list[int] = []
    lowered = False  # the character before was a subscript, so that w₃₁ becomes w_31
    for match in _CLUSTER.finditer(text):
        piece = match.group()
        if piece.isascii():
            lowered = False
        else:
            piece = _fold(piece)
            below = piece != match.group() and piece[0] == "_"
            piece = piece[1:] if below and lowered else piece
            lowered = below
        pieces.append(piece)
        if piece == match.group():
            places.extend(range(match.start(), match.end()))
        else:
            places.extend([match.start()] * len(piece))
    places.append(len(text))
    return Source(given, "".join(pieces), places)


@lru_cache(maxsize=4096)
def _fold(cluster: str) -> str:
    """One character with its marks in its plain form; what would change its meaning stays, to be refused."""
    how = unicodedata.decomposition(cluster[0])
    folded = unicodedata.normalize("NFKC", cluster)
    if how.startswith("<sub>") and folded.isalnum():
        return "_" + folded
    if how.startswith("<super>") or cluster in SUPERSCRIPTS:
        return cluster
    digits = any(c.isdigit() for c in folded)
    if digits and how and not how.startswith(("<wide>", "<font>")):
        return cluster
    return folded


def rows(source: Source) -> Iterator[Span]:
    """Where the statements of a text stand: split at newlines and semicolons, without comments and empty ones."""
    start = 0
    for row in source.text.split("\n"):
        if len(row) > limits.LINE:
            raise refuse("long_line", source.given, None, limit=limits.LINE)
        kept = row[:row.index("#")] if "#" in row else row
        if ";" in kept:
            at = start
            for part in kept.split(";"):
                if part and not part.isspace():
                    yield at, at + len(part)
                at += len(part) + 1
        elif kept and not kept.isspace():
            yield start, start + len(kept)
        start += len(row) + 1


def lines(source: Source) -> Iterator[Line]:
    """The statements of a text as lines of tokens."""
    return lines_of(source, rows(source))


def lines_of(source: Source, spans: Iterable[Span]) -> Iterator[Line]:
    for start, end in spans:
        yield line(source, start, end)


def line(source: Source, start: int, end: int) -> Line:
    """The tokens of one statement."""
    text = source.text[start:end]
    stripped = text.rstrip()
    if start == 0 and stripped.startswith("\ufeff"):
        stripped = " " + stripped[1:]
    texts: list[str] = (_ASCII if stripped.isascii() else _WIDE).findall(stripped)
    if len(texts) > limits.TOKENS:
        raise refuse("many_tokens", source.given, None, limit=limits.TOKENS)
    texts.append("")
    begin = start + len(text) - len(text.lstrip())
    return Line(source, begin, start + len(stripped), texts, _ranges, offered)


def offered(text: str) -> Line:
    """A text of chainrule's own, as a line."""
    return line(Source(text, text), 0, len(text))


def _ranges(of: Line) -> list[Span]:
    text = of.source.text[of.start:of.end]
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    pattern = _ASCII if text.isascii() else _WIDE
    return [(of.start + m.start(1), of.start + m.end(1)) for m in pattern.finditer(text)]
