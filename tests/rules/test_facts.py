"""What rows say about their functions is true: ranges, joints and growth are compared with the values themselves."""
from __future__ import annotations

import math
import operator
from typing import Any

import pytest

from chainrule import diff
from chainrule.derivation.signs import sign_of
from chainrule.graph.graph import Graph
from chainrule.rules import NAMES, RULES, Rule

PLACES = [sign * x for x in (1e-9, 0.0078125, 0.3671875, 0.7109375, 0.9921875, 1.28125, 2.7109375, 3.3671875, 9.28125,
                             30.5) for sign in (1, -1)] + [0.0]
RELATIONS = {"> 0": operator.gt, ">= 0": operator.ge}
KINDS = [rule for rule in RULES.values() if rule.kind not in ("", "ends")]


def values(rule: Rule) -> list[tuple[tuple[float, ...], float]]:
    """The function at many places where it is defined and real."""
    count = max(rule.arity[0], 2) if rule.arity[1] is None else rule.arity[0]
    found = []
    for k, x in enumerate([*PLACES, 0.0]):
        inputs = (x, *(PLACES[(k + 5 * j) % len(PLACES)] if k < len(PLACES) else x for j in range(1, count)))
        try:
            value = rule.value(math, *inputs)  # type: ignore[misc]
        except (ValueError, ArithmeticError, TypeError):
            continue
        if not isinstance(value, complex) and math.isfinite(value):
            found.append((inputs, float(value)))
    return found


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.range], ids=lambda r: r.name)
def test_a_range_holds_everywhere_and_is_no_wider_than_need_be(rule: Rule) -> None:
    holds = RELATIONS[rule.range]
    found = values(rule)
    assert len(found) > 8
    for inputs, value in found:
        assert holds(value, 0) or value == 0 and abs(inputs[0]) > 30, (inputs, value)
    if rule.range == ">= 0":
        assert any(value == 0 for _, value in found), "it is > 0"


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.callable], ids=lambda r: r.name)
def test_what_is_said_to_be_certain_holds_at_every_place(rule: Rule) -> None:
    """`sign_of` is what lets a condition go unsaid: ln(tanh(x)) holds where tanh(x) > 0 only."""
    graph = Graph()
    found = values(rule)
    count = len(found[0][0]) if found else rule.arity[0]
    sign = sign_of(graph, graph.add(rule.name, tuple(graph.input(f"x{k}") for k in range(count))), {})
    assert sign in ("", "+", "0+") and (sign == "" or found)
    for inputs, value in found:
        assert not sign or value > 0 or value == 0 and (sign == "0+" or abs(inputs[0]) > 30), (inputs, value)


@pytest.mark.parametrize(("text", "condition"), [
    ("ln(tanh(x))", "tanh(x) > 0"), ("sqrt(sin(x))", "sin(x) > 0"), ("ln(sinh(x))", "sinh(x) > 0"),
    ("ln(cosh(x))", ""), ("ln(sigmoid(x))", ""), ("sqrt(abs(x))", "x != 0"), ("ln(relu(x))", "relu(x) > 0"),
])
def test_a_condition_is_said_unless_it_is_certain(text: str, condition: str) -> None:
    said = diff(text).to_dict()["derivatives"][0]["conditions"]
    assert (condition in said) if condition else said == [], said


@pytest.mark.parametrize("rule", KINDS, ids=lambda r: r.name)
def test_a_joint_is_of_its_kind(rule: Rule) -> None:
    """A function that bends has one value and two slopes at 0, one that jumps two values."""
    others = (0.0,) if rule.kind == "routes" else (-1.0,) * (rule.arity[0] - 1)

    def at(x: float) -> float:
        inputs: tuple[Any, ...] = (x, *others)
        return float(rule.value(math, *inputs))  # type: ignore[misc]

    assert rule.joint is not None and rule.joint(0, *others)
    step = 2.0 ** -20
    jump = at(step) - at(-step)
    left, right = (at(0) - at(-step)) / step, (at(step) - at(0)) / step
    if rule.kind == "jumps":
        assert abs(jump) >= 1
    else:
        assert abs(jump) < 1e-5 and abs(right - left) >= 0.99


def test_every_joint_has_a_kind() -> None:
    assert {rule.name for rule in RULES.values() if rule.kind} == {
        rule.name for rule in RULES.values() if rule.joint is not None}


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.kind == "ends"], ids=lambda r: r.name)
def test_where_a_function_ends_there_are_no_values_beside(rule: Rule) -> None:
    assert rule.joint is not None
    for base in (-2, -1, 0):
        assert rule.joint(base, 3) and not rule.joint(2, base)
        for exponent in (3 - 1e-9, 3 + 1e-9):
            with pytest.raises(ValueError):
                if isinstance(rule.value(math, base - 1e-9, exponent), complex):  # type: ignore[misc]
                    raise ValueError


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.growth], ids=lambda r: r.name)
def test_growth_is_a_bound_in_bits(rule: Rule) -> None:
    for x in (1.5, 4.0, 12.0, 40.0, 90.0):
        assert math.log2(abs(float(rule.value(math, x)))) <= rule.growth * x + 1  # type: ignore[misc]


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.as_large], ids=lambda r: r.name)
def test_what_is_as_large_as_its_inputs_is_no_larger(rule: Rule) -> None:
    for inputs, value in values(rule):
        assert abs(value) <= max(map(abs, inputs)) + 1


def test_names_that_a_row_speaks_of_are_its_own() -> None:
    for rule in RULES.values():
        assert set(rule.everyday) <= {rule.name, *rule.aliases}
        assert not rule.glued or rule.everyday
        assert all(NAMES[name].name == rule.name for name in rule.everyday)


def test_sinc_is_whole_at_0() -> None:
    """The value is 1 and the slope 0 there; nothing is asked of x."""
    found = diff("sinc(x)", at="x=0")
    record = found.to_dict()
    assert found.value == 0 and found.check.status == "checked" and record["derivatives"][0]["conditions"] == []
    assert "f = sinc(0) = 1" in found.to_text("en") and "piecewise(cos(x)/x - sin(x)/x², x ≠ 0, 0)" in found.to_text()
    assert diff("x*sinc(x^2)", at="x=0").value == 1
    slope = (2 * math.cos(2) - math.sin(2)) / 4
    assert diff("sinc(x)", at="x=2").value == pytest.approx(slope, rel=1e-14)
    opened = diff("sinc(x)", at="x=2", open="sinc")
    assert opened.value == pytest.approx(slope, rel=1e-14) and opened.check.status == "checked"
