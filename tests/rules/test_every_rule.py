"""Every row of the table of rules, against SymPy, against finite differences, in both languages."""
from __future__ import annotations

import math

import pytest
import sympy
from mpmath import mp

from chainrule import diff
from chainrule.derivation.partials import partials_of
from chainrule.derivation.sweep import sweep
from chainrule.derivation.tidy import Tidy
from chainrule.errors import UnsupportedError
from chainrule.graph.evaluate import evaluate
from chainrule.graph.graph import Graph
from chainrule.graph.to_sympy import expression
from chainrule.language import LANGUAGES
from chainrule.rules import FAMILIES, NAMES, RULES, Rule


def gate_of(rule: Rule) -> tuple[Graph, int, dict[int, float]]:
    """A graph with one gate of this rule, at the rule's own example point."""
    graph = Graph()
    inputs = [graph.input(f"x{k}") for k in range(len(rule.example))]
    if rule.name == "power":
        inputs[1] = graph.number(3)
    if rule.name == "exponential":
        inputs[0] = graph.number(2)
    note = "+" + "-" * (len(inputs) - 1) if rule.name == "difference" else None
    gate = graph.add(rule.name, tuple(inputs), note)
    point = {i: x for i, x in zip(inputs, rule.example, strict=True) if graph.ops[i] == "input"}
    return graph, gate, point


def slots(rule: Rule, graph: Graph, gate: int) -> list[tuple[int, int]]:
    wanted = {a for a in graph.args[gate] if graph.ops[a] == "input"}
    try:
        return partials_of(graph, Tidy(graph, frozenset(graph.cone([gate]))), gate, wanted)
    except UnsupportedError:  # the order of a Bessel function: only the argument is differentiated
        last = graph.args[gate][-1]
        return partials_of(graph, Tidy(graph, frozenset(graph.cone([gate]))), gate, {last})


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_partials_are_the_finite_difference(rule: Rule) -> None:
    graph, gate, point = gate_of(rule)
    found = slots(rule, graph, gate)
    assert found
    with mp.workdps(40):
        start = {i: mp.mpf(x) for i, x in point.items()}
        step = mp.mpf(10) ** -12
        for slot, partial in found:
            source = graph.args[gate][slot]
            value = evaluate(graph, graph.cone([partial]), start, mp)[partial]
            sides = []
            for way in (step, -step):
                moved = {**start, source: start[source] + way}
                sides.append(evaluate(graph, graph.cone([gate]), moved, mp)[gate])
            numeric = (sides[0] - sides[1]) / (2 * step)
            assert abs(value - numeric) <= mp.mpf(10) ** -18 * (1 + abs(numeric)), (slot, value, numeric)


# SymPy gives Heaviside or DiracDelta for these, or no number (erfcinv).
BY_CASES = {"sign", "step", "floor", "ceil", "max", "min", "relu", "leaky_relu", "abs", "cbrt", "erfcinv"}


@pytest.mark.parametrize("rule", [r for r in RULES.values() if r.name not in BY_CASES], ids=lambda r: r.name)
def test_partials_are_sympys(rule: Rule) -> None:
    graph, gate, point = gate_of(rule)
    symbols = {f"x{k}": sympy.Symbol(f"x{k}", real=True) for k in range(3)}
    whole = expression(graph, gate, symbols)
    numbers = {symbols[graph.name(i)]: sympy.Float(x, 30) for i, x in point.items()}
    for slot, partial in slots(rule, graph, gate):
        variable = symbols[graph.name(graph.args[gate][slot])]
        theirs = sympy.N(sympy.diff(whole, variable).subs(numbers), 20)
        ours = sympy.N(expression(graph, partial, symbols).subs(numbers), 20)
        assert abs(theirs - ours) < 1e-14 * (1 + abs(theirs)), rule.name


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_float_value_is_the_precise_one(rule: Rule) -> None:
    graph, gate, point = gate_of(rule)
    nodes = graph.cone([gate])
    plain = evaluate(graph, nodes, point, math)[gate]
    with mp.workdps(30):
        precise = evaluate(graph, nodes, {i: mp.mpf(x) for i, x in point.items()}, mp)[gate]
    assert float(plain) == pytest.approx(float(precise), rel=1e-13)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rows_speak_both_languages(rule: Rule) -> None:
    for text in (rule.title, rule.gate, *rule.because):
        for language in LANGUAGES:
            assert text.say(language).strip()
        assert any("가" <= c <= "힣" for c in text.ko) or rule.name == "relu"
        assert not any("가" <= c <= "힣" for c in text.en)


def test_every_row_is_listed_once_and_every_name_leads_to_one() -> None:
    rows = [rule for _, family in FAMILIES for rule in family]
    assert len(rows) == len({r.name for r in rows}) == len(RULES)
    for rule in rows:
        if rule.callable and rule.name != "log":
            assert NAMES[rule.name] is rule
            for alias in rule.aliases:
                assert NAMES[alias] is rule or alias == "log"


@pytest.mark.parametrize("rule", [r for r in RULES.values() if r.callable], ids=lambda r: r.name)
def test_composed_answers_are_checked(rule: Rule) -> None:
    arguments = [f"{x}*t^2/{rule.example[0] or 1}^0" if k == len(rule.example) - 1 else str(x)
                 for k, x in enumerate(rule.example)]
    explained = diff(f"{rule.name}({', '.join(arguments)})", wrt="t", at={"t": 1.0})
    assert explained.check.status == "checked"


def test_long_products_share_prefixes() -> None:
    graph = Graph()
    factors = tuple(graph.input(f"x{k}") for k in range(300))
    product = graph.add("product", factors)
    swept = sweep(graph, product, factors)
    assert len(graph) < 300 + 4 * 300 + 10
    point = {i: 1.0 + 0.001 * k for k, i in enumerate(factors)}
    values = evaluate(graph, graph.cone([product, *swept.adjoints.values()]), point, math)
    for i in factors:
        assert values[swept.adjoints[i]] == pytest.approx(values[product] / point[i], rel=1e-12)
