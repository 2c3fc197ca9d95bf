"""The parts of an explanation: graph, partials, chain rule, numbers, answer; each as lines in one language."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from ..derivation.paths import Derivation
from ..derivation.sweep import REPEATING, Edge
from ..language import Language, Text
from ..notation.boxes import ATOM, Box, Op, Row, Written
from ..notation.fold import rearranged, same
from ..notation.write import added, chain
from ..solution.stage import Stage
from . import reasons, sentences
from .page import Block, Line, Paragraph
from .sentences import Parts, sentence, with_particle
from .symbols import Letters

Item = TypeVar("Item")
LONG = 30  # a list that may have so many lines is cut to half of them where it is longer
FEW = 8  # paths that are not called many
LONG_PATHS = 12  # edges of paths that a heading still shows

MORE = Text("{count} more", "그 밖에 {count}개")
UNUSED = Text("{f} does not depend on {x}, so the derivative is 0.", "{f_t} {x}에 따라 변하지 않으므로 도함수는 0이다.")
IN_CONDITIONS = Text("{x} stands in conditions only: where they do not change, {f} does not either, so the derivative "
                     "is 0.",
                     "{x} 변수는 조건에만 나온다. 조건이 바뀌지 않는 동안 {f_t} 변하지 않으므로 도함수는 0이다.")
UNCHANGING = Text("{f} is constant, so the derivative is 0.", "{f_t} 상수이므로 도함수는 0이다.")
ONE_PATH = Text("one path leads from {x} to {f}", "{x}에서 {f}까지 가는 경로는 하나")
PATHS = Text("{count} paths lead from {x} to {f}", "{x}에서 {f}까지 가는 경로는 {count}개")
OTHERS = Text("For the other {count} variables only the answers are shown.",
              "나머지 변수 {count}개에 대해서는 답만 적는다.")
EACH = Text("Multiply along each path, then add.", "경로마다 곱한 다음 모두 더한다.")
TOO_MANY = Text("There are too many paths to write out; going backward, every node is visited once.",
                "경로가 너무 많아 하나씩 적지 않는다. 거꾸로 내려가면 노드마다 한 번씩만 계산하면 된다.")
BLOCK = Text("block of {count} gates", "게이트 {count}개로 된 블록")
TOO_LONG = Text("Written out this would be too long; going backward, every node is visited once.",
                "다 적으면 너무 길다. 거꾸로 내려가면 노드마다 한 번씩만 계산하면 된다.")
TERM = Text("term", "항")
TERM_RULE = Text("a term without an inner function: the power rule, times the constant factors",
                 "속함수가 없는 항이다. 거듭제곱의 미분법을 쓰고 상수를 곱한다")
REPEATED = Text("the same value several times: what each place gives is added",
                "같은 값이 여러 번 들어 있으므로 자리마다 구하여 더한다")
USED_AGAIN = Text("used more than once: gradients add up", "갈라진 곳에서는 더한다")


def limited(items: Sequence[Item], most: int, language: Language, line: Callable[[Item], Line]) -> tuple[Line, ...]:
    """Lines for the first items and the last few; how many were left out stands between them."""
    if len(items) <= most:
        return tuple(map(line, items))
    most = most if most < LONG else most // 2
    tail = max(1, most // 4)
    head = [line(item) for item in items[:most - tail]]
    gap = Line(Op("⋮"), Row(()), (MORE.say(language, count=len(items) - most),), sign=" ")
    return (*head, gap, *map(line, items[len(items) - tail:]))


def gate_lines(stage: Stage, letters: Letters, language: Language, most: int) -> tuple[Line, ...]:
    """u = x + y, each with what kind of gate it is."""
    return limited(gates(stage), most, language, lambda i: Line(
        letters.label(i), letters.formula(i), _title(stage, i, letters, language)))


def _title(stage: Stage, gate: int, letters: Letters, language: Language) -> Parts:
    if gate in stage.sweep.blocks:
        if gate not in stage.user_named:
            return (TERM.say(language),)
        return (BLOCK.say(language, count=len(stage.sweep.blocks[gate].inside)),)
    return reasons.title(stage.graph, gate, letters.names, language)


def gates(stage: Stage) -> list[int]:
    """The function's gates, inputs first."""
    return [i for i in sorted(stage.sweep.visible) if stage.graph.args[i] and i in stage.names]


