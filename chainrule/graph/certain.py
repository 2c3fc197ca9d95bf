"""How many digits it takes to be sure of a value, and which zeros are not to be believed."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from .decide import Decided
from .graph import Graph
from .twin import Digits, Twin, Undecided

ORDINARY = 2_000  # bits: numbers between 2^-2000 and 2^2000 cannot hide below the last digit that is looked at
TRIES = 4  # how often numbers that are doubted are looked at again without rounding them
Kind = TypeVar("Kind")


def doubtful(graph: Graph, found: Decided) -> frozenset[int]:
    """The nodes that were taken for whole numbers and need not be any: something that they are made of is so far from
    1, or so close to a whole number, that it could hide below the last digit."""
    from mpmath import mp
    doubted = set()
    for node in found.rounded:
        for i in graph.cone([node]):
            value = found.values.get(i)
            if type(value) is Twin and (abs(mp.mag(value.fine)) > ORDINARY or value.fine == mp.nint(value.fine)):
                doubted.add(node)
                break
    return frozenset(doubted)


def surely(graph: Graph, levels: Sequence[Digits], attempt: Callable[[Digits, frozenset[int]], tuple[Kind, Decided]]
           ) -> Kind | None:
    """What an attempt finds with as many digits as it takes to be sure; None where no number of digits does."""
    for k, digits in enumerate(levels):
        kept: frozenset[int] = frozenset()
        for _ in range(TRIES):
            try:
                result, found = attempt(digits, kept)
            except Undecided:
                break
            if not found.rounded:
                return result
            if k < len(levels) - 1:
                break
            doubted = doubtful(graph, found)
            if not doubted:
                return result
            kept |= doubted
    return None
