"""What is said about how learning went: why it fails, with the numbers that show it."""
from __future__ import annotations

from functools import singledispatch

from ...language import Text
from ...notation.boxes import ATOM, Box, Frac, Name, Num, Op, Ratio, Row, Written
from ...notation.numbers import number
from ...notation.write import chain
from ...solution.failures import Dead, Ended, Finding, Pacing, Settled, Still, Vanishing
from ...solution.learning import LearningStory
from ...solution.shaped_learning import ShapedLearningStory
from ..chapters import sign
from ..page import Note, Parts, sentence

AnyStory = LearningStory | ShapedLearningStory
LIMITS = {
    True: Text("The loss is quadratic, and its second derivative is {curvature}. Learning rates above {bound} make it "
               "grow; up to {best} it falls without overshooting.",
               "손실은 이차식이고 이계도함수의 값은 {curvature}이다. 학습률이 {bound}보다 크면 "
               "손실이 커지고, {best} 이하이면 최솟값을 지나치지 않고 줄어든다."),
    False: Text("Near the start the second derivative of the loss is {curvature}. As long as this holds, learning "
                "rates above {bound} make it grow; up to {best} it falls without overshooting.",
                "출발점 가까이에서 손실의 이계도함수의 값은 {curvature}이다. 이 값이 유지되는 동안은 학습률이 "
                "{bound}보다 크면 손실이 커지고, {best} 이하이면 지나치지 않고 줄어든다.")}
SEVERAL = Text("This is taken in the direction in which the slope changes fastest.",
               "기울기가 가장 빨리 변하는 방향의 값이다.")
WENT = {
    "approaches": Text("{rate} is not above {best}: it falls without overshooting.",
                       "학습률 {rate}: {best} 이하이므로 최솟값을 지나치지 않고 줄어든다."),
    "below": Text("{rate} is not above {best}.", "학습률 {rate}: {best} 이하이다."),
    "between": Text("{rate} lies between the two: it falls, but may overshoot.",
                    "학습률 {rate}: 두 값 사이에 있으므로 줄어들되 최솟값을 지나칠 수 있다."),
    "equal": Text("{rate} is the limit itself.", "학습률 {rate}: 바로 이 한계와 같다."),
    "swings": Text("With the rate {rate} every step goes beyond the lowest point and comes to the other side, nearer "
                   "each time.",
                   "학습률 {rate}에서는 걸음마다 가장 낮은 곳을 지나쳐 반대쪽으로 가지만, 갈수록 가까워진다(진동)."),
    "jumps": Text("With the rate {rate} the steps jump to and fro between two points, and come no nearer.",
                  "학습률 {rate}에서는 두 점 사이를 왔다 갔다 할 뿐 가까워지지 않는다(진동)."),
    "grows": Text("With the rate {rate} every step goes too far: the loss grows from {first} to {last} (divergence).",
                  "학습률 {rate}에서는 걸음이 너무 커서 손실이 {first}에서 {last}까지 커진다(발산)."),
}
OVERFLOW = Text("After {step} steps the numbers are too large for the machine. What was reached until then is shown.",
                "{step}걸음 뒤에 수가 컴퓨터가 다룰 수 있는 범위를 넘었다. 그때까지의 결과를 보인다.")
NO_VALUE = Text("After {step} steps the next point has no value: {node} is not defined there. What was reached until "
                "then is shown.",
                "{step}걸음 다음의 점에서는 {node}의 값이 없다. 그때까지의 결과를 보인다.")
STOPPED = Text("Stopped by Ctrl-C after {step} steps. What was reached until then is shown.",
               "Ctrl-C로 {step}걸음 뒤에 멈추었다. 그때까지의 결과를 보인다.")
FLAT = Text("Nothing moves: the gradient is exactly 0.", "움직이지 않는다. 기울기가 정확히 0이다.")
TINY = Text("It stands still: one step takes off about {part} of the loss. The learning rate, or the gradient, is too "
            "small.",
            "제자리걸음이다. 한 걸음에 손실의 {part}배쯤만 줄어든다. 학습률이나 기울기가 너무 작다.")
AFTER = {True: Text("After 1 step", "1걸음 뒤에"), False: Text("After {step} steps", "{step}걸음 뒤에")}
SETTLED = {
    True: Text("{after} the gradient is 0.", "{after} 기울기가 0이 되었다."),
    False: Text("{after} the gradient is at most a millionth of what it was: a lowest point is reached.",
                "{after} 기울기가 처음의 백만분의 일 이하가 되었다. 가장 낮은 곳에 이르렀다.")}
