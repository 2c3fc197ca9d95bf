"""The page of influences: what each variable does to the output, and how far one must move to reach a value."""
from __future__ import annotations

from collections.abc import Sequence

from ...graph.evaluate import Number
from ...language import Language, Text
from ...notation.boxes import FRACTION, Box, Colour, Frac, Name, Op, Paren, Ratio, Row, Written
from ...notation.numbers import number
from ...notation.text import write
from ...solution.influence import Influence, influences
from ...solution.stage import Stage, Story
from ...solution.target import TargetStory
from ..chapters import point_words, shown, sign
from ..explain import function_lines
from ..meaning import meaning
from ..notes import check_note, opening_notes
from ..numbers import forward_lines
from ..page import Bars, Block, Equation, Heading, Line, Note, Page, Paragraph, Part, Table
from ..telling import Telling

HEADLINE = Text("What each variable does to {f}", "변수마다 {f}에 미치는 영향")
POINT = Text("At the point", "주어진 점에서")
FORWARD = Text("Forward pass", "순전파")
TABLE = Text("Influence on {f}, {by} more of one variable, the others held", "영향표: 한 변수만 {by} 늘리면 {f}의 값은")
VARIABLE, VALUE = Text("variable", "변수"), Text("value", "값")
GRADIENT = Text("gradient", "기울기")
PREDICTED = Text("predicted change", "예측한 변화")
CHANGE = Text("true change", "실제 변화")
SHARE = Text("share", "비중")
NONE = Text("none", "없음")
MEANING = Text("What that means", "무슨 뜻인가")
WHY = Text("The prediction is gradient · {by}. It is exact where {f} is linear in the variable; elsewhere the gradient "
           "changes on the way.",
           "예측한 변화는 기울기와 {by}의 곱이다. {f}의 값이 그 변수의 일차식이면 꼭 맞고, 그렇지 않으면 움직이는 동안 "
           "기울기가 변하므로 어림값이다.")
BARS = Text("Predicted change of {f}", "예측한 {f}의 변화")
AIM = Text("How far must {x} move so that {f} = {wanted}?", "목푯값 {f} = {wanted}: {x}의 값을 얼마나 바꾸어야 할까?")
STEP = Text("The step the gradient suggests", "기울기로 구한 걸음")
THERE = Text("{f} has that value already.", "{f}의 값이 이미 그 값이다.")
FLAT = Text("The gradient is 0 here: no small step changes {f}, so it says nothing about where to go.",
            "여기서는 기울기가 0이다. 조금 움직여도 {f}의 값이 변하지 않으므로 어디로 갈지 알 수 없다.")
NO_GRADIENT = Text("There is no derivative here, so no step is said.", "여기서는 미분계수가 없어 걸음을 정할 수 없다.")
AGAIN = Text("Forward pass again, at {x}", "다시 순전파: {x}일 때")
EXACT = Text("One step is exact: {f} is linear in {x} on this way.",
             "한 걸음에 꼭 맞는다. 이 길에서 {f}의 값은 {x}의 일차식이다.")
INEXACT = Text("After this step {f} is {reached}, not {wanted}: the gradient changes on the way. So the gradient is "
               "taken again and the step repeated (Newton's method).",
               "이 걸음 뒤 {f}의 값: {reached}(목푯값 {wanted}). 움직이는 동안 기울기가 변했기 때문이다. "
               "그래서 기울기를 다시 구해 걸음을 되풀이한다(뉴턴 방법).")
MISSED = Text("After this step {f} is {reached}, not {wanted}: the gradient changes on the way.",
              "이 걸음 뒤 {f}의 값: {reached}(목푯값 {wanted}). 움직이는 동안 기울기가 변했기 때문이다.")
UNDEFINED = Text("After this step {f} has no value. So smaller steps are taken.",
                 "이 걸음 뒤에는 {f}의 값이 없다. 그래서 더 작은 걸음으로 되풀이한다.")
HALVED = Text("halved: Newton's step would leave the interval of the root",
              "반으로 줄임: 뉴턴의 걸음은 근이 있는 구간을 벗어난다")
