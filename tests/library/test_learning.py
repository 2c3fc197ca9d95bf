"""`learn`: the numbers, the pages in every format and both languages, and what is said where learning fails."""
from __future__ import annotations

import json
import xml.etree.ElementTree as xml
from typing import Any

import pytest

import chainrule
from chainrule.errors import ChainruleError
from chainrule.language import LANGUAGES

SQUARE = "L = (w*x + b - y)^2"
AT = "w=1, x=4, b=-3, y=3"
POINTS = {"x": [1, 2, 3, 4], "y": [1, 3, 2, 5]}


def learned(rate: float, steps: int = 50, **more: Any) -> chainrule.Learned:
    return chainrule.learn(SQUARE, wrt="w", at=AT, rate=rate, steps=steps, **more)


def test_the_steps_of_the_note() -> None:
    found = learned(0.01, 2)
    assert [p["w"] for p in found.points] == pytest.approx([1, 1.16, 1.2688])
    assert found.losses == pytest.approx([4, 1.8496, 0.85525504]) and found.stopped is None
    assert found.gradients[0]["w"] == -16 and found.check.status == "checked"


def test_one_update_is_written_in_full() -> None:
    assert "w     ← w - η·∂L/∂w = 1 - 0.01·(-16) = 1.16" in learned(0.01).to_text("en")
    assert r"w &\leftarrow w - \eta \cdot \frac{\partial L}{\partial w}" in learned(0.01).to_latex("en")
    adam = learned(0.01, method="adam").to_text("ko")
    assert "m     ← β1·m + (1 - β1)·∂L/∂w" in adam and "s     ← β2·s + (1 - β2)·(∂L/∂w)²" in adam
    assert "v     ← β·v + ∂L/∂w = 0.9·0 + (-16) = -16" in learned(0.01, method="momentum").to_text("en")


@pytest.mark.parametrize("rate, kind, said", [
    (0.03125, "approaches", "above 2/32 = 0.0625"), (0.05, "swings", "comes to the other side"),
    (0.0625, "jumps", "to and fro between two points"), (0.07, "grows", "(divergence)")])
def test_the_rate_is_held_against_the_curvature(rate: float, kind: str, said: str) -> None:
    found = learned(rate)
    [pacing] = [each for each in found.to_dict("en")["findings"] if each["kind"] == "pacing"]
    assert pacing["what"] == kind and pacing["limit"] == pytest.approx(0.0625) and pacing["everywhere"]
    assert said in " ".join(found.to_text("en").split())


@pytest.mark.parametrize("program, wrt, at, rate, kind, said", [
    ("x^4", "x", "x=2", 1, "ended", "too large for the machine"), ("x - ln(x)", "x", "x=5", 100, "ended", "no value"),
    ("(w-3)^2", "w", "w=1", 1e-10, "still", "stands still"), ("(w-3)^2", "w", "w=3", 0.1, "still", "exactly 0"),
    ("z=w*x; a=relu(z); L=(a-1)^2", "w", "w=-1,x=2", 0.1, "dead", "dead ReLU"),
    ("a=sigmoid(w*x); b=sigmoid(4*a); c=sigmoid(b); d=sigmoid(c); L=(d-1)^2", "w", "w=1,x=1", 0.1, "vanishing",
     "vanishing gradient"), ("(w-3)^2", "w", "w=1", 0.3, "settled", "lowest point")])
def test_why_it_fails_is_named(program: str, wrt: str, at: str, rate: float, kind: str, said: str) -> None:
    found = chainrule.learn(program, wrt=wrt, at=at, rate=rate, steps=60)
    assert kind in [each["kind"] for each in found.to_dict("en")["findings"]]
    assert said in " ".join(found.to_text("en").split())
    assert found.to_text("ko") != found.to_text("en")


def test_vanishing_factors_are_printed_with_their_product() -> None:
    found = chainrule.learn("a=sigmoid(w); b=sigmoid(a); c=sigmoid(b); d=sigmoid(c); L=(d-1)^2", wrt="w", at="w=0")
    [vanishing] = [each for each in found.to_dict("en")["findings"] if each["kind"] == "vanishing"]
    def slope(x: float) -> float:
        return 1 / (2 + 2.718281828459045 ** x + 2.718281828459045 ** -x)
    values, x = [], 0.0
    for _ in range(4):
        values.append(slope(x))
        x = 1 / (1 + 2.718281828459045 ** -x)
    product = values[0] * values[1] * values[2] * values[3]
    assert vanishing["product"] == pytest.approx(product, rel=1e-9) and "0.25" in vanishing["text"]


