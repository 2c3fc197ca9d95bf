"""A label that has been set: signs that flow in runs, and bars, roots and tall parentheses as filled outlines.

Lengths are in the label's font size, x from its left end, y upward from its line.
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..records import record
from .advances import advance

LEAST = 0.5  # of the label's size: no sign is smaller
TALLEST, DEEPEST = 0.76, 0.24  # of a sign's size: how far it reaches above and below its line
SAME, BOLD = 1e-6, 1.1
Point = tuple[float, float]
Outline = tuple[tuple[str, tuple[Point, ...]], ...]


@record
class Piece:
    """Signs of one kind: how far above the line they stand and how large they are, both of the label's size."""

    text: str
    rise: float = 0.0
    size: float = 1.0
    slanted: bool = False
    bold: bool = False

    @property
    def width(self) -> float:
        """Bold letters are a little wider."""
        return advance(self.text) * self.size * (BOLD if self.bold else 1.0)


@record
class Run:
    """Pieces that flow from left to right in the middle of `width`; a `fixed` one stays apart from its neighbours.
    One in a `role` has that role's colour."""

    x: float
    width: float
    pieces: tuple[Piece, ...]
    fixed: bool = False
    role: str = ""


@record
class Stroke:
    """A filled outline: from `start` by lines ("L", end) and curves ("Q", handle, end)."""

    start: Point
    parts: Outline
    role: str = ""


@record
class Setting:
    """How wide a label is, how far it reaches above and below its line, and what it consists of."""

    width: float = 0.0
    above: float = 0.0
    below: float = 0.0
    runs: tuple[Run, ...] = ()
    strokes: tuple[Stroke, ...] = ()

    @property
    def high(self) -> bool:
        """Whether parentheses of usual height would not reach around it."""
        return self.above > 1.05 or self.below > 0.4


def line(*pieces: Piece) -> Setting:
    """Pieces side by side on one line."""
    shown = [piece for piece in pieces if piece.text]
    if not shown:
        return Setting()
    width = sum(piece.width for piece in shown)
    return Setting(width, max(p.rise + TALLEST * p.size for p in shown), max(DEEPEST * p.size - p.rise for p in shown),
                   (Run(0.0, width, _joined(shown)),))


def beside(settings: Iterable[Setting]) -> Setting:
    """One behind the other; what flows on both sides of a seam becomes one run."""
    x = above = below = 0.0
    runs: list[Run] = []
    strokes: list[Stroke] = []
    for setting in settings:
        moved = shifted(setting, x, 0.0)
        strokes += moved.strokes
        for run in moved.runs:
            last = runs[-1] if runs else run
            if last is not run and not last.fixed and not run.fixed and last.role == run.role and \
                    abs(last.x + last.width - run.x) < SAME:
                runs[-1] = replace(last, width=last.width + run.width, pieces=_joined((*last.pieces, *run.pieces)))
            else:
                runs.append(run)
        x, above, below = x + setting.width, max(above, setting.above), max(below, setting.below)
    return Setting(x, above, below, tuple(runs), tuple(strokes))


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece."""
    made: list[Piece] = []
    for piece in pieces:
        if made and replace(made[-1], text="") == replace(piece, text=""):
            made[-1] = replace(piece, text=made[-1].text + piece.text)
        else:
            made.append(piece)
    return tuple(made)


def shifted(setting: Setting, right: float, up: float) -> Setting:
    """The same further to the right and higher; its width stays."""
    return _mapped(setting, 1.0, right, up) if right or up else setting


def scaled(setting: Setting, factor: float) -> Setting:
    """The same smaller, but no sign so small that it could not be read."""
    sizes = [piece.size for run in setting.runs for piece in run.pieces]
    return _mapped(setting, max(factor, min(1.0, LEAST / min(sizes, default=1.0))), 0.0, 0.0)


def fixed(setting: Setting) -> Setting:
    """The same with all runs staying where they are."""
    return replace(setting, runs=tuple(replace(run, fixed=True) for run in setting.runs))


def coloured(setting: Setting, role: str) -> Setting:
    """The same in a role's colour."""
    return replace(setting, runs=tuple(replace(run, role=role) for run in setting.runs),
                   strokes=tuple(replace(stroke, role=role) for stroke in setting.strokes))


def _mapped(setting: Setting, by: float, right: float, up: float) -> Setting:
    def at(point: Point) -> Point:
        return point[0] * by + right, point[1] * by + up

    runs = tuple(Run(run.x * by + right, run.width * by, tuple(
        Piece(p.text, p.rise * by + up, p.size * by, p.slanted, p.bold) for p in run.pieces), run.fixed, run.role)
        for run in setting.runs)
    strokes = tuple(Stroke(at(stroke.start), tuple((kind, tuple(map(at, points))) for kind, points in stroke.parts),
                           stroke.role) for stroke in setting.strokes)
    return Setting(setting.width * by, setting.above * by + up, setting.below * by - up, runs, strokes)
