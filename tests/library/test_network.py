"""`network`: every activation with every loss against a reference written by hand with many digits, and refusals."""
from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from mpmath import mp

import chainrule
from chainrule.errors import ChainruleError
from chainrule.reading.networks.activations import ACTIVATIONS
from chainrule.rules.losses import LOSSES

FORWARD: dict[str, Callable[[Sequence[Any]], list[Any]]] = {
    "linear": list, "sigmoid": lambda z: [1 / (1 + mp.exp(-x)) for x in z], "tanh": lambda z: [mp.tanh(x) for x in z],
    "relu": lambda z: [max(x, mp.mpf(0)) for x in z], "leaky_relu": lambda z: [x if x > 0 else x / 100 for x in z],
    "softplus": lambda z: [mp.log(1 + mp.exp(x)) for x in z], "gelu": lambda z: [x * mp.ncdf(x) for x in z],
    "exp": lambda z: [mp.exp(x) for x in z],
    "softmax": lambda z: [mp.exp(x) / sum(mp.exp(y) for y in z) for x in z]}
SQUARE: Callable[[Any, Any], Any] = lambda o, t: (o - t) ** 2  # noqa: E731
TERM: dict[str, Callable[[Any, Any], Any]] = {
    "half_squared_error": lambda o, t: SQUARE(o, t) / 2, "squared_error": SQUARE, "mean_squared_error": SQUARE,
    "binary_cross_entropy": lambda o, t: -t * mp.log(o) - (1 - t) * mp.log(1 - o),
    "cross_entropy": lambda o, t: -t * mp.log(o),
    "gaussian_nll": lambda o, t: SQUARE(o, t) / 2 + mp.log(2 * mp.pi) / 2,
    "poisson_nll": lambda o, t: o - t * mp.log(o),
    "hinge": lambda o, t: max(mp.mpf(0), 1 - t * o),
    "huber": lambda o, t: SQUARE(o, t) / 2 if abs(o - t) <= 1 else abs(o - t) - mp.mpf(1) / 2}
LAYERS = [{"W": [[0.7, -0.4], [0.3, 0.9]], "b": [0.1, -0.2]}, {"W": [[0.6, -1.1], [-0.35, 0.8]], "b": [0.25, 0.15]}]
INPUTS, TARGETS = [[0.5, -1.25], [1.5, 0.75], [-0.3, 0.4]], [[0.25, 0.75], [1.0, 0.0], [0.5, 0.5]]
POSITIVE = {"binary_cross_entropy", "cross_entropy"}
PAIRS = [(a, loss) for a, loss in itertools.product(FORWARD, TERM)
         if (loss not in POSITIVE or a in ("sigmoid", "softmax"))
         and (loss != "poisson_nll" or a in ("exp", "softplus"))]


def reference(layers: Any, activations: Sequence[str], loss: str) -> tuple[list[list[Any]], Any]:
    """The outputs and the loss."""
    outputs = []
    for row in INPUTS:
        values = [mp.mpf(x) for x in row]
        for layer, name in zip(layers, activations, strict=True):
            sums = [sum(w * x for w, x in zip(weights, values, strict=True)) + b
                    for weights, b in zip(layer["W"], layer["b"], strict=True)]
            values = FORWARD[name](sums)
        outputs.append(values)
    terms = [TERM[loss](o, mp.mpf(t)) for os, ts in zip(outputs, TARGETS, strict=True)
             for o, t in zip(os, ts, strict=True)]
    return outputs, sum(terms) / (len(terms) if loss == "mean_squared_error" else len(INPUTS))


def moved(layer: int, kind: str, place: tuple[int, ...], by: Any) -> Any:
    """The layers with one number a little larger."""
    found = [{"W": [[mp.mpf(w) for w in row] for row in each["W"]], "b": [mp.mpf(b) for b in each["b"]]}
             for each in LAYERS]
    target: Any = found[layer][kind]
    for k in place[:-1]:
        target = target[k]
    target[place[-1]] += by
    return found


def test_the_reference_has_every_activation_and_every_loss() -> None:
    assert set(FORWARD) == set(ACTIVATIONS) and set(TERM) == set(LOSSES)


@pytest.mark.parametrize("activation, loss", PAIRS)
def test_every_activation_with_every_loss(activation: str, loss: str) -> None:
    hidden = "tanh" if activation == "softmax" else activation
    net = chainrule.network(LAYERS, [hidden, activation], loss, INPUTS, TARGETS)
    with mp.workdps(40):
        step = mp.mpf(10) ** -15
        outputs, value = reference(moved(0, "b", (0,), 0), (hidden, activation), loss)
        assert net.outputs == [pytest.approx([float(o) for o in row], rel=1e-12) for row in outputs]
        assert net.loss == pytest.approx(float(value), rel=1e-12)
        for layer in (0, 1):
            for kind, places in (("W", [(0, 0), (0, 1), (1, 0), (1, 1)]), ("b", [(0,), (1,)])):
                for place in places:
                    sides = [reference(moved(layer, kind, place, way * step), (hidden, activation), loss)[1]
                             for way in (1, -1)]
                    found: Any = net.gradients[layer][kind]
                    for k in place:
                        found = found[k]
                    assert found == pytest.approx(float((sides[0] - sides[1]) / (2 * step)), rel=1e-10, abs=1e-13)


