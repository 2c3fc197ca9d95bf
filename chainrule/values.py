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

    `point` gives the inputs' values, `known` those of nodes already computed (it is added to). With math, exact
    inputs stay exact as long as the result is rational.
    Raises NoValue where a node is undefined, over- or underflows its domain, or is not real.
    """
    values: dict[int, Any] = {} if known is None else known
    given = [*point.values(), *values.values()]
    exact = module is math and not (given and all(type(x) is float for x in given))
    ops, args, notes = graph.ops, graph.args, graph.notes
    node = -1
    try:
        for node in nodes:
            op = ops[node]
            if op == "product":
                operands = args[node]
                if len(operands) == 2 and not exact:
                    values[node] = values[operands[0]] * values[operands[1]]
                else:
                    values[node] = _apply(op, None, [values[a] for a in operands], module, exact)
            elif op == "input":
                values[node] = point[node]
            elif op == "number":
                value = notes[node][0]
                values[node] = value if exact else float(value) if module is math else _number(value, module)
            elif op == "constant":
                values[node] = (module.pi if notes[node] == "pi" else module.e) + (0 if module is not cmath else 0j)
            else:
                values[node] = _apply(op, notes[node], [values[a] for a in args[node]], module, exact)
        if module is math and not exact:
            _all_finite(values)
    except ZeroDivisionError:
        raise NoValue(node, "zero") from None
    except OverflowError:
        raise NoValue(node, "overflow") from None
    except _NotFinite as error:
        raise NoValue(error.node, "overflow") from None
    except AttributeError:  # mpmath's functions of real numbers alone, given a complex one
        if module is math or module is cmath:
            raise
        raise NoValue(node, "domain") from None
    except (ValueError, TypeError) as error:
        if isinstance(error, TypeError) and module is math and "complex" not in str(error):
            raise
        raise NoValue(node, "domain") from None
    return values


class _NotFinite(Exception):
    def __init__(self, node: int) -> None:
        self.node = node


def _all_finite(values: Mapping[int, Any]) -> None:
    isfinite = math.isfinite
    for node, value in values.items():
        if type(value) is complex:
            raise ValueError("complex")
        if not isfinite(value):
            raise _NotFinite(node)


def _number(value: Any, module: Any) -> Any:
    if module is cmath:
        return complex(value)
    return module.mpf(value) if type(value) is int else module.mpf(value.numerator) / value.denominator


def _apply(op: str, note: Any, operands: list[Any], module: Any, exact: bool) -> Any:
    if exact and not any(type(x) is float for x in operands):
        found = exact_value(op, note, operands)
        if found is not None:
            return found if found.denominator != 1 else int(found)
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
    if exact:
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

