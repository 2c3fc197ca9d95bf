"""The graph of a trace as it is explained: a + b + c, which Python adds in twos, is one sum of three."""
from __future__ import annotations

from collections.abc import Collection, Mapping

from ...graph.collector import collector_paused
from ...graph.graph import Graph
from ...graph.payload import Payload

SUMS = ("sum", "difference")
PRODUCTS = ("product", "quotient")


def joined(graph: Graph, names: Mapping[int, str], outputs: Collection[int]) -> tuple[Graph, dict[int, int]]:
    """A new graph in which the left operand of a sum that is a sum itself, has no name and is used nowhere else is part
    of that sum, and likewise for products; and where each remaining node is now. All inputs are kept, in order.

    The sign of -a*b, which to Python is (-a)·b, is taken to the front: -(a·b), as the text is read.
    """
    inputs = [node for node, op in enumerate(graph.ops) if op == "input"]
    joining = _Joining(graph, graph.cone([*inputs, *names, *outputs]), {*names, *outputs})
    with collector_paused():
        joining.run()
    return joining.made, joining.moved


class _Joining:
    """One pass over the nodes of a trace.

    loose   nodes without a name that are the left operand of one gate and are used nowhere else
    parts   those of them that become part of that gate
    minus   nodes that are made without the minus sign in front of them; the gate above puts it in front of itself
    """

    def __init__(self, graph: Graph, cone: Collection[int], kept: Collection[int]) -> None:
        self.graph = graph
        self.cone = cone
        self.kept = kept
        self.made = Graph()
        self.moved: dict[int, int] = {}
        self.minus: set[int] = set()
        self.loose, self.parts = self._loose()

    def _loose(self) -> tuple[set[int], set[int]]:
        ops, args = self.graph.ops, self.graph.args
        uses = dict.fromkeys(self.cone, 0)
        for node in self.cone:
            for a in args[node]:
                uses[a] += 1
        loose, parts = set(), set()
        for node in self.cone:
            op = ops[node]
            if op in SUMS or op in PRODUCTS:
                left = args[node][0]
                if uses[left] > 1 or left in self.kept or not args[left]:
                    continue
                if op in PRODUCTS:
                    loose.add(left)
                if op in SUMS and ops[left] in SUMS or op == ops[left] == "product":
                    parts.add(left)
        return loose, parts

    def run(self) -> None:
        for node in self.cone:
            if node not in self.parts:
                self.moved[node] = self._node(node)

    def _node(self, node: int) -> int:
        op, args = self.graph.ops[node], self.graph.args[node]
        if op in SUMS:
            return self._sum(node)
        if op in PRODUCTS:
            return self._product(node)
        if op == "negation" and node in self.loose:
            self.minus.add(node)
            return self.moved[args[0]]
        return self._add(node, op, tuple(self.moved[a] for a in args), self.graph.payloads[node])

    def _add(self, node: int, op: str, args: tuple[int, ...], note: Payload = None) -> int:
        """The node in the new graph; one that is kept is never another one too."""
        before = len(self.made)
        found = self.made.add(op, args, note)
        return self.made.add_new(op, args, note) if found < before and node in self.kept else found

    def _chain(self, node: int) -> list[tuple[str, int]]:
        """The operands of a gate with those of its parts, from left to right, each under the gate that takes it."""
        ops, args = self.graph.ops, self.graph.args
        found = [(ops[node], a) for a in reversed(args[node][1:])]
        first = args[node][0]
        while first in self.parts:
            found += [(ops[first], a) for a in reversed(args[first][1:])]
            first = args[first][0]
        return [(ops[node], first), *reversed(found)]

    def _sum(self, node: int) -> int:
        chain = self._chain(node)
        terms = tuple(self.moved[a] for _, a in chain)
        signs = "+" + "".join("-" if op == "difference" else "+" for op, _ in chain[1:])
        return self._add(node, "difference", terms, signs) if "-" in signs else self._add(node, "sum", terms)

    def _product(self, node: int) -> int:
        op, made = self.graph.ops[node], self.made
        chain = [a for _, a in self._chain(node)]
        terms = tuple(self.moved[a] for a in chain)
        negative = chain[0] in self.minus
        if not negative and made.ops[terms[0]] == "number" and made.literal(terms[0]).value < 0:
            negative = True
            value, spelling = made.literal(terms[0])
            terms = (made.number(-value, spelling.removeprefix("-")), *terms[1:])
            if value == -1 and op == "product":
                terms = terms[1:]
        if not negative:
            return self._add(node, op, terms)
        value = terms[0] if len(terms) == 1 else made.add(op, terms)
        if node in self.loose:
            self.minus.add(node)
            return value
        return self._add(node, "negation", (value,))
