"""The one way out to SymPy: a node as an ordinary expression."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy

from ..tree import apply_sympy
from .graph import Graph
from .payload import Cases
from .piecewise import cases_of


def expression(graph: Graph, node: int, symbols: dict[str, Any]) -> Any:
    """A node as an ordinary SymPy expression; names become the caller's symbols, or real ones."""
    return expressions(graph, [node], symbols)[0]


def expressions(graph: Graph, nodes: Sequence[int], symbols: dict[str, Any]) -> list[Any]:
    """Nodes as expressions that share what the nodes share."""
    done: dict[int, Any] = {}
    for i in graph.cone(nodes):
        op, note = graph.ops[i], graph.payloads[i]
        operands = [done[a] for a in graph.args[i]]
        if op == "input":
            done[i] = symbols.get(graph.name(i)) or sympy.Symbol(graph.name(i), real=True)
        elif op in NOTED:
            done[i] = NOTED[op](note, operands)
        else:
            done[i] = apply_sympy(op, operands)
    return [done[node] for node in nodes]


def _number(note: tuple[Any, str], operands: list[Any]) -> Any:
    return sympy.Rational(note[0].numerator, note[0].denominator)


def _constant(note: str, operands: list[Any]) -> Any:
    return sympy.pi if note == "pi" else sympy.E


def _difference(note: str, operands: list[Any]) -> Any:
    return sympy.Add(*(x if s == "+" else -x for s, x in zip(note, operands, strict=True)))


def _unknown(note: tuple[str, tuple[int, ...]], operands: list[Any]) -> Any:
    """An unknown function or its derivative, taken at the place of the operands."""
    name, orders = note
    function = sympy.Function(name)
    if not any(orders):
        return function(*operands)
    places = [sympy.Dummy(f"xi_{k + 1}") for k in range(len(operands))]
    derivative = sympy.Derivative(function(*places), *((x, n) for x, n in zip(places, orders, strict=True) if n))
    return sympy.Subs(derivative, tuple(places), tuple(operands)).doit(deep=False)


def _cases(note: Cases, operands: list[Any]) -> Any:
    return sympy.Piecewise(*(
        (operands[value], sympy.And(*(sympy.Rel(operands[left], operands[right], sign)
                                      for sign, left, right in comparisons)))
        for value, comparisons in cases_of(note)))


NOTED: dict[str, Callable[[Any, list[Any]], Any]] = {
    "number": _number, "constant": _constant, "difference": _difference, "unknown": _unknown, "cases": _cases}
