"""Special points are settled by the function itself: sides, jumps, vertical tangents, ends of domains, exact points."""
from __future__ import annotations

import math
from contextlib import suppress
from typing import Any

import pytest

import chainrule
from chainrule import diff, implicit

SIDES: list[tuple[str, str, list[Any]]] = [
    ("sign(x^2)", "x=0", [None, None]), ("x*sign(x)", "x=0", [-1, 1]),
    ("abs(x^2-2)", "x=sqrt(2)", [-8 ** 0.5, 8 ** 0.5]),
    ("floor(cbrt(x))", "x=64", [None, 0]), ("cbrt(x)", "x=0", ["inf", "inf"]), ("sqrt(abs(x))", "x=0", ["-inf", "inf"]),
    ("sqrt(x)", "x=0", [None, "inf"]), ("x^x", "x=-3", [None, None]),
    ("piecewise(1, x > x^x, 2)", "x=-3", [None, None]),
    ("asin(sin(x))", "x=pi/2", [1, -1]), ("atan2(x, -1)", "x=0", [None, -1]),
    ("hypot(x, x^2)", "x=0", [-1, 1]), ("abs(sin(x)-1/2)", "x=pi/6", [-0.75 ** 0.5, 0.75 ** 0.5])]
VALUES: list[tuple[str, str, Any]] = [
    ("cos(x)", "x=pi", 0), ("sinc(x)", "x=0", 0), ("LambertW(x)", "x=0", 1), ("Si(x)", "x=0", 1),
    ("cbrt(x)*x", "x=0", 0), ("max(x, floor(x)-5)", "x=1", 1), ("x^2*sign(x)", "x=0", 0),
    ("piecewise(sin(x)/x, x != 0, 1)", "x=0", 0),
    ("piecewise(x^2, x > 1, 2*x-1)", "x=1", 2),
    ("abs(-sqrt(2)) - step(max(x, pi/6))", "x=pi/6", 0), ("sqrt(x^4)", "x=0", 0), ("floor(x)-floor(x)", "x=2", 0)]
SECOND: list[tuple[str, dict[str, Any], Any]] = [
    ("abs(x)^3", {"order": 2, "at": "x=0"}, 0), ("cos(abs(x))", {"order": 2, "at": "x=0"}, -1),
    ("floor(x)", {"order": 2, "at": "x=1"}, None), ("piecewise(x+1, x>0, x)", {"order": 2, "at": "x=0"}, None),
    ("abs(x)*y", {"then": "y", "at": "x=0, y=1"}, None), ("relu(x)^2", {"order": 2, "at": "x=0"}, None)]
CRASHES: list[tuple[str, dict[str, Any]]] = [
    ("tanh(piecewise(x^(1/3), x>0, x))", {"at": "x=-1/2"}), ("sqrt(piecewise(x, x>1, 0))+x", {"at": "x=1/2"}),
    ("piecewise(x, x>1, 0)^x", {"at": "x=1/2"}), ("acos(piecewise(x, x<1, 1))", {"at": "x=2"}),
    ("hypot(x,x)*piecewise(1, y>0, 2)", {"at": "x=0, y=1"}), ("piecewise(x, y >= 1, 2*x)", {"mode": "reverse"}),
    ("a=y*log(t); f=piecewise(a^2, t<=-1, y)", {"wrt": "y", "at": "y=1, t=0", "mode": "forward"}),
    ("lowergamma(2, x)", {"at": "x=0"}), ("piecewise(sqrt(-x), x <= 0, sqrt(x))", {}),
    ("piecewise(x, x<2, sqrt(1-x))", {}), ("asin(piecewise(y, x>10, t))", {}),
    ("gamma(piecewise(1, x>0, sqrt(z)))", {"at": "x=pi, z=-2.5"}), ("piecewise(1, x>0, 0)", {"mode": "reverse"}),
    ("x^400", {"at": "x=10"}), ("1/x", {"at": "x=10^-300"}), ("x*y", {"at": "x=10^200, y=10^200"}),
    ("log(x*y*z)", {"wrt": "y", "then": "z", "at": "x=1, y=2, z=3"}),
    ("piecewise(1, x > 5, piecewise(cos(x), x > 9, 2))", {"at": "x=1/2"}),
    ("piecewise(asin(y)^x, sqrt(piecewise(4, 9 < x, 2)) < sqrt(x), atan(x))", {"wrt": "x", "at": "x=1, y=-2"})]


