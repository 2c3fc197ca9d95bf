"""Products and maxima of very many parts."""
from __future__ import annotations

import pytest

import chainrule
from chainrule import limits
from chainrule.notation.boxes import Name, Paren
from chainrule.notation.fold import same

PRODUCTS = ("*".join(["x"] * 3001), "*".join(f"(x+{k})" for k in range(900)),
            "*".join(f"x{k}" for k in range(limits.FACTORS + 1)))
COMPARED = ("max(" + ",".join(f"x*{k}" for k in range(2000)) + ")",
            "min(" + ",".join(f"x{k}" for k in range(900)) + ")")


@pytest.mark.parametrize("text", PRODUCTS + COMPARED)
def test_too_many_are_refused_with_their_number(text: str) -> None:
    for ask in (lambda: chainrule.diff(text, text[4:6] if "x0" in text else "x"),
                lambda: chainrule.check_answer(text, "1", "x")):
        with pytest.raises(chainrule.TooLargeError, match=f"more than ({limits.FACTORS}|{limits.COMPARED})"):
            ask()


def test_a_long_product_is_told_in_latex() -> None:
    found = chainrule.diff("*".join(["x"] * 60), "x")
    assert found.check.status == "checked" and "60" in found.to_latex()


def test_long_boxes_are_compared_without_recursion() -> None:
    def nested(last: str) -> Paren:
        box = Paren(Name(last))
        for _ in range(5000):
            box = Paren(box)
        return box

    assert same(nested("x"), nested("x")) and not same(nested("x"), nested("y"))


def test_the_largest_of_many_is_the_largest() -> None:
    found = chainrule.diff("max(" + ",".join(f"x*{k}" for k in range(limits.COMPARED)) + ")", "x", at={"x": 1})
    assert found.check.status == "checked" and found.to_dict()["derivatives"][0]["value"] == limits.COMPARED - 1
