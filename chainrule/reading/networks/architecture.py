"""What a network is made of: sizes, activations, loss, biases, regularisation; and what cannot be one."""
from __future__ import annotations

import re

from ... import limits
from ...errors import OptionError
from ...language import Text
from ...records import record
from ...rules.losses import LOSSES, PENALTIES
from .activations import ACTIVATIONS

NO_ACTIVATION = Text("There is no activation {name}; there are: {known}.",
                     "{name} 활성화 함수는 없습니다. 있는 것: {known}.")
NO_LOSS = Text("There is no loss {name}; there are: {known}.", "{name} 손실 함수는 없습니다. 있는 것: {known}.")
NO_BIAS = Text("Biases are {known}, not {name}.", "편향은 {known} 가운데 하나여야 합니다. 받은 값: {name}")
NO_PENALTY = Text("There is no regularisation {name}; there are: {known}.",
                  "{name} 정칙화는 없습니다. 있는 것: {known}.")
COUNT = Text("{count} activations for {layers} layers behind the inputs: give one for each, or one for all.",
             "입력층 다음의 층은 {layers}개인데 활성화 함수는 {count}개입니다. 층마다 하나씩, 또는 하나만 적어 주세요.")
SIZES = Text("The sizes of the layers are two or more whole numbers such as 2-3-1, not {given}.",
             "층의 크기는 2-3-1처럼 둘 이상의 양의 정수로 적습니다. 받은 값: {given}")
NOT_FOR = Text("{loss} takes the logarithm of probabilities: its output layer is {needs}, not {given}.",
               "{loss} 손실은 확률의 로그를 쓰므로 출력층이 {needs}이어야 합니다. 받은 값: {given}")
ONE_OUTPUT = Text("Softmax over one output is always 1: take sigmoid, or two outputs.",
                  "출력이 하나인 소프트맥스의 값은 늘 1입니다. 시그모이드를 쓰거나 출력을 둘로 하세요.")
BIASES = ("each", "layer", "none")


@record
class Architecture:
    """What a network is made of.

    sizes        units in every layer, the inputs first
    activations  of every layer behind the inputs
    bias         "each" unit has its own, each "layer" one for all its units, or "none"
    penalty      "l1", "l2", or "" for none; `strength` is its factor
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    bias: str = "each"
    penalty: str = ""
    strength: float = 0.01

    @property
    def weights(self) -> int:
        """How many weights and biases there are, one bias for each unit."""
        return sum((one + 1) * other for one, other in zip(self.sizes, self.sizes[1:], strict=False))


def sizes_of(text: str) -> tuple[int, ...]:
    """2-3-1 as numbers."""
    if not re.fullmatch(r"\s*[1-9][0-9]{0,4}(\s*[-x×,]\s*[1-9][0-9]{0,4})+\s*", text):
        raise OptionError("usage", SIZES, facts={"given": text[:limits.SHOWN] or '""'})
    return tuple(int(part) for part in re.findall("[0-9]+", text))


def checked(architecture: Architecture) -> Architecture:
    """The same with an activation for every layer. Refuses what cannot be a network."""
    layers, given = len(architecture.sizes) - 1, architecture.activations
    if layers < 1 or any(size < 1 for size in architecture.sizes):
        raise OptionError("usage", SIZES, facts={"given": "-".join(map(str, architecture.sizes)) or '""'})
    activations = given * layers if len(given) == 1 else given
    if len(activations) != layers:
        raise OptionError("usage", COUNT, facts={"count": len(given), "layers": layers})
    for known, names, refusal in ((ACTIVATIONS, activations, NO_ACTIVATION), (LOSSES, (architecture.loss,), NO_LOSS),
                                  ({b: b for b in BIASES}, (architecture.bias,), NO_BIAS),
                                  ({"": "", **PENALTIES}, (architecture.penalty,), NO_PENALTY)):
        for name in names:
            if name not in known:
                raise OptionError("usage", refusal, facts={"name": name, "known": ", ".join(filter(None, known))})
    needs = LOSSES[architecture.loss].needs
    if needs and activations[-1] not in needs:
        raise OptionError("usage", NOT_FOR, facts={"loss": architecture.loss, "needs": " / ".join(needs),
                                                   "given": activations[-1]})
    if activations[-1] == "softmax" and architecture.sizes[-1] == 1:
        raise OptionError("usage", ONE_OUTPUT)
    return Architecture(architecture.sizes, activations, architecture.loss, architecture.bias, architecture.penalty,
                        architecture.strength)
