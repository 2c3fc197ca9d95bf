"""The rules by their names of school."""
from __future__ import annotations

import pytest

from chainrule import diff


@pytest.mark.parametrize(("text", "english", "korean"), [
    ("(x+1)^3", "Outer function f = u³, inner function u = x + 1", "겉함수는 f = u³, 속함수는 u = x + 1이다"),
    ("sin(e^(2x))", "3 functions, one inside the other", "함수 3개를 합성한 것이다"),
    ("x^2*sin(x)", "Product rule for f = u·v: (u·v)′ = u′·v + u·v′.",
     "f = u·v에는 곱의 미분법을 쓴다: (u·v)′ = u′·v + u·v′"),
    ("ln(x)/(x+1)", "Quotient rule for f = u/v: (u/v)′ = (u′·v - u·v′)/v².",
     "f = u/v에는 몫의 미분법을 쓴다: (u/v)′ = (u′·v - u·v′)/v²"),
    ("x^x", "both base and exponent depend on x", "ln(f) = x·ln(x)의 양변을 미분하는 로그미분법"),
    ("x^2 + sin(x) + 7", "Sum rule for f = u + v + 7: each term is differentiated by itself. The constant 7 has the "
                         "derivative 0.", "합의 미분법을 쓴다. 항마다 따로 미분한다. 상수항 7의 미분은 0이다."),
    ("w = f(x(t), y(t))", "multivariable chain rule", "다변수 연쇄 법칙에 따라"),
])
def test_rules_are_named(text: str, english: str, korean: str) -> None:
    for language, wanted in (("en", english), ("ko", korean)):
        assert wanted in " ".join(diff(text).to_text(language, width=200).split())


@pytest.mark.parametrize(("text", "named"), [
    ("ln(x)/(x*sin(x))", ["Quotient rule", "Product rule"]), ("x^x*sin(x)", ["Product rule", "base and exponent"]),
    ("x*sin(x)/(x + ln(x))", ["Quotient rule", "Product rule"]),
    ("x^x*sin(x)/(x*ln(x))", ["Quotient rule", "Product rule"]),
])
def test_the_two_outermost_rules_are_named(text: str, named: list[str]) -> None:
    shown = " ".join(diff(text).to_text("en", width=200).split()).partition("Chain rule")[2].partition("along each")[0]
    assert shown.count("rule for") + shown.count(" depend on ") == len(named) == 2, shown
    assert all(name in shown for name in named)


def test_nothing_is_named_where_there_is_nothing_to_name() -> None:
    shown = diff("w*x + b", wrt="w").to_text("en")
    assert "rule" not in shown.partition("Chain rule")[2] and "Outer" not in shown
