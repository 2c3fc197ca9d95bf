"""The steps from one form of a formula to a shorter one."""
from __future__ import annotations

from typing import Literal

from ...records import record

# Like terms or powers gathered, sums multiplied out, a common factor put in front, one fraction made, a sum inside or
# a numerator made shorter, a number or a sum cancelled from a fraction (joined: as soon as one fraction is made), a
# fraction in a fraction made one, an identity between functions used, a function and its inverse resolved, names of
# the program put in for what they stand for.
Kind = Literal["gathered", "expanded", "factored", "fraction", "inside", "numerator", "reduced", "cancelled",
               "joined", "flattened", "identity", "undone", "recognised"]


@record
class Step:
    """A rewriting, and the formula that it leads to."""

    kind: Kind
    node: int
