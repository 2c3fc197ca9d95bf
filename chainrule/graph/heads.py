"""The heads of a tree as nodes: which operation each thing that a person writes becomes."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..tree import (
    Added,
    Applied,
    Arranged,
    Called,
    Cases,
    Compared,
    Constant,
    Divided,
    Multiplied,
    Negated,
    Numeral,
    Raised,
    Typed,
    Variable,
)
from .graph import Graph
from .payload import Unknown
from .piecewise import laid_out


def add_head(graph: Graph, head: Typed, args: tuple[int, ...], names: dict[str, int]) -> int:
    kind = type(head)
    if kind is Variable:
        name = head.note
        return names[name] if name in names else graph.input(name)
    if kind is Raised and type(head.args[0]) is Arranged and head.args[0].note == ("norm",) \
            and graph.rational(args[1]) == 2:
        return graph.add("norm_squared", graph.args[args[0]])  # ‖q‖² is one operation to everybody
    return _ADDING[kind](graph, head.note, args)


def _add_sum(graph: Graph, signs: str, args: tuple[int, ...]) -> int:
    return graph.add("difference", args, signs) if "-" in signs else graph.add("sum", args)


def _add_unknown(graph: Graph, name: str, args: tuple[int, ...]) -> int:
    bare = name.rstrip("'")
    return graph.add("unknown", args, Unknown(bare, (len(name) - len(bare), *([0] * (len(args) - 1)))))


def _add_cases(graph: Graph, note: None, args: tuple[int, ...]) -> int:
    """Cases as one node; the comparisons of their conditions become its own inputs."""
    cases = []
    for place in range(0, len(args), 2):
        condition = args[place + 1] if place + 1 < len(args) else None
        cases.append((args[place], graph.relations(condition), graph.args[condition]) if condition is not None
                     else (args[place], (), ()))
    return graph.add("cases", *laid_out(cases))


def add_numeral(graph: Graph, spelling: str) -> int:
    """A number as it was spelled; only a decimal needs its spelling kept."""
    if spelling.isdigit():
        return graph.number(int(spelling))
    return graph.number(Fraction(spelling), spelling)


def add_power(graph: Graph, base: int, exponent: int) -> int:
    """base ^ exponent under the rule that fits: e^u, constant exponent, constant base, or general."""
    if graph.ops[base] == "constant" and graph.name(base) == "e":
        return graph.add("exp", (exponent,))
    if not graph.varies[exponent]:
        return graph.add("power", (base, exponent))
    return graph.add("general_power" if graph.varies[base] else "exponential", (base, exponent))


def _negate(graph: Graph, node: int) -> int:
    if graph.ops[node] != "number":
        return graph.add("negation", (node,))
    value, spelling = graph.literal(node)
    return graph.number(-value, spelling[1:] if spelling[:1] == "-" else "-" + spelling if spelling else "")


def _add_arranged(graph: Graph, note: tuple[Any, ...], args: tuple[int, ...]) -> int:
    from .shaped import ShapedGraph  # a program without vectors and matrices does not need the table of their rules
    assert isinstance(graph, ShapedGraph)
    return graph.arranged(note[0], args, note[1:])


_ADDING: dict[type[Typed], Callable[[Graph, Any, tuple[int, ...]], int]] = {
    Numeral: lambda graph, note, _: add_numeral(graph, note),
    Constant: lambda graph, note, _: graph.add("constant", (), note),
    Added: _add_sum,
    Multiplied: lambda graph, _, args: graph.add("product", args),
    Divided: lambda graph, _, args: graph.add("quotient", args),
    Raised: lambda graph, _, args: add_power(graph, *args),
    Negated: lambda graph, _, args: _negate(graph, *args),
    Called: lambda graph, name, args: graph.add(name, args),
    Arranged: _add_arranged,
    Applied: _add_unknown,
    Compared: lambda graph, note, args: graph.add("compared", args, note),
    Cases: _add_cases,
}