def partial_lines(stage: Stage, letters: Letters, language: Language, most: int, full: bool) -> tuple[Line, ...]:
    """The local partial on every edge, from the output down, with its reason; each reason once."""
    graph = stage.graph
    said: set[Text] = set()

    def line(edge: Edge) -> Line:
        in_block = edge.gate in stage.sweep.blocks
        if in_block and edge.gate in stage.user_named:
            return Line(letters.edge(edge), letters.partial(edge)[0])
        reason = TERM_RULE if in_block else REPEATED if _is_repeated(stage, edge) else reasons.reason(graph, edge)
        words: Parts = ()
        if reason not in said:
            said.add(reason)
            own = reason in (TERM_RULE, REPEATED)
            words = (reason.say(language),) if own else reasons.said(graph, edge, letters.names, language)
            if full and not in_block:
                words = (*words, f" [{graph.rule(edge.gate).gate.say(language)}]")
        return Line(letters.edge(edge), letters.partial(edge)[0], words)

    edges = [edge for gate in sorted(stage.sweep.edges, reverse=True) for edge in stage.sweep.edges[gate]]
    return limited(edges, most, language, line)


def _is_repeated(stage: Stage, edge: Edge) -> bool:
    """Whether one edge stands for several places of a sum or product."""
    return stage.graph.ops[edge.gate] in REPEATING and stage.sweep.operands(edge.gate).count(edge.source) > 1


def path_box(path: tuple[Edge, ...], letters: Letters, variable: int) -> Box:
    """x → u → f."""
    items: list[Box] = [letters.label(variable)]
    for edge in reversed(path):
        items += [Op("→"), letters.label(edge.gate)]
    return Row(tuple(items))


def count_text(count: int) -> str:
    """A number of paths, however large: exact, or a power of two, or its size."""
    if count < 10 ** 15:
        return str(count)
    power = count.bit_length() - 1
    size = f"10^{int(power * 0.30102999566398120)}"
    return f"2^{power} ≈ {size}" if count == 1 << power else str(count) if power < 200 else f"≈ {size}"


def path_words(derived: Derivation, letters: Letters, language: Language, listed: int = 1) -> Parts:
    """How many paths lead from the variable to the output, for the chapter's heading; so many are shown."""
    facts: dict[str, Box] = {"x": letters.label(derived.variable), "f": letters.label(derived.output)}
    words = (sentence(ONE_PATH, language, **facts) if derived.path_count == 1 else
             sentence(PATHS, language, count=count_text(derived.path_count), **facts))
    if derived.path_count > listed:
        return words
    paths = list(derived.paths())
    if sum(map(len, paths)) > LONG_PATHS:
        return words
    arrows = sentences.listed([path_box(path, letters, derived.variable) for path in paths])
    return (*words, ": ", *arrows)


def unused_words(stage: Stage, derived: Derivation, letters: Letters, language: Language) -> Parts:
    """Why the derivative is 0 where no path leads from the variable to the output."""
    graph = stage.graph
    text = UNCHANGING if not graph.varies[stage.output] else UNUSED
    if derived.variable in graph.inputs([stage.output]):
        text = IN_CONDITIONS
    return sentence(text, language, f=letters.label(stage.output), x=letters.label(derived.variable),
                    f_t=with_particle(letters.name(stage.output), "은"))


def others(stage: Stage, shown: int, language: Language) -> list[Block]:
    """A word about the variables whose chain rule is not shown."""
    left = len(stage.derivations) - shown
    return [Paragraph((OTHERS.say(language, count=left),))] if left > 0 else []


