"""A formula while its derivatives are put aside one after the other, each under a letter."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...records import record

LETTERS = [chr(code) for code in range(0x13A0, 0x13F0)]  # of a script that no formula uses
GREEK = r"\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi" \
         r"|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Phi|Psi|Omega|ell)(?![A-Za-z])"
BASE = rf"(?:{GREEK}|\\(?:hat|bar|tilde|mathcal|mathrm|text|mathit)\s*\{{[A-Za-z]+\}}|\{{[^\W\d_]\}}|[^\W\d_])"
UNDER = r"(?:\s*_\s*(?:\{[^{}]*(?:\{[^{}]*\})?[^{}]*\}|[^\W_]))"
LATEX_NAME = rf"{BASE}{UNDER}?[0-9]*"
_IN_NAME = r"(?:(?![⁰¹²³⁴⁵⁶⁷⁸⁹∂])\w)"
PLAIN_NAME = rf"[^\W\d_]{_IN_NAME}*(?:_\{{\w+\}})?"
POWER = r"(?:\s*\^\s*(?:\{\s*([0-9])\s*\}|([0-9])))?"
SPACE = r"(?:\s|\\[,;:!> ]|~)*"
SIGN = r"(?:d|\\partial(?![A-Za-z])|∂)"


@record
class Marked:
    """A formula in which letters stand for derivatives."""

    text: str
    found: Mapping[str, Found] = field(default_factory=dict)


@record
class Found:
    """One derivative as it was typed: of what, by which variables in turn (none were named: a prime, so many times),
    at which arguments, and whether it was typed with ∂."""

    of: str
    by: tuple[str, ...] = ()
    primes: int = 0
    arguments: tuple[str, ...] = ()
    partial: bool = False


@dataclass(slots=True)
class Scan:
    """One pass over a formula; `wide` where an operator d/dx reaches as far as it can, `open` says whether that
    matters."""

    text: str
    latex: bool
    wide: bool
    at: int = 0
    out: list[str] = field(default_factory=list)
    found: dict[str, Found] = field(default_factory=dict)
    open: bool = False


def copy(scan: Scan) -> None:
    """A stretch that holds no derivative: a command or a word whole, any other sign alone."""
    found = _WORD.match(scan.text, scan.at)
    end = found.end() if found else scan.at + 1
    if found and scan.latex and end - scan.at <= 3 and scan.text[end:end + 1] == "'" and found.group().isalpha():
        end = scan.at + 1  # uv' is u·v'
    scan.out.append(scan.text[scan.at:end])
    scan.at = end


_WORD = re.compile(r"\\[A-Za-z]+|[0-9]+(?:\.[0-9]+)?|\w+")


def aside(scan: Scan, found: Found, end: int) -> bool:
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
