"""The derivative of a program with vectors and matrices."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import TooLargeError, UnsupportedError
from ..explaining.page import Page
from ..explaining.shapes.page import explain_shaped
from ..explaining.shapes.symbols import ShapedTelling
from ..language import Language, Text
from ..notation.shaped import is_long, text_of, write_shaped
from ..notation.text import write
from ..numbers.check import Check
from ..numbers.matrices.calculator import doubles
from ..rules.shape import NUMBER
from ..solution.matrices.story import Gradient, MatrixStory
from .explained import LARGEST_SYMPY, Explained
from .faces import spoken

if TYPE_CHECKING:
    from ..drawing.picture import Picture
    from .matrix_function import MatrixFunction

TOO_LONG = Text("The answer's text would have more than {limit} signs; read it line by line in the explanation.",
                "답을 식 하나로 쓰면 기호가 {limit}개를 넘습니다. 설명 글에서 한 줄씩 읽어 주십시오.")
NO_COUNTERPART = Text("SymPy has no expression of matrices for {formula}.",
                      "SymPy의 행렬식에는 {formula}에 해당하는 것이 없습니다.")
READ_TEXT = Text("read it as text: .text", ".text에서 글로 읽어 주십시오")


class MatrixDerivative(Explained):
    """What `diff` returns where values have shapes. For one variable `answer`, `value` and `shape` are single; for
    several they are dictionaries by variable.

    With `compared` the story holds no comparison with numbers yet: `verify()` makes it, and so does whatever tells."""

    def __init__(self, story: MatrixStory, symbols: Mapping[str, Any] | None = None,
                 compared: Callable[[], MatrixStory] | None = None) -> None:
        self._story, self._symbols, self._compared = story, symbols or {}, compared

    @property
    def facts(self) -> MatrixStory:
        """All that is told."""
        return self._story

    @property
    def pictured(self) -> Any:
        """The facts of the graph that is drawn."""
        return self._story

    @property
    def path_count(self) -> int:
        """How many paths lead from the (first) variable to the output."""
        return self._story.gradients[0].derived.path_count

    @property
    def paths(self) -> Iterator[tuple[str, ...]]:
        """The paths from the (first) variable to the output, one at a time, as node names."""
        telling = ShapedTelling(self._story, "en")
        for path in self._story.gradients[0].derived.paths():
            nodes = [self._story.gradients[0].node, *(edge.gate for edge in reversed(path))]
            yield tuple(write(telling.name(node), style="plain") for node in nodes)

    @property
    def graph(self) -> tuple[dict[str, Any], ...]:
        """The dependency graph: name, operation, expression, inputs and shape of every node, inputs first."""
        return tuple(self.to_dict("en")["nodes"])

    @property
    def picture(self) -> Picture:
        """The dependency graph as a picture with shapes: svg, png, tikz, mermaid, dot, text."""
        from ..drawing.picture import Picture
        return Picture(self._story, self._story.output_name)

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables."""
        return tuple(gradient.variable for gradient in self._last.gradients)

    @property
    def answer(self) -> Any:
        """The derivative as a SymPy expression of MatrixSymbols (the caller's own where SymPy came in); of a rule what
        comes back for a G. Raises UnsupportedError where SymPy has no such expression, TooLargeError for one of more
        than 20,000 signs; `text` has both."""
        return self._single({g.variable: self._in_sympy(g) for g in self._last.gradients})

    @property
    def text(self) -> Any:
        """The derivative as text that chainrule reads: 2*W'*q; of a rule what comes back for a G. Raises TooLargeError
        for one of more than 20,000 signs."""
        return self._single({g.variable: self._text(g) for g in self._last.gradients})

    @property
    def value(self) -> Any:
        """The derivative at the point as nested lists, a number for a number; of a Jacobian the output's shape, then
        the variable's. None without a point, at a kink, and where there would be too many entries."""
        return self._single({g.variable: self._value(g) for g in self._last.gradients})

    @property
    def shape(self) -> Any:
        """The shape of every variable, as it was declared."""
        return self._single({g.variable: self._declared(g) for g in self._last.gradients})

    @property
    def structure(self) -> Any:
        """Of a Jacobian: "diagonal", "low rank", "full", or "blocks" and "rule" where it is no matrix."""
        return self._single({g.variable: g.jacobian.structure if g.jacobian else None for g in self._last.gradients})

    @property
    def check(self) -> Check:
        """What the check found, the worst of all."""
        return self._story.check

    def verify(self) -> Check:
        """The check, made now where it was not asked for before."""
        if self._compared is not None:
            self._story, self._compared = self._compared(), None
        return self.check

    def function(self) -> MatrixFunction:
        """The derivative as a function of lists or NumPy arrays, in the shape of `value`."""
        from .matrix_function import MatrixFunction
        return MatrixFunction(self._story)

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        self.verify()
        return explain_shaped(self._story, spoken(lang), detail)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The derivation as plain data, schema chainrule/1."""
        from ..render.shaped_json import record
        self.verify()
        return record(self._story, spoken(lang))

    @property
    def _last(self) -> MatrixStory:
        return self._story.seconds or self._story

    def _single(self, found: dict[str, Any]) -> Any:
        return found if len(found) > 1 else next(iter(found.values()))

    def _node(self, gradient: Gradient) -> int:
        """What is shown as the answer: a derivative along something, a Jacobian matrix, a gradient, what comes back."""
        found = gradient.jacobian
        return gradient.forward if gradient.forward >= 0 else found.matrix if found and found.matrix >= 0 else \
            gradient.derived.final

    def _in_sympy(self, gradient: Gradient) -> Any:
        from ..graph.to_sympy_matrices import NoCounterpart, matrix_expression
        graph, node = self._story.graph, self._node(gradient)
        if graph.size(node) > LARGEST_SYMPY:
            raise TooLargeError("too_large", TOO_LONG, facts={"limit": LARGEST_SYMPY})
        try:
            return matrix_expression(graph, node, self._symbols)
        except NoCounterpart as none:
            raise UnsupportedError("unsupported", NO_COUNTERPART, facts={
                "formula": text_of(graph, none.node, {})}, hint=READ_TEXT) from None

    def _text(self, gradient: Gradient) -> str:
        graph, node = self._story.graph, self._node(gradient)
        leaves = {} if graph.size(node) <= LARGEST_SYMPY else ShapedTelling(self._story, "en").leaves
        if is_long(graph, node, leaves, LARGEST_SYMPY):
            raise TooLargeError("too_large", TOO_LONG, facts={"limit": LARGEST_SYMPY})
        return write(write_shaped(graph, node, leaves, open_root=False), style="plain")

    def _declared(self, gradient: Gradient) -> tuple[Any, ...]:
        if gradient.variable in self._story.declared:
            return tuple(self._story.declared[gradient.variable])
        rows, columns = gradient.shape
        return () if gradient.shape == NUMBER else (rows,) if columns == 1 else (rows, columns)

    def _value(self, gradient: Gradient) -> Any:
        return gradient.as_declared(doubles(gradient.value), self._story.declared.get(gradient.variable))

    def __repr__(self) -> str:
        return f"<chainrule: {self._story.output_name} by {', '.join(self.variables)}, {self.check.status}>"
