"""What the pages of networks have in common: layers, loss, regularisation, in words."""
from __future__ import annotations

from collections.abc import Sequence

from ...language import Language, Text
from ...reading.networks.activations import ACTIVATIONS
from ...reading.networks.architecture import Architecture
from ...rules.losses import LOSSES, PENALTIES
from ..page import Block, Paragraph

HEADLINE = Text("A network with the layers {sizes}", "{sizes} 신경망")
NETWORK = Text("The network", "신경망")
INPUT, HIDDEN, OUTPUT = Text("input layer", "입력층"), Text("hidden layer", "은닉층"), Text("output layer", "출력층")
LAYERS = Text("{inputs}; behind them {layers}.", "{inputs}, 그 뒤로 {layers}.")
INPUTS, ONE_INPUT = Text("{count} inputs", "입력 {count}개"), Text("1 input", "입력 1개")
LAYER = Text("{count} units with {activation}", "노드 {count}개({activation})")
ONE_UNIT = Text("1 unit with {activation}", "노드 1개({activation})")
LOSS = Text("The loss: {title}, {words}; {averaged}.", "손실: {title}, 곧 {words}. {averaged}.")
PENALTY = Text("{title}: {words}; a term of its own, which the samples do not change.",
               "{title}: {words}. 표본과 무관한 별도의 항이다.")
SCORE = Text("Outputs and targets", "출력과 목푯값")
SAMPLE = Text("sample", "표본")
TOTAL = Text("The loss over {count} samples", "표본 {count}개에 대한 손실")
UPDATE = Text("All weights updated", "모든 가중치의 갱신")
RULE = Text("All weights move at the same time, each against its gradient: the learning rate is {rate}.",
            "모든 가중치를 한꺼번에 기울기의 반대쪽으로 옮긴다. 학습률은 {rate}이다.")
THEN = Text("With that {loss} goes from {first} to {last}.", "이 갱신에 따른 {loss}의 값: {first} → {last}.")


def headline(architecture: Architecture, language: Language) -> str:
    """What stands above a web page."""
    return HEADLINE.say(language, sizes="-".join(map(str, architecture.sizes)))


def layers(architecture: Architecture, language: Language) -> Paragraph:
    """How many units every layer has, and its activation."""
    inputs, *sizes = architecture.sizes
    made = ", ".join((LAYER if size > 1 else ONE_UNIT).say(language, count=size, activation=ACTIVATIONS[name].title)
                     for size, name in zip(sizes, architecture.activations, strict=True))
    return Paragraph((LAYERS.say(language, inputs=(INPUTS if inputs > 1 else ONE_INPUT).say(language, count=inputs),
                                 layers=made),))


def titles(sizes: Sequence[int], language: Language) -> list[str]:
    """What every layer is called."""
    return [title.say(language) for title in (INPUT, *[HIDDEN] * (len(sizes) - 2), OUTPUT)]


def losses(architecture: Architecture, language: Language) -> list[Block]:
    """The loss with its averaging, and the regularisation."""
    row = LOSSES[architecture.loss]
    told: list[Block] = [Paragraph((LOSS.say(language, title=row.title, words=row.words, averaged=row.averaged),))]
    if architecture.penalty:
        title, _, _, words = PENALTIES[architecture.penalty]
        told.append(Paragraph((PENALTY.say(language, title=title, words=words),)))
    return told
