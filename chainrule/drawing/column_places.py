"""Where everything stands in a network in layers: columns around one height, bundles of weights between them."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .columns import Column, Columns
from .diagram import Diagram, Label, Shape, Wire
from .measure import above, below, width
from .model import Edge, Node

TITLE, LETTERS, SMALL = 15.0, 17.0, 13.0  # sizes of letters: of titles, in circles, of numbers and counts
RADIUS, PITCH, PAD, MARGIN = 20.0, 50.0, 14.0, 14.0
HEAD, STRAND = 48.0, 4.0  # the height of a column's title; how far the lines of a bundle are apart


def diagram(shown: Columns) -> Diagram:
    """The columns side by side, all around one height."""
    return _Drawing(shown).diagram()


class _Drawing:
    def __init__(self, shown: Columns) -> None:
        self.shown = shown
        self.shapes: list[Shape] = []
        self.labels: list[Label] = []
        self.wires: list[Wire] = []
        most = max(len(column.units) for column in shown.columns)
        self.middle = MARGIN + HEAD + most * PITCH / 2 + PAD / 2
        self.bottom = self.middle + most * PITCH / 2 + PAD / 2 + MARGIN

    def diagram(self) -> Diagram:
        x = MARGIN
        ends: list[tuple[float, float]] = []
        for k, column in enumerate(self.shown.columns):
            x += self._gap(column) if k else 0.0
            right = self._column(k, column, x)
            ends.append((x, right))
            x = right
        for (k, column), ((_, start), (end, _)) in zip(list(enumerate(self.shown.columns))[1:], pairwise(ends),
                                                       strict=True):
            self._bundle(k, column, start, end)
        x = self._loss(x) if self.shown.loss is not None else x
        right = max([x, *(label.box[2] for label in self.labels)]) + MARGIN
        bottom = max([self.bottom, *(label.box[3] + MARGIN for label in self.labels)])
        return Diagram(round(right, 1), round(bottom, 1), tuple(self.shapes), tuple(self.labels), tuple(self.wires), (),
                       (), self._told())

    def _told(self) -> str:
        """The columns from left to right, and the bundles between them."""
        return "; ".join(": ".join(part for part in (column.title, column.count, column.bundle) if part)
                         for column in self.shown.columns)

    def _gap(self, column: Column) -> float:
        parts = (*((part, SMALL + 1) for part in column.names), (column.bundle, SMALL),
                 *((part, SMALL) for part in column.asked))
        return max(70.0, *(width(part, size) + 36 for part, size in parts))

    def _column(self, k: int, column: Column, left: float) -> float:
        """A column from its left side on; where it ends."""
        units = [unit for unit in column.units if unit is not None]
        half = max(RADIUS, *(width(unit.label, LETTERS) / 2 + 4 for unit in units))
        kind = "circle" if half == RADIUS else "pill"
        numbers = max((width(text, SMALL) + 12 for unit in units for text in (unit.value, unit.gradient) if text),
                      default=0.0)
        wide = max(2 * PAD + 2 * half + numbers, width(column.title, TITLE) + 8, width(column.count, SMALL) + 8)
        high = len(column.units) * PITCH + PAD
        frame = Node(-1 - k, "block", column.title, column.title)
        top = self.middle - high / 2
        self.shapes.append(Shape("box", left + wide / 2, self.middle, wide, high, frame))
        self.labels.append(Label(left + wide / 2, top - 27, "middle", TITLE, column.title, "output", frame))
        self.labels.append(Label(left + wide / 2, top - 9, "middle", SMALL, column.count, "name", frame))
        x = left + (wide - 2 * half - numbers) / 2 + half
        for row, unit in enumerate(column.units):
            y = top + PAD / 2 + (row + 0.5) * PITCH
            if unit is None:
                self.labels.append(Label(x, y + 5, "middle", LETTERS, "⋮", "name", frame))
                continue
            if numbers:
                self.wires.append(Wire((x, y), (("L", ((x + half + numbers, y),)),), unit))
            self.shapes.append(Shape(kind, x, y, 2 * half, 2 * RADIUS, unit))
            self.labels += _numbers(unit, x + half + numbers / 2, y)
            self.labels.append(Label(x, y + 0.3 * LETTERS, "middle", LETTERS, unit.label, "input" if k == 0 else "sign",
                                     unit))
        return left + wide

    def _bundle(self, k: int, column: Column, start: float, end: float) -> None:
        """Three lines and an arrow; above them the names of the weights, below how many these are."""
        edge = Edge(-k, -1 - k, 0, column.names[0], on_path=column.on_path)
        for strand in (-STRAND, STRAND):
            y = self.middle + strand
            self.wires.append(Wire((start, y), (("L", ((end - 8, y),)),), edge))
        self.wires.append(Wire((start, self.middle), (("L", ((end, self.middle),)),), edge, True))
        x, y = (start + end) / 2 - 3, self.middle - STRAND - 3
        for part in reversed(column.names):
            y -= below(part, SMALL + 1)
            self.labels.append(Label(x, y, "middle", SMALL + 1, part, "input", edge))
            y -= above(part, SMALL + 1) + 2
        y = self.middle + STRAND + 4
        for text, role in ((column.bundle, "name"), *((part, "gradient") for part in column.asked)):
            y += above(text, SMALL)
            self.labels.append(Label(x, y, "middle", SMALL, text, role, edge))
            y += below(text, SMALL) + 2

    def _loss(self, left: float) -> float:
        """The loss behind the last column; where its output ends."""
        loss = self.shown.loss
        assert loss is not None
        start, x = left + 46, left
        wide, high = max(64.0, width(loss.label, LETTERS) + 24), 44.0
        edge = Edge(-len(self.shown.columns), loss.id, 0, on_path=loss.on_path)
        self.wires.append(Wire((x, self.middle), (("L", ((start, self.middle),)),), edge, True))
        numbers = max((width(text, SMALL) + 14 for text in (loss.value, loss.gradient) if text), default=26.0)
        right = start + wide + numbers
        self.wires.append(Wire((start + wide, self.middle), (("L", ((right, self.middle),)),), loss, True))
        self.shapes.append(Shape("box", start + wide / 2, self.middle, wide, high, loss))
        self.labels.append(Label(start + wide / 2, self.middle + 0.3 * LETTERS, "middle", LETTERS, loss.label, "sign",
                                 loss))
        self.labels += _numbers(loss, start + wide + numbers / 2 - 3, self.middle)
        title, targets, middle = self.shown.loss_title, self.shown.targets, start + wide / 2
        self.labels.append(Label(middle, self.middle - high / 2 - 10, "middle", TITLE, title, "output", loss))
        if targets is not None:
            y = self.middle + high / 2 + 6 + above(targets, SMALL + 1)
            self.labels.append(Label(middle, y, "middle", SMALL + 1, targets, "input", loss))
        return right


def _numbers(node: Node, x: float, y: float) -> Iterator[Label]:
    """The value above a wire and the gradient below it."""
    if node.value:
        yield Label(x, y - 5, "middle", SMALL, node.value, "value", node)
    if node.gradient:
        yield Label(x, y + 15, "middle", SMALL, node.gradient, "gradient", node)
