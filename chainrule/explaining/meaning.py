"""What a gradient means: a sentence about one variable raised by a little, exact or about."""
from __future__ import annotations

from ..language import Language, Text
from ..notation.boxes import Box, Name
from ..notation.numbers import number
from ..solution.influence import Influence, influences
from ..solution.stage import Story
from .page import Block, Heading, Paragraph, Parts, sentence, with_particle
from .telling import Telling

HEADING = Text("What that means", "무슨 뜻인가")
EXACT = {
    1: Text("Raise {x} by {by}: {f} rises by {size}.", "{x_t} {by} 늘리면 {f_t} {size} 늘어난다."),
    -1: Text("Raise {x} by {by}: {f} falls by {size}.", "{x_t} {by} 늘리면 {f_t} {size} 줄어든다."),
    0: Text("Raise {x} by {by}: {f} stays as it is.", "{x_t} {by} 늘려도 {f_t} 변하지 않는다."),
}
ABOUT = {
    1: Text("Raise {x} by {by}: {f} rises by about {size}; in truth it {truth}.",
            "{x_t} {by} 늘리면 {f_t} 약 {size} 늘어난다. 실제로는 {truth}."),
    -1: Text("Raise {x} by {by}: {f} falls by about {size}; in truth it {truth}.",
             "{x_t} {by} 늘리면 {f_t} 약 {size} 줄어든다. 실제로는 {truth}."),
    0: Text("Raise {x} a little and {f} hardly changes; with {x} raised by {by}, in truth it {truth}.",
            "{x_t} 조금 늘려도 {f_t} 거의 변하지 않는다. {by} 늘리면 실제로는 {truth}."),
}
NO_GRADIENT = Text("{f} has no gradient with respect to {x} here; if {x} is raised by {by}, {f} {truth}.",
                   "여기서는 {x}에 대한 기울기가 없다. {x_t} {by} 늘리면 {f_t} {truth}.")
TRUTH = {
    1: Text("rises by {size}", "{size} 늘어난다"), -1: Text("falls by {size}", "{size} 줄어든다"),
    0: Text("stays as it is", "변하지 않는다"), None: Text("has no value there", "그곳에는 값이 없다"),
}
BEYOND = Text("has a value there that is too large for a number of the machine",
              "그곳의 값이 컴퓨터가 다룰 수 있는 범위를 넘는다")


def chapter(story: Story, telling: Telling) -> list[Block]:
    """A sentence for each variable of a first derivative at a point, under a heading of their own."""
    lines = sentences(story, telling)
    return [Heading(telling.say(HEADING), level=2), *lines] if lines else []


def sentences(story: Story, telling: Telling) -> list[Block]:
    """The sentences alone, for pages whose parts have no such heading."""
    stage = telling.stage
    if stage.wrt or stage.passes is None or story.cuts:
        return []
    return [Paragraph(meaning(each, story.output_name, telling.language),
                      "" if telling.part is None else f"{telling.part}:{each.variable}")
            for each in influences(stage)[:telling.variables]]


def meaning(each: Influence, output: str, language: Language) -> Parts:
    """What happens to the output when this variable is raised."""
    truth = _truth(each, language)
    names = {**names_of(each.variable, output), "by": number(each.by)[0]}
    if each.predicted is None:
        return sentence(NO_GRADIENT, language, truth=truth, **names)
    size = number(abs(each.predicted))[0]
    texts = EXACT if each.exact else ABOUT
    return sentence(texts[_sign(each.predicted)], language, size=size, truth=truth, **names)


def names_of(variable: str, output: str) -> dict[str, Box | Parts]:
    """What the sentences call a variable and the output."""
    return {"x": Name(variable), "f": Name(output), "x_t": with_particle(variable, "를"),
            "f_t": with_particle(output, "는")}


def templates(language: Language) -> dict[str, str]:
    """The sentences with gaps in them, by what happens: "exact 1", "about -1", "none", "truth 0"."""
    told = {f"{kind} {way}": text for kind, texts in (("exact", EXACT), ("about", ABOUT), ("truth", TRUTH))
            for way, text in texts.items()}
    return {key: text.say(language) for key, text in {**told, "none": NO_GRADIENT}.items()}


def _truth(each: Influence, language: Language) -> Parts:
    if each.change is None:
        return sentence(BEYOND if each.beyond else TRUTH[None], language)
    return sentence(TRUTH[_sign(each.change)], language, size=number(abs(each.change))[0])


def _sign(value: object) -> int:
    return (value > 0) - (value < 0)  # type: ignore[operator]
