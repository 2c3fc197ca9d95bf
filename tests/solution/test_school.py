"""The working of a school book: every line equals the one before, pending derivatives taken numerically."""
from __future__ import annotations

import random

import pytest
from mpmath import mp

from chainrule import diff, implicit
from chainrule.graph.evaluate import evaluate
from chainrule.graph.holes import NoValue
from chainrule.solution.school import Working, worked
from chainrule.solution.stage import Story

BOOK = ("(2x+1)^5*(3x-2)^7", "sin(x^2)", "x^x", "3x^2-5x+7", "x*e^x", "(3x+1)/(4x-3)", "ln(x+sqrt(1+x^2))",
        "sin(cos(tan(x)))", "1/x", "5/(x^2+1)", "x*sin(x)*ln(x)", "2^x", "e^(-x^2/2)", "x^2*cos(3x)/(1+x)", "(x^2+1)^x",
        "sqrt(x)", "cbrt(x^2+1)", "arctan(2x)", "1/(1+e^(-x))", "sigmoid(2x-1)", "abs(x^3)", "-(x+1)^3", "x*x",
        "pi*x^2", "u = x^2 + 1; y = u^3", "log(x, 2)", "(x+1)(x+2)(x+3)", "7", "x")


def slope(working: Working, node: int, variable: int, x: float) -> object:
    """The derivative of a node by a central difference with 30 digits."""
    graph = working.graph
    with mp.workdps(40):
        step = mp.mpf(10) ** -12
        ends = [evaluate(graph, graph.cone([node]), {variable: mp.mpf(x) + sign * step}, mp)[node] for sign in (1, -1)]
        return (ends[0] - ends[1]) / (2 * step)


def values(working: Working, variable: int, x: float) -> list[float]:
    found = []
    for line in working.lines:
        cone = working.graph.cone([line.node])
        point = {i: slope(working, working.pending[i], variable, x) for i in cone if i in working.pending}
        found.append(float(evaluate(working.graph, cone, {variable: mp.mpf(x), **point}, mp)[line.node]))
    return found


def compared(text: str) -> int:
    """How many lines of a working were compared."""
    facts = diff(text, wrt="x")._story
    assert isinstance(facts, Story)
    stage = facts.last
    working = worked(stage.graph, stage.output, stage.derivations[0].variable, stage.derivations[0].final)
    if working is None:
        return 0
    variable = working.graph.input("x")
    count = 0
    for x in (0.7109375, 1.3671875):
        try:
            found = values(working, variable, x)
            want = float(evaluate(stage.graph, stage.graph.cone([stage.derivations[0].final]),
                                  {stage.derivations[0].variable: x})[stage.derivations[0].final])
        except NoValue:
            continue
        assert found == pytest.approx([want] * len(found), rel=1e-8, abs=1e-8), text
        count += len(found)
    return count


@pytest.mark.parametrize("text", BOOK)
def test_lines_of_the_book_equal_each_other(text: str) -> None:
    assert compared(text) > 0


def test_lines_of_random_expressions_equal_each_other() -> None:
    dice = random.Random(20)

    def made(depth: int) -> str:
        if depth == 0:
            return dice.choice(("x", "x", "2", "x^2", "3*x"))
        one, other = made(depth - 1), made(dice.randrange(depth))
        return dice.choice((f"sin({one})", f"({one})*({other})", f"({one} + {other})", f"({one})/({other} + 5)",
                            f"e^(({one})/9)", f"({one} - {other})^3", f"sqrt(2 + ({one})^2)", f"ln(7 + ({other})^2)"))

    assert sum(compared(f"x + {made(1 + k % 3)}") for k in range(60)) > 200


def test_a_pending_derivative_that_is_lost_is_found() -> None:
    stage = diff("x^2*sin(x)")._story.last
    other = diff("x^2*cos(x)")._story.last
    assert worked(stage.graph, stage.output, 0, stage.derivations[0].final) is not None
    wrong = stage.graph.add("sin", (0,))
    assert worked(stage.graph, stage.output, 0, wrong) is None and other is not None


@pytest.mark.parametrize(("text", "lines"), [
    ("x*e^x", ("f′(x) = (x)′·e^x + x·(e^x)′   product rule", "= e^x + x·e^x           derivative of the exponential")),
    ("sin(x^2)", ("f′(x) = cos(x²)·(x²)′   chain rule: outer derivative times inner derivative",)),
    ("x^x", ("logarithmic differentiation",)),
])
def test_the_page_names_every_step(text: str, lines: tuple[str, ...]) -> None:
    shown = diff(text, level="school").to_text("en", width=100)
    assert all(line in shown for line in lines), shown
    assert "∂" not in shown and "path" not in shown and "gate" not in shown
    assert "경로" not in diff(text, level="school").to_text("ko")


def test_several_variables_are_told_at_university_level() -> None:
    assert "변수가 여럿이어서" in diff("x*y", wrt="x", level="school").to_text("ko")
    assert r"f'(x)" in diff("x^2", level="school").to_latex("en") and diff("x^2", level="school").to_html("ko")


def test_a_relation_is_differentiated_on_both_sides() -> None:
    shown = implicit("x^2 + x*y + y^2 = 25", level="school").to_text("en", width=100)
    assert "2·x + y + x·dy/dx + 2·y·dy/dx      = 0" in shown and "solve for dy/dx" in shown and "∂" not in shown
    assert "x + 2·y ≠ 0" in shown


@pytest.mark.parametrize(("text", "lines"), [
    ("x/(x^2+1)", ("= (x² + 1 - x·2·x)/(x² + 1)²", "= (1 - x²)/(x² + 1)²")),
    ("(x+1)(x-1)", ("= (x - 1) + (x + 1)", "= 2·x")),
    ("x^sin(x)", ("ln(f)   = sin(x)·ln(x)", "f′(x)/f = (sin(x)·ln(x))′", "derivative of sin, derivative of ln")),
])
def test_what_is_put_in_stands_before_it_is_gathered(text: str, lines: tuple[str, ...]) -> None:
    shown = diff(text, level="school").to_text("en", width=120)
    assert all(line in shown for line in lines), shown


@pytest.mark.parametrize("text", ["x^sin(x)", "x^x", "ln(x)*sin(x)", "x/(x^2+1)", "1/sqrt(x)"])
def test_the_working_ends_in_the_answer(text: str) -> None:
    shown = diff(text, level="school").to_text("en", width=200)
    answer, working = (part.splitlines() for part in shown.split("Answer\n")[1].split("Working\n"))
    last = [line for line in working if "= " in line][-1]
    assert last.split("= ")[1].split("   ")[0].strip() == answer[0].split("= ")[1].strip()


def test_a_side_that_is_the_variable_itself_is_differentiated() -> None:
    shown = implicit("y = x^2*y^3 + 1", level="school").to_text("en", width=120)
    assert "dy/dx = (x²·y³)′" in shown and "solve for dy/dx" in shown


def test_no_condition_is_said_empty_or_of_points_that_are_not_there() -> None:
    assert "Holds where ." not in implicit("sqrt(x)+sqrt(y)=3", level="school").to_text("en")
    assert "Elsewhere" not in implicit("x*y=1", level="school").to_text("en")
    assert "Elsewhere" in implicit("x^2+y^2=1", level="school").to_text("en")
