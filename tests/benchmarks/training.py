"""One step of training, beside the same step in NumPy written by hand: in turn, in one run, medians."""
from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

import chainrule

SIZES, BATCH, RATE = (16, 64, 64, 10), 32, 0.01
STEPS = 200  # of one run
AGREEMENT = 1e-9
BOUND = 3.0  # what the project promises


class Wrong(Exception):
    """The two ways lead to different losses."""


@dataclass(frozen=True)
class Trained:
    """Seconds of one step, ours and NumPy's."""

    activation: str
    ours: float
    by_hand: float

    @property
    def times(self) -> float:
        return self.ours / self.by_hand


def train(activation: str, rounds: int) -> Trained:
    """A network with softmax and cross-entropy on a batch, both ways from the same weights."""
    import numpy as np
    rng = np.random.default_rng(1)
    layers = [(rng.normal(0, inputs ** -0.5, (units, inputs)), np.zeros(units))
              for inputs, units in zip(SIZES, SIZES[1:], strict=False)]
    x, t = rng.normal(size=(BATCH, SIZES[0])), np.eye(SIZES[-1])[rng.integers(0, SIZES[-1], BATCH)]
    net = chainrule.network([{"W": w, "b": b} for w, b in layers], [activation, activation, "softmax"],
                            "cross_entropy", x, t, as_="matrices")

    def ours() -> float:
        return net.train(RATE, STEPS).losses[-1]

    def by_hand() -> float:
        return descent(np, activation, [(w.copy(), b.copy()) for w, b in layers], x, t)

    if abs(ours() - by_hand()) > AGREEMENT:
        raise Wrong(activation)
    seconds: list[list[float]] = [[], []]
    for _ in range(rounds):
        for run, found in zip((ours, by_hand), seconds, strict=True):
            found.append(timed(run))
    return Trained(activation, *(median(found) / STEPS for found in seconds))


def timed(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def descent(np: Any, activation: str, layers: Any, x: Any, t: Any) -> float:
    """The steps as one writes them in NumPy, the loss of every point too; the last loss."""
    (w1, b1), (w2, b2), (w3, b3) = layers
    n = len(x)
    loss = 0.0
    for step in range(STEPS + 1):
        z1 = x @ w1.T + b1
        a1 = np.maximum(z1, 0) if activation == "relu" else np.tanh(z1)
        z2 = a1 @ w2.T + b2
        a2 = np.maximum(z2, 0) if activation == "relu" else np.tanh(z2)
        z3 = a2 @ w3.T + b3
        shares = np.exp(z3 - z3.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        loss = -(t * np.log(shares)).sum() / n
        if step == STEPS:
            break
        d3 = (shares - t) / n
        d2 = (d3 @ w3) * (z2 > 0 if activation == "relu" else 1 - a2 * a2)
        d1 = (d2 @ w2) * (z1 > 0 if activation == "relu" else 1 - a1 * a1)
        for w, b, d, a in ((w1, b1, d1, x), (w2, b2, d2, a1), (w3, b3, d3, a2)):
            w -= RATE * (d.T @ a)
            b -= RATE * d.sum(0)
    return float(loss)
