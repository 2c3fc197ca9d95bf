"""Local partials: a rule's formula, put on the inputs of one gate."""
from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ..errors import UnsupportedError
from ..graph.graph import Graph
from ..graph.payload import Unknown
from ..graph.piecewise import value_places
from ..language import Text
from ..reading import read_template
from ..tree import (
    Added,
    Called,
    Cases,
    Compared,
    Constant,
    Divided,
    Multiplied,
    Negated,
    Numeral,
    Raised,
    Typed,
    Variable,
    walk,
)
from .tidy import Tidy

NO_DERIVATIVE = Text("No formula is known for the derivative of {function} with respect to its input number {slot}.",
                     "{function}의 {slot}번째 입력에 대한 도함수 공식은 알려져 있지 않습니다.")
FEW = 8  # products of up to this many factors list all the others; longer ones share prefixes and suffixes


Partials = list[tuple[int, int]]  # input slots and the partials by them


def partials_of(graph: Graph, tidy: Tidy, gate: int, wanted: set[int]) -> Partials:
    """(slot, partial) for every input slot of a gate that holds a wanted node; the partial is a node of the graph."""
    return _OWN.get(graph.ops[gate], _by_rule)(graph, tidy, gate, wanted)


def _by_rule(graph: Graph, tidy: Tidy, gate: int, wanted: set[int]) -> Partials:
    """The formulas of the table of rules; where it has none SymPy's."""
    args, rule = graph.args[gate], graph.rule(gate)
    found = []
    for slot, a in enumerate(args):
        if a in wanted:
            if rule.partials:
                template = rule.partials[min(slot, len(rule.partials) - 1)]
                found.append((slot, _filled(graph, tidy, template, args, gate)))
            else:
                found.append((slot, _from_sympy(graph, tidy, rule.sympy, graph.ops[gate], slot, args)))
    return found


def _ones(graph: Graph, tidy: Tidy, gate: int, wanted: set[int]) -> Partials:
    one = graph.number(1)
    return [(slot, one) for slot, a in enumerate(graph.args[gate]) if a in wanted]


def _signs(graph: Graph, tidy: Tidy, gate: int, wanted: set[int]) -> Partials:
    return [(slot, graph.number(1 if sign == "+" else -1))
            for slot, (a, sign) in enumerate(zip(graph.args[gate], graph.signs(gate), strict=True)) if a in wanted]


def _others(graph: Graph, tidy: Tidy, gate: int, wanted: set[int]) -> Partials:
    """For each factor the product of the others: n products by prefixes and suffixes, never n²."""
    args = graph.args[gate]
    if len(args) <= FEW:
        return [(slot, tidy.product(*args[:slot], *args[slot + 1:])) for slot, a in enumerate(args) if a in wanted]
    one = graph.number(1)
    before = [one]
    for a in args[:-1]:
        before.append(graph.add("product", (before[-1], a)) if before[-1] != one else a)
    after = [one] * len(args)
    for slot in range(len(args) - 2, -1, -1):
        nxt = args[slot + 1]
        after[slot] = graph.add("product", (nxt, after[slot + 1])) if after[slot + 1] != one else nxt
    found = []
    for slot, a in enumerate(args):
        if a in wanted:
            left, right = before[slot], after[slot]
            both = (left, right) if one not in (left, right) else ()
            found.append((slot, graph.add("product", both) if both else right if left == one else left))
    return found


def _routed(graph: Graph, tidy: Tidy, gate: int, wanted: set[int]) -> Partials:
    """The largest (smallest) input passes on everything, the others nothing."""
    leads = _leads_or_first if gate in graph.tied else _leads
    args = graph.args[gate]
    return [(slot, leads(graph, tidy, graph.ops[gate], args, slot)) for slot, a in enumerate(args) if a in wanted]


def _leads(graph: Graph, tidy: Tidy, op: str, args: tuple[int, ...], slot: int) -> int:
    """1 where this input is the largest (smallest) of all, 0 where it is not."""
    if args[slot] in args[:slot]:
        return graph.number(0)  # the same input again adds nothing: max(x, x) is x
    others = tuple(a for a in args if a != args[slot])
    if not others:
        return graph.number(1)
    rival = others[0] if len(others) == 1 else graph.add(op, others)
    gap = (args[slot], rival) if op == "max" else (rival, args[slot])
    if graph.rational(gap[1]) == 0:
        return graph.add("step", gap[:1])
    return graph.add("step", (graph.add("difference", gap, "+-"),))


def _leads_or_first(graph: Graph, tidy: Tidy, op: str, args: tuple[int, ...], slot: int) -> int:
    """1 where this input is the largest (smallest) and none before it is equal to it, else 0: where inputs are equal on
    a whole stretch, one of them must carry the gradient."""
    own = args[slot]
    if own in args[:slot]:
        return graph.number(0)
    before, after = args[:slot], tuple(a for a in args[slot + 1:] if a != own)

    def exceeds(one: int, other: int) -> int:
        gap = (one, other) if op == "max" else (other, one)
        return graph.add("step", (graph.add("difference", gap, "+-"),))

    def best(others: tuple[int, ...]) -> int:
        return others[0] if len(set(others)) == 1 else graph.add(op, others)

    factors = [exceeds(own, best(before))] if before else []
    if after:
        factors.append(graph.add("difference", (graph.number(1), exceeds(best(after), own)), "+-"))
    return tidy.product(*factors) if factors else graph.number(1)


