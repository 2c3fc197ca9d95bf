"""The short form of random answers: worth the same as the answer that the sweep found, wherever that has a value, never
longer, and with the same conditions. CHAINRULE_FORMS=5000 tries so many."""

from __future__ import annotations

import os
import random
from typing import Any

import pytest
from mpmath import mp

import chainrule
from chainrule.derivation.forms.measure import Measure
from chainrule.graph.evaluate import evaluate
from chainrule.graph.graph import Graph
from chainrule.graph.holes import NoValue

COUNT = int(os.environ.get("CHAINRULE_FORMS", "120"))
BATCHES = 20
FUNCTIONS = ("sin", "cos", "tan", "sec", "cot", "exp", "ln", "sqrt", "sigmoid", "tanh", "sinh", "cosh", "asin", "acos",
             "atan", "abs", "asinh", "csc", "sech", "coth")  # fmt: skip
POINTS = (0.3125, 0.71875, 1.4375, -0.40625, -1.84375, 2.90625, 5.15625)


def expression(dice: random.Random, depth: int) -> str:
    if depth == 0:
        return dice.choice(("x", "x", "x", "y", "2", "3", "1", "x^2", "1/2", "pi", "a"))
    kind = dice.randrange(9)
    one = expression(dice, depth - 1)
    if kind == 0:
        return f"{dice.choice(FUNCTIONS)}({one})"
    if kind == 1:
        return f"({one})^{dice.choice(('2', '3', '4', '-1', '(1/2)', '(3/2)', '-2', '(-1/2)', '(1/3)', '0.5'))}"
    if kind == 2:
        return f"-({one})"
    other = expression(dice, dice.randrange(depth))
    if kind == 3:
        return f"({one})^({other})"
    return f"({one}){dice.choice('+-**//')}({other})"


def value(graph: Graph, node: int, point: dict[int, Any]) -> Any:
    with mp.workdps(40):
        try:
            found = evaluate(graph, graph.cone([node]), point, mp)[node]
        except (NoValue, mp.NoConvergence):
            return None
        return found if not isinstance(found, mp.mpc) and mp.isfinite(found) else None


@pytest.mark.parametrize("batch", range(BATCHES))
def test_short_answers_are_worth_the_same(batch: int) -> None:
    dice = random.Random(f"forms {batch}")
    for _ in range(COUNT // BATCHES):
        holds(expression(dice, dice.choice((2, 3, 3, 4))), dice)


def holds(text: str, dice: random.Random) -> None:
    try:
        explained = chainrule.diff(text, wrt="x")
    except chainrule.ChainruleError:
        return
    assert explained.check.status != "wrong", text
    for answer in explained._story.answers:
        graph, derived = answer.stage.graph, answer.derived
        if not derived.steps:
            continue
        measure = Measure(graph)
        assert measure.operations(derived.final) < measure.operations(derived.tidied), text
        raw = chainrule.diff(text, wrt="x", form="raw").to_dict()["derivatives"][0]
        assert explained.to_dict()["derivatives"][0]["conditions"] == raw["conditions"], text
        for x in POINTS:
            point: dict[int, Any] = {i: mp.mpf(x if graph.name(i) == "x" else dice.choice(POINTS))
                                        for i in graph.inputs([derived.raw, derived.final, answer.stage.output])}
            if value(graph, answer.stage.output, point) is None:
                continue
            before = value(graph, derived.raw, point)
            if before is None or abs(before) > 1e30:  # rounding says nothing there
                continue
            for node in (*(step.node for step in derived.steps), derived.final):
                after = value(graph, node, point)
                assert after is not None, (text, point)
                assert abs(before - after) <= 1e-12 * max(1, abs(before)), (text, point)
