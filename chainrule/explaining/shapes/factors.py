"""Products of matrices with the shape of every factor below it."""
from __future__ import annotations

from collections.abc import Mapping

from ...notation.boxes import PRODUCT, Box, Op, Paren, Row, Under, Written
from ...notation.shaped import written_shaped
from ...rules.shape import full
from .symbols import ShapedTelling


def with_shapes(telling: ShapedTelling, node: int, leaves: Mapping[int, Written]) -> Box | None:
    """A product of two factors or more, the number in front without a shape; None where a node is no such product."""
    graph, algebra = telling.story.graph, telling.story.sweep.algebra
    if node in leaves:
        return None
    front, rest = algebra.split(node)
    factors = algebra.chain(rest)
    if len(factors) < 2:
        return None
    items: list[Box] = []
    if front != graph.number(1):
        items = [_held(written_shaped(graph, front, leaves, open_root=False)), Op("dot")]
    for k, factor in enumerate(factors):
        items += [Op("dot")] if k else []
        own = _held(written_shaped(graph, factor, leaves, open_root=False))
        items.append(Under(own, full(graph.shape(factor))))
    return Row(tuple(items))


def _held(written: Written) -> Box:
    box, tight = written
    return box if tight > PRODUCT else Paren(box)
