"""The table of typical mistakes: every label with its words, and the wrong rules beside the right ones."""
from __future__ import annotations

from .words import MISTAKES, Mistake
from .wrong_rules import CONSTANTS, FUNCTIONS, GATES, ONE_INPUT, WrongRule

__all__ = ["CONSTANTS", "FUNCTIONS", "GATES", "MISTAKES", "ONE_INPUT", "Mistake", "WrongRule"]
