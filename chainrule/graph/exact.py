"""Exact arithmetic: whole numbers and fractions while they are worth their digits, and their finite decimals."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..rules import RULES

Exact = int | Fraction
LARGEST_EXACT_BITS = 4096  # exact arithmetic gives way to floating point beyond this many bits


def small(value: Exact) -> bool:
    """Whether an exact number is still worth its digits."""
    return value.numerator.bit_length() <= LARGEST_EXACT_BITS and value.denominator.bit_length() <= LARGEST_EXACT_BITS


def exact_value(op: str, note: Any, operands: list[Any]) -> Exact | None:
    """The exact value of an operation on exact numbers; None where it is not rational, too long, or undefined."""
    own = _OWN.get(op)
    result = own(note, operands) if own is not None else _by_rule(op, operands)
    return result if result is not None and small(result) else None


def exact_power(base: Exact, exponent: Exact) -> Exact | None:
    """base ** exponent where that is a rational number of bearable length."""
    if exponent.denominator != 1 or (base == 0 and exponent <= 0):
        if exponent == Fraction(1, 2):
            return RULES["sqrt"].exact(Fraction(base))  # type: ignore[misc]
        return Fraction(1) if exponent == 0 and base != 0 else None
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(int(exponent)) > 2 * LARGEST_EXACT_BITS:
        return None
    return Fraction(base) ** int(exponent)


def _by_rule(op: str, operands: list[Any]) -> Exact | None:
    rule = RULES[op]
    if rule.exact is None:
        return None
    return rule.exact(*map(Fraction, operands) if rule.callable else operands)


def _unknown(note: Any, operands: list[Any]) -> None:
    """What has no exact value at all."""


def _difference(note: str, operands: list[Any]) -> Exact:
    total: Exact = sum(x if s == "+" else -x for x, s in zip(operands, note, strict=True))
    return total


def _quotient(note: Any, operands: list[Any]) -> Exact | None:
    return None if operands[1] == 0 else Fraction(operands[0]) / operands[1]


def _power(note: Any, operands: list[Any]) -> Exact | None:
    return exact_power(*operands)


_OWN: dict[str, Callable[[Any, list[Any]], Exact | None]] = {
    "sum": lambda note, operands: sum(operands), "difference": _difference, "quotient": _quotient,
    "power": _power, "exponential": _power, "general_power": _power,
    "cases": _unknown, "compared": _unknown, "unknown": _unknown}


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
