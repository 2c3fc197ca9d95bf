"""The functions whose gradients are raced, each written once: `m` is the algebra of whoever builds it."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .algebras import Algebra

Size = int | tuple[int, ...]


@dataclass(frozen=True)
class Problem:
    """`write` gives the function's value for a size; `shown` are the sizes for a short table; `largest` is the upper
    bound of the inputs' values at the point where the gradients are compared, if not 0.9. A `shaped` one is written
    with vectors and matrices, whose gradients are traced, not computed: their sizes do not count."""

    name: str
    title: str
    write: Callable[[Algebra, Any], Any]
    sizes: tuple[Size, ...]
    shown: tuple[Size, ...]
    largest: Callable[[Any], float] = lambda size: 0.9
    shaped: bool = False


def label(size: Size) -> str:
    return f"{size:,}" if isinstance(size, int) else "-".join(map(str, size))


def sigmoids(m: Algebra, n: int) -> Any:
    x = m.input("x0")
    for k in range(1, n + 1):
        x = m.define(f"x{k}", m.sigmoid(m.input(f"w{k}") * x + m.input(f"b{k}")))
    return x


def sigmoid_gates(m: Algebra, n: int) -> Any:
    """The same where the sigmoid is one operation: what chainrule's rule gains."""
    x = m.input("x0")
    for k in range(1, n + 1):
        x = m.define(f"x{k}", m.sigmoid_gate(m.input(f"w{k}") * x + m.input(f"b{k}")))
    return x


def product(m: Algebra, n: int) -> Any:
    return m.product([m.input(f"x{k}") for k in range(1, n + 1)])


def network(m: Algebra, widths: tuple[int, ...]) -> Any:
    """tanh layers and the mean squared error, every scalar a definition of its own; weights, data and targets vary."""
    layer = [m.input(f"x{k}") for k in range(1, widths[0] + 1)]
    weights = units = 0
    for width in widths[1:]:
        following = []
        for _ in range(width):
            units += 1
            terms = [m.input(f"w{weights + k}") * x for k, x in enumerate(layer, 1)]
            weights += len(layer)
            z = m.define(f"z{units}", m.sum([*terms, m.input(f"b{units}")]))
            following.append(m.define(f"h{units}", m.tanh(z)))
        layer = following
    errors = [m.define(f"d{k}", h - m.input(f"t{k}")) for k, h in enumerate(layer, 1)]
    return m.define("loss", m.sum([d ** 2 for d in errors]) / m.number(len(layer)))


def ladder(m: Algebra, n: int) -> Any:
    """Two ways through every rung: 2ⁿ paths."""
    x = m.input("x")
    for k in range(1, n + 1):
        left = m.define(f"a{k}", m.sin(x))
        right = m.define(f"b{k}", m.cos(x))
        x = m.define(f"y{k}", left * right)
    return x


def rosenbrock(m: Algebra, n: int) -> Any:
    x = [m.input(f"x{k}") for k in range(1, n + 1)]
    terms = []
    for a, b in zip(x, x[1:], strict=False):
        terms += [m.number(100) * (b - a ** 2) ** 2, (m.number(1) - a) ** 2]
    return m.sum(terms)


def helmholtz(m: Algebra, n: int) -> Any:
    """The energy of a mixture: the classical benchmark of automatic differentiation."""
    x = [m.input(f"x{k}") for k in range(1, n + 1)]
    b = [m.number((k * 7 % 11 + 3) / 16) for k in range(n)]
    bx = m.define("s", m.sum([c * v for c, v in zip(b, x, strict=True)]))
    mixing = m.sum([v * m.ln(v / (m.number(1) - bx)) for v in x])
    rows = [m.define(f"r{i}", m.sum([m.number(((i + j) * 5 % 13 + 1) / 16) * v for j, v in enumerate(x)]))
            for i in range(1, n + 1)]
    xax = m.define("q", m.sum([v * r for v, r in zip(x, rows, strict=True)]))
    root = m.sqrt(m.number(2))
    ratio = (m.number(1) + (m.number(1) + root) * bx) / (m.number(1) + (m.number(1) - root) * bx)
    return mixing - xax / (m.sqrt(m.number(8)) * bx) * m.ln(ratio)


