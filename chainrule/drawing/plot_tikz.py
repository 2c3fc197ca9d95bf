"""Plots and bars as TikZ, from the same places as SVG."""
from __future__ import annotations

from ..explaining.page import Bars, Plot
from ..notation.latex import escape
from .axes import axes, pieces

WIDE, HIGH = 10.0, 6.0  # centimetres
_DRAWN = {"level": "gray!60, very thin", "earlier": "gray!60, thin", "loss": "blue, thick", "line": "blue, thick",
          "path": "red, thick", "data": "black", "function": "blue, thick", "slope": "red, dashed",
          "tangent": "gray, thick", "point": "black"}


def render(plot: Plot | Bars) -> str:
    """A tikzpicture."""
    body = _plot(plot) if isinstance(plot, Plot) else _bars(plot)
    return "\n".join(["\\begin{tikzpicture}", *body, "\\end{tikzpicture}"]) + "\n"


def _words(text: str) -> str:
    return escape(text.replace("−", "-"))


def _plot(plot: Plot) -> list[str]:
    across, up = axes(plot)
    made = [f"\\draw[gray] (0,0) rectangle ({WIDE:g},{HIGH:g});"]
    made += [f"\\node[below, font=\\scriptsize] at ({place * WIDE:.3f},0) {{{_words(text)}}};"
             for place, text in across.ticks]
    made += [f"\\node[left, font=\\scriptsize] at (0,{place * HIGH:.3f}) {{{_words(text)}}};"
             for place, text in up.ticks]
    made.append(f"\\node[below] at ({WIDE / 2:g},-0.4) {{{_words(plot.across)}}};")
    made.append(f"\\node[rotate=90, above] at (-1,{HIGH / 2:g}) {{{_words(plot.up)}}};")
    made.append(f"\\begin{{scope}}\\clip (0,0) rectangle ({WIDE:g},{HIGH:g});")
    last = (plot.frames[-1][1],) if plot.frames else ()
    for trace in (*plot.traces, *last):
        for piece in pieces(trace, across, up):
            points = [f"({x * WIDE:.3f},{y * HIGH:.3f})" for x, y in piece]
            if trace.joined and len(points) > 1:
                made.append(f"\\draw[{_DRAWN[trace.role]}] " + " -- ".join(points) + ";")
            if not trace.joined or trace.role == "path":
                made += [f"\\fill[{_DRAWN[trace.role].partition(',')[0]}] {point} circle (0.06);" for point in points]
    return [*made, "\\end{scope}"]


def _bars(bars: Bars) -> list[str]:
    least = min([0.0, *(row[1] for row in bars.rows)])
    most = max([0.0, *(row[1] for row in bars.rows)])
    scale = 6.0 / ((most - least) or 1.0)
    made = []
    for k, (label, length, text) in enumerate(bars.rows):
        y = -0.6 * k
        made.append(f"\\node[left] at ({least * scale - 0.1:.3f},{y:.2f}) {{{_words(label)}}};")
        made.append(f"\\fill[{'green!60!black' if length >= 0 else 'red'}] (0,{y - 0.18:.2f}) rectangle "
                    f"({length * scale:.3f},{y + 0.18:.2f});")
        made.append(f"\\node[right] at ({most * scale + 0.1:.3f},{y:.2f}) {{{_words(text)}}};")
    return [*made, f"\\draw (0,0.3) -- (0,{-0.6 * len(bars.rows) + 0.3:.2f});"]
