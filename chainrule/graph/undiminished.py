"""1 - σ(u), 1 - tanh²(u) and the like, which lose no digits however large u is."""
from __future__ import annotations

from typing import NamedTuple

from ..rules import RULES
from ..rules.rule import Value
from .graph import Graph


class Undiminished(NamedTuple):
    """A difference as a function of the input of the node that comes close to 1 (`near`, of this operation)."""

    op: str
    near: int
    value: Value


def undiminished(graph: Graph, node: int) -> Undiminished | None:
    """The difference of 1 and a value that may come close to it, in a form that does not cancel; None for any other
    node."""
    if graph.ops[node] not in ("sum", "difference") or len(graph.args[node]) != 2:
        return None
    signs = dict(zip(graph.args[node], graph.signs(node), strict=True))
    ones = [a for a in signs if graph.rational(a) == 1]
    if len(signs) != 2 or len(ones) != 1:
        return None
    (one,), (other,) = ones, [a for a in signs if a not in ones]
    squared = graph.ops[other] == "power" and graph.rational(graph.args[other][1]) == 2
    near = graph.args[other][0] if squared else other
    rule = RULES.get(graph.ops[near])
    if rule is None or rule.to_one is None or squared and signs[one] == signs[other]:
        return None
    below, above = rule.to_one
    if squared:
        found: Value = lambda m, u: below(m, u) * above(m, u)  # noqa: E731  (1 - y)(1 + y)
    else:
        found = below if signs[one] != signs[other] else above
    if signs[one] == "-":
        positive = found
        found = lambda m, u: -positive(m, u)  # noqa: E731
    return Undiminished(rule.name, near, found)
