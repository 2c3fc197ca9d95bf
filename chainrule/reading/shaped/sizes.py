"""Shapes as people write them: `3x2`, `(3, 2)`, `m x n`, `R^{3x2}`, and as tuples."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ... import limits
from ...errors import ChainruleError, ShapeError, TooLargeError
from ...language import Text
from ...rules.shape import Shape, Size

Declared = tuple[Size, ...]
SYMMETRIC = ("symmetric", "대칭")
NUMBER_WORDS = ("number", "scalar", "수", "스칼라", "R", "ℝ")
UNREADABLE = Text("`{typed}` is no shape of `{name}`.", "`{typed}`는 `{name}`의 크기로 읽을 수 없습니다.")
HOW = Text('Write shapes as "W: 3x2, x: 2", a number as "c: ()"; sizes may be letters: "W: m x n".',
           '크기는 "W: 3x2, x: 2"처럼, 수는 "c: ()"처럼 써 주세요. 글자도 쓸 수 있습니다: "W: m x n".')
DIMENSIONS = Text("`{name}` has the shape {typed}: only numbers, vectors and matrices can be read, up to two sizes.",
                  "`{name}`의 크기는 {typed}입니다. 수와 벡터, 행렬만 다루므로 크기는 두 수까지 쓸 수 있습니다.")
SIZE = Text("A size of `{name}` is {typed}; sizes are whole numbers from 1 on, or letters.",
            "`{name}`의 크기에 {typed} 값이 있습니다. 크기는 1 이상의 자연수나 글자여야 합니다.")
ENTRIES = Text("`{name}` with the shape {typed} has more than {limit} entries.",
               "`{name}`의 크기는 {typed}이므로 성분이 {limit}개를 넘습니다.")
_SPACE = re.compile(r"\s*(?:\\mathbb\s*\{\s*R\s*\}|\\mathbb\s+R|\\R\b|R|ℝ)\s*\^\s*")
_BETWEEN = re.compile(r"\s*(?:×|✕|\*|,|\\times\s*)\s*|\s+x\s+|(?<=\d)\s*x\s*(?=[\w])|(?<=[\w])\s*x\s*(?=\d)")
_LETTERS = re.compile(r"([^\W\d_])x([^\W\d_])")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ˣⁿᵐᵏᵈᵖ", "0123456789xnmkdp")


def read_sizes(text: str, name: str) -> tuple[Declared, bool]:
    """The shape that a text says, and whether it says that the matrix is symmetric."""
    rest = text.strip().strip("$").strip()
    symmetric = False
    for word in SYMMETRIC:
        if re.search(rf"(?<!\w){word}(?!\w)", rest):
            symmetric, rest = True, re.sub(rf"(?<!\w){word}(?!\w)", " ", rest).strip(" ,")
    if rest in NUMBER_WORDS or rest.replace(" ", "") in ("()", "[]", r"\mathbb{R}", r"\R"):
        return (), symmetric
    if re.match(r"[ℝR]\s*[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿᵐᵏᵈᵖ]", rest):
        rest = rest[1:].translate(_SUPERSCRIPTS)
    rest = _SPACE.sub("", rest, count=1)
    for opener, closer in ("()", "[]", "{}"):
        if rest[:1] == opener and rest[-1:] == closer:
            rest = rest[1:-1].strip()
    both = _LETTERS.fullmatch(rest)
    parts = list(both.groups()) if both else [part.strip(" {}") for part in _BETWEEN.split(rest)]
    if len(parts) > 1 and parts[-1] == "":
        parts.pop()
    sizes = [_size(part, name, text) for part in parts]
    return checked(name, sizes), symmetric


def _size(text: str, name: str, typed: str) -> Any:
    if re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        return int(text)
    if re.fullmatch(r"[+-]?[0-9]*\.[0-9]+|[+-]?[0-9]+", text):
        return float(text)
    if re.fullmatch(r"[^\W\d_]\w*", text) and len(text) <= limits.NAME:
        return text
    raise unreadable(name, typed)


def unreadable(name: str, typed: object) -> ChainruleError:
    """The refusal of what is no shape."""
    return ShapeError("shape", UNREADABLE, facts={"name": name, "typed": str(typed).strip()[:limits.SHOWN]}, hint=HOW)


def checked(name: str, sizes: Sequence[Any]) -> Declared:
    """The sizes as a shape; refused where they are none."""
    typed = "×".join(str(size)[:20] for size in sizes)
    if len(sizes) > 2:
        raise ShapeError("shape", DIMENSIONS, facts={"name": name, "typed": typed}, hint=HOW)
    found: list[Size] = []
    for size in sizes:
        if isinstance(size, str) and re.fullmatch(r"[^\W\d_]\w*", size) and len(size) <= limits.NAME:
            found.append(size)
            continue
        try:
            whole = int(size) if not isinstance(size, bool | str) and int(size) == size else 0
        except (TypeError, ValueError, OverflowError):
            whole = 0
        if whole < 1:
            raise ShapeError("shape", SIZE, facts={"name": name, "typed": str(size)[:20]}, hint=HOW)
        found.append(whole)
    known = [size for size in found if isinstance(size, int)]
    if any(size > limits.SHAPE for size in known) or len(known) == 2 and known[0] * known[1] > limits.SHAPE:
        raise TooLargeError("too_large", ENTRIES, facts={"name": name, "typed": typed, "limit": limits.SHAPE})
    return tuple(found)


def shape_of(declared: Declared) -> Shape | None:
    """Rows and columns; None for a number, which 1×1 is too."""
    if len(declared) == 0:
        return None
    shape: Shape = (declared[0], declared[1]) if len(declared) == 2 else (declared[0], 1)
    return None if shape == (1, 1) else shape
