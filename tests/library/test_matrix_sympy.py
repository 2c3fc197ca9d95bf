"""Answers with shapes as SymPy's expressions of matrices: the numbers are those of the derivative at the point."""
from __future__ import annotations

import random

import pytest
import sympy

import chainrule
from chainrule.errors import UnsupportedError

PROGRAMS = [
    ("norm(W*x)^2", "W: 3x2, x: 2"), ("norm(W*x - b)", "W: 3x2, x: 2, b: 3"), ("x'*A*x/(1 + x'*x)", "A: 2x2, x: 2"),
    ("sum(tanh(W*x) .* y)", "W: 2x3, x: 3, y: 2"), ("sum(x .^ 3 ./ y)", "x: 3, y: 3"), ("logdet(X'*X)", "X: 3x2"),
    ("tr(inv(X) @ A)", "X: 2x2, A: 2x2"), ("det(X)*tr(X)", "X: 2x2"), ("sum(softmax(x) .* y)", "x: 3, y: 3"),
    ("logsumexp(W*x)", "W: 3x2, x: 2"), ("sum(softmax(X) .* Y)", "X: 2x3, Y: 2x3"), ("sum(logsumexp(X).^2)", "X: 2x3"),
    ("norm(X*W + b - Y)^2", "X: 3x2, W: 2x2, b: 2, Y: 3x2"), ("mean(x .* x) - mean(x)^2", "x: 3"), ("var(x)", "x: 4"),
    ("sum(conv1d(x, k).^2)", "x: 4, k: 2"), ("norm([x; 2*y])^2", "x: 2, y: 3"), ("x[2]*exp(x[1])", "x: 3"),
    ("sum(X[1:2, :] .^ 2)", "X: 3x2"), ("prod(x)", "x: 3"), ("norm1(x) + c*sum(x)", "x: 3, c: 1"),
    ("sum(max(x, y))", "x: 3, y: 3"), ("sum(diag(A) .* x)", "A: 3x3, x: 3"), ("x'*diag(x)*x", "x: 3"),
    ("mean(cumsum(x).^2)", "x: 3"), ("sum(vec(X) .* y)", "X: 2x2, y: 4"), ("sum(gelu(x))", "x: 2"),
    ("tanh(W*x)", "W: 2x3, x: 3"), ("softmax(x)", "x: 3"), ("c*exp(t*x)", "c: 1, t: 1, x: 2"),
    ("sum(attention(Q, K, V))", "Q: 2x2, K: 3x2, V: 3x1"), ("sum(layer_norm(x) .* y)", "x: 3, y: 3"),
]


def at_random(shapes: dict[str, tuple[int, ...]], rng: random.Random) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, shape in shapes.items():
        rows, columns = (*shape, 1, 1)[:2]
        grid = [[round(rng.uniform(0.3, 1.4), 3) + 2*(i == j) for j in range(columns)] for i in range(rows)]
        found[name] = grid if rows * columns > 1 else grid[0][0]
    return found


def explicit(expression):
    """A sum of entries and a determinant as numbers; SymPy's doit() leaves them as they are."""
    return expression.replace(lambda e: isinstance(e, sympy.Trace), lambda e: e.arg.as_explicit().trace()).replace(
        lambda e: isinstance(e, sympy.Determinant), lambda e: e.arg.as_explicit().det()).doit()


def flat(value):
    return [x for part in value for x in flat(part)] if isinstance(value, list) else [value]


def put(expression, point, symbols):
    """An expression with numbers in it, as rows."""
    numbers = {symbols[name]: sympy.Matrix(value) if isinstance(value, list) else sympy.Float(value)
               for name, value in point.items() if name in symbols}
    made = explicit(expression.subs(numbers))
    if not isinstance(made, sympy.MatrixBase | sympy.MatrixExpr):
        return float(made)
    made = made.as_explicit()
    return [[float(made[i, j]) for j in range(made.shape[1])] for i in range(made.shape[0])]


@pytest.mark.parametrize(("program", "shapes"), PROGRAMS, ids=[text for text, _ in PROGRAMS])
def test_the_answer_in_sympy_has_the_value_of_the_derivative(program, shapes):
    told = {name.strip(): tuple(int(n) for n in shape.strip().split("x"))
            for name, shape in (part.split(":") for part in shapes.split(","))}
    point = at_random(told, random.Random(program))
    found = chainrule.diff(program, shapes=shapes, at=point)
    answers = found.answer if isinstance(found.answer, dict) else {found.variables[0]: found.answer}
    values = found.value if isinstance(found.value, dict) else {found.variables[0]: found.value}
    assert answers
    for name, answer in answers.items():
        if found.facts.gradients[found.variables.index(name)].jacobian is not None and "G" in str(answer):
            continue  # a rule: what comes back for a G
        symbols = {str(s): s for s in answer.free_symbols}
        rows = put(answer, point, symbols)
        assert flat(rows) == pytest.approx(flat(values[name]))


def test_symbols_and_letters_are_the_callers_own():
    n = sympy.Symbol("n")
    A, x = sympy.MatrixSymbol("A", n, n), sympy.MatrixSymbol("x", n, 1)
    assert chainrule.diff(x.T * A * x, wrt=x).answer == (A + A.T) * x
    assert chainrule.diff(sympy.Trace(A * A.T), wrt=A).answer == 2 * A
    assert chainrule.diff(sympy.log(sympy.Determinant(A)), wrt=A).answer == A.T.inv()


def test_a_change_through_nothing_is_a_matrix_of_zeros():
    answer = chainrule.diff("sum(softmax(x))", shapes="x: 3", wrt="x").answer
    assert answer == sympy.ZeroMatrix(3, 1)


def test_an_answer_is_read_back():
    x = sympy.MatrixSymbol("x", 3, 1)
    first = chainrule.diff(sympy.log(sympy.Trace(sympy.OneMatrix(1, 3) * x.applyfunc(sympy.exp)))).answer
    again = chainrule.diff(first, wrt="x", at={"x": [0.1, 0.7, -0.4]})
    wanted = chainrule.diff("softmax(x)", shapes="x: 3", at={"x": [0.1, 0.7, -0.4]})
    assert [[x for (x,) in row] for row in again.value] == [pytest.approx(row) for row in wanted.value]


@pytest.mark.parametrize(("program", "shapes"), [("max(x)", "x: 3"), ("sum(conv1d(x, k).^2)", "x: n, k: p"),
                                                 ("norminf(x)", "x: n")])
def test_what_sympy_cannot_say_is_refused_and_stays_as_text(program, shapes):
    found = chainrule.diff(program, shapes=shapes, wrt="x")
    with pytest.raises(UnsupportedError) as refused:
        _ = found.answer
    assert "SymPy" in str(refused.value) and refused.value.say("ko") != str(refused.value)
    assert found.text
