"""The library as others import it: names, symbols, points, errors."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
import sympy

import chainrule
from chainrule import diff
from chainrule.library.variables import names_of


def test_public_names() -> None:
    assert sorted(chainrule.__all__) == [
        "ChainruleError",
        "DomainError",
        "Explained",
        "Learned",
        "Network",
        "OptionError",
        "Plotted",
        "ReadingError",
        "TooLargeError",
        "UnsupportedError",
        "VariableError",
        "__version__",
        "batch",
        "check",
        "check_answer",
        "check_notes",
        "check_solution",
        "diff",
        "explained",
        "implicit",
        "influence",
        "learn",
        "lesson",
        "math",
        "name",
        "network",
        "plot",
        "trace",
    ]
    assert all(hasattr(chainrule, name) for name in chainrule.__all__)
    with pytest.raises(AttributeError):
        chainrule.nothing  # noqa: B018  the access is what is tested


def test_importing_does_not_bring_sympy() -> None:
    code = "import sys, chainrule; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_own_symbols_come_back() -> None:
    p, c = sympy.Symbol("x", positive=True), sympy.Symbol("c")
    assert diff(p**2 * c, wrt=p).answer == 2 * p * c
    a, b = sympy.Symbol("x"), sympy.Symbol("x", real=True)
    explained = diff(a**2 + 3 * b, wrt=b)
    assert explained.answer == 3
    assert diff(a**2 + 3 * b, wrt=a).answer == 2 * a


@pytest.mark.parametrize(
    "text", ["x**3 - 2*x*y", "sin(x)/y", "exp(-x**2)", "sqrt(x + y)", "x**y", "log(x)*Abs(y)", "1/(x*y)"]
)
def test_sympy_expressions_in(text: str) -> None:
    x, y = sympy.symbols("x y", positive=True)
    expression = sympy.sympify(text, locals={"x": x, "y": y})
    for variable in (x, y):
        theirs = sympy.diff(expression, variable)
        ours = diff(expression, wrt=variable).answer
        at = {x: sympy.Rational(13, 10), y: sympy.Rational(7, 10)}
        assert abs(sympy.N((theirs - ours).subs(at))) < 1e-12


def test_gradients_and_points() -> None:
    assert diff("x*y").answer == {"x": sympy.Symbol("y", real=True), "y": sympy.Symbol("x", real=True)}
    assert diff("x*y", wrt=["y"], at="x=1/3, y=2").value == Fraction(1, 3)
    assert diff("x^2", wrt="x", at={"x": 0.5}).value == 1.0
    assert diff("x^2*y", wrt="x", then=["y"], at={"x": "1/2", "y": 3}).value == 1
    assert diff("x^5", wrt="x", order=3, at={"x": 2}).value == 240
    assert diff("x^2", wrt="x").value is None
    assert diff("sin(x)", wrt="x", at="x=pi").value == pytest.approx(-1.0)


def test_paths_graph_and_check() -> None:
    explained = diff("hypot(x, x)", wrt="x")
    assert explained.path_count == 2 and list(explained.paths) == [("x", "a", "f"), ("x", "b", "f")]
    assert diff("x*x", wrt="x").path_count == 1, "a square is one path"
    assert [node["name"] for node in diff("(x+y)*z", wrt="x").graph] == ["x", "y", "u", "z", "f"]
    assert explained.check.status == "checked" and explained.check.points == 12
    ladder = diff("\n".join(f"t{k + 1} = sin(t{k})*t{k}" for k in range(200)), wrt="t0")
    assert ladder.path_count == 2**200
    assert len(next(ladder.paths)) > 200


@pytest.mark.parametrize(
    ("text", "at", "left", "right", "value"),
    [
        ("abs(x)", 0, -1, 1, None),
        ("relu(x)", 0, 0, 1, None),
        ("max(x, 2*x)", 0, 1, 2, None),
        ("x*abs(x)", 0, 0, 0, 0),
        ("max(x, x)", 3, 1, 1, 1),
        ("min(x, -x)", 0, 1, -1, None),
        ("floor(x)", 2, None, 0, None),
        ("sqrt(x)", 0, None, "inf", None),
        ("cbrt(x)", 0, "inf", "inf", None),
        ("abs(x)^3", 0, 0, 0, 0),
    ],
)
def test_kinks(text: str, at: int, left: int | str | None, right: int | str | None, value: int | None) -> None:
    explained = diff(text, wrt="x", at={"x": at})
    assert explained.value == value
    if value is None:
        assert explained.to_dict()["derivatives"][0]["one_sided"] == [left, right]
        for language in ("en", "ko"):
            assert "!" in explained.to_text(lang=language)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("ln(x)", -1),
        ("1/x", 0),
        ("sqrt(x)", -1),
        ("x^(1/3)", -8),
        ("arcsin(x)", 2),
        ("1/tan(pi*x)", 2),
        ("ln(x)", 0),
        ("tan(1/x)", 0),
    ],
)
def test_points_without_a_derivative_are_refused(text: str, at: float) -> None:
    with pytest.raises(chainrule.DomainError) as refused:
        diff(text, wrt="x", at={"x": at})
    assert refused.value.kind in ("undefined_at_point", "domain")
    assert any("가" <= c <= "힣" for c in refused.value.say("ko"))


def test_errors_carry_facts() -> None:
    with pytest.raises(chainrule.ReadingError) as wrong:
        diff("2*sigmod(x)", wrt="x")
    assert wrong.value.kind == "unknown_function" and wrong.value.span == (2, 8)
    assert "sigmoid" in wrong.value.say_hint("en") and "sigmoid" in wrong.value.say_hint("ko")
    with pytest.raises(chainrule.VariableError) as missing:
        diff("x*y", wrt="x", at={"x": 1})
    assert missing.value.facts["name"] == "y"
    with pytest.raises(chainrule.VariableError) as whole:
        diff("wx + b", wrt="w")
    assert "w*x" in whole.value.say_hint("ko")
    with pytest.raises(chainrule.OptionError):
        diff("x*y", order=3)
    with pytest.raises(chainrule.OptionError):
        diff(r"\frac{x}{y}", wrt="x", syntax="tex")  # type: ignore[arg-type]
    for value in (float("nan"), float("inf"), "y", 1j, object()):
        with pytest.raises(chainrule.ChainruleError):
            diff("x^2", wrt="x", at={"x": value})


def test_a_name_is_never_run(tmp_path: object) -> None:
    with pytest.raises(chainrule.ChainruleError):
        diff("x^2", wrt="__import__('os').system('true')")
    evil = sympy.Symbol("x); __import__('os').abort(")
    assert diff(evil**2, wrt=evil).answer == 2 * evil


def test_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    explained = diff("x^2", wrt="x")
    monkeypatch.setenv("CHAINRULE_LANG", "ko")
    assert "답" in str(explained)
    monkeypatch.setenv("CHAINRULE_LANG", "en")
    assert "Answer" in str(explained)


def test_long_answers_keep_the_names_that_the_user_gave() -> None:
    """The textbook's ∂E/∂w31, whichever way its factors happen to be ordered."""
    program = """z1 = w11*x1 + w21*x2 + b1
z2 = w12*x1 + w22*x2 + b1
a1 = sigmoid(z1)
a2 = sigmoid(z2)
o1 = sigmoid(w31*a1 + w41*a2 + b2)
E = 1/2(t1 - o1)^2"""
    last = diff(program, wrt="w31").to_text(lang="en").rpartition("Answer")[2]
    product = last.split(" = ")[1].split("\n")[0]
    assert sorted(product.removeprefix("-").split("·")) == ["(1 - o1)", "(t1 - o1)", "a1", "o1"]


