"""The picture of a program with vectors and matrices: shapes on the wires, linear maps on the edges."""
from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from ..errors import TooLargeError
from ..explaining.shapes.symbols import ShapedTelling, grid
from ..graph.shaped import ShapedGraph
from ..notation.boxes import ATOM, Box, Op, Ratio
from ..notation.names import SUPERSCRIPTS
from ..notation.shaped import label, write_shaped
from ..notation.text import write
from ..numbers.matrices.branches import branches
from ..numbers.matrices.given import Rows
from ..rules.shape import NUMBER, full
from ..solution.matrices.story import MatrixStory
from .model import (
    FORMULA_LENGTH,
    LARGEST,
    NOTHING,
    PARTIAL_WIDTH,
    TOO_MANY,
    Edge,
    Model,
    Node,
    Role,
    fits,
    plain,
    shown_number,
)

LARGEST_GRID, CORNER = 4, 2  # rows or columns of a matrix of numbers; of a larger one its corner
ON_EDGE = 3  # rows or columns of one that stands on an edge
SIGN_LENGTH = 14  # signs in a circle; of a longer sign the operation's name
PLACE = (Op("cdot"), ATOM)  # where an operand stands in a sign: ‖·‖


def shaped_model(story: MatrixStory) -> Model:
    """The picture: without a point what a change becomes on every edge, with one values and gradients.

    Raises TooLargeError for more than 600 nodes.
    """
    return _Drawn(story).model()


class _Drawn:
    def __init__(self, story: MatrixStory) -> None:
        self.story, self.graph = story, story.graph
        self.telling = ShapedTelling(story, "en", "full")
        self.words = {(each.edge.gate, each.edge.slot): each for each in story.locals}
        sweep = story.sweep
        apart = len(story.gradients) < len(self.graph.inputs([story.output]))  # else nothing stands out
        self.asked = {(e.gate, e.slot) for found in sweep.edges.values() for e in found} if apart else set()
        self.lit = {node for gate, slot in self.asked for node in (gate, self.graph.args[gate][slot])}

    def model(self) -> Model:
        graph, story = self.graph, self.story
        gates = [i for i in sorted(story.sweep.function) if graph.varies[i] or i == story.output]
        if len(gates) > LARGEST:
            raise TooLargeError("too_large", TOO_MANY, facts={"count": len(gates), "limit": LARGEST})
        used = Counter(a for gate in gates for a in set(graph.args[gate]))
        each = branches(story.sweep, story.passes) if story.passes is not None else {}
        nodes = [self._node(i) for i in gates]
        edges: list[Edge] = []
        for gate in gates:
            for slot, a in self._operands(gate):
                text, role = self._on_edge(gate, slot, each if used[a] > 1 else {})
                source = a
                if not graph.varies[a]:  # every use of a constant has a leaf of its own
                    source = -1 - len(edges)
                    nodes.append(replace(self._node(a), id=source))
                edges.append(Edge(source, gate, slot, text, role, (gate, slot) in self.asked))
        commutes = frozenset(i for i in gates if graph.ops[i] in ("sum", "product"))
        return Model(tuple(sorted(nodes, key=lambda n: n.id)), tuple(edges), story.output, commutes)

    def _operands(self, gate: int) -> list[tuple[int, int]]:
        """What goes into a gate, by slot; not the exponent in the sign of a power, and nothing into a constant."""
        args = self.graph.args[gate] if self.graph.varies[gate] else ()
        return list(enumerate(args[:1] if self.graph.ops[gate] == "power" else args))

    def _node(self, i: int) -> Node:
        graph, story, run = self.graph, self.story, self.story.passes
        shape = full(graph.shape(i)) if graph.shape(i) != NUMBER else ""
        if not graph.varies[i]:
            return Node(i, "constant", "", self.telling.name(i), shape=shape)
        value = _shown(run.forward.get(i)) if run is not None else ""
        gradient = _shown(run.adjoints.get(i)) if run is not None else ""
        if graph.ops[i] == "input":
            name = graph.name(i)
            return Node(i, "input", name, label(graph, i, name), value, gradient, i in self.lit, shape=shape)
        name = story.output_name if i == story.output else story.names.get(i, "")
        written = plain(self.telling.formula(i))
        told = written if len(written) <= FORMULA_LENGTH else ""
        return Node(i, "gate", name, sign(graph, i), value, gradient, i in self.lit, formula=told, shape=shape)

    def _on_edge(self, gate: int, slot: int, each: dict[tuple[int, int], Rows]) -> tuple[Box | str, Role]:
        """What a change of the input becomes, W·dx; at a point the gradient of one branch of several."""
        found = self.words.get((gate, slot))
        if self.story.passes is not None:
            return _shown(each.get((gate, slot)), ON_EDGE), "gradient"
        if found is None:
            return NOTHING
        formula = self.telling.difference(found)
        if fits(formula, write(formula), PARTIAL_WIDTH):
            return formula, "partial"
        short = Ratio(self.telling.name(gate), (self.telling.name(found.edge.source),))
        return (short if fits(short, write(short), PARTIAL_WIDTH) else ""), "partial"


def _shown(rows: Any, most: int = LARGEST_GRID) -> Box | str:
    """Numbers as a matrix, a large one by its corner; a single one as on the page."""
    if rows is None:
        return ""
    return grid(rows, largest=most, corner=CORNER) if isinstance(rows, list) else shown_number(rows)


def sign(graph: ShapedGraph, gate: int) -> Box | str:
    """What stands in a gate's circle: the operation with dots for its operands, or its sign."""
    op, rule = graph.ops[gate], graph.matrix_rule(gate)
    if rule is None:
        return _entrywise(graph, gate)
    kind, _, what = rule.form.partition(" ")
    if rule.sign or kind == "call":
        return rule.sign or what
    made = write_shaped(graph, gate, dict.fromkeys(graph.args[gate], PLACE))
    return made if len(write(made)) <= SIGN_LENGTH else op


def _entrywise(graph: ShapedGraph, gate: int) -> str:
    """The sign of an operation of the table of numbers: ∘ where two matrices are multiplied entry by entry."""
    op, args = graph.ops[gate], graph.args[gate]
    shaped = sum(a in graph.shapes for a in args)
    if op in ("product", "quotient") and shaped > 1:
        return "∘" if op == "product" else "⊘"
    if op == "power":
        exponent = write(write_shaped(graph, args[1], {}))
        raised = exponent.translate(SUPERSCRIPTS)
        return f"( ){raised}" if exponent.lstrip("-").isdigit() else f"^{exponent}"
    if op == "difference":
        return "−" if graph.signs(gate) == "+-" else "±"
    return graph.rule(gate).sign or op
