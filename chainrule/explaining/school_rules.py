"""The first words of "Chain rule": which rule of school it is, as the textbook writes it, with the page's own names."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from ..derivation.paths import Derivation
from ..language import Text
from ..notation import primes
from ..notation.boxes import FRACTION, Apply, Box, Frac, Name, Num, Op, Paren, Row, Sup
from ..records import record
from .page import Block, Paragraph, listed
from .symbols import Symbols
from .telling import Telling

MOST = 2  # rules named for one variable
FACTORS = 3  # factors of a product rule that is written out
TERMS = 4  # constant terms that are named
OUTER_INNER = Text("Outer function {outer}, inner function {inner}: the outer derivative {upper} times the inner "
                   "derivative {lower}.",
                   "겉함수는 {outer}, 속함수는 {inner}이다. 겉미분({upper})에 속미분({lower})을 곱한다.")
COMPOSED = Text("Outer function {outer}, inner function {inner}: {rule}.",
                "겉함수는 {outer}, 속함수는 {inner}이다. 겉미분에 속미분을 곱한다: {rule}")
NESTED = Text("{count} functions, one inside the other: differentiate from the outside in and multiply.",
              "함수 {count}개를 합성한 것이다. 바깥쪽부터 차례로 미분하여 곱한다.")
PRODUCT = Text("Product rule for {gate}: {rule}.", "{gate}에는 곱의 미분법을 쓴다: {rule}")
LONG_PRODUCT = Text("Product rule for {gate}: one factor is differentiated at a time, and the results are added.",
                    "{gate}에는 곱의 미분법을 쓴다. 인수를 하나씩 미분하여 더한다.")
QUOTIENT = Text("Quotient rule for {gate}: {rule}.", "{gate}에는 몫의 미분법을 쓴다: {rule}")
POWER = Text("In {gate} both base and exponent depend on {x}: hold one fixed at a time and add. Logarithmic "
             "differentiation, both sides of {rule}, gives the same.",
             "{gate}에서 밑과 지수가 모두 {x}의 함수이다. 하나씩 상수로 보고 미분하여 더한다. {rule}의 양변을 미분하는 "
             "로그미분법과 결과가 같다.")
SUM = Text("Sum rule for {gate}: each term is differentiated by itself.",
           "{gate}에는 합의 미분법을 쓴다. 항마다 따로 미분한다.")
CONSTANT = Text("The constant {terms} has the derivative 0.", "상수항 {terms}의 미분은 0이다.")
CONSTANTS = Text("The constants {terms} have the derivative 0.", "상수항 {terms}의 미분은 모두 0이다.")
SEVERAL = Text("In {gate} more than one input depends on {x}: multivariable chain rule, a term for each.",
               "{gate}에서 둘 이상의 입력이 {x}의 함수이므로 다변수 연쇄 법칙에 따라 입력마다 항을 하나씩 쓴다.")
_SUMS = frozenset(("sum", "difference"))


@record
class _Gate:
    """A gate where paths meet: what it is made of, and which of that depends on the variable."""

    symbols: Symbols
    node: int
    inputs: tuple[int, ...]
    moving: frozenset[int]

    def primed(self, node: int) -> Box:
        return Name(self.symbols.name(node) + "'")

    def plain(self, node: int) -> Box:
        names = self.symbols.names
        if node in names:
            return Name(names[node])
        box, tightness = self.symbols.in_inputs(node)
        return box if tightness >= FRACTION else Paren(box)


def words(telling: Telling, derived: Derivation) -> list[Block]:
    """Which rule of school the chain rule is here, by one variable."""
    if derived.path_count == 1:
        return _composition(telling, derived)
    graph, blocks, symbols = telling.stage.graph, telling.stage.sweep.blocks, telling.symbols
    branching = [g for g in sorted(derived.edges, reverse=True) if len(derived.edges[g]) > 1]
    telltale = [g for g in branching if g in blocks or graph.ops[g] not in _SUMS] or branching[:1]
    x = symbols.label(derived.variable)
    told: list[Block] = []
    for node in telltale[:MOST]:
        gate = _Gate(symbols, node, symbols.operands(node), frozenset(e.source for e in derived.edges[node]))
        rule, facts = _rule(gate, graph.ops[node], opened=node not in blocks)
        said = telling.sentence(rule, gate=_defined(symbols, node), x=x, **facts)
        told.append(Paragraph((*said, *(_constants(telling, node) if rule is SUM else ()))))
    return told


def _rule(gate: _Gate, op: str, *, opened: bool) -> tuple[Text, dict[str, Box]]:
    """The sentence, and the rule as a formula where it says one."""
    writing = _RULES.get(op) if opened else None
    return writing(gate) if writing is not None else (SEVERAL, {})


def _of_product(gate: _Gate) -> tuple[Text, dict[str, Box]]:
    """(u·v)′ = u′·v + u·v′; what does not depend on the variable stays."""
    if len(gate.inputs) > FACTORS or len(set(gate.inputs)) < len(gate.inputs):
        return LONG_PRODUCT, {}
    terms = [_dotted([gate.primed(a) if a == moving else gate.plain(a) for a in gate.inputs])
             for moving in gate.inputs if moving in gate.moving]
    items: list[Box] = []
    for term in terms:
        items += [Op("+"), term] if items else [term]
    whole = Row((Paren(_dotted([gate.plain(a) for a in gate.inputs])), Op("′")))
    return PRODUCT, {"rule": Row((whole, Op("="), *items))}


def _of_quotient(gate: _Gate) -> tuple[Text, dict[str, Box]]:
    """(u/v)′ = (u′·v - u·v′)/v²."""
    u, v = gate.inputs
    top = Row((_dotted([gate.primed(u), gate.plain(v)]), Op("-"), _dotted([gate.plain(u), gate.primed(v)])))
    whole = Row((Paren(Frac(gate.plain(u), gate.plain(v))), Op("′")))
    return QUOTIENT, {"rule": Row((whole, Op("="), Frac(top, Sup(gate.plain(v), Num("2")))))}


def _of_power(gate: _Gate) -> tuple[Text, dict[str, Box]]:
    """ln f = v·ln u."""
    graph, given = gate.symbols.graph, gate.symbols.stage.user_named
    base, exponent = (graph.args[a][0] if graph.ops[a] == "copy" and a not in given else a for a in gate.inputs)
    logarithm, inner = Apply("ln", (Name(gate.symbols.name(gate.node)),)), Apply("ln", (gate.plain(base),))
    return POWER, {"rule": Row((logarithm, Op("="), _dotted([gate.plain(exponent), inner])))}


_RULES: dict[str, Callable[[_Gate], tuple[Text, dict[str, Box]]]] = {
    "product": _of_product, "quotient": _of_quotient, "general_power": _of_power,
    "sum": lambda gate: (SUM, {}), "difference": lambda gate: (SUM, {}),
}


def _dotted(factors: Sequence[Box]) -> Box:
    items: list[Box] = []
    for factor in factors:
        items += [Op("dot"), factor] if items else [factor]
    return Row(tuple(items))


def _constants(telling: Telling, gate: int) -> tuple[str | Box, ...]:
    """That the constant terms of a sum vanish."""
    stage, symbols = telling.stage, telling.symbols
    constants = [a for a in stage.sweep.operands(gate) if not stage.graph.varies[a]]
    if not 0 < len(constants) <= TERMS:
        return ()
    terms = listed([symbols.in_inputs(a)[0] for a in constants])
    return (" ", *telling.sentence(CONSTANT if len(constants) == 1 else CONSTANTS, terms=terms))


def _composition(telling: Telling, derived: Derivation) -> list[Block]:
    """A composition on a line, where the function has one variable."""
    path = next(derived.paths())
    if telling.stage.depends_on != 1 or len(path) < 2:
        return []
    if len(path) > 2:
        return [Paragraph(telling.sentence(NESTED, count=len(path)))]
    symbols, graph = telling.symbols, telling.stage.graph
    outer, inner = (_defined(symbols, edge.gate) for edge in path)
    if symbols.primed or all(graph.ops[edge.gate] == "unknown" for edge in path):
        names = [symbols.function(edge.gate) for edge in path]
        rule = primes.rule(names[0], names[1], symbols.label(derived.variable))
        return [Paragraph(telling.sentence(COMPOSED, outer=outer, inner=inner, rule=rule))]
    upper, lower = (symbols.edge(edge) for edge in path)
    return [Paragraph(telling.sentence(OUTER_INNER, outer=outer, inner=inner, upper=upper, lower=lower))]


def _defined(symbols: Symbols, gate: int) -> Box:
    """u = x²."""
    return Row((Name(symbols.name(gate)), Op("="), symbols.formula(gate)))
