"""The chapters "Reverse mode" and "Forward mode": each sweep line by line, and what it costs."""
from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from ..derivation.paths import Derivation
from ..derivation.tangents import Cost, cost, forward, numbers
from ..graph.evaluate import Number, is_number
from ..language import Text
from ..notation.boxes import ATOM, Box, Num, Op, Ratio, Row, Written
from ..notation.fold import same
from ..notation.numbers import number
from ..notation.write import added, chain, size_to
from ..solution.question import Mode
from .chain import sweep_line, unused_words
from .chapters import USED_AGAIN, limited, others, said_once, shown, sign
from .page import Block, Equation, Heading, Line, Paragraph, Parts
from .symbols import Symbols
from .telling import Telling

RESULT_SIZE = 30  # signs of a result that a line of a sweep still shows
REVERSE = Text("Reverse mode", "역방향 모드")
REVERSE_ASIDE = Text("one pass from the output down: upstream × local = downstream",
                     "출력에서 거꾸로 한 번: 상류 기울기 × 국소 미분 = 하류 기울기")
REVERSE_START = Text("The adjoint {adjoint} of {u} says how much {f} changes with {u}. Start with {start}.",
                     "{u}의 기울기 {adjoint}의 값은 {u}의 값이 변할 때 {f}의 값이 얼마나 변하는지를 나타낸다. "
                     "{start}에서 시작한다.")
FORWARD = Text("Forward mode with respect to {x}", "{x}에 대한 순방향 모드")
FORWARD_ASIDE = Text("one pass from the variable to the output: local derivative × the derivative found just before",
                     "변수에서 출력 쪽으로 차례로: 국소 미분 × 바로 앞의 기울기")
FORWARD_START = Text("Start with {start} and carry along how much each value changes with {x}.",
                     "{start}에서 시작하여, {x}의 값이 변할 때 각 노드의 값이 얼마나 변하는지를 차례로 구한다.")
TANGENTS = Text("Along with {x}", "{x}에 대한 기울기")
COST = Text("Cost in operations: {function} for {f}, {added} more for the derivatives ({ratio} times as many).",
            "비용: {f}의 값을 구하는 데 연산 {function}번, 기울기를 구하는 데 {added}번이 더 든다({ratio}배).")
FREE = Text("Cost in operations: {function} for {f}, none for the derivatives.",
            "비용: {f}의 값을 구하는 데 연산 {function}번이 들고, 기울기를 구하는 데 더 드는 연산은 없다.")
ALL = Text("It gives the derivatives with respect to all inputs; forward mode would need {count} passes, one for each.",
           "이것으로 입력 변수 {count}개 모두에 대한 도함수를 얻는다. 순방향 모드로는 변수마다 한 번씩 모두 {count}번 "
           "계산해야 한다.")
EITHER = Text("With one input and one output the other mode needs one pass too.",
              "입력과 출력이 하나씩이므로 다른 방식으로도 한 번만 계산하면 된다.")
ONE = Text("It gives the derivative with respect to {x} alone: forward mode needs {count} passes for all inputs, "
           "reverse "
           "mode one for each output.",
           "이것으로는 {x}에 대한 도함수만 얻는다. 입력 변수 {count}개에 대하여 모두 구하려면 {count}번 계산해야 "
           "하고, 역방향 "
           "모드로는 출력마다 한 번이면 된다.")


def chapter(telling: Telling, mode: Mode) -> list[Block]:
    """The sweep of one mode, in symbols, with its cost."""
    if mode == "reverse":
        return _reverse(telling)
    blocks: list[Block] = []
    told = _told(telling)
    for derived in told:
        if not derived.path_count:
            blocks.append(Paragraph(unused_words(telling, derived)))
            continue
        blocks += _forward(telling, derived)
    return blocks + others(telling, len(told))


def _told(telling: Telling) -> tuple[Derivation, ...]:
    """The derivations whose forward sweep is shown: fewer where it is long."""
    longest = max(len(d.edges) for d in telling.stage.derivations)
    few = telling.lines // max(1, min(longest, telling.lines))
    return telling.derivations[:max(1, few)]


def _reverse(telling: Telling) -> list[Block]:
    stage, symbols = telling.stage, telling.symbols
    swept = stage.sweep
    f = symbols.label(stage.output)
    nodes = [n for n in reversed(swept.order) if n != swept.output]
    if not nodes:
        return [Heading(telling.say(REVERSE)), Paragraph(unused_words(telling, stage.derivations[0]))]
    start = Row((Ratio(f, (f,), False), Op("="), Num("1")))
    first = next((n for n in nodes if stage.graph.args[n]), nodes[0])
    words = telling.sentence(REVERSE_START, f=f, start=start, adjoint=symbols.total(first), u=symbols.label(first))

    def line(node: int) -> Line:
        made = sweep_line(telling, stage.derivations[0], node, whole=True)
        return _with_result(made, swept.adjoints[node], symbols)

    lines = said_once(limited(telling, nodes, telling.lines, line), telling.say(USED_AGAIN))
    spent = cost(stage.graph, stage.output, swept.gradient.values())
    inputs = (telling.say(EITHER),) if stage.depends_on == 1 else telling.sentence(ALL, count=stage.depends_on)
    return [Heading(telling.say(REVERSE), (telling.say(REVERSE_ASIDE),)), Paragraph(words), Equation(lines),
            Paragraph((*_cost(telling, spent), " ", *inputs))]


