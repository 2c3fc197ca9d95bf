"""The reverse sweep on ids: what every gate passes on, upstream · local, added where a node is used more than once.

Nothing is tidied beyond what can be seen at the gate itself: factors 1 and 0, two signs in a row, and operations on
numbers alone. Tidied forms are made where they are shown.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, repeat
from typing import Any

from ..graph.graph import Graph
from ..rules import rule_of
from .compiled import compiled
from .partials import partials_of
from .tidy import Tidy

LEAVES = {"input", "number", "constant"}
SCALED = frozenset({"negation", "product", "number", "constant", "quotient"})  # may have a sign or number in front
NONE = -1  # in place of an id
Ids = tuple[int, ...]
Pass = Callable[[int, int, Ids], Sequence[int]]  # (upstream, gate, inputs) -> downstream, one for each input
Formula = Callable[[int, Ids], int]  # (gate, inputs) -> the partial


def adjoints(graph: Graph, output: int, variables: Iterable[int], sparing: bool = False) -> list[int]:
    """∂output/∂node as a node, by id, for every node between the variables and the output; NONE for any other.

    `sparing` ones take as few operations as can be: gates reuse their values, signs and numbers are gathered. The
    others are what a reader of the rules expects.
    """
    ends = frozenset(variables)
    active = depending(graph, output, ends)
    found = [NONE] * (output + 1)
    if not active[output]:
        return found
    gates = Gates(graph, output, active, sparing)
    passing = {op: gates.passing(op) for op in set(graph.ops[:output + 1]) - LEAVES}
    ops, args = graph.ops, graph.args
    several: dict[int, list[int]] = {}
    found[output] = gates.one
    for gate in range(output, -1, -1):
        upstream = found[gate]
        if upstream == NONE:
            continue
        if gate in several:
            upstream = found[gate] = gates.added(several.pop(gate))
        if gate in ends:
            continue
        inputs = args[gate]
        for a, downstream in zip(inputs, passing[ops[gate]](upstream, gate, inputs), strict=True):
            if active[a]:
                earlier = found[a]
                if earlier == NONE:
                    found[a] = downstream
                elif a in several:
                    several[a].append(downstream)
                else:
                    several[a] = [earlier, downstream]
    return found


def depending(graph: Graph, output: int, variables: frozenset[int]) -> list[bool]:
    """Marks the nodes up to the output that depend on the variables."""
    ops, args = graph.ops, graph.args
    if all(i in variables for i in range(output + 1) if ops[i] == "input"):
        return graph.varies
    active = [False] * (output + 1)
    for v in variables:
        if v <= output:
            active[v] = True
    for node in range(output + 1):
        for a in args[node]:
            if active[a]:
                active[node] = True
                break
    return active


class Gates:
    """How the operations pass gradients on, prepared for one graph. `active` marks the nodes whose adjoints are wanted;
    downstream of other inputs means nothing."""

    def __init__(self, graph: Graph, output: int, active: list[bool], sparing: bool = False) -> None:
        self.graph = graph
        self.sparing = sparing
        self.active = active
        self.one = graph.number(1)
        self.zero = graph.number(0)
        self.minus_one = graph.number(-1)
        self._two, self._output = graph.number(2), output
        self._tidy = Tidy(graph, range(output + 1))
        # a product with a function by cases moves into the cases: the other factor may exist in one of them only
        self.product = self._product(graph.adder("product") if not graph.has_cases else
                                     lambda factors: self._tidy.product(*factors))
        self._sum = graph.adder("sum")
        self._folded: dict[tuple[str, Ids, Any], int] = {}

    def passing(self, op: str) -> Pass:
        """How gates of this operation pass gradients on."""
        own: dict[str, Pass] = {"sum": _same, "copy": _same, "difference": self._by_signs, "product": self._by_others,
                                "max": self._by_partials, "min": self._by_partials}
        if self.sparing:
            own["quotient"] = self._by_quotient
        if op in own:
            return own[op]
        rule = rule_of(op)
        if not rule.partials:
            return self._by_partials
        single = rule.arity == (1, 1)
        formulas = [self._formula(template, single) for template in self.sparing and rule.reused or rule.partials]
        return self._by_formula(*formulas) if single else self._by_formulas(formulas)

    def _by_signs(self, upstream: int, gate: int, inputs: Ids) -> list[int]:
        minus = self.negation((upstream,))
        return [upstream if sign == "+" else minus for sign in self.graph.signs(gate)]

    def _by_others(self, upstream: int, gate: int, inputs: Ids) -> Sequence[int]:
        """Upstream times all the other factors: prefixes, which carry upstream along, times suffixes."""
        product, active = self.product, self.active
        if len(inputs) == 2:
            a, b = inputs
            return (product((upstream, b)) if active[a] else a), (product((upstream, a)) if active[b] else b)
        after = [self.one]
        for a in inputs[:0:-1]:
            after.append(product((a, after[-1])))
        found = []
        for a in inputs:
            rest = after.pop()
            found.append(product((upstream, rest)) if active[a] else a)
            if after:
                upstream = product((upstream, a))
        return found

    def _by_quotient(self, upstream: int, gate: int, inputs: Ids) -> Ids:
        """upstream over the denominator; for the denominator that times minus the quotient itself."""
        top, bottom = inputs
        over = self.quotient((upstream, bottom))
        if not self.active[bottom]:
            return over, bottom
        return over if self.active[top] else top, self.negation((self.product((over, gate)),))

    def _by_formula(self, formula: Formula) -> Pass:
        product = self.product
        return lambda upstream, gate, inputs: (product((upstream, formula(gate, inputs))),)

    def _by_formulas(self, formulas: Sequence[Formula]) -> Pass:
        product, active = self.product, self.active
        last = formulas[-1]
        return lambda upstream, gate, inputs: [
            product((upstream, formula(gate, inputs))) if active[a] else a
            for a, formula in zip(inputs, chain(formulas, repeat(last)), strict=False)]

    def _by_partials(self, upstream: int, gate: int, inputs: Ids) -> list[int]:
        wanted = {a for a in inputs if self.active[a]}
        found = dict(partials_of(self.graph, self._tidy, gate, wanted))
        return [self.product((upstream, found[slot])) if slot in found else self.zero if a in wanted else a
                for slot, a in enumerate(inputs)]

    def _formula(self, template: str, single: bool) -> Formula:
        """A rule's formula on the ids of a gate: every step finds its operands among numbers, gate, inputs and the
        values of earlier steps. The input of a gate that has a `single` one is never a number."""
        numbers, steps, result = compiled(template, single)
        known = [self._leaf(kind, note) for kind, note in numbers]
        making = [(self._maker(op, note) if varies else self._folder(op, note), operands)
                  for op, note, operands, varies in steps]

        def formula(gate: int, inputs: Ids) -> int:
            values = [*known, gate, *inputs]
            for make, operands in making:
                values.append(make(operands(values)))
            return values[result]

        return formula

    def _leaf(self, kind: str, note: Any) -> int:
        return self.graph.number(int(note)) if kind == "Numeral" else self.graph.add("constant", (), note)

    def _maker(self, op: str, note: Any) -> Callable[[Ids], int]:
        """Adds a node of this operation."""
        own: dict[str, Callable[[Ids], int]] = {
            "product": self.product, "quotient": self.quotient, "power": self.power, "negation": self.negation}
        return own[op] if op in own else self.graph.adder(op) if note is None else self._noted(op, note)

    def _folder(self, op: str, note: Any) -> Callable[[Ids], int]:
        """Adds a node of this operation, or computes it where it is made of numbers alone."""
        varies, add = self.graph.varies, self._maker(op, note)

        def make(operands: Ids) -> int:
            if not varies[operands[-1]] and not any(varies[a] for a in operands):
                return self._fold(op, operands, note)
            return add(operands)

        return make

    def _noted(self, op: str, note: Any) -> Callable[[Ids], int]:
        return lambda operands: self.graph.add(op, operands, note)

    def _fold(self, op: str, operands: Ids, note: Any) -> int:
        key = (op, operands, note)
        found = self._folded.get(key)
        if found is None:
            found = self._folded[key] = self._tidy.apply(op, operands, note)
        return found

    def _product(self, add: Callable[[Ids], int]) -> Callable[[Ids], int]:
        one, zero, minus_one = self.one, self.zero, self.minus_one
        ops, scaled = self.graph.ops, SCALED if self.sparing else frozenset()

        def product(factors: Ids) -> int:
            if one in factors:
                rest = tuple(a for a in factors if a != one)
                return product(rest) if len(rest) > 1 else rest[0] if rest else one
            if zero in factors:
                return zero
            if minus_one in factors and len(factors) == 2:
                return self.negation((factors[factors[0] == minus_one],))
            if ops[factors[0]] in scaled and len(factors) == 2:
                found = self._scaled(*factors)
                if found is not None:
                    return found
            return add(factors)

        return product

    def _scaled(self, left: int, right: int) -> int | None:
        """The product where the sign or the number in front of the first factor goes on and meets the next one. Looks
        no further than that: chains of such factors are long."""
        graph = self.graph
        if graph.ops[left] == "negation" and graph.varies[left]:
            return self.negation((graph.add("product", (graph.args[left][0], right)),))
        (one, rest), (other, last) = self._parted(left), self._parted(right)
        if one is None or other is None or last is None:
            return None
        return self._times(self._fold("product", (one, other), None),
                           last if rest is None else graph.add("product", (rest, last)))

    def _times(self, number: int, node: int) -> int:
        """A number in front of what has none."""
        if number == self.one:
            return node
        if number == self.minus_one:
            return self.graph.add("negation", (node,))
        return self.graph.add("product", (number, node)) if number != self.zero else number

    def _parted(self, node: int) -> tuple[int | None, int | None]:
        """The number in front of a node, and what it is multiplied by; None where there is none."""
        graph = self.graph
        if not graph.varies[node]:
            return node, None
        args = graph.args[node]
        return args if graph.ops[node] == "product" and len(args) == 2 and not graph.varies[args[0]] else (None, node)

    def added(self, terms: Sequence[int]) -> int:
        """The sum, what has a minus in front subtracted."""
        graph = self.graph
        minus = [graph.ops[t] == "negation" for t in terms]
        if True not in minus or not self.sparing:
            return self._sum(tuple(terms))
        if False not in minus:
            return self.negation((self._sum(tuple(graph.args[t][0] for t in terms)),))
        first = minus.index(False)
        rest = [(graph.args[t][0], "-") if m else (t, "+")
                for k, (t, m) in enumerate(zip(terms, minus, strict=True)) if k != first]
        return graph.add("difference", (terms[first], *(t for t, _ in rest)), "+" + "".join(s for _, s in rest))

    def quotient(self, parts: Ids) -> int:
        if parts[0] == self.zero:
            return self.zero
        return parts[0] if parts[1] == self.one else self.graph.add("quotient", parts)

    def negation(self, parts: Ids) -> int:
        node = parts[0]
        graph = self.graph
        if graph.ops[node] == "negation":
            return graph.args[node][0]
        factor, rest = self._parted(node) if self.sparing else (None, None)
        if factor is not None and rest is not None:
            return self._times(self._fold("negation", (factor,), None), rest)
        return graph.add("negation", parts) if graph.varies[node] else self._fold("negation", parts, None)

    def power(self, parts: Ids) -> int:
        base, exponent = parts
        if exponent == self.one:
            return base
        if base <= self._output and self.graph.varies[base] and exponent == self._two:
            return self.graph.add("power", parts)  # nothing is looked into: x^2 as it stands
        return self.one if exponent == self.zero else self._tidy.power(base, exponent)


def _same(upstream: int, gate: int, inputs: Ids) -> Ids:
    return (upstream,) * len(inputs)
