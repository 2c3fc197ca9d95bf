"""A student's answer: `y' = 2x`, `dy/dx = …`, `f'(x) = … = …`, or the expression alone, plain or LaTeX."""
from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from ..records import record
from ..tree import Typed
from . import plain
from .grammar.parser import parse
from .mistakes.refuse import refuse
from .names import Names
from .syntax import Syntax, is_latex
from .syntax import line as line_of
from .tokens import Source

_LABEL = re.compile(r"\s*(?:answer|ans|result|답|정답|결과|도함수)\s*[:：]\s*", re.I)
_DELIMITERS = ("$$", "$", "\\[", "\\(", "\\]", "\\)")
_NAME = r"[^\W\d_]\w*"
_HEAD = re.compile(  # with the spaces taken out
    rf"(?P<name>{_NAME})(?:\([^()]*\))?|(?P<primed>{_NAME})['′’]+(?:\(.*\))?|\(.*\)['′’]"
    rf"|[d∂](?:\^?\d|[²³])?(?P<of>{_NAME}(?:\(.*\))?)?/[d∂].*|D\(.*\)|{_NAME}_\{{?{_NAME}\}}?(?:\(.*\))?"
    r"|\\[dt]?frac\{\\?(?:d|partial|mathrm\{d\}|rmd)(?P<above>.*?)\}\{.*\}.*"
    rf"|(?P<prime>{_NAME})(?:\^\{{?\\prime\}}?|')(?:(?:\\left)?\(.*\))?|\\left\(.*\\right\)(?:'|\^\{{?\\prime\}}?)"
    r"|[가-힣\w]*")


@record
class Answer:
    """The expression that is claimed; `called` is what the answer calls the function, where it says so: y in y' = …"""

    tree: Typed
    called: str | None = None
    source: str = ""


def read_answer(text: str, syntax: Syntax = "auto", known: Collection[str] = (),
                functions: Mapping[str, tuple[str, ...]] | None = None) -> Answer:
    """An answer. Of `y' = a = b` the last side counts; `known` are the names of the problem, `functions` its own."""
    source = plain.normalize(text)
    start, end = _trimmed(source.text)
    if start >= end:
        raise refuse("empty", text, None)
    in_latex = is_latex(source, syntax)
    called, start = _after_head(source, start, end)
    names = Names(known)
    names.values = frozenset(known) - frozenset(functions or {})
    names.functions.update(functions or {})
    names.defined.update(functions or {})
    return Answer(parse(line_of(source, start, end, in_latex), names), called, text)


def expression_of(text: str) -> str:
    """The text of an answer without what stands in front of its last side."""
    source = plain.normalize(text)
    start, end = _trimmed(source.text)
    if start >= end:
        raise refuse("empty", text, None)
    _, start = _after_head(source, start, end)
    return source.text[start:end]


def _trimmed(text: str) -> tuple[int, int]:
    """The answer without a label in front, and without the signs that LaTeX puts around a formula."""
    label = _LABEL.match(text)
    start, end = (label.end() if label is not None else 0), len(text)
    while True:
        inside = text[start:end]
        start, end = start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
        inside = text[start:end]
        opened = next((d for d in _DELIMITERS if inside.startswith(d)), "")
        closed = next((d for d in (*_DELIMITERS, ".", ";") if inside.endswith(d) and len(inside) > len(d)), "")
        if closed == "." and inside[-2:-1].isdigit():
            closed = ""
        if not opened and not closed or inside == opened:
            return start, end
        start, end = start + len(opened), max(start + len(opened), end - len(closed))


def _after_head(source: Source, start: int, end: int) -> tuple[str | None, int]:
    """What the answer calls the function, and where the last side begins."""
    equals = _equals(source.text, start, end)
    if not equals:
        return None, start
    head = re.sub(r"[\s&]|\\[,;!]", "", source.text[start:equals[0]])
    match = _HEAD.fullmatch(head)
    if match is None:
        begun = source.text[start:equals[0]].strip()
        raise refuse("answer_head", source.given, source.span(start, equals[0]), sign=begun)
    last = equals[-1] + 1
    while last < end and (source.text[last].isspace() or source.text[last] == "&"):
        last += 1
    if last >= end:
        raise refuse("nothing_right", source.given, source.span(equals[-1], equals[-1] + 1))
    found = next((match[key] for key in ("name", "primed", "of", "above", "prime") if match[key]), None)
    return found.partition("(")[0].strip() if found else None, last


def _equals(text: str, start: int, end: int) -> list[int]:
    """The signs of equality outside all brackets."""
    depth, found = 0, []
    for at in range(start, end):
        depth += (text[at] in "({[") - (text[at] in ")}]")
        if text[at] == "=" and depth == 0 and text[at - 1:at] not in ("<", ">", "!") and text[at + 1:at + 2] != "=":
            found.append(at)
    return found
