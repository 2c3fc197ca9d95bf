"""Rules' formulas as steps on a row of ids, for those who fill in thousands."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import Any

from .partials import template_steps

# operation, note, where it finds its operands, and whether one of them varies for certain
Step = tuple[str, Any, Callable[[Sequence[int]], tuple[int, ...]], bool]


@lru_cache(maxsize=1024)
def compiled(template: str, single: bool) -> tuple[tuple[tuple[str, Any], ...], tuple[Step, ...], int]:
    """(the numbers in a formula, its steps, where the result stands): operands are told by their places in the row
    numbers, gate, inputs, values of the steps so far; the latter are counted from the end."""
    steps = template_steps(template)
    numbers = tuple(dict.fromkeys((op, note) for op, _, note in steps if op in ("Numeral", "Constant")))
    gate = len(numbers)
    letters = {"y": gate, "u": gate + 1, **dict(zip("abc", count(gate + 1), strict=False))}
    stack: list[tuple[int, bool, bool]] = []  # a place from the start or the number of a step, which, if it varies
    made: list[Step] = []
    for op, size, note in steps:
        if op == "Variable":
            stack.append((letters[note], False, single))
        elif (op, note) in numbers:
            stack.append((numbers.index((op, note)), False, False))
        else:
            operands = stack[len(stack) - size:]
            del stack[len(stack) - size:]
            varies = any(v for _, _, v in operands)
            pick = picker([place - len(made) if step else place for place, step, _ in operands])
            stack.append((len(made), True, varies))
            made.append((op, note, pick, varies))
    place, step, _ = stack[0]
    return numbers, tuple(made), -1 if step else place


def picker(places: Sequence[int]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """Takes the values at these places out of a row."""
    if len(places) == 1:
        place = places[0]
        return lambda row: (row[place],)
    return itemgetter(*places)
