"""Pictures: nothing stands on anything else, every format says the same graph, and nothing typed escapes."""
from __future__ import annotations

import random
import re
import string
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pictures import check, needs_tex
from typer.testing import CliRunner
from work import within

import chainrule
from chainrule import diff
from chainrule.cli.app import app
from chainrule.drawing.advances import SPACE
from chainrule.drawing.diagram import Diagram
from chainrule.drawing.formats import PICTURES
from chainrule.drawing.measure import width
from chainrule.drawing.model import Edge, model, plain
from chainrule.drawing.places import diagram
from chainrule.drawing.png import slanted
from chainrule.drawing.setting import Piece
from chainrule.drawing.typeset import typeset
from chainrule.drawing.wrapped import NARROW, WIDE
from chainrule.language import Language
from chainrule.library.explained import Explained
from chainrule.notation.boxes import Box, Name
from chainrule.reading import read_problem

SAMPLES = sorted((Path(__file__).parent.parent.parent / "samples").glob("*.chain"))
SVG = "{http://www.w3.org/2000/svg}"
NEURON = "z = w*x + b; a = sigmoid(z); L = (a - t)^2"


def drawn(found: Explained) -> Diagram:
    return diagram(model(found._story.stages[0]))


def random_program(seed: int) -> str:
    rng = random.Random(seed)
    names = ["x", "y", "w1", "b_2"]
    called = rng.choice(("n{0}", "n{0}", "값{0}", "a_long_name_{0}"))
    lines = []
    for k in range(rng.randint(2, 10)):
        shape = rng.choice(("sin({0}) + {1}", "{0}*{1}", "{0} - 2*{1}", "exp(-{0})*{1}", "{0}^2", "max({0}, {1})",
                            "{0}/(2 + {1}^2)", "{0} + {1} + {2} + {3} + 1", "sigmoid({0}*{1} + {2})",
                            "({0} + {1})/sqrt(1 + {2}^2)", "1/(1 + 1/(1 + {0}^2))", "cbrt({0})/3 - {1}/7", "abs({0})",
                            "{0} if {0} > {1} else {1}/2", "(2 + sin({0}))^({1}/{2})", "relu({0})*{1}"))
        lines.append(f"{called.format(k)} = " + shape.format(*(rng.choice(names[-5:]) for _ in range(4))))
        names.append(called.format(k))
    return "\n".join(lines)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_samples_are_drawn_without_overlap(path: Path) -> None:
    problem = read_problem(path.read_text(encoding="utf-8"))
    for opened in (None, "all"):
        found = diff(problem.program, problem.wrt or None, at=problem.at, open=opened)
        check(drawn(found))
        ET.fromstring(found.to_svg("ko"))


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_random_graphs_are_drawn_without_overlap(start: int) -> None:
    refused = 0
    for seed in range(start, start + 20):
        rng = random.Random(seed)
        at = {"x": 0.25, "y": -1.5, "w1": 1 / 3, "b_2": 12345.678} if seed % 2 else None
        try:
            found = diff(random_program(seed), wrt=rng.choice([None, None, ["x"], ["y"]]), at=at,
                         open=rng.choice([None, "all", "none"]))
        except chainrule.ChainruleError:
            refused += 1
            continue
        shown = model(found._story.stages[0])
        for wide in (WIDE, NARROW) if seed % 5 else (10_000, NARROW / 2):
            check(diagram(shown, wide))
        ET.fromstring(found.to_svg("en"))
    assert refused < 10


def network(*sizes: int) -> str:
    lines, below = [], [f"x{k}" for k in range(sizes[0])]
    for depth, size in enumerate(sizes[1:]):
        sums = [" + ".join(f"w{depth}_{j}_{i}*{x}" for i, x in enumerate(below)) + f" + b{depth}_{j}"
                for j in range(size)]
        lines += [f"a{depth}_{j} = tanh({text})" for j, text in enumerate(sums)]
        below = [f"a{depth}_{j}" for j in range(size)]
    return "; ".join([*lines, "L = " + " + ".join(f"({x} - t{k})^2" for k, x in enumerate(below))])


