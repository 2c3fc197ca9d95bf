"""The answer's text of a gradient with shapes, read again with the same shapes, has the gradient's values."""
from __future__ import annotations

import random
from typing import Any

import pytest

import chainrule
from chainrule.errors import TooLargeError


def grid(shape: tuple[int, ...]) -> Any:
    """Numbers between 0.3 and 1.7, so that roots and logarithms have values."""
    made = random.Random(4)
    rows = [[round(made.uniform(0.3, 1.7), 3) for _ in range(shape[-1] if len(shape) > 1 else 1)]
            for _ in range(shape[0])]
    return rows if len(shape) > 1 else [row[0] for row in rows]


def flat(value: Any) -> list[float]:
    rows = value if isinstance(value, list) else [value]
    return [float(x) for row in rows for x in (row if isinstance(row, list) else [row])]


@pytest.mark.parametrize("program, shapes, wrt", [
    ("sum(x.^3)", {"x": (3,)}, "x"),
    ("sum(x.^-2)", {"x": (3,)}, "x"),
    ("sum((x ./ y).^3)", {"x": (3,), "y": (3,)}, "y"),
    ("sum(x.^2 ./ y)", {"x": (3,), "y": (3,)}, "y"),
    ("sum(2.^x)", {"x": (3,)}, "x"),
    ("sum(x.^y)", {"x": (3,), "y": (3,)}, "x"),
    ("sum((x.^2).^y)", {"x": (3,), "y": (3,)}, "x"),
    ("sum((A*x).^2.5)", {"A": (3, 2), "x": (2,)}, "x"),
    ("sum(sigmoid(A*x))", {"A": (3, 2), "x": (2,)}, "x"),
    ("sum(tanh(A*x))", {"A": (3, 2), "x": (2,)}, "A"),
    ("sum(sqrt(A*x))", {"A": (3, 2), "x": (2,)}, "x"),
    ("sum(exp(-x.^2/2))", {"x": (3,)}, "x"),
    ("sum(sin(x).^2 .* cos(x))", {"x": (3,)}, "x"),
    ("norm(W*x)^2", {"W": (3, 2), "x": (2,)}, "W"),
    ("norm(A*x)", {"A": (3, 2), "x": (2,)}, "A"),
    ("x'*A*x/(x'*x)", {"A": (3, 3), "x": (3,)}, "x"),
    ("tr(inv(A))", {"A": (2, 2)}, "A"),
    ("logdet(A'*A)", {"A": (2, 2)}, "A"),
    ("sum(softmax(X) .* T)", {"X": (2, 3), "T": (2, 3)}, "X"),
    ("sum(softmax(Q*K')*U)", {"Q": (2, 3), "K": (2, 3), "U": (2, 2)}, "K"),
    ("sum(X*W + b)^2", {"X": (4, 3), "W": (3, 2), "b": (2,)}, "b"),
    ("sum(layer_norm(X).^3)", {"X": (2, 3)}, "X"),
    ("-sum(t .* log(softmax(A*x)))", {"t": (3,), "A": (3, 2), "x": (2,)}, "A"),
])
def test_an_answer_is_read_back_with_the_values_of_the_gradient(program, shapes, wrt):
    point = {name: grid(shape) for name, shape in shapes.items()}
    found = chainrule.diff(program, wrt=wrt, shapes=shapes, at=point)
    # The derivative of tr(Aᵀ·V) by V is A: so it is the value of the text that is compared.
    again = chainrule.diff(f"tr(({found.text})'*V)" if len(shapes[wrt]) > 1 else f"({found.text})'*V", wrt="V",
                           shapes={**shapes, "V": shapes[wrt]}, at={**point, "V": point[wrt]})
    assert len(found.text) < 1000
    assert flat(again.value) == pytest.approx(flat(found.value), rel=1e-9)


def gated(layers: int) -> str:
    """A program whose gradient doubles in length with every layer."""
    lines = [f"a{k + 1} = tanh(W*a{k}) .* a{k}" for k in range(1, layers)]
    return "\n".join(["a1 = tanh(W*x) .* x", *lines, f"L = sum(a{layers})"])


def test_an_answer_of_a_deep_program_has_a_bounded_length():
    short, deep = (chainrule.diff(gated(n), wrt="x", shapes="W: 3x3, x: 3") for n in (2, 60))
    assert len(short.text) < 1000
    with pytest.raises(TooLargeError):
        assert deep.text
    for lang in ("en", "ko"):
        assert len(deep.to_text(lang)) < 20_000
    assert "∂L/∂x = z2∘∂L/∂a1 + Wᵀ·∂L/∂z1" in deep.to_text("en")
    assert max(len(entry["in_names"]) for entry in deep.to_dict()["derivatives"]) < 4000
