"""Local derivatives of one gate: the words of its row, or for an operation entry by entry the rule's formula."""
from __future__ import annotations

from ...graph.formulas import Sizes
from ...graph.shaped import ShapedGraph
from ...rules.matrices.words import SLIDING, Primitive, words_of
from ...rules.shape import NUMBER, Shape, Size, add
from ..partials import partials_of
from .words import NOTHING, Algebra, Link, Word, link

Words = tuple[Word, ...]


def local(algebra: Algebra, gate: int, wanted: set[int], everywhere: bool = False) -> list[tuple[int, Words]]:
    """(slot, words) for every input slot of a gate that holds a wanted node and lets anything through; `everywhere` in
    the form that has a value at singular matrices too."""
    graph = algebra.graph
    rule = graph.matrix_rule(gate)
    if rule is None:
        return _by_entries(algebra, gate, wanted)
    found = [(slot, _by_row(algebra, gate, rule.word(slot, everywhere), slot))
             for slot, a in enumerate(graph.args[gate]) if a in wanted]
    return [(slot, words) for slot, words in found if words]


def _by_entries(algebra: Algebra, gate: int, wanted: set[int]) -> list[tuple[int, Words]]:
    """H(f'(A)), or a factor where the partial is the same number everywhere; a number's change reaches every entry."""
    graph = algebra.graph
    after = graph.shape(gate)
    found: list[tuple[int, Words]] = []
    for slot, partial in partials_of(graph, algebra.scalars, gate, wanted):
        before = graph.shape(graph.args[gate][slot])
        if graph.rational(partial) == 0 or graph.ops[partial] == "zeros":
            continue
        if before == NUMBER and after != NUMBER:
            word: Word = (link("out", algebra, before, partial, after),)
        elif partial == graph.number(1):
            word = ()
        else:
            word = (link("H" if graph.shape(partial) != NUMBER else "c", algebra, before, partial),)
        found.append((slot, (word,)))
    return found


def _by_row(algebra: Algebra, gate: int, text: str, slot: int) -> Words:
    graph = algebra.graph
    args = graph.args[gate]
    letters = {**dict(zip("abc", args, strict=False)), "y": gate}
    sizes = Sizes([graph.shape(a) for a in args], graph.held(gate))
    words = []
    for template in words_of(text):
        shape = graph.shape(args[slot])
        word: list[Link] = []
        for primitive in template:
            made = _link(algebra, primitive, letters, sizes, shape, gate, slot)
            shape = made.after
            if made.kind != "c" or graph.rational(made.node) != 1:
                word.append(made)
        words.append(tuple(word))
    return tuple(words)


def _link(algebra: Algebra, primitive: Primitive, letters: dict[str, int], sizes: Sizes, before: Shape, gate: int,
          slot: int) -> Link:
    if primitive.kind in ("take", "put", "as"):
        top, left = (_place(algebra.graph, name, sizes, gate, slot) for name in primitive.places or ("0", "0"))
        return link(primitive.kind, algebra, before, after=algebra.graph.shape(gate), places=(top, left))
    if primitive.kind in SLIDING:
        return link(primitive.kind, algebra, before, after=algebra.graph.shape(gate))
    node = NOTHING
    if primitive.formula:
        first = primitive.formula[0]
        node = letters[first.name] if len(primitive.formula) == 1 and first.kind == "letter" else \
            algebra.formula(primitive.formula, letters, sizes)
    kind = primitive.kind
    if kind == "H" and algebra.graph.shape(node) == NUMBER:
        kind = "c"
    return link(kind, algebra, before, node)


def _place(graph: ShapedGraph, name: str, sizes: Sizes, gate: int, slot: int) -> Size:
    """Where the input of this slot stands in the value."""
    earlier = [graph.shape(a) for a in graph.args[gate][:slot]]
    match name:
        case "above":
            return add(0, *(rows for rows, _ in earlier))
        case "left":
            return add(0, *(columns for _, columns in earlier))
        case "slot_row":
            return slot // int(graph.held(gate)[1])
        case "slot_column":
            return slot % int(graph.held(gate)[1])
    return sizes.of(name)
