"""The rules given by cases: absolute value, sign, step, maximum, minimum, ReLU, floor, ceiling."""
from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

from ..language import Text
from .rule import Rule

FAMILY = Text("Functions given by cases", "구간마다 정의된 함수")
SCALES = Text("scales", "크기를 바꾼다")
ROUTES = Text("routes", "한쪽으로만 보낸다")
_PLAIN = frozenset((int, float, Fraction))  # which have no imaginary part that need be looked at
BLOCKS = Text("blocks", "기울기를 막는다")


def _real(u: Any) -> Any:
    """The real part, on which cases are told apart; a truly complex number has none (a complex step is far smaller)."""
    if abs(u.imag) > 1e-60 * max(1, abs(u.real)):
        raise ValueError("complex")
    return u.real


def _sign(u: Any) -> int:
    real = _real(u)
    return int(real > 0) - int(real < 0)


def _tie(chosen: Any, inputs: tuple[Any, ...]) -> bool:
    return inputs.count(chosen) > 1


def _largest(*inputs: Any) -> Any:
    return max(inputs) if _PLAIN.issuperset(map(type, inputs)) else max(inputs, key=_real)


def _smallest(*inputs: Any) -> Any:
    return min(inputs) if _PLAIN.issuperset(map(type, inputs)) else min(inputs, key=_real)


def _straight_sign(m: Any, u: Any) -> Any:
    return m.where(u > 0, 1, m.where(u < 0, -1, 0))


def _straight_largest(m: Any, first: Any, *others: Any) -> Any:
    for other in others:
        first = m.where(other > first, other, first)
    return first


def _straight_smallest(m: Any, first: Any, *others: Any) -> Any:
    for other in others:
        first = m.where(other < first, other, first)
    return first


