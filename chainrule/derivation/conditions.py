"""Where an answer holds: the rules' conditions on the graph, without those that are always true."""
from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator

from ..graph.evaluate import evaluate
from ..graph.graph import Graph
from ..graph.holes import Hole, NoValue
from ..graph.piecewise import compared_places, value_places
from ..graph.relations import HOLDS, NEGATED
from ..records import record
from .certainties import is_certain, is_senseless
from .claims import Claim, plainest, solved
from .guards import Guard, excluded, guards, holds, implied
from .partials import filled, template_steps
from .signs import sign_of
from .sweep import Sweep
from .tidy import Tidy

FEW_RIVALS = 8  # max and min of more inputs: ties are not told one by one


@record
class Condition:
    """left relation right, as in x² - 1 > 0; `because` is the gate that asks for it, `within` are the cases in which it
    does."""

    left: int
    relation: str
    right: int
    because: int
    within: Guard = ()


def conditions(swept: Sweep) -> tuple[Condition, ...]:
    """What must hold for the derivative: the needs of gates on the paths, the domain of the others; none of them
    certain, none twice, each as plain as it can be said."""
    graph = swept.graph
    tidy = Tidy(graph)
    found: dict[Claim, int] = {}
    inside: dict[tuple[Claim, Guard], int] = {}
    signs: dict[int, str] = {}
    guarded = guards(swept)
    still = _still(swept)
    for gate in sorted(swept.function):
        guard = guarded.get(gate, ())
        if not graph.args[gate] or not graph.varies[gate] and not guard or gate not in guarded and guarded:
            continue
        for needed in _claims(swept, tidy, gate, still):
            for claim in () if _holds(graph, needed, signs) else _solved(graph, gate, needed):
                if _holds(graph, claim, signs) or is_senseless(graph, claim):
                    continue
                claim = excluded(graph, claim, guard) or claim
                counted = _counted(graph, claim, guard)
                if counted:
                    inside.setdefault((claim, counted), gate)
                elif counted is not None:
                    found.setdefault(claim, gate)
    plain = [Condition(c.left, c.relation, c.right, found.get(c, swept.output))
             for c in plainest(graph, found) if not is_certain(graph, c)]
    return (*plain, *(Condition(c.left, c.relation, c.right, gate, guard) for (c, guard), gate in inside.items()
                      if c not in found and not is_certain(graph, c)))


def joined(graph: Graph, before: Iterable[Condition], after: Iterable[Condition]) -> tuple[Condition, ...]:
    """The conditions of a derivative and of the function that it was taken of."""
    everywhere: dict[Claim, Condition] = {}
    inside: dict[tuple[Claim, Guard], Condition] = {}
    for c in (*before, *after):
        claim = Claim(c.left, c.relation, c.right)
        if c.within:
            inside.setdefault((claim, c.within), c)
        else:
            everywhere[claim] = c
    plain = (everywhere.get(c) or Condition(c.left, c.relation, c.right, c.left) for c in plainest(graph, everywhere))
    return (*plain, *(c for (claim, _), c in inside.items() if claim not in everywhere))


def _counted(graph: Graph, claim: Claim, guard: Guard) -> Guard | None:
    """The cases in which a claim counts, none where it counts everywhere; None where it is not to be said."""
    if not guard or guard == (Claim(claim.left, NEGATED[claim.relation], claim.right),):
        return ()
    if implied(graph, claim, guard):
        return None
    if claim.relation != "!=":
        return guard
    there = holds(graph, claim, guard)
    return guard if there is None else () if there else None


def _still(swept: Sweep) -> set[int]:
    """The nodes that do not move as the variables do, but for jumps: numbers, other inputs, floor(x)."""
    graph, moving = swept.graph, set(swept.variables)
    still: set[int] = set()
    for node in sorted(swept.function):
        args = graph.args[node]
        if not args:
            if node not in moving:
                still.add(node)
        elif graph.ops[node] == "cases":
            if all(args[place] in still for place in value_places(graph.cases(node))):
                still.add(node)
        elif graph.rule(node).partials == ("0",) or all(a in still for a in args):
            still.add(node)
    return still


