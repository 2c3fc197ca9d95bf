"""A network of matrices that is shown: W1, b1 … and whole batches."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..explaining.learning.batch_network import explain, neurons
from ..explaining.page import Page
from ..language import Language
from ..numbers.check import Check
from ..reading.networks.matrices import INPUT, OUTPUT, TARGET, BatchText
from ..solution.batch_network import BatchStory, explained, program_of
from ..solution.learning import pace_of
from ..solution.matrices.story import MatrixStory
from .faces import Faces, spoken
from .learning import learn
from .network_faces import Trained, in_layers, plain
from .shaped_learning import ShapedLearned

if TYPE_CHECKING:
    from ..drawing.formats import NetworkView


class DrawnBatch(Faces):
    """A network of matrices without numbers: its program, and its gradients by the weights in `wrt` (all), with a
    reason for every transpose."""

    def __init__(self, text: BatchText, wrt: Sequence[str] = ()) -> None:
        self._text = text
        self._wrt = tuple(wrt)

    @property
    def program(self) -> str:
        """The program of a batch, which every other command reads."""
        return self._text.program

    @cached_property
    def _one(self) -> MatrixStory:
        return explained(self._text, program_of(self._text), self._wrt or self._text.parameters, sums=True)

    @property
    def check(self) -> Check:
        """What the numeric check of the gradients found."""
        return self._one.check

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """What the network is made of, its program, and its gradients."""
        return explain(self._text, spoken(lang), detail, self._one)

    def to_svg(self, lang: Language | None = None, view: NetworkView = "units") -> str:
        """The units and weights as a picture. Raises OptionError for the view in layers, which is for scalars."""
        if view == "layers":
            return in_layers(self._one, spoken(lang))
        from ..drawing.neurons import svg
        return svg(neurons(self._text, spoken(lang)))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The program, the names in it, and the gradients that were asked for, schema chainrule-network/1."""
        return {**described(self._text), **(derivative(self._one, spoken(lang)) if self._wrt else {})}


class BatchNetwork(Faces):
    """A network of matrices with numbers: `program` is an ordinary program of a batch. Its page explains the derivative
    by the weights in `wrt` (all), and one update with the learning rate `rate`."""

    def __init__(self, story: BatchStory, wrt: Sequence[str] = (), rate: float = 0.5) -> None:
        self._story = story
        self._wrt = tuple(wrt)
        self._rate = rate

    @cached_property
    def _one(self) -> MatrixStory:
        return self._story.explained(self._wrt)

    @property
    def check(self) -> Check:
        """What the numeric check of the gradients found."""
        return self._one.check

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        return explain(self._story.text, spoken(lang), detail, self._one, self._story, self._rate)

    def to_svg(self, lang: Language | None = None, view: NetworkView = "units") -> str:
        """The units and weights as a picture. Raises OptionError for the view in layers, which is for scalars."""
        if view == "layers":
            return in_layers(self._one, spoken(lang))
        from ..drawing.neurons import svg
        return svg(neurons(self._story.text, spoken(lang)))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The program, the names in it, outputs, loss and gradients, schema chainrule-network/1."""
        return {**described(self._story.text), "values": self.values, "outputs": self.outputs, "loss_value": self.loss,
                "gradients": self.gradients, **(derivative(self._one, spoken(lang)) if self._wrt else {})}

    @property
    def program(self) -> str:
        """The program of a batch: shapes, a product and an activation for every layer, then the loss."""
        return self._story.text.program

    @property
    def values(self) -> dict[str, Any]:
        """Every matrix of weights, vector of biases and constant by name."""
        story = self._story
        return {**story.by_name(story.start), **dict(story.text.constants)}

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

    def learn(self, rate: float = 0.1, steps: int = 100, method: str = "gradient") -> ShapedLearned:
        """The same training with everything that is told about it."""
        found = learn(self.program, wrt=self._story.text.parameters, at=self._story.values, rate=rate, steps=steps,
                      method=method)
        assert isinstance(found, ShapedLearned)
        return found

    def __repr__(self) -> str:
        sizes = "-".join(map(str, self._story.text.architecture.sizes))
        return f"<chainrule network of matrices: {sizes}, loss {self.loss:.4g}>"


def described(text: BatchText) -> dict[str, Any]:
    """The program and the names as plain data."""
    a = text.architecture
    return {"schema": "chainrule-network/1", "as": "matrices", "sizes": list(a.sizes),
            "activations": list(a.activations), "loss": a.loss, "bias": a.bias, "penalty": a.penalty or None,
            "program": text.program,
            "names": {"inputs": [INPUT], "targets": [TARGET], "outputs": [OUTPUT], "weights": list(text.weights),
                      "biases": list(text.biases), "loss": text.loss},
            "shapes": {name: list(shape) for name, shape in text.shapes}}


def derivative(one: MatrixStory, lang: Language) -> dict[str, Any]:
    """The gradients by some of the weights, as the record of an explanation."""
    from ..render.shaped_json import record
    return {"derivative": record(one, lang)}
