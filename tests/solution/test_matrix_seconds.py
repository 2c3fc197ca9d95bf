"""Second derivatives with shapes against differences of the first ones."""
from __future__ import annotations

import random

import pytest

import chainrule
from chainrule.errors import UnsupportedError

PROGRAMS = [
    ("x'*A*x", "A: 3x3, x: 3", "x", ""), ("norm(W*x)^2", "W: 3x2, x: 2", "W", ""), ("logdet(X)", "X: 2x2", "X", ""),
    ("tr(inv(X))", "X: 2x2", "X", ""), ("u'*inv(A)*u", "A: 2x2, u: 2", "A", ""), ("det(X)", "X: 3x3", "X", ""),
    ("tr(X'*A*X)", "X: 3x2, A: 3x3", "X", ""), ("sum(tanh(W*x))", "W: 2x3, x: 3", "W", ""),
    ("sum(conv1d(x, k).^3)", "x: 5, k: 2", "x", ""), ("sum(conv1d(x, k).^3)", "x: 5, k: 2", "k", ""),
    ("sum(conv1d(x, k).^3)", "x: 5, k: 2", "x", "k"), ("sum(conv1d(x, k).^3)", "x: 5, k: 2", "k", "x"),
    ("softmax(x)'*y", "x: 3, y: 3", "x", ""), ("softmax(x)'*y", "x: 3, y: 3", "x", "y"),
    ("logsumexp(W*x)", "W: 3x2, x: 2", "x", ""), ("logsumexp(W*x)", "W: 3x2, x: 2", "W", "x"),
    ("norm(x - b)", "x: 3, b: 3", "x", ""), ("norm(x - b)", "x: 3, b: 3", "x", "b"), ("norm(x)^3", "x: 4", "x", ""),
    ("x'*A*y", "x: 3, A: 3x2, y: 2", "x", "y"), ("sum(sin(x) .* exp(y))", "x: 3, y: 3", "x", "y"),
    ("norm(W*x)^2", "W: 3x2, x: 2", "W", "x"), ("exp(t)*sum(x.^3)", "x: 3", "x", "t"), ("t^3*sum(x)", "x: 3", "t", "x"),
    ("t^3*sum(x)", "x: 3", "t", ""), ("sum(layer_norm(x).^3)", "x: 4", "x", ""), ("prod(x)", "x: 3", "x", ""),
    ("sum(gelu(x))", "x: 3", "x", ""), ("sum(softmax(X).*Y)", "X: 2x3, Y: 2x3", "X", ""), ("var(x)", "x: 4", "x", ""),
    ("sum(attention(Q, K, V).^2)", "Q: 2x2, K: 3x2, V: 3x2", "Q", ""), ("x[1]*x[2]^2", "x: 3", "x", ""),
    ("norm([x; 2*y])^3", "x: 2, y: 2", "x", "y"), ("sum(x)", "x: 3", "x", ""), ("max(x)^2", "x: 3", "x", ""),
    ("sum(logsumexp(X).^2)", "X: 2x3", "X", ""), ("q = W*x; L = sum(q.^3)", "W: 2x2, x: 2", "q", ""),
]


def drawn(rng, shape):
    rows, columns = (*shape, 1, 1)[:2]
    grid = [[rng.uniform(0.3, 1.4) + 1.5*(i == j) for j in range(columns)] for i in range(rows)]
    return grid if len(shape) == 2 else [x for (x,) in grid] if len(shape) == 1 else grid[0][0]


def flat(value):
    return [x for part in value for x in flat(part)] if isinstance(value, list) else [value]


def moved(value, place, step):
    """The value with one entry moved, the entries counted row by row."""
    if not isinstance(value, list):
        return value + step
    wide = len(flat(value[0]))
    return [moved(x, place - k*wide, step) if k*wide <= place < (k + 1)*wide else x for k, x in enumerate(value)]


