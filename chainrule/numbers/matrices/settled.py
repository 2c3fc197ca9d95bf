"""What a function of vectors and matrices does at a corner: its own slopes from both sides, with many digits."""
from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ...graph.evaluate import is_exact
from ...graph.graph import Graph
from ...graph.holes import NoValue
from ...graph.shaped import ShapedGraph
from ...graph.twin import Undecided
from ...records import record
from ..exact_point import Place
from ..one_sided import Side
from ..slopes import NoSlope, Slopes, Untold
from .given import Rows
from .written_out import written_out

LARGEST = 20_000  # entries times nodes of the function written out
CROSSWISE = 2  # irregular directions along which a gradient has to hold too
WEIGHTS = tuple(Fraction(k, 97) for k in (61, -83, 47, 109, -71, 89, 53, -101, 67))  # of the entries of a value


@record
class Settled:
    """What was found at a corner.

    gradients  where there is a derivative: by every variable the slopes by its entries, as rows
    variable, place, left, right   where there is none: an entry that shows it, and the slopes from both sides (None
               where there is none in turn); no variable where none of the entries shows it, but a direction across
    """

    gradients: Mapping[int, Rows] | None = None
    variable: int = -1
    place: tuple[int, int] = (0, 0)
    left: Any = None
    right: Any = None


def settled(graph: ShapedGraph, output: int, variables: Sequence[int], point: Mapping[int, Rows],
            sizes: Mapping[str, int]) -> Settled | None:
    """The slopes of the function itself; of a value with a shape those of a sum of its entries with irregular weights.
    None where they cannot be told: the function is too large to be written out, or depends on what is no input."""
    written = written_out(graph, output, sizes, WEIGHTS)
    if written is None or any(graph.args[v] for v in variables):
        return None
    numbers, cells, result = written
    asked = {v: _grid(cells[v]) for v in variables if v in cells}
    if len(numbers) * sum(len(row) for grid in asked.values() for row in grid) > LARGEST:
        return None
    place = Place({cell.node: _exact(x) for i, rows in point.items() if i in cells
                   for cell, x in zip(_flat(_grid(cells[i])), _flat(_grid(rows)), strict=True)})
    found: dict[int, list[list[Any]]] = {}
    try:
        for v, grid in asked.items():
            found[v] = []
            for i, row in enumerate(grid):
                found[v].append([])
                for j, cell in enumerate(row):
                    try:
                        found[v][-1].append(_slope(numbers, result, cell.node, place))
                    except NoSlope as none:
                        left, right = (_value(side) for side in none.sides or (None, None))
                        return Settled(None, v, (i, j), left, right)
        if not _hold(numbers, result, [(cell.node, x) for v, grid in asked.items() for cell, x in
                                       zip(_flat(grid), _flat(found[v]), strict=True)], place):
            return Settled()
    except (Untold, Undecided, NoValue):
        return None
    return Settled({v: rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0] for v, rows in found.items()})


def _slope(numbers: Graph, result: int, cell: int, place: Place) -> Any:
    value, _ = Slopes(numbers, [result], [cell], place).derivative(by_formula=False)
    return value if is_exact(value) else float(value)


def _hold(numbers: Graph, result: int, slopes: Sequence[tuple[int, Any]], place: Place) -> bool:
    """Whether the slopes by the entries make up those along irregular directions, as those of a gradient do."""
    rng = random.Random(len(slopes))
    for _ in range(CROSSWISE if len(slopes) > 1 else 0):
        along = {cell: Fraction(rng.randint(-9999, 9999), 7919) for cell, _ in slopes}
        moved = Graph()
        step = moved.input("t")
        copies: dict[int, int] = {}
        for node in numbers.cone([result]):
            if numbers.ops[node] == "input":
                start = place.exact[node]
                assert not isinstance(start, tuple)
                copies[node] = moved.add("sum", (moved.number(start), moved.add(
                    "product", (moved.number(along.get(node, Fraction(0))), step))))
            else:
                copies[node] = moved.add(numbers.ops[node], tuple(copies[a] for a in numbers.args[node]),
                                         numbers.payloads[node])
        try:
            found = _slope(moved, copies[result], step, Place({step: 0}))
        except NoSlope:
            return False
        if abs(float(found) - sum(float(along[cell]) * float(x) for cell, x in slopes)) > 1e-9 * max(1.0, abs(found)):
            return False
    return True


def _value(side: Side | None) -> Any:
    """The slope on one side; infinite where it grows without end, None where there is none."""
    if side is None:
        return None
    return {"value": side.value, "rises": float("inf"), "falls": float("-inf")}.get(side.outcome)


def _exact(x: Any) -> int | Fraction:
    return x if isinstance(x, int | Fraction) else Fraction(x)


def _grid(rows: Any) -> list[list[Any]]:
    return rows if isinstance(rows, list) else [[rows]]


def _flat(rows: list[list[Any]]) -> list[Any]:
    return [x for row in rows for x in row]
