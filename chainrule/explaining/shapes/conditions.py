"""Where a derivative with vectors and matrices holds: what the rules of its gates ask for, each said once."""
from __future__ import annotations

from ...language import Text
from ...notation.boxes import Apply, Box, Num, Op, Row
from ...rules.matrices import MatrixRule
from ..notes import HOLDS
from ..page import Note, Part, Parts
from .symbols import ShapedTelling

MOST = {"brief": 4, "normal": 12, "full": 1000}
MORE = Text(" (… {count} more)", " (… 외 {count}개)")


def conditions(telling: ShapedTelling) -> list[Parts]:
    """x ≠ 0; A is invertible: of gates on the way what the derivative needs, of the others what the value needs."""
    story, graph = telling.story, telling.story.graph
    moved = set(story.sweep.order)
    found: dict[tuple[Text, int], Parts] = {}
    for gate in sorted(story.sweep.function):
        rule = graph.matrix_rule(gate)
        if rule is None or rule.holds is None or not graph.varies[gate] or not (gate in moved or rule.defined):
            continue
        if story.sweep.everywhere and rule.everywhere:
            continue
        source = graph.args[gate][0]
        found.setdefault((rule.holds, source), _said(telling, rule, source))
    return list(found.values())


def _said(telling: ShapedTelling, rule: MatrixRule, source: int) -> Parts:
    assert rule.holds is not None
    a = telling.name(source)
    zero = Num("0")
    determinant: Box = Apply("det", (a,))
    return telling.sentence(rule.holds, a=a, nonzero=Row((a, Op("≠"), zero)),
                            positive=Row((determinant, Op(">"), zero)))


def condition_note(telling: ShapedTelling) -> list[Note]:
    """Where the answer holds."""
    found = conditions(telling)
    most = MOST[telling.detail]
    parts: list[Part] = []
    for said in found[:most]:
        parts += [", " if parts else telling.say(HOLDS), *said]
    if len(found) > most:
        parts.append(telling.say(MORE, count=len(found) - most))
    return [Note(tuple(parts))] if parts else []
