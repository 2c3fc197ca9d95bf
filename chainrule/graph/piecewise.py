"""The layout of a function by cases among the inputs of its node, and which of its cases holds.

The inputs are value, left, right, left, right …, value, … otherwise; the note has the signs of each condition, none
for a case that always holds. Nobody else counts these places.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from .holes import Hole
from .payload import Cases, Relations
from .relations import HOLDS


class Case(NamedTuple):
    """Where one case stands: the place of its value, and (sign, place of the left, of the right side) for each
    comparison of its condition."""

    value: int
    comparisons: tuple[tuple[str, int, int], ...]


@lru_cache(maxsize=512)
def cases_of(note: Cases) -> tuple[Case, ...]:
    """The cases of a node with this note, in order."""
    found, place = [], 0
    for signs in note:
        found.append(Case(place, tuple((sign, place + 1 + 2 * k, place + 2 + 2 * k) for k, sign in enumerate(signs))))
        place += 1 + 2 * len(signs)
    return tuple(found)


def laid_out(cases: Iterable[tuple[int, Relations, Sequence[int]]]) -> tuple[tuple[int, ...], Cases]:
    """The inputs and the note of a node by (value, signs of the condition, what it compares in pairs) of its cases."""
    inputs: list[int] = []
    note: list[Relations] = []
    for value, signs, compared in cases:
        inputs += (value, *compared)
        note.append(signs)
    return tuple(inputs), tuple(note)


def value_places(note: Cases) -> tuple[int, ...]:
    """Where the values stand among the inputs; the others belong to the conditions."""
    return tuple(case.value for case in cases_of(note))


def compared_places(note: Cases) -> tuple[tuple[int, int], ...]:
    """Where both sides of every comparison stand."""
    return tuple((left, right) for case in cases_of(note) for _, left, right in case.comparisons)


def choose(note: Cases, operands: Sequence[Any]) -> int | None:
    """The place among the operands of the value whose case holds; None where no case does.

    Raises NoValue where a condition that must be looked at has no value.
    """
    for value, comparisons in cases_of(note):
        for _, *sides in comparisons:
            for side in sides:
                if type(operands[side]) is Hole:
                    raise operands[side].error
        if all(HOLDS[sign](operands[left].real, operands[right].real) for sign, left, right in comparisons):
            return value
    return None


def at_joint(note: Cases, operands: Sequence[Any]) -> bool:
    """Whether a condition that decides which case holds is just met or just missed."""
    for _, comparisons in cases_of(note):
        if any(type(operands[side]) is Hole for _, *sides in comparisons for side in sides):
            return False
        if any(operands[left] == operands[right] for _, left, right in comparisons):
            return True
        if all(HOLDS[sign](operands[left], operands[right]) for sign, left, right in comparisons):
            return False
    return False
