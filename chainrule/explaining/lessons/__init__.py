"""Short lessons with worked examples, `chainrule lesson NAME`."""
from __future__ import annotations

from ...language import Language, Text
from ..page import Heading, Page, Paragraph, Table
from .lesson import Lesson
from .networks import BACKPROPAGATION, GATES
from .one_variable import CHAIN_RULE, COMPOSITION, DERIVATIVE
from .several_variables import GRAPH, MULTIVARIABLE, PARTIAL

LESSONS: dict[str, Lesson] = {lesson.name: lesson for lesson in (
    DERIVATIVE, PARTIAL, COMPOSITION, CHAIN_RULE, MULTIVARIABLE, GRAPH, BACKPROPAGATION, GATES)}
TITLE = Text("Lessons", "강의")
HOW = Text("chainrule lesson NAME shows one of them.", "chainrule lesson 이름을 입력하면 강의 하나를 볼 수 있다.")
NAME, ABOUT = Text("name", "이름"), Text("what it is about", "내용")


def contents(language: Language) -> Page:
    """The list of lessons, a line each."""
    rows = tuple((lesson.name, lesson.summary.say(language)) for lesson in LESSONS.values())
    head = (NAME.say(language), ABOUT.say(language))
    return Page((Heading(TITLE.say(language)), Table(head, rows), Paragraph((HOW.say(language),))), language,
                TITLE.say(language))


__all__ = ["LESSONS", "Lesson", "contents"]
