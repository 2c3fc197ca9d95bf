"""The graph in a terminal: a tree from the output down; a value that is used again is not drawn twice."""
from __future__ import annotations

from ..language import Language, Text
from .model import Edge, Model, Node, plain

SEEN = Text("as above", "위와 같음")
Piece = tuple[str, str]  # text, and what it is: "", value, gradient, quiet, path


def lines(model: Model, language: Language) -> list[list[Piece]]:
    """Every line as pieces in reading order."""
    nodes = {n.id: n for n in model.nodes}
    into: dict[int, list[Edge]] = {}
    for e in sorted(model.edges, key=lambda e: e.slot):
        into.setdefault(e.gate, []).append(e)
    made: list[list[Piece]] = []
    drawn: set[int] = set()
    stack: list[tuple[int, Edge | None, str, str]] = [(model.output, None, "", "")]
    while stack:
        key, edge, lead, below = stack.pop()
        node = nodes[key]
        again = key in drawn and bool(into.get(key))
        made.append(_line(node, edge, lead, language if again else None, nodes[model.output].name))
        drawn.add(key)
        if again:
            continue
        below_edges = into.get(key, [])
        for k, e in reversed(list(enumerate(below_edges))):
            last = k == len(below_edges) - 1
            stack.append((e.source, e, below + ("└─ " if last else "├─ "), below + ("   " if last else "│  ")))
    return made


def _line(node: Node, edge: Edge | None, lead: str, seen: Language | None, output: str) -> list[Piece]:
    found: list[Piece] = [(lead, "path" if edge is not None and edge.on_path else "quiet")]
    if edge is not None and edge.role == "partial" and edge.label:
        found.append((f"[{plain(edge.label)}] ", "gradient"))
    label = plain(node.label)
    if node.kind == "constant":
        return [*found, (label, "quiet")]
    found.append((_name(node), ""))
    if node.shape:
        found.append((f" ({node.shape})", "quiet"))
    if node.kind in ("gate", "block") and node.name and seen is None:
        found.append((f" = {node.formula}" if node.formula else f"  {label}", "quiet"))
    if seen is not None:
        return [*found, (f"  ({SEEN.say(seen)})", "quiet")]
    if node.value:
        found += [(" = ", ""), (plain(node.value), "value")]
    if node.gradient:
        found += [(f"   ∂{output}/∂{_name(node)} = ", "quiet"), (plain(node.gradient), "gradient")]
    return found


def _name(node: Node) -> str:
    return plain(node.label) if node.kind == "input" else node.name or node.formula or plain(node.label)


def render(model: Model, language: Language) -> str:
    """The tree as plain text."""
    return "\n".join("".join(text for text, _ in line).rstrip() for line in lines(model, language)) + "\n"
