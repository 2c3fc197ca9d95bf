"""Why learning fails, or how it went: what can be seen on the way of a descent, each with its numbers."""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal

from ..derivation.paths import derive
from ..derivation.sweep import Edge
from ..errors import DomainError
from ..graph.holes import NoValue
from ..numbers import contributions, passes
from ..numbers.descent import Stop, Walk
from ..records import record
from .learning import LearningStory

SAME = 1e-9  # relative difference of numbers that are one
NOTHING = 1e-7  # part of the loss that a step must take off, or it stands still
SETTLED = 1e-6  # part of the first gradient at which a minimum is reached
CHAIN = 3  # so many saturating gates in a row may make a gradient vanish
LOOKED_AT = 60  # parameters whose paths are looked at
VANISHED = 0.02  # below ¼·¼·¼ and a little


@record
class Pacing:
    """What the curvature says about the learning rate: `limit` is 2/L″. `what` is how the losses went: they approach,
    swing to and fro and still approach, jump between two values, or grow."""

    curvature: float
    limit: float
    everywhere: bool
    what: Literal["approaches", "swings", "jumps", "grows"]


@record
class Ended:
    """The way ended early."""

    stop: Stop


@record
class Still:
    """Nothing moves: the gradient is exactly 0, or a step takes off only this part of the loss."""

    part: float | None


@record
class Settled:
    """After so many steps the gradient was at most a millionth of what it was at first, or exactly 0 (`gone`)."""

    step: int
    gone: bool = False


@record
class Dead:
    """A ReLU whose input is negative for every sample, at the start and at the end: what comes back is exactly 0.
    `highest` is the largest of its inputs at the start."""

    gate: int
    highest: float


@record
class Vanishing:
    """The factors along the heaviest path from a parameter that belong to saturating gates, and their product."""

    variable: str
    edges: tuple[Edge, ...]
    factors: tuple[float, ...]
    product: float


Finding = Pacing | Ended | Still | Settled | Dead | Vanishing


def findings(story: LearningStory) -> tuple[Finding, ...]:
    """Everything that is worth a sentence, the worst first."""
    seen = of_walk(story.walk)
    found: list[Finding] = [each for each in seen if isinstance(each, Ended)]
    found += [*_dead(story), *_vanishing(story), *(each for each in seen if each not in found)]
    pacing = _pacing(story)
    return tuple(found if pacing is None else [*found, pacing])


def of_walk(walk: Walk) -> list[Ended | Still | Settled]:
    """What the points, losses and gradients say alone: that it ended early, stands still, or reached a lowest point."""
    if walk.stop is not None:
        return [Ended(walk.stop)]
    still = _still(walk)
    return [still] if still is not None else list(_settled(walk))


def _pacing(story: LearningStory) -> Pacing | None:
    """Gradient descent alone has such a limit."""
    curvature, walk = story.curvature, story.walk
    if story.pace.method.name != "gradient" or curvature is None or curvature <= 0 or len(walk.points) < 2:
        return None
    limit = 2 / curvature
    if not math.isfinite(limit):
        return None
    return Pacing(curvature, limit, story.quadratic, _went(story))


def _went(story: LearningStory) -> Literal["approaches", "swings", "jumps", "grows"]:
    points, losses = story.walk.points, story.walk.losses
    overflowed = story.walk.stop is not None and story.walk.stop.cause == "overflow"
    if len(points) > 2:
        last, before, second = points[-1], points[-2], points[-3]
        if _same(last, second) and not _same(last, before):
            return "jumps"
    if overflowed or not losses[-1] <= losses[0] * (1 + SAME) + SAME:
        return "grows"
    slopes = story.walk.gradients
    turns = sum(_against(one, other) for one, other in zip(slopes, slopes[1:], strict=False))
    return "swings" if turns > len(points) // 2 else "approaches"


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= SAME * max(abs(a), abs(b)) for a, b in zip(one, other, strict=True))


def _against(one: Sequence[float], other: Sequence[float]) -> bool:
    return sum(a * b for a, b in zip(one, other, strict=True)) < 0


def _size(gradient: Sequence[float]) -> float:
    return math.hypot(*gradient)


def _still(walk: Walk) -> Still | None:
    first, last = _size(walk.gradients[0]), _size(walk.gradients[-1])
    if first == 0 == last and list(walk.points[0]) == list(walk.points[-1]):
        return Still(None)
    loss = abs(walk.losses[0])
    change = abs(walk.losses[-1] - walk.losses[0])
    part = change / loss / (len(walk.points) - 1) if loss and math.isfinite(loss) else math.inf
    return Still(part) if part < NOTHING and last > SETTLED * first and last > 0.5 * first else None


def _settled(walk: Walk) -> list[Settled]:
    sizes = [_size(g) for g in walk.gradients]
    step = next((k for k, size in enumerate(sizes) if size <= SETTLED * sizes[0]), None)
    return [] if step is None or not step else [Settled(step, sizes[step] == 0)]


def _dead(story: LearningStory) -> Iterator[Dead]:
    graph, objective = story.objective.graph, story.objective
    above = set(objective.parameters)
    gates = []
    for node in graph.cone([objective.output]):
        if any(a in above for a in graph.args[node]):
            above.add(node)
            if graph.ops[node] == "relu":
                gates.append(node)
    if not gates:
        return
    try:
        seen = [[objective.values(at, row) for row in objective.rows]
                for at in (story.walk.points[0], story.walk.points[-1])]
    except NoValue:
        return
    for gate in gates:
        inputs = [[values[graph.args[gate][0]] for values in rows] for rows in seen]
        if max(map(max, inputs)) < 0:
            yield Dead(gate, max(inputs[0]))


def _vanishing(story: LearningStory) -> Iterator[Vanishing]:
    """The parameter with the smallest product, where one is small enough."""
    objective = story.objective
    graph, swept, worst = objective.graph, objective.swept, None
    if len(story.parameters) > LOOKED_AT:
        return
    point = {**objective.rows[0], **dict(zip(objective.parameters, story.walk.points[0], strict=True))}
    try:
        run = passes.run(swept, {i: point[i] for i in graph.inputs([objective.output])}, story.names)
    except DomainError:
        return
    for name, variable in zip(story.parameters, objective.parameters, strict=True):
        derived = derive(swept, variable, frozenset())
        for heaviest in contributions.largest(derived, run.partials, run.adjoints.get(variable, 0), 1):
            edges = tuple(e for e in heaviest.path if graph.rule(e.gate).saturates)
            factors = tuple(float(run.partials[e.gate, e.slot]) for e in edges)
            product = math.prod(factors)
            if len(edges) >= CHAIN and abs(product) < VANISHED and (worst is None or abs(product) < abs(worst.product)):
                worst = Vanishing(name, edges, factors, product)
    if worst is not None:
        yield worst
