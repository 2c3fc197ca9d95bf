"""`influence`: the tables of the notes, what is exact and what is about, targets with and without a root."""
from __future__ import annotations

import json
import math
import xml.etree.ElementTree as xml
from typing import Any

import pytest

import chainrule
from chainrule.errors import ChainruleError
from chainrule.language import LANGUAGES


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_table_of_the_note() -> None:
    found: Any = chainrule.influence("f = w*x + b", at="w=-2, x=5, b=3")
    assert [(r.variable, r.predicted, r.change, r.exact) for r in found.rows] == [
        ("w", 5, 5, True), ("x", -2, -2, True), ("b", 1, 1, True)]
    assert [r.share for r in found.rows] == pytest.approx([5 / 8, 2 / 8, 1 / 8])
    assert "w를 1 늘리면 f는 5 늘어난다." in found.to_text("ko")
    assert "x를 1 늘리면 f는 2 줄어든다." in found.to_text("ko")


def test_raising_x_by_1_in_a_product_adds_6() -> None:
    found: Any = chainrule.influence("g = x*y; h = g*z; f = h + b", at="x=1, y=2, z=3, b=4", wrt="x")
    assert (found.rows[0].predicted, found.rows[0].change) == (6, 6)


def test_what_is_not_linear_is_about_with_the_truth_beside_it() -> None:
    found: Any = chainrule.influence("l = b^2", at="b=3")
    row = found.rows[0]
    assert (row.predicted, row.change, row.exact) == (6, 7, False)
    assert "b를 1 늘리면 l은 약 6 늘어난다. 실제로는 7 늘어난다." in words(found.to_text("ko"))
    assert "rises by about 6; in truth it rises by 7" in words(found.to_text("en"))
    halves: Any = chainrule.influence("l = b^2", at="b=3", by="1/2")
    assert (float(halves.rows[0].predicted), float(halves.rows[0].change)) == (3, 3.25)


@pytest.mark.parametrize("program, at, said", [
    ("abs(x)", "x=0", "f has no gradient with respect to x here; if x is raised by 1, f rises by 1"),
    ("ln(-x)", "x=-1/2", "has no value there"),
    ("x^2", "x=0", "hardly changes; with x raised by 1, in truth it rises by 1"),
    ("3 + 0*x", "x=2", "stays as it is")])
def test_where_there_is_no_gradient_or_no_value(program: str, at: str, said: str) -> None:
    assert said in words(chainrule.influence(program, at=at).to_text("en"))


def test_every_page_at_a_point_says_what_it_means() -> None:
    found = chainrule.diff("u=b*c; v=a+u; l=3*v", wrt="b", at="a=5, b=3, c=2")
    assert "b를 1 늘리면 l은 6 늘어난다." in found.to_text("ko")
    assert "Raise b by 1: l rises by 6." in found.to_text("en")
    assert "6" in found.to_markdown("ko") and "늘리면" in found.to_latex("ko") and "늘리면" in found.to_html("ko")
    assert "늘리면" not in chainrule.diff("x^2").to_text("ko")


def test_a_term_that_does_not_contain_the_variable_is_said_to_drop_out() -> None:
    text = "E1 = (t1 - o1)^2; E2 = (t2 - o2)^2; E = E1 + E2"
    assert "E2 drops out: it does not contain o1" in chainrule.diff(text, wrt="o1").to_text("en")
    assert "E2는 o1 변수를 포함하지 않으므로 빠진다." in chainrule.diff(text, wrt="o1").to_text("ko")
    assert "drops out" not in chainrule.diff("E1 = x^2; E2 = x; E = E1 + E2", wrt="x").to_text("en")


def test_the_target_of_the_note_is_one_exact_step() -> None:
    found: Any = chainrule.influence("u=b*c; v=a+u; l=3*v", at="a=5, b=3, c=2", wrt="b", target="l=21")
    assert (found.step, found.root, found.exact, found.others) == (-2, 1, True, ())
    text = words(found.to_text("en"))
    assert "Δl = 21 - 33 = -12" in text and "(-12)/6 = -2" in text and "l = 3·7 = 21" in text


@pytest.mark.parametrize("program, at, target, root, others", [
    ("f = x^2", "x=3", "f=25", 5, [-5]), ("f = x^2", "x=-3", "f=25", -5, [5]), ("f = x^3 - 3*x", "x=3", "f=2", 2, [-1]),
    ("f = e^x", "x=0", "f=10", math.log(10), []), ("f = (x-2)^2", "x=0", "f=0", 2, []),
    ("f = 1/x", "x=1", "f=4", 0.25, []), ("f = x^2", "x=3", "f=9", 3, [-3]), ("f = sqrt(x)", "x=1", "f=3", 9, []),
    ("f = x^3", "x=1", "f=1000000", 100, [])])
def test_the_root_first_reached_in_the_gradients_direction(program: str, at: str, target: str, root: float,
                                                           others: list[float]) -> None:
    found: Any = chainrule.influence(program, at=at, target=target)
    assert float(found.root) == pytest.approx(root, rel=1e-6) and list(found.others) == pytest.approx(others, rel=1e-6)


@pytest.mark.parametrize("program, at, target, others, said", [
    ("f = x^2", "x=3", "f=-1", [], "No value of x"), ("f = x^2", "x=0", "f=4", [2, -2], "gradient is 0"),
    ("f = x^3 - 3*x", "x=0", "f=18", [3], "No value of x"),
    ("f = abs(x)", "x=0", "f=2", [2, -2], "no derivative here")])
def test_no_root_is_said(program: str, at: str, target: str, others: list[float], said: str) -> None:
    found: Any = chainrule.influence(program, at=at, target=target)
    assert found.root is None and sorted(found.others) == pytest.approx(sorted(others), rel=1e-6)
    assert said in words(found.to_text("en")) and found.to_text("ko")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_face(lang: Any) -> None:
    table: Any = chainrule.influence("f = w*x + b", at="w=-2, x=5, b=3")
    aim = chainrule.influence("f = x^2", at="x=3", target="f=25")
    for found in (table, aim):
        assert max(map(len, found.to_text(lang).splitlines())) <= 80 and found.to_markdown(lang)
        assert found.to_latex(lang) and found.to_html(lang)
        assert json.loads(json.dumps(found.to_dict(lang), allow_nan=False))["schema"] == "chainrule-influence/1"
    assert xml.fromstring(table.to_svg(lang)).tag.endswith("svg") and "tikzpicture" in table.to_latex(lang)


@pytest.mark.parametrize("more, said", [
    ({"at": None}, "values of the variables"), ({"by": 0}, "cannot be 0"), ({"target": "g=3"}, '"f=21"'),
    ({"target": "f=3"}, "which one variable"), ({"target": "f=3, g=2"}, "A target"), ({"at": "w=1"}, "missing")])
def test_bad_questions_are_refused(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ChainruleError) as caught:
        chainrule.influence("f = w*x", **{"at": "w=1, x=2", **more})
    assert said in str(caught.value) and any("가" <= c <= "힣" for c in caught.value.say("ko"))
