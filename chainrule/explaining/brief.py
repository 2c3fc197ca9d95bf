"""The short page: every chain in one line or a few, and every letter on it introduced."""
from __future__ import annotations

from collections.abc import Sequence

from ..derivation.paths import Derivation
from ..language import Language, Text
from ..notation.boxes import Box, Name, Num, Op, Row
from ..solution.stage import Stage
from . import chapters
from .page import Block, Equation, Heading, Line, Paragraph
from .page import boxes as boxes_of
from .sentences import listed
from .symbols import Letters

WHERE = Text("where", "여기서")
LINES = 8  # lines of one equation
LETTERS = 24  # letters that are introduced
FEW = 4  # so many of them stand in running words
PATHS = 8
VARIABLES = 6
ONE_LINE = 4  # edges of a chain that stands in one line
STEPS = 3  # lines of a longer one
EDGES = 24  # longer sums are replaced by the sweep


def chains(stage: Stage, letters: Letters, language: Language, heading: str) -> list[Block]:
    """The chain rule by every variable: for one in steps, for several a line each."""
    if len(stage.derivations) > 1:
        lines = [line for d in stage.derivations[:VARIABLES] for line in chain_lines(stage, d, letters, language)]
        return [Heading(heading), Equation(tuple(lines)), *chapters.others(stage, VARIABLES, language)]
    derived = stage.derivations[0]
    if derived.path_count == 0:
        return [Heading(heading), Paragraph(chapters.unused_words(stage, derived, letters, language))]
    title = Heading(heading, chapters.path_words(derived, letters, language, listed=PATHS))
    if _is_short(derived):
        return [title, Equation(tuple(chapters.sum_lines(derived, letters)))]
    swept = chapters.sweep_lines(stage, derived, letters, language, LINES)
    words = chapters.TOO_LONG if derived.path_count <= chapters.FEW else chapters.TOO_MANY
    return [title, Paragraph((words.say(language),)), Equation(swept)]


def _is_short(derived: Derivation) -> bool:
    return derived.listed and derived.path_count <= PATHS and sum(map(len, derived.paths())) <= EDGES


def chain_lines(stage: Stage, derived: Derivation, letters: Letters, language: Language) -> list[Line]:
    """∂f/∂x = ∂f/∂u · ∂u/∂x = z · 1 = z; in steps where it is longer; only the last step where it is very long."""
    total = letters.total(derived.variable)
    if derived.path_count == 0:
        return [Line(total, Num("0"))]
    if not _is_short(derived):
        return [chapters.sweep_line(stage, derived, letters, language, derived.variable)]
    boxes = chapters.sum_boxes(derived, letters)
    if sum(map(len, derived.paths())) > ONE_LINE:
        steps = boxes[:STEPS]  # the answer is written in the inputs below
        return [Line(None if k else total, box) for k, box in enumerate(steps)]
    items: list[Box] = []
    for box in boxes:
        items += [Op("="), box] if items else [box]
    return [Line(total, Row(tuple(items)))]


def introduced(stage: Stage, letters: Letters, blocks: Sequence[Block], language: Language) -> list[Block]:
    """What the letters on the page stand for that chainrule has chosen: where u = x + y."""
    chosen = {name: node for node, name in stage.names.items()
              if node not in stage.user_named and node != stage.output and stage.graph.args[node]}
    found: dict[int, Box] = {}
    todo = {box.text for box in boxes_of(blocks) if isinstance(box, Name)}
    while todo and len(found) < LETTERS:
        nodes = [chosen[name] for name in todo if name in chosen and chosen[name] not in found]
        for node in nodes:
            found[node] = letters.formula(node)
        todo = {box.text for node in nodes for box in boxes_of([Equation((Line(None, found[node]),))])
                if isinstance(box, Name)}
    if not found:
        return []
    nodes = sorted(found)
    if len(nodes) <= FEW:
        return [Paragraph((WHERE.say(language) + " ",
                           *listed([Row((letters.label(n), Op("="), found[n])) for n in nodes])))]
    return [Paragraph((WHERE.say(language),)),
            Equation(chapters.limited(nodes, LETTERS, language, lambda n: Line(letters.label(n), found[n])))]
