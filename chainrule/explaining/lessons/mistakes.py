"""The lesson on typical mistakes, made from the table by which answers are checked."""
from __future__ import annotations

from ...language import Language, Text
from ...reading import read
from ...reading.answers import read_answer
from ...rules.mistakes import MISTAKES
from ...solution.checking.answers import judged
from ...solution.checking.problem import problem_of
from ..checking.answers import answer_page
from ..page import Block, Table
from .lesson import Lesson, Part, Say, Worked
from .spelling import formula

FUNCTION, WRONG, WHAT = Text("function", "함수"), Text("wrong derivative", "틀린 도함수"), Text("mistake", "실수")
LONGEST = 22  # signs of a wrong derivative that is shown
PROBLEM, ANSWERS = "sin(x^2)", ("cos(x^2)", "2x*cos(x^2)")


def _table(language: Language) -> list[Block]:
    """The mistakes with a short example."""
    head = (FUNCTION.say(language), WRONG.say(language), WHAT.say(language))
    return [Table(head, tuple((formula(row.example[0]), formula(row.example[1]), row.title.say(language))
                              for row in MISTAKES.values() if _is_short(*row.example)))]


def _is_short(function: str, wrong: str) -> bool:
    return 0 < len(wrong) <= LONGEST and ";" not in function


def _checked(language: Language) -> list[Block]:
    """What chainrule says about a wrong answer, and about the right one."""
    blocks: list[Block] = []
    for answer in ANSWERS:
        story = judged(problem_of(read(PROBLEM), "x"), read_answer(answer, "plain", ("x",)))
        blocks += answer_page(story, language).blocks
    return blocks


TYPICAL = Lesson(
    "mistakes", Text("Typical mistakes", "자주 하는 실수"),
    Text("which slips are made, and with which rule", "규칙마다 자주 하는 실수"),
    (
        Say(Text("A wrong derivative is seldom wrong by chance: some rule was used that looks like the right one. Put "
                 "in a number: the derivative must be the slope of the graph there.",
                 "틀린 도함수는 대개 우연히 틀린 것이 아니라, 맞는 규칙과 비슷한 다른 규칙을 쓴 것이다. 수를 하나 "
                 "넣어 보자. 도함수의 값은 그 점에서 그래프의 기울기와 같아야 한다.")),
        Worked(_table),
        Part(Text("An answer checked", "답을 확인한 예")),
        Worked(_checked),
    ),
)
