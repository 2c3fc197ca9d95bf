"""The chapter "At the point": forward and backward pass with numbers, products along the paths, joints."""
from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cached_property

from ..derivation.paths import Derivation
from ..derivation.sweep import Edge
from ..graph.evaluate import Number, is_number
from ..graph.graph import Graph
from ..language import Text
from ..notation.boxes import ATOM, Box, Colour, Row
from ..notation.fold import same
from ..notation.numbers import SIGNIFICANT, agreeing_digits, number
from ..notation.write import added, chain
from ..solution.question import Mode
from . import kinks, many_paths, sweeps
from .chain import in_order, upstream
from .chapters import USED_AGAIN, limited, live, named, point_words, said_once, shown, sign, signed
from .graph import gates
from .page import Block, Equation, Heading, Line, Parts
from .telling import Telling

POINT = Text("At the point", "주어진 점에서")
FORWARD = Text("Forward pass", "순전파")
BACKWARD = Text("Backward pass", "역전파")
BACKWARD_ASIDE = Text("upstream × local = downstream", "상류 기울기 × 국소 미분 = 하류 기울기")
ALONG = Text("Along the paths", "경로를 따라")
NO_LOCAL = Text("no value here: a local derivative does not exist", "여기서는 값이 없다. 국소 미분이 존재하지 않는다")
NO_VALUE = Text("no value here: its case does not hold", "여기서는 값이 없다. 이 경우에 해당하지 않는다")


def chapter(telling: Telling, mode: Mode = "paths") -> list[Block]:
    """Forward and backward pass with the numbers of a point; nothing without one."""
    if telling.stage.passes is None:
        return []
    blocks: list[Block] = [
        Heading(telling.say(POINT), point_words(telling)),
        Heading(telling.say(FORWARD), level=2), Equation(forward_lines(telling))]
    if mode == "forward":
        return [*blocks, *sweeps.tangent_numbers(telling), *kinks.notes(telling, brief=False)]
    back = _backward_lines(telling)
    if back:
        blocks += [Heading(telling.say(BACKWARD), (telling.say(BACKWARD_ASIDE),), level=2), Equation(back)]
    if mode == "paths":
        blocks += _paths(telling)
    return [*blocks, *kinks.notes(telling, brief=False)]


def _paths(telling: Telling) -> list[Block]:
    """The products along the paths; where these are too many to list, the largest of them."""
    blocks: list[Block] = []
    products = [line for derived in telling.derivations for line in _product_lines(telling, derived)]
    if products:
        blocks += [Heading(telling.say(ALONG), level=2), Equation(tuple(products))]
    many = [derived for derived in telling.derivations if not telling.lists(derived)]
    for derived in many[:1 if telling.detail == "normal" else None]:
        blocks += many_paths.largest(telling, derived)
    return blocks


def forward_lines(telling: Telling) -> tuple[Line, ...]:
    """u = -2 + 5 = 3 for every gate."""
    stage, symbols = telling.stage, telling.symbols
    assert stage.passes is not None
    values, varies = stage.passes.forward, stage.graph.varies

    def line(i: int) -> Line:
        value = values[i]
        if not is_number(value):
            return Line(symbols.label(i), symbols.formula(i), (telling.say(NO_VALUE),), here=True)
        found = {a: values[a] for a in symbols.operands(i) if is_number(values[a])}
        terms = _terms(stage.graph, i, found)
        digits = agreeing_digits([[found[a] for a in term] for term in terms], value) if terms else SIGNIFICANT
        added_up = "+".join("*".join(named(telling, [f"v{a}"]) for a in term) for term in terms)
        products = f"{added_up}={named(telling, [f'v{i}'])}" if terms and telling.part is not None else ""
        put_in = symbols.with_numbers(i, {a: live(telling, f"v{a}", x, digits) for a, x in found.items()})
        operands = {f"v{a}": x for a, x in found.items() if varies[a]}
        result = Colour(live(telling, f"v{i}", value)[0], "value")
        if same(put_in, number(value)[0]):
            return Line(symbols.label(i), result, sign=sign(value), rounded=named(telling, [f"v{i}"]))
        return Line(symbols.label(i), Row((put_in, signed(telling, {**operands, f"v{i}": value}), result)),
                    sign=sign(*operands.values()), rounded=named(telling, operands), products=products)

    return limited(telling, gates(stage), telling.lines, line)


def _terms(graph: Graph, gate: int, operands: Container[int]) -> list[list[int]]:
    """The operands of a sum of products, w1·x1 + w2·x2 + b, term by term; nothing for any other gate."""
    terms = graph.args[gate] if graph.ops[gate] == "sum" else (gate,)
    found = [[a] if a in operands else list(graph.args[a]) if graph.ops[a] == "product" else [] for a in terms]
    return found if all(found) and all(a in operands for term in found for a in term) else []


