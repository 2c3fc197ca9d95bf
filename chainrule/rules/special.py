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

# name: (SymPy class, name in mpmath, number of inputs, other names, example)
_TABLE: dict[str, tuple[str, str, int, tuple[str, ...], tuple[float, ...]]] = {
    "gamma": ("gamma", "gamma", 1, ("Gamma",), (1.7109375,)),
    "loggamma": ("loggamma", "loggamma", 1, ("lgamma",), (1.7109375,)),
    "digamma": ("digamma", "digamma", 1, (), (1.7109375,)),
    "polygamma": ("polygamma", "polygamma", 2, (), (1.0, 1.7109375)),
    "beta": ("beta", "beta", 2, (), (1.28125, 0.7109375)),
    "erfc": ("erfc", "erfc", 1, (), (0.7109375,)),
    "erfi": ("erfi", "erfi", 1, (), (0.7109375,)),
    "erfinv": ("erfinv", "erfinv", 1, (), (0.3671875,)),
    "erfcinv": ("erfcinv", "", 1, (), (0.3671875,)),
    "fresnels": ("fresnels", "fresnels", 1, (), (0.7109375,)),
    "fresnelc": ("fresnelc", "fresnelc", 1, (), (0.7109375,)),
    "Si": ("Si", "si", 1, (), (0.7109375,)),
    "Ci": ("Ci", "ci", 1, (), (0.7109375,)),
    "Shi": ("Shi", "shi", 1, (), (0.7109375,)),
    "Chi": ("Chi", "chi", 1, (), (0.7109375,)),
    "Ei": ("Ei", "ei", 1, (), (0.7109375,)),
    "li": ("li", "li", 1, (), (1.7109375,)),
    "LambertW": ("LambertW", "lambertw", 1, ("lambertw",), (0.7109375,)),
    "ellipk": ("elliptic_k", "ellipk", 1, ("elliptic_k",), (0.3671875,)),
    "ellipe": ("elliptic_e", "ellipe", 1, ("elliptic_e",), (0.3671875,)),
    "besselj": ("besselj", "besselj", 2, (), (1.0, 1.7109375)),
    "bessely": ("bessely", "bessely", 2, (), (1.0, 1.7109375)),
    "besseli": ("besseli", "besseli", 2, (), (1.0, 1.7109375)),
    "besselk": ("besselk", "besselk", 2, (), (1.0, 1.7109375)),
    "airyai": ("airyai", "airyai", 1, (), (0.7109375,)),
    "airybi": ("airybi", "airybi", 1, (), (0.7109375,)),
    "airyaiprime": ("airyaiprime", "", 1, (), (0.7109375,)),
    "airybiprime": ("airybiprime", "", 1, (), (0.7109375,)),
    "uppergamma": ("uppergamma", "", 2, (), (1.28125, 0.7109375)),
    "lowergamma": ("lowergamma", "", 2, (), (1.28125, 0.7109375)),
    "polylog": ("polylog", "polylog", 2, (), (2.0, 0.3671875)),
    "trigamma": ("trigamma", "", 1, (), (1.7109375,)),
    "legendre": ("legendre", "legendre", 2, (), (3.0, 0.3671875)),
    "chebyshevt": ("chebyshevt", "chebyt", 2, (), (3.0, 0.3671875)),
    "chebyshevu": ("chebyshevu", "chebyu", 2, (), (3.0, 0.3671875)),
    "hermite": ("hermite", "hermite", 2, (), (3.0, 0.3671875)),
    "sinc": ("sinc", "sinc", 1, (), (0.7109375,)),
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
    "lowergamma": lambda mp, a, u: mp.gammainc(a, 0, u) if u or a <= 0 else u,
    "trigamma": lambda mp, u: mp.polygamma(1, u),
    "polylog": lambda mp, s, u: mp.polylog(s, u) if u != 1 or s > 1 else mp.zeta(1),
    "airyaiprime": lambda mp, u: mp.airyai(u, derivative=1),
    "airybiprime": lambda mp, u: mp.airybi(u, derivative=1),
}


def _value(name: str, mp_name: str) -> Any:
    def value(m: Any, *inputs: Any) -> Any:
        from mpmath import mp  # only where a special function is used
        compute = _OTHERWISE.get(name)
        result = compute(mp, *inputs) if compute else getattr(mp, mp_name)(*inputs)
        if m is mp:
            return result
        if isinstance(result, mp.mpc):
            if result.imag:
                raise ValueError(name)
            result = result.real
        return float(result)
    return value


ROWS = tuple(
    replace(GENERAL, name=name, title=Text(f"the function {name}", f"함수 {name}"), arity=(count, count),
            aliases=aliases, sympy=sympy_name, value=_value(name, mp_name), example=example,
            needs=_NEEDS.get(name, ()), defined=_NEEDS.get(name, ()))
    for name, (sympy_name, mp_name, count, aliases, example) in _TABLE.items())
