"""What a cell of a notebook shows: formula, picture and explanation in one, in the colours of the notebook's theme."""
from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chromium
import pytest

import chainrule
from chainrule import diff
from chainrule.drawing import neurons, plot_svg, svg
from chainrule.drawing.themed import themed

SHOWN: dict[str, Any] = {
    "one path": lambda: diff("(x+y)*z", wrt="x", at="x=-2, y=5, z=-4"),
    "plot": lambda: diff("x*sin(x^2)", at="x=1"),
    "shapes": lambda: diff("q = W*x; f = norm(q)^2", shapes="W: 2x2, x: 2"),
    "jacobian": lambda: diff("y1 = relu(x); y2 = x*y", of=["y1", "y2"], at="x=1, y=2"),
    "answer": lambda: chainrule.check_answer("x*sin(3*x)", "x*cos(3*x)", wrt="x"),
    "learning": lambda: chainrule.learn("(w - 3)^2", wrt="w", at="w=0", steps=5),
    "graph": lambda: diff("(x+y)*z").picture,
}


@pytest.mark.parametrize("name", SHOWN)
def test_html_is_well_formed_has_no_script_and_its_pictures_are_drawn_in_it(name: str) -> None:
    shown = SHOWN[name]()
    made = shown._repr_html_() if name == "graph" else shown._repr_mimebundle_()["text/html"]
    root = ET.fromstring(made.replace("\u2062", ""))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert "script" not in tags and ("svg" in tags) == (name != "answer") and ("math" in tags) == (name != "graph")
    assert not re.search(r'(?:src|href|onclick)=', made) and made.count("<style>") == 1


@pytest.mark.parametrize("style", [svg.STYLE, plot_svg.STYLE, neurons.STYLE], ids=["graph", "plot", "net"])
def test_every_colour_for_the_dark_has_its_light_one(style: str) -> None:
    made = themed(style)
    assert "@media" not in made and "prefers" not in made
    dark = re.findall("#[0-9a-f]{6}", style[style.index("@media"):])
    assert dark and all(re.search(rf"light-dark\(#[0-9a-f]{{6}}, {colour}\)", made) for colour in dark)


@pytest.fixture(scope="module")
def tab() -> Iterator[chromium.Tab]:
    try:
        with chromium.browser() as found:
            yield found
    except (EOFError, TimeoutError, BrokenPipeError) as error:
        pytest.skip(f"Chromium does not run here: {error!r}")


@pytest.mark.skipif(chromium.installed() is None, reason="Chromium is not installed")
def test_the_colours_are_those_of_the_notebook_whatever_the_system_has(tab: chromium.Tab, tmp_path: Path) -> None:
    made = diff("(x+y)*z", at="x=-2, y=5, z=-4")._repr_mimebundle_()["text/html"]
    path = tmp_path / "cell.html"
    ground = "getComputedStyle(document.querySelector('.chainrule-shown')).backgroundColor"
    line = "getComputedStyle(document.querySelector('.chainrule .line')).stroke"
    seen = {}
    for system in ("light", "dark"):
        tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": system}])
        for theme in ('', ' data-jp-theme-light="true"', ' data-jp-theme-light="false"'):
            path.write_text(f"<!doctype html><meta charset=utf-8><body{theme}>{made}", encoding="utf-8")
            tab.open(path)
            seen[system, theme[-7:-1]] = tab.do(ground), tab.do(line)
    tab.call("Emulation.setEmulatedMedia", features=[])
    light, dark = seen["light", ""], seen["dark", ""]
    assert light != dark and light[0] == "rgb(255, 255, 255)"
    assert seen["light", '="true'] == seen["dark", '="true'] == light
    assert seen["light", '"false'] == seen["dark", '"false'] == dark
