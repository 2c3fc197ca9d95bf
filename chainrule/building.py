"""From a program's trees to the graph: names become ids, every operation becomes a node."""
from __future__ import annotations

import gc
from dataclasses import dataclass, field
from fractions import Fraction

from .errors import DomainError
from .graph import Graph
from .language import Text
from .tree import (
    Added,
    Called,
    Constant,
    Divided,
    Multiplied,
    Negated,
    Numeral,
    Program,
    Raised,
    Typed,
    Variable,
    walk,
)

DIVISION_BY_ZERO = Text("This divides by zero.", "0으로 나누는 식입니다.")


@dataclass(slots=True)
class Built:
    """A program as a graph: `output` is its value's node, `names` the nodes that the user named, `inputs` all the
    variables that were typed, used by the output or not."""

    graph: Graph
    output: int
    names: dict[int, str] = field(default_factory=dict)
    inputs: dict[str, int] = field(default_factory=dict)
    output_named: bool = False


def build(program: Program) -> Built:
    """The graph of a program; a definition's node carries the user's name."""
    graph = Graph()
    names: dict[int, str] = {}
    defined: dict[str, int] = {}
    output = -1
    paused = gc.isenabled()
    gc.disable()  # 10⁵ live nodes make every collection slow, and there are no cycles to find
    try:
        for definition in program.definitions:
            root = add_tree(graph, definition.tree, defined)
            if definition.name is not None:
                root = _own_node(graph, root, names, isinstance(definition.tree, Variable))
                names[root] = definition.name
                defined[definition.name] = root
            output = root
        if graph.is_leaf(output):
            output = graph.add("copy", (output,))
    finally:
        if paused:
            gc.enable()
    inputs = {graph.notes[i]: i for i in range(len(graph)) if graph.ops[i] == "input"}
    return Built(graph, output, names, inputs, program.definitions[-1].name is not None)


def _own_node(graph: Graph, root: int, names: dict[int, str], renamed: bool) -> int:
    """The node that a definition may name: the root, or a node of its own where the root has a name already."""
    if graph.is_leaf(root) or renamed:
        return graph.add_new("copy", (root,), None, None)
    if root in names:
        return graph.add_new(graph.ops[root], graph.args[root], graph.notes[root], None)
    return root


def add_tree(graph: Graph, tree: Typed, names: dict[str, int]) -> int:
    """The id of a tree's value in the graph; `names` are the values that its names stand for, any other is an input."""
    stack: list[int] = []
    for head in walk(tree):
        count = len(head.args)
        if count:
            args = tuple(stack[len(stack) - count:])
            del stack[len(stack) - count:]
        else:
            args = ()
        stack.append(_add_head(graph, head, args, names))
    return stack[0]


def _add_head(graph: Graph, head: Typed, args: tuple[int, ...], names: dict[str, int]) -> int:
    kind = type(head)
    if kind is Variable:
        name = head.note
        return names[name] if name in names else graph.input(name)
    if kind is Numeral:
        return add_numeral(graph, head.note)
    if kind is Added:
        return graph.add("difference", args, head.note) if "-" in head.note else graph.add("sum", args)
    if kind is Multiplied:
        return graph.add("product", args)
    if kind is Divided:
        if graph.rational(args[1]) == 0:
            raise DomainError("undefined_at_point", DIVISION_BY_ZERO)
        return graph.add("quotient", args)
    if kind is Raised:
        return add_power(graph, *args)
    if kind is Negated:
        return _negate(graph, args[0])
    if kind is Constant:
        return graph.add("constant", (), head.note)
    if kind is Called:
        return graph.add(head.note, args)
    raise TypeError(kind.__name__)


def add_numeral(graph: Graph, spelling: str) -> int:
    """A number as it was spelled; only a decimal needs its spelling kept."""
    if spelling.isdigit():
        return graph.number(int(spelling))
    return graph.number(Fraction(spelling), spelling)


def add_power(graph: Graph, base: int, exponent: int) -> int:
    """base ^ exponent under the rule that fits: e^u, constant exponent, constant base, or general."""
    if graph.ops[base] == "constant" and graph.notes[base] == "e":
        return graph.add("exp", (exponent,))
    if not graph.varies[exponent]:
        return graph.add("power", (base, exponent))
    return graph.add("general_power" if graph.varies[base] else "exponential", (base, exponent))


def _negate(graph: Graph, node: int) -> int:
    if graph.ops[node] != "number":
        return graph.add("negation", (node,))
    value, spelling = graph.notes[node]
    return graph.number(-value, "-" + spelling if spelling else "")
