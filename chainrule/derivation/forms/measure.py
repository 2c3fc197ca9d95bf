"""How long a formula is: its operations, counted as they are written."""
from __future__ import annotations

from collections.abc import Iterable

from ...graph.graph import Graph


class Measure:
    """Counts operations of formulas of one graph: every sign and every function counts 1, numbers and letters 0."""

    def __init__(self, graph: Graph, named: Iterable[int] = ()) -> None:
        self.graph = graph
        self._known = dict.fromkeys(named, 0)

    def operations(self, node: int) -> int:
        """The operations in a formula, with every name put back."""
        known = self._known
        found = known.get(node)
        if found is None:
            own, _ = self.graph.down_to(node, known)
            for i in own:
                known[i] = self._own(i) + sum([known[a] for a in self.graph.args[i]])
            found = known[node]
        return found

    def _own(self, node: int) -> int:
        graph = self.graph
        op = graph.ops[node]
        if op == "number":
            value, spelling = graph.literal(node)
            return int(value < 0) + int(value.denominator != 1 and not spelling)
        if op in ("input", "constant", "copy"):
            return 0
        if op in ("sum", "product"):
            return len(graph.args[node]) - 1
        if op == "difference":
            return len(graph.args[node]) - int(graph.signs(node)[0] == "+")
        return 1
