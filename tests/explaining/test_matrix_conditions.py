"""Derivatives with vectors and matrices say where they hold, and where the given point has none."""
from __future__ import annotations

import pytest

import chainrule


@pytest.mark.parametrize(("source", "shapes", "wrt", "en", "ko"), [
    ("q = W*x; f = norm(q)", "W: 2x3, x: 3", "x", "Holds where q ≠ 0", "q ≠ 0"),
    ("f = logdet(M)", "M: n x n", "M", "Holds where det(M) > 0", "det(M) > 0"),
    ("f = x'*inv(M)*x", "M: n x n, x: n", "x", "Holds where M is invertible", "M의 역행렬이 있다"),
    ("f = norm1(v)", "v: 3", "v", "Holds where no entry of v is 0", "v에 0인 성분이 없다")])
def test_the_answer_says_where_it_holds(source: str, shapes: str, wrt: str, en: str, ko: str) -> None:
    found = chainrule.diff(source, shapes=shapes, wrt=wrt)
    assert en in found.to_text("en") and ko in found.to_text("ko")
    assert found.to_dict("ko")["conditions"] == [ko.replace("≠", "!=")]


def test_a_norm_of_what_does_not_vary_asks_for_nothing() -> None:
    assert "Holds" not in chainrule.diff("f = sum(x)*norm(c)", shapes="x: 3, c: 3", wrt="x").to_text("en")


def test_the_answer_says_that_there_is_no_gradient_at_the_point() -> None:
    found = chainrule.diff("f = norm1(x)", shapes="x: 3", at={"x": [0, 1, -2]})
    last = found.to_text("en").split("Answer")[1]
    assert "no gradient at this point" in last and "but not at the given one" in last
    smooth = chainrule.diff("f = norm1(x)^2*0 + sum(x)", shapes="x: 3", at={"x": [1, 1, -2]})
    assert "no gradient" not in smooth.to_text("en")


@pytest.mark.parametrize(("source", "shapes", "said"), [
    ("f = norm(v)", "v: n", "in the direction of v"), ("f = logdet(M)", "M: n x n", "tr(M⁻¹·dM)"),
    ("y = softmax(z)", "z: 3", "each entry of y grows")])
def test_reasons_speak_in_the_names_of_the_page(source: str, shapes: str, said: str) -> None:
    assert said in " ".join(chainrule.diff(source, shapes=shapes).to_text("en").split())
