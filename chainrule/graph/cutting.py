"""Any node as the variable: the graph is cut there, and the node becomes an input of its own."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..records import record
from . import naming
from .build import Built
from .copy import copied
from .graph import Graph


@record
class Cut:
    """An intermediate value that was taken as a variable: `node` of the whole `graph`; `labels` are the user's names
    in it."""

    name: str
    graph: Graph
    node: int
    labels: Mapping[int, str]


def labels_of(built: Built) -> dict[int, str]:
    """What every node is called on the page: the user's names, and those that chainrule gives."""
    taken = set(built.inputs) | set(built.names.values()) | built.unknown
    graph = built.graph
    given = {i: name for i, name in built.names.items() if i in set(graph.cone([built.output]))}
    return naming.name_nodes(graph, built.output, given, taken, None)


def cut(built: Built, wanted: Sequence[str]) -> tuple[Built, tuple[Cut, ...]]:
    """The program with these intermediate values as inputs; what only they are made of is gone."""
    graph, labels = built.graph, labels_of(built)
    nodes = {name: node for node, name in labels.items() if node != built.output}
    cuts = tuple(Cut(name, graph, nodes[name], built.names) for name in wanted)
    inputs = {c.node: c.name for c in cuts}
    smaller, moved = copied(graph, above(graph, built.output, set(inputs)),
                            lambda made, node, _: made.input(inputs[node]) if node in inputs else None)
    names = {moved[node]: name for node, name in built.names.items() if node in moved and node not in inputs}
    found = {smaller.name(i): i for i in range(len(smaller)) if smaller.ops[i] == "input"}
    return Built(smaller, moved[built.output], names, found, built.output_named, built.unknown), cuts


def above(graph: Graph, output: int, ends: set[int]) -> list[int]:
    """The nodes that the output is made of and the ends that they come down to; inputs first."""
    own, met = graph.down_to(output, ends)
    return sorted({*own, *met})
