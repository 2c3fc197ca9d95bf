"""Markdown tables of what was measured."""
from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from .aims import AIMS, LARGEST_EXPONENT, judge, judge_growth
from .problems import label
from .race import OURS, WHOLE, Row, exponent
from .training import BATCH, BOUND, SIZES, Trained

OWN = ("chainrule from text", "public call", WHOLE)


def seconds(value: float | str | None) -> str:
    if value is None or isinstance(value, str):
        return value or "–"
    for unit, name in ((1.0, "s"), (1e-3, "ms")):
        if value >= unit:
            return f"{figures(value / unit)} {name}"
    return f"{figures(value * 1e6)} µs"


def figures(value: float) -> str:
    """Two or three significant digits."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def times(row: Row, rival: str) -> str:
    ratio = row.times(rival)
    return f"{figures(ratio)}×" if ratio is not None else seconds(row.seconds.get(rival))


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = [":--", *["--:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *lines))


def short(rows: Sequence[Row], rivals: Sequence[str]) -> str:
    """The rows that stand for the rest: our seconds, and how many times as long the others took."""
    others = [r for r in rivals if r not in (OURS, *OWN)]
    lines = [[f"{row.problem.title}, {label(row.size)}", f"{int(row.measures['operations']):,}",
              *(seconds(row.seconds.get(own)) for own in (OURS, *OWN)),
              f"{row.measures['peak']:.0f}" if "peak" in row.measures else "–", *(times(row, r) for r in others)]
             for row in rows if row.size in row.problem.shown]
    head = ["gradient of", "operations", "derivation", "from text", "public call", "whole wait", "MiB", *others]
    return table(head, lines)


def full(rows: Sequence[Row], rivals: Sequence[str]) -> str:
    """Every row: seconds of all; in parentheses how many times as long as chainrule's derivation."""
    def cell(row: Row, rival: str) -> str:
        ratio = row.times(rival)
        shown = seconds(row.seconds.get(rival))
        return f"{shown} ({figures(ratio)}×)" if ratio is not None and rival != OURS else shown

    lines = [[f"{row.problem.title}, {label(row.size)}", f"{row.variables:,}", f"{int(row.measures['operations']):,}",
              *(cell(row, r) for r in rivals), f"{row.measures['ratio']:.2f}", f"{row.measures['bytes']:.0f}"]
             for row in rows]
    return table(["gradient of", "variables", "operations", *rivals, "(f, ∇f) / f", "B per node"], lines)


def growth(rows: Sequence[Row], rivals: Sequence[str]) -> str:
    """Exponents by problem."""
    lines = []
    for title, found in groupby(rows, lambda row: row.problem.title):
        group = list(found)
        slopes = [exponent(group, r) for r in rivals]
        lines.append([title, *("–" if slope is None else f"{slope:.2f}" for slope in slopes)])
    return table(["time grows as operations to the power", *rivals], lines)


def training(rows: Sequence[Trained]) -> str:
    """One step of a network on a batch, beside NumPy written by hand."""
    lines = [[f"{label(SIZES)}, {row.activation}, batch of {BATCH}", seconds(row.ours), seconds(row.by_hand),
              f"{figures(row.times)}×", "met" if row.times <= BOUND else "missed"] for row in rows]
    return table(["one step of", "chainrule", "NumPy by hand", "", f"aim: {BOUND:g}×"], lines)


def promises(rows: Sequence[Row]) -> str:
    lines = [[aim.title, *judge(aim, rows)] for aim in AIMS]
    lines.append([f"exponent {LARGEST_EXPONENT} over the last two decades", *judge_growth(rows)])
    return table(["aim", "", "worst", "missed at"], lines)
