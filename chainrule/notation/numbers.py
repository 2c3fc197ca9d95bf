"""How a number is shown: exactly where that is short, else to four significant digits."""
from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from .boxes import ATOM, FRACTION, NEGATIVE, Frac, Num, Op, Row, Written

SIGNIFICANT = 4
MOST_DIGITS = 6  # where four would not multiply to the product that stands beside them
VISIBLE = 10 ** 12  # bits: a number with a longer exponent is shown as 0, which it nearly is


def literal(value: Any, spelling: str) -> Written:
    """A number of the formula: as it was spelled, or exactly as it is."""
    if spelling:
        return _signed(spelling.lstrip("-"), value < 0)
    if value.denominator == 1:
        return _signed(_digits(abs(int(value))), value < 0)
    return number(value)


def _signed(digits: str, negative: bool) -> Written:
    return (Row((Op("neg"), Num(digits))), NEGATIVE) if negative else (Num(digits), ATOM)


def _digits(value: int) -> str:
    """All digits of a whole number; zeros at the end of a long one as a power of ten."""
    if value.bit_length() >= 12_000:
        return _significant(value)
    text = str(value)
    short = text.rstrip("0")
    return f"{short[0]}{'.' * (len(short) > 1)}{short[1:]}e{len(text) - 1}" if len(text) - len(short) >= 15 else text


def number(value: Any, digits: int = SIGNIFICANT) -> Written:
    """A value as it is shown: whole numbers and short fractions exactly, else so many significant digits."""
    negative = value < 0
    if is_wide(value):
        return _signed(_wide(abs(value)), negative)
    if type(value) is not float and value.denominator == 1 and abs(value) < 10 ** 12:
        return _signed(str(abs(int(value))), negative)
    if type(value) is not float and value.denominator != 1:
        size = abs(Fraction(value))
        if 10_000 % size.denominator == 0 and size.numerator < 10 ** 8:
            return _signed(format(float(size), ".10g"), negative)
        if size.numerator < 10_000 and size.denominator < 10_000:
            box = Frac(Num(str(size.numerator)), Num(str(size.denominator)))
            return (Row((Op("neg"), box)), NEGATIVE) if negative else (box, FRACTION)
    return _signed(_significant(abs(value), digits), negative)


def agreeing_digits(products: Sequence[Sequence[Any]], total: Any) -> int:
    """How many digits the factors need, so that the shown ones multiply and add up to the shown total: 4 to 6; 4 where
    6 do not suffice."""
    if not all(_is_double(x) for x in (total, *(x for factors in products for x in factors))) or total == 0:
        return SIGNIFICANT
    wanted = _significant(abs(float(total)))
    for digits in range(SIGNIFICANT, MOST_DIGITS + 1):
        found = math.fsum(math.prod(_as_shown(x, digits) for x in factors) for factors in products)
        if math.isfinite(found) and _significant(abs(found)) == wanted:
            return digits
    return SIGNIFICANT


def _is_double(value: Any) -> bool:
    """Whether a double is about as good as a number."""
    return not is_wide(value) and (value == 0 or 1e-300 < abs(value) < 1e300)


def _as_shown(value: Any, digits: int) -> float:
    if not is_rounded(value) or value == 0:
        return float(value)
    return math.copysign(float(_significant(abs(value), digits)), value)


def is_wide(value: Any) -> bool:
    """Whether a number is one of mpmath's: too large or too small for a double, or too close to a whole number."""
    return hasattr(value, "_mpf_")


def _wide(value: Any) -> str:
    from mpmath import mp
    if mp.mag(value) < -VISIBLE:
        return "0"
    text = str(mp.nstr(value, SIGNIFICANT, min_fixed=-4, max_fixed=6))
    mantissa, sign, exponent = text.partition("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return mantissa + sign + exponent.lstrip("+")


def is_rounded(value: Any) -> bool:
    """Whether `number` shows less than the whole value."""
    if is_wide(value):
        return True
    if type(value) is float:
        return float(_significant(abs(value))) != abs(value)
    size = abs(Fraction(value))
    if size.denominator == 1:
        return size >= 10 ** 12
    return not (10_000 % size.denominator == 0 and size.numerator < 10 ** 8) and not (
        size.numerator < 10_000 and size.denominator < 10_000)


def _significant(value: Any, shown: int = SIGNIFICANT) -> str:
    """Significant digits; without an exponent where the number is neither very large nor very small."""
    if not isinstance(value, float):
        digits = math.log10(value.numerator) - math.log10(value.denominator)
        if digits > 300 or digits < -300:
            whole = math.floor(digits)
            return f"{10 ** (digits - whole):.{shown}g}e{whole}"
        value = value.numerator / value.denominator
    if value == 0:
        return "0"
    power = math.floor(math.log10(value))
    if -4 <= power < 6:
        text = f"{value:.{max(0, shown - 1 - power)}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, _, exponent = f"{value:.{shown - 1}e}".partition("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"


def count_text(count: int) -> str:
    """A number of things, however large: exact, or a power of two, or its size."""
    if count < 10 ** 15:
        return str(count)
    power = count.bit_length() - 1
    size = f"10^{int(power * 0.30102999566398120)}"
    return f"2^{power} ≈ {size}" if count == 1 << power else str(count) if power < 200 else f"≈ {size}"