@pytest.mark.parametrize("text", ["floor(-x^2)", "floor(x^3)", "ceil(x^2)", "step(x^2)", "sign(x^2)"])
def test_jumps_have_no_derivative(text: str) -> None:
    assert diff(text, wrt="x", at={"x": 0}).value is None


@pytest.mark.parametrize(
    ("text", "order"), [("x^2*sign(x)", 1), ("x^2*step(x)", 1), ("floor(x)*0", 1), ("abs(x)^3", 2)]
)
def test_jumps_that_are_multiplied_by_zero(text: str, order: int) -> None:
    assert diff(text, wrt="x", order=order, at={"x": 0}).value == 0


def test_brief_text_says_the_kink() -> None:
    brief = diff("abs(x)", wrt="x", at={"x": 0}).to_text(lang="en", detail="brief")
    assert "no derivative" in brief


def test_a_greek_letter_and_its_name_are_one() -> None:
    assert diff("θ^2*x", wrt="theta").answer != 0
    assert diff("theta^2*x", wrt="θ").answer != 0


@pytest.mark.parametrize(
    "options",
    [
        {"wrt": []},
        {"wrt": "x", "at": [("x", 1)]},
        {"wrt": "x", "at": 3},
        {"wrt": "x", "then": ("2",)},
        {"wrt": "x", "then": ("x+y",)},
    ],
)
def test_misused_options_are_refused_as_such(options: dict[str, object]) -> None:
    with pytest.raises(chainrule.ChainruleError):
        diff("x^2", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "options",
    [
        {"order": 0},
        {"order": 21},
        {"order": 1.0},
        {"order": "2"},
        {"order": 3, "wrt": ["x", "y"]},
        {"wrt": "2x"},
        {"wrt": ""},
        {"wrt": "x+y"},
        {"wrt": "sin(x)"},
        {"at": ""},
        {"at": {"x": None}},
        {"at": {"x": [1]}},
        {"at": "x=1, x=2"},
        {"at": "x"},
    ],
)
def test_options_that_make_no_sense(options: dict[str, object]) -> None:
    with pytest.raises(chainrule.ChainruleError) as refused:
        diff("x^2*y", **{"wrt": "x", **options})  # type: ignore[arg-type]
    assert refused.value.kind
    for language in ("en", "ko"):
        said = refused.value.say(language) + refused.value.say_hint(language)
        assert said.strip() and "{" not in said and (language == "en") != any("가" <= c <= "힣" for c in said)


