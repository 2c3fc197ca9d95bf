"""The rules of the trigonometric and hyperbolic functions and of their inverses."""
from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..language import Text
from .rule import Rule

FAMILY = Text("Trigonometric and hyperbolic functions", "삼각함수와 쌍곡선함수")
SCALES = Text("scales", "크기를 바꾼다")
_ZERO = lambda u: u if u == 0 else None  # noqa: E731  exact at 0, as sin 0 = 0
_ONE = lambda u: Fraction(1) if u == 0 else None  # noqa: E731  exact at 0, as cos 0 = 1


def _sinc(m: Any, u: Any) -> Any:
    return m.sin(u) / u if u != 0 else u + 1


def _row(name: str, partial: str, shown: str, english: str, korean: str, value: Any, *, example: float = 0.7109375,
         needs: tuple[str, ...] = (), defined: tuple[str, ...] | None = None, aliases: tuple[str, ...] = (),
         everyday: tuple[str, ...] | None = None, **more: Any) -> Rule:
    """A row whose sentence says the derivative in the usual signs: `shown`; `more` are other fields of it."""
    because = Text(f"the derivative of {name}(u) is {shown}", f"{name}(u)를 미분하면 {shown}이다")
    return Rule(name, Text(english, korean), (partial,), (because,), SCALES, aliases=aliases, needs=needs,
                defined=needs if defined is None else defined, value=value, example=(example,),
                everyday=(name, *aliases) if everyday is None else everyday, **more)


