"""Derivatives inside a formula: dy/dx, ∂L/∂w, y', f'(2), d/dx(…), (…)', D(f, x); each is put aside under a letter."""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .brackets import closing, opening, unfenced

LETTERS = [chr(code) for code in range(0x13A0, 0x13F0)]  # of a script that no formula uses
READINGS = 4  # of one formula, where d/dx may reach a factor or a term
_GREEK = r"\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi" \
         r"|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Phi|Psi|Omega|ell)(?![A-Za-z])"
_BASE = rf"(?:{_GREEK}|\\(?:hat|bar|tilde|mathcal|mathrm|text|mathit)\s*\{{[A-Za-z]+\}}|\{{[^\W\d_]\}}|[^\W\d_])"
_UNDER = r"(?:\s*_\s*(?:\{[^{}]*(?:\{[^{}]*\})?[^{}]*\}|[^\W_]))"
LATEX_NAME = rf"{_BASE}{_UNDER}?[0-9]*"
_IN_NAME = r"(?:(?![⁰¹²³⁴⁵⁶⁷⁸⁹∂])\w)"
PLAIN_NAME = rf"[^\W\d_]{_IN_NAME}*(?:_\{{\w+\}})?"
_POWER = r"(?:\s*\^\s*(?:\{\s*([0-9])\s*\}|([0-9])))?"
_SPACE = r"(?:\s|\\[,;:!> ]|~)*"
_SIGN = r"(?:d|\\partial(?![A-Za-z])|∂)"
_SUPERSCRIPT = str.maketrans("²³⁴", "234")


@dataclass(frozen=True, slots=True)
class Marked:
    """A formula in which letters stand for derivatives."""

    text: str
    found: Mapping[str, Found] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """One derivative as it was typed: of what, by which variables in turn (none were named: a prime, so many times),
    and at which arguments."""

    of: str
    by: tuple[str, ...] = ()
    primes: int = 0
    arguments: tuple[str, ...] = ()


@dataclass(slots=True)
class _Scan:
    text: str
    latex: bool
    wide: bool
    at: int = 0
    out: list[str] = field(default_factory=list)
    found: dict[str, Found] = field(default_factory=dict)
    open: bool = False  # whether the other reach of an operator would be read otherwise


def marked(text: str, latex: bool) -> list[Marked]:
    """The formula with its derivatives put aside, the likeliest reading first."""
    text = plainer(text) if latex else text.replace("″", "''").replace("′", "'").replace("’", "'")
    first = _scanned(_Scan(text, latex, wide=False))
    readings = [Marked("".join(first.out), first.found)]
    if first.open:
        second = _scanned(_Scan(text, latex, wide=True))
        readings.append(Marked("".join(second.out), second.found))
    return readings


_PLAINER = (
    (re.compile(r"\\(?:dfrac|tfrac|cfrac)(?![A-Za-z])"), r"\\frac"),
    (re.compile(r"\\(?:mathrm|operatorname|text|rm|mathit)\s*\{\s*d\s*\}"), "d"),
    (re.compile(r"\{\\rm\s+d\}"), "d"),
    (re.compile(r"\\mathrm\s+d"), "d "),
    (re.compile(r"\\dd(?![A-Za-z])\s*"), "d"),
    (re.compile(r"\\diff(?![A-Za-z])\s*"), "d"),
    (re.compile(r"∂"), r"\\partial "),
    (re.compile(r"\\(?:space|displaystyle|textstyle|limits|nonumber|notag|hfill)(?![A-Za-z])"), " "),
    (re.compile(r"\\(?:label|tag)\*?\s*\{[^{}]*\}"), " "),
    (re.compile(r"\^\s*\{\s*((?:\\prime\s*|'\s*|′\s*)+)\}"),
     lambda found: "'" * (found[1].count("prime") + found[1].count("'") + found[1].count("′"))),
    (re.compile(r"\^\s*\\prime(?![A-Za-z])"), "'"),
    (re.compile(r"\\prime(?![A-Za-z])"), "'"),
    (re.compile(r"(?<=[0-9])\\[,!]\s*(?=[0-9]{3}(?![0-9]))"), ""),
    (re.compile(r"(?<=[A-Za-z0-9})])(?:\\[,;:>!]|~|\s)*\\[,;:>](?:\\[,;:>!]|~|\s)*(?=[0-9])"), r" \\cdot "),
    (re.compile(r"″"), "''"), (re.compile(r"[′’]"), "'"),
)


def plainer(text: str) -> str:
    """LaTeX with one spelling for each of fractions, d, ∂, primes and brackets."""
    for pattern, better in _PLAINER:
        text = pattern.sub(better, text)
    return unfenced(text)


