"""The rules of roots, exponentials and logarithms, and of the functions of neural networks."""
from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import Any

from ..language import Text
from .rule import Rule

FAMILY = Text("Roots, exponentials, logarithms, activations", "근호, 지수, 로그, 활성화 함수")
SCALES = Text("scales", "크기를 바꾼다")


def _exact_root(u: Fraction) -> Fraction | None:
    if u < 0 or max(u.numerator.bit_length(), u.denominator.bit_length()) > 4000:
        return None
    top, bottom = isqrt(u.numerator), isqrt(u.denominator)
    return Fraction(top, bottom) if top * top == u.numerator and bottom * bottom == u.denominator else None


def _sigmoid(m: Any, u: Any) -> Any:
    if u.real >= 0:
        return 1 / (1 + m.exp(-u))
    small = m.exp(u)
    return small / (1 + small)


def _softplus(m: Any, u: Any) -> Any:
    log1p = getattr(m, "log1p", None) or (lambda small: m.log(1 + small))
    return u + log1p(m.exp(-u)) if u.real > 0 else log1p(m.exp(u))


def _straight_sigmoid(m: Any, u: Any) -> Any:
    small = m.let(m.exp(-abs(u)))
    return m.where(u >= 0, 1, small) / (1 + small)


def _cbrt(m: Any, u: Any) -> Any:
    if u == 0:
        return u
    third = m.mpf(1) / 3 if hasattr(m, "mpf") else 1 / 3
    return u ** third if u.real > 0 else -((-u) ** third)


