"""Relations between functions of one argument: sin² + cos² = 1, sin/cos = tan, cos(arcsin u) = √(1 - u²)."""
from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache

from ...graph.exact import Exact
from ...rules import RULES
from ..partials import filled, template_steps
from ..tidy_sums import SUMS
from .gathering import times
from .terms import Factors, Powers, Reader, Terms, add


@lru_cache(maxsize=1)
def operations() -> frozenset[str]:
    """The operations between which there are relations; a formula without them need not be looked at."""
    return frozenset(rule.name for rule in RULES.values() if rule.square or rule.undoes or rule.held == "a")


def related(reader: Reader, terms: Terms, seen: Container[int]) -> Iterator[Terms]:
    """The terms rewritten by each of the relations that can be used."""
    for rewrite in (ratios, quotients):
        found = rewrite(reader, terms)
        if found is not None:
            yield found
    found = sums(reader, terms, seen)
    if found is not None:
        yield found
    yield from squares(reader, terms, seen)


def squares(reader: Reader, terms: Terms, seen: Container[int]) -> Iterator[Terms]:
    """The terms with the square of one function written by another: sin²u as 1 - cos²u, wherever it stands; only by
    functions that have been `seen`."""
    graph = reader.graph
    for node in dict.fromkeys(a for powers in terms for a, n in powers if n.denominator == 1 and n >= 2):
        if graph.args[node] and (template := graph.rule(node).square):
            instead = reader.terms(_filled(reader, template, graph.args[node][0]))
            if any(graph.args[a] and a not in seen for powers in instead for a, _ in powers):
                continue
            found: Terms = {}
            for powers, number in terms.items():
                for more, n in _without_squares(reader, powers, node, instead).items():
                    add(found, more, n * number)
            yield found


def _without_squares(reader: Reader, powers: Powers, node: int, instead: Terms) -> Terms:
    n = dict(powers).get(node, 0)
    if n < 2 or n.denominator != 1:
        return {powers: 1}
    kept = tuple((a, m) if a != node else (a, n % 2) for a, m in powers if a != node or n % 2)
    found: Terms = {kept: 1}
    for _ in range(int(n) // 2):
        found = times(reader, found, instead)
    return found


def sums(reader: Reader, terms: Terms, seen: Container[int]) -> Terms | None:
    """The terms with every sum among their factors that an identity makes one term: tan²u + 1 is sec²u."""
    graph = reader.graph
    changed = False
    found: Terms = {}
    for powers, number in terms.items():
        made = dict(powers)
        for node, n in powers:
            if graph.ops[node] not in SUMS or n.denominator != 1:
                continue
            one = next((other for other in squares(reader, reader.terms(node), seen) if len(other) == 1), None)
            if one is None:
                continue
            (inside, factor), = one.items()
            if factor != 1:
                continue
            changed = True
            del made[node]
            for a, m in inside:
                made[a] = made.get(a, 0) + m * n
        more, settled = reader.settled(number, made)
        add(found, settled, more)
    return found if changed else None


def undone(reader: Reader, terms: Terms) -> Terms | None:
    """The terms with functions of inverse functions resolved: cos(arcsin u) is √(1 - u²)."""
    graph = reader.graph
    instead: dict[int, tuple[Exact, Powers]] = {}
    for node in dict.fromkeys(a for powers in terms for a, _ in powers):
        if graph.args[node] and (known := dict(graph.rule(node).undoes)):
            inner = graph.args[node][0]
            template = known.get(graph.ops[inner])
            if template is not None:
                made = _filled(reader, template, graph.args[inner][0])
                instead[node] = reader.factors(made)
    if not instead:
        return None
    found: Terms = {}
    for powers, number in terms.items():
        kept: Factors = {a: n for a, n in powers if a not in instead}
        for node, n in powers:
            if node in instead:
                if instead[node][0] != 1:
                    return None
                for a, m in instead[node][1]:
                    kept[a] = kept.get(a, 0) + m * n
        more, settled = reader.settled(number, kept)
        add(found, settled, more)
    return found


@lru_cache(maxsize=1)
def _quotients() -> tuple[tuple[str, str, str], ...]:
    """Functions that are the quotient of two others of the same argument, as tan is sin/cos."""
    found = []
    for rule in RULES.values():
        steps = [op for op, _, _ in template_steps(rule.opened)] if rule.opened else []
        if len(steps) == 5 and steps[0] == steps[2] == "Variable" and steps[4] == "quotient":
            found.append((rule.name, steps[1], steps[3]))
    return tuple(found)


def quotients(reader: Reader, terms: Terms) -> Terms | None:
    """The terms with sin u/cos u as tan u; only where both stand in one term."""
    graph = reader.graph
    changed = False
    found: Terms = {}
    for powers, number in terms.items():
        made = dict(powers)
        for name, above, below in _quotients():
            for node, n in list(made.items()):
                if graph.ops[node] != above or n <= 0 or n.denominator != 1:
                    continue
                other = graph.add(below, graph.args[node])
                m = made.get(other, 0)
                if m < 0 and m.denominator == 1:
                    k = min(n, -m)
                    made[node], made[other] = n - k, m + k
                    instead = graph.add(name, graph.args[node])
                    made[instead] = made.get(instead, 0) + k
                    changed = True
        more, settled = reader.settled(number, made)
        add(found, settled, more)
    return found if changed else None


def ratios(reader: Reader, terms: Terms) -> Terms | None:
    """The terms with a^u/b^u as (a/b)^u and ln a - ln b as ln(a/b), of numbers a and b."""
    found: Terms = {}
    for powers, number in terms.items():
        more, settled = reader.settled(number, _one_power(reader, dict(powers)))
        add(found, settled, more)
    by_rest: dict[Powers, list[tuple[Exact, Powers, Exact]]] = {}
    for powers, number in found.items():
        for node, n in powers:
            value = reader.graph.rational(reader.graph.args[node][0]) if reader.graph.ops[node] == "ln" else None
            if value is not None and n == 1:
                rest = tuple(p for p in powers if p[0] != node)
                by_rest.setdefault(rest, []).append((number, powers, value))
    for rest, logarithms in by_rest.items():
        if len(logarithms) == 2 and logarithms[0][0] == -logarithms[1][0]:
            (number, one, a), (_, other, b) = sorted(logarithms, key=lambda each: each[0], reverse=True)
            del found[one], found[other]
            node = reader.graph.add("ln", (reader.tidy.quotient(reader.graph.number(a), reader.graph.number(b)),))
            add(found, tuple(sorted((*rest, (node, 1)))), number)
    return found if found != terms else None


def _one_power(reader: Reader, made: Factors) -> Factors:
    """3^u/2^u as (3/2)^u."""
    graph = reader.graph
    bases = {node: graph.rational(graph.args[node][0]) for node in made if graph.ops[node] == "exponential"}
    for above, a in bases.items():
        for below, b in bases.items():
            n = made.get(above, 0)
            alike = graph.args[above][1] == graph.args[below][1] and made.get(below) == -n
            if a and b and a > 0 < b and n > 0 and alike:
                base = reader.tidy.quotient(graph.number(a), graph.number(b))
                del made[above], made[below]
                made[graph.add("exponential", (base, graph.args[above][1]))] = n
    return made


def _filled(reader: Reader, template: str, inner: int) -> int:
    return filled(reader.graph, reader.tidy, template_steps(template), {"u": inner})
