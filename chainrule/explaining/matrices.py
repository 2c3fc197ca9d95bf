"""The pages of matrices of derivatives: several outputs, or all second derivatives of one."""
from __future__ import annotations

from collections.abc import Sequence

from ..language import Language, Text, josa
from ..notation.boxes import Box, Colour, Live, Name, Ratio
from ..notation.numbers import number
from ..solution.stage import Answer, HessianStory, JacobianStory, Stage, Story
from .answer import NONE
from .explain import explain
from .notes import check_note
from .page import Block, Heading, Note, Page, Paragraph, Parts, Table, sentence
from .symbols import Symbols

OUTPUT = Text("Output {f}", "출력 {f}")
JACOBIAN = Text("Jacobian matrix", "야코비 행렬")
HESSIAN = Text("Hessian matrix", "헤세 행렬")
BY_OUTPUT = Text("output \\ variable", "출력＼변수")
BY_VARIABLE = Text("variable", "변수")
AT_POINT = Text("At the point:", "주어진 점에서의 값:")
ROW = Text("Row {x}: {gradient} differentiated with respect to every variable",
           "{x} 행: {gradient_t} 각 변수로 한 번 더 미분한다")
SYMMETRIC = Text("The matrix is symmetric: in either order of differentiation the result is the same.",
                 "이 행렬은 대칭이다. 미분하는 순서를 바꾸어도 결과가 같다.")


def jacobian_page(story: JacobianStory, language: Language, detail: str) -> Page:
    """One explanation after the other, then the matrix."""
    blocks: list[Block] = []
    names = [part.output_name for part in story.parts]
    following = 0
    for part in story.parts:
        blocks.append(Heading("", sentence(OUTPUT, language, f=Name(part.output_name))))
        blocks += explain(part, language, detail, following).blocks
        following += len(part.every_stage)
    tables = _tables(story.parts, tuple(map(Name, names)), BY_OUTPUT, language, story.every_stage)
    blocks += [Heading(JACOBIAN.say(language)), *tables]
    return Page(tuple(blocks), language, ", ".join(names), lead=(*tables, check_note(story.check, language)))


def hessian_page(story: HessianStory, language: Language, detail: str) -> Page:
    """The gradient in full, then its components in brief (in full with detail "full"), then the matrix."""
    first = explain(story.gradient, language, detail)
    blocks: list[Block] = list(first.blocks)
    variables = story.rows[0].last.variables
    name = story.gradient.output_name
    following = len(story.gradient.every_stage)
    for x, row in zip(variables, story.rows, strict=True):
        gradient = Ratio(Name(name), (Name(x),))
        head = sentence(ROW, language, x=Name(x), gradient=gradient, gradient_t=(gradient, josa(x, "을")[len(x):]))
        blocks += [Heading("", head), *explain(row, language, "full" if detail == "full" else "brief",
                                                 following).blocks]
        following += len(row.every_stage)
    tables = _tables(story.rows, tuple(map(Name, variables)), BY_VARIABLE, language, story.every_stage)
    blocks += [Heading(HESSIAN.say(language)), *tables]
    if all(row.last.symmetric for row in story.rows) and story.check.status == "checked":
        blocks.append(Note((SYMMETRIC.say(language),)))
    return Page(tuple(blocks), language, first.title, lead=(*tables, check_note(story.check, language)))


def _tables(stories: tuple[Story, ...], labels: tuple[Box, ...], corner: Text, language: Language,
            stages: Sequence[Stage]) -> list[Block]:
    """The matrix, a row per story under its label, a column per variable; at a point a second one of numbers, which a
    page computes anew as those of these stages."""
    places = {id(stage): k for k, stage in enumerate(stages)}
    answers = [story.answers for story in stories]
    head: Parts = (corner.say(language), *(Name(a.variable) for a in answers[0]))
    formulas = tuple((label, *(Symbols(a.stage).best(a.derived)[0] for a in row))
                     for label, row in zip(labels, answers, strict=True))
    blocks: list[Block] = [Table(head, formulas)]
    if any(a.result is not None for row in answers for a in row):
        numbers = tuple((label, *(_number(a, language, places[id(a.stage)]) for a in row))
                        for label, row in zip(labels, answers, strict=True))
        there = all(a.result is not None and a.result.value is not None for row in answers for a in row)
        blocks += [Paragraph((AT_POINT.say(language),)), Table(head, numbers, here=not there)]
    return blocks


def _number(answer: Answer, language: Language, part: int) -> str | Box:
    value = answer.result.value if answer.result is not None else None
    if value is None:
        return NONE.say(language)
    return Colour(Live(number(value)[0], f"{part}:d{answer.derived.variable}"), "gradient")
