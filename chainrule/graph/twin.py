"""A number that is not rational, held twice: what fewer and more digits agree on is a fact."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

Digits = tuple[int, int]  # a number is held twice, with so many digits: what both agree on is a fact


class Twin(NamedTuple):
    """A number that is not rational, with fewer and with more digits."""

    coarse: Any
    fine: Any


class Undecided(ArithmeticError):
    """Digits did not tell whether two numbers are equal: `node` is where that was asked."""

    def __init__(self, node: int) -> None:
        super().__init__(node)
        self.node = node


@contextmanager
def working(digits: int) -> Iterator[Any]:
    """mpmath's context with so many digits."""
    from mpmath import mp
    with mp.workdps(digits):
        yield mp