def _named(graph: Graph, tidy: Tidy, gate: int, wanted: set[int]) -> Partials:
    """The derivative of an unknown function keeps a name of its own."""
    args, (name, orders) = graph.args[gate], graph.unknown(gate)
    return [(slot, graph.add("unknown", args, Unknown(name, (*orders[:slot], orders[slot] + 1, *orders[slot + 1:]))))
            for slot, a in enumerate(args) if a in wanted]


def _cases(graph: Graph, tidy: Tidy, gate: int, wanted: set[int]) -> Partials:
    """1 in the case that holds and 0 in the others; conditions have no slope."""
    args, note = graph.args[gate], graph.cases(gate)
    one, zero = graph.number(1), graph.number(0)
    places = value_places(note)
    found = []
    for slot in places:
        if args[slot] in wanted:
            chosen = list(args)
            for place in places:
                chosen[place] = one if place == slot else zero
            found.append((slot, graph.add("cases", tuple(chosen), note)))
    return found


@lru_cache(maxsize=1024)
def template_steps(template: str) -> tuple[tuple[str, int, Any], ...]:
    """A formula as a list of steps (operation, number of operands, note), operands before operations."""
    return steps_of(read_template(template))


def steps_of(tree: Typed) -> tuple[tuple[str, int, Any], ...]:
    """A tree as a list of steps (operation, number of operands, note), operands before operations."""
    kinds: dict[type, str] = {Multiplied: "product", Divided: "quotient", Negated: "negation", Raised: "power"}
    steps: list[tuple[str, int, Any]] = []
    for head in walk(tree):
        match head:
            case Variable() | Numeral() | Constant():
                steps.append((type(head).__name__, 0, head.note))
            case Added():
                negative = "-" in head.note
                steps.append(("difference" if negative else "sum", len(head.args), head.note if negative else None))
            case Compared():
                continue  # its sides stand among the operands of the cases that it belongs to
            case Cases():
                signs = (*(condition.note for condition in head.args[1::2]), *([()] if len(head.args) % 2 else []))
                steps.append(("cases", len(signs) + 2 * sum(map(len, signs)), signs))
            case Called():
                steps.append((head.note, len(head.args), None))
            case _:
                steps.append((kinds[type(head)], len(head.args), None))
    return tuple(steps)


def _filled(graph: Graph, tidy: Tidy, template: str, args: tuple[int, ...], gate: int) -> int:
    letters = {"u": args[0], "y": gate, **dict(zip("abc", args, strict=False))}
    return filled(graph, tidy, template_steps(template), letters)


def filled(graph: Graph, tidy: Tidy, steps: tuple[tuple[str, int, Any], ...], letters: dict[str, int]) -> int:
    """The node of a formula whose names stand for the given nodes."""
    stack: list[int] = []
    for op, count, note in steps:
        if op == "Variable":
            stack.append(letters[note])
        elif op == "Numeral":
            stack.append(graph.number(int(note)))
        elif op == "Constant":
            stack.append(graph.add("constant", (), note))
        else:
            operands = tuple(stack[len(stack) - count:])
            del stack[len(stack) - count:]
            stack.append(tidy.apply(op, operands, note))
    return stack[0]


def _from_sympy(graph: Graph, tidy: Tidy, sympy_name: Any, name: str, slot: int, args: tuple[int, ...]) -> int:
    """The partial that SymPy knows for one of its own functions."""
    steps = _sympy_steps(sympy_name, name, slot, len(args))
    return filled(graph, tidy, steps, dict(zip("abc", args, strict=False)))


@lru_cache(maxsize=256)
def _sympy_steps(sympy_name: str, name: str, slot: int, count: int) -> tuple[tuple[str, int, Any], ...]:
    import sympy

    from ..reading.from_sympy import tree_of
    symbols = [sympy.Symbol(letter, real=True) for letter in "abc"[:count]]
    refused = UnsupportedError("unsupported", NO_DERIVATIVE, facts={"function": name, "slot": slot + 1})
    derivative = getattr(sympy, sympy_name)(*symbols).diff(symbols[slot])
    if derivative.has(sympy.Derivative, sympy.Subs):
        raise refused
    try:
        return steps_of(tree_of(derivative))
    except UnsupportedError:
        raise refused from None


_OWN: dict[str, Callable[[Graph, Tidy, int, set[int]], Partials]] = {
    "sum": _ones, "copy": _ones, "difference": _signs, "product": _others, "max": _routed, "min": _routed,
    "unknown": _named, "cases": _cases}
