"""Where an answer holds: the rules' conditions on the graph, without those that are always true."""
from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from .derivation import Sweep
from .graph import Graph
from .partials import filled, steps_of
from .reading import read_template
from .tidy import Tidy
from .values import NoValue, evaluate

_ALWAYS_POSITIVE = frozenset(("exp", "exp2", "cosh", "sech", "sigmoid", "softplus"))
_NEVER_NEGATIVE = frozenset(("abs", "sqrt", "relu", "step", "hypot"))


@dataclass(frozen=True, slots=True)
class Condition:
    """left relation right, as in x² - 1 > 0; `because` is the gate that asks for it."""

    left: int
    relation: str
    right: int
    because: int


def conditions(swept: Sweep) -> tuple[Condition, ...]:
    """What must hold for the derivative: the needs of gates on the paths, the domain of the others."""
    graph = swept.graph
    tidy = Tidy(graph)
    found: dict[tuple[int, str, int], Condition] = {}
    signs: dict[int, str] = {}
    for gate in sorted(swept.function):
        if not graph.args[gate] or not graph.varies[gate]:
            continue
        rule = graph.rule(gate)
        needed = rule.needs if gate in swept.edges else rule.defined
        if graph.ops[gate] in ("power", "general_power"):
            needed = _power_needs(graph, gate)
        letters = {"u": graph.args[gate][0], "y": gate, **dict(zip("abc", graph.args[gate], strict=False))}
        for text in needed:
            left_text, relation, right_text = text.split() if text.count(" ") == 2 else _parted(text)
            left = filled(graph, tidy, _steps(left_text), letters)
            right = filled(graph, tidy, _steps(right_text), letters)
            for part, sign in _simplest(graph, left, relation, right):
                if not _holds(graph, part, sign, right, signs):
                    found.setdefault((part, sign, right), Condition(part, sign, right, gate))
    return tuple(found.values())


def _parted(text: str) -> tuple[str, str, str]:
    for sign in (" != ", " >= ", " <= ", " > ", " < "):
        if sign in text:
            left, right = text.split(sign)
            return left, sign.strip(), right
    raise ValueError(text)


@lru_cache(maxsize=256)
def _steps(text: str) -> tuple[tuple[str, int, object], ...]:
    return steps_of(read_template(text))


def _power_needs(graph: Graph, gate: int) -> tuple[str, ...]:
    if graph.ops[gate] == "general_power":
        return ("a > 0",)
    n = graph.rational(graph.args[gate][1])
    if n is None or n.denominator != 1:
        return ("a > 0",) if n is None or n < 1 else ("a >= 0",)
    return ("a != 0",) if n < 0 else ()


def _simplest(graph: Graph, left: int, relation: str, right: int) -> list[tuple[int, str]]:
    """u² ≠ 0 is u ≠ 0; a·b ≠ 0 is a ≠ 0 and b ≠ 0; √u ≠ 0 and √u > 0 are u > 0."""
    if graph.rational(right) != 0:
        return [(left, relation)]
    todo, parts = [(left, relation)], []
    while todo:
        node, sign = todo.pop()
        op, args = graph.ops[node], graph.args[node]
        if op == "copy":
            todo.append((args[0], sign))
        elif op == "sqrt" and sign in ("!=", ">"):
            todo.append((args[0], ">"))
        elif op == "negation" and sign == "!=":
            todo.append((args[0], sign))
        elif sign == "!=" and op == "product":
            todo += [(a, sign) for a in reversed(args)]
        elif sign == "!=" and op == "quotient" or sign == "!=" and op == "power" and (graph.rational(args[1]) or 0) > 0:
            todo.append((args[0], sign))
        else:
            parts.append((node, sign))
    return parts


def _holds(graph: Graph, left: int, relation: str, right: int, signs: dict[int, str]) -> bool:
    """Whether a condition is certain whatever the variables are."""
    if not graph.varies[left] and not graph.varies[right]:
        try:
            values = evaluate(graph, graph.cone([left, right]), {}, math)
        except NoValue:
            return False
        a, b = values[left], values[right]
        return bool({">": a > b, "<": a < b, ">=": a >= b, "<=": a <= b, "!=": a != b}[relation])
    if graph.rational(right) != 0:
        return False
    sign = _sign(graph, left, signs)
    return sign == "+" and relation in (">", ">=", "!=") or sign == "0+" and relation == ">="


def _sign(graph: Graph, node: int, known: dict[int, str]) -> str:
    """"+" if a node is surely positive, "0+" if surely not negative, "" if that is not plain to see."""
    for i in graph.cone([node]):
        if i not in known:
            known[i] = _sign_of(graph, i, [known[a] for a in graph.args[i]])
    return known[node]


def _sign_of(graph: Graph, node: int, parts: list[str]) -> str:
    op = graph.ops[node]
    value = graph.rational(node)
    if value is not None:
        return "+" if value > 0 else "0+" if value == 0 else ""
    if op == "constant" or op in _ALWAYS_POSITIVE:
        return "+"
    if op == "sqrt" and parts[0] == "+":
        return "+"
    if op == "power":
        exponent = graph.rational(graph.args[node][1])
        if parts[0] == "+":
            return "+"
        even = exponent is not None and Fraction(exponent).denominator == 1 and int(exponent) % 2 == 0
        return "0+" if even and exponent is not None and exponent > 0 else ""
    if op in _NEVER_NEGATIVE:
        return "0+"
    if op in ("sum", "max") and all(parts):
        return "+" if "+" in parts else "0+"
    if op in ("product", "quotient"):
        if all(p == "+" for p in parts):
            return "+"
        return "0+" if all(parts) and (op == "product" or parts[1] == "+") else ""
    if op in ("exponential", "general_power") and parts[0] == "+":
        return "+"
    return parts[0] if op == "copy" else ""
