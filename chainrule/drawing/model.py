"""What a picture shows: nodes, edges, and what is written on them; no coordinates."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Literal

from ..derivation.sweep import MERGED
from ..derivation.sweep import Edge as Arc
from ..errors import TooLargeError
from ..explaining.symbols import Symbols
from ..graph.evaluate import is_number
from ..graph.piecewise import value_places
from ..language import Language, Text
from ..notation.boxes import Box, Name, Num, Op, Row, Word
from ..notation.names import SUPERSCRIPTS
from ..notation.numbers import number
from ..notation.text import write
from ..records import record
from ..solution.stage import Stage
from .cases import MANY, case_label, has_cases
from .measure import width

LARGEST = 600  # nodes of a picture
PARTIAL_WIDTH = 8.5  # sizes of its letters: as wide may a partial on an edge be; of a wider one only the symbol
FORMULA_LENGTH = 40  # signs of a formula that is written beside a name in a terminal
CASES_WIDTH = 16.0  # the same of the cases that stand in a gate
BLOCK_WIDTH = 13.5  # the same of a formula that is written in a block; of a wider one only the name
TOO_MANY = Text("The graph has {count} nodes; a picture shows up to {limit}. Fewer are there with --of, --open none, "
                "or an intermediate value as --wrt.",
                "그래프의 노드가 {count}개입니다. 그림으로는 {limit}개까지 그립니다. --of, --open none을 쓰거나 중간 "
                "변수를 --wrt로 정하면 줄어듭니다.")
Role = Literal["partial", "gradient"]
NOTHING: tuple[Box | str, Role] = ("", "partial")
Kind = Literal["input", "constant", "gate", "block"]


@record
class Node:
    """One node: what stands in its circle or box (`label`), its name where that is another one, its numbers at the
    point (a Grid for a matrix), and of a vector or a matrix its shape, 3×2."""

    id: int
    kind: Kind
    name: str
    label: Box | str
    value: Box | str = ""
    gradient: Box | str = ""
    on_path: bool = False
    inside: int | None = None  # the definition that is open and to which the gate belongs
    formula: str = ""  # what it is computed from, in names; nothing where that is long
    shape: str = ""
    part: str = ""  # what a copy of a value is for: base, exponent

    @property
    def title(self) -> Box:
        """What stands beside its shape: its name, and what it is for."""
        name = Name(self.name)
        return Row((name, Word(f" ({self.part})"))) if self.part else name


@record
class Edge:
    """One edge, by the slot of the gate into which it goes; `label` is the partial, or the branch's own gradient."""

    source: int
    gate: int
    slot: int
    label: Box | str = ""
    role: Role = "partial"
    on_path: bool = False