def test_a_network_is_drawn_with_bounded_work() -> None:
    found = diff(network(4, 8, 8, 4), open="none")
    picture = found.picture
    svg = within(600_000, lambda: picture.svg("en"))
    check(picture.diagram)
    assert len(picture.model.nodes) > 150
    assert svg == diff(network(4, 8, 8, 4), open="none").to_svg("en"), "the same input gives the same picture"


def chain(count: int, shared: str = "") -> str:
    forms = (f"exp(-u{{0}}){shared}", "u{0}^2 + 1", "u{0}/(1 + u{0})", "sqrt(u{0})", "ln(u{0})")
    return "; ".join(["u0 = sin(x)", *(f"u{k} = " + forms[k % 5].format(k - 1) for k in range(1, count))])


@pytest.mark.parametrize(("shared", "at"), [("", "x=1"), ("", None), ("*a", None), ("*a", "x=1, a=2")])
def test_a_long_chain_is_drawn_in_rows(shared: str, at: str | None) -> None:
    shown = diff(chain(20, shared), at=at).picture.model
    whole = diagram(shown, 10_000)
    assert whole.width > 2 * WIDE
    for wide in (WIDE, NARROW):
        rows = diagram(shown, wide)
        check(rows)
        assert rows.width < 1.3 * wide
        assert [len(part) for part in (rows.shapes, rows.labels, rows.wires)] == [
            len(part) for part in (whole.shapes, whole.labels, whole.wires)]
        for wire, straight in zip(rows.wires, whole.wires, strict=True):
            assert wire.of == straight.of and wire.arrow == straight.arrow
            moved = [(shape.x - wide_shape.x, shape.y - wide_shape.y)
                     for shape, wide_shape in zip(rows.shapes, whole.shapes, strict=True)
                     if isinstance(wire.of, Edge) and shape.node.id == wire.of.gate]
            for dx, dy in moved:  # the arrow still ends at its gate
                end, before = wire.pieces[-1][1][-1], straight.pieces[-1][1][-1]
                assert end == pytest.approx((before[0] + dx, before[1] + dy))


def test_a_picture_that_cannot_be_cut_stays_in_one_row() -> None:
    shown = diff(network(4, 8, 8, 4), open="none").picture.model
    assert diagram(shown) == diagram(shown, 10_000)


def test_what_an_svg_says() -> None:
    root = ET.fromstring(diff("(x+y)*z", at="x=-2, y=5, z=-4").to_svg("ko"))
    texts = {kind: [t.text for t in root.iter(SVG + "text") if t.get("class") == kind]
             for kind in ("input", "value", "gradient")}
    assert texts["input"] == ["x", "y", "z"] and texts["value"] == ["−2", "5", "3", "−4", "−12"]
    assert texts["gradient"] == ["−4", "−4", "−4", "3", "1"]
    assert [g.get("data-node") for g in root.iter(SVG + "g") if g.get("data-node")] == ["x", "y", "u", "z", "f"]
    assert "의존 그래프" in (root.find(SVG + "title").text or "")  # type: ignore[union-attr]
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    other = ET.fromstring(diff("x*y").to_svg("ko")).get("id")
    assert len(ids) == len(set(ids)) and other not in ids


def test_without_a_point_partials_stand_on_the_edges_and_paths_are_lit() -> None:
    picture = diff("(x+y)*z", wrt="x").picture
    told = [(plain(e.label), e.on_path) for e in picture.model.edges]
    assert told == [("1", True), ("", False), ("z", True), ("", False)]
    assert [n.name for n in picture.model.nodes if n.on_path] == ["x", "u", "f"]


def test_branches_carry_their_own_gradient_and_the_stub_the_sum() -> None:
    picture = diff("u = x*y; f = u*x", at="x=2, y=3").picture
    x = next(n for n in picture.model.nodes if n.name == "x")
    branches = [plain(e.label) for e in picture.model.edges if e.source == x.id]
    assert sorted(branches) == ["6", "6"] and x.gradient == "12"
    assert [node.name for _, _, node in picture.diagram.dots] == ["x"]


