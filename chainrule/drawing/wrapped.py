"""A picture that is far too wide, in rows as a text has lines: cut where few wires pass, which go on in the next row
from its left end."""
from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..records import record
from .diagram import Area, Diagram, Point, Wire

WIDE, NARROW = 1120.0, 660.0  # how wide a row is, on a screen and on paper
TOO_WIDE = 1.5  # times that: what is less wide is not cut
PASSING, PRICE = 5, 0.03  # how many wires may be cut at one place, and what each of them costs, squared
TURN, APART, BETWEEN = 10.0, 9.0, 16.0  # the radius of a turn, and how far wires and rows are apart
MARGIN = 14.0
Gap = tuple[float, float]  # from where to where nothing but wires is, between two columns
Piece = tuple[str, tuple[Point, ...]]


@record
class _Row:
    """What of the wide picture is in a row, and how far it is moved."""

    left: float
    right: float
    bottom: float  # in the new picture
    dx: float
    dy: float


def wrapped(picture: Diagram, gaps: Sequence[Gap], wide: float) -> Diagram:
    """The picture in rows about as wide as that; the same where it is not too wide, or cannot be cut."""
    if picture.width <= TOO_WIDE * wide:
        return picture
    passing = {gap: _passing(picture, gap) for gap in gaps}
    taken = [(x, x + width) for x, _, width, _, _ in picture.frames]
    taken += [(label.box[0], label.box[2]) for label in picture.labels]
    usable = [gap for gap in gaps if 0 < len(passing[gap]) <= PASSING and not any(
        left < gap[1] and gap[0] < right for left, right in taken)]
    cuts = _cuts(picture.width, usable, [PRICE * len(passing[gap]) ** 2 for gap in usable], wide)
    if not cuts:
        return picture
    rows = list(_rows(picture, cuts, max(len(passing[gap]) for gap in cuts)))
    starts = [row.left for row in rows]

    def row_at(x: float) -> _Row:
        return rows[max(0, bisect_right(starts, x) - 1)]

    shapes = tuple(replace(s, x=s.x + row_at(s.x).dx, y=s.y + row_at(s.x).dy) for s in picture.shapes)
    labels = tuple(replace(each, x=each.x + row.dx, y=each.y + row.dy) for each in picture.labels
                   for row in [row_at((each.box[0] + each.box[2]) / 2)])
    dots = tuple((x + row_at(x).dx, y + row_at(x).dy, node) for x, y, node in picture.dots)
    frames = tuple((x + row_at(x).dx, y + row_at(x).dy, w, h, name) for x, y, w, h, name in picture.frames)
    places = {(gap, k): place for gap in cuts for place, k in enumerate(passing[gap])}
    wires = tuple(_carried(wire, k, rows, cuts, places) for k, wire in enumerate(picture.wires))
    width = max(row.right + row.dx for row in rows) + MARGIN + _beside(max(len(passing[gap]) for gap in cuts))
    return Diagram(round(width, 1), round(rows[-1].bottom + MARGIN, 1), shapes, labels, wires, dots, frames)


def _passing(picture: Diagram, gap: Gap) -> list[int]:
    """The wires that pass a gap, from the lowest up."""
    found = [(at[1], k) for k, wire in enumerate(picture.wires) for at, piece in _pieces(wire)
             if at[0] == gap[0] and piece[1][-1][0] == gap[1]]
    return [k for _, k in sorted(found, reverse=True)]


def _pieces(wire: Wire) -> Iterator[tuple[Point, Piece]]:
    """Every piece of a wire with the point at which it begins."""
    at = wire.start
    for piece in wire.pieces:
        yield at, piece
        at = piece[1][-1]


def _cuts(width: float, usable: Sequence[Gap], prices: Sequence[float], wide: float) -> list[Gap]:
    """Where to cut so that rows are as long as they may be and much alike: least squares of what is left free."""
    ends = [*usable, (width, width)]
    best: list[tuple[float, int]] = []  # for each end: the cost up to it, and the cut before (-1: none)
    for k, (end, _) in enumerate(ends):
        found = (math.inf, -1)
        for before in range(k - 1, -2, -1):
            long = end - (ends[before][1] if before >= 0 else 0.0)
            cost = (best[before][0] + prices[before] if before >= 0 else 0.0) + 0.1 + _price(
                long / wide, k == len(ends) - 1)
            found = min(found, (cost, before))
            if long > 2 * wide:
                break
        best.append(found)
    cuts: list[Gap] = []
    at = best[-1][1]
    while at >= 0:
        cuts.append(ends[at])
        at = best[at][1]
    return cuts[::-1]


