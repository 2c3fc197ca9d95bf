"""The way downhill, against the same steps written by hand."""
from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from chainrule.graph.build import build
from chainrule.graph.degree import degree
from chainrule.numbers.contours import contour, grid
from chainrule.numbers.curvature import steepest
from chainrule.numbers.descent import descend
from chainrule.numbers.methods import METHODS
from chainrule.numbers.moving import Pace
from chainrule.numbers.objective import Objective, Values
from chainrule.reading import read


def objective(program: str, *names: str, **fixed: float) -> Objective:
    built = build(read(program))
    rows = ({built.inputs[name]: value for name, value in fixed.items()},)
    return Objective(built.graph, built.output, tuple(built.inputs[n] for n in names), rows)


def by_hand(method: str, slope: Callable[[float], float], x: float, rate: float, steps: int) -> float:
    v = m = s = 0.0
    for k in range(1, steps + 1):
        g = slope(x)
        if method == "gradient":
            x -= rate * g
        elif method == "momentum":
            v = 0.9 * v + g
            x -= rate * v
        else:
            m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g * g
            x -= rate * (m / (1 - 0.9 ** k)) / (math.sqrt(s / (1 - 0.999 ** k)) + 1e-8)
    return x


@pytest.mark.parametrize("method", METHODS)
def test_every_method_goes_as_its_rule_says(method: str) -> None:
    walk = descend(objective("x^4 - 2*x^2 + 0.25*x", "x"), (0.5,), Pace(METHODS[method], 0.03, 40))
    wanted = by_hand(method, lambda x: 4 * x ** 3 - 4 * x + 0.25, 0.5, 0.03, 40)
    assert walk.points[-1][0] == pytest.approx(wanted, rel=1e-12)
    assert walk.stop is None and len(walk.points) == len(walk.losses) == 41


def test_a_mean_over_rows_is_the_mean_of_their_losses_and_slopes() -> None:
    built = build(read("L = (w*x + b - y)^2"))
    x, y, w, b = (built.inputs[name] for name in "xywb")
    rows = tuple({x: p, y: q} for p, q in ((1.0, 1.0), (2.0, 3.0), (4.0, 5.0)))
    value, slopes = Objective(built.graph, built.output, (w, b), rows).look((0.5, -1.0))
    errors = [(0.5 * p - 1.0 - q, p) for p, q in ((1.0, 1.0), (2.0, 3.0), (4.0, 5.0))]
    assert value == pytest.approx(sum(e * e for e, _ in errors) / 3, rel=1e-14)
    by_w, by_b = sum(2 * e * p for e, p in errors) / 3, sum(2 * e for e, _ in errors) / 3
    assert slopes == pytest.approx((by_w, by_b), rel=1e-14)


def test_a_case_that_does_not_hold_need_not_have_a_slope() -> None:
    value, slopes = objective("ln(x) if x > 0 else x^2", "x").look((-1.5,))
    assert (value, slopes) == (2.25, (-3.0,))


def test_what_overflows_keeps_what_was_reached() -> None:
    walk = descend(objective("x^4", "x"), (2.0,), Pace(METHODS["gradient"], 1.0, 100))
    assert walk.stop is not None and walk.stop.cause == "overflow" and walk.stop.step == len(walk.points) - 1 > 2
    assert all(math.isfinite(x) for point in walk.points for x in point)


def test_a_loss_too_large_for_a_double_does_not_end_the_way_while_the_point_is_not() -> None:
    walk = descend(objective("(x - 1)^2", "x"), (3.0,), Pace(METHODS["gradient"], 1e30, 6))
    assert walk.losses[-1] == math.inf and math.isfinite(walk.points[-1][0]) and walk.stop is None


def test_a_step_out_of_the_domain_ends_the_way() -> None:
    walk = descend(objective("x - ln(x)", "x"), (0.1,), Pace(METHODS["gradient"], -0.1, 5))
    assert walk.stop is not None and walk.stop.cause == "domain" and walk.points == ((0.1,),)


@pytest.mark.parametrize("steps", [10, 10_000])
def test_only_who_watches_may_stop_it_and_keep_what_was_reached(steps: int) -> None:
    made: list[int] = []

    def tick(step: int) -> None:
        made.append(step)
        if step == 3:
            raise KeyboardInterrupt

    walk = descend(objective("x^2", "x"), (1.0,), Pace(METHODS["gradient"], 0.1, steps), tick)
    assert made == [1, 2, 3] and walk.stop is not None
    assert (walk.stop.cause, walk.stop.step) == ("interrupted", 3)
    assert len(walk.points) == len(walk.losses) == len(walk.gradients) == 4

    class Interrupting(Objective):
        def look(self, at: Values) -> tuple[float, Values]:
            if at != (1.0,):
                raise KeyboardInterrupt
            return super().look(at)

    watched = objective("x^2", "x")
    with pytest.raises(KeyboardInterrupt):
        descend(Interrupting(watched.graph, watched.output, watched.parameters, watched.rows), (1.0,),
                Pace(METHODS["gradient"], 0.1, 5))


PROGRAMS = ("(w*x + b - y)^2 + 1/(1 + w^2)", "ln(1 + w^2)*x + exp(-b*y)", "max(w*x, b) + abs(b - y)",
            "w^2 if w*x > b else (b - w)^2 + ln(w*x - b + 10)", "sigmoid(w*x + b)*tanh(w - y) + softplus(b)")


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_compiled_way_is_the_way_of_the_evaluator(program: str) -> None:
    built = build(read(program))
    x, y, w, b = (built.inputs.get(name, -1) for name in "xywb")
    rows = tuple({i: v for i, v in ((x, p), (y, q)) if i >= 0} for p, q in ((0.4, 1.1), (2.0, 0.3)))
    found = Objective(built.graph, built.output, (w, b), rows)
    for at in ((0.3, -0.7), (1.25, 0.5), (-2.0, 0.1)):
        value, slopes = found.look(at)
        again, others = found.look_often(at)
        assert again == pytest.approx(value, rel=1e-14) and others == pytest.approx(slopes, rel=1e-13, abs=1e-15)


def test_curvature_is_the_largest_eigenvalue() -> None:
    assert steepest(objective("(w*x + b - y)^2", "w", x=4, b=-3, y=3), (1.0,)) == pytest.approx(32)
    found = steepest(objective("2*a^2 + 3*a*c + 5*c^2", "a", "c"), (1.0, 2.0))
    assert found == pytest.approx(7 + math.sqrt(9 + 9), rel=1e-9)  # of [[4, 3], [3, 10]]


@pytest.mark.parametrize("text, wanted", [
    ("(w*x + b - y)^2", 2), ("w*x + b", 1), ("x^2*y", 0), ("w*b", 2), ("w/x - b", 1), ("x/w", math.inf),
    ("exp(w)", math.inf), ("w^0.5", math.inf), ("(w^2 + b)^3", 6), ("abs(b)", math.inf)])
def test_degree_in_some_of_the_variables(text: str, wanted: float) -> None:
    built = build(read(text))
    assert degree(built.graph, built.output, {built.inputs[n] for n in "wb" if n in built.inputs}) == wanted


def test_contour_lines_lie_on_their_level() -> None:
    places = [k / 10 - 2 for k in range(41)]
    lines = contour(grid(lambda x, y: x * x + y * y, places, places), places, places, 1.5)
    assert len(lines) == 1 and len(lines[0]) > 20 and lines[0][0] == lines[0][-1]  # a closed circle
    assert all(x * x + y * y == pytest.approx(1.5, abs=0.01) for x, y in lines[0])
