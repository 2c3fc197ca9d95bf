"""Blocks opened and closed: which definitions, terms and functions are one node, and which are taken apart."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..derivation.sweep import sweep
from ..derivation.ties import tied
from ..errors import VariableError
from ..graph.blocks import block_of
from ..graph.build import Built, add_tree
from ..graph.copy import copied
from ..graph.graph import Graph
from ..language import Text
from ..reading import read_template
from ..rules import NAMES, RULES
from .question import View

NOTHING = Text("`{name}` is neither a definition nor a function of this program that can be opened; there are: "
               "{known}.",
               "이 프로그램에는 `{name}` 정의도, 그런 이름으로 열 수 있는 함수도 없습니다. 열 수 있는 것: {known}.")
NONE = Text("`{name}` cannot be opened: nothing in this program can.",
            "이 프로그램에는 열 수 있는 것이 없어 `{name}` 블록을 열지 못합니다.")
ALL, CLOSED = "all", "none"
MOST = 64  # definitions that are closed unless it is said: in longer programs their insides could not all be told


def functions(built: Built, view: View) -> frozenset[str]:
    """The functions that are to be opened, by the names of their rules. Raises VariableError for a name that is
    nothing here."""
    wanted = view.open or ()
    there = {op for op in (built.graph.ops[i] for i in built.graph.cone([built.output]))
             if op in RULES and RULES[op].opened}
    definitions = {name for node, name in built.names.items() if built.graph.args[node]}
    found: set[str] = set(there) if ALL in wanted else set()
    for name in wanted:
        function = NAMES[name].name if name in NAMES else name
        if function in there:
            found.add(function)
        elif name not in definitions and name not in (ALL, CLOSED):
            known = sorted(definitions | there)
            raise VariableError("bad_variable", NOTHING if known else NONE,
                                facts={"name": name, "known": ", ".join(known)})
    return frozenset(found)


def opened(built: Built, wanted: frozenset[str]) -> Built:
    """The program with these functions written out: 1/(1 + e^(-u)) in place of sigmoid(u)."""
    graph = built.graph

    def instead(made: Graph, node: int, args: tuple[int, ...]) -> int | None:
        op = graph.ops[node]
        if op not in wanted:
            return None
        return add_tree(made, read_template(RULES[op].opened), dict(zip("abc", args, strict=False)) | {"u": args[0]})

    made, moved = copied(graph, range(len(graph)), instead)
    names = {moved[node]: name for node, name in built.names.items()}
    inputs = {name: moved[node] for name, node in built.inputs.items()}
    return replace(built, graph=made, output=moved[built.output], names=names, inputs=inputs)


def holding(built: Built, wanted: frozenset[str]) -> frozenset[str]:
    """The definitions in which one of these functions stands: they are opened with it."""
    graph, named = built.graph, set(built.names)
    found = set()
    for node, name in built.names.items():
        block = block_of(graph, node, named)
        if block is not None and any(graph.ops[i] in wanted for i in block.inside):
            found.add(name)
    return frozenset(found)


def roots(built: Built, definitions: int, view: View, also: frozenset[str] = frozenset()) -> frozenset[int]:
    """The nodes that are told as one gate each, however many operations they are made of; `also` names definitions
    that are open."""
    wanted = also.union(view.open or ())
    found: set[int] = set()
    closed = CLOSED in wanted or 1 < definitions <= MOST
    if closed and ALL not in wanted:
        found.update(node for node, name in built.names.items() if name not in wanted)
    if view.steps == "terms":
        found.update(_terms(built.graph, built.graph.cone([built.output])))
    return frozenset(found)


_IN_TERMS = frozenset(("product", "negation", "power", "quotient"))


def _terms(graph: Graph, nodes: Iterable[int]) -> set[int]:
    """Products, powers and quotients of inputs and numbers alone that stand in something else: 3x², 2wx, x/2."""
    plain: set[int] = set()
    inner: set[int] = set()
    for node in nodes:
        op, args = graph.ops[node], graph.args[node]
        if op == "input" or not graph.varies[node]:
            plain.add(node)
        elif op in _IN_TERMS and all(a in plain for a in args) and not (op == "quotient" and graph.varies[args[1]]):
            plain.add(node)
            inner.update(args)
    return {node for node in plain if graph.varies[node] and graph.args[node] and node not in inner}


def answers(closed: Built, names: Iterable[str], built: Built) -> dict[str, int]:
    """The derivatives of the program with its functions closed, as formulas in the graph of the opened one."""
    graph = closed.graph
    graph.tied |= tied(graph, closed.output)
    variables = {name: closed.inputs[name] for name in names if name in closed.inputs}
    gradient = sweep(graph, closed.output, tuple(variables.values())).gradient
    moved: dict[int, int] = {}
    for node in graph.cone(gradient.values()):
        args = tuple(moved[a] for a in graph.args[node])
        moved[node] = built.graph.add(graph.ops[node], args, graph.payloads[node])
    return {name: moved[gradient[v]] for name, v in variables.items()}


def definitions(closed: Built) -> tuple[int, ...]:
    """The nodes that the user defined, with their functions closed, and the output."""
    there = set(closed.graph.cone([closed.output]))
    nodes = [node for node in sorted(closed.names) if node in there]
    return tuple(nodes if closed.output in nodes else [*nodes, closed.output])
