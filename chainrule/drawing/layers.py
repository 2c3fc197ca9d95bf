"""Layers and orders: every node in a column, edges through dummies from column to column, few crossings."""
from __future__ import annotations

import random
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .. import limits
from ..errors import TooLargeError
from ..language import Text
from .model import Model

TANGLED = Text("The graph has {count} edges that run too far to be drawn. Fewer are there with --of, --open none, or "
               "an intermediate value as --wrt.",
               "그래프의 변 {count}개가 너무 길게 얽혀 그릴 수 없습니다. --of, --open none을 쓰거나 중간 변수를 "
               "--wrt로 정하면 줄어듭니다.")
SWEEPS = 8
STARTS = 4
Key = tuple[int, int]  # a node (id, -1), or a dummy (edge's number, column)


@dataclass(frozen=True)
class Layered:
    """`columns` hold nodes and dummies from top to bottom; `links` are the pieces of edges between neighbouring
    columns: (left, right, which input of the right one)."""

    columns: tuple[tuple[Key, ...], ...]
    links: tuple[tuple[Key, Key, int], ...]
    chains: Mapping[int, tuple[Key, ...]]  # every edge by its number: the nodes and dummies that it passes


def layered(model: Model) -> Layered:
    """Columns by longest path; what is only read stands right before the gate that reads it first."""
    column = _columns(model)
    if sum(column[edge.gate] - column[edge.source] for edge in model.edges) > limits.WIRES:
        raise TooLargeError("too_large", TANGLED, facts={"count": len(model.edges)})
    chains: dict[int, tuple[Key, ...]] = {}
    links: list[tuple[Key, Key, int]] = []
    members: list[list[Key]] = [[] for _ in range(max(column.values()) + 1)]
    for node in _reading_order(model):
        members[column[node]].append((node, -1))
    for k, edge in enumerate(model.edges):
        inner = [(k, c) for c in range(column[edge.source] + 1, column[edge.gate])]
        chain = [(edge.source, -1), *inner, (edge.gate, -1)]
        chains[k] = tuple(chain)
        for dummy in inner:
            members[dummy[1]].append(dummy)
        links += [(a, b, edge.slot) for a, b in zip(chain, chain[1:], strict=False)]
    return Layered(tuple(map(tuple, _ordered(members, links))), tuple(links), chains)


def _columns(model: Model) -> dict[int, int]:
    inputs: dict[int, list[int]] = {n.id: [] for n in model.nodes}
    readers: dict[int, list[int]] = {n.id: [] for n in model.nodes}
    for e in model.edges:
        inputs[e.gate].append(e.source)
        readers[e.source].append(e.gate)
    column: dict[int, int] = {}
    for node in sorted(inputs):  # inputs have smaller ids than what is made of them
        column[node] = max((column[a] + 1 for a in inputs[node]), default=0)
    for node in sorted(inputs, reverse=True):
        if readers[node]:
            latest = min(column[g] for g in readers[node]) - 1
            if not inputs[node]:
                column[node] = latest
    return column


def _reading_order(model: Model) -> list[int]:
    """The nodes as one meets them from the output, inputs in the order in which they are written."""
    inputs: dict[int, list[int]] = {}
    for e in model.edges:
        inputs.setdefault(e.gate, []).append(e.source)
    seen: dict[int, None] = {}
    stack = [model.output]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen[node] = None
            stack += reversed(inputs.get(node, []))
    return list(seen)


def _ordered(members: list[list[Key]], links: Sequence[tuple[Key, Key, int]]) -> list[list[Key]]:
    """The best order of several starts: barycentres from the left and from the right in turn."""
    rng = random.Random(7)
    before: dict[Key, list[tuple[Key, int]]] = {}
    after: dict[Key, list[tuple[Key, int]]] = {}
    for a, b, slot in links:
        before.setdefault(b, []).append((a, slot))
        after.setdefault(a, []).append((b, slot))
    best, fewest = members, _crossings(members, links)
    for start in range(STARTS):
        order = [list(column) for column in members]
        if start:
            for column in order:
                rng.shuffle(column)
        for sweep in range(SWEEPS):
            backward = sweep % 2 == 0
            columns = range(len(order) - 2, -1, -1) if backward else range(1, len(order))
            for c in columns:
                neighbours = after if backward else before
                _sort(order[c], order[c + 1 if backward else c - 1], neighbours, backward)
            found = _crossings(order, links)
            if found < fewest:
                best, fewest = [list(column) for column in order], found
        if fewest == 0:
            break
    return best


def _sort(column: list[Key], fixed: list[Key], neighbours: Mapping[Key, list[tuple[Key, int]]], ports: bool) -> None:
    """Sorts a column by the mean place of each node's neighbours; the slot decides between neighbours of one gate."""
    place = {key: k for k, key in enumerate(fixed)}
    centre: dict[Key, float] = {}
    for k, key in enumerate(column):
        found = [place[n] + (slot / 1000 if ports else 0) for n, slot in neighbours.get(key, ()) if n in place]
        centre[key] = sum(found) / len(found) if found else k * len(fixed) / max(1, len(column))
    column.sort(key=lambda key: centre[key])


def _crossings(order: Sequence[Sequence[Key]], links: Sequence[tuple[Key, Key, int]]) -> int:
    """How many pairs of links cross, counted as inversions."""
    place = {key: k for column in order for k, key in enumerate(column)}
    layer = {key: c for c, column in enumerate(order) for key in column}
    groups: dict[int, list[tuple[int, float]]] = {}
    for a, b, slot in links:
        groups.setdefault(layer[a], []).append((place[a], place[b] + slot / 1000))
    total = 0
    for pairs in groups.values():
        seen: list[float] = []
        for _, right in sorted(pairs):
            total += len(seen) - bisect_left(seen, right)
            insort(seen, right)
    return total
