"""The formulas of the table of matrix rules, put on the inputs of one gate."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from ..rules.matrices.words import Formula
from ..rules.shape import Shape, Size, times

Make = Callable[[str, tuple[int, ...], Any], int]  # operation, operands, payload -> node


def filled(formula: Formula, letters: dict[str, int], sizes: Sizes, make: Make) -> int:
    """The node of a formula whose letters stand for the given nodes."""
    stack: list[int] = []
    for step in formula:
        if step.kind == "letter":
            stack.append(letters[step.name])
        elif step.kind in ("number", "held"):
            spelling = step.name if step.kind == "number" else str(sizes.of(step.name))
            value = Fraction(spelling)
            stack.append(make("number", (), (value, "" if value.denominator == 1 else spelling)))
        elif step.kind == "size":
            stack.append(make("size", (), sizes.of(step.name)))
        else:
            operands = tuple(stack[len(stack) - step.count:]) if step.count else ()
            del stack[len(stack) - step.count:]
            held = tuple(sizes.of(name) for name in step.held)
            stack.append(make(step.name, operands, held or ("+-" if step.name == "difference" else None)))
    return stack[0]


class Sizes:
    """The sizes that a formula may name: rows, columns and entries of its inputs, and what the gate holds."""

    def __init__(self, shapes: Sequence[Shape], held: Sequence[Any]) -> None:
        self._shapes = shapes
        self._held = held

    def of(self, name: str) -> Size:
        """A size by its name, or a whole number as it is spelled."""
        if name.isdigit():
            return int(name)
        if name.startswith("held"):
            found: Size = self._held[int(name[4:])]
            return found
        what, _, letter = name.partition(".")
        rows, columns = self._shapes["abc".index(letter or "a")]
        return {"rows": rows, "columns": columns}.get(what, times(rows, columns))