def _scanned(scan: _Scan) -> _Scan:
    text = scan.text
    steps: tuple[Callable[[_Scan], bool], ...] = (
        (_fraction, _inline, _primed_name, _primed_group, _named) if scan.latex else
        (_inline, _primed_name, _primed_group, _named))
    while scan.at < len(text):
        if len(scan.found) >= len(LETTERS) - 1 or not any(step(scan) for step in steps):
            _copy(scan)
    return scan


def _copy(scan: _Scan) -> None:
    """A stretch that holds no derivative: a command or a word whole, any other sign alone."""
    found = _WORD.match(scan.text, scan.at)
    end = found.end() if found else scan.at + 1
    if found and scan.latex and end - scan.at <= 3 and scan.text[end:end + 1] == "'" and found.group().isalpha():
        end = scan.at + 1  # uv' is u·v'
    scan.out.append(scan.text[scan.at:end])
    scan.at = end


_WORD = re.compile(r"\\[A-Za-z]+|\w+")


def _aside(scan: _Scan, found: Found, end: int) -> bool:
    """Put a derivative aside and go on behind it."""
    letter = LETTERS[len(scan.found)]
    scan.found[letter] = found
    if scan.latex:
        scan.out.append(f" {letter} ")
    else:
        before, after = "".join(scan.out).rstrip(), scan.text[end:].lstrip()
        times = "*" if before and (before[-1].isalnum() or before[-1] in ")]'" or before[-1] in "²³") else ""
        later = "*" if after and (after[0].isalnum() or after[0] in "(√") else ""
        scan.out.append(f"{times}{letter}{later}")
    scan.at = end
    return True


_FRACTION = re.compile(r"\\frac\s*")
_ABOVE = re.compile(rf"{_SPACE}{_SIGN}{_POWER}{_SPACE}(?P<rest>[\s\S]*)")
_BELOW = re.compile(rf"{_SPACE}{_SIGN}{_SPACE}(?P<name>{LATEX_NAME}){_POWER}{_SPACE}")


def _fraction(scan: _Scan) -> bool:
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
        return _operator(scan, by, at)
    if rest[0] in "+-*/=" or rest.startswith("^"):
        return False
    return _aside(scan, Found(rest, by), at)


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


_PLAIN_OPERATOR = re.compile(rf"(?<![\w\\'])(d|∂)(\^?[2-9]|[²³⁴])?\s*/\s*(d|∂)\s*({PLAIN_NAME}?)(\^?[2-9]|[²³⁴])?(?=[\s(\[√|]|\\)")
_PLAIN_QUOTIENT = re.compile(
    rf"(?<![\w\\'])(?P<d>d|∂)(?P<n>\^[2-9]|[²³⁴])?\s?(?P<of>{PLAIN_NAME}(?:\([^()=]*\))?|[\(\[])"
    rf"(?P<over>\s*/\s*)(?P<below>(?:(?:d|∂)\s?{PLAIN_NAME}(?:\^[2-9]|[²³⁴])?\s*)+)")
_LATEX_QUOTIENT = re.compile(
    rf"(?<![A-Za-z\\'])(?:d|\\partial\s*){_POWER}{_SPACE}(?P<of>{LATEX_NAME}){_SPACE}/{_SPACE}"
    rf"(?:d|\\partial\s*)(?P<by>{LATEX_NAME}){_POWER}(?![A-Za-z])")
_LATEX_OPERATOR = re.compile(rf"(?<![A-Za-z\\'])(?:d|\\partial)\s*/\s*(?:d|\\partial\s*)(?P<by>{LATEX_NAME})(?![A-Za-z])")


def _inline(scan: _Scan) -> bool:
    """dy/dx, ∂L/∂w, d(x^2)/dx, d/dx(…)."""
    text = scan.text
    if text[scan.at] not in "d∂\\":
        return False
    if scan.latex:
        one = _LATEX_QUOTIENT.match(text, scan.at)
        if one is not None:
            order = int(one[1] or one[2] or 1)
            return order == int(one.group(5) or one.group(6) or 1) and _aside(
                scan, Found(one["of"], (one["by"],) * order), one.end())
        operator = _LATEX_OPERATOR.match(text, scan.at)
        return operator is not None and _operator(scan, (operator["by"],), operator.end())
    operator = _PLAIN_OPERATOR.match(text, scan.at)
    if operator is not None and operator[4]:
        order = _order(operator[2])
        return order == _order(operator[5]) and _operator(scan, (operator[4],) * order, operator.end())
    return _plain_quotient(scan)


