"""Python's numbers as constants of a graph, and as trees."""
from __future__ import annotations

import math
import numbers
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ... import limits
from ...errors import TooLargeError
from ...graph.graph import Graph
from ...language import Text
from ...tree import Constant, Divided, Negated, Numeral, Typed
from .refusals import NOT_FINITE, refuse

TOO_LONG = Text("A number of more than {limit} digits.", "{limit}자리를 넘는 수입니다.")
SIMPLE = 1000  # the largest denominator of a fraction that a float is taken for
LONG = 16  # digits of a float that is no decimal anybody typed
WHOLE = 1e15


def plain(value: Any) -> int | Fraction | float | None:
    """A number of Python's, NumPy's or SymPy's as int, Fraction or float; None for anything else."""
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        value = value.item()
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, Decimal) and value.is_finite():
        return Fraction(value)
    return float(value) if isinstance(value, numbers.Real | Decimal) else None


def constant(graph: Graph, value: Any) -> int | None:
    """The node of a number; None for what is none.

    The double nearest to π or to e is that constant, and one nearest to a fraction as simple as 1/3 is that fraction:
    `x/3` and `x*(1/3)` mean the same. Any other float is the decimal that Python prints.
    """
    number = plain(value)
    if number is None:
        return None
    if isinstance(number, float):
        if not math.isfinite(number):
            raise refuse(NOT_FINITE, value=number)
        for name, known in (("pi", math.pi), ("e", math.e)):
            if abs(number) == known:
                node = graph.add("constant", (), name)
                return node if number > 0 else graph.add("negation", (node,))
        return graph.number(*_exactly(number))
    longest = max(abs(number.numerator), number.denominator)
    if longest.bit_length() > limits.DIGITS * 3.33:
        raise TooLargeError("too_large", TOO_LONG, facts={"limit": limits.DIGITS})
    return graph.number(number)


def _exactly(number: float) -> tuple[int | Fraction, str]:
    """A float as an exact number and its spelling."""
    if number.is_integer() and abs(number) < WHOLE:
        return int(number), ""
    written = repr(number)
    digits, _, power = written.partition("e")
    if len(digits.strip("-").replace(".", "").strip("0")) >= LONG:
        simple = Fraction(number).limit_denominator(SIMPLE)
        if float(simple) == number:
            return simple, ""
    spelling = f"{digits}e{int(power)}" if power else digits
    return Fraction(written), spelling


def numeral(number: int | Fraction | float) -> Typed:
    """A number as a tree."""
    if isinstance(number, float):
        if not math.isfinite(number):
            raise refuse(NOT_FINITE, value=number)
        for name, known in (("pi", math.pi), ("e", math.e)):
            if abs(number) == known:
                return Constant(note=name) if number > 0 else Negated(Constant(note=name))
        exact, spelling = _exactly(number)
        if spelling:
            return Negated(Numeral(note=spelling[1:])) if spelling[0] == "-" else Numeral(note=spelling)
        number = exact
    if number < 0:
        return Negated(numeral(-number))
    if isinstance(number, Fraction) and number.denominator != 1:
        return Divided(Numeral(note=str(number.numerator)), Numeral(note=str(number.denominator)))
    return Numeral(note=str(int(number)))
