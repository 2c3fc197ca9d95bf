"""Derivatives inside a formula: dy/dx, ∂L/∂w, y', f'(2), d/dx(…), (…)', D(f, x); each is put aside under a letter."""
from __future__ import annotations

import re
from collections.abc import Callable

from ...rules import NAMES
from .brackets import closing, unfenced
from .quotients import fraction, inline
from .scanning import BASE, LATEX_NAME, LETTERS, PLAIN_NAME, UNDER, Found, Marked, Scan, aside, copy


def marked(text: str, latex: bool) -> list[Marked]:
    """The formula with its derivatives put aside, the likeliest reading first."""
    text = plainer(text) if latex else text.replace("″", "''").replace("′", "'").replace("’", "'")
    first = _scanned(Scan(text, latex, wide=False))
    readings = [Marked("".join(first.out), first.found)]
    if first.open:
        second = _scanned(Scan(text, latex, wide=True))
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


def _scanned(scan: Scan) -> Scan:
    text = scan.text
    steps: tuple[Callable[[Scan], bool], ...] = (
        (fraction, inline, _function, _ordered, _primed_name, _primed_group, _named) if scan.latex else
        (inline, _function, _primed_name, _primed_group, _named))
    while scan.at < len(text):
        if len(scan.found) >= len(LETTERS) - 1 or not any(step(scan) for step in steps):
            copy(scan)
    return scan


_PRIMED_PLAIN = re.compile(rf"(?<![A-Za-z_\\'])(?P<of>{PLAIN_NAME})(?P<primes>'+)")
_PRIMED_LATEX = re.compile(rf"(?<![\\_^])(?P<of>{BASE}{UNDER}?)(?P<primes>'+)(?P<under>{UNDER})?")


def _primed_name(scan: Scan) -> bool:
    """y', f'(x), f''."""
    text = scan.text
    one = (_PRIMED_LATEX if scan.latex else _PRIMED_PLAIN).match(text, scan.at)
    if one is None or len(one["primes"]) > 4:
        return False
    end = one.end()
    arguments: tuple[str, ...] = ()
    if text[end:end + 1] == "(":
        close = closing(text, end)
        if close > 0:
            arguments, end = (text[end + 1:close],), close + 1
    of = one["of"] + (one.groupdict().get("under") or "")
    return aside(scan, Found(of, (), len(one["primes"]), arguments), end)


def _primed_group(scan: Scan) -> bool:
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
    bare = _BARE.match(text, primes.end()) if not named else None
    composed = _COMPOSED.match(text, at)
    if composed is not None and not named:
        return aside(scan, Found(_nested(composed[1], composed[3]), (), len(composed[2])), composed.end())
    if bare is not None:
        return aside(scan, Found(of, (bare[1],) * len(primes.group())), bare.end())
    return aside(scan, Found(of, (), len(primes.group())), primes.end())


_BARE = re.compile(r"\(\s*([A-Za-z])\s*\)")
_FUNCTION = re.compile(r"(?<![A-Za-z_])(\\?[A-Za-z]{3,7})\s*('+)\s*\(\s*([A-Za-z])\s*\)")
_ORDER = re.compile(r"(?<![A-Za-z_\\])([A-Za-z])\s*\^\s*\{?\s*\(\s*([1-9])\s*\)\s*\}?(?:\(([^()]*)\))?")
_BY_NAME = re.compile(r"(?<![A-Za-z\\])D_\{?([A-Za-z])\}?\s*(?=[(\[])")


def _function(scan: Scan) -> bool:
    """tanh'(x), \\sigma'(z): a function of the table, at a variable."""
    one = _FUNCTION.match(scan.text, scan.at)
    if one is None or one[1].lstrip("\\").lower() not in (*NAMES, "sigma"):
        return False
    return aside(scan, Found(f"{one[1]}({one[3]})", (one[3],) * len(one[2])), one.end())


def _ordered(scan: Scan) -> bool:
    """f^{(3)}(x), and D_x(…)."""
    one = _ORDER.match(scan.text, scan.at)
    if one is not None and one[1] != "e":
        arguments = (one[3],) if one[3] else ()
        return aside(scan, Found(one[1], (), int(one[2]), arguments), one.end())
    by = _BY_NAME.match(scan.text, scan.at)
    end = closing(scan.text, by.end()) if by is not None else -1
    if by is None or end < 0:
        return False
    return aside(scan, Found(scan.text[by.end() + 1:end], (by[1],)), end + 1)


_COMPOSED = re.compile(r"\(\s*([A-Za-z](?:\s*(?:\\circ|∘)\s*[A-Za-z])+)\s*\)('+)\(\s*([A-Za-z])\s*\)")


def _nested(names: str, argument: str) -> str:
    """f∘g of x as f(g(x))."""
    for name in reversed(re.findall(r"[A-Za-z](?![a-z])", names.replace("\\circ", "∘"))):
        argument = f"{name}({argument})"
    return argument


def _named(scan: Scan) -> bool:
    """D(f, x), diff(f, x), D_x f."""
    one = re.compile(r"(?<![\w\\'])(?:D|diff)\(").match(scan.text, scan.at)
    if one is None:
        return False
    end = closing(scan.text, one.end() - 1)
    inner = scan.text[one.end():end]
    comma = _last_comma(inner)
    if end < 0 or comma < 0 or not re.fullmatch(rf"\s*(?:{LATEX_NAME}|{PLAIN_NAME})\s*", inner[comma + 1:]):
        return False
    return aside(scan, Found(inner[:comma], (inner[comma + 1:].strip(),)), end + 1)


def _last_comma(text: str) -> int:
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in ")]}") - (text[at] in "([{")
        if text[at] == "," and depth == 0:
            return at
    return -1
