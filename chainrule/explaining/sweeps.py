"""The two sweeps line by line: backward with adjoints, forward with tangents, and what each of them costs."""
from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from ..derivation.paths import Derivation
from ..derivation.tangents import Cost, cost, forward, numbers
from ..graph.evaluate import Number, is_number
from ..language import Language, Text
from ..notation.boxes import ATOM, Box, Num, Op, Ratio, Row, Written
from ..notation.fold import same
from ..notation.numbers import number
from ..notation.write import added, chain, size_to
from ..solution.question import Mode
from ..solution.stage import Stage
from . import chapters
from .chapters import limited
from .numbers import shown, sign
from .page import Block, Equation, Heading, Line, Paragraph
from .sentences import sentence
from .symbols import Letters

RESULT_SIZE = 30  # signs of a result that a line of a sweep still shows
REVERSE = Text("Reverse mode", "역방향 모드")
REVERSE_ASIDE = Text("one sweep from the output down: upstream × local = downstream",
                     "출력에서 거꾸로 한 번: 상류 기울기 × 국소 기울기 = 하류 기울기")
REVERSE_START = Text("The adjoint {adjoint} of {u} says how much {f} changes with {u}. Start with {start}.",
                     "{u}의 기울기 {adjoint}의 값은 {u}의 값이 변할 때 {f}의 값이 얼마나 변하는지를 나타낸다. "
                     "{start}에서 시작한다.")
FORWARD = Text("Forward mode by {x}", "{x}에 대한 순방향 모드")
FORWARD_ASIDE = Text("one sweep from the variable up: local × what was found before",
                     "변수에서 앞으로 한 번: 국소 기울기 × 앞에서 구한 기울기")
FORWARD_START = Text("Start with {start} and carry along how much each value changes with {x}.",
                     "{start}에서 시작하여, {x}의 값이 변할 때 각 노드의 값이 얼마나 변하는지를 차례로 구한다.")
TANGENTS = Text("Along with {x}", "{x}에 대한 기울기")
COST = Text("Cost in operations: {function} for {f}, {added} more for the sweep (ratio {ratio}).",
            "비용: {f}의 값을 구하는 데 연산 {function}번, 이 훑기에 {added}번이 더 든다({ratio}배).")
FREE = Text("Cost in operations: {function} for {f}, none for the sweep.",
            "비용: {f}의 값을 구하는 데 연산 {function}번이 들고, 이 훑기에 더 드는 연산은 없다.")
ALL = Text("It gives the derivatives by all inputs; forward mode would need {count} sweeps, one for each.",
           "이것으로 입력 변수 {count}개 모두에 대한 도함수를 얻는다. 순방향 모드로는 변수마다 한 번씩 모두 {count}번 "
           "훑어야 한다.")
EITHER = Text("With one input and one output the other mode needs one sweep too.",
              "입력과 출력이 하나씩이므로 다른 방식으로도 한 번만 훑으면 된다.")
ONE = Text("It gives the derivative by {x} alone: forward mode needs {count} sweeps for all inputs, reverse mode one "
           "for each output.",
           "이것으로는 {x}에 대한 도함수만 얻는다. 입력 변수 {count}개 모두에는 이런 훑기가 {count}번 들고, 역방향 "
           "모드로는 출력마다 한 번이면 된다.")


def chapter(stage: Stage, letters: Letters, language: Language, mode: Mode, most: int, variables: int) -> list[Block]:
    """The sweep of one mode, in symbols, with its cost."""
    if mode == "reverse":
        return _reverse(stage, letters, language, most)
    blocks: list[Block] = []
    variables = _shown(stage, most, variables)
    for derived in stage.derivations[:variables]:
        if not derived.path_count:
            blocks.append(Paragraph(chapters.unused_words(stage, derived, letters, language)))
            continue
        blocks += _forward(stage, derived, letters, language, most)
    return blocks + chapters.others(stage, variables, language)


