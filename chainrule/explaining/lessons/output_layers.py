"""Lessons on networks of two layers: backpropagation through them, and which loss belongs to which output layer."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...graph.evaluate import Number
from ...language import Text
from ...notation.boxes import Box
from ...reading.networks.activations import ACTIVATIONS
from ...reading.networks.program import put_in
from ...rules.losses import LOSSES, OUTPUT_LAYERS, OutputLayer
from .examples import answer, derivation, passes, table
from .lesson import Item, Lesson, Part, Say
from .one_variable import EXAMPLE
from .own import with_passes

TWO = "z1 = w1*x + b1; a1 = sigmoid(z1); z2 = w2*a1 + b2; o = sigmoid(z2); E = 1/2*(t - o)^2"
START: dict[str, Number] = {"w1": Fraction(1, 2), "b1": Fraction(1, 10), "w2": -1, "b2": Fraction(3, 10),
                            "x": 2, "t": 1}
LAYERS = Lesson(
    "two-layers", Text("Backpropagation through two layers", "두 층을 지나는 역전파"),
    Text("every layer multiplies by its weight and by the slope of its activation",
         "층마다 가중치와 활성화 함수의 기울기를 곱한다"),
    (
        Say(Text("One hidden neuron and one output. Going back, every layer multiplies the gradient by the slope "
                 "of its "
                 "activation, and passes it to the layer before through its weight:",
                 "은닉 노드 하나와 출력 하나인 신경망이다. 거꾸로 가면서 층마다 활성화 함수의 기울기를 곱하고, "
                 "가중치를 "
                 "곱해 앞 층으로 보낸다.")),
        Part(EXAMPLE),
        derivation(TWO, wrt=["w2"]),
        derivation(TWO, wrt=["w1"]),
        Say(Text("The first two local partials are the same: they are computed once. With numbers:",
                 "앞의 국소 미분 둘은 같으므로 한 번만 계산한다. 수로 쓰면 다음과 같다.")),
        passes(TWO, wrt=["w1", "w2"], at=START),
        Part(Text("With your own numbers", "직접 정한 수로")),
        Say(Text("chainrule network 1-1-1 takes them: --at with w11, b1, w21, b2, x1 and t1.",
                 "chainrule network 1-1-1에서 --at 다음에 w11, b1, w21, b2, x1, t1의 값을 "
                 "적는다.")),
    ),
    own=with_passes,
)


CLASSES = ("1", "2", "3")  # of a softmax that is written out
SUM = "y_1 + y_2 + y_3 = 1"


def composed(row: OutputLayer) -> str:
    """The loss of one sample as a program of the sums z that come into the output layer, with the targets y."""
    layer, loss = ACTIVATIONS[row.activation], LOSSES[row.loss]
    if not layer.layer:
        own = [] if row.letter == "z" else [f"{row.letter} = {layer.formula}"]
        return "; ".join([*own, f"L = {put_in(loss.term, {'o': row.letter, 't': 'y'})}"])
    terms = [put_in(loss.term, {"o": f"{row.letter}_{k}", "t": f"y_{k}"}) for k in CLASSES]
    shares = [f"{row.letter}_{k} = {put_in(layer.formula, {'z': f'z_{k}', 'all': 's'})}" for k in CLASSES]
    return "; ".join(["s = " + " + ".join(f"exp(z_{k})" for k in CLASSES), *shares, "L = " + "".join(terms)])


def _of(row: OutputLayer) -> tuple[str, str, tuple[str, ...]]:
    """Its program, the sum by which it is differentiated, and what is assumed of the targets."""
    several = bool(ACTIVATIONS[row.activation].layer)
    return composed(row), "z_1" if several else "z", (SUM,) if several else ()


def _rows() -> Sequence[Sequence[Number | str | Text | Box]]:
    """Every row with the gradient that chainrule derives."""
    found: list[list[Number | str | Text | Box]] = []
    for row in OUTPUT_LAYERS:
        program, variable, assume = _of(row)
        layer = ACTIVATIONS[row.activation]
        formula = put_in(layer.formula, {"z": variable, "all": "s"})
        found.append([row.predicted, row.distribution, formula, LOSSES[row.loss].title,
                      answer(program, variable, assume)])
    return found


def _derived(row: OutputLayer) -> tuple[Part, Item]:
    """The heading of a row, and its gradient derived."""
    program, variable, assume = _of(row)
    return Part(_capital(row.predicted)), derivation(program, wrt=[variable], assume=assume)


def _capital(text: Text) -> Text:
    return Text(text.en[:1].upper() + text.en[1:], text.ko)


NUMBER, BINARY, CATEGORY, COUNTED = map(_derived, OUTPUT_LAYERS)
OUTPUTS = Lesson(
    "output-layers", Text("Which output layer, which loss", "어느 출력층에 어느 손실을 쓰는가"),
    Text("what is predicted decides the distribution, the output layer and the loss; the gradient is output minus "
         "target",
         "무엇을 예측하느냐에 따라 분포, 출력층, 손실이 정해지고, 기울기는 출력 - 목푯값이 된다"),
    (
        Say(Text("Say how the target is distributed, given what the network puts out; the loss is then the negative "
                 "logarithm of the probability of what was observed (negative log-likelihood). Here `z` is the sum "
                 "that comes "
                 "into the output, `y` the target, and `s` the sum of all `e^(z_i)`.",
                 "신경망의 출력이 주어졌을 때 목푯값이 따르는 분포를 정한다. 그러면 손실은 관측된 값의 확률의 "
                 "로그에 음의 "
                 "부호를 붙인 것(음의 로그 가능도)이다. `z`는 출력 노드에 들어오는 합, `y`는 목푯값, `s`는 "
                 "`e^(z_i)`를 모두 "
                 "더한 값이다.")),
        table((Text("predicted", "예측하는 것"), Text("distribution", "분포"), Text("output layer", "출력층"),
               Text("loss", "손실"), Text("gradient", "기울기")), _rows),
        NUMBER[0],
        Say(Text("The loss `1/2*(y - z)^2` has the gradient `z - y`. With the variance `s^2` the loss is "
                 "`(z - y)^2/(2*s^2)`, and the gradient has the factor `1/s^2`; the mean of `n` squares without the "
                 "half gives `2/n`.",
                 "손실 `1/2*(y - z)^2`의 기울기는 `z - y`이다. 분산이 `s^2`이면 손실은 `(z - y)^2/(2*s^2)`이고 "
                 "기울기에 `1/s^2`이 붙는다. 1/2 없이 `n`개의 제곱을 평균하면 `2/n`이 붙는다.")),
        *BINARY,
        Say(Text("The fractions cancel against the slope of the sigmoid, and output minus target is left: `p - y`.",
                 "분수가 시그모이드의 기울기와 지워지고 출력 - 목푯값, 곧 `p - y`만 남는다.")),
        *CATEGORY,
        Say(Text("Here for three classes, with targets that sum to 1: again output minus target, `p_1 - y_1`. The "
                 "lesson on softmax tells it of whole layers at once.",
                 "부류가 셋이고 목푯값의 합이 1인 경우이다. 이번에도 출력 - 목푯값, 곧 `p_1 - y_1`이다. 층 전체를 "
                 "한꺼번에 다루는 강의가 따로 있다.")),
        *COUNTED,
        Say(Text("With `m` events expected the probability of `y` is `m^y*e^(-m)` over a constant: its negative "
                 "logarithm is this loss, and the gradient is `m - y`.",
                 "`m`번을 기대할 때 `y`번일 확률은 `m^y*e^(-m)`을 상수로 나눈 것이다. 그 로그에 음의 부호를 붙인 것이 "
                 "이 손실이고, 기울기는 `m - y`이다.")),
        Say(Text("Mixtures and generative models have losses of their own; no single row serves them.",
                 "혼합 밀도 모형이나 생성 모형에는 저마다 다른 손실이 있어 한 줄로 적을 수 없다.")),
    ),
)