def path_lines(derived: Derivation, letters: Letters, most: int) -> list[Line]:
    """Each path with its product, where there are several."""
    leaves = letters.result_leaves(derived)
    lines = []
    for path, product in zip(islice(derived.paths(), most), derived.products, strict=False):
        partials = chain([letters.partial(e) for e in path])[0]
        tidied = letters.in_names(product, leaves)[0]
        symbols = chain([(letters.edge(e), ATOM) for e in path])[0]
        chained = Row((symbols, Op("="), partials))
        if not same(partials, tidied):
            chained = Row((*chained.items, Op("="), tidied))
        lines.append(Line(path_box(path, letters, derived.variable), chained, sign=":"))
    return lines


def sum_lines(derived: Derivation, letters: Letters) -> list[Line]:
    """The steps of the sum over paths, line by line."""
    total = letters.total(derived.variable)
    return [Line(total if k == 0 else None, box) for k, box in enumerate(sum_boxes(derived, letters))]


def sum_boxes(derived: Derivation, letters: Letters) -> list[Box]:
    """All symbols, then the partials put in, then tidied, then written in the inputs: none twice."""
    paths = list(derived.paths())
    leaves = letters.result_leaves(derived)
    boxes: list[Box] = [
        added([chain([(letters.edge(e), ATOM) for e in path]) for path in paths]),
        added([chain([letters.partial(e) for e in path]) for path in paths]),
    ]
    if len(paths) > 1:
        boxes.append(added([letters.in_names(p, leaves) for p in derived.products]))
    boxes += [letters.in_names(derived.answer, leaves)[0], letters.best(derived)[0]]
    total = letters.total(derived.variable)
    if len(boxes) == 5 and rearranged(boxes[2], boxes[3]):
        del boxes[2]
    kept: list[Box] = []
    for box in boxes:
        if not (kept and same(kept[-1], box)) and not same(total, box):
            kept.append(box)
    return kept


def sweep_lines(stage: Stage, derived: Derivation, letters: Letters, language: Language, most: int
                ) -> tuple[Line, ...]:
    """One line per node from the output down: upstream · local, added where a node is used more than once."""
    nodes = [n for n in sorted(derived.nodes, reverse=True) if _uses(stage, derived, n)]
    lines = limited(nodes, most, language, lambda node: sweep_line(stage, derived, letters, language, node))
    return said_once(lines, USED_AGAIN.say(language))


def said_once(lines: Sequence[Line], remark: str) -> tuple[Line, ...]:
    """The lines without this remark, wherever it was made before."""
    kept: list[Line] = []
    told = False
    for line in lines:
        same_again = line.remark == (remark,)
        kept.append(replace(line, remark=()) if same_again and told else line)
        told = told or same_again
    return tuple(kept)


def sweep_line(stage: Stage, derived: Derivation, letters: Letters, language: Language, node: int, *,
               whole: bool = False) -> Line:
    """∂f/∂x = ∂f/∂u · ∂u/∂x + …: a node's gradient from those just above it; of the `whole` sweep, or only from those
    that lie on this derivation's paths."""
    edges = [e for e, _ in stage.sweep.terms[node]] if whole else _uses(stage, derived, node)
    symbols = added([upstream(stage, letters, e, (letters.edge(e), ATOM)) for e in edges])
    partials = added([upstream(stage, letters, e, letters.partial(e)) for e in edges])
    sides = partials if same(symbols, letters.total(node)) else Row((symbols, Op("="), partials))
    return Line(letters.total(node), sides, (USED_AGAIN.say(language),) if len(edges) > 1 else ())


def _uses(stage: Stage, derived: Derivation, node: int) -> list[Edge]:
    """The edges from a node up that lie on this derivation's paths."""
    return [e for e, _ in stage.sweep.terms.get(node, ()) if e in derived.edges.get(e.gate, ())]


def upstream(stage: Stage, letters: Letters, edge: Edge, local: Written) -> Written:
    """upstream · local; the output's own gradient is 1 and is not written."""
    if edge.gate == stage.output:
        return local
    return chain([(letters.total(edge.gate), ATOM), local])