@pytest.mark.parametrize(("text", "at", "sides"), SIDES)
def test_sides(text: str, at: str, sides: list[Any]) -> None:
    found = diff(text, wrt="x", at=at)
    assert found.value is None
    for given, right in zip(found.to_dict()["derivatives"][-1]["one_sided"], sides, strict=True):
        assert given == right if right is None or isinstance(right, str) else given == pytest.approx(right)
    assert "not at the given one" in found.to_text("en", width=200)


@pytest.mark.parametrize(("text", "at", "value"), VALUES)
def test_derivatives_that_the_function_settles(text: str, at: str, value: Any) -> None:
    assert diff(text, wrt="x", at=at).value == value


@pytest.mark.parametrize(("text", "options", "value"), SECOND)
def test_later_derivatives_know_what_earlier_ones_knew(text: str, options: dict[str, Any], value: Any) -> None:
    assert diff(text, wrt="x", **options).value == value


@pytest.mark.parametrize(("text", "options"), CRASHES)
def test_nothing_crashes(text: str, options: dict[str, Any]) -> None:
    found = diff(text, **options)
    assert found.check.status == "checked"
    for language in ("en", "ko"):
        assert found.to_text(language) and found.to_latex(language)
    assert found.to_html() and found.to_dict()


@pytest.mark.parametrize("text", ["log(0)+x", "0^(-1)*x", "tan(pi/2)*x", "x/(sqrt(2)^2-2)", "0^x", "x/0", "x^(1/0)",
                                  "asin(2)*x", "log(0, 2)*x", "f(t) = ln(t); x*f(0)", "piecewise(1, log(0) > x, 2)"])
def test_constants_without_a_value_are_refused(text: str) -> None:
    with pytest.raises(chainrule.DomainError):
        diff(text, wrt="x")


@pytest.mark.parametrize(("text", "value"), [("piecewise(x, x > 0, asin(2))", 1), ("piecewise(x^2, x > 0, 1/0)", 6)])
def test_constants_of_a_case_that_does_not_hold_need_no_value(text: str, value: int) -> None:
    assert diff(text, wrt="x", at="x=3").value == value


@pytest.mark.parametrize("text", ["1/sin(x)", "csc(x)", "log(sin(x))", "tan(x/2)"])
def test_poles_at_exact_points(text: str) -> None:
    with pytest.raises(chainrule.DomainError):
        diff(text, wrt="x", at="x=pi")


@pytest.mark.parametrize(("text", "at", "shown"), [
    ("sigmoid(x)", "x=10^5", "≈ 3.563e-43430"), ("sigmoid(exp(x))", "x=10", "≈ 2.346e-9562"),
    ("1 - tanh(x)", "x=10^5", "≈ -5.078e-86859"), ("tanh(x)", "x=-10^5", "≈ 5.078e-86859"),
    ("ln(1 - sigmoid(x))", "x=10^5", "= -1"), ("ln(1 - erf(x))", "x=100", "≈ -200"), ("1 + tanh(x)", "x=-400", "≈ ")])
def test_slopes_of_what_saturates_are_not_0(text: str, at: str, shown: str) -> None:
    found = diff(text, wrt="x", at=at)
    assert found.value != 0 and shown in found.to_text("en") and found.check.status == "checked"


def test_overflow_is_not_the_end() -> None:
    assert diff("log(x)", at="x=10^-400").value == 10 ** 400
    assert diff("hypot(x, 1)", wrt="x", at="x=10^300").value == pytest.approx(1)
    assert "≈ 1.558e327" in diff("x^x", at="x=150").to_text("en")
    assert "≈ 3.668e-348" in diff("exp(x)", at="x=-800").to_text("en")


