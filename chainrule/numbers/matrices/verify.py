"""A gradient of vectors and matrices held against the function: along irregular directions, and entry by entry."""
from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

from ...graph.holes import NoValue
from ...graph.shaped import ShapedGraph
from ...graph.shaped_values import arrays, evaluate_shaped
from ...language import Text
from ...rules.shape import letters, worth
from ..check import NO_REAL_POINT, POINTS, Check
from . import written_out
from .given import Rows

TRIALS = 60
AGREE = 1e-6  # doubles and differences of doubles
SAME = 1e-8  # the same gradient from the entries
STEPS = (1e-4, 1e-5, 1e-7)  # a finer one where a coarser one does not agree
BUDGET = {"numpy": 20_000_000, "lists": 400_000}  # entries computed for one check
LEAST = 3  # points even of what is large; what could not be compared at these is not compared at all
EACH = 3  # evaluations for one point
WIDE = 2_000  # entries of a value that is filled with the same numbers again and again
POOL = 997
SIZES = tuple(permutations((2, 3, 4, 5)))  # what letters are tried with
SETS = 3  # so many of these
TOO_LARGE = Text("it is too large to be compared here", "여기서 비교하기에는 너무 큽니다")
Claims = Mapping[int, Sequence[int]]  # by variable, the nodes that claim to be its gradient


@dataclass(frozen=True)
class Verified:
    """What the check found, and how: whether the entries were compared, and for which sizes."""

    check: Check
    entries: bool = False
    sizes: tuple[tuple[tuple[str, int], ...], ...] = ()


def verify(graph: ShapedGraph, output: int, claims: Claims, known: Sequence[tuple[str, str]] = (),
           at: tuple[Mapping[int, Rows], Mapping[str, int]] | None = None) -> Verified:
    """Compare the gradient of a number with the function at irregular points, with several sizes where these are
    letters, and at the given point."""
    comparison = _Comparison(graph, output, claims, known)
    tried = [dict(at[1])] if at is not None and at[1] else comparison.sizes()
    found, worst, entries = 0, 0.0, False
    difference: float | None
    if not tried:
        return Verified(Check("unchecked", why=NO_REAL_POINT))
    cost = max(comparison.cost(sizes) for sizes in tried)
    points = BUDGET[arrays().name] // (EACH * cost)
    if 2 * points < LEAST:
        return Verified(Check("unchecked", why=TOO_LARGE))
    wanted = max(LEAST, len(tried), min(POINTS, points))
    rng = random.Random(f"{len(graph)} {graph.ops[output]}")
    for trial in range(TRIALS):
        sizes = tried[trial % len(tried)]
        point = comparison.point(rng, sizes, trial)
        difference = comparison.difference(point, sizes, rng)
        if difference is None:
            continue
        if found < len(tried):
            other = comparison.entries(point, sizes)
            entries = entries or other is not None
            if other is not None and other > SAME:
                difference = max(difference, other, 2 * AGREE)
        found += 1
        worst = max(worst, difference)
        if difference > AGREE or found >= wanted:
            break
    if not found:
        return Verified(Check("unchecked", why=NO_REAL_POINT))
    check = Check("wrong" if worst > AGREE else "checked", found, worst)
    if at is not None and check.status == "checked":
        difference = comparison.difference(at[0], at[1], rng)
        if difference is not None and difference > AGREE:
            return Verified(Check("wrong", found, difference))
        check = replace(check, given=difference is not None)
    return Verified(check, entries, tuple(tuple(sorted(s.items())) for s in tried if s))


