"""The rules of the signs: sum, difference, product, quotient, negation, powers."""
from __future__ import annotations

from fractions import Fraction

from ..language import Text
from .rule import Rule

FAMILY = Text("Arithmetic", "사칙연산과 거듭제곱")

_POWER_VALUE = lambda m, a, b: a ** b  # noqa: E731  one line of data, used three times


def _product(_: object, *factors: object) -> object:
    value = factors[0]
    for factor in factors[1:]:
        value = value * factor  # type: ignore[operator]
    return value


PLACES = (Text("base", "밑"), Text("exponent", "지수"))
ROWS = (
    Rule("copy", Text("copy", "그대로"), ("1",),
         (Text("the derivative of a variable with respect to itself is 1", "변수를 그 변수로 미분하면 1이다"),),
         Text("passes on", "그대로 보낸다"), callable=False,
         sympy=lambda S, u: u, value=lambda m, u: u, exact=lambda u: u, script="u", sign="=", robust=True),
    Rule("sum", Text("addition", "덧셈"), ("1",),
         (Text("addition passes the gradient on unchanged to every input",
               "덧셈은 받은 기울기를 모든 입력에 똑같이 전한다"),),
         Text("distributes", "똑같이 전한다"), arity=(2, None), callable=False,
         sympy=lambda S, *a: S.Add(*a), value=lambda m, *a: sum(a), exact=lambda *a: sum(a),
         example=(1.28125, 0.7109375, 2.3671875), script="x.reduce((total, term) => total + term)", sign="+",
         robust=True),
    Rule("difference", Text("subtraction", "뺄셈"), ("1", "-1"),
         (Text("what is added gets the gradient unchanged", "더하는 쪽에는 그대로 전한다"),
          Text("what is subtracted gets the opposite sign", "빼는 쪽에는 부호를 바꿔 전한다")),
         Text("distributes, with signs", "부호를 붙여 전한다"), arity=(2, None), callable=False,
         sympy=lambda S, a, *b: S.Add(a, *(-x for x in b)), value=lambda m, a, *b: a - sum(b),
         exact=lambda a, *b: a - sum(b), example=(1.28125, 0.7109375), sign="−", robust=True),
    Rule("product", Text("multiplication", "곱셈"), ("rest",),
         (Text("the other factors are held constant and multiply", "나머지 인수를 상수로 보고 곱한다"),),
         Text("swaps", "서로 바꿔 곱한다"), arity=(2, None), callable=False,
         sympy=lambda S, *a: S.Mul(*a), value=_product, exact=lambda *a: _product(None, *a),  # type: ignore[arg-type]
         example=(1.28125, 0.7109375, 2.3671875), script="x.reduce((total, factor) => total * factor)", sign="×",
         robust=True),
    Rule("quotient", Text("division", "나눗셈"), ("1/b", "-a/b^2"),
         (Text("quotient rule, with the denominator held constant",
               "몫의 미분법: 분모를 상수로 보면 상수배의 미분이다"),
          Text("quotient rule, with the numerator held constant",
               "몫의 미분법: 분자를 상수로 보고 분모의 역수를 미분한다")),
         Text("scales", "크기를 바꾼다"), arity=(2, 2), needs=("b != 0",), defined=("b != 0",), callable=False,
         sympy=lambda S, a, b: a / b, value=lambda m, a, b: a / b,
         exact=lambda a, b: Fraction(a) / b, example=(1.28125, 0.7109375), script="a / b", sign="÷", robust=True),
    Rule("negation", Text("change of sign", "부호 바꾸기"), ("-1",),
         (Text("the sign changes, and so does the gradient's", "부호가 바뀌므로 기울기의 부호도 바뀐다"),),
         Text("changes the sign", "부호를 바꾼다"), callable=False,
         sympy=lambda S, u: -u, value=lambda m, u: -u, exact=lambda u: -u, script="-u", sign="−", robust=True),
    Rule("power", Text("power", "거듭제곱"), ("b*a^(b-1)",),
         (Text("power rule: bring the exponent down and lower it by 1",
               "거듭제곱의 미분법: 지수를 앞으로 내리고 지수에서 1을 뺀다"),),
         Text("scales", "크기를 바꾼다"), arity=(2, 2), callable=False,
         sympy=lambda S, a, b: a ** b, value=_POWER_VALUE, example=(1.28125, 3.0), script="a ** b", held="b"),
    Rule("exponential", Text("exponential", "지수함수"), ("a^b*ln(a)", "a^b*ln(a)"),
         (Text("the exponential stays, times ln of its base", "지수함수는 그대로 두고 밑의 자연로그를 곱한다"),),
         Text("scales", "크기를 바꾼다"), arity=(2, 2), needs=("a > 0",), defined=("a > 0",), callable=False,
         sympy=lambda S, a, b: a ** b, value=_POWER_VALUE, example=(2.0, 1.28125), script="a ** b",
         sign="^", held="a", reused=("y*ln(a)",)),
    Rule("general_power", Text("power with variable exponent", "변수가 지수인 거듭제곱"),
         ("b*a^(b-1)", "a^b*ln(a)"),
         (Text("by the base: power rule, with the exponent held constant",
               "밑으로 미분: 지수를 상수로 보고 거듭제곱의 미분법을 쓴다"),
          Text("by the exponent: exponential rule, with the base held constant",
               "지수로 미분: 밑을 상수로 보고 지수함수의 미분법을 쓴다")),
         Text("scales", "크기를 바꾼다"), arity=(2, 2), needs=("a > 0",), callable=False,
         places=PLACES,
         sympy=lambda S, a, b: a ** b, value=_POWER_VALUE, example=(1.28125, 0.7109375), script="a ** b", sign="^",
         joint=lambda a, b: a <= 0, kind="ends", reused=("b*a^(b-1)", "y*ln(a)")),
)
