"""What is written reads back as the same graph: text in three styles and LaTeX, over random trees of every head."""
from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainrule.errors import DomainError, TooLargeError
from chainrule.graph.build import Builder
from chainrule.graph.graph import Graph
from chainrule.notation import latex, text
from chainrule.notation.write import write
from chainrule.reading import read
from chainrule.tree import (
    Added,
    Applied,
    Called,
    Cases,
    Compared,
    Constant,
    Divided,
    Multiplied,
    Negated,
    Numeral,
    Raised,
    Typed,
    Variable,
)

SETTINGS = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
NAMES = ["x", "y", "z", "w_31", "theta", "k_B", "loss", "x'", "sigma", "y_hat", "손실"]
FUNCTIONS = ["sin", "cos", "tan", "ln", "sqrt", "tanh", "sigmoid", "arctan", "abs", "relu", "softplus", "cosh", "erf",
             "log2", "log10", "cbrt", "arcsin", "floor", "ceil", "gamma", "sign", "artanh", "sec"]
LEAVES = st.one_of(
    st.sampled_from(NAMES).map(lambda name: Variable(note=name)),
    st.sampled_from(["2", "3", "7", "10", "0.5", "12.25"]).map(lambda digits: Numeral(note=digits)),
    st.sampled_from(["pi", "e"]).map(lambda name: Constant(note=name)))


def _grown(inner: st.SearchStrategy[Typed]) -> st.SearchStrategy[Typed]:
    pair = st.tuples(inner, inner)
    some = st.lists(inner, min_size=2, max_size=4)
    signs = st.text("+-", min_size=3, max_size=3)
    return st.one_of(
        st.tuples(some, signs).map(lambda p: Added(*p[0], note="+" + p[1][:len(p[0]) - 1])),
        some.map(lambda parts: Multiplied(*parts)),
        pair.map(lambda p: Divided(*p)),
        pair.map(lambda p: Raised(*p)),
        inner.map(lambda a: Raised(a, Numeral(note="2"))),
        inner.map(Negated),
        st.tuples(st.sampled_from(FUNCTIONS), inner).map(lambda p: Called(p[1], note=p[0])),
        st.tuples(st.sampled_from(["max", "min"]), some).map(lambda p: Called(*p[1], note=p[0])),
        st.tuples(inner, st.sampled_from(["3", "12"])).map(lambda p: Called(p[0], Numeral(note=p[1]), note="log")),
        st.tuples(inner, st.sampled_from(NAMES)).map(lambda p: Called(p[0], Variable(note=p[1]), note="log")),
        st.tuples(st.sampled_from(["f", "g'", "h''"]), inner).map(lambda p: Applied(p[1], note=p[0])),
        pair.map(lambda p: Applied(*p, note="F")),
        st.tuples(pair, pair, st.sampled_from(["<", "<=", ">", ">=", "==", "!="])).map(
            lambda p: Cases(p[0][0], Compared(*p[1], note=(p[2],)), p[0][1])),
        st.tuples(inner, inner, inner).map(
            lambda p: Cases(p[0], Compared(p[0], p[1], p[1], p[2], note=("<", "<=")), p[1],
                            Compared(p[1], p[2], p[0], p[1], note=("<", ">")))))


TREES = st.recursive(LEAVES, _grown, max_leaves=10)


def written(tree: Typed) -> tuple[Builder, int, dict[str, str]]:
    builder = Builder(Graph())
    root = builder.add(tree)
    box = write(builder.graph, root, {})
    return builder, root, {style: text.write(box, style) for style in ("unicode", "ascii", "plain")} | {
        "latex": latex.write(box)}


@SETTINGS
@given(TREES)
def test_what_is_written_reads_back_as_the_same(tree: Typed) -> None:
    try:
        builder, root, faces = written(tree)
    except DomainError:  # it divides by a constant zero
        return
    for style, shown in faces.items():
        try:
            again = read(shown, "latex" if style == "latex" else "plain", NAMES).definitions[-1].tree
        except TooLargeError:
            return
        assert builder.add(again) == root, (style, shown)


@pytest.mark.parametrize("typed", [
    "x*(y+1)", "-x/y", "(-x)/y", "2^(-x)", "(x^y)^z", "x^y^z", "a/b/c", "a/(b/c)", "-(x+y)*2", "|x|*|y|", "x/2*y",
    "piecewise(x^2, 0 < x < 1, 2 - x, x >= 1 and y > 0, 0)", "f'(x)*g(x, y)", "max(x, y)^2", "(1/2)*x^(1/3)",
])
def test_written_formulas(typed: str) -> None:
    _, _, faces = written(read(typed).definitions[-1].tree)
    for style, shown in faces.items():
        builder = Builder(Graph())
        wanted = builder.add(read(typed).definitions[-1].tree)
        assert builder.add(read(shown, "latex" if style == "latex" else "plain").definitions[-1].tree) == wanted, shown
