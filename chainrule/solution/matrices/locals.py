"""The local derivatives as they are told: what a change of the input makes of the gate, and what comes back for it."""
from __future__ import annotations

from ...derivation.matrices.linear import Linear
from ...derivation.matrices.sweep import MatrixSweep
from ...derivation.matrices.words import Word
from ...derivation.sweep import Edge
from ...records import record

TOLD = 200  # edges; graphs with more are told by their sweep alone


@record
class Local:
    """One edge, with nodes that stand for a change of the source and for what comes back to the gate.

    change, upstream   these two nodes
    forward            the gate's change in terms of the source's: W·dx
    back               what comes back to the source in terms of what came to the gate: Wᵀ·G
    words              the sum of words that both follow from
    """

    edge: Edge
    change: int
    upstream: int
    forward: int
    back: int
    words: tuple[Word, ...]


def locals_of(swept: MatrixSweep) -> tuple[Local, ...]:
    """The local derivatives, the last gate first; none where there are too many."""
    if sum(map(len, swept.edges.values())) > TOLD:
        return ()
    return tuple(_local(swept, edge) for gate in reversed(swept.order) for edge in swept.edges.get(gate, ()))


def _local(swept: MatrixSweep, edge: Edge) -> Local:
    graph, partial = swept.shaped, edge.partial
    assert isinstance(partial, Linear)
    change = graph.declare(f"d:{edge.source}", graph.shape(edge.source))
    upstream = graph.declare(f"G:{edge.gate}", graph.shape(edge.gate))
    multiply = swept.algebra.product
    return Local(edge, change, upstream, partial.forth(change, multiply), partial.back(upstream, multiply),
                 partial.words)
