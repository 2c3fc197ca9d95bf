"""Values at an exact point with every decision on the way made: which side of a joint, zero or not, whole or not."""
from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ..rules import RULES
from ..rules.special import Unreached
from .evaluate import applied, failure
from .exact import Exact, exact_value
from .graph import Graph
from .holes import Hole, NoValue
from .huge import is_endless, most_bits
from .piecewise import cases_of
from .relations import HOLDS
from .twin import Digits, Twin, Undecided
from .undiminished import undiminished

LARGEST = 10 ** 9  # bits of a value: what is larger cannot be shown
SETTLED = 1e-8  # both numbers agree so well, or neither is believed


Value = Exact | Twin | Hole


@dataclass(slots=True)
class Decided:
    """The values of the nodes, and what was met on the way.

    met       the gates that stand at a joint
    rounded   the nodes that are taken for whole numbers because their digits say so
    kept      nodes that are not to be taken for whole numbers
    """

    digits: Digits
    values: dict[int, Any]
    met: set[int] = field(default_factory=set)
    rounded: set[int] = field(default_factory=set)
    kept: frozenset[int] = frozenset()


def decide(graph: Graph, nodes: Sequence[int], point: Mapping[int, Value], digits: Digits,
           known: Mapping[int, Value] | None = None, holes: bool = False, kept: frozenset[int] = frozenset()
           ) -> Decided:
    """The value of every given node (inputs before outputs): exact as long as it is rational, a Twin otherwise.

    `known` are values found before, `kept` nodes that are never taken for whole numbers. A node without a value gets a
    Hole. Unless `holes` are wanted NoValue is raised where the last node has none; Undecided where the digits do not
    suffice.
    """
    found = Decided(digits, dict(known or {}), kept=kept)
    values = found.values
    for node in nodes:
        op, args = graph.ops[node], graph.args[node]
        if node in values:
            continue
        if op == "input":
            values[node] = point[node]
            continue
        try:
            values[node] = _value(graph, node, [values[a] for a in args], found)
        except NoValue as none:
            values[node] = Hole(none)
    if nodes and not holes and type(values[nodes[-1]]) is Hole:
        raise values[nodes[-1]].error
    return found


def calculate(op: str, operands: Sequence[Value], digits: Digits, note: Any = None) -> Value:
    """One operation on values. Raises NoValue and Undecided."""
    for operand in operands:
        if type(operand) is Hole:
            raise operand.error
    if not any(type(x) is Twin for x in operands):
        exact = exact_value(op, note, list(operands))
        if exact is not None:
            return exact
    return _computed(op, note, -1, list(operands), Decided(digits, {}))


def _value(graph: Graph, node: int, operands: list[Any], found: Decided) -> Value:
    op, note = graph.ops[node], graph.payloads[node]
    if op == "number":
        return graph.literal(node).value
    if op == "cases":
        return _chosen(note, node, operands, found)
    for operand in operands:
        if type(operand) is Hole:
            raise operand.error
    if op in _DECIDING:
        return _DECIDING[op](node, operands, found)
    if _at_joint(op, node, operands):
        found.met.add(node)
    if operands and not any(type(x) is Twin for x in operands):
        exact = exact_value(op, note, operands)
        if exact is not None:
            return int(exact) if exact.denominator == 1 else exact
    whole = undiminished(graph, node)
    if whole is not None and type(found.values.get(whole.near)) is Twin:
        return _computed(whole.op, note, node, [found.values[graph.args[whole.near][0]]], found, whole.value)
    return _computed(op, note, node, operands, found)


def _at_joint(op: str, node: int, operands: list[Any]) -> bool:
    """Whether a row says that its function bends or jumps at these inputs. Raises Undecided where digits differ."""
    if op not in RULES or (joint := RULES[op].joint) is None:
        return False
    coarse, fine = (joint(*(x[k] if type(x) is Twin else x for x in operands)) for k in (0, 1))
    if coarse != fine:
        raise Undecided(node)
    return fine


def _computed(op: str, note: Any, node: int, operands: list[Any], found: Decided, value_of: Any = None) -> Value:
    """The value by mpmath, with both numbers of digits; `value_of` takes the place of the operation's own."""
    from mpmath import mp
    pair = []
    for k, digits in enumerate(found.digits):
        with mp.workdps(digits):
            numbers = [x[k] if type(x) is Twin else mp.mpf(x.numerator) / x.denominator for x in operands]
            if is_endless(op, numbers) or any(x and mp.mag(x) > most_bits(op) for x in numbers):
                raise NoValue(node, "overflow")
            try:
                value = value_of(mp, *numbers) if value_of is not None else applied(op, note, numbers, mp)
            except (ZeroDivisionError, OverflowError, AttributeError, ValueError, TypeError, RecursionError,
                    NotImplementedError, mp.NoConvergence, Unreached) as error:
                raise NoValue(node, failure(error, mp) or "domain") from None
            if isinstance(value, mp.mpc):
                if value.imag:
                    raise NoValue(node, "domain")
                value = value.real
            if not mp.isfinite(value):
                raise NoValue(node, "domain")
            if value and mp.mag(value) > LARGEST:
                raise NoValue(node, "overflow")
            pair.append(mp.mpf(value))
    return _settled(op, node, Twin(*pair), found)


