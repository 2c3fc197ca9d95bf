"""The verdict on claims: right, right on a part, wrong, not to be told; and never by special points."""
from __future__ import annotations

import pytest

from chainrule import ChainruleError, check
from chainrule.language import LANGUAGES

RIGHT = [
    "D(sin(x^2), x) = 2x*cos(x^2)", "D(f(g(x)), x) = f'(g(x))*g'(x)", "D(D(x^3, x), x) = 6x",
    "D(D(x^3, x)*x, x) = 9x^2",
    "D(x^3*y^2, x, y) = 6x^2*y", "d/dx sin(x^2) = 2x cos(x^2)", r"\frac{d}{dx}\sin(x^2) = 2x\cos(x^2)",
    "u = x^2; D(u*x, x) = 3u", "g(t) = t^3; D(g(2x), x) = 24x^2", "D(ln(abs(x)), x) = 1/x", "D(x, y) = 0",
    "D(cosh(x)^2 - sinh(x)^2, x) = 0", "D(exp(x^4), x) = 4x^3*exp(x^4)", "D(x^2) = 2x", "2x = D(x^2, x)",
    "D(f(x)*g(x), x) = f'(x)*g(x) + f(x)*g'(x)", "sin(x)^2 + cos(x)^2 = 1", "D(x^2, x) = 2x = x + x",
    "D(f(x, y), x, y) = D(f(x, y), y, x)", "D(max(x, y), x) + D(max(x, y), y) = 1", "D(1/x^60, x) = -60/x^61",
    "D(exp(-x^2)/10^30, x) = -2x*exp(-x^2)/10^30",
]
WRONG = [
    "D(sin(x^2), x) = cos(x^2)", "D(f(g(x)), x) = f'(g(x))", "D(x^2, x) = 2x + 0.000001",
    "D(sin(x), x) = 1.000001cos(x)",
    "D(f(x)*g(x), x) = f'(x)*g'(x)", "D(x^2, x) = 2x = 3x", "D(f(x), x) = f(x)", "D(pi*x^2, x) = 6.28x",
    "D(exp(-x^2)/10^30, x) = -2x*exp(-x^2)/10^30 + 1/10^40", "D(x^2, x) = k*x", "D(a - b, b) = 1",
]


@pytest.mark.parametrize("claim", RIGHT)
def test_true_claims_hold(claim: str) -> None:
    assert check(claim).holds is True


@pytest.mark.parametrize("claim", WRONG)
def test_false_claims_do_not(claim: str) -> None:
    found = check(claim)
    assert found.holds is False and found.verdict == "wrong"


@pytest.mark.parametrize(("claim", "condition"), [
    ("D(abs(x)^3, x) = 3x^2", "x > 0"), ("D(asin(sin(x)), x) = 1", "cos(x) > 0"), ("D(sqrt(x^2), x) = 1", "x > 0"),
    ("D(sqrt(x^2 + 2x*y + y^2), x) = 1", "x + y > 0"), ("D(abs(x - 20), x) = -1", "x < 20"),
    ("D(max(x, y), x) = 1", "x > y"), ("D(relu(2x - 6), x) = 2", "x > 3"), ("D(abs(x)*abs(y), x) = y", None),
    ("D(x^2, x) = 2x*sqrt(x)/sqrt(x)", "x > 0"), ("D(abs(ln(x)), x) = 1/x", "x > 1"),
])
def test_claims_that_hold_on_a_part_say_on_which(claim: str, condition: str | None) -> None:
    found = check(claim)
    assert (found.verdict, found.holds) == ("right_where", False)
    if condition is not None:
        assert found.condition == condition


def test_what_has_no_value_cannot_be_told() -> None:
    found = check("D(sqrt(-1 - x^2), x) = 1")
    assert found.holds is None and not found
    assert all("x" in found.to_text(language) for language in LANGUAGES)


@pytest.mark.parametrize(("claim", "at", "holds"), [
    ("D(x^2, x) = 6", "x=3", True), ("D(x^2, x) = 6", "x=2", False), ("D(sin(x), x) = -1", "x=pi", True),
    ("3*(a + (b - 2)*c) = 21", "a=5, b=3, c=2", True), ("D(x*y, x) = 2", "y=2", True),
])
def test_claims_about_one_point(claim: str, at: str, holds: bool) -> None:
    assert check(claim, at=at).holds is holds


@pytest.mark.parametrize("claim", ["D(x^2, x)", "D(x^2, 3) = 1", "D(x*y) = x", "= 2x", "D(x^2, x) =", "",
                                   "D(x^2, x+1) = 2"])
def test_what_is_no_claim_is_refused(claim: str) -> None:
    with pytest.raises(ChainruleError):
        check(claim)


def test_every_face_of_a_verdict() -> None:
    found = check("D(abs(x)^3, x) = 3x^2")
    assert "x > 0" in found.to_text("en") and "부호가 반대" in found.to_text("ko")
    assert found.to_dict()["counterexample"]["truth"] == -found.to_dict()["counterexample"]["claimed"]
    assert all(face for face in (found.to_markdown("ko"), found.to_latex("en"), found.to_html("ko")))
