"""SymPy expressions as input and output: the caller's own symbols are kept apart by name and given back."""
from __future__ import annotations

from typing import Any

import sympy

from ..errors import ReadingError
from ..graph.graph import Graph
from ..language import Text
from ..tree import Definition, Program, Typed, apply_sympy
from .from_sympy import tree_of

NOT_AN_EXPRESSION = Text("Expected text or a SymPy expression, not {what}.",
                         "글이나 SymPy 식을 주어야 합니다. 받은 것: {what}.")


def program_of(source: Any) -> tuple[Program, dict[str, Any]]:
    """The program of a SymPy expression, and the caller's symbols by the names they have in it.

    Two symbols of one name (of different assumptions) get names of their own, so that neither is lost.
    """
    if isinstance(source, Typed):
        return Program((Definition(None, source),)), {}
    if isinstance(source, int | float):
        source = sympy.sympify(source)
    if not isinstance(source, sympy.Expr):
        raise ReadingError("syntax", NOT_AN_EXPRESSION, facts={"what": type(source).__name__})
    names: dict[Any, str] = {}
    for symbol in sorted(source.free_symbols, key=lambda s: (s.name, str(s.assumptions0))):
        name, k = symbol.name, 1
        while name in names.values():
            k += 1
            name = f"{symbol.name}_{k}"
        names[symbol] = name
    program = Program((Definition(None, tree_of(source, names)),), str(source))
    return program, {name: symbol for symbol, name in names.items()}


def expression(graph: Graph, node: int, symbols: dict[str, Any]) -> Any:
    """A node as an ordinary SymPy expression; names become the caller's symbols, or real ones."""
    done: dict[int, Any] = {}
    for i in graph.cone([node]):
        op, note = graph.ops[i], graph.notes[i]
        operands = [done[a] for a in graph.args[i]]
        if op == "input":
            done[i] = symbols.get(note) or sympy.Symbol(note, real=True)
        elif op == "number":
            done[i] = sympy.Rational(note[0].numerator, note[0].denominator)
        elif op == "constant":
            done[i] = sympy.pi if note == "pi" else sympy.E
        elif op == "difference":
            done[i] = sympy.Add(*(x if s == "+" else -x for s, x in zip(note, operands, strict=True)))
        elif op == "unknown":
            done[i] = _unknown(note, operands)
        elif op == "cases":
            done[i] = _cases(note, operands)
        else:
            done[i] = apply_sympy(op, operands)
    return done[node]


def _unknown(note: tuple[str, tuple[int, ...]], operands: list[Any]) -> Any:
    """An unknown function or its derivative, taken at the place of the operands."""
    name, orders = note
    function = sympy.Function(name)
    if not any(orders):
        return function(*operands)
    places = [sympy.Dummy(f"xi_{k + 1}") for k in range(len(operands))]
    derivative = sympy.Derivative(function(*places), *((x, n) for x, n in zip(places, orders, strict=True) if n))
    return sympy.Subs(derivative, tuple(places), tuple(operands)).doit(deep=False)


def _cases(note: tuple[tuple[str, ...], ...], operands: list[Any]) -> Any:
    pieces, place = [], 0
    for signs in note:
        value, place = operands[place], place + 1
        pairs = operands[place:place + 2 * len(signs)]
        place += 2 * len(signs)
        relations = [sympy.Rel(a, b, s) for s, a, b in zip(signs, pairs[::2], pairs[1::2], strict=True)]
        pieces.append((value, sympy.And(*relations)))
    return sympy.Piecewise(*pieces)
