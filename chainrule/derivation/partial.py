"""A local partial as a value: what stands on an edge, and how it is multiplied with what stands on the next."""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, Self

from ..records import record
from .tidy import Tidy

Multiply = Callable[[int, int], int]  # two factors as one node, in this order


class Partial(ABC):
    """∂gate/∂input, a factor of a chain. Factors keep their order, from the output down: only a kind whose factors
    commute may gather them."""

    @property
    @abstractmethod
    def formula(self) -> int:
        """The node that is written and evaluated."""

    @abstractmethod
    def times(self, *inner: Self, tidy: Tidy) -> Self:
        """The chain of this partial and those nearer to the variable."""

    @abstractmethod
    def back(self, upstream: int, multiply: Multiply) -> int:
        """What comes back through the edge: upstream · local."""

    @abstractmethod
    def forth(self, tangent: int, multiply: Multiply) -> int:
        """What goes forward through the edge: local · tangent."""

    @abstractmethod
    def value(self, values: Mapping[int, Any]) -> Any:
        """What it is worth, given the values of nodes."""


@record
class Scalar(Partial):
    """A number's partial by a number: a node of the graph. These factors commute, and tidying gathers them."""

    node: int

    @property
    def formula(self) -> int:
        return self.node

    def times(self, *inner: Scalar, tidy: Tidy) -> Scalar:
        return Scalar(tidy.product(self.node, *(factor.node for factor in inner)))

    def back(self, upstream: int, multiply: Multiply) -> int:
        return multiply(upstream, self.node)

    def forth(self, tangent: int, multiply: Multiply) -> int:
        return multiply(self.node, tangent)

    def value(self, values: Mapping[int, Any]) -> Any:
        return values[self.node]
