"""`network`: a small neural network as a program, with its outputs, loss and gradients, and its training."""
from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..errors import OptionError, VariableError
from ..explaining.learning.network import explain, neurons
from ..explaining.page import Page
from ..language import Language, Text
from ..numbers.check import Check
from ..numbers.descent import Walk
from ..numbers.point import numbers
from ..reading import read
from ..reading.networks.program import Architecture, NetworkText, sizes_of
from ..reading.networks.weights import Layer, layers_of, samples_of
from ..reading.samples import Samples, of_columns
from ..solution.learning import BAD_RATE, Learning
from ..solution.network import NetworkStory, drawn, named, numbered, with_values
from ..solution.question import Question
from ..solution.solve import solve
from ..solution.stage import Story
from ..tree import Program
from .faces import Faces, spoken
from .learning import Learned, learn

if TYPE_CHECKING:
    from ..drawing.formats import NetworkView

NO_SAMPLES = Text("A network computes from inputs and compares with targets: give a row of each for every sample.",
                  "신경망은 입력으로 계산하고 목푯값과 견줍니다. 표본마다 inputs와 targets를 한 줄씩 주세요.")


LACKING = Text("There are no values for {names}.", "값이 없는 이름: {names}.")
HOW = Text("weights come from --weights FILE, --seed N or --at; inputs and targets from --data FILE or --at",
           "가중치는 --weights 파일, --seed N, --at으로, 입력과 목푯값은 --data 파일, --at으로 정합니다")
SPARE = Text("This network has nothing called {names}.", "이 신경망에 없는 이름: {names}.")


class Trained:
    """The way of a training: losses[k] and layers(k) are what k steps led to."""

    def __init__(self, story: NetworkStory, walk: Walk) -> None:
        self._story = story
        self._walk = walk

    @property
    def losses(self) -> list[float]:
        """The loss after every step, the start first."""
        return list(self._walk.losses)

    @property
    def stopped(self) -> str | None:
        """Why not every step was made; None where all were."""
        return None if self._walk.stop is None else self._walk.stop.cause

    @property
    def points(self) -> list[dict[str, float]]:
        """Every weight and bias by name, after every step."""
        return [dict(zip(self._story.text.parameters, point, strict=True)) for point in self._walk.points]

    def layers(self, step: int) -> list[dict[str, Any]]:
        """The weights after so many steps, as they were given: {"W": rows, "b": biases} for every layer."""
        point = dict(zip(self._story.text.parameters, self._walk.points[step], strict=True))
        return plain(self._story.shaped(point))

    def __len__(self) -> int:
        return len(self._walk.points) - 1

    def __repr__(self) -> str:
        return f"<chainrule training: {len(self)} steps, loss {self._walk.losses[-1]:.4g}>"


def _in_layers(text: NetworkText, at: Mapping[str, Any] | None, lang: Language) -> str:
    """A network's layers as columns, with the gradients of all its values where there are numbers."""
    from ..drawing.picture import Picture
    one = solve(Question(read(text.program), at=at))
    assert isinstance(one, Story)
    return Picture(one.stages[0], one.output_name)("layers").svg(lang)


