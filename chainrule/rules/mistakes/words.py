"""Every label of a mistake, with what is said about it: what was done, and the question that leads on."""
from __future__ import annotations

from dataclasses import dataclass

from ...language import Text


@dataclass(frozen=True, slots=True)
class Mistake:
    """One row, without the label. Facts in {braces} are formulas of the student's own: `site` the place, `u` and `v`
    what it is made of, `wrong` what was taken for its derivative, `x` the variable.

    title     the mistake in a few words
    said      what was done, as a sentence
    rule      the rule that holds there
    question  what to ask oneself now
    example   a function, a wrong derivative with this mistake
    """

    title: Text
    said: Text
    rule: Text
    question: Text
    example: tuple[str, str] = ("", "")


CHAIN = Text("Outer derivative at the inner function, times the inner derivative: f(u)′ = f′(u)·u′.",
             "겉미분에 속함수를 그대로 넣고 속미분을 곱한다: f(u)′ = f′(u)·u′.")
PRODUCT = Text("The product rule has a term for each factor: (u·v)′ = u′·v + u·v′.",
               "곱의 미분법에는 인수마다 항이 하나씩 있다: (u·v)′ = u′·v + u·v′.")
QUOTIENT = Text("The quotient rule: (u/v)′ = (u′·v - u·v′)/v².", "몫의 미분법: (u/v)′ = (u′·v - u·v′)/v².")
POWER = Text("The power rule: (uⁿ)′ = n·uⁿ⁻¹·u′.", "거듭제곱의 미분법: (uⁿ)′ = n·uⁿ⁻¹·u′.")
EXPONENTIAL = Text("A variable exponent: (aᵘ)′ = aᵘ·ln a·u′; the base stays and so does the exponent.",
                   "변수가 지수에 있으면 (aᵘ)′ = aᵘ·ln a·u′이다. 밑도 지수도 그대로 남는다.")
CONSTANT = Text("What does not depend on the variable has the derivative 0.", "변수와 상관없는 것의 도함수는 0이다.")
FACTOR = Text("A constant factor stays: (c·u)′ = c·u′.", "상수배는 그대로 남는다: (c·u)′ = c·u′.")
SIGN = Text("Signs stay: (u - v)′ = u′ - v′, (-u)′ = -u′.", "부호는 그대로 따라온다: (u - v)′ = u′ - v′, (-u)′ = -u′.")
PATHS = Text("Along a path the factors are multiplied, and all paths are added.",
             "한 경로 위의 국소 미분은 곱하고, 모든 경로의 곱을 더한다.")
TABLE = Text("Each function has its own row in the table of derivatives.", "도함수 표에서 함수마다 제 줄을 쓴다.")
MATRIX = Text("Upstream · local keeps the order of the factors: for Y = W·X it is Wᵀ·G and G·Xᵀ.",
              "상류와 국소의 곱에서는 순서를 지킨다: Y = W·X이면 Wᵀ·G와 G·Xᵀ이다.")

