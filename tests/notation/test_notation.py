"""Exact strings: one formula in Unicode, ASCII, chainrule's own plain text, and LaTeX."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

import chainrule
from chainrule.graph.build import add_tree
from chainrule.graph.graph import Graph
from chainrule.notation import latex, text
from chainrule.notation.boxes import Apply, Box, Colour, Frac, Name, Num, Op, Paren, Ratio, Root, Row, Sup, Word
from chainrule.notation.colours import GRADIENT, INK, LIT, QUIET, VALUE
from chainrule.notation.numbers import number
from chainrule.notation.write import write
from chainrule.reading import read

FORMULAS = [  # typed, Unicode, ASCII and plain where they are one, LaTeX
    ("x/y", "x/y", "x/y", r"\frac{x}{y}"),
    ("(x+y)/z", "(x + y)/z", "(x + y)/z", r"\frac{x + y}{z}"),
    ("x/(y*z)", "x/(y·z)", "x/(y*z)", r"\frac{x}{y z}"),
    ("x/(y+z)", "x/(y + z)", "x/(y + z)", r"\frac{x}{y + z}"),
    ("x/(y/z)", "x/(y/z)", "x/(y/z)", r"\frac{x}{\frac{y}{z}}"),
    ("(x/y)/z", "(x/y)/z", "(x/y)/z", r"\frac{\frac{x}{y}}{z}"),
    ("x/y*z", "(x/y)·z", "(x/y)*z", r"\frac{x}{y} z"),
    ("x*(y/z)", "x·(y/z)", "x*(y/z)", r"x \cdot \frac{y}{z}"),
    ("x*y/z", "x·y/z", "x*y/z", r"\frac{x y}{z}"),
    ("-x/y", "-x/y", "-x/y", r"-\frac{x}{y}"),
    ("x/(-y)", "x/(-y)", "x/(-y)", r"\frac{x}{-y}"),
    ("x/y^2", "x/y²", "x/y^2", r"\frac{x}{y^2}"),
    ("(x/y)^2", "(x/y)²", "(x/y)^2", r"\left(\frac{x}{y}\right)^2"),
    ("x^2", "x²", "x^2", "x^2"),
    ("x^10", "x¹⁰", "x^10", "x^{10}"),
    ("x^-1", "x⁻¹", "x^(-1)", "x^{-1}"),
    ("x^12.5", "x^12.5", "x^12.5", "x^{12.5}"),
    ("x^n", "x^n", "x^n", "x^n"),
    ("x^(n-1)", "x^(n - 1)", "x^(n - 1)", "x^{n - 1}"),
    ("x^(-n)", "x^(-n)", "x^(-n)", "x^{-n}"),
    ("x^(1/2)", "x^(1/2)", "x^(1/2)", r"x^{\frac{1}{2}}"),
    ("x^y^z", "x^(y^z)", "x^(y^z)", "x^{y^z}"),
    ("(x^y)^z", "(x^y)^z", "(x^y)^z", "(x^y)^z"),
    ("-x^2", "-x²", "-x^2", "-x^2"),
    ("(-x)^2", "(-x)²", "(-x)^2", "(-x)^2"),
    ("(x+y)^2", "(x + y)²", "(x + y)^2", "(x + y)^2"),
    ("(x*y)^2", "(x·y)²", "(x*y)^2", "(x y)^2"),
    ("e^x", "e^x", "e^x", "e^x"),
    ("e^(-x)", "e^(-x)", "e^(-x)", "e^{-x}"),
    ("exp(x+y)", "e^(x + y)", "e^(x + y)", "e^{x + y}"),
    ("2^x", "2^x", "2^x", "2^x"),
    ("sqrt(x)", "√x", "sqrt(x)", r"\sqrt{x}"),
    ("sqrt(x+1)", "√(x + 1)", "sqrt(x + 1)", r"\sqrt{x + 1}"),
    ("sqrt(sin(x))", "√(sin(x))", "sqrt(sin(x))", r"\sqrt{\sin(x)}"),
    ("sqrt(2)", "√2", "sqrt(2)", r"\sqrt{2}"),
    ("cbrt(x)", "cbrt(x)", "cbrt(x)", r"\sqrt[3]{x}"),
    ("-x", "-x", "-x", "-x"),
    ("-(x+y)", "-(x + y)", "-(x + y)", "-(x + y)"),
    ("-(-x)", "-(-x)", "-(-x)", "-(-x)"),
    ("x - (y - z)", "x - (y - z)", "x - (y - z)", "x - (y - z)"),
    ("x - y - z", "x - y - z", "x - y - z", "x - y - z"),
    ("x + (-y)", "x + (-y)", "x + (-y)", "x + (-y)"),
    ("x - (-y)", "x - (-y)", "x - (-y)", "x - (-y)"),
    ("x - y/z", "x - y/z", "x - y/z", r"x - \frac{y}{z}"),
    ("-x*y", "-x·y", "-x*y", "-x y"),
    ("2*-3", "2·(-3)", "2*(-3)", "2 (-3)"),
    ("2*3", "2·3", "2*3", r"2 \cdot 3"),
    ("2x", "2·x", "2*x", "2 x"),
    ("x*2", "x·2", "x*2", r"x \cdot 2"),
    ("2*pi*x", "2·π·x", "2*pi*x", r"2 \pi x"),
    ("(x+y)*z", "(x + y)·z", "(x + y)*z", r"(x + y) \cdot z"),
    ("3*sin(x)", "3·sin(x)", "3*sin(x)", r"3\,\sin(x)"),
    ("sin(x)^2", "sin(x)²", "sin(x)^2", r"\sin(x)^2"),
    ("sigmoid(x)", "σ(x)", "sigmoid(x)", r"\sigma(x)"),
    ("log2(x)", "log₂(x)", "log2(x)", r"\log_2(x)"),
    ("log(x, 3)", "log(x, 3)", "log(x, 3)", r"\log_{3}(x)"),
    ("ln(x)", "ln(x)", "ln(x)", r"\ln(x)"),
    ("max(x, y)", "max(x, y)", "max(x, y)", r"\max(x, y)"),
    ("relu(x)", "relu(x)", "relu(x)", r"\operatorname{relu}(x)"),
    ("abs(x)", "|x|", "abs(x)", r"\lvert x\rvert"),
    ("floor(x)", "⌊x⌋", "floor(x)", r"\lfloor x\rfloor"),
    ("ceil(x)", "⌈x⌉", "ceil(x)", r"\lceil x\rceil"),
    ("abs(x/y)", "|x/y|", "abs(x/y)", r"\left\lvert \frac{x}{y}\right\rvert"),
    ("1e-7", "1e-7", "1e-7", "10^{-7}"),
    ("2.5e10", "2.5e10", "2.5e10", r"2.5 \times 10^{10}"),
    ("1e-7*x", "1e-7·x", "1e-7*x", "10^{-7} x"),
    ("0.50*x", "0.50·x", "0.50*x", "0.50 x"),
]


def formula(typed: str) -> Box:
    graph = Graph()
    return write(graph, add_tree(graph, read(typed).definitions[0].tree, {}), {})


@pytest.mark.parametrize(("typed", "pretty", "plain", "tex"), FORMULAS)
def test_formulas(typed: str, pretty: str, plain: str, tex: str) -> None:
    box = formula(typed)
    assert text.write(box) == pretty
    assert text.write(box, style="ascii") == text.write(box, style="plain") == plain
    assert latex.write(box) == tex


@pytest.mark.parametrize(
    ("name", "pretty", "ascii", "tex"),
    [
        ("x", "x", "x", "x"),
        ("w0", "w0", "w0", "w_0"),
        ("w31", "w31", "w31", "w_{31}"),
        ("w_31", "w₃₁", "w_31", "w_{31}"),
        ("x_i", "x_i", "x_i", "x_i"),
        ("E_total", "E_total", "E_total", r"E_{\mathrm{total}}"),
        ("theta", "θ", "theta", r"\theta"),
        ("θ", "θ", "theta", r"\theta"),
        ("alpha_1", "α₁", "alpha_1", r"\alpha_1"),
        ("Sigma", "Σ", "Sigma", r"\Sigma"),
        ("x'", "x′", "x'", "x'"),
        ("x''", "x′′", "x''", "x''"),
        ("h_t'", "h_t′", "h_t'", "h_t'"),
        ("loss", "loss", "loss", r"\mathrm{loss}"),
        ("net_h1", "net_h1", "net_h1", r"\mathrm{net}_{\mathrm{h1}}"),
        ("손실", "손실", "손실", r"\text{손실}"),
        ("w_손실", "w_손실", "w_손실", r"w_{\text{손실}}"),
    ],
)
def test_names(name: str, pretty: str, ascii: str, tex: str) -> None:
    assert text.write(Name(name)) == pretty
    assert text.write(Name(name), style="ascii") == ascii
    assert text.write(Name(name), style="plain") == name
    assert latex.write(Name(name)) == tex


F, X, Y = Name("f"), Name("x"), Name("y")


@pytest.mark.parametrize(
    ("ratio", "pretty", "ascii", "tex"),
    [
        (Ratio(F, (X,)), "∂f/∂x", "df/dx", r"\frac{\partial f}{\partial x}"),
        (Ratio(F, (X,), False), "df/dx", "df/dx", r"\frac{df}{dx}"),
        (Ratio(F, (X, X), False), "d²f/dx²", "d^2f/dx^2", r"\frac{d^2 f}{dx^2}"),
        (Ratio(F, (X, Y)), "∂²f/∂y∂x", "d^2f/dydx", r"\frac{\partial^2 f}{\partial y \partial x}"),
        (Ratio(F, (X, X, Y)), "∂³f/∂y∂x²", "d^3f/dydx^2", r"\frac{\partial^3 f}{\partial y \partial x^2}"),
        (Ratio(F, (Y, X, X)), "∂³f/∂x²∂y", "d^3f/dx^2dy", r"\frac{\partial^3 f}{\partial x^2 \partial y}"),
        (
            Ratio(F, (X, Y, X)),
            "∂³f/∂x∂y∂x",
            "d^3f/dxdydx",
            r"\frac{\partial^3 f}{\partial x \partial y \partial x}",
        ),
        (Ratio(F, (X,) * 12, False), "d¹²f/dx¹²", "d^12f/dx^12", r"\frac{d^{12} f}{dx^{12}}"),
        (
            Ratio(Name("E_total"), (Name("w_31"),)),
            "∂E_total/∂w₃₁",
            "dE_total/dw_31",
            r"\frac{\partial E_{\mathrm{total}}}{\partial w_{31}}",
        ),
        (
            Ratio(Name("loss"), (Name("theta"),)),
            "∂loss/∂θ",
            "dloss/dtheta",
            r"\frac{\partial \mathrm{loss}}{\partial \theta}",
        ),
        (
            Ratio(F, (X,), True, (Name("u"),)),
            "∂f/∂x|u",
            "df/dx|u",
            r"\left.\frac{\partial f}{\partial x}\right|_{u}",
        ),
    ],
)
def test_ratios(ratio: Ratio, pretty: str, ascii: str, tex: str) -> None:
    assert text.write(ratio) == pretty
    assert text.write(ratio, style="ascii") == ascii
    assert latex.write(ratio) == tex


@pytest.mark.parametrize(
    ("box", "pretty", "ascii", "tex"),
    [
        (Row((X, Op("→"), F)), "x → f", "x -> f", r"x \to f"),
        (Row((X, Op("≈"), Num("0.5"))), "x ≈ 0.5", "x ~= 0.5", r"x \approx 0.5"),
        (Row((X, Op("≠"), Num("0"))), "x ≠ 0", "x != 0", r"x \ne 0"),
        (Row((X, Op("cdot"), Num("1"))), "x · 1", "x * 1", r"x \cdot 1"),
        (Row((X, Op("cdot"), Row((Op("neg"), Num("1"))))), "x · (-1)", "x * (-1)", r"x \cdot (-1)"),
        (Row((Paren(Row((X, Op("+"), Y))), Op("dot"), F)), "(x + y)·f", "(x + y)*f", r"(x + y) \cdot f"),
        (Sup(Frac(X, Y), Num("2")), "(x/y)²", "(x/y)^2", r"\left(\frac{x}{y}\right)^2"),
        (Sup(Sup(X, Y), Num("2")), "(x^y)²", "(x^y)^2", "(x^y)^2"),
        (Root(X, Num("3")), "cbrt(x)", "cbrt(x)", r"\sqrt[3]{x}"),
        (Root(X, Num("5")), "(x)^(1/5)", "(x)^(1/5)", r"\sqrt[5]{x}"),
        (Paren(Paren(X, "abs")), "(|x|)", "(abs(x))", r"(\lvert x\rvert )"),
        (Apply("f", (X, Y)), "f(x, y)", "f(x, y)", r"f(x, y)"),
        (Colour(Num("3"), "value"), "3", "3", "3"),
        (Word("100%"), "100%", "100%", r"\text{100\%}"),
        (Op("inf"), "∞", "inf", r"\infty"),
        (Op("pi"), "π", "pi", r"\pi"),
        (Row(()), "", "", ""),
    ],
)
def test_boxes(box: Box, pretty: str, ascii: str, tex: str) -> None:
    assert text.write(box) == pretty
    assert text.write(box, style="ascii") == ascii
    assert latex.write(box) == tex


def test_colour_in_latex() -> None:
    assert latex.write(Colour(X, "value"), colour=True) == r"\textcolor{teal}{x}"
    assert latex.write(Colour(X, "gradient"), colour=True) == r"\textcolor{red}{x}"


@pytest.mark.parametrize(
    ("value", "pretty", "tex"),
    [
        (0, "0", "0"),
        (-3, "-3", "-3"),
        (Fraction(1, 3), "1/3", r"\frac{1}{3}"),
        (Fraction(-1, 3), "-1/3", r"-\frac{1}{3}"),
        (Fraction(1, 4), "0.25", "0.25"),
        (Fraction(-7, 2), "-3.5", "-3.5"),
        (0.1, "0.1", "0.1"),
        (1 / 3, "0.3333", "0.3333"),
        (100.0, "100", "100"),
        (33.333333, "33.33", "33.33"),
        (1e-7, "1e-7", "10^{-7}"),
        (1.23456e-9, "1.235e-9", r"1.235 \times 10^{-9}"),
        (1e15, "1e15", "10^{15}"),
        (-2e-5, "-2e-5", r"-2 \times 10^{-5}"),
        (10**11, "100000000000", "100000000000"),
        (10**400, "1e400", "10^{400}"),
        (Fraction(1, 10**400), "1e-400", "10^{-400}"),
        (0.99999, "1", "1"),
        (-0.0, "0", "0"),
    ],
)
def test_numbers(value: int | float | Fraction, pretty: str, tex: str) -> None:
    box = number(value)[0]
    assert text.write(box) == pretty
    assert latex.write(box) == tex


@pytest.mark.parametrize(
    "typed",
    [
        "-(-x)",
        "-((-x)*2)",
        "y - (-x)/2",
        "y - (-2)*x",
        "x*(-y)*(-z)",
        "(-x)^2/(-y)",
        "2^(-(-x))",
        "-2*(-3)",
        "-((-2)/pi)",
        "-((-x)/y)",
        "-((-1e-7)/x)",
    ],
)
def test_two_minus_signs_never_meet(typed: str) -> None:
    for shown in (text.write(formula(typed)), text.write(formula(typed), style="plain")):
        assert "--" not in shown and "- -" not in shown and "*-" not in shown and "·-" not in shown


def test_hangul_names_are_kept_apart_in_latex() -> None:
    assert latex.write(formula("손실*x")) == r"\text{손실} \cdot x"
    assert latex.write(formula("e*손실")) == r"e \cdot \text{손실}"
    assert latex.write(formula("e*loss")) == r"e \cdot \mathrm{loss}"


@pytest.mark.parametrize("typed", ["x*(-y)", "x*(y+1)"])
def test_a_factor_before_parentheses_is_no_function_in_latex(typed: str) -> None:
    assert latex.write(formula(typed)).startswith(r"x \cdot")


def test_names_that_look_alike_are_one_variable_or_refused() -> None:
    from chainrule import ReadingError, diff

    assert diff("theta*θ").variables == ("theta",)
    with pytest.raises(ReadingError):
        diff("w0*w_0")


def test_formulas_of_any_depth_are_written() -> None:
    box: Box = X
    for _ in range(20_000):
        box = Apply("sin", (box,))
    assert text.write(box).count("sin(") == latex.write(box).count(r"\sin(") == 20_000


def test_the_page_takes_the_colours_of_the_roles() -> None:
    """A style sheet cannot import; so its colours are compared with the table."""
    sheet = (Path(chainrule.__file__).parent / "render" / "web" / "page.css").read_text(encoding="utf-8")
    roots = re.findall(r":root \{(.*?)\}", sheet, re.S)
    light, dark = filter(None, (dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", root)) for root in roots))
    for name, role in {"ink": INK, "quiet": QUIET, "value": VALUE, "gradient": GRADIENT, "lit": LIT}.items():
        assert (light[name], dark[name]) == role, name
    assert set(re.findall(r"#[0-9a-f]{6}", sheet.split("* {")[1])) == set(), "colours stand at the top"