def test_the_example_that_is_widely_copied() -> None:
    layers = [{"W": [[0.15, 0.2], [0.25, 0.3]], "b": [0.35, 0.35]}, {"W": [[0.4, 0.45], [0.5, 0.55]], "b": [0.6, 0.6]}]
    for bias in ("each", "layer"):
        net = chainrule.network(layers, "sigmoid", "half_squared_error", [[0.05, 0.1]], [[0.01, 0.99]], bias=bias)
        assert net.outputs[0] == pytest.approx([0.75136507, 0.772928465])
        assert net.loss == pytest.approx(0.298371109) and net.gradients[1]["W"][0][0] == pytest.approx(0.0821670406)
    after = net.train(rate=0.5, steps=1)
    assert after.layers(1)[1]["W"][0] == pytest.approx([0.35891648, 0.408666186])
    assert "z3 = w31*a1 + w41*a2 + b2" in net.program
    assert chainrule.diff(net.program, wrt="w31", at={**net.values, "x1": 0.05, "x2": 0.1, "t1": 0.01, "t2": 0.99}
                          ).value == pytest.approx(0.0821670406)


@pytest.mark.parametrize("penalty", ["l1", "l2"])
def test_regularisation_is_a_term_of_its_own_and_leaves_the_biases(penalty: str) -> None:
    plain, more = (chainrule.network(LAYERS, "tanh", "squared_error", INPUTS, TARGETS, penalty=p, strength=0.1)
                   for p in ("", penalty))
    weights = [w for layer in LAYERS for row in layer["W"] for w in row]  # type: ignore[union-attr]
    cost = sum(abs(w) if penalty == "l1" else w * w for w in weights)  # type: ignore[arg-type, misc, operator]
    assert more.loss == pytest.approx(plain.loss + 0.1 * cost)  # type: ignore[operator]
    assert more.gradients[0]["b"] == pytest.approx(plain.gradients[0]["b"])
    own = 0.1 if penalty == "l1" else 0.2 * 0.7
    assert more.gradients[0]["W"][0][0] == pytest.approx(plain.gradients[0]["W"][0][0] + own)


def test_the_gradients_of_the_table_of_outputs() -> None:
    """Each natural pair gives output minus target at the last sums, divided by the number of samples."""
    for activation, loss in (("linear", "half_squared_error"), ("linear", "gaussian_nll"), ("exp", "poisson_nll"),
                             ("sigmoid", "binary_cross_entropy"), ("softmax", "cross_entropy")):
        net = chainrule.network(LAYERS, ["tanh", activation], loss, INPUTS, TARGETS)
        misses = [sum(o[k] - t[k] for o, t in zip(net.outputs, TARGETS, strict=True)) / 3 for k in (0, 1)]
        assert net.gradients[1]["b"] == pytest.approx(misses), (activation, loss)


def test_sizes_and_a_seed_draw_weights() -> None:
    one, two = (chainrule.network("2-3-1", "tanh", "squared_error", [[1, 2]], [[0.5]], seed=5) for _ in range(2))
    assert one.values == two.values and len(one.gradients[0]["W"]) == 3 and len(one.gradients[0]["W"][0]) == 2
    assert one.train(0.05, 200).losses[-1] < 1e-6
    assert one.learn(0.05, 5).losses == pytest.approx(one.train(0.05, 5).losses)


@pytest.mark.parametrize("more, said", [
    ({"activations": "sigmod"}, "sigmoid, tanh"), ({"activations": ["tanh"] * 3}, "3 activations for 2"),
    ({"loss": "mse"}, "mean_squared_error"), ({"inputs": [[1, 2, 3]] * 3}, "3 numbers, and 2"),
    ({"inputs": None}, "inputs"), ({"targets": [[1, 0]]}, "1 rows of targets"), ({"inputs": [[1, 1e999]] * 3}, "inf"),
    ({"inputs": [[1, "2"]] * 3}, "`2`"), ({"layers": "2"}, "2-3-1"), ({"layers": "2-0-1"}, "2-3-1"),
    ({"layers": [{"W": [[1, 2]]}, {"W": [[1, 2]]}]}, "2 numbers, and 1"), ({"layers": [{"w": 1}]}, "W (rows"),
    ({"layers": [{"W": [[1, 2]], "b": [1, 2]}]}, "2 biases for 1"), ({"bias": "some"}, "each, layer, none"),
    ({"penalty": "l3"}, "l2, l1"), ({"loss": "cross_entropy"}, "output layer"), ({"bias": "layer"}, "same one"),
    ({"layers": "2-1", "targets": [[1]] * 3, "activations": "softmax"}, "always 1"), ({"as_": "tensors"}, "matrices"),
    ({"layers": "2-60-60-2", "as_": "scalars"}, "3962"),
    ({"layers": "2-1-2", "activations": "softmax", "as_": "matrices"}, "always 1")])
def test_what_does_not_fit_is_refused(more: dict[str, Any], said: str) -> None:
    given = {"layers": LAYERS, "activations": "tanh", "loss": "squared_error", "inputs": INPUTS, "targets": TARGETS}
    with pytest.raises(ChainruleError) as caught:
        chainrule.network(**{**given, **more})
    assert said in str(caught.value)
    assert any("가" <= c <= "힣" for c in caught.value.say("ko"))


def test_a_training_that_diverges_keeps_what_was_reached() -> None:
    way = chainrule.network(LAYERS, "linear", "squared_error", INPUTS, TARGETS).train(rate=5.0, steps=500)
    assert way.stopped == "overflow" and 2 < len(way) < 500 and way.losses[1] > way.losses[0]
