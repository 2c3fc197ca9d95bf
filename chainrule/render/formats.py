"""The one table of formats: what each is called, which files have it, and how what is explained is written in it."""
from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from ..language import LANGUAGES, Language
from ..records import record

if TYPE_CHECKING:  # --help reads this table too, and loads none of these
    from ..explaining.page import Page
    from ..solution.matrices.story import MatrixStory
    from ..solution.stage import Stage, Story

DEFAULT_WIDTH = 80


class Shown(Protocol):
    """Whatever can be written: a page, plain data, and (for a web page) the facts of the graph that is drawn, and of
    those whose numbers stand in the text."""

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page: ...

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]: ...

    @property
    def pictured(self) -> Story | MatrixStory | None: ...

    @property
    def stages(self) -> Sequence[Stage]: ...

    @property
    def walked(self) -> Walked | None: ...


@record
class Walked:
    """A way that a page's player can go: after some of the steps the values of the variables that move; `frames` are
    the steps of the frames of a plot that moves."""

    steps: tuple[tuple[int, Mapping[str, float]], ...]
    frames: tuple[int, ...] = ()


@record
class Look:
    """How it is written: in which language, how much of it, and what single formats may be told besides.

    width       columns of a text; `ascii` writes its formulas in ASCII signs
    standalone  whether LaTeX is a whole document
    above       HTML of the caller's own that stands at the top of a web page
    """

    language: Language
    detail: str = "normal"
    width: int = DEFAULT_WIDTH
    ascii: bool = False
    standalone: bool = False
    above: str = ""


@record
class Format:
    """One format: the endings of its files, how it is written, which fields of a Look it alone heeds, and the type by
    which a notebook knows it."""

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Shown, Look], str]
    heeds: tuple[str, ...] = ()
    mime: str | None = None


def _text(shown: Shown, look: Look) -> str:
    from .terminal import render
    return render(shown.page(look.language, look.detail), width=look.width, ascii=look.ascii)


def _markdown(shown: Shown, look: Look) -> str:
    from .markdown import render
    return render(shown.page(look.language, look.detail))


def _latex(shown: Shown, look: Look) -> str:
    from .latex import render
    return render(shown.page(look.language, look.detail), standalone=look.standalone)


def _html(shown: Shown, look: Look) -> str:
    from .web.html import NOTHING, render
    from .web.scene import scene
    pages = {language: shown.page(language, look.detail) for language in LANGUAGES}
    walked = shown.walked
    found = NOTHING if shown.pictured is None else scene(shown.pictured, shown.stages, plotted=walked is None)
    if found.data is not None and walked is not None:
        found = replace(found, data={**found.data, "path": walked.steps, "frames": walked.frames})
    return render(pages, found, look.language, look.above)


def bundle(shown: Shown, look: Look) -> dict[str, str]:
    """Everything that a notebook may choose from, by its type; where it shows HTML, all of it in one display."""
    from .web.notebook import fragment
    found = {each.mime: each.write(shown, look) for each in FORMATS.values() if each.mime is not None}
    story = None if shown.walked is not None else shown.pictured
    return {**found, "text/html": fragment(shown.page(look.language, look.detail), story, look.language)}


def _json(shown: Shown, look: Look) -> str:
    return json.dumps(shown.to_dict(look.language), ensure_ascii=False, indent=2)


FORMATS = {each.name: each for each in (
    Format("text", (".txt",), _text, ("width", "ascii"), "text/plain"),
    Format("markdown", (".md", ".markdown"), _markdown, mime="text/markdown"),
    Format("latex", (".tex",), _latex, ("standalone",), "text/latex"),
    Format("html", (".html", ".htm"), _html, ("above",)),
    Format("json", (".json",), _json),
)}
