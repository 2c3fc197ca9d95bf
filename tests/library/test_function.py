"""`function()`: a derivative as a function of numbers and of arrays."""
from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

import chainrule


def test_one_variable_gives_a_number_several_a_dictionary() -> None:
    one = chainrule.diff("(x+y)*z", wrt="x").function()
    assert one.inputs == ("x", "y", "z")
    assert one(-2, 5, Fraction(-4)) == one(x=-2, y=5, z=-4) == one(-2.0, z=-4, y=5) == -4
    assert one.with_value(-2, 5, -4) == (-12, -4)
    assert one.flat([-2.0, 5.0, -4.0]) == (-12, -4)
    assert chainrule.diff("(x+y)*z").function()(-2, 5, -4) == {"x": -4, "y": -4, "z": 3}


@pytest.mark.parametrize("source, options, at", [
    ("x^3*y", {"order": 2}, {"x": 1.5, "y": 2.0}),
    ("u = x*y; v = sin(x) + y", {"of": ["u", "v"]}, {"x": 0.5, "y": 2.0}),
    ("x^2*sin(y)", {"wrt": "x", "then": ["y"]}, {"x": 0.5, "y": 2.0}),
    ("q = x + y; f = q^2*z", {"wrt": "q"}, {"q": 3.0, "z": 2.0})])
def test_it_gives_what_value_gives(source: str, options: dict, at: dict) -> None:
    explained = chainrule.diff(source, at=at, **options)
    found, expected = explained.function()(**at), explained.value
    assert np.asarray(found) == pytest.approx(np.asarray(expected), rel=1e-12)


def test_an_implicit_derivative_is_a_function_of_both_variables() -> None:
    slope = chainrule.implicit("x^2 + y^2 = 25").function()
    assert slope(x=3, y=4) == -0.75
    assert slope.with_value(x=3, y=4) == (0, -0.75)


def test_arrays_keep_their_shape_and_have_nan_where_there_is_no_value() -> None:
    slope = chainrule.diff("y*ln(x)", wrt="x").function()
    x = np.array([[1.0, 2.0], [0.0, 4.0]])
    value, found = slope.with_value(x=x, y=2)
    assert found.shape == x.shape
    assert found[0].tolist() == [2.0, 1.0] and np.isnan(found[1, 0]) and found[1, 1] == 0.5
    assert np.isnan(value[1, 0])
    many = np.linspace(0.1, 9, 10_001)
    assert slope(x=many, y=3.0) == pytest.approx(3 / many, rel=1e-15)


@pytest.mark.parametrize("call, kind", [
    (lambda f: f(1), chainrule.VariableError), (lambda f: f(1, 2, 3), chainrule.OptionError),
    (lambda f: f(x=1, q=2), chainrule.VariableError), (lambda f: f(x=1, y=0), chainrule.DomainError),
    (lambda f: f(x=10 ** 400, y=1), chainrule.DomainError), (lambda f: f.flat([1.0]), chainrule.OptionError),
    (lambda f: f("2", 1), chainrule.VariableError), (lambda f: f(2j, 1), chainrule.VariableError)])
def test_what_cannot_be_computed_is_refused(call: object, kind: type) -> None:
    with pytest.raises(kind) as refused:
        call(chainrule.diff("x/y", wrt="x").function())  # type: ignore[operator]
    assert refused.value.say("ko") != refused.value.say("en")


def test_a_derivative_without_a_value_is_said_to_be_one() -> None:
    with pytest.raises(chainrule.DomainError, match="the local derivative of `f` does not exist"):
        chainrule.diff("sqrt(x)").function()(0)


@pytest.mark.parametrize("source, options", [("g(x)*x", {}), ("q = x^2; f = q*x", {"wrt": ["x", "q"]})])
def test_what_has_no_numbers_has_no_function(source: str, options: dict) -> None:
    with pytest.raises(chainrule.ChainruleError):
        chainrule.diff(source, **options).function()


def test_numpy_is_loaded_for_arrays_alone() -> None:
    code = ("import sys, chainrule; f = chainrule.diff('x^2').function(); assert f(3) == 6; "
            "assert 'numpy' not in sys.modules; assert f([1.0, 2.0]).tolist() == [2.0, 4.0]")
    subprocess.run([sys.executable, "-c", code], check=True)
