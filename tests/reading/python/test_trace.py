"""Python functions in: what is traced is what the function computes, and what cannot be traced is refused."""
from __future__ import annotations

import functools
import math
import subprocess
import sys
from collections import namedtuple
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import sympy

import chainrule
from chainrule import diff, trace
from chainrule import math as cm
from chainrule.graph.build import build
from chainrule.rules import RULES

Function = Callable[..., Any]


def slope(function: Function, point: dict[str, float], name: str, step: float = 1e-5) -> float:
    """The derivative of the Python function itself, by central differences."""
    above, below = ({**point, name: point[name] + sign * step} for sign in (1, -1))
    return float(function(**above) - function(**below)) / (2 * step)


def brief(source: Any, **options: Any) -> str:
    return diff(source, **options).to_text("en", "brief")


@pytest.mark.parametrize("function", [
    lambda x, y: (x + y) * x - y / x,
    lambda x, y: -x**2 * y + 3 * x**-1,
    lambda x, y: 2**x + x**y + math.e**x,
    lambda x, y: abs(x - y) * pow(x, 3) + +x,
    lambda x, y: sum([x, y, x * y]) * math.prod([x, y, 2]),
    lambda x, y: x % y + 5.5 % x + (5 * x) // y * x + divmod(9 * x, y)[1],
    lambda x, y: math.floor(x) * x + math.ceil(y) * y,
    lambda x, y: cm.where(x > y, x * y, x - y) + cm.where((x > 0) & (y <= 1), x**2, y),
    lambda x, y: cm.max(x, y, 1) * cm.min([x, y * 3]) + cm.maximum(x, 2),
    lambda x, y: cm.log(x) + cm.log(x, 2) + cm.log(3, y + 1) + cm.sigmoid(x) * cm.atan2(x, y),
    lambda x, y: 1 - (2 - (3 - x)) - (x - y - 1) + (1 / x) / y,
    lambda x, y: Fraction(1, 3) * x + True * x + y * False,
], ids=range(12))
def test_the_derivative_is_that_of_the_function(function: Function) -> None:
    point = {"x": 1.3, "y": 0.7}
    for name in point:
        explained = diff(trace(function), wrt=name, at=point)
        assert explained.check.status == "checked"
        assert explained.value == pytest.approx(slope(function, point, name), rel=1e-6, abs=1e-6)
        assert explained._story.stages[0].passes is not None


@pytest.mark.parametrize(("function", "text"), [
    (lambda x, y, z: (x + y) * z, "(x + y)*z"),
    (lambda x, y: x + y - 2 * x * y + x, "x + y - 2*x*y + x"),
    (lambda x, y: -3 * x * y, "-3*x*y"),
    (lambda x, y: -x * y, "-x*y"),
    (lambda x, y: x - (y - x) * 0.5, "x - (y - x)*0.5"),
    (lambda x, y: x + (y + x), "x + (y + x)"),
    (lambda x: x * 1e-7 + 2.0 * x, "x*1e-7 + 2*x"),
    (lambda x: math.pi * x + x * (1 / 3), "pi*x + x*(1/3)"),
    (lambda x: cm.exp(-x**2 / 2), "exp(-x^2/2)"),
    (lambda x: x**-2 + math.e**x, "x^(-2) + e^x"),
    (lambda x, y: -3 * x * y / 2 + -x / y - -2 / x, "-(3*x*y/2) + (-(x/y)) - (-(2/x))"),
    (lambda x, y: -x * y * -y, "-(x*y*(-y))"),
], ids=range(12))
def test_a_function_is_explained_as_the_text_that_says_the_same(function: Function, text: str) -> None:
    assert diff(trace(function), wrt="x").to_text("ko", "full") == diff(text, wrt="x").to_text("ko", "full")


def test_a_function_is_explained_as_the_program_that_says_the_same() -> None:
    def loss(w: Any, b: Any) -> Any:
        z = chainrule.name("z", w * 2 + b)
        a = chainrule.name("a", cm.sigmoid(z))
        return (a - 1) ** 2

    program = "z = w*2 + b; a = sigmoid(z); loss = (a - 1)^2"
    for options in ({"wrt": "w"}, {"wrt": "z"}, {"wrt": "b", "of": "a"}, {"at": "w=1, b=0"}, {"open": "all"}):
        traced, read = diff(trace(loss), **options), diff(program, **options)  # type: ignore[arg-type]
        assert traced.to_text("en") == read.to_text("en")
        assert traced.check.status == "checked"


