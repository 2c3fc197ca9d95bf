"""Numbers for nodes: exact where the inputs are exact, doubles, complex numbers or mpmath numbers otherwise."""
from __future__ import annotations

import cmath
import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ..rules import RULES
from .graph import Graph, exact_value

Number = int | Fraction | float
_POWERS = frozenset(("power", "exponential", "general_power"))


def is_number(value: object) -> bool:
    """Whether there is a value: in a case that does not hold there need not be one."""
    return isinstance(value, int | float | Fraction)


class NoValue(ArithmeticError):
    """A node has no value: `node` is the first one that failed, `why` is "domain", "zero" or "overflow"."""

    def __init__(self, node: int, why: str) -> None:
        super().__init__(node, why)
        self.node = node
        self.why = why


class Hole:
    """The place of a value that does not exist in a case that may not hold; `error` says why there is none."""

    __slots__ = ("error",)

    def __init__(self, error: NoValue) -> None:
        self.error = error


def evaluate(graph: Graph, nodes: Iterable[int], point: Mapping[int, Any], module: Any = math,
             known: dict[int, Any] | None = None, invent: bool = False, holes: bool = False) -> dict[int, Any]:
    """The value of every given node (inputs before outputs), computed by math, cmath or mpmath.mp.

    `point` gives the inputs' values, `known` those of nodes already computed (it is added to). With math, exact
    inputs stay exact as long as the result is rational. `invent` puts smooth functions in the place of unknown ones.
    Where the graph has cases, a node without a value gets a Hole, since it may belong to a case that does not hold;
    only a value that is asked for last and is a Hole is an error, and not even that one with `holes`.
    Raises NoValue where a node is undefined, over- or underflows its domain, or is not real.
    """
    if not graph.has_cases:
        return _evaluate(graph, nodes, point, module, known, invent)
    return _lazily(graph, list(nodes), point, module, {} if known is None else known, invent, holes)


def _lazily(graph: Graph, nodes: list[int], point: Mapping[int, Any], module: Any, values: dict[int, Any],
            invent: bool, holes: bool) -> dict[int, Any]:
    """One node after the other, with holes where there is no value; a case that does not hold is not looked at."""
    given = [x for x in (*point.values(), *values.values()) if type(x) is not Hole]
    exact = module is math and not (given and all(type(x) is float for x in given))
    for node in nodes:
        args = graph.args[node]
        try:
            if graph.ops[node] == "cases":
                chosen = choose(graph.notes[node], [values[a] for a in args])
                if chosen is None:
                    raise NoValue(node, "domain")
                values[node] = values[args[chosen]]
                continue
            hole = next((values[a] for a in args if type(values[a]) is Hole), None)
            values[node] = hole if hole is not None else _alone(graph, node, values, point, module, exact, invent)
        except NoValue as none:
            values[node] = Hole(none)
    if nodes and not holes and type(values[nodes[-1]]) is Hole:
        raise values[nodes[-1]].error
    return values


def _alone(graph: Graph, node: int, values: dict[int, Any], point: Mapping[int, Any], module: Any, exact: bool,
           invent: bool) -> Any:
    """One value; NoValue where there is none."""
    own = {a: values[a] for a in graph.args[node]}
    if exact and own and all(type(x) is float for x in own.values()):
        exact = False
    return _evaluate(graph, [node], point, module, own, invent, exact)[node]


_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b}


def choose(note: tuple[tuple[str, ...], ...], operands: list[Any]) -> int | None:
    """The place among the operands of the value whose case holds; None where no case does.

    Raises NoValue where a condition that must be looked at has no value.
    """
    place = 0
    for signs in note:
        value, place = place, place + 1
        pairs = operands[place:place + 2 * len(signs)]
        place += 2 * len(signs)
        hole = next((x for x in pairs if type(x) is Hole), None)
        if hole is not None:
            raise hole.error
        if all(_HOLDS[sign](left.real, right.real)
               for sign, left, right in zip(signs, pairs[::2], pairs[1::2], strict=True)):
            return value
    return None


def at_joint(note: tuple[tuple[str, ...], ...], operands: Sequence[Any]) -> bool:
    """Whether a condition that decides which case holds is just met or just missed."""
    place = 0
    for signs in note:
        pairs = operands[place + 1:place + 1 + 2 * len(signs)]
        if any(left == right for left, right in zip(pairs[::2], pairs[1::2], strict=True)):
            return True
        if all(_HOLDS[sign](left, right) for sign, left, right in zip(signs, pairs[::2], pairs[1::2], strict=True)):
            return False
        place += 1 + 2 * len(signs)
    return False


@lru_cache(maxsize=256)
def _invented(name: str, count: int) -> tuple[tuple[float, tuple[float, ...]], ...]:
    dice = random.Random(f"{name}/{count}")
    return tuple((dice.uniform(0.3, 1.1), tuple(dice.uniform(-0.7, 0.7) for _ in range(count))) for _ in range(3))


def stand_in(module: Any, note: tuple[str, tuple[int, ...]], operands: list[Any]) -> Any:
    """An invented smooth function, positive, bounded and the same for the same name, or one of its partial derivatives.

    A sum of three waves, so that no derivative is a multiple of another.
    """
    name, orders = note
    order = sum(orders)
    total: Any = 0 if order else 4
    for size, slopes in _invented(name, len(orders)):
        inside = sum(c * x for c, x in zip(slopes, operands, strict=True))
        for slope, times in zip(slopes, orders, strict=True):
            size *= slope ** times
        wave = module.cos(inside) if order % 2 else module.sin(inside)
        total = total + (size * wave if order % 4 < 2 else -size * wave)
    return total


def _evaluate(graph: Graph, nodes: Iterable[int], point: Mapping[int, Any], module: Any,
              known: dict[int, Any] | None, invent: bool, exact: bool | None = None) -> dict[int, Any]:
    values: dict[int, Any] = {} if known is None else known
    if exact is None:
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
            elif op == "unknown":
                if not invent:
                    raise ValueError("unknown")
                values[node] = stand_in(module, notes[node], [values[a] for a in args[node]])
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

