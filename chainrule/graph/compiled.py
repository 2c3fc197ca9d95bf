"""Nodes as one Python function, built from their ids: no name and no text of the user's goes into it."""
from __future__ import annotations

import ast
import math
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ..rules import rule_of
from . import straight
from .evaluate import evaluate
from .graph import Graph
from .holes import Hole
from .piecewise import cases_of
from .straight import AT, READ, WRITE, Code, Numbers, Run, Writer, assigned, binary, by_rule, constant, named

DEEP = 16  # operations within one expression
PART = 2_000  # nodes per function: Python compiles longer ones with difficulty
FLOATS = straight.Floats()


class Straight:
    """The values of `outputs` as a function of the values of `inputs`, over floats.

    Raises NoValue where an output has no value.
    """

    def __init__(self, graph: Graph, outputs: Sequence[int], inputs: Sequence[int]) -> None:
        self.graph, self.outputs, self.inputs = graph, tuple(outputs), tuple(inputs)
        self._run = straight_line(graph, self.outputs, self.inputs, FLOATS)

    def __call__(self, values: Sequence[float]) -> Sequence[float]:
        try:
            found = self._run(values)
            if math.isfinite(sum(found)):
                return found[:-1]
        except (ArithmeticError, ValueError, TypeError):
            pass
        return self._step_by_step(values)

    def _step_by_step(self, values: Sequence[float]) -> Sequence[float]:
        """Node after node: it knows where there is no value, and cases that need not have one."""
        point = dict(zip(self.inputs, map(float, values), strict=True))
        found = evaluate(self.graph, self.graph.cone(self.outputs), point, math, holes=True)
        for node in self.outputs:
            if isinstance(found[node], Hole):
                raise found[node].error
        return tuple(float(found[node]) for node in self.outputs)


def straight_line(graph: Graph, outputs: Sequence[int], inputs: Sequence[int], numbers: Numbers) -> Run:
    """Code for the outputs and, as the last number, one that is finite where nothing was lost to an infinity."""
    writing = _Writing(graph, outputs, inputs, numbers)
    return writing.whole() if len(writing.order) <= PART else writing.in_parts()


