"""LaTeX to lines: the signs of the source, the formulas among the words, the statements of a formula."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ... import limits
from .. import plain
from ..mistakes.refuse import refuse
from ..tokens import Line, Sign, Source
from .commands import CASES, MATRICES, TRANSPARENT
from .rewriting import Rewriting
from .walk import rewritten

_SIGN = re.compile(
    r"%[^\n]*|\s+|(\\(?:begin|end)\s*\{\s*[A-Za-z]+\*?\s*\}|\\\\(?:\[[0-9. ]*(?:pt|em|ex|cm|mm)\])?"
    r"|\\[A-Za-z]+\*?|\\[\s\S]"
    r"|\$\$?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+|[A-Za-z]+|[가-힣]+|[" + plain.SUPERSCRIPTS + r"]+|:=|[<>!=]=|[\s\S])")
_OPENS = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_PUNCTUATION = frozenset((".", ",", ";", ":", "\\\\", "\\,", "\\quad", "\\qquad", "~", "\\ ", "\\;"))
_UPRIGHT = frozenset(("\\mathrm", "\\text", "\\operatorname", "\\textrm", "\\mathit", "{", "}", "\\ ", "\\,", "~", "&"))
_JOINS = frozenset("+-*/^_=<>,(&|") | {"−", "·", "⋅", "×", "÷", "\\cdot", "\\times", "\\div", "\\left", "{", "\\over"}
_GOES_ON = frozenset("+-*/^_=<>,)&") | {"−", "·", "⋅", "×", "÷", "\\cdot", "\\times", "\\div", "\\right", "}", "\\over"}


def lines(source: Source, known: Collection[str] = ()) -> Iterator[Line]:
    """The statements of a LaTeX text as lines of tokens for the parser."""
    if len(source.text) > limits.LATEX:
        raise refuse("long_text", source.given, None, limit=limits.LATEX)
    styles: dict[str, str] = {}
    words = set(known)
    for statement in parted(source, Depth()):
        declared = _declaration(source, statement)
        if declared is not None:
            words.update(declared.texts[:-3:2])
        yield declared or rewritten(Rewriting(source, statement, words, styles, offered))


def _declaration(source: Source, statement: list[Sign]) -> Line | None:
    r"""A line \mathrm{err}: \text{function}, which says of names that they are functions, as it is in plain text."""
    kept = [sign for sign in statement if sign.text not in _UPRIGHT]
    texts = [sign.text for sign in kept]
    if len(texts) < 3 or texts[-2] != ":" or texts[-1] not in ("function", "함수"):
        return None
    spans = [(sign.start, sign.end) for sign in kept]
    return Line(source, statement[0].start, statement[-1].end, [*texts, ""], lambda _: spans, offered)


def parted(source: Source, depth: Depth) -> Iterator[list[Sign]]:
    """The signs of each statement of a text."""
    for chunk in _formulas(source, list(_signs(source.text, 0, len(source.text)))):
        for statement in _statements(source, chunk, depth):
            if statement[-1].end - statement[0].start > limits.LINE:
                raise refuse("long_line", source.given, None, limit=limits.LINE)
            if len(statement) > limits.TOKENS:
                raise refuse("many_tokens", source.given, None, limit=limits.TOKENS)
            yield statement


def line(source: Source, start: int, end: int, known: Collection[str] = ()) -> Line:
    """One stretch of LaTeX as a line of tokens."""
    return rewritten(Rewriting(source, list(_signs(source.text, start, end)), known, {}, offered, (start, end)))


def offered(text: str) -> Line:
    """A text of chainrule's own, as a line."""
    return line(Source(text, text), 0, len(text))


def _signs(text: str, start: int, end: int) -> Iterator[Sign]:
    for found in _SIGN.finditer(text, start, end):
        if found[1]:
            sign = found[1]
            if sign.startswith(("\\begin", "\\end")) and sign.endswith("}"):
                sign = re.sub(r"\s+", "", sign)
            elif len(sign) == 2 and sign[0] == "\\" and sign[1].isspace():
                sign = "\\ "
            elif sign.startswith("\\\\"):
                sign = "\\\\"
            elif sign[0] == "\\" and sign[-1] == "*" and sign[:-1] != "\\operatorname" and len(sign) > 2:
                yield Sign(sign[:-1], found.start(1), found.end(1) - 1)
                yield Sign("*", found.end(1) - 1, found.end(1))
                continue
            yield Sign(sign, found.start(1), found.end(1))


