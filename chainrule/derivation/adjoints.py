"""The reverse sweep on ids: what every gate passes on, added where a node is used more than once."""
from __future__ import annotations

from collections.abc import Iterable

from ..graph.graph import Graph
from .gates import Gates

LEAVES = {"input", "number", "constant"}
NONE = -1  # in place of an id


def adjoints(graph: Graph, output: int, variables: Iterable[int]) -> list[int]:
    """∂output/∂node as a node, by id, for every node between the variables and the output; NONE for any other."""
    ends = frozenset(variables)
    active = depending(graph, output, ends)
    found = [NONE] * (output + 1)
    if not active[output]:
        return found
    gates = Gates(graph, output, active)
    passing = {op: gates.passing(op) for op in set(graph.ops[:output + 1]) - LEAVES}
    add_sum = graph.adder("sum")
    ops, args = graph.ops, graph.args
    several: dict[int, list[int]] = {}
    found[output] = gates.one
    for gate in range(output, -1, -1):
        upstream = found[gate]
        if upstream == NONE:
            continue
        if gate in several:
            upstream = found[gate] = add_sum(tuple(several.pop(gate)))
        if gate in ends:
            continue
        inputs = args[gate]
        for a, downstream in zip(inputs, passing[ops[gate]](upstream, gate, inputs), strict=True):
            if active[a]:
                earlier = found[a]
                if earlier == NONE:
                    found[a] = downstream
                elif a in several:
                    several[a].append(downstream)
                else:
                    several[a] = [earlier, downstream]
    return found


def depending(graph: Graph, output: int, variables: frozenset[int]) -> list[bool]:
    """Marks the nodes up to the output that depend on the variables."""
    ops, args = graph.ops, graph.args
    if all(i in variables for i in range(output + 1) if ops[i] == "input"):
        return graph.varies
    active = [False] * (output + 1)
    for v in variables:
        if v <= output:
            active[v] = True
    for node in range(output + 1):
        for a in args[node]:
            if active[a]:
                active[node] = True
                break
    return active
