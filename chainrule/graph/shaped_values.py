"""Numbers for the nodes of a graph with shapes."""
from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from ..rules.shape import NUMBER, worth
from ..rules.special import Unreached
from .evaluate import failure
from .grids.floats import Floats
from .grids.singular import Singular
from .holes import NoValue
from .shaped import ShapedGraph


class NoEntry(NoValue):
    """An entry of a value does not exist: `operands` are the numbers at its place, `place` is its row and column."""

    def __init__(self, node: int, why: str, operands: tuple[float, ...] = (), place: tuple[int, int] = (0, 0)) -> None:
        super().__init__(node, why)
        self.operands = operands
        self.place = place


@lru_cache(maxsize=1)
def arrays() -> Any:
    """What matrices are computed with: NumPy where it is installed."""
    try:
        import numpy
    except ImportError:
        return Floats()
    from .grids.with_numpy import Arrays
    return Arrays(numpy)


def evaluate_shaped(graph: ShapedGraph, nodes: Iterable[int], point: Mapping[int, Any], m: Any = None,
                    known: dict[int, Any] | None = None, sizes: Mapping[str, int] | None = None) -> dict[int, Any]:
    """The value of every given node (inputs before outputs). `point` gives the inputs' values as `m` holds them.
    Raises NoValue where a node has none."""
    m = m or arrays()
    values: dict[int, Any] = {} if known is None else known
    for node in nodes:
        if node not in values:
            try:
                values[node] = value_of(graph, node, values, point, m, sizes or {})
            except Singular:
                raise NoEntry(node, "singular") from None
            except (ZeroDivisionError, OverflowError, ValueError, Unreached) as error:
                raise _blamed(graph, node, values, m, failure(error, math) or "domain") from None
    return values


def value_of(graph: ShapedGraph, node: int, values: Mapping[int, Any], point: Mapping[int, Any], m: Any,
             sizes: Mapping[str, int]) -> Any:
    """The value of one node, given those of its inputs."""
    op, payload = graph.ops[node], graph.payloads[node]
    if op == "input":
        return point[node]
    if op == "number":
        return m.value(graph.literal(node).value)
    if op == "constant":
        return m.value(math.pi if payload == "pi" else math.e)
    if op == "size":
        return m.value(worth(str(payload), dict(sizes)))
    operands = [values[a] for a in graph.args[node]]
    rule = graph.matrix_rule(node)
    if rule is None:
        return m.map(op, *operands, note=payload)
    held = tuple(worth(x, dict(sizes)) if isinstance(x, str) else x for x in graph.held(node))
    return rule.value(m, held, *operands)  # type: ignore[misc]


def _blamed(graph: ShapedGraph, node: int, values: Mapping[int, Any], m: Any, why: str) -> NoEntry:
    """The first entry that has no value, with the numbers at its place."""
    if graph.matrix_rule(node) is not None:
        return NoEntry(node, why)
    lists = Floats()
    given = [lists.grid(m.nested(values[a])) for a in graph.args[node]]
    rows, columns = max((lists.shape(x) for x in given), default=NUMBER)
    for i in range(int(rows)):
        for j in range(int(columns)):
            own = tuple(x[0][0] if lists.shape(x) == NUMBER else x[i][j] for x in given)
            try:
                lists.apply(graph.ops[node], graph.payloads[node], own)
            except (ArithmeticError, ValueError):
                return NoEntry(node, why, own, (i, j))
    return NoEntry(node, why)
