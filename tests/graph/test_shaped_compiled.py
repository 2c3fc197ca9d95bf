"""Compiled functions of arrays give what node after node gives, or say where there is no value."""
from __future__ import annotations

import random
import warnings
from typing import Any

import pytest

from chainrule.derivation.matrices.sweep import matrix_sweep
from chainrule.graph import shaped_compiled
from chainrule.graph.build import build
from chainrule.graph.grids.floats import Floats
from chainrule.graph.holes import NoValue
from chainrule.graph.shaped import ShapedGraph
from chainrule.graph.shaped_compiled import ShapedStraight
from chainrule.graph.shaped_values import arrays, evaluate_shaped
from chainrule.reading.shaped import read_shaped
from chainrule.rules import RULES
from chainrule.rules.matrices import MATRICES

NET = """X: n x 3
T: n x 2
W: 4 x 3
b: 4
V: 2 x 4
H = {activation}(X*W' + b)
O = softmax(H*V')
E = rowsums(-T .* ln(O))
L = mean(E) + c*sum(W .^ 2) + norm(V) + var(H)"""


def drawn(rng: random.Random, shape: tuple[Any, Any], low: float = 0.2, high: float = 1.5) -> Any:
    rows, columns = shape
    made = [[rng.uniform(low, high) + (2 if i == j and rows == columns else 0) for j in range(columns)]
            for i in range(rows)]
    return made[0][0] if shape == (1, 1) else made


def flat(value: Any) -> list[float]:
    return [x for row in value for x in row] if isinstance(value, list) else [value]


def same(graph: ShapedGraph, outputs: list[int], inputs: list[int], given: list[Any], sizes: dict[str, int]) -> None:
    m = arrays()
    held = [m.value(x) for x in given]
    run = ShapedStraight(graph, outputs, inputs, sizes)
    known = evaluate_shaped(graph, graph.cone(outputs), dict(zip(inputs, held, strict=True)), m, None, sizes)
    for node, found in zip(outputs, run(held), strict=True):
        assert flat(m.nested(found)) == pytest.approx(flat(m.nested(known[node])), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("name", [name for name, rule in MATRICES.items() if rule.value is not None])
def test_every_rule_of_matrices(name: str) -> None:
    shapes, held = MATRICES[name].example
    graph, rng = ShapedGraph({}), random.Random(name)
    inputs = [graph.declare(f"x{k}", shape) for k, shape in enumerate(shapes)]
    node = graph.arranged(name, tuple(inputs), held)
    same(graph, [node], inputs, [drawn(rng, shape) for shape in shapes], {})


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.value and name not in MATRICES])
def test_every_operation_entry_by_entry(name: str) -> None:
    rule = RULES[name]
    graph = ShapedGraph({})
    count = max(rule.arity[0], 2 if rule.arity[1] is None else 0)
    inputs = [graph.declare(f"x{k}", (1, 2) if k == 0 else (1, 1)) for k in range(count)]
    node = graph.add(name, tuple(inputs), "+-" if name == "difference" else None)
    first, *others = rule.example[:count]
    same(graph, [node], inputs, [[[float(first), float(first)]], *map(float, others)], {})


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "gelu", "leaky_relu", "softplus", ""])
@pytest.mark.parametrize("samples", [1, 2, 7])
def test_a_network_and_its_gradients(activation: str, samples: int) -> None:
    built = build(read_shaped(NET.format(activation=activation)))
    graph, rng = built.graph, random.Random(f"{activation} {samples}")
    assert isinstance(graph, ShapedGraph)
    names = ["W", "b", "V", "X", "T", "c"]
    inputs = [built.inputs[name] for name in names]
    swept = matrix_sweep(graph, built.output, inputs)
    shapes = [tuple(samples if size == "n" else size for size in graph.shape(i)) for i in inputs]
    same(graph, [built.output, *(swept.gradient[i] for i in inputs)], inputs,
         [drawn(rng, shape, -0.9, 0.9) for shape in shapes], {"n": samples})


def test_what_has_no_value_is_said_at_its_node() -> None:
    built = build(read_shaped("x: 3\nu = ln(x)\nL = sum(u)"))
    assert isinstance(built.graph, ShapedGraph)
    run, m = ShapedStraight(built.graph, [built.output], [built.inputs["x"]]), arrays()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(NoValue) as refused:
            run([m.value([[1.0], [-2.0], [3.0]])])
    assert built.names[refused.value.node] == "u"
    assert run([m.value([[1.0], [1.0], [1.0]])]) == (0.0,)


def test_an_infinity_does_not_vanish() -> None:
    """1/(1 + c·c) is 0 where c·c is infinite; it has no value there."""
    built = build(read_shaped("x: 2\nL = sum(x)/(1 + c*c)"))
    assert isinstance(built.graph, ShapedGraph)
    run, m = ShapedStraight(built.graph, [built.output], [built.inputs["x"], built.inputs["c"]]), arrays()
    with pytest.raises(NoValue) as refused:
        run([m.value([[1.0], [1.0]]), 1e200])
    assert refused.value.why == "overflow"


def test_without_numpy_it_goes_node_by_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaped_compiled, "arrays", Floats)
    built = build(read_shaped("W: 2 x 3\nx: 3\nL = sum((W*x) .^ 2)"))
    assert isinstance(built.graph, ShapedGraph)
    run = ShapedStraight(built.graph, [built.output], [built.inputs["W"], built.inputs["x"]])
    assert run([[[1.0, 2.0, 3.0], [0.0, 1.0, 0.0]], [[1.0], [1.0], [2.0]]]) == (82.0,)
