"""A point as it was typed: fractions, and constants such as pi and √2 worked out to as many digits as needed."""
from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from typing import Any

from ..graph.build import add_tree
from ..graph.certain import surely
from ..graph.cutting import Cut
from ..graph.decide import Decided, Value, decide
from ..graph.evaluate import Number
from ..graph.graph import Graph
from ..graph.holes import Hole, NoValue
from ..graph.twin import Digits, Twin, Undecided, working
from ..records import record
from ..tree import Typed

WIDE = 30  # digits of a number that is no double
LEVELS: tuple[Digits, ...] = ((50, 80), (900, 1100))
SPECIAL_LEVELS: tuple[Digits, ...] = ((40, 60), (150, 200))  # series of special functions are slow


class Point(Mapping[str, Number]):
    """Numbers by name; `trees` are the values that are no fractions, as they were typed."""

    def __init__(self, numbers: Mapping[str, Number], trees: Mapping[str, Typed] | None = None) -> None:
        self._numbers = dict(numbers)
        self.trees = dict(trees or {})

    def __getitem__(self, name: str) -> Number:
        return self._numbers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def with_others(self, others: Mapping[str, Number]) -> Point:
        """The point with the values that only the others have."""
        return Point({**others, **self._numbers}, self.trees)


def point_of(at: Mapping[str, Number] | None) -> Point | None:
    """Numbers by name as a point."""
    return at if at is None or isinstance(at, Point) else Point(at)


def with_cuts(point: Point, cuts: Sequence[Cut]) -> Point:
    """The point with the values of the intermediate values that are taken as variables, where it gives what they are
    made of and not them themselves."""
    found: dict[str, Number] = {}
    for cut in cuts:
        graph = cut.graph
        inputs = {i: graph.name(i) for i in graph.inputs([cut.node])}
        if cut.name in point or any(name not in point for name in inputs.values()):
            continue
        place = place_of({i: point[name] for i, name in inputs.items()}, inputs, point.trees)
        try:
            found[cut.name] = number(surely_at(graph, cut.node, place))
        except (NoValue, Undecided):
            continue
    return point.with_others(found)


def number(value: Any) -> Any:
    """A value as it is kept: exact, as a double, or as a number of mpmath where a double would not do; a Hole stays."""
    if type(value) is Hole or isinstance(value, int):
        return value
    fine = value.fine if type(value) is Twin else value
    if not hasattr(fine, "_mpf_"):
        return fine
    double = float(fine)
    if math.isfinite(double) and abs(double) > 1e-307 and (not double.is_integer() or abs(double) > 1e15):
        return double
    with working(WIDE) as mp:
        near = +fine
        if near == double:  # so close to a whole number that no digit tells
            near = near * (1 - mp.mpf(10) ** (2 - WIDE))
        return near


@record
class Place:
    """Where a graph's inputs stand, exactly: a number each, or a graph of constants and its root."""

    exact: Mapping[int, int | Fraction | tuple[Graph, int]]
    cache: dict[Digits, dict[int, Value]] = field(default_factory=dict, compare=False)

    def at(self, digits: Digits, moves: Mapping[int, Fraction] | None = None) -> dict[int, Value]:
        """The values, moved a little."""
        if digits not in self.cache:
            self.cache[digits] = {i: _known(x, digits) for i, x in self.exact.items()}
        values = dict(self.cache[digits])
        for i, move in (moves or {}).items():
            if i in values and move:
                values[i] = moved(values[i], move, digits)
        return values


def place_of(point: Mapping[int, Number], names: Mapping[int, str], typed: Mapping[str, Typed]) -> Place:
    """The place of a point whose inputs have these names."""
    exact: dict[int, Any] = {}
    for i, value in point.items():
        tree = typed.get(names[i])
        if tree is None:
            exact[i] = value if isinstance(value, int | Fraction) else Fraction(value)
        else:
            graph = Graph()
            exact[i] = graph, add_tree(graph, tree, {})
    return Place(exact)


def moved(value: Value, move: Fraction, digits: Digits) -> Value:
    """A value a little further on."""
    if not isinstance(value, Twin):
        return value + move  # type: ignore[operator]
    found = []
    for number, count in zip(value, digits, strict=True):
        with working(count) as mp:
            found.append(number + mp.mpf(move.numerator) / move.denominator)
    return Twin(*found)


def _known(value: int | Fraction | tuple[Graph, int], digits: Digits) -> Value:
    if not isinstance(value, tuple):
        return value
    graph, root = value
    found: Value = decide(graph, graph.cone([root]), {}, digits).values[root]
    return found


def levels_for(graph: Graph, nodes: Sequence[int]) -> tuple[Digits, ...]:
    """How many digits are looked at, first and then to be sure."""
    return SPECIAL_LEVELS if any(graph.args[i] and graph.rule(i).value is not None and not graph.rule(i).analytic
                                 for i in nodes) else LEVELS


def constant(graph: Graph, root: int) -> Value:
    """The value of a node without variables. Raises NoValue and Undecided."""
    return surely_at(graph, root, Place({}))


def surely_at(graph: Graph, root: int, place: Place) -> Value:
    """A node's value at a place. Raises NoValue and Undecided."""
    nodes = graph.cone([root])

    def attempt(digits: Digits, kept: frozenset[int]) -> tuple[Decided, Decided]:
        found = decide(graph, nodes, place.at(digits), digits, kept=kept)
        return found, found

    found = surely(graph, levels_for(graph, nodes), attempt)
    if found is None:
        raise Undecided(root)
    value: Value = found.values[root]
    return value