def test_numbers_of_other_kinds_are_exact() -> None:
    for number, text in ((Decimal("0.25"), "(1/4)*x"), (Fraction(1, 3), "(1/3)*x"), (sympy.Rational(2, 7), "(2/7)*x"),
                         (0.1, "0.1*x"), (2 / 3, "(2/3)*x"), (2.0, "2*x"), (math.e, "e*x"), (-0.5, "-0.5*x")):
        assert diff(trace(lambda x, n=number: n * x), wrt="x").answer == diff(text, wrt="x").answer, number
        assert diff(trace(lambda x, n=number: x * n), wrt="x").answer == diff(text, wrt="x").answer, number
    assert "0.30000000000000004" in brief(trace(lambda x: x * (0.1 + 0.2)), wrt="x"), "no fraction is invented"


def test_names() -> None:
    assert [n["name"] for n in diff(trace(lambda x, y: chainrule.name("q", x + y) * y)).graph] == ["x", "y", "q", "f"]
    assert chainrule.name("q", 3.5) == 3.5, "numbers have no need of names"
    assert brief(trace(lambda x: chainrule.name("L", x**2)), wrt="x").startswith("L = x²")
    assert brief(trace(lambda x: chainrule.name("a", x * x) + chainrule.name("b", x * x)), wrt="x").count("= x·x") == 2
    assert brief(trace(lambda x: chainrule.name("a", x) * 2), wrt="x").startswith("a = x\n")

    def f(x: Any) -> Any:
        for k in range(3):
            x = chainrule.name(f"h_{k}", cm.sin(x))
        return x * 2

    assert list(diff(trace(f), wrt="x").paths) == [("x", "h_0", "h_1", "h_2", "f")]

    def cost(cost: Any) -> Any:
        return cost**2

    assert brief(trace(cost), wrt="cost").startswith("f = cost²"), "an argument has the name already"
    assert brief(trace(lambda x: x), wrt="x").startswith("f = x")
    assert diff(trace(lambda x: 3), wrt="x").answer == 0
    for clash in (lambda x: chainrule.name("x", x * 2), lambda x: chainrule.name("e", x * 2),
                  lambda x: chainrule.name("a", x * 2) + chainrule.name("a", x * 3), lambda e: e, lambda _x: _x,
                  lambda x: chainrule.name(3, x)):
        with pytest.raises(chainrule.VariableError) as refused:
            trace(clash)
        assert refused.value.kind == "bad_variable"


def test_arguments() -> None:
    def line(w: float, *, x: float = 2, power: int = 2, kind: str = "plain") -> float:
        return (w * x) ** power if kind == "plain" else w

    w, x = sympy.symbols("w x", real=True)
    assert sympy.expand(diff(trace(line), wrt="w").answer) == 8 * w, "a default is a constant"
    traced = trace(line, variables=["x"])
    assert sympy.expand(diff(traced, wrt="x").answer) == 2 * w**2 * x
    assert diff(traced, wrt="x", at={"w": 3}).value == 36, "and its value at the point"
    assert diff(traced, wrt="x", at={"w": 3, "x": 5}).value == 90
    assert diff(trace(functools.partial(line, x=5)), wrt="w", at={"w": 1}).value == 50
    assert diff(trace(lambda a, b, /, c: a * b * c), wrt="b", at="a=2, b=1, c=3").value == 6
    assert diff(trace(lambda x, **others: x * len(others)), wrt="x").answer == 0

    class Model:
        rate = 3

        def step(self, x: Any) -> Any:
            return x * self.rate

    assert diff(trace(Model().step), wrt="x").answer == 3
    for wrong, kind in (((lambda *xs: xs[0]), "usage"), (3, "usage"), (trace, "usage"), (max, "usage")):
        with pytest.raises(chainrule.ChainruleError) as refused:
            trace(wrong)  # type: ignore[arg-type]
        assert refused.value.kind in (kind, "disallowed")
    with pytest.raises(chainrule.VariableError):
        trace(line, variables=["y"])


def test_several_outputs() -> None:
    r, t = sympy.symbols("r t", real=True)
    jacobian = sympy.Matrix([[sympy.cos(t), -r * sympy.sin(t)], [sympy.sin(t), r * sympy.cos(t)]])

    def polar(r: Any, t: Any) -> Any:
        return r * cm.cos(t), r * cm.sin(t)

    point = namedtuple("point", "x y")
    for function, names in (
            (polar, ("polar_1", "polar_2")),
            (lambda r, t: list(polar(r, t)), ("f_1", "f_2")),
            (lambda r, t: dict(zip("xy", polar(r, t), strict=True)), ("x", "y")),
            (lambda r, t: point(*polar(r, t)), ("x", "y")),
            (lambda r, t: (chainrule.name("a", polar(r, t)[0]), polar(r, t)[1]), ("a", "f_2"))):
        explained = diff(trace(function))
        assert explained.answer == jacobian and explained.outputs == names
        assert diff(trace(function), of=names[0], wrt="r").answer == sympy.cos(t)
        assert explained.check.status == "checked"
    assert diff(trace(lambda x: (x, x, 2))).answer == sympy.Matrix([1, 1, 0])
    for wrong in (lambda x: None, lambda x: (), lambda x: "x", lambda x: x > 0, lambda x: {"e": x}, lambda x: [[x]]):
        with pytest.raises(chainrule.ChainruleError):
            trace(wrong)


