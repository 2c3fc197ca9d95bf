"""What is told about an implicit derivative: the relation's own stage, and each derivative that was solved for."""
from __future__ import annotations

from dataclasses import dataclass

from ..graph.evaluate import Number
from ..numbers.check import Check
from .stage import Stage


@dataclass(frozen=True, slots=True)
class Solved:
    """One derivative of the dependent variable.

    node    the derivative in the variables
    wrt     the variables differentiated by so far
    check   the numeric check along level curves
    stage   how the derivative before it was differentiated; None for the first one
    value   its number at the point
    """

    node: int
    wrt: tuple[str, ...]
    check: Check
    stage: Stage | None
    value: Number | None


@dataclass(frozen=True, slots=True)
class ImplicitStory:
    """A relation with its graph, and the derivatives in turn. `slopes` are the first derivatives by name, `sides` the
    nodes of the relation's left and right side."""

    first: Stage
    dependent: str
    slopes: dict[str, int]
    solved: tuple[Solved, ...]
    sides: tuple[int, int]
