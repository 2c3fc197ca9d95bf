"""Random programs with vectors and matrices: right against differences, refused in words, shown in every format."""
from __future__ import annotations

import json
import random

import pytest
from pictures import check

import chainrule
from chainrule.drawing.formats import PICTURES
from chainrule.graph.grids.floats import Floats
from chainrule.graph.shaped_values import evaluate_shaped
from chainrule.language import LANGUAGES

LISTS = Floats()
NUMBER = (1, 1)
TOTALS = ("sum", "mean", "norm", "norm1", "norminf", "max", "min", "var", "prod")
SQUARES = ("tr", "det", "logdet")
ENTRIES = ("relu", "tanh", "exp", "abs", "sigmoid", "sin")


def expression(rng, shape, depth, env):
    """A program whose value has this shape; `env` collects the shapes of its variables."""
    if depth == 0 or rng.random() < 0.1:
        known = [name for name, own in env.items() if own == shape]
        name = rng.choice(known) if known and rng.random() < 0.6 else f"{'xXA'[len(env) % 3]}_{len(env)}"
        env[name] = shape
        return name

    def inner(own):
        return expression(rng, own, depth - 1, env)

    rows, columns = shape
    if shape == NUMBER:
        own = rng.choice(((2, 1), (3, 1), (1, 3), (2, 2), (3, 2)))
        return rng.choice((
            lambda: f"{rng.choice(TOTALS)}({inner(own)})", lambda: f"{rng.choice(SQUARES)}({inner((2, 2))})",
            lambda: f"norm({inner(own)})^2", lambda: f"dot({inner((3, 1))}, {inner((3, 1))})",
            lambda: f"({inner((1, 2))})*({inner((2, 1))})", lambda: f"({inner(NUMBER)} + {inner(NUMBER)})",
            lambda: f"logsumexp({inner((3, 1))})"))()
    return rng.choice((
        lambda: f"({inner(shape)} + {inner(shape)})", lambda: f"({inner(shape)}) .* ({inner(shape)})",
        lambda: f"({inner((columns, rows))})'", lambda: f"{rng.choice(ENTRIES)}({inner(shape)})",
        lambda: f"3*({inner(shape)})", lambda: f"max({inner(shape)}, 0)", lambda: f"softmax({inner(shape)})",
        lambda: f"({inner((rows, 4))})*({inner((4, columns))})",
        lambda: f"inv({inner(shape)})" if rows == columns else f"({inner(shape)} - {inner(shape)})"))()


def point(rng, env):
    """Irregular decimals, small whole numbers, zeros or ones; a vector as a list."""
    draw = rng.choice((lambda: round(rng.uniform(-1.5, 1.5), 2), lambda: rng.randint(-2, 2), lambda: 0, lambda: 1))
    grids = {name: [[draw() for _ in range(columns)] for _ in range(rows)] for name, (rows, columns) in env.items()}
    return {name: rows[0][0] if env[name] == NUMBER else rows for name, rows in grids.items()}


def slopes(found, at, name, step):
    """Differences of the function by every entry of a variable."""
    graph, output = found.facts.graph, found.facts.output
    cone = graph.cone([output])

    def value(moved):
        held = {i: LISTS.value(moved[graph.name(i)]) for i in graph.inputs([output])}
        return evaluate_shaped(graph, cone, held, LISTS)[output]

    def changed(i, j, by):
        if not isinstance(at[name], list):
            return value({**at, name: at[name] + by})
        rows = [list(map(float, row)) for row in at[name]]
        rows[i][j] += by
        return value({**at, name: rows})

    rows = at[name] if isinstance(at[name], list) else [[at[name]]]
    return [(changed(i, j, step) - changed(i, j, -step)) / (2 * step)
            for i, row in enumerate(rows) for j, _ in enumerate(row)]


def flat(rows):
    return [x for row in rows for x in flat(row)] if isinstance(rows, list) else [rows]


@pytest.mark.parametrize("start", range(0, 24, 8))
def test_random_programs(start):
    compared = refused = 0
    for seed in range(start, start + 8):
        rng, env = random.Random(seed), {}
        program = expression(rng, NUMBER if rng.random() < 0.8 else (2, 2), rng.choice((1, 2, 2)), env)
        at = point(rng, env)
        shapes = {name: shape if shape != NUMBER else () for name, shape in env.items()}
        try:
            found = chainrule.diff(program, shapes=shapes, at=at, picture=True)
        except chainrule.ChainruleError as error:
            refused += 1
            assert error.say("en") != error.say("ko")
            continue
        assert found.check.status in ("checked", "unchecked"), program
        shown(found)
        graph = getattr(found, "facts", None) and found.facts.graph
        if graph is None or graph.shape(found.facts.output) != NUMBER or found.facts.passes.kinks:
            continue
        values = found.value if isinstance(found.value, dict) else {found.variables[0]: found.value}
        for name, value in values.items():
            expected, finer = slopes(found, at, name, 1e-5), slopes(found, at, name, 1e-6)
            if all(abs(a - b) < 1e-4 * max(1, abs(a)) for a, b in zip(expected, finer, strict=True)):
                assert flat(value) == pytest.approx(expected, rel=1e-4, abs=1e-5), (program, at, name)
                compared += 1
    assert compared >= 3 and refused <= 4


def shown(found):
    """Every face in both languages."""
    for language in LANGUAGES:
        for detail in ("brief", "full"):
            text = found.to_text(language, detail=detail)
            assert "{" not in text.replace("{x", "") and "None" not in text
        assert found.to_latex(language) and found.to_markdown(language) and found.to_html(language)
        json.dumps(found.to_dict(language), allow_nan=False)
        assert all(found.picture.written(form, language) for form in PICTURES if form != "png")
    check(found.picture.diagram)