class _Writing:
    """How the nodes are laid out in functions; `order` are those that are computed, inputs first."""

    def __init__(self, graph: Graph, outputs: Sequence[int], inputs: Sequence[int], numbers: Numbers) -> None:
        self.graph, self.outputs, self.inputs, self.numbers = graph, outputs, inputs, numbers
        self.order = _between(graph, outputs, set(inputs))
        self.part = {node: k // PART for k, node in enumerate(self.order)}
        uses = Counter(a for i in self.order for a in graph.args[i])
        uses.update(outputs)
        self.uses = uses
        self.rows: dict[int, int] = {node: k for k, node in enumerate(inputs)}  # where values of other parts stand

    def whole(self) -> Run:
        body = _Body(self, 0)
        body.write(self.order)
        result = ast.Tuple([*(body.read(o) for o in self.outputs), body.total()], READ, **AT)
        first = ast.Tuple([ast.Name(f"v{i}", WRITE, **AT) for i in self.inputs], WRITE, **AT)
        return body.function([assigned(first, named("r")), *body.lines, ast.Return(result, **AT)])

    def in_parts(self) -> Run:
        crossing = dict.fromkeys(self.outputs)
        crossing.update({a: None for i in self.order for a in self.graph.args[i]
                         if a in self.part and self.part[a] != self.part[i]})
        for node in crossing:
            self.rows.setdefault(node, len(self.rows))
        total = len(self.rows)
        parts = []
        for start in range(0, len(self.order), PART):
            nodes = self.order[start:start + PART]
            body = _Body(self, start // PART)
            body.write(nodes)
            kept = [assigned(body.row(self.rows[i], WRITE), body.read(i)) for i in nodes if i in crossing]
            sofar = binary(body.row(total, READ), "+", body.total())
            parts.append(body.function([*body.lines, *kept, assigned(body.row(total, WRITE), sofar)]))
        places = [self.rows[o] for o in self.outputs]
        blank = [0.0] * (total + 1 - len(self.inputs))

        def run(values: Sequence[Any]) -> Sequence[Any]:
            row = [*values, *blank]
            for part in parts:
                part(row)
            return (*(row[k] for k in places), row[-1])

        return run


def _between(graph: Graph, outputs: Sequence[int], given: set[int]) -> list[int]:
    """What must be computed for the outputs, inputs first."""
    seen: set[int] = set()
    stack = [o for o in outputs if o not in given]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            stack += (a for a in graph.args[node] if a not in given)
    return sorted(seen)


class _Body(Writer):
    """The lines of one function."""

    def __init__(self, whole: _Writing, part: int) -> None:
        super().__init__(whole.numbers)
        self.whole_, self.part = whole, part
        self._within: dict[int, tuple[Code, int]] = {}  # values that stand within the one expression that uses them
        self._known: set[int] = set()
        self._guarded: list[Code] = []

    def write(self, nodes: Sequence[int]) -> None:
        """A line for every node that is used more than once."""
        whole = self.whole_
        graph, uses = whole.graph, whole.uses
        only: dict[int, int] = {a: i for i in nodes for a in graph.args[i] if uses[a] == 1}
        for node in nodes:
            op, args = graph.ops[node], graph.args[node]
            depth = 1 + max((self._within[a][1] for a in args if a in self._within), default=0)
            code = self.numbers.whole(self, self._operation(op, node, args))
            user = only.get(node)
            if not args and op != "input":
                self._within[node] = code, 0  # a number stands where it is used
            elif user is not None and depth < DEEP and _once(graph.ops[user], len(graph.args[user])):
                self._within[node] = code, depth
            else:
                self.lines.append(assigned(ast.Name(f"v{node}", WRITE, **AT), code))
                self._known.add(node)

    def read(self, node: int) -> Code:
        if node in self._within:
            return self._within[node][0]
        whole = self.whole_
        if node in self._known or len(whole.order) <= PART:
            return named(f"v{node}")
        return self.row(whole.rows[node], READ)

    def row(self, place: int, how: ast.expr_context) -> Code:
        return ast.Subscript(named("r"), constant(place), how, **AT)

    def total(self) -> Code:
        """A number that is finite where all the guarded ones are."""
        return self.chain(constant(0.0), [("+", code) for code in self._guarded])

    def _operation(self, op: str, node: int, args: tuple[int, ...]) -> Code:
        graph = self.whole_.graph
        if not args:
            return self._leaf(op, graph.payloads[node])
        operands = [self.read(a) for a in args]
        if op not in _KEEPING and self.numbers.guarded:
            operands = self._guard(op, args, operands)
        return operation(self, graph, node, operands)

    def _guard(self, op: str, args: tuple[int, ...], operands: list[Code]) -> list[Code]:
        """The operands with those kept whose infinity would be lost."""
        graph = self.whole_.graph
        found = []
        for slot, (a, code) in enumerate(zip(args, operands, strict=True)):
            if graph.varies[a] and not (op == "quotient" and slot == 0):
                code = self.let(code) if not isinstance(code, ast.Subscript) else code
                self._guarded.append(code)
            found.append(code)
        return found

    def _leaf(self, op: str, payload: Any) -> Code:
        if op == "constant":
            return self.numbers.number(math.pi if payload == "pi" else math.e, self)
        if op == "input":
            return self.call(_missing)
        try:
            return self.numbers.number(float(payload.value), self)
        except OverflowError:
            return self.call(_too_large)


def operation(writer: Writer, graph: Graph, node: int, operands: list[Code]) -> Code:
    """The value of a node from those of its inputs."""
    op = graph.ops[node]
    own = _OWN.get(op)
    return own(writer, graph, node, operands) if own is not None else by_rule(writer, rule_of(op), operands)


_KEEPING = frozenset(("sum", "difference", "product", "negation", "copy"))  # an infinity stays one in them, or is nan


@lru_cache(maxsize=1024)
def _once(op: str, count: int) -> bool:
    """Whether the code of an operation reads every operand once, and in its own expression."""
    if op in _OWN:
        return op in _KEEPING or op == "quotient"
    writer = Writer(FLOATS)
    operands = [named(f"v{k}") for k in range(count)]
    code = by_rule(writer, rule_of(op), operands)
    read = Counter(n.id for n in ast.walk(code) if isinstance(n, ast.Name))
    return not writer.lines and all(read[f"v{k}"] <= 1 for k in range(count))


def _missing() -> float:
    raise ValueError("input")


def _too_large() -> float:
    raise OverflowError


def _power(body: Writer, graph: Graph, node: int, operands: list[Code]) -> Code:
    base, exponent = operands
    value = graph.rational(graph.args[node][1])
    if value is None or Fraction(value).denominator != 1 or not -10_000 < value < 10_000:
        return body.call(body.numbers.power, base, exponent)
    if 2 <= value <= 4:
        base = body.let(base) if not isinstance(base, ast.Subscript) else base
        square = binary(base, "*", base)
        if value == 2:
            return square
        if value == 3:
            return binary(square, "*", base)
        square = body.let(square)
        return binary(square, "*", square)
    return binary(base, "^", constant(int(value)))


def _cases(body: Writer, graph: Graph, node: int, operands: list[Code]) -> Code:
    chosen = body.numbers.nowhere(body)
    for case in reversed(cases_of(graph.cases(node))):
        tests = [(operands[left], sign, operands[right]) for sign, left, right in case.comparisons]
        chosen = body.numbers.chosen(body, tests, operands[case.value], chosen) if tests else operands[case.value]
    return chosen


def _signed(body: Writer, graph: Graph, node: int, operands: list[Code]) -> Code:
    signs = graph.signs(node)
    return body.chain(operands[0], list(zip(signs[1:], operands[1:], strict=True)))


_OWN: dict[str, Callable[[Writer, Graph, int, list[Code]], Code]] = {
    "sum": _signed, "difference": _signed,
    "product": lambda body, graph, node, operands: body.chain(operands[0], [("*", code) for code in operands[1:]]),
    "quotient": lambda body, graph, node, operands: binary(operands[0], "/", operands[1]),
    "negation": lambda body, graph, node, operands: straight.negated(operands[0]),
    "copy": lambda body, graph, node, operands: operands[0],
    "power": _power, "exponential": _power, "general_power": _power, "cases": _cases,
    "unknown": lambda body, graph, node, operands: body.call(_missing)}