def _plain_quotient(scan: _Scan) -> bool:
    text = scan.text
    group = re.compile(r"(?<![\w\\'])(?:d|∂)\s?(?=[(\[])").match(text, scan.at)
    if group is not None:
        end = closing(text, group.end())
        below = re.compile(rf"\s*/\s*(?:d|∂)\s?({PLAIN_NAME})").match(text, end + 1) if end > 0 else None
        return below is not None and _aside(scan, Found(text[group.end() + 1:end], (below[1],)), below.end())
    one = _PLAIN_QUOTIENT.match(text, scan.at)
    if one is None or one["of"] in "([":
        return False
    by, end = _plain_below(text, one.start("below"))
    if not by or len(by) != _order(one["n"]):
        return False
    return _aside(scan, Found(one["of"], by), end)


def _plain_below(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The variables of dx, dx^2, ∂x∂y from a place on, and where they end."""
    found: list[str] = []
    end = at
    while True:
        space = end + (len(text[end:]) - len(text[end:].lstrip()) if found else 0)
        one = re.compile(rf"(?:d|∂)\s?(?P<name>{PLAIN_NAME})(?P<n>\^[2-9]|[²³⁴])?").match(text, space)
        if one is None or found and (text[space] != "∂" and len(one["name"]) > 1):
            return tuple(reversed(found)), end
        if found and text[one.end():].lstrip()[:1] == "/":
            return tuple(reversed(found)), end
        found += [one["name"]] * _order(one["n"])
        end = one.end()


def _order(typed: str | None) -> int:
    return int((typed or "1").strip("^").translate(_SUPERSCRIPT))


def _operator(scan: _Scan, by: tuple[str, ...], at: int) -> bool:
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
    written = behind[:1] in ("*", "·", "⋅", "×", "/") or behind.startswith(("\\cdot", "\\times", "\\frac{d}", "\\frac{\\partial"))
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
    return bool(inner.strip()) and end > start and _aside(scan, Found(inner, by), end)


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


_PRIMED_PLAIN = re.compile(rf"(?<![\w\\'])(?P<of>{PLAIN_NAME})(?P<primes>'+)")
_PRIMED_LATEX = re.compile(rf"(?<![\\_^])(?P<of>{_BASE}{_UNDER}?)(?P<primes>'+)(?P<under>{_UNDER})?")


def _primed_name(scan: _Scan) -> bool:
    """y', f'(x), f''."""
    text = scan.text
    one = (_PRIMED_LATEX if scan.latex else _PRIMED_PLAIN).match(text, scan.at)
    if one is None or len(one["primes"]) > 4:
        return False
    end, arguments = one.end(), ()
    if text[end:end + 1] == "(":
        close = closing(text, end)
        if close > 0:
            arguments, end = (text[end + 1:close],), close + 1
    of = one["of"] + (one.groupdict().get("under") or "")
    return _aside(scan, Found(of, (), len(one["primes"]), arguments), end)


def _primed_group(scan: _Scan) -> bool:
    """(x^2 + 1)', [f(x) g(x)]', sin(x)'."""
    text = scan.text
    named = re.compile(r"\\?[A-Za-z]{2,}(?=\()|[fgh](?=\()").match(text, scan.at)
    at = named.end() if named else scan.at
    if text[at:at + 1] not in ("(", "[", "{") or text[at:at + 1] == "{" and named:
        return False
    if text[at] == "{" and scan.out and scan.out[-1].rstrip()[-1:] in ("^", "_", "}"):
        return False
    end = closing(text, at)
    if end < 0:
        return False
    primes = re.compile(r"'+").match(text, end + 1)
    if primes is None or len(primes.group()) > 4:
        return False
    if text[at] == "{" and (scan.out and scan.out[-1].startswith("\\")):
        return False
    of = text[scan.at:end + 1] if named else text[at + 1:end]
    return _aside(scan, Found(of, (), len(primes.group())), primes.end())


def _named(scan: _Scan) -> bool:
    """D(f, x), diff(f, x), D_x f."""
    one = re.compile(r"(?<![\w\\'])(?:D|diff)\(").match(scan.text, scan.at)
    if one is None:
        return False
    end = closing(scan.text, one.end() - 1)
    inner = scan.text[one.end():end]
    comma = _last_comma(inner)
    if end < 0 or comma < 0 or not re.fullmatch(rf"\s*(?:{LATEX_NAME}|{PLAIN_NAME})\s*", inner[comma + 1:]):
        return False
    return _aside(scan, Found(inner[:comma], (inner[comma + 1:].strip(),)), end + 1)


def _last_comma(text: str) -> int:
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in ")]}") - (text[at] in "([{")
        if text[at] == "," and depth == 0:
            return at
    return -1


__all__ = ["Found", "LETTERS", "Marked", "marked", "opening", "plainer", "variables"]
