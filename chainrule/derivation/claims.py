"""Conditions made plain: solved for what they are about, and none said twice."""
from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from fractions import Fraction

from ..graph.exact import Exact, small
from ..graph.graph import Graph
from ..graph.relations import TURNED
from ..records import record


@record
class Claim:
    """left relation right, as in x² - 1 > 0."""

    left: int
    relation: str
    right: int

    def turned(self, left: int, right: int) -> Claim:
        """The same for the opposite or the inverse of both sides: > becomes <."""
        return Claim(left, TURNED[self.relation], right)


def solved(graph: Graph, claim: Claim) -> list[Claim]:
    """u² ≠ 0 is u ≠ 0; a·b ≠ 0 is a ≠ 0 and b ≠ 0; √u > 0 is u > 0; 2x - 6 ≠ 0 is x ≠ 3; ln x ≠ 0 is x ≠ 1."""
    done: list[Claim] = []
    todo = [claim]
    while todo:
        item = todo.pop()
        parts = _step(graph, item)
        if parts is None:
            done.append(item)
        else:
            todo += reversed(parts)
    return done


def _step(graph: Graph, claim: Claim) -> list[Claim] | None:
    """A claim one operation simpler; None where nothing is to be done."""
    left, relation, right = claim.left, claim.relation, claim.right
    if graph.ops[left] == "copy":
        return [Claim(graph.args[left][0], relation, right)]
    value = graph.rational(right)
    if value is None or not graph.varies[left]:
        return None
    step = _STEPS.get(graph.ops[left])
    return step(graph, claim, value) if step is not None else None


def _without_minus(graph: Graph, claim: Claim, value: Exact) -> list[Claim]:
    """-x > 2 is x < -2."""
    return [claim.turned(graph.args[claim.left][0], graph.number(-value))]


def _without_terms(graph: Graph, claim: Claim, value: Exact) -> list[Claim] | None:
    """x - 3 ≠ 0 is x ≠ 3; x - y ≠ 0 is x ≠ y."""
    args = graph.args[claim.left]
    signs = graph.signs(claim.left)
    terms = list(zip(args, signs, strict=True))
    known = [(graph.rational(a), s) for a, s in terms if not graph.varies[a]]
    varying = [(a, s) for a, s in terms if graph.varies[a]]
    if value == 0 and len(terms) == 2 and signs in ("+-", "-+"):
        first, second = (a for a, _ in terms)
        if signs == "-+":
            first, second = second, first
        return [Claim(first, claim.relation, second) if graph.varies[first] else claim.turned(second, first)]
    if len(varying) != 1 or any(v is None for v, _ in known):
        return None
    rest = value - sum(v if s == "+" else -v for v, s in known if v is not None)
    if not small(rest):
        return None
    (term, sign), = varying
    return [Claim(term, claim.relation, graph.number(rest)) if sign == "+" else claim.turned(term, graph.number(-rest))]


def _without_factors(graph: Graph, claim: Claim, value: Exact) -> list[Claim] | None:
    """2x > 6 is x > 3; x·y ≠ 0 is x ≠ 0 and y ≠ 0."""
    args = graph.args[claim.left]
    if value == 0 and claim.relation == "!=":
        return [Claim(a, "!=", claim.right) for a in args]
    known = [graph.rational(a) for a in args if not graph.varies[a]]
    varying = tuple(a for a in args if graph.varies[a])
    if not known or any(v is None for v in known):
        return None
    factor: Exact = 1
    for v in known:
        factor = factor * v if v is not None else factor
    if factor == 0:
        return None
    return _scaled(graph, claim, graph.add("product", varying) if len(varying) > 1 else varying[0], value, factor)


def _without_denominator(graph: Graph, claim: Claim, value: Exact) -> list[Claim] | None:
    """x/2 > 1 is x > 2; 1/x > 0 is x > 0. A denominator is not 0 anyway: that is a condition of its own."""
    top, bottom = graph.args[claim.left]
    divisor, dividend = graph.rational(bottom), graph.rational(top)
    if divisor:
        return _scaled(graph, claim, top, value, 1 / Fraction(divisor))
    if value == 0 and claim.relation == "!=":
        return [Claim(top, "!=", claim.right)]
    if value == 0 and dividend and claim.relation in (">", "<"):
        return [Claim(bottom, claim.relation, claim.right) if dividend > 0 else claim.turned(bottom, claim.right)]
    return None


def _scaled(graph: Graph, claim: Claim, part: int, value: Exact, factor: Exact) -> list[Claim] | None:
    rest = Fraction(value) / factor
    if not small(rest):
        return None
    number = _exact(graph, rest)
    return [Claim(part, claim.relation, number) if factor > 0 else claim.turned(part, number)]


