"""What a mistake is in words, and the rules that it goes against."""
from __future__ import annotations

from ...language import Text
from ...records import record


@record
class Mistake:
    """One row, without the label. Facts in {braces} are formulas of the student's own: `site` the place, `u` and `v`
    what it is made of, `wrong` what was taken for its derivative, `x` the variable.

    title     the mistake in a few words
    said      what was done, as a sentence
    rule      the rule that holds there
    question  what to ask oneself now
    example   a function, a wrong derivative with this mistake
    sign      whether it is this mistake where nothing but the sign is wrong, rather than a lost sign
    """

    title: Text
    said: Text
    rule: Text
    question: Text
    example: tuple[str, str] = ("", "")
    sign: bool = True


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
