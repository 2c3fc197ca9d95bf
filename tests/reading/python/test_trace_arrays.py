"""Functions of arrays are traced as programs with shapes: the same as their text, at the same values as NumPy's."""
from __future__ import annotations

import pytest

import chainrule
import chainrule.math as cm
from chainrule.errors import ChainruleError, ReadingError, ShapeError, VariableError
from chainrule.reading.shaped import read_shaped

np = pytest.importorskip("numpy")
SHAPES = {"W": (3, 2), "x": (2,), "b": (3,), "t": (3,), "A": (3, 3), "v": (3,), "X": (4, 2), "V": (2, 3), "c": ()}
CASES = [
    (lambda W, x: W @ x, "W @ x"), (lambda W, x: np.sum((W @ x)**2), "np.sum((W @ x)**2)"),
    (lambda W, x: np.linalg.norm(W @ x)**2, "np.linalg.norm(W @ x)**2"), (lambda v: v.T @ v, "v.T @ v"),
    (lambda W, x, b, t: ((np.tanh(W @ x + b) - t)**2).sum(), "((np.tanh(W @ x + b) - t)**2).sum()"),
    (lambda A: np.trace(np.linalg.inv(A)), "np.trace(np.linalg.inv(A)) + 0*A[0, 0]"),
    (lambda X, V, b: np.maximum(X @ V + b, 0).sum(), "np.maximum(X @ V + b, 0).sum()"),
    (lambda X: X / np.sum(X, axis=1, keepdims=True), "X / np.sum(X, axis=1, keepdims=True)"),
    (lambda X: X - X.mean(axis=0), "X - X.mean(axis=0)"), (lambda v: cm.sigmoid(v), "sigmoid(v) + 0*(v @ v)"),
    (lambda v: v[0] * v[1] + v[-1]**2, "v[0]*v[1] + v[-1]**2 + 0*(v @ v)"),
    (lambda v, c: 2 * c * v, "2*c*v + 0*(v @ v)"),
    (lambda v: np.where(v > 0, v, 0.1 * v), "(v if v > 0 else 0.1*v) + 0*(v @ v)"),
    (lambda v: np.dot(v, v) / len(v), "np.dot(v, v)/3"), (lambda v: -v, "-v + 0*(v @ v)"),
    (lambda v: np.array([1.0, 2.0, 0.5]) @ v, "[1, 2, 0.5] @ v"), (lambda A, v: np.diag(v) @ A, "np.diag(v) @ A"),
    (lambda v: np.concatenate([v, 2 * v]), "np.concatenate([v, 2*v])"), (lambda A: A.T.dot(A), "A.T.dot(A)"),
    (lambda v: np.exp(v) / np.exp(v).sum(), "np.exp(v)/np.exp(v).sum()"), (lambda A, v: v @ A, "v @ A"),
]


def point(names):
    generator = np.random.default_rng(5)
    return {name: generator.normal(size=SHAPES[name]) + 0.25 for name in names}


@pytest.mark.parametrize(("function", "text"), CASES, ids=[text for _, text in CASES])
def test_a_function_is_traced_as_its_text(function, text):
    names = function.__code__.co_varnames[:function.__code__.co_argcount]
    shapes = {name: SHAPES[name] for name in names}
    program = chainrule.trace(function, shapes=shapes)
    wanted = read_shaped(text, "plain", shapes)
    at = point(names)
    one = chainrule.diff(program, wrt=names[0], at=at)
    other = chainrule.diff(text, wrt=names[0], at=at, shapes=shapes)
    assert np.allclose(one.value, other.value)
    if "+ 0*" not in text:
        assert str(program.definitions[-1].tree) == str(wanted.definitions[-1].tree)
    assert one.check.status == "checked"


def test_shapes_come_from_the_example_arrays():
    at = point(["W", "x"])
    found = chainrule.diff(chainrule.trace(lambda W, x: np.sum((W @ x)**2), at=at), wrt=["W", "x"], at=at)
    assert np.allclose(found.value["W"], 2 * np.outer(at["W"] @ at["x"], at["x"]))
    assert np.allclose(found.value["x"], 2 * at["W"].T @ at["W"] @ at["x"])


def test_values_have_the_names_that_the_function_gives():
    def net(V, W, x, t):
        h = chainrule.name("h", np.tanh(W @ x))
        return np.sum((V @ h - t)**2)
    program = chainrule.trace(net, shapes="V: 2x3, W: 3x2, x: 2, t: 2")
    assert [each.name for each in program.definitions] == ["h", "net"]
    assert chainrule.diff(program, wrt="h").check.status == "checked"


def test_what_is_used_again_and_again_is_not_written_again_and_again():
    def f(x):
        for _ in range(60):
            x = x * x + x
        return x.sum()
    program = chainrule.trace(f, shapes="x: 3")
    assert 2 < len(program.definitions) < 60


@pytest.mark.parametrize(("function", "shapes", "family"), [
    (lambda W, x: W @ x, "W: 3x2, x: 3", ShapeError), (lambda x: x @ x, "y: 3", VariableError),
    (lambda x: 1 if x.sum() > 0 else 2, "x: 3", ReadingError), (lambda x: np.fft.fft(x), "x: 3", ReadingError),
    (lambda x: float(x.sum()), "x: 3", ReadingError), (lambda x, y: x - y, "x: 3x1, y: 3", ShapeError),
    (lambda x: x[5], "x: 3", ShapeError), (lambda x: x * np.nan, "x: 3", ReadingError),
    (lambda x: x[::2], "x: 3", ReadingError),
])
def test_what_numpy_would_do_silently_or_cannot_be_followed_is_refused(function, shapes, family):
    with pytest.raises(family) as caught:
        chainrule.trace(function, shapes=shapes)
    assert isinstance(caught.value, ChainruleError) and caught.value.say("ko")


def test_a_decorated_function_explains_its_arrays():
    @chainrule.explained
    def loss(W, x):
        return np.sum((W @ x)**2)
    at = point(["W", "x"])
    assert np.allclose(loss.diff("x", at=at).value, 2 * at["W"].T @ at["W"] @ at["x"])
    assert loss(at["W"], at["x"]) > 0
