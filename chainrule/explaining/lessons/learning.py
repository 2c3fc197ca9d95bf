"""Lessons on learning: one step of gradient descent, the learning rate, what a loss is, regularisation."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...graph.evaluate import Number
from ...language import Text
from .examples import derivation, gradient, passes, table, value
from .lesson import Lesson, Part, Say, Show
from .one_variable import EXAMPLE

LINE = "L = (w*x + b - y)^2"
START: dict[str, Number] = {"w": 1, "x": 4, "b": -3, "y": 3}
ROWS = 5


def _losses(rate: Fraction) -> list[Number]:
    """The loss of the line after every step, learning w alone."""
    point, found = dict(START), []
    for _ in range(ROWS):
        found.append(value(LINE, **point))
        point["w"] = point["w"] - rate * gradient(LINE, **point)["w"]
    return found


def _rates() -> Sequence[Sequence[Number | str | Text]]:
    rates = (Fraction(1, 10 ** 10), Fraction(1, 100), Fraction(1, 32), Fraction(1, 20), Fraction(1, 16),
             Fraction(7, 100))
    words = (Text("stands still", "제자리걸음"), Text("approaches", "다가간다"), Text("exact: 1/L″", "한 번에: 1/L″"),
             Text("swings, and approaches", "진동하며 다가간다"), Text("jumps for ever: 2/L″", "끝없이 진동: 2/L″"),
             Text("diverges", "발산한다"))
    return [(float(rate), *map(float, _losses(rate)[:4]), said) for rate, said in zip(rates, words, strict=True)]


def _step() -> Sequence[Sequence[Number | str | Text]]:
    slope = gradient(LINE, **START)["w"]
    new = START["w"] - slope / 100
    return [("w", START["w"], new), ("L", value(LINE, **START), value(LINE, **{**START, "w": new}))]


def _misses() -> Sequence[Sequence[Number | str | Text]]:
    rows: list[Sequence[Number | str | Text]] = []
    for o in (Fraction(3), Fraction(5, 2), Fraction(1)):
        rows.append((o, o - 2, (o - 2) ** 2, abs(o - 2)))
    return rows


def _shrunk() -> Sequence[Sequence[Number]]:
    """Where (w - 3)² + λw² is lowest: w = 3/(1 + λ)."""
    rows = []
    for strength in (Fraction(0), Fraction(1, 10), Fraction(1), Fraction(9)):
        w = 3 / (1 + strength)
        rows.append((strength, w, (w - 3) ** 2, strength * w * w))
    return rows


DESCENT = Lesson(
    "gradient-descent", Text("One step of gradient descent", "경사 하강법의 한 걸음"),
    Text("the gradient says where the loss grows; a step goes the other way", "기울기의 반대쪽으로 한 걸음 옮긴다"),
    (
        Say(Text("The derivative `p[L/w]` says by how much the loss `L` grows when `w` grows a little. To make `L` "
                 "smaller, "
                 "move `w` the other way, by the learning rate `η` times the gradient:",
                 "미분계수 `p[L/w]`는 `w`의 값을 조금 늘릴 때 손실 `L`의 값이 얼마나 커지는지를 나타낸다. `L`의 값을 "
                 "줄이려면 `w`의 값을 기울기의 반대쪽으로, 학습률 `η`와 기울기의 곱만큼 옮긴다.")),
        Show((("w_new", "=", "w - η*p[L/w]", Text("one update", "한 번의 갱신")),)),
        Part(EXAMPLE),
        derivation(LINE, wrt=["w"]),
        passes(LINE, wrt=["w"], at=START),
        Part(Text("The update", "갱신")),
        Say(Text("With `η = 0.01` the weight and the loss go:", "`η = 0.01`일 때 가중치와 손실은 다음과 같이 바뀐다.")),
        table((Text("value", "값"), Text("before", "갱신 전"),
               Text("after", "갱신 후")), _step),
        Say(Text("The gradient belongs to the old place. After the step it is another one, so it is taken again, "
                 "and the "
                 "step repeated. chainrule learn does this with any program.",
                 "기울기는 옮기기 전의 점에 대한 것이다. 옮긴 뒤에는 기울기가 달라지므로 다시 구해 되풀이한다. "
                 "chainrule learn은 어떤 프로그램이든 이렇게 학습한다.")),
    ),
)
RATE = Lesson(
    "learning-rate", Text("The learning rate", "학습률"),
    Text("too small stands still, too large diverges; between them lies 2 over the curvature",
         "너무 작으면 제자리, 너무 크면 발산. 그 사이의 한계는 2를 곡률로 나눈 값이다"),
    (
        Say(Text("The loss `L = (w*x + b - y)^2` with `x = 4`, `b = -3`, `y = 3` is a parabola over `w`. Its slope "
                 "changes "
                 "by `k = 2*x^2 = 32` with every unit of `w`.",
                 "`x = 4`, `b = -3`, `y = 3`일 때 손실 `L = (w*x + b - y)^2`은 `w`에 대한 포물선이다. `w`의 값이 1 "
                 "늘 때마다 "
                 "기울기는 `k = 2*x^2 = 32`만큼 변한다.")),
        derivation(LINE, wrt=["w"]),
        Say(Text("A step with the rate `η` multiplies the distance to the lowest point by `1 - 32*η`. So it "
                 "shrinks while "
                 "`η < 2/32`, is gone at once at `η = 1/32`, only changes its sign at `η = 2/32`, and grows "
                 "beyond. From "
                 "`w = 1`, the losses of the first steps:",
                 "학습률이 `η`인 한 걸음은 가장 낮은 점까지의 거리에 `1 - 32*η`를 곱한다. 그래서 `η < 2/32`이면 줄고, "
                 "`η = 1/32`이면 한 번에 없어지고, `η = 2/32`이면 부호만 바뀌고, 그보다 크면 늘어난다. `w = 1`에서 "
                 "출발한 "
                 "손실은 다음과 같다.")),
        table(("η", Text("start", "처음"), Text("1 step", "1걸음"), Text("2 steps", "2걸음"), Text("3 steps", "3걸음"),
               Text("what happens", "결과")), _rates),
        Say(Text("For several weights the same holds in the direction in which the slope changes fastest.",
                 "가중치가 여럿이면 기울기가 가장 빨리 변하는 방향에서 같은 일이 일어난다.")),
    ),
)
LOSS = Lesson(
    "loss", Text("What a loss is", "손실이란 무엇인가"),
    Text("one number for how far the outputs are from their targets", "출력이 목푯값에서 얼마나 빗나갔는지를 "
                                                                      "나타내는 수 하나"),
    (
        Say(Text("A network computes scores. The loss makes one number of them that is small where the outputs are "
                 "near "
                 "their targets, so that it can be differentiated by every weight. For the target 2:",
                 "신경망은 점수를 계산한다. 손실은 그것을 수 하나로 만든다. 출력이 목푯값에 가까울수록 작으므로, "
                 "이 수를 "
                 "가중치마다 미분하여 줄인다. 목푯값이 2일 때:")),
        table(("o", Text("miss", "차이"), Text("squared", "제곱"), Text("size", "절댓값")), _misses),
        Say(Text("Squares punish large misses; sizes treat all alike. Where outputs are probabilities, the loss is the "
                 "negative logarithm of the probability of what happened: see the lesson output-layers.",
                 "제곱은 크게 빗나간 것을 더 무겁게 보고, 절댓값은 똑같이 본다. 출력이 확률이면 실제로 일어난 일의 "
                 "확률의 "
                 "로그에 음의 부호를 붙인 것이 손실이다. 강의 output-layers를 보라.")),
        Part(Text("The factor in front", "앞의 계수")),
        Say(Text("One half, the number of samples, the number of outputs: whatever the sum is divided by, the "
                 "gradient is "
                 "divided by too, and the step with it. So the averaging belongs to the loss and has to be stated.",
                 "합을 2나 표본의 수, 출력의 수로 나누면 기울기도 같은 수로 나누어지고, 걸음도 그만큼 작아진다. "
                 "그래서 평균을 "
                 "내는 방법은 손실의 일부이며 반드시 밝혀야 한다.")),
        derivation("L = 1/2*(o - t)^2", wrt=["o"]),
        derivation("L = (o - t)^2", wrt=["o"]),
    ),
)
REGULARISATION = Lesson(
    "regularisation", Text("Regularisation", "정칙화"),
    Text("a term that makes large weights cost", "가중치가 커지지 않도록 손실에 더하는 항"),
    (
        Say(Text("Score, loss, regularisation: to the loss, which looks at the samples, a term is added that looks "
                 "at the "
                 "weights alone. `λ` says how much it counts. The gradient with respect to all weights "
                 "together is written ∇_W L.",
                 "점수, 손실, 정칙화: 표본을 보는 손실에 가중치만 보는 항을 더한다. 그 크기는 `λ`로 정한다. 모든 "
                 "가중치에 대한 기울기를 모아 ∇_W L로 적는다.")),
        derivation("E = (w*x - y)^2; R = lambda*w^2; L = E + R", wrt=["w"]),
        Say(Text("Its gradient `2*lambda*w` pulls every weight towards 0, the harder the larger it is (weight "
                 "decay). With "
                 "`x = 1` and `y = 3` the lowest point moves:",
                 "이 항의 기울기 `2*lambda*w`는 가중치를 0 쪽으로 당긴다. 가중치가 클수록 세게 당긴다(가중치 "
                 "감쇠). `x = 1`, "
                 "`y = 3`일 때 가장 낮은 점은 이렇게 옮겨 간다.")),
        table(("λ", "w", "E", "R"), _shrunk),
        Say(Text("With sizes in place of squares (L1) the pull is the same for all weights, so small ones become "
                 "exactly 0.",
                 "제곱 대신 절댓값을 쓰면(L1) 모든 가중치를 똑같은 힘으로 당기므로 작은 가중치는 정확히 0이 된다.")),
    ),
)
