"""The table of typical mistakes: every label with its words, and the wrong rules beside the right ones."""
from __future__ import annotations

from . import single_rules, structure
from .row import Mistake
from .wrong_rules import CONSTANTS, FUNCTIONS, GATES, ONE_INPUT, WrongRule

MISTAKES: dict[str, Mistake] = {**single_rules.ROWS, **structure.ROWS}

__all__ = ["CONSTANTS", "FUNCTIONS", "GATES", "MISTAKES", "ONE_INPUT", "Mistake", "WrongRule"]
