"""How large a power of constants would be, estimated with floats before anything is computed."""
from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from .. import limits
from ..rules import RULES
from ..tree import Added, Called, Constant, Divided, Multiplied, Negated, Numeral, Raised, Typed, Variable


class Bits(NamedTuple):
    """log2 of numerator and denominator; for an inexact value the denominator is 1 (log2 0). `near` is the value in a
    double, where one was found."""

    top: float
    bottom: float
    near: float | None = None


# What is known of the trees of one line, by id; None: not a constant.
Sizes = dict[int, Bits | None]
GROWING = {rule.name: rule.growth for rule in RULES.values() if rule.growth}
SMALL = Bits(6.0, 0.0)


def check_power(base: Typed, exponent: Typed, sizes: Sizes) -> str:
    """The row of `mistakes` that refuses base^exponent, or "" where nothing is too large."""
    bare = exponent.args[0] if isinstance(exponent, Negated) else exponent
    if isinstance(bare, Numeral):
        if len(bare.note) > 2 and bare.value > limits.EXPONENT:
            return "exponent"
        if isinstance(base, Variable):
            return ""
    elif isinstance(bare, Variable):
        return ""
    power = _bits(exponent, sizes)
    if power is None:
        return ""
    size = _bits(base, sizes)
    return "tower" if size is not None and _raised(size, power) is None else ""


def grows_too_large(tree: Typed, sizes: Sizes) -> bool:
    """Whether a function that grows fast has too large a constant argument."""
    if not (isinstance(tree, Called) and tree.note in GROWING):
        return False
    bits = _bits(tree.args[0], sizes)
    return bits is not None and (bits.top - bits.bottom > 60
                                 or 2 ** (bits.top - bits.bottom) * GROWING[tree.note] > limits.GROWTH_BITS)


def _raised(size: Bits, power: Bits) -> Bits | None:
    """The size of a power; None when it passes the limits."""
    log_power = power.top - power.bottom
    widest = max(abs(size.top - size.bottom), 1e-9)
    if log_power > 60 or widest * 2 ** log_power > limits.POWER_BITS:
        return None
    times = 2 ** log_power
    if power.bottom == 0 and (size.top + size.bottom) * times > limits.EXACT_BITS:
        return None
    ends = size.top, size.bottom
    return Bits(max(ends) * times, min(ends) * times)


def _bits(tree: Typed, sizes: Sizes) -> Bits | None:
    """The size of a constant expression; None where it holds a variable. No part is looked at twice."""
    if isinstance(tree, Variable):
        return None
    stack = [tree]
    while stack:
        node = stack[-1]
        if id(node) in sizes:
            stack.pop()
            continue
        missing = [arg for arg in node.args if id(arg) not in sizes]
        if missing:
            stack.extend(missing)
            continue
        stack.pop()
        operands = [sizes[id(arg)] for arg in node.args]
        known = [bits for bits in operands if bits is not None]
        constant = len(known) == len(operands) and not isinstance(node, Variable)
        sizes[id(node)] = size_of(node, known) if constant else None
    return sizes[id(tree)]


def size_of(node: Typed, operands: Sequence[Bits]) -> Bits:
    """The size of a head whose operands have these sizes; infinite beyond the limits."""
    near = _near(node, [bits.near for bits in operands])
    bound = _bound(node, operands)
    if near is None or math.isinf(bound.top):
        return bound
    inexact = isinstance(node, Called | Constant) or isinstance(node, Raised) and operands[1].bottom != 0
    return Bits(math.log2(abs(near)), 0.0, near) if inexact and near else bound._replace(near=near)


def _bound(node: Typed, operands: Sequence[Bits]) -> Bits:
    """The size by the operands' sizes alone."""
    match node:
        case Numeral():
            value = node.value
            return Bits(math.log2(value.numerator or 1), math.log2(value.denominator))
        case Constant():
            return Bits(1.7, 0.0)
        case Added():
            shared = sum(bits.bottom for bits in operands)
            return Bits(max(b.top - b.bottom for b in operands) + math.log2(len(operands)) + shared, shared)
        case Multiplied():
            return Bits(sum(b.top for b in operands), sum(b.bottom for b in operands))
        case Divided():
            above, below = operands
            return Bits(above.top + below.bottom, above.bottom + below.top)
        case Negated():
            return operands[0]
        case Raised():
            return _raised(operands[0], operands[1]) or Bits(math.inf, 0.0)
        case Called() if node.note in GROWING:
            log = operands[0].top - operands[0].bottom
            return Bits((2 ** log if log < 60 else math.inf) * GROWING[node.note], 0.0)
        case Called() if RULES[node.note].as_large:
            return max(operands, key=lambda bits: bits[:2])
    return SMALL


def _near(node: Typed, operands: Sequence[float | None]) -> float | None:
    """The value in a double; None where that is not to be had at little cost."""
    values = [x for x in operands if x is not None]
    if len(values) != len(operands):
        return None
    try:
        match node:
            case Numeral():
                found = float(node.value)
            case Constant():
                found = math.pi if node.note == "pi" else math.e
            case Added():
                found = sum(x if sign == "+" else -x for x, sign in zip(values, node.note, strict=True))
            case Multiplied():
                found = math.prod(values)
            case Divided():
                found = values[0] / values[1]
            case Negated():
                found = -values[0]
            case Raised():
                found = values[0] ** values[1]
            case Called() if RULES[node.note].analytic and (value := RULES[node.note].value) is not None:
                found = value(math, *values)
            case _:
                return None
    except (ValueError, OverflowError, ZeroDivisionError, TypeError, AttributeError):
        return None
    return float(found) if isinstance(found, float | int) and math.isfinite(found) else None