@record
class Model:
    """A graph to be drawn, inputs first; `commutes` are the gates whose inputs may stand in any order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    output: int
    commutes: frozenset[int] = field(default_factory=frozenset)


def model(stage: Stage, language: Language = "en", marked: bool = True) -> Model:
    """The picture of a stage: without a point partials on the edges, with one values and gradients. `marked`: at the
    point the case that holds stands out in gates that tell cases apart.

    Raises TooLargeError for more than 600 nodes.
    """
    graph, symbols, swept = stage.graph, Symbols(stage), stage.sweep
    shown = _shown(stage)
    if len(shown) > LARGEST:
        raise TooLargeError("too_large", TOO_MANY, facts={"count": len(shown), "limit": LARGEST})
    asked = asked_edges(stage)
    frames = _frames(stage)
    nodes = [_node(stage, symbols, i, asked, frames) for i in sorted(shown) if graph.varies[i] or i == stage.output]
    apart = [i for i in shown if graph.varies[i] and has_cases(graph, i)
             and (i not in swept.blocks or graph.ops[i] == "cases")]
    apart = apart if len(apart) <= MANY else []
    edges: list[Edge] = []
    used: dict[int, int] = {}
    for gate in sorted(shown):
        for a in _operands(stage, gate).values():
            used[a] = used.get(a, 0) + 1
    for gate in sorted(shown):
        partials = {e.slot: e for e in swept.edges.get(gate, ())}
        for slot, a in _operands(stage, gate).items():
            e = partials.get(slot)
            label, role = NOTHING if e is None else _on_edge(stage, symbols, e, used[a] > 1)
            if e is not None and not label and marked and gate in apart:
                label, role = _at_case(stage, symbols, e)
            source = a
            if not graph.varies[a]:  # every use of a constant has a leaf of its own
                source = -1 - len(edges)
                nodes.append(replace(_node(stage, symbols, a, asked, frames), id=source, inside=frames.get(gate)))
            edges.append(Edge(source, gate, slot, label, role, (gate, slot) in asked))
    nodes = [_with_words(stage, symbols, node, apart, marked, language) for node in nodes]
    commutes = frozenset(i for i in shown if graph.ops[i] in ("sum", "product") or i in swept.blocks)
    return Model(tuple(sorted(nodes, key=lambda n: n.id)), tuple(edges), stage.output, commutes)


def _with_words(stage: Stage, symbols: Symbols, node: Node, apart: Sequence[int], marked: bool,
                language: Language) -> Node:
    """A node with the cases of its gate, or with what it is for in the gate that reads it."""
    graph, i = stage.graph, node.id
    if i in apart:
        label, condition = case_label(stage, symbols, i, marked)
        told = f"{node.formula} [{plain(condition)}]" if condition is not None and node.formula else node.formula
        return replace(node, label=label if width(label, 1) <= CASES_WIDTH else node.label, formula=told)
    if node.kind == "gate" and graph.ops[i] == "copy" and i not in stage.user_named:
        parts = [graph.rule(gate).places[slot] for gate in stage.sweep.function if graph.ops[gate] != "unknown"
                 for slot, a in enumerate(graph.args[gate]) if a == i and graph.rule(gate).places]
        return replace(node, part=parts[0].say(language)) if parts else node
    return node


def _at_case(stage: Stage, symbols: Symbols, edge: Arc) -> tuple[Box | str, Role]:
    """The partial that holds at the point: ∂u/∂x = −1."""
    assert stage.passes is not None
    partial = shown_number(stage.passes.partials[edge.gate, edge.slot])
    return (Row((symbols.edge(edge), Op("="), Num(partial))) if partial else ""), "partial"


def _shown(stage: Stage) -> set[int]:
    """The visible nodes; constants only where a gate takes them directly."""
    found = {stage.output}
    stack = [stage.output]
    while stack:
        for a in _operands(stage, stack.pop()).values():
            if a not in found:
                found.add(a)
                stack.append(a)
    return found


def _operands(stage: Stage, gate: int) -> dict[int, int]:
    """What goes into a gate, by slot: once for each value in sums, products, max and min; not the exponent in the sign
    of a power, and nothing into what is constant."""
    graph, swept = stage.graph, stage.sweep
    if not graph.varies[gate]:
        return {}
    operands = swept.operands(gate)
    if gate not in swept.blocks and graph.ops[gate] == "power":
        operands = operands[:1]
    found = dict(enumerate(operands))
    if gate not in swept.blocks and graph.ops[gate] == "cases":  # the numbers of a condition are read in the gate
        values = value_places(graph.cases(gate))
        found = {slot: a for slot, a in found.items() if graph.varies[a] or slot in values}
    if gate in swept.blocks or graph.ops[gate] in MERGED - {"cases"}:
        first: dict[int, int] = {}
        for slot, a in found.items():
            first.setdefault(a, slot)
        found = {slot: a for a, slot in first.items()}
    return found


def asked_edges(stage: Stage) -> set[tuple[int, int]]:
    """The edges on paths from the variables; none where all inputs are variables: then nothing stands out."""
    if len(stage.derivations) >= stage.depends_on:
        return set()
    return {(e.gate, e.slot) for d in stage.derivations for found in d.edges.values() for e in found}


def _frames(stage: Stage) -> dict[int, int]:
    """The gates of opened definitions, by gate: the definition they belong to."""
    found: dict[int, int] = {}
    for root in sorted(stage.user_named):
        if root in stage.sweep.blocks or root not in stage.sweep.visible:
            continue
        stack = [root]
        while stack:
            node = stack.pop()
            found.setdefault(node, root)
            stack += [a for a in stage.graph.args[node] if stage.graph.varies[a] and stage.graph.args[a]
                      and a not in stage.user_named and a not in found]
    return found


def _node(stage: Stage, symbols: Symbols, i: int, asked: set[tuple[int, int]], frames: dict[int, int]) -> Node:
    graph, passes = stage.graph, stage.passes
    on_path = any(gate == i or e.source == i for gate, slot in asked for e in stage.sweep.edges[gate] if e.slot == slot)
    if not graph.varies[i]:
        text = symbols.name(i) if i in stage.names else ""
        return Node(i, "constant", text, Name(text) if text else symbols.in_inputs(i)[0])
    value = shown_number(passes.forward.get(i)) if passes else ""
    gradient = shown_number(passes.adjoints.get(i)) if passes and i in stage.sweep.adjoints else ""
    if graph.ops[i] == "input":
        return Node(i, "input", symbols.name(i), symbols.label(i), value, gradient, on_path)
    name, formula = symbols.name(i), symbols.formula(i)
    written = plain(formula)
    told = written if len(written) <= FORMULA_LENGTH else ""
    if i in stage.sweep.blocks:
        label: Box | str = formula if fits(formula, written, BLOCK_WIDTH) else Name(name)
        return Node(i, "block", name, label, value, gradient, on_path, formula=told)
    return Node(i, "gate", name, _gate_sign(stage, i), value, gradient, on_path, frames.get(i), told)


def _gate_sign(stage: Stage, gate: int) -> Box | str:
    """What stands in a gate's circle."""
    graph = stage.graph
    op = graph.ops[gate]
    if op == "power":
        exponent = write(Symbols(stage).in_inputs(graph.args[gate][1])[0])
        raised = exponent.translate(SUPERSCRIPTS)
        return f"( ){raised}" if exponent.lstrip("-").isdigit() else f"^{exponent}"
    if op == "difference":
        return "−" if graph.signs(gate) == "+-" else "±"
    if op == "unknown":
        return graph.unknown(gate).name
    sign = graph.rule(gate).sign
    return Symbols(stage).formula(gate) if sign == "^" else sign or op


