"""A formula where an equation between its letters holds: y₁ + y₂ = 1 makes p(y₁ + y₂) - y₁ into p - y₁."""
from __future__ import annotations

from collections.abc import Iterator

from ...records import record
from .gathering import multiplied_out, quotient, shifted
from .search import Search
from .terms import Terms


@record
class Solved:
    """An equation solved for one of its letters: the letter, and what it is made of."""

    letter: int
    node: int


def shortest(search: Search, node: int, equation: int) -> tuple[int, Solved] | None:
    """The shortest formula that a letter put in from the equation (which says that a node is 0) gives, and that letter;
    None where none is shorter than the formula itself."""
    found: tuple[int, Solved] | None = None
    length = search.measure.operations(node)
    search.start(node)
    terms = search.reader.terms(node)
    for letter, whole in _solved(search, equation):
        instead = shifted(search.reader, multiplied_out(search.reader, terms) or terms, letter, whole)
        if instead is None:
            continue
        made = search.writer.node(search.best(instead))
        if search.measure.operations(made) < length and search.graph.size(made) < search.graph.size(node):
            length = search.measure.operations(made)
            found = made, Solved(letter, search.writer.node(search.writer.plain(whole)))
    return found


def _solved(search: Search, equation: int) -> Iterator[tuple[int, Terms]]:
    """The letters that stand in one term of an equation alone, each with what it is equal to."""
    graph = search.graph
    terms = search.reader.terms(equation)
    for powers, number in terms.items():
        if len(powers) == 1 and powers[0][1] == 1 and graph.ops[powers[0][0]] == "input":
            letter = powers[0][0]
            others = {p: quotient(-n, number) for p, n in terms.items() if p != powers}
            if all(letter not in graph.cone([node]) for p in others for node, _ in p):
                yield letter, others
