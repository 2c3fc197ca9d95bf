"""What can be shown: one page in every format of the table."""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..explaining.page import Page
from ..graph.collector import collector_paused
from ..language import Language, preferred
from ..render.formats import DEFAULT_WIDTH, FORMATS, Look, Walked, bundle

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

    from ..solution.matrices.story import MatrixStory
    from ..solution.stage import Stage, Story


class Faces(ABC):
    """Anything with a page: as text, Markdown, LaTeX, HTML, JSON, in colour, and in a notebook."""

    @abstractmethod
    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """What is shown, as data."""

    @abstractmethod
    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """What is shown, as plain data."""

    @property
    def pictured(self) -> Story | MatrixStory | None:
        """The facts of the graph that a web page draws; None where there is none."""
        return None

    @property
    def stages(self) -> Sequence[Stage]:
        """The stages whose numbers a web page computes anew in its text, in the order in which they are told."""
        return ()

    @property
    def walked(self) -> Walked | None:
        """The way that the player of a web page can go; None where there is none."""
        return None

    def written(self, form: str, look: Look) -> str:
        """In one of the formats, by its name."""
        with collector_paused():  # boxes and lines hold no circles
            return FORMATS[form].write(self, look)

    def to_text(self, lang: Language | None = None, detail: str = "normal", width: int = DEFAULT_WIDTH,
                ascii: bool = False) -> str:
        """The explanation as plain text, no wider than `width` columns."""
        return self.written("text", Look(spoken(lang), detail, width, ascii))

    def to_markdown(self, lang: Language | None = None, detail: str = "normal") -> str:
        """The explanation as Markdown with $…$ formulas."""
        return self.written("markdown", Look(spoken(lang), detail))

    def to_latex(self, lang: Language | None = None, detail: str = "normal", standalone: bool = False) -> str:
        """The explanation as LaTeX: a fragment to paste, or a document of its own."""
        return self.written("latex", Look(spoken(lang), detail, standalone=standalone))

    def to_html(self, lang: Language | None = None, detail: str = "normal", before: str = "") -> str:
        """A web page in one file, in both languages; `lang` is shown first. It loads nothing from anywhere. `before` is
        HTML of the caller's own that stands above it."""
        return self.written("html", Look(spoken(lang), detail, above=before))

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
        return bundle(self, Look(spoken(None)))


def spoken(lang: Language | None) -> Language:
    """The language asked for, or that of the environment."""
    return preferred() if lang is None else lang
