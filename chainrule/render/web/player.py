"""What the page's player computes with: the graph's operations by number, what is shown, and a point."""
from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ...derivation.sweep import Edge
from ...drawing.picture import Picture
from ...errors import TooLargeError
from ...graph.evaluate import is_number
from ...graph.graph import Graph
from ...language import LANGUAGES, Language
from ...solution.sample_point import with_point
from ...solution.stage import Stage, Story

# The operations that the page can compute; the test holds this list to the script.
KNOWN = frozenset((
    "input", "number", "sum", "difference", "product", "cases", "copy", "negation", "quotient", "power", "exponential",
    "general_power", "sqrt", "cbrt", "exp", "exp2", "expm1", "ln", "log1p", "log2", "log10", "log", "sigmoid",
    "softplus", "hypot", "abs", "sign", "step", "relu", "max", "min", "floor", "ceil", "atan2", "sin", "cos", "tan",
    "cot", "sec", "csc", "arcsin", "arccos", "arctan", "arccot", "arcsec", "arccsc", "sinh", "cosh", "tanh", "coth",
    "sech", "csch", "arsinh", "arcosh", "artanh", "arcoth", "arsech", "arcsch"))

def drawn(story: Story) -> tuple[dict[Language, str], dict[str, Any] | None]:
    """The picture of a page in every language, and what its player computes with; nothing for a graph too large."""
    stage = story.stages[0]
    numbered = with_point(stage)
    data = None
    if numbered is not None:
        stage, chosen = numbered
        data = record(stage, chosen)
    picture = Picture(stage, story.output_name)
    try:
        return {language: picture.svg(language) for language in LANGUAGES}, data
    except TooLargeError:
        return {}, None


def record(stage: Stage, chosen: bool) -> dict[str, Any] | None:
    """The data of the player for a stage with numbers; None where a value does not fit a double."""
    assert stage.passes is not None
    graph, swept = stage.graph, stage.sweep
    edges = [e for gate in sorted(swept.edges) for e in swept.edges[gate]]
    needed = graph.cone([stage.output, *(e.partial for e in edges)])
    nodes = [_node(graph, node) for node in needed]
    if any(op == "number" and note is None for _, op, _, note in nodes):
        return None
    shown = [i for i in sorted(swept.visible) if graph.varies[i] and (i in stage.names or graph.ops[i] == "input")]
    names = {i: stage.names.get(i) or str(graph.notes[i]) for i in shown}
    try:
        point = {str(graph.notes[i]): float(v) for i, v in stage.passes.point.items()}
    except OverflowError:
        return None
    live = all(op in KNOWN for _, op, _, _ in nodes)
    given = {} if live else {"given": _numbers(stage, edges)}
    return {
        **given, "nodes": nodes if live else [], "output": stage.output, "point": point, "chosen": chosen,
        "live": live,
        "shown": [{"id": i, "name": names[i]} for i in shown],
        "edges": [{"key": f"{e.gate}:{e.slot}", "gate": e.gate, "source": e.source, "partial": e.partial}
                  for e in edges],
    }


def _numbers(stage: Stage, edges: Sequence[Edge]) -> dict[str, dict[str, float | None]]:
    """Values, adjoints and branches, for a page that cannot compute them itself."""
    run = stage.passes
    assert run is not None
    partials = {str(e.partial): _double(run.partials[e.gate, e.slot]) for e in edges}
    branches = {f"{e.gate}:{e.slot}": _double(run.adjoints[e.gate] * run.partials[e.gate, e.slot]) for e in edges
                if is_number(run.partials[e.gate, e.slot])}
    return {"values": {**{str(i): _double(v) for i, v in run.forward.items()}, **partials},
            "adjoints": {str(i): _double(v) for i, v in run.adjoints.items()}, "branches": branches}


def _node(graph: Graph, node: int) -> list[Any]:
    """[number, operation, operands, note]."""
    op, note = graph.ops[node], graph.notes[node]
    if op == "number":
        return [node, "number", [], _double(note[0])]
    if op == "constant":
        return [node, "number", [], {"pi": math.pi, "e": math.e}.get(note)]
    return [node, op, list(graph.args[node]), note if op in ("input", "difference", "cases") else None]


def _double(value: Any) -> float | None:
    try:
        return float(value) if is_number(value) else None
    except OverflowError:
        return None
