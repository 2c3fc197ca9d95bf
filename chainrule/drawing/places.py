"""Coordinates: columns side by side, nodes as straight as their neighbours allow, one layout for every format.

A column has four strips: entries (the last straight piece of every wire, with its label), shapes, stubs (the first
straight piece, with the node's numbers) and, up to the next column, curves. Nothing is written where wires bend, so
labels stand neither on labels nor on wires.
"""
from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..notation.boxes import Box, Name
from .layers import Key, Layered, layered
from .measure import width
from .model import Edge, Model, Node

FONT, LITTLE, QUIET = 17.0, 12.0, 11.0
MARGIN, GAP, CURVE, RADIUS = 14.0, 10.0, 46.0, 20.0
ROUNDS = 24
Point = tuple[float, float]
Frame = tuple[float, float, float, float, str]  # left, top, width, height, the definition's name


@dataclass(frozen=True, slots=True)
class Label:
    """A text: its baseline's point, where that is on it, its size and what it is; `of` is a node or an edge."""

    x: float
    y: float
    anchor: str  # start, middle, end
    size: float
    text: Box | str
    role: str  # name, input, constant, value, gradient, partial, sign, output
    of: Node | Edge

    @property
    def box(self) -> tuple[float, float, float, float]:
        """left, top, right, bottom."""
        wide = width(self.text, self.size)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - 0.76 * self.size, left + wide, self.y + 0.24 * self.size


