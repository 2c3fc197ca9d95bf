"""What each variable does to the output: the change that its gradient predicts, and the one that comes."""
from __future__ import annotations

import math
from dataclasses import replace

from ..graph.degree import degree
from ..graph.evaluate import Number, evaluate, is_number
from ..graph.holes import NoValue
from ..records import record
from .stage import Stage


@record
class Influence:
    """One variable, moved alone.

    gradient   ∂output/∂variable at the point; None where there is none
    predicted  gradient times how far it moves
    change     what the output changes by in truth; None where it has no value there
    exact      whether the two agree because the output is linear in this variable, or to the last digit
    beyond     whether there is no change because the output becomes larger than any double
    share      the size of its predicted change among those of all variables; None where all are 0
    """

    variable: str
    value: Number
    gradient: Number | None
    by: Number
    predicted: Number | None
    change: Number | None
    exact: bool
    share: float | None = None
    beyond: bool = False


def influences(stage: Stage, by: Number = 1) -> tuple[Influence, ...]:
    """Every variable that was differentiated by, at the stage's point."""
    found = [_one(stage, place, by) for place in range(len(stage.results))]
    total = math.fsum(_size(each.predicted) for each in found if each.predicted is not None)
    if not total or not math.isfinite(total):
        return tuple(found)
    return tuple(replace(e, share=None if e.predicted is None else _size(e.predicted) / total) for e in found)


def _size(value: Number) -> float:
    try:
        return abs(float(value))
    except OverflowError:
        return math.inf


def _one(stage: Stage, place: int, by: Number) -> Influence:
    assert stage.passes is not None
    graph, node = stage.graph, stage.derivations[place].variable
    point, gradient = stage.passes.point, stage.results[place].value
    value = point.get(node, stage.passes.forward.get(node, 0))
    predicted = None if gradient is None else gradient * by
    before = stage.passes.forward[stage.output]
    moved = {node: value + by}
    after = value_at(stage, moved) if node in point else before  # what is not in the function changes nothing
    change = None if after is None or not is_number(before) else after - before
    exact = predicted is not None and change is not None and (
        change == predicted or degree(graph, stage.output, {node}) <= 1)
    return Influence(stage.variables[place], value, gradient, by, predicted, change, exact,
                     beyond=node in point and after is None and _fails(stage, moved) == "overflow")


def value_at(stage: Stage, moved: dict[int, Number]) -> Number | None:
    """The output at the point with some variables moved; None where it has no value."""
    try:
        return _value(stage, moved)
    except NoValue:
        return None


def _fails(stage: Stage, moved: dict[int, Number]) -> str:
    """Why it has no value there; "" where it has one."""
    try:
        _value(stage, moved)
    except NoValue as none:
        return none.why
    return ""


def _value(stage: Stage, moved: dict[int, Number]) -> Number:
    assert stage.passes is not None
    found: Number = evaluate(stage.graph, sorted(stage.sweep.function), {**stage.passes.point, **moved}, math
                             )[stage.output]
    return found
