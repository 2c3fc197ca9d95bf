"""`learn` with vectors and matrices: against NumPy by hand, samples as rows, what is refused, every format."""
from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

import chainrule
from chainrule.errors import ChainruleError
from chainrule.library.shaped_learning import ShapedLearned
from chainrule.render.formats import FORMATS

LINE = "X: n x 2\ny: n\nw: 2\nb: ()\nL = mean((X*w + b - y).^2)"
DATA = {"x1": [0, 1, 2, 3], "x2": [1, 0, 1, -1], "y": [1, 2, 5, 4]}


def learned(*given: Any, **more: Any) -> ShapedLearned:
    found = chainrule.learn(*given, **more)
    assert isinstance(found, ShapedLearned)
    return found


@pytest.mark.parametrize("method", ["gradient", "momentum", "adam"])
def test_the_way_is_that_of_numpy_by_hand(method: str) -> None:
    way = learned(LINE, wrt=["w", "b"], at={"w": [0.5, -1], "b": 0}, data=DATA, rate=0.05, steps=30, method=method)
    x, y = np.array([DATA["x1"], DATA["x2"]], float).T, np.array(DATA["y"], float)
    p, v, s = np.array([0.5, -1, 0]), np.zeros(3), np.zeros(3)
    for k in range(1, 31):
        miss = x @ p[:2] + p[2] - y
        g = np.append(2 * x.T @ miss, 2 * miss.sum()) / 4
        if method == "momentum":
            v = 0.9 * v + g
        elif method == "adam":
            v, s = 0.9 * v + 0.1 * g, 0.999 * s + 0.001 * g * g
        step = {"gradient": g, "momentum": v,
                "adam": v / (1 - 0.9 ** k) / (np.sqrt(s / (1 - 0.999 ** k)) + 1e-8)}[method]
        p = p - 0.05 * step
    assert way.points[30]["w"] == pytest.approx(p[:2], rel=1e-10) and way.points[30]["b"] == pytest.approx(p[2])
    assert way.losses[30] == pytest.approx(((x @ p[:2] + p[2] - y) ** 2).mean(), rel=1e-10)
    assert way.stopped is None and way.check.status == "checked"


def test_a_network_learns_what_no_line_can() -> None:
    program = ("X: n x 2\ny: n\nW: 3 x 2\nb: 3\nv: 3\nc: ()\nH = tanh(X*W' + b)\no = sigmoid(H*v + c)\n"
               "L = mean((o - y).^2)")
    xor = {"x1": [0, 0, 1, 1], "x2": [0, 1, 0, 1], "y": [0, 1, 1, 0]}
    way = learned(program, wrt=["W", "b", "v", "c"], data=xor, seed=2, rate=2, steps=500)
    assert way.losses[0] > 0.2 and way.losses[-1] < 0.002
    assert set(way.points[0]) == {"W", "b", "v", "c"} and len(way.points[0]["W"]) == 3


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_format(form: Any, lang: Any) -> None:
    from chainrule.render.formats import Look
    way = learned("L = norm(W*x - t)^2", wrt="W", at={"W": [[1, 0], [0, 1]], "x": [1, 2], "t": [3, 3]}, rate=0.05,
                  steps=4, shapes="W: 2x2, x: 2, t: 2")
    assert "0.07812" in way.written(form, Look(lang)) or form == "json" and '"losses"' in way.written(form, Look(lang))
    assert way.points[1]["W"] == [[pytest.approx(1.2), pytest.approx(0.4)], [pytest.approx(0.1), pytest.approx(1.2)]]
    assert "<svg" in way.to_svg(lang)


@pytest.mark.parametrize("more, said", [
    ({"wrt": "w", "at": "w=[1, 2]"}, "no values for b"), ({"wrt": "X"}, "column"), ({"wrt": "q"}, "q"),
    ({"wrt": "w", "at": "w=[1, 2, 3], b=0"}, "w"), ({"seed": 1}, "wrt"),
    ({"data": {"x1": [1, 2], "y": [1, 2]}, "at": "w=[1, 2], b=0"}, "no values for X"),
    ({"data": DATA, "at": "X=[[1, 2]], b=0, w=[0, 0]"}, "X"), ({"rate": 0, "at": "w=[1, 2], b=0"}, "positive"),
    ({"steps": 10 ** 7, "wrt": "w, b", "seed": 1}, "numbers to keep"),
    ({"of": "u", "at": "w=[1, 2], b=0"}, "has to be a number"),
    ({"wrt": "u", "seed": 1}, "`u`"), ({"wrt": "w, b", "at": "w=[1e308, 1], b=0"}, "too large|no value")])
def test_what_cannot_be_is_refused(more: dict[str, Any], said: str) -> None:
    program = LINE.replace("L = mean((X*w + b - y).^2)", "u = X*w\nL = mean((u + b - y).^2)")
    given = {"data": DATA, **more}
    if isinstance(given.get("wrt"), str):
        given["wrt"] = [name.strip() for name in given["wrt"].split(",")]
    with pytest.raises(ChainruleError, match=said):
        chainrule.learn(program, **given)


def test_a_rate_that_is_too_large_ends_where_numbers_end() -> None:
    way = learned(LINE, at="w=[0, 0], b=0", data=DATA, rate=1e30, steps=50)
    assert way.stopped == "overflow" and len(way.losses) > 2


def test_without_numpy_the_same_comes_out() -> None:
    program = f"""
import sys
sys.modules["numpy"] = None
import chainrule
way = chainrule.learn({LINE!r}, at="w=[0.5, -1], b=0", data={DATA!r}, rate=0.05, steps=20, method="adam")
net = chainrule.network("2-3-2", "tanh", inputs=[[1, 2], [3, 4]], targets=[[1, 0], [0, 1]], seed=3, as_="matrices")
print(repr((way.losses[-1], way.points[-1]["w"], net.train(0.1, 20).losses[-1], net.gradients[0]["W"][2])))
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    loss, w, trained, row = eval(found)
    way = learned(LINE, at="w=[0.5, -1], b=0", data=DATA, rate=0.05, steps=20, method="adam")
    net = chainrule.network("2-3-2", "tanh", inputs=[[1, 2], [3, 4]], targets=[[1, 0], [0, 1]], seed=3,
                            as_="matrices")
    assert loss == pytest.approx(way.losses[-1], rel=1e-11) and w == pytest.approx(way.points[-1]["w"], rel=1e-11)
    assert trained == pytest.approx(net.train(0.1, 20).losses[-1], rel=1e-11)
    assert row == pytest.approx(net.gradients[0]["W"][2], rel=1e-11)
