"""A local derivative that is a linear map: a sum of words on an edge, chained by writing words in a row."""
from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from ...records import record
from ...rules.shape import NUMBER, Shape
from ..partial import Multiply, Partial
from ..tidy import Tidy
from .words import Algebra, Word, backward, forward

LONGEST = 64  # words of a chain; what has more is not written out


@record
class Linear(Partial):
    """∂gate/∂input as a sum of words. Words do not commute: a chain is read from the variable up to the output.

    before, after   the shapes of the input and of the gate
    """

    words: tuple[Word, ...]
    before: Shape
    after: Shape
    algebra: Algebra

    @property
    def formula(self) -> int:
        """The node that it is where the value or the variable is a number: a gradient, or a derivative."""
        one = self.algebra.graph.number(1)
        if self.after == NUMBER:
            return self.back(one, self.algebra.product)
        if self.before == NUMBER:
            return self.forth(one, self.algebra.product)
        raise TypeError("a map between values with shapes is no node")

    def times(self, *inner: Linear, tidy: Tidy) -> Linear:
        chain, before = self.words, self.before
        for factor in inner:
            chain = tuple((*first, *then) for then, first in product(chain, factor.words))
            before = factor.before
        return Linear(chain, before, self.after, self.algebra)

    def back(self, upstream: int, multiply: Multiply) -> int:
        return self._sum([backward(word, upstream, self.algebra) for word in self.words],
                         self.before)

    def forth(self, tangent: int, multiply: Multiply) -> int:
        return self._sum([forward(word, tangent, self.algebra) for word in self.words], self.after)

    def value(self, values: Mapping[int, Any]) -> tuple[tuple[tuple[str, Any], ...], ...]:
        """The words with numbers in them."""
        return tuple(tuple((each.kind, values.get(each.node)) for each in word) for word in self.words)

    def _sum(self, terms: list[int], shape: Shape) -> int:
        return self.algebra.fitted(self.algebra.sum(*terms), shape)
