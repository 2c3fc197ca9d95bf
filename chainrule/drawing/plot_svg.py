"""Plots and bars as SVG, legible on light and on dark ground; a plot with frames moves by itself."""
from __future__ import annotations

import hashlib
from html import escape

from ..explaining.page import Bars, Plot, Trace
from ..notation.colours import GRADIENT, INK, PATH, QUIET, VALUE
from .axes import Axis, axes, pieces
from .measure import width
from .svg import FONT

WIDTH, HEIGHT = 560.0, 340.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 16.0, 34.0, 46.0
SECONDS = 0.25  # that each frame stands
ROW = 26.0
LETTERS = 13.0  # size of a title
STYLE = f"""
.chainrule-plot text {{ font-family: {FONT}; font-size: 13px; fill: {INK.light}; }}
.chainrule-plot .frame {{ fill: none; stroke: {QUIET.light}; }} .chainrule-plot .grid {{ stroke: #e5e7eb; }}
.chainrule-plot .trace {{ fill: none; stroke-width: 2; }} .chainrule-plot .tick {{ font-size: 11px; }}
.chainrule-plot .level, .chainrule-plot .earlier {{ stroke: #9ca3af; stroke-width: 1; }}
.chainrule-plot .loss, .chainrule-plot .line {{ stroke: {PATH.light}; }}
.chainrule-plot .path {{ stroke: {GRADIENT.light}; }} .chainrule-plot .dot.path {{ fill: {GRADIENT.light}; }}
.chainrule-plot .dot.data, .chainrule-plot .dot.point {{ fill: {INK.light}; stroke: none; }}
.chainrule-plot .function {{ stroke: {PATH.light}; }} .chainrule-plot .tangent {{ stroke: {QUIET.light}; }}
.chainrule-plot .slope {{ stroke: {GRADIENT.light}; stroke-dasharray: 6 4; }}
.chainrule-plot .more {{ fill: {VALUE.light}; }} .chainrule-plot .less {{ fill: {GRADIENT.light}; }}
@media (prefers-color-scheme: dark) {{
.chainrule-plot text {{ fill: {INK.dark}; }} .chainrule-plot .grid {{ stroke: #374151; }}
.chainrule-plot .dot.data, .chainrule-plot .dot.point {{ fill: {INK.dark}; }}
.chainrule-plot .function {{ stroke: {PATH.dark}; }} .chainrule-plot .tangent {{ stroke: {QUIET.dark}; }}
.chainrule-plot .slope {{ stroke: {GRADIENT.dark}; }}
.chainrule-plot .loss, .chainrule-plot .line {{ stroke: {PATH.dark}; }}
.chainrule-plot .path {{ stroke: {GRADIENT.dark}; }} .chainrule-plot .dot.path {{ fill: {GRADIENT.dark}; }}
.chainrule-plot .more {{ fill: {VALUE.dark}; }} .chainrule-plot .less {{ fill: {GRADIENT.dark}; }}
}}"""


def render(plot: Plot | Bars, *, style: bool = True) -> str:
    """One `<svg>` element; without its style sheet for a page that has it already."""
    body, high = (_plot(plot), HEIGHT) if isinstance(plot, Plot) else (_bars(plot), TOP + ROW * len(plot.rows) + 10)
    content = "\n".join(body)
    unique = "p" + hashlib.sha256((content + plot.title).encode()).hexdigest()[:10]
    title = escape(plot.title)
    told = title if isinstance(plot, Plot) else escape("; ".join(f"{name}: {text}" for name, _, text in plot.rows))
    sheet = f"<style>{STYLE}\n</style>\n" if style else ""
    return (f'<svg xmlns="http://www.w3.org/2000/svg" class="chainrule-plot" id="{unique}" role="img" '
            f'aria-labelledby="{unique}-t {unique}-d" viewBox="0 0 {WIDTH:g} {high:g}" width="{WIDTH:g}" '
            f'height="{high:g}">\n<title id="{unique}-t">{title}</title>\n<desc id="{unique}-d">{told}</desc>\n'
            f'{sheet}<text x="{LEFT:g}" y="18"{_narrow(plot.title)}>{title}</text>\n{content}\n</svg>\n')


def _narrow(title: str) -> str:
    """A smaller size for a title that would not fit."""
    wide, room = width(title, LETTERS), WIDTH - LEFT - RIGHT
    return "" if wide <= room else f' style="font-size: {LETTERS * room / wide:.3g}px"'


