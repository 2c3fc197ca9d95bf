"""A page in use: what is in sight, sizes by keys and pointer, narrow screens, paper, screen readers, both languages."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import chromium
import pytest

import chainrule
from chainrule import diff

pytestmark = pytest.mark.skipif(chromium.installed() is None, reason="Chromium is not installed")
NET = "; ".join([f"a{k} = sigmoid(w{k}*x + v{k}*y + c{k})" for k in range(1, 9)]
                + ["L = (" + " + ".join(f"a{k}" for k in range(1, 9)) + " - t)^2"])
SHOWN = "document.querySelector('article:not([hidden]) {}')"
PAGES: dict[str, Callable[[], Any]] = {
    "one path": lambda: diff("(x+y)*z", wrt="x", at="x=-2, y=5, z=-4"),
    "a net": lambda: diff(NET),
    "plot": lambda: diff("ln(x)*sin(x)/(x-2)", at="x=1"),
    "jacobian": lambda: diff("y1 = relu(x1); y2 = x1*x2", of=["y1", "y2"], at="x1=1, x2=2"),
    "shapes": lambda: diff("z = W*x + b; f = norm(z - t)^2", shapes="W: 2x3, x: 3, b: 2, t: 2"),
    "answer": lambda: chainrule.check_answer("x*sin(3*x)", "x*cos(3*x)", wrt="x"),
    "learning": lambda: chainrule.learn("(w - 3)^2 + b^2", wrt=["w", "b"], at="w=0, b=1", steps=5),
    "implicit": lambda: chainrule.implicit("x^2 + y^2 = 25", at="x=3, y=4"),
    "endless": lambda: diff("+".join(f"x^{k}*y" for k in range(2, 150)), wrt="x"),
    "school": lambda: diff("(2x+1)^5*(3x-2)^7", level="school"),
    "Korean names": lambda: diff("넓이 = 밑변*높이; 오차 = (넓이 - 목표)^2", at="밑변=2, 높이=3, 목표=5"),
}


@pytest.fixture(scope="module")
def tab() -> Iterator[chromium.Tab]:
    try:
        with chromium.browser() as found:
            yield found
    except (EOFError, TimeoutError, BrokenPipeError) as error:
        pytest.skip(f"Chromium does not run here: {error!r}")


@pytest.fixture
def opened(tab: chromium.Tab, tmp_path: Path) -> Iterator[Callable[..., chromium.Tab]]:
    """Opens a page in a window of a size."""
    def at(name: str, width: int = 1280, height: int = 800, detail: str = "normal") -> chromium.Tab:
        tab.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                 mobile=width < 500)
        (tmp_path / "page.html").write_text(PAGES[name]().to_html("ko", detail), encoding="utf-8")
        tab.open(tmp_path / "page.html")
        return tab

    yield at
    tab.call("Emulation.clearDeviceMetricsOverride")


def quiet(tab: chromium.Tab) -> bool:
    """Whether nothing failed."""
    tab.do("1")
    return not [event for event in tab.events if event.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")]


def number(tab: chromium.Tab, script: str) -> float:
    return float(tab.do(script))


@pytest.mark.parametrize("name", ["one path", "a net", "plot", "learning", "implicit"])
def test_answer_picture_player_and_inputs_are_in_sight(name: str, opened: Callable[..., chromium.Tab]) -> None:
    tab = opened(name)
    for part in ("header", ".graph", ".player", ".inputs", ".answers"):
        assert 0 <= number(tab, f"{SHOWN.format(part)}.getBoundingClientRect().bottom") <= 800, part
    assert quiet(tab)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_on_a_telephone_and_only_boxes_scroll(name: str, opened: Callable[..., chromium.Tab]) -> None:
    tab = opened(name, 375)
    assert number(tab, "document.documentElement.scrollWidth") <= 375
    beyond = tab.do("Array.from(document.querySelectorAll('article:not([hidden]) *')).filter(e => "
                    "e.getBoundingClientRect().right > 376 && "
                    "!e.closest('.formulas, .picture, h1, h2, h3, p, .unseen')).map(e => e.outerHTML.slice(0, 80))")
    assert beyond == [] and quiet(tab)


def test_a_wide_graph_is_zoomed_and_dragged(opened: Callable[..., chromium.Tab]) -> None:
    tab = opened("a net")
    graph, wide = SHOWN.format(".graph"), SHOWN.format(".graph svg") + ".getBoundingClientRect().width"
    usual = number(tab, wide)
    for way, larger in (("in", True), ("usual", None), ("out", False), ("usual", None)):
        tab.do(SHOWN.format(f"[data-zoom={way}]") + ".click()")
        assert (number(tab, wide) > usual, number(tab, wide) < usual) == (larger is True, larger is False)

    def press(key: str) -> None:
        tab.do(f"{graph}.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true, "
               "cancelable: true }))")

    for key in "+++":
        press(key)
    assert number(tab, wide) == pytest.approx(usual * 1.25 ** 3, rel=0.01)
    at = number(tab, "at")
    left = number(tab, f"{graph}.scrollLeft")
    press("ArrowRight")
    assert number(tab, f"{graph}.scrollLeft") > left and number(tab, "at") == at  # the player does not step
    area = tab.do(f"(r => [r.left + r.width / 2, r.top + r.height / 2])({graph}.getBoundingClientRect())")
    left = number(tab, f"{graph}.scrollLeft")
    for kind, dx in (("mousePressed", 0), ("mouseMoved", -60), ("mouseReleased", -60)):
        tab.call("Input.dispatchMouseEvent", type=kind, x=area[0] + dx, y=area[1], button="left", buttons=1,
                 clickCount=1)
    assert number(tab, f"{graph}.scrollLeft") == pytest.approx(left + 60, abs=1)
    before = number(tab, wide)
    tab.call("Input.dispatchMouseEvent", type="mouseWheel", x=area[0], y=area[1], deltaX=0, deltaY=120, modifiers=2)
    assert number(tab, wide) < before
    press("0")
    assert number(tab, wide) == pytest.approx(usual)
    tab.do(f"{graph}.focus()")
    assert tab.do(f"document.activeElement === {graph}") and quiet(tab)


def test_the_point_of_a_plot_and_its_tangent_move(opened: Callable[..., chromium.Tab]) -> None:
    tab = opened("plot")
    dot = SHOWN.format(".moving .dot.point")
    before = tab.do(f"[{dot}.getAttribute('cx'), {dot}.getAttribute('cy')]")
    tab.do("changed('x', '1.5')")
    assert tab.do(f"[{dot}.getAttribute('cx'), {dot}.getAttribute('cy')]") != before
    ends = [[float(x) for x in end.split(",")]
            for end in tab.do(SHOWN.format(".moving .tangent") + ".getAttribute('points')").split()]
    at = [float(x) for x in tab.do(f"[{dot}.getAttribute('cx'), {dot}.getAttribute('cy')]")]
    assert [(a + b) / 2 for a, b in zip(*ends, strict=True)] == pytest.approx(at, rel=1e-6)
    assert "x = 1.5" in tab.do(SHOWN.format(".moving svg > text") + ".textContent")
    for nowhere in ("-1", "2"):
        tab.do(f"changed('x', '{nowhere}')")
        assert tab.do(f"{dot}.getAttribute('visibility')") == "hidden"
        assert tab.do(SHOWN.format(".moving .tangent") + ".getAttribute('visibility')") == "hidden"
    assert quiet(tab)


def test_who_does_not_see_the_pictures_reads_them(opened: Callable[..., chromium.Tab]) -> None:
    tab = opened("one path")
    tab.call("Accessibility.enable")

    def spoken() -> str:
        nodes = tab.call("Accessibility.getFullAXTree")["nodes"]
        return "\n".join(str(node.get("name", {}).get("value", "")) for node in nodes if not node.get("ignored"))

    korean = spoken()
    assert "u = x + y; 들어오는 간선: x(국소 미분 ∂u/∂x = 1), y" in korean and "f의 의존 그래프" in korean
    assert "x의 값" in korean and "다음" in korean and "Next" not in korean
    tab.do(SHOWN.format("[data-speak]") + ".click()")
    english = spoken()
    assert "edges from x (local partial ∂u/∂x = 1), y" in english and "Dependency graph of f" in english
    assert "value of x" in english and "다음" not in english
    assert tab.do(SHOWN.format(".player output") + ".getAttribute('aria-live')") == "polite" and quiet(tab)


@pytest.mark.parametrize("name", ["shapes", "answer"])
def test_pages_without_a_player_have_both_languages(name: str, opened: Callable[..., chromium.Tab]) -> None:
    tab = opened(name)
    seen = "document.querySelector('article:not([hidden])').lang"
    assert tab.do(seen) == "ko"
    tab.do(SHOWN.format("[data-speak]") + ".click()")
    assert tab.do(seen) == "en" and not re.search("[가-힣]", tab.do("document.title"))
    assert number(tab, "document.querySelectorAll('article:not([hidden]) .graph svg').length") == (name == "shapes")
    assert quiet(tab)


def test_an_endless_formula_is_cut_and_whole_behind_a_button(opened: Callable[..., chromium.Tab]) -> None:
    tab = opened("endless", detail="full")
    whole = SHOWN.format("details.whole")
    cut = tab.do(f"{whole}.parentElement.querySelector('math').textContent")
    assert cut.endswith("…") and len(cut) < 2000 and not tab.do(f"{whole}.open")
    assert "x¹⁴⁸" in tab.do(f"{whole}.textContent") and number(tab, f"{whole}.getBoundingClientRect().height") < 60
    assert quiet(tab)


def test_paper_gets_a_handout(opened: Callable[..., chromium.Tab]) -> None:
    tab = opened("a net")
    try:
        tab.call("Emulation.setEmulatedMedia", media="print",
                 features=[{"name": "prefers-color-scheme", "value": "dark"}])
        for part in ("button", "input", ".others", ".answers"):
            gone = f"Array.from(document.querySelectorAll('{part}')).every(e => e.getClientRects().length === 0)"
            assert tab.do(gone), part
        graph = SHOWN.format(".graph")
        assert number(tab, f"{graph}.scrollHeight") <= number(tab, f"{graph}.clientHeight")
        assert tab.do("getComputedStyle(document.body).color") == "rgb(31, 41, 55)"
        assert tab.do("getComputedStyle(document.querySelector('.chainrule .shape')).fill") in (
            "rgb(255, 255, 255)", "rgb(243, 244, 246)")
    finally:
        tab.call("Emulation.setEmulatedMedia", media="", features=[])


def test_longer_numbers_stay_beside_their_nodes(opened: Callable[..., chromium.Tab]) -> None:
    tab = opened("one path")
    tab.do("changed('x', '-1234.5678')")
    beside = tab.do("Array.from(document.querySelectorAll('article:not([hidden]) .node')).flatMap(group => "
                    "Array.from(group.querySelectorAll('.value, .gradient')).map(text => "
                    "text.getComputedTextLength() - group.querySelector('.line').getBBox().width))")
    assert len(beside) == 8 and max(beside) < 1
    tab.do("changed('x', '-2')")
    assert tab.do("Array.from(document.querySelectorAll('.node .value')).every(text => !text.style.fontSize)")
    assert quiet(tab)
