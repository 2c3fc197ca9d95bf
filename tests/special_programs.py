"""Random expressions at special points, against mpmath alone: python tests/special_programs.py SECONDS [SEED].

Nothing of chainrule's evaluation is used: the expressions are made here as tuples, printed as text for chainrule and
evaluated here with 300 digits. A derivative is the common limit of difference quotients from both sides.
"""
from __future__ import annotations

import random
import sys
import time
from collections import Counter
from typing import Any

from mpmath import mp

import chainrule

DIGITS = 300
ZERO = 200  # what is smaller than 10^-200 is 0
STEPS = (18, 30, 42)
LARGE = 10 ** 12  # beyond it a floor takes more steps than there are digits in ours
POINTS = ("0", "1", "-1", "1/2", "2", "pi", "pi/2", "pi/4", "pi/6", "sqrt(2)", "-sqrt(2)", "e", "0.37", "-3", "64")
UNARY = ("abs", "sign", "step", "relu", "floor", "ceil", "sqrt", "cbrt", "sin", "cos", "tan", "exp", "ln", "atan",
         "tanh", "asin", "sigmoid", "square", "cube", "half", "neg", "sinh")
BINARY = ("+", "-", "*", "/", "max", "min", "hypot", "cases", "^", "atan2")
Tree = Any


def grown(dice: random.Random, depth: int) -> Tree:
    """A random expression."""
    if depth == 0 or dice.random() < 0.12:
        return dice.choice(("x", "x", "x", "y", "1", "2", "1/2", "sqrt(2)", "pi"))
    if dice.random() < 0.55:
        return dice.choice(UNARY), grown(dice, depth - 1)
    op = dice.choice(BINARY)
    if op == "cases":
        return op, *(grown(dice, depth - 1) for _ in range(2)), dice.choice(("<", "<=", ">", "==")), *(
            grown(dice, depth - 2 if depth > 1 else 0) for _ in range(2))
    return op, grown(dice, depth - 1), grown(dice, depth - 1)


def said(tree: Tree) -> str:
    """The expression as it is typed."""
    if isinstance(tree, str):
        return f"({tree})" if "/" in tree else tree
    op, *parts = tree
    if op == "cases":
        value, other, sign, left, right = parts
        return f"piecewise({said(value)}, {said(left)} {sign} {said(right)}, {said(other)})"
    inner = [said(part) for part in parts]
    shaped = {"square": "({0})^2", "cube": "({0})^3", "half": "({0})^(1/2)", "neg": "(-({0}))"}
    if op in shaped:
        return shaped[op].format(*inner)
    if op in ("+", "-", "*", "/", "^"):
        return f"(({inner[0]}) {op} ({inner[1]}))"
    return f"{op}({', '.join(inner)})"


class Enormous(ArithmeticError):
    """A number that is not compared."""


class Missing(ArithmeticError):
    """There is no real value."""


def snapped(value: Any) -> Any:
    """A number that is whole but for its last hundred digits is whole."""
    near = mp.nint(value) if abs(value) < 10 ** 50 else value
    return near if abs(value - near) < mp.mpf(10) ** -ZERO else value


def worth(tree: Tree, point: dict[str, Any]) -> Any:
    """The value by mpmath."""
    if isinstance(tree, str):
        return point[tree] if tree in point else constant(tree)
    op, *parts = tree
    if op == "cases":
        value, other, sign, left, right = parts
        gap = snapped(worth(left, point) - worth(right, point))
        holds = {"<": gap < 0, "<=": gap <= 0, ">": gap > 0, "==": gap == 0}[sign]
        return worth(value if holds else other, point)
    try:
        found = COMPUTED[op](*(snapped(worth(part, point)) for part in parts))
    except (ZeroDivisionError, ValueError, OverflowError, TypeError):
        raise Missing from None
    if isinstance(found, mp.mpc) or not mp.isfinite(found):
        raise Missing
    if abs(found) > mp.mpf(10) ** 5000:
        raise Enormous
    return snapped(found)


def raised(base: Any, exponent: Any) -> Any:
    if exponent == mp.nint(exponent) and abs(exponent) < 1000:
        return base ** int(exponent)
    if base < 0 or base == 0 and exponent <= 0:
        raise Missing
    return base ** exponent


def tangent(u: Any) -> Any:
    below = snapped(mp.cos(u))
    if below == 0:
        raise Missing
    return mp.sin(u) / below


def limited(u: Any, low: Any, high: Any) -> Any:
    if not low <= u <= high:
        raise Missing
    return u


def bearable(u: Any) -> Any:
    """What e may be raised to: beyond it nothing is compared."""
    if abs(u) > 9000:
        raise Enormous
    return u


