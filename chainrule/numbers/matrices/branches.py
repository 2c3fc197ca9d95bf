"""What comes back along every single edge, in numbers: where a value is used twice, what is added there."""
from __future__ import annotations

from typing import Any

from ...derivation.matrices.sweep import MatrixSweep
from ...graph.shaped_values import arrays, evaluate_shaped
from .given import Rows
from .passes import Passes


def branches(swept: MatrixSweep, run: Passes) -> dict[tuple[int, int], Rows]:
    """By gate and slot; nothing where nothing came back at this point."""
    graph, m = swept.shaped, arrays()
    if not run.adjoints:
        return {}
    held = {node: m.value(value) for node, value in run.point.items()}
    values: dict[int, Any] = {node: m.value(value) for node, value in run.forward.items()}
    found = {(edge.gate, edge.slot): product for terms in swept.terms.values() for edge, product in terms}
    evaluate_shaped(graph, graph.cone(found.values()), held, m, values, run.sizes)
    return {key: m.nested(values[product]) for key, product in found.items()}
