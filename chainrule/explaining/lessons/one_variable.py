"""Lessons on functions of one variable: derivative, composition, the chain rule and its proof."""
from __future__ import annotations

from collections.abc import Sequence

from ...graph.evaluate import Number
from ...language import Text
from .examples import derivation, table, tenth, value
from .lesson import Lesson, Part, Say, Show
from .own import by_quotients, by_rules

EXAMPLE = Text("A worked example", "예제")


def _quotients() -> Sequence[Sequence[Number]]:
    at_3 = value("x^2", x=3)
    rows = []
    for power in range(4):
        h = tenth(power)
        rise = value("x^2", x=3 + h) - at_3
        rows.append((h, rise, rise / h))
    return rows


DERIVATIVE = Lesson(
    "derivative", Text("Derivative", "도함수와 미분계수"),
    Text("how fast a value changes: the limit of difference quotients", "변화율의 극한: 평균변화율에서 미분계수로"),
    (
        Say(Text("Change the input from `x` to `x + h`. The value changes from `f(x)` to `f(x + h)`. Rise over run is "
                 "the difference quotient; its limit, as `h` goes to 0, is the derivative of `f` at `x`:",
                 "입력이 `x`에서 `x + h`로 변하면 함숫값은 `f(x)`에서 `f(x + h)`로 변한다. 두 변화량의 비가 "
                 "평균변화율이고, `h`가 0에 가까워질 때의 극한이 미분계수이다.")),
        Show((("f'(x)", "=", "lim[h→0] (f(x + h) - f(x))/h", None),)),
        Say(Text("At a single `x` this is a number, the slope of the graph there. As a function of `x` it is called "
                 "the "
                 "derivative.",
                 "한 점에서는 그래프의 접선의 기울기를 나타내는 수, 곧 미분계수이다. `x`에 대한 함수로 보면 "
                 "도함수라고 한다.")),
        Part(Text("From the definition", "정의로 구하기")),
        Say(Text("Take `f(x) = x^2`:", "`f(x) = x^2`에서 구해 보자.")),
        Show((
            ("(f(x + h) - f(x))/h", "=", "((x + h)^2 - x^2)/h", None),
            ("", "=", "(2*x*h + h^2)/h", Text("expand", "전개한다")),
            ("", "=", "2*x + h", Text("divide by `h ≠ 0`", "`h ≠ 0`이므로 나눌 수 있다")),
            ("lim[h→0] (2*x + h)", "=", "2*x", None),
        )),
        Say(Text("The same in numbers at `x = 3`; the last column approaches 6:",
                 "`x = 3`에서 수로 확인하면 마지막 열이 6에 가까워진다.")),
        table(("h", "f(3 + h) - f(3)", "(f(3 + h) - f(3))/h"), _quotients),
        Part(EXAMPLE),
        derivation("x^2", at={"x": 3}),
    ),
    own=by_quotients,
)


def _orders() -> Sequence[Sequence[Number]]:
    return [(x, value("(x + 1)^2", x=x), value("x^2 + 1", x=x)) for x in (0, 1, 2)]


COMPOSITION = Lesson(
    "composition", Text("Composition", "합성함수"),
    Text("one function inside another: outer and inner function", "함수 안의 함수: 겉함수와 속함수"),
    (
        Say(Text("If the result of `g` becomes the input of `f`, the two together are the composite function `f∘g`:",
                 "`g`의 결과가 다시 `f`의 입력이 되면, 둘을 합친 함수를 합성함수 `f∘g`라고 한다.")),
        Show((("(f∘g)(x)", "=", "f(g(x))", None),)),
        Say(Text("`g` works first and is the inner function, `f` works last and is the outer one. To see it, give the "
                 "inner value a name: `u = g(x)`, then `y = f(u)`.",
                 "먼저 작용하는 `g`가 속함수이고 나중에 작용하는 `f`가 겉함수이다. 안쪽의 값에 이름을 붙여 `u = "
                 "g(x)`로 "
                 "두면 `y = f(u)`가 되어 구조가 드러난다.")),
        Say(Text("The order matters. With `f(x) = x^2` and `g(x) = x + 1`:",
                 "합성하는 순서가 중요하다. `f(x) = x^2`, `g(x) = x + 1`이라고 하자.")),
        Show((("f(g(x))", "=", "(x + 1)^2", None), ("g(f(x))", "=", "x^2 + 1", None))),
        table(("x", "f(g(x))", "g(f(x))"), _orders),
        Part(EXAMPLE),
        Say(Text("chainrule takes every formula apart in this way. Each operation is an outer function of what stands "
                 "inside it; `sin((x + 1)^2)` is made of three:",
                 "chainrule은 모든 식을 이렇게 나눈다. 연산 하나하나가 그 안에 있는 것을 속함수로 하는 겉함수이다. "
                 "`sin((x + 1)^2)`에는 함수가 세 개 들어 있다.")),
        derivation("sin((x + 1)^2)"),
    ),
    own=by_rules,
)


