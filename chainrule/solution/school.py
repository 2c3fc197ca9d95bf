"""The working that a school book writes: pending derivatives, (sin(x²))′, replaced line by line by one rule each."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..derivation.partials import partials_of
from ..derivation.tidy import Tidy
from ..graph.copy import copied
from ..graph.evaluate import evaluate, is_number
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..graph.payload import Payload
from ..records import record

LINES = 12  # of a working; a longer one is not school's
SIZE = 160  # signs of one line
TRIED = (0.7109375, 1.3671875, -0.6171875)  # where the last line is compared with the answer
CLOSE = 1e-9


@record
class Applied:
    """One line: its node, and the rules that lead to it, by name; the name of an operation for its own derivative.
    None where the line before was only simplified."""

    node: int
    rules: tuple[str, ...]


@record
class Working:
    """Lines in a graph of their own. `pending` are the leaves that stand for the derivative of another node there;
    `followed` are those that stand for the derivative of a variable that depends on this one (dy/dx), by its name."""

    graph: Graph
    lines: tuple[Applied, ...]
    pending: Mapping[int, int]
    followed: Mapping[int, str]


def worked(graph: Graph, output: int, variable: int, answer: int | None = None,
           follows: frozenset[int] = frozenset()) -> Working | None:
    """The working of output by a variable of one; `follows` are inputs that depend on the variable. None where it would
    be long, where a rule is not one of school, or where its last line is not the answer."""
    nodes = graph.cone([output, variable, *follows, *(() if answer is None else (answer,))])
    made, moved = copied(graph, nodes, lambda new, node, args: args[0] if graph.ops[node] == "copy" else None)
    work = _Work(made, moved[variable], {moved[i]: made.input(f"\0{graph.name(i)}") for i in follows})
    lines = work.lines(moved[output])
    if not lines or answer is not None and not _agree(made, lines[-1].node, moved[answer], moved[variable]):
        return None
    return Working(made, lines, work.pending, {leaf: made.name(i) for i, leaf in work.follows.items()})


def _agree(graph: Graph, one: int, other: int, variable: int) -> bool:
    for x in TRIED:
        try:
            found = evaluate(graph, graph.cone([one, other]), {variable: x})
        except NoValue:
            continue
        if is_number(found[one]) and is_number(found[other]) \
                and abs(found[one] - found[other]) > CLOSE * (1 + abs(found[other])):
            return False
    return True


@dataclass(slots=True)
class _Work:
    graph: Graph
    variable: int
    follows: dict[int, int]
    pending: dict[int, int] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)

    def lines(self, output: int) -> tuple[Applied, ...]:
        """Every line with the rules used in it; nothing where one cannot be written."""
        found: list[Applied] = []
        node = self._wait(output)
        if node not in self.pending:
            return (Applied(node, ()),)
        while any(i in self.pending for i in self.graph.cone([node])):
            self.used = {}
            following = self._next(node)
            if following is None or len(found) >= LINES or self.graph.size(following[1]) > SIZE:
                return ()
            plain, node = following
            found.append(Applied(plain, tuple(self.used)))
            if plain != node:
                found.append(Applied(node, ()))
        return tuple(found)

    def _next(self, line: int) -> tuple[int, int] | None:
        """The line with a rule applied to all that is pending: as it is written first, and tidied. Both are the same
        where tidying gathers no terms."""
        graph, tidy = self.graph, Tidy(self.graph)
        seen: dict[int, int] = {}
        first: dict[int, int] = {}
        for i in graph.cone([line]):
            if i in self.pending:
                expanded = self._expanded(self.pending[i], tidy)
                if expanded is None:
                    return None
                seen[i] = first[i] = expanded
            elif all(seen[a] == a for a in graph.args[i]):
                seen[i] = first[i] = i
            else:
                op, note = graph.ops[i], graph.payloads[i]
                seen[i] = tidy.apply(op, tuple(seen[a] for a in graph.args[i]), note)
                first[i] = self._put_in(op, tuple(first[a] for a in graph.args[i]), note)
        return first[line] if self._gathers(first, seen) else seen[line], seen[line]

    def _put_in(self, op: str, args: tuple[int, ...], note: Payload) -> int:
        """An operation on what was put in, with nothing done but that a factor 1 is not written."""
        graph = self.graph
        if op == "difference" and graph.ops[args[0]] in _SUMS and str(note)[0] == "+":
            return graph.add(op, (*graph.args[args[0]], *args[1:]), graph.signs(args[0]) + str(note)[1:])
        if op != "product":
            return graph.add(op, args, note)
        opened = [b for a in args for b in (graph.args[a] if graph.ops[a] == "product" else (a,))]
        factors = tuple(a for a in opened if graph.rational(a) != 1)
        return graph.add(op, factors) if len(factors) > 1 else (*factors, graph.number(1))[0]

    def _gathers(self, first: Mapping[int, int], seen: Mapping[int, int]) -> bool:
        """Whether tidying makes a sum of fewer terms."""
        return any(self.graph.ops[node] in _SUMS and self._terms(first[node]) > self._terms(seen[node])
                   for node in seen)

    def _terms(self, node: int) -> int:
        """How many terms a sum has, those of sums in it counted one by one; 0 where it is 0."""
        todo, count = [node], 0
        while todo:
            part = todo.pop()
            if self.graph.ops[part] in _SUMS:
                todo += self.graph.args[part]
            else:
                count += 1
        return count

    def _moves(self, node: int) -> bool:
        """Whether a node depends on the variable."""
        cone = self.graph.cone([node])
        return self.variable in cone or any(i in cone for i in self.follows)

    def _wait(self, node: int) -> int:
        """The leaf that stands for a node's derivative."""
        if node in self.follows:
            return self.follows[node]
        leaf = self.graph.input(f"\0{node}")
        self.pending[leaf] = node
        return leaf

    def _expanded(self, node: int, tidy: Tidy) -> int | None:
        """A node's derivative by one rule; whole where it is a constant times an elementary function."""
        whole = self._elementary(node, tidy)
        if whole is not None:
            return whole
        rule = _RULES.get(self.graph.ops[node], _composed)
        return rule(self, node, tidy)

    def _elementary(self, node: int, tidy: Tidy) -> int | None:
        """The derivative of c, x, c·x, c·xⁿ, c·sin(x); None for anything larger."""
        graph, factors, rules = self.graph, [], dict[str, None]()
        while graph.args[node]:
            op, args = graph.ops[node], graph.args[node]
            moving = [a for a in dict.fromkeys(args) if self._moves(a)]
            if not moving:
                break
            if op in _SUMS or len(moving) > 1 or args.count(moving[0]) > 1 or op == "cases":
                return None
            inner = moving[0]
            scales = op in _SCALED and not (op == "quotient" and args[1] == inner)
            if not scales and graph.args[inner]:
                return None
            slot = args.index(inner)
            factors.append(dict(partials_of(graph, tidy, node, {inner}))[slot])
            rules["multiple" if scales else "power" if op == "power" else "exponential" if op in _EXPONENTIAL
                  else "reciprocal" if op == "quotient" else op] = None
            node = inner
        if not self._moves(node):
            factors.append(graph.number(0))
            rules = {"constant": None}
        elif node in self.follows:
            factors.append(self.follows[node])
            rules["chain"] = None
        self.used.update({rule: None for rule in rules if rule != "constant" or not self.used})
        return tidy.product(*factors) if factors else graph.number(1)


