"""Answers as students type them, beside the problem's own names."""
from __future__ import annotations

import pytest

from chainrule import ChainruleError
from chainrule.reading import read
from chainrule.reading.answers import read_answer
from chainrule.solution.checking.problem import problem_of


def outcome(problem: str, answer: str, wrt: str | None = "x") -> str:
    found = problem_of(read(problem), wrt)
    names = {*found.built.inputs, *found.names}
    return found.judge(found.add(read_answer(answer, "auto", names))).outcome


@pytest.mark.parametrize("answer", [
    "y' = 2x", "dy/dx = 2x", "f'(x)=2x", "y'=3x-x=2x", "$2x$", r"\frac{dy}{dx} = 2x", "$$f'(x)=2x$$", "d/dx (x^2) = 2x",
    "(x^2)' = 2x", "답: 2x", "f_x = 2x", r"\frac{d}{dx} x^2 = 2x", r"y^{\prime}=2x", "D(x^2,x) = 2x", "2x.",
    "dy / dx = 2 x",
    r"\frac{\partial f}{\partial x}=2x", "y′ = 2x", "2y/x", "Answer: x+x", "2*x^2/x", r"\[ 2x \]", "도함수 = 2x",
])
def test_every_way_to_begin_an_answer(answer: str) -> None:
    assert outcome("x^2", answer) == "right"


@pytest.mark.parametrize(("problem", "wrt", "answer"), [
    ("q = x + y; f = q^2", "x", "2q"), ("u = x*y; v = u + x; f = v^2", "x", "2v(y + 1)"),
    ("y = sigmoid(x)", "x", "y(1-y)"), ("(x + y)*z", "x", "z(1 + 0)"),
    ("loss = (w*x - t)^2", "w", "2(w*x-t)*x"),
    ("g(t) = t^2; f = g(3x)", "x", "2*g(3x)/x"), ("sigmoid(x)", None, "y*(1-y)"), ("x^x", "x", "y*(ln(x)+1)"),
    ("d/dx sin(x)", None, "cos(x)"), ("f(g(x))", "x", "f'(g(x))*g'(x)"), ("sin(3x)", "x", "3cos(3x)"),
    ("u = x^2; f = sin(u)", "u", "cos(u)"),
])
def test_answers_in_names_of_the_program(problem: str, wrt: str | None, answer: str) -> None:
    assert outcome(problem, answer, wrt) == "right"


@pytest.mark.parametrize("answer", ["", "y' =", "2x + 1 = 3", "sinx", "x^1/2", "2x^", "y' = 1/2x"])
def test_what_is_unclear_is_refused(answer: str) -> None:
    with pytest.raises(ChainruleError):
        outcome("x^2", answer)


def test_a_problem_with_several_variables_asks_which() -> None:
    with pytest.raises(ChainruleError, match="By which variable"):
        problem_of(read("x*y"))
