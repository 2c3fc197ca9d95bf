"""Formulas for comparing, not for reading: zeros and ones are left out, and nothing else is tidied."""
from __future__ import annotations

from collections.abc import Sequence

from ....derivation.tidy import Tidy
from ....graph.graph import Graph
from ....graph.payload import Payload


class Light(Tidy):
    """Builds nodes as Tidy does, many times as fast."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self._zero, self._one = graph.number(0), graph.number(1)

    def product(self, *nodes: int) -> int:
        if self._zero in nodes:
            return self._zero
        kept = tuple(node for node in nodes if node != self._one)
        return self.graph.add("product", kept) if len(kept) > 1 else kept[0] if kept else self._one

    def quotient(self, top: int, bottom: int) -> int:
        if top == self._zero or bottom == self._one:
            return top
        return self.graph.add("quotient", (top, bottom))

    def negation(self, node: int) -> int:
        if node == self._zero:
            return node
        return self.graph.args[node][0] if self.graph.ops[node] == "negation" else self.graph.add("negation", (node,))

    def power(self, base: int, exponent: int) -> int:
        if exponent == self._one:
            return base
        graph = self.graph
        kind = "power" if not graph.varies[exponent] else "general_power" if graph.varies[base] else "exponential"
        return graph.add(kind, (base, exponent))

    def signed(self, signs: str, nodes: Sequence[int]) -> int:
        kept = [(sign, node) for sign, node in zip(signs, nodes, strict=True) if node != self._zero]
        if not kept:
            return self._zero
        if len(kept) == 1:
            return kept[0][1] if kept[0][0] == "+" else self.negation(kept[0][1])
        terms = tuple(node if k or sign == "+" else self.negation(node) for k, (sign, node) in enumerate(kept))
        written = "+" + "".join(sign for sign, _ in kept[1:])
        return self.graph.add("difference", terms, written) if "-" in written else self.graph.add("sum", terms)

    def apply(self, op: str, args: tuple[int, ...], note: Payload = None) -> int:
        if op == "difference":
            return self.signed(str(note), args)
        if op == "exp" or op == "ln":
            return self.graph.add(op, args)
        return super().apply(op, args, note)
