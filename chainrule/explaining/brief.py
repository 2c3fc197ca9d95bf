"""The short page: every chain in one line or a few, and every letter on it introduced."""
from __future__ import annotations

from collections.abc import Sequence

from ..derivation.paths import Derivation
from ..language import Text
from ..notation.boxes import Box, Name, Num, Op, Row
from . import chain, notes, steps
from .chapters import limited, others
from .page import Block, Equation, Heading, Line, Paragraph, boxes, listed
from .telling import Telling

WHERE = Text("where", "여기서")
LETTERS = 24  # letters that are introduced
FEW = 4  # so many of them stand in running words
PATHS = 8  # a sum of more is replaced by the sweep
EDGES = 24  # as is a longer one
ONE_LINE = 4  # edges of a chain that stands in one line
STEPS = 3  # lines of a longer one


def chains(telling: Telling, heading: str) -> list[Block]:
    """The chain rule by every variable, for one in steps, for several a line each; and what the bars in it mean."""
    blocks = _chains(telling, heading)
    return blocks + notes.bar_notes(telling, blocks)


def _chains(telling: Telling, heading: str) -> list[Block]:
    derivations = telling.stage.derivations
    if len(derivations) > 1:
        lines = [line for derived in telling.derivations for line in chain_lines(telling, derived)]
        return [Heading(heading), Equation(tuple(lines)), *others(telling, telling.variables)]
    derived = derivations[0]
    if derived.path_count == 0:
        return [Heading(heading), Paragraph(chain.unused_words(telling, derived))]
    title = Heading(heading, chain.path_words(telling, derived, telling.paths))
    if _is_short(derived):
        return [title, Equation(steps.lines(telling, derived))]
    swept = chain.sweep_lines(telling, derived, telling.lines)
    return [title, Paragraph((chain.unlisted_words(telling, derived),)), Equation(swept)]


def _is_short(derived: Derivation) -> bool:
    return derived.listed and derived.path_count <= PATHS and sum(map(len, derived.paths())) <= EDGES


def chain_lines(telling: Telling, derived: Derivation) -> list[Line]:
    """∂f/∂x = ∂f/∂u · ∂u/∂x = z · 1 = z; in steps where it is longer; only the last step where it is very long."""
    total = telling.symbols.total(derived.variable)
    if derived.path_count == 0:
        return [Line(total, Num("0"))]
    if not _is_short(derived):
        return [chain.sweep_line(telling, derived, derived.variable)]
    boxes = [step.box for step in steps.steps(derived, telling.symbols, every=False)]
    if sum(map(len, derived.paths())) > ONE_LINE:  # the answer is written in the inputs below
        return [Line(None if k else total, box) for k, box in enumerate(boxes[:STEPS])]
    items: list[Box] = []
    for box in boxes:
        items += [Op("="), box] if items else [box]
    return [Line(total, Row(tuple(items)))]


def introduced(telling: Telling, blocks: Sequence[Block]) -> list[Block]:
    """What the letters on the page stand for that chainrule has chosen: where u = x + y."""
    stage, symbols = telling.stage, telling.symbols
    chosen = {name: node for node, name in stage.names.items()
              if node not in stage.user_named and node != stage.output and stage.graph.args[node]}
    found: dict[int, Box] = {}
    todo = {box.text for box in boxes(blocks) if isinstance(box, Name)}
    while todo and len(found) < LETTERS:
        nodes = [chosen[name] for name in todo if name in chosen and chosen[name] not in found]
        for node in nodes:
            found[node] = symbols.formula(node)
        todo = {box.text for node in nodes for box in boxes([Equation((Line(None, found[node]),))])
                if isinstance(box, Name)}
    if not found:
        return []
    nodes = sorted(found)
    if len(nodes) <= FEW:
        return [Paragraph((telling.say(WHERE) + " ",
                           *listed([Row((symbols.label(n), Op("="), found[n])) for n in nodes])))]
    return [Paragraph((telling.say(WHERE),)),
            Equation(limited(telling, nodes, LETTERS, lambda n: Line(symbols.label(n), found[n])))]
