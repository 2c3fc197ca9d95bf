"""A formula cut where it is endless: its beginning, and an ellipsis."""
from __future__ import annotations

from dataclasses import replace

from ...notation.boxes import Box, Colour, Op, Paren, Row
from ...notation.fold import children

LONGEST = 600  # boxes of a formula that is shown whole


def shortened(box: Box) -> Box | None:
    """The beginning of a formula that has too many boxes; None for one that is shown whole."""
    if _size(box, LONGEST) <= LONGEST:
        return None
    outer: list[Row | Paren | Colour] = []
    room = LONGEST
    while True:
        room -= 1
        if isinstance(box, Row):
            kept: list[Box] = []
            for item in box.items:
                size = _size(item, room)
                if size > room:
                    break
                kept.append(item)
                room -= size
            outer.append(Row(tuple(kept)))
            box = box.items[len(kept)]
        elif isinstance(box, Paren | Colour):
            outer.append(box)
            box = box.inner
        else:
            break
    made: Box = Op("…")
    for around in reversed(outer):
        made = Row((*around.items, made)) if isinstance(around, Row) else replace(around, inner=made)
    return made


def _size(box: Box, most: int) -> int:
    """How many boxes there are, counted to just over so many."""
    count = 0
    stack = [box]
    while stack and count <= most:
        count += 1
        stack.extend(children(stack.pop()))
    return count
