"""A graph's picture in every view and format."""
from __future__ import annotations

from functools import cached_property

from ..errors import OptionError
from ..language import Language, Text, preferred
from ..solution.matrices.story import MatrixStory
from ..solution.stage import Stage
from . import dot, mermaid, svg, tikz, tree_text
from .diagram import Diagram
from .formats import PICTURES, VIEWS, View
from .model import Model, model
from .places import diagram
from .themed import framed
from .wrapped import NARROW, WIDE

NO_VIEW = Text("There is no view {view}.", "{view}: 없는 보기입니다.")
WHICH = Text("There are graph and layers.", "graph와 layers가 있습니다.")
MATRICES = Text("Layers are drawn of programs with numbers.", "층은 수로 된 프로그램만 그립니다.")
THERE = Text("In the graph of a program with matrices every layer is a node already.",
             "행렬로 된 프로그램의 그래프에서는 층마다 이미 노드 하나입니다.")


class Picture:
    """The dependency graph of a stage, or of a story with vectors and matrices; layout and formats are made when they
    are asked for.

    Raises TooLargeError, from any method, for a graph of more than 600 nodes.
    """

    def __init__(self, facts: Stage | MatrixStory, name: str, view: View = "graph", live: bool = False) -> None:
        """`live`: its numbers will change, so that nothing is marked that holds for these alone."""
        self._facts = facts
        self.name = name
        self.view = view
        self._live = live
        self._models: dict[Language, Model] = {}
        self._diagrams: dict[tuple[int, float], Diagram] = {}

    def __call__(self, view: View = "graph") -> Picture:
        """The same in another view: the graph, or the layers of a network. Raises OptionError for any other word, and
        where there are no layers."""
        if view not in VIEWS:
            raise OptionError("usage", NO_VIEW, facts={"view": view},
                              hint=WHICH)
        made = Picture(self._facts, self.name, view)
        if view == "layers":
            made.shown("en")
        return made

    @cached_property
    def model(self) -> Model:
        return self.shown("en")

    @cached_property
    def diagram(self) -> Diagram:
        return self._placed("en", WIDE)

    def shown(self, language: Language) -> Model:
        """The nodes and edges of this view, with words in a language where it has any."""
        if self.view == "layers":
            from . import columns  # most pictures are graphs
            return columns.model(columns.columns(self._stage(), language))
        if language not in self._models:
            known = next(iter(self._models.values()), None)
            wordless = known is not None and not any(node.part for node in known.nodes)
            self._models[language] = known if known is not None and wordless else self._made(language)
        return self._models[language]

    def _made(self, language: Language) -> Model:
        if isinstance(self._facts, Stage):
            return model(self._facts, language, not self._live)
        from .shapes import shaped_model  # most pictures are of numbers
        return shaped_model(self._facts)

    def _placed(self, language: Language, wide: float) -> Diagram:
        if self.view == "graph":
            shown = self.shown(language)
            key = id(shown), wide
            if key not in self._diagrams:
                self._diagrams[key] = diagram(shown, wide)
            return self._diagrams[key]
        from . import column_places
        from .columns import columns
        return column_places.diagram(columns(self._stage(), language))

    def _stage(self) -> Stage:
        """The facts of a program with numbers. Raises OptionError for one with matrices."""
        if not isinstance(self._facts, Stage):
            raise OptionError("usage", MATRICES, hint=THERE)
        return self._facts

    def svg(self, language: Language, *, style: bool = True) -> str:
        """One <svg> element; without its style sheet for a page that has it already."""
        return svg.render(self._placed(language, WIDE), self.name, language, style=style)

    def _repr_svg_(self) -> str:
        return self.svg(preferred())

    def _repr_html_(self) -> str:
        """In a notebook its colours follow the notebook's theme."""
        return framed(self.svg(preferred(), style=False), svg.STYLE)

    def png(self, language: Language, scale: float = 2) -> bytes:
        """The SVG as pixels, `scale` of them for each unit. Raises UnsupportedError without chainrule[png]."""
        from .png import render
        return render(self.svg(language), scale)

    def tikz(self, standalone: bool = False, language: Language = "en") -> str:
        """A tikzpicture for LaTeX, in rows about as wide as a page, or a whole document of its size."""
        placed = self._placed(language, NARROW)
        return tikz.document(placed) if standalone else tikz.render(placed)

    def mermaid(self, language: Language = "en") -> str:
        """A Mermaid flowchart."""
        return mermaid.render(self.shown(language))

    def dot(self, language: Language = "en") -> str:
        """A digraph for Graphviz."""
        return dot.render(self.shown(language))

    def text(self, language: Language) -> str:
        """A tree for the terminal."""
        return tree_text.render(self.shown(language), language)

    def written(self, form: str, language: Language) -> str:
        """One of the formats that are text."""
        return str(PICTURES[form].write(self, language, False))
