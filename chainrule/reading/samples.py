"""Samples from a file of comma-separated values: a header with names, then a row of numbers for each sample."""
from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence

from .. import limits
from ..errors import OptionError, TooLargeError
from ..language import Text
from ..notation.names import spelled
from ..records import record

EMPTY_FILE = Text("{file} has no rows: the first line names the columns, every further line is a sample.",
                  "{file} 파일에 표본이 없습니다. 첫 줄에는 열의 이름을, 그다음 줄마다 표본 하나를 적습니다.")
HEADER = Text("{file}:1: `{cell}` is not the name of a variable.",
              "{file}:1: `{cell}` 같은 변수 이름은 쓸 수 없습니다.")
TWICE = Text("{file}:1: two columns are called `{cell}`.", "{file}:1: `{cell}` 열이 두 개 있습니다.")
COUNT = Text("{file}:{line}: this row has {count} cells, the header {wanted}.",
             "{file}:{line}: 이 줄에는 칸이 {count}개 있는데 첫 줄에는 이름이 {wanted}개 있습니다.")
BLANK = Text("{file}:{line}: the cell of `{column}` is empty.", "{file}:{line}: `{column}` 칸이 비어 있습니다.")
NOT_FINITE = Text("{file}:{line}: `{cell}` in the column `{column}` is no number that can be computed with.",
                  "{file}:{line}: `{column}` 칸의 `{cell}` 값으로는 계산할 수 없습니다.")
NO_NUMBER = Text("{file}:{line}: `{cell}` in the column `{column}` is not a number.",
                 "{file}:{line}: `{column}` 칸의 `{cell}`은 수가 아닙니다.")
BROKEN = Text("{file}:{line}: this line cannot be read as comma-separated values.",
              "{file}:{line}: 쉼표로 나눈 값으로 읽을 수 없는 줄입니다.")
MANY = Text("{file} has more than {limit} rows.", "{file} 파일의 표본이 {limit}개를 넘습니다.")
SHORT = Text("The column `{column}` has {count} values, another one {wanted}.",
             "`{column}` 열에는 값이 {count}개인데 다른 열에는 {wanted}개 있습니다.")
DATA = "data"  # what samples are called that come from no file
HOW = Text("the first line names the variables: x,y", "첫 줄에는 변수의 이름을 적습니다: x,y")


@record
class Samples:
    """Columns by name, and the rows; `file` is what they came from."""

    columns: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    file: str


def read_samples(text: str, file: str) -> Samples:
    """The samples of a file's text. Raises OptionError with the file and the line of what cannot be read."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), skipinitialspace=True)
    header: tuple[str, ...] = ()
    rows: list[tuple[float, ...]] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header([cell.strip() for cell in cells], file)
                continue
            if len(rows) >= limits.SAMPLES:
                raise TooLargeError("too_large", MANY, facts={"file": file, "limit": limits.SAMPLES})
            rows.append(_row(cells, header, file, reader.line_num))
    except csv.Error:
        raise OptionError("usage", BROKEN, facts={"file": file, "line": reader.line_num}) from None
    if not rows:
        raise OptionError("usage", EMPTY_FILE, facts={"file": file}, hint=HOW)
    return Samples(header, tuple(rows), file)


def of_columns(columns: Mapping[str, Sequence[float]]) -> Samples:
    """Samples that a program has, as columns of numbers by name."""
    names = _header([str(name) for name in columns], DATA)
    listed = [list(column) for column in columns.values()]
    count = max(map(len, listed), default=0)
    if not count:
        raise OptionError("usage", EMPTY_FILE, facts={"file": DATA}, hint=HOW)
    for name, column in zip(names, listed, strict=True):
        if len(column) != count:
            raise OptionError("usage", SHORT, facts={"column": name, "count": len(column), "wanted": count})
    rows = tuple(_row([str(cell) for cell in cells], names, DATA, line)
                 for line, cells in enumerate(zip(*listed, strict=True), 1))
    return Samples(names, rows, DATA)


def _header(cells: list[str], file: str) -> tuple[str, ...]:
    for cell in cells:
        if not cell.rstrip("'′").isidentifier():
            raise OptionError("usage", HEADER, facts={"file": file, "cell": cell}, hint=HOW)
        if cells.count(cell) > 1:
            raise OptionError("usage", TWICE, facts={"file": file, "cell": cell})
    return tuple(map(spelled, cells))


def _row(cells: list[str], header: tuple[str, ...], file: str, line: int) -> tuple[float, ...]:
    if len(cells) != len(header):
        raise OptionError("usage", COUNT, facts={"file": file, "line": line, "count": len(cells),
                                                 "wanted": len(header)})
    found = []
    for cell, column in zip(cells, header, strict=True):
        facts = {"file": file, "line": line, "column": column, "cell": cell.strip()[:limits.SHOWN]}
        if not cell.strip():
            raise OptionError("usage", BLANK, facts=facts)
        try:
            value = float(cell)
        except ValueError:
            raise OptionError("usage", NO_NUMBER, facts=facts) from None
        if not math.isfinite(value):
            raise OptionError("usage", NOT_FINITE, facts=facts)
        found.append(value)
    return tuple(found)
