"""A derivative that nobody asked to be explained: told, and compared with numbers, only when that is asked for."""
from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ..explaining.page import Page
from ..language import Language
from ..numbers.check import Check
from ..solution.question import Question
from ..solution.stage import Stage, Story
from ..solution.swept import adjoints_of
from .answered import answered
from .explained import Explained
from .function import Function, Row


class Unexplained(Explained):
    """The adjoints that one sweep finds. `answer` and `function()` come from them as they are; `check` says that nobody
    has asked, `verify()` asks. All that tells a derivation (text, paths, the graph, the value at a special point)
    explains it first, as `diff` does otherwise."""

    def __init__(self, question: Question, symbols: dict[str, Any]) -> None:
        self._question, self._symbols = question, symbols
        self._adjoints = adjoints_of(question)
        self._check = Check("not asked")

    @cached_property
    def explained(self) -> Explained:
        """The same question with its explanation."""
        return answered(self._question, self._symbols)

    @property
    def pictured(self) -> Story:
        """The facts of the first output, explained."""
        return self.explained.pictured

    @property
    def stages(self) -> Sequence[Stage]:
        """All stages, explained."""
        return self.explained.stages

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of the (last) differentiation."""
        return self._adjoints.rows[0].variables

    @property
    def answer(self) -> Any:
        """The adjoints in SymPy's terms, not tidied; they share what they have in common."""
        from ..graph.to_sympy import expressions
        rows = [expressions(row.graph, row.nodes, self._symbols) for row in self._adjoints.rows]
        if self._adjoints.matrix:
            import sympy
            return sympy.Matrix(rows)
        return dict(zip(self.variables, rows[0], strict=True)) if len(rows[0]) > 1 else rows[0][0]

    @property
    def value(self) -> Any:
        """The derivative at the point, where one was given."""
        return None if self._question.at is None else self.explained.value

    @property
    def check(self) -> Check:
        """"not asked" until `verify` is called."""
        return self._check

    def verify(self) -> Check:
        """Compares the adjoints with the function itself at a dozen points."""
        if self._check.status == "not asked":
            self._check = self._adjoints.verified()
        return self._check

    def function(self) -> Function:
        """The derivative as a function of numbers or arrays, in the shape of `answer`."""
        rows = [Row(row.graph, row.function, row.nodes) for row in self._adjoints.rows]
        names = self.variables
        if self._adjoints.matrix:
            return Function(rows, tuple, several=len({row.function for row in rows}) > 1)
        if len(names) == 1:
            return Function(rows, lambda found: found[0][0])
        return Function(rows, lambda found: dict(zip(names, found[0], strict=True)))

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        return self.explained.page(lang, detail)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The derivation as plain data, explained."""
        return self.explained.to_dict(lang)

    def __repr__(self) -> str:
        return f"<chainrule: derivative by {', '.join(self.variables)}, not explained, {self._check.status}>"
