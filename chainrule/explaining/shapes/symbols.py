"""How the nodes of a story with shapes are written: names, differentials, gradients, grids of numbers."""
from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...derivation.paths import Derivation
from ...derivation.substitute import SUBSTITUTED_SIZE
from ...graph.naming import free
from ...language import Language, Text
from ...notation.boxes import ATOM, Box, Colour, Grid, Name, Op, Paren, Ratio, Row, Written
from ...notation.numbers import is_rounded, number
from ...notation.shaped import is_long, label, write_shaped
from ...numbers.matrices.given import Rows
from ...rules.shape import NUMBER, Shape, full, said
from ...solution.matrices.locals import Local
from ...solution.matrices.story import Gradient, Jacobian, MatrixStory
from ..page import Parts, sentence

LARGEST_GRID = 6  # rows or columns that are shown; larger ones are shown by their corner
CORNER = 3
NOISE = 1e-15  # of the largest entry: what rounding leaves of 0
ROUNDED = 200  # entries that are looked at
A_NUMBER = Text("number", "수")


@dataclass(frozen=True)
class ShapedTelling:
    """A story with shapes, the language in which it is told, and the detail: brief, normal or full."""

    story: MatrixStory
    language: Language
    detail: str = "normal"

    def say(self, text: Text, **facts: object) -> str:
        """Words without formulas."""
        return text.say(self.language, **facts)

    def sentence(self, text: Text, **facts: object) -> Parts:
        """Words with formulas among them."""
        return sentence(text, self.language, **facts)  # type: ignore[arg-type]

    @cached_property
    def leaves(self) -> dict[int, Written]:
        """Every node that has a name, by it."""
        story, graph = self.story, self.story.graph
        return {node: (label(graph, node, name), ATOM) for node, name in story.names.items()
                if self.detail != "brief" or node in story.user_named}

    def name(self, node: int) -> Box:
        """A node by its name; one that has none as it is written."""
        graph = self.story.graph
        if node == self.story.output:
            return label(graph, node, self.story.output_name)
        if graph.ops[node] == "input":
            return label(graph, node, graph.name(node))
        return self.leaves[node][0] if node in self.leaves else write_shaped(graph, node, self.leaves)

    def called(self, node: int) -> str:
        """The name of a node; nothing where it has none."""
        graph = self.story.graph
        return graph.name(node) if graph.ops[node] == "input" else self.story.names.get(node, "")

    def formula(self, node: int) -> Box:
        """What a node is made of, in the names of others."""
        return write_shaped(self.story.graph, node, self.leaves)

    def in_names(self, node: int) -> Box:
        """A derivative, in the names of the function's values; a long one in those of the gradients before it, too."""
        graph = self.story.graph
        if node in self.leaves or not is_long(graph, node, self.leaves, SUBSTITUTED_SIZE):
            return write_shaped(graph, node, self.leaves, open_root=False)
        return write_shaped(graph, node, ChainMap(self._come, self.leaves))

    @cached_property
    def _come(self) -> dict[int, Written]:
        """What comes back to every node that has a name, by ∂L/∂q."""
        sweep, args = self.story.sweep, self.story.graph.args
        return {sweep.adjoints[node]: (self.come(node), ATOM) for node in sweep.order
                if node in self.leaves and args[sweep.adjoints[node]]}

    @cached_property
    def _own(self) -> dict[int, Written]:
        return {k: v for k, v in self.leaves.items() if k in self.story.user_named}

    def best(self, derived: Derivation) -> Box:
        """A derivative in the names that the user gave; one that would be long in all names."""
        if self.story.graph.size(derived.shown) > SUBSTITUTED_SIZE:
            return self.in_names(derived.answer)
        return write_shaped(self.story.graph, derived.shown, self._own, open_root=False)

    def in_inputs(self, node: int) -> Box:
        """A node in the inputs alone."""
        return write_shaped(self.story.graph, node, {})

    def ratio(self, node: int) -> Box:
        """∂L/∂x."""
        story, graph = self.story, self.story.graph
        of = label(graph, story.output, story.output_name)
        return Ratio(of, (self.name(node),), True)

    def change(self, node: int) -> Box:
        """dx; d(xᵀ) of what is no name."""
        name = self.name(node)
        return Row((Op("d"), name if isinstance(name, Name) else Paren(name)))

    @cached_property
    def _used(self) -> set[str]:
        story, graph = self.story, self.story.graph
        return {*story.names.values(), *(graph.name(i) for i in graph.inputs([story.output]))}

    @cached_property
    def big(self) -> str:
        """What comes back and has a shape: G, unless the program has one."""
        return free(("G", "H", "F", "Q"), self._used)

    @cached_property
    def small(self) -> str:
        """What comes back and is a number: g, unless the program has one."""
        return free(("g", "h", "k"), self._used)

    def upstream(self, local: Local) -> Box:
        """What comes back to a gate: G, or g where that is a number."""
        graph = self.story.graph
        return label(graph, local.upstream, self.small if graph.shape(local.upstream) == NUMBER else self.big)

    def come(self, node: int) -> Box:
        """What comes back to a node: ∂L/∂q, or at an output with a shape the seed."""
        story = self.story
        if story.graph.shape(story.output) == NUMBER and story.direction is None:
            return self.ratio(node)
        if node == story.output:
            return self.name(story.sweep.seed)
        return Row((Name(self.big), Paren(self.name(node))))

    def difference(self, local: Local) -> Box:
        """What the gate changes by: W·dx."""
        return self._local(local, local.forward)

    def back(self, local: Local) -> Box:
        """What comes back to the source, in terms of what came to the gate: Wᵀ·G."""
        return self._local(local, local.back)

    def back_named(self, local: Local) -> Box:
        """The same with ∂L/∂q in the place of G."""
        return write_shaped(self.story.graph, local.back, self.come_leaves(local), open_root=False)

    def come_leaves(self, local: Local) -> Mapping[int, Written]:
        """What stands for what: every name, and ∂L/∂q for what comes to the gate."""
        return ChainMap({local.upstream: (self.come(local.edge.gate), ATOM)}, self.leaves)

    def rule(self, gradient: Gradient, found: Jacobian) -> Box:
        """What the output changes by in terms of the variable's change: dW·x."""
        leaves = ChainMap({found.change: (self.change(gradient.node), ATOM)}, self.leaves)
        return write_shaped(self.story.graph, found.forward, leaves, open_root=False)

    def local_leaves(self, local: Local) -> Mapping[int, Written]:
        """What stands for what: every name, dx for the change, G for what comes back."""
        return ChainMap({local.change: (self.change(local.edge.source), ATOM),
                         local.upstream: (self.upstream(local), ATOM)}, self.leaves)

    def _local(self, local: Local, node: int) -> Box:
        return write_shaped(self.story.graph, node, self.local_leaves(local), open_root=False)

    def shape(self, shape: Shape) -> str:
        """3×2, or in words that it is a number."""
        return self.say(A_NUMBER) if shape == NUMBER else full(shape)

    def short(self, shape: Shape) -> str:
        """3×2; a vector by its length."""
        return self.say(A_NUMBER) if shape == NUMBER else said(shape)


