"""Slips on an edge of the graph: a path left out or counted twice, its factors added, one of them lost."""
from __future__ import annotations

from collections.abc import Iterator

from .workshop import Place, Slip, Workshop


def of_edges(work: Workshop) -> Iterator[Slip]:
    """Every edge on a path, at every place."""
    for gate in dict.fromkeys(place.node for place in work.places):
        if gate == work.x or gate not in work.moves:
            continue
        args = work.graph.args[gate]
        for slot, partial in work.partials(gate).items():
            if args[slot] in work.moves:
                for place in work.at(gate):
                    yield from _of_edge(work, place, partial, args[slot])


def _of_edge(work: Workshop, place: Place, partial: int, source: int) -> Iterator[Slip]:
    slope = work.slopes[source]
    whole = work.product(partial, slope)
    gate, upstream, depth = place.node, place.upstream, place.depth

    def slip(label: str, wrong: int, at: int = source, above: int = upstream, right: int = whole) -> Slip:
        return Slip(label, at, above, wrong, right, depth)

    product = work.graph.ops[gate] == "product" and sum(a in work.moves for a in work.graph.args[gate]) > 1
    yield slip("product_term_forgotten" if product else "path_forgotten", work.zero, gate if product else source)
    if product:
        yield slip("path_forgotten", work.zero)
    if work.forks:
        yield slip("path_counted_twice", work.product(work.graph.number(2), whole))
    moving = work.graph.rational(partial) is None
    if source != work.x:
        if moving:
            yield slip("chain_factor_forgotten", partial, gate)
        yield slip("factors_added", work.sum(partial, slope), gate)
    yield Slip("wrong_local_factor", source, upstream, slope, whole, depth, gate=gate)
    if upstream != work.one:
        local = work.product(upstream, work.slopes[gate])
        yield slip("factors_added", work.sum(upstream, work.slopes[gate]), gate, work.one, local)
        if work.x in work.graph.cone([upstream]):
            yield slip("chain_factor_forgotten", work.slopes[gate], gate, work.one, local)