_SUMS = frozenset(("sum", "difference"))
_SCALED = frozenset(("product", "quotient", "negation"))
_EXPONENTIAL = frozenset(("exp", "exponential"))


def _added(work: _Work, node: int, tidy: Tidy) -> int | None:
    """Term by term; an elementary term at once."""
    graph = work.graph
    work.used["sum"] = None
    terms = []
    for a in graph.args[node]:
        whole = work._elementary(a, tidy)
        terms.append(work._wait(a) if whole is None else whole)
    return tidy.signed(graph.signs(node), terms)


def _multiplied(work: _Work, node: int, tidy: Tidy) -> int | None:
    """One factor differentiated at a time."""
    args = work.graph.args[node]
    moving = [k for k, a in enumerate(args) if work._moves(a)]
    work.used["multiple" if len(moving) == 1 else "product"] = None
    terms = [work.graph.add("product", (*args[:k], work._wait(args[k]), *args[k + 1:])) for k in moving]
    return terms[0] if len(terms) == 1 else work.graph.add("sum", tuple(terms))


def _divided(work: _Work, node: int, tidy: Tidy) -> int | None:
    """(u/v)′ = (u′v - uv′)/v², with one of the two constant where it is."""
    graph = work.graph
    top, bottom = graph.args[node]
    if not work._moves(bottom):
        work.used["multiple"] = None
        return tidy.quotient(work._wait(top), bottom)
    square = tidy.power(bottom, graph.number(2))
    if not work._moves(top):
        work.used["reciprocal"] = None
        return tidy.negation(tidy.quotient(tidy.product(top, work._wait(bottom)), square))
    work.used["quotient"] = None
    both = (graph.add("product", (work._wait(top), bottom)), graph.add("product", (top, work._wait(bottom))))
    return graph.add("quotient", (graph.add("difference", both, "+-"), square))


def _negated(work: _Work, node: int, tidy: Tidy) -> int | None:
    return tidy.negation(work._wait(work.graph.args[node][0]))


def _by_logarithm(work: _Work, node: int, tidy: Tidy) -> int | None:
    """f = u^v: from ln f = v·ln u, f′ = f·(v·ln u)′."""
    graph = work.graph
    base, exponent = graph.args[node]
    work.used["logarithmic"] = None
    return graph.add("product", (node, work._wait(graph.add("product", (exponent, graph.add("ln", (base,)))))))


def _composed(work: _Work, node: int, tidy: Tidy) -> int | None:
    """f(u)′ = f′(u)·u′; a sum where several inputs depend on the variable."""
    graph = work.graph
    args = graph.args[node]
    moving = {a for a in args if work._moves(a)}
    if graph.ops[node] == "cases" or len(moving) != 1:
        return None
    work.used["chain"] = None
    terms = [_times(graph, partial, work._wait(args[slot]))
             for slot, partial in partials_of(graph, tidy, node, moving)]
    return terms[0] if len(terms) == 1 else tidy.sum(*terms)


def _times(graph: Graph, outer: int, inner: int) -> int:
    """The outer derivative, then the inner one."""
    factors = graph.args[outer] if graph.ops[outer] == "product" else (outer,)
    return graph.add("product", (*factors, inner)) if graph.varies[outer] else Tidy(graph).product(outer, inner)


_RULES: dict[str, Callable[[_Work, int, Tidy], int | None]] = {
    "sum": _added, "difference": _added, "product": _multiplied, "quotient": _divided, "negation": _negated,
    "general_power": _by_logarithm, "copy": lambda work, node, tidy: work._wait(work.graph.args[node][0]),
}
