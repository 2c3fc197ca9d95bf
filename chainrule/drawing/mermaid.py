"""The graph for Mermaid to lay out."""
from __future__ import annotations

from ..notation.colours import PATH
from .model import Model, identifier, plain, words

_SHAPES = {"gate": ("((", "))"), "block": ("[", "]"), "input": ("([", "])"), "constant": (">", "]")}


def render(model: Model) -> str:
    """A flowchart that GitHub, GitLab, Obsidian and Mermaid's own tools draw."""
    lines = ["flowchart LR"]
    for node in model.nodes:
        left, right = _SHAPES[node.kind]
        text = _escaped(words(node, "<br/>"))
        lines.append(f'  {identifier(node.id)}{left}"{text}"{right}')
    for edge in model.edges:
        text = _escaped(plain(edge.label))
        label = f'|"{text}"|' if text else ""
        lines.append(f"  {identifier(edge.source)} -->{label} {identifier(edge.gate)}")
    lit = [identifier(n.id) for n in model.nodes if n.on_path]
    if lit:
        lines += [f"  classDef path stroke:{PATH.light},stroke-width:3px", f"  class {','.join(lit)} path"]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("&", "#amp;").replace('"', "#quot;").replace("|", "#124;")
