"""The page of a network: its program and what is called how, its numbers, one weight in full, all weights updated."""
from __future__ import annotations

from ...language import Language, Text
from ...notation.boxes import Name, Ratio
from ...notation.numbers import number
from ...notation.text import write
from ...reading.networks.activations import ACTIVATIONS
from ...reading.networks.program import NetworkText
from ...rules.losses import LOSSES, PENALTIES
from ...solution.network import NetworkStory
from ...solution.stage import Story
from ..chapters import shown, sign
from ..explain import explain as explain_story
from ..explain import function_lines
from ..page import Block, Equation, Heading, Line, Neurons, Page, Paragraph, Part, Parts, Table, listed, sentence
from ..telling import Telling

HEADLINE = Text("A network with the layers {sizes}", "{sizes} 신경망")
NETWORK = Text("The network", "신경망")
INPUT, HIDDEN, OUTPUT = Text("input layer", "입력층"), Text("hidden layer", "은닉층"), Text("output layer", "출력층")
LAYERS = Text("{inputs} inputs; behind them {layers}.", "입력 {inputs}개, 그 뒤로 {layers}.")
LAYER = Text("{count} units with {activation}", "노드 {count}개({activation})")
INDEX = Text("In {w} the first index says where the weight comes from (the inputs are numbered first, then the units "
             "of every hidden layer in turn), the second to which unit of the next layer it leads. {z} is the sum that "
             "comes into a unit, {a} what it gives on, {o} an output, {t} its target.",
             "{w}에서 첫째 번호는 어디에서 오는지를 나타낸다(입력부터 세고 은닉층의 노드를 이어서 센다). 둘째 "
             "번호는 다음 "
             "층의 몇째 노드로 가는지를 나타낸다. {z}: 노드에 들어오는 합, {a}: 그 노드의 출력, {o}: 신경망의 "
             "출력, {t}: 그 "
             "목푯값.")
LOSS = Text("The loss: {title}, {words}; {averaged}.", "손실: {title}, 곧 {words}. {averaged}.")
PENALTY = Text("{title}: {words}; a term of its own, which the samples do not change.",
               "{title}: {words}. 표본과 무관한 별도의 항이다.")
PROGRAM = Text("Its program, for one sample", "표본 하나에 대한 프로그램")
SCORE = Text("Outputs and targets", "출력과 목푯값")
SAMPLE = Text("sample", "표본")
TOTAL = Text("The loss over {count} samples", "표본 {count}개에 대한 손실")
IN_FULL = Text("{w} in full, at the first sample", "{w}에 대하여 자세히(첫째 표본에서)")
UPDATE = Text("All weights updated", "모든 가중치의 갱신")
RULE = Text("Every weight moves against its gradient at once: the learning rate is {rate}.",
            "모든 가중치를 한꺼번에 기울기의 반대쪽으로 옮긴다. 학습률은 {rate}이다.")
WEIGHT, VALUE, NEW = Text("weight", "가중치"), Text("value", "값"), Text("new value", "새 값")
THEN = Text("With that {loss} goes from {first} to {last}.", "이 갱신에 따른 {loss}의 값: {first} → {last}.")
SHOWN = 8  # samples in the table
WEIGHTS = {"brief": 12, "normal": 40, "full": 2000}


def explain(text: NetworkText, language: Language, detail: str = "normal", story: NetworkStory | None = None,
            one: Story | None = None, rate: float | None = None) -> Page:
    """The page; `one` explains the loss at the first sample by some of its weights."""
    blocks: list[Block] = [Heading(NETWORK.say(language)), Paragraph(_layers(text, language)),
                           neurons(text, language, story), Paragraph(_index(text, language)),
                           Paragraph(_loss(text, language))]
    if text.architecture.penalty:
        title, _, words = PENALTIES[text.architecture.penalty]
        blocks.append(Paragraph((PENALTY.say(language, title=title, words=words),)))
    if one is not None:
        telling = Telling(one.stages[0], language, detail)
        blocks += [Heading(PROGRAM.say(language)), Equation(function_lines(one, telling))]
    if story is not None:
        blocks += _numbers(story, language)
    if one is not None and story is not None:
        names = listed([Name(name) for name in one.stages[0].variables])
        blocks.append(Heading("", sentence(IN_FULL, language, w=names)))
        blocks += explain_story(one, language, detail).blocks[1:]
    if story is not None and rate is not None:
        blocks += _update(story, rate, language, detail)
    sizes = "-".join(map(str, text.architecture.sizes))
    return Page(tuple(blocks), language, text.loss, HEADLINE.say(language, sizes=sizes))


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
    titles = [INPUT, *[HIDDEN] * (len(sizes) - 2), OUTPUT]
    layers = tuple((title.say(language), tuple(
        (write(Name(unit)), write(number(values[unit])[0]) if unit in values else "") for unit in names))
        for title, names in zip(titles, units, strict=True))
    lines = tuple((layer, i, j, write(Name(name))) for layer, rows in enumerate(text.weights)
                  for j, row in enumerate(rows) for i, name in enumerate(row))
    return Neurons(HEADLINE.say(language, sizes="-".join(map(str, sizes))), layers, lines)


def _layers(text: NetworkText, language: Language) -> Parts:
    made = ", ".join(LAYER.say(language, count=size, activation=ACTIVATIONS[name].title)
                     for size, name in zip(text.architecture.sizes[1:], text.architecture.activations, strict=True))
    return (LAYERS.say(language, inputs=text.architecture.sizes[0], layers=made),)


def _index(text: NetworkText, language: Language) -> Parts:
    return sentence(INDEX, language, w=Name(text.weights[-1][0][0]), z=Name("z1"),
                    a=Name("a1" if len(text.weights) > 1 else "o1"), o=Name(text.outputs[0]), t=Name(text.targets[0]))


def _loss(text: NetworkText, language: Language) -> Parts:
    row = LOSSES[text.architecture.loss]
    return (LOSS.say(language, title=row.title, words=row.words, averaged=row.averaged),)


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