STEPS = Text("step", "걸음")
ANSWER = Text("Answer", "답")
CHANGED = Text("change of {x}: {change}", "{x}의 변화: {change}")
OTHERS = Text("Also {roots}, with |{x}| ≤ 10⁶.", "|{x}| ≤ 10⁶인 다른 해: {roots}.")
ELSEWHERE = Text("Where |{x}| ≤ 10⁶, {f} = {wanted} at {roots}.",
                 "|{x}| ≤ 10⁶에서 {f} = {wanted}의 해: {roots}.")
NOT_FOUND = Text("No value of {x} in this direction, up to 10⁶, gives {f} = {wanted}.",
                 "이 방향으로 10⁶까지 찾아보았지만 {f} = {wanted} 식을 만족시키는 {x}의 값은 없다.")


LONGEST = 10 ** 300  # a longer bar is no double


def explain(story: Story, by: Number, language: Language, detail: str = "normal") -> Page:
    """The table of influences with its meaning."""
    telling = Telling(story.stages[0], language, detail)
    found = influences(telling.stage, by)
    f = Name(story.output_name)
    blocks = _opening(story, telling)
    blocks += [Heading("", telling.sentence(TABLE, f=f, by=number(by)[0])), _table(found, telling),
               Heading(telling.say(MEANING))]
    blocks += [Paragraph(meaning(each, story.output_name, language)) for each in found[:telling.lines]]
    blocks.append(Paragraph(telling.sentence(WHY, f=f, by=number(by)[0])))
    if any(_drawable(each) and each.predicted for each in found):
        blocks.append(bars(found, story.output_name, language))
    blocks.append(check_note(story.check, language))
    return Page(tuple(blocks), language, story.output_name, HEADLINE.say(language, f=write(f)))


def bars(found: Sequence[Influence], output: str, language: Language) -> Bars:
    """A bar for the predicted change of every variable."""
    return Bars(BARS.say(language, f=write(Name(output))), tuple(
        (write(Name(each.variable)), float(each.predicted), write(number(each.predicted)[0]))
        for each in found if each.predicted is not None and _drawable(each)))


def _drawable(each: Influence) -> bool:
    return each.predicted is not None and bool(-LONGEST < each.predicted < LONGEST)


def _opening(story: Story, telling: Telling) -> list[Block]:
    return [Equation(function_lines(story, telling)), *opening_notes(story, telling),
            Heading(telling.say(POINT), point_words(telling)),
            Heading(telling.say(FORWARD), level=2), Equation(forward_lines(telling))]


def _table(found: Sequence[Influence], telling: Telling) -> Table:
    head = tuple(telling.say(text) for text in (VARIABLE, VALUE, GRADIENT, PREDICTED, CHANGE, SHARE))

    def cell(value: Number | None, role: str = "") -> Part:
        if value is None:
            return telling.say(NONE)
        return shown(value, role) if role else number(value)[0]

    rows = []
    for each in found:
        share = "" if each.share is None else f"{100 * each.share:.3g}%"
        rows.append((Name(each.variable), cell(each.value), cell(each.gradient, "gradient"), cell(each.predicted),
                     cell(each.change, "value"), share))
    return Table(head, tuple(rows))


def explain_target(story: TargetStory, language: Language, detail: str = "normal") -> Page:
    """How far one variable must move."""
    telling = Telling(story.story.stages[0], language, detail)
    f, x = Name(story.story.output_name), Name(story.variable)
    wanted = number(story.wanted)[0]
    blocks = _opening(story.story, telling)
    blocks.append(Heading("", telling.sentence(AIM, f=f, x=x, wanted=wanted)))
    blocks += _step(story, telling, f, x)
    if story.newton:
        blocks.append(_newton(story, telling, f, x))
    blocks += _answer(story, telling, f, x)
    blocks.append(check_note(story.story.check, language))
    return Page(tuple(blocks), language, story.story.output_name, HEADLINE.say(language, f=write(f)))


