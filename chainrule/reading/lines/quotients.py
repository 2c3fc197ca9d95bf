"""Derivatives as quotients: \\frac{dy}{dx}, dy/dx, ∂L/∂w, d(x^2)/dx."""
from __future__ import annotations

import re

from .brackets import closing
from .operators import operator
from .scanning import LATEX_NAME, PLAIN_NAME, POWER, SIGN, SPACE, Found, Scan, aside

_SUPERSCRIPT = str.maketrans("²³⁴", "234")
_FRACTION = re.compile(r"\\frac\s*")
_ABOVE = re.compile(rf"{SPACE}{SIGN}{POWER}{SPACE}(?P<rest>[\s\S]*)")
_BELOW = re.compile(rf"{SPACE}{SIGN}{SPACE}(?P<name>{LATEX_NAME}){POWER}{SPACE}")


def fraction(scan: Scan) -> bool:
    r"""\frac{dy}{dx}, \frac{d}{dx} …, \frac{\partial^2 f}{\partial x\partial y}."""
    text = scan.text
    start = _FRACTION.match(text, scan.at)
    if start is None:
        return False
    parts, at = [], start.end()
    for _ in range(2):
        if text[at:at + 1] == "{":
            end = closing(text, at)
            if end < 0:
                return False
            parts.append(text[at + 1:end])
            at = end + 1
        elif text[at:at + 1] == "d":
            parts.append("d")
            at += 1
        else:
            return False
        while text[at:at + 1].isspace():
            at += 1
    above, by = _ABOVE.fullmatch(parts[0]), variables(parts[1])
    if above is None or not by or len(by) != int(above[1] or above[2] or 1):
        return False
    rest = above["rest"].strip()
    if not rest:
        return operator(scan, by, at)
    if rest[0] in "+-*/=" or rest.startswith("^"):
        return False
    return aside(scan, Found(rest, by, partial="partial" in parts[0]), at)


def variables(below: str) -> tuple[str, ...]:
    """The variables below, in the order of differentiation; none where this is an ordinary denominator."""
    found: list[str] = []
    at = 0
    while at < len(below):
        one = _BELOW.match(below, at)
        if one is None:
            return ()
        found += [one["name"]] * int(one.group(2) or one.group(3) or 1)
        at = one.end()
    return tuple(reversed(found))


_HIGH = r"(?:\^?[2-9]|[²³⁴])"
_RAISED = r"(?:\^[2-9]|[²³⁴])"
_ALONE = r"(?<![A-Za-z_\\'])"
_PLAIN_OPERATOR = re.compile(rf"{_ALONE}(?:d|∂)(?P<above>{_HIGH})?\s*/\s*(?:d|∂)\s*(?P<by>{PLAIN_NAME}?)"
                             rf"(?P<below>{_HIGH})?"
                             r"(?=[\s(\[√|]|\\)")
_PLAIN_QUOTIENT = re.compile(
    rf"{_ALONE}(?:d|∂)(?P<n>{_RAISED})?\s?(?P<of>{PLAIN_NAME}(?:\([^()=]*\))?)\s*/\s*"
    rf"(?P<below>(?:(?:d|∂)\s?{PLAIN_NAME}{_RAISED}?\s*)+)")
_PLAIN_GROUP = re.compile(rf"{_ALONE}(?:d|∂)\s?(?=[(\[])")
_BELOW_GROUP = re.compile(rf"\s*/\s*(?:d|∂)\s?({PLAIN_NAME})")
_ONE_BELOW = re.compile(rf"(?:d|∂)\s?(?P<name>{PLAIN_NAME})(?P<n>{_RAISED})?")
_LATEX_ALONE = r"(?<![A-Za-z\\'])"
_LATEX_QUOTIENT = re.compile(
    rf"{_LATEX_ALONE}(?:d|\\partial\s*){POWER}{SPACE}(?P<of>{LATEX_NAME}){SPACE}/{SPACE}"
    rf"(?:d|\\partial\s*)(?P<by>{LATEX_NAME}){POWER}(?![A-Za-z])")
_LATEX_OPERATOR = re.compile(rf"{_LATEX_ALONE}(?:d|\\partial)\s*/\s*(?:d|\\partial\s*)(?P<by>{LATEX_NAME})(?![A-Za-z])")


def inline(scan: Scan) -> bool:
    """dy/dx, ∂L/∂w, d(x^2)/dx, d/dx(…)."""
    if scan.text[scan.at] not in "d∂\\":
        return False
    return _latex(scan) if scan.latex else _plain(scan)


def _latex(scan: Scan) -> bool:
    one = _LATEX_QUOTIENT.match(scan.text, scan.at)
    if one is not None:
        order = int(one[1] or one[2] or 1)
        return order == int(one[5] or one[6] or 1) and aside(
            scan, Found(one["of"], (one["by"],) * order, partial="partial" in one.group()), one.end())
    found = _LATEX_OPERATOR.match(scan.text, scan.at)
    return found is not None and operator(scan, (found["by"],), found.end())


def _plain(scan: Scan) -> bool:
    found = _PLAIN_OPERATOR.match(scan.text, scan.at)
    if found is not None and found["by"]:
        order = _order(found["above"])
        return order == _order(found["below"]) and operator(scan, (found["by"],) * order, found.end())
    return _plain_quotient(scan)


def _plain_quotient(scan: Scan) -> bool:
    text = scan.text
    group = _PLAIN_GROUP.match(text, scan.at)
    if group is not None:
        end = closing(text, group.end())
        below = _BELOW_GROUP.match(text, end + 1) if end > 0 else None
        return below is not None and aside(scan, Found(text[group.end() + 1:end], (below[1],)), below.end())
    one = _PLAIN_QUOTIENT.match(text, scan.at)
    if one is None:
        return False
    by, end = _plain_below(text, one.start("below"))
    if not by or len(by) != _order(one["n"]):
        return False
    return aside(scan, Found(one["of"], by, partial=one.group()[0] == "∂"), end)


def _plain_below(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The variables of dx, dx^2, ∂x∂y from a place on, and where they end."""
    found: list[str] = []
    end = at
    while True:
        space = end + (len(text[end:]) - len(text[end:].lstrip()) if found else 0)
        one = _ONE_BELOW.match(text, space)
        if one is None or found and (text[space] != "∂" and len(one["name"]) > 1):
            return tuple(reversed(found)), end
        if found and text[one.end():].lstrip()[:1] == "/":
            return tuple(reversed(found)), end
        found += [one["name"]] * _order(one["n"])
        end = one.end()


def _order(typed: str | None) -> int:
    return int((typed or "1").strip("^").translate(_SUPERSCRIPT))
