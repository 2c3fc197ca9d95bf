"""What `learn` returns where values are vectors and matrices."""
from __future__ import annotations

from typing import Any

from ..errors import OptionError
from ..explaining.learning.shaped_descent import explain, plots
from ..explaining.page import Page, Plot
from ..language import Language
from ..numbers.check import Check
from ..solution.shaped_learning import ShapedLearningStory
from .faces import Faces, spoken
from .learning_words import NO_PLOT


class ShapedLearned(Faces):
    """The way of a descent. `points` are dictionaries of nested lists by name and `losses` numbers, the start first:
    points[k] is what k steps led to."""

    def __init__(self, story: ShapedLearningStory, every: int | None = None) -> None:
        self._story = story
        self._every = every

    @property
    def points(self) -> list[dict[str, Any]]:
        """The parameters after every step that was made, the start first."""
        return [self._story.by_name(self._story.parted(k)) for k in range(len(self.losses))]

    @property
    def losses(self) -> list[float]:
        """The loss at every point; infinite where it is too large for a number of the machine."""
        return list(self._story.walk.losses)

    @property
    def gradients(self) -> list[dict[str, Any]]:
        """The derivatives by the parameters at every point."""
        return [self._story.by_name(self._story.slopes(k)) for k in range(len(self.losses))]

    @property
    def stopped(self) -> str | None:
        """Why not every step was made: "overflow", "domain", "zero", "interrupted"; None where all were."""
        stop = self._story.walk.stop
        return None if stop is None else stop.cause

    @property
    def check(self) -> Check:
        """What the numeric check of the gradients found."""
        return self._story.first.check

    @property
    def plots(self) -> dict[str, Plot]:
        """The pictures in English, by name: loss."""
        return plots(self._story, "en")

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        return explain(self._story, spoken(lang), detail, self._every)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The way as plain data, schema chainrule-learn/1."""
        from ..render.learning_json import shaped_record
        return shaped_record(self._story, spoken(lang))

    def to_svg(self, lang: Language | None = None, chart: str = "loss") -> str:
        """The curve of the loss as SVG."""
        from ..drawing.plot_svg import render
        found = plots(self._story, spoken(lang))
        if chart not in found:
            raise OptionError("usage", NO_PLOT, facts={"name": chart, "known": ", ".join(found)})
        return render(found[chart])

    def to_png(self, lang: Language | None = None, chart: str = "loss", scale: float = 2) -> bytes:
        """The same as pixels. Raises UnsupportedError without chainrule[png]."""
        from ..drawing.png import render
        return render(self.to_svg(lang, chart), scale)

    def __repr__(self) -> str:
        walk, loss = self._story.walk, self._story.first.output_name
        return f"<chainrule learn: {len(walk.points) - 1} steps, {loss} = {walk.losses[-1]:.4g}>"
