"""Mistakes with one rule: chain, product, quotient, power, exponential and trigonometric functions."""
from __future__ import annotations

from ...language import Text
from .row import CHAIN, CONSTANT, EXPONENTIAL, POWER, PRODUCT, QUOTIENT, Mistake

# The likelier and the more special ones first: where two explain an answer, the first is named first.
ROWS: dict[str, Mistake] = {
    "abs_ignored": Mistake(
        Text("absolute value ignored", "절댓값을 무시함"),
        Text("At {site} the bars were ignored.", "{site}: 절댓값 기호를 무시하였다."),
        Text("|u|′ = u′ where u > 0, and -u′ where u < 0.", "|u|′은 u > 0이면 u′, u < 0이면 -u′이다."),
        Text("What is the slope where {u} is negative?", "{u}의 값이 음수인 곳에서 기울기는 무엇일까?"),
        ("abs(x)^3 + x", "3x^2 + 1")),
    "chain_factor_forgotten": Mistake(
        Text("inner derivative forgotten", "속미분을 빠뜨림"),
        Text("At {site} the factor from the inside is missing.", "{site}: 속미분이 빠졌다."),
        CHAIN,
        Text("What is the derivative of {u}, and where does it go?", "{u}의 도함수는 무엇이고, 어디에 곱해야 할까?"),
        ("sin(3x)", "cos(3x)")),
    "outer_derivative_at_x": Mistake(
        Text("outer derivative taken at x", "겉미분에 속함수 대신 변수를 넣음"),
        Text("At {site} the outer derivative was taken at {x}.", "{site}: 겉미분에 속함수 대신 {x}를 넣었다."),
        CHAIN,
        Text("What stands inside in {site}, and where must it stand in the outer derivative?",
             "{site}의 속함수는 무엇이고, 겉미분의 어디에 들어가야 할까?"),
        ("cos(x^2)", "-2x*sin(x)")),
    "inner_not_substituted": Mistake(
        Text("inner function not put in, or put in at a wrong power", "속함수를 제대로 넣지 않음"),
        Text("Where {u} belongs in the outer derivative, {wrong} was put in.",
             "겉미분에 {u} 대신 {wrong}의 식을 넣었다."),
        CHAIN,
        Text("What is {u} in terms of {x}, and what is its power in the outer derivative?",
             "{u}의 식은 무엇이고, 겉미분에서 몇 제곱일까?"),
        ("u = (x+1)^2; y = u^3", "3(x+1)^2*2(x+1)")),
    "differentiated_inside_only": Mistake(
        Text("only the inside differentiated", "속함수만 미분함"),
        Text("At {site} only the inside was differentiated: {wrong}.",
             "{site}: 속함수만 미분하여 {wrong}의 꼴이 되었다."),
        CHAIN,
        Text("What is the derivative of the outer function alone?", "겉함수만 미분하면 무엇일까?"),
        ("sin(x^2)", "sin(2x)")),
    "constant_kept": Mistake(
        Text("constant kept", "상수를 그대로 둠"),
        Text("The constant {site} is still there.", "{site}: 미분하면 사라질 상수가 남아 있다."),
        CONSTANT,
        Text("What is the derivative of {site}?", "{site}의 도함수는 무엇일까?"),
        ("5x^2+3", "10x+3")),
    "other_variable_differentiated": Mistake(
        Text("another variable differentiated", "다른 변수도 미분함"),
        Text("{site} was differentiated, though it is held constant.", "{site}: 상수로 보아야 할 변수를 미분하였다."),
        Text("In a partial derivative all other variables are constants.",
             "편미분에서는 다른 변수를 모두 상수로 본다."),
        Text("Does {site} change when only {x} moves?", "{x}만 변할 때 {site}의 값도 변할까?"),
        ("x^2+y^2", "2x+2y")),
    "power_rule_on_constant": Mistake(
        Text("power rule on a constant", "상수에 거듭제곱의 미분법을 씀"),
        Text("{site} does not depend on {x}, but was differentiated.", "{site}: {x}와 상관없는 상수인데 미분하였다."),
        CONSTANT,
        Text("Does {site} change when {x} does?", "{x}의 값이 변하면 {site}의 값도 변할까?"),
        ("pi^2 + x", "2pi + 1")),
    "quotient_sign": Mistake(
        Text("plus in the quotient rule", "몫의 미분법에서 부호를 틀림"),
        Text("At {site} the quotient rule has a wrong sign.", "{site}: 몫의 미분법에서 부호가 틀렸다."),
        QUOTIENT,
        Text("Which term of the numerator is subtracted?", "분자에서 빼야 하는 항은 어느 것일까?"),
        ("sin(x)/x", "(x*cos(x)+sin(x))/x^2")),
    "quotient_order": Mistake(
        Text("terms of the quotient rule exchanged", "몫의 미분법에서 순서를 바꿈"),
        Text("At {site} the two terms of the quotient rule are exchanged.",
             "{site}: 몫의 미분법에서 두 항의 순서가 바뀌었다."),
        QUOTIENT,
        Text("Which of the two comes first: the term with the numerator's derivative, or the other?",
             "먼저 오는 항에서 미분하는 것은 분자일까, 분모일까?"),
        ("sin(x)/x", "(sin(x)-x*cos(x))/x^2")),
    "quotient_denominator_not_squared": Mistake(
        Text("denominator not squared", "분모를 제곱하지 않음"),
        Text("At {site} the denominator is not squared.", "{site}: 분모를 제곱하지 않았다."),
        QUOTIENT,
        Text("What becomes of the denominator in the quotient rule?", "몫의 미분법에서 분모는 어떻게 될까?"),
        ("sin(x)/x", "(x*cos(x)-sin(x))/x")),
    "quotient_of_derivatives": Mistake(
        Text("quotient of the derivatives", "도함수끼리 나눔"),
        Text("At {site} the derivatives of numerator and denominator were divided.",
             "{site}: 분자와 분모를 따로 미분하여 나누었다."),
        QUOTIENT,
        Text("What are u, v, u′ and v′ here?", "여기서 u, v, u′, v′은 무엇일까?"),
        ("sin(x)/x", "cos(x)")),
    "product_of_derivatives": Mistake(
        Text("product of the derivatives", "도함수끼리 곱함"),
        Text("At {site} the derivatives of the factors were multiplied.", "{site}: 인수의 도함수끼리 곱하였다."),
        PRODUCT,
        Text("Which terms does the product rule have here?", "여기서 곱의 미분법의 항은 무엇무엇일까?"),
        ("x*e^x", "e^x")),
    "product_term_forgotten": Mistake(
        Text("a term of the product rule forgotten", "곱의 미분법에서 한 항을 빠뜨림"),
        Text("At {site} a term of the product rule is missing.", "{site}: 곱의 미분법의 항 하나가 빠졌다."),
        PRODUCT,
        Text("Which factor has not been differentiated yet?", "아직 미분하지 않은 인수는 무엇일까?"),
        ("x^2*sin(x)", "2x*sin(x)")),
    "exponent_not_lowered": Mistake(
        Text("exponent not lowered", "지수를 1 줄이지 않음"),
        Text("At {site} the exponent was not lowered.", "{site}: 지수를 1 줄이지 않았다."),
        POWER,
        Text("What is the exponent after differentiating?", "미분한 뒤의 지수는 얼마일까?"),
        ("x^3", "3x^3")),
    "exponent_raised": Mistake(
        Text("exponent raised in place of lowered", "지수를 늘림"),
        Text("At {site} the exponent was raised.", "{site}: 지수를 줄이지 않고 늘렸다."),
        POWER,
        Text("Is 1 added to the exponent or subtracted from it?", "지수에 1을 더할까, 뺄까?"),
        ("1/x^3", "-3/x^2")),
    "exponent_factor_forgotten": Mistake(
        Text("exponent not brought down", "지수를 앞으로 내리지 않음"),
        Text("At {site} the exponent does not stand in front.", "{site}: 지수를 앞에 곱하지 않았다."),
        POWER,
        Text("Which number comes down in front?", "앞으로 내려와 곱해지는 수는 무엇일까?"),
        ("x^3", "x^2")),
    "power_rule_on_exponential": Mistake(
        Text("power rule on an exponential function", "지수함수에 거듭제곱의 미분법을 씀"),
        Text("{site} was differentiated like a power.", "{site}: 지수함수를 거듭제곱처럼 미분하였다."),
        EXPONENTIAL,
        Text("Where does the variable stand: in the base or in the exponent?", "변수는 밑에 있을까, 지수에 있을까?"),
        ("2^x", "x*2^(x-1)")),
    "exponent_only": Mistake(
        Text("only the exponent differentiated", "지수만 변수로 봄"),
        Text("At {site} the base was taken for a constant.", "{site}: 밑을 상수로 보았다."),
        Text("Where base and exponent vary there are two terms: uᵛ = e^(v·ln u).",
             "밑과 지수가 모두 변하면 항이 둘이다: uᵛ = e^(v·ln u)."),
        Text("What changes when only the base moves?", "밑만 변할 때 함수는 어떻게 변할까?"),
        ("x^x", "x^x*ln(x)")),
    "ln_base_forgotten": Mistake(
        Text("ln of the base forgotten", "밑의 자연로그를 빠뜨림"),
        Text("At {site} the factor ln of the base is missing.", "{site}: 밑의 자연로그를 곱하지 않았다."),
        EXPONENTIAL,
        Text("For which base alone is the function its own derivative?",
             "미분해도 그대로인 것은 밑이 무엇일 때뿐일까?"),
        ("10^x", "10^x")),
    "log_base_forgotten": Mistake(
        Text("ln of the logarithm's base forgotten", "로그의 밑을 잊음"),
        Text("At {site} the base of the logarithm is forgotten.", "{site}: 로그의 밑을 잊었다."),
        Text("log_b(u) = ln(u)/ln(b), and so the derivative is divided by ln(b).",
             "log_b(u) = ln(u)/ln(b)이므로 도함수도 ln(b)로 나눈다."),
        Text("How is {site} written with ln?", "{site}의 값을 자연로그로 쓰면 무엇일까?"),
        ("log10(x)", "1/x")),
    "root_half_forgotten": Mistake(
        Text("the factor 1/2 of the root forgotten", "제곱근의 1/2을 빠뜨림"),
        Text("At {site} the factor 1/2 is missing.", "{site}: 인수 1/2이 빠졌다."),
        Text("√u = u^(1/2), and so (√u)′ = u′/(2√u).", "√u = u^(1/2)이므로 (√u)′ = u′/(2√u)이다."),
        Text("Which exponent comes down?", "앞으로 내려오는 지수는 얼마일까?"),
        ("sqrt(x)", "1/sqrt(x)")),
    "sigmoid_plus": Mistake(
        Text("plus in the sigmoid's derivative", "시그모이드 도함수의 부호를 틀림"),
        Text("At {site} a plus stands where a minus belongs.", "{site}: 뺄셈이 와야 할 자리에 덧셈이 있다."),
        Text("σ′ = σ·(1 - σ).", "σ′ = σ·(1 - σ)."),
        Text("Can the slope of the sigmoid be larger than 1/4?", "시그모이드의 기울기가 1/4보다 클 수 있을까?"),
        ("sigmoid(x)", "sigmoid(x)*(1+sigmoid(x))")),
    "sigmoid_slip": Mistake(
        Text("a factor of the sigmoid's slope lost", "시그모이드 도함수의 인수를 틀림"),
        Text("At {site} a factor is missing or has a wrong power.", "{site}: 인수가 빠졌거나 거듭제곱이 틀렸다."),
        Text("σ′ = σ·(1 - σ).", "σ′ = σ·(1 - σ)."),
        Text("What is the slope far left and far right, where the curve is flat?",
             "곡선이 평평한 양 끝에서 기울기는 얼마일까?"),
        ("sigmoid(x)", "1-sigmoid(x)"), sign=False),
    "trig_sign": Mistake(
        Text("sign of a trigonometric derivative", "삼각함수 도함수의 부호를 틀림"),
        Text("At {site} the derivative has the wrong sign.", "{site}: 도함수의 부호가 틀렸다."),
        Text("sin′ = cos, cos′ = -sin, tan′ = 1/cos².", "sin′ = cos, cos′ = -sin, tan′ = 1/cos²."),
        Text("Does the function rise or fall just right of 0?", "0의 바로 오른쪽에서 이 함수는 커질까, 작아질까?"),
        ("cos(x)", "sin(x)")),
}
