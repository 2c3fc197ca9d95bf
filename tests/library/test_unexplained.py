"""`diff(explain=False)`: what it gives is what the explanation gives, and nothing is claimed that nobody asked for."""
from __future__ import annotations

import pytest
import sympy

import chainrule

QUESTIONS = [("(x+y)*z", {}), ("x^2*sin(3x+1)/(1+e^x)", {}), ("x^3*y", {"wrt": "x", "order": 2}),
             ("x^2*y^3", {"order": 2}),
             ("u = x*y; v = x/y", {"of": ["u", "v"]}), ("x^2*y", {"wrt": "x", "then": ["y"]}),
             ("q = x + y; f = q^2*z", {"wrt": ["q", "z"]}), ("2^x*x^y", {}), ("7", {"wrt": "x"}),
             ("max(x, y)*abs(x - y)", {})]


@pytest.mark.parametrize("source, options", QUESTIONS)
def test_it_is_the_same_derivative(source: str, options: dict) -> None:
    quick, full = chainrule.diff(source, explain=False, **options), chainrule.diff(source, **options)
    assert quick.variables == full.variables
    one, other = quick.answer, full.answer
    pairs = [(one[k], other[k]) for k in other] if isinstance(other, dict) else [
        *zip(one, other, strict=True)] if isinstance(other, sympy.MatrixBase) else [(one, other)]
    point = {"x": 0.71, "y": 1.28, "z": 2.36, "q": 1.99}
    for found, expected in pairs:
        at = {s: point[s.name] for s in (found - expected).free_symbols}
        assert abs(sympy.N((found - expected).subs(at))) < 1e-12
    assert quick.check.status == "not asked" and "not asked" in repr(quick)
    assert quick.verify().status == quick.check.status == full.check.status == full.verify().status


def test_all_that_tells_explains_it_first() -> None:
    quick, full = (chainrule.diff("(x+y)*z", at="x=1, y=2, z=3", explain=explain) for explain in (False, True))
    assert quick.to_text(lang="en") == full.to_text(lang="en")
    assert quick.to_dict() == full.to_dict()
    assert quick.value == full.value
    assert list(quick.paths) == list(full.paths)
    assert chainrule.diff("(x+y)*z", explain=False).value is None


def test_the_callers_symbols_come_back() -> None:
    t = sympy.Symbol("t", positive=True)
    assert chainrule.diff(sympy.exp(t) * t, explain=False).answer == (t + 1) * sympy.exp(t) or \
        sympy.expand(chainrule.diff(sympy.exp(t) * t, explain=False).answer) == t * sympy.exp(t) + sympy.exp(t)


def test_it_is_refused_as_the_explanation_is() -> None:
    for source, options in (("x+", {}), ("x*y", {"wrt": ["x", "y"], "order": 3}),
                            ("q = x^2; q*x", {"wrt": ["x", "q"]})):
        with pytest.raises(chainrule.ChainruleError):
            chainrule.diff(source, explain=False, **options)
