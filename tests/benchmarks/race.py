"""All rivals on one problem of one size, in turn, round by round; medians; nothing wrong is timed."""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from .problems import Problem, Size
from .worker import Failed, Worker

OURS = "chainrule"
WHOLE = "whole wait"
STARTING = 30.0  # seconds that a rival may take to start and to build the function
AGREEMENT = 1e-7  # relative to the largest component of the gradient
COMPARED = 2_000  # operations: gradients of functions with more are taken as the smaller ones were


class Wrong(Exception):
    """Two rivals disagree about a gradient."""


class Ended(Exception):
    """chainrule itself gave no answer."""


@dataclass
class Row:
    """One problem of one size: median seconds of every rival, or why there are none; and what a rival measures."""

    problem: Problem
    size: Size
    seconds: dict[str, float | str] = field(default_factory=dict)
    measures: dict[str, float] = field(default_factory=dict)
    variables: int = 0

    def times(self, rival: str, than: str = OURS) -> float | None:
        """How many times as long the rival took."""
        one, other = self.seconds.get(rival), self.seconds.get(than)
        return one / other if isinstance(one, float) and isinstance(other, float) else None


def race(problem: Problem, sizes: Sequence[Size], rivals: Sequence[str], rounds: int, budget: float) -> Iterator[Row]:
    """A row for every size; a rival that failed at one size is not started at larger ones."""
    out: dict[str, str] = {}
    for size in sizes:
        row = Row(problem, size, dict(out))
        heat(row, [r for r in rivals if r not in out], rounds, budget)
        out.update((r, why) for r, why in row.seconds.items() if isinstance(why, str))
        if row.measures:
            yield row
        if OURS in out:  # without it there is nothing to compare with
            return


def heat(row: Row, rivals: Sequence[str], rounds: int, budget: float) -> None:
    workers = {rival: Worker(rival, row.problem.name, row.size) for rival in rivals}
    running = dict(workers)
    reference: list[float] = []

    def ask(rival: str, order: str, seconds: float) -> Any:
        """The answer, or None for a rival that is out of the race from now on."""
        try:
            return running[rival].ask(order, seconds)
        except Failed as why:
            row.seconds[rival] = why.args[0]
            del running[rival]
            if rival == OURS:
                raise Ended from None
        return None

    try:
        for rival in rivals:
            ask(rival, "prepare", STARTING)
        row.measures = ask(OURS, "measures", 60 * budget) or {}
        if WHOLE in running:
            row.measures |= ask(WHOLE, "measures", budget) or {}
        for rival in list(running) if row.measures["operations"] <= COMPARED else [OURS]:
            numbers = ask(rival, "numbers", budget)
            reference = reference or numbers or []
            if numbers is not None:
                compare(row, rival, numbers, reference)
        row.variables = len(reference)
        for _ in range(rounds):
            for rival in list(running):
                worker = running[rival]
                if sum(worker.times) <= budget / 2:
                    seconds = ask(rival, "time", budget)
                    if seconds is not None:
                        worker.times.append(seconds)
    except Ended:
        pass
    finally:
        row.seconds.update({rival: median(worker.times) for rival, worker in running.items() if worker.times})
        for worker in workers.values():
            worker.stop()


def compare(row: Row, rival: str, numbers: list[float], reference: list[float]) -> None:
    largest = max(map(abs, reference))
    worst = max(abs(a - b) for a, b in zip(numbers, reference, strict=True))
    if not math.isfinite(largest) or not worst <= AGREEMENT * largest:
        raise Wrong(f"{row.problem.name} {row.size}: {rival} is off by {worst} of {largest}")


def exponent(rows: Sequence[Row], rival: str) -> float | None:
    """How time grows with the operations of f: the slope, by least squares, in logarithms, over the last two decades
    that the rival ran."""
    largest = max((row.measures["operations"] for row in rows if isinstance(row.seconds.get(rival), float)), default=0)
    smallest = max(largest / 100, 30)
    points = [(math.log(row.measures["operations"]), math.log(seconds)) for row in rows
              if isinstance(seconds := row.seconds.get(rival), float) and row.measures["operations"] >= smallest]
    if len(points) < 2:
        return None
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
