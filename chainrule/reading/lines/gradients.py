"""Equations about vectors and matrices in running text: which name is defined, which gradient is claimed."""
from __future__ import annotations

import re
from collections.abc import Collection

from ...records import record
from ..shaped.declarations import NAME, named

_D = r"(?:\\partial|d|\\mathrm\s*\{\s*d\s*\})"
_FRACTION = re.compile(rf"\\[cdt]?frac\s*\{{\s*{_D}\s*(?P<of>{NAME})\s*\}}\s*\{{\s*{_D}\s*(?P<by>{NAME})\s*\}}")
_OPERATOR = re.compile(rf"\\[cdt]?frac\s*\{{\s*{_D}\s*\}}\s*\{{\s*{_D}\s*(?P<by>{NAME})\s*\}}\s*(?P<of>.+)", re.S)
_NABLA = re.compile(rf"\\nabla\s*_\s*(?:\{{\s*(?P<by>{NAME})\s*\}}|(?P<letter>[^\W\d_]))\s*(?P<of>.+)", re.S)
_DERIVATIVE = re.compile(r"\\partial|\\nabla|∂|∇|\\[cdt]?frac\s*\{\s*(?:d|\\mathrm\s*\{\s*d)")
_HEAD = re.compile(rf"(?P<name>{NAME})\s*(?:\([^()=]*\))?")
_AROUND = re.compile(r"^\s*(?:\\(?:left|big|Big))?\s*[(\[](?P<in>.*?)(?:\\(?:right|big|Big))?\s*[)\]]\s*$", re.S)


@record
class Gradient:
    """The left side of a claim: the value that is differentiated, a name or a formula, and by which variable."""

    of: str
    by: str
    name: str | None


def gradient_of(side: str) -> Gradient | None:
    """∂L/∂x, ∂/∂x (…), ∇ₓL in LaTeX; None for anything else."""
    text = side.strip()
    found = _FRACTION.fullmatch(text) or _OPERATOR.fullmatch(text) or _NABLA.fullmatch(text)
    if found is None:
        return None
    groups = found.groupdict()
    of = groups["of"].strip()
    around = _AROUND.match(of)
    of = around["in"].strip() if around is not None and ")" not in around["in"] else of
    head = _HEAD.fullmatch(of)
    return Gradient(of, named(groups["by"] or groups["letter"]), None if head is None else named(head["name"]))


def defined(side: str) -> str | None:
    """The name that a left side is, or that of the function it defines."""
    head = _HEAD.fullmatch(side.strip())
    return None if head is None else named(head["name"])


def has_derivative(side: str) -> bool:
    """Whether a side speaks of a derivative itself."""
    return _DERIVATIVE.search(side) is not None


def holds(text: str, name: str) -> bool:
    """Whether a formula may hold a name: a letter anywhere but in a command, or the whole of a longer name."""
    if len(name) > 1 and f"\\{name}" in text:
        return True
    letters = re.sub(r"\\[A-Za-z]+", " ", text).replace("{", "").replace("}", "")
    return name.replace("_", "") in letters.replace("_", "") or name in letters


def strangers(text: str, names: Collection[str]) -> list[str]:
    """The letters of a formula that belong to none of these names."""
    rest = re.sub(r"\^\s*(?:\{\s*[TH]\s*\}|[TH])", " ", re.sub(r"\\[A-Za-z]+", " ", text))
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, " ")
    return sorted(set(re.findall(r"[^\W\d_]", rest)))
