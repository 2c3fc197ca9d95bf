"""Tidying the shape of a formula: factors and terms move into the cases of a function, and parentheses fall away."""
from __future__ import annotations

from collections.abc import Callable, Container, Sequence

from ..graph.graph import Graph
from ..graph.piecewise import value_places


def product_by_cases(graph: Graph, nodes: Sequence[int], opaque: Container[int], multiply: Callable[..., int]
                     ) -> int | None:
    """The product with one factor by cases, case by case; None where there is no such factor, or several."""
    by_cases = [n for n in nodes if graph.ops[n] == "cases" and n not in opaque]
    if len(by_cases) != 1:
        return None
    case = by_cases[0]
    others = [n for n in nodes if n != case]
    return _mapped(graph, case, lambda value: multiply(value, *others))


def sum_by_cases(graph: Graph, signs: str, nodes: Sequence[int], opaque: Container[int],
                 add: Callable[[str, Sequence[int]], int]) -> int | None:
    """The sum with functions of the same cases added case by case; None where there are none."""
    first: dict[tuple[object, ...], int] = {}
    parts: list[tuple[str, int]] = []
    changed = False
    for sign, node in zip(signs, nodes, strict=True):
        if graph.ops[node] != "cases" or node in opaque:
            parts.append((sign, node))
            continue
        key = _conditions(graph, node)
        if key not in first:
            first[key] = len(parts)
            parts.append((sign, node))
            continue
        changed = True
        known_sign, known = parts[first[key]]
        parts[first[key]] = "+", _added(graph, known_sign + sign, known, node, add)
    if not changed:
        return None
    return add("".join(s for s, _ in parts), [n for _, n in parts])


def _added(graph: Graph, signs: str, one: int, other: int, add: Callable[[str, Sequence[int]], int]) -> int:
    if graph.ops[one] != "cases":  # all its cases had become the same
        return _mapped(graph, other, lambda value: add(signs, (one, value)))
    values = iter([graph.args[other][k] for k in value_places(graph.cases(other))])
    return _mapped(graph, one, lambda value: add(signs, (value, next(values))))


def _mapped(graph: Graph, case: int, change: Callable[[int], int]) -> int:
    """A function by cases with another value in each case; one value where all are the same and one always holds."""
    args, note = list(graph.args[case]), graph.cases(case)
    places = value_places(note)
    for place in places:
        args[place] = change(args[place])
    if not note[-1] and len({args[place] for place in places}) == 1:
        return args[0]
    return graph.add("cases", tuple(args), note)


def _conditions(graph: Graph, node: int) -> tuple[object, ...]:
    note = graph.cases(node)
    places = set(value_places(note))
    return note, tuple(a for k, a in enumerate(graph.args[node]) if k not in places)


def arranged(graph: Graph, node: int, leaves: Container[int]) -> int:
    """The same formula with (a + b) - c as a + b - c and (a·b)·c as a·b·c; `leaves` are not looked into.

    What was typed is shown as it was typed; this is for formulas that came about by putting names back.
    """
    own, _ = graph.down_to(node, leaves)
    made: dict[int, int] = {}
    for i in own:
        op, args = graph.ops[i], tuple(made.get(a, a) for a in graph.args[i])
        if op == "copy":
            made[i] = args[0]
        elif op == "product":
            made[i] = graph.add("product", _spliced(graph, args, leaves))
        elif op in ("sum", "difference"):
            made[i] = _sum(graph, args, graph.signs(i), leaves)
        elif args != graph.args[i]:
            made[i] = graph.add(op, args, graph.payloads[i])
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
            marks += graph.signs(a)
        else:
            terms.append(a)
            marks += sign
    return graph.add("difference", tuple(terms), marks) if "-" in marks else graph.add("sum", tuple(terms))
