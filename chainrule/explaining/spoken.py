"""Pictures in words, for those who do not see them: the edges of a graph."""
from __future__ import annotations

from ..language import Language, Text
from ..notation.text import write
from ..solution.stage import Stage
from .graph import gates
from .symbols import Symbols

MOST = 120  # gates
GATE = Text("{gate} = {formula}; edges from {edges}", "{gate} = {formula}; 들어오는 간선: {edges}")
EDGE = Text("{source} (local partial {ratio} = {partial})", "{source}(국소 미분 {ratio} = {partial})")
MORE = Text("{count} more gates", "그 밖에 게이트 {count}개")


def gate_sentences(stage: Stage, language: Language) -> tuple[str, ...]:
    """A sentence for every gate: its formula, and from where edges come, with the local partials that are told."""
    symbols, shown = Symbols(stage), gates(stage)
    told = [_gate(stage, symbols, gate, language) for gate in shown[:MOST]]
    left = len(shown) - len(told)
    return (*told, *((MORE.say(language, count=left),) if left else ()))


def _gate(stage: Stage, symbols: Symbols, gate: int, language: Language) -> str:
    found: dict[int, str] = {a: symbols.name(a) for a in symbols.operands(gate)
                             if stage.graph.varies[a] and (a in stage.names or stage.graph.ops[a] == "input")}
    for edge in stage.sweep.edges.get(gate, ()):
        found[edge.source] = EDGE.say(language, source=symbols.name(edge.source), ratio=write(symbols.edge(edge)),
                                      partial=write(symbols.partial(edge)[0]))
    return GATE.say(language, gate=symbols.name(gate), formula=write(symbols.formula(gate)),
                    edges=", ".join(found.values()))
