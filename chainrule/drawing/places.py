"""Coordinates: columns side by side, nodes as straight as their neighbours allow, one layout for every format.

A column has four strips: entries (the last straight piece of every wire, with its label), shapes, stubs (the first
straight piece, with the node's numbers) and, up to the next column, curves. Nothing is written where wires bend, so
labels stand neither on labels nor on wires.
"""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..notation.boxes import Box, Name
from .diagram import Diagram, Label, Point, Shape, Wire
from .frames import framed
from .heights import FONT, LITTLE, QUIET, Heights
from .layers import Key
from .measure import above, below, width
from .model import Edge, Model, Node
from .wrapped import WIDE, wrapped

MARGIN, CURVE = 14.0, 46.0


@dataclass(frozen=True)
class _Column:
    """Where a column begins, and how wide its strips are."""

    left: float
    entry: float
    shape: float
    stub: float

    @property
    def shapes(self) -> float:
        return self.left + self.entry

    @property
    def stubs(self) -> float:
        return self.shapes + self.shape

    @property
    def right(self) -> float:
        return self.stubs + self.stub


def diagram(model: Model, wide: float = WIDE) -> Diagram:
    """The layout of a graph, in rows where it would be far wider than that."""
    layout = _Layout(model)
    gaps = [(one.right, other.left) for one, other in pairwise(layout.columns)]
    return wrapped(layout.diagram(), gaps, wide)


