"""Powers of constants: what is small is answered, however it is written; what is large is refused before computing."""
from __future__ import annotations

import pytest

import chainrule
from chainrule import diff


@pytest.mark.parametrize("power", [
    "(sqrt(2)^sqrt(2))^(1/2)", "sinh(sqrt(sqrt(2)))^(sign(pi)^2)", "((3^sqrt(2))^sqrt(2))^sqrt(2)",
    "exp(hypot(1, 1))^2", "(piecewise(1/2, x > 0, 2)^2)^3", "tanh(1)^(2^(1/2))", "(1 - 1/2)^hypot(sqrt(2), 1/2)"])
def test_answered(power: str) -> None:
    assert diff(f"{power} + x", wrt="x").check.status == "checked"


@pytest.mark.parametrize("power", [
    "9^9^9", "exp(-1000)^1000000", "floor(10^300)^floor(10^6)", "sinh(700)^1000", "exp(exp(exp(exp(2))))",
    "(sqrt(2) - 1.41421356)^100000", "2^2^2^2^2^2"])
def test_refused(power: str) -> None:
    with pytest.raises(chainrule.TooLargeError):
        diff(f"{power} + x", wrt="x")
