"""How the local partial of a block comes about: the chain rule among its gates, in a few lines."""
from __future__ import annotations

from ..language import Language, Text
from ..notation.boxes import Op, Row
from ..solution.stage import Stage
from . import brief, chapters
from .page import Block, Equation, Heading, Line, Note
from .sentences import sentence
from .symbols import Letters

INSIDE = Text("Inside the block {name}", "블록 {name}의 안")
MORE = Text("{count} more blocks are not shown.", "나머지 블록 {count}개의 안은 적지 않는다.")
AGREE = Text("With the blocks opened into their gates, or closed, the derivative is the same: both were checked.",
             "블록을 게이트로 열어도, 닫아도 도함수는 같다. 둘 다 확인하였다.")
SHOWN = {"normal": 6, "full": 64}
LINES = 12


def chapter(stage: Stage, language: Language, detail: str) -> list[Block]:
    """A part for every block on a path."""
    most = SHOWN[detail]
    blocks: list[Block] = []
    for inner in stage.inside[:most]:
        letters = Letters(inner)
        name = letters.label(inner.output)
        head = sentence(INSIDE, language, name=Row((name, Op("="), letters.in_inputs(inner.output)[0])))
        lines = (*chapters.gate_lines(inner, letters, language, LINES), *_chains(inner, letters, language))
        blocks += [Heading("", head, level=2), Equation(lines)]
    if len(stage.inside) > most:
        blocks.append(Note((MORE.say(language, count=len(stage.inside) - most),)))
    return blocks


def _chains(inner: Stage, letters: Letters, language: Language) -> tuple[Line, ...]:
    lines = [line for derived in inner.derivations for line in brief.chain_lines(inner, derived, letters, language)]
    return tuple(lines[:LINES])


def agreement(stage: Stage, language: Language) -> list[Note]:
    """That the derivative does not depend on what is open."""
    if not stage.agree or stage.check.status != "checked":
        return []
    return [Note((AGREE.say(language),))]
