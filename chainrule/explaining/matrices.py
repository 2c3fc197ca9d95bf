"""The pages of several outputs and of all second derivatives: every row explained, then the matrix."""
from __future__ import annotations

from collections.abc import Sequence

from ..language import Language, Text
from ..notation.boxes import Box, Name, Ratio
from ..solution.stage import Story
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


def jacobian_page(stories: Sequence[Story], language: Language, detail: str = "normal") -> Page:
    """One explanation after the other, then the matrix."""
    names = [story.output_name for story in stories]
    blocks: list[Block] = []
    for name, story in zip(names, stories, strict=True):
        blocks += [Heading("", sentence(OUTPUT, language, f=Name(name))), *explain(story, language, detail).blocks]
    blocks += [Heading(JACOBIAN.say(language)), _table(names, stories, language)]
    return Page(tuple(blocks), language, ", ".join(names))


def hessian_page(gradient: Story, rows: Sequence[Story], checked: bool, language: Language, detail: str = "normal"
                 ) -> Page:
    """The gradient in full, then its components in brief (in full with detail "full"), then the matrix; `checked`:
    whether everything in it was."""
    first = explain(gradient, language, detail)
    names = rows[0].stages[-1].variables
    blocks: list[Block] = list(first.blocks)
    for x, row in zip(names, rows, strict=True):
        head = sentence(ROW, language, x=Name(x), gradient=Ratio(Name(gradient.output_name), (Name(x),)))
        blocks += [Heading("", head), *explain(row, language, "full" if detail == "full" else "brief").blocks]
    blocks += [Heading(HESSIAN.say(language)), _table(names, rows, language)]
    if checked and all(row.stages[-1].symmetric for row in rows):
        blocks.append(Note((SYMMETRIC.say(language),)))
    return Page(tuple(blocks), language, first.title)


def _table(labels: Sequence[str], rows: Sequence[Story], language: Language) -> Table:
    """The matrix, a row per story under its label, a column per variable."""
    head: Parts = (BY.say(language), *(Name(x) for x in rows[0].stages[-1].variables))
    return Table(head, tuple((Name(label), *_entries(row)) for label, row in zip(labels, rows, strict=True)))


def _entries(row: Story) -> tuple[Box, ...]:
    """The derivatives of one row, with their numbers at the point."""
    stage = row.stages[-1]
    symbols = Symbols(stage)
    results = stage.results or (None,) * len(stage.derivations)
    return tuple(answer_box(d, symbols, r) for d, r in zip(stage.derivations, results, strict=True))
