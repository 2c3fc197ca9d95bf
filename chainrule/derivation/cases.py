"""Tidying functions by cases: a factor goes into every case, like cases are added case by case."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..graph.graph import Graph
from ..graph.piecewise import value_places

if TYPE_CHECKING:
    from .tidy import Tidy


def product(tidy: Tidy, nodes: Sequence[int]) -> int | None:
    """The product with one factor by cases, case by case; None where there is no such factor, or several."""
    graph = tidy.graph
    by_cases = [n for n in nodes if graph.ops[n] == "cases" and n not in tidy.opaque]
    if len(by_cases) != 1:
        return None
    case = by_cases[0]
    others = [n for n in nodes if n != case]
    return mapped(graph, case, lambda value: tidy.product(value, *others))


def merged(tidy: Tidy, signs: str, nodes: Sequence[int]) -> int | None:
    """The sum with functions of the same cases added case by case; None where there are none."""
    graph = tidy.graph
    first: dict[tuple[object, ...], int] = {}
    parts: list[tuple[str, int]] = []
    changed = False
    for sign, node in zip(signs, nodes, strict=True):
        if graph.ops[node] != "cases" or node in tidy.opaque:
            parts.append((sign, node))
            continue
        key = _conditions(graph, node)
        if key not in first:
            first[key] = len(parts)
            parts.append((sign, node))
            continue
        changed = True
        known_sign, known = parts[first[key]]
        parts[first[key]] = "+", _added(tidy, known_sign, known, sign, node)
    if not changed:
        return None
    return tidy.signed("".join(s for s, _ in parts), [n for _, n in parts])


def _added(tidy: Tidy, sign: str, one: int, other_sign: str, other: int) -> int:
    if tidy.graph.ops[one] != "cases":  # all its cases had become the same
        return mapped(tidy.graph, other, lambda value: tidy.signed(sign + other_sign, (one, value)))
    values = iter([tidy.graph.args[other][k] for k in value_places(tidy.graph.notes[other])])
    return mapped(tidy.graph, one, lambda value: tidy.signed(sign + other_sign, (value, next(values))))


def mapped(graph: Graph, case: int, change: Callable[[int], int]) -> int:
    """A function by cases with another value in each case; one value where all are the same and one always holds."""
    args, note = list(graph.args[case]), graph.notes[case]
    places = value_places(note)
    for place in places:
        args[place] = change(args[place])
    if not note[-1] and len({args[place] for place in places}) == 1:
        return args[0]
    return graph.add("cases", tuple(args), note)


def _conditions(graph: Graph, node: int) -> tuple[object, ...]:
    note = graph.notes[node]
    places = set(value_places(note))
    return note, tuple(a for k, a in enumerate(graph.args[node]) if k not in places)
