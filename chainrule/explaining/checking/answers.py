"""The page of an answer: problem and answer, the verdict, the mistake, remarks; the right answer where it is asked."""
from __future__ import annotations

from ...language import Language, Text
from ...notation.boxes import Box, Name, Op, Ratio, Row, relation
from ...notation.numbers import number
from ...notation.text import write as plain
from ...notation.write import write
from ...solution.checking.answers import AnswerStory
from ..page import Block, Equation, Heading, Line, Note, Page, Parts, sentence, with_particle_after
from .mistakes import mistake_blocks, name_of
from .verdict import ANSWERED, RIGHT, SAME_TREE, telling_digits, verdict_blocks

ANSWER, VERDICT, MISTAKE = Text("Your answer", "적은 답"), Text("Verdict", "판정"), Text("The mistake", "실수")
RIGHT_ANSWER = Text("The right answer", "바른 답")
HOLE = Text("Your answer has no value where {condition}; the derivative has one there.",
            "{condition}에서 적은 답은 값이 없지만 도함수는 값이 있다.")
SHORTER = Text("It can be written shorter: {formula}.", "더 짧게 쓸 수 있다: {formula}.")
STRANGERS = Text("The problem has no {names}.", "문제에 없는 이름: {names}.")
EDGE = Text("At this point it would be right if the local derivative of {site} by {u} were {needed}; it is {local}.",
            "이 점에서 {u}에 대한 {site}의 국소 미분이 {needed} 맞는 답이다. 실제 값은 {local}이다.")
UNNAMED = Text("No usual mistake gives this answer.", "흔한 실수로는 이 답이 나오지 않는다.")


def answer_page(story: AnswerStory, language: Language, reveal: bool = False) -> Page:
    """All of it on one page."""
    problem = story.problem
    graph, outcome = problem.graph, story.verdict.outcome
    f, x = Name(name_of(story)), Name(graph.name(problem.variable))
    typed, node = story.typed
    ratio = Ratio(f, (x,), len(graph.inputs([problem.output])) > 1)
    blocks: list[Block] = [
        Heading(ANSWER.say(language)),
        Equation((Line(f, write(graph, problem.output, {})), Line(ratio, write(typed, node, {})))),
        Heading(VERDICT.say(language))]
    if story.same:
        blocks += [Note((RIGHT.say(language),), "good"), Note((SAME_TREE.say(language),))]
    else:
        blocks += verdict_blocks(graph, story.verdict, language, claimed=ANSWERED)
    blocks += [Note(remark) for remark in remarks(story, language)]
    if story.named:
        blocks += [Heading(MISTAKE.say(language)), *mistake_blocks(story, language, reveal)]
    elif outcome == "wrong" and not story.strangers:
        blocks.append(Note((UNNAMED.say(language),)))
        blocks += _edge(story, language)
    if reveal and outcome != "right":
        blocks += [Heading(RIGHT_ANSWER.say(language)), Equation((Line(ratio, write(graph, story.truth, {})),))]
    title = plain(Row((ratio, Op("="), write(typed, node, {}))))
    return Page(tuple(blocks), language, title, title)


def _edge(story: AnswerStory, language: Language) -> list[Block]:
    """The edge whose replacement would make the answer right."""
    found, graph = story.mended, story.problem.graph
    if found is None:
        return []
    if found.only:
        return []
    digits = telling_digits(float(found.needed), float(found.local))
    needed = number(found.needed, digits)[0]
    return [Note(sentence(EDGE, language, u=write(graph, found.source, {}), site=write(graph, found.gate, {}),
                          needed=with_particle_after(needed, "라면") if language == "ko" else needed,
                          local=number(found.local, digits)[0]))]


def remarks(story: AnswerStory, language: Language) -> list[Parts]:
    """What is said beside the verdict: holes, a shorter form, names that the problem does not have."""
    graph = story.problem.graph
    found: list[Parts] = []
    for hole in story.holes:
        condition: Box = Row((write(graph, hole.left, {}), relation("="), write(graph, hole.right, {})))
        found.append(sentence(HOLE, language, condition=condition))
    if story.shorter is not None:
        found.append(sentence(SHORTER, language, formula=write(graph, story.shorter, {})))
    if story.strangers:
        found.append(sentence(STRANGERS, language, names=", ".join(story.strangers)))
    return found
