"""Tables of functions and their derivatives: every row claims that the one is the derivative of the other."""
from __future__ import annotations

import re
from collections.abc import Iterator

from ...records import record
from ...rules import NAMES
from .derivatives import marked
from .equations import Equation
from .tones import blamed

_RULE = re.compile(r"[ >]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_DERIVATIVE = re.compile(r"도함수|미분|derivative|differentiat|'|\\prime|\\frac\s*\{\s*(?:d|\\partial)|\bd[a-z]/d[a-z]"
                         r"|답|answer|풀이|결과", re.I)
_FUNCTION = re.compile(r"^(?:원래 ?)?(?:함수|식|문제|function|expression|problem)\b"
                       r"|^\$?\s*(?:[fyu]|f\(x\)|y\s*=.*)\s*\$?$|함수", re.I)
_FORMULA = re.compile(r"식|formula|expression|definition|정의", re.I)
_AT_POINT = re.compile(r"값|value|numeric|수치|점", re.I)
_BY = re.compile(r"(?:\\frac\s*\{\s*(?:d|\\partial)[^{}]*\}\s*\{\s*(?:d|\\partial)\s*|/d)([A-Za-z])")
_PRIMES = re.compile(r"'+|(?:\\prime)+")


@record
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
            heads, rows = cells(lines[at - 1]), []
            for below in range(at + 1, len(lines)):
                row = cells(lines[below])
                if len(row) != len(heads):
                    break
                rows.append((below, row))
            yield from _table(heads, rows)


def tabulars(text: str) -> Iterator[Equation]:
    """What the rows of the tables of a LaTeX text claim."""
    for found in _TABULAR.finditer(text):
        rows: list[tuple[int, list[str]]] = []
        at = found.start("body")
        for part in re.split(r"\\\\(?:\[[^\]]*\])?", found["body"]):
            at = text.index(part, at)
            row = _LINES.sub(lambda rule: " " * len(rule.group()), part)
            lead = len(row) - len(row.lstrip())
            if "&" in row:
                rows.append((text.count("\n", 0, at + lead), [cell.strip() for cell in re.split(r"(?<!\\)&", row)]))
            at += len(part)
        if rows:
            heads = rows[0][1]
            yield from _table(heads, [(line, row) for line, row in rows[1:] if len(row) == len(heads)])


_TABULAR = re.compile(r"\\begin\{(?P<kind>tabular[xy*]?|longtable)\}(?:\{[^{}]*\}|\[[^\]]*\])*(?P<body>[\s\S]*?)"
                      r"\\end\{(?P=kind)\}")
_LINES = re.compile(r"\\(?:hline|toprule|midrule|bottomrule|cline\{[^{}]*\}|centering)")


def _table(heads: list[str], rows: list[tuple[int, list[str]]]) -> Iterator[Equation]:
    named = [k for k, head in enumerate(heads) if "'" not in head and "도함수" not in head and (
        _FUNCTION.search(_bare(head)) or _FORMULA.search(head))]
    first = next((k for k, head in enumerate(heads) if k and k not in named and _DERIVATIVE.search(head)), len(heads))
    function = max((k for k in named if k < first), default=None)
    columns = [] if function is None else [_Column(k, len(primes[0]) if (primes := _PRIMES.findall(head)) else 1,
                       by[1] if (by := _BY.search(head)) else "", blamed(head))
               for k, head in enumerate(heads) if k > function and (_DERIVATIVE.search(head) or blamed(head))]
    for at, row in rows:
        yield from _named(row, heads, at)
        for column in columns if not any(map(_is_derivative, row)) else ():
            made = _claim(row[function or 0], row[column.place], column, at)
            if made is not None:
                yield made


def _is_derivative(cell: str) -> bool:
    """Whether a cell is a derivative and nothing else: ∂f/∂x."""
    text = _formula(cell)
    found = marked(text, "\\" in text or "$" in cell)[:1] if text and "=" not in text else []
    return any(one.found and one.text.strip() in one.found for one in found)


def _named(row: list[str], heads: list[str], line: int) -> Iterator[Equation]:
    """A row with the name of a derivative, then its formula."""
    for cell, other, head in zip(row, row[1:], heads[1:], strict=False):
        value = _formula(other)
        if _is_derivative(cell) and value and "=" not in value and not _AT_POINT.search(head):
            left = _formula(cell)
            yield Equation((left, value), line, any("\\" in c or "$" in c for c in (cell, other)), False, True, "",
                           f"{left} = {value}", blamed(head))
            return


def _claim(function: str, derivative: str, column: _Column, line: int) -> Equation | None:
    """(function)' = derivative; None where a cell is no formula alone."""
    latex = any("\\" in cell or "$" in cell for cell in (function, derivative))
    of, is_ = (_formula(cell) for cell in (function, derivative))
    of = f"{of}(x)" if of.lstrip("\\").lower() in NAMES else of
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
