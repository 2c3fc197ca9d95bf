"""Gates that tell cases apart: every case can be read, and at a point the one that holds is marked."""
from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from chainrule import diff
from chainrule.drawing.model import Model, Node, model, plain
from chainrule.drawing.picture import Picture
from chainrule.drawing.places import diagram
from chainrule.drawing.typeset import typeset
from chainrule.notation.boxes import Apply, Box, Colour
from chainrule.rules import RULES
from chainrule.solution.stage import Stage


def stage_of(text: str, **options: object) -> Stage:
    return diff(text, **options)._story.stages[0]  # type: ignore[arg-type]


def gate(shown: Model, name: str) -> Node:
    return next(node for node in shown.nodes if node.name == name)


def rows(label: Box | str) -> list[str]:
    """Value and condition of every case; what is greyed in round parentheses."""
    assert isinstance(label, Apply) and label.function == "piecewise"
    told = [f"({plain(part)})" if isinstance(part, Colour) and part.role == "quiet" else plain(part)
            for part in label.arguments]
    return [" : ".join(told[k:k + 2]) for k in range(0, len(told), 2)]


@pytest.mark.parametrize(("text", "at", "wanted"), [
    ("abs(x)*2", None, ["x : x > 0", "−x : x < 0"]),
    ("abs(x)*2", "x=3", ["x : x > 0", "(−x) : (x < 0)"]),
    ("abs(x)*2", "x=-3", ["(x) : (x > 0)", "−x : x < 0"]),
    ("abs(x)*2", "x=0", ["x : x > 0", "−x : x < 0"]),
    ("relu(x)*2", "x=-1/3", ["(x) : (x > 0)", "0 : x < 0"]),
    ("max(x, y)*2", "x=1, y=2", ["(x) : (x > y)", "y : y > x"]),
    ("min(x, y, 0)*2", "x=-1, y=2", ["x : x < y, x < 0", "(y) : (y < x, y < 0)", "(0) : (0 < x, 0 < y)"]),
    ("max(x, sqrt(2))*2", "x=pi", ["x : x > √2", "(√2) : (√2 > x)"]),
    ("(x^2 if x > 1 else y)*2", None, ["u : x > 1", "y : x ≤ 1"]),
    ("(x^2 if x > 1 else y)*2", "x=1, y=5", ["(u) : (x > 1)", "y : x ≤ 1"]),
    ("(x if 0 < x < 1 else y)*2", "x=1/2, y=5", ["x : 0 < x < 1", "(y)"]),
    ("piecewise(x, x < 0, y, x < 1, x*y)*2", "x=1/2, y=5", ["(x) : (x < 0)", "y : x < 1", "(u)"])])
def test_the_case_that_holds_is_marked(text: str, at: str | None, wanted: list[str]) -> None:
    shown = model(stage_of(text, at=at))
    assert [rows(node.label) for node in shown.nodes if isinstance(node.label, Apply)] == [wanted]


def test_the_partial_of_the_case_stands_on_its_edge() -> None:
    shown = model(stage_of("abs(x)*y", at="x=-3, y=2"))
    assert [plain(edge.label) for edge in shown.edges if edge.gate == gate(shown, "u").id] == ["du/dx = −1"]
    both = model(stage_of("(x if t > 0 else y)*2", at="x=1, y=2, t=3"))
    told = {plain(edge.label) for edge in both.edges if edge.gate == gate(both, "u").id}
    assert told == {"∂u/∂x = 1", "∂u/∂y = 0", ""}


def test_in_a_terminal_the_condition_that_holds_stands_behind_the_formula() -> None:
    text = diff("abs(x)*y", at="x=-3, y=2").picture.text("en")
    assert "u = |x| [x < 0] = 3" in text and "[x" not in diff("abs(x)*y").picture.text("en").replace("[y]", "")


def test_a_page_whose_numbers_change_marks_nothing() -> None:
    stage = stage_of("abs(x)*y", at="x=-3, y=2")
    live = Picture(stage, "f", live=True)
    assert rows(gate(live.model, "u").label) == ["x : x > 0", "−x : x < 0"]
    assert 'class="mark"' not in live.svg("en") and 'class="mark"' in Picture(stage, "f").svg("en")
    page = diff("abs(x)*y", at="x=-3, y=2").to_html("en")
    assert 'class="mark"' not in re.sub(r"<style>.*?</style>", "", page, flags=re.S)


