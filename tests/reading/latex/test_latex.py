"""LaTeX as people paste it: what it is read as, what is refused and where, and that plain text says the same."""
from __future__ import annotations

import pytest

import chainrule
from chainrule.errors import ChainruleError, ReadingError, UnsupportedError, VariableError
from chainrule.graph.build import Builder, build
from chainrule.graph.graph import Graph
from chainrule.notation.text import write
from chainrule.notation.write import write as boxed
from chainrule.reading import read, read_point, read_problem
from chainrule.tree import Typed


def said(tree: Typed) -> str:
    builder = Builder(Graph())
    return write(boxed(builder.graph, builder.add(tree), {}), style="plain")


def output(text: str) -> str:
    return said(read(text, "latex").definitions[-1].tree)


@pytest.mark.parametrize(("typed", "wanted"), [
    # fractions, roots, groups
    (r"\frac{x+1}{x-1}", "(x + 1)/(x - 1)"), (r"\frac12y", "(1/2)*y"), (r"\frac xy", "x/y"), (r"\frac1{x}", "1/x"),
    (r"\dfrac{x}{2}+\tfrac{y}{3}-\cfrac{1}{z}", "x/2 + y/3 - 1/z"), (r"x^\frac{1}{2}", "x^(1/2)"),
    (r"{1\over4}x", "(1/4)*x"), (r"{x+1 \over {y \over 2}}", "(x + 1)/(y/2)"), (r"x \over y", "x/y"),
    (r"\sqrt{x}", "sqrt(x)"), (r"\sqrt t", "sqrt(t)"), (r"\sqrt2 y", "sqrt(2)*y"), (r"\sqrt[3]{x}", "cbrt(x)"),
    (r"\sqrt[4]{x}", "x^(1/4)"), (r"\sqrt[n]{x}", "x^(1/n)"), (r"\root 4 \of t", "t^(1/4)"),
    (r"e^\sqrt{x}", "e^sqrt(x)"),
    (r"\left(x+1\right)^2", "(x + 1)^2"), (r"\bigl[x+1\bigr]y", "(x + 1)*y"), (r"\left\{x\right\}z", "x*z"),
    (r"\displaystyle{1\over x}", "1/x"), (r"x{}y", "x*y"), (r"\left.x\right.", None),
    # signs
    (r"a \cdot b \times c \div d", "a*b*c/d"), ("w_{11} ⋅x_1+w_{21}⋅x_2", "w_11*x_1 + w_21*x_2"), ("a*b", "a*b"),
    (r"x\,y\;z\quad w", "x*y*z*w"), ("-x^2", "-x^2"), ("x^{-1}", "x^(-1)"), ("x^-1", None),
    # letters and names
    ("wx", "w*x"), ("2abx", "2*a*b*x"), ("xx", "x*x"), (r"\theta_1\alpha_\beta", "theta_1*alpha_beta"),
    (r"x_{12}x_1", "x_12*x_1"), (r"k_\mathrm{B}T", "k_B*T"), (r"k_{\text{max}}", "k_max"), ("x_{i,j}", "x_i_j"),
    (r"\mathrm{loss}^2", "loss^2"), (r"\text{손실}^2", "손실^2"), (r"\operatorname{cost}", "cost"), ("손실", "손실"),
    (r"target_{o1} - output_{o1}", "target_o1 - output_o1"), (r"\hat{y}_1^2", "y_hat_1^2"), (r"\bar x", "x_bar"),
    (r"\mathcal{L}", "L"), (r"\varepsilon\vartheta", "epsilon*theta"), (r"\Delta x\Delta t", "Δx*Δt"),
    ("a'b+ab'", "a'*b + a*b'"), ("y''_1", "y_1''"), (r"x^{\prime}", "x'"), ("x^{2}_{1}", "x_1^2"), ("{x}_1^2", "x_1^2"),
    ("e^x", "e^x"), (r"\mathrm{e}^x", "e^x"), (r"2\pi r", "2*pi*r"), ("ex", "e*x"), ("x_1y", "x_1*y"),
    # functions
    (r"\sin x\cos y", "sin(x)*cos(y)"), (r"\sin 2x", "sin(2*x)"), (r"\sin\omega t", "sin(omega*t)"),
    (r"\sin 2\pi x + 1", "sin(2*pi*x) + 1"), (r"\ln xy", "ln(x*y)"), (r"\sin x^2", "sin(x^2)"),
    (r"\sin x^2y", "sin(x^2*y)"), (r"\sin^2 x", "sin(x)^2"), (r"\sin^{2}(x)", "sin(x)^2"),
    (r"\sin^{-1} x", "arcsin(x)"),
    (r"\cos(10 x)^{5/4}", "cos(10*x)^(5/4)"), (r"\sin{x}", "sin(x)"), (r"\sin \cos \theta", "sin(cos(theta))"),
    (r"\sin\frac{x}{2}", "sin(x/2)"), (r"\ln\left|x\right|", "ln(abs(x))"), (r"\ln|x|^2", "ln(abs(x)^2)"),
    (r"\log_2 x", "log2(x)"), (r"\log_{a^2} x", "log(x, a^2)"), (r"\log_b(x+1)", "log(x + 1, b)"),
    (r"\log_2^2 x", "log2(x)^2"), (r"\lg x", "log10(x)"), (r"\max(x,y)", "max(x, y)"), (r"\max\{x,y\}", "max(x, y)"),
    (r"\exp\left(-x\right)", "e^(-x)"), (r"\operatorname{ReLU}(x)", "relu(x)"), (r"\mathrm{sigmoid}(x)", "sigmoid(x)"),
    (r"\sigma(x)", "sigmoid(x)"), (r"\Gamma(x)", "gamma(x)"), (r"\gamma(x+1)", "gamma*(x + 1)"), ("cos(x)+sin x",
                                                                                               "cos(x) + sin(x)"),
    (r"\sin{\left(x\right)}/\ln{(y)}", "sin(x)/ln(y)"), (r"\cos^{3}{\left(x \right)} / 3", "cos(x)^3/3"),
    (r"\log{\left(B z \right)}^{2}", "ln(B*z)^2"), (r"\tan^{\frac{5}{4}}{\left(x\right)}", "tan(x)^(5/4)"),
    (r"\sin^{n} x", "sin(x)^n"), (r"\cos^{-2}(x)", "cos(x)^(-2)"),
    (r"\tanh x", "tanh(x)"), (r"\arctan\frac{y}{x}", "arctan(y/x)"), (r"\lfloor x\rfloor+\left\lceil y\right\rceil",
                                                                     "floor(x) + ceil(y)"),
    ("f(x+1)", "f(x + 1)"), ("x(x+1)", "x*(x + 1)"), ("a(x-b)", "a*(x - b)"), (r"(f\circ g)(x)", "f(g(x))"),
    ("f(x(t), y(t))", "f(x(t), y(t))"), ("f''(x)", "f''(x)"),
    # bars
    ("|x||y|", "abs(x)*abs(y)"), ("||x||", "abs(abs(x))"), ("||x||y||", "abs(abs(x)*abs(y))"),
    ("|x-y|*2", "abs(x - y)*2"),
    (r"\lVert x\rVert^2", None), (r"\|x\|", None), (r"\left|\frac{x}{2}\right|", "abs(x/2)"),
    # side by side
    ("e^{x}8^{x}", "e^x*8^x"), ("2^x3^y", "2^x*3^y"), ("x^2y", "x^2*y"), (r"\frac{x}{2}y", "(x/2)*y"),
    (r"(\sin(e)) 6^{t}", "sin(e)*6^t"), (r"\sqrt{x}y", "sqrt(x)*y"),
    # cases, sums, products
    (r"\begin{cases} x^2 & x>0 \\ 0 & \text{otherwise} \end{cases}", "piecewise(x^2, x > 0, 0)"),
    (r"\begin{cases} 0, & \text{if } x<0,\\ x, & \text{if } x\ge 0.\end{cases}", "piecewise(0, x < 0, x, x >= 0)"),
    (r"\begin{cases} 1 & x = 0 \\ 2 & 0 < x \le 1 \\ 3 \end{cases}", "piecewise(1, x == 0, 2, 0 < x <= 1, 3)"),
    (r"\sum_{i=1}^{3} w_i x_i + b", "(w_1*x_1 + w_2*x_2 + w_3*x_3) + b"), (r"\prod_{k=1}^{2}(x-k)", "(x - 1)*(x - 2)"),
    (r"\sum_{i=1}^2\sum_{j=1}^2 w_{ij}", "(w_11 + w_12) + (w_21 + w_22)"), (r"\frac12\sum_{i=1}^2 (t_i-o_i)^2",
                                                                       "(1/2)*((t_1 - o_1)^2 + (t_2 - o_2)^2)"),
    # around the formula
    ("$f(x) = 7x^2-5x+7$", "7*x^2 - 5*x + 7"), (r"\[ y = \sin t. \]", "sin(t)"), (r"\(x^2\),", "x^2"),
    ("$$x+1$$", "x + 1"),
    (r"y=x \\", "x"), (r"\begin{aligned}f(x)&=(x^2+1)^3\end{aligned}", "(x^2 + 1)^3"), (r"\ds m(w) = 3^w", "3^w"),
    ("x % a comment", "x"), (r"C(y) = N e^{C y + S}", "N*e^(C*y + S)"),
    (r"\sigma(x) = \frac{1}{1+e^{-x}}", "1/(1 + e^(-x))"),
])
def test_formulas(typed: str, wanted: str | None) -> None:
    if wanted is None:
        with pytest.raises(ChainruleError):
            read(typed, "latex")
    else:
        assert output(typed) == wanted
        assert said(read(wanted, "plain", {wanted}).definitions[-1].tree) == wanted


