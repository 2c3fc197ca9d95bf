"""What a page shows with numbers: its picture, and the data with which its script computes."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...derivation.sweep import Edge
from ...drawing.picture import Picture
from ...errors import TooLargeError
from ...graph.evaluate import is_number
from ...language import LANGUAGES, Language
from ...solution.matrices.story import MatrixStory
from ...solution.sample_point import with_point
from ...solution.stage import Stage, Story
from .primitives import double, primitives


def drawn(story: Story | MatrixStory) -> tuple[dict[Language, str], dict[str, Any] | None]:
    """The picture of a page in every language, and what its player computes with (nothing where there are vectors or
    matrices); nothing for a graph too large."""
    if isinstance(story, MatrixStory):
        return _pictures(Picture(story, story.output_name)), None
    stage = story.stages[0]
    numbered = with_point(stage)
    data = None
    if numbered is not None:
        stage, chosen = numbered
        data = record(stage, chosen)
    pictures = _pictures(Picture(stage, story.output_name, live=True))
    return pictures, data if pictures else None


def _pictures(picture: Picture) -> dict[Language, str]:
    try:
        return {language: picture.svg(language, style=False) for language in LANGUAGES}
    except TooLargeError:
        return {}


def record(stage: Stage, chosen: bool) -> dict[str, Any] | None:
    """The data of one differentiation with numbers; None where a value does not fit a double."""
    assert stage.passes is not None
    graph, swept = stage.graph, stage.sweep
    try:
        point = {graph.name(i): float(v) for i, v in stage.passes.point.items()}
    except OverflowError:
        return None
    edges = [e for gate in sorted(swept.edges) for e in swept.edges[gate]]
    told = graph.cone([stage.output, *stage.passes.point, *(e.partial.formula for e in edges)])
    live = primitives(graph, told)
    if live is not None and any(op == "number" and note is None for _, op, _, note in live.nodes):
        return None
    computed = ({"nodes": live.nodes, "functions": live.functions} if live is not None else
                {"nodes": [], "functions": {}, "given": _numbers(stage, edges)})
    return {
        **computed, "output": stage.output, "name": stage.names.get(stage.output) or graph.name(stage.output),
        "asked": _asked(stage), "point": point, "chosen": chosen, "live": live is not None, "shown": _shown(stage),
        "edges": [{"key": f"{e.gate}:{e.slot}", "gate": e.gate, "source": e.source, "partial": e.partial.formula}
                  for e in edges],
    }


def _asked(stage: Stage) -> list[dict[str, Any]]:
    """The variables that were asked for: the symbol of the derivative by each, and whether it exists at the point."""
    curly = stage.depends_on > 1
    d = "∂" if curly else "d"
    of = stage.names.get(stage.output) or stage.graph.name(stage.output)
    exist = [r.value is not None for r in stage.results] or [True] * len(stage.variables)
    return [{"id": derived.variable, "name": name, "symbol": f"{d}{of}/{d}{name}", "curly": curly, "exists": there}
            for derived, name, there in zip(stage.derivations, stage.variables, exist, strict=True)]


def _shown(stage: Stage) -> list[dict[str, Any]]:
    """The nodes whose numbers the picture has, by id and name."""
    graph = stage.graph
    return [{"id": i, "name": stage.names.get(i) or graph.name(i)} for i in sorted(stage.sweep.visible)
            if graph.varies[i] and (i in stage.names or graph.ops[i] == "input")]


def _numbers(stage: Stage, edges: Sequence[Edge]) -> dict[str, dict[str, float | None]]:
    """Values, adjoints and branches, for a page that cannot compute them itself."""
    run = stage.passes
    assert run is not None
    partials = {str(e.partial.formula): double(run.partials[e.gate, e.slot]) for e in edges}
    branches = {f"{e.gate}:{e.slot}": double(run.adjoints[e.gate] * run.partials[e.gate, e.slot]) for e in edges
                if is_number(run.partials[e.gate, e.slot]) and is_number(run.adjoints[e.gate])}
    return {"values": {**{str(i): double(v) for i, v in run.forward.items()}, **partials},
            "adjoints": {str(i): double(v) for i, v in run.adjoints.items()}, "branches": branches}