ROWS = (
    Rule("abs", Text("absolute value", "절댓값"), ("sign(u)",),
         (Text("the slope is 1 where u > 0 and -1 where u < 0", "u > 0이면 1, u < 0이면 -1이다"),),
         Text("keeps or flips the sign", "부호를 그대로 두거나 바꾼다"), needs=("u != 0",), sympy="Abs",
         taught=Text("derivative of the absolute value", "절댓값의 미분"),
         value=lambda m, u: u * _sign(u),
         straight=lambda m, u: abs(u), exact=lambda u: abs(u), joint=lambda u: u == 0, example=(-0.7109375,),
         cases=(("u", "u > 0"), ("-u", "u < 0")),
         script="Math.abs(u)", sign="| |", everyday=("abs",), glued=True, range=">= 0", kind="bends", as_large=True,
         usual=2, robust=True),
    Rule("sign", Text("sign", "부호함수"), ("0",),
         (Text("the sign is constant on each side of 0", "0의 양쪽에서 각각 상수이므로 0이다"),), BLOCKS,
         needs=("u != 0",), aliases=("sgn",), value=lambda m, u: _sign(u),
         straight=_straight_sign, exact=lambda u: Fraction(_sign(u)),
         joint=lambda u: u == 0, cases=(("1", "u > 0"), ("-1", "u < 0")), script="Math.sign(u)",
         everyday=("sign", "sgn"), definable=True, kind="jumps",
         remark=Text("{f} is 1 where {positive} and -1 where {negative}.",
                     "{f}의 값은 {positive}이면 1, {negative}이면 -1이다."), usual=1, robust=True),
    Rule("step", Text("step: 1 where positive, 0 where negative", "계단함수: 양수이면 1, 음수이면 0"), ("0",),
         (Text("a step is constant on each side of 0", "0의 양쪽에서 각각 상수이므로 0이다"),), BLOCKS,
         needs=("u != 0",), aliases=("heaviside",), value=lambda m, u: 1 if _real(u) > 0 else 0,
         straight=lambda m, u: m.where(u > 0, 1, 0),
         exact=lambda u: Fraction(1 if u > 0 else 0), joint=lambda u: u == 0, cases=(("1", "u > 0"), ("0", "u < 0")),
         sympy=lambda S, u: S.Heaviside(u, 0), script="u > 0 ? 1 : 0",
         definable=True, own_word=True, range=">= 0", kind="jumps",
         remark=Text("{f} is 1 where {positive} and 0 where {negative}.",
                     "{f}의 값은 {positive}이면 1, {negative}이면 0이다."), robust=True),
    Rule("relu", Text("ReLU", "ReLU"), ("step(u)",),
         (Text("1 where u > 0, 0 where u < 0", "u > 0이면 1, u < 0이면 0이다"),), ROUTES, needs=("u != 0",),
         aliases=("ReLU",),
         value=lambda m, u: u if _real(u) > 0 else 0 * u,
         straight=lambda m, u: m.where(u > 0, u, 0), exact=lambda u: max(u, Fraction(0)),
         joint=lambda u: u == 0, sympy=lambda S, u: S.Max(0, u), opened="max(0, u)",
         cases=(("u", "u > 0"), ("0", "u < 0")),
         sign="ReLU", everyday=("relu", "ReLU"), definable=True, range=">= 0", kind="bends", usual=1, robust=True),
    Rule("leaky_relu", Text("leaky ReLU", "새는 ReLU"), ("(99*step(u) + 1)/100",),
         (Text("1 where u > 0, 1/100 where u < 0", "u > 0이면 1, u < 0이면 1/100이다"),), SCALES, needs=("u != 0",),
         aliases=("LeakyReLU", "leakyrelu"),
         value=lambda m, u: u if _real(u) > 0 else u / 100, exact=lambda u: max(u, u / 100),
         joint=lambda u: u == 0, sympy=lambda S, u: S.Max(u, u / 100), opened="max(u, 0.01*u)",
         cases=(("u", "u > 0"), ("u/100", "u < 0")),
         sign="LReLU", everyday=("leakyrelu",), definable=True, kind="bends", robust=True),
    Rule("max", Text("maximum", "최댓값"), ("step(a - max(rest))",),
         (Text("the maximum sends the gradient only to the largest input", "최댓값은 가장 큰 쪽으로만 보낸다"),),
         ROUTES,
         arity=(1, None), value=lambda m, *a: _largest(*a), straight=_straight_largest, exact=lambda *a: max(a),
         joint=lambda *a: _tie(max(a), a), cases=(("a", "a > rest"),), sympy="Max",
         example=(0.7109375, 1.28125, -0.3671875),
         script="Math.max(...x)", latex=r"\max", everyday=("max",), glued=True, kind="routes", as_large=True, usual=2,
         robust=True),
    Rule("min", Text("minimum", "최솟값"), ("step(min(rest) - a)",),
         (Text("the minimum sends the gradient only to the smallest input", "최솟값은 가장 작은 쪽으로만 보낸다"),),
         ROUTES,
         arity=(1, None), value=lambda m, *a: _smallest(*a), straight=_straight_smallest, exact=lambda *a: min(a),
         joint=lambda *a: _tie(min(a), a), cases=(("a", "a < rest"),), sympy="Min",
         example=(0.7109375, 1.28125, 2.3671875),
         script="Math.min(...x)", latex=r"\min", everyday=("min",), glued=True, kind="routes", as_large=True, usual=2,
         robust=True),
    Rule("floor", Text("floor", "내림"), ("0",),
         (Text("between integers the floor is constant", "정수 사이에서 상수이므로 0이다"),), BLOCKS,
         needs=("floor(u) != u",),
         value=lambda m, u: floor(_real(u)),
         straight=lambda m, u: m.floor(u), exact=lambda u: Fraction(floor(u)), joint=lambda u: u == floor(u),
         script="Math.floor(u)", sign="⌊ ⌋", everyday=("floor",), kind="jumps", as_large=True, usual=1),
    Rule("ceil", Text("ceiling", "올림"), ("0",),
         (Text("between integers the ceiling is constant", "정수 사이에서 상수이므로 0이다"),), BLOCKS,
         aliases=("ceiling",), needs=("ceil(u) != u",), value=lambda m, u: ceil(_real(u)),
         exact=lambda u: Fraction(ceil(u)), joint=lambda u: u == floor(u), sympy="ceiling", script="Math.ceil(u)",
         sign="⌈ ⌉", everyday=("ceil",), kind="jumps", as_large=True, usual=1),
)
