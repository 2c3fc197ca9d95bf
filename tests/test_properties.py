"""Properties of random expressions: the text reads back, the three answers agree, and all agree with the numbers."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import chainrule
from chainrule.building import add_tree, build
from chainrule.formula import Box
from chainrule.graph import Graph
from chainrule.letters import Letters
from chainrule.notation.text import write
from chainrule.reading import read
from chainrule.values import NoValue, evaluate
from chainrule.writing import write as boxed

SETTINGS = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
LEAVES = st.sampled_from(["x", "x", "y", "2", "3", "0.5", "pi", "e", "7"])
FUNCTIONS = [
    "sin",
    "cos",
    "tan",
    "exp",
    "ln",
    "sqrt",
    "tanh",
    "sigmoid",
    "arctan",
    "abs",
    "relu",
    "softplus",
    "cosh",
    "erf",
    "log2",
    "cbrt",
    "arcsin",
    "max",
    "floor",
]


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map("({0[0]} + {0[1]})".format),
        pair.map("({0[0]} - {0[1]})".format),
        pair.map("({0[0]})*({0[1]})".format),
        pair.map("({0[0]})/({0[1]})".format),
        inner.map("-({})".format),
        inner.map("({})^2".format),
        inner.map("({})^(-1)".format),
        inner.map("({})^y".format),
        st.tuples(st.sampled_from(FUNCTIONS), inner).map("{0[0]}({0[1]})".format),
    )


EXPRESSIONS = st.recursive(LEAVES, _grown, max_leaves=9)


def plain(text: str) -> tuple[str, Graph, int]:
    """An expression, written again from its graph."""
    graph = Graph()
    root = add_tree(graph, read(text).definitions[0].tree, {})
    return write(boxed(graph, root, {}), style="plain"), graph, root


@SETTINGS
@given(EXPRESSIONS)
def test_what_is_written_reads_back(text: str) -> None:
    try:
        once, graph, root = plain(text)
    except chainrule.ChainruleError:
        return
    again, other, root_again = plain(once)
    assert again == once
    point = {"x": 1.2890625, "y": 0.7109375}
    values = []
    for g, r in ((graph, root), (other, root_again)):
        try:
            values.append(evaluate(g, g.cone([r]), {i: point[g.notes[i]] for i in g.inputs([r])}, math)[r])
        except NoValue:
            values.append(None)
    assert values[0] is None and values[1] is None or float(values[0]) == pytest.approx(float(values[1]), rel=1e-12)


@SETTINGS
@given(EXPRESSIONS)
def test_no_answer_disagrees_with_the_numbers(text: str) -> None:
    try:
        explained = chainrule.diff(text, wrt="x")
    except chainrule.ChainruleError:
        return
    assert explained.check.status != "wrong", (text, explained.answer)


@SETTINGS
@given(EXPRESSIONS)
def test_lines_of_the_chain_rule_equal_each_other(text: str) -> None:
    try:
        explained = chainrule.diff(text, wrt="x")
    except chainrule.ChainruleError:
        return
    for stage in explained._story.stages:
        letters = Letters(stage)
        for derived in stage.derivations:
            if not derived.listed or not derived.path_count:
                continue
            from chainrule.chapters import sum_lines

            lines = [line.right for line in sum_lines(derived, letters)]
            assert len({write(b) for b in lines}) == len(lines), "a line without a change"
            values = [_value(box, stage, letters) for box in lines[1:]]
            for value in values[1:]:
                if value is not None and values[0] is not None:
                    assert value == pytest.approx(values[0], rel=1e-7, abs=1e-7), text


def _value(box: Box, stage: object, letters: Letters) -> float | None:
    """What a line of the explanation is worth at a point, from its text alone: it is read back, names and all."""
    program = [
        f"{letters.name(i)} = {write(letters.formula(i), style='plain')}"
        for i in sorted(letters.stage.sweep.function)
        if letters.graph.args[i] and i in letters.stage.names
    ]
    try:
        built = build(read("\n".join([*program, f"the_line = {write(box, style='plain')}"])))
        point = {
            i: {"x": 1.2890625, "y": 0.7109375}[built.graph.notes[i]] for i in built.graph.inputs([built.output])
        }
        return float(evaluate(built.graph, built.graph.cone([built.output]), point, math)[built.output])
    except (NoValue, chainrule.ChainruleError):
        return None


def random_program(seed: int) -> str:
    """A program whose definitions share earlier ones."""
    rng = random.Random(seed)
    names = ["x", "y"]
    lines = []
    for k in range(rng.randrange(3, 12)):
        a, b = rng.choice(names), rng.choice(names)
        lines.append(
            f"t{k} = "
            + rng.choice(
                [
                    f"{a}*{b}",
                    f"{a} + {b}",
                    f"{a} - 2*{b}",
                    f"sin({a})",
                    f"{a}/(2 + {b}^2)",
                    f"tanh({a})*{b}",
                    f"sigmoid({a} + {b})",
                    f"{a}",
                    f"{a}*{b} + {a}",
                ]
            )
        )
        names.append(f"t{k}")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(60))
def test_shared_programs(seed: int) -> None:
    explained = chainrule.diff(random_program(seed), at={"x": 0.75, "y": -1.25})
    assert explained.check.status == "checked"
    single = [
        chainrule.diff(random_program(seed), wrt=v, at={"x": 0.75, "y": -1.25}).value for v in explained.variables
    ]
    values = explained.value if isinstance(explained.value, dict) else {"": explained.value}
    assert [float(v) for v in values.values()] == pytest.approx([float(v) for v in single])  # type: ignore[arg-type]
    text = explained.to_text(lang="ko")
    assert len(text.splitlines()) < 400
