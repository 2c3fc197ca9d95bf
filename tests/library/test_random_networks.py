"""Networks at random, in numbers and in matrices, against one written by hand in NumPy."""
from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import reference_network as by_hand

import chainrule
from chainrule.errors import DomainError

METHODS = ("gradient", "momentum", "adam")
OUTPUTS = {"binary_cross_entropy": ("sigmoid", "softmax"), "cross_entropy": ("sigmoid", "softmax"),
           "poisson_nll": ("exp", "softplus")}


def drawn(seed: int) -> dict[str, Any]:
    """A network, samples and a way to train, at random."""
    rng = np.random.default_rng(seed)
    sizes = [int(k) for k in rng.integers(1, 6, rng.integers(2, 5))]
    loss = str(rng.choice(list(by_hand.LOSS)))
    names = [str(name) for name in rng.choice(list(by_hand.ACTIVATION), len(sizes) - 1)]
    names[-1] = str(rng.choice(OUTPUTS.get(loss, list(by_hand.ACTIVATION))))
    sizes[1:] = [3 if size == 1 and name == "softmax" else size for size, name in zip(sizes[1:], names, strict=True)]
    bias = str(rng.choice(["each", "layer", "none"]))
    layers = []
    for inputs, units in zip(sizes, sizes[1:], strict=False):
        b = rng.uniform(-0.5, 0.5, units if bias == "each" else 1) * (bias != "none")
        layers.append([rng.uniform(-1, 1, (units, inputs)), np.broadcast_to(b, units).copy()])
    count = int(rng.integers(1, 6))
    target = {"hinge": lambda: rng.choice([-1.0, 1.0], (count, sizes[-1])),
              "poisson_nll": lambda: rng.integers(0, 5, (count, sizes[-1])).astype(float)}
    t = target.get(loss, lambda: rng.uniform(0, 1, (count, sizes[-1])))()
    if names[-1] == "softmax" and rng.integers(2):
        t = np.eye(sizes[-1])[rng.integers(0, sizes[-1], count)]
    return {"sizes": sizes, "activations": names, "loss": loss, "bias": bias, "layers": layers,
            "x": rng.uniform(-1.5, 1.5, (count, sizes[0])), "t": t,
            "penalty": str(rng.choice(["", "l1", "l2"])), "strength": float(rng.uniform(0.001, 0.1)),
            "method": str(rng.choice(METHODS)), "rate": float(rng.uniform(0.001, 0.02)),
            "steps": int(rng.integers(1, 14))}


def compare(case: dict[str, Any], as_: str) -> None:
    asked = (case["activations"], case["loss"], case["x"], case["t"], case["bias"], case["penalty"], case["strength"])
    given = [{"W": w.tolist()} | ({"b": b.tolist()} if case["bias"] != "none" else {}) for w, b in case["layers"]]
    net = chainrule.network(given, case["activations"], case["loss"], case["x"], case["t"], bias=case["bias"],
                            penalty=case["penalty"], strength=case["strength"], as_=as_)
    o, loss, slopes = by_hand.look(case["layers"], *asked)
    assert np.allclose(net.outputs, o, rtol=1e-12, atol=1e-14)
    assert net.loss == pytest.approx(loss, rel=1e-12)
    same(net.gradients, slopes, case["bias"], 1e-10)
    way = net.train(case["rate"], case["steps"], case["method"])
    layers, losses = by_hand.train(case["layers"], case["rate"], case["steps"], case["method"], *asked)
    assert way.stopped is None and way.losses == pytest.approx(losses, rel=1e-8, abs=1e-12)
    same(way.layers(case["steps"]), layers, case["bias"], 1e-8)


def same(found: list[dict[str, Any]], wanted: Any, bias: str, tolerance: float) -> None:
    for layer, (w, b) in zip(found, wanted, strict=True):
        scale = max(1.0, abs(w).max(), abs(b).max())
        assert np.allclose(layer["W"], w, rtol=tolerance, atol=tolerance * scale)
        assert bias == "none" or np.allclose(layer["b"], b, rtol=tolerance, atol=tolerance * scale)


@pytest.mark.parametrize("as_", ["scalars", "matrices"])
@pytest.mark.parametrize("seed", range(30))
def test_a_network_at_random(seed: int, as_: str) -> None:
    compare(drawn(seed), as_)


def test_a_large_network_at_random() -> None:
    rng = np.random.default_rng(7)
    sizes, names = (16, 64, 64, 10), ["relu", "tanh", "softmax"]
    layers = [[rng.normal(0, 1 / inputs ** 0.5, (units, inputs)), np.zeros(units)]
              for inputs, units in zip(sizes, sizes[1:], strict=False)]
    t = np.eye(10)[rng.integers(0, 10, 32)]
    compare({"activations": names, "loss": "cross_entropy", "bias": "each", "layers": layers,
             "x": rng.normal(size=(32, 16)), "t": t, "penalty": "l2", "strength": 0.001, "method": "adam", "rate": 0.01,
             "steps": 12}, "auto")


def test_numbers_and_matrices_have_the_same_weights_from_a_seed() -> None:
    given = {"layers": "3-4-2", "activations": "tanh", "inputs": [[1, 2, 3]], "targets": [[0, 1]], "seed": 5}
    one, other = (chainrule.network(**given, as_=as_) for as_ in ("scalars", "matrices"))  # type: ignore[arg-type]
    assert one.loss == pytest.approx(other.loss, rel=1e-14)
    for a, b in zip(one.gradients, other.gradients, strict=True):
        assert np.allclose(a["W"], b["W"], rtol=1e-12) and np.allclose(a["b"], b["b"], rtol=1e-12)


def test_what_has_no_value_is_said_by_its_name() -> None:
    net = chainrule.network([{"W": [[1.0]], "b": [0.0]}], "linear", "poisson_nll", [[-1.0], [1.0]], [[1], [2]],
                            as_="matrices")
    with pytest.raises(DomainError, match="ln"):
        _ = net.loss