def _forward(telling: Telling, derived: Derivation) -> list[Block]:
    stage, symbols = telling.stage, telling.symbols
    carried = forward(derived)
    x = symbols.label(derived.variable)
    start = Row((Ratio(x, (x,), False), Op("="), Num("1")))
    tangent = tangents_of(derived, symbols)

    def line(gate: int) -> Line:
        edges = [e for e, _ in carried.terms[gate]]
        ratios = added([_carry(tangent, e.source, derived.variable, (symbols.edge(e), ATOM)) for e in edges])
        partials = added([_carry(tangent, e.source, derived.variable, symbols.partial(e)) for e in edges])
        whole = partials if same(ratios, tangent[gate]) else Row((ratios, Op("="), partials))
        return _with_result(Line(tangent[gate], whole), carried.found[gate], symbols)

    lines = limited(telling, sorted(carried.terms), telling.lines, line)
    spent = cost(stage.graph, stage.output, [carried.found[derived.output]])
    inputs = ((telling.say(EITHER),) if stage.depends_on == 1 else
              telling.sentence(ONE, x=x, count=stage.depends_on))
    return [Heading("", (*telling.sentence(FORWARD, x=x), "   ", telling.say(FORWARD_ASIDE))),
            Paragraph(telling.sentence(FORWARD_START, start=start, x=x)), Equation(lines),
            Paragraph((*_cost(telling, spent), " ", *inputs))]


def tangents_of(derived: Derivation, symbols: Symbols) -> dict[int, Box]:
    """The symbol ∂node/∂x of every node on a path: d where the node depends on x alone."""
    graph, x = derived.graph, derived.variable
    alone = {x: True}
    label = symbols.label(x)
    found: dict[int, Box] = {x: Ratio(label, (label,), False)}
    for gate in sorted(derived.edges):
        alone[gate] = all(alone.get(a, False) for a in symbols.operands(gate) if graph.varies[a])
        found[gate] = symbols.tangent(gate, x, curly=not alone[gate])
    return found


def _carry(tangent: Mapping[int, Box], source: int, variable: int, local: Written) -> Written:
    """local · tangent; dx/dx = 1 is not written."""
    return local if source == variable else chain([local, (tangent[source], ATOM)])


def _with_result(line: Line, node: int, symbols: Symbols) -> Line:
    """The line with what it comes to, in node names, where that is short and says more."""
    leaves = {i: symbols.leaf(i) for i in symbols.seen}
    if size_to(symbols.graph, node, leaves) > RESULT_SIZE:
        return line
    result = symbols.in_names(node, leaves)[0]
    last = line.right.items[-1] if isinstance(line.right, Row) else line.right
    if same(last, result) or same(line.right, result):
        return line
    return Line(line.left, Row((line.right, Op("="), result)), line.remark, line.sign)


def _cost(telling: Telling, spent: Cost) -> Parts:
    f = telling.symbols.label(telling.stage.output)
    if spent.ratio is None or not spent.added:
        return telling.sentence(FREE, f=f, function=spent.function)
    ratio = number(round(spent.ratio, 2))[0]
    return telling.sentence(COST, f=f, function=spent.function, added=spent.added, ratio=ratio)


def tangent_numbers(telling: Telling) -> list[Block]:
    """du/dx = local · tangent in numbers, for every node from each variable up."""
    passes, symbols = telling.stage.passes, telling.symbols
    assert passes is not None
    blocks: list[Block] = []
    for derived in _told(telling):
        if not derived.path_count:
            continue
        line = partial(_number_line, derived, passes.partials, numbers(derived, passes.partials), symbols,
                       tangents_of(derived, symbols))
        head = telling.sentence(TANGENTS, x=symbols.label(derived.variable))
        blocks += [Heading("", head, level=2),
                   Equation(limited(telling, sorted(derived.edges), telling.lines, line), here=True)]
    return blocks


def _number_line(derived: Derivation, partials: Mapping[tuple[int, int], Number], values: Mapping[int, Number],
                 symbols: Symbols, tangent: Mapping[int, Box], gate: int) -> Line:
    edges = [e for e in derived.edges[gate] if is_number(partials[e.gate, e.slot])]
    pairs = [(partials[e.gate, e.slot], values[e.source]) for e in edges]
    if not pairs:
        return Line(tangent[gate], shown(values[gate], "gradient"))
    written = added([_carry(tangent, e.source, derived.variable, (symbols.edge(e), ATOM)) for e in edges])
    products = added([chain([number(a), number(b)]) for a, b in pairs])
    value = values[gate]
    operands = [x for pair in pairs for x in pair]
    items: tuple[Box, ...] = (products, Op(sign(value, *operands)), shown(value, "gradient"))
    if same(written, tangent[gate]):
        return Line(tangent[gate], Row(items), sign=sign(*operands))
    return Line(tangent[gate], Row((written, Op(sign(*operands)), *items)))
