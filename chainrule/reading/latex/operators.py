"""The operator d/dx in front of an expression: it names the variable."""
from __future__ import annotations

from ...notation.names import spelled
from ...records import record
from ..names import CONSTANTS
from . import commands, names
from .rewriting import Rewriting

MOST = 20  # differentiations


@record
class Operator:
    """`variables` in the order of differentiation; `after` is the sign behind the operator."""

    variables: tuple[str, ...]
    after: int
    typed: str


def operator_of(rewriting: Rewriting) -> Operator | None:
    """The operator that a statement begins with."""
    at = 0
    while at < len(rewriting.signs) and rewriting.signs[at].text in commands.SILENT:
        at += 1
    return read_operator(rewriting, at) if at < len(rewriting.signs) else None


def read_operator(rewriting: Rewriting, at: int) -> Operator | None:
    """The operator at sign `at`; None where the fraction is an ordinary one. Refused if its orders do not agree, or if
    it already names a function, as dy/dx does."""
    signs = rewriting.signs
    if signs[at].text not in commands.FRACTIONS or at + 1 >= len(signs) or signs[at + 1].text != "{":
        return None
    closed = rewriting.partners[at + 1]
    if closed + 1 >= len(signs) or signs[closed + 1].text != "{":
        return None
    end = rewriting.partners[closed + 1]
    order, rest = _above(rewriting, at + 2, closed)
    if order == 0:
        return None
    below = _below(rewriting, closed + 2, end)
    if below is None:
        return None
    if rest:
        rewriting.fail("operator_inside", at, end)
    variables = tuple(name for name, times in reversed(below) for _ in range(times))
    if len(variables) != order or order > MOST:
        rewriting.fail("operator_form", at, end)
    return Operator(variables, end + 1, rewriting.text(at, end))


def _signs(rewriting: Rewriting, first: int, last: int) -> list[tuple[str, int]]:
    """The signs of a stretch, \\mathrm{d} as d and letters one by one."""
    found: list[tuple[str, int]] = []
    at = first
    while at < last:
        text = rewriting.signs[at].text
        if text in ("\\mathrm", "\\operatorname", "\\rm") and at + 3 < len(rewriting.signs) \
                and rewriting.signs[at + 2].text == "d" and rewriting.signs[at + 3].text == "}":
            found.append(("d", at))
            at += 4
            continue
        if text.isascii() and text.isalpha():
            found += [(letter, at) for letter in text]
        elif text not in commands.SILENT:
            found.append((text, at))
        at += 1
    return found


def _above(rewriting: Rewriting, first: int, last: int) -> tuple[int, bool]:
    """The order that stands above, 0 where this is no operator; and whether a function follows."""
    signs = _signs(rewriting, first, last)
    if not signs or signs[0][0] not in ("d", "\\partial", "∂"):
        return 0, False
    rest = [text for text, _ in signs[1:]]
    if rest[:1] == ["^"]:
        braced = rest[1:2] == ["{"]
        digits = rest[2 if braced else 1:][:1]
        if not digits or not digits[0].isdecimal() or len(digits[0]) > 2:
            return 0, False
        return int(digits[0]), len(rest) > (4 if braced else 2)
    return 1, bool(rest)


def _below(rewriting: Rewriting, first: int, last: int) -> list[tuple[str, int]] | None:
    """The variables that stand below with their orders; None where this is an ordinary denominator."""
    signs = _signs(rewriting, first, last)
    found: list[tuple[str, int]] = []
    k = 0
    while k < len(signs):
        if signs[k][0] not in ("d", "\\partial", "∂") or k + 1 >= len(signs):
            return None
        name, at = signs[k + 1]
        name = commands.LETTERS.get(name, name)
        if not name[0].isalpha() or name in CONSTANTS:
            return None
        k += 2
        if k < len(signs) and signs[k][0] == "_":
            start, stop, after = rewriting.argument(signs[k][1] + 1, last, signs[k][1])
            name += "_" + names.below(rewriting, start, stop, at)
            while k < len(signs) and signs[k][1] < after:
                k += 1
        times = 1
        if k < len(signs) and signs[k][0] == "^":
            start, stop, after = rewriting.argument(signs[k][1] + 1, last, signs[k][1])
            digits = "".join(s.text for s in rewriting.signs[start:stop])
            if not digits.isdecimal() or not 0 < int(digits[:4]) <= MOST:
                return None
            times = int(digits)
            while k < len(signs) and signs[k][1] < after:
                k += 1
        found.append((spelled(name), times))
    return found or None