def test_an_open_definition_has_a_frame() -> None:
    assert not drawn(diff(NEURON)).frames
    frames = drawn(diff("u = (x+1)^2*3; h = sin(u)", open="u")).frames
    assert [name for *_, name in frames] == ["u"]
    picture = drawn(diff("u = (x+1)^2*3; h = sin(u)", open="u"))
    left, top, wide, _, _ = picture.frames[0]
    named = [label for label in picture.labels if label.role == "name" and label.text == Name("u")]
    assert [left < label.x < left + wide and label.y <= top for label in named] == [True], "on the frame, and once"


def test_what_is_typed_stays_text() -> None:
    found = diff("손실 = piecewise(x', x' < 3, 2*x')")
    svg = found.to_svg("ko")
    ET.fromstring(svg)
    assert "손실" in svg and ">x</tspan>′" in svg
    dot = diff("f = x").picture.dot()
    assert '"' in dot and dot.count("{") == dot.count("}")


def test_every_format_shows_the_graph() -> None:
    picture = diff(NEURON, wrt="w", at="w=1, x=2, b=0, t=1").picture
    mermaid, dot, tikz, text = picture.mermaid(), picture.dot(), picture.tikz(), picture.text("en")
    assert mermaid.startswith("flowchart LR\n") and mermaid.count("-->") == 6 == dot.count(" -> ")
    assert tikz.count(r"\begin") == tikz.count(r"\end") == 1 and tikz.count("-latex") == 7
    assert [line.lstrip("│├└─ ").split()[0] for line in text.splitlines()] == ["L", "a", "z", "w", "x", "b", "t"]
    shared = diff("u = x*y; v = sin(u); f = u*v").picture
    assert "(as above)" in shared.text("en") and "(위와 같음)" in shared.text("ko")


def test_png_draws_latin_greek_and_hangul() -> None:
    pytest.importorskip("resvg_py")
    data = diff("손실 = (예측 - θ)^2").picture.png("ko")
    empty = diff("손실 = (예측 - θ)^2").picture
    assert data.startswith(b"\x89PNG") and len(data) > 4000
    bare = re.sub(r"<text.*?</text>", "", empty.svg("ko"))
    from chainrule.drawing.png import render
    assert len(render(bare, 2)) < len(data) * 0.8, "text was drawn"
    upright = re.sub(r' font-style="italic"', "", empty.svg("ko"))
    assert render(upright, 2) != data, "letters are slanted"


def test_too_large_a_graph_is_refused() -> None:
    with pytest.raises(chainrule.TooLargeError) as caught:
        diff("\n".join(f"t{k + 1} = sin(t{k})*t{k}" for k in range(400)), wrt="t0").to_svg()
    assert caught.value.say("ko") != caught.value.say("en")


def test_widths_are_no_less_than_those_of_the_font() -> None:
    ttf = pytest.importorskip("fontTools.ttLib")
    for file in ("ChainruleSans.ttf", "ChainruleMath.otf"):
        font = ttf.TTFont(Path(chainrule.__file__).parent / "drawing" / "fonts" / file)
        cmap, metrics, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        for sign in string.ascii_letters + "αβγδεζηθικλμνξοπρστυφχψω0123456789.+−=×÷()|∂" + SPACE:
            for drawn_as in {sign, slanted(sign)} if file == "ChainruleMath.otf" and sign.isalpha() else {sign}:
                assert width(sign, 1000) >= 0.97 * metrics[cmap[ord(drawn_as)]][0] * 1000 / unit, (file, drawn_as)


def pieces(label: Box | str) -> list[Piece]:
    return [piece for run in typeset(label).runs for piece in run.pieces]


def typed(label: Box | str) -> list[tuple[str, int, bool]]:
    """(signs, whether they stand above or below, whether slanted) of every piece of a label."""
    return [(p.text, (p.rise > 0) - (p.rise < 0), p.slanted) for p in pieces(label)]


