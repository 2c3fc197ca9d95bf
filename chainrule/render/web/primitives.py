"""A graph in the few operations that the page's script knows: a call gives way to what its rule opens into."""
from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...graph.build import add_tree
from ...graph.evaluate import is_number
from ...graph.graph import Graph
from ...reading import read_template
from ...rules import RULES, Rule

# Operations with a payload of their own, which the script computes by itself.
OWN = frozenset(("input", "number", "difference", "cases"))
_CONSTANTS = {"pi": math.pi, "e": math.e}


@dataclass(slots=True)
class Primitives:
    """nodes: [id, operation, operands, note], inputs first; functions: the script of each operation, by name; fresh:
    the next id for a node that the graph does not have."""

    fresh: int
    nodes: list[list[Any]] = field(default_factory=list)
    functions: dict[str, str] = field(default_factory=dict)


def primitives(graph: Graph, nodes: Iterable[int]) -> Primitives | None:
    """The nodes as the script computes them, under their own ids; None where it does not know one of them."""
    made = Primitives(len(graph))
    return made if all(_put(made, graph, node, node, graph.args[node]) for node in nodes) else None


def _put(made: Primitives, graph: Graph, node: int, name: int, args: Sequence[int]) -> bool:
    """Add a node under this name; False where the script neither knows its operation nor what that opens into."""
    op = graph.ops[node]
    rule = RULES.get(op)
    if op == "number":
        made.nodes.append([name, op, [], double(graph.literal(node).value)])
    elif op == "constant":
        made.nodes.append([name, "number", [], _CONSTANTS[graph.name(node)]])
    elif op in OWN:
        made.nodes.append([name, op, list(args), graph.payloads[node]])
    elif rule is None or not rule.script and not rule.opened:
        return False
    elif not rule.script:
        return _put_opened(made, rule, name, args)
    else:
        made.nodes.append([name, op, list(args), None])
        made.functions[op] = _function(rule)
    return True


def _put_opened(made: Primitives, rule: Rule, name: int, args: Sequence[int]) -> bool:
    """The formula of a function in simpler ones, its value under this name. Rules open into others, never into
    themselves, so that this ends."""
    part = Graph()
    letters = ["u"] if len(args) == 1 else list("abc"[:len(args)])
    ids = {part.input(letter): given for letter, given in zip(letters, args, strict=True)}
    root = add_tree(part, read_template(rule.opened), {part.name(i): i for i in ids})
    for node in part.cone([root]):
        if node in ids:
            continue
        ids[node] = name if node == root else made.fresh
        made.fresh += node != root
        if not _put(made, part, node, ids[node], [ids[a] for a in part.args[node]]):
            return False
    return True


def _function(rule: Rule) -> str:
    """(a, b) => Math.hypot(a, b)"""
    most = rule.arity[1]
    letters = "...x" if most is None else ("u", "a, b", "a, b, c")[most - 1]
    return f"({letters}) => {rule.script}"


def double(value: Any) -> float | None:
    """The nearest double; None where there is none."""
    try:
        return float(value) if is_number(value) else None
    except OverflowError:
        return None
