"""Values that do not exist: where and why there is none, and what keeps their place in a case that may not hold."""
from __future__ import annotations


class NoValue(ArithmeticError):
    """A node has no value: `node` is the first one that failed, `why` is "domain", "zero", "overflow", or "unfinished"
    where it may have one, which the series of mpmath do not reach."""

    def __init__(self, node: int, why: str) -> None:
        super().__init__(node, why)
        self.node = node
        self.why = why


class Hole:
    """The place of a value that does not exist in a case that may not hold; `error` says why there is none."""

    __slots__ = ("error",)

    def __init__(self, error: NoValue) -> None:
        self.error = error
