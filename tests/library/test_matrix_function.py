"""Derivatives with shapes as functions: the numbers that are explained, lists for lists, arrays for arrays."""
from __future__ import annotations

import pytest

import chainrule
from chainrule.errors import DomainError, OptionError, ShapeError, VariableError
from chainrule.graph import shaped_compiled
from chainrule.graph.grids.floats import Floats
from chainrule.library import matrix_function
from chainrule.numbers.matrices import calculator

NOTE, SHAPES = "q = W*x; L = norm(q)^2", "W: 3x2, x: 2"
POINT = {"W": [[1, 2], [3, 4], [5, 6]], "x": [1, -1]}
CASES = [
    (NOTE, {"shapes": SHAPES}, POINT),
    (NOTE, {"shapes": SHAPES, "wrt": "x"}, POINT),
    ("q = tanh(W*x)", {"shapes": SHAPES}, POINT),
    ("W*x", {"shapes": {"W": (2, 2), "x": (2, 1)}, "wrt": "x"}, {"W": [[1, 2], [3, 4]], "x": [[1], [2]]}),
    ("tanh(W*x)", {"shapes": SHAPES, "wrt": "x", "along": "v"}, {**POINT, "v": [1, 0.5]}),
    ("tanh(W*x)", {"shapes": SHAPES, "wrt": "x", "against": "u"}, {**POINT, "u": [1, 0.5, 2]}),
    ("x'*A*x + sum(exp(x))", {"shapes": "A: 2x2, x: 2", "wrt": "x", "order": 2},
     {"A": [[1, 2], [3, 4]], "x": [0.5, 1]}),
    ("norm(X*W + b - Y)^2", {"shapes": "X: N x d, W: d x k, b: k, Y: N x k", "wrt": ["W", "b"]},
     {"X": [[1, 2, 3], [4, 5, 6]], "W": [[1, 0], [0, 1], [1, 1]], "b": [0.5, 1], "Y": [[1, 2], [3, 4]]}),
    ("c*sum(x)", {"shapes": "c: 1, x: 2"}, {"c": 2, "x": [3, 4]}),
    ("exp(t*x)", {"shapes": "t: 1, x: 2", "wrt": "t"}, {"t": 0.5, "x": [1, 2]}),
    ("u = W*x; sum(u.^2)", {"shapes": SHAPES, "wrt": "u"}, POINT),
]


def same(one, other):
    """Whether two values are equal, but for the last digits."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == pytest.approx(other, rel=1e-13)


@pytest.fixture(params=["lists", "numpy"])
def computing(request, monkeypatch):
    if request.param == "lists":
        for module in (matrix_function, shaped_compiled, calculator):
            monkeypatch.setattr(module, "arrays", Floats)
    return request.param


@pytest.mark.parametrize(("program", "options", "point"), CASES, ids=[str(k) for k in range(len(CASES))])
def test_the_numbers_are_those_that_are_explained(program, options, point, computing):
    function = chainrule.diff(program, **options).function()
    told = chainrule.diff(program, **options, at=point)
    found = function(**{name: point[name] for name in function.inputs})
    assert same(found, told.value)
    assert same(function(*(point[name] for name in function.inputs)), told.value)
    value, again = function.with_value(**{name: point[name] for name in function.inputs})
    assert same(again, told.value)
    run = told.facts.passes
    own = run.forward[told.facts.output]
    assert same(value, own if not isinstance(own, list) else [x for (x,) in own] if len(own[0]) == 1 else own)


@pytest.mark.parametrize(("program", "options", "point"), CASES, ids=[str(k) for k in range(len(CASES))])
def test_arrays_give_arrays(program, options, point):
    numpy = pytest.importorskip("numpy")
    function = chainrule.diff(program, **options).function()
    lists = function.with_value(*(point[name] for name in function.inputs))
    arrays = function.with_value(*(numpy.array(point[name], dtype=float) for name in function.inputs))

    def turned(one):
        return {k: turned(x) for k, x in one.items()} if isinstance(one, dict) else \
            one.tolist() if isinstance(one, numpy.ndarray) else one

    assert all(isinstance(x, float | dict | numpy.ndarray) for x in arrays)
    assert turned(arrays[0]) == lists[0] and turned(arrays[1]) == lists[1]



def test_flat_is_what_optimizers_hold():
    function = chainrule.diff(NOTE, shapes=SHAPES).function()
    assert function.inputs == ("W", "x") and function.shapes == {"W": (3, 2), "x": (2,)}
    assert function.flat([1, 2, 3, 4, 5, 6, 1, -1]) == (3, -2, 2, -2, 2, -2, 2, -18, -24)
    with pytest.raises(OptionError):
        function.flat([1, 2, 3])
    with pytest.raises(OptionError):
        chainrule.diff("norm(x)^2", shapes="x: n").function().flat([1, 2])


def test_letters_are_other_numbers_at_every_call():
    function = chainrule.diff("norm(A*x)^2", shapes="A: m x n, x: n", wrt="x").function()
    assert function([[1, 2]], [1, 1]) == [6, 12]
    assert function([[1, 0, 0], [0, 1, 0]], [1, 2, 3]) == [2, 4, 0]


@pytest.mark.parametrize(("values", "kind"), [
    (([[1, 2], [3, 4], [5, 6]],), VariableError), (([[1, 2], [3, 4]], [1, 2]), ShapeError),
    ((1, 2, 3), OptionError), (([[1, 2], [3, 4], [5, float("nan")]], [1, 2]), VariableError)])
def test_what_does_not_fit_is_refused(values, kind):
    function = chainrule.diff(NOTE, shapes=SHAPES).function()
    with pytest.raises(kind):
        function(*values)
    with pytest.raises(VariableError):
        function(V=1)


def test_where_there_is_no_value_a_call_says_so():
    function = chainrule.diff("sum(log(x))", shapes="x: 2").function()
    assert function([1, 2]) == [1, 0.5]
    with pytest.raises(DomainError):
        function([1, -2])
    with pytest.raises(DomainError):
        chainrule.diff("norm(x)", shapes="x: 2").function()([0, 0])


def test_at_a_kink_it_is_what_frameworks_take():
    assert chainrule.diff("sum(relu(x))", shapes="x: 3").function()([1, 0, -1]) == [1, 0, 0]


def test_nothing_is_compared_before_it_is_asked_for():
    quick = chainrule.diff(NOTE, shapes=SHAPES, wrt="x", explain=False)
    assert quick.check.status == "not asked" and quick.text == "2*W'*W*x"
    assert quick.function()(**POINT) == [-18, -24] and quick.check.status == "not asked"
    assert quick.verify().status == "checked" and quick.check.status == "checked"
    told = chainrule.diff(NOTE, shapes=SHAPES, wrt="x")
    assert chainrule.diff(NOTE, shapes=SHAPES, wrt="x", explain=False).to_text("en") == told.to_text("en")
    assert chainrule.diff(NOTE, shapes=SHAPES, wrt="x", explain=False).to_dict("en") == told.to_dict("en")
