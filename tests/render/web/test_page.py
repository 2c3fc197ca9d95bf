"""The web page: valid, self-contained, escaped; driven in a real browser where one is installed."""
from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import chromium
import pytest
from programs import POINT, program

import chainrule
from chainrule import diff
from chainrule.explaining.page import Equation, Heading, Line, Page, Paragraph
from chainrule.language import LANGUAGES, Language
from chainrule.notation.boxes import Name, Word
from chainrule.notation.mathml import write
from chainrule.render.web.html import render
from chainrule.render.web.scene import Scene

PROBLEMS: dict[str, dict[str, Any]] = {
    "(x+y)*z": {"at": "x=-2, y=5, z=-4"},
    "z1 = w_1*x' + b; a = sigmoid(z1); 손실 = (a - t)^2": {"wrt": "w_1"},
    "max(x, y)*ln(z)": {"at": "x=1, y=2, z=3"},
    "piecewise(x^2, x > 0, -x)/cbrt(y)": {},
    "f(x(t), y(t))": {},
    "gamma(x)*x": {"at": "x=2"},
    "x^2*y^3": {"order": 2},
    "abs(x)": {"at": "x=0"},
}
VOID = {"meta", "input", "br"}


class Nesting(HTMLParser):
    """Every element closes in the order in which it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.scripts += tag == "script"
        assert not any(name.startswith("on") for name, _ in attrs)
        assert not any(name in ("src", "href") for name, _ in attrs), attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())


@pytest.mark.parametrize("text", PROBLEMS)
def test_the_page_nests_and_loads_nothing(text: str) -> None:
    page = diff(text, **PROBLEMS[text]).to_html("ko")
    parser = Nesting()
    parser.feed(page)
    assert not parser.open and parser.scripts in (0, 2)
    assert "default-src 'none'" in page and "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page and "의 도함수 설명" in page and "explained" in page


@pytest.mark.parametrize("text", PROBLEMS)
def test_every_formula_is_well_formed_mathml(text: str) -> None:
    for page in (diff(text, **PROBLEMS[text]).page(lang) for lang in LANGUAGES):
        for block in page.blocks:
            if isinstance(block, Equation):
                for line in block.lines:
                    root = ET.fromstring(write(line.right))
                    assert root.tag == "math"
                    for element in root.iter():
                        count = {"mfrac": 2, "msup": 2, "msub": 2, "mroot": 2, "munder": 2}.get(element.tag)
                        assert count is None or len(element) == count, element.tag


def test_what_is_typed_stays_text() -> None:
    evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)> & "'
    blocks = (Heading(evil), Paragraph((evil, Name(evil), Word(evil))), Equation((Line(Name("a"), Name(evil)),)))
    pages: dict[Language, Page] = {lang: Page(blocks, lang, evil) for lang in LANGUAGES}
    part: dict[str, Any] = {"nodes": [], "output": 0, "name": evil, "asked": [], "live": True,
                            "shown": [{"id": 0, "name": evil}], "edges": []}
    data: dict[str, Any] = {"parts": [part], "drawn": 0, "point": {evil: 1.0}, "chosen": False, "live": True,
                            "functions": {}, "names": {}}
    scene = Scene({"en": "<svg></svg>", "ko": "<svg></svg>"}, {"en": [evil], "ko": [evil]}, data=data)
    made = render(pages, scene, "en")
    parser = Nesting()
    parser.feed(made)
    assert parser.scripts == 2 and "<img" not in made and "alert(1)</script>" not in made


needs_chromium = pytest.mark.skipif(chromium.installed() is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def tab() -> Iterator[chromium.Tab]:
    try:
        with chromium.browser() as found:
            yield found
    except (EOFError, TimeoutError, BrokenPipeError) as error:
        pytest.skip(f"Chromium does not run here: {error!r}")


def opened(tab: chromium.Tab, tmp_path: Path, page: str) -> chromium.Tab:
    goal = tmp_path / "page.html"
    goal.write_text(page, encoding="utf-8")
    tab.open(goal)
    return tab


def faults(tab: chromium.Tab) -> list[object]:
    """Errors on the console and requests for anything but the page."""
    tab.do("1")
    found: list[object] = []
    for event in tab.events:
        params = event.get("params", {})
        if event.get("method") == "Runtime.exceptionThrown" or event.get("method") == "Log.entryAdded":
            found.append(params)
        if event.get("method") == "Network.requestWillBeSent" and not params["request"]["url"].startswith("file://"):
            found.append(params["request"]["url"])
    return found


def shown(tab: chromium.Tab, kind: str) -> dict[str, str]:
    """The visible numbers of one kind by node, in the article that is shown."""
    found: dict[str, str] = tab.do(
        "Object.fromEntries(Array.from(document.querySelectorAll('article:not([hidden]) .node')).map(g => "
        f"[g.dataset.node, g.querySelector('.{kind}:not(.hidden)')?.textContent ?? '']))")
    return found


@needs_chromium
def test_the_player_steps_through_the_passes(tab: chromium.Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, diff("(x+y)*z", at="x=-2, y=5, z=-4").to_html("ko"))
    assert shown(tab, "value") == {"x": "−2", "y": "5", "u": "3", "z": "−4", "f": "−12"}
    assert shown(tab, "gradient") == {"x": "−4", "y": "−4", "u": "−4", "z": "3", "f": "1"}
    tab.key("Home")
    assert set(shown(tab, "value").values()) == set(shown(tab, "gradient").values()) == {""}
    for _ in range(3):
        tab.key("ArrowRight")
    assert shown(tab, "value") == {"x": "−2", "y": "5", "u": "3", "z": "", "f": ""}
    told = [tab.key("ArrowRight") or tab.do("document.querySelector('article:not([hidden]) output').textContent")
            for _ in range(6)]
    assert [re.sub(r"\s+", " ", line) for line in told[2:]] == [
        "6/10 df/df = 1", "7/10 f → z: 1 × 3 = 3", "8/10 f → u: 1 × (−4) = −4", "9/10 u → y: −4 × 1 = −4"]
    assert tab.do("document.querySelectorAll('svg .lit').length") > 0
    tab.do("document.querySelector('article:not([hidden]) [data-go=back]').click()")
    assert shown(tab, "gradient")["y"] == ""
    tab.key("End")
    assert shown(tab, "gradient")["x"] == "−4" and faults(tab) == []


@needs_chromium
def test_the_language_is_switched(tab: chromium.Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, diff("(x+y)*z", at="x=-2, y=5, z=-4").to_html("ko"))
    seen = "document.querySelector('article:not([hidden])').textContent"
    assert "국소 미분" in tab.do(seen) and tab.do("document.documentElement.lang") == "ko"
    tab.do("document.querySelector('article:not([hidden]) [data-speak]').click()")
    assert "Local partials" in tab.do(seen) and "국소" not in tab.do(seen)
    assert tab.do("document.documentElement.lang") == "en" and "explained" in tab.do("document.title")
    tab.key("Home")
    assert "arrow keys" in tab.do("document.querySelector('article:not([hidden]) output').textContent")
    assert faults(tab) == []


@needs_chromium
@pytest.mark.parametrize("seed", range(12))
def test_live_numbers_are_those_of_python(seed: int, tab: chromium.Tab, tmp_path: Path) -> None:
    text, options = program(seed)
    options = {key: options[key] for key in ("open", "steps")}
    rng = random.Random(seed)
    there = {name: round(rng.uniform(0.2, 2), 3) for name in POINT}
    try:
        found = diff(text, at=POINT, **options)  # type: ignore[arg-type]
        moved = diff(text, at=there, **options)  # type: ignore[arg-type]
    except chainrule.ChainruleError:
        pytest.skip("no numbers at one of the points")
    opened(tab, tmp_path, found.to_html("en"))
    for name, value in there.items():
        tab.do(f"""(() => {{ const box = document.querySelector('input[type=text][data-name="{name}"]');
            if (box) {{ box.value = '{value}'; box.dispatchEvent(new Event('input')); }} }})()""")
    stage = moved._story.stages[0]
    assert stage.passes is not None
    adjoints = tab.do("state.adjoints")
    for node, expected in stage.passes.adjoints.items():
        if str(node) in adjoints:
            assert adjoints[str(node)] == pytest.approx(float(expected), rel=1e-9, abs=1e-12), (node, text)
    from chainrule.drawing.model import shown_number
    told = shown(tab, "gradient")
    values = moved.value if isinstance(moved.value, dict) else {moved.variables[0]: moved.value}
    for variable, value in values.items():
        if value is not None:
            assert told[variable] == shown_number(value)
    assert faults(tab) == []


@needs_chromium
def test_factors_light_their_edges(tab: chromium.Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, diff("(x+y)*z", wrt="x", at="x=-2, y=5, z=-4").to_html("en"))
    lit = "Array.from(document.querySelectorAll('article:not([hidden]) svg .edge.lit')).length"
    assert tab.do(lit) == 0
    factor = "document.querySelector('article:not([hidden]) mfrac[data-of=f][data-wrt=u]')"
    tab.do(f"{factor}.dispatchEvent(new Event('focus'))")
    assert tab.do(lit) == 1
    tab.do(f"{factor}.dispatchEvent(new Event('blur'))")
    assert tab.do(lit) == 0
    tab.do("document.querySelector('article:not([hidden]) svg .edge').dispatchEvent(new Event('mouseenter'))")
    assert tab.do("document.querySelectorAll('article:not([hidden]) mfrac.lit').length") > 0


@needs_chromium
@pytest.mark.parametrize("text", PROBLEMS)
def test_no_page_has_an_error(text: str, tab: chromium.Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, diff(text, **PROBLEMS[text]).to_html("en"))
    tab.key("Home")
    tab.key("ArrowRight")
    assert faults(tab) == []


@needs_chromium
def test_the_page_says_which_point_its_text_is_about(tab: chromium.Tab, tmp_path: Path) -> None:
    opened(tab, tmp_path, chainrule.influence("f = (x+y)*z", at="x=-2, y=5, z=-4").to_html("en"))
    here = "document.querySelector('article:not([hidden]) {}').{}"

    def typed(text: str) -> None:
        tab.do(f"""(() => {{ const box = document.querySelector('input[type=text][data-name="x"]');
            box.value = '{text}'; box.dispatchEvent(new Event('input')); }})()""")

    assert tab.do(here.format(".moved", "hidden")) and "∂f∂z=3" in tab.do(here.format(".answers", "textContent"))
    typed("1/4")
    assert not tab.do(here.format(".moved", "hidden"))
    assert "∂f∂z=5.25" in tab.do(here.format(".answers", "textContent"))
    assert "x = -2" in tab.do(here.format(".moved", "textContent"))
    for text in ("3,5", "sqrt(2)", "", "1/0", "x"):
        typed(text)
        assert tab.do("point.x") == 0.25 and not tab.do(here.format(".refused", "hidden"))
        assert tab.do("document.querySelector('input[data-name=x]').getAttribute('aria-invalid')") == "true"
    typed("−2")
    assert tab.do(here.format(".moved", "hidden")) and tab.do(here.format(".refused", "hidden"))
    assert faults(tab) == []


@needs_chromium
@pytest.mark.parametrize("text", [
    "넓이 = 밑변*높이; 오차 = (넓이 - 목표)^2", "; ".join(f"a{k} = sin(x*{k})*y" for k in range(1, 9)) + "; "
    "f = " + "*".join(f"a{k}" for k in range(1, 9)), "abs(x)+abs(y)+x^y*sin(x*y)/(x^2+y^2+1)^3"])
def test_nothing_but_boxes_scrolls_on_a_telephone(text: str, tab: chromium.Tab, tmp_path: Path) -> None:
    tab.call("Emulation.setDeviceMetricsOverride", width=375, height=800, deviceScaleFactor=1, mobile=True)
    try:
        opened(tab, tmp_path, diff(text).to_html("ko"))
        assert tab.do("document.documentElement.scrollWidth") <= 375
        cut = tab.do("Array.from(document.querySelectorAll('mi')).filter(e => /[가-힣]{2}/.test(e.textContent) && "
                     "e.getBoundingClientRect().height > 40).length")
        assert cut == 0
    finally:
        tab.call("Emulation.clearDeviceMetricsOverride")


@needs_chromium
def test_the_page_tells_the_derivatives_that_were_asked_for_where_they_exist(tab: chromium.Tab, tmp_path: Path) -> None:
    answers = "document.querySelector('article:not([hidden]) .answers').textContent"
    opened(tab, tmp_path, diff("w*x + b", wrt="w", at="w=1, x=4, b=2").to_html("en"))
    assert tab.do(answers) == "f=6 ∂f∂w=4"
    opened(tab, tmp_path, diff("abs(x)", at="x=0").to_html("en"))
    assert tab.do(answers) == "f=0 dfdx=–"
    for text, said in (("2", "f=2 dfdx=1"), ("0", "f=0 dfdx=–"), ("-3", "f=3 dfdx=−1")):
        tab.do(f"""(() => {{ const box = document.querySelector('input[type=text][data-name="x"]');
            box.value = '{text}'; box.dispatchEvent(new Event('input')); }})()""")
        assert tab.do(answers) == said


@pytest.mark.parametrize("made", [
    chainrule.lesson("chain-rule"), chainrule.check_answer("x^2", "2x", wrt="x"), chainrule.lesson(),
    chainrule.check("D(x^2, x) = 2x")], ids=["lesson", "answer", "lessons", "claim"])
def test_what_is_no_derivative_is_not_called_one_in_the_title(made: Any) -> None:
    assert "explained</title>" not in made.to_html("en") and "도함수 설명</title>" not in made.to_html("ko")
