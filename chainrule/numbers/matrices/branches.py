"""What comes back along every single edge, in numbers: where a value is used twice, what is added there."""
from __future__ import annotations

from typing import Any

from ...derivation.matrices.sweep import MatrixSweep
from ...graph.holes import NoValue
from ...graph.shaped_values import evaluate_shaped
from .calculator import calculator
from .given import Rows
from .passes import Passes


def branches(swept: MatrixSweep, run: Passes) -> dict[tuple[int, int], Rows]:
    """By gate and slot; nothing where nothing came back at this point."""
    graph = swept.shaped
    if not run.adjoints:
        return {}
    found = {(edge.gate, edge.slot): product for terms in swept.terms.values() for edge, product in terms}
    nodes = graph.cone(found.values())
    m = calculator(graph, nodes, run.sizes)
    held = {node: m.value(value) for node, value in run.point.items()}
    values: dict[int, Any] = {node: m.value(value) for node, value in run.forward.items()}
    try:
        evaluate_shaped(graph, nodes, held, m, values, run.sizes)
    except NoValue:  # of a branch alone; what all of them add up to has one
        return {}
    return {key: m.nested(values[product]) for key, product in found.items()}
