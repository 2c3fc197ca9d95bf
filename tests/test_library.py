"""The library as others import it: names, symbols, points, errors."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
import sympy

import chainrule
from chainrule import diff


def test_public_names() -> None:
    assert sorted(chainrule.__all__) == [
        "ChainruleError",
        "DomainError",
        "Explained",
        "OptionError",
        "ReadingError",
        "TooLargeError",
        "UnsupportedError",
        "VariableError",
        "__version__",
        "diff",
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
    explained = diff("x*x", wrt="x")
    assert explained.path_count == 2 and list(explained.paths) == [("x", "f"), ("x", "f")]
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
        ("floor(x)", 2, None, None, None),
        ("abs(x)^3", 0, 0, 0, 0),
    ],
)
def test_kinks(text: str, at: int, left: int | None, right: int | None, value: int | None) -> None:
    explained = diff(text, wrt="x", at={"x": at})
    assert explained.value == value
    if value is None:
        assert explained.to_dict()["derivatives"][0]["one_sided"] == [left, right]
        for language in ("en", "ko"):
            assert "!" in explained.to_text(lang=language)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("ln(x)", -1),
        ("1/x", 0),
        ("sqrt(x)", 0),
        ("sqrt(x)", -1),
        ("x^(1/3)", -8),
        ("arcsin(x)", 2),
        ("1/tan(pi*x)", 2),
        ("exp(x)", 1000),
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
        diff("x*y", order=2)
    with pytest.raises(chainrule.UnsupportedError):
        diff(r"\frac{x}{y}", wrt="x", syntax="latex")
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
