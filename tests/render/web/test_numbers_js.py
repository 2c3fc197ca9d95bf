"""The arithmetic of the page's script, run by Node: it gives the numbers that Python gives, at every point."""
from __future__ import annotations

import json
import math
import random
from typing import Any

import pytest
from node import NUMBERS, run, table
from programs import POINT, program

import chainrule
from chainrule import diff
from chainrule.drawing.model import shown_number
from chainrule.graph.graph import Graph
from chainrule.notation.numbers import agreeing_digits
from chainrule.render.web.html import script_of
from chainrule.render.web.player import drawn
from chainrule.render.web.primitives import primitives
from chainrule.rules import FAMILIES, RULES, Rule

KNOWN = [rule for rule in RULES.values() if rule.script or rule.opened and "erf" not in rule.opened]


def inputs(rule: Rule) -> list[list[float]]:
    """The rule's example, and points near it."""
    count = max(rule.arity[0], len(rule.example))
    first = (list(rule.example) * 3)[:count]
    return [first, [1.03125 * x for x in first], [x + 0.015625 for x in first]]


def test_every_rule_of_the_page_has_the_value_that_python_gives() -> None:
    """Rules with a formula in the script, and those that open into such."""
    jobs, wanted = [], []
    for rule in KNOWN:
        if rule.name == "difference":
            continue  # a payload of its own: the random programs hold it to Python's
        graph = Graph()
        point = inputs(rule)[0]
        root = graph.add(rule.name, tuple(graph.input(f"x{k}") for k in range(len(point))))
        made = primitives(graph, range(len(graph)))
        assert made is not None, rule.name
        for point in inputs(rule):
            at = json.dumps({f"x{k}": x for k, x in enumerate(point)})
            jobs.append(f"evaluate({{nodes: {json.dumps(made.nodes)}}}, {table(made.functions)}, {at})[{root}]")
            assert rule.value is not None
            wanted.append((rule.name, float(rule.value(math, *point))))
    for (name, value), found in zip(wanted, run(f"{NUMBERS} return [{', '.join(jobs)}];"), strict=True):
        assert found == pytest.approx(value, rel=1e-12), name
    assert len({name for name, _ in wanted}) > 50


def test_all_but_the_special_functions_are_live() -> None:
    still = {rule.name for _, rows in FAMILIES[:-1] for rule in rows if not rule.script and not rule.opened}
    assert still == {"difference", "erf"}, "difference has a payload of its own, erf has no formula"


def page_data(found: chainrule.Explained) -> dict[str, Any]:
    _, data = drawn(found.pictured)
    assert data is not None
    return data


def test_numbers_forward_and_backward_are_those_of_python() -> None:
    """Random programs, opened at one point and moved to another."""
    jobs, wanted = [], []
    for seed in range(60):
        text, options = program(seed)
        rng = random.Random(seed)
        there = {name: round(rng.uniform(0.2, 2), 3) for name in POINT}
        asked = {key: options[key] for key in ("open", "steps")}
        try:
            found = diff(text, at=POINT, **asked)  # type: ignore[arg-type]
            stage = diff(text, at=there, **asked).pictured.stages[0]  # type: ignore[arg-type]
        except chainrule.ChainruleError:
            continue
        data = page_data(found)
        if not data["live"] or stage.passes is None or stage.passes.kinks:
            continue
        functions = table(data.pop("functions"))
        jobs.append(f"run({json.dumps(data)}, {functions}, {json.dumps(there)})")
        wanted.append((text, stage))
    assert len(jobs) > 40, "most programs have numbers"
    for (text, stage), state in zip(wanted, run(f"{NUMBERS} return [{', '.join(jobs)}];"), strict=True):
        run_of = stage.passes
        assert run_of is not None
        for node_id, adjoint in state["adjoints"].items():
            expected = float(run_of.adjoints.get(int(node_id), 0))
            assert adjoint == pytest.approx(expected, rel=1e-9, abs=1e-12), (text, node_id)
        for node_id, value in run_of.forward.items():
            if not isinstance(value, float | int) or not math.isfinite(value) or node_id >= len(state["values"]):
                continue
            assert state["values"][node_id] == pytest.approx(float(value), rel=1e-9, abs=1e-12), (text, node_id)
        for key, branch in state["branches"].items():
            gate, slot = map(int, key.split(":"))
            local = run_of.partials[gate, slot]
            if isinstance(local, float | int):
                assert branch == pytest.approx(float(run_of.adjoints[gate] * local), rel=1e-9, abs=1e-12), (text, key)


