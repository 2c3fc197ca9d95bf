"""A derivation with vectors and matrices as plain data, schema chainrule/1."""
from __future__ import annotations

import math
from typing import Any

from ..explaining.shapes.conditions import conditions
from ..explaining.shapes.symbols import ShapedTelling
from ..graph.graph import LARGEST_SIZE
from ..language import Language
from ..notation.text import write
from ..numbers.matrices.calculator import doubles
from ..numbers.matrices.passes import Kink
from ..solution.matrices.story import Gradient, MatrixStory
from .json import SCHEMA, check_of, text_of


def record(story: MatrixStory, language: Language) -> dict[str, Any]:
    """The whole derivation as dictionaries, lists, strings and numbers."""
    graph = story.graph
    found: dict[str, Any] = {
        "schema": SCHEMA, "output": story.output_name, "shape": list(graph.shape(story.output)),
        "inputs": [graph.name(i) for i in graph.inputs([story.output])],
        "nodes": _nodes(story), "local": _locals(story),
        "derivatives": [_derivative(story, gradient) for gradient in story.gradients],
        "conditions": [text_of(said) for said in conditions(ShapedTelling(story, language))],
        "check": {**check_of(story.check, language), "entries": story.verified.entries,
                  "sizes": [dict(sizes) for sizes in story.verified.sizes]},
    }
    if story.facts:
        found["assumed"] = [f"{name} {kind}" for name, kind in story.facts]
    if story.passes is not None:
        found["at"] = {graph.name(node): doubles(rows) for node, rows in story.passes.point.items()}
        if story.passes.kinks:
            found["kinks"] = [_kink(story, kink) for kink in story.passes.kinks]
    if story.seconds is not None:
        found["hessian"] = [_derivative(story.seconds, gradient) for gradient in story.seconds.gradients]
    return found


def _kink(story: MatrixStory, kink: Kink) -> dict[str, Any]:
    """The value that bends or jumps, and where."""
    return {"of": _called(story, kink.gate),
            "entry": [kink.place[0] + 1, kink.place[1] + 1] if kink.place is not None else None}


def _slope(value: Any) -> float | str | None:
    """A slope from one side: "inf" or "-inf" where it grows without end, None where there is none."""
    if value is None or math.isfinite(float(value)):
        return None if value is None else float(value)
    return "inf" if value > 0 else "-inf"


def _text(story: MatrixStory, node: int, *, own: bool = False) -> str:
    telling = ShapedTelling(story, "en")
    if not own:
        box = telling.in_inputs(node) if story.graph.size(node) < LARGEST_SIZE else telling.in_names(node)
    else:
        box = telling.formula(node)
    return write(box, style="plain")


def _nodes(story: MatrixStory) -> list[dict[str, Any]]:
    """name, operation, expression (in node names), inputs, shape and, at a point, value; inputs first."""
    graph = story.graph
    made = []
    for node in sorted(story.sweep.function):
        name = graph.name(node) if graph.ops[node] == "input" else story.names.get(node)
        if name is None:
            continue
        entry: dict[str, Any] = {
            "name": name, "operation": graph.ops[node], "expression": name if graph.ops[node] == "input" else
            _text(story, node, own=True), "inputs": [_called(story, a) for a in graph.args[node] if graph.varies[a]],
            "shape": list(graph.shape(node))}
        if story.passes is not None:
            entry["value"] = doubles(story.passes.forward[node])
        made.append(entry)
    return made


def _called(story: MatrixStory, node: int) -> str:
    if story.graph.ops[node] == "input":
        return story.graph.name(node)
    return story.names.get(node) or _text(story, node, own=True)


def _locals(story: MatrixStory) -> list[dict[str, Any]]:
    """For every edge the change of the gate, what goes back, and the kinds of its primitives."""
    telling = ShapedTelling(story, "en")
    return [{"of": _called(story, local.edge.gate), "by": _called(story, local.edge.source), "slot": local.edge.slot,
             "change": write(telling.difference(local), style="plain"),
             "back": write(telling.back(local), style="plain"),
             "word": [[link.kind for link in word] for word in local.words]} for local in story.locals]


def _derivative(story: MatrixStory, gradient: Gradient) -> dict[str, Any]:
    derived, jacobian = gradient.derived, gradient.jacobian
    entry: dict[str, Any] = {"wrt": [gradient.variable], "shape": list(gradient.shape),
                             "path_count": derived.path_count}
    if jacobian is None:
        node = gradient.forward if gradient.forward >= 0 else derived.final
        entry |= {"answer": _text(story, node), "in_names": write(ShapedTelling(story, "en").in_names(derived.shown),
                                                                     style="plain")}
    else:
        entry |= {"structure": jacobian.structure, "nonzero": jacobian.nonzero[0], "entries": jacobian.nonzero[1],
                  "answer": _text(story, jacobian.matrix) if jacobian.matrix >= 0 else None,
                  "rule": write(ShapedTelling(story, "en").rule(gradient, jacobian), style="plain"),
                  "back": _text(story, derived.final)}
    if story.direction is not None:
        entry[story.direction[0]] = story.direction[1]
    if story.passes is not None:
        entry["value"] = doubles(gradient.value)
        found = story.passes.settled
        if found is not None and found.variable == gradient.node:
            entry["one_sided"] = [_slope(found.left), _slope(found.right)]
            entry["entry"] = [found.place[0] + 1, found.place[1] + 1]
    return entry
