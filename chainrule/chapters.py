"""The parts of an explanation: graph, partials, chain rule, numbers, answer; each as lines in one language."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TypeVar

from .derivation import Derivation, Edge
from .formula import Box, Colour, Op, Row
from .language import Language, Text
from .letters import Letters
from .page import Line
from .stages import Result, Stage
from .values import Number
from .writing import ATOM, Written, added, chain, is_rounded, number

Item = TypeVar("Item")

MORE = Text("{count} more", "그 밖에 {count}개")
UNUSED = Text("{f} does not depend on {x}: its derivative is 0", "{f_t} {x}에 따라 변하지 않으므로 도함수는 0이다")
ONE_PATH = Text("one path leads from {x} to {f}: ", "{x}에서 {f}까지 가는 경로는 하나: ")
PATHS = Text("{count} paths lead from {x} to {f}", "{x}에서 {f}까지 가는 경로는 {count}개")
EACH = Text("Multiply along each path, then add.", "경로마다 곱한 다음 모두 더한다.")
TOO_MANY = Text("There are too many paths to write out; going backward, every node is visited once.",
                "경로가 너무 많아 하나씩 적지 않는다. 거꾸로 내려가면 노드마다 한 번씩만 계산하면 된다.")
USED_AGAIN = Text("used more than once: gradients add up", "갈라진 곳에서는 더한다")


def limited(items: Sequence[Item], most: int, language: Language, line: Callable[[Item], Line]) -> tuple[Line, ...]:
    """Lines for the first items and the last few; how many were left out stands between them."""
    if len(items) <= most:
        return tuple(map(line, items))
    tail = max(1, most // 4)
    head = [line(item) for item in items[:most - tail]]
    gap = Line(Op("⋮"), Row(()), MORE.say(language, count=len(items) - most), sign=" ")
    return (*head, gap, *map(line, items[len(items) - tail:]))


def gate_lines(stage: Stage, letters: Letters, language: Language, most: int) -> tuple[Line, ...]:
    """u = x + y, each with what kind of gate it is."""
    graph = stage.graph
    return limited(_gates(stage), most, language, lambda i: Line(
        letters.label(i), letters.formula(i), graph.rule(i).title.say(language)))


def _gates(stage: Stage) -> list[int]:
    return [i for i in sorted(stage.sweep.function) if stage.graph.args[i] and i in stage.names]


def partial_lines(stage: Stage, letters: Letters, language: Language, most: int, full: bool) -> tuple[Line, ...]:
    """The local partial on every edge, from the output down, with its reason; each reason once."""
    graph = stage.graph
    said: set[str] = set()

    def line(edge: Edge) -> Line:
        rule = graph.rule(edge.gate)
        reason = rule.reason(_reason_slot(letters, edge)).say(language)
        if full:
            reason = f"{reason} [{rule.gate.say(language)}]"
        new = reason not in said
        said.add(reason)
        return Line(letters.edge(edge), letters.partial(edge)[0], reason if new else "")

    edges = [edge for gate in sorted(stage.sweep.edges, reverse=True) for edge in stage.sweep.edges[gate]]
    return limited(edges, most, language, line)


def _reason_slot(letters: Letters, edge: Edge) -> int:
    """Which of a rule's reasons belongs to an edge: a difference has one for plus and one for minus."""
    graph = letters.graph
    if graph.ops[edge.gate] == "difference":
        return 0 if graph.notes[edge.gate][edge.slot] == "+" else 1
    return edge.slot


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


def path_words(derived: Derivation, letters: Letters, language: Language) -> tuple[str | Box, ...]:
    """How many paths lead from the variable to the output, for the chapter's heading."""
    facts = {"x": letters.name(derived.variable), "f": letters.name(derived.output)}
    if derived.path_count == 1:
        path = next(derived.paths())
        if len(path) <= 12:
            return ONE_PATH.say(language, **facts), path_box(path, letters, derived.variable)
    return (PATHS.say(language, count=count_text(derived.path_count), **facts),)


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
    """All symbols, then the partials put in, then tidied, then written in the inputs: line by line, none twice."""
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
    if len(boxes) == 5 and _rearranged(boxes[2], boxes[3]):
        del boxes[2]
    kept: list[Box] = []
    for box in boxes:
        if not (kept and same(kept[-1], box)) and not same(total, box):
            kept.append(box)
    return [Line(total if k == 0 else None, box) for k, box in enumerate(kept)]


def sweep_lines(stage: Stage, derived: Derivation, letters: Letters, language: Language, most: int
                ) -> tuple[Line, ...]:
    """One line per node from the output down: upstream · local, added where a node is used more than once."""
    terms = {node: [e for e, _ in stage.sweep.terms.get(node, ()) if e in derived.edges.get(e.gate, ())]
             for node in derived.nodes}

    def line(node: int) -> Line:
        edges = terms[node]
        symbols = added([_upstream(stage, letters, e, (letters.edge(e), ATOM)) for e in edges])
        partials = added([_upstream(stage, letters, e, letters.partial(e)) for e in edges])
        whole = partials if same(symbols, letters.total(node)) else Row((symbols, Op("="), partials))
        return Line(letters.total(node), whole, USED_AGAIN.say(language) if len(edges) > 1 else "")

    return limited([n for n in sorted(derived.nodes, reverse=True) if terms[n]], most, language, line)