def _shown(stage: Stage, most: int, variables: int) -> int:
    """For how many variables a forward sweep is shown: for fewer where it is long."""
    longest = max(len(d.edges) for d in stage.derivations)
    return max(1, min(variables, most // max(1, min(longest, most))))


def _reverse(stage: Stage, letters: Letters, language: Language, most: int) -> list[Block]:
    swept = stage.sweep
    f = letters.label(stage.output)
    nodes = [n for n in reversed(swept.order) if n != swept.output]
    if not nodes:
        words = chapters.unused_words(stage, stage.derivations[0], letters, language)
        return [Heading(REVERSE.say(language)), Paragraph(words)]
    start = Row((Ratio(f, (f,), False), Op("="), Num("1")))
    first = next((n for n in nodes if stage.graph.args[n]), nodes[0])
    words = sentence(REVERSE_START, language, f=f, start=start, adjoint=letters.total(first), u=letters.label(first))

    def line(node: int) -> Line:
        made = chapters.sweep_line(stage, stage.derivations[0], letters, language, node, whole=True)
        return _with_result(made, swept.adjoints[node], letters)

    lines = chapters.said_once(limited(nodes, most, language, line), chapters.USED_AGAIN.say(language))
    spent = cost(stage.graph, stage.output, swept.gradient.values())
    return [Heading(REVERSE.say(language), (REVERSE_ASIDE.say(language),)), Paragraph(words), Equation(lines),
            Paragraph((*_cost(spent, f, language), " ", *_others(stage, language)))]


def _others(stage: Stage, language: Language) -> tuple[str | Box, ...]:
    if stage.depends_on == 1:
        return (EITHER.say(language),)
    return sentence(ALL, language, count=stage.depends_on)


def _forward(stage: Stage, derived: Derivation, letters: Letters, language: Language, most: int) -> list[Block]:
    carried = forward(derived)
    x = letters.label(derived.variable)
    start = Row((Ratio(x, (x,), False), Op("="), Num("1")))
    tangent = tangents_of(derived, letters)

    def line(gate: int) -> Line:
        edges = [e for e, _ in carried.terms[gate]]
        symbols = added([_carry(letters, tangent, e.source, derived.variable, (letters.edge(e), ATOM)) for e in edges])
        partials = added([_carry(letters, tangent, e.source, derived.variable, letters.partial(e)) for e in edges])
        whole = partials if same(symbols, tangent[gate]) else Row((symbols, Op("="), partials))
        return _with_result(Line(tangent[gate], whole), carried.found[gate], letters)

    lines = limited(sorted(carried.terms), most, language, line)
    spent = cost(stage.graph, stage.output, [carried.found[derived.output]])
    f = letters.label(stage.output)
    if stage.depends_on == 1:
        others: tuple[str | Box, ...] = (EITHER.say(language),)
    else:
        others = sentence(ONE, language, x=x, count=stage.depends_on)
    return [Heading("", (*sentence(FORWARD, language, x=x), "   ", FORWARD_ASIDE.say(language))),
            Paragraph(sentence(FORWARD_START, language, start=start, x=x)), Equation(lines),
            Paragraph((*_cost(spent, f, language), " ", *others))]


def tangents_of(derived: Derivation, letters: Letters) -> dict[int, Box]:
    """The symbol ∂node/∂x of every node on a path: d where the node depends on x alone."""
    graph, x = derived.graph, derived.variable
    alone = {x: True}
    label = letters.label(x)
    found: dict[int, Box] = {x: Ratio(label, (label,), False)}
    for gate in sorted(derived.edges):
        alone[gate] = all(alone.get(a, False) for a in letters.operands(gate) if graph.varies[a])
        found[gate] = letters.tangent(gate, x, curly=not alone[gate])
    return found


def _carry(letters: Letters, tangent: Mapping[int, Box], source: int, variable: int, local: Written) -> Written:
    """local · tangent; dx/dx = 1 is not written."""
    return local if source == variable else chain([local, (tangent[source], ATOM)])


def _with_result(line: Line, node: int, letters: Letters) -> Line:
    """The line with what it comes to, in node names, where that is short and says more."""
    leaves = {i: letters.leaf(i) for i in letters.seen}
    if size_to(letters.graph, node, leaves) > RESULT_SIZE:
        return line
    result = letters.in_names(node, leaves)[0]
    last = line.right.items[-1] if isinstance(line.right, Row) else line.right
    if same(last, result) or same(line.right, result):
        return line
    return Line(line.left, Row((line.right, Op("="), result)), line.remark, line.sign)


def _cost(spent: Cost, f: Box, language: Language) -> tuple[str | Box, ...]:
    if spent.ratio is None or not spent.added:
        return sentence(FREE, language, f=f, function=spent.function)
    ratio = number(round(spent.ratio, 2))[0]
    return sentence(COST, language, f=f, function=spent.function, added=spent.added, ratio=ratio)


def tangent_numbers(stage: Stage, letters: Letters, language: Language, most: int, variables: int) -> list[Block]:
    """du/dx = local · tangent in numbers, for every node from each variable up."""
    assert stage.passes is not None
    partials = stage.passes.partials
    blocks: list[Block] = []
    for derived in stage.derivations[:_shown(stage, most, variables)]:
        if not derived.path_count:
            continue
        values = numbers(derived, partials)
        symbols = tangents_of(derived, letters)
        line = partial(_number_line, derived, partials, values, symbols, letters)
        lines = limited(sorted(derived.edges), most, language, line)
        head = sentence(TANGENTS, language, x=letters.label(derived.variable))
        blocks += [Heading("", head, level=2), Equation(lines)]
    return blocks


def _number_line(derived: Derivation, partials: Mapping[tuple[int, int], Number], values: Mapping[int, Number],
                 symbols: Mapping[int, Box], letters: Letters, gate: int) -> Line:
    edges = [e for e in derived.edges[gate] if is_number(partials[e.gate, e.slot])]
    pairs = [(partials[e.gate, e.slot], values[e.source]) for e in edges]
    written = added([_carry(letters, symbols, e.source, derived.variable, (letters.edge(e), ATOM)) for e in edges])
    products = added([chain([number(a), number(b)]) for a, b in pairs])
    value = values[gate]
    operands = [x for pair in pairs for x in pair]
    items: tuple[Box, ...] = (products, Op(sign(value, *operands)), shown(value, "gradient"))
    if same(written, symbols[gate]):
        return Line(symbols[gate], Row(items), sign=sign(*operands))
    return Line(symbols[gate], Row((written, Op(sign(*operands)), *items)))
