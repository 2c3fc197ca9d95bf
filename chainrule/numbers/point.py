"""A point: numbers for the variables, exact where they were given exactly."""
from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from ..errors import DomainError, VariableError
from ..graph.build import add_tree
from ..graph.evaluate import Number
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..graph.twin import Undecided
from ..language import Text
from ..notation.names import spelled
from ..reading import read_point
from ..tree import Typed
from .exact_point import Point, constant, number

NOT_A_NUMBER = Text("The value given for `{name}` is not a real number.", "`{name}`에 준 값이 실수가 아닙니다.")


def numbers(at: Mapping[Any, Any] | str, symbols: Mapping[str, Any]) -> Point:
    """The point by name: whole numbers and fractions exact, decimals typed as text exact, Python floats as floats.

    Raises VariableError for a value that is not a finite real number, ReadingError for text that is not a point.
    """
    given: Mapping[Any, Any] = read_point(at) if isinstance(at, str) else at
    own = {symbol: name for name, symbol in symbols.items()}
    found: dict[str, Number] = {}
    trees: dict[str, Typed] = {}
    if isinstance(at, Point):
        return at
    for key, value in given.items():
        name = spelled(key) if isinstance(key, str) else own.get(key, str(getattr(key, "name", key)))
        if isinstance(value, str):
            value = read_point(f"{name}={value}")[name]
        found[name] = _number(name, value)
        if isinstance(value, Typed) and not isinstance(found[name], int | Fraction):
            trees[name] = value
    return Point(found, trees)


def in_given_order(values: Mapping[int, Number], inputs: Mapping[str, int], given: Iterable[str]) -> dict[int, Number]:
    """The values of the variables in the order in which the point named them."""
    order = [inputs[name] for name in given if inputs.get(name) in values]
    return {node: values[node] for node in dict.fromkeys((*order, *values))}


def _number(name: str, value: Any) -> Number:
    if isinstance(value, bool):
        value = int(value)
    if isinstance(value, Typed):
        return _constant(name, value)
    if isinstance(value, int | Fraction):
        return value
    if getattr(value, "is_Rational", False):
        return Fraction(int(value.p), int(value.q))
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise VariableError("bad_variable", NOT_A_NUMBER, facts={"name": name})
    return number


def _constant(name: str, tree: Typed) -> Number:
    graph = Graph()
    root = add_tree(graph, tree, {})
    if graph.varies[root]:
        raise VariableError("bad_variable", NOT_A_NUMBER, facts={"name": name})
    try:
        value: Number = number(constant(graph, root))
    except (NoValue, Undecided):
        raise DomainError("undefined_at_point", NOT_A_NUMBER, facts={"name": name}) from None
    return value