def _plot(plot: Plot) -> list[str]:
    across, up = axes(plot)
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    made = []
    for place, text in across.ticks:
        x = LEFT + place * wide
        made.append(f'<line class="grid" x1="{x:.4g}" y1="{TOP:g}" x2="{x:.4g}" y2="{TOP + high:g}"/>'
                    f'<text class="tick" x="{x:.4g}" y="{TOP + high + 16:g}" text-anchor="middle">'
                    f"{escape(text)}</text>")
    for place, text in up.ticks:
        y = TOP + (1 - place) * high
        made.append(f'<line class="grid" x1="{LEFT:g}" y1="{y:.4g}" x2="{LEFT + wide:g}" y2="{y:.4g}"/>'
                    f'<text class="tick" x="{LEFT - 6:g}" y="{y + 4:.4g}" text-anchor="end">{escape(text)}</text>')
    made.append(f'<rect class="frame" x="{LEFT:g}" y="{TOP:g}" width="{wide:g}" height="{high:g}"/>')
    made.append(f'<svg x="{LEFT:g}" y="{TOP:g}" width="{wide:g}" height="{high:g}" overflow="hidden" '
                f'data-across="{across.low:.9g} {across.high:.9g}" data-up="{up.low:.9g} {up.high:.9g}">')
    for trace in plot.traces:
        made += _trace(trace, across, up)
    made += _frames(plot, across, up)
    made.append("</svg>")
    made.append(f'<text x="{LEFT + wide / 2:g}" y="{HEIGHT - 8:g}" text-anchor="middle">{escape(plot.across)}</text>'
                f'<text x="14" y="{TOP + high / 2:g}" text-anchor="middle" '
                f'transform="rotate(-90 14 {TOP + high / 2:g})">{escape(plot.up)}</text>')
    return made


def places(trace: Trace, across: Axis, up: Axis) -> list[str]:
    """The pieces of a trace as the `points` of polylines."""
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    return [" ".join(f"{x * wide:.5g},{(1 - y) * high:.5g}" for x, y in piece) for piece in pieces(trace, across, up)]


def _trace(trace: Trace, across: Axis, up: Axis) -> list[str]:
    made = []
    for points in places(trace, across, up):
        if trace.joined:
            made.append(f'<polyline class="trace {trace.role}" points="{points}"/>')
        if not trace.joined or trace.role == "path":
            made += [f'<circle class="dot {trace.role}" cx="{x}" cy="{y}" r="{3 if trace.role == "path" else 4}"/>'
                     for x, y in (pair.split(",") for pair in points.split())]
    return made


def _frames(plot: Plot, across: Axis, up: Axis) -> list[str]:
    """One line that takes the places of all frames in turn; what does not animate shows the last one."""
    if not plot.frames:
        return []
    lines = [" ".join(places(trace, across, up)) for _, trace in plot.frames]
    names = [text for text, _ in plot.frames]
    seconds = SECONDS * len(lines)
    values = ";".join([*lines, lines[-1]])
    shown = "".join(
        f'<text x="10" y="18" visibility="{"visible" if k == len(names) - 1 else "hidden"}">{escape(text)}'
        f'<set attributeName="visibility" to="hidden" begin="0s"/>'
        f'<animate attributeName="visibility" values="{_shown(k, len(names))}" calcMode="discrete" dur="{seconds:g}s" '
        f'repeatCount="indefinite"/></text>' for k, text in enumerate(names))
    return [f'<polyline class="trace line" points="{lines[-1]}"><animate attributeName="points" values="{values}" '
            f'calcMode="discrete" dur="{seconds:g}s" repeatCount="indefinite"/></polyline>{shown}']


def _shown(place: int, count: int) -> str:
    return ";".join("visible" if k == place else "hidden" for k in range(count))


def _bars(bars: Bars) -> list[str]:
    least = min([0.0, *(row[1] for row in bars.rows)])
    most = max([0.0, *(row[1] for row in bars.rows)])
    left, wide = 90.0, WIDTH - 90.0 - 130.0
    scale = wide / ((most - least) or 1.0)
    zero = left - least * scale
    made = []
    for k, (label, length, text) in enumerate(bars.rows):
        y = TOP + ROW * k
        start, size = (zero, length * scale) if length >= 0 else (zero + length * scale, -length * scale)
        made.append(f'<text x="{left - 10:g}" y="{y + 15:g}" text-anchor="end">{escape(label)}</text>'
                    f'<rect class="{"more" if length >= 0 else "less"}" x="{start:.5g}" y="{y + 3:g}" '
                    f'width="{size:.5g}" height="{ROW - 8:g}"/>'
                    f'<text x="{left + wide + 10:g}" y="{y + 15:g}">{escape(text)}</text>')
    end = TOP + ROW * len(bars.rows)
    made.append(f'<line class="frame" x1="{zero:.5g}" y1="{TOP:g}" x2="{zero:.5g}" y2="{end:g}"/>')
    return made
