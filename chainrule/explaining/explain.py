"""The whole page: which chapters are shown, and in which order."""
from __future__ import annotations

from ..derivation.paths import Derivation
from ..graph.build import Built
from ..language import Language, Text
from ..notation.boxes import ATOM, Name
from ..notation.write import write
from ..solution.opening import definitions
from ..solution.stage import Story
from . import (
    answer,
    brief,
    chain,
    dropped,
    lead,
    many_paths,
    meaning,
    notes,
    numbers,
    school,
    school_rules,
    steps,
    sweeps,
)
from . import blocks as inside_blocks
from . import graph as gates
from .chapters import limited, others
from .long_rows import cut, shortened
from .page import Block, Equation, Heading, Line, Page, Paragraph, sentence
from .telling import Telling

CHAIN_FIRST = Text("Chain rule", "연쇄 법칙(합성함수의 미분법)")
CHAIN = Text("Chain rule", "연쇄 법칙")
EACH = Text("Multiply along each path, then add.", "경로마다 곱한 다음 모두 더한다.")
STAGE = Text("Step {number} of {count}: differentiate with respect to {x}", "{number}/{count}단계: {x}에 대하여 "
                                                                            "미분한다")
BESIDE = Text("With respect to {x}, an intermediate value taken as a variable of its own", "중간 변수 {x}에 대하여 "
                                                                                           "미분")
DEFINITIONS = 30  # lines of the program that are repeated


def explain(story: Story, language: Language, detail: str = "normal", first: int = 0) -> Page:
    """The whole explanation. `detail` is brief (answer and chain rule), normal, or full (no line left out); `first` is
    the number of its first stage among the parts that a page computes anew."""
    blocks: list[Block] = []
    for k, stage in enumerate(story.stages):
        telling = Telling(stage, language, detail, first + k)
        if len(story.stages) > 1:
            blocks.append(Heading(telling.say(STAGE, number=k + 1, count=len(story.stages), x=stage.variables[0])))
        lines = function_lines(story, telling)
        blocks += [Equation(lines)] if lines else []
        if not k:
            blocks += notes.opening_notes(story, telling)
            blocks += notes.cut_notes(story, telling) + notes.notation_note(telling)
            blocks += school.refused(telling) if story.view.level == "school" and stage.working is None else []
        blocks += _stage(story, telling, (CHAIN if k else CHAIN_FIRST).say(language))
    following = first + len(story.stages)
    for other in story.beside:
        head = sentence(BESIDE, language, x=Name(other.last.variables[0]))
        blocks += [Heading("", head), *explain(other, language, detail, following).blocks]
        following += len(other.every_stage)
    led = lead.blocks(story, telling, function_lines(story, Telling(story.stages[0], language)))
    return Page(tuple(shortened(blocks, story.stages, language, detail)), language, story.output_name, lead=cut(led))


def _stage(story: Story, telling: Telling, heading: str) -> list[Block]:
    """What follows the function itself."""
    if telling.stage.working is not None:
        return school.chapters(story, telling, telling.stage.working)
    if telling.detail == "brief":
        body = brief.chains(telling, heading)
        body += answer.chapter(story, telling, body)
        return brief.introduced(telling, body) + body + meaning.sentences(story, telling)
    mode = story.view.mode
    body = _chains(telling, heading) if mode == "paths" else sweeps.chapter(telling, mode)
    return [*_structure(telling, story.output_name if story.view.picture else ""), *body,
            *numbers.chapter(telling, mode), *meaning.chapter(story, telling), *answer.chapter(story, telling, body)]


def workings(telling: Telling, *, first: bool) -> list[Block]:
    """How a stage's derivatives come about, without the answers: graph, partials, chain rule, numbers."""
    heading = telling.say(CHAIN_FIRST if first else CHAIN)
    if telling.detail == "brief":
        body = brief.chains(telling, heading)
        return brief.introduced(telling, body) + body
    return _structure(telling) + _chains(telling, heading) + numbers.chapter(telling)


def function_lines(story: Story, telling: Telling) -> tuple[Line, ...]:
    """The function as it was typed: one line, or the program's definitions."""
    stage, symbols = telling.stage, telling.symbols
    if stage.wrt:
        return (Line(symbols.label(stage.output), answer.symbol(story, stage.wrt, stage)),
                Line(None, symbols.result(stage.output)[0]))
    if story.typed:
        return _closed(telling, story.typed, story.output_name)
    if not story.program:
        return (Line(symbols.label(stage.output), symbols.in_inputs(stage.output)[0]),)
    own = [i for i in sorted(stage.user_named) if i in stage.sweep.function]
    if stage.output not in own:
        own.append(stage.output)
    leaves = {i: symbols.leaf(i) for i in stage.user_named}
    return limited(telling, own, DEFINITIONS, lambda i: Line(symbols.label(i), write(stage.graph, i, leaves)))


def _closed(telling: Telling, typed: Built, output_name: str) -> tuple[Line, ...]:
    """The definitions as they were typed, before functions were opened."""
    leaves = {node: (Name(label), ATOM) for node, label in typed.names.items()}
    return limited(telling, definitions(typed), DEFINITIONS, lambda node: Line(
        Name(typed.names.get(node, output_name)), write(typed.graph, node, leaves)))


def _structure(telling: Telling, drawn: str = "") -> list[Block]:
    """Graph (with a picture, under this name) and local partials."""
    blocks = gates.graph_chapter(telling, drawn)
    partials = gates.partials_chapter(telling)
    if partials:
        blocks += partials + inside_blocks.chapter(telling)
    return blocks + notes.bar_notes(telling, blocks)


def _chains(telling: Telling, heading: str) -> list[Block]:
    """The chain rule by one variable after another."""
    blocks: list[Block] = []
    swept = False
    for derived in telling.derivations:
        blocks += _chain(telling, derived, heading, swept)
        heading = telling.say(CHAIN)
        swept = swept or not telling.lists(derived)
    return blocks + others(telling, telling.variables)


def _chain(telling: Telling, derived: Derivation, heading: str, swept: bool) -> list[Block]:
    if derived.path_count == 0:
        return [Heading(heading), Paragraph(chain.unused_words(telling, derived))]
    blocks: list[Block] = [Heading(heading, chain.path_words(telling, derived))]
    if not telling.lists(derived):
        return blocks + many_paths.chain_rule(telling, derived, again=swept)
    blocks += school_rules.words(telling, derived)
    if derived.path_count > 1:
        blocks += [Paragraph((telling.say(EACH),)), Equation(chain.path_lines(telling, derived))]
    alone = len(telling.stage.derivations) == 1
    lines = steps.lines(telling, derived)  # none where the name of the derivative says it all: h′(x)
    return [*blocks, *([Equation(lines)] if lines else []), *(dropped.notes(telling, derived) if alone else ())]