@pytest.mark.parametrize("typed", [
    r"\begin{align} q &= x+y \\ f &= qz \end{align}", "$q = x+y$, $f = qz$", "q = \\left(x+y\\right)\nf = qz",
    "q = x \\cdot 1\n + y\nf = qz", r"q=\left(x\right)+y; f=qz",
])
def test_programs(typed: str) -> None:
    program = read(typed)
    assert [d.name for d in program.definitions] == ["q", "f"]
    assert said(program.definitions[1].tree) == "q*z"


def test_the_operator_names_the_variable() -> None:
    first = chainrule.diff(r"\frac{\partial}{\partial y}\left(x^2y+e^{xy}\right)", at={"x": 1, "y": 0})
    assert first.variables == ("y",) and first.value == 2
    second = chainrule.diff(r"\frac{\partial^2}{\partial x\partial y} x^2y^3", at={"x": 1, "y": 2})
    assert second.value == 24 and str(second.answer) == "6*x*y**2"
    assert chainrule.diff(r"\frac{d^2}{dx^2} x^4").value is None
    assert chainrule.diff(r"\frac{d}{dx} x^2", wrt="x").variables == ("x",)
    with pytest.raises(VariableError):
        chainrule.diff(r"\frac{d}{dx} x^2t", wrt="t")


