"""The table of typical mistakes, all families together."""
from __future__ import annotations

from . import large, latex, plain, program, shapes
from .row import Mistake

MISTAKES: dict[str, Mistake] = {
    **plain.ROWS, **program.ROWS, **latex.ROWS, **large.ROWS, **shapes.ROWS}
