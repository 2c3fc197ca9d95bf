"""Answers made wrong by an independent differentiator are named; books' right answers are right, without mistakes."""
from __future__ import annotations

import pytest
from wrong_answers import wrong_answers

from chainrule import check_answer

PROBLEMS = [
    ("x^2*sin(3x)", "x"), ("(x^2+1)^3", "x"), ("ln(x^2+5)/x", "x"), ("a*x^2+b*x+c", "x"), ("sqrt(1+x^2)*e^(2*x)", "x"),
    ("5^(2*x)-4/x^3", "x"), ("sigmoid(w*x+b)", "w"), ("-6*(sin(x))^3+pi^2*x", "x"),
]
RIGHT = [  # as books write them
    ("4*t^3*e^t - sin(t)*cos(t)", "t", "12t^2 e^t + 4t^3 e^t - cos(t)^2 + sin(t)^2"), ("cos(x)^2", "x", "-sin(2x)"),
    ("(3^w + 1)/2^w", "w", "2^w*(ln(3)*3^w - ln(2)*(3^w + 1))/2^(2*w)"), ("tan(x)", "x", "sec(x)^2"),
    ("1/(1 + e^(-x))", "x", "1/(4cosh(x/2)^2)"), ("x^x", "x", "x^x*(1+ln(x))"), ("ln(abs(cos(x)))", "x", "-tan(x)"),
    ("sqrt(4*x*y^2 + 1)", "x", "2y^2/sqrt(4x*y^2 + 1)"), ("arctan(x) + arctan(1/x)", "x", "0"),
    ("10^x", "x", "10^x*ln(10)"),
    ("(2x+1)/(x-3)", "x", "-7/(x-3)^2"), ("ln(ln(x))", "x", "1/(x*ln(x))"), ("log10(x)", "x", "1/(x*ln(10))"),
    ("cbrt(x)", "x", "1/(3*cbrt(x)^2)"), ("sin(sin(sin(x)))", "x", "cos(sin(sin(x)))*cos(sin(x))*cos(x)"),
    ("abs(x)", "x", "x/abs(x)"), ("max(x, 0)^2", "x", "2max(x,0)"), ("erf(x)", "x", "2/sqrt(pi)*e^(-x^2)"),
]


@pytest.mark.parametrize(("problem", "wrt"), PROBLEMS, ids=lambda value: str(value))
def test_nearly_every_wrong_answer_is_named(problem: str, wrt: str) -> None:
    made, named = 0, []
    for label, answer in wrong_answers(problem, wrt):
        found = check_answer(problem, answer, wrt=wrt)
        if found.verdict == "wrong":
            made += 1
            named.append(label in found.mistakes)
    assert made > 5 and sum(named) >= 0.95 * made


@pytest.mark.parametrize(("problem", "wrt", "answer"), RIGHT, ids=lambda value: str(value))
def test_right_answers_are_right_and_have_no_mistake(problem: str, wrt: str, answer: str) -> None:
    found = check_answer(problem, answer, wrt=wrt)
    assert (found.verdict, found.mistakes) == ("right", ())
