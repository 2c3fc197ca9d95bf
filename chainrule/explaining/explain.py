"""The page: which chapters are shown, in which order, in one language."""
from __future__ import annotations

from ..derivation.paths import Derivation
from ..language import Language, Text
from ..notation import primes
from ..notation.boxes import Box, Name, Ratio
from ..notation.write import write
from ..solution.question import Mode
from ..solution.stage import Stage, Story
from . import (
    blocks as inside_blocks,
)
from . import (
    brief,
    chapters,
    kinks,
    many_paths,
    notes,
    school_rules,
    sweeps,
)
from . import (
    numbers as numbered,
)
from .page import Block, Drawing, Equation, Heading, Line, Page, Paragraph
from .symbols import Letters

GRAPH = Text("Computational graph", "계산 그래프")
PARTIALS = Text("Local partials", "국소 기울기")
CHAIN_FIRST = Text("Chain rule", "연쇄 법칙(합성함수의 미분법)")
CHAIN = Text("Chain rule", "연쇄 법칙")
POINT = Text("At the point", "주어진 점에서")
FORWARD = Text("Forward pass", "순전파")
BACKWARD = Text("Backward pass", "역전파")
BACKWARD_ASIDE = Text("upstream × local = downstream", "상류 기울기 × 국소 기울기 = 하류 기울기")
ALONG = Text("Along the paths", "경로를 따라")
ANSWER = Text("Answer", "답")
STAGE = Text("Step {number} of {count}: differentiate by {x}", "{number}단계(모두 {count}단계): {x}에 대하여 미분")
# How many lines each chapter may have: what is longer shows its beginning, its end, and how much is left out.
_LINES = {"brief": 8, "normal": 30, "full": 1000}
_PATHS = {"normal": 8, "full": 64}
_VARIABLES = {"normal": 6, "full": 100}


def explain(story: Story, language: Language, detail: str = "normal") -> Page:
    """The whole explanation. `detail` is brief (answer and chain rule), normal, or full (no line left out)."""
    blocks: list[Block] = []
    seen_chain = False
    for k, stage in enumerate(story.stages):
        letters = Letters(stage)
        if len(story.stages) > 1:
            blocks.append(Heading(STAGE.say(language, number=k + 1, count=len(story.stages), x=stage.variables[0])))
        blocks.append(Equation(_function(story, stage, letters, language)))
        if not k:
            blocks += notes.cut_notes(story, language) + notes.notation_note(stage, language)
        heading = (CHAIN if seen_chain else CHAIN_FIRST).say(language)
        seen_chain = True
        if detail == "brief":
            body = brief.chains(stage, letters, language, heading)
            body += notes.bar_notes(body, language)
            body += _answer(story, stage, letters, language, detail, body)
            blocks += brief.introduced(stage, letters, body, language) + body
            continue
        blocks += _structure(stage, letters, language, detail, story.output_name if story.view.picture else "")
        if story.view.mode != "paths":
            body = sweeps.chapter(stage, letters, language, story.view.mode, _LINES[detail], _VARIABLES[detail])
        else:
            body = _chains(stage, letters, language, detail, heading)
        blocks += body
        if stage.passes is not None:
            blocks += numbers(stage, letters, language, detail, story.view.mode)
        blocks += _answer(story, stage, letters, language, detail, body)
    title = story.output_name
    return Page(tuple(blocks), language, title)


def workings(stage: Stage, language: Language, detail: str, *, first: bool) -> list[Block]:
    """How a stage's derivatives come about, without the answers: graph, partials, chain rule, numbers."""
    letters = Letters(stage)
    heading = (CHAIN_FIRST if first else CHAIN).say(language)
    if detail == "brief":
        body = brief.chains(stage, letters, language, heading)
        body += notes.bar_notes(body, language)
        return brief.introduced(stage, letters, body, language) + body
    blocks = _structure(stage, letters, language, detail) + _chains(stage, letters, language, detail, heading)
    return blocks + (numbers(stage, letters, language, detail) if stage.passes is not None else [])


def _function(story: Story, stage: Stage, letters: Letters, language: Language) -> tuple[Line, ...]:
    """The function as it was typed: one line, or the program's definitions."""
    graph = stage.graph
    output = letters.label(stage.output)
    if not stage.wrt and story.typed:
        return chapters.limited(story.typed, _LINES["normal"], language,
                                lambda line: Line(Name(line[0] or story.output_name), line[1]))
    if not stage.wrt and story.program:
        own = [i for i in sorted(stage.user_named) if i in stage.sweep.function]
        if stage.output not in own:
            own.append(stage.output)
        leaves = {i: letters.leaf(i) for i in stage.user_named}
        return chapters.limited(own, _LINES["normal"], language,
                                lambda i: Line(letters.label(i), write(graph, i, leaves)))
    if stage.wrt:
        whole = letters.result(stage.output)[0]
        return (Line(output, _symbol(story, stage.wrt, stage)), Line(None, whole))
    return (Line(output, letters.in_inputs(stage.output)[0]),)


def _symbol(story: Story, wrt: tuple[str, ...], stage: Stage) -> Box:
    """∂²f/∂y∂x, or f″(x)."""
    if stage.notation == "prime" and stage.depends_on == 1:
        return primes.applied(story.output_name, Name(wrt[0]), len(wrt))
    return Ratio(Name(story.output_name), tuple(Name(x) for x in wrt), stage.depends_on > 1)


