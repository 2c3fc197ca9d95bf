"""Straight-line code gives what the evaluator gives, node by node, or says where there is no value."""
from __future__ import annotations

import math
import sys
import warnings

import pytest

from chainrule.derivation.functions import with_gradients
from chainrule.derivation.sweep import sweep
from chainrule.graph.arrays import StraightArrays
from chainrule.graph.build import build
from chainrule.graph.compiled import PART, Straight
from chainrule.graph.evaluate import evaluate
from chainrule.graph.graph import Graph
from chainrule.graph.holes import NoValue
from chainrule.reading import read
from chainrule.rules import RULES

SPREAD = (-2.3, -0.71, -0.2, 0.3, 0.71, 1.28, 3.4)
SIZED = {name: max(rule.arity[0], 2 if rule.arity[1] is None else 0) for name, rule in RULES.items()}


def values_of(graph: Graph, outputs: list[int], point: dict[int, float]) -> list[float]:
    found = evaluate(graph, graph.cone(outputs), point)
    return [float(found[o]) for o in outputs]


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_compiled_to_its_value(name: str) -> None:
    graph = Graph()
    inputs = [graph.input(f"x{k}") for k in range(SIZED[name])]
    output = graph.add(name, tuple(inputs), "+-" if name == "difference" else None)
    one, many = Straight(graph, [output], inputs), StraightArrays(graph, [output], inputs)
    example = tuple(RULES[name].example[:len(inputs)])
    points = [example, *([*example[1:], x] if len(inputs) > 1 else [x] for x in SPREAD)]
    (column,) = many([[p[k] for p in points] for k in range(len(inputs))])
    for point, number in zip(points, column, strict=True):
        try:
            expected = values_of(graph, [output], dict(zip(inputs, point, strict=True)))
        except NoValue as none:
            with pytest.raises(NoValue) as raised:
                one(point)
            assert raised.value.why == none.why
            assert math.isnan(number) or name.endswith("power")  # NumPy has powers of negative numbers by 10001 …
            continue
        assert one(point) == pytest.approx(expected, rel=1e-15, abs=0)
        assert number == pytest.approx(expected[0], rel=1e-13, abs=1e-300)


PROGRAMS = ("x^2*sin(3x+1)/(1+e^x)", "max(x*y, x, y)*relu(x-y)", "piecewise(x^2, x < y, 1/(x-1), x < 3, y)",
            "u = sigmoid(x*y); u*u/(u-y) - 2^x + x^y", "-x - y*x/(y/x) + abs(x)^3 + x^4/2 + pi", "x", "7 + 0*x",
            "softplus(x)*floor(y) + cbrt(x)*sinc(y) + erf(x) + atan2(y, x) + hypot(x, y) + log(x, y)")


@pytest.mark.parametrize("text", PROGRAMS)
def test_functions_and_gradients_agree_with_the_evaluator_everywhere(text: str) -> None:
    built = build(read(text))
    graph, inputs = built.graph, list(built.inputs.values())
    nodes = [built.output, *sweep(graph, built.output, inputs).gradient.values()]
    run = Straight(graph, nodes, inputs)
    one, many = (with_gradients(graph, [built.output], inputs, arrays=arrays) for arrays in (False, True))
    points = [(a, b)[:len(inputs)] for a in SPREAD for b in (*SPREAD, a)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (column,), (gradients,) = many([[p[k] for p in points] for k in range(len(inputs))])
    for k, point in enumerate(points):
        try:
            expected = [evaluate(graph, graph.cone([n]), dict(zip(inputs, point, strict=True)))[n] for n in nodes]
        except NoValue:
            with pytest.raises(NoValue):
                run(point)
            continue
        assert run(point) == pytest.approx(expected, rel=1e-14)
        assert [*one(point)[0], *one(point)[1][0]] == pytest.approx(expected, rel=1e-14)
        assert [column[k], *(g[k] for g in gradients)] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("text, x", [("x/sqrt(x*x+1)", 1e200), ("1/(1/x)", 0.0), ("tanh(x*x*x)", 1e200),
                                     ("max(1, ln(x))", 0.0), ("step(x*x*x*x - x^4)", 1e100), ("e^(-x*x)", -1e200)])
def test_no_infinity_is_lost(text: str, x: float) -> None:
    """What overflows on the way has no value, though the last number is an ordinary one."""
    built = build(read(text))
    inputs = list(built.inputs.values())
    with pytest.raises(NoValue):
        Straight(built.graph, [built.output], inputs)([x])
    (found,) = StraightArrays(built.graph, [built.output], inputs)([[x, 1.0]])
    assert math.isnan(found[0])
    assert found[1] == pytest.approx(values_of(built.graph, [built.output], {inputs[0]: 1.0})[0], rel=1e-14)


def test_a_case_that_does_not_hold_needs_no_value() -> None:
    built = build(read("piecewise(1/x, x != 0, 5)"))
    inputs = list(built.inputs.values())
    assert Straight(built.graph, [built.output], inputs)([0.0]) == (5.0,)
    (found,) = StraightArrays(built.graph, [built.output], inputs)([[0.0, 4.0]])
    assert found.tolist() == [5.0, 0.25]


@pytest.mark.parametrize("lines", [PART // 2, 3 * PART])
def test_programs_larger_than_a_function_and_deeper_than_the_stack(lines: int) -> None:
    assert sys.getrecursionlimit() < 3 * PART
    text = ["y0 = sin(x)", *(f"y{k} = sin(y{k - 1}) + x*y{k // 2}" for k in range(1, lines))]
    built = build(read("\n".join(text)))
    graph, inputs = built.graph, list(built.inputs.values())
    nodes = [built.output, *sweep(graph, built.output, inputs).gradient.values()]
    assert list(Straight(graph, nodes, inputs)([0.4])) == values_of(graph, nodes, {inputs[0]: 0.4})


def test_a_wide_sum_and_a_long_product() -> None:
    names = [f"x{k}" for k in range(3_000)]
    built = build(read(" + ".join(names) + " + " + "*".join(names)))
    inputs = list(built.inputs.values())
    point = [1 + k / 1e7 for k in range(3_000)]
    nodes = [built.output, *sweep(built.graph, built.output, inputs).gradient.values()]
    expected = values_of(built.graph, nodes, dict(zip(inputs, point, strict=True)))
    assert list(Straight(built.graph, nodes, inputs)(point)) == expected


def test_names_of_the_user_never_reach_the_code() -> None:
    built = build(read("lambda = import; lambda*exec + g0*v1*r*t1"))
    inputs = list(built.inputs.values())
    assert Straight(built.graph, [built.output], inputs)([2.0, 3.0, 5.0, 7.0, 1.0, 1.0]) == (41.0,)
