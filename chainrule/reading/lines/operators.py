"""The operator d/dx inside a formula, and how far it reaches: over a group, or up to the end of the term."""
from __future__ import annotations

import re

from .brackets import closing
from .scanning import Found, Scan, aside

_FACTORS = ("*", "·", "⋅", "×", "/", "\\cdot", "\\times", "\\frac{d}", "\\frac{\\partial")


def operator(scan: Scan, by: tuple[str, ...], at: int) -> bool:
    """d/dx and what it is applied to: a group, or everything up to the end of the term."""
    text = scan.text
    start = at
    while text[at:at + 1].isspace() or re.match(r"\\[,;:! ]", text[at:at + 2]):
        at += 1 if text[at:at + 1].isspace() else 2
    if at >= len(text) or text[at] in "=+*/^)]},":
        return False
    braced = text[at] == "{"
    group = closing(text, at) + 1 if text[at] in "([{" else 0
    if group:
        group = _raised(text, group)
    term = _term_end(text, at)
    behind = text[group:].lstrip() if group else ""
    goes_on = bool(group) and group < term and bool(behind)
    written = behind.startswith(_FACTORS)
    first_is_group = bool(group) and (not goes_on or written or braced)
    scan.open = scan.open or goes_on or not group and _has_times(text[at:term])
    if first_is_group == scan.wide and goes_on:
        end = term if first_is_group else group
    elif first_is_group:
        end = group
    else:
        end = _first_factors(text, at, term) if scan.wide and not group else term
    inner = text[at:end]
    if inner[:1] in "([" and closing(inner, 0) == len(inner) - 1:
        inner = inner[1:-1]
    return bool(inner.strip()) and end > start and aside(scan, Found(inner, by), end)


def _raised(text: str, at: int) -> int:
    """The place behind a power of the group that ends at `at`."""
    power = re.compile(r"\s*(?:\^\s*|\*\*\s*|(?=[²³⁴⁵]))").match(text, at)
    if power is None or text[power.end():power.end() + 1] == "'":
        return at
    end = power.end()
    if text[end:end + 1] in ("{", "("):
        return closing(text, end) + 1
    one = re.compile(r"\\[A-Za-z]+|-?[0-9]+|\w|[²³⁴⁵]").match(text, end)
    return one.end() if one else at


def _has_times(text: str) -> bool:
    return bool(re.search(r"\\cdot|\\times|[*·⋅×]", text))


def _first_factors(text: str, at: int, end: int) -> int:
    """The end of what stands before the first written sign of multiplication."""
    depth = 0
    for place in range(at, end):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0 and re.match(r"\\cdot|\\times|[*·⋅×]", text[place:place + 6]):
            return place
    return end


def _term_end(text: str, at: int) -> int:
    """The end of the term that begins at a place; a leading minus belongs to it."""
    depth, place = 0, at
    while place < len(text):
        sign = text[place]
        if sign in ")]}" and depth == 0:
            return place
        depth += (sign in "([{") - (sign in ")]}")
        if depth == 0 and place > at and sign in "+-−=," and text[place - 1:place] not in "^_":
            before = text[at:place].rstrip()
            if before and before[-1] not in "*·⋅×/^(" and not before.endswith(("\\cdot", "\\times")):
                return place
        place += 1
    return place
