"""A graph's picture in every format."""
from __future__ import annotations

from functools import cached_property

from ..language import Language, preferred
from ..solution.matrices.story import MatrixStory
from ..solution.stage import Stage
from . import dot, mermaid, svg, tikz, tree_text
from .diagram import Diagram
from .formats import PICTURES
from .model import Model, model
from .places import diagram
from .themed import framed


class Picture:
    """The dependency graph of a stage, or of a story with vectors and matrices; layout and formats are made when they
    are asked for.

    Raises TooLargeError, from any method, for a graph of more than 600 nodes.
    """

    def __init__(self, facts: Stage | MatrixStory, name: str) -> None:
        self._facts = facts
        self.name = name

    @cached_property
    def model(self) -> Model:
        if isinstance(self._facts, Stage):
            return model(self._facts)
        from .shapes import shaped_model  # most pictures are of numbers
        return shaped_model(self._facts)

    @cached_property
    def diagram(self) -> Diagram:
        return diagram(self.model)

    def svg(self, language: Language, *, style: bool = True) -> str:
        """One <svg> element; without its style sheet for a page that has it already."""
        return svg.render(self.diagram, self.name, language, style=style)

    def _repr_svg_(self) -> str:
        return self.svg(preferred())

    def _repr_html_(self) -> str:
        """In a notebook its colours follow the notebook's theme."""
        return framed(self.svg(preferred(), style=False), svg.STYLE)

    def png(self, language: Language, scale: float = 2) -> bytes:
        """The SVG as pixels, `scale` of them for each unit. Raises UnsupportedError without chainrule[png]."""
        from .png import render
        return render(self.svg(language), scale)

    def tikz(self, standalone: bool = False) -> str:
        """A tikzpicture for LaTeX, or a whole document of its size."""
        return tikz.document(self.diagram) if standalone else tikz.render(self.diagram)

    def mermaid(self) -> str:
        """A Mermaid flowchart."""
        return mermaid.render(self.model)

    def dot(self) -> str:
        """A digraph for Graphviz."""
        return dot.render(self.model)

    def text(self, language: Language) -> str:
        """A tree for the terminal."""
        return tree_text.render(self.model, language)

    def written(self, form: str, language: Language) -> str:
        """One of the formats that are text."""
        return str(PICTURES[form].write(self, language, False))
