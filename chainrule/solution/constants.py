"""Constants without a value, such as log(0), tan(pi/2), or a division by √2² - 2: they are refused where they stand."""
from __future__ import annotations

from ..errors import DomainError
from ..graph.build import Built
from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..graph.piecewise import compared_places
from ..graph.twin import Undecided
from ..language import Text
from ..notation.text import write
from ..notation.write import write as boxed
from ..numbers.exact_point import constant

NO_VALUE = Text("The constant `{part}` has no real value.", "상수 `{part}`에는 실숫값이 없습니다.")
DIVIDES = Text("`{part}` divides by zero.", "`{part}`의 분모가 0입니다.")
MOST = 200  # constants that are looked at, but for those made of two numbers or so, which cost nothing


def refuse_constants(built: Built) -> None:
    """Raises DomainError for the first constant without a value."""
    graph = built.graph
    found = 0
    for node in _everywhere(graph, built.output):
        if graph.ops[node] == "quotient" and graph.varies[node]:
            _refuse_zero(graph, node)
        if graph.varies[node] or not graph.args[node] or graph.rational(node) is not None or _open(graph, node):
            continue
        plain = all(graph.rational(a) is not None for a in graph.args[node])
        found += not plain
        if found > MOST and not plain:
            continue
        try:
            if plain:
                evaluate(graph, [node], {}, known={a: graph.rational(a) for a in graph.args[node]})
            else:
                constant(graph, node)
        except Undecided:
            continue
        except NoValue as none:
            if none.why != "overflow":
                shown = none.node if none.node >= 0 else node
                divides = none.why == "zero" and graph.ops[shown] == "quotient"
                raise DomainError("undefined_at_point", DIVIDES if divides else NO_VALUE,
                                  facts={"part": write(boxed(graph, shown, {}))}) from None


def _everywhere(graph: Graph, output: int) -> list[int]:
    """The nodes that always count, and not in one case only."""
    found = {output}
    for node in range(output, -1, -1):
        if node in found:
            args = graph.args[node]
            found.update(args if graph.ops[node] != "cases" else
                         (args[side] for pair in compared_places(graph.cases(node)) for side in pair))
    return sorted(found)


def _refuse_zero(graph: Graph, quotient: int) -> None:
    """Refuse a denominator that is a constant and 0."""
    below = graph.args[quotient][1]
    if graph.varies[below] or _open(graph, below):
        return
    try:
        zero = constant(graph, below) == 0
    except (Undecided, NoValue):
        return
    if zero:
        raise DomainError("undefined_at_point", DIVIDES, facts={"part": write(boxed(graph, quotient, {}))})


def _open(graph: Graph, node: int) -> bool:
    """Whether a constant is made of functions about which nothing is known, or of cases."""
    return any(graph.ops[i] in ("unknown", "cases", "compared") for i in graph.cone([node]))
