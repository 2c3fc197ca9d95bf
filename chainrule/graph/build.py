"""From a program's trees to the graph: names become ids, every operation becomes a node, calls are put in place."""
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import singledispatch

from .. import limits
from ..errors import TooLargeError
from ..language import Text
from ..tree import (
    Applied,
    Called,
    Definition,
    Program,
    Raised,
    Typed,
    Variable,
    walk,
)
from .collector import collector_paused
from .graph import Graph
from .heads import add_head
from .magnitude import GROWING, SMALL, Bits, size_of

EXPANDED = Text("With the functions put in, the program has more than {limit} operations.",
                "함수를 모두 풀어 쓰면 연산이 {limit}개를 넘습니다.")
TOWER = Text("The value of a power in this program is too large to compute.",
             "이 프로그램에 나오는 거듭제곱의 값은 너무 커서 계산할 수 없습니다.")


@dataclass(slots=True)
class Built:
    """A program as a graph: `output` is its value's node, `names` the nodes that the user named, `inputs` all the
    variables that were typed, used by the output or not, `unknown` the functions about which nothing is known."""

    graph: Graph
    output: int
    names: dict[int, str] = field(default_factory=dict)
    inputs: dict[str, int] = field(default_factory=dict)
    output_named: bool = False
    unknown: frozenset[str] = frozenset()


@singledispatch
def build(program: Program) -> Built:
    """The graph of a program; a definition's node carries the user's name. Programs that are not made of definitions
    register how they are built."""
    builder = Builder(_empty(program))
    graph, names, output = builder.graph, builder.names, -1
    with collector_paused():
        last = program.definitions[-1]
        for definition in program.definitions:
            if definition.parameters is not None and definition.name is not None:
                builder.functions[definition.name] = definition
                if definition is not last:
                    continue
            output = builder.define(definition)
        if graph.is_leaf(output):
            output = graph.add("copy", (output,))
    inputs = {graph.name(i): i for i in range(len(graph)) if graph.ops[i] == "input"}
    unknown = _name_unknown(graph, output, names)
    return Built(graph, output, names, inputs, last.name is not None, unknown)


def _empty(program: Program) -> Graph:
    """The graph to be filled; one that knows shapes where the program has vectors or matrices."""
    if program.shaped is None:
        return Graph()
    from .shaped import ShapedGraph
    return ShapedGraph(program.shaped.shapes)


def _name_unknown(graph: Graph, output: int, names: dict[int, str]) -> frozenset[str]:
    """The unknown functions; the value of one that is used once carries its name: x for x(t)."""
    found: dict[str, set[int]] = {}
    for node in range(len(graph)):
        if graph.ops[node] == "unknown":
            found.setdefault(graph.unknown(node).name, set()).add(node)
    for name, (node, *others) in found.items():
        if not others and graph.varies[node] and {node} - {output, *names} and not any(graph.unknown(node).orders):
            names[node] = name
    return frozenset(found)


def add_tree(graph: Graph, tree: Typed, names: dict[str, int]) -> int:
    """The id of a tree's value in the graph; `names` are the values that its names stand for, any other is an input."""
    builder = Builder(graph)
    builder.defined = names
    return builder.add(tree)


@dataclass(slots=True)
class _Frame:
    """A tree that is being added: the heads still to come, the values on its stack, what its parameters stand for."""

    heads: Iterator[Typed]
    stack: list[int]
    parameters: dict[str, int] | None = None
    call: tuple[str, tuple[int, ...]] | None = None


class Builder:
    """Adds trees to a graph. Calls of the program's own functions are built in place, without recursion."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.names: dict[int, str] = {}
        self.defined: dict[str, int] = {}
        self.functions: dict[str, Definition] = {}
        self.calls: dict[tuple[str, tuple[int, ...]], int] = {}
        self.sizes: dict[int, Bits] = {}
        self.expanded = 0

    def define(self, definition: Definition) -> int:
        """The node of a definition, under its name."""
        root = self.add(definition.tree)
        if definition.name is not None:
            root = self._own_node(root, isinstance(definition.tree, Variable))
            self.names[root] = definition.name
            self.defined[definition.name] = root
        return root

    def _own_node(self, root: int, renamed: bool) -> int:
        """The node that a definition may name: the root, or a node of its own where the root has a name already."""
        graph = self.graph
        if graph.is_leaf(root) or renamed:
            return graph.add_new("copy", (root,), None)
        if root in self.names:
            return graph.add_new(graph.ops[root], graph.args[root], graph.payloads[root])
        return root

    def add(self, tree: Typed) -> int:
        """The id of a tree's value."""
        frames = [_Frame(walk(tree), [])]
        while True:
            frame = frames[-1]
            head = next(frame.heads, None)
            if head is None:
                value = frame.stack[0]
                frames.pop()
                if not frames:
                    return value
                if frame.call is not None:
                    self.calls[frame.call] = value
                    self._name_call(frame.call, value)
                frames[-1].stack.append(value)
                continue
            count = len(head.args)
            args = tuple(frame.stack[len(frame.stack) - count:]) if count else ()
            if count:
                del frame.stack[len(frame.stack) - count:]
            inner = self._call(head, args, frame) if self.functions else None
            if inner is None:
                frame.stack.append(self._head(head, args, frame.parameters))
            elif isinstance(inner, _Frame):
                frames.append(inner)
            else:
                frame.stack.append(inner)

    def _call(self, head: Typed, args: tuple[int, ...], frame: _Frame) -> _Frame | int | None:
        """The body of one of the program's functions, to be added next, or its value where that is known."""
        kind = type(head)
        if kind is Variable and (frame.parameters is None or head.note not in frame.parameters) \
                and head.note in self.functions:
            function = self.functions[head.note]
            args = tuple(self.graph.input(name) for name in function.parameters or ())
        elif kind is Applied and head.note in self.functions:
            function = self.functions[head.note]
        else:
            return None
        call = head.note, args
        if call in self.calls:
            return self.calls[call]
        return _Frame(walk(function.tree), [], dict(zip(function.parameters or (), args, strict=True)), call)

    def _name_call(self, call: tuple[str, tuple[int, ...]], value: int) -> None:
        """The value of x(t) = cos(t) is called x where it is used as x(t), as it was defined."""
        name, args = call
        graph = self.graph
        own = tuple(graph.name(a) if graph.ops[a] == "input" else None for a in args)
        if own == self.functions[name].parameters and value not in self.names and not graph.is_leaf(value):
            self.names[value] = name

    def _head(self, head: Typed, args: tuple[int, ...], parameters: dict[str, int] | None) -> int:
        if type(head) is Variable and parameters is not None and head.note in parameters:
            return parameters[head.note]
        node = add_head(self.graph, head, args, self.defined)
        if self.functions:
            self._weigh(head, args, node)
        return node

    def _weigh(self, head: Typed, args: tuple[int, ...], node: int) -> None:
        """Refuse what grows too large when functions are put in; nothing has been computed yet."""
        self.expanded += 1
        if self.expanded > limits.EXPANDED:
            raise TooLargeError("too_large", EXPANDED, facts={"limit": limits.EXPANDED})
        if self.graph.varies[node] or isinstance(head, Variable):
            return
        size = size_of(head, [self.sizes.get(a, SMALL) for a in args])
        growing = isinstance(head, Raised) or isinstance(head, Called) and head.note in GROWING
        if growing and (math.isinf(size.top) or size.top > limits.GROWTH_BITS):
            raise TooLargeError("too_large", TOWER)
        self.sizes[node] = size
