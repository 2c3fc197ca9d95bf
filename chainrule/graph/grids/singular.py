"""A matrix without an inverse."""
from __future__ import annotations


class Singular(ArithmeticError):
    """The matrix has no inverse, or none that could be told from rounding."""
