"""Definitions and terms as one node, functions opened: the derivative stays, the graph changes."""
from __future__ import annotations

import math

import pytest
import sympy

import chainrule
from chainrule import diff
from chainrule.graph.build import add_tree
from chainrule.graph.evaluate import evaluate
from chainrule.graph.graph import Graph
from chainrule.language import Language
from chainrule.reading import read_template
from chainrule.rules import RULES

SEED = "u = (x+1)^2; h = u^3 + 2u - 5"
NEURON = "z = w*x + b; a = sigmoid(z); L = (a - t)^2"


def test_a_definition_is_one_node_with_one_local_partial() -> None:
    found = diff(SEED, at="x=1")
    assert list(found.paths) == [("x", "u", "h")] and found.value == 200
    record = found.to_dict()
    (path,) = record["derivatives"][0]["paths"]
    assert [edge["partial"] for edge in path["edges"]] == ["2*(x + 1)", "3*u^2 + 2"]
    assert [node["operation"] for node in found.graph] == ["input", "block", "block"]


@pytest.mark.parametrize(("lang", "head", "agree"), [
    ("en", "Inside the block h = u³ + 2·u - 5", "the derivative is the same: both were checked"),
    ("ko", "블록 h = u³ + 2·u - 5의 안", "열어도, 닫아도 도함수는 같다"),
])
def test_its_derivation_is_a_part_of_its_own(lang: Language, head: str, agree: str) -> None:
    shown = " ".join(diff(SEED).to_text(lang, width=200).split())
    assert head in shown and agree in shown
    assert "dh/du = ∂h/∂w · dw/du + ∂h/∂p · dp/du = 1 · 3·u² + 1 · 2 = 3·u² + 2" in shown


def test_a_part_has_no_check_of_its_own() -> None:
    """What is said inside a block is checked with the whole, and nothing else may be claimed for it."""
    found = diff(SEED, at="x=1")
    stage = found._story.stages[0]
    assert stage.inside and all(part.check is None for part in stage.inside)
    assert stage.check is not None and stage.check.status == "checked" == found.check.status
    parts = found.to_text("en").partition("Inside the block")[2].partition("At the point")[0]
    assert "checked" not in parts.replace("both were checked", "")
    assert found.to_text("en").count("✓ checked numerically") == 1


@pytest.mark.parametrize("opened", ["u", ["u", "h"], "all", "none", "h", None])
def test_the_answer_does_not_depend_on_what_is_open(opened: object) -> None:
    found = diff(SEED, at="x=1", open=opened)  # type: ignore[arg-type]
    x = sympy.Symbol("x", real=True)
    assert found.value == 200 and found.check.status == "checked"
    assert sympy.expand(found.answer - sympy.diff((x + 1) ** 6 + 2 * (x + 1) ** 2 - 5, x)) == 0


def test_what_is_open_is_gates() -> None:
    assert [len(diff(SEED, open=o).graph) for o in ("none", "u", "h", "all")] == [3, 4, 5, 6]
    assert diff("f = sin(x^2)*x").path_count == 2, "a single expression is told gate by gate"
    assert diff("f = sin(x^2)*x", open="none").path_count == 1


def test_a_function_is_opened_where_it_stands() -> None:
    point = "w=0.5, x=2, b=-1, t=1"
    closed, opened = diff(NEURON, wrt="w", at=point), diff(NEURON, wrt="w", at=point, open="sigmoid")
    assert closed.value == pytest.approx(opened.value) == pytest.approx(2 * (0.5 - 1) * 0.25 * 2)
    assert [n["name"] for n in opened.graph if n["operation"] in ("exp", "quotient")], "gates of the sigmoid"
    assert list(closed.paths) == [("w", "z", "a", "L")] and len(next(opened.paths)) > 4
    text = opened.to_text("en")
    assert "a = σ(z)" in text.split("Computational")[0], "as it was typed"


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.opened])
def test_every_function_that_opens_is_what_it_says(name: str) -> None:
    rule = RULES[name]
    graph = Graph()
    letters = dict(zip("abc"[:rule.arity[0]], (graph.input(c) for c in "abc"), strict=False))
    node = add_tree(graph, read_template(rule.opened), {**letters, "u": letters["a"]})
    point = dict(zip(letters.values(), rule.example, strict=True))
    assert rule.value is not None
    expected = rule.value(math, *rule.example)
    assert evaluate(graph, graph.cone([node]), point, math)[node] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("text", "opened"), [
    (SEED, "v"), (SEED, "sigmoid"), ("x^2", "tanh"), (NEURON, "x"), (SEED, "")])
def test_what_cannot_be_opened_is_refused(text: str, opened: str) -> None:
    with pytest.raises(chainrule.ChainruleError) as caught:
        diff(text, open=opened)
    assert caught.value.kind == "bad_variable" and caught.value.say("ko") != caught.value.say("en")


def test_terms_without_an_inner_function_are_one_node() -> None:
    text = "3x^2 + 2w*x + sin(x)/2 - 4x^3/5"
    gates, terms = diff(text, wrt="x"), diff(text, wrt="x", steps="terms")
    assert sympy.simplify(gates.answer - terms.answer) == 0
    assert len(terms.graph) < len(gates.graph)
    assert {n["expression"] for n in terms.graph} >= {"3*x^2", "2*w*x", "4*x^3/5"}
    assert "Inside" not in terms.to_text("en"), "a term needs no derivation of its own"


def test_kinks_and_conditions_inside_blocks_are_told() -> None:
    found = diff("u = abs(x) + 1; f = ln(u)*u", at="x=0")
    assert found.value is None and "kink" in found.to_text("en")
    assert "x > 0" in diff("u = ln(x)*2; f = u^2 + u").to_text("en")
    with pytest.raises(chainrule.ChainruleError):
        diff("u = ln(x)*2; f = u^2 + u", at="x=-1")


def test_a_block_that_would_be_too_long_stays_open() -> None:
    long = " + ".join(f"x^{k}*sin({k}x)" for k in range(2, 30))
    assert len(diff(f"u = {long}; f = u^2 + u", wrt="x").graph) > 50


def test_two_names_for_one_value_stay_two() -> None:
    found = diff("a = x; b = x; f = sigmoid(a)*b", wrt="x", open="sigmoid")
    assert {"a", "b"} <= {n["name"] for n in found.graph} and found.check.status == "checked"


def test_long_programs_are_told_gate_by_gate() -> None:
    ladder = "; ".join(f"t{k + 1} = sin(t{k})*t{k}" for k in range(70))
    assert diff(ladder, wrt="t0").path_count == 2 ** 70
    assert diff(ladder, wrt="t0", open="none").path_count == 1
