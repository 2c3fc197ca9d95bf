"""The table of typical mistakes, all families together."""
from __future__ import annotations

from . import mistakes_large, mistakes_latex, mistakes_plain, mistakes_program
from .mistake import Mistake

MISTAKES: dict[str, Mistake] = {
    **mistakes_plain.ROWS, **mistakes_program.ROWS, **mistakes_latex.ROWS, **mistakes_large.ROWS}
