"""The rows of a displayed formula, each with its line: environments taken off, cells taken two by two."""
from __future__ import annotations

import re
from collections.abc import Iterator

from ..latex.commands import TRANSPARENT

_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{\s*([A-Za-z]+\*?)\s*\}(?:\s*\{[0-9lcr|]*\}|\[[tbc]\])?")
_BREAK = re.compile(r"\\\\(?:\s*\[[^\]]*\])?")
_OPERATOR = re.compile(r"(?:\\[,;:!> ]|\\q?quad|\s|\\left\.)*(?:\+|\\cdot|\\times|\\pm|\*|·|×|-|−)")
_WORDS = re.compile(r"(?:\\q?quad\s*)?\\(?:text|mbox|textrm|textbf)(?![A-Za-z])")
_INDENT = re.compile(r"^(?:\\q?quad(?![A-Za-z])|\\[,;:! ]|\s)+")
_UNFINISHED = re.compile(r"(?:\+|\\cdot|\\times|\*|·|×|-|−|=)\s*$")


def rows(text: str, by_line: bool = False) -> Iterator[tuple[int, str]]:
    """(line within the text, formula), row by row; a row that goes on with the one before is joined to it. `by_line`
    where a new line is a new row."""
    held: tuple[int, str] | None = None
    for line, row in _rows(_open(text), by_line):
        for cell in _cells(row):
            if held is not None and _goes_on(held[1], cell):
                held = held[0], f"{held[1]} {_INDENT.sub('', cell)}"
                continue
            if held is not None:
                yield held
            held = line, cell
    if held is not None:
        yield held


def _goes_on(before: str, row: str) -> bool:
    """Whether a row is the rest of the formula before it."""
    if "=" in row.partition("&")[0] and not _UNFINISHED.search(before):
        return False
    if _UNFINISHED.search(before):
        return not row.lstrip().startswith("=")
    return bool(_OPERATOR.match(row)) and "=" in before


def _open(text: str) -> str:
    """The text with the environments that only set rows taken off; all signs keep their places."""
    return _ENVIRONMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group())
                            if found[2] in TRANSPARENT or found[2] in ("document", "center") else found.group(), text)


def _rows(text: str, by_line: bool) -> Iterator[tuple[int, str]]:
    depth = start = at = 0
    while at < len(text):
        environment = _ENVIRONMENT.match(text, at)
        if environment is not None:
            depth += 1 if environment[1] == "begin" else -1
            at = environment.end()
            continue
        end = _BREAK.match(text, at)
        if depth <= 0 and (end is not None or by_line and text[at] == "\n"):
            yield _placed(text, start, at)
            at = start = end.end() if end is not None else at + 1
            continue
        sign = text[at]
        if sign == "\\" and at + 1 < len(text) and not text[at + 1].isalpha():
            at += 2
            continue
        depth += (sign == "{") - (sign == "}")
        at += 1
    yield _placed(text, start, len(text))


def _placed(text: str, start: int, end: int) -> tuple[int, str]:
    """A stretch with the line that its first sign stands in."""
    row = text[start:end]
    lead = len(row) - len(row.lstrip())
    return text.count("\n", 0, start + lead), row.strip()


def _cells(row: str) -> Iterator[str]:
    """The equations of a row of several columns: cells two by two."""
    if not row:
        return
    if "&" not in row:
        yield row
        return
    cells, depth, start = [], 0, 0
    for at, sign in enumerate(row):
        depth += (sign == "{") - (sign == "}")
        if sign == "&" and depth == 0 and row[at - 1:at] != "\\" and "\\begin" not in row[:at]:
            cells.append(row[start:at])
            start = at + 1
    cells.append(row[start:])
    group, apart = "", False
    for cell in (c.strip() for c in cells):
        if not cell:
            apart = bool(group)
            continue
        goes_on = cell.startswith("=") or _OPERATOR.match(cell)
        other = not goes_on and ("=" in group or apart) or _WORDS.match(cell)
        if group and other and not _UNFINISHED.search(group):
            yield group  # what comes is another equation, or words beside this one
            group = ""
        group, apart = f"{group} {cell}".strip(), False
    if group:
        yield group
