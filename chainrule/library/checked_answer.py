"""An answer to a question and the verdict on it, with every face."""
from __future__ import annotations

from typing import Any

from ..explaining.checking.answers import answer_page, remarks
from ..explaining.checking.verdict import condition_text
from ..explaining.page import Page
from ..language import Language
from ..notation.text import write
from ..reading import Syntax
from ..reading.answers import read_answer
from ..solution.checking import answers
from ..solution.checking.answers import AnswerStory
from ..solution.checking.problem import posed
from ..solution.question import Question
from .faces import Faces, spoken


class CheckedAnswer(Faces):
    """An answer, the verdict on it, and the mistake that explains it where it is wrong."""

    def __init__(self, story: AnswerStory) -> None:
        self._story = story

    @property
    def verdict(self) -> str:
        """right, right_where, wrong or cannot_tell."""
        return self._story.verdict.outcome

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The labels of the mistakes that explain a wrong answer, likeliest first."""
        return self._story.labels

    @property
    def condition(self) -> str | None:
        """Where the answer is right, if that is on a part only."""
        return condition_text(self._story.problem.graph, self._story.verdict.condition)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is said beside the verdict: holes, a shorter form, names that the problem does not have."""
        return tuple("".join(p if isinstance(p, str) else write(p) for p in parts)
                     for parts in remarks(self._story, spoken(None)))

    def page(self, lang: Language | None = None, detail: str = "normal") -> Page:
        """The verdict and the mistake as data; with detail "full" the right answer too."""
        return answer_page(self._story, spoken(lang), reveal=detail == "full")

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The verdict and the mistakes as plain data, schema chainrule-check/1."""
        from ..render.checks import answer_record
        return answer_record(self._story, spoken(lang))

    def __bool__(self) -> bool:
        return self.verdict == "right"

    def __repr__(self) -> str:
        return f"<chainrule: {self.page('en').title}: {', '.join((self.verdict, *self.mistakes[:1]))}>"


def answered(question: Question, answer: str, syntax: Syntax = "auto") -> CheckedAnswer:
    """An answer to a question."""
    posed_problem = posed(question)
    functions = {name: d.parameters or () for name, d in posed_problem.functions.items()}
    names = {*posed_problem.built.inputs, *posed_problem.names}
    return CheckedAnswer(answers.judged(posed_problem, read_answer(answer, syntax, names, functions)))
