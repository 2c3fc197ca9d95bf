"""Where the paths are too many to list: the nodes that all of them pass, the factored form, the largest paths."""
from __future__ import annotations

from collections.abc import Sequence

from ..derivation.factored import Factor, factors, necks
from ..derivation.paths import Derivation
from ..derivation.sweep import Edge
from ..language import Language, Text
from ..notation.boxes import ATOM, Box, Colour, Op, Ratio, Row
from ..notation.fold import same
from ..notation.numbers import is_rounded, number
from ..notation.write import added, chain
from ..numbers import contributions
from ..solution.stage import Stage
from . import chapters
from .page import Block, Equation, Heading, Line, Paragraph
from .sentences import listed, sentence, with_particle
from .symbols import Letters

SHOWN = 6  # nodes, or factors, that one line names; of more the first and the last ones
ARROWS = 8  # nodes of a path that are named
FACTORED = Text("There are too many paths to write out. All of them pass {nodes}, so the sum over the paths is a "
                "product of sums.",
                "경로가 너무 많아 하나씩 적지 않는다. 모든 경로가 {nodes} 지나므로, 경로의 합은 구간마다 더한 다음 "
                "모두 곱한 것과 같다.")
NODES = Text("{shown}", "노드 {shown_t}")
SOME = Text("{shown} ({count} nodes in all)", "노드 {count}개({shown})를")
SWEPT = Text("Going backward, every node is visited once and its gradient is used by all paths through it.",
             "거꾸로 내려가면 노드마다 한 번씩만 계산하고, 그 기울기를 그 노드를 지나는 모든 경로가 함께 쓴다.")
INSIDE = Text("{count} paths", "경로 {count}개")
LARGEST = Text("Largest contributions", "기여가 가장 큰 경로")
LARGEST_ASIDE = Text("by {x}, {shown} of {count} paths", "{x}에 대하여, 경로 {count}개 가운데 {shown}개")
SHARE = Text("{percent} % of the derivative", "미분계수의 {percent} %")