def _ratios() -> Sequence[Sequence[Number]]:
    u, f = value("x^2 + 1", x=1), value("(x^2 + 1)^3", x=1)
    rows = []
    for power in range(1, 5):
        h = tenth(power)
        k = value("x^2 + 1", x=1 + h) - u
        rise = value("(x^2 + 1)^3", x=1 + h) - f
        rows.append((h, rise / k, k / h, rise / h))
    return rows


CHAIN_RULE = Lesson(
    "chain-rule", Text("Chain rule", "연쇄 법칙(합성함수의 미분법)"),
    Text("why the derivative of a composition is a product, with the proof", "합성함수의 도함수가 곱이 되는 까닭과 "
                                                                             "증명"),
    (
        Say(Text("For `y = f(u)` with `u = g(x)` the outer derivative is multiplied by the inner one:",
                 "`y = f(u)`, `u = g(x)`일 때 겉미분에 속미분을 곱한다.")),
        Show((
            ("(f∘g)'(x)", "=", "f'(g(x))*g'(x)", None),
            ("d[y/x]", "=", "d[y/u]*d[u/x]", Text("the same in the notation of Leibniz", "같은 식을 라이프니츠 표기로 "
                                                                                         "쓴 것")),
        )),
        Say(Text("If `u` changes 4 times as fast as `x`, and `y` 3 times as fast as `u`, then `y` changes 12 times as "
                 "fast as `x`: rates multiply.",
                 "`x`에 대한 `u`의 변화율이 4이고 `u`에 대한 `y`의 변화율이 3이면, `x`에 대한 `y`의 변화율은 12이다. "
                 "변화율은 곱해진다.")),
        Part(Text("Proof", "증명")),
        Say(Text("Let `g` be differentiable at `x` and `f` at `u = g(x)`, and let `k = g(x + h) - g(x)` be the change "
                 "of `u`. It is tempting to write",
                 "`g`는 `x`에서, `f`는 `u = g(x)`에서 미분가능하다고 하고, `u`의 변화량을 `k = g(x + h) - g(x)`라고 "
                 "하자. "
                 "다음과 같이 쓰면 될 것 같다.")),
        Show((("(f(u + k) - f(u))/h", "=", "(f(u + k) - f(u))/k*(k/h)", None),)),
        Say(Text("but `k` may be 0 although `h` is not, for example where `g` is constant, and then the first fraction "
                 "has no meaning. So divide only where that is allowed, and let",
                 "그러나 `h ≠ 0`이어도 `k = 0`일 수 있다. `g`가 상수함수일 때가 그렇다. 그러면 첫째 분수는 정의되지 "
                 "않는다. "
                 "그래서 나눌 수 있을 때만 나누기로 하고 다음과 같이 둔다.")),
        Show((
            ("E(k)", "=", "(f(u + k) - f(u))/k - f'(u)", Text("for `k ≠ 0`", "`k ≠ 0`일 때")),
            ("E(0)", "=", "0", None),
            ("lim[k→0] E(k)", "=", "0", Text("because `f'(u)` is the limit of the quotient",
                                             "분수의 극한이 `f'(u)`이므로")),
        )),
        Say(Text("Multiplied by `k` this holds for every `k`, for 0 too:",
                 "양변에 `k`를 곱한 식은 `k = 0`일 때도 성립한다.")),
        Show((
            ("f(u + k) - f(u)", "=", "(f'(u) + E(k))*k", None),
            ("(f(g(x + h)) - f(g(x)))/h", "=", "(f'(g(x)) + E(k))*((g(x + h) - g(x))/h)",
             Text("divided by `h ≠ 0`", "`h ≠ 0`으로 나눈다")),
        )),
        Say(Text("Now let `h` go to 0. A differentiable function is continuous, so `k → 0` and `E(k) → 0`; the last "
                 "fraction goes to `g'(x)`. What remains is `f'(g(x))*g'(x)`, which was to be shown.",
                 "이제 `h → 0`이라 하자. 미분가능한 함수는 연속이므로 `k → 0`이고 `E(k) → 0`이다. 마지막 분수의 "
                 "극한은 "
                 "`g'(x)`이다. 따라서 극한은 `f'(g(x))*g'(x)`이다. 이로써 증명이 끝났다.")),
        Part(EXAMPLE),
        Say(Text("For `f(u) = u^3` and `g(x) = x^2 + 1` at `x = 1` the quotients approach `f'(2) = 12` and `g'(1) = "
                 "2`, "
                 "and their product 24:",
                 "`f(u) = u^3`, `g(x) = x^2 + 1`이면 `x = 1`에서 두 분수는 `f'(2) = 12`와 `g'(1) = 2`에, 곱은 24에 "
                 "가까워진다.")),
        table(("h", "(f(u + k) - f(u))/k", "k/h", "(f(u + k) - f(u))/h"), _ratios),
        derivation("u = x^2 + 1; y = u^3", at={"x": 1}),
    ),
    own=by_rules,
)
