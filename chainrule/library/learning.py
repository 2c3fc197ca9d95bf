"""`learn`: the way downhill of a program's output, and what it returns."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import OptionError
from ..explaining.learning.descent import explain, plots
from ..explaining.page import Page, Plot
from ..language import Language
from ..notation.names import spelled
from ..numbers.check import Check
from ..numbers.point import numbers
from ..reading import Syntax, read_point
from ..reading.samples import Samples, of_columns
from ..render.formats import Walked
from ..solution.learning import Learning, LearningStory
from ..solution.learning import learn as solved
from ..solution.question import Question
from ..solution.scenes import chosen, fit
from ..solution.stage import Story
from .faces import Faces, spoken
from .learning_words import NO_PLOT
from .pipeline import program_of, shaped_program_of
from .shaped_learning import ShapedLearned
from .variables import listed, name_of

if TYPE_CHECKING:
    from ..tree import Program

PLAYED = 120  # steps that the player has


class Learned(Faces):
    """The way of a descent. `points` are dictionaries by name and `losses` numbers, the start first: points[k] is what
    k steps led to."""

    def __init__(self, story: LearningStory, every: int | None = None) -> None:
        self._story = story
        self._every = every

    @property
    def points(self) -> list[dict[str, float]]:
        """The parameters after every step that was made, the start first."""
        names = self._story.parameters
        return [dict(zip(names, point, strict=True)) for point in self._story.walk.points]

    @property
    def losses(self) -> list[float]:
        """The loss at every point; infinite where it is too large for a number of the machine."""
        return list(self._story.walk.losses)

    @property
    def gradients(self) -> list[dict[str, float]]:
        """The derivatives by the parameters at every point."""
        names = self._story.parameters
        return [dict(zip(names, slopes, strict=True)) for slopes in self._story.walk.gradients]

    @property
    def stopped(self) -> str | None:
        """Why not every step was made: "overflow", "domain", "zero", "interrupted"; None where all were."""
        stop = self._story.walk.stop
        return None if stop is None else stop.cause

    @property
    def check(self) -> Check:
        """What the numeric check of the gradient found."""
        return self._story.first.check

    @property
    def pictured(self) -> Story:
        """The facts of the loss at the start."""
        return self._story.first

    @property
    def walked(self) -> Walked:
        """Some of the steps, for the player of the page."""
        story = self._story
        steps = tuple((k, dict(zip(story.parameters, story.walk.points[k], strict=True)))
                      for k in chosen(len(story.walk.points), PLAYED))
        fitted = fit(story)
        return Walked(steps, () if fitted is None else tuple(step for step, _ in fitted.curves))

    @property
    def plots(self) -> dict[str, Plot]:
        """The pictures in English, by name: loss, path (of two parameters), line (through samples of two columns)."""
        return plots(self._story, "en")

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        return explain(self._story, spoken(lang), detail, self._every)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The way as plain data, schema chainrule-learn/1."""
        from ..render.learning_json import record
        return record(self._story, spoken(lang))

    def to_svg(self, lang: Language | None = None, chart: str = "loss") -> str:
        """One of the pictures as SVG; the line through samples moves."""
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


def learn(program: str | Program | Any, wrt: str | Sequence[str] | None = None,
          at: Mapping[Any, Any] | str | None = None, rate: float = 0.1, steps: int = 100, method: str = "gradient",
          data: Mapping[str, Sequence[float]] | Samples | None = None, seed: int | None = None,
          of: str | None = None, syntax: Syntax = "auto", every: int | None = None,
          tick: Callable[[int], None] | None = None, shapes: Mapping[str, Any] | str | None = None
          ) -> Learned | ShapedLearned:
    """Make a program's output small by moving some of its variables against their gradients.

    program  as for `diff`; its output, or the value named by `of`, is the loss
    wrt      the variables that move; without it, and without a seed, those that the point gives
    at       their values at the start, and those of all other variables
    rate     the learning rate; `steps` how many are made
    method   "gradient", "momentum" or "adam"
    data     columns by name: values of other variables, a row for each sample; the loss is then the mean over the
             rows. Of vectors and matrices they are the rows of the input: y, or X1, X2 … (x1, x2 …) of X
    shapes   the shapes of vectors and matrices, as for `diff`; `points` are then nested lists by name
    seed     draws the start of those that `at` does not give
    every    which steps the table shows: every n-th
    tick     is told how many steps were made; with it, Ctrl-C ends the way and keeps what was reached

    Raises a ChainruleError for names that are not there or have no value, a rate or a number of steps that cannot be,
    and where the loss has no value at the start. A way that ends early is none: ask `stopped`.
    """
    point = read_point(at) if isinstance(at, str) else at
    names = listed(wrt)
    known = {v for v in (*names, *(point or ())) if isinstance(v, str)}
    read, symbols = shaped_program_of(program, syntax, shapes, known, point) or program_of(program, syntax, known)
    samples = data if isinstance(data, Samples) or data is None else of_columns(data)
    if read.shaped is not None:
        from ..solution.shaped_learning import learn_shaped
        asked = Question(read, of=() if of is None else (of,), wrt=tuple(map(str, names)),
                         at=None if point is None else {spelled(str(name)): value for name, value in point.items()})
        return ShapedLearned(learn_shaped(Learning(asked, rate, steps, method, seed, samples), tick), every)
    question = Question(read, of=() if of is None else (of,), wrt=tuple(name_of(v, symbols) for v in names),
                        at=None if point is None else numbers(point, symbols))
    return Learned(solved(Learning(question, rate, steps, method, seed, samples), tick), every)
