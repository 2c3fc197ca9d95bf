"""Lessons on networks: backpropagation, and what each gate does to a gradient."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...graph.evaluate import Number
from ...language import Text
from .examples import derivation, gradient, passes, table, value
from .lesson import Lesson, Part, Say, Show
from .one_variable import EXAMPLE
from .own import with_passes

NEURON = "z = w*x + b; a = sigmoid(z); L = (a - t)^2"
START = {"w": Fraction(1, 2), "b": Fraction(-1, 2), "x": Fraction(2), "t": Fraction(1)}
RATE = Fraction(1, 2)


def _steps() -> Sequence[Sequence[Number]]:
    """Gradient descent: w, b and the loss before every step."""
    point: dict[str, Number] = dict(START)
    rows = []
    for step in range(4):
        rows.append((step, point["w"], point["b"], value(NEURON, **point)))
        slope = gradient(NEURON, **point)
        point = {**point, **{name: point[name] - RATE * slope[name] for name in ("w", "b")}}
    return rows


BACKPROPAGATION = Lesson(
    "backpropagation", Text("Backpropagation", "역전파"),
    Text("forward for the values, backward for the gradients, one step for the weights",
         "순전파로 값을, 역전파로 기울기를 구하고, 가중치를 갱신한다"),
    (
        Say(Text("A network computes a loss `L` from its weights. To lower it one needs the derivative of `L` with "
                 "respect to every weight. Backpropagation is the chain rule, taken from the output backward, so that "
                 "one pass serves all weights:",
                 "신경망은 가중치로부터 손실 `L`의 값을 계산한다. 손실을 줄이려면 가중치마다 `L`의 미분이 필요하다. "
                 "역전파는 "
                 "연쇄 법칙을 출력에서 거꾸로 적용하여 모든 가중치의 기울기를 한 번에 구하는 방법이다.")),
        Say(Text("1. Forward pass: compute all values from the inputs to the output and keep them.",
                 "1. 순전파: 입력에서 출력까지 값을 차례로 구하고 기억해 둔다.")),
        Say(Text("2. Loss: compare the output with its target; here `a - t`, squared.",
                 "2. 손실 계산: 출력을 목푯값과 견준다. 여기서는 차 `a - t`를 제곱한다.")),
        Say(Text("3. Backward pass: start with `d[L/L] = 1`. Every gate multiplies the gradient that comes back, the "
                 "upstream gradient, by its local partials; what goes on down is the downstream gradient. Where a "
                 "value was used more than once, gradients add up.",
                 "3. 역전파: `d[L/L] = 1`에서 시작한다. 게이트마다 돌아온 기울기, 곧 상류 기울기에 국소 미분을 "
                 "곱한다. 이렇게 "
                 "아래로 내려가는 기울기가 하류 기울기이다. "
                 "값이 여러 번 쓰인 곳에서는 기울기를 더한다.")),
        Say(Text("4. Update: move each weight against its gradient, `w_new = w - η*p[L/w]`; `η` is the learning rate.",
                 "4. 갱신: 가중치를 기울기의 반대쪽으로 옮긴다. `w_new = w - η*p[L/w]`이고 `η`는 학습률이다.")),
        Part(EXAMPLE),
        derivation(NEURON, wrt=["w", "b"]),
        passes(NEURON, wrt=["w", "b"], at=START),
        Part(Text("The update", "갱신")),
        Say(Text("Steps with `η = 0.5`: the loss falls.", "`η = 0.5`로 갱신하면 손실이 줄어든다.")),
        table((Text("step", "단계"), "w", "b", "L"), _steps),
        Part(Text("How far to go", "얼마나 움직일까")),
        Say(Text("A derivative speaks of small changes. `p[l/b] = 6` does not mean that a change of `b` by -2 changes "
                 "`l` by "
                 "-12, unless `l` is linear in `b`, as in `l = 3*(a + b*c)`. There one step is exact; elsewhere the "
                 "step "
                 "must be small and repeated.",
                 "미분은 작은 변화에 대한 것이다. `p[l/b] = 6`이라고 해서 `b`의 값을 -2만큼 바꿀 때 `l`의 값이 꼭 "
                 "-12만큼 변하는 것은 "
                 "아니다. `l = 3*(a + b*c)`처럼 `l`이 `b`의 일차식일 때만 그렇고, 그때는 한 번에 꼭 맞는다. 그렇지 "
                 "않으면 조금씩 "
                 "여러 번 움직여야 한다.")),
    ),
    own=with_passes,
)

_GATES: tuple[tuple[str, Text], ...] = (
    ("x + y", Text("distributes: passes the gradient on unchanged", "덧셈은 두 입력에 똑같이 전한다")),
    ("x - y", Text("turns the sign of what is subtracted", "빼는 쪽은 부호가 바뀐다")),
    ("x*y", Text("swaps: each gets the other's value", "곱셈은 서로 바꿔 곱한다")),
    ("x/y", Text("the numerator gets 1/y, the denominator -x/y²", "분자에는 1/y, 분모에는 -x/y²을 곱한다")),
    ("max(x, y)", Text("routes: only the larger one gets it", "최댓값은 한쪽으로만 보낸다")),
    ("x*y + x", Text("x is used twice: gradients add up", "x가 두 번 쓰였다. 갈라진 곳에서는 더한다")),
)


def _gates() -> Sequence[Sequence[Number | str | Text]]:
    point: dict[str, Number] = {"x": 3, "y": -4}
    rows: list[Sequence[Number | str | Text]] = []
    for text, words in _GATES:
        slope = gradient(text, **point)
        rows.append((text, value(text, **point), slope["x"], slope["y"], words))
    return rows


GATES = Lesson(
    "gate-patterns", Text("Gate patterns", "게이트가 기울기를 보내는 방식"),
    Text("what addition, multiplication, maximum and copies do to a gradient", "덧셈, 곱셈, 최댓값, 갈라짐이 하는 일"),
    (
        Say(Text("Each kind of gate treats the gradient that comes back in its own way. Whoever knows the patterns "
                 "reads a "
                 "backward pass at a glance.",
                 "게이트의 종류마다 돌아온 기울기를 다루는 방식이 있다. 이 방식을 알면 역전파가 한눈에 읽힌다.")),
        Say(Text("At `x = 3` and `y = -4`, with the gradient 1 coming back:",
                 "`x = 3`, `y = -4`이고 돌아온 기울기가 1일 때이다.")),
        table((Text("gate", "게이트"), Text("value", "값"), Text("to x", "x 쪽"), Text("to y", "y 쪽"),
               Text("pattern", "방식")), _gates),
        Show((("p[f/x]", "=", "p[f/q]*p[q/x]", Text("every gate: upstream times local",
                                                    "모든 게이트: 상류 기울기 × 국소 미분")),)),
        Part(EXAMPLE),
        derivation("q = x + y; f = q*z", at={"x": -2, "y": 5, "z": -4}),
    ),
    own=with_passes,
)
