"""The chapters on how gradients come about: the local derivatives with their proof lines, and the way back."""
from __future__ import annotations

from dataclasses import replace

from ...language import Text
from ...notation.boxes import PRODUCT, Box, Name, Num, Op, Paren, Row, Sup
from ...notation.fold import same
from ...notation.write import added
from ...rules.shape import NUMBER
from ...solution.matrices.locals import Local
from ..page import Block, Equation, Heading, Line, Note, Paragraph, Parts
from ..reasons import reason, with_names
from .factors import with_shapes
from .proofs import entry_lines, index_words
from .symbols import ShapedTelling

LOCAL = Text("Local derivatives", "국소 미분")
WHAT_CHANGES = Text("what a change of the input makes of the value", "입력이 조금 변하면 값이 어떻게 변하는가")
BY_PROOF = Text("Below each line stands what goes back: ⟨{letter}, change of the value⟩ is rewritten as ⟨what goes "
                "back, change "
                "of the input⟩. That is where every transpose comes from.",
                "아랫줄은 되돌아가는 것이다. ⟨{letter}, 값의 변화⟩를 ⟨되돌아가는 것, 입력의 변화⟩ 꼴로 고쳐 쓰면 "
                "전치가 어디서 오는지 "
                "드러난다.")
BACK = Text("Chain rule", "연쇄 법칙(합성함수의 미분법)")
FROM_OUTPUT = Text("from the output back", "출력에서 거꾸로")
LAYOUT = Text("A gradient has the shape of its variable.", "그래디언트의 크기는 그 변수의 크기와 같다.")
ADDED = Text("used {count} times: what comes back along {count} ways is added",
             "{count}번 쓰이므로 {count}갈래로 돌아온 것을 더한다")
MANY = Text("The graph has too many edges to be told one by one; one sweep from the output back gave the answers.",
            "간선이 너무 많아 하나씩 적지 않는다. 답은 출력에서 거꾸로 한 번 훑어 구하였다.")
MOST = {"brief": 8, "normal": 30, "full": 1000}


def local_chapter(telling: ShapedTelling) -> list[Block]:
    """dq = W·dx, below it ⟨G, W·dx⟩ = ⟨Wᵀ·G, dx⟩, and each reason once."""
    story = telling.story
    if not story.locals:
        return [Note((telling.say(MANY),))] if story.sweep.order else []
    told: set[Text] = set()
    lines: list[Line] = []
    for local in story.locals[:MOST[telling.detail]]:
        gate = telling.change(local.edge.gate)
        forward = with_shapes(telling, local.forward, telling.local_leaves(local)) or telling.difference(local)
        lines.append(Line(gate, forward, _reason(telling, local, told)))
        if story.view.mode == "forward":
            continue
        proof = proof_lines(telling, local)
        if telling.detail == "full" and proof:
            proof[-1] = replace(proof[-1], remark=index_words(telling, local))
            proof += entry_lines(telling, local)
        lines += proof
    how = [Paragraph((telling.say(BY_PROOF, letter=telling.big),))] if story.view.mode != "forward" else []
    return [Heading(telling.say(LOCAL), (telling.say(WHAT_CHANGES),)), *how, Equation(tuple(lines))]


def _reason(telling: ShapedTelling, local: Local, told: set[Text]) -> Parts:
    graph = telling.story.graph
    edge = local.edge
    rule = graph.matrix_rule(edge.gate)
    text = rule.reason(edge.slot) if rule is not None else reason(graph, edge)
    if text in told:
        return ()
    told.add(text)
    if rule is not None:
        return telling.sentence(text, **_facts(telling, edge.gate, graph.args[edge.gate][0]))
    letters = "ab" if graph.rule(edge.gate).arity == (2, 2) else "u"
    called = {letter: telling.called(a) for letter, a in zip(letters, graph.args[edge.gate], strict=False)}
    return with_names(telling.say(text), {letter: name for letter, name in called.items() if name})


def _facts(telling: ShapedTelling, gate: int, source: int) -> dict[str, Box]:
    """What a row's reason calls its first input and the value, as they are called on the page."""
    a = telling.name(source)
    return {"a": a, "y": telling.name(gate), "da": telling.change(source), "dy": telling.change(gate),
            "inverse": Sup(a if isinstance(a, Name) else Paren(a), Row((Op("neg"), Num("1"))))}


def proof_lines(telling: ShapedTelling, local: Local) -> list[Line]:
    """⟨G, W·dx⟩ = ⟨Wᵀ·G, dx⟩; nothing where the map is a number or none at all."""
    if all(link.kind == "c" for word in local.words for link in word):
        return []
    graph = telling.story.graph
    g, back, change = telling.upstream(local), telling.back(local), telling.change(local.edge.source)
    forward = telling.difference(local)
    if graph.shape(local.edge.gate) == NUMBER:
        left: Box = Row((g, Op("dot"), Paren(forward) if isinstance(forward, Row) else forward))
    else:
        left = _angle(g, forward)
    right = Row((Paren(back), Op("dot"), change)) if graph.shape(local.edge.source) == NUMBER else _angle(back, change)
    return [Line(left, right)]


def _angle(one: Box, other: Box) -> Box:
    return Paren(Row((one, Op(","), other)), "angle")


def back_chapter(telling: ShapedTelling) -> list[Block]:
    """∂L/∂x = Wᵀ·∂L/∂q = 2Wᵀq for every node from the output down, with the shapes that meet."""
    story = telling.story
    ways: dict[int, list[Local]] = {}
    for local in story.locals:
        ways.setdefault(local.edge.source, []).append(local)
    nodes = [node for node in reversed(story.sweep.order)
             if node != story.output and node in ways and not story.graph.is_light(node)]
    if not nodes:
        return []
    lines = [_back_line(telling, node, ways[node]) for node in nodes[:MOST[telling.detail]]]
    return [Heading(telling.say(BACK), (telling.say(FROM_OUTPUT),)), Paragraph((telling.say(LAYOUT),)),
            Equation(tuple(lines))]


def _back_line(telling: ShapedTelling, node: int, ways: list[Local]) -> Line:
    story = telling.story
    shown = telling.in_names(story.sweep.adjoints[node])
    items: list[Box] = []
    plain: Box | None = None
    known = story.output if story.graph.shape(story.output) == NUMBER and story.direction is None else -1
    if not any(story.graph.is_light(way.edge.gate) or way.edge.gate == known for way in ways):
        plain = added([(telling.back_named(way), PRODUCT) for way in ways])
        items.append(added([(with_shapes(telling, way.back, telling.come_leaves(way)) or telling.back_named(way),
                             PRODUCT) for way in ways]))
    if plain is None:
        items.append(with_shapes(telling, story.sweep.adjoints[node], telling.leaves) or shown)
    elif not same(plain, shown):
        items += [Op("="), shown]
    remark = telling.shape(story.graph.shape(node))
    if len(ways) > 1:
        remark += "; " + telling.say(ADDED, count=len(ways))
    return Line(telling.come(node), Row(tuple(items)), (remark,))