def equals(rows: Rows) -> Op:
    """≈ where a number is shown rounded."""
    entries = [x for row in rows for x in row] if isinstance(rows, list) else [rows]
    return Op("≈" if any(map(is_rounded, entries[:ROUNDED])) else "=")


def without_noise(rows: Rows) -> Rows:
    """Computed doubles without those that are nothing but rounding beside the largest of them."""
    if not isinstance(rows, list):
        return rows
    most = max((abs(float(x)) for row in rows for x in row), default=0.0)
    return [[0.0 if type(x) is float and abs(x) < NOISE * most else x for x in row] for row in rows]


def grid(rows: Rows, role: str = "", largest: int = LARGEST_GRID, corner: int = CORNER) -> Box:
    """Numbers as a matrix; one with more than `largest` rows or columns by its corner."""
    rows = without_noise(rows) if role else rows
    if not isinstance(rows, list):
        box = number(rows)[0]
        return Colour(box, role) if role else box
    tall, wide = len(rows), len(rows[0])
    across, down = corner if wide > largest else wide, corner if tall > largest else tall
    lines = [[number(x)[0] for x in row[:across]] for row in rows[:down]]
    if wide > largest:
        lines = [[*line, Op("⋯"), number(row[-1])[0]] for line, row in zip(lines, rows, strict=False)]
    if tall > largest:
        last = [number(x)[0] for x in rows[-1][:across]]
        if wide > largest:
            last += [Op("⋯"), number(rows[-1][-1])[0]]
        lines += [[Op("⋮")] * len(last), last]
    box = Grid(tuple(map(tuple, lines)))
    return Colour(box, role) if role else box

