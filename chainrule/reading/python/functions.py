"""The functions of the table of rules under their Python names, on nodes of a trace and on plain numbers alike."""
from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from ...errors import DomainError
from ...language import Text
from ...rules import RULES, Rule
from .node import Comparison, Node, operand, tape_of
from .numerals import plain
from .refusals import ARITY, NOT_SINGLE, ONE_EACH, refuse

UNDEFINED = Text("The function {name} has no value at {at}.", "{at}에서 함수 {name}의 값이 없습니다.")
NUMPY = {"maximum": "max", "minimum": "min", "absolute": "abs"}  # NumPy's spelling of rules

Function = Callable[..., Any]


def apply(name: str, rules: list[Rule], inputs: tuple[Any, ...]) -> Any:
    """The rule that takes so many inputs, applied to them; one list stands for any number of inputs."""
    if len(inputs) == 1 and isinstance(inputs[0], list | tuple) and any(r.arity[1] is None for r in rules):
        inputs = tuple(inputs[0])
    for value in inputs:
        if hasattr(type(value), "traced_function"):  # a value with a shape
            return value.traced_function(name, inputs)
    rule = next((r for r in rules if r.arity[0] <= len(inputs) and (r.arity[1] is None or len(inputs) <= r.arity[1])),
                None)
    if rule is None:
        raise refuse(ARITY, kind="arity", name=name, count=len(inputs))
    tape = tape_of(inputs)
    if tape is None:
        return _value(name, rule, inputs)
    return Node(tape, tape.graph.add(rule.name, tuple(operand(tape, value) for value in inputs)))


def _value(name: str, rule: Rule, inputs: tuple[Any, ...]) -> Any:
    """The value of a function of plain numbers."""
    given = [plain(value) for value in inputs]
    for number, value in zip(given, inputs, strict=True):
        if number is None:
            raise refuse(NOT_SINGLE, ONE_EACH, what=type(value).__name__)
    try:
        found = rule.value(math, *given)  # type: ignore[misc]
    except (ValueError, ArithmeticError):
        found = None
    if found is None or isinstance(found, complex):
        raise DomainError("undefined_at_point", UNDEFINED, facts={"name": name, "at": ", ".join(map(str, given))})
    return found


def where(condition: Any, then: Any, otherwise: Any) -> Any:
    """`then` where the condition holds, else `otherwise`: where(x > 0, x, -x).

    The condition is a comparison, or several joined by &: (x > 0) & (x < 1). On plain numbers it is true or false.
    """
    if hasattr(condition, "sheet"):
        from .array import where as where_of_arrays
        return where_of_arrays(condition, then, otherwise)
    if type(condition) is not Comparison:
        return then if condition else otherwise
    tape = condition._tape
    sides = [side for left, _, right in condition.pairs for side in (left, right)]
    args = (operand(tape, then), *sides, operand(tape, otherwise))
    return Node(tape, tape.graph.add("cases", args, (tuple(sign for _, sign, _ in condition.pairs), ())))


def _function(name: str, rules: list[Rule]) -> Function:
    def function(*inputs: Any) -> Any:
        return apply(name, rules, inputs)

    function.__name__ = function.__qualname__ = name
    function.__module__ = "chainrule.math"
    function.__doc__ = "; ".join(f"{rule.title.en} ({rule.title.ko})" for rule in rules)
    return function


def _functions() -> dict[str, Function]:
    rows: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in RULES.values():
        if rule.callable:
            for name in (rule.name, *rule.aliases):
                rows[name].append(rule)
    for name, own in NUMPY.items():
        rows[name] = rows[own]
    return {name: _function(name, rules) for name, rules in rows.items() if name.isidentifier()}


FUNCTIONS: dict[str, Function] = _functions()
