"""The picture as SVG: crisp, valid XML, legible on light and on dark ground.

Every node is a group `<g class="node …" data-id="NUMBER" data-node="NAME">`, every wire a group `class="edge"` with
`data-edge="GATE:SLOT"` (the gate's number); numbers have the classes value, gradient and partial. A page may light and
fill them by these.
"""
from __future__ import annotations

import hashlib
from collections.abc import Sequence
from html import escape

from ..language import Language, Text
from ..notation.boxes import Box
from ..notation.colours import GRADIENT, INK, INPUT, LIT, MARK, PATH, QUIET, VALUE
from .diagram import Diagram, Label, Shape, Wire
from .model import Edge, Node
from .setting import Piece, Stroke
from .typeset import typeset

TITLE = Text("Dependency graph of {name}", "{name}의 의존 그래프")
LAYERS = Text("The layers of the network {name}", "신경망 {name}의 층")
DESCRIPTION = Text("{inputs} inputs on the left, {gates} gates, the output {name} on the right.",
                   "왼쪽에 입력 변수 {inputs}개, 가운데에 게이트 {gates}개, 오른쪽에 출력 {name}.")
FONT = ("'Latin Modern Roman', 'Latin Modern Math', 'STIX Two Text', 'STIX Two Math', 'Cambria', 'Cambria Math', "
        "'Noto Serif', 'Noto Serif KR', 'DejaVu Serif', serif")
STYLE = f"""
.chainrule text {{ font-family: {FONT}; }}
.chainrule .line {{ fill: none; stroke: {INK.light}; stroke-width: 1.6; }}
.chainrule .shape {{ fill: #ffffff; stroke: {INK.light}; stroke-width: 1.8; }}
.chainrule .box {{ fill: #f3f4f6; }}
.chainrule .frame {{ fill: none; stroke: #9ca3af; stroke-width: 1; stroke-dasharray: 4 3; }}
.chainrule .head, .chainrule .dot {{ fill: {INK.light}; stroke: none; }}
.chainrule .ink {{ fill: {INK.light}; }} .chainrule .input {{ fill: {INPUT.light}; }}
.chainrule .quiet {{ fill: {QUIET.light}; }} .chainrule .value {{ fill: {VALUE.light}; }}
.chainrule .gradient {{ fill: {GRADIENT.light}; }} .chainrule .partial {{ fill: {GRADIENT.light}; }}
.chainrule .mark {{ fill: {MARK.light}; }}
.chainrule .path .line {{ stroke: {PATH.light}; stroke-width: 2.6; }} .chainrule .path .head {{ fill: {PATH.light}; }}
.chainrule .lit .line, .chainrule .lit .shape {{ stroke: {LIT.light}; stroke-width: 3; }}
@media (prefers-color-scheme: dark) {{
.chainrule .line, .chainrule .shape {{ stroke: #d1d5db; }} .chainrule .shape {{ fill: #111827; }}
.chainrule .box {{ fill: #1f2937; }} .chainrule .head, .chainrule .dot, .chainrule .ink {{ fill: {INK.dark}; }}
.chainrule .input {{ fill: {INPUT.dark}; }} .chainrule .quiet {{ fill: {QUIET.dark}; }}
.chainrule .value {{ fill: {VALUE.dark}; }} .chainrule .gradient, .chainrule .partial {{ fill: {GRADIENT.dark}; }}
.chainrule .mark {{ fill: {MARK.dark}; }} .chainrule .path .line {{ stroke: {PATH.dark}; }}
.chainrule .path .head {{ fill: {PATH.dark}; }}
}}"""
_CLASSES = {"input": "input", "constant": "quiet", "name": "quiet", "shape": "quiet", "value": "value",
            "gradient": "gradient", "partial": "partial", "sign": "ink", "output": "ink", "quiet": "quiet",
            "mark": "mark"}


def render(diagram: Diagram, name: str, language: Language, *, style: bool = True) -> str:
    """The picture as one `<svg>` element; `style` puts its style sheet into it."""
    inputs = sum(label.role == "input" for label in diagram.labels)
    body = [
        *(_frame(*frame) for frame in diagram.frames),
        *(_wire(wire) for wire in diagram.wires if isinstance(wire.of, Edge)),
        *_nodes(diagram),
        *(_edge_label(label) for label in diagram.labels if isinstance(label.of, Edge)),
    ]
    facts = {"inputs": inputs, "gates": len(diagram.shapes), "name": name}
    title = (LAYERS if diagram.told else TITLE).say(language, **facts)
    told = diagram.told or DESCRIPTION.say(language, **facts)
    content = "\n".join(body)
    unique = "c" + hashlib.sha256((content + language).encode()).hexdigest()[:10]
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" class="chainrule" id="{unique}" role="img" '
            f'aria-labelledby="{unique}-t {unique}-d" viewBox="0 0 {diagram.width:g} {diagram.height:g}" '
            f'width="{diagram.width:g}" height="{diagram.height:g}">\n'
            f'<title id="{unique}-t">{escape(title)}</title>\n'
            f'<desc id="{unique}-d">{escape(told)}</desc>\n')
    sheet = f"<style>{STYLE}\n</style>\n" if style else ""
    return f"{head}{sheet}{content}\n</svg>\n"