def _price(part: float, last: bool) -> float:
    """What a row costs by its part of the width: much where it is too long, little where the last one is short."""
    return 50 * (part - 1) if part > 1 else (1 - part) ** 2 * (0.3 if last else 1.0)


def _beside(wires: int) -> float:
    """How much room the wires need beside a row."""
    return 2 * TURN + APART * wires


def _rows(picture: Diagram, cuts: Sequence[Gap], most: int) -> Iterator[_Row]:
    """The rows from the top."""
    y = MARGIN
    lefts = [0.0, *(gap[1] for gap in cuts)]
    rights = [*(gap[0] for gap in cuts), picture.width - MARGIN]
    for k, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        areas = list(_within(picture, left, right))
        top, foot = min(area[1] for area in areas), max(area[3] for area in areas)
        dx = -left if k == 0 else MARGIN + _beside(most) - left
        yield _Row(left, right, y + foot - top, dx, y - top)
        y += foot - top + BETWEEN + APART * most + 2 * TURN


def _within(picture: Diagram, left: float, right: float) -> Iterator[Area]:
    """The areas of everything between two places."""
    for box in (*(shape.box for shape in picture.shapes), *(label.box for label in picture.labels)):
        if left <= (box[0] + box[2]) / 2 <= right:
            yield box
    for x, y, wide, high, _ in picture.frames:
        if left <= x <= right:
            yield x, y, x + wide, y + high
    for wire in picture.wires:
        for at, (_, points) in _pieces(wire):
            if left <= at[0] and points[-1][0] <= right:
                heights = [at[1], *(y for _, y in points)]
                yield at[0], min(heights), points[-1][0], max(heights)


def _carried(wire: Wire, number: int, rows: Sequence[_Row], cuts: Sequence[Gap],
             places: dict[tuple[Gap, int], int]) -> Wire:
    """A wire in its rows; at a cut it goes down, back below its row and into the next one."""
    row = 0
    while row < len(cuts) and wire.start[0] >= cuts[row][1]:
        row += 1
    start = wire.start[0] + rows[row].dx, wire.start[1] + rows[row].dy
    made: list[Piece] = []
    for at, (kind, points) in _pieces(wire):
        if row < len(cuts) and at[0] == cuts[row][0] and points[-1][0] == cuts[row][1]:
            place = places[cuts[row], number]
            count = sum(gap == cuts[row] for gap, _ in places)
            one, other = rows[row], rows[row + 1]
            goal = points[-1][0] + other.dx, points[-1][1] + other.dy
            made += _return((at[0] + one.dx, at[1] + one.dy), goal, one.bottom, place, count)
            row += 1
        else:
            dx, dy = rows[row].dx, rows[row].dy
            made.append((kind, tuple((x + dx, y + dy) for x, y in points)))
    return replace(wire, start=start, pieces=tuple(made))


def _return(start: Point, goal: Point, bottom: float, place: int, count: int) -> Iterator[Piece]:
    """From the end of a row around below it to the beginning of the next one."""
    right = start[0] + APART * place
    left = goal[0] - 2 * TURN - APART * (count - 1 - place)
    level = bottom + TURN + APART * place
    corner = 0.45 * TURN
    yield "L", ((right, start[1]),)
    yield "C", ((right + TURN - corner, start[1]), (right + TURN, start[1] + corner), (right + TURN, start[1] + TURN))
    yield "L", ((right + TURN, level),)
    yield "C", ((right + TURN, level + TURN - corner), (right + TURN - corner, level + TURN), (right, level + TURN))
    yield "L", ((left + TURN, level + TURN),)
    yield "C", ((left + corner, level + TURN), (left, level + TURN + corner), (left, level + 2 * TURN))
    yield "L", ((left, goal[1] - TURN),)
    yield "C", ((left, goal[1] - corner), (left + corner, goal[1]), (left + TURN, goal[1]))
    yield "L", (goal,)
