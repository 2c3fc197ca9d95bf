"""Every lesson in every language and format; its numbers and the lines of its proof against independent ones."""
from __future__ import annotations

import json
import math
import re

import pytest
from typer.testing import CliRunner

import chainrule
from chainrule.cli.app import app
from chainrule.explaining.lessons import LESSONS
from chainrule.explaining.lessons.networks import NEURON, RATE, START
from chainrule.explaining.page import Table
from chainrule.language import LANGUAGES, Language
from chainrule.notation.boxes import Limit
from chainrule.notation.latex import write as latex
from chainrule.notation.text import write

NAMES = ["derivative", "sum-rule", "product-rule", "quotient-rule", "composition", "chain-rule",
         "logarithmic-differentiation", "implicit-differentiation", "partial-derivative", "multivariable-chain-rule",
         "dependency-graph", "backpropagation", "gate-patterns", "sigmoid", "mistakes", "two-layers",
         "gradient-descent", "learning-rate", "loss", "regularisation", "output-layers", "gradient", "transpose",
         "entrywise-layer", "softmax-cross-entropy", "batch"]


def tables(name: str, lang: Language = "en") -> list[Table]:
    return [block for block in chainrule.lesson(name).page(lang).blocks if isinstance(block, Table)]


def numbers(table: Table) -> list[list[float]]:
    def number(cell: object) -> float:
        try:
            return float(write(cell))  # type: ignore[arg-type]
        except (ValueError, TypeError):
            return math.nan
    return [[number(cell) for cell in row] for row in table.rows]


def test_the_lessons_are_these() -> None:
    assert list(LESSONS) == NAMES


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_face_of_every_lesson(name: str, lang: Language) -> None:
    told = chainrule.lesson(name)
    text, markdown, tex = told.to_text(lang), told.to_markdown(lang), told.to_latex(lang, standalone=True)
    assert LESSONS[name].title.say(lang).split("(")[0] in text
    assert len(text.splitlines()) <= 80 and max(map(len, text.splitlines())) <= 80
    assert "`" not in text and "{" not in text and "\\frac" in tex and "$" in markdown
    assert "✓" in text, "the example is computed and checked"
    if lang == "en":
        assert not re.search("[가-힣]", text)
    else:
        words = set(re.findall(r"[A-Za-z]{3,}", text)) - {"lim", "sin", "cos", "tan", "arctan", "log", "max", "new",
                                                          "chainrule",
                                                          "learn", "network", "output", "layers", "softplus",
                                                          "softmax", "relu", "ReLU", "step", "diag", "sum", "Wxx"}
        assert not words, words
    data = told.to_dict(lang)
    assert data["blocks"][0]["kind"] == "heading" and json.dumps(data)


@pytest.mark.parametrize(("name", "function", "at", "wanted"), [
    ("derivative", "x^3 - x", "x=2", "11.01"), ("product-rule", "x*e^x", None, "f′(x) = (x)′·e^x + x·(e^x)′"),
    ("quotient-rule", "sin(x)/x", None, "몫의 미분법"), ("logarithmic-differentiation", "x^sin(x)", None, "로그미분법"),
    ("implicit-differentiation", "x*y + y^3 = 2", None, "y + x·dy/dx + 3·y²·dy/dx"),
    ("chain-rule", "sin(x^2)", None, "cos(x²)·(x²)′"),
    ("partial-derivative", "x*y^2", "x=1, y=2", "= 2·x·y     정리하면"),
    ("dependency-graph", "a=x*y; b=a+x; c=a*b", None, "x     3"),
    ("backpropagation", "(w*x-t)^2", "w=1, x=2, t=3", "역전파"), ("sum-rule", "x^2 + 1", None, "f′(x) = 2·x"),
])
def test_a_function_of_the_readers(name: str, function: str, at: str | None, wanted: str) -> None:
    plain = chainrule.lesson(name).to_text("ko")
    told = chainrule.lesson(name, function, at).to_text("ko")
    assert told.startswith(plain.rstrip()) and wanted in told[len(plain.rstrip()):], told
    assert chainrule.lesson(name, function, at).to_latex("en") and chainrule.lesson(name, function, at).to_dict("en")


@pytest.mark.parametrize(("arguments", "words"), [
    (["sigmoid", "--with", "x"], "goes with one of these lessons"), (["chain-rule", "--with", "x*y"], "one variable"),
    (["gate-patterns", "--with", "x*y"], 'Give a point too: --at "x=1, y=1"'),
    (["product-rule", "--with", "2sinx"], "can be read as"), (["--with", "x"], "goes with one of these lessons"),
])
def test_a_function_that_a_lesson_cannot_take(arguments: list[str], words: str) -> None:
    result = CliRunner().invoke(app, ["lesson", *arguments, "--lang", "en"])
    assert result.exit_code == 2 and words in result.output + result.stderr


