"""Blocks: several gates taken as one node, with one local partial for each value that they are made of."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..records import record
from .graph import Graph

LARGEST = 24  # gates of a block; what has more stays open, for its partials would be too long to read
LONGEST = 60  # signs of its formula


@record
class Block:
    """A gate that stands for all the gates `inside` (itself included).

    operands   the values that it is made of and that vary, in the order in which they are written
    """

    root: int
    operands: tuple[int, ...]
    inside: frozenset[int]


def fold(graph: Graph, output: int, roots: Iterable[int], stops: Iterable[int] = ()) -> dict[int, Block]:
    """The blocks whose roots are these nodes, as far as they are seen from the output; a single gate is none. No block
    reaches below another one's root, or below one of the `stops`."""
    wanted = set(roots)
    ends = wanted.union(stops)
    found: dict[int, Block] = {}

    def below(node: int) -> Iterable[int]:
        block = block_of(graph, node, ends) if node in wanted else None
        if block is None or len(block.inside) == 1:
            return graph.args[node]
        found[node] = block
        return block.operands

    _reached(output, below)
    return found


def block_of(graph: Graph, root: int, ends: set[int]) -> Block | None:
    """The gates under a root down to inputs and other ends; None where they are too many."""
    operands: dict[int, None] = {}
    inside = {root}
    size = 0
    stack = list(reversed(graph.args[root]))
    while stack:
        node = stack.pop()
        size += 1
        if size > LONGEST or len(inside) > LARGEST:
            return None
        if not graph.varies[node]:
            continue
        if node in ends or not graph.args[node]:
            operands[node] = None
            continue
        inside.add(node)
        stack.extend(reversed(graph.args[node]))
    return Block(root, tuple(operands), frozenset(inside))


def visible(graph: Graph, output: int, blocks: Mapping[int, Block]) -> frozenset[int]:
    """The nodes of a function that are seen while its blocks are closed."""
    def below(node: int) -> Iterable[int]:
        block = blocks.get(node)
        return graph.args[node] if block is None else (*block.operands, *_constants(graph, block))

    return frozenset(_reached(output, below))


def _reached(output: int, below: Callable[[int], Iterable[int]]) -> set[int]:
    """All nodes that one comes to from the output, from each to what is `below` it; each is asked once."""
    seen = {output}
    stack = [output]
    while stack:
        for a in below(stack.pop()):
            if a not in seen:
                seen.add(a)
                stack.append(a)
    return seen


def _constants(graph: Graph, block: Block) -> Iterable[int]:
    return (a for node in block.inside for a in graph.args[node] if not graph.varies[a])