def _backward_lines(telling: Telling) -> tuple[Line, ...]:
    """∂f/∂x = ∂f/∂u · ∂u/∂x = -4 · 1 = -4 for every node: upstream × local = downstream, added at a fan-out."""
    stage, symbols = telling.stage, telling.symbols
    assert stage.passes is not None
    passes = stage.passes
    terms = stage.sweep.terms

    def line(node: int) -> Line:
        edges = [e for e in in_order(terms[node]) if is_number(passes.partials[e.gate, e.slot])]
        if not is_number(passes.adjoints[node]) or any(not is_number(passes.adjoints[e.gate]) for e in edges):
            ways = in_order(terms[node])
            said = added([upstream(symbols, e, (symbols.edge(e), ATOM)) for e in ways])
            if same(said, symbols.total(node)):
                said = added([upstream(symbols, e, symbols.partial(e)) for e in ways])
            return Line(symbols.total(node), said, (telling.say(NO_LOCAL),), here=True)
        if not edges:
            return Line(symbols.total(node), shown(passes.adjoints[node], "gradient"))
        value = passes.adjoints[node]
        facts = _Products(telling, [[(f"g{e.gate}", passes.adjoints[e.gate]), _local(telling, e)] for e in edges],
                          (f"g{node}", value))
        items = facts.items
        ratios = added([upstream(symbols, e, (symbols.edge(e), ATOM)) for e in edges])
        bent = kinks.remark(telling, node)
        remark = bent or ((telling.say(USED_AGAIN),) if len(edges) > 1 else ())
        if same(ratios, symbols.total(node)):
            return replace(facts.line(symbols.total(node), Row(items), remark, first=True), here=bool(bent))
        return replace(facts.line(symbols.total(node), Row((ratios, facts.sign, *items)), remark), here=bool(bent))

    wanted = set(stage.sweep.edges) | {d.variable for d in stage.derivations}
    nodes = [n for n in sorted(wanted & set(passes.adjoints), reverse=True) if terms.get(n)]
    return said_once(limited(telling, nodes, telling.lines, line), telling.say(USED_AGAIN))


def _product_lines(telling: Telling, derived: Derivation) -> list[Line]:
    """The whole product with its numbers, -4 · 1 · 4 = -16; nothing where the backward pass has shown it already."""
    passes = telling.stage.passes
    if passes is None or derived.path_count == 0 or not telling.lists(derived):
        return []
    paths = [p for p in derived.paths() if all(is_number(passes.partials[e.gate, e.slot]) for e in p)]
    if not is_number(passes.adjoints[derived.variable]):
        return []
    if all(len(path) <= 2 for path in paths):
        return []
    facts = _Products(telling, [[_local(telling, e) for e in path] for path in paths],
                      (f"g{derived.variable}", passes.adjoints[derived.variable]))
    remark = (telling.say(kinks.NO_DERIVATIVE),) if kinks.is_without(telling.stage, derived.variable) else ()
    line = facts.line(telling.symbols.total(derived.variable), Row(facts.items), remark, first=True)
    return [replace(line, here=bool(remark))]


def _local(telling: Telling, edge: Edge) -> tuple[str, Number]:
    """A local partial at the point, under its name in a page's data."""
    passes = telling.stage.passes
    assert passes is not None
    return f"v{edge.partial.formula}", passes.partials[edge.gate, edge.slot]


@dataclass(frozen=True)
class _Products:
    """Products of numbers that add up to a total, each number with its name in a page's data."""

    telling: Telling
    factors: list[list[tuple[str, Number]]]
    total: tuple[str, Number]

    @cached_property
    def operands(self) -> dict[str, Number]:
        return {name: x for found in self.factors for name, x in found}

    @property
    def sign(self) -> Box:
        """Between formulas and the first numbers."""
        return signed(self.telling, self.operands)

    @property
    def items(self) -> tuple[Box, ...]:
        """-4 · 1 + 2 · 3 = 2."""
        name, value = self.total
        digits = agreeing_digits([[x for _, x in found] for found in self.factors], value)
        products = added([chain([live(self.telling, each, x, digits) for each, x in found]) for found in self.factors])
        return (products, signed(self.telling, {**self.operands, name: value}),
                Colour(live(self.telling, name, value)[0], "gradient"))

    def line(self, left: Box, right: Box, remark: Parts, *, first: bool = False) -> Line:
        """A line with them; `first`: they stand directly behind its sign."""
        known = ["*".join(named(self.telling, [name]) for name, _ in found) for found in self.factors]
        products = "+".join(known) + "=" + named(self.telling, [self.total[0]])
        return Line(left, right, remark, sign=sign(*self.operands.values()) if first else "=",
                    rounded=named(self.telling, self.operands) if first else "",
                    products=products if self.telling.part is not None else "")
