"""The losses of a network: a row for each, with what it is for and how it is averaged."""
from __future__ import annotations

from ..language import Text
from ..records import record


@record
class Loss:
    """One loss.

    term      what one output o adds, given its target t
    entries   the same of matrices of outputs and targets, entry by entry
    total     how the terms of one sample come together: "sum", or "mean" over the outputs
    words     what it measures
    averaged  which sums are taken, and what they are divided by: this decides the gradient
    needs     the activation of the output layer that it is made for, where it needs one
    constants variables of the term that are no target, and their value
    """

    name: str
    title: Text
    term: str
    entries: str
    words: Text
    averaged: Text
    total: str = "sum"
    needs: tuple[str, ...] = ()
    constants: tuple[tuple[str, float], ...] = ()


_SUMMED = Text("summed over the outputs, divided by the number of samples", "출력에 대해 더하고 표본의 수로 나눈다")
_ENTRIES = Text("divided by the number of outputs and by the number of samples: the mean over all entries",
                "출력의 수와 표본의 수로 나눈다. 곧 모든 성분의 평균이다")
_PROBABILITY = ("sigmoid", "softmax")

LOSSES = {each.name: each for each in (
    Loss("half_squared_error", Text("half the squared error", "제곱오차의 절반"), "1/2*(t - o)^2",
         "1/2*(t - o).^2",
         Text("half the square of the miss; the 1/2 cancels the 2 of the derivative",
              "빗나간 정도를 제곱하여 반으로 나눈 것. 1/2은 미분할 때 나오는 2와 약분된다"), _SUMMED),
    Loss("squared_error", Text("squared error", "제곱오차"), "(o - t)^2", "(o - t).^2",
         Text("the square of the miss", "빗나간 정도의 제곱"), _SUMMED),
    Loss("mean_squared_error", Text("mean squared error", "평균제곱오차"), "(o - t)^2", "(o - t).^2",
         Text("the mean square of the miss", "빗나간 정도의 제곱의 평균"), _ENTRIES, total="mean"),
    Loss("binary_cross_entropy", Text("binary cross-entropy", "이진 교차 엔트로피"),
         "-(t*ln(o) + (1 - t)*ln(1 - o))", "-(t .* ln(o) + (1 - t) .* ln(1 - o))",
         Text("the negative logarithm of the probability given to what was so (yes or no)",
              "실제로 일어난 쪽(예 또는 아니요)에 준 확률의 로그에 음의 부호를 붙인 것"), _SUMMED, needs=_PROBABILITY),
    Loss("cross_entropy", Text("cross-entropy", "교차 엔트로피"), "-t*ln(o)", "-t .* ln(o)",
         Text("the negative logarithm of the probability given to the right class",
              "맞는 부류에 준 확률의 로그에 음의 부호를 붙인 것"), _SUMMED, needs=_PROBABILITY),
    Loss("gaussian_nll", Text("Gaussian negative log-likelihood", "정규분포의 음의 로그 가능도"),
         "(o - t)^2/(2*s^2) + ln(s) + ln(2*pi)/2", "(o - t).^2/(2*s^2) + ln(s) + ln(2*pi)/2",
         Text("the negative logarithm of the density of a normal distribution around the output, with the standard "
              "deviation s",
              "출력을 평균으로, s를 표준편차로 하는 정규분포의 밀도의 로그에 음의 부호를 붙인 것"), _SUMMED,
         constants=(("s", 1.0),)),
    Loss("poisson_nll", Text("Poisson loss", "푸아송 손실"), "o - t*ln(o)",
         "o - t .* ln(o)",
         Text("the negative logarithm of the probability of t events where o are expected, without what does not "
              "depend on o",
              "o번을 기대할 때 t번 일어날 확률의 로그에 음의 부호를 붙인 것(o와 무관한 항은 뺀다)"), _SUMMED),
    Loss("hinge", Text("hinge loss", "힌지 손실"), "max(0, 1 - t*o)", "max(0, 1 - t .* o)",
         Text("0 as soon as the output is beyond 1 on the side of its target, which is 1 or -1",
              "목푯값(1 또는 -1) 쪽으로 1을 넘으면 0이다"), _SUMMED),
    Loss("huber", Text("Huber loss", "후버 손실"), "1/2*(o - t)^2 if abs(o - t) <= 1 else abs(o - t) - 1/2",
         "min(1, abs(o - t)) .* (abs(o - t) - min(1, abs(o - t))/2)",
         Text("half the square of a small miss, the size of a large one: a sample far away pulls no harder",
              "작게 빗나가면 제곱의 절반, 크게 빗나가면 그 크기. 멀리 있는 표본이 더 세게 끌지 않는다"), _SUMMED),
)}
# title, what one weight adds, what a matrix of weights adds, in words
PENALTIES = {
    "l2": (Text("L2 regularisation", "L2 정칙화"), "{w}^2", "sum({w}.^2)",
           Text("the squares of the weights: large weights cost", "가중치의 제곱의 합. 가중치가 크면 손실이 커진다")),
    "l1": (Text("L1 regularisation", "L1 정칙화"), "abs({w})", "sum(abs({w}))",
           Text("the sizes of the weights: small ones go to 0",
                "가중치의 절댓값의 합. 작은 가중치는 0으로 간다")),
}


@record
class OutputLayer:
    """What is predicted, how it is distributed, and what follows: the activation of the output layer and the loss, the
    negative logarithm of the probability of what was observed. `letter` is what the output is called."""

    predicted: Text
    distribution: Text
    letter: str
    activation: str
    loss: str


OUTPUT_LAYERS = (
    OutputLayer(Text("a number", "수"), Text("normal", "정규분포"), "z", "linear", "half_squared_error"),
    OutputLayer(Text("yes or no", "예/아니요"), Text("Bernoulli", "베르누이 분포"), "p", "sigmoid",
                "binary_cross_entropy"),
    OutputLayer(Text("one of k", "k개 중 하나"), Text("categorical", "범주형 분포"), "p", "softmax", "cross_entropy"),
    OutputLayer(Text("a count", "횟수"), Text("Poisson", "푸아송 분포"), "m", "exp", "poisson_nll"),
)
