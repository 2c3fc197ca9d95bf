"""Numbers for nodes: exact where the inputs are exact, doubles, complex numbers or mpmath numbers otherwise."""
from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from mpmath import mpf

from ..rules import RULES
from ..rules.special import Unreached
from .exact import exact_value
from .graph import Graph
from .holes import Hole, NoValue
from .huge import SUMMED, check_size
from .piecewise import choose
from .sampling import waves

Number = int | Fraction | float  # and mpmath's, where a double would be infinite, 0, or 1
EXACT = 1 << 64  # whole numbers beyond this are not raised to a power exactly


def is_number(value: object) -> bool:
    """Whether there is a value: in a case that does not hold there need not be one."""
    return isinstance(value, int | float | Fraction | mpf)


def is_exact(value: object) -> bool:
    """Whether a number is a whole one or a fraction, and known as such."""
    return isinstance(value, int | Fraction)


def evaluate(graph: Graph, nodes: Iterable[int], point: Mapping[int, Any], module: Any = math,
             known: dict[int, Any] | None = None, invent: bool = False, holes: bool = False) -> dict[int, Any]:
    """The value of every given node (inputs before outputs), computed by math, cmath or mpmath.mp.

    `point` gives the inputs' values, `known` those of nodes already computed (it is added to). With math, exact
    inputs stay exact as long as the result is rational. `invent` puts smooth functions in the place of unknown ones.
    Where the graph has cases, a node without a value gets a Hole, since it may belong to a case that does not hold;
    only a value that is asked for last and is a Hole is an error, and not even that one with `holes`.
    Raises NoValue where a node is undefined, over- or underflows its domain, or is not real.
    """
    values = {} if known is None else known
    given = [*point.values(), *values.values()]
    if graph.has_cases:
        given = [x for x in given if type(x) is not Hole]
    exact = module is math and not (given and all(type(x) is float for x in given))
    if not graph.has_cases:
        return _straight(graph, nodes, point, module, values, invent, exact)
    asked = list(nodes)
    _lazily(graph, asked, point, module, values, invent, exact)
    if asked and not holes and type(values[asked[-1]]) is Hole:
        raise values[asked[-1]].error
    return values


def _lazily(graph: Graph, nodes: list[int], point: Mapping[int, Any], module: Any, values: dict[int, Any],
            invent: bool, exact: bool) -> dict[int, Any]:
    """One node after the other, with holes where there is no value; a case that does not hold is not looked at."""
    for node in nodes:
        args = graph.args[node]
        try:
            if graph.ops[node] == "cases":
                chosen = choose(graph.cases(node), [values[a] for a in args])
                if chosen is None:
                    raise NoValue(node, "domain")
                values[node] = values[args[chosen]]
                continue
            hole = next((values[a] for a in args if type(values[a]) is Hole), None)
            values[node] = hole if hole is not None else _alone(graph, node, values, point, module, exact, invent)
        except NoValue as none:
            values[node] = Hole(none)
    return values


def _alone(graph: Graph, node: int, values: dict[int, Any], point: Mapping[int, Any], module: Any, exact: bool,
           invent: bool) -> Any:
    """One value; NoValue where there is none."""
    own = {a: values[a] for a in graph.args[node]}
    if exact and own and all(type(x) is float for x in own.values()):
        exact = False
    return _straight(graph, [node], point, module, own, invent, exact)[node]


def _straight(graph: Graph, nodes: Iterable[int], point: Mapping[int, Any], module: Any, values: dict[int, Any],
              invent: bool, exact: bool) -> dict[int, Any]:
    """One node after the other; the first one without a value ends it."""
    ops, args, payloads = graph.ops, graph.args, graph.payloads
    plain = not exact and (module is math or module is cmath)
    node = -1
    try:
        for node in nodes:
            op = ops[node]
            operands = args[node]
            if not operands:
                values[node] = point[node] if op == "input" else _leaf(op, payloads[node], module, exact)
            elif op == "product" and len(operands) == 2 and not exact:
                values[node] = values[operands[0]] * values[operands[1]]
            elif op == "unknown" and not invent:
                raise ValueError(op)
            elif plain and op not in SUMMED:  # as _applied does, without its calls
                own = _OWN.get(op)
                inputs = [values[a] for a in operands]
                values[node] = (own(module, payloads[node], inputs) if own is not None
                                else RULES[op].value(module, *inputs))  # type: ignore[misc]
            else:
                values[node] = _applied(op, payloads[node], [values[a] for a in operands], module, exact)
        if module is math and not exact:
            _all_finite(values)
    except _NotFinite as error:
        raise NoValue(error.node, "overflow") from None
    except (ZeroDivisionError, OverflowError, AttributeError, ValueError, TypeError, RecursionError,
            Unreached) as error:
        why = failure(error, module)
        if not why:
            raise
        raise NoValue(node, why) from None
    return values


