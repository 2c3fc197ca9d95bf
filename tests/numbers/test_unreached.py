"""Special functions whose series mpmath does not reach: no value, and nothing is said about it."""
from __future__ import annotations

import pytest
from mpmath import mp

import chainrule

HUGE = ("uppergamma(1e30, x)", "lowergamma(-1e30, x)", "besselj(-1e30, x)", "bessely(1e30, x)", "besselk(1e5, x)",
        "besseli(-12345.5, x)", "polygamma(1e30, x)", "legendre(1e30, x)", "hermite(1e5, x)")


@pytest.mark.parametrize("text", HUGE)
def test_a_huge_order_is_not_summed(text: str) -> None:
    try:
        found = chainrule.diff(text, "x").check.status
    except chainrule.ChainruleError:
        return
    assert found == "unchecked"


@pytest.mark.parametrize("text", HUGE)
def test_at_a_point_it_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(chainrule.ChainruleError):
        chainrule.diff(text, "x", at={"x": 1.5})


def test_a_series_that_does_not_converge_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> None:
        raise mp.NoConvergence

    monkeypatch.setattr(mp, "besselj", endless)
    assert chainrule.diff("besselj(1, x)*x", "x").check.status == "unchecked"
    with pytest.raises(chainrule.DomainError, match="converge"):
        chainrule.diff("besselj(1, x)*x", "x", at={"x": 2})
    assert chainrule.check_answer("x*besselj(1, x)", "3x", "x").verdict == "cannot_tell"


@pytest.mark.parametrize(("text", "at", "value"), [
    ("besseli(-54, x)", 0.625, None), ("lowergamma(3, x)", -1, -1.0), ("besseli(-2, x)", 1, 0.2936)])
def test_what_is_even_in_its_order_or_whole_is_reached(text: str, at: float, value: float | None) -> None:
    found = chainrule.diff(f"{text} + x - x", "x", at={"x": at})
    assert found.check.status == "checked" and (value is None or found.to_dict()["derivatives"])
    with pytest.raises(chainrule.DomainError):
        chainrule.diff("lowergamma(5/2, x)", "x", at={"x": -1})


def test_an_answer_with_such_a_function_is_not_called_wrong() -> None:
    found = chainrule.check_answer("x^2", "2x + 0*besselj(-12345.5, x)", "x")
    assert found.verdict in ("right", "cannot_tell")