def test_labels_are_set_as_formulas() -> None:
    assert typed(Name("w_21")) == [("w", 0, True), ("21", -1, False)]
    assert typed("x²") == [("x", 0, False), ("2", 1, False)]
    assert typed(Name("theta_i'")) == [("θ", 0, True), ("i", -1, True), ("′", 0, False)]
    assert typed(Name("w1_2_3")) == [("w", 0, True), ("1,2,3", -1, False)]
    assert typed(Name("loss")) == [("loss", 0, False)]
    labels = {node.name: node.label for node in diff("z = 2*w_11*x_1 + b; f = e^(-z/2)*(z+1)^2").picture.model.nodes}
    assert "".join(text for text, _, _ in typed(labels["z"])) == f"2w11{SPACE}x1{SPACE}+{SPACE}b"
    assert ("11", -1, False) in typed(labels["z"]) and ("b", 0, True) in typed(labels["z"])
    assert typed(labels["f"])[:4] == [("e", 0, True), ("−", 1, False), ("z", 1, True), ("/2", 1, False)]
    svg = diff("z = w_11*x_1 + b; L = (z - t)^2").to_svg("en")
    assert re.search(r'<tspan font-style="italic">w</tspan><tspan dy="[0-9.]+" font-size="[0-9.]+">11</tspan>', svg)


def test_vectors_and_matrices_are_bold() -> None:
    assert [(p.text, p.bold) for p in pieces(Name("W_1", True))] == [("W", True), ("1", False)]
    assert typeset(Name("W", True)).width > typeset(Name("W")).width
    picture = diff("q = W*x; L = norm(q)^2", shapes="W: 3x2, x: 2").picture
    assert re.search(r'<tspan font-weight="bold">W</tspan>', picture.svg("en"))
    pytest.importorskip("resvg_py")
    from chainrule.drawing.png import render
    assert picture.png("en") != render(picture.svg("en").replace(' font-weight="bold"', ""), 2)


@pytest.mark.parametrize(("formula", "shown"), [
    ("2*3^x", "2·3x"), ("x*y", "x y"), ("x*(y+1)", "x·(y + 1)"), ("2*(y+1)", "2(y + 1)"), ("loss*y", "loss·y"),
    ("2*sin(x)", "2 sin(x)"), ("x^2*y", "x2 y"), ("(x+1)*(y+1)", "(x + 1) (y + 1)"), ("y^(x/(2*v))", "yx/(2v)"),
    ("(x^2)^y", "(x2)y"), ("2^sqrt(x+1)", "2√(x+1)"), ("x^(y+1)", "xy+1"), ("abs(x)", "|x|")])
def test_a_formula_reads_as_it_was_meant(formula: str, shown: str) -> None:
    found = diff(f"z = {formula} + b; f = z*z", open="none").picture.model.nodes
    label = next(node.label for node in found if node.name == "z")
    assert "".join(p.text for p in pieces(label)).replace(SPACE, " ") == f"{shown} + b"


def label_of(formula: str) -> Box | str:
    return next(node.label for node in diff(f"z = {formula} + b; f = z*z", open="none").picture.model.nodes
                if node.name == "z")


@pytest.mark.parametrize(("formula", "strokes"), [
    ("x/(2*y)", 1), ("(x+1)/(y-1) + 1/v", 2), ("x/(1 + 1/y)", 2), ("sqrt(x+1)", 1), ("1/sqrt(x^2+1)", 2), ("x/y*v", 1),
    ("(x/y)^2", 3), ("abs(x/y)", 3), ("floor(x/y)", 5), ("cbrt(x)", 1), ("x^(1/2)", 0), ("x/2 - y/3", 2)])
