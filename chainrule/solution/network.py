"""A network with numbers: its outputs, its loss, its gradients layer by layer, and the way that training takes it."""
from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import DomainError, OptionError
from ..graph import naming
from ..graph.build import Built, build
from ..graph.holes import NoValue
from ..language import Text
from ..numbers.descent import Walk, descend
from ..numbers.moving import Pace
from ..numbers.objective import Objective
from ..numbers.passes import refused
from ..numbers.point import numbers
from ..reading import read
from ..reading.networks.program import NetworkText
from ..reading.networks.weights import Layer, Row
from .question import Question
from .solve import solve
from .stage import Story

UNEQUAL = Text("With one bias for each layer its units have the same one; layer {layer} has {one} and {other}.",
               "층마다 편향이 하나이면 그 층의 노드는 편향이 모두 같습니다. {layer}번째 층의 편향: "
               "{one}, {other}.")
SPREAD = 1.0


@dataclass(frozen=True)
class NetworkStory:
    """A network, the values of its weights, and its samples.

    values   every weight, bias and constant by name
    names    what the nodes of the objective's graph are called
    """

    text: NetworkText
    values: Mapping[str, float]
    inputs: tuple[Row, ...]
    targets: tuple[Row, ...]
    built: Built
    objective: Objective
    names: dict[int, str]

    @property
    def start(self) -> tuple[float, ...]:
        """The values of the parameters, in their order."""
        return tuple(self.values[name] for name in self.text.parameters)

    def outputs(self) -> tuple[Row, ...]:
        """What the last layer gives, a row for each sample. Raises DomainError where there is none."""
        nodes = {name: node for node, name in self.built.names.items()}
        return tuple(tuple(float(values[nodes[o]]) for o in self.text.outputs) for values in self._forward())

    def first_values(self) -> dict[str, float]:
        """Every named value at the first sample. Raises DomainError where one has none."""
        values = self._forward()[0]
        inputs = {**dict(zip(self.text.inputs, self.inputs[0], strict=True)), **self.values}
        return {**inputs, **{name: float(values[node]) for node, name in self.built.names.items() if node in values}}

    def loss(self) -> float:
        """The mean of the loss over the samples. Raises DomainError where it has no value."""
        return self.look()[0]

    def gradients(self) -> tuple[Layer, ...]:
        """The derivatives of the loss, shaped as the weights are."""
        return self.layers(self.look()[1])

    def shaped(self, values: Mapping[str, float]) -> tuple[Layer, ...]:
        """Numbers by name as layers; a bias that a whole layer has stands there for every unit."""
        return tuple(Layer(tuple(tuple(values[w] for w in row) for row in rows), tuple(values[b] for b in biases))
                     for rows, biases in zip(self.text.weights, self.text.biases, strict=True))

    def layers(self, row: Sequence[float]) -> tuple[Layer, ...]:
        """The values of all parameters, in their order, as layers."""
        return self.shaped(self.by_name(row))

    def by_name(self, row: Sequence[float]) -> dict[str, float]:
        """The values of all parameters by name."""
        return dict(zip(self.text.parameters, row, strict=True))

    def train(self, pace: Pace, tick: Callable[[int], None] | None = None) -> Walk:
        """The way down from the weights."""
        try:
            return descend(self.objective, self.start, pace, tick)
        except NoValue as none:
            raise self._refused(none) from None

    def explained(self, wrt: Sequence[str] = ()) -> Story:
        """The loss at the first sample by some of the weights (the first one), with everything that explains it."""
        sample = {**dict(zip(self.text.inputs, self.inputs[0], strict=True)),
                  **dict(zip(self.text.targets, self.targets[0], strict=True))}
        at = numbers({**self.values, **sample}, {})
        found = solve(Question(read(self.text.program), wrt=tuple(wrt) or self.text.parameters[:1], at=at))
        assert isinstance(found, Story)
        return found

    def _forward(self) -> list[dict[int, float]]:
        try:
            return [self.objective.values(self.start, row) for row in self.objective.rows]
        except NoValue as none:
            raise self._refused(none) from None

    def look(self) -> tuple[float, tuple[float, ...]]:
        """The loss and its derivatives by all parameters. Raises DomainError."""
        try:
            return self.objective.look(self.start)
        except NoValue as none:
            raise self._refused(none) from None

    def _refused(self, none: NoValue) -> DomainError:
        return refused(none, self.names)


def symbolic(text: NetworkText, wrt: Sequence[str] = ()) -> Story:
    """The loss of one sample, without numbers, by some of the weights (the first one)."""
    found = solve(Question(read(text.program), wrt=tuple(wrt) or text.parameters[:1]))
    assert isinstance(found, Story)
    return found


def with_values(text: NetworkText, values: Mapping[str, float], samples: tuple[tuple[Row, ...], tuple[Row, ...]]
                ) -> NetworkStory:
    """The network with a value for every weight and constant."""
    built = build(read(text.program))
    inputs, targets = samples
    known = {built.inputs[name]: values[name] for name, _ in text.constants if name in built.inputs}
    columns = [built.inputs.get(name, -1) for name in (*text.inputs, *text.targets)]
    rows = tuple({**known, **{i: value for i, value in zip(columns, (*one, *other), strict=True) if i >= 0}}
                 for one, other in zip(inputs, targets, strict=True))
    parameters = tuple(built.inputs[name] for name in text.parameters)
    names = naming.name_nodes(built.graph, built.output, built.names, set(built.inputs) | set(built.names.values()),
                              None)
    return NetworkStory(text, dict(values), inputs, targets, built,
                        Objective(built.graph, built.output, parameters, rows), names)


def drawn(text: NetworkText, seed: int) -> dict[str, float]:
    """Weights between -1 and 1 divided by the root of how many come into a unit; biases 0."""
    generator = random.Random(seed)
    found: dict[str, float] = {}
    for rows, biases in zip(text.weights, text.biases, strict=True):
        for row in rows:
            found |= {name: generator.uniform(-SPREAD, SPREAD) / len(row) ** 0.5 for name in row}
        found |= dict.fromkeys(biases, 0.0)
    return found


def named(text: NetworkText, layers: Sequence[Layer]) -> dict[str, float]:
    """The given weights by name."""
    found: dict[str, float] = {}
    for number, (layer, rows, biases) in enumerate(zip(layers, text.weights, text.biases, strict=True), 1):
        for values, row in zip(layer.weights, rows, strict=True):
            found |= dict(zip(row, values, strict=True))
        given = layer.biases or (0.0,) * len(biases)
        if len(set(biases)) == 1 and given:
            found[biases[0]] = same_bias(given, number)
        elif biases:
            found |= dict(zip(biases, given, strict=True))
    return found


def same_bias(biases: Sequence[float], number: int) -> float:
    """The bias that all units of a layer have. Refuses different ones."""
    other = next((b for b in biases if b != biases[0]), None)
    if other is not None:
        raise OptionError("usage", UNEQUAL, facts={"layer": number, "one": biases[0], "other": other})
    return biases[0]
