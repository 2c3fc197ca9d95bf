"""Answers as a teacher writes them, and a wrong rule that the check finds."""

from __future__ import annotations

from dataclasses import replace

import pytest

import chainrule
from chainrule.rules import RULES

ANSWERS = [
    ("3", "0"),
    ("x", "1"),
    ("5*x", "5"),
    ("x^2", "2*x"),
    ("3*x^2", "6*x"),
    ("x^3 - 2*x + 1", "3*x^2 - 2"),
    ("-x", "-1"),
    ("-x^2", "-2*x"),
    ("1/x", "-1/x^2"),
    ("x/y", "1/y"),
    ("y/x", "-y/x^2"),
    ("x^-2", "-2/x^3"),
    ("1/x^3", "-3/x^4"),
    ("sqrt(x)", "1/(2*sqrt(x))"),
    ("x^(1/3)", "1/(3*x^(2/3))"),
    ("(x+y)^2", "2*(x + y)"),
    ("(x+y)*(x+y)", "2*(x + y)"),
    ("x*x", "2*x"),
    ("x*x*x", "3*x^2"),
    ("(2*x+1)^5", "10*(2*x + 1)^4"),
    ("sin(x)", "cos(x)"),
    ("cos(x)", "-sin(x)"),
    ("tan(x)", "sec(x)^2"),
    ("sin(x^2)", "2*x*cos(x^2)"),
    ("sin(x)^2", "2*sin(x)*cos(x)"),
    ("cos(2*x)", "-2*sin(2*x)"),
    ("e^x", "e^x"),
    ("e^(-x)", "-e^(-x)"),
    ("exp(x^2)", "2*x*e^(x^2)"),
    ("x*e^x", "e^x + x*e^x"),
    ("2^x", "2^x*ln(2)"),
    ("ln(x)", "1/x"),
    ("ln(x^2+1)", "2*x/(x^2 + 1)"),
    ("x*ln(x)", "ln(x) + 1"),
    ("ln(3*x)", "1/x"),
    ("x^x", "x^x + x^x*ln(x)"),
    ("x^n", "n*x^(n - 1)"),
    ("a*x^n", "a*n*x^(n - 1)"),
    ("x^n*x", "n*x^n + x^n"),
    ("0.5*x^2", "x"),
    ("0.1*x^3", "0.3*x^2"),
    ("1e-7*x", "1e-7"),
    ("0.25*x", "0.25"),
    ("a*x + b", "a"),
    ("(a*x+b)^2", "2*a*(a*x + b)"),
    ("x - y", "1"),
    ("y - x", "-1"),
    ("x*y*z", "y*z"),
    ("3*(a+b*x)", "3*b"),
    ("pi*x^2", "2*pi*x"),
    ("x/2", "1/2"),
    ("x^2/2", "x"),
    ("2*x/3", "2/3"),
    ("abs(x)", "sign(x)"),
    ("relu(x)", "step(x)"),
    ("sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))"),
    ("tanh(x)", "1 - tanh(x)^2"),
    ("arctan(x)", "1/(x^2 + 1)"),
    ("arcsin(x)", "1/sqrt(1 - x^2)"),
    ("(x+1)/(x+1)", "0"),
    ("x - x", "0"),
    ("t = x + 1; f = t^2*3", "6*(x + 1)"),
    ("u = (x+1)^2; h = u^3 + 2*u - 5", "6*(x + 1)^5 + 4*(x + 1)"),
    ("2*x^3 - 5*x^2 + x - 7", "6*x^2 - 10*x + 1"),
    ("e^(2x)", "2*e^(2*x)"),
    ("a/(b+x)", "-a/(b + x)^2"),
    ("sqrt(x^2+1)", "x/sqrt(x^2 + 1)"),
    ("1/(1-x)", "1/(1 - x)^2"),
    ("2^(-x)", "-2^(-x)*ln(2)"),
    ("x + x + x", "3"),
    ("x/2 + x/3", "5/6"),
    ("cos(-x)", "sin(-x)"),
    ("(x+1)*(x-1)", "2*x"),
    ("x*(1-x)", "1 - 2*x"),
    ("(x+1)^2*(x-1)^3", "2*(x + 1)*(x - 1)^3 + 3*(x + 1)^2*(x - 1)^2"),
    ("1/ln(x)", "-1/(x*ln(x)^2)"),
    ("(x-m)^2/(2*s^2)", "(x - m)/s^2"),
    ("e^(-x^2/2)", "-x*e^(-x^2/2)"),
    ("1-(1-x)", "1"),
    ("x*0", "0"),
    ("x^2.5", "2.5*x^1.5"),
    ("1.5x^2 - 0.5x", "3*x - 0.5"),
    ("1e10*x", "10000000000"),
    ("(x^2)^3", "6*x^5"),
    ("tanh(2x)", "2*(1 - tanh(2*x)^2)"),
    ("sin(x)*cos(x)", "cos(x)^2 - sin(x)^2"),
    ("3/(2x)", "-3/(2*x^2)"),
    ("x - 1 - x^2", "1 - 2*x"),
    ("sin(x)/x", "cos(x)/x - sin(x)/x^2"),
    ("x^(2n)", "2*n*x^(2*n - 1)"),
    ("(y-w*x)^2", "-2*w*(y - w*x)"),
    ("1/(1+e^(-x))", "e^(-x)/(1 + e^(-x))^2"),
    ("x^pi", "pi*x^(pi - 1)"),
    ("e^x*sin(x)", "e^x*sin(x) + e^x*cos(x)"),
    ("x^2*y*z", "2*x*y*z"),
    ("x^3*y", "3*x^2*y"),
    ("z = w*x + b; L = (z - y)^2", "2*w*(w*x + b - y)"),
    ("(w*x + b) - (y + z)", "w"),
    ("ln((x + y) + (z - 1))", "1/(x + y + z - 1)"),
]