def test_implicit_kinks_and_vertical_tangents() -> None:
    found = implicit("abs(x)+abs(y)=3", "y", "x", at="x=0, y=3")
    assert found.value is None and found.to_dict()["implicit"][0]["one_sided"] == [1, -1]
    for relation, at in (("sin(y)=x", "x=1, y=pi/2"), ("(y-x)^2=0", "x=1, y=1"), ("x^2+y^2=25", "x=5, y=0")):
        with pytest.raises(chainrule.DomainError):
            implicit(relation, "y", "x", at=at)


def test_large_slopes_agree_though_they_are_no_whole_numbers() -> None:
    found = diff("exp(100*x + pi)*min(x, x)", wrt="x", at="x=1")
    assert found.value == pytest.approx(101 * math.exp(100 + math.pi))
    assert diff("(x*y)/min(x, x)", wrt="x", at="x=-3, y=pi/4").value == 0
    assert diff("(-x - pi)*min(1/2, sin(x))", wrt="x", at="x=pi/6").value is None


def test_a_constant_of_a_case_that_does_not_hold_breaks_no_condition() -> None:
    text = "piecewise((asin(exp(1)))^(min(2*x, atan(2))), 5 < abs(1)+ceil(pi), sign(tan(2*x)))"
    for at in ("x=0", "x=1"):
        with suppress(chainrule.DomainError):
            assert diff(text, wrt="x", at=at).value in (0, None)


def test_a_point_such_as_pi_is_not_rounded_on_the_way() -> None:
    assert diff("abs(sin(y^exp(x)))", wrt="x", at="x=pi, y=e").value == pytest.approx(43851740804.3, rel=1e-11)


def test_no_false_zero() -> None:
    assert diff("z = w*x; L = z^2", wrt=["w", "z"], at="w=2, x=3").value == {"w": 36, "z": 12}


@pytest.mark.parametrize(("text", "said"), [
    ("floor(x)", ["floor(x) != x"]), ("1/y+x", ["y != 0"]), ("max(x, x+1)", []), ("1/(x^2+x+1)", []),
    ("gamma(x)", ["max(x, ceil(x) - x) > 0"]), ("ln(1-sigmoid(x))", []), ("ln(x+sqrt(1+x^2))", []),
    ("piecewise(1/(x-2), x>1, 1/(x+2))", ["x != 2", "x != -2", "x != 1"]),
    ("x*abs(x)", []), ("abs(x)^3", []), ("relu(x)^2", []), ("x^2*sign(x)", []), ("cbrt(x)^3", []),
    ("abs(x)", ["x != 0"]),
    ("piecewise(x^2, x>1, 2*x-1)", []), ("piecewise(x^2, x>1, 2*x)", ["x != 1"]), ("sqrt(x^4)", ["x != 0"]),
    ("(x-sqrt(2))*abs(x-sqrt(2))", []), ("max(x, abs(x))", ["x != 0"]), ("floor(step(x))", ["x != 0"]),
    ("piecewise(ln(x-2), x>1, x)", ["x != 1", "x > 2 if x > 1"]), ("piecewise(sqrt(x), y>0, x)", ["x > 0 if y > 0"]),
    ("piecewise(x, x<2, sqrt(1-x))", ["x < 2"]), ("piecewise(sqrt(-x), x <= 0, sqrt(x))", ["x != 0"]),
    ("piecewise(1/(x-2), x<1, x)", ["x != 1"]), ("min(sqrt(x), sqrt(y))", ["x > 0", "y >= 0", "sqrt(x) != sqrt(y)"]),
    ("piecewise(ln(x), y>0, ln(-x), y < -1, sqrt(x-5))",
     ["x > 0 if y > 0", "x < 0 if y < -1", "x > 5 if y <= 0 and y >= -1"])])
def test_conditions(text: str, said: list[str]) -> None:
    assert diff(text, wrt="x").to_dict()["derivatives"][0]["conditions"] == said


def test_a_need_of_one_case_is_said_with_its_case() -> None:
    found = diff("piecewise(ln(x-2), x>1, x)")
    assert "Holds where x ≠ 1, x > 2 (if x > 1)" in found.to_text("en")
    assert "x ≠ 1, x > 2 (x > 1인 경우)" in found.to_text("ko")
