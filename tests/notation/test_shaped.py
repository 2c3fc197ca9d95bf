"""Formulas with shapes: what stands side by side, what gets a sign, and grids of numbers in aligned columns."""
from __future__ import annotations

import re

import pytest

import chainrule
from chainrule.notation.boxes import Colour, Grid, Name, Num, Op, Row
from chainrule.notation.grids import grid_lines
from chainrule.notation.text import write

SHAPES = {"W": (3, 2), "x": (2,), "b": (3,), "A": (2, 2), "X": (4, 3), "y": (4,), "p": (3,), "t": (3,)}
POINT = {"W": [[1, 2], [3, -1], [0.5, 2]], "x": [1.5, -0.5], "b": [0.25, 1, -2], "A": [[3, 1], [0.5, 2]],
         "X": [[1, 2, 0.5], [0.25, -1, 3], [2, 0.75, 1], [-1, 0.5, 2]], "y": [1, -2, 0.5, 3], "p": [0.2, 0.5, 0.3],
         "t": [1, 2, -1]}


def used(program):
    return {name: SHAPES[name] for name in re.findall(r"[A-Za-z]+", program) if name in SHAPES}


@pytest.mark.parametrize("program, wrt, shown", [
    ("norm(W*x)^2", "W", "2Wxxᵀ"),
    ("norm(W*x - b)^2", "x", "2Wᵀ(Wx - b)"),
    ("x'*inv(A)*x", "x", "(A⁻¹ + A⁻ᵀ)x"),
    ("sum(sigmoid(W*x) .* b)", "W", "(b∘σ(Wx)∘(1 - σ(Wx)))xᵀ"),
    ("sum(p ./ t)", "t", "-p⊘t^∘2"),
    ("norm1(p) + max(t)", "t", "argmax(t)"),
    ("sum(X*p)", "p", "Xᵀ·1₄"),
])
def test_gradients_are_written_as_on_paper(program, wrt, shown):
    assert shown in chainrule.diff(program, wrt=wrt, shapes=used(program)).to_text("en", "brief").split("\nAnswer")[1]


@pytest.mark.parametrize("program", [
    "norm(W*x - b)^2", "sum(sigmoid(W*x + b) .* t)", "x'*inv(A)*x", "logsumexp(W*x)", "sum(exp(X*p) ./ (1 + y .^ 2))",
    "mean((X*p - y) .^ 2)", "norm(p)*sum(t)", "sum(softmax(p) .* t)", "norm1(W*x)", "-sum(t .* log(softmax(p)))",
    "sum([x; b] .^ 2)", "sum(tanh(X*p)) + 3*norm(y - X*t)"])
def test_answers_are_read_back(program):
    """The answer, read as a program of its own, has the value of the gradient."""
    shapes = used(program)
    point = {name: POINT[name] for name in shapes}
    found = chainrule.diff(program, shapes=shapes, at=point)
    for name, answer in found.text.items() if isinstance(found.text, dict) else [(*shapes, found.text)]:
        again = chainrule.diff(f"g = {answer}", shapes=used(answer), at=point).facts
        value = found.value[name] if isinstance(found.value, dict) else found.value
        rows = again.passes.forward[again.output]
        flat = [x for row in rows for x in row]
        expected = [x for row in value for x in (row if isinstance(row, list) else [row])]
        assert flat == pytest.approx(expected)


def test_a_grid_is_aligned_in_columns():
    box = Row((Name("W", True), Op("="), Colour(Grid(((Num("1"), Num("10")), (Num("200"), Num("3")))), "value")))
    before, lines = grid_lines(box, "unicode") or ("", [])
    assert before == "W = " and lines == ["[   1  10 ]", "[ 200   3 ]"]
    assert grid_lines(Name("x"), "unicode") is None
    assert write(box) == "W = [1, 10; 200, 3]"


def test_latex_and_mathml_set_matrices_bold():
    found = chainrule.diff("norm(W*x)^2", wrt="x", shapes=used("W x"))
    assert r"2 \mathbf{W}^{\top} \mathbf{W} \mathbf{x}" in found.to_latex("en")
    assert "<mi>𝐖</mi>" in found.to_html("en")
