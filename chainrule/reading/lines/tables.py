"""Tables of functions and their derivatives: every row claims that the one is the derivative of the other."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .equations import Equation
from .tones import blamed

_RULE = re.compile(r"[ >]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_DERIVATIVE = re.compile(r"도함수|미분|derivative|differentiat|'|\\prime|\\frac\s*\{\s*(?:d|\\partial)|\bd[a-z]/d[a-z]"
                         r"|답|answer|풀이|결과", re.I)
_FUNCTION = re.compile(r"^(?:원래 ?)?(?:함수|식|문제|function|expression|problem)\b"
                       r"|^\$?\s*(?:[fyu]|f\(x\)|y\s*=.*)\s*\$?$|함수", re.I)
_BY = re.compile(r"(?:\\frac\s*\{\s*(?:d|\\partial)[^{}]*\}\s*\{\s*(?:d|\\partial)\s*|/d)([A-Za-z])")
_PRIMES = re.compile(r"'+|(?:\\prime)+")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of derivatives: of which order, by which variable, and whether its head says that it is wrong."""

    place: int
    order: int
    by: str
    quoted: bool


def tables(text: str) -> Iterator[Equation]:
    """What the rows of the Markdown tables of a text claim."""
    lines = text.split("\n")
    for at in range(1, len(lines)):
        if "|" in lines[at - 1] and "-" in lines[at] and _RULE.fullmatch(lines[at]):
            yield from _table(lines, at)


def _table(lines: list[str], rule: int) -> Iterator[Equation]:
    heads = cells(lines[rule - 1])
    function = next((k for k, head in enumerate(heads) if _FUNCTION.search(_bare(head)) and "'" not in head
                     and "도함수" not in head), None)
    if function is None:
        return
    columns = [_Column(k, len(primes[0]) if (primes := _PRIMES.findall(head)) else 1,
                       by[1] if (by := _BY.search(head)) else "", blamed(head))
               for k, head in enumerate(heads) if k != function and (_DERIVATIVE.search(head) or blamed(head))]
    for at in range(rule + 1, len(lines)):
        row = cells(lines[at])
        if len(row) != len(heads):
            return
        for column in columns:
            made = _claim(row[function], row[column.place], column, at)
            if made is not None:
                yield made


def _claim(function: str, derivative: str, column: _Column, line: int) -> Equation | None:
    """(function)' = derivative; None where a cell is no formula alone."""
    latex = any("\\" in cell or "$" in cell for cell in (function, derivative))
    of, is_ = (_formula(cell) for cell in (function, derivative))
    if not of or not is_ or "=" in is_:
        return None
    of = of.rpartition("=")[2].strip()
    if latex:
        left = rf"\frac{{d}}{{d{column.by}}}\left({of}\right)" if column.by and column.order == 1 \
            else rf"\left({of}\right)" + "'" * column.order
    else:
        left = f"D({of}, {column.by})" if column.by and column.order == 1 else f"({of})" + "'" * column.order
    return Equation((left, is_), line, latex, False, True, "", f"({of})" + "'" * column.order + f" = {is_}",
                    column.quoted)


def _formula(cell: str) -> str:
    """The formula that a cell is; nothing where there are words beside it."""
    cell = cell.strip()
    marked = re.fullmatch(r"\$\$?([^$]+)\$\$?|\\\((.+)\\\)|`([^`]+)`", cell)
    if marked:
        return next(part for part in marked.groups() if part is not None).strip()
    return "" if "$" in cell or re.search(r"[가-힣]|[A-Za-z]{3,} [A-Za-z]{3,}", cell) else cell


def _bare(cell: str) -> str:
    return cell.strip().strip("*_ ")


def cells(line: str) -> list[str]:
    """The cells of a row; a bar inside a formula or code parts nothing."""
    found, start, closer = [], 0, ""
    for at, sign in enumerate(line):
        if closer:
            closer = "" if sign == closer else closer
        elif sign in "$`":
            closer = sign if line.find(sign, at + 1) > 0 else ""
        elif sign == "|" and line[at - 1:at] != "\\":
            found.append(line[start:at].strip())
            start = at + 1
    found.append(line[start:].strip())
    if found and not found[0]:
        found = found[1:]
    return found[:-1] if found and not found[-1] else found