DEAD = Text("{gate} is a dead ReLU: its input {input} is below 0 {where}, so the gradient that comes back through it "
            "is exactly 0, and what lies behind it is not learned.",
            "게이트 {gate}: 죽은 ReLU이다. 입력 {input}의 값이 {where} 0보다 작아 이 게이트를 지나 돌아오는 기울기가 "
            "정확히 0이다. 그 뒤의 값은 학습되지 않는다.")
EVERYWHERE = Text("for every sample (at most {highest})", "모든 표본에서(커도 {highest})")
ONCE = Text("(it is {highest})", "(지금 값은 {highest})")
VANISHING = Text("On the way back to {variable} the gradient passes {count} gates that flatten it: {product}. No slope "
                 "of a sigmoid is above 1/4, so it vanishes (vanishing gradient).",
                 "{variable}까지 돌아오는 동안 기울기는 완만한 게이트 {count}개를 지난다: {product}. 시그모이드의 "
                 "기울기는 1/4을 넘지 않으므로 곱할수록 사라진다(기울기 소실).")
FACTORS = 12  # written out


@singledispatch
def told(finding: Finding, story: AnyStory, language: str) -> Note:
    """A finding in words."""
    raise NotImplementedError(type(finding).__name__)


@told.register
def _(finding: Pacing, story: LearningStory, language: str) -> Note:
    curvature, limit, best = finding.curvature, finding.limit, finding.limit / 2
    rate, losses = story.pace.rate, story.walk.losses
    bound = Row((Frac(Num("2"), number(curvature)[0]), Op(sign(limit, curvature)), number(limit)[0]))
    facts = {"curvature": number(curvature)[0], "bound": bound, "best": number(best)[0],
             "rate": number(rate)[0], "first": number(losses[0])[0],
             "last": number(losses[-1])[0] if losses[-1] < float("inf") else Op("inf")}
    parts = _said(LIMITS[finding.everywhere], language, **facts)
    if len(story.parameters) > 1:
        parts = (*parts, " ", *_said(SEVERAL, language))
    if finding.what != "approaches" or rate <= limit:
        parts = (*parts, " ", *_said(WENT[_went(finding, rate)], language, **facts))
    return Note(parts, "warn" if finding.what in ("jumps", "grows") else "plain")


def _went(finding: Pacing, rate: float) -> str:
    """How the losses went; of those that approach, on which side of the two limits the rate lies."""
    if finding.what != "approaches" or rate <= finding.limit / 2:
        return "below" if finding.what == "approaches" and not finding.everywhere else finding.what
    return "between" if rate < finding.limit else "equal"


@told.register
def _(finding: Ended, story: AnyStory, language: str) -> Note:
    stop = finding.stop
    node = Name(story.names.get(stop.node, story.first.output_name)) if stop.node is not None else Op("")
    text = {"overflow": OVERFLOW, "interrupted": STOPPED}.get(stop.cause, NO_VALUE)
    return Note(_said(text, language, step=Num(str(stop.step)), node=node), "warn")


@told.register
def _(finding: Still, story: AnyStory, language: str) -> Note:
    if finding.part is None:
        return Note(_said(FLAT, language), "warn")
    return Note(_said(TINY, language, part=number(finding.part)[0]), "warn")


@told.register
def _(finding: Settled, story: AnyStory, language: str) -> Note:
    after = _said(AFTER[finding.step == 1], language, step=Num(str(finding.step)))
    return Note(_said(SETTLED[finding.gone], language, after=after), "good")


@told.register
def _(finding: Dead, story: LearningStory, language: str) -> Note:
    graph = story.objective.graph
    before = graph.args[finding.gate][0]
    where = _said(ONCE if len(story.objective.rows) == 1 else EVERYWHERE, language, highest=number(finding.highest)[0])
    return Note(_said(DEAD, language, gate=Name(story.names[finding.gate]), input=Name(story.names[before]),
                      where=where), "warn")


@told.register
def _(finding: Vanishing, story: LearningStory, language: str) -> Note:
    names, graph = story.names, story.objective.graph

    def called(node: int) -> Name:
        return Name(names.get(node) or graph.name(node))

    ratios: list[Written] = [(Ratio(called(e.gate), (called(e.source),)), ATOM) for e in finding.edges[:FACTORS]]
    numbers = [number(x) for x in finding.factors[:FACTORS]]
    product = Row((chain(ratios)[0], Op(sign(*finding.factors)), chain(numbers)[0],
                   Op(sign(finding.product, *finding.factors)), number(finding.product)[0]))
    return Note(_said(VANISHING, language, variable=Name(finding.variable), count=Num(str(len(finding.edges))),
                      product=product), "warn")


def _said(text: Text, language: str, **facts: Parts | Box) -> Parts:
    return sentence(text, "ko" if language == "ko" else "en", **facts)
