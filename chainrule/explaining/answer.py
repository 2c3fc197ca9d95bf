"""The chapter "Answer": the derivatives, where they hold, and what the check found."""
from __future__ import annotations

from collections.abc import Sequence

from ..derivation.paths import Derivation
from ..language import Text
from ..notation import primes
from ..notation.boxes import Box, Colour, Name, Op, Ratio, Row
from ..notation.fold import same
from ..solution.stage import Assumed, Result, Stage, Story
from . import blocks as inside_blocks
from . import kinks, notes, shorter
from .chapters import limited, live, point_words, signed
from .page import Block, Equation, Heading, Line, Table, listed
from .telling import Telling

ANSWER = Text("Answer", "답")
GRADIENT = Text("Derivative", "편도함수")
FORMULA = Text("Formula", "식")
AT_POINT = Text("Value", "값")
ASSUMED = Text("since {equations}", "{equations}이므로")
NONE = Text("none", "없음")
BY_FUNCTION = Text("at this point; not from the formula, but from the function itself",
                   "이 점에서의 값이다. 식이 아니라 함수 자체에서 구했다")
LINES = {"brief": 30, "normal": 30, "full": 1000}  # more than of other chapters: what was asked for is not left out


def chapter(story: Story, telling: Telling, chains: list[Block]) -> list[Block]:
    """The answers, and where they hold; `chains` is what was shown before them."""
    stage = telling.stage
    brief = telling.detail == "brief"
    answers = _answers(telling, [total(story, telling, derived) for derived in stage.derivations])
    blocks: list[Block] = [Heading(telling.say(ANSWER), point_words(telling) if brief else ())]
    if not brief:
        for derived in telling.derivations:
            if story.view.mode != "paths" or not telling.lists(derived):
                blocks += shorter.unlisted(telling, derived)
    blocks.append(answers)
    if stage is story.last and story.assumed:
        blocks.append(Equation(tuple(_assumed(story, telling, found) for found in story.assumed)))
    if brief:
        blocks += kinks.notes(telling, brief=True)
    blocks += notes.function_notes(telling, [answers, *chains])
    blocks += notes.condition_note(telling)
    if not brief:
        blocks += inside_blocks.agreement(telling)
    blocks += notes.symmetry_note(story, telling)
    if stage.check is not None:
        blocks.append(notes.check_note(stage.check, telling.language, stage.unknown))
    if stage is story.last:
        blocks += notes.claim_note(story, telling)
    return blocks


def _assumed(story: Story, telling: Telling, found: Assumed) -> Line:
    """An answer where what was assumed holds."""
    symbols = telling.symbols
    derived = telling.stage.derivations[telling.stage.variables.index(found.variable)]
    equations = [Row((symbols.in_inputs(left)[0], Op("="), symbols.in_inputs(right)[0])) for left, right in found.used]
    written = symbols.in_user_names if derived.named else symbols.result
    return Line(total(story, telling, derived), written(found.node)[0],
                telling.sentence(ASSUMED, equations=listed([*equations])))


def symbol(story: Story, wrt: tuple[str, ...], stage: Stage) -> Box:
    """∂²f/∂y∂x, or f″(x)."""
    if stage.depends_on == 1 and (stage.notation == "prime" or stage.working is not None):
        return primes.applied(story.output_name, Name(wrt[0]), len(wrt))
    return Ratio(Name(story.output_name), tuple(Name(x) for x in wrt), stage.depends_on > 1)


def total(story: Story, telling: Telling, derived: Derivation) -> Box:
    stage, symbols = telling.stage, telling.symbols
    if stage.wrt:
        return symbol(story, (*stage.wrt, symbols.name(derived.variable)), stage)
    if symbols.primed and not stage.unknown and not stage.user_named - {stage.output}:
        return symbol(story, (symbols.name(derived.variable),), stage)
    return symbols.total(derived.variable)


def _answers(telling: Telling, totals: Sequence[Box]) -> Block:
    """Several in a table, one (or on a short page each) on a line."""
    stage, most = telling.stage, LINES[telling.detail]
    if 1 < len(totals) <= most and telling.detail != "brief":
        return _gradient_table(telling, totals)

    def line(n: int) -> Line:
        result = stage.results[n] if stage.results else None
        return answered(telling, totals[n], stage.derivations[n], result)

    return Equation(limited(telling, range(len(totals)), most, line))


def _gradient_table(telling: Telling, totals: Sequence[Box]) -> Table:
    """All derivatives of one sweep: symbol, formula, and at a point the number."""
    stage = telling.stage
    head = (telling.say(GRADIENT), telling.say(FORMULA), *((telling.say(AT_POINT),) if stage.results else ()))
    rows = []
    for k, (total, derived) in enumerate(zip(totals, stage.derivations, strict=True)):
        cells: tuple[str | Box, ...] = (total, telling.symbols.best(derived)[0])
        if stage.results:
            value = stage.results[k].value
            shown = None if value is None else live(telling, f"d{derived.variable}", value)[0]
            cells = (*cells, telling.say(NONE) if shown is None else Colour(shown, "gradient"))
        rows.append(cells)
    return Table(head, tuple(rows), here=any(result.value is None for result in stage.results))


def answered(telling: Telling, left: Box, derived: Derivation, result: Result | None) -> Line:
    """∂f/∂x = z = -4: the formula, and at a point its number where that shows something."""
    final = telling.symbols.best(derived)[0]
    if result is None:
        return Line(left, final)
    if result.value is None:
        return Line(left, final, (telling.say(kinks.NO_DERIVATIVE),), here=True)
    known = f"d{derived.variable}"
    value = Colour(live(telling, known, result.value)[0], "gradient")
    if not result.agrees:
        return Line(left, value, (telling.say(BY_FUNCTION),), here=True)
    return Line(left, final if same(final, value.inner) else Row(
        (final, signed(telling, {known: result.value}), value)))
