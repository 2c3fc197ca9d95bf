"""How large a power of constants would be, estimated with floats before anything is computed."""
from __future__ import annotations

import math
from collections.abc import Sequence

from .. import limits
from ..rules import RULES
from ..tree import Added, Called, Constant, Divided, Multiplied, Negated, Numeral, Raised, Typed, Variable

# log2 of numerator and denominator; for an inexact value the denominator is 1 (log2 0).
Bits = tuple[float, float]
# What is known of the trees of one line, by id; None: not a constant.
Sizes = dict[int, Bits | None]
GROWING = {rule.name: rule.growth for rule in RULES.values() if rule.growth}
_SMALL: Bits = (6.0, 0.0)


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
    return bits is not None and (bits[0] - bits[1] > 60
                                 or 2 ** (bits[0] - bits[1]) * GROWING[tree.note] > limits.GROWTH_BITS)


def _raised(size: Bits, power: Bits) -> Bits | None:
    """The size of a power; None when it passes the limits."""
    log_power = power[0] - power[1]
    widest = max(abs(size[0] - size[1]), 1e-9)
    if log_power > 60 or widest * 2 ** log_power > limits.POWER_BITS:
        return None
    times = 2 ** log_power
    if power[1] == 0 and (size[0] + size[1]) * times > limits.EXACT_BITS:
        return None
    return max(size) * times, min(size) * times


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
    match node:
        case Numeral():
            value = node.value
            return math.log2(value.numerator or 1), math.log2(value.denominator)
        case Constant():
            return 1.7, 0.0
        case Added():
            below = sum(b for _, b in operands)
            return max(a - b for a, b in operands) + math.log2(len(operands)) + below, below
        case Multiplied():
            return sum(a for a, _ in operands), sum(b for _, b in operands)
        case Divided():
            (a, b), (c, d) = operands
            return a + d, b + c
        case Negated():
            return operands[0]
        case Raised():
            return _raised(operands[0], operands[1]) or (math.inf, 0.0)
        case Called() if node.note in GROWING:
            log = operands[0][0] - operands[0][1]
            return (2 ** log if log < 60 else math.inf) * GROWING[node.note], 0.0
        case Called() if RULES[node.note].as_large:
            return max(operands)
    return _SMALL
