"""Why the partial of a sum, a product or a quotient is what it is: what is constant, and what is held constant."""
from __future__ import annotations

from collections.abc import Callable

from ..derivation.sweep import Edge
from ..graph.graph import REPEATING
from ..language import Text
from ..notation.boxes import ATOM, Box, Num
from ..notation.write import added, chain
from .page import Parts, listed, with_particle
from .telling import Telling

CONSTANT_TERM = Text("the constant {terms} has the derivative 0", "상수항 {terms}의 미분은 0이다")
CONSTANT_TERMS = Text("the constants {terms} have the derivative 0", "상수항 {terms}의 미분은 모두 0이다")
HELD = Text("{names} is held constant, so its derivative is 0", "{names_t} 상수로 보므로 그 미분은 0이다")
SEVERAL_HELD = Text("{names} are held constant, so their derivatives are 0", "{names_t} 상수로 보므로 그 미분은 0이다")
SUM_RULE = Text("sum rule: each term by itself", "합의 미분법: 항마다 따로 미분한다")
MULTIPLE = Text("constant multiple rule: the constant stays as a factor", "상수배의 미분법: 상수는 그대로 곱한다")
HELD_FACTOR = Text("{names} is held constant, so it stays as a factor", "{names_t} 상수로 보므로 그대로 곱한다")
HELD_FACTORS = Text("{names} are held constant, so they stay as factors", "{names_t} 상수로 보므로 그대로 곱한다")
OVER_CONSTANT = Text("the denominator is constant: constant multiple rule", "분모가 상수이므로 상수배의 미분법을 쓴다")
REPEATED = Text("{u} enters more than once: differentiate each occurrence and add",
                "{u_t} 여러 번 들어 있으므로 자리마다 미분하여 더한다")
OCCURRENCES = Text("{u} enters more than once: differentiate each occurrence and add, {sum}",
                   "{u_t} 여러 번 들어 있으므로 자리마다 미분하여 더한다: {sum}")
MOST = 4  # names in one reason


def words(telling: Telling, edge: Edge) -> Parts | None:
    """The reason that belongs to this edge alone; None where the rule's own words say it."""
    op, count = telling.stage.graph.ops[edge.gate], telling.stage.sweep.operands(edge.gate).count(edge.source)
    if count > 1 and op in REPEATING:
        return _repeated(telling, edge)
    reason = _REASONS.get(op)
    return reason(telling, edge) if reason is not None else None


def _repeated(telling: Telling, edge: Edge) -> Parts:
    """x twice: differentiate each occurrence and add, 1·x + x·1."""
    symbols, operands = telling.symbols, telling.stage.sweep.operands(edge.gate)
    factors = telling.stage.graph.ops[edge.gate] == "product"
    one = (Num("1"), ATOM)
    boxes = [(symbols.leaf(a) if a in symbols.names else symbols.in_inputs(a)) for a in operands]
    terms = [chain([one if k == place else box for k, box in enumerate(boxes)]) if factors else one
             for place, a in enumerate(operands) if a == edge.source]
    called = with_particle(symbols.name(edge.source), "이")
    alike = factors or "-" not in telling.stage.graph.signs(edge.gate)
    if len(operands) > MOST or not alike:
        return telling.sentence(REPEATED, u=symbols.label(edge.source), u_t=called)
    return telling.sentence(OCCURRENCES, u=symbols.label(edge.source), u_t=called, sum=added(terms))


def _others(telling: Telling, edge: Edge) -> tuple[list[int], list[int], bool]:
    """The gate's other inputs: constants, those that no path asked for leads through, and whether there are more."""
    stage = telling.stage
    told = {e.source for e in stage.sweep.edges.get(edge.gate, ())}
    constants: list[int] = []
    held: list[int] = []
    others = dict.fromkeys(a for a in stage.sweep.operands(edge.gate) if a != edge.source)
    for a in others:
        if not stage.graph.varies[a]:
            constants.append(a)
        elif a not in told:
            held.append(a)
    return constants, held, len(constants) + len(held) < len(others)


def _of_sum(telling: Telling, edge: Edge) -> Parts | None:
    constants, held, more = _others(telling, edge)
    if more or len(held) > MOST or len(constants) > MOST:
        return None
    if held:
        return _named(telling, held, HELD, SEVERAL_HELD)
    if not constants or telling.stage.graph.signs(edge.gate)[edge.slot] == "-":
        return None
    symbols = telling.symbols
    terms = listed([symbols.in_inputs(c)[0] for c in constants])
    return telling.sentence(CONSTANT_TERM if len(constants) == 1 else CONSTANT_TERMS, terms=terms)


def _of_product(telling: Telling, edge: Edge) -> Parts | None:
    _, held, more = _others(telling, edge)
    if more or len(held) > MOST:
        return None
    return _named(telling, held, HELD_FACTOR, HELD_FACTORS) if held else (telling.say(MULTIPLE),)


def _of_quotient(telling: Telling, edge: Edge) -> Parts | None:
    stage = telling.stage
    constant = not stage.graph.varies[stage.graph.args[edge.gate][1]]
    return (telling.say(OVER_CONSTANT),) if edge.slot == 0 and constant else None


def _named(telling: Telling, nodes: list[int], one: Text, several: Text) -> Parts | None:
    """The sentence with these nodes' names; None where one has none."""
    symbols = telling.symbols
    if not symbols.names.keys() >= set(nodes):
        return None
    labels: list[Box] = [symbols.label(node) for node in nodes]
    last = with_particle(symbols.names[nodes[-1]], "을")
    before = (*listed(labels[:-1]), ", ") if len(labels) > 1 else ()
    return telling.sentence(one if len(nodes) == 1 else several, names=listed(labels), names_t=(*before, *last))


_REASONS: dict[str, Callable[[Telling, Edge], Parts | None]] = {
    "sum": _of_sum, "difference": _of_sum, "product": _of_product, "quotient": _of_quotient,
}
