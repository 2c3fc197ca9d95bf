"""The little language of the rows: words such as "L(y) R(y) c(-1)", and formulas such as "matmul(a, transpose(b))"."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from ...records import record

Kind = Literal["L", "R", "H", "T", "c", "in", "out", "take", "put", "as", "windows", "overlaps", "toeplitz", "bands"]
_TOKEN = re.compile(r"\s*(-?\d+(?:\.\d+)?(?:e-?\d+)?|[A-Za-z_]\w*(?:\.[abc])?|[()\[\],])")


@record
class Step:
    """One step of a formula in postfix order.

    kind   "letter" (an input or the value), "number", "size" (rows, columns or entries of an input, as a number),
           "held" (one of the sizes that a gate holds, as a number), or "call"
    name   the letter, the spelling, the size, or the row that is called
    held   the sizes that a call holds: whole numbers, or sizes by name
    count  how many operands a call takes
    """

    kind: str
    name: str
    held: tuple[str, ...] = ()
    count: int = 0


Formula = tuple[Step, ...]


@record
class Primitive:
    """One linear primitive: what it does, and the formula of the matrix or number that it holds, or places or sizes."""

    kind: Kind
    formula: Formula = ()
    places: tuple[str, ...] = ()


# Operations that are primitives themselves, each with the one that takes a gradient back.
SLIDING: dict[Kind, Kind] = {"windows": "overlaps", "overlaps": "windows", "toeplitz": "bands", "bands": "toeplitz"}
HOLDING = ("windows", "toeplitz")  # of these, those that hold how many columns there are
PLACED = ("take", "put", *HOLDING)
Word = tuple[Primitive, ...]  # the first one acts first


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of one input, to be added: "H(y) + in(y) out(y) c(-1)"; "1" is the word that changes nothing, "0" none
    at all."""
    if text == "0":
        return ()
    return tuple(tuple(map(_primitive, _parts(word, " "))) if word != "1" else () for word in _parts(text, "+"))


def _primitive(text: str) -> Primitive:
    kind, _, inside = text.partition("(")
    inside = inside.removesuffix(")")
    if kind in PLACED:
        return Primitive(kind, (), tuple(part.strip() for part in inside.split(",")))  # type: ignore[arg-type]
    return Primitive(kind, formula_of(inside) if inside else ())  # type: ignore[arg-type]


def _parts(text: str, mark: str) -> list[str]:
    """A text cut at a mark that stands outside parentheses."""
    found, depth, part = [], 0, ""
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if sign == mark and not depth:
            found.append(part.strip())
            part = ""
        else:
            part += sign
    return [piece for piece in (*found, part.strip()) if piece]


@lru_cache(maxsize=512)
def formula_of(text: str) -> Formula:
    """A formula in call notation as steps."""
    steps: list[Step] = []
    held: tuple[str, ...]
    open_calls: list[tuple[str, tuple[str, ...], int]] = []
    tokens = _TOKEN.findall(text)
    k = 0
    while k < len(tokens):
        token, after = tokens[k], tokens[k + 1] if k + 1 < len(tokens) else ""
        k += 1
        if token == ",":
            continue
        if token == ")":
            name, held, before = open_calls.pop()
            count = _values(steps[before:])
            steps.append(Step("call", name, held, count))
        elif after in ("(", "["):
            held = ()
            if after == "[":
                end = tokens.index("]", k)
                held = tuple(each for each in tokens[k + 1:end] if each != ",")
                k = end + 1
                if k >= len(tokens) or tokens[k] != "(":
                    steps.append(Step("call", token, held, 0))
                    continue
            k += 1
            open_calls.append((token, held, len(steps)))
        elif token[0] in "-0123456789":
            steps.append(Step("number", token))
        elif token.partition(".")[0] in ("rows", "columns", "entries"):
            steps.append(Step("size", token))
        elif token.startswith("held"):
            steps.append(Step("held", token))
        else:
            steps.append(Step("letter", token))
    return tuple(steps)


def _values(steps: list[Step]) -> int:
    """How many values these steps leave."""
    return sum(1 - step.count for step in steps)
