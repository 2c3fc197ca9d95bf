"""The page of a network of matrices: its layers and shapes, a batch in numbers, every gradient, all weights updated."""
from __future__ import annotations

import math
from typing import Any

from ...language import Language, Text
from ...notation.boxes import Name, Op, Ratio, Row
from ...notation.numbers import number
from ...reading.networks.matrices import INPUT, OUTPUT, TARGET, BatchText
from ...rules.shape import full
from ...solution.batch_network import BatchStory
from ...solution.matrices.story import MatrixStory
from ..chapters import shown, sign
from ..page import Block, Equation, Heading, Line, Neurons, Page, Paragraph, Part, Table, sentence
from ..shapes.page import explain_shaped
from .network_words import (
    NETWORK,
    RULE,
    SAMPLE,
    SCORE,
    THEN,
    TOTAL,
    UPDATE,
    headline,
    layers,
    losses,
    titles,
)

ROWS = Text("{x} holds a row for each sample, {t} its targets. {w} has a row for each unit of its layer and a column "
            "for each input, so the sums of all samples are one product; the biases stand on every row.",
            "{x}의 한 행이 표본 하나이고 {t}의 한 행이 그 목푯값이다. {w}에는 그 층의 노드마다 한 행, 입력마다 한 열이 "
            "있다. 그래서 모든 표본의 합을 한 번의 곱으로 구하고, 편향은 모든 행에 더한다.")
LOSSES = Text("{e} holds the loss of each sample; their mean is {total}.",
              "{e}에는 표본마다의 손실이 있고, 그 평균이 {total}이다.")
GRADIENTS = Text("The gradients of the whole batch", "배치 전체의 기울기")
WEIGHT, SHAPE = Text("weights", "가중치"), Text("shape", "크기")
NORM = Text("‖ ‖ before", "갱신 전 ‖ ‖")
SLOPE = Text("‖gradient‖", "‖기울기‖")
NEW = Text("‖ ‖ after", "갱신 후 ‖ ‖")
NORMS = Text("‖ ‖ is the root of the sum of the squares of all entries.", "‖ ‖: 모든 성분의 제곱합의 제곱근.")
SHOWN = 8  # samples in the table
WIDE = 4  # outputs that have columns of their own


def explain(text: BatchText, language: Language, detail: str, one: MatrixStory, story: BatchStory | None = None,
            rate: float | None = None) -> Page:
    """The page; `one` explains the loss by some of its weights, at the values where there are any."""
    facts = {"x": Name(INPUT, True), "t": Name(TARGET, True), "w": Name(text.weights[0], True),
             "e": Name("E", True), "total": Name("E_total")}
    blocks: list[Block] = [Heading(NETWORK.say(language)), layers(text.architecture, language),
                           neurons(text, language), Paragraph(sentence(ROWS, language, **facts)),
                           *losses(text.architecture, language), Paragraph(sentence(LOSSES, language, **facts))]
    if story is not None:
        blocks += _numbers(story, language)
    blocks += [Heading(GRADIENTS.say(language)), *explain_shaped(one, language, detail).blocks]
    if story is not None and rate is not None:
        blocks += _update(story, rate, language)
    return Page(tuple(blocks), language, text.loss, headline(text.architecture, language))


def neurons(text: BatchText, language: Language) -> Neurons:
    """The picture: a circle for the values of every layer, with their shape, and a line for its weights."""
    rows = dict(text.shapes)[INPUT][0]
    names = (INPUT, *text.units)
    sizes = text.architecture.sizes
    made = tuple((title, ((name, full((rows, size))),))
                 for title, name, size in zip(titles(sizes, language), names, sizes, strict=True))
    lines = tuple((k, 0, 0, name) for k, name in enumerate(text.weights))
    return Neurons(headline(text.architecture, language), made, lines)


def _numbers(story: BatchStory, language: Language) -> list[Block]:
    """The loss of every sample, with outputs beside targets where these are few; and the mean."""
    text, width = story.text, story.text.architecture.sizes[-1]
    few = range(1, width + 1) if width <= WIDE else range(0)
    head: tuple[Part, ...] = (SAMPLE.say(language), *(Name(f"{letter.lower()}{k}") for letter in (OUTPUT, TARGET)
                                                      for k in few), Name("E", True))
    rows = tuple((str(k), *(shown(x, "value") for x in outputs[:len(few)]), *(number(x)[0] for x in goals[:len(few)]),
                  shown(loss, "value"))
                 for k, (outputs, goals, loss) in enumerate(
                     zip(story.outputs(), story.targets, story.losses(), strict=True), 1))[:SHOWN]
    loss, count = story.loss(), len(story.inputs)
    remark = (TOTAL.say(language, count=count),) if count > 1 else ()
    return [Heading(SCORE.say(language)), Table(head, rows),
            Equation((Line(Name(text.loss), shown(loss, "value"), remark, sign(loss)),))]


def _update(story: BatchStory, rate: float, language: Language) -> list[Block]:
    """Every matrix with its shape and how large it, its gradient and its new value are."""
    text, objective = story.text, story.objective
    loss, slopes = story.look()
    start = story.start
    after = objective.moved(start, slopes, rate)
    found = zip(text.parameters, *(map(_norm, objective.parted(row)) for row in (start, slopes, after)), strict=True)
    shapes = dict(text.shapes)
    rows = tuple((Name(name, shapes[name] != ()), "×".join(map(str, shapes[name])) or "1", number(before)[0],
                  shown(slope, "gradient"), shown(new, "value")) for name, before, slope, new in found)
    head: tuple[Part, ...] = (WEIGHT.say(language), SHAPE.say(language), NORM.say(language), SLOPE.say(language),
                              NEW.say(language))
    last = objective.value(after)
    rule = Line(Name(text.weights[0], True), _moved(text, rate), sign="←")
    return [Heading(UPDATE.say(language)), Paragraph(sentence(RULE, language, rate=number(rate)[0])), Equation((rule,)),
            Table(head, rows), Paragraph((NORMS.say(language),)),
            Paragraph(sentence(THEN, language, loss=Name(text.loss), first=number(loss)[0], last=number(last)[0]))]


def _moved(text: BatchText, rate: float) -> Row:
    name = Name(text.weights[0], True)
    return Row((name, Op("-"), number(rate)[0], Op("dot"), Ratio(Name(text.loss), (name,), True)))


def _norm(rows: Any) -> float:
    return math.hypot(*(x for row in rows for x in row)) if isinstance(rows, list) else abs(rows)
