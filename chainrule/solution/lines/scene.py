"""The formulas of a text as nodes of one graph, under one way of taking what its names stand for."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...derivation.sweep import sweep
from ...derivation.ties import tied
from ...graph.build import Builder
from ...graph.graph import Graph
from ...graph.payload import Unknown
from ...reading.lines.sides import Derivative, Side
from ...tree import Applied, Definition, Typed, Variable, walk
from .sheet import Known, names_in

DEEPEST = 60  # definitions that lead into each other
LARGEST = 20_000  # nodes of one claim
VALUE = "'value"  # behind the name of a function that stands alone, as f does in f + g


class Unclear(Exception):
    """What a formula is about is not said in the text."""


@dataclass(frozen=True, slots=True)
class Take:
    """One way of taking a text.

    versions   the formulas of every name, the one to be taken first in front
    generic    names without a formula that are functions of others: y of u
    main       the variable that a prime differentiates by, where there are several
    claimed    derivatives that are to be what somebody said they are
    local      whether ∂A/∂B is taken of A's own formula alone, with the other names in it fixed
    """

    versions: Mapping[str, Sequence[Known]]
    generic: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    main: str | None = None
    local: bool = False
    claimed: Mapping[tuple[str, tuple[str, ...]], Side] = field(default_factory=dict)


class Scene:
    """A graph in which sides are built; every name has one node, every derivative is found by the chain rule."""

    def __init__(self, take: Take) -> None:
        self.take = take
        self.builder = Builder(Graph())
        self.graph = self.builder.graph
        self.nodes: dict[str, int] = {}
        self.older: dict[tuple[str, int], int] = {}
        self.open: list[str] = []
        self.differentiated: dict[int, None] = {}

    def side(self, side: Side) -> int:
        """The node of a side."""
        node = self._tree(side.tree, side.derivatives)
        if side.at:
            node = self.replaced(node, {self.node(name): self.side(value) for name, value in side.at})
        return node

    def _tree(self, tree: Typed, derivatives: Mapping[str, Derivative], local: Mapping[str, int] | None = None) -> int:
        if len(self.graph) > LARGEST:
            raise Unclear
        self._adapted(tree)
        defined: dict[str, int] = {}
        for name in set(names_in(tree)):
            if name in derivatives:
                defined[name] = self.derivative(derivatives[name])
            elif local is not None and name in local:
                defined[name] = local[name]
            elif name not in self.builder.functions:
                defined[name] = self.node(name)
        bare = {str(t.note) for t in walk(tree) if type(t) is Variable} & set(self.builder.functions) - set(defined)
        if bare:
            defined.update((name + VALUE, self.node(name)) for name in bare)
            tree = _renamed(tree, bare)
        kept = self.builder.defined
        self.builder.defined = {**kept, **defined}
        try:
            return self.builder.add(tree)
        finally:
            self.builder.defined = kept

    def _adapted(self, tree: Typed) -> None:
        """Make ready the functions of the text that a formula calls: f(3) where f(x) = … or f = … was said."""
        for head in walk(tree):
            if type(head) is Applied:
                self._ready(str(head.note), len(head.args))

    def _function(self, name: str) -> Known | None:
        found = self.take.versions.get(name, ())
        return next((k for k in found if k.parameters), None) if found and found[0].parameters else None

    def _ready(self, name: str, count: int) -> None:
        """Make a function of the text callable."""
        if name in self.builder.functions or name in self.open:
            return
        for known in self.take.versions.get(name, ()):
            side = known.side
            if side is None or side.derivatives or self._leads(side, name):
                continue
            parameters = known.parameters
            if parameters is None:
                parameters = tuple(n for n in dict.fromkeys(_variables(side.tree)) if not self.take.versions.get(n))
            if count == len(parameters):
                if len(self.open) > DEEPEST:
                    raise Unclear
                self.open.append(name)
                tree = side.tree
                self._adapted(tree)
                inner = set(names_in(tree)) - set(parameters)
                bare = {str(t.note) for t in walk(tree) if type(t) is Variable} & inner & set(self.builder.functions)
                for other in inner - set(self.builder.functions):
                    self.builder.defined[other] = self.node(other)
                self.builder.defined.update((other + VALUE, self.node(other)) for other in bare)
                self.open.pop()
                self.builder.functions[name] = Definition(name, _renamed(tree, bare), (0, 0), parameters)
                return

    def _leads(self, side: Side, name: str) -> bool:
        """Whether a formula leads to a name, by itself or through what the text says of the names in it."""
        seen: set[str] = set()
        todo = list(names_in(side.tree))
        while todo:
            other = todo.pop()
            if other == name:
                return True
            if other not in seen:
                seen.add(other)
                todo += [n for known in self.take.versions.get(other, ()) if known.side is not None
                         for n in names_in(known.side.tree)]
        return False

    def node(self, name: str) -> int:
        """The node of a name: its formula's, or an input."""
        if name in self.nodes:
            return self.nodes[name]
        found = self.take.versions.get(name, ())
        if name in self.open or len(self.open) > DEEPEST:
            return self.graph.input(name)  # it leads back into itself
        if name in self.take.generic:
            self.open.append(name)
            args = tuple(self.node(n) for n in self.take.generic[name])
            self.open.pop()
            made = self.graph.add("unknown", args, Unknown(name, (0,) * len(args)))
        elif found:
            made = self._version(found[0])
        else:
            made = self.graph.input(name)
        self.nodes[name] = made
        return made

    def _version(self, known: Known) -> int:
        """The node of one formula of a name."""
        key = known.name, known.place
        if key in self.older:
            return self.older[key]
        assert known.side is not None
        self.open.append(known.name)
        side = known.side
        try:
            for parameter in known.parameters or ():
                if parameter not in self.open and not self._plain(parameter):
                    self.nodes.setdefault(parameter, self.graph.input(parameter))
            made = self._tree(side.tree, side.derivatives)
        finally:
            self.open.pop()
        if self.graph.is_leaf(made) or made in self.nodes.values():
            made = self.graph.add_new("copy", (made,), None)
        self.older[key] = made
        return made

    def _plain(self, name: str) -> bool:
        """Whether a parameter is itself a value of the text: f(x, y) with x = x(t)."""
        return bool(self.take.versions.get(name))

    def derivative(self, wanted: Derivative) -> int:
        """The node of a derivative."""
        name = called(wanted.of)
        if not wanted.by:
            return self._primed(wanted, name)
        if name is not None and (name, wanted.by) in self.take.claimed:
            return self.side(self.take.claimed[name, wanted.by])
        by = [self.node(each) for each in wanted.by]
        if wanted.arguments:
            return self._partial(wanted, name, by)
        if name is not None and self.take.local and len(by) == 1:
            found = self._locally(name, wanted.by[0])
            if found is not None:
                return found
        if name is not None and self.take.versions.get(name):
            return self._by(self.holding(name, by[0]), by, bool(self.take.versions[name][0].parameters
                                                                 and wanted.by[0] in self.take.versions[name][0].parameters))
        if name is not None and name not in self.take.generic:
            node = self.node(name) if type(wanted.of.tree) is Variable else self.side(wanted.of)
            if node not in by and not any(self.graph.ops[i] == "unknown" for i in self.graph.cone([node])):
                raise Unclear
            return self._by(node, by, False)
        return self._by(self.side(wanted.of), by, name is None)

    def _partial(self, wanted: Derivative, name: str | None, by: Sequence[int]) -> int:
        """f_x(2, 3): a partial derivative of a function, at these arguments."""
        function = self._function(name) if name is not None else None
        if function is None or function.parameters is None or len(function.parameters) != len(wanted.arguments):
            raise Unclear
        places = [self.node(p) for p in function.parameters]
        found = self._by(self._version(function), by, True)
        return self.replaced(found, dict(zip(places, (self.side(a) for a in wanted.arguments), strict=True)))

    def holding(self, name: str, by: int) -> int:
        """Of all formulas of a name the first that holds a node; the first one of all where none does."""
        found = [self._version(known) for known in self.take.versions[name]]
        if name not in self.nodes:
            self.nodes[name] = found[0]
        return next((node for node in found if by in self.graph.cone([node])), found[0])

    def _by(self, node: int, by: Sequence[int], free: bool) -> int:
        """A node differentiated by others in turn; `free` where it may well not depend on them."""
        graph = self.graph
        self.differentiated[node] = None
        for variable in by:
            if graph.ops[variable] == "number" or not graph.varies[variable]:
                raise Unclear
            if variable not in graph.cone([node]) and not (free and graph.ops[variable] == "input") and graph.varies[node]:
                node = self._through(node, variable)
                continue
            graph.tied |= tied(graph, node)
            node = sweep(graph, node, (variable,)).gradient[variable]
        return node

    def _through(self, node: int, variable: int) -> int:
        """dy/du where both are functions of one variable alone: (dy/dx) / (du/dx)."""
        graph = self.graph
        inputs = graph.inputs([node])
        if len(inputs) != 1 or graph.inputs([variable]) != inputs or graph.ops[variable] == "input":
            raise Unclear
        x = inputs[0]
        above, below = (sweep(graph, each, (x,)).gradient[x] for each in (node, variable))
        if graph.rational(below) == 0:
            raise Unclear
        return graph.add("quotient", (above, below))

    def _primed(self, wanted: Derivative, name: str | None) -> int:
        """y', f'(2), (x^2)'."""
        graph = self.graph
        function = self._function(name) if name is not None else None
        if name is not None and wanted.arguments and function is None and not self.take.versions.get(name) \
                and name not in self.take.generic:
            tree = Applied(*(a.tree for a in wanted.arguments), note=name + "'" * wanted.primes)
            inner = {letter: each for a in wanted.arguments for letter, each in a.derivatives.items()}
            if len(wanted.arguments) != 1 or inner:
                raise Unclear
            return self._tree(tree, inner)
        if name is not None and name not in self.take.generic and not self.take.versions.get(name):
            raise Unclear
        node = self.side(wanted.of) if name is None or not self.take.versions.get(name) else self.node(name)
        variable = self.main(node, function)
        arguments = [self.side(a) for a in wanted.arguments]
        found = self._by(node, [variable] * wanted.primes, True)
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

    def _locally(self, name: str, by: str) -> int | None:
        """∂A/∂B of A's own formula, the other names in it fixed; None where no formula of A names B."""
        for known in self.take.versions.get(name, ()):
            side = known.side
            if side is None or side.derivatives or by not in set(names_in(side.tree)):
                continue
            names = [n for n in dict.fromkeys(names_in(side.tree)) if n not in self.builder.functions
                     and not any(type(t) is Applied and t.note == n for t in walk(side.tree))]
            fresh = {n: self.graph.input(n + "'own") for n in names}
            node = self._tree(side.tree, {}, fresh)
            found = sweep(self.graph, node, (fresh[by],)).gradient[fresh[by]]
            return self.replaced(found, {fresh[n]: self.node(n) for n in names})
        return None

    def replaced(self, node: int, instead: Mapping[int, int]) -> int:
        """A node with others in the place of some that it is made of."""
        graph, moved = self.graph, dict(instead)
        for each in graph.cone([node]):
            if each not in moved:
                args = tuple(moved[a] for a in graph.args[each])
                moved[each] = each if args == graph.args[each] else graph.add(graph.ops[each], args, graph.payloads[each])
        return moved[node]


def called(side: Side) -> str | None:
    """The name that is differentiated: y, or f where f(x) stands."""
    if side.derivatives or side.at:
        return None
    tree = side.tree
    if type(tree) is Applied and all(type(a) is Variable for a in tree.args) and not str(tree.note).endswith("'"):
        return str(tree.note)
    return side.name


def _renamed(tree: Typed, names: set[str]) -> Typed:
    """The tree with these names as values of functions, not as calls."""
    if not names:
        return tree
    built: list[Typed] = []
    for head in walk(tree):
        count = len(head.args)
        args = built[len(built) - count:] if count else []
        if count:
            del built[len(built) - count:]
        if type(head) is Variable and head.note in names:
            built.append(Variable(note=f"{head.note}{VALUE}"))
        else:
            built.append(head.func(*args) if count else head)
    return built[0]


def _variables(tree: Typed) -> Iterable[str]:
    return (str(t.note) for t in walk(tree) if type(t) is Variable)
