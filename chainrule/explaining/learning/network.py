"""The page of a network: its program and what is called how, its numbers, one weight in full, all weights updated."""
from __future__ import annotations

from ...language import Language, Text
from ...notation.boxes import Name, Ratio
from ...notation.numbers import number
from ...notation.text import write
from ...reading.networks.program import NetworkText
from ...solution.network import NetworkStory
from ...solution.stage import Story
from ..chapters import shown, sign
from ..explain import explain as explain_story
from ..explain import function_lines
from ..page import Block, Equation, Heading, Line, Neurons, Page, Paragraph, Part, Parts, Table, listed, sentence
from ..telling import Telling
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

INDEX = Text("In {w} the first index says where the weight comes from (the inputs are numbered first, then the units "
             "of every hidden layer in turn), the second to which unit of the next layer it leads. {z} is the sum that "
             "comes into a unit, {a} what it gives on, {o} an output, {t} its target.",
             "{w}에서 첫째 번호는 어디에서 오는지를 나타낸다(입력부터 세고 은닉층의 노드를 이어서 센다). 둘째 "
             "번호는 다음 층의 몇째 노드로 가는지를 나타낸다. {z}: 노드에 들어오는 합, {a}: 그 노드의 출력, {o}: "
             "신경망의 출력, {t}: 그 목푯값.")
ONE_LAYER = Text("In {w} the first index says from which input the weight comes, the second to which output it leads. "
                 "{z} is the sum that comes into a unit, {o} its output, {t} the target.",
                 "{w}에서 첫째 번호는 어느 입력에서 오는지, 둘째 번호는 어느 출력으로 가는지를 나타낸다. {z}: 노드에 "
                 "들어오는 합, {o}: 그 노드의 출력, {t}: 목푯값.")
PROGRAM = Text("Its program, for one sample", "표본 하나에 대한 프로그램")
IN_FULL = Text("{w} in full", "{w}에 대하여 자세히")
AT_SAMPLE = Text("{w} in full, at the first sample", "{w}에 대하여 자세히(첫째 표본에서)")
WEIGHT, VALUE, NEW = Text("weight", "가중치"), Text("value", "값"), Text("new value", "새 값")
SHOWN = 8  # samples in the table
WEIGHTS = {"brief": 12, "normal": 40, "full": 2000}


def explain(text: NetworkText, language: Language, detail: str, one: Story, whole: bool,
            story: NetworkStory | None = None, rate: float | None = None) -> Page:
    """The page; `one` explains the loss by some of its weights, at the first sample where there are numbers, and is
    told as a `whole` or gives only the program."""
    blocks: list[Block] = [Heading(NETWORK.say(language)), layers(text.architecture, language),
                           neurons(text, language, story), Paragraph(_index(text, language)),
                           *losses(text.architecture, language), Heading(PROGRAM.say(language)),
                           Equation(function_lines(one, Telling(one.stages[0], language, detail)))]
    if story is not None:
        blocks += _numbers(story, language)
    if whole:
        names = listed([Name(name) for name in one.stages[0].variables])
        blocks.append(Heading("", sentence(IN_FULL if story is None else AT_SAMPLE, language, w=names)))
        blocks += explain_story(one, language, detail).blocks[1:]
    if story is not None and rate is not None:
        blocks += _update(story, rate, language, detail)
    return Page(tuple(blocks), language, text.loss, headline(text.architecture, language))


def neurons(text: NetworkText, language: Language, story: NetworkStory | None = None) -> Neurons:
    """The picture in layers."""
    sizes, units = text.architecture.sizes, [text.inputs]
    values: dict[str, float] = {}
    count = 1
    for size in sizes[1:-1]:
        units.append(tuple(f"a{k}" for k in range(count, count + size)))
        count += size
    units.append(text.outputs)
    if story is not None:
        values = {name: value for name, value in story.first_values().items() if name not in story.text.parameters}
    made = tuple((title, tuple(
        (write(Name(unit)), write(number(values[unit])[0]) if unit in values else "") for unit in names))
        for title, names in zip(titles(sizes, language), units, strict=True))
    lines = tuple((layer, i, j, write(Name(name))) for layer, rows in enumerate(text.weights)
                  for j, row in enumerate(rows) for i, name in enumerate(row))
    return Neurons(headline(text.architecture, language), made, lines)


def _index(text: NetworkText, language: Language) -> Parts:
    hidden = {"a": Name("a1")} if len(text.weights) > 1 else {}
    return sentence(INDEX if hidden else ONE_LAYER, language, w=Name(text.weights[-1][0][0]), z=Name("z1"),
                    o=Name(text.outputs[0]), t=Name(text.targets[0]), **hidden)


def _numbers(story: NetworkStory, language: Language) -> list[Block]:
    """Outputs beside targets, and the loss."""
    text, outputs = story.text, story.outputs()
    head: tuple[Part, ...] = (SAMPLE.say(language), *map(Name, text.outputs), *map(Name, text.targets))
    rows = tuple((str(k), *(shown(x, "value") for x in row), *(number(x)[0] for x in goal))
                 for k, (row, goal) in enumerate(zip(outputs, story.targets, strict=True), 1))[:SHOWN]
    loss, count = story.loss(), len(story.inputs)
    told = Heading(SCORE.say(language)), Table(head, rows)
    line = Line(Name(text.loss), shown(loss, "value"), (TOTAL.say(language, count=count),) if count > 1 else (),
                sign(loss))
    return [*told, Equation((line,))]


def _update(story: NetworkStory, rate: float, language: Language, detail: str) -> list[Block]:
    """Every weight with its gradient and its new value."""
    text = story.text
    loss, slopes = story.look()
    after = {name: value - rate * slope
             for name, value, slope in zip(text.parameters, story.start, slopes, strict=True)}
    head: tuple[Part, ...] = (WEIGHT.say(language), VALUE.say(language), Ratio(Name(text.loss), (Name("w"),)),
                              NEW.say(language))
    most = WEIGHTS[detail]
    rows = tuple((Name(name), number(value)[0], shown(slope, "gradient"), shown(after[name], "value"))
                 for name, value, slope in zip(text.parameters, story.start, slopes, strict=True))[:most]
    last = story.objective.value([after[name] for name in text.parameters])
    return [Heading(UPDATE.say(language)), Paragraph(sentence(RULE, language, rate=number(rate)[0])), Table(head, rows),
            Paragraph(sentence(THEN, language, loss=Name(text.loss), first=number(loss)[0], last=number(last)[0]))]