ROWS = (
    Rule("sqrt", Text("square root", "제곱근"), ("1/(2*sqrt(u))",),
         (Text("the root is u to the power 1/2: power rule",
               "제곱근은 u의 1/2제곱이므로 거듭제곱의 미분법을 쓴다"),), SCALES,
         needs=("u > 0",), defined=("u >= 0",), taught=Text("derivative of the square root", "무리함수의 미분"),
         value=lambda m, u: m.sqrt(u), exact=_exact_root, script="Math.sqrt(u)",
         sign="√", everyday=("sqrt",), glued=True, numbered=True, usual=3, robust=True),
    Rule("cbrt", Text("cube root", "세제곱근"), ("1/(3*cbrt(u)^2)",),
         (Text("the cube root is u to the power 1/3: power rule",
               "세제곱근은 u의 1/3제곱이므로 거듭제곱의 미분법을 쓴다"),), SCALES,
         needs=("u != 0",), defined=(), taught=Text("derivative of the cube root", "무리함수의 미분"),
         value=_cbrt,
         straight=lambda m, u: m.copysign(abs(u) ** (1 / 3), u),
         sympy=lambda S, u: S.sign(u) * S.Abs(u) ** S.Rational(1, 3),
         script="Math.cbrt(u)", usual=1, robust=True),
    Rule("exp", Text("exponential", "지수함수"), ("exp(u)",),
         (Text("the exponential is its own derivative", "지수함수는 미분해도 그대로이다"),), SCALES,
         value=lambda m, u: m.exp(u), exact=lambda u: Fraction(1) if u == 0 else None, script="Math.exp(u)",
         undoes=(("ln", "u"),), latex=r"\exp", everyday=("exp",), glued=True, numbered=True, range="> 0", growth=1.4427,
         usual=3),
    Rule("exp2", Text("power of 2", "2의 거듭제곱"), ("2^u*ln(2)",),
         (Text("the power stays, times ln 2", "거듭제곱은 그대로 두고 ln 2를 곱한다"),), SCALES,
         reused=("y*ln(2)",),
         value=lambda m, u: 2 ** u, sympy=lambda S, u: S.Integer(2) ** u,
         opened="2^u", range="> 0", growth=1.0),
    Rule("expm1", Text("exponential minus 1", "지수함수 빼기 1"), ("exp(u)",),
         (Text("the 1 is a constant, so the exponential remains", "1은 상수이므로 지수함수만 남는다"),), SCALES,
         value=lambda m, u: m.expm1(u) if hasattr(m, "expm1") else m.exp(u) - 1,
         sympy=lambda S, u: S.exp(u) - 1,
         opened="exp(u) - 1", script="Math.expm1(u)", growth=1.4427),
    Rule("ln", Text("natural logarithm", "자연로그"), ("1/u",),
         (Text("the slope of ln u is 1/u", "자연로그함수 ln u의 도함수는 1/u이다"),), SCALES, aliases=("log",),
         needs=("u > 0",), defined=("u > 0",), taught=Text("derivative of ln", "로그함수의 미분"),
         value=lambda m, u: m.log(u), sympy="log",
         exact=lambda u: Fraction(0) if u == 1 else None, script="Math.log(u)",
         undoes=(("exp", "u"),), latex=r"\ln", everyday=("ln", "log"), glued=True, numbered=True, usual=3, robust=True),
    Rule("log1p", Text("logarithm of 1 + u", "1 + u의 자연로그"), ("1/(1+u)",),
         (Text("the slope of ln(1 + u) is 1/(1 + u)", "ln(1 + u)의 도함수는 1/(1 + u)이다"),), SCALES,
         needs=("u > -1",), defined=("u > -1",),
         taught=Text("derivative of log1p", "로그함수의 미분"),
         value=lambda m, u: m.log1p(u) if hasattr(m, "log1p") else m.log(1 + u), sympy=lambda S, u: S.log(1 + u),
         opened="ln(1 + u)", script="Math.log1p(u)"),
    Rule("log2", Text("logarithm to base 2", "밑이 2인 로그"), ("1/(u*ln(2))",),
         (Text("as for ln, divided by ln 2", "자연로그의 도함수를 ln 2로 나눈다"),), SCALES,
         needs=("u > 0",), defined=("u > 0",), taught=Text("derivative of log2", "로그함수의 미분"),
         value=lambda m, u: m.log(u) / m.log(2),
         sympy=lambda S, u: S.log(u) / S.log(2),
         opened="ln(u)/ln(2)", script="Math.log2(u)", symbol="log_2", latex=r"\log_2", usual=1, robust=True),
    Rule("log10", Text("logarithm to base 10", "상용로그"), ("1/(u*ln(10))",),
         (Text("as for ln, divided by ln 10", "자연로그의 도함수를 ln 10으로 나눈다"),), SCALES,
         needs=("u > 0",), defined=("u > 0",), taught=Text("derivative of log10", "로그함수의 미분"),
         value=lambda m, u: m.log(u) / m.log(10),
         sympy=lambda S, u: S.log(u) / S.log(10),
         opened="ln(u)/ln(10)", script="Math.log10(u)", symbol="log_10", latex=r"\log_{10}", commands=("lg",), usual=1,
         robust=True),
    Rule("log", Text("logarithm to a base", "밑이 있는 로그"), ("1/(a*ln(b))", "-y/(b*ln(b))"),
         (Text("as for ln, divided by ln of the base", "자연로그의 도함수를 밑의 자연로그로 나눈다"),
          Text("log of a to base b is ln a / ln b: quotient rule",
               "밑이 b인 로그는 ln a / ln b이므로 몫의 미분법을 쓴다")),
         SCALES, arity=(2, 2), needs=("a > 0", "b > 0", "b != 1"), defined=("a > 0", "b > 0", "b != 1"),
         taught=Text("derivative of log", "로그함수의 미분"),
         value=lambda m, a, b: m.log(a) / m.log(b), sympy=lambda S, a, b: S.log(a) / S.log(b),
         example=(1.28125, 2.7109375),
         opened="ln(a)/ln(b)", latex=r"\log", robust=True),
    Rule("sigmoid", Text("sigmoid", "시그모이드"), ("y*(1-y)",),
         (Text("the sigmoid's slope is σ(1 - σ)", "시그모이드의 기울기는 σ(1 - σ)이다"),), SCALES,
         aliases=("σ", "logistic"),
         value=_sigmoid, straight=_straight_sigmoid, sympy=lambda S, u: 1 / (1 + S.exp(-u)),
         exact=lambda u: Fraction(1, 2) if u == 0 else None,
         opened="1/(1 + exp(-u))", script="u >= 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u))",
         sign="σ", symbol="σ", latex=r"\sigma", everyday=("sigmoid",), glued=True, definable=True, range="> 0",
         usual=1,
         saturates=True, to_one=(lambda m, u: _sigmoid(m, -u), lambda m, u: 1 + _sigmoid(m, u))),
    Rule("softplus", Text("softplus", "소프트플러스"), ("sigmoid(u)",),
         (Text("the slope of softplus is the sigmoid", "소프트플러스의 기울기는 시그모이드이다"),), SCALES,
         value=_softplus,
         straight=lambda m, u: m.where(u > 0, u, 0) + m.log1p(m.exp(-abs(u))), sympy=lambda S, u: S.log(1 + S.exp(u)),
         opened="ln(1 + exp(u))", script="u > 0 ? u + Math.log1p(Math.exp(-u)) : Math.log1p(Math.exp(u))",
         sign="sp", everyday=("softplus",), definable=True, range="> 0", usual=1,
         saturates=True),
    Rule("erf", Text("error function", "오차함수"), ("2*exp(-u^2)/sqrt(pi)",),
         (Text("the slope of erf is the bell curve of the normal distribution",
               "erf의 기울기는 정규분포의 종 모양 곡선이다"),),
         SCALES,
         value=lambda m, u: m.erf(u), analytic=False, exact=lambda u: u if u == 0 else None, everyday=("erf",),
         usual=1,
         saturates=True, to_one=(lambda m, u: m.erfc(u), lambda m, u: m.erfc(-u))),
    Rule("gelu", Text("GELU", "GELU 함수"), ("(1 + erf(u/sqrt(2)))/2 + u*exp(-u^2/2)/sqrt(2*pi)",),
         (Text("u times the share of the normal distribution below u: product rule",
               "u에 표준정규분포에서 u보다 작을 확률을 곱한 것이므로 곱의 미분법을 쓴다"),),
         SCALES, aliases=("GELU",),
         value=lambda m, u: u * m.erfc(-u / m.sqrt(2)) / 2, analytic=False,
         sympy=lambda S, u: u * (1 + S.erf(u / S.sqrt(2))) / 2, exact=lambda u: u if u == 0 else None,
         opened="u*(1 + erf(u/sqrt(2)))/2", sign="GELU", everyday=("gelu",), definable=True, saturates=True),
    Rule("hypot", Text("hypotenuse", "빗변의 길이"), ("a/y", "b/y"),
         (Text("each side over the hypotenuse", "해당 변을 빗변으로 나눈다"),), SCALES, arity=(2, 2),
         needs=("y != 0",), value=lambda m, a, b: m.sqrt(a * a + b * b),
         sympy=lambda S, a, b: S.sqrt(a ** 2 + b ** 2), example=(1.28125, -0.7109375),
         opened="sqrt(a^2 + b^2)", script="Math.hypot(a, b)", definable=True, range=">= 0", robust=True),
)
