"""Pictures of vectors and matrices: shapes on wires, grids of numbers, linear maps on edges; nothing overlaps."""
from __future__ import annotations

import json
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pictures import check, needs_tex
from typer.testing import CliRunner

import chainrule
from chainrule.cli.app import app
from chainrule.drawing.formats import PICTURES
from chainrule.drawing.model import plain
from chainrule.language import LANGUAGES
from chainrule.rules.matrices import MATRICES

SVG = "{http://www.w3.org/2000/svg}"
SEED = {"W": [[0.1, 0.5], [-0.3, 0.8]], "x": [0.2, 0.4]}
PROGRAMS = [
    ("q = W*x; L = norm(q)^2", "x: 2, W: 2x2", SEED),
    ("L = x'*A*x", "x: 2, A: 2x2", {"x": [1, 2], "A": [[1, 2], [3, 4]]}),
    ("L = tr(W'*W*W)", "W: 2x2", {"W": [[1, 2], [3, -4.5]]}),
    ("Z = X*W + b; P = softmax(Z); L = -sum(T .* log(P))", "X: 5x3, W: 3x2, b: 2, T: 5x2",
     {"X": [[k, 1 / 3, -k] for k in range(5)], "W": [[1, 0], [0, 1], [1, 1]], "b": [0, 1], "T": [[1, 0]] * 5}),
    ("L = sum(softmax(Q*K'/sqrt(3))*V)", "Q: 5x3, K: 5x3, V: 5x2", None),
    ("L = logdet(A) + norm1(A) + norminf(A) + tr(inv(A)) + sum([a; b] .^ 2)", "A: 3x3, a: 2, b: 3", None),
    ("y = relu(W*x)", "W: 7x9, x: 9", {"W": [[0.5] * 9] * 7, "x": [1] * 9}),
]


@pytest.mark.parametrize(("program", "shapes", "at"), PROGRAMS, ids=[program for program, _, _ in PROGRAMS])
def test_every_format_is_drawn_and_nothing_overlaps(program, shapes, at):
    for point in dict.fromkeys((None, json.dumps(at))):
        found = chainrule.diff(program, shapes=shapes, at=point and json.loads(point), picture=True)
        check(found.picture.diagram)
        for language in LANGUAGES:
            ET.fromstring(found.to_svg(language))
            assert all(found.picture.written(form, language) for form in PICTURES if form != "png")
        shape = f"{found.facts.graph.shape(found.facts.gradients[0].node)[0]}×"
        for told in (found.to_svg("ko"), found.picture.text("ko"), found.picture.dot(), found.picture.mermaid(),
                     found.to_html("en")):
            assert shape in told


def test_the_seeds_figure():
    picture = chainrule.diff("q = W*x; L = norm(q)^2", at=SEED).picture
    told = {node.name: (node.shape, plain(node.value), plain(node.gradient)) for node in picture.model.nodes}
    assert told["W"] == ("2×2", "[0.1, 0.5; −0.3, 0.8]", "[0.088, 0.176; 0.104, 0.208]")
    assert told["x"] == ("2×1", "[0.2; 0.4]", "[−0.112; 0.636]")
    assert told["q"] == ("2×1", "[0.22; 0.26]", "[0.44; 0.52]") and told["L"] == ("", "0.116", "1")
    root = ET.fromstring(picture.svg("ko"))
    texts = ["".join(text.itertext()) for text in root.iter(SVG + "text") if text.get("class") == "value"]
    assert texts == ["0.1", "0.5", "−0.3", "0.8", "0.2", "0.4", "0.22", "0.26", "0.116"]
    brackets = [path.get("class") for path in root.iter(SVG + "path")]
    assert brackets.count("value") == brackets.count("gradient") == 18, "six brackets of three strokes"


def test_without_a_point_the_linear_maps_stand_on_the_edges():
    picture = chainrule.diff("q = W*x; L = norm(q)^2", "x", shapes="W: 3x2, x: 2").picture
    labels = {plain(edge.label): edge.on_path for edge in picture.model.edges}
    assert labels == {"": False, "W·dx": True, "2·⟨q, dq⟩": True}
    assert "└─ [W·dx] x (2×1)" in picture.text("en")


def test_a_matrix_used_twice_has_a_gradient_on_every_branch():
    picture = chainrule.diff("L = tr(W'*W)", at={"W": [[1, 2], [3, 4]]}).picture
    w = next(node for node in picture.model.nodes if node.name == "W")
    branches = [plain(edge.label) for edge in picture.model.edges if edge.source == w.id]
    assert branches == ["[1, 2; 3, 4]"] * 2 and plain(w.gradient) == "[2, 4; 6, 8]"


def test_a_large_matrix_is_shown_by_its_corner():
    picture = chainrule.diff("L = sum(A .* A)", at={"A": [[k + j for j in range(9)] for k in range(9)]}).picture
    value = next(plain(node.value) for node in picture.model.nodes if node.name == "A")
    assert value == "[0, 1, ⋯, 8; 1, 2, ⋯, 9; ⋮, ⋮, ⋮, ⋮; 8, 9, ⋯, 16]"


def test_every_operation_has_a_sign():
    for rule in MATRICES.values():
        assert rule.opened or rule.form or rule.sign, rule.name


def test_too_many_nodes_are_refused():
    lines = [f"h{k + 1} = tanh(W*h{k})" for k in range(320)]
    found = chainrule.diff("; ".join([*lines, "L = sum(h320)"]), shapes="W: 4x4, h0: 4")
    with pytest.raises(chainrule.TooLargeError):
        found.to_svg()
    assert "<svg" not in found.to_html("en")


@pytest.mark.parametrize("form", [form for form in PICTURES if form != "png"])
def test_the_command(form, tmp_path):
    goal = tmp_path / "graph"
    done = CliRunner().invoke(app, ["graph", "q = W*x; L = norm(q)^2", "--shape", "x=3", "--shape", "W=2x3", "--lang",
                                    "ko", "--format", form, "--output", str(goal)])
    assert done.exit_code == 0, done.output
    assert "2×3" in goal.read_text("utf-8") or form == "tikz" and r"2$\times$3" in goal.read_text("utf-8")


def test_pixels():
    pytest.importorskip("resvg_py")
    assert chainrule.diff("q = W*x; L = norm(q)^2", at=SEED).picture.png("ko").startswith(b"\x89PNG")


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_tikz_compiles(engine, tmp_path):
    needs_tex(engine, "tikz.sty", "amsmath.sty")
    body = "\n\n".join(chainrule.diff(program, shapes=shapes, at=at).picture.tikz() for program, shapes, at in PROGRAMS)
    source = r"\documentclass{article}\usepackage{tikz,amsmath}\begin{document}" + body + r"\end{document}"
    (tmp_path / "t.tex").write_text(source, encoding="utf-8")
    done = subprocess.run([engine, "-interaction=nonstopmode", "-halt-on-error", "t.tex"], cwd=tmp_path, check=False,
                          capture_output=True, timeout=600)
    assert done.returncode == 0, done.stdout[-800:]
    assert Path(tmp_path / "t.pdf").stat().st_size > 5000
