"""The numbers in the text of a page: computed anew they are those of a page about that point."""
from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chromium
import pytest

from chainrule import diff

needs_chromium = pytest.mark.skipif(chromium.installed() is None, reason="Chromium is not installed")
MOVES: list[tuple[str, dict[str, Any], dict[str, float], dict[str, float]]] = [
    ("(x+y)*z", {"wrt": "x"}, {"x": -2, "y": 5, "z": -4}, {"x": 3, "y": -7.5, "z": 2}),
    ("u = x^2 - y; f = u*sin(u)/x", {}, {"x": 2, "y": 1}, {"x": -1.5, "y": 0.75}),
    ("x*y^2 - (-x)^3", {"wrt": "x"}, {"x": -1, "y": -2}, {"x": -3, "y": 4}),
    ("x^3*y", {"wrt": "x", "order": 2}, {"x": 1, "y": 2}, {"x": -2, "y": 7}),
    ("y1 = relu(x1); y2 = x1*x2", {"of": ["y1", "y2"]}, {"x1": 1, "x2": 2}, {"x1": 3, "x2": -5}),
    ("exp(-x)*1000000", {}, {"x": 1}, {"x": 30}),
    ("x/y", {"wrt": "x"}, {"x": 1, "y": 4}, {"x": -1, "y": 8}),
    ("x^2*y", {"wrt": ["x", "y"], "order": 2}, {"x": 1, "y": 3}, {"x": -1, "y": 4}),
    ("f = (2x+1)^3", {"level": "school"}, {"x": 1}, {"x": -3}),
    ("z = w*x + b; a = sigmoid(z); L = (a - t)^2", {"wrt": ["w", "b"]}, {"w": 1, "x": 2, "b": -1, "t": 1},
     {"w": 0.6, "x": 1.5, "b": 0.2, "t": 0}),
]


@pytest.fixture(scope="module")
def tab() -> Iterator[chromium.Tab]:
    try:
        with chromium.browser() as found:
            yield found
    except (EOFError, TimeoutError, BrokenPipeError) as error:
        pytest.skip(f"Chromium does not run here: {error!r}")


def opened(tab: chromium.Tab, folder: Path, page: str) -> None:
    (folder / "page.html").write_text(page, encoding="utf-8")
    tab.open(folder / "page.html")


def moved(tab: chromium.Tab, there: dict[str, float]) -> None:
    tab.do(f"Object.entries({json.dumps(there)}).forEach(([name, value]) => changed(name, String(value)))")


def told(tab: chromium.Tab, language: str) -> list[str]:
    """What stands in every row and every sentence, without the remark that a wide formula scrolls."""
    found: list[str] = tab.do(
        f"Array.from(document.querySelectorAll('article[lang={language}] :is(h2, p, tr):not([hidden])')).filter("
        "e => !e.closest('.player, .hint, .unseen, .elsewhere')).map(e => "
        "e.innerText === undefined ? e.textContent : e.textContent.replace(/\\s+/g, ' ').trim())")
    return found


@needs_chromium
@pytest.mark.parametrize("text, options, here, there", MOVES, ids=[m[0] for m in MOVES])
def test_the_text_is_that_of_the_new_point(text: str, options: dict[str, Any], here: dict[str, float],
                                           there: dict[str, float], tab: chromium.Tab, tmp_path: Path) -> None:
    exactly = ", ".join(f"{name}={value}" for name, value in there.items())
    opened(tab, tmp_path, diff(text, at=exactly, **options).to_html("en"))
    wanted = {language: told(tab, language) for language in ("en", "ko")}
    opened(tab, tmp_path, diff(text, at=here, **options).to_html("en"))
    before = told(tab, "en")
    moved(tab, there)
    for language in ("en", "ko"):
        assert told(tab, language) == wanted[language]
    moved(tab, here)
    assert told(tab, "en") == before != wanted["en"]
