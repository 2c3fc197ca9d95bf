"""Gradients of vectors and matrices against finite differences: every row, and random programs."""
from __future__ import annotations

import random

import pytest

from chainrule.derivation.matrices.paths import derive
from chainrule.derivation.matrices.sweep import matrix_sweep
from chainrule.graph.grids.floats import Floats
from chainrule.graph.shaped import ShapedGraph
from chainrule.graph.shaped_values import arrays, evaluate_shaped
from chainrule.rules.matrices import MATRICES

LISTS = Floats()
NO_SLOPE = {"peak", "row_peaks"}  # constant
ROWS = [name for name, rule in MATRICES.items() if rule.arity[1] != 0 and name not in NO_SLOPE]


def numbers(rng, shape):
    """Irregular numbers, positive and far from each other; a square matrix has a positive determinant."""
    rows, columns = shape
    made = [[rng.uniform(0.2, 1.5) + (2 if i == j and rows == columns else 0) for j in range(columns)]
            for i in range(rows)]
    return made[0][0] if shape == (1, 1) else made


def weighed(graph, node, rng):
    """A number made of every entry of a node."""
    if graph.shape(node) == (1, 1):
        return node, {}
    weights = graph.input("weights")
    return graph.add("inner", (weights, node)), {weights: numbers(rng, graph.shape(node))}


def slopes(graph, output, point, variable):
    """Central differences by every entry."""
    def at(values):
        return evaluate_shaped(graph, graph.cone([output]), values, LISTS)[output]

    grid = LISTS.grid(point[variable])
    found = []
    for i, row in enumerate(grid):
        line = []
        for j, x in enumerate(row):
            moved = []
            for step in (1e-6, -1e-6):
                other = [list(r) for r in grid]
                other[i][j] = x + step
                moved.append(at({**point, variable: other if len(grid) * len(row) > 1 else other[0][0]}))
            line.append((moved[0] - moved[1]) / 2e-6)
        found.append(line)
    return found


def compare(graph, output, variables, point, known=()):
    """The swept gradient, the sum over paths and the form with names put back, with lists and with NumPy."""
    swept = matrix_sweep(graph, output, variables, known=known)
    for variable in variables:
        derived = derive(swept, variable)
        expected = slopes(graph, output, point, variable)
        for node in (swept.gradient[variable], derived.answer, derived.adjoint, derived.final):
            assert graph.shape(node) == graph.shape(variable)
            for m in (LISTS, arrays()):
                held = {i: m.value(x) for i, x in point.items()}
                got = LISTS.grid(m.nested(evaluate_shaped(graph, graph.cone([node]), held, m)[node]))
                for row, other in zip(got, expected, strict=True):
                    assert row == pytest.approx(other, rel=2e-6, abs=2e-8)


@pytest.mark.parametrize("name", ROWS)
def test_every_row_agrees_with_differences(name):
    rng = random.Random(name)
    shapes, held = MATRICES[name].example
    letters = dict(zip("abcd", shapes, strict=False))
    graph = ShapedGraph({**letters, "weights": MATRICES[name].shape(shapes, held)})
    inputs = [graph.input(letter) for letter in letters]
    node = graph.arranged(name, tuple(inputs), held if name != "leaky_relu" else ("0.01",))
    output, weights = weighed(graph, node, rng)
    point = {**{i: numbers(rng, shape) for i, shape in zip(inputs, shapes, strict=True)}, **weights}
    compare(graph, output, inputs, point)


ENTRIES = ("sin", "tanh", "sigmoid", "exp", "relu", "softplus", "abs", "sqrt", "ln")
TWO = ("sum", "difference", "product", "quotient")
WHOLE = ("transpose", "softmax", "softmax_rows", "layer_norm_rows", "log_softmax", "gelu")
NUMBERS = ("total", "average", "norm_squared", "norm", "logsumexp", "var", "largest")
TAMED = {"exp": "sigmoid", "ln": "softplus", "sqrt": "softplus"}  # what keeps values small, or positive


def program(rng):
    """A number made of random operations on a few inputs, each used more than once."""
    sizes = {"A": (2, 3), "B": (3, 2), "S": (2, 2), "x": (3, 1), "y": (2, 1), "c": (1, 1)}
    graph = ShapedGraph(sizes)
    made = [graph.input(name) for name in sizes]
    for _ in range(rng.randint(3, 9)):
        kind = rng.random()
        a = rng.choice(made)
        if kind < 0.3:
            op = rng.choice(ENTRIES)
            made.append(graph.add(op, (graph.add(TAMED[op], (a,)) if op in TAMED else a,)))
        elif kind < 0.55:
            alike = [b for b in made if graph.shape(b) in (graph.shape(a), (1, 1)) or graph.shape(a) == (1, 1)]
            op, b = rng.choice(TWO), rng.choice(alike)
            if op == "quotient":
                b = graph.add("sum", (graph.number(2), graph.add("sigmoid", (b,))))
            made.append(graph.add(op, (a, b), "+-" if op == "difference" else None))
        elif kind < 0.8:
            fitting = [b for b in made if graph.shape(a)[1] == graph.shape(b)[0] != 1]
            if fitting:
                made.append(graph.add("matmul", (a, rng.choice(fitting))))
        elif kind < 0.9 and graph.shape(a) != (1, 1):
            made.append(graph.arranged(rng.choice(WHOLE), (a,)))
        elif kind < 0.95:
            made.append(graph.add("part", (graph.add("vstack", (a, a)),), (0, graph.shape(a)[0], 0, 1)))
        else:
            made.append(graph.arranged(rng.choice(NUMBERS), (a,)))
    last = [n for n in made[-3:] if graph.args[n]] or [graph.add("copy", made[:1])]
    totals = [graph.add("total", (graph.add("sin", (n,)),)) for n in last]
    return graph, graph.add("sum", tuple(totals)) if len(totals) > 1 else totals[0]


@pytest.mark.parametrize("seed", range(60))
def test_random_programs_agree_with_differences(seed):
    rng = random.Random(seed)
    graph, output = program(rng)
    inputs = graph.inputs([output])
    point = {i: numbers(rng, graph.shape(i)) for i in inputs}
    compare(graph, output, inputs, point)


def network(layers):
    """A network of so many layers: L = ‖tanh(W·tanh(… + b) + b) - t‖²."""
    sizes = {"x": (4, 1), "t": (4, 1)}
    for k in range(layers):
        sizes |= {f"W{k}": (4, 4), f"b{k}": (4, 1)}
    graph = ShapedGraph(sizes)
    value = graph.input("x")
    for k in range(layers):
        product = graph.add("matmul", (graph.input(f"W{k}"), value))
        value = graph.add("tanh", (graph.add("sum", (product, graph.input(f"b{k}"))),))
    distance = graph.add("difference", (value, graph.input("t")), "+-")
    return graph, graph.add("norm_squared", (distance,))


def test_the_derivation_of_a_deep_network_is_linear():
    """A layer adds the same number of nodes in a shallow network and in a deep one; none is looked at twice."""
    added = []
    for layers in (50, 100, 200):
        graph, output = network(layers)
        before = len(graph)
        swept = matrix_sweep(graph, output, graph.inputs([output]))
        added.append(len(graph) - before)
        assert len(swept.gradient) == 2 * layers + 2
    assert added[2] - added[1] == 2 * (added[1] - added[0])