@pytest.mark.parametrize(
    "source",
    [
        None,
        [1],
        b"x",
        object(),
        sympy.Eq(sympy.Symbol("x"), 1),
        sympy.Symbol("x") * sympy.I,
        sympy.oo,
        sympy.Derivative(sympy.Function("g")(*sympy.symbols("x y")), sympy.Symbol("y")),
    ],
)
def test_sources_that_are_no_expression(source: object) -> None:
    with pytest.raises(chainrule.ChainruleError):
        diff(source, wrt="x")


def test_symbols_positive_complex_and_of_one_name() -> None:
    positive, general, real = (
        sympy.Symbol("x", positive=True),
        sympy.Symbol("x"),
        sympy.Symbol("x", real=True),
    )
    c = sympy.Symbol("c", complex=True)
    assert diff(sympy.sqrt(positive) * c, wrt=positive).answer == c / (2 * sympy.sqrt(positive))
    assert diff(sympy.sqrt(positive) * c, wrt=c).answer == sympy.sqrt(positive)
    three = positive * general * real
    for symbol in (positive, general, real):
        assert diff(three, wrt=symbol).answer == three / symbol
    assert diff(positive**2, wrt=general).answer == 2 * positive  # not the silent 0 of SymPy
    assert diff(positive**2, wrt="x").answer == 2 * positive
    assert diff(positive**2, wrt=positive, at={positive: 3}).value == 6
    assert diff(positive**3, wrt=positive, then=[positive]).answer == 6 * positive


def test_points_of_every_kind() -> None:
    for point in (
        "x=1/2",
        "x=0.5",
        {"x": "1/2"},
        {"x": Fraction(1, 2)},
        {"x": sympy.Rational(1, 2)},
        {sympy.Symbol("x"): Fraction(1, 2)},
    ):
        value = diff("x^3", wrt="x", at=point).value
        assert value == Fraction(3, 4) and isinstance(value, Fraction)
    assert isinstance(diff("x^3", wrt="x", at={"x": 0.5}).value, float)
    assert isinstance(diff("x^3", wrt="x", at={"x": 2}).value, int)
    assert diff("x^2", wrt="x", at={"x": "pi"}).value == pytest.approx(6.283185307179586, rel=1e-15)
    assert diff("x*y", at={"x": 2, "y": Fraction(1, 3), "unused": 5}).value == {"x": Fraction(1, 3), "y": 2}
    assert diff("max(x, y)", at="x=1, y=1").value == {"x": None, "y": None}
    cancelling = diff("(1 - cos(x))/x^2", wrt="x", at={"x": 1e-5}).value
    assert cancelling == pytest.approx(-1e-5 / 12, rel=1e-9)