def test_gradients_add_up_where_a_value_is_used_twice() -> None:
    data = page_data(diff("u = x*y; f = u*x + u", at="x=2, y=3"))
    functions = table(data.pop("functions"))
    state = run(f'{NUMBERS} return run({json.dumps(data)}, {functions}, {{"x": 2, "y": 3}});')
    names = {item["name"]: str(item["id"]) for item in data["shown"]}
    assert state["adjoints"][names["x"]] == 2 * 2 * 3 + 3 and state["adjoints"][names["u"]] == 3


@pytest.mark.parametrize("value", [0, 5, -12, 0.5, -0.19661193, 1234567, 1e-9, 1 / 3, 99999.96, 123456.7])
def test_numbers_are_written_as_in_the_picture(value: float) -> None:
    assert run(f"{NUMBERS} return number({value!r});") == shown_number(value)


def test_a_page_carries_the_functions_of_its_graph_only() -> None:
    _, data = drawn(diff("sec(x) + softplus(y)", at="x=1, y=2").pictured)
    assert data is not None and "softplus" in data["functions"] and "tan" in data["functions"]
    assert "sec" not in data["functions"], "it opens into 1/cos(u)"
    assert "sinh" not in script_of(data["functions"]).partition("const FUNCTIONS")[2].partition("};")[0]


@pytest.mark.parametrize("text, x, exists", [
    ("abs(x)", 0, False), ("abs(x)", 2, True), ("floor(x)", 1, False), ("floor(x)", 1.5, True), ("x^2", 0, True),
    ("relu(x)", 0, False), ("sign(x)*x^2", 0, True), ("sin(x)", 1, True), ("1/x", 0, False)])
def test_a_kink_or_a_jump_has_no_derivative(text: str, x: float, exists: bool) -> None:
    data = page_data(diff(text, at="x=0.5"))
    functions = table(data.pop("functions"))
    at = json.dumps({"x": x})
    given, nodes = json.dumps(data), f"run({json.dumps(data)}, {functions}, {at}).adjoints[{data['asked'][0]['id']}]"
    assert run(f"{NUMBERS} return smooth({given}, {functions}, {at}, 'x', {nodes});") is exists


@pytest.mark.parametrize("values, total, digits", [
    ([[0.14914], [2.0]], 2.14914, 4), ([[-0.17744, 2.0]], -0.35488, 5), ([[3.0, 0.5]], 1.5, 4)])
def test_shown_factors_multiply_and_add_up_to_the_shown_total(values: list[list[float]], total: float, digits: int
                                                               ) -> None:
    assert run(f"{NUMBERS}\nreturn agreeingDigits({json.dumps(values)}, {total});") == agreeing_digits(values, total)
    assert agreeing_digits(values, total) == digits


@pytest.mark.parametrize("text, point, key, truth", [
    ("x*y", {"x": 2.0, "y": -3.0}, "exact -1", "truth -1"), ("x^2*y", {"x": 2.0, "y": 1.0}, "about 1", "truth 1"),
    ("x*y", {"x": 2.0, "y": 0.0}, "exact 0", "truth 0"),
    ("sqrt(-x)*y", {"x": -0.5, "y": 1.0}, "about -1", "truth None"),
    ("(x-1)^2*y", {"x": 1.0, "y": 2.0}, "about 0", "truth 1")])
def test_what_raising_a_variable_means(text: str, point: dict[str, float], key: str, truth: str) -> None:
    _, data = drawn(diff(text, at=point).pictured)
    assert data is not None
    script = (f"{NUMBERS}\nconst data = {json.dumps(data)}, f = {table(data['functions'])};\n"
              "const state = run(data, f, data.point), one = data.asked.find(each => each.name === 'x');\n"
              "return meant(data, f, data.point, 'x', state.adjoints[one.id]);")
    found = run(script)
    assert (found["key"], found["truth"]) == (key, truth)
