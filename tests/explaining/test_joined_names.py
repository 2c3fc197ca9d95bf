"""Two letters typed without a sign are one name, and that is said where nothing shows that it was meant."""
from __future__ import annotations

import pytest
import sympy

import chainrule

EN, KO = "was read as one name; for a product write {}", "전체를 이름 하나로 읽었다. 곱이라면 {}처럼 적는다"


@pytest.mark.parametrize(("text", "product"), [
    ("xy + x", "x*y"), ("sigmoid(wx + b)", "w*x"), ("a*ab", "a*b"), ("u = ty; L = u^2", "t*y"), ("xx", "x*x")])
def test_it_is_said(text: str, product: str) -> None:
    it = chainrule.diff(text)
    for told in (it.to_text("en"), it.to_latex("en")):
        assert EN.format(product) in " ".join(told.split())
    assert KO.format(product) in " ".join(it.to_text("ko").split())


@pytest.mark.parametrize(("text", "options"), [
    ("xy + x", {"wrt": "xy"}), ("xy + x", {"at": "xy=2, x=1"}), ("xy = x^2; f = xy + 1", {}), ("dx*3 + x", {}),
    ("lr*g", {}), ("pi*x", {}), ("mu*x", {}), ("loss*x", {}), ("x1*y", {}), (r"\frac{xy}{2}", {})])
def test_a_name_that_is_meant_is_not_spoken_of(text: str, options: dict[str, str]) -> None:
    assert "one name" not in chainrule.diff(text, **options).to_text("en")  # type: ignore[arg-type]


def test_names_of_programs_are_meant() -> None:
    for source in (sympy.Symbol("xy") ** 2, chainrule.trace(lambda xy: xy ** 2)):
        assert "one name" not in chainrule.diff(source).to_text("en")