def test_what_the_text_claims_is_compared() -> None:
    right, wrong = chainrule.diff(r"\cfrac{d}{da}(a-b)=1"), chainrule.diff(r"\frac{d}{dx}x^3 = 3x")
    assert "agrees" in right.to_text("en") and "답과 같다" in right.to_text("ko")
    assert "does not agree" in wrong.to_text("en") and "다르다" in wrong.to_text("ko")
    assert wrong.check.status == "checked"


def test_plain_text_and_latex_explain_the_same() -> None:
    for latex, plain in ((r"\sigma(w_0x_0+w_1x_1+w_2)", "σ(w_0*x_0 + w_1*x_1 + w_2)"), (r"\frac{x}{\theta}", "x/θ"),
                         (r"\begin{cases} x^2 & x>0\\ 0 &\end{cases}", "x^2 if x > 0 else 0")):
        for language in ("en", "ko"):
            assert chainrule.diff(latex).to_text(language) == chainrule.diff(plain).to_text(language)


def test_which_notation_a_text_is_in() -> None:
    assert output("wx") == "w*x" and said(read("wx").definitions[0].tree) == "wx"
    assert read("$wx$").definitions[0].tree != read("wx").definitions[0].tree
    assert said(read("loss^2", "latex", {"loss"}).definitions[0].tree) == "loss^2"
    assert said(read(r"\alpha cost", known={"cost"}).definitions[0].tree) == "alpha*cost"
    assert chainrule.diff(r"\frac{wx}{2}", wrt="wx").variables == ("wx",)
    with pytest.raises(chainrule.OptionError):
        chainrule.diff("x", syntax="tex")  # type: ignore[arg-type]


def test_points_and_problem_files() -> None:
    assert {n: said(t) for n, t in read_point(r"\theta=\frac{1}{2}, w_0=-3").items()} == {"theta": "1/2", "w_0": "-3"}
    problem = read_problem("# a note\nq = \\frac{x}{y}\nf = q^2\nat x = 1, y = \\sqrt{2}\nwrt x, y\n")
    assert [d.name for d in problem.program.definitions] == ["q", "f"]
    assert problem.wrt == ("x", "y") and problem.at is not None and said(problem.at["y"]) == "sqrt(2)"


