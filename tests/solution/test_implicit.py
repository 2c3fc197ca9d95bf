"""Implicit differentiation: relations as typed, the slope against hand-worked values, refusals, both languages."""
from __future__ import annotations

import json

import pytest

import chainrule
from chainrule import implicit
from chainrule.language import LANGUAGES


@pytest.mark.parametrize(("relation", "at", "value"), [
    ("x^2 + y^2 = 25", "x=3, y=4", -0.75), ("x^2 + y^2 - 25", "x=3, y=4", -0.75), ("25 = y^2 + x^2", "x=3, y=-4", 0.75),
    ("x*y = 6", "x=2, y=3", -1.5), ("y = x^2", "x=3, y=9", 6), (r"x^3 + y^3 = 6xy", "x=3, y=3", -1),
    (r"\frac{x^2}{9} + \frac{y^2}{4} = 1", "x=0, y=2", 0), ("e^(x*y) = 1", "x=2, y=0", 0),
])
def test_slopes(relation: str, at: str, value: float) -> None:
    found = implicit(relation if "6xy" not in relation else r"$x^3 + y^3 = 6xy$", "y", "x", at=at)
    assert found.value == pytest.approx(value) and found.check.status == "checked"


def test_higher_and_mixed_derivatives() -> None:
    second = implicit("x^2 + y^2 = 25", "y", "x", then=["x"], at={"x": 3, "y": 4})
    assert float(second.value or 0) == pytest.approx(-25 / 64)
    assert implicit("x^2 + y^2 = 25", order=2, at="x=3, y=4").value == second.value
    third = implicit("y = x^4", order=3, at="x=2, y=16")
    assert float(third.value or 0) == 48 and third.check.status == "checked"
    mixed = implicit("x^2 + y^2 + z^2 = 9", "z", "x", then=["y"], at="x=1, y=2, z=2")
    assert float(mixed.value or 0) == pytest.approx(-0.25)
    assert mixed.variables == ("x", "y")


def test_answers_are_sympy() -> None:
    assert str(implicit("x^2 + y^2 = 25").answer) == "-x/y"
    assert implicit("u^2 + v = 1", "v", "u").variables == ("u",)


@pytest.mark.parametrize("detail", ["brief", "normal", "full"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format(detail: str, language: str) -> None:
    found = implicit("x*y + sin(y) = 1", then=["x"])
    for show in (found.to_text, found.to_markdown, found.to_latex):
        shown = show(language, detail)
        assert "{" not in shown.replace("\\", "") or "\\" in shown
        assert (language == "en") != any("가" <= c <= "힣" for c in shown)
    record = found.to_dict(language)
    assert [step["wrt"] for step in record["implicit"]] == [["x"], ["x", "x"]]
    json.dumps(record)


def test_unknown_functions_stay_symbols() -> None:
    assert "f′(x)" in implicit("y = f(x)").to_text("en")
    with pytest.raises(chainrule.DomainError):
        implicit("y = f(x)", at="x=1, y=1")


@pytest.mark.parametrize(("relation", "options", "family"), [
    ("x^2 + y^2 = 25", {"at": "x=1, y=1"}, chainrule.DomainError),
    ("x^2 + y^2 = 25", {"at": "x=5, y=0"}, chainrule.DomainError),
    ("x^2 = 4", {}, chainrule.OptionError), ("x*y*z = 4", {}, chainrule.OptionError),
    ("1 = 2", {}, chainrule.ReadingError),
    ("x = y = z", {}, chainrule.ReadingError), ("x + y = ", {}, chainrule.ReadingError),
    ("", {}, chainrule.ReadingError),
    ("x + y = 1", {"dependent": "x", "wrt": "x"}, chainrule.OptionError),
    ("x + y = 1", {"dependent": "t", "wrt": "x"}, chainrule.VariableError),
    ("x + y = 1", {"dependent": "y", "wrt": "t"}, chainrule.VariableError),
    ("x + y = 1; y = 2", {}, chainrule.ReadingError),
    ("x + y = 1", {"at": "x=1"}, chainrule.VariableError), ("x + y = 1", {"order": 0}, chainrule.OptionError),
])
def test_refusals(relation: str, options: dict[str, object], family: type[chainrule.ChainruleError]) -> None:
    with pytest.raises(family) as caught:
        implicit(relation, **options)  # type: ignore[arg-type]
    assert caught.value.say("ko") != caught.value.say("en")


def test_a_wrong_slope_is_found() -> None:
    from chainrule.graph.build import build
    from chainrule.numbers.level_curve import verify
    from chainrule.reading import read
    built = build(read("q = x^2 + y^2 + 0*x; q"))
    graph, x, y = built.graph, built.inputs["x"], built.inputs["y"]
    right, wrong = graph.add("quotient", (graph.add("negation", (x,)), y)), graph.add("quotient", (x, y))
    assert verify(graph, built.output, y, [x], right).status == "checked"
    assert verify(graph, built.output, y, [x], wrong).status == "wrong"


@pytest.mark.parametrize("relation", ["x^2+y^2=-1", "exp(x*y)=-1", "x^2*y^2+1=0", "sin(x*y)=2", "sqrt(x*y)=-1"])
def test_a_relation_without_real_points_is_not_called_checked(relation: str) -> None:
    found = implicit(relation, "y", "x")
    assert found.check.status == "unchecked" and "no real point" in found.to_text("en", width=200)
    assert "관계식을 만족하는 실수 점을 찾지 못했습니다" in found.to_text("ko", width=200)


@pytest.mark.parametrize("relation", ["x^2+y^2=0", "(x-y)^2=0", "x^3+y^3=6*x*y", "x^2+y^2=10^9", "ln(x)+ln(y)=50",
                                      "cosh(y)=x^2", "f(x, y) = 0", "abs(x)+abs(y)=3"])
def test_a_relation_with_real_points_is(relation: str) -> None:
    assert implicit(relation, "y", "x").check.status == "checked"


def test_a_slope_too_long_to_be_written_is_not_differentiated() -> None:
    with pytest.raises(chainrule.TooLargeError, match="lower order"):
        chainrule.implicit("x^y = y^x", order=5)
    assert chainrule.implicit("x^2 + y^2 = 1", order=4).check.status == "checked"
