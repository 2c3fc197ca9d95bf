"""The numeric check: what is wrong is found, what is right is not accused, what is unchecked says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chainrule import diff
from chainrule.graph.build import add_tree, build
from chainrule.language import LANGUAGES, Text
from chainrule.numbers.check import NO_REAL_POINT, POINTS, TOO_EXTREME, Check
from chainrule.numbers.verification import verify
from chainrule.reading import read
from chainrule.rules import RULES


def claimed(text: str, *claims: str, at: float | None = None) -> Check:
    """The check of claims about the derivative by x, none of them made by a rule."""
    built = build(read(text))
    x = built.inputs.get("x", built.graph.input("x"))
    nodes = tuple(add_tree(built.graph, read(c).definitions[0].tree, {}) for c in claims)
    return verify(built.graph, built.output, [(x, nodes)], None if at is None else {x: at})


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("x^3", "3*x^2", "x^2"),
        ("x^3", "3*x^2", "3*x^2 + 1/1000000"),
        ("sin(x)", "cos(x)", "-cos(x)"),
        ("e^x", "e^x", "x*e^(x-1)"),
        ("ln(x)", "1/x", "1/abs(x)^1.000001"),
        ("abs(x)", "sign(x)", "1"),
        ("relu(x)", "step(x)", "sigmoid(10*x)"),
        ("x^x", "x^x*(ln(x)+1)", "x*x^(x-1)"),
        ("erf(x)", "2*e^(-x^2)/sqrt(pi)", "e^(-x^2)/sqrt(pi)"),
        ("x", "1", "0"),
        ("7 + 0*x", "0", "1/100000"),
        ("max(x, 1)", "step(x-1)", "step(x)"),
        ("1/(1+e^(-x))", "sigmoid(x)*(1-sigmoid(x))", "sigmoid(x)*(1+sigmoid(x))"),
        ("x*y^2", "y^2", "x*y"),
        ("tanh(x)", "1-tanh(x)^2", "1-tanh(x)"),
        ("floor(x)", "0", "1"),
        ("gamma(x)", "gamma(x)*digamma(x)", "gamma(x)"),
        ("1e-12*x^2", "2e-12*x", "2.0001e-12*x"),
        ("1e30*x^2", "2e30*x", "2.0001e30*x"),
    ],
)
def test_a_wrong_claim_is_found_and_a_right_one_is_not(text: str, right: str, wrong: str) -> None:
    assert claimed(text, right).status == "checked"
    assert claimed(text, wrong).status == "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "max(x, abs(x))",
        "max(x, relu(x))",
        "max(x, min(x, y))",
        "min(x + 1, 1 + x)",
        "max(x, sqrt(x^2))",
        "max(x, max(x, x))",
    ],
)
def test_inputs_that_are_equal_on_a_stretch(text: str) -> None:
    explained = diff(text, wrt="x", at={"x": 2, "y": 3})
    assert explained.value == 1 and explained.check.status == "checked"


@pytest.mark.parametrize(
    ("text", "wrong"), [("1e-30*x^2", "3e-30*x"), ("x/1e20", "-1e-20"), ("7 + 0*x", "1e-8")]
)
def test_wrong_claims_about_small_derivatives_are_found(text: str, wrong: str) -> None:
    assert claimed(text, wrong).status == "wrong"


def test_every_claim_counts() -> None:
    """Path sum, sweep and substituted answer: one of them wrong is wrong, wherever it stands."""
    assert claimed("x^3", "3*x^2", "3*x*x", "x^2*3").status == "checked"
    for k in range(3):
        claims = ["3*x^2", "3*x*x", "x^2*3"]
        claims[k] = "3*x^2 + x/100"
        assert claimed("x^3", *claims).status == "wrong"


@pytest.mark.parametrize(
    ("text", "special"),
    [
        # Seed 001: d/dx of 6(x+1)^5 + 4(x+1) is right at -1 and 0 with this claim, and wrong at 1.
        ("u = (x+1)^2; h = u^3 + 2*u - 5", "6*(x+1)^5 + 4*(x+1)^2"),
        ("x^4 - 2*x^3 - x^2 + 2*x", "2 - 2*x - 2*x^2"),
        ("sin(pi*x)", "pi*(1 - 2*(x - 2*floor(x/2)))*1"),
        ("x^2", "2*x + x*(x-1)*(x+1)*(x-2)*(x+2)*(x-3)*(x-1/2)*(x+1/2)"),
    ],
)
def test_agreement_at_special_points_is_not_enough(text: str, special: str) -> None:
    assert claimed(text, special).status == "wrong"


def test_the_slip_of_seed_001_agrees_where_it_is_usually_tried() -> None:
    right, slip = "6*(x+1)^5 + 4*(x+1)", "6*(x+1)^5 + 4*(x+1)^2"
    values = [
        [diff(f"s*({c})", wrt="s", at={"s": 1, "x": x}).value for c in (right, slip)] for x in (-1, 0, 1)
    ]
    assert values[0][0] == values[0][1] and values[1][0] == values[1][1] and values[2][0] != values[2][1]


def test_a_claim_that_is_wrong_only_at_the_given_point_is_found() -> None:
    claim = "2*x + (1 - sign(abs(x - 1000) - 1))/2"
    assert claimed("x^2", claim).status == "checked"
    assert claimed("x^2", claim, at=1000.25).status == "wrong"


@pytest.mark.parametrize(
    ("name", "partials", "text"),
    [
        ("sin", ("-cos(u)",), "x*sin(x^2)"),
        ("cos", ("sin(u)",), "cos(x)"),
        ("exp", ("u*exp(u)",), "e^(x*y)"),
        ("quotient", ("1/b", "a/b^2"), "(x+1)/(x^2+3)"),
        ("power", ("a^(b-1)",), "x^3"),
        ("negation", ("1",), "y - (-x^2)"),
        ("tanh", ("1-y",), "tanh(x*w + b)"),
        ("sigmoid", ("y",), "sigmoid(x)^2"),
        ("ln", ("1/(u+1/1000000)",), "ln(x^2+1)"),
        ("erf", ("exp(-u^2)",), "erf(x)*y"),
        ("abs", ("1",), "abs(x - 1)"),
        ("relu", ("1",), "relu(x)"),
        ("general_power", ("b*a^(b-1)", "a^b"), "x^x"),
    ],
)
def test_a_broken_rule_is_found_and_said(
    name: str, partials: tuple[str, ...], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert diff(text, wrt="x").check.status == "checked"
    monkeypatch.setitem(RULES, name, replace(RULES[name], partials=partials))
    explained = diff(text, wrt="x")
    assert explained.check.status == "wrong" and explained.check.error > 1e-7
    assert explained.to_dict()["check"]["status"] == "wrong"
    for language, word in zip(LANGUAGES, ("WRONG", "틀림"), strict=True):
        for said in (
            explained.to_text(lang=language),
            explained.to_text(lang=language, detail="brief"),
            explained.to_markdown(lang=language),
            explained.to_latex(lang=language),
        ):
            assert word in said


def test_a_broken_rule_in_a_later_stage_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "cos", replace(RULES["cos"], partials=("sin(u)",)))
    explained = diff("sin(x)", wrt="x", order=2)
    assert explained.check.status == "wrong"
    assert diff("sin(x)", wrt="x").check.status == "checked"


def test_a_broken_rule_is_found_by_one_variable_of_a_gradient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "quotient", replace(RULES["quotient"], partials=("1/b", "a/b^2")))
    assert diff("x/y").check.status == "wrong"
    assert diff("x/y", wrt="x").check.status == "checked"


@pytest.mark.parametrize(
    "text",
    [
        "arcosh(x)",
        "arcsin(x)",
        "arccos(x)",
        "artanh(x)",
        "arsech(x)",
        "arcoth(x)",
        "arcsec(x)",
        "ln(ln(x))",
        "ln(ln(ln(x)))",
        "sqrt(x-5)",
        "ln(x-8)",
        "sqrt(1-x^2-y^2)",
        "sqrt(x)*sqrt(1-x)",
        "(-x)^0.5",
        "ln(-x)",
        "arcsin(x/1000)",
        "ln(sin(x)-0.99)",
        "x^1000",
        "e^(1000*x)",
        "1e-300*x",
        "x/1e300",
        "sin(1e10*x)",
        "e^(-10000*x^2)",
        "sigmoid(1000*x)",
        "gamma(x^3)",
        "sin(10^x)",
        "e^(e^(e^x))",
        "besselj(1, e^x)",
        "cbrt(x)",
        "hypot(x, 1e-9)",
        "atan2(x, y)",
        "floor(x) + x",
        "max(x, x^2, x^3)",
        "x^(1/3)",
        "1/x^50",
    ],
)
def test_right_answers_are_checked(text: str) -> None:
    check = diff(text, wrt="x").check
    assert check.status == "checked" and 0 < check.points <= POINTS and check.error < 1e-7


@pytest.mark.parametrize(
    "text",
    [
        "ln(-x^2)",
        "sqrt(-1-x^2)",
        "sqrt(-1-e^x)",
        "arcsin(2+x^2)",
        "ln(1-x)*ln(x-1)",
        "sqrt(x)*sqrt(-x) + 1/ln(x)",
        "arcosh(-e^x)",
        "x + ln(-1-y^2)",
    ],
)
def test_functions_without_real_points_are_unchecked_and_say_why(text: str) -> None:
    explained = diff(text, wrt="x")
    assert explained.check.status == "unchecked" and explained.check.points == 0
    assert explained.check.why is not None
    for language in LANGUAGES:
        assert explained.check.why.say(language) in " ".join(
            explained.to_text(lang=language, width=200).split()
        )


@pytest.mark.parametrize(
    "text",
    [
        "ln(x-100)",
        "sqrt(x-1000)",
        "ln(x^2-100)",
        "arcsin(100*x)",
        "sqrt(x*(0.001-x))",
        "ln(x - 1000000)",
        "sqrt((x-100)*(101-x))",
        "ln(x - a - 1000)",
    ],
)
def test_remote_and_narrow_domains(text: str) -> None:
    assert diff(text, wrt="x").check.status == "checked"


def test_a_remote_domain_is_checked_at_the_point_that_is_given() -> None:
    """A point inside the domain is known: the derivative can be compared there."""
    assert diff("ln(x-100)", wrt="x", at={"x": 105}).check.status == "checked"
    remote = "ln(x - y)*ln(y - 1e15)"
    assert claimed("ln(x-1e15)", "1/(x-1e15)").status == "unchecked"
    assert claimed("ln(x-1e15)", "1/(x-1e15)", at=2e15).status == "checked"
    assert claimed("ln(x-1e15)", "2/(x-1e15)", at=2e15).status == "wrong"
    assert diff(remote, wrt="x", at={"x": "3e15", "y": "2e15"}).check.status == "checked"


def test_a_given_point_on_a_narrow_stretch_leads_to_others() -> None:
    check = diff("sqrt((x-3)*(3.0001-x))", wrt="x", at={"x": 3.00005}).check
    assert check.status == "checked" and check.points > 1


def test_a_point_beyond_doubles_does_not_crash_the_check() -> None:
    assert diff("x^2", wrt="x", at={"x": 10**400}).check.status == "checked"


def test_what_underflows_at_any_precision_is_not_called_wrong() -> None:
    assert diff("erf(1e8*(x-0.5))", wrt="x").check.status == "unchecked"


@pytest.mark.parametrize(
    "text",
    [
        "cos(x^20)",
        "cos(x^30)",
        "erf(x) + sin(x^20)",
        "erf(y) + sin(e^(x^2))",
        "erf(x)*sin(1e20*x)",
        "fresnels(x^y)",
        "besselj(0, x^20)",
        "Si(e^(x^2))",
    ],
)
def test_fast_oscillations_are_not_called_wrong(text: str) -> None:
    assert diff(text, wrt="x").check.status == "checked"


@pytest.mark.parametrize(
    ("text", "why"),
    [("sin(1e300*x)*erf(x)", TOO_EXTREME), ("e^(1e300*x^2)", TOO_EXTREME), ("sqrt(-1-e^x)", NO_REAL_POINT)],
)
def test_why_nothing_could_be_compared(text: str, why: Text) -> None:
    check = diff(text, wrt="x").check
    assert check.status == "unchecked" and check.why == why


@pytest.mark.parametrize("text", ["erf(x) + 1e-60*sin(1e80*x)", "erf(x) + 1e-70*cos(1e75*x)"])
def test_ripples_that_coarse_steps_do_not_see(text: str) -> None:
    """Two coarse levels agree with each other, and not with the answer, which is right."""
    assert diff(text, wrt="x").check.status == "checked"


def test_a_large_function_whose_numbers_explode_is_not_called_wrong() -> None:
    lines = ["t0 = x", *(f"t{k} = sin(t{k - 1})*y + t{k - 1}" for k in range(1, 200)), "f = erf(t199)"]
    assert diff("\n".join(lines), wrt="x").check.status != "wrong"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("cos(x^30)", "30*x^29*sin(x^30)"), ("erf(x)*sin(1e20*x)", "erf(x)*1e20*sin(1e20*x)"), ("Si(e^(x^2))", "0")],
)
def test_wrong_claims_about_fast_oscillations_are_found(text: str, wrong: str) -> None:
    assert claimed(text, wrong).status == "wrong"


@pytest.mark.parametrize(
    "text", ["x + atan2(ln(y), y)", "x + atan2(y, sqrt(y))", "x + atan2(sqrt(-1-y^2), y)"]
)
def test_values_that_are_not_real_off_the_path_do_not_crash(text: str) -> None:
    assert diff(text, wrt="x").check.status != "wrong"


@pytest.mark.parametrize(
    "text",
    [
        "x + floor(sqrt(-1-y^2))",
        "x + ceil(sqrt(-1-y^2))",
        "x + sign(sqrt(-1-y^2))",
        "x + step(sqrt(-1-y^2))",
        "x + relu(sqrt(-1-y^2))",
        "x + max(1000, sqrt(-1-y^2))",
        "x + min(-1000, sqrt(-1-y^2))",
    ],
)
def test_a_function_without_real_values_is_not_checked(text: str) -> None:
    assert diff(text, wrt="x").check.status == "unchecked"


def test_the_check_is_the_same_every_time() -> None:
    assert diff("x^y*sin(x)", wrt="x").check == diff("x^y*sin(x)", wrt="x").check


def test_the_worse_check_is_kept() -> None:
    checked, unchecked, wrong = Check("checked", 12, 1e-15), Check("unchecked"), Check("wrong", 3, 0.5)
    assert checked.joined(wrong) == wrong.joined(checked) == wrong
    assert checked.joined(unchecked).status == unchecked.joined(checked).status == "unchecked"
    assert checked.joined(Check("checked", 12, 1e-9)).error == 1e-9
