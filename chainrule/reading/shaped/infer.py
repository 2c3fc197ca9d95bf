"""Shapes that nobody said: found where a single one fits, asked for where several do."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, count
from typing import TypeVar

from ...errors import ChainruleError, ReadingError, ShapeError
from ...language import Text
from ...rules.shape import Shape, Size, letters, said
from ..tokens import ONES
from .meaning import Unclear

Found = TypeVar("Found")
Known = Mapping[str, Shape | None]
LETTERS = "nmkpq"  # for sizes that nobody named
FRESH = "?"  # a size that nothing else in the program has
MOST_SIZES = 6  # different sizes among which shapes are tried
IDENTITY = "I"
MOST_TRIES = 400  # readings of the whole program
NUMBER = Text("a number", "수")
OR = Text(" or ", " 또는 ")
FITS = Text("; it could be {fits}.", " 가능한 크기: {fits}.")
NONE = Text(".", " ")


def special_row(name: str) -> str:
    """The row of a name that nobody declares: `I` is an identity matrix, a bold 1 a vector of ones."""
    return "ones" if name.startswith(ONES) else "eye" if name == IDENTITY else ""


class _Tries:
    """How many readings may still be tried."""

    left = MOST_TRIES


def inferred(attempt: Callable[[Known], Found], known: Known, cost: int) -> tuple[Found, dict[str, Shape | None]]:
    """What an attempt gives with the shapes of the names that it needs, and those shapes."""
    tries = _Tries()
    tries.left = max(0, MOST_TRIES // max(1, cost))
    found: dict[str, Shape | None] = {}
    while True:
        try:
            return attempt({**known, **found}), found
        except Unclear as unclear:
            name = min(unclear.names)
            fits = list(_fitting(attempt, {**known, **found}, name, tries))
            if len(fits) != 1:
                raise _missing(unclear.error, name, [shape for shape, clear in fits if clear]) from None
            found[name] = _lettered(fits[0][0], {**known, **found})


def _lettered(shape: Shape | None, known: Known) -> Shape | None:
    """A shape with a letter of its own for the size that nothing else has."""
    if shape is None or FRESH not in shape:
        return shape
    taken = {letter for other in known.values() if other for size in other for letter in letters(size)} | set(known)
    fresh = next(letter for letter in chain(LETTERS, (f"{LETTERS[0]}{k}" for k in count(1))) if letter not in taken)
    rows, columns = (fresh if size == FRESH else size for size in shape)
    return rows, columns


def _fitting(attempt: Callable[[Known], Found], known: Known, name: str,
             tries: _Tries) -> Iterator[tuple[Shape | None, bool]]:
    """The shapes of a name with which the program can be read, up to four, and whether it is then clear."""
    found = 0
    for shape in _candidates(known, name):
        tries.left -= 1
        if tries.left < 0 or found == 4:
            return
        try:
            attempt({**known, name: shape})
        except ShapeError:
            continue
        except ReadingError:
            yield shape, False  # it fits, and could be meant in two ways
        except Unclear:
            yield shape, True  # it fits so far, though something else is not settled
        except ChainruleError:
            continue
        else:
            yield shape, True
        found += 1


def _candidates(known: Known, name: str) -> Iterator[Shape | None]:
    sizes: list[Size] = list(dict.fromkeys(size for shape in known.values() if shape for size in shape if size != 1))
    special = special_row(name)
    if special:
        yield from ((size, size) if special == "eye" else (size, 1) for size in sizes)
        return
    every: list[Size] = [*sizes[:MOST_SIZES], FRESH]
    yield None
    yield from ((size, 1) for size in every)
    for size in every:
        yield from dict.fromkeys(((FRESH, size), (size, FRESH)))
    yield from ((rows, columns) for columns in sizes for rows in sizes)
    yield from ((1, size) for size in every)


def _missing(error: ChainruleError, name: str, fits: list[Shape | None]) -> ChainruleError:
    """The refusal that asks for a shape, with the shapes that would do."""
    fits, name = fits[:3], "1" if name.startswith(ONES) else name
    shown = [NUMBER if shape is None else Text(*[said(shape).replace(FRESH, "n")] * 2) for shape in fits]
    fitting = FITS if shown else NONE
    texts = Text(fitting.say("en", fits=OR.en.join(t.en for t in shown)),
                 fitting.say("ko", fits=OR.ko.join(t.ko for t in shown)))
    first = next((shape for shape in fits if shape is not None), (3, 2))
    example = said(first).replace(FRESH, "n").replace("×", "x")
    return ShapeError(error.kind, error.text, facts={"name": name, "fits": texts, "example": example},
                      source=error.source, span=error.span, hint=error.hint)
