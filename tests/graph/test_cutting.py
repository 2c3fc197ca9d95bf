"""Any node as the variable, any node as the output."""
from __future__ import annotations

import pytest

import chainrule
from chainrule import diff

LAYER = "z1 = w*x + b; a = sigmoid(z1); L = (a - t)^2"


def test_an_intermediate_value_is_a_variable() -> None:
    found = diff("q = x+y; f = q*z", wrt="q", at="x=1, y=2, z=5")
    assert str(found.answer) == "z" and found.value == 5 and found.check.status == "checked"
    assert found.variables == ("q",) and list(found.paths) == [("q", "f")]
    layer = diff(LAYER, wrt="z1", at={"w": 0.5, "x": 2, "b": -1, "t": 1})
    assert layer.value == pytest.approx(2 * (0.5 - 1) * 0.25) and layer.check.status == "checked"
    assert diff(LAYER, wrt="z1", at={"z1": 0, "t": 1}).value == pytest.approx(-0.25), "or its own value is given"


def test_values_that_chainrule_named() -> None:
    assert str(diff("(x+y)*z", wrt="u").answer) == "z"
    assert diff("(x+y)*z", wrt="u").to_text("ko").count("자체를 변수로 본다") == 1


def test_inputs_and_intermediate_values_together() -> None:
    both = diff("q = x+y; f = q*x", wrt=["q", "x"], at="x=2, y=3")
    assert both.value == {"q": 2, "x": 7}, "x goes through q as it does alone"
    assert diff("q = x^2; f = q^3", wrt="q", order=2, at="x=2").value == 24


def test_any_value_is_the_output() -> None:
    found = diff("q = x+y; f = q*z; g = f^2", wrt="x", of="f")
    assert str(found.answer) == "z" and "g" not in found.to_text("en").split("Computational")[0]
    assert str(diff(LAYER, wrt="w", of="z1").answer) == "x"
    assert str(diff("sin(x^2)", wrt="x", of="u").answer) == "2*x"


@pytest.mark.parametrize("options", [{"wrt": "f"}, {"of": "k"}, {"of": "x+y"}, {"of": "q", "wrt": "f"}, {"of": ""}])
def test_refusals(options: dict[str, str]) -> None:
    with pytest.raises(chainrule.ChainruleError) as caught:
        diff("q = x+y; f = q*z", **options)  # type: ignore[arg-type]
    assert caught.value.say("ko") != caught.value.say("en")
