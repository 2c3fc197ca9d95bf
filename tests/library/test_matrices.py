"""Several outputs: a Jacobian matrix, with every output explained."""
from __future__ import annotations

import pytest
import sympy

import chainrule
from chainrule import diff
from chainrule.language import Language
from chainrule.library.matrices import Hessian, Jacobian

POLAR = "x = r*cos(t); y = r*sin(t)"


def polar(**options: object) -> Jacobian:
    found = diff(POLAR, of=["x", "y"], **options)  # type: ignore[arg-type]
    assert isinstance(found, Jacobian)
    return found


def test_the_matrix_has_a_row_per_output() -> None:
    found = polar()
    assert found.outputs == ("x", "y") and found.variables == ("r", "t") and found.value is None
    r, t = sympy.symbols("r t", real=True)
    assert found.answer == sympy.Matrix([[sympy.cos(t), -r * sympy.sin(t)], [sympy.sin(t), r * sympy.cos(t)]])
    assert found.check.status == "checked"
    assert [part.answer["r"] for part in found.parts] == [sympy.cos(t), sympy.sin(t)]


def test_numbers_at_a_point() -> None:
    assert polar(at="r=2, t=0").value == ((1, 0), (0, 2))
    assert polar(at="r=2, t=0", wrt="t").value == ((0,), (2,))


def test_a_variable_of_one_output_only() -> None:
    found = diff("u = x + y; v = y^2", of=["u", "v"], at="x=1, y=3")
    assert found.value == ((1, 1), (0, 6))


def test_an_output_may_lead_to_another() -> None:
    found = diff("r = x^2; u = r*x; v = sin(u)", of=["u", "v"], wrt="x", at="x=1")
    assert found.value[0] == (3,) and found.value[1][0] == pytest.approx(3 * float(sympy.cos(1)))
    assert "u = x²\n" not in found.to_text("en"), "a name of the program is never given to another node"


@pytest.mark.parametrize(("lang", "heading"), [("en", "Jacobian matrix"), ("ko", "야코비 행렬")])
def test_every_face(lang: Language, heading: str) -> None:
    found = polar(at="r=2, t=0")
    for face in (found.to_text(lang), found.to_markdown(lang), found.to_latex(lang)):
        assert heading in face
    data = found.to_dict(lang)
    assert data["jacobian"] == [["cos(t)", "-r*sin(t)"], ["sin(t)", "r*cos(t)"]] and data["values"] == [[1, 0], [0, 2]]
    assert [part["output"] for part in data["outputs"]] == ["x", "y"]


@pytest.mark.parametrize("options", [{"order": 2, "wrt": "r"}, {"then": ["t"], "wrt": "r"}])
def test_higher_orders_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(chainrule.ChainruleError) as caught:
        polar(**options)
    assert caught.value.kind == "usage"


def test_the_hessian_of_all_variables() -> None:
    found = diff("x^2*y^3", order=2, at="x=1, y=2")
    x, y = sympy.symbols("x y", real=True)
    assert isinstance(found, Hessian) and found.variables == ("x", "y") and found.check.status == "checked"
    assert found.answer == sympy.hessian(x ** 2 * y ** 3, (x, y))
    assert found.value == ((16, 24), (24, 12)) and found.gradient.value == {"x": 16, "y": 12}
    assert found.to_dict()["hessian"][0] == ["2*y^3", "6*x*y^2"] and found.to_dict()["values"] == [[16, 24], [24, 12]]


@pytest.mark.parametrize(("lang", "heading", "symmetric"), [
    ("en", "Hessian matrix", "symmetric"), ("ko", "헤세 행렬", "대칭"),
])
def test_a_hessian_says_that_it_is_symmetric(lang: Language, heading: str, symmetric: str) -> None:
    found = diff("x^2*y + sin(x*y)", order=2)
    for face in (found.to_text(lang), found.to_markdown(lang), found.to_latex(lang)):
        assert heading in face and face.count(symmetric) == 1


def test_a_mixed_derivative_is_compared_with_the_other_order() -> None:
    found = diff("x^2*y^3", wrt="x", then="y")
    assert "∂²f/∂x∂y" in found.to_text("en") and "∂²f/∂y∂x" in found.to_text("en")
    assert "other order" not in diff("x^3", order=2).to_text("en")


def test_hessian_by_an_intermediate_value() -> None:
    assert diff("q = y^2; f = q^2*x", wrt=["q", "x"], order=2, at="q=3, x=2").value == ((4, 6), (6, 0))
    with pytest.raises(chainrule.OptionError):  # x leads into q: it cannot vary while q stays
        diff("q = x*y; f = q^2*x", wrt=["q", "x"], order=2, at="q=3, x=2")


def test_wide_tables_fit_the_terminal() -> None:
    source = "u = sin(x*y*z)*exp(x*y) + x^3*y^2*z*cos(x+y+z); v = ln(x^2+y^2+z^2)*tanh(x*y*z)"
    for ascii in (False, True):
        shown = diff(source, of=["u", "v"]).to_text("en", width=72, ascii=ascii)
        assert max(map(len, shown.splitlines())) <= 72
