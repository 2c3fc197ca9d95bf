"""Frames around the gates of opened definitions, and the names that they carry."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..notation.boxes import Name
from .diagram import Area, Diagram, Frame, Label, Shape, Wire, overlap
from .heights import QUIET
from .model import Model, Node

STEP = 6.0


def framed(bare: Diagram, model: Model) -> Diagram:
    """The picture with a frame around the gates of every opened definition, where nothing else stands inside; its name
    stands on the frame instead of on the definition's last gate, where there is room for it."""
    nodes = {n.id: n for n in model.nodes}
    groups: dict[int, list[Shape]] = {}
    for shape in bare.shapes:
        if shape.node.inside is not None:
            groups.setdefault(shape.node.inside, []).append(shape)
    found, labels = [], bare.labels
    for root, members in groups.items():
        frame = _frame(nodes[root].name, {n.id for n in model.nodes if n.inside == root}, bare.shapes, bare.labels)
        if len(members) < 2 or frame is None:
            continue
        found.append(frame)
        others = tuple(label for label in labels if label.role != "name" or label.of != nodes[root])
        room = next((label for label in _named(frame, nodes[root])
                     if _free(label.box, replace(bare, labels=others))), None)
        labels = labels if room is None else (*others, room)
    return replace(bare, frames=tuple(found), labels=labels)


def _named(frame: Frame, root: Node) -> Iterator[Label]:
    """The places for a frame's name: above its upper line from the left, then under its lower line."""
    left, top, wide, high, name = frame
    for y in (top - 4, top + high + 0.8 * QUIET + 3):
        first = Label(left + 6, y, "start", QUIET, Name(name), "name", root)
        yield first
        while first.box[2] + STEP < left + wide:
            first = replace(first, x=first.x + STEP)
            yield first


def _free(area: Area, picture: Diagram) -> bool:
    """Whether an area is inside the picture and nothing stands in it."""
    inside = area[0] >= 0 and area[1] >= 0 and area[2] <= picture.width and area[3] <= picture.height
    taken = [label.box for label in picture.labels] + [shape.box for shape in picture.shapes]
    taken += [piece for wire in picture.wires for piece in _areas(wire)]
    return inside and not any(overlap(area, box) for box in taken)


def _areas(wire: Wire) -> Iterator[Area]:
    """The areas in which the pieces of a wire lie."""
    at = wire.start
    for _, points in wire.pieces:
        xs, ys = zip(at, *points, strict=True)
        yield min(xs), min(ys), max(xs), max(ys)
        at = points[-1]


def _frame(name: str, own: set[int], shapes: Sequence[Shape], labels: Sequence[Label]) -> Frame | None:
    """The frame around a definition's own nodes; None where something else stands inside."""
    mine = [shape.box for shape in shapes if shape.node.id in own]
    others = [shape.box for shape in shapes if shape.node.id not in own]
    for label in labels:
        inside = isinstance(label.of, Node) and label.of.id in own
        if inside and label.role not in ("output", "constant"):
            mine.append(label.box)
        if label.role == "output" or isinstance(label.of, Node) and not inside:
            others.append(label.box)
    left, top = min(box[0] for box in mine) - 8, min(box[1] for box in mine) - 6
    right, bottom = max(box[2] for box in mine) + 6, max(box[3] for box in mine) + 6
    if any(overlap((left, top, right, bottom), box) for box in others):
        return None
    return left, top, right - left, bottom - top, name
