"""Boxes folded from the inside out, without recursion, and compared as they read."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import TypeVar

from .boxes import Apply, Box, Colour, Frac, Grid, Limit, Live, Name, Op, Paren, Ratio, Root, Row, Sub, Sup, Under

Made = TypeVar("Made")


def children(box: Box) -> tuple[Box, ...]:
    """The boxes directly inside a box, in reading order."""
    match box:
        case Row(items):
            return items
        case Frac(num, den):
            return num, den
        case Sup(base, exp) | Sub(base, exp):
            return base, exp
        case Grid(rows):
            return tuple(cell for row in rows for cell in row)
        case Root(inner, index):
            return (inner,) if index is None else (inner, index)
        case Paren(inner, _) | Colour(inner, _) | Under(inner, _) | Live(inner, _, _):
            return (inner,)
        case Apply(_, arguments):
            return arguments
        case Limit(variable, target, inner):
            return variable, target, inner
        case Ratio(of, wrt, _, held):
            return of, *wrt, *held
    return ()


def fold(box: Box, emit: Callable[[Box, list[Made]], Made]) -> Made:
    """`emit` writes each box, given what its children were written as."""
    done: list[Made] = []
    stack: list[tuple[Box, bool]] = [(box, False)]
    while stack:
        item, ready = stack.pop()
        inside = children(item)
        if not ready and inside:
            stack.append((item, True))
            stack.extend((child, False) for child in reversed(inside))
            continue
        count = len(inside)
        parts = done[len(done) - count:]
        del done[len(done) - count:]
        done.append(emit(item, parts))
    return done[0]


def core(box: Box) -> Box:
    """A box without rows of one, colours and shapes around it, and whether or not it can be computed anew."""
    while True:
        if isinstance(box, Row) and len(box.items) == 1:
            box = box.items[0]
        elif isinstance(box, Colour | Live | Under):
            box = box.inner
        else:
            return box


def is_sum(box: Box) -> bool:
    """Whether a box is a sum or a difference that is not in parentheses."""
    box = core(box)
    return isinstance(box, Row) and any(isinstance(i, Op) and i.sign in ("+", "-") for i in box.items)


def grouped(wrt: tuple[str, ...]) -> list[tuple[str, int]]:
    """Variables as operators are read: the last one first, repeats gathered: (x, x, y) is ∂y ∂x²."""
    found: list[tuple[str, int]] = []
    for name in reversed(wrt):
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + 1)
        else:
            found.append((name, 1))
    return found


def same(one: Box, other: Box) -> bool:
    """Whether two boxes read alike: rows within rows and the width of a dot do not count."""
    if one is other:
        return True
    missing = object()
    return all(a == b for a, b in zip_longest(_signs(one), _signs(other), fillvalue=missing))


def rearranged(one: Box, other: Box) -> bool:
    """Whether two boxes have the same parts in another order: nothing that deserves a line of its own."""
    signs = ("+", "-", "neg", "dot", "Paren", "round")
    first, second = (sorted(str(t) for t in flat(box) if t not in signs) for box in (one, other))
    return first == second


def flat(box: Box) -> list[object]:
    """What is read in a box, sign by sign."""
    return list(_signs(box))


def _signs(box: Box) -> Iterator[object]:
    stack: list[object] = [box]
    while stack:
        item = stack.pop()
        if isinstance(item, Live):
            stack.append(item.inner)
        elif isinstance(item, Row):
            stack.extend(reversed(item.items))
        elif isinstance(item, Apply) and len(item.arguments) == 1:  # f(x) reads as f and (x) side by side
            stack.extend((Paren(item.arguments[0]), Name(item.function)))
        elif isinstance(item, Op):
            yield "dot" if item.sign == "cdot" else item.sign
        elif isinstance(item, tuple):
            yield len(item)
            stack.extend(reversed(item))
        elif hasattr(item, "__slots__"):
            yield type(item).__name__
            stack.extend(getattr(item, slot) for slot in reversed(item.__slots__))
        else:
            yield item
