"""A network as circles in layers: as SVG, as TikZ, and as lines of text."""
from __future__ import annotations

import hashlib
from html import escape

from ..explaining.page import Neurons
from ..notation.boxes import Box, Name
from ..notation.colours import INK, QUIET, VALUE
from ..notation.columns import padded
from ..notation.columns import width as columns
from ..notation.latex import escape as latex
from ..notation.latex import write
from .svg import FONT, spans

ACROSS, DOWN, RADIUS = 190.0, 78.0, 23.0
LEFT, TOP = 60.0, 76.0
LABELLED = 24  # lines with labels; more would hide each other
STYLE = f"""
.chainrule-net text {{ font-family: {FONT}; font-size: 14px; text-anchor: middle; fill: {INK.light}; }}
.chainrule-net .wire {{ stroke: {QUIET.light}; stroke-width: 1.2; }} .chainrule-net .small {{ font-size: 11px; }}
.chainrule-net circle {{ fill: #ffffff; stroke: {INK.light}; stroke-width: 1.6; }}
.chainrule-net .value {{ fill: {VALUE.light}; font-size: 11px; }}
@media (prefers-color-scheme: dark) {{
.chainrule-net text {{ fill: {INK.dark}; }} .chainrule-net .value {{ fill: {VALUE.dark}; }}
.chainrule-net circle {{ fill: #111827; stroke: {INK.dark}; }} .chainrule-net .wire {{ stroke: {QUIET.dark}; }}
}}"""


def places(net: Neurons) -> list[list[tuple[float, float]]]:
    """The middle of every circle, layers side by side, each centred."""
    most = max(len(units) for _, units in net.layers)
    return [[(LEFT + ACROSS * k, TOP + DOWN * (j + (most - len(units)) / 2)) for j in range(len(units))]
            for k, (_, units) in enumerate(net.layers)]


def svg(net: Neurons, *, style: bool = True) -> str:
    """One `<svg>` element; without its style sheet for a page that has it already."""
    at = places(net)
    wide = LEFT * 2 + ACROSS * (len(net.layers) - 1)
    high = TOP + DOWN * max(len(units) for _, units in net.layers)
    made = []
    for layer, one, other, text in net.lines:
        (x, y), (further, above) = at[layer][one], at[layer + 1][other]
        made.append(f'<line class="wire" x1="{x:g}" y1="{y:g}" x2="{further:g}" y2="{above:g}"/>')
        if len(net.lines) <= LABELLED:
            part = 0.28 + 0.12 * (one % 2)
            made.append(f'<text class="small" x="{x + part * (further - x):.4g}" '
                        f'y="{y + part * (above - y) - 4:.4g}"{spans(_named(text), 11)}</text>')
    for k, (name, units) in enumerate(net.layers):
        made.append(f'<text x="{LEFT + ACROSS * k:g}" y="44">{escape(name)}</text>')
        for (x, y), (unit, value) in zip(at[k], units, strict=True):
            made.append(f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS:g}"/>'
                        f'<text x="{x:g}" y="{y + (0 if value else 5):g}"{spans(_named(unit), 14)}</text>')
            if value:
                made.append(f'<text class="value" x="{x:g}" y="{y + 14:g}">{escape(value)}</text>')
    content = "\n".join(made)
    unique = "n" + hashlib.sha256((content + net.title).encode()).hexdigest()[:10]
    title = escape(net.title)
    told = escape("; ".join(f"{name}: {', '.join(unit for unit, _ in units)}" for name, units in net.layers))
    sheet = f"<style>{STYLE}\n</style>\n" if style else ""
    return (f'<svg xmlns="http://www.w3.org/2000/svg" class="chainrule-net" id="{unique}" role="img" '
            f'aria-labelledby="{unique}-t {unique}-d" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" '
            f'height="{high:g}">\n<title id="{unique}-t">{title}</title>\n<desc id="{unique}-d">{told}</desc>\n'
            f"{sheet}{content}\n</svg>\n")


def _named(unit: str) -> Box | str:
    return Name(unit) if unit.isidentifier() else unit


def tikz(net: Neurons) -> str:
    """A tikzpicture."""
    at = places(net)
    made = ["\\begin{tikzpicture}[x=1pt, y=-1pt, font=\\small]"]
    for layer, one, other, _ in net.lines:
        (x, y), (further, above) = at[layer][one], at[layer + 1][other]
        made.append(f"\\draw[gray] ({x:g},{y:g}) -- ({further:g},{above:g});")
    for k, (name, units) in enumerate(net.layers):
        made.append(f"\\node at ({LEFT + ACROSS * k:g},36) {{{latex(name)}}};")
        for (x, y), (unit, _) in zip(at[k], units, strict=True):
            made.append(f"\\node[circle, draw, fill=white, minimum size=30pt] at ({x:g},{y:g}) {{{_tex(unit)}}};")
    return "\n".join([*made, "\\end{tikzpicture}"]) + "\n"


def _tex(unit: str) -> str:
    return f"${write(Name(unit))}$" if unit.isidentifier() else latex(unit)


def text_lines(net: Neurons) -> list[str]:
    """The layers side by side, their units below one another."""
    made = [[name, *(f"({unit}) {value}".rstrip() for unit, value in units)] for name, units in net.layers]
    sizes = [max(map(columns, column)) for column in made]
    rows = []
    for k in range(max(map(len, made))):
        between = "  ──→  " if k == 1 else "       "
        cells = [padded(column[k] if k < len(column) else "", size) for column, size in zip(made, sizes, strict=True)]
        rows.append(between.join(cells).rstrip())
    return rows