@pytest.mark.parametrize(("program", "shapes", "wrt", "then"), PROGRAMS, ids=[str(k) for k in range(len(PROGRAMS))])
def test_second_derivatives_are_differences_of_the_first(program, shapes, wrt, then):
    rng = random.Random(program)
    options = {"then": (then,)} if then else {"order": 2}
    found = chainrule.diff(program, wrt=wrt, shapes=shapes, **options)
    assert found.check.status == "checked"
    again = then or wrt
    if again == "q":  # a value of the program: what it is made of is not moved on its own
        program, shapes, point = "L = sum(q.^3)", "q: 2", {"q": [0.4, 1.7]}
        second = chainrule.diff(program, wrt=wrt, shapes=shapes, **options).function()
    else:
        second = found.function()
        point = {name: drawn(rng, shape) for name, shape in second.shapes.items()}
    first = chainrule.diff(program, wrt=wrt, shapes=shapes).function()
    values = second(**point)
    columns = []
    for k in range(len(flat(point[again]))):
        ends = [flat(first(**{name: moved(x, k, step) if name == again else x for name, x in point.items()
                              if name in first.inputs})) for step in (1e-5, -1e-5)]
        columns.append([(a - b)/2e-5 for a, b in zip(*ends, strict=True)])
    assert flat(values) == pytest.approx([x for row in zip(*columns, strict=True) for x in row], rel=1e-5, abs=1e-7)


def test_the_hessian_along_a_matrix_is_what_the_rule_says():
    shapes, point = "W: 2x2, x: 2", {"W": [[1, 2], [3, 4]], "x": [0.5, -1]}
    whole = chainrule.diff("sum((W*x).^3)", wrt="W", order=2, shapes=shapes).function()(**point)
    along = chainrule.diff("sum((W*x).^3)", wrt="W", order=2, shapes=shapes, along="V")
    assert "V*x" in along.text and "G" not in along.text
    value = along.function()(**point, V=[[1, 0], [2, 1]])
    direction = [1, 0, 2, 1]
    assert flat(value) == pytest.approx([sum(a*b for a, b in zip(flat(entry), direction, strict=True))
                                         for row in whole for entry in row])


@pytest.mark.parametrize(("program", "shapes", "wrt", "structure", "text"), [
    ("sum(x)", "x: 3", "x", "zero", "0"), ("x[1]*x[2]", "x: 3", "x", "full", "e[1]*e[2]' + e[2]*e[1]'"),
    ("sum(exp(x))", "x: 3", "x", "diagonal", "diag(exp(x))"), ("logsumexp(x)", "x: n", "x", "low rank",
                                                               "diag(softmax(x)) - softmax(x)*softmax(x)'"),
    ("norm(W*x)^2", "W: 3x2, x: 2", "W", "blocks", "2*G*x*x'"), ("logdet(X)", "X: n x n", "X", "rule",
                                                                 "-inv(X)'*G'*inv(X)'")])
def test_the_structure_is_named(program, shapes, wrt, structure, text):
    found = chainrule.diff(program, wrt=wrt, shapes=shapes, order=2)
    assert (found.structure, found.text) == (structure, text)


@pytest.mark.parametrize(("program", "shapes", "options", "words"), [
    ("norm(W*x)^2", "W: 3x2, x: 2", {"order": 2}, "several"), ("tanh(x)", "x: 3", {"wrt": "x", "order": 2}, "indices"),
    ("x'*x", "x: 3", {"wrt": "x", "order": 3}, "second"), ("x'*A*x", "A: 2x2, x: 2", {"wrt": ["x", "A"], "order": 2},
                                                           "several"),
    ("x'*x", "x: 3", {"wrt": "x", "then": ("x", "x")}, "second")])
def test_what_is_no_matrix_and_no_rule_is_refused_with_its_reason(program, shapes, options, words):
    with pytest.raises(UnsupportedError) as refused:
        chainrule.diff(program, shapes=shapes, **options)
    assert words in str(refused.value) and refused.value.say("ko") != str(refused.value)


def test_a_page_tells_the_rule_and_the_second_order_change():
    text = chainrule.diff("norm(W*x)^2", wrt="W", order=2, shapes="W: 3x2, x: 2").to_text("en")
    assert "G → W : 2Gxxᵀ" in text and "d²f = ⟨dW, 2·dW·xxᵀ⟩" in text and "v = uxᵀ" in text
    mixed = chainrule.diff("x'*A*y", wrt="x", then=("y",), shapes="A: 3x2, x: 3, y: 2")
    assert "The gradient with respect to x, differentiated with respect to y" in mixed.to_text("en")
    assert "∂g/∂y = A" in mixed.to_text("ko")


def test_a_second_derivative_that_is_nothing_is_told_at_a_point():
    found = chainrule.diff("sum(x) + t", shapes="x: 3", wrt="x", order=2, at={"t": 2, "x": [1, 2, 3]})
    assert found.value == [[0, 0, 0]]*3 and "all of the 9 entries are 0" in found.to_text("en")
    assert chainrule.diff("sum(relu(x))", shapes="x: 3", wrt="x", order=2, at={"x": [1, 0, -1]}).to_text("en")
