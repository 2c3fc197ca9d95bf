"""The rows of matrices: shapes, words and words for people are there for every one of them."""
from __future__ import annotations

import pytest

from chainrule.errors import ShapeError
from chainrule.graph.shaped import ShapedGraph
from chainrule.rules.matrices import MATRICES
from chainrule.rules.matrices.words import formula_of, words_of
from chainrule.rules.shape import Shape, Size, add, subtract, times, worth

ROWS = [pytest.param(rule, id=rule.name) for rule in MATRICES.values()]


def example(name: str) -> tuple[ShapedGraph, int, tuple[int, ...]]:
    """A graph with one gate on inputs a, b, c … of the row's example shapes."""
    shapes, held = MATRICES[name].example
    graph = ShapedGraph(dict(zip("abcd", shapes, strict=False)))
    inputs = tuple(graph.input(letter) for letter, _ in zip("abcd", shapes, strict=False))
    return graph, graph.arranged(name, inputs, held if name != "leaky_relu" else ("0.01",)), inputs


@pytest.mark.parametrize("rule", ROWS)
def test_every_row_says_its_shape_and_its_reason(rule):
    graph, node, _ = example(rule.name)
    shapes, held = rule.example
    assert graph.shape(node) == rule.shape(shapes, held)
    assert rule.opened or rule.value
    assert rule.opened or rule.arity[1] == 0 or len(rule.because) in (1, len(rule.words))
    for words in rule.words:
        assert words == "none" or words_of(words) or words == "0"


def test_a_word_is_a_list_of_primitives_with_their_formulas():
    (first,) = words_of("L(y) R(transpose(b)) c(-1)")
    assert [p.kind for p in first] == ["L", "R", "c"]
    assert [(s.kind, s.name) for s in first[1].formula] == [("letter", "b"), ("call", "transpose")]
    one, other = words_of("1 + in(softmax(a)) out(ones[rows, columns])")
    assert one == () and [p.kind for p in other] == ["in", "out"]
    assert formula_of("ones[rows, 1]")[0].held == ("rows", "1")


@pytest.mark.parametrize("name, shapes", [
    ("matmul", [(3, 2), (3, 2)]), ("matmul", [("m", "n"), ("k", 1)]), ("inverse", [(3, 2)]), ("inner", [(3, 1), (4,
                                                                                                                 1)]),
    ("vstack", [(2, 3), (2, 2)]), ("outer", [(2, 2), (3, 1)]), ("sum", [(3, 1), (1, 3)]), ("product", [(3, 1), (3,
                                                                                                                2)])])
def test_what_does_not_fit_is_refused_when_it_is_built(name, shapes):
    graph = ShapedGraph(dict(zip("AB", shapes, strict=False)))
    inputs = tuple(graph.input(letter) for letter, _ in zip("AB", shapes, strict=False))
    with pytest.raises(ShapeError) as refused:
        graph.add(name, inputs)
    for letter, (rows, columns) in zip("AB", shapes, strict=False):
        assert letter in str(refused.value) and f"{rows}×{columns}" in str(refused.value)
        assert f"{rows}×{columns}" in refused.value.say("ko")


@pytest.mark.parametrize("made, expected, numbers, value", [
    (add("m", "n"), "m+n", {"m": 3, "n": 4}, 7), (add("n", "m", 1), "m+n+1", {"m": 3, "n": 4}, 8),
    (add(subtract("n", "p"), 1), "n-p+1", {"n": 5, "p": 2}, 4), (subtract("n", "n"), 0, {}, 0),
    (subtract(add("m", 2), 2), "m", {"m": 3}, 3), (times("n", "m"), "m*n", {"m": 3, "n": 4}, 12),
    (times(add("m", 1), "n"), "(m+1)*n", {"m": 3, "n": 4}, 16)])
def test_sizes_with_letters_are_written_in_one_way(made: Size, expected: Size, numbers: dict[str, int], value: int):
    assert made == expected
    assert worth(made, numbers) == value


def test_a_one_by_one_value_is_a_number():
    graph = ShapedGraph({"x": (3, 1)})
    x = graph.input("x")
    square = graph.add("matmul", (graph.add("transpose", (x,)), x))
    shape: Shape = graph.shape(square)
    assert shape == (1, 1) and square not in graph.shapes
