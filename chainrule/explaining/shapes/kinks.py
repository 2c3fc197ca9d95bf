"""What is said at a point where a rule has no derivative: which value bends or jumps, and what the function does."""
from __future__ import annotations

import math
from typing import Any

from ...language import Text
from ...notation.boxes import Box, Name, Op, Row
from ...notation.numbers import number
from ...numbers.matrices.passes import Kink
from ...numbers.matrices.settled import Settled
from ...rules import RULES
from ...rules.shape import NUMBER
from ...solution.matrices.story import MatrixStory
from ..page import Block, Note, Part, Parts
from .symbols import LARGEST_GRID, ShapedTelling

CORNER = Text("At this point {formula} has a corner{place}", "이 점에서 {formula}의 값이 꺾인다{place}")
JUMP = Text("At this point {formula} jumps{place}", "이 점에서 {formula}의 값이 끊어진다{place}")
NO_SLOPE = Text("With respect to {entry} the slope is {left} from the left and {right} from the right, so there "
                "is no gradient.",
                "{entry}에 대한 좌미분계수는 {left}, 우미분계수는 {right}이므로 그래디언트가 없다.")
ONE_SIDE = Text("Frameworks take one side.", "프레임워크는 한쪽 값을 쓴다.")
ACROSS = Text("There are slopes by all entries, but those across do not follow from them, so there is no gradient.",
              "성분마다 편미분계수는 있지만 비스듬한 방향의 기울기가 그것으로 정해지지 않으므로 그래디언트가 없다.")
SMOOTH = Text("The function itself is smooth there: its slopes from both sides agree, and they are its gradient.",
              "그러나 함수 자체는 매끄럽다. 양쪽 기울기가 모두 같고, 그것이 그래디언트이다.")
SMOOTH_RULE = Text("The function itself is smooth there: its slopes from both sides agree.",
                   "그러나 함수 자체는 매끄럽다. 양쪽 기울기가 모두 같다.")
NOT_TOLD = Text("Whether the function has a gradient there is not told here; frameworks take one side.",
                "그 점에서 함수의 그래디언트가 있는지는 여기서 판단하지 않는다. 프레임워크는 한쪽 값을 쓴다.")
NO_GRADIENT = Text("no gradient at this point", "이 점에서는 그래디언트가 없다")
NONE = Text("none", "없음")
PLACE = Text(" (row {row}, column {column})", "({row}행 {column}열)")
BECAUSE = Text(": {corner}.", ": {corner}.")


def kink_notes(telling: ShapedTelling) -> list[Block]:
    """Every value that bends or jumps, and whether there is a gradient all the same."""
    run = telling.story.passes
    if run is None or not run.kinks:
        return []
    parts: list[Part] = []
    for kink in run.kinks[:LARGEST_GRID]:
        parts += [" "] if parts else []
        parts += _kink(telling, kink)
    parts += [" ", *_outcome(telling, run.settled)]
    if run.settled is None or run.settled.gradients is None:
        parts += _instead(telling, run.kinks)
    return [Note(tuple(parts), "warn")]


def is_without(story: MatrixStory, variable: int) -> bool:
    """Whether it is known that there is no gradient by this variable at the point."""
    found = story.passes.settled if story.passes is not None and story.passes.kinks else None
    return found is not None and found.gradients is None and found.variable in (variable, -1)


def _kink(telling: ShapedTelling, kink: Kink) -> Parts:
    """At this point ‖x‖ has a corner: the norm is 0."""
    graph = telling.story.graph
    rule = graph.matrix_rule(kink.gate)
    op = graph.ops[kink.gate]
    jumps = op in RULES and RULES[op].kind == "jumps"
    place = telling.say(PLACE, row=kink.place[0] + 1, column=kink.place[1] + 1) if kink.place else ""
    told = telling.sentence(JUMP if jumps else CORNER, formula=telling.formula(kink.gate), place=place)
    corner = rule.corner if rule is not None else None
    return (*told, *(telling.sentence(BECAUSE, corner=corner) if corner is not None else (".",)))


def _outcome(telling: ShapedTelling, found: Settled | None) -> Parts:
    """Whether the function itself has a gradient there."""
    if found is None:
        return (telling.say(NOT_TOLD),)
    if found.gradients is not None:
        number_ = telling.story.graph.shape(telling.story.output) == NUMBER
        return (telling.say(SMOOTH if number_ and telling.story.direction is None else SMOOTH_RULE),)
    if found.variable < 0:
        return (telling.say(ACROSS),)
    return telling.sentence(NO_SLOPE, entry=_entry(telling, found), left=_slope(found.left), right=_slope(found.right))


def _entry(telling: ShapedTelling, found: Settled) -> Box:
    """x₂, W₂₁, or the variable itself."""
    graph = telling.story.graph
    rows, columns = graph.shape(found.variable)
    called = telling.called(found.variable)
    row, column = found.place[0] + 1, found.place[1] + 1
    if (rows, columns) == NUMBER:
        return Name(called)
    both = f"{row}{column}" if max(row, column) < 10 else f"{row},{column}"
    return Name(f"{called}_{row if columns == 1 else column if rows == 1 else both}")


def _slope(value: Any) -> Box | Text:
    """A slope from one side."""
    if value is None:
        return NONE
    if isinstance(value, float) and math.isinf(value):
        return Op("inf") if value > 0 else Row((Op("neg"), Op("inf")))
    return number(value)[0]


def _instead(telling: ShapedTelling, kinks: tuple[Kink, ...]) -> Parts:
    """What may stand in place of a gradient: of the operation itself where it is known, else what frameworks do."""
    graph = telling.story.graph
    rules = [graph.matrix_rule(kink.gate) for kink in kinks]
    said = dict.fromkeys(rule.instead for rule in rules if rule is not None and rule.instead is not None)
    if not said:
        return (" ", telling.say(ONE_SIDE)) if telling.story.passes and telling.story.passes.settled else ()
    return tuple(part for text in said for part in (" ", telling.say(text)))
