"""The first words of "Chain rule": which rule of school it is, as outer and inner function, product, quotient."""
from __future__ import annotations

from ..derivation.paths import Derivation
from ..language import Text
from ..notation import primes
from ..notation.boxes import Box, Name, Op, Row
from .page import Block, Paragraph
from .symbols import Symbols
from .telling import Telling

MOST = 2  # rules named for one variable
OUTER_INNER = Text("Outer function {outer}, inner function {inner}: the outer derivative times the inner derivative, "
                   "{rule}.",
                   "겉함수는 {outer}, 속함수는 {inner}이다. 겉미분에 속미분을 곱한다. {rule}")
NESTED = Text("{count} functions, one inside the other: differentiate from the outside in and multiply.",
              "함수 {count}개를 합성한 것이다. 바깥쪽부터 차례로 미분하여 곱한다.")
_RULES = {
    "product": Text("In {gate} more than one factor depends on {x}: this is the product rule.",
                    "{gate}에서 둘 이상의 인수가 {x}에 따라 변한다. 곱의 미분법이다."),
    "quotient": Text("In {gate} numerator and denominator depend on {x}: this is the quotient rule.",
                     "{gate}에서 분자와 분모가 모두 {x}에 따라 변한다. 몫의 미분법이다."),
    "general_power": Text("In {gate} base and exponent depend on {x}: what each of them gives alone is added.",
                          "{gate}에서 밑과 지수가 모두 {x}에 따라 변한다. 하나씩만 변한다고 보고 미분한 것을 더한다."),
}
SUM = Text("In {gate} more than one term depends on {x}: by the sum rule each is differentiated by itself.",
           "{gate}에서 둘 이상의 항이 {x}에 따라 변한다. 합의 미분법에 따라 항마다 미분한다.")
SEVERAL = Text("In {gate} more than one input depends on {x}: this is the multivariable chain rule, a term for each.",
               "{gate}에서 둘 이상의 입력이 {x}에 따라 변한다. 다변수 연쇄 법칙에 따라 입력마다 항이 하나씩 있다.")
_SUMS = frozenset(("sum", "difference"))


def words(telling: Telling, derived: Derivation) -> list[Block]:
    """Which rule of school the chain rule is here, by one variable."""
    if derived.path_count == 1:
        return _composition(telling, derived)
    graph, blocks, symbols = telling.stage.graph, telling.stage.sweep.blocks, telling.symbols
    branching = [g for g in sorted(derived.edges, reverse=True) if len(derived.edges[g]) > 1]
    telltale = [g for g in branching if g in blocks or graph.ops[g] not in _SUMS] or branching[:1]
    variable = symbols.label(derived.variable)
    rules = {g: SEVERAL if g in blocks else _rule(graph.ops[g]) for g in telltale[:MOST]}
    return [Paragraph(telling.sentence(rule, gate=_defined(symbols, g), x=variable)) for g, rule in rules.items()]


def _rule(op: str) -> Text:
    return SUM if op in _SUMS else _RULES.get(op, SEVERAL)


def _composition(telling: Telling, derived: Derivation) -> list[Block]:
    """A composition on a line, where the function has one variable."""
    path = next(derived.paths())
    if telling.stage.depends_on != 1 or len(path) < 2:
        return []
    if len(path) > 2:
        return [Paragraph(telling.sentence(NESTED, count=len(path)))]
    symbols = telling.symbols
    outer, inner = (_defined(symbols, edge.gate) for edge in path)
    names = [symbols.function(edge.gate) for edge in path]
    rule = primes.rule(names[0], names[1], symbols.label(derived.variable))
    return [Paragraph(telling.sentence(OUTER_INNER, outer=outer, inner=inner, rule=rule))]


def _defined(symbols: Symbols, gate: int) -> Box:
    """u = x²."""
    return Row((Name(symbols.name(gate)), Op("="), symbols.formula(gate)))