def _structure(stage: Stage, letters: Letters, language: Language, detail: str, drawn: str = "") -> list[Block]:
    """Graph (with a picture, under this name) and local partials."""
    most = _LINES[detail]
    gates = chapters.gate_lines(stage, letters, language, most)
    partials = chapters.partial_lines(stage, letters, language, most, detail == "full")
    blocks: list[Block] = [Heading(GRAPH.say(language)), Equation(gates)]
    if drawn:
        from ..drawing.picture import Picture  # most explanations are without one
        blocks.append(Drawing(Picture(stage, drawn), language))
    if partials:
        blocks += [Heading(PARTIALS.say(language)), Equation(partials), *inside_blocks.chapter(stage, language, detail)]
    return blocks + notes.bar_notes(blocks, language)


def _chains(stage: Stage, letters: Letters, language: Language, detail: str, heading: str) -> list[Block]:
    """The chain rule by one variable after another."""
    blocks: list[Block] = []
    swept = False
    for derived in stage.derivations[:_VARIABLES[detail]]:
        blocks += _chain(stage, derived, letters, language, detail, heading, swept)
        heading = CHAIN.say(language)
        swept = swept or not _is_listed(derived, detail)
    return blocks + chapters.others(stage, _VARIABLES[detail], language)


def _is_listed(derived: Derivation, detail: str) -> bool:
    return derived.listed and derived.path_count <= _PATHS[detail]


def _chain(stage: Stage, derived: Derivation, letters: Letters, language: Language, detail: str, heading: str,
           swept: bool) -> list[Block]:
    if derived.path_count == 0:
        return [Heading(heading), Paragraph(chapters.unused_words(stage, derived, letters, language))]
    blocks: list[Block] = [Heading(heading, chapters.path_words(derived, letters, language))]
    if _is_listed(derived, detail):
        blocks += school_rules.words(stage, derived, letters, language)
        if derived.path_count > 1:
            lines = chapters.path_lines(derived, letters, _PATHS[detail])
            blocks += [Paragraph((chapters.EACH.say(language),)), Equation(tuple(lines))]
        blocks.append(Equation(tuple(chapters.sum_lines(derived, letters))))
        return blocks
    return blocks + many_paths.chain_rule(stage, derived, letters, language, _LINES[detail], again=swept)


def numbers(stage: Stage, letters: Letters, language: Language, detail: str, mode: Mode = "paths") -> list[Block]:
    """Forward and backward pass with the numbers of a point."""
    most = _LINES[detail]
    blocks: list[Block] = [
        Heading(POINT.say(language), numbered.point_parts(stage, letters, most)),
        Heading(FORWARD.say(language), level=2), Equation(numbered.forward_lines(stage, letters, language, most))]
    if mode == "forward":
        blocks += sweeps.tangent_numbers(stage, letters, language, most, _VARIABLES[detail])
        return blocks + kinks.notes(stage, letters, language, brief=False)
    back = numbered.backward_lines(stage, letters, language, most)
    if back:
        blocks += [Heading(BACKWARD.say(language), (BACKWARD_ASIDE.say(language),), level=2), Equation(back)]
    if mode == "reverse":
        return blocks + kinks.notes(stage, letters, language, brief=False)
    products = [line for d in stage.derivations[:_VARIABLES[detail]]
                for line in numbered.product_lines(stage, d, letters, language, _PATHS[detail])]
    if products:
        blocks += [Heading(ALONG.say(language), level=2), Equation(tuple(products))]
    many = [d for d in stage.derivations[:_VARIABLES[detail]] if not _is_listed(d, detail)]
    for derived in many[:1 if detail == "normal" else None]:
        blocks += many_paths.largest(stage, derived, letters, language)
    return blocks + kinks.notes(stage, letters, language, brief=False)


def _answer(story: Story, stage: Stage, letters: Letters, language: Language, detail: str, chains: list[Block]
            ) -> list[Block]:
    """The answers, and where they hold; `chains` is what was shown before them."""
    def total(n: int) -> Box:
        variable = stage.derivations[n].variable
        return _symbol(story, (*stage.wrt, letters.name(variable)), stage) if stage.wrt else letters.total(variable)

    def line(n: int) -> Line:
        result = stage.results[n] if stage.results else None
        return numbered.answer_line(total(n), stage.derivations[n], letters, result, language)

    most = _LINES["full" if detail == "full" else "normal"]
    count = len(stage.derivations)
    if 1 < count <= most and detail != "brief":
        shown: Block = numbered.gradient_table(stage, letters, [total(n) for n in range(count)], language)
    else:
        shown = Equation(chapters.limited(range(count), most, language, line))
    blocks: list[Block] = [Heading(ANSWER.say(language)), shown]
    if detail == "brief":
        blocks += kinks.notes(stage, letters, language, brief=True)
    blocks += notes.function_notes(letters, [shown, *chains], language)
    held = notes.condition_note(stage, letters, language, _LINES[detail] // 2)
    if held is not None:
        blocks.append(held)
    if detail != "brief":
        blocks += inside_blocks.agreement(stage, language)
    blocks += notes.symmetry_note(story, stage, language)
    blocks.append(notes.check_note(stage, language))
    if stage is story.stages[-1]:
        blocks += notes.claim_note(story, letters, language)
    return blocks
