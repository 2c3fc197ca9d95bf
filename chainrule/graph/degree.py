"""How a node depends on some variables: as a polynomial of which degree, or not as one."""
from __future__ import annotations

import math
from collections.abc import Collection

from .graph import Graph

NOT_POLYNOMIAL = math.inf


def degree(graph: Graph, output: int, variables: Collection[int]) -> float:
    """An upper bound of the output's degree as a polynomial in all the variables together; infinite for any other."""
    found: dict[int, float] = {}
    for node in graph.cone([output]):
        inputs = [found[a] for a in graph.args[node]]
        found[node] = 1 if node in variables else _of(graph, node, inputs) if any(inputs) else 0
    return found[output]


def _of(graph: Graph, node: int, inputs: list[float]) -> float:
    """The degree of an operation on polynomials, one of which at least is not constant."""
    match graph.ops[node]:
        case "sum" | "difference" | "negation" | "copy":
            return max(inputs)
        case "product":
            return sum(inputs)
        case "quotient" if not inputs[1]:
            return inputs[0]
        case "power":
            exponent = graph.rational(graph.args[node][1])
            if exponent is not None and exponent.denominator == 1 and exponent >= 0:
                return inputs[0] * int(exponent)
    return NOT_POLYNOMIAL
