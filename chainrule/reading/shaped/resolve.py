"""Trees as typed to trees of explicit operations, head by head, by the shapes of the operands."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...tree import (
    Added,
    Applied,
    Called,
    Cases,
    Compared,
    Constant,
    Divided,
    Multiplied,
    Negated,
    Numeral,
    Raised,
    Typed,
    Variable,
    walk,
)
from ..tokens import ONES
from . import calls, parts, products, totals
from .entrywise import together
from .heads import Asked, Bars, Indexed, Keyword, Listed, Sign
from .meaning import Meaning, Unclear, Value, number, settled


def resolved(r: Meaning, tree: Typed) -> Value:
    """The explicit tree of what was typed, and its shape."""
    values: list[Value] = []
    for node in walk(tree):
        count = len(node.args)
        operands = values[len(values) - count:]
        del values[len(values) - count:]
        if type(node) is not Asked:
            _no_keywords(r, node, operands)
        values.append(HEADS[type(node)](r, node, operands))
    _no_keywords(r, tree, values)
    return settled(values[0])


def _no_keywords(r: Meaning, node: Typed, operands: list[Value]) -> None:
    """Refuse `axis=0` where nothing is called that has an axis."""
    for value in operands:
        if isinstance(value.raw, Keyword):
            r.fail("no_axis", [value], name=node.note if isinstance(node, Called | Applied) else r.typed(value),
                   axis=value.raw.note[0])


def _leaf(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    return Value(node, raw=node)


def _variable(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    known = r.names.get(node.note)
    if known is not None:
        return replace(known, raw=node)
    entry = parts.entry_of(r, node, node.note)
    if entry is not None:
        return replace(entry, raw=node)
    if node.note in r.notation.bold or node.note.startswith(ONES):
        raise Unclear(frozenset((node.note,)), r.missing(node.note, [node]))
    return Value(node, guessed=frozenset((node.note,)), raw=node)


def _sign(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    if node.note in ("'", "-T"):
        return products.transpose(r, node, operands)
    if node.note in ("^", "**", ".^"):
        return products.power(r, node, operands)
    return products.multiply(r, node, operands)


def _sum(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    values = [settled(value) for value in operands]
    if all(value.shape is None for value in values):
        return number(Added(*(v.tree for v in values), note=node.note), *values, raw=node)
    r.clear(*values, at=[node])
    trees, shape, flat = together(r, node, values, spread=True)
    return Value(Added(*trees, note=node.note), shape, flat, raw=node)


def _negated(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    value = settled(operands[0])
    return replace(value, tree=Negated(value.tree), raw=node)


def _multiplied(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    """A product that was not typed as one: the terms of a product with bounds, 2x in an exponent."""
    made = operands[0]
    for value in operands[1:]:
        made = products.multiply(r, Sign(made.tree, value.tree, note=""), [made, value])
    return replace(made, raw=node)


def _called(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    return totals.entries(r, node, node.note, [settled(value) for value in operands])


def _applied(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    values = [settled(value) for value in operands]
    if any(value.shape is not None for value in values):
        r.fail("unknown_of_shapes", [node], name=node.note)
    return number(Applied(*(value.tree for value in values), note=node.note), *values, raw=node)


def _cases(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    values = [settled(value) for value in operands]
    if all(value.shape is None for value in values):
        return number(type(node)(*(v.tree for v in values), note=node.note), *values, raw=node)
    r.clear(*values, at=[node])
    trees, shape, flat = together(r, node, values, spread=False)
    return Value(type(node)(*trees, note=node.note), shape, flat, raw=node)


HEADS: dict[type[Typed], Callable[[Meaning, Typed, list[Value]], Value]] = {
    Numeral: _leaf, Constant: _leaf, Keyword: _leaf, Variable: _variable, Sign: _sign, Added: _sum, Negated: _negated,
    Multiplied: _multiplied, Divided: products.divide, Raised: products.power, Called: _called, Applied: _applied,
    Cases: _cases, Compared: _cases, Asked: calls.asked, Listed: parts.listed, Indexed: parts.indexed, Bars: parts.bars,
}
