"""What is surely positive, or surely not negative, whatever the variables are."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ..graph.graph import Graph


def sign_of(graph: Graph, node: int, known: dict[int, str]) -> str:
    """"+" if a node is surely positive, "0+" if surely not negative, "" if that is not plain to see; `known` are the
    signs found so far."""
    if node not in known:
        own, _ = graph.down_to(node, known)
        for i in own:
            known[i] = _sign(graph, i, [known[a] for a in graph.args[i]])
    return known[node]


def _sign(graph: Graph, node: int, parts: list[str]) -> str:
    value = graph.rational(node)
    if value is not None:
        return "+" if value > 0 else "0+" if value == 0 else ""
    if graph.is_leaf(node):
        return "+" if graph.ops[node] == "constant" else ""
    own = _OWN.get(graph.ops[node])
    return own(graph, node, parts) if own is not None else _BY_RANGE[graph.rule(node).range]


def _root(graph: Graph, node: int, parts: list[str]) -> str:
    return "+" if parts[0] == "+" else "0+"


def _exponential(graph: Graph, node: int, parts: list[str]) -> str:
    return "+" if parts[0] == "+" else ""


def _power(graph: Graph, node: int, parts: list[str]) -> str:
    """u⁴ is never negative."""
    if parts[0] == "+":
        return "+"
    exponent = graph.rational(graph.args[node][1])
    even = exponent is not None and exponent > 0 and Fraction(exponent).denominator == 1 and int(exponent) % 2 == 0
    return "0+" if even else ""


def _sum(graph: Graph, node: int, parts: list[str]) -> str:
    """One positive part is enough where none is negative."""
    if not all(parts):
        return ""
    return "+" if "+" in parts else "0+"


def _largest(graph: Graph, node: int, parts: list[str]) -> str:
    """One part is enough."""
    return "+" if "+" in parts else "0+" if "0+" in parts else ""


def _smallest(graph: Graph, node: int, parts: list[str]) -> str:
    return "+" if all(p == "+" for p in parts) else "0+" if all(parts) else ""


def _product(graph: Graph, node: int, parts: list[str]) -> str:
    if all(p == "+" for p in parts):
        return "+"
    return "0+" if all(parts) else ""


def _quotient(graph: Graph, node: int, parts: list[str]) -> str:
    return parts[0] if parts[1] == "+" else ""


def _copy(graph: Graph, node: int, parts: list[str]) -> str:
    return parts[0]


_BY_RANGE = {"> 0": "+", ">= 0": "0+", "": ""}
# Operations whose sign is told by their inputs' signs.
_OWN: dict[str, Callable[[Graph, int, list[str]], str]] = {
    "sqrt": _root, "power": _power, "exponential": _exponential, "general_power": _exponential,
    "sum": _sum, "max": _largest, "min": _smallest, "product": _product, "quotient": _quotient, "copy": _copy}
