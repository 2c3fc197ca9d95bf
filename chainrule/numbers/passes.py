"""The forward and the backward pass at a point, and the one-sided derivatives at a kink."""
from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..derivation.sweep import Edge, Sweep
from ..errors import DomainError, VariableError
from ..graph.evaluate import Hole, NoValue, Number, at_joint, choose, evaluate
from ..graph.graph import Graph
from ..language import Text

MISSING = Text("A value for `{name}` is missing.", "`{name}`의 값이 없습니다.")
MISSING_HINT = Text("add it to the point: {name}=…", "점에 {name}=… 꼴로 적어 주십시오")
NOT_REAL = Text("At this point `{node}` has no real value.", "이 점에서 `{node}`의 실숫값이 없습니다.")
BY_ZERO = Text("At this point `{node}` divides by zero.", "이 점에서 `{node}`의 분모가 0입니다.")
TOO_BIG = Text("At this point `{node}` is too large for a number of the machine.",
               "이 점에서 `{node}`의 값이 컴퓨터가 다룰 수 있는 범위를 넘습니다.")
NO_SLOPE = Text("At this point the function has a value, but the local derivative of `{node}` does not exist.",
                "이 점에서 함숫값은 있으나 `{node}`의 국소 미분이 없습니다.")
NOT_TOLD = Text("At the joint of the cases the derivative cannot be told from their formulas.",
                "경우가 바뀌는 이 점의 미분계수는 식만으로 정할 수 없습니다.")
_REASONS = {"domain": NOT_REAL, "zero": BY_ZERO, "overflow": TOO_BIG}


@dataclass(frozen=True, slots=True)
class Kink:
    """A gate at a joint: no derivative by its `variables` there unless both sides agree."""

    gate: int
    inputs: tuple[Number, ...]
    variables: frozenset[int]


@dataclass(frozen=True, slots=True)
class Passes:
    """All the numbers at a point.

    forward     the value of every node of the function
    partials    the value of every local partial, by (gate, slot); at a joint the frameworks' convention
    adjoints    upstream gradients: ∂output/∂node
    kinks       the gates that stand at a joint
    """

    point: dict[int, Number]
    forward: dict[int, Number]
    partials: dict[tuple[int, int], Number]
    adjoints: dict[int, Number]
    kinks: tuple[Kink, ...]


def named_point(graph: Graph, output: int, inputs: Mapping[str, int], at: Mapping[str, Number]) -> dict[int, Number]:
    """The values of the variables that the output needs, by id. Raises VariableError for one that is missing."""
    point = {}
    for node in graph.inputs([output]):
        name = graph.notes[node]
        if name not in at:
            raise VariableError("bad_variable", MISSING, facts={"name": name}, hint=MISSING_HINT)
        point[node] = at[name]
    return point


def run(swept: Sweep, point: dict[int, Number], show: dict[int, str]) -> Passes:
    """Forward, then backward. Raises DomainError where the function or a needed partial has no value."""
    graph = swept.graph
    try:
        forward = evaluate(graph, sorted(swept.function), point, math)
    except NoValue as none:
        raise DomainError("undefined_at_point", _REASONS[none.why], facts={"node": show.get(none.node, "f")}) from None
    edges = [e for found in swept.edges.values() for e in found]
    needed = [i for i in graph.cone({e.partial for e in edges}) if i not in swept.function]
    values = _continued(graph, needed, forward, show, edges)
    partials = {(e.gate, e.slot): values[e.partial] for e in edges}
    adjoints = backward(swept, partials)
    for node, value in adjoints.items():
        if type(value) is float and not math.isfinite(value):
            raise DomainError("undefined_at_point", TOO_BIG, facts={"node": show.get(node, str(graph.notes[node]))})
    return Passes(point, forward, partials, adjoints, tuple(_kinks(swept, forward)))


def _continued(graph: Graph, needed: list[int], forward: dict[int, Number], show: dict[int, str],
               edges: list[Edge]) -> dict[int, Number]:
    """The values of the partials, on top of the forward values."""
    try:
        return evaluate(graph, needed, {}, math, dict(forward), holes=True)
    except NoValue as none:
        gate = next((e.gate for e in edges if none.node in graph.cone([e.partial])), none.node)
        raise DomainError("undefined_at_point", NO_SLOPE, facts={"node": show.get(gate, "f")}) from None


def backward(swept: Sweep, partials: Mapping[tuple[int, int], Number]) -> dict[int, Number]:
    """Adjoints from the output down: upstream · local, added where a node is used more than once."""
    adjoints: dict[int, Number] = dict.fromkeys(swept.adjoints, 0)
    adjoints[swept.output] = 1
    for gate in sorted(swept.edges, reverse=True):
        upstream = adjoints[gate]
        if type(upstream) is not float and upstream == 0 and swept.graph.has_cases:
            continue  # a case that does not hold: its partials need not exist
        for edge in swept.edges[gate]:
            adjoints[edge.source] += _times(upstream, partials[edge.gate, edge.slot])
    return adjoints


def _times(upstream: Number, local: Number) -> Number:
    """A product of numbers; infinite where exact numbers are too long for a double that they meet."""
    try:
        return upstream * local
    except OverflowError:
        return math.inf


