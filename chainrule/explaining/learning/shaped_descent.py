"""The page of a descent by vectors and matrices: what is learned, one update with its matrices, the way, the curve."""
from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from ...language import Language, Text
from ...notation.boxes import Name, Op, Ratio, Row
from ...notation.numbers import number
from ...notation.text import write
from ...rules.shape import full
from ...solution.failures import of_walk
from ...solution.shaped_learning import ShapedLearningStory
from ..chapters import shown
from ..notes import check_note
from ..page import Block, Equation, Heading, Line, Page, Paragraph, Part, Plot, Table
from ..shapes.page import function_blocks
from ..shapes.symbols import ShapedTelling, equals, grid
from .descent import (
    AT_ONCE,
    GIVEN,
    HEADLINE,
    LOSS,
    ONE,
    RESULT,
    RULE,
    SEEN,
    STEP,
    WAY,
    curve,
    loss_box,
    settings,
    told_steps,
    with_gap,
)
from .failures import told
from .updates import rule_lines

MOVED = Text("Learned: {names}.", "학습할 값: {names}.")
DRAWN = Text("Drawn at random with the seed {seed}, between -1 and 1, of a matrix divided by the root of its number of "
             "columns: {names}.",
             "씨앗값 {seed}로 -1과 1 사이에서 무작위로 정하고 행렬은 열의 수의 제곱근으로 나눈 것: {names}.")
SAMPLES = Text("{count} samples from {file}: {x} has the columns {columns}.",
               "{file}의 표본 {count}개. {x}의 열: {columns}.")
FIXED = Text("Given and not moved: {names}.", "주어진 값(움직이지 않음): {names}.")
NORMS = Text("‖ ‖ is the root of the sum of the squares of all entries.", "‖ ‖: 모든 성분의 제곱합의 제곱근.")
SMALL = 4  # entries of matrices that are put into the rule
FEW = 3  # parameters with columns of their own in the table
TOLD = {"brief": 2, "normal": 6, "full": 100}


def explain(story: ShapedLearningStory, language: Language, detail: str = "normal", every: int | None = None) -> Page:
    """The whole page; the table has every n-th step, or as many as are read with pleasure."""
    telling = ShapedTelling(story.first, language, detail)
    loss, method, walk = Name(story.first.output_name), story.pace.method, story.walk
    blocks: list[Block] = [*function_blocks(telling), *_given(story, telling)]
    blocks += [Heading(telling.say(RULE, method=method.title)), Paragraph((method.words.say(language),)),
               Equation((*rule_lines(method, _name(story, story.parameters[0]), loss.text, True),
                         *settings(story.pace)))]
    blocks += [Heading(telling.say(ONE)), Paragraph((telling.say(AT_ONCE),))]
    blocks += [Equation(tuple(_update(story, telling, k))) for k in range(min(TOLD[detail], len(story.parameters)))]
    if len(walk.losses) > 1:
        blocks.append(Paragraph(telling.sentence(LOSS, loss=loss, first=loss_box(walk.losses[0]),
                                                 last=loss_box(walk.losses[1]))))
    blocks += [Heading(telling.say(WAY)), _table(story, telling, every), Paragraph((telling.say(NORMS),)),
               *plots(story, language).values(), Heading(telling.say(SEEN))]
    blocks.append(Paragraph(telling.sentence(RESULT, count=len(walk.points) - 1, loss=loss,
                                             first=loss_box(walk.losses[0]), last=loss_box(walk.losses[-1]))))
    blocks += [told(finding, story, language) for finding in of_walk(walk)]
    headline = HEADLINE.say(language, loss=write(loss))
    return Page((*blocks, check_note(story.first.check, language)), language, story.first.output_name, headline)


def plots(story: ShapedLearningStory, language: Language) -> dict[str, Plot]:
    """The pictures that there are, by name."""
    return {"loss": curve(story.walk, language, write(Name(story.first.output_name)))}


