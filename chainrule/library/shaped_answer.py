"""An answer with vectors and matrices and the verdict on it, with every face."""
from __future__ import annotations

from typing import Any

from ..errors import VariableError
from ..explaining.checking.shaped import shaped_page
from ..explaining.page import Page
from ..language import Language
from ..reading import Syntax
from ..reading.answers import expression_of
from ..rules.shape import NUMBER, Shape
from ..solution.checking.matrices.answer import ShapedStory, judged
from ..solution.checking.matrices.problem import shaped_problem
from ..solution.question import Question
from ..tree import Program
from .faces import Faces, spoken


class CheckedShapedAnswer(Faces):
    """A gradient by a vector or a matrix, the verdict on it, and the mistake that explains it where it is wrong."""

    def __init__(self, story: ShapedStory) -> None:
        self._story = story

    @property
    def verdict(self) -> str:
        """right, wrong or cannot_tell."""
        return self._story.outcome

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The labels of the mistakes that explain a wrong answer, likeliest first."""
        return self._story.mistakes

    @property
    def condition(self) -> str | None:
        """None: an answer with shapes is right everywhere or not at all."""
        return None

    @property
    def remarks(self) -> tuple[str, ...]:
        """Why the answer has no value, where its own shapes do not fit."""
        return () if self._story.refusal is None else (self._story.refusal.say(spoken(None)),)

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The verdict and the mistake as data; with detail "full" the right answer too."""
        return shaped_page(self._story, spoken(lang), reveal=detail == "full")

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The verdict and the mistakes as plain data, schema chainrule-check/1."""
        from ..render.checks import shaped_record
        return shaped_record(self._story, spoken(lang))

    def __bool__(self) -> bool:
        return self.verdict == "right"

    def __repr__(self) -> str:
        return f"<chainrule: {self.page('en').title}: {', '.join((self.verdict, *self.mistakes[:1]))}>"


def shaped_answered(question: Question, answer: str, syntax: Syntax = "auto") -> CheckedShapedAnswer:
    """An answer to a question about vectors and matrices."""
    from ..reading.shaped import read_shaped
    problem = shaped_problem(question)
    text = expression_of(answer)
    shapes = {name: _declared(shape) for name, shape in problem.shapes.items() if name in text}

    def read() -> Program:
        """The answer; a shape that it has no use for is not given."""
        while True:
            try:
                return read_shaped(text, syntax, shapes, problem.names, surely=problem.names)
            except VariableError as error:
                if shapes.pop(str(error.facts.get("name")), None) is None:
                    raise

    return CheckedShapedAnswer(judged(problem, read))


def _declared(shape: Shape) -> tuple[Any, ...]:
    """A shape as a caller says it: () for a number, (3,) for a column."""
    return () if shape == NUMBER else shape[:1] if shape[1] == 1 else shape
