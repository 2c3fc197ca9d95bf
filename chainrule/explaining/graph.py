"""The chapters "Computational graph" and "Local partials": a line for every gate, and one for every edge."""
from __future__ import annotations

from ..derivation.sweep import Edge
from ..language import Text
from ..notation.fold import same
from ..solution.stage import Stage
from . import constancy, reasons
from .chapters import limited
from .page import Block, Drawing, Equation, Heading, Line, Parts
from .telling import Telling

GRAPH = Text("Computational graph", "계산 그래프")
PARTIALS = Text("Local partials", "국소 미분")
BLOCK = Text("block of {count} gates", "게이트 {count}개로 된 블록")
TERM = Text("term", "항")
TERM_RULE = Text("a term without an inner function: the power rule, times the constant factors",
                 "속함수가 없는 항이다. 거듭제곱의 미분법을 쓰고 상수를 곱한다")


def graph_chapter(telling: Telling, drawn: str) -> list[Block]:
    """The gates, and where a name for it is given a picture."""
    gates = gate_lines(telling, telling.lines)
    picture = [Drawing(telling.stage, drawn, telling.language)] if drawn else []
    return [Heading(telling.say(GRAPH)), *([Equation(gates)] if gates else []), *picture]


def partials_chapter(telling: Telling) -> list[Block]:
    """The partials with their reasons; nothing where there is no edge."""
    lines = partial_lines(telling)
    return [Heading(telling.say(PARTIALS)), Equation(lines)] if lines else []


def gate_lines(telling: Telling, most: int) -> tuple[Line, ...]:
    """u = x + y, each with what kind of gate it is."""
    symbols = telling.symbols
    return limited(telling, gates(telling.stage), most,
                   lambda i: Line(symbols.label(i), symbols.formula(i), _title(telling, i)))


def _title(telling: Telling, gate: int) -> Parts:
    stage = telling.stage
    if gate in stage.sweep.blocks:
        if gate not in stage.user_named:
            return (telling.say(TERM),)
        return (telling.say(BLOCK, count=len(stage.sweep.blocks[gate].inside)),)
    return reasons.title(telling, gate)


def gates(stage: Stage) -> list[int]:
    """The function's gates, inputs first."""
    return [i for i in sorted(stage.sweep.visible) if stage.graph.args[i] and i in stage.names]


def partial_lines(telling: Telling) -> tuple[Line, ...]:
    """The local partial on every edge, from the output down, with its reason; each reason once."""
    stage, symbols = telling.stage, telling.symbols
    graph = stage.graph
    said: set[Text | Parts] = set()

    def line(edge: Edge) -> Line:
        in_block = edge.gate in stage.sweep.blocks
        if in_block and edge.gate in stage.user_named:
            return Line(symbols.edge(edge), symbols.partial(edge)[0])
        reason: Text | Parts = TERM_RULE if in_block else constancy.words(telling, edge) or reasons.reason(graph, edge)
        words: Parts = ()
        if reason not in said:
            said.add(reason)
            words = reason if isinstance(reason, tuple) else reasons.said(telling, edge, reason)
        return Line(symbols.edge(edge), symbols.partial(edge)[0], words)

    edges = [edge for gate in sorted(stage.sweep.edges, reverse=True) for edge in stage.sweep.edges[gate]
             if graph.ops[gate] != "unknown" or not same(symbols.edge(edge), symbols.partial(edge)[0])]
    return limited(telling, edges, telling.lines, line)
