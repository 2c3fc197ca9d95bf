"""Answers with vectors and matrices: right in any form, and transposes, shapes, symmetry and factors named."""
from __future__ import annotations

import pytest

from chainrule import ChainruleError, check_answer
from chainrule.language import LANGUAGES

W = {"W": (3, 2), "x": (2,), "b": (3,), "t": (3,)}
LOSS = "q = W x + b; L = sum((q - t)^2)"


@pytest.mark.parametrize(("problem", "wrt", "shapes", "answer"), [
    (LOSS, "W", W, "2 (q - t) x'"), (LOSS, "W", W, "dL/dW = 2*(W x + b - t) x'"), (LOSS, "x", W, "2 W' (q - t)"),
    (LOSS, "b", W, "2(q - t)"), ("x' A x", "x", {"A": (3, 3), "x": (3,)}, "(A + A') x"),
    ("x' A x", "x", {"A": ("n", "n"), "x": ("n",)}, "A x + A' x"), ("sum(x)^2", "x", {"x": (4,)}, "2 sum(x) ones(4)"),
])
def test_right_answers(problem: str, wrt: str, shapes: dict[str, tuple[int, ...]], answer: str) -> None:
    found = check_answer(problem, answer, wrt=wrt, shapes=shapes)
    assert (found.verdict, found.mistakes) == ("right", ())
    assert all(found.to_text(language) for language in LANGUAGES)


@pytest.mark.parametrize(("problem", "wrt", "shapes", "answer", "label"), [
    (LOSS, "x", W, "2 W (q - t)", "shape"), (LOSS, "W", W, "2 x (q - t)'", "transpose_forgotten"),
    (LOSS, "x", {**W, "W": (2, 2), "b": (2,), "t": (2,)}, "2 W (q - t)", "transpose_forgotten"),
    ("x' A x", "x", {"A": (3, 3), "x": (3,)}, "2 A x", "symmetric_assumed"),
    ("x' A x", "x", {"A": ("n", "n"), "x": ("n",)}, "A x", "path_forgotten"),
    (LOSS, "b", W, "q - t", "constant_factor_dropped"), (LOSS, "b", W, "-2(q - t)", "minus_lost"),
    (LOSS, "x", W, "2 (q - t)", "shape"), (LOSS, "x", W, "2 (q - t)' W", "transpose_forgotten"),
])
def test_wrong_answers_are_named(problem: str, wrt: str, shapes: dict[str, tuple[int, ...]], answer: str,
                                 label: str) -> None:
    found = check_answer(problem, answer, wrt=wrt, shapes=shapes)
    assert found.verdict == "wrong" and label in found.mistakes
    for language in LANGUAGES:
        assert len(found.to_text(language, "full")) > len(found.to_text(language))
    assert found.to_dict()["mistakes"][0]["label"] == found.mistakes[0]


def test_an_answer_for_several_variables_or_outputs_with_shapes_is_refused() -> None:
    with pytest.raises(ChainruleError):
        check_answer(LOSS, "2(q - t)", shapes=W)
    with pytest.raises(ChainruleError):
        check_answer("W x", "W", wrt="x", shapes=W)
