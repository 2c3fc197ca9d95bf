"""One statement of LaTeX as tokens for the parser: `\\frac{a}{b}c` becomes { {a} / {b} } c.

A stack of stretches still to be read stands in for recursion.
"""
from __future__ import annotations

from ... import limits
from ..mistakes.refuse import refuse
from ..tokens import Line
from .constructs import read
from .operators import Operator, operator_of
from .rewriting import Rewriting


def rewritten(r: Rewriting) -> Line:
    """The tokens of the statement."""
    r.match()
    operator = operator_of(r) if r.signs else None
    first = operator.after if operator else 0
    r.todo.append((first, len(r.signs)))
    while r.todo:
        step = r.todo.pop()
        if callable(step):
            step()
        else:
            _stretch(r, *step)
        if len(r.texts) > limits.TOKENS:
            raise refuse("many_tokens", r.source.given, None, limit=limits.TOKENS)
    if r.fences:
        r.fail("unclosed", r.fences[-1][1])
    return _made(r, operator)


def _made(r: Rewriting, operator: Operator | None) -> Line:
    ranges = r.ranges
    start = ranges[0][0] if ranges else r.begin
    return Line(r.source, start, r.end, [*r.texts, ""], lambda _: list(ranges), r.again, True, False,
                operator.variables if operator else (), operator.typed if operator else "")


def _stretch(r: Rewriting, at: int, end: int) -> None:
    """Signs at … end - 1, as far as the next construct that needs a stretch of its own."""
    over = r.overs.get(_opener(r, at))
    if over is not None and at <= over < end:
        equals = [k for k in range(at, over) if r.signs[k].text in ("=", ":=")]
        if equals:
            above = equals[-1] + 1
            r.then((at, above), lambda: r.grouped([(above, over), (over + 1, end)], over, "/"))
        else:
            r.grouped([(at, over), (over + 1, end)], over, "/")
        return
    while at < end:
        after = read(r, at, end)
        if after is None:
            return
        at = after


def _opener(r: Rewriting, at: int) -> int:
    """The group that a stretch from sign `at` on is the whole of; -1 for the statement, -2 for none."""
    if at == 0:
        return -1
    if r.signs[at - 1].text == "{" or r.signs[at - 1].text.startswith("\\begin{"):
        return at - 1
    return at - 2 if at > 1 and r.signs[at - 2].text == "\\left" else -2
