"""`plot`: a function drawn with its derivative and a tangent, or as contour lines, and what it returns."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import OptionError
from ..explaining.curve import explain
from ..explaining.curve import plot as pictured
from ..explaining.page import Page
from ..language import Language, Text
from ..numbers.check import Check
from ..numbers.point import numbers
from ..reading import Syntax, read_point
from ..render.json import blocks_of
from ..solution.curves import Curve, Hills, drawn
from ..solution.question import Question
from ..solution.solve import solve
from ..solution.stage import Story
from .faces import Faces, spoken
from .pipeline import program_of

ONE = Text("A plot is of one output.", "그래프는 출력 하나에 대해 그립니다.")


class Plotted(Faces):
    """A function as it is drawn: in every format of an explanation, and as SVG or PNG."""

    def __init__(self, found: Curve | Hills) -> None:
        self._found = found

    @property
    def check(self) -> Check:
        """What the numeric check of the derivative found."""
        return self._found.story.check

    @property
    def window(self) -> tuple[float, float]:
        """The stretch of the (first) variable that is seen."""
        return self._found.window

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The function, its derivative and the picture, as data."""
        return explain(self._found, spoken(lang))

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The blocks of the page in order, the points of every trace among them, schema chainrule-plot/1."""
        page = self.page(lang)
        return {"schema": "chainrule-plot/1", "name": self._found.story.output_name, "language": page.language,
                "window": list(self.window), "blocks": blocks_of(page)}

    def to_svg(self, lang: Language | None = None) -> str:
        """The picture as SVG."""
        from ..drawing.plot_svg import render
        return render(pictured(self._found, spoken(lang)))

    def to_png(self, lang: Language | None = None, scale: float = 2) -> bytes:
        """The same as pixels. Raises UnsupportedError without chainrule[png]."""
        from ..drawing.png import render
        return render(self.to_svg(lang), scale)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {**super()._repr_mimebundle_(include, exclude), "image/svg+xml": self.to_svg()}

    def __repr__(self) -> str:
        low, high = self.window
        return f"<chainrule plot: {self._found.story.output_name} between {low:g} and {high:g}>"


def plot(source: Any, at: Mapping[Any, Any] | str | None = None, between: Sequence[float] | None = None,
         of: str | None = None, syntax: Syntax = "auto") -> Plotted:
    """Draw a function of one variable with its derivative and, at a point, its tangent; one of two variables as contour
    lines with the gradient.

    source   as for `diff`
    at       the point
    between  the lowest and the highest value that is seen; without it a stretch around the point, or around 0

    Raises a ChainruleError as `diff` does, and for a function of more variables.
    """
    point = read_point(at) if isinstance(at, str) else at
    program, symbols = program_of(source, syntax, {v for v in point or () if isinstance(v, str)})
    facts = solve(Question(program, of=() if of is None else (of,),
                           at=None if point is None else numbers(point, symbols)))
    if not isinstance(facts, Story):
        raise OptionError("usage", ONE)
    return Plotted(drawn(facts, between))