def _step(story: TargetStory, telling: Telling, f: Name, x: Name) -> list[Block]:
    """Δf, the gradient, Δx = Δf / gradient, and the forward pass again."""
    wanted, missing = number(story.wanted), story.wanted - story.output
    slope = Ratio(f, (x,), telling.stage.depends_on > 1)
    delta_f, delta_x = Row((Op("Δ"), f)), Row((Op("Δ"), x))
    lines = [Line(delta_f, Row((_minus(wanted[0], story.output), Op(sign(missing)), number(missing)[0])))]
    if story.gradient is not None:
        lines.append(Line(slope, shown(story.gradient, "gradient"), sign=sign(story.gradient)))
    blocks: list[Block] = [Heading(telling.say(STEP), level=2)]
    if missing == 0:
        return [*blocks, Equation(tuple(lines[:1])), Note(telling.sentence(THERE, f=f), "good")]
    if story.step is None:
        text = NO_GRADIENT if story.gradient is None else FLAT
        return [*blocks, Equation(tuple(lines)), Note(telling.sentence(text, f=f), "warn")]
    after = story.value + story.step
    divided = Frac(number(missing)[0], number(story.gradient)[0])
    lines.append(Line(delta_x, Row((Frac(delta_f, Paren(slope)), Op("="), divided, Op(sign(story.step)),
                                    Colour(number(story.step)[0], "value")))))
    lines.append(Line(x, Row((_plus(story.value, story.step), Op(sign(after)), Colour(number(after)[0], "value")))))
    blocks.append(Equation(tuple(lines)))
    if story.exact and story.again is not None:
        blocks += _forward_again(story.again, telling, x, after)
        return [*blocks, Note(telling.sentence(EXACT, f=f, x=x), "good")]
    if story.reached is None:
        return [*blocks, Paragraph(telling.sentence(UNDEFINED, f=f))]
    text = INEXACT if story.newton else MISSED
    return [*blocks, Paragraph(telling.sentence(text, f=f, reached=number(story.reached)[0], wanted=wanted[0]))]


def _minus(box: Box, value: Number) -> Box:
    return Row((box, Op("-"), _shielded(number(value))))


def _plus(one: Number, other: Number) -> Box:
    return Row((number(one)[0], Op("+"), _shielded(number(other))))


def _shielded(part: Written) -> Box:
    """What is below 0 stands in parentheses."""
    return part[0] if part[1] >= FRACTION else Paren(part[0])


def _forward_again(stage: Stage, telling: Telling, x: Name, value: Number) -> list[Block]:
    again = Telling(stage, telling.language, telling.detail)
    place = Row((x, Op(sign(value)), number(value)[0]))
    return [Heading("", telling.sentence(AGAIN, x=place), level=2), Equation(forward_lines(again))]


def _newton(story: TargetStory, telling: Telling, f: Name, x: Name) -> Table:
    slope = Ratio(f, (x,), telling.stage.depends_on > 1)
    rows = []
    for k, step in enumerate(story.newton):
        rows.append((str(k), number(step.value)[0], number(step.output)[0], shown(step.slope, "gradient"),
                     telling.say(HALVED) if step.halved else ""))
    return Table((telling.say(STEPS), x, f, slope, ""), tuple(rows))


def _answer(story: TargetStory, telling: Telling, f: Name, x: Name) -> list[Block]:
    blocks: list[Block] = [Heading(telling.say(ANSWER))]
    wanted = number(story.wanted)[0]
    if story.root is not None:
        change = story.root - story.value
        remark = telling.sentence(CHANGED, x=x, change=number(change)[0])
        blocks.append(Equation((Line(x, Colour(number(story.root)[0], "value"), remark, sign=sign(story.root)),)))
        if story.newton and story.again is not None:
            blocks += _forward_again(story.again, telling, x, story.root)
    elif story.step is not None or not story.others:
        blocks.append(Note(telling.sentence(NOT_FOUND, f=f, x=x, wanted=wanted), "warn"))
    if story.others:
        parts: list[Part] = []
        for root in story.others:
            parts += [", "] if parts else []
            parts.append(Row((x, Op(sign(root)), number(root)[0])))
        said = OTHERS if story.root is not None else ELSEWHERE
        blocks.append(Note(telling.sentence(said, f=f, x=x, wanted=wanted, roots=tuple(parts))))
    return blocks