class _Layout:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.heights = heights = Heights(model)
        self.layers = heights.layers
        self.sizes = heights.sizes
        self.columns = self._columns()
        self.where = {key: c for c, column in enumerate(self.layers.columns) for key in column}
        top = min(heights.y[key] - heights.reach(key)[0] for key in heights.y) - MARGIN
        self.y = {key: round(at - top, 1) for key, at in heights.y.items()}
        self.used = Counter(e.source for e in model.edges)

    def _columns(self) -> list[_Column]:
        made: list[_Column] = []
        left = MARGIN
        for column in self.layers.columns:
            entry, shape, stub = self._strips([self.heights.nodes[key[0]] for key in column if key[1] < 0])
            made.append(_Column(left, entry, shape, stub))
            left = made[-1].right + self._curves(column)
        return made

    def _strips(self, nodes: list[Node]) -> tuple[float, float, float]:
        """The widths of a column's entries, shapes and stubs."""
        labels = [self.model.edges[k].label for n in nodes for k in self.heights.into.get(n.id, ())]
        entry = max((width(t, LITTLE) + 16 for t in labels if t), default=8.0)
        numbers = [width(t, LITTLE + 1) + 14 for n in nodes for t in (n.value, n.gradient) if t]
        numbers += [width(n.shape, QUIET) + 14 for n in nodes if n.shape]
        return (entry if any(n.kind in ("gate", "block") for n in nodes) else 0.0,
                max(map(self._shaped, nodes), default=0.0), max(numbers, default=14.0))

    def _shaped(self, node: Node) -> float:
        """How wide a node's shape is, and to its left the name over it."""
        wide = self.sizes[node.id][1]
        named = node.kind in ("gate", "block") and bool(node.name) and node.id != self.model.output
        return max(wide, (wide + width(node.title, QUIET)) / 2 + 2 if named else 0.0)

    def _curves(self, column: Sequence[Key]) -> float:
        """The width that the wires behind a column need: more for many and for steep ones."""
        y = self.heights.y
        pieces = [(a, b) for chain in self.layers.chains.values() for a, b in pairwise(chain) if a in column]
        steep = max((abs(y[a] - y[b]) for a, b in pieces), default=0.0)
        return min(160.0, max(CURVE, 10 + 3 * math.sqrt(len(pieces)) * 4, steep / 4))

    def diagram(self) -> Diagram:
        heights, nodes = self.heights, self.model.nodes
        height = max(self.y[key] + heights.reach(key)[1] for key in self.y) + MARGIN
        shapes = [shape for node in nodes for shape in self._shape(node)]
        labels = [label for node in nodes for label in self._labels(node)]
        labels += [label for k, edge in enumerate(self.model.edges) for label in self._on_edge(k, edge)]
        wires = [*map(self._stub, nodes), *(self._wire(k, edge) for k, edge in enumerate(self.model.edges))]
        dots = [(self._column(node).right, self.y[node.id, -1], node) for node in nodes if self.used[node.id] > 1]
        right = max([label.box[2] for label in labels] + [self.columns[-1].right]) + MARGIN
        bare = Diagram(round(right, 1), round(height, 1), tuple(shapes), tuple(labels), tuple(wires), tuple(dots), ())
        return framed(bare, self.model)

    def _column(self, node: Node) -> _Column:
        return self.columns[self.where[node.id, -1]]

    def _shape(self, node: Node) -> Iterator[Shape]:
        kind, wide, high = self.sizes[node.id]
        if kind != "none":
            yield Shape(kind, self._column(node).stubs - wide / 2, self.y[node.id, -1], wide, high, node)

    def _stub(self, node: Node) -> Wire:
        """The first straight piece behind a node, on which its numbers stand."""
        column, y = self._column(node), self.y[node.id, -1]
        return Wire((column.stubs, y), (("L", ((self._stub_end(node), y),)),), node, node.id == self.model.output)

    def _stub_end(self, node: Node) -> float:
        return self._column(node).right + (12 if node.id == self.model.output else 0)

    def _labels(self, node: Node) -> Iterator[Label]:
        """What stands in a node, its name where that is another one, and its numbers."""
        column, y = self._column(node), self.y[node.id, -1]
        kind, wide, high = self.sizes[node.id]
        output = node.id == self.model.output
        if kind == "none":
            size = FONT if node.kind == "input" else LITTLE
            yield Label(column.stubs - 6, y + _centred(node.label, size), "end", size, node.label, node.kind, node)
        else:
            x = column.stubs - wide / 2
            yield Label(x, y + _centred(node.label, FONT), "middle", FONT, node.label, "sign", node)
            if node.name and not output and node.label != Name(node.name):
                yield Label(x, y - high / 2 - 5, "middle", QUIET, node.title, "name", node)
        middle = column.stubs + column.stub / 2
        top = y - 6 + below("0", LITTLE + 1)
        if node.value:
            value = Label(middle, top - below(node.value, LITTLE + 1), "middle", LITTLE + 1, node.value, "value", node)
            yield value
            top = value.box[1] - 2
        if node.shape:
            yield Label(middle, top - below(node.shape, QUIET), "middle", QUIET, node.shape, "shape", node)
        if node.gradient:
            line = y + 16 - above("0", LITTLE + 1) + above(node.gradient, LITTLE + 1)
            yield Label(middle, line, "middle", LITTLE + 1, node.gradient, "gradient", node)
        if output:
            yield Label(self._stub_end(node) + 8, y + 0.34 * FONT, "start", FONT, Name(node.name), "output", node)

    def _on_edge(self, number: int, edge: Edge) -> Iterator[Label]:
        """What stands on the last straight piece of an edge."""
        if edge.label:
            gate = edge.gate, -1
            column = self.columns[self.where[gate]]
            y = self.y[gate] + self.heights.port(gate, number)
            yield Label(column.left + (column.entry - 6) / 2, y - 2 - below(edge.label, LITTLE), "middle", LITTLE,
                        edge.label, edge.role, edge)

    def _wire(self, number: int, edge: Edge) -> Wire:
        """From the end of the source's stub through the dummies to the gate's port."""
        chain = self.layers.chains[number]
        where = self.where
        x, y = self.columns[where[chain[0]]].right, self.y[chain[0]]
        start = (x, y)
        pieces: list[tuple[str, tuple[Point, ...]]] = []
        for dummy in chain[1:-1]:
            column = self.columns[dummy[1]]
            pieces += [_bend(x, y, column.left, self.y[dummy]), ("L", ((column.right, self.y[dummy]),))]
            x, y = column.right, self.y[dummy]
        gate = chain[-1]
        column = self.columns[where[gate]]
        at = self.y[gate] + self.heights.port(gate, number)
        kind, wide, high = self.sizes[gate[0]]
        edge_x = column.stubs - wide
        if kind == "circle":
            away = abs(at - self.y[gate])
            edge_x = column.stubs - wide / 2 - math.sqrt(max(0.0, (high / 2) ** 2 - away ** 2))
        pieces += [_bend(x, y, column.left, at), ("L", ((edge_x, at),))]
        return Wire(start, tuple(pieces), edge, True)


def _centred(label: Box | str, size: float) -> float:
    """How far below a node's middle the line of its label is."""
    return max(0.34 * size, (above(label, size) - below(label, size)) / 2)


def _bend(x: float, y: float, to_x: float, to_y: float) -> tuple[str, tuple[Point, ...]]:
    """A curve that leaves and arrives level; a line where both ends are on one level."""
    if abs(y - to_y) < 0.5:
        return "L", ((to_x, to_y),)
    middle = (x + to_x) / 2
    return "C", ((middle, y), (middle, to_y), (to_x, to_y))
