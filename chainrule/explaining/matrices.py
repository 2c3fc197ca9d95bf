"""The pages of matrices of derivatives: several outputs, or all second derivatives of one."""
from __future__ import annotations

from ..language import Language, Text, josa
from ..notation.boxes import Box, Colour, Name, Ratio
from ..notation.numbers import number
from ..solution.stage import Answer, HessianStory, JacobianStory, Story
from .answer import NONE
from .explain import explain
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
    for part in story.parts:
        blocks.append(Heading("", sentence(OUTPUT, language, f=Name(part.output_name))))
        blocks += explain(part, language, detail).blocks
    blocks += [Heading(JACOBIAN.say(language)), *_tables(story.parts, tuple(map(Name, names)), BY_OUTPUT, language)]
    return Page(tuple(blocks), language, ", ".join(names))


def hessian_page(story: HessianStory, language: Language, detail: str) -> Page:
    """The gradient in full, then its components in brief (in full with detail "full"), then the matrix."""
    first = explain(story.gradient, language, detail)
    blocks: list[Block] = list(first.blocks)
    variables = story.rows[0].last.variables
    name = story.gradient.output_name
    for x, row in zip(variables, story.rows, strict=True):
        gradient = Ratio(Name(name), (Name(x),))
        head = sentence(ROW, language, x=Name(x), gradient=gradient, gradient_t=(gradient, josa(x, "을")[len(x):]))
        blocks += [Heading("", head), *explain(row, language, "full" if detail == "full" else "brief").blocks]
    blocks += [Heading(HESSIAN.say(language)), *_tables(story.rows, tuple(map(Name, variables)), BY_VARIABLE, language)]
    if all(row.last.symmetric for row in story.rows) and story.check.status == "checked":
        blocks.append(Note((SYMMETRIC.say(language),)))
    return Page(tuple(blocks), language, first.title)


def _tables(stories: tuple[Story, ...], labels: tuple[Box, ...], corner: Text, language: Language) -> list[Block]:
    """The matrix, a row per story under its label, a column per variable; at a point a second one of numbers."""
    answers = [story.answers for story in stories]
    head: Parts = (corner.say(language), *(Name(a.variable) for a in answers[0]))
    formulas = tuple((label, *(Symbols(a.stage).best(a.derived)[0] for a in row))
                     for label, row in zip(labels, answers, strict=True))
    blocks: list[Block] = [Table(head, formulas)]
    if any(a.result is not None for row in answers for a in row):
        numbers = tuple((label, *(_number(a, language) for a in row))
                        for label, row in zip(labels, answers, strict=True))
        blocks += [Paragraph((AT_POINT.say(language),)), Table(head, numbers)]
    return blocks


def _number(answer: Answer, language: Language) -> str | Box:
    value = answer.result.value if answer.result is not None else None
    return NONE.say(language) if value is None else Colour(number(value)[0], "gradient")