def _kinks(swept: Sweep, forward: Mapping[int, Number]) -> list[Kink]:
    """The gates that stand at a joint, those inside conditions too."""
    graph = swept.graph
    joined: list[tuple[int, tuple[Number, ...]]] = []
    for gate in sorted(swept.function if graph.has_cases else swept.edges):
        if not graph.args[gate]:
            continue
        inputs = tuple(forward[a] for a in graph.args[gate])
        if graph.ops[gate] == "cases":
            meets = at_joint(graph.notes[gate], inputs)
        else:
            joint = graph.rule(gate).joint
            meets = joint is not None and not any(isinstance(x, Hole) for x in inputs) and joint(*inputs)
        if meets:
            joined.append((gate, inputs))
    depends = _dependence(swept) if joined else {}
    return [Kink(gate, inputs, frozenset(v for k, v in enumerate(swept.variables) if depends[gate] >> k & 1))
            for gate, inputs in joined]


def _dependence(swept: Sweep) -> dict[int, int]:
    """For every node of the function a bit per variable that it depends on."""
    graph = swept.graph
    bits = {variable: 1 << k for k, variable in enumerate(swept.variables)}
    for node in sorted(swept.function):
        if node not in bits:
            mask = 0
            for a in graph.args[node]:
                mask |= bits[a]
            bits[node] = mask
    return bits


def one_sided(swept: Sweep, passes: Passes, variable: int) -> tuple[Number | None, Number | None]:
    """The derivatives from the left and from the right; None where the function jumps."""
    right = _moved(swept, passes, variable, 1)
    left = _moved(swept, passes, variable, -1)
    return (None if left is None else -left), right


def _moved(swept: Sweep, passes: Passes, variable: int, way: int) -> Number | None:
    """How fast the output moves when the variable moves one way; kinks are taken by their cases."""
    graph = swept.graph
    joints = {k.gate for k in passes.kinks if variable in k.variables}
    if joints - swept.edges.keys() - {g for g in joints if graph.ops[g] == "cases"}:
        raise DomainError("undefined_at_point", NOT_TOLD)  # a jump inside a condition
    speed: dict[int, Number | None] = {variable: way}  # None: not known, in a case that may not hold
    for gate in sorted(swept.edges.keys() | joints):
        found = [e for e in swept.edges.get(gate, ()) if e.source in speed]
        if gate in joints and graph.ops[gate] == "cases":
            reached = _chosen_beside(swept, passes, gate, speed)
            if reached is None:
                return None
            speed[gate] = reached
        elif graph.ops[gate] == "cases" and found:
            place = choose(graph.notes[gate], [passes.forward[a] for a in graph.args[gate]])
            speed[gate] = speed.get(graph.args[gate][place], 0) if place is not None else None
        elif found:
            terms = [_product(passes.partials[e.gate, e.slot], speed[e.source]) for e in found]
            if gate not in joints:
                speed[gate] = None if None in terms else sum(t for t in terms if t is not None)
            else:
                reached = _bent(swept, passes, gate, speed)
                if reached is None:
                    return None
                speed[gate] = reached
    final = speed.get(swept.output, 0)
    if final is None:
        raise DomainError("undefined_at_point", NOT_TOLD)
    return final


def _product(partial: Any, speed: Number | None) -> Number | None:
    return None if speed is None or isinstance(partial, Hole) else partial * speed


def _bent(swept: Sweep, passes: Passes, gate: int, speed: Mapping[int, Number | None]) -> Number | None:
    """How fast a gate at its joint moves; None where it jumps."""
    graph = swept.graph
    op, value = graph.ops[gate], passes.forward[gate]
    speeds = [speed.get(a, 0) or 0 for a in graph.args[gate]]
    tied = [s for s, a in zip(speeds, graph.args[gate], strict=True) if passes.forward[a] == value]
    if op == "abs":
        return max(speeds[0], -speeds[0])
    if op == "relu":
        return max(speeds[0], 0)
    if op in ("max", "min"):
        return max(tied) if op == "max" else min(tied)
    return None if any(speeds) else 0


def _chosen_beside(swept: Sweep, passes: Passes, gate: int, speed: Mapping[int, Number | None]) -> Number | None:
    """How fast a function by cases moves: by the case that holds just beside the joint; None where it jumps there."""
    graph = swept.graph
    args, note = graph.args[gate], graph.notes[gate]
    values = [passes.forward[a] for a in args]
    speeds = [speed.get(a, 0) for a in args]
    moved: list[Any] = list(values)
    place = 0
    for signs in note:
        place += 1
        for left in range(place, place + 2 * len(signs), 2):
            if values[left] == values[left + 1]:  # a tie is broken by which side moves faster
                one, other = speeds[left], speeds[left + 1]
                difference = 0 if one is None or other is None else one - other
                if difference == 0 and (graph.varies[args[left]] or graph.varies[args[left + 1]]):
                    raise DomainError("undefined_at_point", NOT_TOLD)
                moved[left], moved[left + 1] = (difference > 0) - (difference < 0), 0
        place += 2 * len(signs)
    chosen = choose(note, moved)
    if chosen is None or isinstance(values[chosen], Hole) or speeds[chosen] is None:
        raise DomainError("undefined_at_point", NOT_TOLD)
    return speeds[chosen] if values[chosen] == passes.forward[gate] else None
