"""A claim with all that was found about it: every side compared with the derivative in it."""
from __future__ import annotations

from ...numbers.exact_point import Point
from ...reading.claims import Claim
from ...records import record
from .derivatives import Sides, sides_of
from .verdict import Verdict, judge

_WORST = ("right", "cannot_tell", "right_where", "wrong")


@record
class ClaimStory:
    """What was claimed and the verdicts: `base` is the side that all others are compared with, each on its own."""

    sides: Sides
    base: int
    verdicts: dict[int, Verdict]
    unknown: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of all."""
        return max(self.verdicts.values(), key=lambda v: _WORST.index(v.outcome))

    @property
    def side(self) -> int:
        """The side that the worst verdict is about."""
        return next(side for side, verdict in self.verdicts.items() if verdict is self.verdict)


def judged(claim: Claim, at: Point | None = None) -> ClaimStory:
    """The claim judged: everywhere, or at the point."""
    sides = sides_of(claim, at)
    graph, nodes = sides.graph, sides.nodes
    base = next((k for k, derived in enumerate(sides.derived) if derived), 0)
    verdicts = {k: judge(graph, nodes[base], node) for k, node in enumerate(nodes) if k != base}
    unknown = {graph.unknown(i).name: None for i in graph.cone(nodes) if graph.ops[i] == "unknown"}
    return ClaimStory(sides, base, verdicts, tuple(unknown))
