"""A network of matrices with numbers: outputs, loss and gradients of a whole batch, and the way of a training."""
from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from .. import limits
from ..errors import DomainError, TooLargeError
from ..graph.build import Built, build
from ..graph.holes import NoValue
from ..graph.shaped import ShapedGraph
from ..numbers.descent import Walk, descend
from ..numbers.matrices import passes
from ..numbers.matrices.given import Rows, as_declared, given_point
from ..numbers.matrices.objective import ShapedObjective
from ..numbers.moving import Pace
from ..numbers.objective import Values
from ..reading.networks.matrices import INPUT, OUTPUT, TARGET, BatchText
from ..reading.networks.weights import Layer, Row
from ..reading.shaped import read_shaped
from ..tree import Program
from .learning import TOO_LONG
from .matrices.names import names_of
from .matrices.solve import solve_shaped
from .matrices.story import MatrixStory
from .network import SPREAD, same_bias
from .question import Question

T = TypeVar("T")


@dataclass(frozen=True)
class BatchStory:
    """A network of matrices, the values of its weights and constants by name, and its samples."""

    text: BatchText
    values: Mapping[str, Any]
    program: Program
    built: Built
    objective: ShapedObjective
    names: dict[int, str]

    @cached_property
    def start(self) -> Values:
        """The entries of all parameters in a row."""
        return self.objective.row([self._rows(name) for name in self.text.parameters])

    @property
    def inputs(self) -> tuple[Row, ...]:
        """The samples."""
        return _table(self._rows(INPUT))

    @property
    def targets(self) -> tuple[Row, ...]:
        return _table(self._rows(TARGET))

    def outputs(self) -> tuple[Row, ...]:
        """What the last layer gives, a row for each sample. Raises DomainError where there is none."""
        return _table(self._named(OUTPUT))

    def losses(self) -> tuple[float, ...]:
        """The loss of every sample."""
        return tuple(row[0] for row in _table(self._named("E")))

    def loss(self) -> float:
        """The mean of the loss over the samples. Raises DomainError where it has no value."""
        return self.look()[0]

    def look(self) -> tuple[float, Values]:
        """The loss and its derivatives by all entries of all parameters. Raises DomainError."""
        return self._guarded(lambda: self.objective.look(self.start))

    def gradients(self) -> tuple[Layer, ...]:
        """The derivatives of the loss, shaped as the weights are."""
        return self.layers(self.look()[1])

    def layers(self, row: Values) -> tuple[Layer, ...]:
        """A row of entries as layers; a bias that a whole layer has stands there for every unit."""
        found, text = dict(zip(self.text.parameters, self.objective.parted(row), strict=True)), self.text
        made = []
        for k, name in enumerate(text.weights):
            weights = _table(found[name])
            biases = tuple(x for (x,) in _table(found[text.biases[k]])) if text.biases else ()
            made.append(Layer(weights, biases * len(weights) if len(biases) == 1 else biases))
        return tuple(made)

    def by_name(self, row: Values) -> dict[str, Any]:
        """A row of entries as rows of numbers by name."""
        shapes = dict(self.text.shapes)
        return {name: as_declared(rows, shapes[name]) for name, rows in
                zip(self.text.parameters, self.objective.parted(row), strict=True)}

    def train(self, pace: Pace, tick: Callable[[int], None] | None = None) -> Walk:
        """The way down from the weights. Raises TooLargeError for one that cannot be kept."""
        if pace.steps * len(self.start) > limits.TRAINED:
            raise TooLargeError("too_large", TOO_LONG, facts={"steps": pace.steps, "count": len(self.start),
                                                              "limit": limits.TRAINED})
        return self._guarded(lambda: descend(self.objective, self.start, pace, tick, every_gradient=False))

    def explained(self, wrt: Sequence[str] = ()) -> MatrixStory:
        """The derivatives by some of the weights (all) with everything that explains them."""
        sums = all(math.isclose(math.fsum(row), 1, abs_tol=1e-9) for row in self.targets)
        return explained(self.text, self.program, tuple(wrt) or self.text.parameters, sums, self.values)

    def _rows(self, name: str) -> Rows:
        node = self.built.inputs[name]
        return given_point(self._graph, [node], self.values)[0][node]

    @property
    def _graph(self) -> ShapedGraph:
        return self.objective.graph

    def _named(self, name: str) -> Rows:
        from ..graph.shaped_values import arrays
        node = next(i for i, own in self.built.names.items() if own == name)
        return arrays().nested(self._guarded(lambda: self.objective.values(self.start)[node]))

    def _guarded(self, compute: Callable[[], T]) -> T:
        try:
            return compute()
        except NoValue as none:
            raise self._refused(none) from None

    def _refused(self, none: NoValue) -> DomainError:
        return passes.refused(self._graph, none, self.names)


def explained(text: BatchText, program: Program, wrt: Sequence[str], sums: bool, at: Mapping[str, Any] | None = None
              ) -> MatrixStory:
    """The derivatives of the loss by these weights. Where every row of targets `sums` to 1, softmax with cross-entropy
    ends in O - T."""
    a = text.architecture
    if sums and a.activations[-1] == "softmax" and a.loss == "cross_entropy":
        assert program.shaped is not None
        program = replace(program, shaped=replace(program.shaped, facts=(f"{TARGET} probability",)))
    return solve_shaped(Question(program, wrt=tuple(wrt), at=at))


def program_of(text: BatchText) -> Program:
    """The program as it is read."""
    return read_shaped(text.program)


def with_values(text: BatchText, values: Mapping[str, Any]) -> BatchStory:
    """The network with a value for every weight and constant, X and T. Raises ShapeError where one does not fit."""
    program = program_of(text)
    built = build(program)
    graph = built.graph
    assert isinstance(graph, ShapedGraph)
    point, sizes = given_point(graph, [built.output], values)
    parameters = tuple(built.inputs[name] for name in text.parameters)
    names = names_of(graph, built.output, built.names, set(built.inputs) | set(built.names.values()))
    given = {node: rows for node, rows in point.items() if node not in parameters}
    return BatchStory(text, dict(values), program, built,
                      ShapedObjective(graph, built.output, parameters, given, sizes), names)


def drawn(text: BatchText, seed: int) -> dict[str, Any]:
    """Weights between -1 and 1 divided by the root of how many come into a unit; biases 0."""
    generator, shapes = random.Random(seed), dict(text.shapes)
    found: dict[str, Any] = {}
    for name in text.weights:
        rows, columns = map(int, shapes[name])
        found[name] = [[generator.uniform(-SPREAD, SPREAD) / columns ** 0.5 for _ in range(columns)]
                       for _ in range(rows)]
    for name in text.biases:
        found[name] = [0.0] * int(shapes[name][0]) if shapes[name] else 0.0
    return found


def named(text: BatchText, layers: Sequence[Layer]) -> dict[str, Any]:
    """The given weights by name."""
    found: dict[str, Any] = {}
    shapes = dict(text.shapes)
    for k, (name, layer) in enumerate(zip(text.weights, layers, strict=True)):
        found[name] = [list(row) for row in layer.weights]
        if text.biases:
            biases = layer.biases or (0.0,) * len(layer.weights)
            bias = text.biases[k]
            found[bias] = list(biases) if shapes[bias] else same_bias(biases, k + 1)
    return found


def _table(rows: Rows) -> tuple[Row, ...]:
    return tuple(map(tuple, rows)) if isinstance(rows, list) else ((float(rows),),)
