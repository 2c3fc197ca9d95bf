"""How high every node stands: as level with its neighbours as their order and their sizes allow."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..notation.boxes import Box
from .layers import Key, layered
from .measure import above, below, width
from .model import Model, Node

FONT, LITTLE, QUIET = 18.0, 13.0, 12.0  # sizes of letters: in shapes, of numbers, of names beside shapes
GAP, RADIUS = 10.0, 20.0
ROUNDS = 24


class Heights:
    """The columns of a graph (`layers`), the size of every node, the order of the edges into each gate (`ports`,
    `pitch` apart, so that the highest of their `labels` stands between two), and the height `y` of every node and of
    every bend of an edge."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.nodes = {n.id: n for n in model.nodes}
        self.into: dict[int, list[int]] = {}
        for k, e in enumerate(model.edges):
            self.into.setdefault(e.gate, []).append(k)
        usual = 21.0 if any(e.label for e in model.edges) else 14.0
        self.labels = {gate: max(_height(model.edges[k].label, LITTLE) for k in edges)
                       for gate, edges in self.into.items()}
        self.pitch = {gate: max(usual, high + 6) for gate, high in self.labels.items()}
        self.layers = layered(model)
        self.sizes = {n.id: self._size(n) for n in model.nodes}
        self.reaches = {n.id: self._reach(n) for n in model.nodes}
        self.ports: dict[int, list[int]] = {}
        self.y = self._settled()

    def _size(self, node: Node) -> tuple[str, float, float]:
        """(shape, width, height)."""
        wide = width(node.label, FONT)
        if node.kind in ("input", "constant"):
            return "none", width(node.label, FONT if node.kind == "input" else LITTLE) + 6, 20.0
        ports = (len(self.into.get(node.id, ())) - 1) * self.pitch.get(node.id, 0.0)
        high = _height(node.label, FONT) + 14
        if node.kind == "block":
            return "box", wide + 20, max(36.0, ports + 22, high)
        round_ = wide <= 1.6 * RADIUS and high <= 2 * RADIUS
        if round_ and ports <= 1.7 * RADIUS:
            return "circle", 2 * RADIUS, 2 * RADIUS
        if round_ and ports <= 2.4 * RADIUS:
            return "circle", ports / 0.85, ports / 0.85
        return "pill", max(2 * RADIUS, wide + 18), max(2 * RADIUS, ports + 20, high)


    def reach(self, key: Key) -> tuple[float, float]:
        """How far a node or dummy reaches above and below its line."""
        if key[1] >= 0:
            return 7.0, 7.0
        return self.reaches[key[0]]

    def _reach(self, node: Node) -> tuple[float, float]:
        half = self.sizes[node.id][2] / 2
        named = QUIET + 6 if node.kind in ("gate", "block") and node.name else 0
        numbers = max(10.0, _height(node.value, LITTLE + 1) + 6 if node.value else 0.0)
        numbers += QUIET + 2 if node.shape else 0.0
        back = max(10.0, _height(node.gradient, LITTLE + 1) + 6 if node.gradient else 0.0)
        framed = QUIET if node.inside is not None and node.kind == "gate" else 0
        label = self.labels.get(node.id, 0.0)
        first = (len(self.into[node.id]) - 1) / 2 * self.pitch[node.id] + label + 3 if label else 0.0
        bare = _height(node.label, FONT if node.kind != "constant" else LITTLE) / 2
        return max(half + named, numbers, first, bare) + framed, max(half, back, bare)

    def port(self, key: Key, edge: int) -> float:
        """How far above or below a gate's middle an edge enters it."""
        edges = self.ports[key[0]]
        return (edges.index(edge) - (len(edges) - 1) / 2) * self.pitch[key[0]]

    def _settled(self) -> dict[Key, float]:
        """Each node level with its neighbours on one side, then on the other, and so on."""
        y: dict[Key, float] = {}
        for column in self.layers.columns:
            at = 0.0
            for k, key in enumerate(column):
                at += (self.reach(column[k - 1])[1] + GAP + self.reach(key)[0]) if k else 0
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
        for gate, edges in self.into.items():
            free = gate in self.model.commutes
            self.ports[gate] = sorted(edges, key=lambda k: (y[self.layers.chains[k][-2]], k) if free
                                      else self.model.edges[k].slot)

    def _wanted(self, key: Key, y: Mapping[Key, float], before: Mapping[Key, list[tuple[Key, int]]],
                after: Mapping[Key, list[tuple[Key, int]]], backward: bool) -> float:
        """Where a node would stand if it were alone: level with its neighbours on one side (or, if none, the other)."""
        right = [y[b] + (self.port(b, e) if b[1] < 0 else 0) for b, e in after.get(key, ())]
        left = [y[a] - (self.port(key, e) if key[1] < 0 else 0) for a, e in before.get(key, ())]
        found = (right or left) if backward else (left or right)
        if key[1] >= 0:
            found = right + left
        return sum(found) / len(found) if found else y[key]

    def _settle(self, column: Sequence[Key], wanted: Sequence[float], y: dict[Key, float]) -> None:
        """As close to what is wanted as order and distances allow (least squares, by pooling neighbours)."""
        offsets, at = [], 0.0
        for k, key in enumerate(column):
            at += (self.reach(column[k - 1])[1] + GAP + self.reach(key)[0]) if k else 0
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


def _height(label: Box | str, size: float) -> float:
    """How high a label is in the unit of its font size; nothing where there is none."""
    return above(label, size) + below(label, size) if label else 0.0
