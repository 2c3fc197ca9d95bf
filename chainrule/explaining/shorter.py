"""The steps from the tidied answer to the shortest one, each with its name."""
from __future__ import annotations

from ..derivation.paths import Derivation
from ..language import Text
from ..notation.boxes import Box
from ..notation.fold import same
from .page import Block, Equation, Line
from .symbols import Symbols
from .telling import Telling

LARGEST = 120  # signs of a formula on the way that is still shown
NAMES: dict[str, Text] = {
    "gathered": Text("collect", "정리하면"),
    "expanded": Text("multiply out and collect like terms", "전개하여 동류항을 정리하면"),
    "factored": Text("take out the common factor", "공통인수로 묶으면"),
    "fraction": Text("over a common denominator", "통분하면"),
    "inside": Text("simplify inside the parentheses", "괄호 안을 정리하면"),
    "numerator": Text("simplify the numerator", "분자를 정리하면"),
    "identity": Text("by a relation between these functions", "함수 사이의 관계를 쓰면"),
    "undone": Text("a function of its inverse function", "역함수의 성질을 쓰면"),
}


def boxes(derived: Derivation, symbols: Symbols) -> list[tuple[Box, Text | None]]:
    """The tidied answer, then what every step makes of it, with the step's name; the last one is the answer. What is
    too long on the way is left out."""
    graph = derived.graph
    found: list[tuple[Box, Text | None]] = []
    if derived.steps and symbols.is_plain(derived):
        if graph.size(derived.tidied) <= LARGEST:
            found.append((symbols.result(derived.tidied)[0], None))
        for step in derived.steps:
            if graph.size(step.node) <= LARGEST or step is derived.steps[-1]:
                box = symbols.result(step.node)[0]
                if not (found and same(found[-1][0], box)):
                    found.append((box, NAMES[step.kind]))
    return found or [(symbols.best(derived)[0], None)]


def unlisted(telling: Telling, derived: Derivation) -> list[Block]:
    """The steps where the paths were not written out, so that no sum ends in them."""
    steps = boxes(derived, telling.symbols)
    if len(steps) < 2:
        return []
    return [Equation(tuple(Line(None if k else telling.symbols.total(derived.variable), box,
                                () if name is None else (telling.say(name),))
                           for k, (box, name) in enumerate(steps)))]
