"""What a node holds besides its inputs: a name, a number as it was typed, signs, relations, an unknown function."""
from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple


class Literal(NamedTuple):
    """A number: its exact value, and for a decimal how it was spelled."""

    value: int | Fraction
    spelling: str


class Unknown(NamedTuple):
    """A function about which nothing is known, and how often it is differentiated by each of its inputs."""

    name: str
    orders: tuple[int, ...]


Signs = str  # of a difference, one per term: "+-+"
Relations = tuple[str, ...]  # of one case, one per comparison: ("<=", "<")
Cases = tuple[Relations, ...]  # of a function by cases; an empty one always holds
Held = tuple[Any, ...]  # of an operation on matrices: sizes and places
Payload = Held | str | Literal | Unknown | Relations | Cases | None
