"""The last touch before an answer is written: sums within sums and products within products lose their parentheses."""
from __future__ import annotations

from collections.abc import Container

from ..graph.graph import Graph


def arranged(graph: Graph, node: int, leaves: Container[int]) -> int:
    """The same formula with (a + b) - c as a + b - c and (a·b)·c as a·b·c; `leaves` are not looked into.

    What was typed is shown as it was typed; this is for formulas that came about by putting names back.
    """
    order: list[int] = []
    seen = {node}
    stack = [node]
    while stack:
        i = stack.pop()
        order.append(i)
        for a in graph.args[i]:
            if a not in seen and a not in leaves:
                seen.add(a)
                stack.append(a)
    made: dict[int, int] = {}
    for i in sorted(order):
        op, args = graph.ops[i], tuple(made.get(a, a) for a in graph.args[i])
        if op == "copy":
            made[i] = args[0]
        elif op == "product":
            made[i] = graph.add("product", _spliced(graph, args, leaves))
        elif op in ("sum", "difference"):
            made[i] = _sum(graph, args, graph.notes[i] or "+" * len(args), leaves)
        elif args != graph.args[i]:
            made[i] = graph.add(op, args, graph.notes[i])
    return made.get(node, node)


def _spliced(graph: Graph, args: tuple[int, ...], leaves: Container[int]) -> tuple[int, ...]:
    found: list[int] = []
    for a in args:
        found += graph.args[a] if graph.ops[a] == "product" and a not in leaves else (a,)
    return tuple(found)


def _sum(graph: Graph, args: tuple[int, ...], signs: str, leaves: Container[int]) -> int:
    """A term that is a sum itself is written without parentheses, unless a minus stands before it."""
    terms: list[int] = []
    marks = ""
    for a, sign in zip(args, signs, strict=True):
        if sign == "+" and graph.ops[a] in ("sum", "difference") and a not in leaves:
            terms += graph.args[a]
            marks += graph.notes[a] or "+" * len(graph.args[a])
        else:
            terms.append(a)
            marks += sign
    return graph.add("difference", tuple(terms), marks) if "-" in marks else graph.add("sum", tuple(terms))
