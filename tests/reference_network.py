"""A network in plain NumPy, written by hand: the reference of the comparison."""
from __future__ import annotations

from math import erf
from typing import Any

import numpy as np

ERF = np.vectorize(erf)


def _sigmoid(z: Any) -> Any:
    return 0.5 * (1 + np.tanh(z / 2))


def _softmax(z: Any) -> Any:
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


# activation -> (value, what comes back through it)
ACTIVATION: dict[str, Any] = {
    "linear": (lambda z: z, lambda z, a, g: g),
    "sigmoid": (_sigmoid, lambda z, a, g: g * a * (1 - a)),
    "tanh": (np.tanh, lambda z, a, g: g * (1 - a * a)),
    "relu": (lambda z: np.maximum(z, 0), lambda z, a, g: g * (z > 0)),
    "leaky_relu": (lambda z: np.where(z > 0, z, 0.01 * z), lambda z, a, g: g * np.where(z > 0, 1, 0.01)),
    "softplus": (lambda z: np.logaddexp(0, z), lambda z, a, g: g * _sigmoid(z)),
    "gelu": (lambda z: z * 0.5 * (1 + ERF(z / 2 ** 0.5)),
             lambda z, a, g: g * (0.5 * (1 + ERF(z / 2 ** 0.5)) + z * np.exp(-z * z / 2) / (2 * np.pi) ** 0.5)),
    "exp": (np.exp, lambda z, a, g: g * a),
    "softmax": (_softmax, lambda z, a, g: a * (g - (g * a).sum(1, keepdims=True)))}
# loss -> (terms, their derivatives)
LOSS: dict[str, Any] = {
    "half_squared_error": (lambda o, t: (t - o) ** 2 / 2, lambda o, t: o - t),
    "squared_error": (lambda o, t: (t - o) ** 2, lambda o, t: 2 * (o - t)),
    "mean_squared_error": (lambda o, t: (t - o) ** 2, lambda o, t: 2 * (o - t)),
    "binary_cross_entropy": (lambda o, t: -t * np.log(o) - (1 - t) * np.log(1 - o),
                             lambda o, t: (1 - t) / (1 - o) - t / o),
    "cross_entropy": (lambda o, t: -t * np.log(o), lambda o, t: -t / o),
    "gaussian_nll": (lambda o, t: (o - t) ** 2 / 2 + np.log(2 * np.pi) / 2, lambda o, t: o - t),
    "poisson_nll": (lambda o, t: o - t * np.log(o), lambda o, t: 1 - t / o),
    "hinge": (lambda o, t: np.maximum(0, 1 - t * o), lambda o, t: np.where(t * o < 1, -t, 0)),
    "huber": (lambda o, t: np.where(abs(o - t) <= 1, (o - t) ** 2 / 2, abs(o - t) - 0.5),
              lambda o, t: np.clip(o - t, -1, 1))}


def look(layers: Any, activations: Any, loss: str, x: Any, t: Any, bias: str = "each", penalty: str = "",
         strength: float = 0.0) -> Any:
    """Outputs, loss, and the gradients of every layer, as lists of (W, b)."""
    values, sums = [x], []
    for (w, b), name in zip(layers, activations, strict=True):
        sums.append(values[-1] @ w.T + b)
        values.append(ACTIVATION[name][0](sums[-1]))
    o = values[-1]
    parts = o.size if loss == "mean_squared_error" else len(x)
    total = LOSS[loss][0](o, t).sum() / parts
    back = LOSS[loss][1](o, t) / parts
    found = []
    for k in reversed(range(len(layers))):
        back = ACTIVATION[activations[k]][1](sums[k], values[k + 1], back)
        w, b = back.T @ values[k], back.sum(0)
        found.append([w, np.full_like(b, b.sum()) if bias == "layer" else b * (bias != "none")])
        back = back @ layers[k][0]
    found.reverse()
    for (w, _), slopes in zip(layers, found, strict=True):
        if penalty == "l2":
            total, slopes[0] = total + strength * (w * w).sum(), slopes[0] + 2 * strength * w
        elif penalty == "l1":
            total, slopes[0] = total + strength * abs(w).sum(), slopes[0] + strength * np.sign(w)
    return o, total, found


def train(layers: Any, rate: float, steps: int, method: str, *asked: Any, **more: Any) -> Any:
    """The layers after so many steps, and the losses on the way."""
    layers = [[w.copy(), b.copy()] for w, b in layers]
    memory = [[[np.zeros_like(p), np.zeros_like(p)] for p in layer] for layer in layers]
    losses = []
    for step in range(1, steps + 1):
        _, loss, slopes = look(layers, *asked, **more)
        losses.append(loss)
        for layer, row, kept in zip(layers, slopes, memory, strict=True):
            for k, g in enumerate(row):
                m = kept[k]
                if method == "gradient":
                    layer[k] -= rate * g
                elif method == "momentum":
                    m[0] = 0.9 * m[0] + g
                    layer[k] -= rate * m[0]
                else:
                    m[0], m[1] = 0.9 * m[0] + 0.1 * g, 0.999 * m[1] + 0.001 * g * g
                    layer[k] -= rate * (m[0] / (1 - 0.9 ** step)) / (np.sqrt(m[1] / (1 - 0.999 ** step)) + 1e-8)
    return layers, [*losses, look(layers, *asked, **more)[1]]
