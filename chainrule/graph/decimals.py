"""Exact numbers that were typed as decimals, and their finite decimals."""
from __future__ import annotations

from fractions import Fraction

from .graph import Exact


def magnitude(value: Exact) -> Exact:
    """The number without its sign."""
    return -value if value < 0 else value


def terminates(value: Exact) -> bool:
    """Whether a number has a decimal of at most 17 places."""
    return 10 ** 17 % value.denominator == 0


def finite_decimal(value: Exact) -> str:
    """The finite decimal of a number; a very small one with an exponent."""
    if value.denominator == 1:
        return ""
    places = next(k for k in range(1, 18) if 10 ** k % value.denominator == 0)
    if magnitude(value) < Fraction(1, 10_000):
        figures = str(abs(value.numerator) * 10 ** places // value.denominator)
        tail = f".{figures[1:]}" if len(figures) > 1 else ""
        return f"{'-' if value < 0 else ''}{figures[0]}{tail}e-{places - len(figures) + 1}"
    digits = str(abs(value.numerator) * 10 ** places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
