"""Lessons on networks of two layers: backpropagation through them, and which loss belongs to which output layer."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...graph.evaluate import Number
from ...language import Text
from .examples import derivation, passes, table
from .lesson import Lesson, Part, Say, Show
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
        Say(Text("The first three factors are the same: they are computed once. With numbers:",
                 "앞의 인수 셋은 같으므로 한 번만 계산한다. 수로 쓰면 다음과 같다.")),
        passes(TWO, wrt=["w1", "w2"], at=START),
        Say(Text("With your own numbers: chainrule network 1-1-1 --at with w11, b1, w21, b2, x1 and t1.",
                 "직접 정한 수로 해 보려면 chainrule network 1-1-1 --at 다음에 w11, b1, w21, b2, x1, t1의 값을 "
                 "적는다.")),
    ),
    own=with_passes,
)


def _rows() -> Sequence[Sequence[Number | str | Text]]:
    return [
        (Text("a number", "수"), Text("normal", "정규분포"), "z",
         Text("half the squared error", "제곱오차의 절반"), "z - y"),
        (Text("yes or no", "예/아니요"), Text("Bernoulli", "베르누이 분포"), "sigmoid(z)",
         Text("binary cross-entropy", "이진 교차 엔트로피"), "p - y"),
        (Text("one of k", "k개 중 하나"), Text("categorical", "범주형 분포"), "e^(z_i)/s",
         Text("cross-entropy", "교차 엔트로피"), "p_i - y_i"),
        (Text("a count", "횟수"), Text("Poisson", "푸아송 분포"), "e^z", Text("Poisson loss", "푸아송 손실"), "m - y"),
    ]


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
        Part(Text("A number", "수")),
        derivation("L = 1/2*(z - y)^2", wrt=["z"]),
        Say(Text("With the variance `s^2` the loss is `(z - y)^2/(2*s^2)`, and the gradient has the factor "
                 "`1/s^2`; the mean "
                 "of `n` squares without the half gives `2/n`.",
                 "분산이 `s^2`이면 손실은 `(z - y)^2/(2*s^2)`이고 기울기에 `1/s^2`이 붙는다. 1/2 없이 `n`개의 "
                 "제곱을 평균하면 "
                 "`2/n`이 붙는다.")),
        Part(Text("Yes or no", "예/아니요")),
        Say(Text("With `p = sigmoid(z)` the two logarithms are `ln(p) = z - ln(1 + e^z)` and `ln(1 - p) = -ln(1 + "
                 "e^z)`, so "
                 "the loss is:",
                 "`p = sigmoid(z)`이면 두 로그는 `ln(p) = z - ln(1 + e^z)`, `ln(1 - p) = -ln(1 + e^z)`이므로 "
                 "손실은 다음과 "
                 "같다.")),
        derivation("L = softplus(z) - y*z", wrt=["z"]),
        Show((("p[L/z]", "=", "p - y", None),)),
        Part(Text("One of k", "k개 가운데 하나")),
        Say(Text("The logarithm of a softmax is `ln(p_i) = z_i - ln(s)`. Here for three classes, with targets that "
                 "sum to 1:",
                 "소프트맥스의 로그는 `ln(p_i) = z_i - ln(s)`이다. 목푯값의 합이 1인 세 부류의 경우:")),
        derivation("s = e^z_1 + e^z_2 + e^z_3; L = ln(s) - (y_1*z_1 + y_2*z_2 + y_3*z_3)", wrt=["z_1"], detail="brief"),
        Show((("p[L/z_1]", "=", "p_1 - y_1", None),)),
        Part(Text("A count", "횟수")),
        Say(Text("With `m = e^z` events expected, the probability of `y` is `m^y*e^(-m)` over a constant. Its negative "
                 "logarithm:",
                 "`m = e^z`번을 기대할 때 `y`번일 확률은 `m^y*e^(-m)`을 상수로 나눈 것이다. 그 로그에 음의 부호를 "
                 "붙이면:")),
        derivation("L = e^z - y*z", wrt=["z"]),
        Say(Text("Mixtures and generative models have losses of their own; no single row serves them.",
                 "혼합 밀도 모형이나 생성 모형에는 저마다 다른 손실이 있어 한 줄로 적을 수 없다.")),
    ),
)
