"""Functions that the program defines, put in place: `f(x) = x'*A*x; f(y)`, so that shapes follow the argument."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from ... import limits
from ...tree import Applied, Definition, Typed, Variable, walk
from ..mistakes.refuse import refuse
from .notation import Written


def without_functions(definitions: Sequence[Definition], notation: Written, given: str) -> list[Definition]:
    """The definitions with every call of a function of the program replaced by what it is; the last line stays."""
    functions: dict[str, Definition] = {}
    kept: list[Definition] = []
    spent = 0
    for definition in definitions:
        tree, spent = _put_in(definition.tree, functions, notation, spent, given)
        made = Definition(definition.name, tree, definition.span, definition.parameters)
        if definition.parameters is not None and definition.name is not None:
            functions[definition.name] = made
            if definition is not definitions[-1]:
                continue
        kept.append(made)
    return kept


def _put_in(tree: Typed, functions: Mapping[str, Definition], notation: Written, spent: int,
            given: str) -> tuple[Typed, int]:
    if not functions:
        return tree, spent
    made: list[Typed] = []
    for node in walk(tree):
        count = len(node.args)
        args = made[len(made) - count:]
        del made[len(made) - count:]
        function = functions.get(node.note) if isinstance(node, Applied) else None
        if function is not None:
            values = dict(zip(function.parameters or (), args, strict=True))
            each, cost = _with_values(function.tree, values, notation)
            spent += cost
            if spent > limits.EXPANDED:
                raise refuse("functions_long", given, None, limit=limits.EXPANDED)
            made.append(each)
        else:
            made.append(_again(node, args, notation))
    return made[0], spent


def _with_values(tree: Typed, values: Mapping[str, Typed], notation: Written) -> tuple[Typed, int]:
    made: list[Typed] = []
    cost = 0
    for node in walk(tree):
        count, cost = len(node.args), cost + 1
        args = made[len(made) - count:]
        del made[len(made) - count:]
        if isinstance(node, Variable) and node.note in values:
            made.append(values[node.note])
        else:
            made.append(_again(node, args, notation))
    return made[0], cost


def _again(node: Typed, args: list[Typed], notation: Written) -> Typed:
    """A head with other operands, at the place of the first."""
    if all(one is other for one, other in zip(args, node.args, strict=True)):
        return node
    made = type(node)(*args, note=node.note)
    place = notation.places.get(id(node))
    if place is not None:
        notation.places[id(made)] = place._replace(tree=made)
    if id(node) in notation.grouped:
        notation.grouped.add(id(made))
    return made
