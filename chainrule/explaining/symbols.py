"""How the nodes of one stage are called in formulas: their names, the derivatives' symbols, d or ∂."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from ..derivation.paths import READABLE_SIZE, Derivation
from ..derivation.substitute import HIGHER_SIZE, SUBSTITUTED_SIZE
from ..derivation.sweep import Edge
from ..derivation.tidy_shapes import arranged
from ..notation import primes
from ..notation.boxes import ATOM, Box, Name, Op, Ratio, Row, Written
from ..notation.write import names_in, size_to, written
from ..solution.stage import Stage

LARGEST_STEP = 120  # signs of a formula on the way to the answer that is still shown
CONDITION_SIZE = 16  # longer sides of a condition keep the names of intermediate values
_OWN_VALUE = re.compile(r"\by\b")


class Symbols:
    """Names and symbols for the nodes of a stage. For a page formulas are `cut`: endless rows lack their middle."""

    def __init__(self, stage: Stage, *, cut: bool = False) -> None:
        self.stage = stage
        self.cut = cut
        self.graph = stage.graph
        self._alone = self._undivided()
        self._leaves: dict[int, dict[int, Written]] = {}  # by gate
        self._used: dict[tuple[int, int], dict[int, Written]] = {}  # by gate and slot
        self.constants = {i: self.leaf(i) for i in stage.user_named if not self.graph.varies[i]}

    def _undivided(self) -> set[int]:
        """Nodes that the output depends on alone, so that d is written and not ∂: every path from an input to the
        output leads through them. Going down from the output, such a node is the only one still to be visited."""
        graph, output = self.graph, self.stage.output
        alone: set[int] = set()
        waiting = {output}
        for node in sorted(self.stage.sweep.function, reverse=True):
            if node not in waiting:
                continue
            if len(waiting) == 1:
                alone.add(node)
            waiting.remove(node)
            if graph.ops[node] == "input":
                break  # a path has ended: nothing below lies on all of them
            waiting.update(a for a in graph.args[node] if graph.varies[a])
        return alone

    @cached_property
    def names(self) -> dict[int, str]:
        """What every node with a name is called, the inputs too."""
        graph = self.graph
        return {**{i: graph.name(i) for i in self.stage.sweep.function if graph.ops[i] == "input"},
                **self.stage.names}

    def name(self, node: int) -> str:
        return self.stage.names.get(node) or self.graph.name(node)

    def function(self, gate: int) -> str:
        """What a gate is called as a function of its inputs: h = f(g) is f."""
        return self.graph.unknown(gate).name if self.graph.ops[gate] == "unknown" else self.name(gate)

    def label(self, node: int) -> Box:
        return Name(self.name(node))

    def leaf(self, node: int) -> Written:
        return self.label(node), ATOM

    def edge(self, edge: Edge) -> Box:
        """∂gate/∂source, with d where the gate has one varying input."""
        inputs = {a for a in self.operands(edge.gate) if self.graph.varies[a]}
        if self.primed and len(inputs) == 1:
            return primes.applied(self.function(edge.gate), self.label(edge.source))
        curly = len(inputs) > 1 or edge.gate == self.stage.output and self._is_partial(edge.source)
        ratio = Ratio(self.label(edge.gate), (self.label(edge.source),), curly)
        if edge.gate == self.stage.output and ratio == self.total(edge.source) and self._reached_twice(edge.source):
            return self.barred(edge)
        return ratio

    def barred(self, edge: Edge) -> Ratio:
        """∂gate/∂source|u: the local partial, with what is held constant."""
        inputs = sorted({a for a in self.operands(edge.gate) if self.graph.varies[a]})
        held = tuple(self.label(a) for a in inputs if a != edge.source)
        return Ratio(self.label(edge.gate), (self.label(edge.source),), len(inputs) > 1, held)

    def operands(self, gate: int) -> tuple[int, ...]:
        """What a gate is made of."""
        return self.stage.sweep.operands(gate)

    def _reached_twice(self, node: int) -> bool:
        """Whether a node reaches the output by more than the edge into it, so that ∂f/∂node means two things."""
        return len({e.gate for e, _ in self.stage.sweep.terms.get(node, ())}) > 1

    def total(self, node: int) -> Box:
        """∂output/∂node: d where the output depends on that node alone, or on nothing."""
        if self.primed and self.graph.ops[node] == "input":
            return self._of_variable(self.stage.output, node)
        return Ratio(self.label(self.stage.output), (self.label(node),),
                     self._is_partial(node) or node not in self._alone and self.stage.depends_on > 0)

    def _is_partial(self, node: int) -> bool:
        """Whether ∂ is written for a derivative by this input though the output depends on it alone: ∂g/∂x of
        g = ∂f/∂y is one of several, since f is a function of several variables."""
        return bool(self.stage.wrt) and self.stage.depends_on > 1 and self.graph.ops[node] == "input"

    def tangent(self, node: int, variable: int, *, curly: bool) -> Box:
        """∂node/∂variable."""
        if self.primed:
            return self._of_variable(node, variable)
        return Ratio(self.label(node), (self.label(variable),), curly)

    @property
    def primed(self) -> bool:
        """Whether derivatives are written with primes: there must be one variable."""
        return self.stage.notation == "prime" and self.stage.depends_on == 1

    def _of_variable(self, node: int, variable: int) -> Box:
        """(f∘u)′(x): the functions of one variable that the node is composed of; df/dx where they are too many."""
        names: list[str] = []
        while node != variable and len(names) <= primes.LONGEST:
            names.append(self.function(node))
            below = {a for a in self.operands(node) if self.graph.varies[a]}
            if len(below) != 1:
                break
            node = below.pop()
        if 0 < len(names) <= primes.LONGEST:
            return primes.composed(names, self.label(variable))
        return Ratio(Name(names[0]) if names else self.label(variable), (self.label(variable),), False)

    def leaves(self, edge: Edge) -> Mapping[int, Written]:
        """What a partial is written in: the gate's inputs, and its own value where its rule says so."""
        known = self._leaves.get(edge.gate)
        if known is None:
            known = self._leaves[edge.gate] = self._leaves_of(edge.gate)
        return known

    def _leaves_of(self, gate: int) -> dict[int, Written]:
        graph = self.graph
        leaves = dict(self.constants)
        for a in self.operands(gate):
            if a in self.stage.names or graph.ops[a] == "input":
                leaves[a] = self.leaf(a)
        if gate in self.stage.sweep.blocks:
            return leaves
        rule = graph.rule(gate)
        if any(_OWN_VALUE.search(p) for p in rule.partials):
            leaves[gate] = self.leaf(gate)
        return leaves

    def formula(self, gate: int) -> Box:
        """A gate's own formula in the names of its inputs."""
        return self._written(gate, self._gate_leaves(gate))[0]

    def _gate_leaves(self, gate: int) -> dict[int, Written]:
        leaves = dict(self.constants)
        leaves.update({a: self.leaf(a) for a in self.operands(gate) if a in self.stage.names})
        return leaves

    def with_numbers(self, gate: int, values: Mapping[int, Written]) -> Box:
        """A gate's formula with the numbers of its inputs put in."""
        leaves = {a: values[a] if a in values else self.leaf(a)
                  for a in self.operands(gate) if self.graph.varies[a]}
        return self._written(gate, leaves)[0]

    def partial(self, edge: Edge) -> Written:
        """A local partial in node names."""
        leaves = self.leaves(edge)
        return self._written(edge.partial.formula, leaves, open_root=edge.partial.formula not in leaves)

    def result_leaves(self, derivation: Derivation) -> dict[int, Written]:
        """The names that the partials of a derivation use: a tidied product is written in the same ones."""
        used: dict[int, Written] = dict(self.constants)
        for found in derivation.edges.values():
            for edge in found:
                used.update(self.names_of(edge))
        return used

    def names_of(self, edge: Edge) -> dict[int, Written]:
        """The names that one partial is written with."""
        key = edge.gate, edge.slot
        known = self._used.get(key)
        if known is None:
            leaves, node = self.leaves(edge), edge.partial.formula
            stops = names_in(self.graph, node, leaves, open_root=node not in leaves)
            known = self._used[key] = {i: leaves[i] for i in stops}
        return known

    def renamed(self, edges: Iterable[Edge], leaves: Mapping[int, Written]) -> tuple[Row, ...]:
        """Values that a partial spells out and a product of partials, written with these names, calls by name."""
        found: dict[int, None] = {}
        for edge in edges:
            own, _ = self.graph.down_to(edge.partial.formula, self.leaves(edge))
            if edge.partial.formula not in self.leaves(edge):
                found.update(dict.fromkeys(i for i in own if i in leaves and self.graph.args[i]))
        return tuple(Row((self.label(i), Op("="), self.formula(i))) for i in sorted(found))

    def _written(self, node: int, leaves: Mapping[int, Written], *, open_root: bool = True) -> Written:
        return written(self.graph, node, leaves, open_root=open_root, cut=self.cut)

    def equation(self, node: int) -> Row:
        """u = x²: a value and what it stands for in the inputs."""
        return Row((self.label(node), Op("="), self.in_inputs(node)[0]))

    def in_names(self, node: int, leaves: dict[int, Written]) -> Written:
        if node not in leaves and self.graph.size(node) > SUBSTITUTED_SIZE and \
                size_to(self.graph, node, leaves) > SUBSTITUTED_SIZE:
            return self.in_terms(node)
        return self._arranged(node, leaves)

    def in_inputs(self, node: int) -> Written:
        """A formula with every intermediate name put back; in names where that would be too long to read."""
        if self.graph.size(node) > SUBSTITUTED_SIZE:
            return self.in_terms(node)
        return self._written(node, self.constants)

    def result(self, node: int) -> Written:
        """As in_inputs, for what chainrule has found: without the parentheses that putting names back leaves."""
        if not self.is_short(node):
            return self.in_terms(node)
        return self._arranged(node, self.constants)

    def _arranged(self, node: int, leaves: dict[int, Written]) -> Written:
        tidy = node if node in leaves else arranged(self.graph, node, leaves)
        return self._written(tidy, leaves, open_root=tidy not in leaves)

    def condition(self, node: int) -> Written:
        """A side of a condition: in the inputs, or where that is long in the names that stand on the page."""
        if self.graph.size(node) <= CONDITION_SIZE:
            return self.result(node)
        return self._arranged(node, self._given)

    @cached_property
    def _given(self) -> dict[int, Written]:
        """The names that the user gave; where there are none, all."""
        return {i: self.leaf(i) for i in self.stage.user_named or self.seen}

    @cached_property
    def seen(self) -> list[int]:
        """The nodes with names that stand on the page: those inside blocks do not."""
        return [i for i in self.stage.names if i in self.stage.sweep.visible]

    def best(self, derivation: Derivation) -> Written:
        """The answer as it is read best: in the inputs, or where that is long in the names that the user gave."""
        if self.is_plain(derivation):
            return self.result(derivation.final)
        return self.in_user_names(derivation.shown)

    def in_user_names(self, node: int) -> Written:
        """A formula in the names that the user gave."""
        return self.in_names(node, {i: self.leaf(i) for i in self.stage.user_named - {self.stage.output}})

    def tidied(self, derivation: Derivation) -> Written:
        """The tidied answer where it is the first of the steps that made it shorter; otherwise the answer."""
        return self.result(derivation.tidied) if self.shows_steps(derivation) else self.best(derivation)

    def shows_steps(self, derivation: Derivation) -> bool:
        """Whether the rewritings that made the answer shorter are shown: they are written in the inputs."""
        return bool(derivation.steps) and self.is_plain(derivation) and \
            self.graph.size(derivation.tidied) <= LARGEST_STEP

    def is_plain(self, derivation: Derivation) -> bool:
        """Whether the answer is written in the inputs."""
        if derivation.named:
            return False
        return not self.stage.user_named - {self.stage.output} or \
            self.graph.size(derivation.final) <= READABLE_SIZE and not self._unknown_partial(derivation)

    def _unknown_partial(self, derivation: Derivation) -> bool:
        """Whether the answer holds ∂f/∂x of an unknown function, which needs the name x."""
        graph = self.graph
        return "unknown" in graph.ops and any(
            graph.ops[i] == "unknown" and len(graph.unknown(i).orders) > 1 and any(graph.unknown(i).orders)
            for i in graph.cone([derivation.final]))

    def in_terms(self, node: int) -> Written:
        """A formula in node names and in the gradients ∂f/∂u of nodes: short however shared the graph is."""
        return self._written(node, self._terms)

    def is_short(self, node: int) -> bool:
        """Whether a formula can be written with every intermediate name put back."""
        return self.graph.size(node) <= (HIGHER_SIZE if self.stage.wrt else SUBSTITUTED_SIZE)

    @cached_property
    def _terms(self) -> dict[int, Written]:
        leaves = {i: self.leaf(i) for i in self.seen}
        for node, adjoint in self.stage.sweep.adjoints.items():
            if adjoint not in leaves and self.graph.args[adjoint]:
                leaves[adjoint] = (self.total(node), ATOM)
        return leaves
