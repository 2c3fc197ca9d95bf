"""Solutions line by line: the first wrong line, its mistake, and whether the rest follows from it."""
from __future__ import annotations

import pytest

from chainrule.reading.lines.solutions import solution
from chainrule.solution.lines.solutions import SolutionStory, judged_solution

RIGHT = [
    "y = (3x^2 + 1)^5\nu = 3x^2 + 1\ny = u^5\ndy/du = 5u^4\n"
    "du/dx = 6x\ndy/dx = dy/du * du/dx\n= 30x*u^4\n= 30x(3x^2+1)^4",
    "문제: y = sin(x^2)\n치환: u = x^2\n그러면 y = sin u 이고\ndy/du = cos u, du/dx = 2x\n따라서 dy/dx = 2x cos(x^2)",
    "(1) f(x) = x^2 e^x\n(2) f'(x) = 2x e^x + x^2 e^x\n(3) = x(x+2)e^x\nf'(1) = 3e",
    "Let f(x) = ln(x^2+1). Then f'(x) = 2x/(x^2+1).\nAt x = 1, f'(1) = 1.",
    "y = x^x\nln y = x ln x\ny'/y = ln x + 1\ny' = x^x (ln x + 1)",
    "z = x^2 y + y^3\n∂z/∂x = 2x y\n∂z/∂y = x^2 + 3y^2\n∂²z/∂x∂y = 2x",
    "x^2 + y^2 = 25\n2x + 2y y' = 0\ny' = -x/y",
    "z = w*x + b\na = sigmoid(z)\nL = (a - t)^2/2\ndL/da = a - t\nda/dz = a(1-a)\ndz/dw = x\ndL/dw = (a-t)*a*(1-a)*x",
    "q = x + y; f = q*z\nx = -2, y = 5, z = -4\ndf/dq = z = -4\ndq/dx = 1\ndf/dx = df/dq * dq/dx = -4",
    r"\begin{align} y &= \sqrt{1-x^2} \\ \frac{dy}{dx} &= \frac{1}{2\sqrt{1-x^2}}\cdot(-2x) "
    r"\\ &= -\frac{x}{\sqrt{1-x^2}} \end{align}",
    "$y = \\tan x$ 이므로\n$$y' = \\frac{1}{\\cos^2 x} = 1 + \\tan^2 x$$",
    "- y = cos(3x)\n- y' = -sin(3x) * (3x)'\n-    = -3 sin(3x)\n- y'' = -9cos(3x) = -9y",
    "By the product rule, D(x^2*sin(x), x) = 2x*sin(x) + x^2*cos(x)",
    "h(x) = f(g(x))\nh'(x) = f'(g(x)) g'(x)",
    "w = x*y\nx = cos(t)\ny = sin(t)\ndw/dt = ∂w/∂x * dx/dt + ∂w/∂y * dy/dt\n= y*(-sin(t)) + x*cos(t)\n= cos(2t)",
    "s(t) = 4.9t^2\nv = ds/dt = 9.8t\nv(2) = 19.6",
    "y = e^(2x)(1)\n* dy/dx = 2e^(2x)",
    "u = 1 + x^4\n→ du/dx = 4x^3\n→ y = 1/u\n→ dy/du = -1/u^2\n∴ dy/dx = -4x^3/(1 + x^4)^2",
    "Step 1: y = (x+1)(x-1)\nStep 2: y' = (x-1) + (x+1)\nStep 3:   = 2x",
    "f = max(x, y)\nno formula here\nf = max(x, y) is a gate",
]
WRONG = [
    ("y = (3x^2 + 1)^5\nu = 3x^2 + 1\ny = u^5\ndy/du = 5u^4\n"
     "du/dx = 6\ndy/dx = dy/du * du/dx\n= 30u^4", 4, None, True),
    ("y = (3x^2 + 1)^5\nu = 3x^2\ny = u^5\ndy/du = 5u^4", 2, "wrong_definition", False),
    ("문제: y = sin(x^2)\n따라서 dy/dx = cos(x^2)", 1, "chain_factor_forgotten", False),
    ("y = x^2 e^x\ny' = 2x e^x\n= 2x*e^x", 1, "product_of_derivatives", True),
    ("y = x^2 e^x\ny' = 2x e^x + x^2 e^x\n= x(x+1)e^x", 2, "arithmetic_slip", False),
    ("(1) y = sin(x)/x\n(2) y' = cos(x)/1", 1, "quotient_of_derivatives", False),
    ("y = e^(3x)\n그러므로 y' = e^(3x) 이다.", 1, "chain_factor_forgotten", False),
    ("Let u = 5x + 2.\nThen y = u^3\nso dy/du = 3u^2,\nand du/dx = 5\nHence dy/dx = dy/du + du/dx\n= 3u^2 + 5", 4,
     "factors_added", True),
    ("y = ln(x^2+1)\nu = x^2+1\ny = ln u\ndy/du = 1/u\n"
     "du/dx = 2x\ndy/dx = dy/du * du/dx\n= 1/x * 2x", 6, None, False),
    ("z = x^2 y\n∂z/∂x = 2x\n∂z/∂y = x^2", 1, None, False),
    ("a = sigmoid(z)\nda/dz = a(1+a)", 1, "sigmoid_plus", False),
    ("f(x) = x^3 - 2x\nf'(x) = 3x^2 - 2\nf'(2) = 8", 2, None, False),
    (r"\begin{align*} y &= \cos(x^2) \\ y' &= 2x\sin(x^2) \end{align*}", 0, "trig_sign", False),
    ("\\begin{gather}\ny = \\sqrt{x^2+4} \\\\\ny' = \\frac{1}{2\\sqrt{x^2+4}}\n"
     "\\end{gather}", 2, "chain_factor_forgotten", False),
    ("$y = 2^x$\n\n$\\frac{dy}{dx} = x\\,2^{x-1}$", 2, "power_rule_on_exponential", False),
    ("x^2 + y^2 = 25\ny' = x/y", 1, None, False),
    ("y = 1/x^3\ny' = -3/x^2", 1, "exponent_raised", False),
    ("y = 5x^2 + 3\ny' = 10x + 3", 1, "constant_kept", False),
    ("E = (t - o)^2/2\ndE/do = t - o\n= -(o - t)", 1, "minus_lost", True),
    ("y = √(x^2)\ny' = 1", 1, None, False),
    ("y = u*v\nu = x^2\nv = sin x\ndy/dx = du/dx * dv/dx\n= 2x cos x", 3, None, True),
    ("y = sin^2 x\ny' = 2 sin x", 1, "chain_factor_forgotten", False),
    ("y = tan(x)\ndy/dx = 1/cos(x)", 1, "table_confused", False),
    *((f"{f} = (2x+1)^2\n{first} = 2(2x+1)\n{then} = 4x+2", 1, "chain_factor_forgotten", True) for f, first, then in (
        ("f", "f'", "f'"), ("y", "y'", "y'"), ("f(x)", "f'(x)", "f'(x)"), ("f(x)", "f'(x)", "f'"),
        ("y", "y'", "dy/dx"), ("y", "dy/dx", "y'"))),
    ("f(t) = (2t+1)^2\nf'(t) = 2(2t+1)\nf'(1) = 6", 1, "chain_factor_forgotten", True),
    ("f(t) = (2t+1)^2\nf'(t) = 2(2t+1)\nf'(1) = 7", 1, "chain_factor_forgotten", False),
    ("f = (2x+1)^2\nf' = 2(2x+1)\nf' = 4x+3", 1, "chain_factor_forgotten", False),
    ("y = x^4\ny'' = 12x\ny'' = 6*2x", 1, None, True), ("x^2 + y^2 = 25\ny' = x/y\ny' = 2x/(2y)", 1, None, True),
    ("y = arctan(2x)\ndy/dx = 1/(1 + 4x^2)", 1, "chain_factor_forgotten", False),
]


