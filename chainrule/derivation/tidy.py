"""Tidying: ·1, +0, n - 1, signs, equal factors and like terms; the only rewriting that is ever shown."""
from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from ..graph.graph import Graph
from ..graph.payload import Payload
from .tidy_products import Products
from .tidy_shapes import product_by_cases, sum_by_cases
from .tidy_sums import Sums


class Tidy:
    """Builds tidied nodes. `opaque` nodes count as single letters: they are not looked into."""

    def __init__(self, graph: Graph, opaque: Container[int] = frozenset()) -> None:
        self.graph = graph
        self.opaque = opaque
        self._products = Products(graph, opaque, _added)
        self._sums = Sums(self._products)

    def product(self, *nodes: int) -> int:
        """The product, numbers first, equal factors gathered into powers, one sign in front, one fraction bar."""
        if self.graph.has_cases:
            by_cases = product_by_cases(self.graph, nodes, self.opaque, self.product)
            if by_cases is not None:
                return by_cases
        return self._products.gathered([(node, 1) for node in nodes])

    def quotient(self, top: int, bottom: int) -> int:
        return self._products.gathered([(top, 1), (bottom, -1)])

    def negation(self, node: int) -> int:
        return self._products.negation(node)

    def power(self, base: int, exponent: int) -> int:
        """base ^ exponent, with the exponents 0 and 1 and powers of powers resolved."""
        return self._products.power(base, exponent)

    def sum(self, *nodes: int) -> int:
        return self.signed("+" * len(nodes), nodes)

    def signed(self, signs: str, nodes: Sequence[int]) -> int:
        """The sum with a sign per term: like terms gathered, zeros dropped, a plus term first where there is one."""
        if self.graph.has_cases:
            by_cases = sum_by_cases(self.graph, signs, nodes, self.opaque, self.signed)
            if by_cases is not None:
                return by_cases
        return self._sums.signed(signs, nodes)

    def apply(self, op: str, args: tuple[int, ...], note: Payload = None) -> int:
        """Any operation on tidied operands, tidied."""
        own = _OWN.get(op)
        found = own(self, args, note) if own is not None else None
        return found if found is not None else self.graph.add(op, args, note)

    def _logarithm(self, inner: int) -> int | None:
        """ln e and ln 1; None for any other."""
        graph = self.graph
        if graph.ops[inner] == "constant" and graph.name(inner) == "e":
            return graph.number(1)
        return graph.number(0) if not graph.varies[inner] and graph.rational(inner) == 1 else None

    def _exponential(self, inner: int) -> int | None:
        """e^0; None for any other."""
        graph = self.graph
        return graph.number(1) if not graph.varies[inner] and graph.rational(inner) == 0 else None


def _added(graph: Graph, opaque: Container[int], exponent: int, number: int) -> int:
    return Tidy(graph, opaque).sum(exponent, number)


# What is more than a node with these operands; None where it is not.
_OWN: dict[str, Callable[[Tidy, tuple[int, ...], Payload], int | None]] = {
    "product": lambda tidy, args, _: tidy.product(*args),
    "quotient": lambda tidy, args, _: tidy.quotient(*args),
    "negation": lambda tidy, args, _: tidy.negation(*args),
    "sum": lambda tidy, args, _: tidy.sum(*args),
    "difference": lambda tidy, args, note: tidy.signed(str(note), args),
    "power": lambda tidy, args, _: tidy.power(*args),
    "exponential": lambda tidy, args, _: tidy.power(*args),
    "general_power": lambda tidy, args, _: tidy.power(*args),
    "copy": lambda tidy, args, _: args[0],
    "ln": lambda tidy, args, _: tidy._logarithm(*args),
    "exp": lambda tidy, args, _: tidy._exponential(*args),
}
