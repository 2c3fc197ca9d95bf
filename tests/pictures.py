"""What tests of pictures share: nothing stands on anything else, and whether TeX is there to compile them."""
from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from chainrule.drawing.diagram import Diagram, Shape, overlap


def shape_box(shape: Shape) -> tuple[float, float, float, float]:
    half, high = shape.width / 2, shape.height / 2
    return shape.x - half, shape.y - high, shape.x + half, shape.y + high


def check(picture: Diagram) -> None:
    """No label on a label, on a foreign shape, or outside; no shape on a shape; no bend through a label."""
    boxes = [(label.box, label) for label in picture.labels]
    for k, (one, label) in enumerate(boxes):
        assert one[0] >= 0 and one[1] >= 0 and one[2] <= picture.width and one[3] <= picture.height, label
        for other, rival in boxes[k + 1:]:
            assert not overlap(one, other), (label, rival)
        for shape in picture.shapes:
            if label.of is not shape.node:
                assert not overlap(one, shape_box(shape)), (label, shape)
    for k, shape in enumerate(picture.shapes):
        assert not any(overlap(shape_box(shape), shape_box(other)) for other in picture.shapes[k + 1:])
    for wire in picture.wires:
        at = wire.start
        for kind, points in wire.pieces:
            for step in range(1, 20):
                t = step / 20
                x, y = _on_curve(at, points, t) if kind == "C" else (
                    at[0] + t * (points[0][0] - at[0]), at[1] + t * (points[0][1] - at[1]))
                for box, label in boxes:
                    if label.of is not wire.of:
                        assert not (box[0] < x < box[2] and box[1] < y < box[3]), (wire, label)
            at = points[-1]


def _on_curve(start: tuple[float, float], points: tuple[tuple[float, float], ...], t: float) -> tuple[float, float]:
    a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t ** 3
    x, y = (a * start[k] + b * points[0][k] + c * points[1][k] + d * points[2][k] for k in (0, 1))
    return x, y


def needs_tex(engine: str, *styles: str) -> None:
    """Skips the test where the engine, or a package that it needs, is not installed or not to be used."""
    if os.environ.get("CHAINRULE_TEX") == "0" or shutil.which(engine) is None or shutil.which("kpsewhich") is None:
        pytest.skip(f"{engine} is not installed")
    for style in styles:
        if subprocess.run(["kpsewhich", style], capture_output=True, check=False).returncode != 0:
            pytest.skip(f"{style} is not installed")