def softmax(m: Algebra, n: int) -> Any:
    """The cross-entropy of a softmax: -Σ tᵢ ln(eˣⁱ / Σ eˣʲ)."""
    powers = [m.define(f"a{k}", m.exp(m.input(f"x{k}"))) for k in range(1, n + 1)]
    total = m.define("s", m.sum(powers))
    shares = [m.define(f"p{k}", a / total) for k, a in enumerate(powers, 1)]
    return m.number(0) - m.sum([m.input(f"t{k}") * m.ln(p) for k, p in enumerate(shares, 1)])


def sines(m: Algebra, n: int) -> Any:
    y = m.input("x")
    for k in range(1, n + 1):
        y = m.define(f"y{k}", m.sin(y))
    return y


def logistic(m: Algebra, n: int) -> Any:
    r, y = m.input("r"), m.input("x")
    for k in range(1, n + 1):
        y = m.define(f"y{k}", m.product([r, y, m.number(1) - y]))
    return y


def layers(m: Any, n: int) -> Any:
    """A batch through n layers of tanh, every weight a matrix; the squared error."""
    batch, width = 4, 6
    x = m.input("X", (batch, width))
    for k in range(1, n + 1):
        x = m.define(f"H{k}", m.tanh(x @ m.input(f"W{k}", (width, width)) + m.input(f"b{k}", (width,))))
    return m.define("loss", m.squared(x - m.input("Y", (batch, width))))


def attention(m: Any, n: int) -> Any:
    """n blocks of attention in a row, each with what came in added, kept small; the squared error."""
    length, width, key = 4, 6, 5
    x = m.input("X", (length, width))
    for k in range(1, n + 1):
        q, keys, v = (m.define(f"{name}{k}", x @ m.input(f"W{name}{k}", (width, key))) for name in "QKV")
        a = m.define(f"A{k}", m.softmax(q @ m.transposed(keys) / m.number(key ** 0.5)))
        x = m.define(f"X{k}", m.tanh(x + a @ v @ m.input(f"WO{k}", (key, width))))
    return m.define("loss", m.squared(x - m.input("Y", (length, width))))


PROBLEMS = (
    Problem("sigmoids", "chain of sigmoids", sigmoids, (10, 30, 100, 1_000, 10_000), (100, 1_000)),
    Problem("gates", "chain of sigmoids, each one operation for chainrule", sigmoid_gates, (10, 100, 1_000, 10_000),
            (1_000,)),
    Problem("product", "product of n variables", product, (10, 30, 100, 300, 1_000, 3_000), (30, 3_000)),
    Problem("network", "network, MSE loss", network, ((2, 3, 1), (4, 8, 8, 2), (16, 64, 64, 10)),
            ((4, 8, 8, 2), (16, 64, 64, 10))),
    Problem("ladder", "ladder of 2ⁿ paths", ladder, (5, 10, 15, 50, 100, 200, 2_000), (10, 200)),
    Problem("rosenbrock", "Rosenbrock", rosenbrock, (4, 10, 100, 1_000, 2_000), (10, 2_000)),
    Problem("helmholtz", "Helmholtz energy", helmholtz, (3, 5, 10, 20, 50), (10, 50), lambda n: 0.9 / n),
    Problem("softmax", "softmax cross-entropy", softmax, (4, 10, 30, 100, 1_000), (10, 1_000)),
    Problem("sines", "nested sin", sines, (10, 20, 100, 300, 1_000, 10_000, 100_000), (100, 100_000)),
    Problem("layers", "network of n layers in matrices", layers, (1, 10, 100, 1_000), (10, 1_000), shaped=True),
    Problem("attention", "n blocks of attention in matrices", attention, (1, 10, 100), (1,), shaped=True),
    Problem("logistic", "logistic map", logistic, (7, 10, 30, 100, 1_000, 10_000), (10, 10_000)),
)