@pytest.mark.parametrize(("text", "expected"), ANSWERS)
def test_answers_are_written_as_by_hand(text: str, expected: str) -> None:
    explained = chainrule.diff(text, wrt="x", open="all" if ";" in text else None, form="tidy")
    assert explained.check.status == "checked"
    assert explained.to_dict()["derivatives"][0]["answer"] == expected


@pytest.mark.parametrize(
    ("name", "partial"),
    [("sin", "-cos(u)"), ("ln", "1/(u+1/1000000)"), ("sqrt", "1/sqrt(u)"), ("sigmoid", "y*(1+y)")],
)
def test_a_wrong_rule_is_found(name: str, partial: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, name, replace(RULES[name], partials=(partial,)))
    explained = chainrule.diff(f"x*{name}(x^2+1)", wrt="x")
    assert explained.check.status == "wrong"
    assert "chainrule" in explained.to_text(lang="en") and "버그" in explained.to_text(lang="ko")


@pytest.mark.parametrize(
    "text", ["arcosh(x)", "arcsin(x)", "ln(ln(x))", "sqrt(x-5)", "arsech(x)", "sqrt(x)*sqrt(1-x)", "(-x)^0.5"]
)
def test_narrow_domains_are_checked(text: str) -> None:
    assert chainrule.diff(text, wrt="x").check.status == "checked"


@pytest.mark.parametrize("text", ["ln(-x^2)", "sqrt(-1-x^2)", "arcsin(2+x^2)"])
def test_functions_without_real_values_say_so(text: str) -> None:
    check = chainrule.diff(text, wrt="x").check
    assert check.status == "unchecked" and check.why is not None


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("ln(x)", ["x > 0"]),
        ("1/x", ["x != 0"]),
        ("ln(x^2+1)", []),
        ("1/(e^x+1)", []),
        ("sqrt(x)", ["x > 0"]),
        ("x^3", []),
        ("(2*x+1)^3", []),
        ("x^(3/2)", ["x >= 0"]),
        ("arcsin(x)", ["x > -1", "x < 1"]),
        ("x^-1", ["x != 0"]),
        ("x^y", ["x > 0"]),
        ("1/(x*y^2)", ["x != 0", "y != 0"]),
        ("sigmoid(x)/2", []),
    ],
)
def test_conditions_that_matter(text: str, conditions: list[str]) -> None:
    assert chainrule.diff(text, wrt="x").to_dict()["derivatives"][0]["conditions"] == conditions


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("ln(x)/x", ["x > 0"]),
        ("sqrt(x)/x", ["x > 0"]),
        ("ln(2*x)", ["x > 0"]),
        ("1/(x-3)", ["x != 3"]),
        ("max(x, 0)", ["x != 0"]),
        ("max(x, y)", ["x != y"]),
        ("min(x, 1)", ["x != 1"]),
        ("max(x, y, z)", ["x != max(y, z)"]),
        ("max(x, x)", []),
        ("max(x, y)*max(y, x)", ["x != y"]),
        ("ln(pi - x)", ["x < pi"]),
        ("ln(-x)", ["x < 0"]),
        ("ln(x - y)", ["x > y"]),
        ("arcsin(2*x + 1)", ["x > -1", "x < 0"]),
        ("1/ln(x)", ["x > 0", "x != 1"]),
        ("ln(ln(x))", ["x > 1"]),
        ("sqrt(x^2 - 4)", ["x^2 > 4"]),
        ("ln(x^2)", ["x != 0"]),
        ("ln(1/x)", ["x > 0"]),
        ("sqrt(0.5 - x)", ["x < 0.5"]),
        ("ln(1 - x) + sqrt(2 - x)", ["x < 1"]),
        ("ln(x) + ln(x + 1) + 1/(x + 2)", ["x > 0"]),
        ("relu(2 - x) + 1/(3*x*y - 6)", ["x != 2", "x*y != 2"]),
    ],
)
def test_conditions_are_solved_and_none_is_said_twice(text: str, conditions: list[str]) -> None:
    assert chainrule.diff(text, wrt="x").to_dict()["derivatives"][0]["conditions"] == conditions
