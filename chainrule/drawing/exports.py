"""The graph for other programs to lay out: Mermaid and DOT."""
from __future__ import annotations

from ..notation.boxes import Box
from .model import Edge, Model, Node, plain

_SHAPES = {"gate": ("((", "))"), "block": ("[", "]"), "input": ("([", "])"), "constant": (">", "]")}


def mermaid(model: Model) -> str:
    """A flowchart that GitHub, GitLab, Obsidian and Mermaid's own tools draw."""
    lines = ["flowchart LR"]
    for node in model.nodes:
        left, right = _SHAPES[node.kind]
        text = _words(node, "<br/>").replace("&", "#amp;").replace('"', "#quot;").replace("|", "#124;")
        lines.append(f'  {_id(node.id)}{left}"{text}"{right}')
    for edge in model.edges:
        text = plain(edge.label).replace("&", "#amp;").replace('"', "#quot;").replace("|", "#124;")
        lines.append(f"  {_id(edge.source)} -->{f'|{chr(34)}{text}{chr(34)}|' if text else ''} {_id(edge.gate)}")
    lit = [_id(n.id) for n in model.nodes if n.on_path]
    if lit:
        lines += ["  classDef path stroke:#d97706,stroke-width:3px", f"  class {','.join(lit)} path"]
    return "\n".join(lines) + "\n"


def dot(model: Model) -> str:
    """A digraph for Graphviz."""
    lines = ["digraph chainrule {", "  rankdir=LR;", "  node [fontname=\"DejaVu Sans\"];"]
    for node in model.nodes:
        shape = {"gate": "circle", "block": "box", "input": "plaintext", "constant": "plaintext"}[node.kind]
        style = ", color=\"#d97706\", penwidth=2" if node.on_path else ""
        lines.append(f"  {_id(node.id)} [label={_quoted(_words(node, chr(10)))}, shape={shape}{style}];")
    for edge in model.edges:
        label = f" [label={_quoted(plain(edge.label))}{_bold(edge)}]" if edge.label or edge.on_path else ""
        lines.append(f"  {_id(edge.source)} -> {_id(edge.gate)}{label};")
    return "\n".join([*lines, "}"]) + "\n"


def _bold(edge: Edge) -> str:
    return ", color=\"#d97706\", penwidth=2" if edge.on_path else ""


def _id(node: int) -> str:
    return f"n{node}" if node >= 0 else f"c{-node}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _words(node: Node, between: str) -> str:
    """What stands in a node: its sign or name, then its value and gradient."""
    label: Box | str = node.label
    text = plain(label)
    alone = node.kind in ("input", "constant") or not node.name or text == node.name
    parts = [text if alone else f"{node.name}: {text}"]
    if node.value:
        parts.append(node.value)
    if node.gradient:
        parts.append(f"∂ {node.gradient}")
    return between.join(parts)