COMPUTED: dict[str, Any] = {
    "abs": abs, "sign": mp.sign, "step": lambda u: mp.mpf(u > 0), "relu": lambda u: max(u, mp.mpf(0)),
    "floor": mp.floor, "ceil": mp.ceil, "sqrt": lambda u: mp.sqrt(limited(u, 0, mp.inf)),
    "half": lambda u: mp.sqrt(limited(u, 0, mp.inf)), "cbrt": lambda u: mp.sign(u) * mp.cbrt(abs(u)),
    "sin": mp.sin, "cos": mp.cos, "tan": tangent, "exp": lambda u: mp.exp(bearable(u)),
    "ln": lambda u: mp.log(u) if u > 0 else mp.nan, "atan": mp.atan, "tanh": mp.tanh, "sinh":
    lambda u: mp.sinh(bearable(u)), "asin": lambda u: mp.asin(limited(u, -1, 1)),
    "sigmoid": lambda u: 1 / (1 + mp.exp(-bearable(u))), "square": lambda u: u * u,
    "cube": lambda u: u * u * u, "neg": lambda u: -u, "+": lambda a, b: a + b, "-": lambda a, b: a - b,
    "*": lambda a, b: a * b, "/": lambda a, b: a / b, "max": max, "min": min, "hypot": mp.hypot, "^": raised,
    "atan2": mp.atan2}


def constant(text: str) -> Any:
    """A number as it is typed."""
    top, _, bottom = text.lstrip("-").partition("/")
    known = {"pi": mp.pi, "e": mp.e, "sqrt(2)": mp.sqrt(2)}
    value = +known[top] if top in known else mp.mpf(top)
    return (-1 if text.startswith("-") else 1) * value / mp.mpf(bottom or 1)


def from_sides(tree: Tree, point: dict[str, Any]) -> list[Any] | None:
    """The limits from the left and from the right: numbers, "none", or "unclear"; None where there is no value."""
    try:
        start = worth(tree, point)
    except Missing:
        return None
    if abs(start) > LARGE:
        raise Enormous
    sides: list[Any] = []
    for way in (-1, 1):
        found: list[Any] = []
        for digits in STEPS:
            step = mp.mpf("0.8314159") * mp.mpf(10) ** -digits
            try:
                found.append(way * snapped(worth(tree, {**point, "x": point["x"] + way * step}) - start) / step)
            except Missing:
                found.append(None)
        if None in found:
            sides.append("none" if found.count(None) == len(STEPS) else "unclear")
            continue
        a, b, c = found
        if abs(c) < mp.mpf(10) ** -15 and abs(c) <= abs(b) / 100 <= abs(a) / 10_000:
            sides.append(mp.mpf(0))
        elif abs(c - b) <= mp.mpf(10) ** -9 * abs(c):
            sides.append(c)
        else:
            sides.append("none" if abs(c) > 1000 * abs(b) > 0 else "unclear")
    return sides


def verdict(tree: Tree, at: dict[str, str]) -> tuple[str, str]:
    """What chainrule says, held against the truth."""
    with mp.workdps(DIGITS):
        try:
            sides = from_sides(tree, {name: constant(value) for name, value in at.items()})
        except Enormous:
            return "not compared", ""
        begun = time.process_time()
        try:
            found = chainrule.diff(said(tree), wrt="x", at=at)
            found.to_text("en")
            found.to_text("ko")
        except chainrule.ChainruleError as error:
            value: Any = error
        else:
            value = found.value
        slow = time.process_time() - begun > 5
        if slow:
            return "slow", ""
        if isinstance(value, chainrule.ChainruleError):
            clear = sides is not None and all(isinstance(s, mp.mpf) for s in sides)
            return ("refused though clear" if clear else "refused"), str(value)
        if found.check.status == "wrong":
            return "alarm", ""
        if sides is None:
            return "FALSE: no value", f"said {value}"
        left, right = sides
        if "unclear" in (left, right):
            return "not compared", ""
        exists = "none" not in (left, right) and close(left, right)
        if exists and (value is None or not close(number(value), left)):
            return "FALSE", f"said {value}, right {mp.nstr(left, 12)}"
        if not exists and value is not None:
            return ("end of the domain" if "none" in (left, right) else "FALSE"), f"said {value}, right {shown(sides)}"
        if not exists:
            given = found.to_dict()["derivatives"][-1]["one_sided"]
            for one, other in zip(given, sides, strict=True):
                if isinstance(one, (int, float)) and not (isinstance(other, mp.mpf) and close(mp.mpf(one), other)):
                    return "FALSE side", f"said {given}, right {shown(sides)}"
        return "right", ""


def shown(sides: list[Any]) -> list[str]:
    return [s if isinstance(s, str) else str(mp.nstr(s, 10)) for s in sides]


def number(value: Any) -> Any:
    return value if isinstance(value, mp.mpf) else mp.mpf(value.numerator) / value.denominator \
        if hasattr(value, "numerator") else mp.mpf(value)


def close(one: Any, other: Any) -> bool:
    return bool(abs(one - other) <= mp.mpf(10) ** -8 * max(abs(one), abs(other), mp.mpf(10) ** -100))


def main() -> None:
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    dice = random.Random(seed)
    count: Counter[str] = Counter()
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        tree = grown(dice, dice.choice((2, 3, 3, 4)))
        at = {"x": dice.choice(POINTS), "y": dice.choice(POINTS)}
        try:
            said_of, why = verdict(tree, at)
        except Exception as error:  # whatever it is, it is a finding
            said_of, why = "CRASH", f"{type(error).__name__}: {error}"
        count[said_of] += 1
        if said_of not in ("right", "refused", "not compared"):
            print(said_of, said(tree), at, why, flush=True)
    print(sum(count.values()), dict(count))


if __name__ == "__main__":
    main()
