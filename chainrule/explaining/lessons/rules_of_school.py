"""Lessons on the rules of school: sum, product, quotient, logarithmic and implicit differentiation, the sigmoid."""
from __future__ import annotations

from collections.abc import Sequence

from ...graph.evaluate import Number
from ...language import Text
from .examples import derivation, relation, table, tenth, value
from .lesson import Lesson, Part, Say, Show
from .one_variable import EXAMPLE
from .own import by_rules, related

SUM_RULE = Lesson(
    "sum-rule", Text("Sum and constant multiple", "합과 상수배의 미분법"),
    Text("term by term; constants vanish or stay as factors", "항마다 미분하고, 상수항은 사라지고 상수배는 남는다"),
    (
        Say(Text("If `x` changes by `h`, a sum `y = u + v` changes by the sum of both changes. Divided by `h`, in the "
                 "limit:",
                 "`x`가 `h`만큼 변하면 합 `y = u + v`의 변화량은 두 변화량의 합이다. `h`로 나누고 극한을 취하면 "
                 "다음과 같다.")),
        Show((("d[y/x]", "=", "d[u/x] + d[v/x]", None),)),
        Say(Text("A constant does not change at all, so its derivative is 0. A constant factor multiplies every "
                 "change, "
                 "so it stays:",
                 "상수는 변하지 않으므로 상수항의 미분은 0이다. 상수배에서는 변화량에도 같은 상수가 곱해지므로 상수가 "
                 "그대로 남는다.")),
        Show((("y", "=", "c*u", None), ("d[y/x]", "=", "c*d[u/x]", None))),
        Part(EXAMPLE),
        derivation("3x^2 - 5x + 7", level="school"),
    ),
    own=by_rules,
)


def _products() -> Sequence[Sequence[Number]]:
    """h, and the difference quotient of x²·x³ at 1: it tends to 5, not to 2·3."""
    start = value("x^2*x^3", x=1)
    return [(h, (value("x^2*x^3", x=1 + h) - start) / h) for h in map(tenth, range(1, 5))]


PRODUCT_RULE = Lesson(
    "product-rule", Text("Product rule", "곱의 미분법"),
    Text("one factor changes at a time: why it is not u′·v′", "한 인수씩 변한다. u′·v′이 아닌 까닭"),
    (
        Say(Text("Think of a rectangle with the sides `u` and `v`. If both grow a little, by `k` and `m`, the area "
                 "grows "
                 "by two strips and a small corner:",
                 "두 변이 `u`, `v`인 직사각형을 생각하자. 두 변이 조금씩 `k`, `m`만큼 늘어나면 넓이는 띠 두 개와 작은 "
                 "귀퉁이만큼 "
                 "늘어난다.")),
        Show((("(u + k)*(v + m) - u*v", "=", "k*v + u*m + k*m", None),)),
        Say(Text("Divide by the change `h` of `x`. `k/h` tends to `d[u/x]` and `m/h` to `d[v/x]`; the corner vanishes, "
                 "because `k*m/h` is `k` times something that stays bounded:",
                 "`x`의 변화량 `h`로 나누자. `k/h`의 극한은 `d[u/x]`, `m/h`의 극한은 `d[v/x]`이다. 귀퉁이 "
                 "`k*m/h`에서는 `k`가 0으로 "
                 "가므로 이 항은 사라진다.")),
        Show((("y", "=", "u*v", None), ("d[y/x]", "=", "d[u/x]*v + u*d[v/x]", None))),
        Say(Text("It is not the product of the derivatives. For `x^2` and `x^3` at `x = 1` that would be `2*3 = 6`; "
                 "the "
                 "difference quotients tend to 5, the derivative of `x^5`:",
                 "도함수끼리 곱한 것이 아니다. `x^2`과 `x^3`이면 `x = 1`에서 `2*3 = 6`이겠지만, 평균변화율은 5에 "
                 "가까워진다. `x^5`의 "
                 "미분계수이다.")),
        table(("h", "((1 + h)^5 - 1)/h"), _products),
        Part(EXAMPLE),
        derivation("x^2*sin(x)", level="school"),
        Part(Text("The same on the graph", "계산 그래프에서 보면")),
        Say(Text("Two paths lead from `x` to the product, one through each factor: multiply along each, then add.",
                 "`x`에서 곱까지 가는 경로가 인수마다 하나씩, 모두 둘이다. 경로마다 곱한 다음 더한다.")),
        derivation("x^2*sin(x)"),
    ),
    own=by_rules,
)
QUOTIENT_RULE = Lesson(
    "quotient-rule", Text("Quotient rule", "몫의 미분법"),
    Text("from the product rule, and why the order in the numerator matters", "곱의 미분법에서 얻고, 분자의 순서에 "
                                                                              "조심한다"),
    (
        Say(Text("If `y = u/v`, then `u = y*v`. Differentiate this product:",
                 "`y = u/v`이면 `u = y*v`이다. 이 곱을 미분한다.")),
        Show((("d[u/x]", "=", "d[y/x]*v + y*d[v/x]", Text("product rule", "곱의 미분법")),)),
        Say(Text("Solve for `d[y/x]` and put `y = u/v` in:", "`d[y/x]`에 대하여 풀고 `y = u/v`를 대입한다.")),
        Show((("d[y/x]", "=", "(d[u/x] - y*d[v/x])/v", None),
              ("", "=", "(d[u/x]*v - u*d[v/x])/v^2", Text("common denominator", "통분하면")))),
        Say(Text("The numerator's derivative comes first: the other order has the wrong sign.",
                 "분자에서는 분자를 미분한 항이 먼저 온다. 순서를 바꾸면 부호가 틀린다.")),
        Part(EXAMPLE),
        derivation("(3x + 1)/(4x - 3)", level="school"),
    ),
    own=by_rules,
)
LOGARITHMIC = Lesson(
    "logarithmic-differentiation", Text("Logarithmic differentiation", "로그미분법"),
    Text("variables in base and exponent: take the logarithm first", "밑과 지수에 모두 변수가 있으면 먼저 로그를 "
                                                                     "취한다"),
    (
        Say(Text("For `y = u^v` neither the power rule (the exponent would have to be constant) nor the rule for "
                 "exponentials (the base would) applies. Take the logarithm of both sides, where `u > 0`:",
                 "`y = u^v`에는 거듭제곱의 미분법(지수가 상수)도 지수함수의 미분법(밑이 상수)도 쓸 수 없다. `u > 0`일 "
                 "때 양변에 "
                 "로그를 취한다.")),
        Show((("ln(y)", "=", "v*ln(u)", None),)),
        Say(Text("Differentiate both sides. On the left stands a composite function, on the right a product:",
                 "양변을 미분한다. 왼쪽은 합성함수, 오른쪽은 곱이다.")),
        Show((("1/y*d[y/x]", "=", "d[v/x]*ln(u) + v/u*d[u/x]", None),
              ("d[y/x]", "=", "u^v*(d[v/x]*ln(u) + v/u*d[u/x])", Text("multiply by `y`", "양변에 `y`를 곱하면")))),
        Part(EXAMPLE),
        derivation("x^x", level="school"),
    ),
    own=by_rules,
)
IMPLICIT = Lesson(
    "implicit-differentiation", Text("Implicit differentiation", "음함수의 미분법"),
    Text("the slope of a curve that is given by an equation", "방정식으로 주어진 곡선의 접선의 기울기"),
    (
        Say(Text("`x^2 + y^2 = 25` does not say what `y` is, but near most of its points it determines `y` as a "
                 "function "
                 "of `x`. Differentiate both sides with respect to `x`; where `y` stands, its derivative `d[y/x]` "
                 "comes "
                 "out as inner derivative:",
                 "`x^2 + y^2 = 25`는 `y`를 직접 나타내지 않지만, 대부분의 점 근처에서 `y`를 `x`의 함수로 정한다. "
                 "양변을 `x`에 대하여 "
                 "미분한다. `y`가 있는 곳에서는 속미분 `d[y/x]`가 나온다.")),
        relation("x^2 + y^2 = 25"),
        Say(Text("At (3, 4) the slope is `-3/4`. At (5, 0) the formula cannot be used: there the tangent is vertical.",
                 "점 (3, 4)에서 기울기는 `-3/4`이다. 점 (5, 0)에서는 이 식을 쓸 수 없다. 그 점의 접선은 y축에 "
                 "평행하다.")),
    ),
    own=related,
)