def test_samples_are_averaged_and_drawn() -> None:
    found = chainrule.learn(SQUARE, wrt=["w", "b"], at="w=1, b=-3", data=POINTS, rate=0.05, steps=30)
    assert found.losses[0] == pytest.approx(11.25) and found.gradients[0] == pytest.approx({"w": -16.5, "b": -6.5})
    assert set(found.plots) == {"loss", "path", "line"}
    *_, (_, last) = found.plots["line"].frames
    point = found.points[-1]
    assert all(y == pytest.approx(point["w"] * x + point["b"]) for x, y in last.points)
    for chart in found.plots:
        assert xml.fromstring(found.to_svg("ko", chart)).tag.endswith("svg")
    assert "<animate" in found.to_svg("en", "line") and found.to_png("ko", "path")[:4] == b"\x89PNG"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_face(lang: Any) -> None:
    found = chainrule.learn(SQUARE, wrt=["w", "b"], at="w=1, b=-3", data=POINTS, rate=0.05, steps=5)
    assert found.to_text(lang).isprintable() is False and max(map(len, found.to_text(lang).splitlines())) <= 80
    assert "```text" in found.to_markdown(lang) and "tikzpicture" in found.to_latex(lang)
    assert found.to_html(lang).count("chainrule-plot") >= 6
    record = json.loads(json.dumps(found.to_dict(lang), allow_nan=False))
    assert record["schema"] == "chainrule-learn/1" and len(record["points"]) == 6 and record["samples"] == 4


def test_the_same_seed_draws_the_same_start() -> None:
    one, two = (chainrule.learn(SQUARE, wrt=["w", "b"], at="x=1, y=2", seed=7, steps=1) for _ in range(2))
    assert one.points == two.points and -1 <= one.points[0]["w"] <= 1
    assert "seed 7" in one.to_text("en")


@pytest.mark.parametrize("more, said", [
    ({"wrt": None, "seed": 1}, "wrt"), ({"wrt": "q"}, "`q`"), ({"wrt": "L"}, "`L`"), ({"at": "w=1, x=4"}, "b, y"),
    ({"rate": 0}, "positive"), ({"rate": -1}, "positive"), ({"rate": float("nan")}, "positive"),
    ({"steps": 0}, "1 or more"),
    ({"method": "newton"}, "gradient, momentum, adam"), ({"data": {"x": [1]}}, "`x`"), ({"data": {"w": [1]}}, "`w`"),
    ({"at": "x=1, y=2, b=1"}, "--seed"), ({"steps": 10 ** 7}, "5000000"), ({"data": {"x": [1, "nan"]}}, "nan")])
def test_bad_questions_are_refused_in_both_languages(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ChainruleError) as caught:
        chainrule.learn(SQUARE, **{"wrt": ["w", "b"][:1], "at": AT, **more})
    assert said in caught.value.say("en") + caught.value.say_hint("en")
    assert any("가" <= c <= "힣" for c in caught.value.say("ko"))


def test_no_value_at_the_start_is_refused() -> None:
    with pytest.raises(ChainruleError, match="no real value"):
        chainrule.learn("ln(w)", wrt="w", at="w=-1")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_has_a_slider_along_the_way(lang: Any) -> None:
    found = chainrule.learn(SQUARE, wrt=["w", "b"], at="w=1, b=-3", data=POINTS, rate=0.05, steps=300)
    page = found.to_html(lang)
    assert page.count("data-walk ") == 2 and found.walked.steps[0] == (0, {"w": 1.0, "b": -3.0})
    assert found.walked.steps[-1] == (300, found.points[300]) and found.walked.frames[-1] == 300
    assert 40 < len(found.walked.steps) <= 120 and '"path":[[0,{"w":1.0' in page
    assert "data-walk " not in chainrule.diff("x^2", at="x=1").to_html(lang)
