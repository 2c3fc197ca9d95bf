"""Functions whose derivative is taken from SymPy: one general row, and the names it serves."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..language import Text
from .rule import Rule

FAMILY = Text("Special functions", "특수함수")
GENERAL = Rule(
    "special", Text("special function", "특수함수"), (),
    (Text("the derivative is the one that SymPy knows for this function",
          "이 함수의 도함수는 SymPy에 실린 공식을 쓴다"),),
    Text("scales", "크기를 바꾼다"), analytic=False)

# name: (title, SymPy class, name in mpmath, number of inputs, other names, example)
_TABLE: dict[str, tuple[Text, str, str, int, tuple[str, ...], tuple[float, ...]]] = {
    "gamma": (Text("gamma function", "감마함수"), "gamma", "gamma", 1, ("Gamma",), (1.7109375,)),
    "loggamma": (Text("logarithm of the gamma function", "로그감마함수"),
                 "loggamma", "loggamma", 1, ("lgamma",), (1.7109375,)),
    "digamma": (Text("digamma function", "디감마함수"), "digamma", "digamma", 1, (), (1.7109375,)),
    "polygamma": (Text("polygamma function", "폴리감마함수"), "polygamma", "polygamma", 2, (), (1.0, 1.7109375)),
    "beta": (Text("beta function", "베타함수"), "beta", "beta", 2, (), (1.28125, 0.7109375)),
    "erfc": (Text("complementary error function", "여오차함수"), "erfc", "erfc", 1, (), (0.7109375,)),
    "erfi": (Text("imaginary error function", "허오차함수"), "erfi", "erfi", 1, (), (0.7109375,)),
    "erfinv": (Text("inverse error function", "역오차함수"), "erfinv", "erfinv", 1, (), (0.3671875,)),
    "erfcinv": (Text("inverse complementary error function", "역여오차함수"), "erfcinv", "", 1, (), (0.3671875,)),
    "fresnels": (Text("Fresnel sine integral", "프레넬 사인 적분"), "fresnels", "fresnels", 1, (), (0.7109375,)),
    "fresnelc": (Text("Fresnel cosine integral", "프레넬 코사인 적분"), "fresnelc", "fresnelc", 1, (), (0.7109375,)),
    "Si": (Text("sine integral", "사인 적분 함수"), "Si", "si", 1, (), (0.7109375,)),
    "Ci": (Text("cosine integral", "코사인 적분 함수"), "Ci", "ci", 1, (), (0.7109375,)),
    "Shi": (Text("hyperbolic sine integral", "쌍곡사인 적분 함수"), "Shi", "shi", 1, (), (0.7109375,)),
    "Chi": (Text("hyperbolic cosine integral", "쌍곡코사인 적분 함수"), "Chi", "chi", 1, (), (0.7109375,)),
    "Ei": (Text("exponential integral", "지수 적분 함수"), "Ei", "ei", 1, (), (0.7109375,)),
    "li": (Text("logarithmic integral", "로그 적분 함수"), "li", "li", 1, (), (1.7109375,)),
    "LambertW": (Text("Lambert W function", "람베르트 W 함수"), "LambertW", "lambertw", 1, ("lambertw",), (0.7109375,)),
    "ellipk": (Text("complete elliptic integral of the first kind", "제1종 완전타원적분"),
               "elliptic_k", "ellipk", 1, ("elliptic_k",), (0.3671875,)),
    "ellipe": (Text("complete elliptic integral of the second kind", "제2종 완전타원적분"),
               "elliptic_e", "ellipe", 1, ("elliptic_e",), (0.3671875,)),
    "besselj": (Text("Bessel function of the first kind", "제1종 베셀 함수"),
                "besselj", "besselj", 2, (), (1.0, 1.7109375)),
    "bessely": (Text("Bessel function of the second kind", "제2종 베셀 함수"),
                "bessely", "bessely", 2, (), (1.0, 1.7109375)),
    "besseli": (Text("modified Bessel function of the first kind", "제1종 변형 베셀 함수"),
                "besseli", "besseli", 2, (), (1.0, 1.7109375)),
    "besselk": (Text("modified Bessel function of the second kind", "제2종 변형 베셀 함수"),
                "besselk", "besselk", 2, (), (1.0, 1.7109375)),
    "airyai": (Text("Airy function Ai", "에어리 함수 Ai"), "airyai", "airyai", 1, (), (0.7109375,)),
    "airybi": (Text("Airy function Bi", "에어리 함수 Bi"), "airybi", "airybi", 1, (), (0.7109375,)),
    "airyaiprime": (Text("derivative of the Airy function Ai", "에어리 함수 Ai의 도함수"),
                    "airyaiprime", "", 1, (), (0.7109375,)),
    "airybiprime": (Text("derivative of the Airy function Bi", "에어리 함수 Bi의 도함수"),
                    "airybiprime", "", 1, (), (0.7109375,)),
    "uppergamma": (Text("upper incomplete gamma function", "위 불완전 감마함수"),
                   "uppergamma", "", 2, (), (1.28125, 0.7109375)),
    "lowergamma": (Text("lower incomplete gamma function", "아래 불완전 감마함수"),
                   "lowergamma", "", 2, (), (1.28125, 0.7109375)),
    "polylog": (Text("polylogarithm", "폴리로그함수"), "polylog", "polylog", 2, (), (2.0, 0.3671875)),
    "trigamma": (Text("trigamma function", "트리감마함수"), "trigamma", "", 1, (), (1.7109375,)),
    "legendre": (Text("Legendre polynomial", "르장드르 다항식"), "legendre", "legendre", 2, (), (3.0, 0.3671875)),
    "chebyshevt": (Text("Chebyshev polynomial of the first kind", "제1종 체비쇼프 다항식"),
                   "chebyshevt", "chebyt", 2, (), (3.0, 0.3671875)),
    "chebyshevu": (Text("Chebyshev polynomial of the second kind", "제2종 체비쇼프 다항식"),
                   "chebyshevu", "chebyu", 2, (), (3.0, 0.3671875)),
    "hermite": (Text("Hermite polynomial", "에르미트 다항식"), "hermite", "hermite", 2, (), (3.0, 0.3671875)),
}
_POLES = ("max({0}, ceil({0}) - {0}) > 0",)  # positive, or no whole number
_NEEDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("gamma", "digamma", "trigamma"), (_POLES[0].format("u"),)),
    "loggamma": ("u > 0",), "polygamma": (_POLES[0].format("b"),),
    "beta": (_POLES[0].format("a"), _POLES[0].format("b")),
    "erfinv": ("u > -1", "u < 1"), "erfcinv": ("u > 0", "u < 2"), "Ci": ("u > 0",), "Chi": ("u > 0",),
    "Ei": ("u != 0",), "li": ("u > 0", "u != 1"), "LambertW": ("u > -exp(-1)",), "ellipk": ("u < 1",),
    "ellipe": ("u < 1",), "bessely": ("b > 0",), "besselk": ("b > 0",), "uppergamma": ("b > 0",),
    "polylog": ("b < 1",)}
# What mpmath spells in another way.
_OTHERWISE: dict[str, Any] = {
    "erfcinv": lambda mp, u: mp.erfinv(1 - u),
    "uppergamma": lambda mp, a, u: mp.gammainc(a, u),
    "lowergamma": lambda mp, a, u: _lowergamma(mp, a, u),
    "besseli": lambda mp, n, u: mp.besseli(abs(n) if mp.isint(n) else n, u),  # where it is even in its order
    "trigamma": lambda mp, u: mp.polygamma(1, u),
    "polylog": lambda mp, s, u: _polylog(mp, s, u),
    "airyaiprime": lambda mp, u: mp.airyai(u, derivative=1),
    "airybiprime": lambda mp, u: mp.airybi(u, derivative=1),
}
# Other fields of a row.
_MORE: dict[str, dict[str, Any]] = {"gamma": {"latex": r"\Gamma", "commands": ("Gamma",), "growth": 64.0},
                                    "erfc": {"saturates": True}, "digamma": {"summed": True},
                                    "trigamma": {"summed": True}, "polygamma": {"summed": True}}


ORDER = 200  # beyond it a sum over so many terms is not begun


class Unreached(ArithmeticError):
    """There may be a value, but the series of mpmath do not reach it."""


def _lowergamma(mp: Any, a: Any, u: Any) -> Any:
    """Of a negative number it is real for whole orders only; mpmath takes many seconds to say so."""
    if not mp.im(u) and mp.re(u) < 0 and not mp.isint(a):
        raise ValueError("lowergamma")
    return mp.gammainc(a, 0, u) if u or a <= 0 else u


def _polylog(mp: Any, s: Any, u: Any) -> Any:
    """Beyond 1 it is no real number; of a large order, or of a broken one far from 0, mpmath takes many seconds."""
    if not mp.im(u) and mp.re(u) > 1:
        raise ValueError("polylog")
    if abs(s) > ORDER or abs(u) > 0.9 and not mp.isint(s):
        raise OverflowError("polylog")
    return mp.polylog(s, u) if u != 1 or s > 1 else mp.zeta(1)


def _value(name: str, mp_name: str) -> Any:
    compute = _OTHERWISE.get(name)
    ordered = _TABLE[name][3] > 1 and name not in _ALIKE

    def value(m: Any, *inputs: Any) -> Any:
        from mpmath import mp  # only where a special function is used
        if ordered and abs(inputs[0]) > ORDER:
            raise Unreached(name)
        try:
            result = compute(mp, *inputs) if compute else getattr(mp, mp_name)(*inputs)
        except (mp.NoConvergence, NotImplementedError):
            raise Unreached(name) from None
        if m is mp:
            return result
        if isinstance(result, mp.mpc):
            if result.imag:
                raise ValueError(name)
            result = result.real
        return float(result)
    return value


# Functions of two inputs of which none is an order.
_ALIKE = ("beta",)
# Letters of mathematics, and words.
_WORDS = ("beta", "gamma", "li", "Si", "Ci", "Ei")
ROWS = tuple(
    replace(GENERAL, name=name, title=title, arity=(count, count), aliases=aliases, sympy=sympy_name,
            value=_value(name, mp_name), example=example, needs=_NEEDS.get(name, ()), defined=_NEEDS.get(name, ()),
            own_word=name in _WORDS, **_MORE.get(name, {}))
    for name, (title, sympy_name, mp_name, count, aliases, example) in _TABLE.items())