def _sigmoids() -> Sequence[Sequence[Number]]:
    forms = ("sigmoid(x)", "e^(-x)/(1 + e^(-x))^2", "sigmoid(x)*(1 - sigmoid(x))")
    return [(x, *(value(form, x=x) for form in forms)) for x in (-2, -1, 0, 1, 2)]


SIGMOID = Lesson(
    "sigmoid", Text("From the gates of a sigmoid to σ(1 - σ)", "시그모이드의 게이트에서 σ(1 - σ)까지"),
    Text("four gates, one short formula", "게이트 네 개가 짧은 식 하나로"),
    (
        Say(Text("Written out, the sigmoid has four gates. Its derivative is a product of four local partials:",
                 "시그모이드를 풀어 쓰면 게이트가 네 개이다. 도함수는 국소 미분 네 개의 곱이다.")),
        derivation("1/(1 + e^(-x))"),
        Say(Text("The short formula is a few lines away. Add and subtract 1 in the numerator:",
                 "짧은 식까지는 몇 줄이면 된다. 분자에 1을 더하고 뺀다.")),
        Show((
            ("e^(-x)/(1 + e^(-x))^2", "=", "(1 + e^(-x) - 1)/(1 + e^(-x))^2", Text("add and subtract 1",
                                                                                  "1을 더하고 뺀다")),
            ("", "=", "(1 + e^(-x))/(1 + e^(-x))^2 - 1/(1 + e^(-x))^2", Text("split the fraction", "분수를 나눈다")),
            ("", "=", "1/(1 + e^(-x)) - 1/(1 + e^(-x))^2", Text("cancel", "약분하면")),
            ("", "=", "sigmoid(x) - sigmoid(x)^2", Text("the fraction is the sigmoid itself",
                                                        "분수가 바로 시그모이드이다")),
            ("", "=", "sigmoid(x)*(1 - sigmoid(x))", Text("factor out", "묶으면")),
        )),
        Say(Text("So a network that knows the value needs one multiplication for the slope. In numbers:",
                 "그래서 신경망은 값을 알면 곱셈 한 번으로 기울기를 얻는다. 수로 확인하면 다음과 같다.")),
        table(("x", "sigmoid(x)", "e^(-x)/(1 + e^(-x))^2", "sigmoid(x)*(1 - sigmoid(x))"), _sigmoids),
    ),
)