@pytest.mark.parametrize(("typed", "blamed", "family"), [
    (r"x + \foo y", r"\foo", ReadingError), (r"\frac{x}{y z", "{", ReadingError), (r"\int x", r"\int", ReadingError),
    (r"2\frac{1}{3}", r"2\frac{1}{3}", ReadingError), (r"x^10", "^10", ReadingError),
    (r"1/2x + \alpha", "1/2x", ReadingError),
    (r"\begin{pmatrix}x\end{pmatrix}", r"\begin{pmatrix}", UnsupportedError), (r"한글 + \hat{}", "}", ReadingError),
    (r"Find $x^2$", "Find", ReadingError), ("w = \\frac{x}{2}\nv = \\sin\n", r"\sin", ReadingError),
])
def test_the_caret_stands_under_the_source(typed: str, blamed: str, family: type[ChainruleError]) -> None:
    with pytest.raises(family) as caught:
        read(typed, "latex")
    error = caught.value
    assert error.span is not None
    assert blamed in typed[max(0, error.span[0] - 1):error.span[1] + 1]
    assert error.say("en") != error.say("ko")


@pytest.mark.parametrize(("typed", "shown"), [
    (r"\softplus x", "softplus(x)"), (r"\erfc{x}", "erfc(x)"), (r"\abs{x}", "|x|"), (r"\hypot(x, y)", "hypot(x, y)"),
    (r"\heaviside(x)", "step(x)"), (r"\Gamma(x)", "gamma(x)"), (r"\lg x", "log₁₀(x)"), (r"\arctg x", "arctan(x)"),
    (r"\gamma x", "γ·x"), (r"\beta x", "β·x"), (r"\sqrt{x}", "√x"), (r"\sinc x^2", "sinc(x²)"),
])
def test_every_function_is_a_command_by_its_names_where_they_are_no_letters(typed: str, shown: str) -> None:
    assert chainrule.diff(typed, syntax="latex", wrt="x").to_text("en").startswith(f"f = {shown}\n")


def test_functions_of_the_programs_own() -> None:
    built = build(read("f(x) = x^2 + a; g = f(3t) + f(t)"))
    assert sorted(built.inputs) == ["a", "t"]
    assert str(chainrule.diff("f(x)=x^2; g=f(f(t))", wrt="t").answer) == "4*t**3"
    assert chainrule.diff("f(x,y)=x^2*y; x(t)=cos(t); y(t)=sin(t); w=f(x(t), y(t))", at={"t": 0}).value == 1
    assert str(chainrule.diff("σ(x) = 1/(1+e^(-x)); f = σ(2t)").check.status) == "checked"
    deep = "f0(x) = x+1\n" + "\n".join(f"f{k}(x) = f{k - 1}(x) + 1" for k in range(1, 3000)) + "\ny = f2999(t)"
    assert chainrule.diff(deep, wrt="t", at={"t": 1}).value == 1
    twice = "f0(x) = x+1\n" + "\n".join(f"f{k}(x) = f{k - 1}(x) + f{k - 1}(2x)" for k in range(1, 60)) + "\ny = f59(t)"
    assert chainrule.diff(twice, wrt="t").path_count > 1
    with pytest.raises(chainrule.TooLargeError):
        chainrule.diff("f(x)=9^x; g = f(f(f(f(9))))*t")
    with pytest.raises(chainrule.TooLargeError):
        chainrule.diff("f0(x) = sin(x+1)\n" + "\n".join(
            f"f{k}(x) = f{k - 1}(x*{k}) + f{k - 1}(x+{k})" for k in range(1, 60)) + "\ny = f59(t)")


@pytest.mark.parametrize("text", [
    r"err: function; err(x)^2", r"err: function \\ \mathrm{err}(x)^2",
    r"\operatorname{err}: function \\ \operatorname{err}(x)^2",
    r"\mathrm{err}: \text{함수} \\ y = \mathrm{err}(x)^2", "$err: function$, $\\frac{d}{dx} err(x)^2$"])
def test_a_line_that_says_of_a_name_that_it_is_a_function(text: str) -> None:
    found = chainrule.diff(text, wrt="x", syntax="latex")
    assert "2·err(x)·err′(x)" in found.to_text("en") and found.check.status == "checked"
