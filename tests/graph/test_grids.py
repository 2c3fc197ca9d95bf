"""Lists and NumPy's arrays give the same numbers; what has no value says where."""
from __future__ import annotations

import random

import pytest

from chainrule.graph.evaluate import evaluate
from chainrule.graph.graph import Graph
from chainrule.graph.grids.cells import Cell, Cells
from chainrule.graph.grids.floats import Floats
from chainrule.graph.grids.singular import Singular
from chainrule.graph.shaped import ShapedGraph
from chainrule.graph.shaped_values import NoEntry, evaluate_shaped
from chainrule.rules import RULES
from chainrule.rules.matrices import MATRICES

numpy = pytest.importorskip("numpy")
from chainrule.graph.grids.with_numpy import Arrays  # noqa: E402

LISTS, ARRAYS = Floats(), Arrays(numpy)


def drawn(rng, shape):
    rows, columns = shape
    made = [[rng.uniform(0.2, 1.5) + (2 if i == j and rows == columns else 0) for j in range(columns)]
            for i in range(rows)]
    return made[0][0] if shape == (1, 1) else made


def entries(value):
    return [x for row in value for x in row] if isinstance(value, list) else [value]


@pytest.mark.parametrize("name", [name for name, rule in MATRICES.items() if rule.value is not None])
def test_lists_numpy_and_the_written_out_form_agree(name):
    rule, rng = MATRICES[name], random.Random(name)
    shapes, held = rule.example
    given = [drawn(rng, shape) for shape in shapes]
    own = LISTS.nested(rule.value(LISTS, held, *(LISTS.value(x) for x in given)))
    other = ARRAYS.nested(rule.value(ARRAYS, held, *(ARRAYS.value(x) for x in given)))
    assert entries(own) == pytest.approx(entries(other), rel=1e-12, abs=1e-12)
    if "peak" in name:
        return  # it has no formula of its entries
    graph = Graph()
    m = Cells(graph)
    point, cells = {}, []
    for k, value in enumerate(given):
        rows = LISTS.grid(value)
        made = [[Cell(graph.input(f"a{k}_{i}_{j}")) for j in range(len(rows[0]))] for i in range(len(rows))]
        point |= {cell.node: x for line, row in zip(made, rows, strict=True) for cell, x in zip(line, row, strict=True)}
        cells.append(m.matrix(made))
    if name in ("row_largest",):
        return
    nodes = [m.node(cell) for cell in entries(rule.value(m, held, *cells))]
    values = evaluate(graph, graph.cone(nodes), point)
    assert [float(values[node]) for node in nodes] == pytest.approx(entries(own), rel=1e-9)


CALLED = [name for name, rule in RULES.items() if rule.arity[0] == 1 and rule.callable and rule.value]


@pytest.mark.parametrize("name", CALLED)
def test_whole_arrays_and_single_entries_agree(name):
    first = RULES[name].example[0]
    rows = [[first * (1 + k / 50) for k in range(3)], [first * (1 - k / 50) for k in range(3)]]
    own, other = LISTS.map(name, rows), ARRAYS.nested(ARRAYS.map(name, ARRAYS.value(rows)))
    assert entries(own) == pytest.approx(entries(other), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("m", [LISTS, ARRAYS])
def test_what_has_no_value_says_where(m):
    graph = ShapedGraph({"x": (3, 1)})
    x = graph.input("x")
    with pytest.raises(NoEntry) as none:
        evaluate_shaped(graph, [x, graph.add("ln", (x,))], {x: m.value([[1], [-2], [3]])}, m)
    assert none.value.place == (1, 0) and none.value.operands == (-2.0,)
    with pytest.raises(Singular):
        m.inverse(m.value([[1, 2], [2, 4]]))


def test_a_determinant_is_found_with_exchanges():
    rows = [[0.0, 2.0, 1.0], [1.0, 0.0, 3.0], [4.0, 5.0, 0.0]]
    assert LISTS.det(rows) == pytest.approx(29)
    assert ARRAYS.det(ARRAYS.value(rows)) == pytest.approx(29)
