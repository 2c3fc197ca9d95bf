"""Numbers of many digits that are too large for what is done with them: their functions would never end."""
from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..rules import RULES

BITS = 10_000  # |value| below 2^BITS: floor, exp, sin, gamma … work with about as many digits
STEPS = 100_000  # of a polygamma function at a negative number, whose series takes one for every whole number
EXPONENT = 40_000  # bits: at an exact point larger numbers are not put into functions
POWER = 1_000  # bits: nor into those that raise e to them, which costs a multiplication for each bit
SUMMED = frozenset(name for name, rule in RULES.items() if rule.summed)


def check_size(op: str, operands: Sequence[Any]) -> None:
    """Raises OverflowError where an operation on these numbers would take for ever."""
    if is_endless(op, operands):
        raise OverflowError(op)
    if op not in RULES or RULES[op].robust:
        return
    for place, x in enumerate(operands):
        if place == 0 and op == "power":
            continue
        if bits(x) > BITS:
            raise OverflowError(op)


def is_endless(op: str, operands: Sequence[Any]) -> bool:
    """Whether an operation sums a term for every whole number, and there are too many of them."""
    return op in SUMMED and any(x.real < -STEPS for x in operands)


def most_bits(op: str) -> float:
    """How many bits before the point an operation's inputs may have at an exact point."""
    rule = RULES.get(op)
    if rule is None or rule.robust:
        return math.inf
    return POWER if rule.growth or rule.saturates else EXPONENT


def bits(x: Any) -> int:
    """About log2 |x|, of a number of mpmath without computing it."""
    parts = getattr(x, "_mpc_", None)
    if parts is None:
        own = getattr(x, "_mpf_", None)
        if own is None:
            return x.bit_length() if isinstance(x, int) else 0
        parts = (own,)
    return max((int(exponent + length) for _, mantissa, exponent, length in parts if mantissa), default=0)
