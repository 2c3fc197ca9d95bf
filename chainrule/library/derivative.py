"""The derivative of one output, by one variable or several, once or more often."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, fields, replace
from typing import TYPE_CHECKING, Any

from ..explaining.explain import explain
from ..explaining.page import Page
from ..graph.evaluate import Number
from ..language import Language
from ..numbers.check import Check
from ..reading import Syntax
from ..records import record
from ..solution.question import Question
from ..solution.stage import Stage, Story
from .explained import Explained, in_sympy
from .faces import spoken

if TYPE_CHECKING:
    from .checked_answer import CheckedAnswer
    from .function import Function


@record
class Checking(Check):
    """A check that also checks answers to the question that it belongs to."""

    question: Question | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, check: Check, question: Question) -> Checking:
        """The same check, for this question."""
        return cls(**{each.name: getattr(check, each.name) for each in fields(check)}, question=question)

    def __call__(self, answer: str, wrt: str | None = None, syntax: Syntax = "auto") -> CheckedAnswer:
        """Whether an answer is right, and which mistake was made: it.check("2x"). `wrt` names the variable where there
        are several."""
        from .checked_answer import answered
        assert self.question is not None
        asked = self.question if wrt is None else replace(self.question, wrt=(wrt,), then=(), order=1)
        return answered(asked, answer, syntax)


class Derivative(Explained):
    """One output differentiated: `answer` and `value` are those of the last stage."""

    def __init__(self, story: Story, symbols: dict[str, Any], question: Question | None = None) -> None:
        self._story = story
        self._symbols = symbols
        self._question = question

    @property
    def pictured(self) -> Story:
        """All the facts."""
        return self._story

    @property
    def stages(self) -> Sequence[Stage]:
        """All stages."""
        return self._story.every_stage

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of the (last) differentiation."""
        return tuple(a.variable for a in self._story.answers)

    @property
    def answer(self) -> Any:
        """An ordinary SymPy expression; for several variables a dictionary by name."""
        found = {a.variable: in_sympy(a.stage.graph, a.derived.final, self._symbols) for a in self._story.answers}
        return found if len(found) > 1 else next(iter(found.values()))

    @property
    def value(self) -> Number | dict[str, Number | None] | None:
        """The derivative at the point: exact where everything was exact, else a float; None at a kink."""
        found = {a.variable: a.result.value for a in self._story.answers if a.result is not None}
        return found if len(found) > 1 else next(iter(found.values()), None)

    @property
    def check(self) -> Check:
        """What the numeric check found, the worst of all stages. Called with an answer, check("2x") says whether that
        is right."""
        return self._story.check if self._question is None else Checking.of(self._story.check, self._question)

    def function(self) -> Function:
        """The derivative as a function of numbers or arrays; of several variables it gives a dictionary by name."""
        from .function import Function, row_of
        names = self.variables
        if len(names) == 1:
            return Function([row_of(self._story)], lambda rows: rows[0][0])
        return Function([row_of(self._story)], lambda rows: dict(zip(names, rows[0], strict=True)))

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The explanation as data."""
        return explain(self._story, spoken(lang), detail)

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The derivation as plain data, schema chainrule/1; `lang` speaks only where the check gives a reason."""
        from ..render.json import record
        return record(self._story, spoken(lang))