def test_difference_quotients_approach_the_derivative() -> None:
    for h, rise, quotient in numbers(tables("derivative")[0]):
        assert rise == pytest.approx((3 + h) ** 2 - 9, rel=1e-3) and quotient == pytest.approx(6 + h, rel=1e-3)
    for h, outer, inner, whole in numbers(tables("chain-rule")[0]):
        k = (1 + h) ** 2 - 1
        assert outer == pytest.approx(((2 + k) ** 3 - 8) / k, rel=1e-3)
        assert inner == pytest.approx(2 + h, rel=1e-3) and whole == pytest.approx(outer * inner, rel=1e-3)


def test_lines_of_the_proof_hold_for_a_real_pair_of_functions() -> None:
    """f = sin, g = x² + x at a point and a step, everything computed by hand."""
    x, h = 0.7, 1e-3
    u = x * x + x
    k = (x + h) ** 2 + (x + h) - u
    error = (math.sin(u + k) - math.sin(u)) / k - math.cos(u)
    assert math.sin(u + k) - math.sin(u) == pytest.approx((math.cos(u) + error) * k)
    shown = chainrule.lesson("chain-rule").to_text("en", width=120)
    for line in ("(f∘g)′(x) = f′(g(x))·g′(x)", "= (f(u + k) - f(u))/k - f′(u)", "= (f′(u) + E(k))·k",
                 "= (f′(g(x)) + E(k))·((g(x + h) - g(x))/h)", "may be 0 although h is not"):
        assert line in shown, line


def test_order_of_composition() -> None:
    assert numbers(tables("composition")[0]) == [[x, (x + 1) ** 2, x * x + 1] for x in (0, 1, 2)]


def test_paths_are_counted_from_the_output_down() -> None:
    rows = {write(a): int(write(b)) for a, b in tables("dependency-graph")[0].rows}  # type: ignore[arg-type]
    assert rows == {"f": 1, "w": 1, "v": 2, "u": 3, "x": 3}


def test_gradient_descent_lowers_the_loss() -> None:
    rows = numbers(tables("backpropagation")[-1])
    w, b, x, t = (float(START[name]) for name in "wbxt")
    for _, w_shown, b_shown, loss in rows:
        a = 1 / (1 + math.exp(-(w * x + b)))
        assert (w_shown, b_shown, loss) == pytest.approx((w, b, (a - t) ** 2), rel=1e-3)
        slope = 2 * (a - t) * a * (1 - a)
        w, b = w - float(RATE) * slope * x, b - float(RATE) * slope
    losses = [row[-1] for row in rows]
    assert losses == sorted(losses, reverse=True) and chainrule.diff(NEURON, wrt="w").check.status == "checked"


def test_gates_with_numbers() -> None:
    found = [row[1:4] for row in numbers(tables("gate-patterns")[0])]
    assert found == [[-1, 1, 1], [7, 1, -1], [-12, -4, 3], [-0.75, -0.25, -0.1875], [3, 1, 0], [-9, -3, 3]]


@pytest.mark.parametrize(("name", "lines"), [
    ("gradient", ["∂L/∂x = 2r = 2(x - c)"]),
    ("transpose", ["∂L/∂x = 2Wᵀq = 2WᵀWx", "∂L/∂W = 2qxᵀ = 2Wxxᵀ = [ -2 2 ]", "∂L/∂x₁ = W₁₁·G₁ + W₂₁·G₂ + W₃₁·G₃"]),
    ("entrywise-layer", ["4,096 of 16,777,216", "∂y/∂x = diag(step(x))", "0.1966 0 0 ]"]),
    ("softmax-cross-entropy", ["∂L/∂z = p - t = softmax(z) - t ≈ [ 0.09003 ]", "= sum(t)·p - t"]),
    ("batch", ["∂L/∂b = Zᵀ·1₄", "∂L/∂b = Zᵀ·1₃ = (XW + 1₃bᵀ)ᵀ·1₃ = [ 6 ]", "∂L/∂W = XᵀZ"]),
])
def test_matrices_with_numbers_worked_out_by_hand(name: str, lines: list[str]) -> None:
    told = " ".join(chainrule.lesson(name).to_text("en", width=120).split())
    assert [line for line in lines if line not in told] == []


def test_limits_are_written() -> None:
    from chainrule.explaining.lessons.spelling import formula
    box = formula("lim[h→0] (f(x + h) - f(x))/h")
    assert isinstance(box, Limit)
    assert write(box) == "lim(h→0) (f(x + h) - f(x))/h" and write(box, "ascii") == "lim(h->0) (f(x + h) - f(x))/h"
    assert latex(box) == r"\lim_{h \to 0} \frac{f(x + h) - f(x)}{h}"


def test_the_command() -> None:
    run = CliRunner().invoke
    assert all(name in run(app, ["lesson"]).stdout for name in NAMES)
    assert "증명" in run(app, ["lesson", "chain-rule", "--lang", "ko"]).stdout
    wrong = run(app, ["lesson", "chainrule", "--lang", "ko"])
    assert wrong.exit_code == 2 and "chain-rule" in wrong.output and not wrong.stdout
    assert json.loads(run(app, ["lesson", "derivative", "--format", "json"]).stdout)["name"] == "derivative"
