"""Answer and plan in a few lines, for what shows them before the picture and the working."""
from __future__ import annotations

from ..derivation.paths import Derivation
from ..language import Text
from ..notation.boxes import Box, Op, Row
from ..solution.stage import Story
from . import answer, chain, notes, school
from .page import Block, Equation, Line, Paragraph, Parts, sentence_case
from .telling import Telling

LINES = 4  # of the program, and answers, that stand there
ONE = Text("Multiply the local partials along it.", "이 경로를 따라 국소 미분을 곱한다.")
EACH = Text("Multiply the local partials along each path, then add.", "경로마다 국소 미분을 곱한 다음 모두 더한다.")
ALL = Text("One pass from {f} backward gives all {count} derivatives: upstream × local for each value, added where a "
           "value is used more than once.",
           "{f}에서 거꾸로 한 번 내려가면 도함수 {count}개를 모두 얻는다. 값마다 상류 기울기 × 국소 미분을 구하고, "
           "여러 번 쓰인 값에서는 더한다.")
MORE = Text("{count} more below", "나머지 {count}개는 아래에")


def blocks(story: Story, telling: Telling, function: tuple[Line, ...]) -> tuple[Block, ...]:
    """What is differentiated, where that is short, the (last) derivatives, how they are found, and the check."""
    stage = telling.stage
    results = stage.results or (None,) * len(stage.derivations)
    answers = [answer.answered(telling, _left(story, telling, derived), derived, result)
               for derived, result in list(zip(stage.derivations, results, strict=True))[:LINES]]
    left = len(stage.derivations) - len(answers)
    if left:
        answers.append(Line(Op("⋮"), Row(()), (telling.say(MORE, count=left),), sign=" "))
    check = [] if stage.check is None else [notes.check_note(story.check, telling.language, stage.unknown)]
    return (Equation((*(function if len(function) <= LINES else ()), *answers)),
            Paragraph(sentence_case(_plan(telling))), *check)


def _left(story: Story, telling: Telling, derived: Derivation) -> Box:
    """The derivative as the page calls it: ∂f/∂x, f′(x)."""
    if telling.stage.working is not None:
        return school.left_side(story, telling)
    return answer.total(story, telling, derived)


def _plan(telling: Telling) -> Parts:
    """In one sentence how the derivatives are found."""
    stage = telling.stage
    if stage.working is not None:
        return (school.plan(telling, stage.working),)
    if len(stage.derivations) > 1:
        return telling.sentence(ALL, f=telling.symbols.label(stage.output), count=len(stage.derivations))
    derived = stage.derivations[0]
    if not derived.path_count:
        return chain.unused_words(telling, derived)
    if not telling.lists(derived):
        return (*chain.path_words(telling, derived), ". ", chain.unlisted_words(telling, derived))
    return (*chain.path_words(telling, derived), ". ", telling.say(ONE if derived.path_count == 1 else EACH))
