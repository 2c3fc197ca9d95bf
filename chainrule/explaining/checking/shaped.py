"""The page of an answer with vectors and matrices: the answer, the verdict, shapes, and the mistake."""
from __future__ import annotations

from ...language import Language, Text
from ...notation.boxes import Name, Ratio, Word
from ...notation.shaped import write_shaped
from ...rules.mistakes import MISTAKES
from ...rules.shape import full
from ...solution.checking.matrices.answer import ShapedStory
from ..page import Block, Equation, Heading, Line, Note, Page, Paragraph, Part, sentence
from .answers import ANSWER, MISTAKE, RIGHT_ANSWER, UNNAMED, VERDICT
from .verdict import CANNOT_TELL, RIGHT, WRONG

SEEN = Text("Both agree at {points} irregular points.", "점 {points}개에서 일치한다.")
SHAPES = Text("The answer must be {wanted}; this one is {given}.",
              "답의 크기는 {wanted}여야 하는데 적은 답은 {given}이다.")
NO_POINT = Text("there is no point at which both have values", "두 식의 값이 모두 있는 점이 없다")


def shaped_page(story: ShapedStory, language: Language, reveal: bool = False) -> Page:
    """All of it on one page."""
    problem = story.problem
    graph = problem.graph
    name = next((n for n, node in problem.names.items() if node == problem.output), "f")
    variable = graph.name(problem.variable) if graph.ops[problem.variable] == "input" else \
        next(n for n, node in problem.names.items() if node == problem.variable)
    ratio = Ratio(Name(name), (Name(variable, True),))
    blocks: list[Block] = [Heading(ANSWER.say(language)), Equation((Line(Name(name), write_shaped(
        graph, problem.output, {})),))]
    if story.answer is not None:
        blocks.append(Equation((Line(ratio, write_shaped(*story.answer, {})),)))
    blocks.append(Heading(VERDICT.say(language)))
    blocks.append(_verdict(story, language))
    if story.refusal is not None:
        blocks.append(Note((story.refusal.say(language),)))
    elif story.shape is not None and "shape" in story.mistakes:
        wanted, given = full(graph.shape(problem.variable)), full(story.shape)
        blocks.append(Note(sentence(SHAPES, language, wanted=wanted, given=given)))
    blocks += _mistake(story, variable, language)
    if reveal and story.outcome != "right":
        blocks += [Heading(RIGHT_ANSWER.say(language)),
                   Equation((Line(ratio, write_shaped(graph, problem.swept.adjoints[problem.variable], {})),))]
    return Page(tuple(blocks), language, f"d{name}/d{variable}", f"d{name}/d{variable}")


def _verdict(story: ShapedStory, language: Language) -> Note:
    if story.outcome == "right":
        return Note((RIGHT.say(language) + " ", *sentence(SEEN, language, points=story.points)), "good")
    if story.outcome == "cannot_tell":
        return Note(sentence(CANNOT_TELL, language, why=NO_POINT), "warn")
    return Note((WRONG.say(language),), "warn")


def _mistake(story: ShapedStory, variable: str, language: Language) -> list[Block]:
    if story.outcome != "wrong":
        return []
    if not story.mistakes:
        return [Note((UNNAMED.say(language),))]
    row = MISTAKES[story.mistakes[0]]
    graph = story.problem.graph
    whole = write_shaped(graph, story.problem.output, {})
    x: Part = Name(variable, True)
    square = next((Name(graph.name(i), True) for i in graph.inputs([story.problem.output])
                   if graph.shape(i)[0] == graph.shape(i)[1] != 1), whole)
    site = {"shape": x, "symmetric_assumed": square}.get(story.mistakes[0], whole)
    facts: dict[str, Part] = {"site": site, "u": x, "v": x, "x": x, "wrong": Word("…")}
    return [Heading(MISTAKE.say(language)), Note(sentence(row.said, language, **facts), "warn"),
            Paragraph((row.rule.say(language),)), Note(sentence(row.question, language, **facts))]


