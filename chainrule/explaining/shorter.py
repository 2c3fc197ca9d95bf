"""The steps from the tidied answer to the shortest one, each with its name."""
from __future__ import annotations

from collections.abc import Sequence

from ..derivation.forms.steps import Step
from ..derivation.paths import Derivation
from ..language import Text
from ..notation.boxes import Box
from ..notation.fold import same
from .page import Block, Equation, Line
from .symbols import Symbols
from .telling import Telling

NAMES: dict[str, Text] = {
    "gathered": Text("collect", "정리하면"),
    "expanded": Text("multiply out and collect like terms", "전개하여 동류항을 정리하면"),
    "factored": Text("take out the common factor", "공통인수로 묶으면"),
    "fraction": Text("over a common denominator", "통분하면"),
    "inside": Text("simplify inside the parentheses", "괄호 안을 정리하면"),
    "numerator": Text("simplify the numerator", "분자를 정리하면"),
    "reduced": Text("cancel the common number", "약분하면"),
    "cancelled": Text("cancel the common factor", "공통인수를 약분하면"),
    "identity": Text("by a relation between these functions", "함수 사이의 관계를 쓰면"),
    "joined": Text("over a common denominator, then cancel", "통분하여 약분하면"),
    "flattened": Text("simplify the fraction inside the fraction", "번분수를 정리하면"),
    "recognised": Text("with the names that were defined", "정의한 이름으로 나타내면"),
    "undone": Text("a function of its inverse function", "역함수의 성질을 쓰면"),
}


def boxes(derived: Derivation, symbols: Symbols) -> list[tuple[Box, Text]]:
    """What every step makes of the tidied answer, with the step's name; the last one is the answer."""
    steps, written = (derived.named, symbols.in_user_names) if derived.named else (derived.steps, symbols.result)
    if not derived.named and not symbols.shows_steps(derived):
        return []
    found: list[tuple[Box, Text]] = []
    for step in steps:
        box = written(step.node)[0]
        if not found or not same(found[-1][0], box):
            found.append((box, NAMES[step.kind]))
    return found


def unlisted(telling: Telling, derived: Derivation) -> list[Block]:
    """The steps where the paths were not written out, so that no sum ends in them."""
    symbols = telling.symbols
    steps = boxes(derived, symbols)
    if not steps:
        return []
    first = Line(symbols.total(derived.variable), symbols.tidied(derived)[0])
    return [Equation((first, *(Line(None, box, (telling.say(name),)) for box, name in steps)))]


def lines(telling: Telling, steps: Sequence[Step]) -> list[Line]:
    """A line for every step, each with its name."""
    return [Line(None, telling.symbols.result(step.node)[0], (telling.say(NAMES[step.kind]),)) for step in steps]
