"""What a picture consists of: shapes, labels, wires and frames, every one at its place."""
from __future__ import annotations

from ..notation.boxes import Box
from ..records import record
from .measure import above, below, width
from .model import Edge, Node

ROUNDING = 1e-6
Point = tuple[float, float]
Area = tuple[float, float, float, float]  # left, top, right, bottom
Frame = tuple[float, float, float, float, str]  # left, top, width, height, the definition's name


@record
class Label:
    """A text: its baseline's point, where that is on it, its size and what it is; `of` is a node or an edge."""

    x: float
    y: float
    anchor: str  # start, middle, end
    size: float
    text: Box | str
    role: str  # name, input, constant, shape, value, gradient, partial, sign, output
    of: Node | Edge

    @property
    def box(self) -> Area:
        wide = width(self.text, self.size)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - above(self.text, self.size), left + wide, self.y + below(self.text, self.size)


@record
class Shape:
    """A circle, a pill (a gate with many inputs or a long name) or a box (a block) around its middle."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    node: Node

    @property
    def box(self) -> Area:
        wide, high = self.width / 2, self.height / 2
        return self.x - wide, self.y - high, self.x + wide, self.y + high


@record
class Wire:
    """A line from the first point on: every further piece is a line ("L", end) or a curve ("C", two handles, end).
    `arrow` says whether its end has a head; `of` is a node's stub or an edge."""

    start: Point
    pieces: tuple[tuple[str, tuple[Point, ...]], ...]
    of: Node | Edge
    arrow: bool = False


@record
class Diagram:
    """Everything that is drawn, in one unit; y grows downward. `told` says in words what is seen, where it is no graph
    of gates."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    wires: tuple[Wire, ...]
    dots: tuple[tuple[float, float, Node], ...]
    frames: tuple[Frame, ...]
    told: str = ""

    @property
    def grounds(self) -> tuple[Shape, ...]:
        """The shapes that stand behind all others: those of nodes without a wire of their own."""
        wired = {wire.of.id for wire in self.wires if isinstance(wire.of, Node)}
        return tuple(shape for shape in self.shapes if shape.node.id not in wired)


def overlap(one: Area, other: Area) -> bool:
    """Whether two areas have a point inside both; what only touches, but for rounding, does not."""
    return (one[0] < other[2] - ROUNDING and other[0] < one[2] - ROUNDING and
            one[1] < other[3] - ROUNDING and other[1] < one[3] - ROUNDING)
