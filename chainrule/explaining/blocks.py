"""The parts "Inside the block": how the local partial of a block comes about, in a few lines."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..language import Text
from ..notation.boxes import Box, Op, Row
from . import brief
from .graph import gate_lines
from .page import Block, Equation, Heading, Line, Note
from .telling import Telling

INSIDE = Text("Inside the block {name}", "블록 {name}의 안")
MORE = Text("{count} more blocks are not shown.", "나머지 블록 {count}개의 안은 적지 않는다.")
AGREE = Text("With the blocks opened into their gates, or closed, the derivative is the same: both were checked.",
             "블록을 게이트로 열어도, 닫아도 도함수는 같다. 둘 다 확인하였다.")
SHOWN = {"normal": 6, "full": 64}
LINES = 12


def chapter(telling: Telling) -> list[Block]:
    """A part for every block on a path."""
    inside, most = telling.stage.inside, SHOWN[telling.detail]
    blocks: list[Block] = []
    for stage in inside[:most]:
        inner = Telling(stage, telling.language, "brief")
        symbols = inner.symbols
        defined = Row((symbols.label(stage.output), Op("="), symbols.in_inputs(stage.output)[0]))
        blocks += [Heading("", inner.sentence(INSIDE, name=defined), level=2),
                   Equation((*gate_lines(inner, LINES), *_chains(inner, _outside(telling, inner))))]
    if len(inside) > most:
        blocks.append(Note((telling.say(MORE, count=len(inside) - most),)))
    return blocks


def _outside(telling: Telling, inner: Telling) -> dict[str, Box]:
    """What the partials of a block are called outside of it, by the names of what it is made of."""
    stage, symbols = telling.stage, telling.symbols
    name = inner.symbols.name(inner.stage.output)
    root = next(node for node in stage.sweep.blocks if symbols.name(node) == name)
    return {symbols.name(edge.source): symbols.edge(edge) for edge in stage.sweep.edges[root]}


def _chains(inner: Telling, outside: Mapping[str, Box]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for variable, derived in zip(inner.stage.variables, inner.stage.derivations, strict=True):
        first, *others = brief.chain_lines(inner, derived)
        lines += [replace(first, left=outside.get(variable, first.left)), *others]
    return tuple(lines[:LINES])


def agreement(telling: Telling) -> list[Note]:
    """That the derivative does not depend on what is open."""
    stage = telling.stage
    if not stage.agree or stage.check is None or stage.check.status != "checked":
        return []
    return [Note((telling.say(AGREE),))]
