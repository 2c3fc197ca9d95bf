"""What `implicit` returns: the derivative of a variable that a relation determines."""
from __future__ import annotations

from typing import Any

from ..errors import TooLargeError
from ..explaining.page import Page
from ..graph.evaluate import Number
from ..language import Language
from ..numbers.check import Check
from ..solution.implicit_facts import ImplicitStory
from ..solution.stage import Story
from .explained import LARGEST_SYMPY, TOO_LONG, Explained
from .faces import spoken


class ImplicitExplained(Explained):
    """An implicit derivative with its explanation; `answer` and `value` are those of the last differentiation.

    `graph`, `paths` and `path_count` speak of the relation F, moved to one side.
    """

    def __init__(self, story: ImplicitStory, symbols: dict[str, Any]) -> None:
        super().__init__(Story((story.first,), story.first.names[story.first.output], False), symbols)
        self._implicit = story

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables differentiated by, in turn."""
        return self._implicit.solved[-1].wrt

    @property
    def answer(self) -> Any:
        """The derivative as an ordinary SymPy expression in both variables."""
        from ..reading.symbols import expression
        graph, node = self._implicit.first.graph, self._implicit.solved[-1].node
        if graph.size(node) > LARGEST_SYMPY:
            raise TooLargeError("too_large", TOO_LONG, facts={"limit": LARGEST_SYMPY})
        return expression(graph, node, self._symbols)

    @property
    def value(self) -> Number | None:
        """The derivative at the point; None without one."""
        return self._implicit.solved[-1].value

    @property
    def check(self) -> Check:
        """What the numeric checks found, of the partial derivatives and along level curves."""
        worst = self._implicit.first.check
        for solved in self._implicit.solved:
            worst = worst.joined(solved.check)
        return worst

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        from ..explaining.implicit import explain
        return explain(self._implicit, spoken(lang), detail)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The derivation of F as plain data, and under "implicit" the derivatives that were solved for."""
        from ..explaining.symbols import Symbols
        from ..notation.text import write
        from ..render.json import check_of, plain_number
        written = super().to_dict(lang)
        symbols = Symbols(self._implicit.first)
        written["implicit"] = [
            {"of": self._implicit.dependent, "wrt": list(s.wrt),
             "answer": write(symbols.in_inputs(s.node)[0], style="plain") if symbols.is_short(s.node) else None,
             **({} if s.value is None else {"value": plain_number(s.value)}), "check": check_of(s.check, spoken(lang))}
            for s in self._implicit.solved]
        return written

    def __repr__(self) -> str:
        return f"<chainrule: {self._implicit.dependent} by {', '.join(self.variables)}, {self.check.status}>"
