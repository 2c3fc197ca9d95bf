"""What can be shown: one page, in every format."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..explaining.page import Page
from ..language import LANGUAGES, Language

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

DEFAULT_WIDTH = 80


class Faces:
    """Anything with a page, as text, Markdown, LaTeX, in colour, and in a notebook."""

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """What is shown, as data."""
        raise NotImplementedError

    def to_text(self, lang: Language | None = None, detail: str = "normal", width: int = DEFAULT_WIDTH,
                ascii: bool = False) -> str:
        """The explanation as plain text, no wider than `width` columns."""
        from ..render.terminal import render
        return render(self.page(lang, detail), width=width, ascii=ascii)

    def to_markdown(self, lang: Language | None = None, detail: str = "normal") -> str:
        """The explanation as Markdown with $…$ formulas."""
        from ..render.markdown import render
        return render(self.page(lang, detail))

    def to_latex(self, lang: Language | None = None, detail: str = "normal", standalone: bool = False) -> str:
        """The explanation as LaTeX: a fragment to paste, or a document of its own."""
        from ..render.latex import render
        return render(self.page(lang, detail), standalone=standalone)

    def to_html(self, lang: Language | None = None, detail: str = "normal", before: str = "") -> str:
        """A web page in one file, in both languages; `lang` is shown first. It loads nothing from anywhere. `before` is
        HTML of the caller's own that stands above it."""
        from ..render.web.html import render
        pages = {language: self.page(language, detail) for language in LANGUAGES}
        pictures, data = self._drawn()
        return render(pages, pictures, data, spoken(lang), before)

    def _drawn(self) -> tuple[dict[Language, str], dict[str, Any] | None]:
        """The pictures of a web page by language, and what its player computes with."""
        return {}, None

    def renderable(self, lang: Language | None = None, detail: str = "normal", width: int = DEFAULT_WIDTH,
                   ascii: bool = False) -> RenderableType:
        """The explanation in colour, for Rich."""
        from ..render.terminal import renderable
        return renderable(self.page(lang, detail), width=width, ascii=ascii)

    def __str__(self) -> str:
        return self.to_text()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        yield self.renderable(width=options.max_width)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": self.to_text(), "text/markdown": self.to_markdown(), "text/latex": self.to_latex()}


def spoken(lang: Language | None) -> Language:
    """The language asked for, or that of the environment."""
    if lang is not None:
        return lang
    from ..language import preferred
    return preferred()
