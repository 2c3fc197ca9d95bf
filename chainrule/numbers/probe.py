"""The values of many formulas at a few points, in doubles: each is computed once, and what has no value has none."""
from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from ..graph.evaluate import applied
from ..graph.graph import Graph
from ..graph.piecewise import cases_of
from ..graph.relations import HOLDS

_FAILURES = (ArithmeticError, ValueError, TypeError, AttributeError, RecursionError)


class Probe:
    """A growing graph at one point. Formulas that are asked for later are computed when they are."""

    def __init__(self, graph: Graph, at: Mapping[int, float]) -> None:
        self.graph, self.at = graph, at
        self._values: dict[int, float | None] = {}

    def value(self, node: int) -> float | None:
        """The value of a node; None where it has no real and finite one."""
        values = self._values
        if node not in values:
            own, _ = self.graph.down_to(node, values)
            for i in own:
                values[i] = self._value(i)
        return values[node]

    def all(self, nodes: Iterable[int]) -> list[float | None]:
        return [self.value(node) for node in nodes]

    def _value(self, node: int) -> float | None:
        graph, op = self.graph, self.graph.ops[node]
        if op == "input":
            x = self.at.get(node)
            return None if x is None else float(x)
        try:
            if op == "number":
                return float(graph.literal(node).value)
            if op == "constant":
                return math.pi if graph.name(node) == "pi" else math.e
            operands = [self._values[a] for a in graph.args[node]]
            if op == "cases":
                return self._chosen(node, operands)
            if None in operands or op == "compared":
                return None
            found = applied(op, graph.payloads[node], operands, math)
            return float(found) if type(found) is not complex and math.isfinite(found) else None
        except _FAILURES:
            return None

    def _chosen(self, node: int, operands: Sequence[float | None]) -> float | None:
        """The value of the case that holds."""
        for value, comparisons in cases_of(self.graph.cases(node)):
            sides = [(sign, operands[left], operands[right]) for sign, left, right in comparisons]
            if any(a is None or b is None for _, a, b in sides):
                return None
            if all(HOLDS[sign](a, b) for sign, a, b in sides):
                return operands[value]
        return None