class Drawn(Faces):
    """A network without numbers: its program, and what is called how."""

    def __init__(self, text: NetworkText) -> None:
        self._text = text

    @property
    def program(self) -> str:
        """The program of one sample."""
        return self._text.program

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """What the network is made of, and its program."""
        program = read(self._text.program)
        one = solve(Question(program, wrt=self._text.parameters[:1]))
        assert isinstance(one, Story)
        return explain(self._text, spoken(lang), detail, one=one)

    def to_svg(self, lang: Language | None = None, view: NetworkView = "units") -> str:
        """The network as a picture: every unit and every weight, or each layer as a column."""
        if view == "layers":
            return _in_layers(self._text, None, spoken(lang))
        from ..drawing.neurons import svg
        return svg(neurons(self._text, spoken(lang)))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The program, and the names in it, schema chainrule-network/1."""
        return described(self._text)


class Network(Faces):
    """A network with numbers: `program` is an ordinary program of one sample, which every other command reads. Its
    page explains the derivative by the weights in `wrt`, and one update with the learning rate `rate`."""

    def __init__(self, story: NetworkStory, wrt: Sequence[str] = (), rate: float = 0.5) -> None:
        self._story = story
        self._wrt = tuple(wrt)
        self._rate = rate

    @cached_property
    def _one(self) -> Story:
        """The loss at the first sample, by the weights that are told in full."""
        text = self._story.text
        one = solve(Question(read(text.program), wrt=self._wrt or text.parameters[:1], at=self._first))
        assert isinstance(one, Story)
        return one

    @property
    def _first(self) -> Mapping[str, Any]:
        """All numbers at the first sample, by name."""
        text = self._story.text
        return numbers({**self._story.values, **dict(zip(text.inputs, self._story.inputs[0], strict=True)),
                        **dict(zip(text.targets, self._story.targets[0], strict=True))}, {})

    @property
    def pictured(self) -> Story:
        """The facts of the loss at the first sample."""
        return self._one

    @property
    def check(self) -> Check:
        """What the numeric check of the weights in full found."""
        return self._one.check

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        return explain(self._story.text, spoken(lang), detail, self._story, self._one, self._rate)

    def to_svg(self, lang: Language | None = None, view: NetworkView = "units") -> str:
        """The network as a picture, with the values at the first sample: every unit and every weight, or each layer as
        a column, with gradients too."""
        if view == "layers":
            return _in_layers(self._story.text, self._first, spoken(lang))
        from ..drawing.neurons import svg
        return svg(neurons(self._story.text, spoken(lang), self._story))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The program, the names in it, outputs, loss and gradients, schema chainrule-network/1."""
        return {**described(self._story.text), "values": self.values, "outputs": self.outputs, "loss_value": self.loss,
                "gradients": self.gradients}

    @property
    def program(self) -> str:
        """The program of one sample: a line for every unit, then the loss."""
        return self._story.text.program

    @property
    def values(self) -> dict[str, float]:
        """Every weight, bias and constant by name."""
        return dict(self._story.values)

    @cached_property
    def outputs(self) -> list[list[float]]:
        """What the last layer gives, a row for each sample."""
        return [list(row) for row in self._story.outputs()]

    @cached_property
    def loss(self) -> float:
        """The loss over all samples, averaged as its row in the table of losses says."""
        return self._story.loss()

    @cached_property
    def gradients(self) -> list[dict[str, Any]]:
        """The derivatives of the loss, {"W": rows, "b": biases} for every layer, in the shape of the weights."""
        return plain(self._story.gradients())

    def train(self, rate: float = 0.1, steps: int = 100, method: str = "gradient",
              tick: Callable[[int], None] | None = None) -> Trained:
        """Gradient descent on all weights and biases."""
        pace = Learning(Question(Program(())), rate, steps, method).pace
        return Trained(self._story, self._story.train(pace, tick))

    def learn(self, rate: float = 0.1, steps: int = 100, method: str = "gradient") -> Learned:
        """The same training with everything that is told about it."""
        text = self._story.text
        rows = [(*one, *other) for one, other in zip(self._story.inputs, self._story.targets, strict=True)]
        data = {name: [row[k] for row in rows] for k, name in enumerate((*text.inputs, *text.targets))}
        return learn(text.program, wrt=text.parameters, at=self.values, rate=rate, steps=steps, method=method,
                     data=of_columns(data))

    def __repr__(self) -> str:
        sizes = "-".join(map(str, self._story.text.architecture.sizes))
        return f"<chainrule network: {sizes}, loss {self.loss:.4g}>"