def _solved(graph: Graph, gate: int, claim: Claim) -> list[Claim]:
    """A claim made plain. A joint at 0 is not felt while relu(u) stays 0: it is where u is."""
    found = solved(graph, claim)
    if graph.rule(gate).kind not in ("bends", "jumps"):
        return found
    return [plain for c in found for plain in (
        solved(graph, Claim(graph.args[c.left][0], "!=", c.right))
        if c.relation == "!=" and graph.ops[c.left] == "relu" and graph.rational(c.right) == 0 else (c,))]


def _claims(swept: Sweep, tidy: Tidy, gate: int, still: Container[int]) -> Iterator[Claim]:
    """What one gate asks for."""
    graph = swept.graph
    args = graph.args[gate]
    rule = graph.rule(gate)
    moves = gate in swept.edges and any(a not in still for a in args)
    needed = rule.needs if moves else rule.defined
    if graph.ops[gate] in ("power", "general_power"):
        needed = _power_needs(graph, gate, on_path=moves)
    letters = {"u": args[0], "y": gate, **dict(zip("abc", args, strict=False))}
    for text in needed:
        left, relation, right = _parted(text)
        yield Claim(filled(graph, tidy, template_steps(left), letters), relation,
                    filled(graph, tidy, template_steps(right), letters))
    if rule.kind == "routes" and gate not in graph.tied:  # equal all around: where that ends another joint is
        yield from _untied(graph, gate, {e.source for e in swept.edges.get(gate, ()) if e.source not in still})
    if graph.ops[gate] == "cases":
        for a, b in _compared(graph, gate):
            if a not in still or b not in still:
                difference = graph.add("difference", (a, b), "+-")
                yield Claim(difference, "!=", graph.number(0))


def _compared(graph: Graph, gate: int) -> list[tuple[int, int]]:
    """What the conditions of a function by cases compare."""
    args = graph.args[gate]
    return [(args[left], args[right]) for left, right in compared_places(graph.cases(gate))]


def _untied(graph: Graph, gate: int, active: set[int]) -> Iterator[Claim]:
    """Where max and min have a derivative: no active input is level with the best of the others."""
    args = tuple(dict.fromkeys(graph.args[gate]))
    if len(args) > FEW_RIVALS:
        return
    for a in args:
        others = tuple(other for other in args if other != a)
        if a in active and others:
            yield Claim(a, "!=", others[0] if len(others) == 1 else graph.add(graph.ops[gate], others))


def _parted(text: str) -> tuple[str, str, str]:
    """u > 0 as u, >, 0."""
    for sign in (" != ", " >= ", " <= ", " > ", " < "):
        if sign in text:
            left, right = text.split(sign)
            return left, sign.strip(), right
    raise ValueError(text)


def _power_needs(graph: Graph, gate: int, *, on_path: bool) -> tuple[str, ...]:
    """What u^n asks of u: for its value alone less than for its derivative."""
    if graph.ops[gate] == "general_power":
        return ("a > 0",)
    exponent = graph.args[gate][1]
    try:
        n = evaluate(graph, graph.cone([exponent]), {}, math)[exponent]
    except NoValue:
        return ("a > 0",)
    if n == int(n):
        return ("a != 0",) if n < 0 else ()
    return ("a >= 0",) if n >= 1 or n > 0 and not on_path else ("a > 0",)


def _holds(graph: Graph, claim: Claim, signs: dict[int, str]) -> bool:
    """Whether a condition is certain whatever the variables are."""
    left, relation, right = claim.left, claim.relation, claim.right
    if not graph.varies[left] and not graph.varies[right]:
        try:
            values = evaluate(graph, graph.cone([left, right]), {}, math, holes=True)
        except NoValue:
            return False
        if type(values[left]) is Hole or type(values[right]) is Hole:
            return False
        return bool(HOLDS[relation](values[left], values[right]))
    value = graph.rational(right)
    if value is None or value > 0:
        return False
    sign = sign_of(graph, left, signs)
    if value < 0:
        return bool(sign) and relation in (">", ">=", "!=")
    return sign == "+" and relation in (">", ">=", "!=") or sign == "0+" and relation == ">="
