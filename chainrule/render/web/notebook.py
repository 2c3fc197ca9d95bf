"""An explanation as a notebook shows it: answer and plan, the picture, a plot, then the whole of it, in one display."""
from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from ...drawing.picture import Picture
from ...drawing.plot_svg import render as plotted
from ...drawing.themed import framed
from ...errors import TooLargeError
from ...explaining import curve
from ...explaining.page import Page
from ...language import Language, Text
from ...solution.matrices.story import MatrixStory
from ...solution.stage import Story
from .blocks import Blocks, styles
from .scene import plottable

WHOLE = Text("The explanation", "풀이")


def fragment(page: Page, story: Story | MatrixStory | None, language: Language) -> str:
    """HTML for the output of a cell; it has no script and loads nothing."""
    blocks = Blocks(language)
    body: Sequence[str] = (blocks.html(page.lead), _graph(story, language), _plot(story, language))
    whole = blocks.html(page.blocks)
    if page.lead:
        whole = f"<details open=\"\"><summary>{escape(WHOLE.say(language))}</summary>\n{whole}\n</details>"
    sheet = (files("chainrule.render") / "web" / "notebook.css").read_text(encoding="utf-8")
    content = "\n".join(filter(None, (*body, whole)))
    return framed(f'<div lang="{language}">\n{content}\n</div>\n', *styles(content), sheet)


def _graph(story: Story | MatrixStory | None, language: Language) -> str:
    if story is None:
        return ""
    facts = story if isinstance(story, MatrixStory) else story.stages[0]
    try:
        svg = Picture(facts, story.output_name).svg(language, style=False)
    except TooLargeError:
        return ""
    wide = re.search(r' width="([0-9.]+)"', svg)
    return f'<div class="picture" style="--least: {0.6 * float(wide[1]) if wide else 0:.0f}px">{svg}</div>'


def _plot(story: Story | MatrixStory | None, language: Language) -> str:
    found = None if story is None or isinstance(story, MatrixStory) else plottable(story)
    return "" if found is None else f'<div class="picture">{plotted(curve.plot(found, language), style=False)}</div>'
