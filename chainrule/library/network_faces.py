"""A network that is shown: as a program, with outputs, loss and gradients, and its training."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..explaining.learning.network import explain, neurons
from ..explaining.page import Page
from ..language import Language
from ..numbers.check import Check
from ..numbers.descent import Walk
from ..reading import read
from ..reading.networks.program import NetworkText
from ..reading.networks.weights import Layer
from ..reading.samples import of_columns
from ..solution.batch_network import BatchStory
from ..solution.learning import pace_of
from ..solution.matrices.story import MatrixStory
from ..solution.network import NetworkStory, symbolic
from ..solution.question import Question
from ..solution.solve import solve
from ..solution.stage import Story
from .faces import Faces, spoken
from .learning import Learned, learn

if TYPE_CHECKING:
    from ..drawing.formats import NetworkView


class Trained:
    """The way of a training: losses[k] and layers(k) are what k steps led to."""

    def __init__(self, story: NetworkStory | BatchStory, walk: Walk) -> None:
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
    def points(self) -> list[dict[str, Any]]:
        """Every weight and bias by name, after every step."""
        return [self._story.by_name(point) for point in self._walk.points]

    def layers(self, step: int) -> list[dict[str, Any]]:
        """The weights after so many steps, as they were given: {"W": rows, "b": biases} for every layer."""
        return plain(self._story.layers(self._walk.points[step]))

    def __len__(self) -> int:
        return len(self._walk.points) - 1

    def __repr__(self) -> str:
        return f"<chainrule training: {len(self)} steps, loss {self._walk.losses[-1]:.4g}>"


def in_layers(facts: Story | MatrixStory, lang: Language) -> str:
    """A network's layers as columns. Raises OptionError for one of matrices."""
    from ..drawing.picture import Picture
    return Picture(facts.stages[0] if isinstance(facts, Story) else facts, facts.output_name)("layers").svg(lang)


class Drawn(Faces):
    """A network without numbers: its program, what is called how, and the derivatives by the weights in `wrt`."""

    def __init__(self, text: NetworkText, wrt: Sequence[str] = ()) -> None:
        self._text = text
        self._wrt = tuple(wrt)

    @cached_property
    def _one(self) -> Story:
        return symbolic(self._text, self._wrt)

    @property
    def pictured(self) -> Story | None:
        """The facts of the loss; None where no derivative was asked for."""
        return self._one if self._wrt else None

    @property
    def check(self) -> Check | None:
        """What the numeric check of the derivatives found; None where none was asked for."""
        return self._one.check if self._wrt else None

    @property
    def program(self) -> str:
        """The program of one sample."""
        return self._text.program

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """What the network is made of, its program, and the derivatives that were asked for."""
        return explain(self._text, spoken(lang), detail, self._one, bool(self._wrt))

    def to_svg(self, lang: Language | None = None, view: NetworkView = "units") -> str:
        """The network as a picture: every unit and every weight, or each layer as a column."""
        if view == "layers":
            one = solve(Question(read(self._text.program)))
            assert isinstance(one, Story)
            return in_layers(one, spoken(lang))
        from ..drawing.neurons import svg
        return svg(neurons(self._text, spoken(lang)))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The program, the names in it, and the derivatives that were asked for, schema chainrule-network/1."""
        return {**described(self._text), **(derivative(self._one, spoken(lang)) if self._wrt else {})}


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
        return self._story.explained(self._wrt)

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
        return explain(self._story.text, spoken(lang), detail, self._one, True, self._story, self._rate)

    def to_svg(self, lang: Language | None = None, view: NetworkView = "units") -> str:
        """The network as a picture, with the values at the first sample: every unit and every weight, or each layer as
        a column, with gradients too."""
        if view == "layers":
            text = self._story.text
            return in_layers(self._story.explained((*text.inputs, *text.parameters, *text.targets)), spoken(lang))
        from ..drawing.neurons import svg
        return svg(neurons(self._story.text, spoken(lang), self._story))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The program, the names in it, outputs, loss and gradients, schema chainrule-network/1."""
        return {**described(self._story.text), "values": self.values, "outputs": self.outputs, "loss_value": self.loss,
                "gradients": self.gradients, **(derivative(self._one, spoken(lang)) if self._wrt else {})}

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
        return Trained(self._story, self._story.train(pace_of(rate, steps, method), tick))

    def learn(self, rate: float = 0.1, steps: int = 100, method: str = "gradient") -> Learned:
        """The same training with everything that is told about it."""
        text = self._story.text
        rows = [(*one, *other) for one, other in zip(self._story.inputs, self._story.targets, strict=True)]
        data = {name: [row[k] for row in rows] for k, name in enumerate((*text.inputs, *text.targets))}
        found = learn(text.program, wrt=text.parameters, at=self.values, rate=rate, steps=steps, method=method,
                      data=of_columns(data))
        assert isinstance(found, Learned)
        return found

    def __repr__(self) -> str:
        sizes = "-".join(map(str, self._story.text.architecture.sizes))
        return f"<chainrule network: {sizes}, loss {self.loss:.4g}>"


def described(text: NetworkText) -> dict[str, Any]:
    """The program and the names as plain data."""
    a = text.architecture
    return {"schema": "chainrule-network/1", "as": "scalars", "sizes": list(a.sizes),
            "activations": list(a.activations), "loss": a.loss, "bias": a.bias, "penalty": a.penalty or None,
            "program": text.program,
            "names": {"inputs": list(text.inputs), "targets": list(text.targets), "outputs": list(text.outputs),
                      "weights": [[list(row) for row in rows] for rows in text.weights],
                      "biases": [list(row) for row in text.biases], "loss": text.loss}}


def derivative(one: Story, lang: Language) -> dict[str, Any]:
    """The derivatives by some of the weights, as the record of an explanation."""
    from ..render.json import record
    return {"derivative": record(one, lang)}


def plain(layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """Layers as lists of numbers."""
    return [{"W": [list(row) for row in layer.weights], "b": list(layer.biases)} for layer in layers]