class _Comparison:
    def __init__(self, graph: ShapedGraph, output: int, claims: Claims, known: Sequence[tuple[str, str]]) -> None:
        self.graph, self.output, self.claims, self.known = graph, output, claims, known
        self.function = graph.cone([output])
        self.claiming = graph.cone({node for nodes in claims.values() for node in nodes})
        self.inner = [v for v in claims if graph.args[v]]
        self.inputs = graph.inputs([output, *(node for nodes in claims.values() for node in nodes)])

    def sizes(self) -> list[dict[str, int]]:
        """What the letters in shapes are tried with."""
        found = sorted({letter for i in self.inputs for size in self.graph.shape(i) for letter in letters(size)})
        if not found:
            return [{}]
        sets = [{letter: row[k % len(row)] for k, letter in enumerate(found)} for row in SIZES]
        different = [sizes for k, sizes in enumerate(sets) if sizes not in sets[:k] and self._exists(sizes)]
        return different[::max(1, len(different) // SETS)][:SETS]

    def _exists(self, sizes: dict[str, int]) -> bool:
        """Whether every value has rows and columns at all: n-p+1 may not be 0."""
        return all(worth(size, sizes) > 0 for node in self.function for size in self.graph.shape(node))

    def cost(self, sizes: Mapping[str, int]) -> int:
        """Entries that one evaluation computes."""
        nodes = {*self.function, *self.claiming}
        return sum(self._entries(node, sizes) for node in nodes)

    def _entries(self, node: int, sizes: Mapping[str, int]) -> int:
        rows, columns = (worth(size, dict(sizes)) for size in self.graph.shape(node))
        return rows * columns

    def point(self, rng: random.Random, sizes: Mapping[str, int], trial: int) -> dict[int, Rows]:
        """Irregular values: any, or positive ones where that is what the function needs."""
        return {i: self._drawn(i, rng, sizes, trial) for i in self.inputs}

    def _drawn(self, node: int, rng: random.Random, sizes: Mapping[str, int], trial: int) -> Rows:
        rows, columns = (worth(size, dict(sizes)) for size in self.graph.shape(node))
        low, high = ((-1.5, 1.5), (0.2, 1.7), (0.05, 0.9))[trial // 2 % 3]
        if rows * columns > WIDE:
            return arrays().repeated([rng.uniform(low, high) for _ in range(POOL)], rows, columns)
        ridge = 2.0 if rows == columns and trial // 2 % 3 == 1 else 0.0
        grid = [[rng.uniform(low, high) + (ridge if i == j else 0) for j in range(columns)] for i in range(rows)]
        facts = {fact for name, fact in self.known if name == self.graph.name(node)}
        if "symmetric" in facts:
            grid = [[grid[min(i, j)][max(i, j)] for j in range(columns)] for i in range(rows)]
        elif facts:
            lines = [[abs(x) for x in row] for row in grid]
            whole = sum(x for row in lines for x in row)
            grid = [[x / (whole if columns == 1 else sum(row)) for x in row] for row in lines]
        return grid if rows * columns > 1 else grid[0][0]

    def difference(self, point: Mapping[int, Rows], sizes: Mapping[str, int], rng: random.Random) -> float | None:
        """How far the claims are from the slope along an irregular direction; None where there is none."""
        m = arrays()
        start = {i: m.value(x) for i, x in point.items()}
        try:
            values = evaluate_shaped(self.graph, sorted({*self.claiming, *self.function}), start, m, None, sizes)
            along = {v: _direction(values[v], rng, m) for v in self.claims if v in values}
            start.update({v: values[v] for v in self.inner if v in values})
            width = max(len(nodes) for nodes in self.claims.values())
            claimed = [sum(m.total(m.map("product", values[nodes[min(k, len(nodes) - 1)]], along[v]))
                           for v, nodes in self.claims.items() if v in along) for k in range(width)]
        except (NoValue, OverflowError):
            return None
        if not all(map(math.isfinite, claimed)):
            return None
        for step in STEPS:
            try:
                wide, slope = (self._slope(start, along, m, sizes, h) for h in (step, step / 4))
            except (NoValue, OverflowError):
                return None
            slope, doubt = (16 * slope - wide) / 15, abs(slope - wide)
            scale = max(1.0, abs(slope), *map(abs, claimed))
            error = max(abs(c - slope) for c in claimed) / scale
            if error <= AGREE:
                return float(error)
        return float(error) if doubt / scale < error / 10 else None  # a kink lies between

    def _slope(self, start: Mapping[int, Any], along: Mapping[int, Any], m: Any, sizes: Mapping[str, int], step: float
               ) -> float:
        ends = []
        for h in (step, -step):
            moved = {i: m.map("sum", x, m.map("product", h, along[i])) if i in along else x for i, x in start.items()}
            known = {v: moved[v] for v in self.inner if v in moved}
            ends.append(evaluate_shaped(self.graph, self.function, moved, m, known, sizes)[self.output])
        return float(ends[0] - ends[1]) / (2 * step)

    def entries(self, point: Mapping[int, Rows], sizes: Mapping[str, int]) -> float | None:
        """How far the claims are from the gradient that the chain rule for numbers finds; None where the function is
        too large to be written out."""
        if self.inner:
            return None
        own = {i: x for i, x in point.items() if i in set(self.function)}
        found = written_out.gradients(self.graph, self.output, list(self.claims), own, sizes)
        if found is None:
            return None
        m = arrays()
        values = evaluate_shaped(self.graph, self.claiming, {i: m.value(x) for i, x in point.items()}, m, None, sizes)
        worst = 0.0
        for v, rows in found.items():
            expected = list(_flat(rows))
            scale = max(1.0, *map(abs, expected))
            for node in self.claims[v]:
                pairs = zip(_flat(m.nested(values[node])), expected, strict=True)
                worst = max(worst, *(abs(a - b) / scale for a, b in pairs))
        return worst


def _direction(value: Any, rng: random.Random, m: Any) -> Any:
    rows, columns = m.shape(value)
    return m.repeated([rng.uniform(-1, 1) for _ in range(min(POOL, rows * columns))], rows, columns)


def _flat(rows: Rows) -> Iterator[float]:
    return (x for row in rows for x in row) if isinstance(rows, list) else iter([rows])