def test_fractions_and_roots_are_built_up(formula: str, strokes: int) -> None:
    label = label_of(formula)
    setting = typeset(label)
    assert len(setting.strokes) == strokes
    assert "/" not in "".join(piece.text for piece in pieces(label)) or formula == "x^(1/2)"
    for run in setting.runs:
        assert run.x >= -1e-9 and run.x + run.width <= setting.width + 1e-9
        for piece in run.pieces:
            assert piece.rise + 0.7 * piece.size <= setting.above
            assert 0.2 * piece.size - piece.rise <= setting.below
            assert piece.size >= 0.5, "large enough to be read"
    for stroke in setting.strokes:
        for x, y in (stroke.start, *(points[-1] for _, points in stroke.parts)):
            assert -0.02 <= x <= setting.width + 0.1 and -setting.below - 0.1 <= y <= setting.above + 0.1


def test_a_numerator_stands_over_its_bar_and_the_denominator_under_it() -> None:
    setting = typeset(label_of("(x+1)/y"))
    over, under, _ = setting.runs
    (left, foot), top = setting.strokes[0].start, setting.strokes[0].parts[1][1][0]
    assert min(piece.rise for piece in over.pieces) > top[1] and under.pieces[0].rise + 0.5 < foot
    assert left <= over.x and over.x + over.width <= top[0]
    assert over.x + over.width / 2 == pytest.approx((left + top[0]) / 2)


@pytest.mark.parametrize("form", PICTURES)
def test_the_command(form: str, tmp_path: Path) -> None:
    if form == "png":
        pytest.importorskip("resvg_py")
    goal = tmp_path / "graph"
    args = ["graph", "(x+y)*z", "--wrt", "x", "--format", form, "--output", str(goal)]
    assert CliRunner().invoke(app, args).exit_code == 0 and goal.stat().st_size > 50
    again = CliRunner().invoke(app, args)
    assert again.exit_code == 2, "nothing is overwritten"


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_tikz_compiles(engine: str, tmp_path: Path) -> None:
    needs_tex(engine, "tikz.sty", "amsmath.sty")
    pictures = [diff(NEURON, wrt="w", at="w=1, x=2, b=0, t=1"), diff("max(x_1, abs(y))^2/sqrt(z) - e^x"),
                diff("u = e^(-x)*y_2; f = floor(u)^2 + piecewise(u, x < 3, ln(u))")]
    body = "\n\n".join(it.picture.tikz() for it in pictures)
    source = r"\documentclass{article}\usepackage{tikz,amsmath}\begin{document}" + body + r"\end{document}"
    (tmp_path / "t.tex").write_text(source, encoding="utf-8")
    done = subprocess.run([engine, "-interaction=nonstopmode", "-halt-on-error", "t.tex"], cwd=tmp_path, check=False,
                          capture_output=True, timeout=600)
    assert done.returncode == 0, done.stdout[-800:]


def test_the_explanation_may_hold_the_picture() -> None:
    found = diff("(x+y)*z", wrt="x", picture=True)
    assert "```mermaid\nflowchart LR" in found.to_markdown("ko") and "└─ " in found.to_text("en")
    assert r"\begin{tikzpicture}" in found.to_latex("en")
    assert r"\usepackage{tikz}" in found.to_latex("en", standalone=True)
    plain = diff("(x+y)*z", wrt="x")
    assert "mermaid" not in plain.to_markdown("ko") and "tikz" not in plain.to_latex("ko", standalone=True)


@pytest.mark.parametrize(("engine", "lang"), [("pdflatex", "en"), ("xelatex", "ko"), ("lualatex", "en")])
def test_whole_documents_compile(engine: str, lang: Language, tmp_path: Path) -> None:
    needs_tex(engine, "tikz.sty", "amsmath.sty", *(("kotex.sty",) if lang == "ko" else ()))
    found = diff(NEURON, at="w=1, x=2, b=0, t=1", picture=True)
    (tmp_path / "t.tex").write_text(found.to_latex(lang, standalone=True), encoding="utf-8")
    done = subprocess.run([engine, "-interaction=nonstopmode", "-halt-on-error", "t.tex"], cwd=tmp_path, check=False,
                          capture_output=True, timeout=600)
    assert done.returncode == 0, done.stdout[-800:]
