"""The formulas of a text as nodes of one graph, every derivative found by the chain rule."""
from __future__ import annotations

from collections.abc import Sequence

from ...derivation.sweep import sweep
from ...derivation.ties import tied
from ...reading.lines.sides import Derivative
from ...tree import Applied, Variable, walk
from .sheet import Known, names_in
from .take import Unclear, called
from .values import Values


class Scene(Values):
    """Names and formulas, and the derivatives that they speak of."""

    def derivative(self, wanted: Derivative) -> int:
        """The node of a derivative."""
        name = called(wanted.of)
        if not wanted.by:
            return self._primed(wanted, name)
        if name in wanted.by:
            return self.graph.number(int(len(wanted.by) == 1))
        said = self._claimed(name, wanted.by, *self._as_primes(wanted.by))
        if said is not None:
            return said
        by = [self.node(each) for each in wanted.by]
        if wanted.arguments:
            return self._partial(wanted, name, by)
        alone = self.take.local == "all" or self.take.local == "round" and wanted.partial
        local = self._locally(name, wanted.by[0]) if name is not None and alone and len(by) == 1 else None
        if local is not None:
            return local
        if name is not None and self.take.versions.get(name):
            own = self.take.versions[name][0].parameters or ()
            return self._by(self.holding(name, by[0]), by, wanted.by[0] in own)
        if name is not None and name in self.take.bound:
            return self._by(self.node(name), by, True)
        if name is not None and name not in self.take.generic:
            node = self.node(name) if type(wanted.of.tree) is Variable else self.side(wanted.of)
            if node not in by and not any(self.graph.ops[i] == "unknown" for i in self.graph.cone([node])):
                raise Unclear
            return self._by(node, by, False)
        return self._by(self.side(wanted.of), by, name is None)

    def _claimed(self, name: str | None, *spelled: tuple[str, ...]) -> int | None:
        """What somebody said that a derivative is, however it was spelled; None where nothing was said."""
        for by in spelled if name is not None else ():
            said = self.take.claimed.get((str(name), by))
            if said is not None and said not in self.within:
                self.within.append(said)  # it may speak of itself
                found = self.side(said)
                self.within.pop()
                return found
        return None

    def _as_primes(self, by: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """How primes say it, where the variable is the one that they differentiate by."""
        usual = by[0] in ("x", "t") if self.take.main is None else by[0] == self.take.main
        return (("'",) * len(by), (*("'",) * len(by), by[0])) if usual and len(set(by)) == 1 else ()

    def _times(self, node: int, name: str | None, variable: int, primes: int) -> int:
        """A node with primes, by a variable."""
        if name is not None and self.take.claimed and self.graph.ops[variable] == "input":
            marks, x = ("'",) * primes, self.graph.name(variable)
            said = self._claimed(name, marks, (*marks, x), (x,) * primes)
            if said is not None:
                return said
        return self._by(node, [variable] * primes, True)

    def _partial(self, wanted: Derivative, name: str | None, by: Sequence[int]) -> int:
        """f_x(2, 3): a partial derivative of a function, at these arguments."""
        function = self.function(name) if name is not None else None
        if function is None or function.parameters is None or len(function.parameters) != len(wanted.arguments):
            raise Unclear
        places = [self.node(p) for p in function.parameters]
        found = self._by(self.version(function), by, True)
        return self.replaced(found, dict(zip(places, (self.side(a) for a in wanted.arguments), strict=True)))

    def holding(self, name: str, by: int) -> int:
        """Of all formulas of a name the first that holds a node; the first one of all where none does."""
        found = [self.version(known) for known in self.take.versions[name]]
        if name not in self.nodes:
            self.nodes[name] = found[0]
        return next((node for node in found if by in self.graph.cone([node]) or self._beside(node, by)), found[0])

    def _beside(self, node: int, other: int) -> bool:
        """Whether two values are functions of one variable that they share."""
        return self._shared(node, other) is not None

    def _shared(self, node: int, other: int) -> int | None:
        """The one input that two values share; None for several or none."""
        if self.graph.ops[other] == "input":
            return None
        both = set(self.graph.inputs([node])) & set(self.graph.inputs([other]))
        return next(iter(both)) if len(both) == 1 else None

    def _by(self, node: int, by: Sequence[int], free: bool) -> int:
        """A node differentiated by others in turn; `free` where it may well not depend on them."""
        graph = self.graph
        self.differentiated[node] = None
        for variable in by:
            if graph.ops[variable] == "number" or not graph.varies[variable]:
                raise Unclear
            apart = variable not in graph.cone([node]) and graph.varies[node]
            if apart and not (free and graph.ops[variable] == "input"):
                node = self._through(node, variable)
                continue
            node = self._slope(node, variable)
        return node

    def _slope(self, node: int, variable: int) -> int:
        """The derivative by a variable; names that a relation binds to it vary with it."""
        graph = self.graph
        graph.tied |= tied(graph, node)
        found = sweep(graph, node, (variable,)).gradient[variable]
        for name in self.take.bound:
            other = self.node(name)
            if other != variable and other in graph.cone([node]):
                share = sweep(graph, node, (other,)).gradient[other]
                found = graph.add("sum", (found, graph.add("product", (share, self._bound(name, variable)))))
        return found

    def _bound(self, name: str, variable: int) -> int:
        """dy/dx of a relation F = 0: -(∂F/∂x)/(∂F/∂y)."""
        graph, y = self.graph, self.node(name)
        whole = self.relation(name)
        by_x, by_y = (sweep(graph, whole, (each,)).gradient[each] for each in (variable, y))
        if graph.rational(by_y) == 0:
            raise Unclear
        return graph.add("negation", (graph.add("quotient", (by_x, by_y)),))

    def relation(self, name: str) -> int:
        """The relation that binds a name, as something that is 0."""
        found = self.take.bound[name]
        return self.graph.add("difference", (self.tree(found.left.tree, {}), self.tree(found.right.tree, {})), "+-")

    def _through(self, node: int, variable: int) -> int:
        """dy/du where both are functions of x: (dy/dx) / (du/dx)."""
        graph = self.graph
        x = self._shared(node, variable)
        if x is None:
            raise Unclear
        above, below = (sweep(graph, each, (x,)).gradient[x] for each in (node, variable))
        if graph.rational(below) == 0:
            raise Unclear
        return graph.add("quotient", (above, below))

    def _primed(self, wanted: Derivative, name: str | None) -> int:
        """y', f'(2), (x^2)'."""
        function = self.function(name) if name is not None else None
        only = wanted.arguments[0].name if len(wanted.arguments) == 1 else None
        if name is not None and only is not None and function is None and self._names(name, only):
            by = self.node(only)
            said = self._claimed(name, (*"'" * wanted.primes, only))
            return self._by(self.holding(name, by), [by] * wanted.primes, False) if said is None else said
        if name is not None and name in self.take.bound and not wanted.arguments:
            others = sorted(self.take.bound[name].names - {name}, key=lambda n: (n != "x", n != "t", n))
            return self._times(self.node(name), name, self.node(others[0]), wanted.primes)
        if name is not None and wanted.arguments and function is None and not self.take.versions.get(name) \
                and name not in self.take.generic:
            tree = Applied(*(a.tree for a in wanted.arguments), note=name + "'" * wanted.primes)
            inner = {letter: each for a in wanted.arguments for letter, each in a.derivatives.items()}
            if len(wanted.arguments) != 1 or inner:
                raise Unclear
            return self.tree(tree, inner)
        if name is not None and name not in self.take.generic and not self.take.versions.get(name):
            if name not in ("x", "t"):
                raise Unclear
            return self.graph.number(int(wanted.primes == 1))  # the variable itself
        node = self.side(wanted.of) if name is None or not self.take.versions.get(name) else self.node(name)
        variable = self.main(node, function)
        arguments = [self.side(a) for a in wanted.arguments]
        found = self._times(node, name, variable, wanted.primes)
        if not arguments or arguments == [variable]:
            return found
        if len(arguments) != 1:
            raise Unclear
        return self.replaced(found, {variable: arguments[0]})

    def main(self, node: int, function: Known | None = None) -> int:
        """The variable that a prime differentiates by."""
        graph = self.graph
        if function is not None and function.parameters is not None and len(function.parameters) == 1:
            return self.node(function.parameters[0])
        inputs = {graph.name(i): i for i in graph.inputs([node])}
        if self.take.main is not None:
            if self.take.main not in inputs and graph.varies[node]:
                raise Unclear
            return self.node(self.take.main)
        for name in (*(inputs if len(inputs) == 1 else ()), "x", "t"):
            if name in inputs or not inputs:
                return inputs.get(name) or graph.input(name)
        raise Unclear

    def _names(self, name: str, other: str) -> bool:
        """Whether a formula of a name mentions another one: f'(u) of f = sin(u)."""
        return any(known.side is not None and known.parameters is None and other in set(names_in(known.side.tree))
                   for known in self.take.versions.get(name, ()))

    def _locally(self, name: str, by: str) -> int | None:
        """∂A/∂B of A's own formula, the other names in it fixed; None where no formula of A names B."""
        for known in self.take.versions.get(name, ()):
            side = known.side
            if side is None or side.derivatives or by not in set(names_in(side.tree)):
                continue
            names = [n for n in dict.fromkeys(names_in(side.tree)) if n not in self.builder.functions
                     and not any(type(t) is Applied and t.note == n for t in walk(side.tree))]
            fresh = {n: self.graph.input(n + "'own") for n in names}
            node = self.tree(side.tree, {}, fresh)
            found = sweep(self.graph, node, (fresh[by],)).gradient[fresh[by]]
            return self.replaced(found, {fresh[n]: self.node(n) for n in names})
        return None