def network(layers: str | Sequence[Any], activations: str | Sequence[str] = "sigmoid",
            loss: str = "half_squared_error", inputs: Any = None, targets: Any = None, seed: int = 0,
            bias: str = "each", penalty: str = "", strength: float = 0.01) -> Network:
    """A network of layers, each computing activation(W·x + b).

    layers       the weights: a dictionary with W (a row for each unit) and b for each layer; or sizes, "2-3-1" or
                 (2, 3, 1), whose weights the seed draws
    activations  one for every layer, or one for all: linear, sigmoid, tanh, relu, leaky_relu, softplus, gelu, exp,
                 softmax
    loss         half_squared_error (½Σ(t-o)², divided by the number of samples), squared_error, mean_squared_error
                 (over all entries), binary_cross_entropy, cross_entropy, gaussian_nll, poisson_nll, hinge, huber
    inputs       a row for each sample; `targets` too
    bias         "each" unit has its own, each "layer" one, or "none"
    penalty      "l2" or "l1": regularisation, with the factor `strength`

    Raises a ChainruleError for names that are not in these lists and for shapes that do not fit.
    """
    if inputs is None or targets is None:
        raise OptionError("usage", NO_SAMPLES)
    given, sizes = _layers(layers)
    if given is not None and not any(layer.biases for layer in given):
        bias = "none"
    elif given is not None:
        given = tuple(layer if layer.biases else Layer(layer.weights, (0.0,) * len(layer.weights)) for layer in given)
    asked = Architecture(sizes, (activations,) if isinstance(activations, str) else tuple(activations), loss, bias,
                         penalty, strength)
    return Network(numbered(asked, given, seed, samples_of(inputs, targets, (sizes[0], sizes[-1]))))


def with_names(text: NetworkText, point: Mapping[str, Any], samples: Samples | None,
               weights: tuple[tuple[Layer, ...] | None, int | None], wrt: Sequence[str], rate: float) -> Network:
    """A network whose values are given by name, by layers or by a seed, as the command line has them."""
    layers, seed = weights
    values = dict(text.constants)
    if seed is not None:
        values |= drawn(text, seed)
    if layers is not None:
        values |= named(text, layers)
    given = {name: float(value) for name, value in numbers(point, {}).items()}
    known = {*text.parameters, *text.inputs, *text.targets, *values}
    spare = [name for name in given if name not in known]
    if spare:
        raise VariableError("bad_variable", SPARE, facts={"names": ", ".join(spare)})
    values |= given
    columns = samples.columns if samples is not None else ()
    lacking = [name for name in (*text.parameters, *text.inputs, *text.targets)
               if name not in values and name not in columns]
    if lacking:
        raise VariableError("bad_variable", LACKING, facts={"names": ", ".join(lacking)}, hint=HOW)
    for name in wrt:
        if name not in text.parameters:
            raise VariableError("bad_variable", SPARE, facts={"names": name})
    rows = [dict(zip(columns, row, strict=True)) for row in samples.rows] if samples is not None else [{}]
    table = tuple(tuple(tuple({**values, **row}[name] for name in names) for row in rows)
                  for names in (text.inputs, text.targets))
    if not 0 < rate < math.inf:
        raise OptionError("usage", BAD_RATE, facts={"rate": rate})
    return Network(with_values(text, values, (table[0], table[1])), wrt, rate)


def _layers(given: str | Sequence[Any]) -> tuple[tuple[Layer, ...] | None, tuple[int, ...]]:
    """The weights, where there are any, and the sizes of the layers."""
    if isinstance(given, str):
        return None, sizes_of(given)
    if all(isinstance(each, int) for each in given):
        return None, tuple(given)
    found = layers_of(given)
    return found, (len(found[0].weights[0]), *(len(layer.weights) for layer in found))


def described(text: NetworkText) -> dict[str, Any]:
    """The program and the names as plain data."""
    a = text.architecture
    return {"schema": "chainrule-network/1", "sizes": list(a.sizes), "activations": list(a.activations),
            "loss": a.loss, "bias": a.bias, "penalty": a.penalty or None, "program": text.program,
            "names": {"inputs": list(text.inputs), "targets": list(text.targets), "outputs": list(text.outputs),
                      "weights": [[list(row) for row in rows] for rows in text.weights],
                      "biases": [list(row) for row in text.biases], "loss": text.loss}}


def plain(layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """Layers as lists of numbers."""
    return [{"W": [list(row) for row in layer.weights], "b": list(layer.biases)} for layer in layers]
