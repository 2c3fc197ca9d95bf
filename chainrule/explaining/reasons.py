"""Why a local partial is what it is: the rule's words in "Local partials", with the page's names for its letters."""
from __future__ import annotations

import re
from functools import lru_cache

from ..derivation.sweep import Edge
from ..errors import ChainruleError
from ..graph.build import add_tree
from ..graph.graph import Graph
from ..language import Text, josa
from ..notation.boxes import ATOM, Box, Frac, Name, Op, Row
from ..notation.write import write
from ..reading import read_template
from ..rules import NAMES
from .page import Parts
from .telling import Telling

MIXED = Text("addition and subtraction", "덧셈과 뺄셈")
PLACES = (Text("the first {x} in {f}", "{f}의 첫 번째 {x}"), Text("the second {x} in {f}", "{f}의 두 번째 {x}"))
PLACE = Text("a further {x} in {f}", "{f}의 또 다른 {x}")
CONSTANT = Text("constant", "상수")
# A formula among words: signs, digits, function names and a rule's letters, as 1/(2√u) or u > 0.
_WORDS = "|".join(sorted((*filter(str.isalnum, NAMES), "u", "a", "b"), key=len, reverse=True))
_TOKEN = rf"(?:(?<![A-Za-z])(?:{_WORDS})(?![A-Za-z])|[\d()|√²·/+<>-])"
_RUN = re.compile(rf"{_TOKEN}(?: ?{_TOKEN})*")
_RELATION = re.compile(r" ([<>/]) ")


def title(telling: Telling, gate: int) -> Parts:
    """What kind of gate it is."""
    graph, names = telling.stage.graph, telling.symbols.names
    op = graph.ops[gate]
    if op == "copy" and not graph.varies[gate]:
        return (telling.say(CONSTANT),)
    if op == "copy" and gate not in telling.stage.user_named and gate != telling.stage.output:
        return _place(telling, gate)
    if op == "difference" and "+" in graph.signs(gate)[1:]:
        return (telling.say(MIXED),)
    words = telling.say(graph.rule(gate).title)
    source = graph.args[gate][0]
    return with_names(words, {"u": names[source]}) if source in names else (words,)


def _place(telling: Telling, copy: int) -> Parts:
    """Which of the places of a value in one operation was given this name."""
    graph, symbols = telling.stage.graph, telling.symbols
    source, = graph.args[copy]
    gate = next(i for i in sorted(telling.stage.sweep.function) if copy in graph.args[i])
    places = [a for a in graph.args[gate] if graph.ops[a] == "copy" and graph.args[a] == (source,)]
    place = places.index(copy)
    facts = {"x": symbols.label(source), "f": symbols.label(gate)}
    return telling.sentence(PLACES[place], **facts) if place < len(PLACES) else telling.sentence(PLACE, **facts)


def reason(graph: Graph, edge: Edge) -> Text:
    """Which of a rule's reasons belongs to an edge: a difference has one for plus and one for minus."""
    slot = edge.slot
    if graph.ops[edge.gate] == "difference":
        slot = 0 if graph.signs(edge.gate)[slot] == "+" else 1
    return graph.rule(edge.gate).reason(slot)


def said(telling: Telling, edge: Edge, text: Text) -> Parts:
    """The reason as a sentence about this gate: the rule's letters are called what they are called on the page."""
    graph, names = telling.stage.graph, telling.symbols.names
    words = telling.say(text)
    inputs = graph.args[edge.gate]
    letters = "ab" if graph.rule(edge.gate).arity == (2, 2) else "u"
    called = {letter: names[a] for letter, a in zip(letters, inputs, strict=False) if a in names}
    return with_names(words, called) if called else (words,)


def with_names(words: str, letters: dict[str, str]) -> Parts:
    """Words in which the formulas made of these letters are set as formulas, under other names."""
    parts: list[str | Box] = []
    last = 0
    for run in _RUN.finditer(words):
        held = [letter for letter in letters if re.search(rf"(?<![A-Za-z]){letter}(?![A-Za-z])", run[0])]
        box = _formula(run[0], tuple(letters.items())) if held else None
        if box is not None:
            parts += [words[last:run.start()], box]
            last = run.end()
            if words.startswith("를", last):  # the particle goes with the name's reading: z1을
                words = words[:last] + josa(letters[held[0]], "를")[-1] + words[last + 1:]
    return tuple(part for part in (*parts, words[last:]) if part != "")


@lru_cache(maxsize=512)
def _formula(text: str, letters: tuple[tuple[str, str], ...]) -> Box | None:
    """A formula or relation of a rule's sentence, with the page's names; None for what is neither."""
    sides = _RELATION.split(text)
    graph = Graph()
    leaves = {graph.input(letter): (Name(name), ATOM) for letter, name in letters}
    boxes: list[Box] = []
    try:
        for k, side in enumerate(sides):
            boxes.append(Op(side) if k % 2 else write(graph, add_tree(graph, read_template(side), {}), leaves,
                                                      open_root=False))
    except ChainruleError:
        return None
    if "/" in sides:
        return Frac(boxes[0], boxes[2])
    return boxes[0] if len(boxes) == 1 else Row(tuple(boxes))
