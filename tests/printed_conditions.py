"""Printed conditions against numbers: python tests/printed_conditions.py CONDITIONS [SEED].

A condition must be needed: where it alone is broken the function has no derivative, or the formula no value. All of
them must be enough: where they hold the function has a derivative. The truth is that of special_programs.
"""
from __future__ import annotations

import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import special_programs as truth
from mpmath import mp
from special_programs import COMPUTED, Enormous, Missing, constant, said, snapped

import chainrule

DIGITS = 120
PLACES = {"x": ("0", "1", "-1", "1/2", "-2", "3", "0.37", "-0.61"),
          "y": ("0.17", "0.73", "1.37", "2.61", "-0.61", "-2.33")}  # no whole exponents


def piecewise(*parts: Any) -> Any:
    for value, holds in zip(parts[::2], parts[1::2], strict=False):
        if holds:
            return value
    if len(parts) % 2:
        return parts[-1]
    raise Missing


def wrapped(function: Any) -> Any:
    def computed(*inputs: Any) -> Any:
        found = function(*(snapped(mp.mpf(x)) for x in inputs))
        if isinstance(found, mp.mpc) or not mp.isfinite(found):
            raise Missing
        return snapped(found)
    return computed


FUNCTIONS: dict[str, Any] = {
    **{name: wrapped(f) for name, f in COMPUTED.items() if name.isidentifier()}, "arctan": wrapped(mp.atan),
    "arcsin": wrapped(COMPUTED["asin"]), "arctan2": wrapped(mp.atan2), "piecewise": piecewise,
    "max": lambda *inputs: max(inputs), "min": lambda *inputs: min(inputs), "sec": wrapped(lambda u: 1 / mp.cos(u)),
    "cosh": wrapped(mp.cosh), "tanh": wrapped(mp.tanh)}



def holds(condition: str, point: dict[str, Any]) -> bool | None:
    """Whether a condition holds as it is printed; None where one of its sides has no value."""
    claim, _, cases = condition.partition(" if ")
    try:
        if cases and not all(_compared(case, point) for case in cases.split(" and ")):
            return True
        return _compared(claim, point)
    except (Missing, Enormous, ZeroDivisionError, ValueError, TypeError, OverflowError):
        return None


def _compared(claim: str, point: dict[str, Any]) -> bool:
    sign = next(s for s in (" != ", " >= ", " <= ", " > ", " < ", " == ") if s in _outside(claim))
    at = _outside(claim).index(sign)
    left, right = (_value(side, point) for side in (claim[:at], claim[at + len(sign):]))
    gap = snapped(left - right)
    return bool({"!=": gap != 0, ">=": gap >= 0, "<=": gap <= 0, ">": gap > 0, "<": gap < 0, "==": gap == 0}[
        sign.strip()])


def _outside(text: str) -> str:
    """The text with everything inside parentheses made blank."""
    depth, found = 0, []
    for sign in text:
        depth += sign == "("
        found.append(sign if not depth else "_")
        depth -= sign == ")"
    return "".join(found)


def _value(text: str, point: dict[str, Any]) -> Any:
    names = {**FUNCTIONS, "pi": +mp.pi, "e": +mp.e, **point}
    code = text.replace("^", "**")
    value = eval(code, {"__builtins__": {}}, names)  # noqa: S307  our own output
    if isinstance(value, complex | mp.mpc):
        raise Missing
    return mp.mpf(value)


def formula_value(text: str | None, point: dict[str, Any]) -> Any:
    """What the printed answer says; None where it says nothing."""
    if text is None:
        return None
    try:
        return _value(text, point)
    except (Missing, Enormous, ZeroDivisionError, ValueError, TypeError, OverflowError):
        return None


def derivative(tree: Any, point: dict[str, Any]) -> Any:
    """The derivative by x; None where there is none, NaN where that is not seen, or one side only has values."""
    sides = truth.from_sides(tree, point)
    if sides is None or sides == ["none", "none"]:
        return None
    if "unclear" in sides:
        return math.nan
    if "none" in sides:
        return math.nan if _ends(tree, point) else None
    return sides[0] if truth.close(*sides) else None


def _ends(tree: Any, point: dict[str, Any]) -> bool:
    """Whether the function has no values on one side."""
    for way in (-1, 1):
        try:
            truth.worth(tree, {**point, "x": point["x"] + way * mp.mpf(10) ** -9})
        except Missing:
            return True
    return False


def points(dice: random.Random, conditions: list[str]) -> Iterator[dict[str, Any]]:
    """Places, some of them where a condition x != 2 is just broken."""
    for condition in conditions:
        left, sign, right = condition.partition(" != ")
        if sign and left in ("x", "y") and " if " not in condition:
            for _ in range(3):
                point = {name: constant(dice.choice(places)) for name, places in PLACES.items()}
                try:
                    point[left] = _value(right, point)
                except (Missing, ZeroDivisionError, ValueError, TypeError):
                    continue
                yield point
    for _ in range(6):
        yield {name: constant(dice.choice(places)) for name, places in PLACES.items()}


def examined(tree: Any, dice: random.Random) -> tuple[Counter[str], list[str]]:
    """How many conditions are printed for an expression, how many of them were seen to be needed, and what is wrong."""
    count: Counter[str] = Counter()
    try:
        entry = chainrule.diff(said(tree), wrt="x").to_dict()["derivatives"][0]
    except chainrule.ChainruleError:
        return count, []
    conditions, faults = entry["conditions"], []
    if entry["check"]["status"] != "checked":
        return count, faults  # no place was found where the function has a value
    if not set(re.findall(r"[A-Za-z_]\w*", " ".join(conditions))) <= {*FUNCTIONS, "x", "y", "pi", "e", "if", "and"}:
        return count, faults  # long ones speak of intermediate values
    needed: dict[str, list[bool]] = {c: [] for c in conditions}
    for point in points(dice, conditions):
        broken = [c for c in conditions if holds(c, point) is not True]
        if len(broken) > 1:
            continue
        try:
            found = derivative(tree, point)
        except Enormous:
            continue
        if isinstance(found, float):
            continue
        if broken:
            claimed = formula_value(entry["answer"], point) if found is not None else None
            needed[broken[0]].append(claimed is None or not truth.close(claimed, found))
        elif found is None:
            where = {name: mp.nstr(value, 8) for name, value in point.items()}
            faults.append(f"not enough: {said(tree)} at {where}: {conditions}")
    for condition, verdicts in needed.items():
        count["conditions"] += 1
        count["seen to be needed"] += any(verdicts)
        if len(verdicts) >= 3 and not any(verdicts):
            faults.append(f"not needed: {condition} of {said(tree)}")
    return count, faults


def run(wanted: int, seed: int) -> tuple[Counter[str], list[str]]:
    """So many printed conditions examined."""
    dice = random.Random(seed)
    count: Counter[str] = Counter()
    faults: list[str] = []
    with mp.workdps(DIGITS):
        truth.ZERO, truth.STEPS = 80, (9, 15, 21)
        while count["conditions"] < wanted:
            tree = truth.grown(dice, dice.choice((2, 2, 3)))
            found, wrong = examined(tree, dice)
            count["expressions"] += 1
            count += found
            faults += wrong
    return count, faults


if __name__ == "__main__":
    counted, wrong_ones = run(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print("\n".join(wrong_ones))
    print(dict(counted), len(wrong_ones), "faults")
