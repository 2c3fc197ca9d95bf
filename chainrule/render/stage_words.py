"""The formulas of one stage as they stand in the data: each written once, however often it is asked for."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from ..derivation.claims import Claim
from ..derivation.conditions import Condition
from ..derivation.sweep import Edge
from ..explaining.symbols import Symbols
from ..notation.boxes import Written
from ..notation.text import write
from ..solution.stage import Stage


class StageWords:
    """What a stage's nodes, edges and conditions are called in text that chainrule itself reads."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.symbols = Symbols(stage)
        self._formulas: dict[int, str | None] = {}
        self._partials: dict[tuple[int, int], str] = {}
        self._before: dict[int, tuple[int, ...]] = {}  # by gate: the inputs with names before each slot

    def formula(self, node: int) -> str | None:
        """A formula in the inputs; None where that would be too long to write."""
        if node not in self._formulas:
            symbols = self.symbols
            self._formulas[node] = plain(symbols.result(node)) if symbols.is_short(node) else None
        return self._formulas[node]

    def in_names(self, node: int, leaves: Mapping[int, Written]) -> str:
        """A formula written in these names."""
        return plain(self.symbols.in_names(node, dict(leaves)))

    def partial(self, edge: Edge) -> str:
        """A local partial in node names."""
        key = edge.gate, edge.slot
        if key not in self._partials:
            self._partials[key] = plain(self.symbols.partial(edge))
        return self._partials[key]

    def slot(self, edge: Edge) -> int:
        """Which of the gate's "inputs" an edge comes from, counted from 0; numbers are no inputs."""
        if edge.gate not in self._before:
            names, ops = self.stage.names, self.stage.graph.ops
            counts, count = [], 0
            for a in self.stage.sweep.operands(edge.gate):
                counts.append(count)
                count += a in names or ops[a] == "input"
            self._before[edge.gate] = tuple(counts)
        return self._before[edge.gate][edge.slot]

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """x > 0 and y != 1 if z < 2."""
        return tuple(" if ".join(self._claims(group) for group in ((c,), c.within) if group)
                     for c in self.stage.conditions)

    def _claims(self, claims: Iterable[Claim | Condition]) -> str:
        return " and ".join(f"{plain(self.symbols.condition(c.left))} {c.relation} "
                            f"{plain(self.symbols.condition(c.right))}" for c in claims)


def plain(part: Written) -> str:
    """As it is typed."""
    return write(part[0], style="plain")