def _exact(graph: Graph, value: Fraction) -> int:
    """A number as a node, a fraction as one."""
    if value.denominator == 1:
        return graph.number(int(value))
    made = graph.add("quotient", (graph.number(abs(value.numerator)), graph.number(value.denominator)))
    return graph.add("negation", (made,)) if value < 0 else made


def _without_logarithm(graph: Graph, claim: Claim, value: Exact) -> list[Claim] | None:
    """ln u > 0 is u > 1."""
    return [Claim(graph.args[claim.left][0], claim.relation, graph.number(1))] if value == 0 else None


def _without_exponential(graph: Graph, claim: Claim, value: Exact) -> list[Claim] | None:
    """e^u > 1 is u > 0."""
    return [Claim(graph.args[claim.left][0], claim.relation, graph.number(0))] if value == 1 else None


def _without_root(graph: Graph, claim: Claim, value: Exact) -> list[Claim] | None:
    """√u ≠ 0 is u > 0."""
    if value != 0 or claim.relation not in ("!=", ">", ">="):
        return None
    return [Claim(graph.args[claim.left][0], ">=" if claim.relation == ">=" else ">", claim.right)]


def _without_bars(graph: Graph, claim: Claim, value: Exact) -> list[Claim] | None:
    """|u| > 0 is u ≠ 0."""
    if value != 0 or claim.relation not in ("!=", ">"):
        return None
    return [Claim(graph.args[claim.left][0], "!=", claim.right)]


def _without_power(graph: Graph, claim: Claim, value: Exact) -> list[Claim] | None:
    """u³ > 0 is u > 0; u² > 0 is u ≠ 0."""
    base, exponent = graph.args[claim.left]
    n = graph.rational(exponent)
    if value != 0 or n is None or n <= 0:
        return None
    if claim.relation == "!=":
        return [Claim(base, "!=", claim.right)]
    if n.denominator != 1:
        return None
    if n.numerator % 2:
        return [Claim(base, claim.relation, claim.right)]
    return [Claim(base, "!=", claim.right)] if claim.relation == ">" else None


_STEPS: dict[str, Callable[[Graph, Claim, Exact], list[Claim] | None]] = {
    "negation": _without_minus, "sum": _without_terms, "difference": _without_terms, "product": _without_factors,
    "quotient": _without_denominator, "ln": _without_logarithm, "exp": _without_exponential, "sqrt": _without_root,
    "abs": _without_bars, "power": _without_power}


def plainest(graph: Graph, claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those that follow from another: x > 0 makes x ≠ 0 and x > -1 superfluous, and x ≥ 0
    together with x ≠ 0 is x > 0."""
    given = list(claims)
    unequal = {(c.left, c.right) for c in given if c.relation == "!="}
    known = dict.fromkeys(Claim(c.left, c.relation[0], c.right)
                          if c.relation in (">=", "<=") and (c.left, c.right) in unequal else c for c in given)
    lowest: dict[int, tuple[Exact, bool]] = {}
    highest: dict[int, tuple[Exact, bool]] = {}
    for claim in known:
        value = graph.rational(claim.right)
        if value is not None and claim.relation != "!=":
            strict = claim.relation in "<>"
            if claim.relation[0] == ">":
                lowest[claim.left] = max(lowest.get(claim.left, (value, strict)), (value, strict))
            else:
                least = highest.get(claim.left, (value, strict))
                highest[claim.left] = min(least, (value, strict), key=lambda b: (b[0], not b[1]))
    kept: dict[Claim, None] = {}
    for claim in known:
        mirrored = Claim(claim.right, TURNED[claim.relation], claim.left)
        if mirrored not in kept and not _follows(graph, claim, known, lowest, highest):
            kept[claim] = None
    return list(kept)


def _follows(graph: Graph, claim: Claim, known: Container[Claim], lowest: dict[int, tuple[Exact, bool]],
             highest: dict[int, tuple[Exact, bool]]) -> bool:
    """Whether a claim says less than another one about the same thing."""
    left, relation, right = claim.left, claim.relation, claim.right
    if len(relation) == 2 and any(Claim(left, sign, right) in known for sign in "<>" if relation in ("!=", sign + "=")):
        return True
    value = graph.rational(right)
    if value is None:
        return False
    bound, strict = lowest.get(left, (value, False))
    if relation[0] in ">!" and (bound, strict) > (value, relation != ">="):
        return True
    bound, strict = highest.get(left, (value, False))
    return relation[0] in "<!" and (bound, not strict) < (value, relation == "<=")