def judged(text: str, wrt: str | None = None) -> SolutionStory:
    return judged_solution(text, solution(text, "auto"), wrt)


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_solution_has_no_wrong_line(text: str) -> None:
    story = judged(text)
    assert story.first is None, story.first
    assert not story.carried_on


@pytest.mark.parametrize("text, line, mistake, carried", WRONG)
def test_the_first_wrong_line(text: str, line: int, mistake: str | None, carried: bool) -> None:
    story = judged(text)
    assert story.first is not None
    assert story.first.line == line
    assert story.carried_on == carried
    if mistake is not None:
        assert mistake in story.mistakes


def test_a_second_slip_does_not_follow_from_the_first() -> None:
    story = judged("y = x^2*sin(x)\ndy/dx = 2x*cos(x)\n= 3x*cos(x)")
    assert [line.line for line in story.lines if line.wrong] == [1, 2]
    assert not story.carried_on


def test_the_variable_of_a_prime_may_be_said() -> None:
    assert judged("f = a*x^2 + b\nf' = x^2", "a").first is None
    assert judged("f = a*x^2 + b\nf' = 2a*x").first is None


def test_every_line_keeps_its_number() -> None:
    story = judged("\n\ny = x^2\n\nThen we get\n\ny' = 3x")
    assert [(line.line, line.kind) for line in story.lines] == [(2, "definition"), (4, "words"), (6, "claim")]