def _given(story: ShapedLearningStory, telling: ShapedTelling) -> list[Block]:
    """What moves, what does not, and the samples."""
    graph, sizes, objective = story.objective.graph, story.objective.sizes, story.objective
    blocks: list[Block] = [Heading(telling.say(GIVEN)),
                           Paragraph(telling.sentence(MOVED, names=_shapes(story, objective.parameters)))]
    if story.drawn:
        own = [node for node in objective.parameters if graph.name(node) in story.drawn]
        blocks.append(Paragraph(telling.sentence(DRAWN, seed=story.asked.seed or 0, names=_shapes(story, own))))
    samples = story.asked.samples
    for name, columns in story.columns.items():
        assert samples is not None
        blocks.append(Paragraph(telling.sentence(SAMPLES, count=len(samples.rows), file=samples.file,
                                                 x=_name(story, name), columns=", ".join(columns))))
    others = [node for node in objective.given if graph.name(node) not in story.columns]
    if others:
        blocks.append(Paragraph(telling.sentence(FIXED, names=_shapes(story, others))))
    if sizes:
        said = ", ".join(f"{letter} = {size}" for letter, size in sizes.items())
        blocks.append(Paragraph((said,)))
    return blocks


def _name(story: ShapedLearningStory, name: str) -> Name:
    """The name of an input, bold where it is a vector or a matrix."""
    return Name(name, bold=name in story.objective.graph.declared)


def _shapes(story: ShapedLearningStory, nodes: Iterable[int]) -> tuple[Part, ...]:
    """W (3×2), b (3×1)."""
    graph, parts = story.objective.graph, list[Part]()
    for node in nodes:
        parts += [", "] if parts else []
        parts += [_name(story, graph.name(node)), f" ({full(graph.shape(node))})" if node in graph.shapes else ""]
    return tuple(part for part in parts if part != "")


def _update(story: ShapedLearningStory, telling: ShapedTelling, place: int) -> list[Line]:
    """The gradient of one parameter as a formula and in numbers, and what it becomes."""
    gradient, name = story.first.gradients[place], _name(story, story.parameters[place])
    slope, rate = story.slopes(0)[place], story.pace.rate
    ratio = Ratio(Name(story.first.output_name), (name,), True)
    lines = [Line(ratio, Row((telling.in_names(gradient.derived.final), equals(slope), grid(slope, "gradient"))))]
    if len(story.walk.points) > 1:
        new, method = story.parted(1)[place], story.pace.method
        rule = rule_lines(method, name, story.first.output_name, True)[-1].right
        before = (Op("="), grid(story.parted(0)[place]), Op("-"), number(rate)[0], Op("dot"), grid(slope)) \
            if method.name == "gradient" and _entries(new) <= SMALL else ()
        lines.append(Line(name, Row((rule, *before, equals(new), grid(new, "value"))), sign="←"))
    return lines


def _table(story: ShapedLearningStory, telling: ShapedTelling, every: int | None) -> Table:
    """The sizes of some parameters and of their gradients, and the loss."""
    walk, names = story.walk, story.parameters[:FEW]
    loss = Name(story.first.output_name)
    head: list[Part] = [telling.say(STEP)]
    head += [Row((Op("‖"), _name(story, name), Op("‖"))) for name in names]
    head += [Row((Op("‖"), Ratio(loss, (_name(story, name),), True), Op("‖"))) for name in names]
    rows = []
    for step in told_steps(len(walk.points), telling.detail, every):
        row: list[Part] = [str(step)]
        row += [shown(_norm(x), "value") for x in story.parted(step)[:FEW]]
        row += [shown(_norm(x), "gradient") for x in story.slopes(step)[:FEW]]
        rows.append((*row, loss_box(walk.losses[step])))
    return Table((*head, loss), with_gap(rows, every))


def _entries(rows: Any) -> int:
    return len(rows) * len(rows[0]) if isinstance(rows, list) else 1


def _norm(rows: Any) -> float:
    return math.hypot(*(x for row in rows for x in row)) if isinstance(rows, list) else abs(rows)