def _formulas(source: Source, signs: list[Sign]) -> Iterator[list[Sign]]:
    """What stands between $ and $, \\( and \\), \\[ and \\]; the whole text where there are none."""
    if not any(s.text in _OPENS or s.text in _OPENS.values() for s in signs):
        yield signs
        return
    _check_pairs(source, signs)
    at = 0
    while at < len(signs):
        sign = signs[at]
        closer = _OPENS.get(sign.text)
        if closer is None:
            if sign.text not in _PUNCTUATION:
                last = at
                while last + 1 < len(signs) and signs[last + 1].text not in _OPENS:
                    last += 1
                raise refuse("prose", source.given, source.span(sign.start, signs[last].end))
            at += 1
            continue
        end = next(k for k in range(at + 1, len(signs)) if signs[k].text == closer)
        yield signs[at + 1:end]
        at = end + 1


def _check_pairs(source: Source, signs: list[Sign]) -> None:
    """Refuse a sign that begins or ends a formula and has no partner."""
    opened: Sign | None = None
    for sign in signs:
        if opened is None:
            opened = sign if sign.text in _OPENS else None
            lone = sign if sign.text in ("\\)", "\\]") else None
        elif sign.text == _OPENS[opened.text]:
            opened = lone = None
        else:
            lone = sign if sign.text in _OPENS or sign.text in ("\\)", "\\]") else None
        if lone is not None:
            raise refuse("dollar", source.given, source.span(lone.start, lone.end), sign=lone.text)
    if opened is not None:
        raise refuse("dollar", source.given, source.span(opened.start, opened.end), sign=opened.text)


@dataclass(slots=True)
class Depth:
    """How deep a sign stands: in braces, parentheses, cases; `matrices` says whether these are read."""

    value: int = 0
    matrices: bool = False

    def after(self, sign: str) -> int:
        if sign in ("{", "(", "[", "\\left", "\\{") or sign.startswith("\\begin"):
            self.value += 1
        elif sign in ("}", ")", "]", "\\right", "\\}") or sign.startswith("\\end"):
            self.value = max(0, self.value - 1)
        return self.value


def _statements(source: Source, signs: list[Sign], depth: Depth) -> Iterator[list[Sign]]:
    """A formula's statements: parted by \\\\ and semicolons, and by newlines where a new one can begin."""
    aligned = any(s.text == "\\\\" or s.text.startswith("\\begin") for s in signs)
    open_environments: list[Sign] = []
    depth.value = 0
    tables = CASES | MATRICES if depth.matrices else CASES
    statement: list[Sign] = []
    for sign in signs:
        text = sign.text
        if text.startswith(("\\begin{", "\\end{")):
            name = text[text.index("{") + 1:-1]
            if not _environment(source, sign, name, open_environments, tables):
                continue
        elif depth.value == 0 and text in ("\\\\", ";"):
            yield from _trimmed(statement)
            statement = []
            continue
        elif text == "&" and not any(_name(e) in tables for e in open_environments):
            if not open_environments:
                raise refuse("ampersand", source.given, source.span(sign.start, sign.end))
            continue
        elif statement and depth.value == 0 and not aligned and _new_line(source, statement[-1], sign):
            yield from _trimmed(statement)
            statement = []
        depth.after(text)
        statement.append(sign)
    if open_environments:
        sign = open_environments[-1]
        raise refuse("environment_ends", source.given, source.span(sign.start, sign.end), sign=sign.text)
    yield from _trimmed(statement)


def _name(sign: Sign) -> str:
    return sign.text[sign.text.index("{") + 1:-1]


def _environment(source: Source, sign: Sign, name: str, opened: list[Sign], tables: Collection[str]) -> bool:
    """Open or close an environment; the answer is whether the sign means something to the formula."""
    span = source.span(sign.start, sign.end)
    if name in MATRICES and name not in tables:
        raise refuse("vector", source.given, span, sign=sign.text)
    if name not in TRANSPARENT and name not in tables:
        raise refuse("environment", source.given, span, name=name)
    if sign.text.startswith("\\begin"):
        opened.append(sign)
    elif not opened or _name(opened.pop()) != name:
        raise refuse("environment_ends", source.given, span, sign=sign.text)
    return name in tables


def _new_line(source: Source, before: Sign, sign: Sign) -> bool:
    return "\n" in source.text[before.end:sign.start] and before.text not in _JOINS and sign.text not in _GOES_ON


def _trimmed(statement: list[Sign]) -> Iterator[list[Sign]]:
    """The statement without the punctuation of the sentence it stood in."""
    while statement and statement[-1].text in _PUNCTUATION:
        statement.pop()
    if statement:
        yield statement