def test_numbers_of_a_condition_have_no_wire() -> None:
    shown = model(stage_of("(x^2 if x > 1 else 2)*y"))
    assert [plain(node.label) for node in shown.nodes if node.kind == "constant"] == ["2"]


def test_many_gates_with_cases_show_their_signs() -> None:
    shown = model(stage_of(" + ".join(f"relu(x{k})" for k in range(12))))
    assert {node.label for node in shown.nodes if node.kind == "gate"} == {"ReLU", "+"}


def test_a_definition_by_cases_marks_them_too() -> None:
    shown = model(stage_of("u = (x^2 if x > 1 else 2*x - 1); f = u*y", at="x=1/2, y=3"))
    assert gate(shown, "u").kind == "block" and rows(gate(shown, "u").label) == ["(x²) : (x > 1)", "2·x − 1 : x ≤ 1"]
    assert [plain(edge.label) for edge in shown.edges if edge.gate == gate(shown, "u").id] == ["du/dx = 2"]


@pytest.mark.parametrize("name", [rule.name for rule in RULES.values() if rule.cases])
@pytest.mark.parametrize("at", ["a=5/8, b=-3/2, c=9/4", "a=-5/8, b=3/2, c=-9/4", "a=3, b=3/2, c=-9/4"])
def test_the_cases_of_a_rule_are_its_values(name: str, at: str) -> None:
    letters = "a" if RULES[name].arity[1] == 1 else "a, b, c"
    stage = stage_of(f"{name}({letters})*a*b*c", at=at)
    assert stage.passes is not None
    shown = next(node for node in model(stage).nodes if isinstance(node.label, Apply))
    value = next(plain(part) for part in shown.label.arguments[::2]  # type: ignore[union-attr]
                 if isinstance(part, Colour) and part.role == "holds")
    told = diff(f"f = {value.replace('−', '-')} + 0*a", at=at)._story.stages[0]
    assert told.passes is not None and told.passes.forward[told.output] == stage.passes.forward[shown.id]


def test_a_power_with_both_parts_varying_names_its_wires() -> None:
    english, korean = (model(stage_of("x^x"), lang) for lang in ("en", "ko"))
    assert [plain(node.title) for node in english.nodes if node.part] == ["a (base)", "b (exponent)"]
    assert [plain(node.title) for node in korean.nodes if node.part] == ["a (밑)", "b (지수)"]
    assert plain(gate(english, "f").label) == "a^b"
    assert [plain(edge.label) for edge in english.edges if edge.gate == gate(english, "f").id] == [
        "b·a^(b − 1)", "a^b·ln(a)"]
    picture = diff("x^x").picture
    assert "exponent" in picture.svg("en") and "지수" in picture.svg("ko") and "지수" not in picture.svg("en")
    assert not [node for node in model(stage_of("x^y")).nodes if node.part]
    told = diff("x^x", picture=True)
    english_text, korean_text = told.to_latex("en"), told.to_latex("ko")
    assert "(exponent)" in english_text and "(지수)" in korean_text and "(exponent)" not in korean_text
    assert "b (지수): =" in told.to_markdown("ko") and "b (exponent): =" in told.to_markdown("en")


def test_the_tint_lies_behind_its_row() -> None:
    label = gate(model(stage_of("abs(x)*y", at="x=-3, y=2")), "u").label
    setting = typeset(label)
    tint = next(stroke for stroke in setting.strokes if stroke.role == "mark")
    foot, top = tint.start[1], tint.parts[1][1][0][1]
    inside = [run for run in setting.runs if foot < run.pieces[0].rise < top]
    assert "".join(piece.text for run in inside for piece in run.pieces).startswith("−x")
    shape = next(shape for shape in diagram(model(stage_of("abs(x)*y"))).shapes if shape.node.name == "u")
    assert shape.kind == "pill" and shape.height > 40
    ET.fromstring(diff("abs(x)*y", at="x=-3, y=2").to_svg("ko"))