def _upstream(stage: Stage, letters: Letters, edge: Edge, local: Written) -> Written:
    """upstream · local; the output's own gradient is 1 and is not written."""
    if edge.gate == stage.output:
        return local
    return chain([(letters.total(edge.gate), ATOM), local])


def forward_lines(stage: Stage, letters: Letters, language: Language, most: int) -> tuple[Line, ...]:
    """u = -2 + 5 = 3 for every gate."""
    assert stage.passes is not None
    values: dict[int, Number] = stage.passes.forward

    def line(i: int) -> Line:
        result = shown(values[i], "value")
        put_in = letters.with_numbers(i, values)
        if same(put_in, number(values[i])[0]):
            return Line(letters.label(i), result)
        return Line(letters.label(i), Row((put_in, Op(_equals(values[i])), result)))

    return limited(_gates(stage), most, language, line)


def backward_lines(stage: Stage, letters: Letters, language: Language, most: int) -> tuple[Line, ...]:
    """∂f/∂x = ∂f/∂u · ∂u/∂x = -4 · 1 = -4 for every node: upstream × local = downstream, added at a fan-out."""
    assert stage.passes is not None
    passes = stage.passes
    terms = stage.sweep.terms

    def line(node: int) -> Line:
        edges = [e for e, _ in terms[node]]
        parts = [chain([number(passes.adjoints[e.gate]), number(passes.partials[e.gate, e.slot])]) for e in edges]
        value = passes.adjoints[node]
        items: tuple[Box, ...] = (added(parts), Op(_equals(value)), shown(value, "gradient"))
        symbols = added([_upstream(stage, letters, e, (letters.edge(e), ATOM)) for e in edges])
        if not same(symbols, letters.total(node)):
            items = (symbols, Op("="), *items)
        return Line(letters.total(node), Row(items), USED_AGAIN.say(language) if len(edges) > 1 else "")

    wanted = set(stage.sweep.edges) | {d.variable for d in stage.derivations}
    nodes = [n for n in sorted(wanted & set(passes.adjoints), reverse=True) if terms.get(n)]
    return limited(nodes, most, language, line)


def number_lines(stage: Stage, derived: Derivation, letters: Letters, most: int) -> list[Line]:
    """The whole product with its numbers, -4 · 1 · 4 = -16; nothing where the backward pass has shown it already."""
    passes = stage.passes
    if passes is None or not derived.listed or not 0 < derived.path_count <= most:
        return []
    paths = list(derived.paths())
    if all(len(path) <= 2 for path in paths):
        return []
    value = passes.adjoints[derived.variable]
    products = added([chain([number(passes.partials[e.gate, e.slot]) for e in path]) for path in paths])
    return [Line(letters.total(derived.variable), Row((products, Op(_equals(value)), shown(value, "gradient"))))]


def answer_line(total: Box, derived: Derivation, letters: Letters, result: Result | None) -> Line:
    """∂f/∂x = z = -4, the number put into the formula first where that shows something."""
    final = letters.best(derived)[0]
    if result is None or result.value is None:
        return Line(total, final)
    value = number(result.value)[0]
    if same(final, value):
        return Line(total, final)
    return Line(total, Row((final, Op(_equals(result.value)), Colour(value, "gradient"))))


def shown(value: Number, role: str) -> Box:
    return Colour(number(value)[0], role)


def _equals(value: Number) -> str:
    return "≈" if is_rounded(value) else "="


def same(one: Box, other: Box) -> bool:
    """Whether two boxes read alike: rows within rows and the width of a dot do not count."""
    return _flat(one) == _flat(other)


def _rearranged(one: Box, other: Box) -> bool:
    """Whether two boxes have the same parts in another order: nothing that deserves a line of its own."""
    signs = ("+", "-", "neg", "dot", "Paren", "round")
    first, second = (sorted(str(t) for t in _flat(box) if t not in signs) for box in (one, other))
    return first == second


def _flat(box: Box) -> list[object]:
    found: list[object] = []
    stack: list[object] = [box]
    while stack:
        item = stack.pop()
        if isinstance(item, Row):
            stack.extend(reversed(item.items))
        elif isinstance(item, Op):
            found.append("dot" if item.sign == "cdot" else item.sign)
        elif isinstance(item, tuple):
            found.append(len(item))
            stack.extend(reversed(item))
        elif hasattr(item, "__slots__"):
            found.append(type(item).__name__)
            stack.extend(getattr(item, slot) for slot in reversed(item.__slots__))
        else:
            found.append(item)
    return found