def _nodes(diagram: Diagram) -> list[str]:
    """A group for each node: its stub, shape and labels."""
    parts: dict[int, list[str]] = {}
    nodes: dict[int, Node] = {}
    for shape in diagram.grounds:
        nodes[shape.node.id] = shape.node
        parts.setdefault(shape.node.id, [])
    for wire in diagram.wires:
        if isinstance(wire.of, Node):
            nodes[wire.of.id] = wire.of
            parts.setdefault(wire.of.id, []).append(_line(wire))
    for x, y, node in diagram.dots:
        parts[node.id].append(f'<circle class="dot" cx="{x:g}" cy="{y:g}" r="3.2"/>')
    for shape in diagram.shapes:
        parts[shape.node.id].append(_shape(shape))
    for label in diagram.labels:
        if isinstance(label.of, Node):
            parts[label.of.id].append(_text(label))
    return [f'<g class="node {node.kind}{" path" if node.on_path else ""}" data-id="{key}" '
            f'data-node="{escape(node.name)}">{"".join(parts[key])}</g>' for key, node in nodes.items()]


def _wire(wire: Wire) -> str:
    assert isinstance(wire.of, Edge)
    lit = " path" if wire.of.on_path else ""
    return f'<g class="edge{lit}" data-edge="{wire.of.gate}:{wire.of.slot}">{_line(wire)}</g>'


def _edge_label(label: Label) -> str:
    assert isinstance(label.of, Edge)
    return f'<g class="on-edge" data-edge="{label.of.gate}:{label.of.slot}">{_text(label)}</g>'


def _line(wire: Wire) -> str:
    path = f"M{wire.start[0]:g} {wire.start[1]:g}" + "".join(
        kind + " ".join(f"{x:g} {y:g}" for x, y in points) for kind, points in wire.pieces)
    line = f'<path class="line" d="{path}"/>'
    if not wire.arrow:
        return line
    x, y = wire.pieces[-1][1][-1]
    return line + f'<path class="head" d="M{x:g} {y:g}l-9 -3.6l0 7.2z"/>'


def _shape(shape: Shape) -> str:
    if shape.kind == "circle":
        return f'<circle class="shape" cx="{shape.x:g}" cy="{shape.y:g}" r="{shape.width / 2:g}"/>'
    corner = 8 if shape.kind == "box" else min(20.0, shape.width / 2)
    extra = " box" if shape.kind == "box" else ""
    return (f'<rect class="shape{extra}" x="{shape.x - shape.width / 2:g}" y="{shape.y - shape.height / 2:g}" '
            f'width="{shape.width:g}" height="{shape.height:g}" rx="{corner:g}"/>')


def _frame(x: float, y: float, width: float, height: float, name: str) -> str:
    return f'<rect class="frame" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="10"/>'


def _text(label: Label) -> str:
    """One text where all signs flow; else each run in the middle of its place, and what is drawn."""
    setting, size = typeset(label.text), label.size
    if len(setting.runs) == 1 and not setting.strokes:
        return (f'<text class="{_CLASSES[label.role]}" x="{label.x:g}" y="{label.y:g}" text-anchor="{label.anchor}" '
                f'font-size="{size:g}"{spans(label.text, size)}</text>')
    left = label.box[0]
    drawn = [_stroke(stroke, left, label.y, size, _CLASSES.get(stroke.role, _CLASSES[label.role]))
             for stroke in setting.strokes]
    written = [f'<text class="{_CLASSES.get(run.role, _CLASSES[label.role])}" '
               f'x="{left + (run.x + run.width / 2) * size:.5g}" y="{label.y:g}" text-anchor="middle" '
               f'font-size="{size:g}"{_flowing(run.pieces, size)}</text>' for run in setting.runs]
    return "".join(drawn + written)


def _stroke(stroke: Stroke, left: float, line: float, size: float, kind: str) -> str:
    """A filled outline."""
    def at(point: tuple[float, float]) -> str:
        return f"{left + point[0] * size:.5g} {line - point[1] * size:.5g}"

    path = "".join(sign + " ".join(map(at, points)) for sign, points in stroke.parts)
    return f'<path class="{kind}" d="M{at(stroke.start)}{path}z"/>'


def spans(text: Box | str, size: float) -> str:
    """The end of a text's first tag, and the text, for a label that flows in one line."""
    return _flowing([piece for run in typeset(text).runs for piece in run.pieces], size)


def _flowing(found: Sequence[Piece], size: float) -> str:
    """The same of pieces: what stands below or above is smaller and moved, what follows comes back to the line."""
    if len(found) == 1 and found[0].slanted and found[0].rise == 0 and found[0].size == 1:
        return f' font-style="italic">{escape(found[0].text)}'
    made = []
    moved = 0.0
    for piece in found:
        shift, moved = moved - piece.rise * size, piece.rise * size
        facts = ((f' dy="{shift:.4g}"' if abs(shift) > 1e-6 else "")
                 + (f' font-size="{piece.size * size:.4g}"' if piece.size != 1 else "")
                 + (' font-style="italic"' if piece.slanted else "")
                 + (' font-weight="bold"' if piece.bold else ""))
        made.append(f"<tspan{facts}>{escape(piece.text)}</tspan>" if facts else escape(piece.text))
    return ">" + "".join(made)
