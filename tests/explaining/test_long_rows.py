"""Rows without end are cut on pages and whole in the data."""
from __future__ import annotations

import pytest

import chainrule
from chainrule.explaining.long_rows import SHORTENED
from chainrule.notation.boxes import Box, Row
from chainrule.notation.ends import MOST
from chainrule.notation.rebuild import rebuilt

SUM = " + ".join(f"x{k}^2" for k in range(3 * MOST))
CHAIN = "; ".join(f"v{k} = sin({f'v{k - 1}' if k else 'x'})" for k in range(2 * MOST))


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("text", [SUM, CHAIN, "max(" + ", ".join(f"x{k}" for k in range(MOST + 2)) + ")"])
def test_a_page_shows_the_ends_of_a_long_row_and_says_so(text: str, lang: chainrule.Language) -> None:
    found = chainrule.diff(text)
    said = SHORTENED.say(lang, most=MOST)
    short, whole = found.page(lang), found.page(lang, "full")
    assert any(getattr(block, "parts", ()) == (said,) for block in short.blocks)
    assert not any(getattr(block, "parts", ()) == (said,) for block in whole.blocks)
    for write in (found.to_text, found.to_markdown, found.to_latex):
        assert len(write(lang)) < len(write(lang, "full"))
    assert "⋯" in found.to_text(lang)
    assert "⋯" not in str(found.to_dict(lang))


def test_a_row_of_the_most_parts_stays() -> None:
    text = " + ".join(f"x{k}" for k in range(MOST))
    assert "⋯" not in chainrule.diff(text, wrt="x0").to_text()


@pytest.mark.parametrize("text", ["sqrt(x^2 + 1)/(1 - e^(-x*y))", "max(x, |y|, 3) + floor(x)^y", "log(x, 2)*tan(y)^-1"])
def test_boxes_made_anew_are_the_same(text: str) -> None:
    found: list[Box] = []

    def seen(box: Box) -> Box:
        found.append(box)
        return box

    for block in chainrule.diff(text).page("en").blocks:
        for line in getattr(block, "lines", ()):
            assert rebuilt(line.right, seen) == line.right
    assert any(isinstance(box, Row) for box in found)