def failure(error: Exception, module: Any) -> str:
    """Why a node has no value; "" for an error that says nothing about its value."""
    if isinstance(error, ZeroDivisionError):
        return "zero"
    if isinstance(error, OverflowError):
        return "overflow"
    if isinstance(error, AttributeError):  # mpmath's functions of real numbers alone, given a complex one
        return "" if module is math or module is cmath else "domain"
    if isinstance(error, Unreached):
        return "unfinished"
    if isinstance(error, TypeError) and module is math and "complex" not in str(error):
        return ""
    return "domain"


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


def _leaf(op: str, note: Any, module: Any, exact: bool) -> Any:
    """The value of a number or a constant."""
    if op == "constant":
        return (module.pi if note == "pi" else module.e) + (0 if module is not cmath else 0j)
    value = note[0]
    if module is math:
        return value if exact else float(value)
    if module is cmath:
        return complex(value)
    return module.mpf(value) if type(value) is int else module.mpf(value.numerator) / value.denominator


def _applied(op: str, note: Any, operands: list[Any], module: Any, exact: bool) -> Any:
    """The value of an operation on these values."""
    if exact and not any(type(x) is float for x in operands):
        found = exact_value(op, note, operands)
        if found is not None:
            return found if found.denominator != 1 else int(found)
        operands = [float(x) for x in operands]
    if op in SUMMED or module is not math and module is not cmath:
        check_size(op, operands)
    result = applied(op, note, operands, module)
    if exact:
        if type(result) is complex:
            raise ValueError(op)
        if type(result) is float and not math.isfinite(result):
            raise OverflowError(op)
    return result


def applied(op: str, note: Any, operands: list[Any], module: Any) -> Any:
    """The value of one operation on inexact numbers of a module."""
    own = _OWN.get(op)
    return own(module, note, operands) if own is not None else RULES[op].value(module, *operands)  # type: ignore[misc]


def _product(module: Any, note: None, operands: list[Any]) -> Any:
    result = operands[0]
    for x in operands[1:]:
        result = result * x
    return result


def _sum(module: Any, note: None, operands: list[Any]) -> Any:
    result = operands[0]
    for x in operands[1:]:
        result = result + x
    return result


def _difference(module: Any, signs: str, operands: list[Any]) -> Any:
    result = operands[0]
    for x, sign in zip(operands[1:], signs[1:], strict=True):
        result = result + x if sign == "+" else result - x
    return result


def _power(module: Any, note: None, operands: list[Any]) -> Any:
    return power(module, *operands)


def power(module: Any, base: Any, exponent: Any) -> Any:
    """base ** exponent; a whole exponent multiplies, so that negative bases keep to the real line."""
    real = exponent.real
    if type(base) is int and abs(base) >= EXACT:  # of floor
        base = float(base) if module is math else module.mpf(base) if module is not cmath else complex(base)
    if getattr(exponent, "imag", 0) == 0 and abs(real) < 10_000 and real == int(real):
        return base ** int(real)
    if module is cmath:
        if base.real <= 0 and abs(base.imag) < 1e-100:
            raise ValueError("power")
        return base ** exponent
    if base < 0 or (base == 0 and exponent <= 0):
        raise ValueError("power")
    return base ** exponent


def stand_in(module: Any, note: tuple[str, tuple[int, ...]], operands: list[Any]) -> Any:
    """An invented smooth function, positive, bounded and the same for the same name, or one of its partial derivatives.

    A sum of three waves, so that no derivative is a multiple of another.
    """
    name, orders = note
    order = sum(orders)
    total: Any = 0 if order else 4
    for size, slopes in waves(name, len(orders)):
        inside = sum(c * x for c, x in zip(slopes, operands, strict=True))
        for slope, times in zip(slopes, orders, strict=True):
            size *= slope ** times
        wave = module.cos(inside) if order % 2 else module.sin(inside)
        total = total + (size * wave if order % 4 < 2 else -size * wave)
    return total


def _constant(module: Any, name: str, operands: list[Any]) -> Any:
    return +(module.pi if name == "pi" else module.e)


_OWN: dict[str, Callable[[Any, Any, list[Any]], Any]] = {
    "constant": _constant,
    "product": _product, "sum": _sum, "difference": _difference, "unknown": stand_in,
    "power": _power, "exponential": _power, "general_power": _power}
