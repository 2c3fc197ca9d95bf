"""The sweep itself, before anything is tidied or told."""
from __future__ import annotations

import math
import random

import pytest

from chainrule.derivation.adjoints import NONE, adjoints
from chainrule.derivation.sweep import sweep
from chainrule.errors import UnsupportedError
from chainrule.graph.build import build
from chainrule.graph.evaluate import evaluate
from chainrule.graph.graph import Graph
from chainrule.reading import read
from chainrule.rules import RULES, Rule

PROGRAMS = (
    "(x+y)*z", "x*x*x", "x^2 + 3*x^4 - y/x", "x^y + 2^x", "x - y - (z - x)", "u = x\nf = u*u + u", "-(-x)*y",
    "max(x, y, z)*min(x, x)", "sqrt(x)/ln(2)*2^0.5", "x^(1/2) + x^1 + x^0", "e^(x*y)", "x*0 + 0/y + z",
    "u = sin(x)\nv = u*cos(u)\nf = v^2 - u*v*3", "sigmoid(x)*tanh(y)*relu(z)*abs(x)", "atan2(x, y) + hypot(y, z)",
)


@pytest.mark.parametrize("text", PROGRAMS)
def test_what_is_found_is_what_is_shown(text: str) -> None:
    built = build(read(text))
    graph = built.graph
    swept = sweep(graph, built.output, tuple(built.inputs.values()))
    dice = random.Random(text)
    point = {i: dice.uniform(0.3, 1.7) for i in swept.variables}
    assert set(swept.adjoints) == set(swept.order)
    nodes = graph.cone([*swept.adjoints.values(), *swept.gradient.values(), *point])
    values = evaluate(graph, nodes, point, math)
    for node, shown in swept.adjoints.items():
        assert values[swept.found[node]] == pytest.approx(values[shown], rel=1e-12, abs=1e-15), node
    for variable, found in swept.gradient.items():
        step = 1e-6
        sides = [evaluate(graph, graph.cone([built.output, *point]), {**point, variable: point[variable] + h}, math)
                 for h in (step, -step)]
        numeric = (sides[0][built.output] - sides[1][built.output]) / (2 * step)
        assert values[found] == pytest.approx(numeric, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("rule", [r for r in RULES.values() if r.partials and r.callable], ids=lambda r: r.name)
def test_every_formula_is_filled_in_as_partials_are(rule: Rule) -> None:
    graph = Graph()
    inputs = [graph.input(f"x{k}") for k in range(len(rule.example))]
    output = graph.add("product", (graph.add(rule.name, tuple(inputs)), inputs[0]))
    try:
        swept = sweep(graph, output, inputs)
    except UnsupportedError:
        pytest.skip("no formula is known for one of the inputs")
    point = dict(zip(inputs, rule.example, strict=True))
    nodes = graph.cone([*swept.adjoints.values(), *swept.gradient.values(), *inputs])
    values = evaluate(graph, nodes, point, math)
    for variable, found in swept.gradient.items():
        assert values[found] == pytest.approx(values[swept.adjoints[variable]], rel=1e-12, abs=1e-15)


def test_only_what_lies_between_is_found() -> None:
    built = build(read("u = sin(y)\nv = x*u\nw = cos(x)\nf = v + u"))
    ids = {name: i for i, name in built.names.items()}
    found = adjoints(built.graph, built.output, [built.inputs["x"]])
    assert {i for i, adjoint in enumerate(found) if adjoint != NONE} == {built.inputs["x"], ids["v"], ids["f"]}
    assert "cos" not in [built.graph.ops[i] for i in built.graph.cone(a for a in found if a != NONE)]


def test_a_variable_that_the_output_does_not_have() -> None:
    built = build(read("x^2"))
    other = built.graph.input("y")
    swept = sweep(built.graph, built.output, (other,))
    assert swept.gradient == {other: built.graph.number(0)} and swept.order == []


CHAINS = [("sin({})", "x"), ("{0}*{0}", "x"), ("w*{} + b", "x"), ("2*{0}*(1 - {0})", "x")]


@pytest.mark.parametrize(("line", "first"), CHAINS)
def test_a_chain_of_any_depth_costs_a_bounded_number_of_operations(line: str, first: str) -> None:
    depth = 20_000
    line = line.replace("{}", "{0}")
    text = "\n".join(f"y{k} = " + line.format(f"y{k - 1}" if k > 1 else first) for k in range(1, depth + 1))
    built = build(read(text))
    graph = built.graph
    size = len(graph)
    swept = sweep(graph, built.output, tuple(built.inputs.values()))
    assert len(graph) <= 5 * size
    assert all(len(graph.args[i]) <= depth for i in swept.gradient.values())


def test_the_same_partial_is_one_node() -> None:
    built = build(read("a = sigmoid(x)\nf = a*y + a*z"))
    graph = built.graph
    swept = sweep(graph, built.output, tuple(built.inputs.values()))
    assert swept.gradient[built.inputs["y"]] == swept.gradient[built.inputs["z"]] == next(iter(built.names))


@pytest.mark.parametrize("text, most", [
    ("1/(1 + exp(-(w*x + b)))", 7), ("(x + a)/(x*x + b)", 7), ("100*(y - x^2)^2 + (1 - x)^2", 7), ("x/y", 3),
    ("2^x*x^y", 11), ("(x - y)^2/4", 4)])
def test_sparing_adjoints_reuse_values_and_gather_signs_and_numbers(text: str, most: int) -> None:
    built = build(read(text))
    graph, inputs = built.graph, tuple(built.inputs.values())
    plain = sweep(graph, built.output, inputs).gradient
    sparing = sweep(graph, built.output, inputs, sparing=True).gradient
    own = set(graph.cone([built.output]))

    def made(nodes: object) -> int:
        return sum(max(1, len(graph.args[i]) - 1) for i in graph.cone(nodes) if i not in own and graph.args[i])

    assert made(sparing.values()) <= min(most, made(plain.values()))
    point = {i: 0.7 + k / 3 for k, i in enumerate(inputs)}
    values = evaluate(graph, graph.cone([*plain.values(), *sparing.values()]), point)
    for v in inputs:
        assert values[sparing[v]] == pytest.approx(values[plain[v]], rel=1e-13)


def test_sparing_adjoints_of_long_chains_take_no_longer_and_no_deeper() -> None:
    lines = ["y0 = x", *(f"y{k} = {'-' if k % 3 else '2*'}y{k - 1}" for k in range(1, 3_000)), "y2999*x*(1/y2998)"]
    built = build(read("\n".join(lines)))
    before = len(built.graph)
    sweep(built.graph, built.output, (built.inputs["x"],), sparing=True)
    assert len(built.graph) < 3 * before
