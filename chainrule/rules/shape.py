"""Shapes: rows × columns, each a number or a letter, and what does not fit."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..language import Text

Size = int | str
Shape = tuple[Size, Size]
NUMBER: Shape = (1, 1)

UNEQUAL = Text("the shapes differ", "크기가 서로 다릅니다")
INNER = Text("the left one has {left} columns, the right one {right} rows",
             "왼쪽의 열은 {left}개, 오른쪽의 행은 {right}개입니다")
SQUARE = Text("a square matrix is needed", "정사각행렬이어야 합니다")
COLUMN = Text("a vector is needed", "벡터여야 합니다")
BORDER = Text("the parts do not meet: {left} and {right}", "이어 붙일 변의 길이가 다릅니다: {left}, {right}")
OUTSIDE = Text("there is no such entry", "그런 성분은 없습니다")
ENTRIES = Text("the number of entries differs", "성분의 개수가 다릅니다")


class Misfit(Exception):
    """Shapes that an operation cannot take; `text` says why, with its facts."""

    def __init__(self, text: Text, **facts: object) -> None:
        super().__init__(text.say("en", **facts))
        self.text, self.facts = text, facts


def said(shape: Shape) -> str:
    """3×2; a column vector by its length: 3."""
    rows, columns = shape
    return f"{rows}" if columns == 1 else f"{rows}×{columns}"


def full(shape: Shape) -> str:
    """3×2, and 3×1 for a column."""
    return f"{shape[0]}×{shape[1]}"


def add(*sizes: Size) -> Size:
    """The sum of sizes, letters in order: m+n+2."""
    return _sum([(size, 1) for size in sizes])


def subtract(size: Size, *others: Size) -> Size:
    """A size without others: n-k."""
    return _sum([(size, 1), *((other, -1) for other in others)])


def times(one: Size, other: Size) -> Size:
    """The product of two sizes: m*n."""
    if isinstance(one, int) and isinstance(other, int):
        return one * other
    if 1 in (one, other):
        return other if one == 1 else one
    return "*".join(sorted(_held(size) for size in (one, other)))


def _held(size: Size) -> str:
    text = str(size)
    return f"({text})" if "+" in text or "-" in text else text


def _sum(signed: Sequence[tuple[Size, int]]) -> Size:
    number, letters = 0, Counter[str]()
    for size, sign in signed:
        for mark, term in re.findall(r"([+-]?)((?:\([^)]*\)|[^+\-(])+)", str(size)):
            own = -sign if mark == "-" else sign
            if term.isdigit():
                number += own * int(term)
            else:
                letters[term] += own
    terms = [f"{'+' if count > 0 else '-'}{name}" for name, count in sorted(letters.items(), key=lambda x: (-x[1],
                                                                                                            x[0]))
             for _ in range(abs(count))]
    if not terms:
        return number
    text = "".join([*terms, f"{number:+d}" if number else ""])
    return text.removeprefix("+")


def worth(size: Size, numbers: dict[str, int]) -> int:
    """A size in numbers, given what its letters are worth."""
    if isinstance(size, int):
        return size
    total = 0
    for mark, term in re.findall(r"([+-]?)((?:\([^)]*\)|[^+\-(])+)", size):
        product = 1
        for factor in re.findall(r"\([^)]*\)|[^*()]+", term):
            product *= int(factor) if factor.isdigit() else worth(factor[1:-1], numbers) if factor[0] == "(" \
                else numbers[factor]
        total += -product if mark == "-" else product
    return total


def letters(size: Size) -> tuple[str, ...]:
    """The letters in a size."""
    return () if isinstance(size, int) else tuple(re.findall(r"[^\W\d]\w*", size))


def same(shapes: Sequence[Shape]) -> Shape:
    """The one shape of all these; numbers among them take it on."""
    found = NUMBER
    for shape in shapes:
        if shape != found and shape != NUMBER:
            if found != NUMBER:
                raise Misfit(UNEQUAL)
            found = shape
    return found
