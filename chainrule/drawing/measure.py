"""How wide a label is, and how far it reaches above and below its line."""
from __future__ import annotations

from ..notation.boxes import Box
from .typeset import typeset


def width(label: Box | str, size: float) -> float:
    """The width of a label in the unit of its font size."""
    return typeset(label).width * size


def above(label: Box | str, size: float) -> float:
    """How far a label reaches above its line."""
    return typeset(label).above * size


def below(label: Box | str, size: float) -> float:
    """How far a label reaches below its line."""
    return typeset(label).below * size
