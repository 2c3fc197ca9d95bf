"""What happens inside a block: its gates as a small differentiation of its own, by the values it is made of."""
from __future__ import annotations

from collections.abc import Mapping

from ..derivation.paths import derive
from ..derivation.sweep import Sweep, sweep
from ..graph.blocks import Block
from ..graph.copy import copied
from ..graph.cutting import above
from ..numbers.check import Check
from .stage import Stage
from .view import Notation


def inside(swept: Sweep, block: Block, names: Mapping[int, str], notation: Notation) -> Stage:
    """The block as a function of its operands; only those that lie on a path are differentiated by. What it says is
    checked with the whole."""
    graph = swept.graph
    labels = {a: names.get(a) or str(graph.notes[a]) for a in block.operands}
    part, moved = copied(graph, above(graph, block.root, set(labels)),
                         lambda made, node, _: made.input(labels[node]) if node in labels else None)
    wanted = tuple(moved[e.source] for e in swept.edges.get(block.root, ()))
    own = sweep(part, moved[block.root], wanted)
    derivations = tuple(derive(own, v) for v in wanted)
    called = {moved[node]: name for node, name in names.items() if node in moved and node not in labels}
    variables = tuple(str(part.notes[v]) for v in wanted)
    return Stage(own, derivations, variables, called, frozenset(), (), Check("checked"), (), depends_on=len(labels),
                 notation=notation)
