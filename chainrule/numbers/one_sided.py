"""The derivatives from the left and from the right, at a kink."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..derivation.sweep import Edge, Sweep
from ..errors import DomainError
from ..graph.evaluate import Number
from ..graph.holes import Hole
from ..graph.piecewise import choose, compared_places
from ..language import Text
from .passes import Passes

NOT_TOLD = Text("At the joint of the cases the derivative cannot be told from their formulas.",
                "경우가 바뀌는 이 점의 미분계수는 식만으로 정할 수 없습니다.")
Speeds = Mapping[int, Number | None]  # how fast nodes move; None: not known, in a case that may not hold


def one_sided(swept: Sweep, passes: Passes, variable: int) -> tuple[Number | None, Number | None]:
    """The derivatives from the left and from the right; None where the function jumps."""
    right = _moved(swept, passes, variable, 1)
    left = _moved(swept, passes, variable, -1)
    return (None if left is None else -left), right


def _moved(swept: Sweep, passes: Passes, variable: int, way: int) -> Number | None:
    """How fast the output moves when the variable moves one way; kinks are taken by their cases."""
    graph = swept.graph
    joints = {k.gate for k in passes.kinks if variable in k.variables}
    cases = {gate for gate in swept.edges.keys() | joints if graph.ops[gate] == "cases"}
    if joints - swept.edges.keys() - cases:
        raise DomainError("undefined_at_point", NOT_TOLD)  # a jump inside a condition
    speed: dict[int, Number | None] = {variable: way}
    for gate in sorted(swept.edges.keys() | joints):
        moving = [e for e in swept.edges.get(gate, ()) if e.source in speed]
        if gate in joints and (moving or gate in cases):
            reached = (_chosen_beside if gate in cases else _bent)(swept, passes, gate, speed)
            if reached is None:
                return None
            speed[gate] = reached
        elif moving:
            speed[gate] = _chosen(swept, passes, gate, speed) if gate in cases else _added(passes, moving, speed)
    final = speed.get(swept.output, 0)
    if final is None:
        raise DomainError("undefined_at_point", NOT_TOLD)
    return final


def _added(passes: Passes, moving: Iterable[Edge], speed: Speeds) -> Number | None:
    """How fast a gate moves that is smooth here."""
    total: Number = 0
    for edge in moving:
        partial, moved = passes.partials[edge.gate, edge.slot], speed[edge.source]
        if moved is None or isinstance(partial, Hole):
            return None
        total += partial * moved
    return total


def _chosen(swept: Sweep, passes: Passes, gate: int, speed: Speeds) -> Number | None:
    """How fast a function by cases moves inside one of its cases."""
    args = swept.graph.args[gate]
    place = choose(swept.graph.cases(gate), [passes.forward[a] for a in args])
    return speed.get(args[place], 0) if place is not None else None


def _bent(swept: Sweep, passes: Passes, gate: int, speed: Speeds) -> Number | None:
    """How fast a gate at its joint moves; None where it jumps."""
    args = swept.graph.args[gate]
    speeds = [speed.get(a, 0) or 0 for a in args]
    bend = _BENDS.get(swept.graph.ops[gate])
    if bend is None:
        return None if any(speeds) else 0
    return bend([s for s, a in zip(speeds, args, strict=True) if passes.forward[a] == passes.forward[gate]], speeds[0])


# By how fast the inputs move that are equal to the value, and how fast the first one does.
_BENDS: dict[str, Callable[[list[Number], Number], Number]] = {
    "abs": lambda tied, first: max(first, -first), "relu": lambda tied, first: max(first, 0),
    "max": lambda tied, first: max(tied), "min": lambda tied, first: min(tied)}


def _chosen_beside(swept: Sweep, passes: Passes, gate: int, speed: Speeds) -> Number | None:
    """How fast a function by cases moves: by the case that holds just beside the joint; None where it jumps there."""
    graph = swept.graph
    args, note = graph.args[gate], graph.cases(gate)
    values = [passes.forward[a] for a in args]
    speeds = [speed.get(a, 0) for a in args]
    moved: list[Any] = list(values)
    for left, right in compared_places(note):
        if values[left] == values[right]:  # a tie is broken by which side moves faster
            one, other = speeds[left], speeds[right]
            difference = 0 if one is None or other is None else one - other
            if difference == 0 and (graph.varies[args[left]] or graph.varies[args[right]]):
                raise DomainError("undefined_at_point", NOT_TOLD)
            moved[left], moved[right] = (difference > 0) - (difference < 0), 0
    chosen = choose(note, moved)
    if chosen is None or isinstance(values[chosen], Hole) or speeds[chosen] is None:
        raise DomainError("undefined_at_point", NOT_TOLD)
    return speeds[chosen] if values[chosen] == passes.forward[gate] else None