def _on_edge(stage: Stage, symbols: Symbols, edge: Arc, branching: bool) -> tuple[Box | str, Role]:
    """The partial, or at a point the gradient of one branch of several."""
    passes = stage.passes
    if passes is None:
        formula = symbols.partial(edge)[0]
        return (formula if fits(formula, write(formula), PARTIAL_WIDTH) else symbols.edge(edge)), "partial"
    partial = passes.partials[edge.gate, edge.slot]
    if not branching or not is_number(partial) or not is_number(passes.adjoints[edge.gate]):
        return "", "gradient"
    return shown_number(passes.adjoints[edge.gate] * partial), "gradient"


def fits(formula: Box, written: str, most: float) -> bool:
    """Whether a formula is no wider than so many sizes of its letters; a much longer one is not even measured."""
    return len(written) <= 4 * most and width(formula, 1) <= most


def identifier(node: int) -> str:
    """A node's number as a name for other programs; constants have numbers below 0."""
    return f"n{node}" if node >= 0 else f"c{-node}"


def words(node: Node, between: str) -> str:
    """What stands in a node where nothing can be placed freely: its sign or name, its shape, its value and gradient."""
    text = plain(node.label)
    alone = node.kind in ("input", "constant") or not node.name or text == node.name
    parts = [text if alone else f"{plain(node.title)}: {text}"]
    if node.shape:
        parts.append(node.shape)
    if node.value:
        parts.append(plain(node.value))
    if node.gradient:
        parts.append(f"∂ {plain(node.gradient)}")
    return between.join(parts)


def plain(label: Box | str) -> str:
    """A label as one line of text."""
    return label if isinstance(label, str) else write(label).replace("-", "−")


def shown_number(value: object) -> str:
    """A number as on the page, with a typographic minus."""
    return write(number(value)[0]).replace("-", "−") if is_number(value) else ""
