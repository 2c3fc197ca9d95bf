"""NumPy's functions on nodes of a trace. NumPy calls these; it is not imported."""
from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any

from .functions import FUNCTIONS, Function, where
from .node import Comparison, Tape, nodes
from .refusals import NO_RULE, USE_OURS, refuse


def _clip(value: Any, low: Any, high: Any) -> Any:
    return FUNCTIONS["min"](FUNCTIONS["max"](value, low), high)


# What NumPy calls by a name that is no row of the table of rules.
UFUNCS: Mapping[str, Function] = {
    "add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "divide": operator.truediv,
    "true_divide": operator.truediv, "power": operator.pow, "float_power": operator.pow, "negative": operator.neg,
    "positive": operator.pos, "fabs": abs, "square": lambda u: u ** 2, "reciprocal": lambda u: 1 / u,
    "floor_divide": operator.floordiv, "remainder": operator.mod, "fmax": FUNCTIONS["max"], "fmin": FUNCTIONS["min"],
    "greater": operator.gt, "greater_equal": operator.ge, "less": operator.lt, "less_equal": operator.le,
    "equal": operator.eq, "not_equal": operator.ne, "logical_and": operator.and_, "bitwise_and": operator.and_,
}
OTHERS: Mapping[str, Function] = {"where": where, "clip": _clip}


def ufunc(tape: Tape, name: str, method: str, inputs: tuple[Any, ...], options: Mapping[str, Any]) -> Any:
    """numpy.sin(x), and the operators of NumPy's own numbers."""
    traced = UFUNCS.get(name) or FUNCTIONS.get(name)
    if traced is None or method != "__call__" or options:
        raise refuse(NO_RULE, USE_OURS, name=name)
    if any(type(value) is Comparison for value in inputs):
        return traced(*inputs)
    return traced(*nodes(tape, inputs))


def function(name: str, inputs: tuple[Any, ...], options: Mapping[str, Any]) -> Any:
    """numpy.where and numpy.clip."""
    traced = OTHERS.get(name)
    if traced is None or options:
        raise refuse(NO_RULE, USE_OURS, name=name)
    return traced(*inputs)
