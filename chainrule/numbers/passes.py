"""The forward and the backward pass at a point, and the kinks that they meet."""
from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Literal

from ..derivation.sweep import Edge, Sweep
from ..errors import DomainError, VariableError
from ..graph.evaluate import Number, evaluate
from ..graph.graph import Graph
from ..graph.holes import Hole, NoValue
from ..graph.piecewise import at_joint
from ..language import Text
from ..records import record

MISSING = Text("A value for `{name}` is missing.", "`{name}`의 값이 없습니다.")
MISSING_HINT = Text("add it to the point: {name}=…", "점에 {name}=… 꼴로 적어 주세요")
NOT_REAL = Text("At this point `{node}` has no real value.", "이 점에서 `{node}`의 실숫값이 없습니다.")
BY_ZERO = Text("At this point `{node}` divides by zero.", "이 점에서 `{node}`의 분모가 0입니다.")
TOO_BIG = Text("At this point `{node}` is too large for a number of the machine.",
               "이 점에서 `{node}`의 값이 컴퓨터가 다룰 수 있는 범위를 넘습니다.")
NOT_REACHED = Text("At this point the value of `{node}` cannot be computed: its series does not converge fast enough.",
                   "이 점에서 `{node}`의 값을 계산하는 급수가 충분히 빨리 수렴하지 않아 값을 구할 수 없습니다.")
NO_SLOPE = Text("At this point the function has a value, but the local derivative of `{node}` does not exist.",
                "이 점에서 함숫값은 있으나 `{node}`의 국소 미분이 없습니다.")
_REASONS = {"domain": NOT_REAL, "zero": BY_ZERO, "overflow": TOO_BIG, "unfinished": NOT_REACHED}


@record
class Kink:
    """A gate at a joint, where it bends or jumps as one of the `variables` moves."""

    gate: int
    inputs: tuple[Number, ...]
    variables: frozenset[int]
    kind: Literal["bends", "jumps"] = "bends"


@record
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


def named_point(graph: Graph, outputs: Iterable[int], inputs: Mapping[str, int], at: Mapping[str, Number]
                ) -> dict[int, Number]:
    """The values of the variables that the outputs need, by id. Raises VariableError for one that is missing."""
    point = {}
    for node in graph.inputs(outputs):
        name = graph.name(node)
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
        raise refused(none, show) from None
    edges = [e for found in swept.edges.values() for e in found]
    needed = [i for i in graph.cone({e.partial.formula for e in edges}) if i not in swept.function]
    values = _continued(graph, needed, forward, show, edges)
    partials = {(e.gate, e.slot): e.partial.value(values) for e in edges}
    try:
        adjoints = backward(swept, partials)
    except NoValue as none:
        raise _no_slope(graph, none, show, edges) from None
    for node, value in adjoints.items():
        if type(value) is float and not math.isfinite(value):
            raise DomainError("undefined_at_point", TOO_BIG, facts={"node": show.get(node, graph.name(node))})
    return Passes(point, forward, partials, adjoints, tuple(_kinks(swept, forward)))


def refused(none: NoValue, show: Mapping[int, str]) -> DomainError:
    """What is said where the function has no value."""
    return DomainError("undefined_at_point", _REASONS[none.why], facts={"node": show.get(none.node, "f")})


def _continued(graph: Graph, needed: list[int], forward: dict[int, Number], show: dict[int, str],
               edges: list[Edge]) -> dict[int, Number]:
    """The values of the partials, on top of the forward values."""
    try:
        return evaluate(graph, needed, {}, math, dict(forward), holes=True)
    except NoValue as none:
        raise _no_slope(graph, none, show, edges) from None


def _no_slope(graph: Graph, none: NoValue, show: Mapping[int, str], edges: list[Edge]) -> DomainError:
    gate = next((e.gate for e in edges if none.node in graph.cone([e.partial.formula])), none.node)
    return DomainError("undefined_at_point", NO_SLOPE, facts={"node": show.get(gate, "f")})


def backward(swept: Sweep, partials: Mapping[tuple[int, int], Number]) -> dict[int, Number]:
    """Adjoints from the output down: upstream · local, added where a node is used more than once."""
    adjoints: dict[int, Number] = dict.fromkeys(swept.adjoints, 0)
    adjoints[swept.output] = 1
    for gate in sorted(swept.edges, reverse=True):
        upstream = adjoints[gate]
        if upstream == 0 and swept.graph.has_cases:
            continue  # a case that does not hold: its partials need not exist
        for edge in swept.edges[gate]:
            local = partials[edge.gate, edge.slot]
            if isinstance(local, Hole):
                raise local.error
            adjoints[edge.source] += _times(upstream, local)
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
            meets = at_joint(graph.cases(gate), inputs)
        else:
            joint = graph.rule(gate).joint
            meets = joint is not None and not any(isinstance(x, Hole) for x in inputs) and joint(*inputs)
        if meets:
            joined.append((gate, inputs))
    depends = _dependence(swept) if joined else {}
    return [Kink(gate, inputs, frozenset(v for k, v in enumerate(swept.variables) if depends[gate] >> k & 1),
                 "jumps" if graph.rule(gate).kind == "jumps" else "bends") for gate, inputs in joined]


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
