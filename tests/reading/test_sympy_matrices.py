"""SymPy's matrix expressions are read as the same programs as their text, and differentiated alike."""
from __future__ import annotations

import pytest
import sympy
from sympy.matrices.expressions.hadamard import hadamard_power

import chainrule
from chainrule.errors import UnsupportedError
from chainrule.reading.from_sympy_matrices import program_of
from chainrule.reading.shaped import read_shaped

n, c = sympy.symbols("n c")
A, B, W = sympy.MatrixSymbol("A", 3, 3), sympy.MatrixSymbol("B", n, n), sympy.MatrixSymbol("W", 2, 3)
x, y = sympy.MatrixSymbol("x", 3, 1), sympy.MatrixSymbol("y", n, 1)
SHAPES = {"A": (3, 3), "B": ("n", "n"), "W": (2, 3), "x": (3, 1), "y": ("n", 1), "c": ()}


@pytest.mark.parametrize(("expression", "text"), [
    (x.T * A * x, "x'*A*x"), (y.T * B * y, "y'*B*y"), (W * x, "W*x"), (2 * W * x, "2*W*x"), (c * x, "c*x"),
    (sympy.Trace(A.T * A), "tr(A'*A)"), (sympy.Determinant(A), "det(A)"), (A.inv(), "inv(A)"), (A**3, "matpow(A, 3)"),
    (sympy.log(sympy.Determinant(A)), "log(det(A))"), (sympy.HadamardProduct(x, x), "x .* x"),
    (hadamard_power(x, 3), "x .^ 3"), (x.applyfunc(sympy.sin), "sin(x)"), (A[0, 1] * c, "c*A[1, 2]"),
    (sympy.BlockMatrix([[A], [W]]) * x, "[A; W]*x"), (x + sympy.Matrix([1, 2, c]), "[1; 2; c] + x"),
    (A * sympy.OneMatrix(3, 1), "A*ones(3, 1)"), (-(W * x), "-W*x"), (W * x - sympy.ones(2, 1) * c, "-[c; c] + W*x"),
])
def test_an_expression_is_read_as_its_text(expression, text):
    program, symbols = program_of(expression)
    wanted = read_shaped(text, "plain", {name: shape for name, shape in SHAPES.items() if name in symbols})
    (one,), (other,) = program.definitions, wanted.definitions
    assert sorted(symbols) == sorted(str(s) for s in expression.free_symbols - {n})
    assert dict(program.shaped.shapes) == dict(wanted.shaped.shapes)
    if "[c" not in text and "2; c" not in text:  # SymPy puts the terms in an order of its own
        assert str(one.tree) == str(other.tree)
    variable = next(name for name in ("x", "A", "W", "y") if name in symbols)
    assert chainrule.diff(expression, wrt=variable).text == chainrule.diff(
        text, wrt=variable, shapes={name: SHAPES[name] for name in symbols}).text


def test_a_point_may_be_given_by_symbols():
    found = chainrule.diff(x.T * A * x, wrt=x, at={A: sympy.eye(3), x: sympy.Matrix([1, 2, 3])})
    assert found.value == [[2], [4], [6]]


@pytest.mark.parametrize("expression", [sympy.KroneckerProduct(A, A), sympy.Adjoint(A), sympy.MatPow(A, n),
                                        sympy.MatrixSymbol("Q", n + 1, 3) * x])
def test_what_has_no_rule_is_refused(expression):
    with pytest.raises(UnsupportedError):
        program_of(expression)
