"""One sign has one meaning on a page: bars inside blocks, ∂ of derivatives of several variables, primes."""
from __future__ import annotations

import pytest

from chainrule import diff


def text(expression: str, **options: object) -> str:
    return diff(expression, **options).to_text("en", width=200)  # type: ignore[arg-type]


def test_the_inside_of_a_block_uses_the_bar_where_the_page_does() -> None:
    page = text("u = x*y; f = u*x + u^2", wrt="x")
    assert "∂f/∂x|u = ∂f/∂v · ∂v/∂x = 1 · u = u" in page
    assert page.count("∂f/∂x = ") == 2  # the chain rule and the answer: the whole derivative
    page = text("u = x + y; v = x - y; w = u*v; f = w^2 + u", wrt="x")
    assert "∂f/∂u|w = 1" in page and "∂f/∂u =" not in page


def test_a_block_without_a_second_meaning_has_no_bar() -> None:
    assert "|" not in text("u = x^2; h = u*x + x*sin(u)", wrt="x")


@pytest.mark.parametrize("expression", ["x*y + x", "x*y^2", "x + y", "x*sin(y)"])
def test_second_derivatives_of_several_variables_are_partial(expression: str) -> None:
    page = text(expression, order=2)
    rows = page[page.index("Row x"):]
    assert "g = ∂f/∂x" in rows and "∂²f/∂y∂x" in rows and "dg/dx" not in rows and "dg/dy" not in rows
    assert "d²" not in rows
    page = text(expression, wrt="x", then="y")
    assert "∂²f/∂y∂x = " in page and "dg/dy" not in page


def test_second_derivatives_of_one_variable_are_not() -> None:
    page = text("x*sin(x)", order=2)
    assert "∂²" not in page and "d²f/dx²" in page and "dg/dx" in page


def test_primes_of_compositions() -> None:
    page = text("h = f(g(x))", notation="prime")
    assert "(f∘g)′(x) = f′(g(x))·g′(x)" in page and "h′" not in page and "f′(g) = f′(g)" not in page
    assert page.count("f′(g) · g′(x)") == 1
    assert "(f∘g∘h)′(x) = f′(g(h(x)))·g′(h(x))·h′(x)" in text("f(g(h(x)))", notation="prime")
