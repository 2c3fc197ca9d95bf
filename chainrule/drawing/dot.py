"""The graph for Graphviz to lay out."""
from __future__ import annotations

from ..notation.colours import PATH
from .model import Model, identifier, plain, words

_SHAPES = {"gate": "circle", "block": "box", "input": "plaintext", "constant": "plaintext"}
_MARK = f', color="{PATH.light}", penwidth=2'


def render(model: Model) -> str:
    """A digraph for Graphviz."""
    lines = ["digraph chainrule {", "  rankdir=LR;", "  node [fontname=\"DejaVu Sans\"];"]
    for node in model.nodes:
        look = f"shape={_SHAPES[node.kind]}{_MARK if node.on_path else ''}"
        lines.append(f"  {identifier(node.id)} [label={_quoted(words(node, chr(10)))}, {look}];")
    for edge in model.edges:
        mark = _MARK if edge.on_path else ""
        label = f" [label={_quoted(plain(edge.label))}{mark}]" if edge.label or edge.on_path else ""
        lines.append(f"  {identifier(edge.source)} -> {identifier(edge.gate)}{label};")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
