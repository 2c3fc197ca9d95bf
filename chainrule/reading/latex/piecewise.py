"""The rows of `\\begin{cases}`: a value, a condition, with or without `if` in front."""
from __future__ import annotations

from ... import limits
from . import commands
from .rewriting import Rewriting


def read(r: Rewriting, at: int, end: int) -> None:
    """`value & condition \\\\ …` as piecewise(value, condition, …)."""
    closed = r.partners[at]
    rows = _parted(r, at + 1, closed, "\\\\")
    rows = [row for row in rows if row[0] < row[1]]
    if len(rows) > limits.CASES:
        r.fail("many_cases", at, limit=limits.CASES)
    steps: list[object] = []
    for number, (first, last) in enumerate(rows):
        cells = _parted(r, first, last, "&")
        if len(cells) > 2:
            r.fail("ampersand", cells[2][0] - 1)
        value = _without(r, *cells[0], (), True)
        condition = _without(r, *cells[1], commands.CONDITION_WORDS, True) if len(cells) == 2 else (last, last)
        otherwise = condition[0] >= condition[1] or _word(r, *condition) in commands.OTHERWISE
        if value[0] >= value[1] or otherwise and number < len(rows) - 1 or len(rows) == 1 and otherwise:
            r.fail("case_row", first, last - 1)
        steps += [*([lambda place=first: r.mark(",", place)] if number else []), value]
        if not otherwise:
            steps += [lambda place=condition[0]: _conditional(r, True, place), condition,
                      lambda place=condition[1]: _conditional(r, False, place)]
    if not rows:
        r.fail("case_row", at, closed)

    def opened() -> None:
        r.emit("piecewise", at)
        r.mark("(", at + 1)

    r.then(opened, *steps, lambda: r.mark(")", closed), (closed + 1, end))  # type: ignore[arg-type]


def _conditional(r: Rewriting, begins: bool, place: int) -> None:
    r.conditions += 1 if begins else -1
    if begins:
        r.mark(",", place)


def _parted(r: Rewriting, first: int, last: int, separator: str) -> list[tuple[int, int]]:
    parts, start, at = [], first, first
    while at < last:
        text = r.signs[at].text
        if text == separator:
            parts.append((start, at))
            start = at + 1
        at = r.partners[at] + 1 if at in r.partners else at + 1
    return [*parts, (start, last)]


def _without(r: Rewriting, first: int, last: int, words: object, punctuation: bool) -> tuple[int, int]:
    """A stretch without `if` in front, commas behind, and spacing at both ends."""
    silent = commands.SILENT
    while True:
        while first < last and r.signs[first].text in silent:
            first += 1
        while first < last and (r.signs[last - 1].text in silent or r.signs[last - 1].text in (",", ";", ".")):
            last -= 1
        if first >= last or not words:
            return first, last
        if r.signs[first].text in commands.NAMED and first + 1 < last and r.signs[first + 1].text == "{":
            closed = r.partners[first + 1]
            if _word(r, first, closed + 1) in commands.CONDITION_WORDS:
                first = closed + 1
                continue
        if r.signs[first].text in commands.CONDITION_WORDS:
            first += 1
            continue
        if r.signs[last - 1].text == "}":
            opened = next((k for k, v in r.partners.items() if v == last - 1), first)
            if opened - 1 >= first and r.signs[opened - 1].text in commands.NAMED \
                    and _word(r, opened - 1, last) in commands.CONDITION_WORDS:
                last = opened - 1
                continue
        return first, last


def _word(r: Rewriting, first: int, last: int) -> str:
    """The letters of a stretch, without commands and spaces."""
    return "".join(s.text for s in r.signs[first:last] if s.text.isalpha()).lower()
