"""Formulas with shapes: what stands side by side, what gets a sign, and grids of numbers in aligned columns."""
from __future__ import annotations

import re

import pytest

import chainrule
from chainrule.notation.boxes import Colour, Grid, Name, Num, Op, Row, Under
from chainrule.notation.grids import factor_lines, grid_lines
from chainrule.notation.latex import write as latex
from chainrule.notation.mathml import write as mathml
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


def test_shapes_stand_below_their_factors():
    product = Row((Num("2"), Op("dot"), Under(Name("W", True), "3×2"), Op("dot"), Under(Name("x", True), "2×1")))
    line = Row((product, Op("="), Name("q", True)))
    assert factor_lines(line, "unicode") == ["2 ·  W  ·  x  = q", "    3×2   2×1"]
    assert factor_lines(Name("q"), "unicode") == []
    assert write(product) == "2·W·x" and "\ue000" not in write(product, "ascii") + write(product, "plain")
    assert r"\underset{3 \times 2}{\mathbf{W}}" in latex(product)
    assert mathml(product).count("<munder>") == 2 and '<mtext class="shape">3×2</mtext>' in mathml(product)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_derivation_says_shapes_below_factors(language):
    found = chainrule.diff("q = W*x; L = norm(q)^2", shapes="W: 3x2, x: 2")
    lines = [line.rstrip() for line in found.to_text(language).splitlines()]
    at = next(k for k, line in enumerate(lines) if line.startswith("  ∂L/∂x = Wᵀ"))
    assert lines[at].split() == ["∂L/∂x", "=", "Wᵀ", "·", "∂L/∂q", "=", "2Wᵀq", "2×1"]
    assert lines[at + 1].split() == ["2×3", "3×1"] and lines[at + 1].index("3×1") == lines[at].index("∂L/∂q") + 1
    assert found.to_latex(language).count(r"\underset") >= 6 and "<munder>" in found.to_html(language)
    narrow = found.to_text(language, width=20)
    assert "2×3   3×1" not in narrow, "where there is no room the formula stands alone"
    assert "underset" not in found.to_latex(language, detail="brief")


def test_ascii_is_ascii():
    found = chainrule.diff("q = W*x; L = norm(q)^2", shapes="W: 3x2, x: 2", picture=True)
    for detail in ("brief", "normal"):
        assert found.to_text("en", ascii=True, detail=detail).isascii()
