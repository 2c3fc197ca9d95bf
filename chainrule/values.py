"""Numbers for nodes: exact where the inputs are exact, doubles, complex numbers or mpmath numbers otherwise."""
from __future__ import annotations

import cmath
import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from .graph import Graph, exact_value
from .rules import RULES

Number = int | Fraction | float
_POWERS = frozenset(("power", "exponential", "general_power"))


class NoValue(ArithmeticError):
    """A node has no value: `node` is the first one that failed, `why` is "domain", "zero" or "overflow"."""

    def __init__(self, node: int, why: str) -> None:
        super().__init__(node, why)
        self.node = node
        self.why = why


def evaluate(graph: Graph, nodes: Iterable[int], point: Mapping[int, Any], module: Any = math,
             known: dict[int, Any] | None = None) -> dict[int, Any]:
    """The value of every given node (inputs before outputs), computed by math, cmath or mpmath.mp.

    `point` gives the inputs' values, `known` those of nodes already computed (it is added to). With math, exact inputs stay exact as long as the result is rational.
    Raises NoValue where a node is undefined, over- or underflows its domain, or is not real.
    """
    values: dict[int, Any] = {} if known is None else known
    ops, args, notes = graph.ops, graph.args, graph.notes
    node = -1
    try:
        for node in nodes:
            op = ops[node]
            if op == "input":
                values[node] = point[node]
            elif op == "number":
                values[node] = _number(notes[node][0], module)
            elif op == "constant":
                values[node] = (module.pi if notes[node] == "pi" else module.e) + (0 if module is not cmath else 0j)
            else:
                values[node] = _apply(op, notes[node], [values[a] for a in args[node]], module)
    except ZeroDivisionError:
        raise NoValue(node, "zero") from None
    except OverflowError:
        raise NoValue(node, "overflow") from None
    except (ValueError, TypeError) as error:
        if isinstance(error, TypeError) and module is math and "complex" not in str(error):
            raise
        raise NoValue(node, "domain") from None
    return values


def _number(value: Any, module: Any) -> Any:
    if module is math:
        return value
    if module is cmath:
        return complex(value)
    return module.mpf(value) if type(value) is int else module.mpf(value.numerator) / value.denominator


def _apply(op: str, note: Any, operands: list[Any], module: Any) -> Any:
    if module is math and not any(type(x) is float for x in operands):
        exact = exact_value(op, note, operands)
        if exact is not None:
            return exact if exact.denominator != 1 else int(exact)
        operands = [float(x) for x in operands]
    if op == "product":
        result = operands[0]
        for x in operands[1:]:
            result = result * x
    elif op == "sum":
        result = operands[0]
        for x in operands[1:]:
            result = result + x
    elif op == "difference":
        result = operands[0]
        for x, sign in zip(operands[1:], note[1:], strict=True):
            result = result + x if sign == "+" else result - x
    elif op in _POWERS:
        result = power(module, *operands)
    else:
        result = RULES[op].value(module, *operands)  # type: ignore[misc]
    if module is math:
        if type(result) is complex:
            raise ValueError(op)
        if type(result) is float and not math.isfinite(result):
            raise OverflowError(op)
    return result


def power(module: Any, base: Any, exponent: Any) -> Any:
    """base ** exponent; a whole exponent multiplies, so that negative bases keep to the real line."""
    real = exponent.real
    if getattr(exponent, "imag", 0) == 0 and real == int(real) and abs(real) < 10_000:
        return base ** int(real)
    if module is cmath:
        if base.real <= 0 and abs(base.imag) < 1e-100:
            raise ValueError("power")
        return base ** exponent
    if base < 0 or (base == 0 and exponent <= 0):
        raise ValueError("power")
    return base ** exponent

