"""Short lessons with worked examples, `chainrule lesson NAME`."""
from __future__ import annotations

from ...language import Language, Text
from ..page import Heading, Page, Paragraph, Table
from .learning import DESCENT, LOSS, RATE, REGULARISATION
from .lesson import Lesson, Own
from .mistakes import TYPICAL
from .networks import BACKPROPAGATION, GATES
from .one_variable import CHAIN_RULE, COMPOSITION, DERIVATIVE
from .output_layers import LAYERS, OUTPUTS
from .rules_of_school import IMPLICIT, LOGARITHMIC, PRODUCT_RULE, QUOTIENT_RULE, SIGMOID, SUM_RULE
from .several_variables import GRAPH, MULTIVARIABLE, PARTIAL
from .vectors import BATCH, ENTRYWISE, GRADIENT, SOFTMAX, TRANSPOSE

LESSONS: dict[str, Lesson] = {lesson.name: lesson for lesson in (
    DERIVATIVE, SUM_RULE, PRODUCT_RULE, QUOTIENT_RULE, COMPOSITION, CHAIN_RULE, LOGARITHMIC, IMPLICIT, PARTIAL,
    MULTIVARIABLE, GRAPH, BACKPROPAGATION, GATES, SIGMOID, TYPICAL, LAYERS, DESCENT, RATE, LOSS, REGULARISATION,
    OUTPUTS, GRADIENT, TRANSPOSE, ENTRYWISE, SOFTMAX, BATCH)}
TITLE = Text("Lessons", "강의")
HOW = Text("chainrule lesson NAME shows one of them; --with \"x^3\" adds your own function.", "chainrule lesson "
                                                                                              "이름을 입력하면 강의 "
                                                                                              "하나를 볼 수 있다. "
                                                                                              "--with \"식\"을 붙이면 "
                                                                                              "그 함수로도 설명한다.")
NAME, ABOUT = Text("name", "이름"), Text("what it is about", "내용")


def contents(language: Language) -> Page:
    """The list of lessons, a line each."""
    rows = tuple((lesson.name, lesson.summary.say(language)) for lesson in LESSONS.values())
    head = (NAME.say(language), ABOUT.say(language))
    return Page((Heading(TITLE.say(language)), Table(head, rows), Paragraph((HOW.say(language),))), language,
                TITLE.say(language), TITLE.say(language))


__all__ = ["LESSONS", "Lesson", "Own", "contents"]
