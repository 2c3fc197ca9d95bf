"""A function of vectors and matrices written out in entries, and differentiated by the chain rule for numbers."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ...derivation.sweep import sweep
from ...graph.evaluate import evaluate
from ...graph.graph import Graph
from ...graph.grids.cells import Cell, Cells, TooLong
from ...graph.holes import NoValue
from ...graph.shaped import ShapedGraph
from ...rules.shape import worth
from .given import Rows

LARGEST = 4_000  # nodes of the graph of numbers
ENTRIES = 64  # of all the inputs together


def gradients(graph: ShapedGraph, output: int, variables: Sequence[int], point: Mapping[int, Rows],
              sizes: Mapping[str, int]) -> dict[int, Rows] | None:
    """The gradient by every variable at a point, from the entries; None where that would be too long, or where an
    entry has no derivative. The output is a number."""
    written = written_out(graph, output, sizes)
    if written is None:
        return None
    numbers, cells, result = written
    named = {cell: value for node, value in point.items() if node in cells
             for cell, value in zip(_nodes(cells[node]), _flat(value), strict=True)}
    wanted = {v: _nodes(cells[v]) for v in variables if v in cells}
    swept = sweep(numbers, result, [cell for found in wanted.values() for cell in found]).gradient
    try:
        values = evaluate(numbers, numbers.cone(swept.values()), named)
    except NoValue:
        return None
    return {v: _rows([float(values[swept[cell]]) for cell in found], cells[v]) for v, found in wanted.items()}


def written_out(graph: ShapedGraph, output: int, sizes: Mapping[str, int], weights: Sequence[Fraction] = ()
                ) -> tuple[Graph, dict[int, Any], int] | None:
    """The function as a graph of numbers: the entries of every node as cells of it, and the output's own node; of an
    output with a shape the sum of its entries with these weights, over and over."""
    numbers = Graph()
    m = Cells(numbers)
    cells: dict[int, Any] = {}
    entries = 0
    try:
        for node in graph.cone([output]):
            if graph.ops[node] == "input":
                rows, columns = (worth(size, dict(sizes)) for size in graph.shape(node))
                entries += rows * columns
                if entries > ENTRIES:
                    return None
                name = graph.name(node)
                cells[node] = m.matrix([[Cell(numbers.input(f"{name}_{i + 1}_{j + 1}")) for j in range(columns)]
                                        for i in range(rows)])
            else:
                cells[node] = _value(graph, node, cells, m, sizes)
            if len(numbers) > LARGEST:
                return None
    except TooLong:
        return None
    found = m.entries(cells[output])
    result = m.node(found[0] if len(found) == 1 else m.added([
        m.apply("product", None, (weights[k % len(weights)], x)) for k, x in enumerate(found)]))
    return numbers, cells, result if numbers.args[result] else numbers.add("copy", (result,))


def _value(graph: ShapedGraph, node: int, cells: Mapping[int, Any], m: Cells, sizes: Mapping[str, int]) -> Any:
    op, payload = graph.ops[node], graph.payloads[node]
    if op == "number":
        return Cell(m.graph.number(*graph.literal(node)))
    if op == "constant":
        return Cell(m.graph.add("constant", (), payload))
    if op == "size":
        return worth(str(payload), dict(sizes))
    operands = [cells[a] for a in graph.args[node]]
    rule = graph.matrix_rule(node)
    if rule is None:
        return m.map(op, *operands, note=payload)
    held = tuple(worth(x, dict(sizes)) if isinstance(x, str) else x for x in graph.held(node))
    return rule.value(m, held, *operands)  # type: ignore[misc]


def _nodes(cells: Any) -> list[int]:
    grid = cells if isinstance(cells, list) else [[cells]]
    return [cell.node for row in grid for cell in row]


def _flat(rows: Rows) -> list[float]:
    return [x for row in rows for x in row] if isinstance(rows, list) else [rows]


def _rows(found: list[float], cells: Any) -> Rows:
    if not isinstance(cells, list):
        return found[0]
    wide = len(cells[0])
    return [found[k:k + wide] for k in range(0, len(found), wide)]