def test_printing_and_notebooks(capsys: pytest.CaptureFixture[str]) -> None:
    explained = diff("(x+y)*z", wrt="x")
    print(explained)
    assert capsys.readouterr().out == explained.to_text() + "\n"
    assert repr(explained) == "<chainrule: f by x, checked>"
    bundle = explained._repr_mimebundle_(include=None, exclude=None)
    assert bundle["text/plain"] == explained.to_text() and bundle["text/latex"] == explained.to_latex()
    assert bundle["text/markdown"] == explained.to_markdown()
    assert str(explained.answer) == "z" and explained.variables == ("x",)


def test_graph_gives_operations_expressions_and_values() -> None:
    nodes = {n["name"]: n for n in diff("(x+y)*z", wrt="x", at="x=-2, y=5, z=-4").graph}
    assert [
        (n["operation"], n["expression"], n["inputs"], n["value"]) for n in map(nodes.get, "xuf") if n
    ] == [("input", "x", [], -2), ("sum", "x + y", ["x", "y"], 3), ("product", "u*z", ["u", "z"], -12)]


def test_a_mistake_is_pointed_at_in_both_languages() -> None:
    with pytest.raises(chainrule.ReadingError) as refused:
        diff("2*(x+", wrt="x")
    assert (
        refused.value.kind == "syntax" and refused.value.source == "2*(x+" and refused.value.span is not None
    )
    with pytest.raises(chainrule.ReadingError) as twice:
        diff("1/2x", wrt="x")
    assert twice.value.kind == "ambiguous" and twice.value.say("en") != twice.value.say("ko")
    with pytest.raises(chainrule.VariableError) as missing:
        diff("x*y", wrt="x", at={"x": 1})
    assert "y=" in missing.value.say_hint("en") and "y=" in missing.value.say_hint("ko")


def test_several_names_in_one_text() -> None:
    two = {"x": "y*z", "y": "x*z"}
    for wrt in ("x,y", " x , y ,", ["x,y"], ["x", "y"]):
        assert {name: str(found) for name, found in chainrule.diff("x*y*z", wrt=wrt).answer.items()} == two
    assert names_of("x_{1,2}, W[1,2], f(x,y), b") == ["x_{1,2}", "W[1,2]", "f(x,y)", "b"]
    assert str(chainrule.diff("x^2*y^3*z", wrt="x", then="y, z").answer) == "6*x*y**2"
    assert list(chainrule.explained(lambda w, b=1: w * b).diff("w, b").answer) == ["w", "b"]
    assert chainrule.learn("(w*x + b)^2", wrt="w, b", at="w=1, b=1, x=1", steps=1).points[0].keys() == {"w", "b"}
    assert [each.variable for each in chainrule.influence("x*y*z", at="x=1, y=2, z=3", wrt="x, z").rows] == ["x", "z"]
    assert [row["wrt"] for row in chainrule.diff("X*w", wrt="X, w", shapes="X: 2x3, w: 3").to_dict()["derivatives"]
            ] == [["X"], ["w"]]
    with pytest.raises(chainrule.OptionError):
        chainrule.diff("x*y", wrt=" , ")


def test_one_name_is_enough_for_then() -> None:
    assert diff("w0*x", wrt="x", then="w0").answer == 1


def test_a_power_of_zero_is_no_infinity() -> None:
    try:
        answer = diff("0^x", wrt="x").answer
    except chainrule.ChainruleError:
        return
    assert not answer.has(sympy.zoo)


def test_an_answer_is_checked_beside_its_explanation() -> None:
    it = diff("x^2*y", wrt="x")
    assert it.check.status == "checked" and it.check("2x*y").verdict == "right"  # type: ignore[operator]
    assert it.check("2x").mistakes  # type: ignore[operator]
    assert diff("x*y", at="x=1, y=2").check("x", wrt="y").verdict == "right"  # type: ignore[operator]
    assert diff("x^3", order=2).check("6x").verdict == "right"  # type: ignore[operator]