@dataclass(frozen=True, slots=True)
class Shape:
    """A circle, a pill (a gate with many inputs or a long name) or a box (a block) around its middle."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    node: Node


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from the first point on: every further piece is a line ("L", end) or a curve ("C", two handles, end).
    `arrow` says whether its end has a head; `of` is a node's stub or an edge."""

    start: Point
    pieces: tuple[tuple[str, tuple[Point, ...]], ...]
    of: Node | Edge
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Diagram:
    """Everything that is drawn, in one unit; y grows downward."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    wires: tuple[Wire, ...]
    dots: tuple[tuple[float, float, Node], ...]
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class _Column:
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


def diagram(model: Model) -> Diagram:
    """The layout of a graph."""
    return _Layout(model).diagram()


class _Layout:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.nodes = {n.id: n for n in model.nodes}
        self.into: dict[int, list[int]] = {}
        self.uses: dict[int, int] = {}
        for k, e in enumerate(model.edges):
            self.into.setdefault(e.gate, []).append(k)
            self.uses[e.source] = self.uses.get(e.source, 0) + 1
        self.pitch = 21.0 if any(e.label for e in model.edges) else 14.0
        self.layers: Layered = layered(model)
        self.sizes = {n.id: self._size(n) for n in model.nodes}
        self.y = self._heights()
        self.columns = self._columns()
        self.where = {key: c for c, column in enumerate(self.layers.columns) for key in column}

    # ------------------------------------------------------------- sizes

    def _size(self, node: Node) -> tuple[str, float, float]:
        """(shape, width, height)."""
        wide = width(node.label, FONT)
        if node.kind in ("input", "constant"):
            return "none", width(node.label, FONT if node.kind == "input" else LITTLE) + 6, 20.0
        ports = (len(self.into.get(node.id, ())) - 1) * self.pitch
        if node.kind == "block":
            return "box", wide + 20, max(36.0, ports + 22)
        if wide <= 1.6 * RADIUS and ports <= 1.7 * RADIUS:
            return "circle", 2 * RADIUS, 2 * RADIUS
        if wide <= 1.6 * RADIUS and ports <= 2.4 * RADIUS:
            return "circle", ports / 0.85, ports / 0.85
        return "pill", max(2 * RADIUS, wide + 18), max(2 * RADIUS, ports + 20)

    def _reach(self, key: Key) -> tuple[float, float]:
        """How far a node or dummy reaches above and below its line."""
        if key[1] >= 0:
            return 7.0, 7.0
        node = self.nodes[key[0]]
        half = self.sizes[node.id][2] / 2
        named = QUIET + 6 if node.kind in ("gate", "block") and node.name else 0
        numbers = 20.0 if node.value else 10.0
        return max(half + named, numbers), max(half, numbers if node.gradient else 10.0)

    # ------------------------------------------------------------- heights

    def _port(self, key: Key, edge: int) -> float:
        """How far above or below a gate's middle an edge enters it."""
        edges = self.ports[key[0]]
        return (edges.index(edge) - (len(edges) - 1) / 2) * self.pitch

    def _heights(self) -> dict[Key, float]:
        y: dict[Key, float] = {}
        for column in self.layers.columns:
            at = 0.0
            for k, key in enumerate(column):
                at += (self._reach(column[k - 1])[1] + GAP + self._reach(key)[0]) if k else 0
                y[key] = at
            middle = at / 2
            for key in column:
                y[key] -= middle
        self._order_ports(y)
        before: dict[Key, list[tuple[Key, int]]] = {}
        after: dict[Key, list[tuple[Key, int]]] = {}
        for edge, chain in self.layers.chains.items():
            for a, b in pairwise(chain):
                after.setdefault(a, []).append((b, edge))
                before.setdefault(b, []).append((a, edge))
        columns = self.layers.columns
        for turn in range(ROUNDS):
            backward = turn % 2 == 0
            for column in reversed(columns) if backward else columns:
                wanted = [self._wanted(key, y, before, after, backward) for key in column]
                self._settle(column, wanted, y)
            self._order_ports(y)
        return y

    def _order_ports(self, y: Mapping[Key, float]) -> None:
        """The edges into each gate from top to bottom: as they are written, or as they come where order is free."""
        self.ports: dict[int, list[int]] = {}
        for gate, edges in self.into.items():
            free = gate in self.model.commutes
            self.ports[gate] = sorted(edges, key=lambda k: (y[self.layers.chains[k][-2]], k) if free
                                      else self.model.edges[k].slot)

    def _wanted(self, key: Key, y: Mapping[Key, float], before: Mapping[Key, list[tuple[Key, int]]],
                after: Mapping[Key, list[tuple[Key, int]]], backward: bool) -> float:
        """Where a node would stand if it were alone: level with its neighbours on one side (or, if none, the other)."""
        right = [y[b] + (self._port(b, e) if b[1] < 0 else 0) for b, e in after.get(key, ())]
        left = [y[a] - (self._port(key, e) if key[1] < 0 else 0) for a, e in before.get(key, ())]
        found = (right or left) if backward else (left or right)
        if key[1] >= 0:
            found = right + left
        return sum(found) / len(found) if found else y[key]

    def _settle(self, column: Sequence[Key], wanted: Sequence[float], y: dict[Key, float]) -> None:
        """As close to what is wanted as order and distances allow (least squares, by pooling neighbours)."""
        offsets, at = [], 0.0
        for k, key in enumerate(column):
            at += (self._reach(column[k - 1])[1] + GAP + self._reach(key)[0]) if k else 0
            offsets.append(at)
        blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
        for key, want, offset in zip(column, wanted, offsets, strict=True):
            mean, weight, count = want - offset, 3.0 if key[1] >= 0 else 1.0, 1
            while blocks and blocks[-1][0] > mean:
                other, heavy, many = blocks.pop()
                mean = (mean * weight + other * heavy) / (weight + heavy)
                weight, count = weight + heavy, count + many
            blocks.append((mean, weight, count))
        k = 0
        for mean, _, count in blocks:
            for _ in range(count):
                y[column[k]] = mean + offsets[k]
                k += 1

    # ------------------------------------------------------------- columns

    def _columns(self) -> list[_Column]:
        made: list[_Column] = []
        left = MARGIN
        for column in self.layers.columns:
            real = [self.nodes[key[0]] for key in column if key[1] < 0]
            labels = [self.model.edges[k].label for n in real for k in self.into.get(n.id, ())]
            entry = max((width(t, LITTLE) + 16 for t in labels if t), default=8.0)
            shape = max(self.sizes[n.id][1] for n in real) if real else 0.0
            numbers = [width(t, LITTLE + 1) + 14 for n in real for t in (n.value, n.gradient) if t]
            stub = max(numbers, default=14.0)
            made.append(_Column(left, entry if any(n.kind in ("gate", "block") for n in real) else 0.0, shape, stub))
            pieces = sum(1 for chain in self.layers.chains.values() for a in chain[:-1] if a in column)
            steep = max((abs(self.y[a] - self.y[b]) for chain in self.layers.chains.values()
                         for a, b in pairwise(chain) if a in column), default=0.0)
            left = made[-1].right + min(160.0, max(CURVE, 10 + 3 * pieces ** 0.5 * 4, steep / 4))
        return made

    # ------------------------------------------------------------- the picture

    def diagram(self) -> Diagram:
        top = min(self.y[key] - self._reach(key)[0] for key in self.y) - MARGIN
        self.y = {key: round(at - top, 1) for key, at in self.y.items()}
        height = max(self.y[key] + self._reach(key)[1] for key in self.y) + MARGIN
        place = {key[0]: (c, self.y[key]) for c, column in enumerate(self.layers.columns) for key in column
                 if key[1] < 0}
        shapes, labels, wires, dots = [], [], [], []
        for node in self.model.nodes:
            c, y = place[node.id]
            column = self.columns[c]
            kind, wide, high = self.sizes[node.id]
            x = column.stubs - wide / 2
            if kind != "none":
                shapes.append(Shape(kind, x, y, wide, high, node))
                labels.append(Label(x, y + 0.34 * FONT, "middle", FONT, node.label, "sign", node))
                if node.name and node.id != self.model.output and node.label != Name(node.name):
                    labels.append(Label(x, y - high / 2 - 5, "middle", QUIET, Name(node.name), "name", node))
            else:
                size = FONT if node.kind == "input" else LITTLE
                labels.append(Label(column.stubs - 6, y + 0.34 * size, "end", size, node.label, node.kind, node))
            middle = column.stubs + column.stub / 2
            if node.value:
                labels.append(Label(middle, y - 6, "middle", LITTLE + 1, node.value, "value", node))
            if node.gradient:
                labels.append(Label(middle, y + 16, "middle", LITTLE + 1, node.gradient, "gradient", node))
            last = node.id == self.model.output
            end = column.right + (12 if last else 0)
            wires.append(Wire((column.stubs, y), (("L", ((end, y),)),), node, last))
            if last:
                labels.append(Label(end + 8, y + 0.34 * FONT, "start", FONT, Name(node.name), "output", node))
            if self.uses.get(node.id, 0) > 1:
                dots.append((column.right, y, node))
        for k, edge in enumerate(self.model.edges):
            wires.append(self._wire(k, edge))
            if edge.label:
                c, y = place[edge.gate]
                column = self.columns[c]
                at = y + self._port((edge.gate, -1), k)
                x = column.left + (column.entry - 6) / 2
                labels.append(Label(x, at - 4, "middle", LITTLE, edge.label, edge.role, edge))
        right = max([label.box[2] for label in labels] + [self.columns[-1].right]) + MARGIN
        return Diagram(round(right, 1), round(height, 1), tuple(shapes), tuple(labels), tuple(wires), tuple(dots),
                       self._frames(shapes, labels))

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
        at = self.y[gate] + self._port(gate, number)
        kind, wide, high = self.sizes[gate[0]]
        edge_x = column.stubs - wide
        if kind == "circle":
            away = abs(at - self.y[gate])
            edge_x = column.stubs - wide / 2 - math.sqrt(max(0.0, (high / 2) ** 2 - away ** 2))
        pieces += [_bend(x, y, column.left, at), ("L", ((edge_x, at),))]
        return Wire(start, tuple(pieces), edge, True)

    def _frames(self, shapes: Sequence[Shape], labels: Sequence[Label]) -> tuple[Frame, ...]:
        """A frame around the gates of every opened definition, where nothing else stands inside."""
        groups: dict[int, list[Shape]] = {}
        for shape in shapes:
            if shape.node.inside is not None:
                groups.setdefault(shape.node.inside, []).append(shape)
        found = []
        for root, members in groups.items():
            if len(members) < 2:
                continue
            own = {n.id for n in self.model.nodes if n.inside == root}
            mine = [label.box for label in labels if isinstance(label.of, Node) and label.of.id in own
                    and label.role not in ("output", "constant")]
            mine += [(s.x - s.width / 2, s.y - s.height / 2, s.x + s.width / 2, s.y + s.height / 2) for s in members]
            left, top = min(box[0] for box in mine) - 8, min(box[1] for box in mine) - 6
            right, bottom = max(box[2] for box in mine) + 6, max(box[3] for box in mine) + 6
            others = [label.box for label in labels if isinstance(label.of, Node) and label.of.id not in own]
            others += [label.box for label in labels if label.role == "output"]
            others += [(s.x - s.width / 2, s.y - s.height / 2, s.x + s.width / 2, s.y + s.height / 2) for s in shapes
                       if s.node.id not in own]
            if not any(overlap((left, top, right, bottom), box) for box in others):
                found.append((left, top, right - left, bottom - top, self.nodes[root].name))
        return tuple(found)


def _bend(x: float, y: float, to_x: float, to_y: float) -> tuple[str, tuple[Point, ...]]:
    """A curve that leaves and arrives level; a line where both ends are on one level."""
    if abs(y - to_y) < 0.5:
        return "L", ((to_x, to_y),)
    middle = (x + to_x) / 2
    return "C", ((middle, y), (middle, to_y), (to_x, to_y))


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two boxes (left, top, right, bottom) have a point inside both."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