@pytest.mark.parametrize(("function", "marked", "word"), [
    (lambda x: 1 if x > 0 else 2, "x > 0", "where"),
    (lambda x: max(x, 0) + 1, "max(x, 0)", "chainrule.math.max"),
    (lambda x: 2 * bool(x), "bool(x)", "where"),
    (lambda x: 2 if 0 < x < 1 else 3, "0 < x < 1", "where"),
    (lambda x: 2 * math.sin(x), "math.sin(x)", "chainrule.math.sin"),
    (lambda x: float(x) + 1, "float(x)", "chainrule.math"),
    (lambda x: x * int(x), "int(x)", "chainrule.math"),
    (lambda x: x * len(range(x)), "range(x)", "chainrule.math"),
    (lambda x: round(x) + 1, "round(x)", "floor"),
    (lambda x: 2 * x[0], "x[0]", "lambda x_1, x_2"),
    (lambda x: 2 + sum(x), "sum(x)", "lambda x_1, x_2"),
    (lambda x: 2 * (x @ x), "x @ x", "lambda x_1, x_2"),
    (lambda x: 2 * (x + [1, 2]), "x + [1, 2]", "lambda x_1, x_2"),
    (lambda x: 2 * (x * "a"), 'x * "a"', "lambda x_1, x_2"),
    (lambda x: pow(x, 2, 3) + 1, "pow(x, 2, 3)", ""),
    (lambda x: 2 * (x + math.inf), "x + math.inf", ""),
    (lambda x: 2 * (sympy.Symbol("t") * x), 'sympy.Symbol("t") * x', "lambda x_1, x_2"),
    (lambda x: (x > 0) | (x < 1), "(x > 0) | (x < 1)", "where"),
], ids=range(18))
def test_what_cannot_be_traced_is_refused_with_its_place(function: Function, marked: str, word: str) -> None:
    with pytest.raises(chainrule.ReadingError) as refused:
        trace(function)
    error = refused.value
    assert error.kind == "disallowed" and error.span is not None
    start, end = error.span
    assert marked.startswith(error.source[start:end]), error.source[start:end]
    for language in ("en", "ko"):
        assert error.say(language) and word in error.say_hint(language)  # type: ignore[arg-type]
    if word:
        assert any(word in note for note in error.__notes__), "the traceback says it too"


def test_other_refusals() -> None:
    kept: list[Any] = []
    trace(lambda x: kept.append(x) or x)
    with pytest.raises(chainrule.ReadingError):
        trace(lambda x: x + kept[0])
    with pytest.raises(chainrule.ReadingError):
        kept[0] + kept[0]
    with pytest.raises(chainrule.DomainError):
        trace(lambda x: x / 0)
    for large in (lambda x: x ** 10**9, lambda x: x * 10**500):
        with pytest.raises(chainrule.TooLargeError):
            trace(large)
    with pytest.raises(chainrule.ReadingError) as arity:
        trace(lambda x: cm.sin(x, x))
    assert arity.value.kind == "arity"
    with pytest.raises(KeyError):
        trace(lambda x: {}["missing"])


def test_the_function_may_print() -> None:
    seen: list[str] = []

    def f(x: Any) -> Any:
        y = chainrule.name("y", x * 2)
        seen.append(f"{x} {y:.2f} {x + y}")
        return y

    trace(f)
    assert seen == ["<x> <y> <sum>"]


def test_every_rule_that_is_called_by_name_is_there_and_agrees_with_its_text() -> None:
    checked = 0
    for rule in RULES.values():
        for name in (rule.name, *rule.aliases) if rule.callable else ():
            if not name.isidentifier():
                continue
            assert name in cm.__all__
            function = getattr(cm, name)
            letters = [f"x_{k}" for k in range(len(rule.example))]
            if rule.name == name:
                source = f"lambda {', '.join(letters)}: function({', '.join(letters)})"
                traced = trace(eval(source, {"function": function}))
                assert [traced.graph.ops[i] for i in traced.graph.cone([traced.last])][-1] == rule.name
                value = function(*rule.example)
                assert isinstance(value, int | float | Fraction) or float(value) == float(value)
                checked += 1
    assert checked > 60 and "maximum" in cm.__all__


@pytest.mark.parametrize("name", ["sin", "cos", "tan", "exp", "expm1", "log", "log2", "log10", "log1p", "sqrt", "asin",
                                  "atan", "sinh", "tanh", "asinh", "erf", "gamma", "lgamma", "floor", "ceil"])
