"""Claims as nodes: what D(f, x) stands for is found by the chain rule, inner derivatives first."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...derivation.sweep import sweep
from ...derivation.ties import tied
from ...errors import VariableError
from ...graph.build import Builder, add_tree
from ...graph.copy import copied
from ...graph.graph import Graph
from ...language import Text
from ...numbers.exact_point import Point
from ...reading.claims import OPERATOR, Claim
from ...records import record

NOT_BY = Text("D is followed by the function and the variables to differentiate by: D(x^2*y, x).",
              "D에는 함수와 미분할 변수를 차례로 적습니다: D(x^2*y, x).")


@record
class Sides:
    """A claim in a graph: its sides, and which of them hold derivatives; `typed` are the sides as they were written,
    in a graph of their own, where a derivative is still an unknown function D."""

    graph: Graph
    nodes: tuple[int, ...]
    derived: tuple[bool, ...]
    typed: tuple[Graph, tuple[int, ...]]


def sides_of(claim: Claim, at: Point | None = None) -> Sides:
    """The sides of a claim, at a point if one is given. Raises VariableError where something is differentiated by what
    is no variable."""
    builder = Builder(Graph())
    for definition in claim.definitions:
        if definition.parameters is not None and definition.name is not None:
            builder.functions[definition.name] = definition
        else:
            builder.define(definition)
    typed = [builder.add(side) for side in claim.sides]
    before = builder.graph
    cones = [before.cone([node]) for node in typed]
    differentiated = tuple(any(_is_derivative(before, i) for i in cone) for cone in cones)
    graph, moved = copied(before, before.cone(typed), lambda made, node, args: (
        _differentiated(made, args) if _is_derivative(before, node) else None))
    found = tuple(moved[node] for node in typed)
    if at is not None:
        graph, found = _at(graph, found, at)
    return Sides(graph, found, differentiated, (before, tuple(typed)))


def _at(graph: Graph, nodes: Sequence[int], at: Point) -> tuple[Graph, tuple[int, ...]]:
    """The nodes with numbers in the place of the variables that the point names."""
    def instead(made: Graph, node: int, _: tuple[int, ...]) -> int | None:
        name = graph.name(node) if graph.ops[node] == "input" else ""
        if name not in at:
            return None
        tree = at.trees.get(name)
        return made.number(Fraction(at[name])) if tree is None else add_tree(made, tree, {})

    made, moved = copied(graph, graph.cone(nodes), instead)
    return made, tuple(moved[node] for node in nodes)


def _is_derivative(graph: Graph, node: int) -> bool:
    return graph.ops[node] == "unknown" and graph.unknown(node).name == OPERATOR


def _differentiated(graph: Graph, args: Sequence[int]) -> int:
    """The derivative of the first node by the others, in turn."""
    node, *variables = args
    if not variables:
        variables = graph.inputs([node])[:1] if len(graph.inputs([node])) == 1 else []
    if not variables or any(graph.ops[v] != "input" for v in variables):
        raise VariableError("bad_variable", NOT_BY)
    for variable in variables:
        graph.tied |= tied(graph, node)
        node = sweep(graph, node, (variable,)).gradient[variable]
    return node