def _settled(op: str, node: int, twin: Twin, found: Decided) -> Value:
    """The number as a fact: a whole one where the digits say so. Raises Undecided where they say nothing, NoValue
    where it grows with every digit."""
    from mpmath import mp
    coarse, fine = twin
    fewer, more = found.digits
    with mp.workdps(more):
        gap = abs(coarse - fine)
        if mp.mag(fine) < found.digits[0]:
            whole = mp.nint(fine)
            far, near = abs(coarse - whole), abs(fine - whole)
            if near < mp.mpf(10) ** (-fewer // 2):
                if near and gap <= SETTLED * near:
                    return twin
                noise = far <= mp.mpf(10) ** (20 - fewer) and near <= mp.mpf(10) ** (20 - more)
                if not noise and near > mp.mpf(10) ** ((fewer - more) // 2) * far:
                    if whole:
                        return twin  # 1 and a little, which nobody need ask about
                    raise Undecided(node)
                if op in RULES and RULES[op].saturates or node in found.kept:
                    return twin
                found.rounded.add(node)
                return int(whole)
        if gap <= SETTLED * abs(fine):
            return twin
        if abs(fine) > abs(coarse) * mp.mpf(10) ** ((more - fewer) // 3):
            raise NoValue(node, "zero")
    raise Undecided(node)


def _sign(node: int, value: Any, found: Decided) -> int:
    """-1, 0 or 1."""
    if type(value) is not Twin:
        return int(value > 0) - int(value < 0)
    if value.fine == 0:
        raise Undecided(node)
    return 1 if value.fine > 0 else -1


def _compared(node: int, one: Any, other: Any, found: Decided) -> int:
    """-1, 0 or 1 as one number is less than, equal to or greater than another."""
    if type(one) is not Twin and type(other) is not Twin:
        return int(one > other) - int(one < other)
    if one == other:
        return 0
    try:
        difference = _computed("difference", "+-", node, [one, other], found)
    finally:
        found.rounded.discard(node)
    if type(difference) is int and difference == 0:
        found.rounded.add(node)
    return _sign(node, difference, found)


def _chosen(note: Any, node: int, operands: list[Any], found: Decided) -> Value:
    """The value of the first case that holds."""
    for value, comparisons in cases_of(note):
        orders = []
        for sign, left, right in comparisons:
            for side in (left, right):
                if type(operands[side]) is Hole:
                    raise operands[side].error
            order = _compared(node, operands[left], operands[right], found)
            if order == 0:
                found.met.add(node)
            orders.append((sign, order))
        if all(HOLDS[sign](order, 0) for sign, order in orders):
            if type(operands[value]) is Hole:
                raise operands[value].error
            return operands[value]  # type: ignore[no-any-return]
    raise NoValue(node, "domain")


def _at_zero(node: int, operand: Any, found: Decided) -> int:
    sign = _sign(node, operand, found)
    if sign == 0:
        found.met.add(node)
    return sign


def _negative(value: Any) -> Any:
    if type(value) is not Twin:
        return -value
    from mpmath import mp
    return Twin(*(mp.fneg(x, exact=True) for x in value))  # whatever the digits that mpmath works with just now


def _absolute(node: int, operands: list[Any], found: Decided) -> Any:
    return operands[0] if _at_zero(node, operands[0], found) >= 0 else _negative(operands[0])


def _relu(node: int, operands: list[Any], found: Decided) -> Any:
    return operands[0] if _at_zero(node, operands[0], found) > 0 else 0


def _leaky_relu(node: int, operands: list[Any], found: Decided) -> Value:
    _at_zero(node, operands[0], found)
    exact = exact_value("leaky_relu", None, operands) if type(operands[0]) is not Twin else None
    return _computed("leaky_relu", None, node, operands, found) if exact is None else exact


def _best(way: int) -> Callable[[int, list[Any], Decided], Value]:
    """The largest (way 1) or the smallest of several."""
    def best(node: int, operands: list[Any], found: Decided) -> Value:
        leader = operands[0]
        for x in operands[1:]:
            if way * _compared(node, x, leader, found) > 0:
                leader = x
        if any(_compared(node, a, b, found) == 0 for a, b in combinations(operands, 2)
               if a is leader or b is leader):
            found.met.add(node)
        return leader  # type: ignore[no-any-return]
    return best


def _whole(up: bool) -> Callable[[int, list[Any], Decided], Value]:
    """The whole number below, or above."""
    def whole(node: int, operands: list[Any], found: Decided) -> Value:
        if type(value := operands[0]) is not Twin:
            if value.denominator == 1:
                found.met.add(node)
            return int(math.ceil(value) if up else math.floor(value))
        from mpmath import mp
        if value.fine and mp.mag(value.fine) > found.digits[0]:
            raise Undecided(node)
        with mp.workdps(found.digits[1]):
            one, other = (int(mp.ceil(x) if up else mp.floor(x)) for x in value)
            if one != other or value.fine == other and value.coarse == one:
                raise Undecided(node)
        return other
    return whole


_DECIDING: dict[str, Callable[[int, list[Any], Decided], Value]] = {
    "abs": _absolute, "relu": _relu, "leaky_relu": _leaky_relu,
    "sign": lambda node, operands, found: _at_zero(node, operands[0], found),
    "step": lambda node, operands, found: int(_at_zero(node, operands[0], found) > 0),
    "max": _best(1), "min": _best(-1), "floor": _whole(up=False), "ceil": _whole(up=True)}
