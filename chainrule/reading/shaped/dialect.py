"""Whose notation a program is in: `*` of NumPy and of MATLAB differ, and their own signs tell them apart."""
from __future__ import annotations

import re
from collections.abc import Sequence

from ...rules.matrices.calls import CALLS
from ..mistakes.refuse import refuse
from ..tokens import Line
from .meaning import Dialect

_NUMPY = ("@", ".T", ".t()", ".transpose()", ".shape")
_MATLAB = ("'", ".*", "./", ".^")
_KEYWORD = re.compile(r"(axis|keepdims|keepdim|dim)\s*=")
_MODULE = re.compile(r"(?<![\w.])(?:np|numpy|jnp|torch)\.[A-Za-z]")


def dialect_of(lines: Sequence[Line]) -> Dialect:
    """The dialect of a program; refused where it has the signs of both."""
    if any(line.latex for line in lines):
        return "latex"
    numpy: tuple[Line, int] | None = None
    matlab: tuple[Line, int] | None = None
    for line in lines:
        for at, text in enumerate(line.texts[:-1]):
            if numpy is None and _of_numpy(line.texts, at, text):
                numpy = line, at
            elif matlab is None and text in _MATLAB and not _after_digit(line, at):
                matlab = line, at
    if numpy is not None and matlab is not None:
        (line, at), (other, place) = numpy, matlab
        raise refuse("two_dialects", line.source.given, line.span(at), one=_shown(line, at), other=_shown(other, place))
    if numpy is not None or lines and _MODULE.search(lines[0].source.text):
        return "numpy"
    return "plain" if matlab is None else "matlab"


def _of_numpy(texts: Sequence[str], at: int, text: str) -> bool:
    if text in _NUMPY or _KEYWORD.match(text):
        return True
    if text[:1] == "." and text[1:] in CALLS:
        return True
    call = CALLS.get(text)
    return call is not None and call.kind in ("total", "rows") and texts[at + 1] == "(" \
        and text not in ("max", "min") and _last_zero(texts, at + 1)


def _last_zero(texts: Sequence[str], at: int) -> bool:
    """Whether the call that opens at a token has two arguments and the second is 0: sum(A, 0)."""
    depth = commas = 0
    for k in range(at, len(texts)):
        depth += (texts[k] in ("(", "[", "{")) - (texts[k] in (")", "]", "}"))
        commas += texts[k] == "," and depth == 1
        if depth == 0:
            return commas == 1 and texts[k - 1] == "0" and texts[k - 2] == ","
    return False


def _after_digit(line: Line, at: int) -> bool:
    """Whether a point stands right behind a number, where it may belong to that: 2.*x."""
    return line.texts[at][0] == "." and at > 0 and line.texts[at - 1].isdigit() and line.touches(at)


def _shown(line: Line, at: int) -> str:
    return line.texts[at].split("=")[0].strip()
