"""The forward sweep line by line, and what the sweeps of both directions cost."""
from __future__ import annotations

from collections import ChainMap

from ...language import Text
from ...notation.boxes import ATOM, Box, Op, Paren, Row
from ...notation.fold import same
from ...notation.shaped import write_shaped
from ...rules.shape import NUMBER
from ...solution.matrices.ways import Carried
from ..page import Block, Equation, Heading, Line, Paragraph
from .answers import counted
from .backward import MOST
from .symbols import ShapedTelling

FORWARD = Text("Forward mode with respect to {x}", "{x}에 대한 순방향 모드")
ASIDE = Text("from the variable to the output", "변수에서 출력 쪽으로")
START = Text("{x} changes by {dx}; carry along what every value changes by.",
             "{x}의 값이 {dx}만큼 변할 때 값마다 얼마나 변하는지를 차례로 구한다.")
READ_OFF = Text("What stands beside {dx} in the inner product is the gradient.",
                "내적에서 {dx} 옆에 놓인 것이 그래디언트이다.")
UNUSED = Text("{f} does not depend on {x}.", "{f}의 값은 {x}에 달려 있지 않다.")
COUNTS = Text("Cost: a forward sweep carries one change, the derivative along one direction. The variables have "
              "{ahead} entries, so everything takes {ahead} forward sweeps. A backward sweep brings one entry of the "
              "value back to all variables, so everything takes {back} of these.",
              "비용: 순방향으로 한 번 훑으면 방향 하나에 대한 도함수를 얻는다. 변수의 성분은 {ahead}개이므로 "
              "모두 구하려면 {ahead}번 훑어야 한다. 역방향으로 한 번 훑으면 출력의 성분 하나를 모든 변수로 미분한 "
              "것을 얻는다. 출력의 성분이 {back}개이므로 {back}번이면 된다.")
OPERATIONS = Text("One forward sweep takes {one} operations on numbers beside those of the program, one backward sweep "
                  "{other}: {all_ahead} in all forward, {all_back} backward.",
                  "프로그램의 계산 말고도 순방향 한 번에 수의 연산 {one}번, 역방향 한 번에 {other}번이 든다. 모두 "
                  "구하려면 순방향으로 {all_ahead}번, 역방향으로 {all_back}번이다.")


def forward_chapter(telling: ShapedTelling) -> list[Block]:
    """dq = W·dx, dL = 2⟨q, dq⟩ = 2⟨q, W·dx⟩, for every variable; and the gradient that is read off."""
    ways = telling.story.ways
    if ways is None:
        return []
    blocks: list[Block] = []
    for way in ways.carried:
        blocks += _forward(telling, way)
    return blocks


def _forward(telling: ShapedTelling, way: Carried) -> list[Block]:
    story, graph = telling.story, telling.story.graph
    x, dx = telling.name(way.variable), telling.change(way.variable)
    head = Heading("", (*telling.sentence(FORWARD, x=x), "   ", telling.say(ASIDE)))
    if story.output not in way.found:
        return [head, Paragraph(telling.sentence(UNUSED, f=telling.name(story.output), x=x))]
    gates = [gate for gate in way.found if gate != way.variable and not graph.is_light(gate)]
    lines = [_line(telling, way, gate) for gate in gates[:MOST[telling.detail]]]
    blocks: list[Block] = [head, Paragraph(telling.sentence(START, x=x, dx=dx)), Equation(tuple(lines))]
    gradient = next(g for g in story.gradients if g.node == way.variable)
    if graph.shape(story.output) == NUMBER and gradient.shape != NUMBER and story.direction is None:
        pair = Row((telling.best(gradient.derived), Op(","), dx))
        blocks += [Equation((Line(telling.change(story.output), Paren(pair, "angle")),)),
                   Paragraph(telling.sentence(READ_OFF, dx=dx))]
    return blocks


def _line(telling: ShapedTelling, way: Carried, gate: int) -> Line:
    """dL = 2⟨q, dq⟩ = 2⟨q, W·dx⟩, and the shape."""
    graph = telling.story.graph
    start = {way.change: (telling.change(way.variable), ATOM)}
    inner = {way.found[a]: (telling.change(a), ATOM) for a in graph.args[gate]
             if a in way.found and a != way.variable and not graph.is_light(a) and graph.args[way.found[a]]}
    whole = write_shaped(graph, way.found[gate], ChainMap(start, telling.leaves), open_root=False)
    items: list[Box] = [whole]
    if way.found[gate] not in inner:
        first = write_shaped(graph, way.found[gate], ChainMap(inner, start, telling.leaves), open_root=False)
        items = [whole] if same(first, whole) else [first, Op("="), whole]
    return Line(telling.change(gate), Row(tuple(items)), (telling.shape(graph.shape(gate)),))


def cost(telling: ShapedTelling) -> list[Block]:
    """How many sweeps of each direction it takes, and what one of them takes."""
    ways = telling.story.ways
    if ways is None:
        return []
    said = list(telling.sentence(COUNTS, ahead=counted(ways.forward), back=counted(ways.back)))
    if ways.operations is not None and isinstance(ways.forward, int) and isinstance(ways.back, int):
        one, other = ways.operations
        said += [" ", *telling.sentence(OPERATIONS, one=counted(one), other=counted(other),
                                        all_ahead=counted(one * ways.forward), all_back=counted(other * ways.back))]
    return [Paragraph(tuple(said))]
