"""What `diff` returns: the answer as an object, and every face that it can show."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import TooLargeError
from ..explaining.page import Page
from ..graph.evaluate import Number
from ..graph.graph import LARGEST_SIZE
from ..language import LANGUAGES, Language, Text
from ..numbers.check import Check
from ..solution.stage import Result, Stage, Story
from .faces import Faces, spoken

if TYPE_CHECKING:
    from ..drawing.picture import Picture

LARGEST_SYMPY = LARGEST_SIZE - 1  # signs of an answer that is handed to SymPy
TOO_LONG = Text("As a SymPy expression the answer would have more than {limit} signs; read it in the text.",
                "답을 SymPy 식으로 쓰면 기호가 {limit}개를 넘습니다. 설명 글에서 읽어 주십시오.")


class Explained(Faces):
    """A derivative with its explanation.

    For one variable `answer` is an ordinary SymPy expression and `value` a number (None without a point, or at a
    kink); for several (a gradient) both are dictionaries by variable name, and `path_count` and `paths` ask for one.
    """

    def __init__(self, story: Story, symbols: dict[str, Any]) -> None:
        self._story = story
        self._symbols = symbols

    @property
    def _last(self) -> Stage:
        return self._story.stages[-1]

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of the (last) differentiation."""
        return self._last.variables

    @property
    def answer(self) -> Any:
        """The derivative as an ordinary SymPy expression, in the caller's own symbols if SymPy came in.

        Raises TooLargeError where it would have more than 20,000 signs: SymPy walks a shared graph as a tree.
        """
        from ..graph.to_sympy import expression
        stage = self._last
        for derived in stage.derivations:
            if stage.graph.size(derived.final) > LARGEST_SYMPY:
                raise TooLargeError("too_large", TOO_LONG, facts={"limit": LARGEST_SYMPY})
        found = [expression(stage.graph, d.final, self._symbols) for d in stage.derivations]
        return found[0] if len(found) == 1 else dict(zip(stage.variables, found, strict=True))

    @property
    def value(self) -> Number | dict[str, Number | None] | None:
        """The derivative at the point: exact where everything was exact, else a float; None at a kink."""
        stage = self._last
        results: tuple[Result, ...] = stage.results
        if not results:
            return None
        if len(results) == 1:
            return results[0].value
        return {name: r.value for name, r in zip(stage.variables, results, strict=True)}

    @property
    def path_count(self) -> int:
        """How many paths lead from the (first) variable to the output; exact, however many they are."""
        return self._last.derivations[0].path_count

    @property
    def paths(self) -> Iterator[tuple[str, ...]]:
        """The paths from the (first) variable to the output, one at a time, as node names."""
        stage = self._last
        names = stage.names
        for path in stage.derivations[0].paths():
            nodes = [stage.derivations[0].variable, *(e.gate for e in reversed(path))]
            yield tuple(names.get(n) or str(stage.graph.notes[n]) for n in nodes)

    @property
    def graph(self) -> tuple[dict[str, Any], ...]:
        """The dependency graph: name, operation, expression and inputs of every node, inputs first."""
        from ..render.json import nodes_of
        return tuple(nodes_of(self._story.stages[0]))

    @property
    def check(self) -> Check:
        """What the numeric check found, the worst of all stages."""
        checks = [s.check for s in self._story.stages]
        worst = checks[0]
        for check in checks[1:]:
            worst = worst.joined(check)
        return worst

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        from ..explaining.explain import explain
        return explain(self._story, spoken(lang), detail)

    @property
    def picture(self) -> Picture:
        """The dependency graph of the (first) stage as a picture: svg, png, tikz, mermaid, dot, text."""
        from ..drawing.picture import Picture
        return Picture(self._story.stages[0], self._story.output_name)

    def to_svg(self, lang: Language | None = None) -> str:
        """The dependency graph as SVG. Raises TooLargeError for more than 600 nodes."""
        return self.picture.svg(spoken(lang))

    def _drawn(self) -> tuple[dict[Language, str], dict[str, Any] | None]:
        from ..drawing.picture import Picture
        from ..render.web.player import record, with_point
        stage = self._story.stages[0]
        numbered = with_point(stage)
        data = None
        if numbered is not None:
            stage, chosen = numbered
            data = record(stage, chosen)
        picture = Picture(stage, self._story.output_name)
        try:
            return {language: picture.svg(language) for language in LANGUAGES}, data
        except TooLargeError:
            return {}, None

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        bundle = super()._repr_mimebundle_(include, exclude)
        try:
            return {**bundle, "image/svg+xml": self.to_svg()}
        except TooLargeError:
            return bundle

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The derivation as plain data, schema chainrule/1; `lang` speaks only where the check gives a reason."""
        from ..render.json import record
        return record(self._story, self.check, spoken(lang))

    def __repr__(self) -> str:
        return f"<chainrule: {self._story.output_name} by {', '.join(self.variables)}, {self.check.status}>"
