"""The pages of matrices of derivatives: several outputs, or all second derivatives of one."""
from __future__ import annotations

from ..language import Language, Text
from ..notation.boxes import Box, Name, Ratio
from ..solution.stage import HessianStory, JacobianStory, Story
from .answer import answer_box
from .explain import explain
from .page import Block, Heading, Note, Page, Parts, Table, sentence
from .symbols import Symbols

OUTPUT = Text("Output {f}", "출력 {f}")
JACOBIAN = Text("Jacobian matrix", "야코비 행렬")
HESSIAN = Text("Hessian matrix", "헤세 행렬")
BY = Text("by", "미분할 변수")
ROW = Text("Row {x}: {gradient} differentiated by every variable", "{x} 행: {gradient}을 변수마다 한 번 더 미분")
SYMMETRIC = Text("The matrix is symmetric: in either order of differentiation the result is the same.",
                 "이 행렬은 대칭이다. 미분하는 순서를 바꾸어도 결과가 같다.")


def jacobian_page(story: JacobianStory, language: Language, detail: str) -> Page:
    """One explanation after the other, then the matrix."""
    blocks: list[Block] = []
    names = [part.output_name for part in story.parts]
    for part in story.parts:
        blocks.append(Heading("", sentence(OUTPUT, language, f=Name(part.output_name))))
        blocks += explain(part, language, detail).blocks
    blocks += [Heading(JACOBIAN.say(language)), _table(story.parts, tuple(map(Name, names)), language)]
    return Page(tuple(blocks), language, ", ".join(names))


def hessian_page(story: HessianStory, language: Language, detail: str) -> Page:
    """The gradient in full, then its components in brief (in full with detail "full"), then the matrix."""
    first = explain(story.gradient, language, detail)
    blocks: list[Block] = list(first.blocks)
    variables = story.rows[0].last.variables
    name = story.gradient.output_name
    for x, row in zip(variables, story.rows, strict=True):
        head = sentence(ROW, language, x=Name(x), gradient=Ratio(Name(name), (Name(x),)))
        blocks += [Heading("", head), *explain(row, language, "full" if detail == "full" else "brief").blocks]
    blocks += [Heading(HESSIAN.say(language)), _table(story.rows, tuple(map(Name, variables)), language)]
    if all(row.last.symmetric for row in story.rows) and story.check.status == "checked":
        blocks.append(Note((SYMMETRIC.say(language),)))
    return Page(tuple(blocks), language, first.title)


def _table(stories: tuple[Story, ...], labels: tuple[Box, ...], language: Language) -> Table:
    """The matrix, a row per story under its label, a column per variable."""
    head: Parts = (BY.say(language), *(Name(a.variable) for a in stories[0].answers))
    return Table(head, tuple((label, *_entries(story)) for label, story in zip(labels, stories, strict=True)))


def _entries(story: Story) -> tuple[Box, ...]:
    """The derivatives of one row, with their numbers at the point."""
    return tuple(answer_box(a.derived, Symbols(a.stage), a.result) for a in story.answers)
