"""The page: which chapters are shown, in which order, in one language."""
from __future__ import annotations

from itertools import islice

from . import chapters, notes
from .derivation import Derivation
from .formula import Box, Name, Num, Op, Ratio, Row
from .language import Language, Text, josa
from .letters import Letters
from .page import Block, Equation, Heading, Line, Note, Page, Paragraph
from .stages import Stage, Story
from .writing import number, write

GRAPH = Text("Computational graph", "계산 그래프")
PARTIALS = Text("Local partials", "국소 기울기")
CHAIN_FIRST = Text("Chain rule", "연쇄 법칙(합성함수의 미분법)")
CHAIN = Text("Chain rule", "연쇄 법칙")
POINT = Text("At {point}", "{point}에서")
FORWARD = Text("Forward pass", "순전파")
BACKWARD = Text("Backward pass", "역전파")
BACKWARD_ASIDE = Text("upstream × local = downstream", "상류 기울기 × 국소 기울기 = 하류 기울기")
PLACE = Text("The number after the bar says which place of the gate is meant, where one input stands in several: ",
             "세로줄 뒤의 수는 같은 입력이 여러 자리에 있을 때 몇 번째 자리인지를 나타낸다: ")
HELD = Text("The bar names what is held constant, to tell the local partial from the whole derivative: ",
            "세로줄 뒤의 값은 상수로 본다. 전체 도함수와 구별하기 위한 표시이다: ")
ALONG = Text("Along the paths", "경로를 따라")
ANSWER = Text("Answer", "답")
STAGE = Text("Step {number} of {count}: differentiate by {x}", "{number}단계(모두 {count}단계): {x}에 대하여 미분")
# How many lines each chapter may have: what is longer shows its beginning, its end, and how much is left out.
_LINES = {"brief": 8, "normal": 30, "full": 1000}
_PATHS = {"brief": 1, "normal": 8, "full": 64}
_VARIABLES = {"brief": 0, "normal": 6, "full": 100}


def explain(story: Story, language: Language, detail: str = "normal") -> Page:
    """The whole explanation. `detail` is brief (answer and chain rule), normal, or full (no line left out)."""
    blocks: list[Block] = []
    seen_chain = False
    for k, stage in enumerate(story.stages):
        letters = Letters(stage)
        if len(story.stages) > 1:
            blocks.append(Heading(STAGE.say(language, number=k + 1, count=len(story.stages), x=stage.variables[0])))
        blocks.append(Equation(_function(story, stage, letters, k, language)))
        if detail != "brief":
            blocks += _structure(stage, letters, language, detail)
        for derived in stage.derivations[:_VARIABLES[detail] or 1]:
            blocks += _chain(stage, derived, letters, language, detail, first=not seen_chain)
            seen_chain = True
        if stage.passes is not None and detail != "brief":
            blocks += _numbers(stage, letters, language, detail)
        blocks += _answer(story, stage, k, letters, language, detail)
    title = story.output_name
    return Page(tuple(blocks), language, title)


def _function(story: Story, stage: Stage, letters: Letters, k: int, language: Language) -> tuple[Line, ...]:
    """The function as it was typed: one line, or the program's definitions."""
    graph = stage.graph
    output = letters.label(stage.output)
    if k == 0 and story.program:
        own = [i for i in sorted(stage.user_named) if i in stage.sweep.function]
        if stage.output not in own:
            own.append(stage.output)
        leaves = {i: letters.leaf(i) for i in stage.user_named}
        return chapters.limited(own, _LINES["normal"], language,
                                lambda i: Line(letters.label(i), write(graph, i, leaves)))
    whole = letters.in_inputs(stage.output)[0]
    if k:
        return (Line(output, _symbol(story.output_name, stage.wrt, stage.depends_on)), Line(None, whole))
    return (Line(output, whole),) if graph.args[stage.output] else ()


def _symbol(output: str, wrt: tuple[str, ...], depends_on: int) -> Box:
    return Ratio(Name(output), tuple(Name(x) for x in wrt), depends_on > 1)


