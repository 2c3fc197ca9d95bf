"""What `diff` and `implicit` return: an answer, the check behind it, its graph, and every face that it can show."""
from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import TooLargeError, UnsupportedError
from ..graph.graph import LARGEST_SIZE, Graph
from ..language import Language, Text
from ..numbers.check import Check
from ..solution.stage import Story
from .faces import Faces, spoken

if TYPE_CHECKING:
    from ..drawing.picture import Picture
    from .function import Function

LARGEST_SYMPY = LARGEST_SIZE - 1  # signs of an answer that is handed to SymPy
TOO_LONG = Text("As a SymPy expression the answer would have more than {limit} signs; read it in the text.",
                "답을 SymPy 식으로 쓰면 기호가 {limit}개를 넘습니다. 설명 글에서 읽어 주세요.")

NO_FUNCTION = Text("This derivative is not compiled to a function of numbers; give the point with `at`.",
                   "이 도함수는 수를 넣는 함수로 컴파일하지 않습니다. 점은 `at`으로 주세요.")


class Explained(Faces):
    """A derivative with its explanation.

    For one variable `answer` is an ordinary SymPy expression and `value` a number (None without a point, or at a
    kink); for several (a gradient) both are dictionaries by variable name, for a matrix its rows. `path_count`,
    `paths`, `graph` and `picture` speak of the first variable, the first stage and the first output.
    """

    @property
    @abstractmethod
    def pictured(self) -> Story:
        """The facts of the graph that is drawn and whose paths are told: of several the first."""

    @property
    @abstractmethod
    def variables(self) -> tuple[str, ...]:
        """The variables of the (last) differentiation."""

    @property
    @abstractmethod
    def answer(self) -> Any:
        """The derivative in SymPy's terms, in the caller's own symbols if SymPy came in.

        Raises TooLargeError where it would have more than 20,000 signs: SymPy walks a shared graph as a tree.
        """

    @property
    @abstractmethod
    def value(self) -> Any:
        """The derivative at the point: exact where everything was exact, else a float; None at a kink."""

    @property
    @abstractmethod
    def check(self) -> Check:
        """What the numeric check found, the worst of everything that was compared."""

    def verify(self) -> Check:
        """The check, made now where it was not asked for before."""
        return self.check

    def function(self) -> Function:
        """The derivative as a function of numbers, or of NumPy arrays of points (with the extra `arrays`)."""
        raise UnsupportedError("unsupported", NO_FUNCTION)

    @property
    def path_count(self) -> int:
        """How many paths lead from the (first) variable to the output; exact, however many they are."""
        return self.pictured.last.derivations[0].path_count

    @property
    def paths(self) -> Iterator[tuple[str, ...]]:
        """The paths from the (first) variable to the output, one at a time, as node names."""
        stage = self.pictured.last
        names = stage.names
        for path in stage.derivations[0].paths():
            nodes = [stage.derivations[0].variable, *(e.gate for e in reversed(path))]
            yield tuple(names.get(n) or stage.graph.name(n) for n in nodes)

    @property
    def graph(self) -> tuple[dict[str, Any], ...]:
        """The dependency graph: name, operation, expression and inputs of every node, inputs first."""
        from ..render.json import nodes_of
        return tuple(nodes_of(self.pictured.stages[0]))

    @property
    def picture(self) -> Picture:
        """The dependency graph of the (first) stage as a picture: svg, png, tikz, mermaid, dot, text."""
        from ..drawing.picture import Picture
        return Picture(self.pictured.stages[0], self.pictured.output_name)

    def to_svg(self, lang: Language | None = None) -> str:
        """The dependency graph as SVG. Raises TooLargeError for more than 600 nodes."""
        return self.picture.svg(spoken(lang))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        bundle = super()._repr_mimebundle_(include, exclude)
        try:
            return {**bundle, "image/svg+xml": self.to_svg()}
        except TooLargeError:
            return bundle

    def __repr__(self) -> str:
        return f"<chainrule: {self._title()} by {', '.join(self.variables)}, {self.check.status}>"

    def _title(self) -> str:
        """What is differentiated, by name."""
        return self.pictured.output_name


def in_sympy(graph: Graph, node: int, symbols: dict[str, Any]) -> Any:
    """A node as an ordinary SymPy expression. Raises TooLargeError for one that SymPy could not bear."""
    from ..graph.to_sympy import expression
    if graph.size(node) > LARGEST_SYMPY:
        raise TooLargeError("too_large", TOO_LONG, facts={"limit": LARGEST_SYMPY})
    return expression(graph, node, symbols)