def chain_rule(stage: Stage, derived: Derivation, letters: Letters, language: Language, most: int, *, again: bool
               ) -> list[Block]:
    """The factored form where all paths meet, then the sweep; `again`: it has been shown for another variable."""
    found = factors(derived)
    if again:
        own = chapters.sweep_line(stage, derived, letters, language, derived.variable)
        short = (Line(letters.total(derived.variable), _product(found, letters)),) if len(found) > 1 else ()
        return [Equation((*short, own))]
    if len(found) < 2 or derived.path_count == 1:
        words = chapters.TOO_LONG if derived.path_count <= chapters.FEW else chapters.TOO_MANY
        swept = chapters.sweep_lines(stage, derived, letters, language, most)
        return [Paragraph((words.say(language),)), Equation(swept)]
    passed = [part.end for part in reversed(found[1:])]
    labels = [letters.label(node) for node in passed]
    shown_t = (*listed(labels[:-1]), *((", ",) if labels[1:] else ()), *with_particle(letters.name(passed[-1]), "을"))
    nodes = (sentence(SOME, language, shown=_some(labels), count=len(passed)) if len(passed) > SHOWN else
             sentence(NODES, language, shown=listed(labels), shown_t=shown_t))
    half = max(6, most // 2)
    several = [part for part in found if part.path_count > 1]
    lines = chapters.limited(several, half, language, lambda part: _line(part, letters, language))
    swept = chapters.sweep_lines(stage, derived, letters, language, half)
    return [Paragraph(sentence(FACTORED, language, nodes=nodes)),
            Equation((Line(letters.total(derived.variable), _product(found, letters)), *lines)),
            Paragraph((SWEPT.say(language),)), Equation(swept)]


def symbol(part: Factor, letters: Letters) -> Ratio:
    """∂end/∂start, with d where the end depends on the start alone."""
    graph = part.derivation.graph
    inside = {part.start, *part.edges}
    alone = all(a in inside for gate in part.edges for a in letters.operands(gate))
    own = any(graph.ops[i] == "input" and i != part.start for i in inside)
    return Ratio(letters.label(part.end), (letters.label(part.start),), not alone or own)


def _line(part: Factor, letters: Letters, language: Language) -> Line:
    """∂b/∂a = ∂b/∂u · ∂u/∂a + ∂b/∂v · ∂v/∂a = …; where it has many paths, only how many they are."""
    total = symbol(part, letters)
    if not part.listed:
        return Line(total, Op("⋯"), sentence(INSIDE, language, count=chapters.count_text(part.path_count)))
    paths = list(part.paths())

    def edge(e: Edge) -> Box:
        box = letters.edge(e)
        return letters.barred(e) if box == total and len(paths) > 1 else box

    symbols = added([chain([(edge(e), ATOM) for e in path]) for path in paths])
    partials = added([chain([letters.partial(e) for e in path]) for path in paths])
    items: tuple[Box, ...] = (symbols, Op("="), partials)
    tidied = letters.in_names(part.derivative, letters.result_leaves(part.derivation))[0]
    if not same(partials, tidied):
        items = (*items, Op("="), tidied)
    return Line(total, Row(items))


def _some(boxes: Sequence[Box]) -> tuple[str | Box, ...]:
    return (*listed(list(boxes[:3])), ", …, ", *listed(list(boxes[-2:])))


def _product(found: Sequence[Factor], letters: Letters) -> Box:
    """∂f/∂c · ∂c/∂b · … · ∂b/∂x."""
    boxes = [symbol(part, letters) for part in found]
    if len(boxes) <= SHOWN:
        return chain([(box, ATOM) for box in boxes])[0]
    dot = Op("cdot")
    return Row((boxes[0], dot, boxes[1], dot, boxes[2], dot, Op("⋯"), dot, boxes[-2], dot, boxes[-1]))


def largest(stage: Stage, derived: Derivation, letters: Letters, language: Language) -> list[Block]:
    """The paths that contribute most at the point, with their shares."""
    passes = stage.passes
    if passes is None or derived.path_count < 2:
        return []
    whole = passes.adjoints.get(derived.variable, 0)
    found = contributions.largest(derived, passes.partials, whole)
    lines = []
    passed = set(necks(derived))
    for item in found:
        values = [passes.partials[e.gate, e.slot] for e in item.path]
        box: Box = Colour(number(item.value)[0], "gradient")
        if 1 < len(values) <= SHOWN:
            sign = "≈" if any(map(is_rounded, (item.value, *values))) else "="
            box = Row((chain([number(v) for v in values])[0], Op(sign), box))
        share = () if item.percent is None else sentence(SHARE, language, percent=number(item.percent)[0])
        lines.append(Line(short_path(item.path, letters, derived.variable, passed), box, share, sign=":"))
    if not lines:
        return []
    aside = sentence(LARGEST_ASIDE, language, x=letters.label(derived.variable), shown=str(len(lines)),
                     count=chapters.count_text(derived.path_count))
    return [Heading(LARGEST.say(language), aside, level=2), Equation(tuple(lines))]


def short_path(path: tuple[Edge, ...], letters: Letters, variable: int, passed: set[int]) -> Box:
    """x → u → f; of a long path only the nodes that not every path passes."""
    nodes = [variable, *(e.gate for e in reversed(path))]
    boxes: list[Box] = [letters.label(n) for n in nodes]
    if len(boxes) > ARROWS:
        own = [letters.label(n) for n in nodes[1:-1] if n not in passed]
        own = [*own[:3], Op("⋯"), *own[-2:]] if len(own) > ARROWS - 2 else own
        boxes = [boxes[0], *own, boxes[-1]]
    items: list[Box] = [boxes[0]]
    for box in boxes[1:]:
        items += [Op("→"), box]
    return Row(tuple(items))