def _structure(stage: Stage, letters: Letters, language: Language, detail: str) -> list[Block]:
    most = _LINES[detail]
    gates = chapters.gate_lines(stage, letters, language, most)
    partials = chapters.partial_lines(stage, letters, language, most, detail == "full")
    blocks: list[Block] = [Heading(GRAPH.say(language)), Equation(gates)]
    if partials:
        blocks += [Heading(PARTIALS.say(language)), Equation(partials)]
    barred = [line.left for line in partials if isinstance(line.left, Ratio) and line.left.held]
    for text, kind in ((PLACE, Num), (HELD, Name)):
        example = next((ratio for ratio in barred if isinstance(ratio.held[0], kind)), None)
        if example is not None:
            blocks.append(Note((text.say(language), example)))
    return blocks


def _chain(stage: Stage, derived: Derivation, letters: Letters, language: Language, detail: str, *, first: bool
           ) -> list[Block]:
    heading = (CHAIN_FIRST if first else CHAIN).say(language)
    if derived.path_count == 0:
        f, x = letters.name(stage.output), letters.name(derived.variable)
        words = chapters.UNUSED.say(language, f=f, x=x, f_t=josa(f, "은"))
        return [Heading(heading), Paragraph((words,))]
    aside = chapters.path_words(derived, letters, language)
    blocks: list[Block] = [Heading(heading, aside)]
    if derived.listed and derived.path_count <= _PATHS[detail]:
        if derived.path_count > 1 and detail != "brief":
            lines = chapters.path_lines(derived, letters, _PATHS[detail])
            blocks += [Paragraph((chapters.EACH.say(language),)), Equation(tuple(lines))]
        blocks.append(Equation(tuple(chapters.sum_lines(derived, letters))))
        return blocks
    if detail == "brief" and derived.listed:
        last = chapters.sum_lines(derived, letters)[-1]
        blocks.append(Equation((Line(letters.total(derived.variable), last.right),)))
        return blocks
    swept = chapters.sweep_lines(stage, derived, letters, language, _LINES[detail])
    blocks += [Paragraph((chapters.TOO_MANY.say(language),)), Equation(swept)]
    return blocks


def _numbers(stage: Stage, letters: Letters, language: Language, detail: str) -> list[Block]:
    assert stage.passes is not None
    most = _LINES[detail]
    items: list[str | Box] = []
    for node, value in islice(stage.passes.point.items(), most):
        items += [", " if items else "", Row((letters.label(node), Op("="), number(value)[0]))]
    if len(stage.passes.point) > most:
        items.append(", …")
    before, after = POINT.say(language, point="\0").split("\0")
    heading = Heading("", (before, *items, after))
    blocks: list[Block] = [heading, Heading(FORWARD.say(language), level=2),
                           Equation(chapters.forward_lines(stage, letters, language, most))]
    back = chapters.backward_lines(stage, letters, language, most)
    if back:
        blocks += [Heading(BACKWARD.say(language), (BACKWARD_ASIDE.say(language),), level=2),
                   Equation(back)]
    products = [line for d in stage.derivations[:_VARIABLES[detail]]
                for line in chapters.number_lines(stage, d, letters, _PATHS[detail])]
    if products:
        blocks += [Heading(ALONG.say(language), level=2), Equation(tuple(products))]
    for derived, result in zip(stage.derivations, stage.results, strict=True):
        blocks += notes.kink_notes(stage, derived, result, letters, language)
    return blocks


def _answer(story: Story, stage: Stage, k: int, letters: Letters, language: Language, detail: str) -> list[Block]:
    def line(n: int) -> Line:
        derived = stage.derivations[n]
        total: Box = letters.total(derived.variable)
        if k:
            total = _symbol(story.output_name, (*stage.wrt, letters.name(derived.variable)), stage.depends_on)
        return chapters.answer_line(total, derived, letters, stage.results[n] if stage.results else None)

    most = _LINES["full" if detail == "full" else "normal"]
    shown = chapters.limited(range(len(stage.derivations)), most, language, line)
    blocks: list[Block] = [Heading(ANSWER.say(language)), Equation(shown)]
    held = notes.condition_note(stage, letters, language, _LINES[detail] // 2)
    if held is not None:
        blocks.append(held)
    blocks.append(notes.check_note(stage, language))
    return blocks