ROWS = (
    _row("sin", "cos(u)", "cos(u)", "sine", "사인", lambda m, u: m.sin(u), exact=_ZERO, script="Math.sin(u)",
         latex=r"\sin", glued=True, numbered=True, usual=3),
    _row("cos", "-sin(u)", "-sin(u)", "cosine", "코사인", lambda m, u: m.cos(u), exact=_ONE, script="Math.cos(u)",
         latex=r"\cos", glued=True, numbered=True, usual=3),
    _row("tan", "sec(u)^2", "sec²(u)", "tangent", "탄젠트", lambda m, u: m.tan(u), needs=("cos(u) != 0",), exact=_ZERO,
         opened="sin(u)/cos(u)", script="Math.tan(u)", latex=r"\tan", glued=True, numbered=True, commands=("tg",),
         usual=3),
    _row("cot", "-csc(u)^2", "-csc²(u)", "cotangent", "코탄젠트", lambda m, u: m.cos(u) / m.sin(u),
         needs=("sin(u) != 0",), opened="cos(u)/sin(u)", latex=r"\cot", glued=True, commands=("ctg", "cotg"), usual=2),
    _row("sec", "sec(u)*tan(u)", "sec(u)·tan(u)", "secant", "시컨트", lambda m, u: 1 / m.cos(u),
         needs=("cos(u) != 0",), exact=_ONE, opened="1/cos(u)", latex=r"\sec", glued=True, usual=2),
    _row("csc", "-csc(u)*cot(u)", "-csc(u)·cot(u)", "cosecant", "코시컨트", lambda m, u: 1 / m.sin(u),
         needs=("sin(u) != 0",), opened="1/sin(u)", latex=r"\csc", glued=True, commands=("cosec",), usual=2),
    _row("arcsin", "1/sqrt(1-u^2)", "1/√(1 - u²)", "arcsine", "역사인", lambda m, u: m.asin(u), aliases=("asin",),
         needs=("u > -1", "u < 1"), defined=("u >= -1", "u <= 1"), sympy="asin", exact=_ZERO, script="Math.asin(u)",
         latex=r"\arcsin", usual=2),
    _row("arccos", "-1/sqrt(1-u^2)", "-1/√(1 - u²)", "arccosine", "역코사인", lambda m, u: m.acos(u),
         aliases=("acos",), needs=("u > -1", "u < 1"), defined=("u >= -1", "u <= 1"), sympy="acos",
         script="Math.acos(u)", latex=r"\arccos", usual=2),
    _row("arctan", "1/(1+u^2)", "1/(1 + u²)", "arctangent", "역탄젠트", lambda m, u: m.atan(u), aliases=("atan",),
         sympy="atan", exact=_ZERO, script="Math.atan(u)", latex=r"\arctan", commands=("arctg",), usual=2),
    _row("arccot", "-1/(1+u^2)", "-1/(1 + u²)", "arccotangent", "역코탄젠트", lambda m, u: m.atan(1 / u),
         aliases=("acot",), needs=("u != 0",), sympy="acot", script="Math.atan(1 / u)", everyday=("arccot",)),
    _row("arcsec", "1/(abs(u)*sqrt(u^2-1))", "1/(|u|·√(u² - 1))", "arcsecant", "역시컨트",
         lambda m, u: m.acos(1 / u), aliases=("asec",), needs=("abs(u) > 1",), defined=("abs(u) >= 1",),
         sympy="asec", example=1.7109375, script="Math.acos(1 / u)", everyday=("arcsec",)),
    _row("arccsc", "-1/(abs(u)*sqrt(u^2-1))", "-1/(|u|·√(u² - 1))", "arccosecant", "역코시컨트",
         lambda m, u: m.asin(1 / u), aliases=("acsc",), needs=("abs(u) > 1",), defined=("abs(u) >= 1",),
         sympy="acsc", example=1.7109375, script="Math.asin(1 / u)", everyday=("arccsc",)),
    _row("sinh", "cosh(u)", "cosh(u)", "hyperbolic sine", "쌍곡사인", lambda m, u: m.sinh(u), exact=_ZERO,
         opened="(exp(u) - exp(-u))/2", script="Math.sinh(u)",
         latex=r"\sinh", glued=True, commands=("sh",), growth=1.4427, usual=1),
    _row("cosh", "sinh(u)", "sinh(u)", "hyperbolic cosine", "쌍곡코사인", lambda m, u: m.cosh(u), exact=_ONE,
         opened="(exp(u) + exp(-u))/2", script="Math.cosh(u)",
         latex=r"\cosh", glued=True, commands=("ch",), range="> 0", growth=1.4427, usual=1),
    _row("tanh", "1-y^2", "1 - tanh²(u)", "hyperbolic tangent", "쌍곡탄젠트", lambda m, u: m.tanh(u), exact=_ZERO,
         opened="(exp(u) - exp(-u))/(exp(u) + exp(-u))", script="Math.tanh(u)",
         latex=r"\tanh", glued=True, commands=("th",), definable=True, usual=1, saturates=True,
         to_one=(lambda m, u: 2 / (1 + m.exp(2 * u)), lambda m, u: 2 / (1 + m.exp(-2 * u)))),
    _row("coth", "-csch(u)^2", "-csch²(u)", "hyperbolic cotangent", "쌍곡코탄젠트", lambda m, u: 1 / m.tanh(u),
         needs=("u != 0",), opened="cosh(u)/sinh(u)", script="1 / Math.tanh(u)", latex=r"\coth",
         saturates=True),
    _row("sech", "-sech(u)*tanh(u)", "-sech(u)·tanh(u)", "hyperbolic secant", "쌍곡시컨트",
         lambda m, u: 1 / m.cosh(u), exact=_ONE, opened="1/cosh(u)", range="> 0"),
    _row("csch", "-csch(u)*coth(u)", "-csch(u)·coth(u)", "hyperbolic cosecant", "쌍곡코시컨트",
         lambda m, u: 1 / m.sinh(u), needs=("u != 0",), opened="1/sinh(u)"),
    _row("arsinh", "1/sqrt(u^2+1)", "1/√(u² + 1)", "inverse hyperbolic sine", "역쌍곡사인", lambda m, u: m.asinh(u),
         aliases=("asinh", "arcsinh"), sympy="asinh", exact=_ZERO, script="Math.asinh(u)"),
    _row("arcosh", "1/sqrt(u^2-1)", "1/√(u² - 1)", "inverse hyperbolic cosine", "역쌍곡코사인",
         lambda m, u: m.acosh(u), aliases=("acosh", "arccosh"), needs=("u > 1",), defined=("u >= 1",),
         sympy="acosh", example=1.7109375, script="Math.acosh(u)"),
    _row("artanh", "1/(1-u^2)", "1/(1 - u²)", "inverse hyperbolic tangent", "역쌍곡탄젠트", lambda m, u: m.atanh(u),
         aliases=("atanh", "arctanh"), needs=("u > -1", "u < 1"), sympy="atanh", exact=_ZERO, script="Math.atanh(u)"),
    _row("arcoth", "1/(1-u^2)", "1/(1 - u²)", "inverse hyperbolic cotangent", "역쌍곡코탄젠트",
         lambda m, u: m.atanh(1 / u), aliases=("acoth", "arccoth"), needs=("abs(u) > 1",), sympy="acoth",
         example=1.7109375, script="Math.atanh(1 / u)", everyday=()),
    _row("arsech", "-1/(u*sqrt(1-u^2))", "-1/(u·√(1 - u²))", "inverse hyperbolic secant", "역쌍곡시컨트",
         lambda m, u: m.acosh(1 / u), aliases=("asech", "arcsech"), needs=("u > 0", "u < 1"),
         defined=("u > 0", "u <= 1"), sympy="asech", script="Math.acosh(1 / u)", everyday=()),
    _row("arcsch", "-1/(abs(u)*sqrt(1+u^2))", "-1/(|u|·√(1 + u²))", "inverse hyperbolic cosecant", "역쌍곡코시컨트",
         lambda m, u: m.asinh(1 / u), aliases=("acsch", "arccsch"), needs=("u != 0",), sympy="acsch",
         script="Math.asinh(1 / u)", everyday=()),
    Rule("sinc", Text("sinc: sine over its angle", "싱크함수: 사인을 각으로 나눈 값"),
         ("piecewise(cos(u)/u - sin(u)/u^2, u != 0, 0)",),
         (Text("the quotient rule for sin(u)/u; at u = 0, where sinc is 1, its slope is 0",
               "sin(u)/u에 몫의 미분법을 쓴다. u = 0에서는 값이 1이고 기울기가 0이다"),), SCALES,
         value=_sinc, exact=_ONE, opened="piecewise(sin(u)/u, u != 0, 1)",
         script="u === 0 ? 1 : Math.sin(u) / u"),
    Rule("atan2", Text("angle of a point", "점의 편각"), ("b/(a^2+b^2)", "-a/(a^2+b^2)"),
         (Text("the angle turns by the other coordinate over the squared distance",
               "편각은 다른 좌표를 거리의 제곱으로 나눈 만큼 변한다"),), SCALES, aliases=("arctan2",), arity=(2, 2),
         needs=("max(abs(a), b) > 0",), value=lambda m, a, b: m.atan2(a, b), analytic=False,
         joint=lambda a, b: a == 0 > b, kind="jumps",
         example=(0.7109375, 1.28125), script="Math.atan2(a, b)"),
)
