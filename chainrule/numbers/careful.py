"""Both passes at a special point, with many digits and every decision made, and the derivatives settled there."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from ..derivation.sweep import Sweep
from ..graph.certain import surely
from ..graph.decide import Decided, Value, calculate, decide
from ..graph.evaluate import Number
from ..graph.holes import Hole, NoValue
from ..graph.twin import Digits, Undecided
from ..records import record
from .exact_point import Place, levels_for, number
from .one_sided import Side
from .passes import Kink, Passes, refused
from .slopes import BUDGET, NODES, NoSlope, Slopes, Untold

LOOKED_AT = 12  # joints whose own kink is looked at


@record
class Settled:
    """A derivative at the point.

    value      its number; None where there is none
    sides      left and right, where the function itself was asked
    agrees     whether the rules' formula gives the value too
    """

    value: Number | None
    sides: tuple[Side, Side] | None = None
    agrees: bool = True


def look(swept: Sweep, point: dict[int, Number], place: Place, show: dict[int, str]) -> tuple[Passes, Decided] | None:
    """The passes, and the values behind them; None where the function is too large. Raises DomainError where the
    function has no value, Untold where that cannot be told."""
    if len(swept.function) > NODES:
        return None
    forward, local = _surely(swept, place)
    output = forward.values[swept.output]
    if type(output) is Hole:
        raise refused(output.error, show)
    partials = {(e.gate, e.slot): e.partial.value(local.values) for found in swept.edges.values() for e in found}
    adjoints = _backward(swept, partials, forward.digits)
    kinks = tuple(_kinks(swept, forward, place))
    return Passes(point, _plain(forward.values), _plain(partials), _plain(adjoints), kinks), local


def _surely(swept: Sweep, place: Place) -> tuple[Decided, Decided]:
    """The values of the function's nodes and those of the partials too, with as many digits as it takes to be sure."""
    graph = swept.graph
    nodes = sorted(swept.function)
    edges = [e for found in swept.edges.values() for e in found]
    needed = [i for i in graph.cone({e.partial.formula for e in edges}) if i not in swept.function]

    def attempt(level: Digits, kept: frozenset[int]) -> tuple[tuple[Decided, Decided], Decided]:
        forward = decide(graph, nodes, place.at(level), level, holes=True, kept=kept)
        local = decide(graph, needed, {}, level, forward.values, holes=True, kept=kept)
        local.met |= forward.met
        local.rounded |= forward.rounded
        return (forward, local), local

    found = surely(graph, levels_for(graph, nodes), attempt)
    if found is None:
        raise Untold
    return found


def settle(swept: Sweep, finals: Mapping[int, int], local: Decided | None, place: Place,
           before: Sequence[tuple[int, int]], doubted: Set[int] = frozenset()) -> dict[int, Settled]:
    """The derivative by every variable. `before` has the functions that were differentiated already, with the
    variable of each; `local` is left out where the function is a derivative whose formula says nothing;
    for the variables that are `doubted` a local partial is missing, whatever the tidied formula says."""
    graph = swept.graph
    irregular = list(finals) if local is None else [v for v in finals if local.met & _above(swept, v)]
    found: dict[int, Settled] = {}
    formulas = {} if local is None else _formulas(swept, finals, local, place)
    for variable in finals:
        claimed = formulas.get(variable)
        if variable not in irregular and variable not in doubted and claimed is not None:
            found[variable] = Settled(number(claimed))
            continue
        slopes = Slopes(graph, [*(node for node, _ in before), swept.output, finals[variable]],
                        [*(v for _, v in before), variable], place, BUDGET // max(1, len(irregular) // 4))
        try:
            value, by_formula = slopes.derivative(by_formula=variable not in doubted)
        except NoSlope as none:
            found[variable] = Settled(None, none.sides, agrees=False)
        else:
            plain = number(value)
            found[variable] = Settled(plain, None if by_formula else slopes.asked,
                                      by_formula or claimed is not None and _same(claimed, plain))
    return found


def _above(swept: Sweep, variable: int) -> set[int]:
    """The nodes of the function that depend on a variable."""
    above = {variable}
    for node in sorted(swept.function):
        if any(a in above for a in swept.graph.args[node]):
            above.add(node)
    return above


def _formulas(swept: Sweep, finals: Mapping[int, int], local: Decided, place: Place) -> dict[int, Value]:
    """What the answers say at the point, where they say anything; at a joint by the frameworks' convention."""
    needed = swept.graph.cone(finals.values())
    try:
        values = decide(swept.graph, needed, place.at(local.digits), local.digits, local.values, holes=True).values
    except Undecided:
        return {}
    return {v: values[node] for v, node in finals.items() if type(values[node]) is not Hole}


def _same(claimed: Value, value: Number) -> bool:
    shown: Any = number(claimed)
    other: Any = value
    return bool(abs(float(shown) - float(other)) <= 1e-12 * max(abs(float(shown)), abs(float(other))))


def _backward(swept: Sweep, partials: Mapping[tuple[int, int], Value], digits: Digits) -> dict[int, Value]:
    """Adjoints from the output down; a Hole where a local partial that is needed has no value."""
    adjoints: dict[int, Value] = dict.fromkeys(swept.adjoints, 0)
    adjoints[swept.output] = 1
    for gate in sorted(swept.edges, reverse=True):
        upstream = adjoints[gate]
        for edge in swept.edges[gate]:
            partial = partials[edge.gate, edge.slot]
            if swept.graph.has_cases and isinstance(upstream, int) and upstream == 0:
                continue  # a case that does not hold: its partials need not exist
            before = adjoints[edge.source]
            try:
                passed = calculate("product", (upstream, partial), digits)
                adjoints[edge.source] = calculate("sum", (before, passed), digits)
            except NoValue as none:
                adjoints[edge.source] = Hole(none)
            except Undecided as undecided:
                adjoints[edge.source] = Hole(NoValue(undecided.node, "domain"))
    return adjoints


def _kinks(swept: Sweep, forward: Decided, place: Place) -> Iterable[Kink]:
    """The joints, each with the variables by which it truly bends or jumps there."""
    graph = swept.graph
    gates = sorted(forward.met if graph.has_cases else forward.met & swept.edges.keys())
    for place_in_line, gate in enumerate(gates):
        cone = set(graph.cone([gate]))
        variables, jumping = set(), False
        for v in swept.variables:
            if v not in cone:
                continue
            sides = _own_sides(swept, gate, v, place) if place_in_line < LOOKED_AT and len(swept.variables) <= 4 else ()
            if sides is not None and any(s.outcome != "ends" for s in sides or (Side("untold"),)):
                variables.add(v)
                jumping = jumping or any(s.outcome == "jumps" for s in sides)
        if variables:
            inputs = tuple(number(forward.values[a]) for a in graph.args[gate])
            yield Kink(gate, inputs, frozenset(variables), "jumps" if jumping else "bends")


def _own_sides(swept: Sweep, gate: int, variable: int, place: Place) -> tuple[Side, ...] | None:
    """How a gate itself moves to both sides; None where it is smooth there, nothing where that cannot be told."""
    slopes = Slopes(swept.graph, [gate, gate], [variable], place, BUDGET // 8)
    try:
        slopes.agreed(slopes.sides(1, {}, 0))
    except NoSlope as none:
        return none.sides or ()
    except (Untold, NoValue):
        return ()
    return None


def _plain(values: Mapping[Any, Value]) -> dict[Any, Any]:
    return {key: number(value) for key, value in values.items()}
