"""The chapter "Chain rule" where the paths are too many to list: what all of them pass, and the largest of them."""
from __future__ import annotations

from collections.abc import Sequence

from ..derivation.factored import Factor, factors, necks
from ..derivation.paths import Derivation
from ..derivation.sweep import Edge
from ..graph.evaluate import is_number
from ..language import Text
from ..notation.boxes import ATOM, Box, Op, Ratio, Row
from ..notation.fold import same
from ..notation.numbers import count_text, number
from ..notation.write import added, chain
from ..numbers import contributions
from .chain import sweep_line, sweep_lines, unlisted_words
from .chapters import limited, shown, sign
from .page import Block, Equation, Heading, Line, Paragraph, Parts, listed, with_particle
from .symbols import Symbols
from .telling import Telling

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
LARGEST_ASIDE = Text("with respect to {x}, {shown} of {count} paths", "{x}에 대하여, 경로 {count}개 가운데 {shown}개")
SHARE = Text("{percent}% of the derivative", "미분계수의 {percent}%")


def chain_rule(telling: Telling, derived: Derivation, *, again: bool) -> list[Block]:
    """The factored form where all paths meet, then the sweep; `again`: it has been shown for another variable."""
    found = factors(derived)
    total = telling.symbols.total(derived.variable)
    if again:
        short = (Line(total, _product(found, telling.symbols)),) if len(found) > 1 else ()
        return [Equation((*short, sweep_line(telling, derived, derived.variable)))]
    if len(found) < 2 or derived.path_count == 1:
        swept = sweep_lines(telling, derived, telling.lines)
        return [Paragraph((unlisted_words(telling, derived),)), Equation(swept)]
    half = max(6, telling.lines // 2)
    several = [part for part in found if part.path_count > 1]
    lines = limited(telling, several, half, lambda part: _line(telling, part))
    return [Paragraph(telling.sentence(FACTORED, nodes=_passed(telling, [part.end for part in reversed(found[1:])]))),
            Equation((Line(total, _product(found, telling.symbols)), *lines)),
            Paragraph((telling.say(SWEPT),)), Equation(sweep_lines(telling, derived, half))]


def _passed(telling: Telling, nodes: Sequence[int]) -> Parts:
    """The nodes that all paths pass."""
    labels = [telling.symbols.label(node) for node in nodes]
    if len(nodes) > SHOWN:
        some = (*listed(labels[:3]), ", …, ", *listed(labels[-2:]))
        return telling.sentence(SOME, shown=some, count=len(nodes))
    last = with_particle(telling.symbols.name(nodes[-1]), "을")
    return telling.sentence(NODES, shown=listed(labels),
                            shown_t=(*listed(labels[:-1]), *((", ",) if labels[1:] else ()), *last))


def symbol(part: Factor, symbols: Symbols) -> Ratio:
    """∂end/∂start, with d where the end depends on the start alone."""
    graph = part.derivation.graph
    inside = {part.start, *part.edges}
    alone = all(a in inside for gate in part.edges for a in symbols.operands(gate))
    own = any(graph.ops[i] == "input" and i != part.start for i in inside)
    return Ratio(symbols.label(part.end), (symbols.label(part.start),), not alone or own)


def _line(telling: Telling, part: Factor) -> Line:
    """∂b/∂a = ∂b/∂u · ∂u/∂a + ∂b/∂v · ∂v/∂a = …; where it has many paths, only how many they are."""
    symbols = telling.symbols
    total = symbol(part, symbols)
    if not part.listed:
        return Line(total, Op("⋯"), telling.sentence(INSIDE, count=count_text(part.path_count)))
    paths = list(part.paths())

    def edge(e: Edge) -> Box:
        box = symbols.edge(e)
        return symbols.barred(e) if box == total and len(paths) > 1 else box

    ratios = added([chain([(edge(e), ATOM) for e in path]) for path in paths])
    partials = added([chain([symbols.partial(e) for e in path]) for path in paths])
    items: tuple[Box, ...] = (ratios, Op("="), partials)
    tidied = symbols.in_names(part.derivative, symbols.result_leaves(part.derivation))[0]
    if not same(partials, tidied):
        items = (*items, Op("="), tidied)
    return Line(total, Row(items))


def _product(found: Sequence[Factor], symbols: Symbols) -> Box:
    """∂f/∂c · ∂c/∂b · … · ∂b/∂x."""
    boxes = [symbol(part, symbols) for part in found]
    if len(boxes) <= SHOWN:
        return chain([(box, ATOM) for box in boxes])[0]
    dot = Op("cdot")
    return Row((boxes[0], dot, boxes[1], dot, boxes[2], dot, Op("⋯"), dot, boxes[-2], dot, boxes[-1]))


def largest(telling: Telling, derived: Derivation) -> list[Block]:
    """The paths that contribute most at the point, with their shares."""
    passes, symbols = telling.stage.passes, telling.symbols
    if passes is None or derived.path_count < 2:
        return []
    whole = passes.adjoints.get(derived.variable, 0)
    if not is_number(whole):
        return []
    found = contributions.largest(derived, passes.partials, whole)
    lines = []
    passed = set(necks(derived))
    for item in found:
        values = [passes.partials[e.gate, e.slot] for e in item.path]
        box = shown(item.value, "gradient")
        if 1 < len(values) <= SHOWN:
            box = Row((chain([number(v) for v in values])[0], Op(sign(item.value, *values)), box))
        share = () if item.percent is None else telling.sentence(SHARE, percent=number(item.percent)[0])
        lines.append(Line(short_path(item.path, symbols, derived.variable, passed), box, share, sign=":"))
    if not lines:
        return []
    aside = telling.sentence(LARGEST_ASIDE, x=symbols.label(derived.variable), shown=str(len(lines)),
                             count=count_text(derived.path_count))
    return [Heading(telling.say(LARGEST), aside, level=2), Equation(tuple(lines), here=True)]


def short_path(path: tuple[Edge, ...], symbols: Symbols, variable: int, passed: set[int]) -> Box:
    """x → u → f; of a long path only the nodes that not every path passes."""
    nodes = [variable, *(e.gate for e in reversed(path))]
    boxes: list[Box] = [symbols.label(n) for n in nodes]
    if len(boxes) > ARROWS:
        own = [symbols.label(n) for n in nodes[1:-1] if n not in passed]
        own = [*own[:3], Op("⋯"), *own[-2:]] if len(own) > ARROWS - 2 else own
        boxes = [boxes[0], *own, boxes[-1]]
    items: list[Box] = [boxes[0]]
    for box in boxes[1:]:
        items += [Op("→"), box]
    return Row(tuple(items))