def test_plain_numbers_as_in_pythons_own_math(name: str) -> None:
    assert float(getattr(cm, name)(0.73)) == pytest.approx(getattr(math, name)(0.73), rel=1e-13)


def test_plain_numbers() -> None:
    assert cm.log(8, 2) == pytest.approx(3) and cm.hypot(3, 4) == 5 and cm.max([1, 3, 2]) == 3
    assert cm.where(2 > 1, 5, 6) == 5 and cm.pi == math.pi and cm.relu(-2) == 0
    with pytest.raises(chainrule.DomainError):
        cm.sqrt(-1)
    with pytest.raises(chainrule.ReadingError):
        cm.sin([1, 2])
    with pytest.raises(AttributeError):
        cm.nothing  # noqa: B018  the access is what is tested


def test_numpy_functions() -> None:
    np = pytest.importorskip("numpy")

    def f(x: Any, y: Any) -> Any:
        return (np.sin(x) * np.float64(2.5) + np.maximum(x, y) * np.exp(np.add(x, 1)) - np.int64(3) * y
                + np.where(x > y, np.square(x), y) + np.power(x, 3) / np.arctan2(y, x) + np.clip(x, 0, 1) * y
                + np.sum([x, y]) + np.dot(np.array([x, y]), np.array([y, 2 * x])) + np.pi * np.abs(-x)
                + np.log1p(x) + np.float32(0.5) * np.cbrt(x) + np.negative(y) + np.reciprocal(x))

    point = {"x": 1.3, "y": 0.7}
    for name in point:
        explained = diff(trace(f), wrt=name, at=point)
        assert explained.check.status == "checked"
        assert explained.value == pytest.approx(slope(f, point, name), rel=1e-5)
    for wrong in (lambda x: np.array([1.0, 2.0]) * x, lambda x: x * np.array([1.0]), lambda x: np.rint(x),
                  lambda x: np.linalg.norm(x), lambda x: np.add(x, 1, dtype=float), lambda x: np.add.reduce([x]) + [1],
                  lambda x: cm.sin(np.array([1, 2])) * x):
        with pytest.raises(chainrule.ReadingError) as refused:
            trace(wrong)
        assert refused.value.kind == "disallowed"


def test_explained() -> None:
    @chainrule.explained
    def loss(w: float, b: float, x: float = 2) -> float:
        """A loss."""
        return (w * x + b) ** 2

    assert loss(1, 3) == 25 and loss.__name__ == "loss" and loss.__doc__ == "A loss."
    assert loss.diff(wrt="w", at="w=1, b=3").value == 20
    assert loss.diff(wrt="x", at={"w": 1, "b": 3}).value == 10, "its default is its place"
    assert loss.diff(wrt="w", at="w=1, b=3, x=4").value == 56
    assert loss.diff(at={"w": 1, "b": 3}).value == {"w": 20, "b": 10}
    assert loss.diff(wrt="w", then="x", at="w=1, b=3").value == 14
    assert loss.diff(wrt="w", mode="reverse").to_text("en") == diff(trace(loss), "w", mode="reverse").to_text("en")
    assert "연쇄 법칙" in loss.explain("w", lang="ko") and "∂loss/∂w" in loss.explain("w", "w=1, b=3", "en", "brief")
    assert "loss" in repr(loss)

    class Model:
        @chainrule.explained
        def square(self, x: float) -> float:
            return x * x

    assert Model().square(3) == 9 and Model().square.diff(wrt="x", at="x=3").value == 6


def test_the_decorator_is_there_whatever_was_imported_before() -> None:
    code = ("import chainrule; chainrule.diff('x'); from chainrule.library.explained import Explained;"
            "from chainrule import explained; assert explained(abs)(-3) == 3; import chainrule.library.decorated;"
            "assert chainrule.explained(abs)(-3) == 3 and Explained is chainrule.Explained")
    assert subprocess.run([sys.executable, "-W", "error", "-c", code]).returncode == 0


def test_long_functions_are_traced_in_a_line() -> None:
    def deep(x: Any) -> Any:
        for _ in range(33_334):
            x = cm.sin(x) * 1.5 + 0.25
        return x

    def wide(x: Any) -> Any:
        total = 0
        for k in range(50_000):
            total = total + x * k
        return total

    for function, nodes in ((deep, 100_005), (wide, 100_002)):
        built = build(trace(function))
        assert len(built.graph) == nodes
    assert built.graph.ops[built.output] == "sum" and len(built.graph.args[built.output]) == 50_000


def test_a_trace_can_be_used_again() -> None:
    traced = trace(lambda x: x**3)
    size = len(traced.graph)
    assert [diff(traced, wrt="x", order=n, at={"x": 2}).value for n in (1, 2, 3)] == [12, 12, 6]
    assert len(traced.graph) == size, "derivatives are written elsewhere"
