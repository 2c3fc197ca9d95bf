"""Boxes made anew from the outside in, without recursion."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .boxes import Apply, Box, Colour, Frac, Grid, Limit, Live, Paren, Ratio, Root, Row, Sub, Sup, Under
from .fold import children


def rebuilt(box: Box, change: Callable[[Box], Box]) -> Box:
    """The box with `change` made to it, and then to every box inside what came of that."""
    done: list[Box] = []
    stack: list[tuple[Box, bool]] = [(box, False)]
    while stack:
        item, ready = stack.pop()
        if not ready:
            item = change(item)
            inside = children(item)
            if inside:
                stack.append((item, True))
                stack.extend((child, False) for child in reversed(inside))
            else:
                done.append(item)
            continue
        count = len(children(item))
        parts = tuple(done[len(done) - count:])
        del done[len(done) - count:]
        done.append(with_children(item, parts))
    return done[0]


def with_children(box: Box, parts: tuple[Box, ...]) -> Box:
    """The same kind of box around other boxes, in the order of `children`."""
    match box:
        case Row():
            return Row(parts)
        case Frac():
            return Frac(*parts)
        case Sup():
            return Sup(*parts)
        case Sub():
            return Sub(*parts)
        case Grid(rows):
            wide = len(rows[0])
            return Grid(tuple(parts[k:k + wide] for k in range(0, len(parts), wide)))
        case Root():
            return Root(*parts)
        case Paren() | Colour() | Live() | Under():
            return replace(box, inner=parts[0])
        case Apply():
            return replace(box, arguments=parts)
        case Limit():
            return Limit(*parts)
        case Ratio(_, wrt, _, _):
            return replace(box, of=parts[0], wrt=parts[1:1 + len(wrt)], held=parts[1 + len(wrt):])
    return box
