"""Frames around the gates of opened definitions."""
from __future__ import annotations

from collections.abc import Sequence

from .diagram import Frame, Label, Shape, overlap
from .model import Model, Node


def frames(model: Model, shapes: Sequence[Shape], labels: Sequence[Label]) -> tuple[Frame, ...]:
    """A frame around the gates of every opened definition, where nothing else stands inside."""
    names = {n.id: n.name for n in model.nodes}
    groups: dict[int, list[Shape]] = {}
    for shape in shapes:
        if shape.node.inside is not None:
            groups.setdefault(shape.node.inside, []).append(shape)
    found = (_frame(names[root], {n.id for n in model.nodes if n.inside == root}, shapes, labels)
             for root, members in groups.items() if len(members) > 1)
    return tuple(frame for frame in found if frame is not None)


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