# The likelier and the more special ones first: where two explain an answer, the first is named first.
MISTAKES: dict[str, Mistake] = {
    "chain_factor_forgotten": Mistake(
        Text("inner derivative forgotten", "속미분을 빠뜨림"),
        Text("At {site} the factor from the inside is missing.", "{site}: 속미분이 빠졌다."),
        CHAIN, Text("What is the derivative of {u}, and where does it go?", "{u}의 도함수는 무엇이고, 어디에 곱해야 할까?"),
        ("sin(3x)", "cos(3x)")),
    "outer_derivative_at_x": Mistake(
        Text("outer derivative at x, not at the inner function", "겉미분에 속함수 대신 변수를 넣음"),
        Text("At {site} the outer derivative was taken at {x}.", "{site}: 겉미분에 속함수 대신 {x}를 넣었다."),
        CHAIN, Text("What stands inside in {site}, and where must it stand in the outer derivative?",
                    "{site}의 속함수는 무엇이고, 겉미분의 어디에 들어가야 할까?"), ("cos(x^2)", "-2x*sin(x)")),
    "inner_not_substituted": Mistake(
        Text("inner function not put in, or put in at a wrong power", "속함수를 제대로 넣지 않음"),
        Text("Where {u} belongs in the outer derivative, {wrong} was put in.", "겉미분에 {u} 대신 {wrong}의 식을 넣었다."),
        CHAIN, Text("What is {u} in terms of {x}, and what is its power in the outer derivative?",
                    "{u}의 식은 무엇이고, 겉미분에서 몇 제곱일까?"),
        ("u = (x+1)^2; y = u^3", "3(x+1)^2*2(x+1)")),
    "differentiated_inside_only": Mistake(
        Text("only the inside differentiated", "속함수만 미분함"),
        Text("At {site} only the inside was differentiated: {wrong}.", "{site}: 속함수만 미분하여 {wrong}의 꼴이 되었다."),
        CHAIN, Text("What is the derivative of the outer function alone?", "겉함수만 미분하면 무엇일까?"),
        ("sin(x^2)", "sin(2x)")),
    "constant_kept": Mistake(
        Text("constant kept", "상수를 그대로 둠"),
        Text("The constant {site} is still there.", "{site}: 미분하면 사라질 상수가 남아 있다."),
        CONSTANT, Text("What is the derivative of {site}?", "{site}의 도함수는 무엇일까?"), ("5x^2+3", "10x+3")),
    "other_variable_differentiated": Mistake(
        Text("another variable differentiated", "다른 변수도 미분함"),
        Text("{site} was differentiated, though it is held constant.", "{site}: 상수로 보아야 할 변수를 미분하였다."),
        Text("In a partial derivative all other variables are constants.", "편미분에서는 다른 변수를 모두 상수로 본다."),
        Text("Does {site} change when only {x} moves?", "{x}만 변할 때 {site}의 값도 변할까?"), ("x^2+y^2", "2x+2y")),
    "power_rule_on_constant": Mistake(
        Text("power rule on a constant", "상수에 거듭제곱의 미분법을 씀"),
        Text("{site} does not depend on {x}, but was differentiated.", "{site}: {x}와 상관없는 상수인데 미분하였다."),
        CONSTANT, Text("Does {site} change when {x} does?", "{x}의 값이 변하면 {site}의 값도 변할까?"), ("pi^2 + x", "2pi + 1")),
    "quotient_sign": Mistake(
        Text("plus in the quotient rule", "몫의 미분법에서 부호를 틀림"),
        Text("At {site} the quotient rule has a wrong sign.", "{site}: 몫의 미분법에서 부호가 틀렸다."),
        QUOTIENT, Text("Which term of the numerator is subtracted?", "분자에서 빼야 하는 항은 어느 것일까?"),
        ("sin(x)/x", "(x*cos(x)+sin(x))/x^2")),
    "quotient_order": Mistake(
        Text("terms of the quotient rule exchanged", "몫의 미분법에서 순서를 바꿈"),
        Text("At {site} the two terms of the quotient rule are exchanged.", "{site}: 몫의 미분법에서 두 항의 순서가 바뀌었다."),
        QUOTIENT, Text("Which of the two comes first: the term with the numerator's derivative, or the other?",
                       "먼저 오는 항에서 미분하는 것은 분자일까, 분모일까?"), ("sin(x)/x", "(sin(x)-x*cos(x))/x^2")),
    "quotient_denominator_not_squared": Mistake(
        Text("denominator not squared", "분모를 제곱하지 않음"),
        Text("At {site} the denominator is not squared.", "{site}: 분모를 제곱하지 않았다."),
        QUOTIENT, Text("What becomes of the denominator in the quotient rule?", "몫의 미분법에서 분모는 어떻게 될까?"),
        ("sin(x)/x", "(x*cos(x)-sin(x))/x")),
    "quotient_of_derivatives": Mistake(
        Text("quotient of the derivatives", "도함수끼리 나눔"),
        Text("At {site} the derivatives of numerator and denominator were divided.", "{site}: 분자와 분모를 따로 미분하여 나누었다."),
        QUOTIENT, Text("What are u, v, u′ and v′ here?", "여기서 u, v, u′, v′은 무엇일까?"), ("sin(x)/x", "cos(x)")),
    "product_of_derivatives": Mistake(
        Text("product of the derivatives", "도함수끼리 곱함"),
        Text("At {site} the derivatives of the factors were multiplied.", "{site}: 인수의 도함수끼리 곱하였다."),
        PRODUCT, Text("Which terms does the product rule have here?", "여기서 곱의 미분법의 항은 무엇무엇일까?"),
        ("x*e^x", "e^x")),
    "product_term_forgotten": Mistake(
        Text("a term of the product rule forgotten", "곱의 미분법에서 한 항을 빠뜨림"),
        Text("At {site} a term of the product rule is missing.", "{site}: 곱의 미분법의 항 하나가 빠졌다."),
        PRODUCT, Text("Which factor has not been differentiated yet?", "아직 미분하지 않은 인수는 무엇일까?"),
        ("x^2*sin(x)", "2x*sin(x)")),
    "exponent_not_lowered": Mistake(
        Text("exponent not lowered", "지수를 1 줄이지 않음"),
        Text("At {site} the exponent was not lowered.", "{site}: 지수를 1 줄이지 않았다."),
        POWER, Text("What is the exponent after differentiating?", "미분한 뒤의 지수는 얼마일까?"), ("x^3", "3x^3")),
    "exponent_raised": Mistake(
        Text("exponent raised in place of lowered", "지수를 늘림"),
        Text("At {site} the exponent was raised.", "{site}: 지수를 줄이지 않고 늘렸다."),
        POWER, Text("Is 1 added to the exponent or subtracted from it?", "지수에 1을 더할까, 뺄까?"), ("1/x^3", "-3/x^2")),
    "exponent_factor_forgotten": Mistake(
        Text("exponent not brought down", "지수를 앞으로 내리지 않음"),
        Text("At {site} the exponent does not stand in front.", "{site}: 지수를 앞에 곱하지 않았다."),
        POWER, Text("Which number comes down in front?", "앞으로 내려와 곱해지는 수는 무엇일까?"), ("x^3", "x^2")),
    "power_rule_on_exponential": Mistake(
        Text("power rule on an exponential function", "지수함수에 거듭제곱의 미분법을 씀"),
        Text("{site} was differentiated like a power.", "{site}: 지수함수를 거듭제곱처럼 미분하였다."),
        EXPONENTIAL, Text("Where does the variable stand: in the base or in the exponent?", "변수는 밑에 있을까, 지수에 있을까?"),
        ("2^x", "x*2^(x-1)")),
    "exponent_only": Mistake(
        Text("only the exponent differentiated", "지수만 변수로 봄"),
        Text("At {site} the base was taken for a constant.", "{site}: 밑을 상수로 보았다."),
        Text("Where base and exponent vary there are two terms: uᵛ = e^(v·ln u).",
             "밑과 지수가 모두 변하면 항이 둘이다: uᵛ = e^(v·ln u)."),
        Text("What changes when only the base moves?", "밑만 변할 때 함수는 어떻게 변할까?"), ("x^x", "x^x*ln(x)")),
    "ln_base_forgotten": Mistake(
        Text("ln of the base forgotten", "밑의 자연로그를 빠뜨림"),
        Text("At {site} the factor ln of the base is missing.", "{site}: 밑의 자연로그를 곱하지 않았다."),
        EXPONENTIAL, Text("For which base alone is the function its own derivative?", "미분해도 그대로인 것은 밑이 무엇일 때뿐일까?"),
        ("10^x", "10^x")),
    "log_base_forgotten": Mistake(
        Text("ln of the logarithm's base forgotten", "로그의 밑을 잊음"),
        Text("At {site} the base of the logarithm is forgotten.", "{site}: 로그의 밑을 잊었다."),
        Text("log_b(u) = ln(u)/ln(b), and so the derivative is divided by ln(b).", "log_b(u) = ln(u)/ln(b)이므로 도함수도 ln(b)로 나눈다."),
        Text("How is {site} written with ln?", "{site}의 값을 자연로그로 쓰면 무엇일까?"), ("log10(x)", "1/x")),
    "root_half_forgotten": Mistake(
        Text("the factor 1/2 of the root forgotten", "제곱근의 1/2을 빠뜨림"),
        Text("At {site} the factor 1/2 is missing.", "{site}: 인수 1/2이 빠졌다."),
        Text("√u = u^(1/2), and so (√u)′ = u′/(2√u).", "√u = u^(1/2)이므로 (√u)′ = u′/(2√u)이다."),
        Text("Which exponent comes down?", "앞으로 내려오는 지수는 얼마일까?"), ("sqrt(x)", "1/sqrt(x)")),
    "sigmoid_plus": Mistake(
        Text("plus in the sigmoid's derivative", "시그모이드 도함수의 부호를 틀림"),
        Text("At {site} a plus stands where a minus belongs.", "{site}: 뺄셈이 와야 할 자리에 덧셈이 있다."),
        Text("σ′ = σ·(1 - σ).", "σ′ = σ·(1 - σ)."),
        Text("Can the slope of the sigmoid be larger than 1/4?", "시그모이드의 기울기가 1/4보다 클 수 있을까?"),
        ("sigmoid(x)", "sigmoid(x)*(1+sigmoid(x))")),
    "sigmoid_slip": Mistake(
        Text("a factor of the sigmoid's derivative lost", "시그모이드 도함수의 인수를 틀림"),
        Text("At {site} a factor is missing or has a wrong power.", "{site}: 인수가 빠졌거나 거듭제곱이 틀렸다."),
        Text("σ′ = σ·(1 - σ).", "σ′ = σ·(1 - σ)."),
        Text("What is the slope far left and far right, where the curve is flat?", "곡선이 평평한 양 끝에서 기울기는 얼마일까?"),
        ("sigmoid(x)", "1-sigmoid(x)")),
    "trig_sign": Mistake(
        Text("sign of a trigonometric derivative", "삼각함수 도함수의 부호를 틀림"),
        Text("At {site} the derivative has the wrong sign.", "{site}: 도함수의 부호가 틀렸다."),
        Text("sin′ = cos, cos′ = -sin, tan′ = 1/cos².", "sin′ = cos, cos′ = -sin, tan′ = 1/cos²."),
        Text("Does the function rise or fall just right of 0?", "0의 바로 오른쪽에서 이 함수는 커질까, 작아질까?"), ("cos(x)", "sin(x)")),
    "minus_lost": Mistake(
        Text("sign lost", "부호를 틀림"),
        Text("At {site} a sign is wrong.", "{site}: 부호가 틀렸다."),
        SIGN, Text("Which sign stands in front of {site}, and what becomes of it?", "{site}의 부호는 무엇이고, 미분하면 어떻게 될까?"),
        ("x - x^3", "1 + 3x^2")),
    "constant_factor_dropped": Mistake(
        Text("constant factor dropped", "상수배를 빠뜨림"),
        Text("At {site} a constant factor is gone.", "{site}: 상수배가 사라졌다."),
        FACTOR, Text("Which factors of {site} do not depend on {x}?", "{site}의 인수 가운데 {x}와 상관없는 것은 무엇일까?"),
        ("a*x^2", "2x")),
    "abs_ignored": Mistake(
        Text("absolute value ignored", "절댓값을 무시함"),
        Text("At {site} the bars were ignored.", "{site}: 절댓값 기호를 무시하였다."),
        Text("|u|′ = u′ where u > 0, and -u′ where u < 0.", "|u|′은 u > 0이면 u′, u < 0이면 -u′이다."),
        Text("What is the slope where {u} is negative?", "{u}의 값이 음수인 곳에서 기울기는 무엇일까?"), ("abs(x)^3 + x", "3x^2 + 1")),
    "power_distributed": Mistake(
        Text("power taken of each term", "거듭제곱을 항마다 나눔"),
        Text("At {site} the power was taken term by term.", "{site}: 거듭제곱을 항마다 따로 하였다."),
        Text("(u + v)² is u² + 2uv + v².", "(u + v)²은 u² + 2uv + v²이다."),
        Text("Is {site} the same as the sum of the powers? Try numbers.", "{site}의 값은 거듭제곱의 합과 같을까? 수를 넣어 보자."),
        ("(x+3)^2", "2x")),
    "composition_as_product": Mistake(
        Text("composite function read as a product", "합성함수를 곱으로 봄"),
        Text("{site} was treated as a product.", "{site}: 합성함수를 곱으로 보고 미분하였다."),
        CHAIN, Text("Is {site} a product of two functions, or one function inside another?",
                    "{site}: 두 함수의 곱일까, 함수 안에 함수가 든 것일까?"), ("ln(3x)", "3+3ln(x)")),
    "inner_derivative_misplaced": Mistake(
        Text("inner derivative at a wrong place", "속미분을 엉뚱한 곳에 둠"),
        Text("At {site} the inner derivative stands at a wrong place.", "{site}: 속미분이 엉뚱한 자리에 있다."),
        CHAIN, Text("Which factor belongs to which bracket?", "어느 속미분이 어느 괄호에 속할까?"),
        ("(x^2+sin(3x))^4", "4(x^2+sin(3x))^3*(2x+cos(3x))*3")),
    "outer_and_inner_mixed": Mistake(
        Text("outer and inner derivative mixed", "겉미분과 속미분을 섞음"),
        Text("At {site} a part of the outer derivative is gone: {wrong}.", "{site}: 겉미분의 일부가 사라져 {wrong}의 꼴이 되었다."),
        CHAIN, Text("What is the outer derivative, written with {u} still in it?", "{u}를 그대로 둔 채 겉함수만 미분하면 무엇일까?"),
        ("cos(x)^2", "-2sin(x)")),
    "factors_added": Mistake(
        Text("factors added in place of multiplied", "곱할 것을 더함"),
        Text("At {site} the factors were added.", "{site}: 곱해야 할 것을 더하였다."),
        PATHS, Text("Are the outer and the inner derivative multiplied or added?", "겉미분과 속미분은 곱할까, 더할까?"),
        ("sin(x^2)", "cos(x^2)+2x")),
    "wrong_variable": Mistake(
        Text("differentiated by another variable", "다른 변수로 미분함"),
        Text("This is the derivative by {u}.", "이것은 {u}에 대한 도함수이다."),
        Text("The variable below says what moves.", "분모에 적힌 변수만 변한다."),
        Text("Which variable moves, and which are constants?", "변하는 변수는 무엇이고, 상수는 무엇일까?"), ("x*y^3", "3x*y^2")),
    "path_forgotten": Mistake(
        Text("a path left out", "경로를 빠뜨림"),
        Text("The contribution of {site} is missing.", "{site}: 이 값을 거치는 경로가 빠졌다."),
        PATHS, Text("On how many paths does {x} reach the result?", "{x}에서 결과까지 가는 경로는 모두 몇 개일까?"),
        ("x^2 + sin(x)", "2x")),
    "path_counted_twice": Mistake(
        Text("a path counted twice", "경로를 두 번 셈"),
        Text("The contribution of {site} is there twice.", "{site}: 이 값을 거치는 경로를 두 번 더하였다."),
        PATHS, Text("On how many paths does {x} reach the result?", "{x}에서 결과까지 가는 경로는 모두 몇 개일까?"),
        ("x^2 + sin(x)", "2x + 2cos(x)")),
    "paths_multiplied": Mistake(
        Text("paths multiplied in place of added", "더할 경로를 곱함"),
        Text("At {site} the contributions were multiplied.", "{site}: 더해야 할 경로의 몫을 곱하였다."),
        PATHS, Text("Are the contributions of two paths added or multiplied?", "두 경로의 몫은 더할까, 곱할까?"),
        ("x^2 + sin(x)", "2x*cos(x)")),
    "integrated": Mistake(
        Text("integrated in place of differentiated", "미분하지 않고 적분함"),
        Text("{site} was integrated.", "{site}: 미분하지 않고 적분하였다."),
        Text("Differentiating lowers the exponent.", "미분하면 지수가 줄어든다."),
        Text("What do you get when you differentiate your answer?", "적은 답을 다시 미분하면 무엇이 될까?"), ("x^2", "x^3/3")),
    "reciprocal_forgotten": Mistake(
        Text("reciprocal forgotten", "역수로 하지 않음"),
        Text("At {site} the reciprocal is missing: {wrong}.", "{site}: 역수를 취하지 않아 {wrong}의 꼴이 되었다."),
        TABLE, Text("What is the derivative of ln u, of 1/u?", "ln u와 1/u의 도함수는 무엇일까?"), ("ln(x^2+1)", "2x*(x^2+1)")),
    "table_confused": Mistake(
        Text("another row of the table of derivatives", "다른 함수의 도함수를 씀"),
        Text("At {site} the derivative of another function was taken: {wrong}.", "{site}: 다른 함수의 도함수를 써서 {wrong}의 꼴이 되었다."),
        TABLE, Text("What is the derivative of the outer function of {site}?", "{site}에서 겉함수의 도함수는 무엇일까?"),
        ("tan(x)", "1/cos(x)")),
    "wrong_definition": Mistake(
        Text("a definition that does not give the problem", "문제와 다른 식으로 치환함"),
        Text("For {site} another expression was taken: {wrong}.", "{site} 대신 {wrong}의 식을 썼다."),
        Text("Put back, the definitions must give the problem.", "치환한 것을 되돌리면 문제의 식이 되어야 한다."),
        Text("What do you get when you put your definitions back?", "치환한 식을 되돌려 넣으면 무엇이 될까?"),
        ("(3x^2+1)^5", "5(3x^2)^4*6x")),
    "wrong_local_factor": Mistake(
        Text("a wrong local derivative", "국소 미분을 틀림"),
        Text("On the edge from {u} to {site} the local derivative was taken as {wrong}.",
             "{u}에서 {site}로 가는 간선의 국소 미분을 {wrong}로 보았다."),
        PATHS, Text("How much does {site} change when only {u} moves?", "{u}만 변할 때 {site}의 값은 얼마나 변할까?"),
        ("w*x + b", "1")),
    "transpose_forgotten": Mistake(
        Text("transpose or order forgotten", "전치나 순서를 잊음"),
        Text("At {site} a transpose is missing, or the factors stand in a wrong order.", "{site}: 전치가 빠졌거나 곱의 순서가 틀렸다."),
        MATRIX, Text("Which shapes do the factors have, and do they fit?", "인수의 크기는 각각 무엇이고, 서로 맞을까?")),
    "shape": Mistake(
        Text("shapes do not fit", "크기가 맞지 않음"),
        Text("The answer has another shape than {site}.", "답의 크기가 {site}의 크기와 다르다."),
        Text("A gradient has the shape of its variable.", "그래디언트의 크기는 그 변수의 크기와 같다."),
        Text("Which shape must the answer have?", "답의 크기는 무엇이어야 할까?")),
    "symmetric_assumed": Mistake(
        Text("matrix taken for symmetric", "행렬을 대칭으로 봄"),
        Text("This is right only where {site} is symmetric.", "{site}의 값이 대칭행렬일 때만 맞다."),
        Text("(xᵀ·A·x)′ = (A + Aᵀ)·x.", "(xᵀ·A·x)′ = (A + Aᵀ)·x."),
        Text("Was it said that {site} is symmetric?", "{site}의 값이 대칭행렬이라는 조건이 있었을까?")),
    "arithmetic_slip": Mistake(
        Text("an arithmetic slip", "계산 실수"),
        Text("The rules are right; a number went wrong: {wrong}.", "미분법은 맞았으나 계산이 틀렸다: {wrong}."),
        Text("Check the numbers once more.", "수 계산을 다시 살펴본다."),
        Text("Where does this number come from?", "이 수는 어디에서 나왔을까?"), ("(x^2+1)^3", "5x*(x^2+1)^2")),
    "rounded": Mistake(
        Text("a rounded constant", "어림한 상수"),
        Text("Right to {wrong} digits: a constant is rounded.", "유효숫자 {wrong}자리까지 맞다. 상수를 어림하였다."),
        Text("Keep pi, e and roots as they are.", "π, e, 제곱근은 그대로 둔다."),
        Text("Which exact number stands behind {site}?", "{site} 뒤에 있는 정확한 수는 무엇일까?"), ("pi*x^2", "6.28x")),
}
