"""Contour lines of a function of two variables: where it has some values, as pieces of straight lines."""
from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

Point = tuple[float, float]
Grid = Sequence[Sequence[float]]


def grid(function: Callable[[float, float], float | None], across: Sequence[float], up: Sequence[float]) -> Grid:
    """The function's values, a row for every height; not a number where it has none."""
    def value(x: float, y: float) -> float:
        found = function(x, y)
        return math.nan if found is None else found
    return [[value(x, y) for x in across] for y in up]


def contour(values: Grid, across: Sequence[float], up: Sequence[float], level: float) -> tuple[tuple[Point, ...], ...]:
    """The lines on which the function has this value, pieces that meet joined."""
    pieces = [piece for j in range(len(up) - 1) for i in range(len(across) - 1)
              for piece in _in_cell(values, across, up, i, j, level)]
    return tuple(_joined(pieces))


def _in_cell(values: Grid, across: Sequence[float], up: Sequence[float], i: int, j: int, level: float
             ) -> Iterator[tuple[Point, Point]]:
    """The pieces in one cell: its sides on which the function passes the level, two and two."""
    corners = [(across[i], up[j], values[j][i]), (across[i + 1], up[j], values[j][i + 1]),
               (across[i + 1], up[j + 1], values[j + 1][i + 1]), (across[i], up[j + 1], values[j + 1][i])]
    if any(not math.isfinite(v) for _, _, v in corners):
        return
    met: list[Point] = []
    for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
        (x, y, v), (further, above, w) = sorted((one, other))  # the same from both cells that share a side
        if (v < level) != (w < level):
            part = (level - v) / (w - v)
            met.append((x + part * (further - x), y + part * (above - y)))
    yield from zip(met[::2], met[1::2], strict=True)


def _joined(pieces: list[tuple[Point, Point]]) -> Iterator[tuple[Point, ...]]:
    """Lines made of pieces that end in the same point."""
    ends: dict[Point, list[int]] = {}
    for k, piece in enumerate(pieces):
        for point in piece:
            ends.setdefault(point, []).append(k)
    left = set(range(len(pieces)))
    while left:
        first = left.pop()
        line = list(pieces[first])
        for _ in range(2):
            while (found := next((k for k in ends[line[-1]] if k in left), None)) is not None:
                left.discard(found)
                one, other = pieces[found]
                line.append(other if one == line[-1] else one)
            line.reverse()
        yield tuple(line)
