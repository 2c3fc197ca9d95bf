"""What names, functions and formulas of a text are worth, as nodes of one graph."""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping

from ...graph.build import Builder
from ...graph.graph import Graph
from ...graph.payload import Unknown
from ...reading.lines.sides import Derivative, Side
from ...tree import Applied, Definition, Typed, Variable, walk
from .sheet import Known, names_in
from .take import Take, Unclear

DEEPEST = 60  # definitions that lead into each other
LARGEST = 20_000  # nodes of one claim
VALUE = "'value"  # behind the name of a function that stands alone, as f does in f + g


class Values(ABC):
    """A graph in which sides are built; every name has one node under the take."""

    def __init__(self, take: Take) -> None:
        self.take = take
        self.builder = Builder(Graph())
        self.graph = self.builder.graph
        self.nodes: dict[str, int] = {}
        self.older: dict[tuple[str, int], int] = {}
        self.open: list[str] = []
        self.within: list[Side] = []
        self.differentiated: dict[int, None] = {}

    def side(self, side: Side) -> int:
        """The node of a side."""
        node = self.tree(side.tree, side.derivatives)
        if side.at:
            node = self.replaced(node, {self.node(name): self.side(value) for name, value in side.at})
        return node

    def tree(self, tree: Typed, derivatives: Mapping[str, Derivative], local: Mapping[str, int] | None = None) -> int:
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
                name = str(head.note)
                self._ready(name, len(head.args))
                if name not in self.builder.functions and self._means_another(name):
                    raise Unclear

    def function(self, name: str) -> Known | None:
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
                every = tuple(dict.fromkeys(_variables(side.tree)))
                parameters = tuple(n for n in every if not self.take.versions.get(n))
                parameters = parameters if len(parameters) == count else every
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

    def _means_another(self, name: str) -> bool:
        """Whether the text says of a name what it is, and not only what it depends on, as x = x(t) does."""
        if name in self.open:
            return False
        return any(known.side is not None and not (type(known.side.tree) is Applied and known.side.tree.note == name)
                   for known in self.take.versions.get(name, ()))

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
            made = self.version(found[0])
        else:
            made = self.graph.input(name)
        self.nodes[name] = made
        return made

    def version(self, known: Known) -> int:
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
            made = self.tree(side.tree, side.derivatives)
        finally:
            self.open.pop()
        if self.graph.is_leaf(made) or made in self.nodes.values():
            made = self.graph.add_new("copy", (made,), None)
        self.older[key] = made
        return made

    def _plain(self, name: str) -> bool:
        """Whether a parameter is itself a value of the text: f(x, y) with x = x(t)."""
        return bool(self.take.versions.get(name))

    @abstractmethod
    def derivative(self, wanted: Derivative) -> int:
        """The node of a derivative."""

    def replaced(self, node: int, instead: Mapping[int, int]) -> int:
        """A node with others in the place of some that it is made of."""
        graph, moved = self.graph, dict(instead)
        for each in graph.cone([node]):
            if each not in moved:
                args, op = tuple(moved[a] for a in graph.args[each]), graph.ops[each]
                moved[each] = each if args == graph.args[each] else graph.add(op, args, graph.payloads[each])
        return moved[node]


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
