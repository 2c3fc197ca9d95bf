"""Plots and bars in a terminal: signs in a grid, and blocks in a row."""
from __future__ import annotations

from collections.abc import Iterable

from ..explaining.page import Bars, Plot, Trace
from ..notation.columns import padded
from ..notation.columns import width as columns
from .axes import axes, pieces

HEIGHT = 12
WIDEST = 64
_SIGNS = {"level": "·", "earlier": "·", "slope": "·", "tangent": "-", "function": "*", "loss": "*", "line": "*",
          "path": "o", "data": "x", "point": "O"}  # what comes later stands over what comes before
_ORDER = tuple(_SIGNS)
BAR = "█"


def plot_lines(plot: Plot, width: int) -> list[str]:
    """The plot, its values at the left and below."""
    across, up = axes(plot)
    labels = [(round((1 - place) * (HEIGHT - 1)), text) for place, text in up.ticks]
    edge = max((columns(text) for _, text in labels), default=0)
    wide = max(16, min(WIDEST, width - edge - 3))
    grid = [[" "] * wide for _ in range(HEIGHT)]
    last = (plot.frames[-1][1],) if plot.frames else ()
    for trace in sorted((*plot.traces, *last), key=lambda trace: _ORDER.index(trace.role)):
        _draw(grid, trace, (list(piece) for piece in pieces(trace, across, up)))
    beside = dict(labels)
    lines = [plot.title, plot.up]
    lines += [f"{padded(' ' * (edge - columns(beside.get(k, ''))) + beside.get(k, ''), edge)} |{''.join(row)}".rstrip()
              for k, row in enumerate(grid)]
    lines.append(" " * edge + " +" + "-" * wide)
    below = [" "] * (wide + edge + 2)
    for place, text in across.ticks:
        start = edge + 2 + round(place * (wide - 1)) - columns(text) // 2
        if start >= 0 and start + columns(text) <= len(below) and not "".join(
                below[max(0, start - 1):start + columns(text) + 1]).strip():
            below[start:start + columns(text)] = text
    return [*lines, "".join(below).rstrip() + "  " + plot.across]


def _draw(grid: list[list[str]], trace: Trace, found: Iterable[list[tuple[float, float]]]) -> None:
    """Marks at the points; between them too where they are joined."""
    high, wide, sign = len(grid), len(grid[0]), _SIGNS[trace.role]

    def mark(x: float, y: float) -> None:
        column, row = round(x * (wide - 1)), round((1 - y) * (high - 1))
        if 0 <= column < wide and 0 <= row < high:
            grid[row][column] = sign

    for piece in found:
        for x, y in piece:
            mark(x, y)
        for (x, y), (further, above) in zip(piece, piece[1:], strict=False) if trace.joined else ():
            steps = max(1, round(max(abs(further - x) * wide, abs(above - y) * high)))
            for k in range(1, steps):
                mark(x + (further - x) * k / steps, y + (above - y) * k / steps)


def bar_lines(bars: Bars, width: int) -> list[str]:
    """A row of blocks for each bar, those below 0 to the left of a common line."""
    name = max((columns(row[0]) for row in bars.rows), default=0)
    said = max((columns(row[2]) for row in bars.rows), default=0)
    room = max(8, min(40, width - name - said - 5))
    least = min([0.0, *(row[1] for row in bars.rows)])
    most = max([0.0, *(row[1] for row in bars.rows)])
    scale = room / ((most - least) or 1.0)
    left = round(-least * scale)
    lines = [bars.title]
    for label, length, text in bars.rows:
        size = round(abs(length) * scale) or (1 if length else 0)
        before = " " * (left - size) + BAR * size if length < 0 else " " * left
        after = BAR * size if length > 0 else ""
        lines.append(f"{padded(label, name)}  {before}|{padded(after, room - left)} {text}".rstrip())
    return lines
