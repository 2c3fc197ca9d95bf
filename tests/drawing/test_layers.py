"""Networks in layers: which layers are found, what is drawn of them, and what is refused."""
from __future__ import annotations

import os
import shlex
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest
from typer.testing import CliRunner

import chainrule
from chainrule import diff
from chainrule.cli.app import app
from chainrule.drawing.column_places import diagram
from chainrule.drawing.columns import MOST, columns
from chainrule.drawing.diagram import overlap
from chainrule.language import Language
from chainrule.reading.networks.architecture import Architecture
from chainrule.reading.networks.program import network
from chainrule.solution.layers import found_layers
from chainrule.solution.stage import Stage

DEEP = ('network 4-8-8-4 --seed 7 --at "x1=0.1, x2=0.9, x3=0.4, x4=0.6, t1=1, t2=0, t3=0, t4=0" --view layers')
SAMPLE = Path(__file__).parent.parent.parent / "samples" / "deep_network.svg"


def program(*sizes: int, activations: tuple[str, ...] = ("sigmoid",), loss: str = "half_squared_error",
            bias: str = "each", penalty: str = "") -> str:
    return network(Architecture(sizes, activations, loss, bias, penalty)).program


def stage_of(text: str, **options: object) -> Stage:
    return diff(text, **options)._story.stages[0]  # type: ignore[arg-type]


def names(stage: Stage) -> list[tuple[list[str], int, int, str]] | None:
    """For every layer its units, how many weights and biases lead to it, and its activation."""
    found = found_layers(stage)
    return None if found is None else [
        ([stage.names.get(i) or stage.graph.name(i) for i in layer.units], len(layer.weights), len(layer.biases),
         layer.activation) for layer in found.layers]


@pytest.mark.parametrize(("sizes", "options"), [
    ((2, 2, 2), {}), ((3, 2, 1), {"bias": "none"}), ((2, 1, 2), {}), ((1, 2, 1), {}), ((2, 2), {}),
    ((2, 3, 3, 2), {"activations": ("tanh", "relu", "softmax"), "loss": "cross_entropy"}),
    ((2, 2, 2), {"bias": "layer", "penalty": "l2"}), ((2, 3, 1), {"loss": "binary_cross_entropy"}),
    ((4, 8, 8, 4), {}), ((3, 3, 2), {"activations": ("linear",), "loss": "hinge"})])
def test_the_layers_of_a_network_are_those_it_was_made_of(sizes: tuple[int, ...], options: dict[str, str]) -> None:
    made = program(*sizes, **options)  # type: ignore[arg-type]
    stage = stage_of(made)
    found = found_layers(stage)
    assert found is not None and [len(layer.units) for layer in found.layers] == list(sizes)
    assert [len(layer.weights) for layer in found.layers[1:]] == [a * b for a, b in zip(sizes, sizes[1:], strict=False)]
    each = {"each": lambda n: n, "layer": lambda n: 1, "none": lambda n: 0}[options.get("bias", "each")]
    assert [len(layer.biases) for layer in found.layers[1:]] == [each(size) for size in sizes[1:]]
    told = names(stage)
    assert told is not None and [unit[0] for unit in told[-1][0]] == ["o"] * sizes[-1] and found.has_loss
    assert [stage.graph.name(i) for i in found.targets] == [f"t{k + 1}" for k in range(sizes[-1])]


def test_layers_are_found_in_programs_of_ones_own() -> None:
    own = stage_of("h1 = relu(a11*p + a12*q + c1); h2 = relu(a21*p + a22*q + c2); out = g1*h1 + g2*h2 + d; "
                   "loss = (out - target)^2")
    assert names(own) == [(["p", "q"], 0, 0, ""), (["h1", "h2"], 4, 2, "relu"), (["out"], 2, 1, "")]
    korean = stage_of("은닉1 = tanh(w1*x + b1); 은닉2 = tanh(w2*x + b2); 출력 = v1*은닉1 + v2*은닉2")
    found = found_layers(korean)
    assert names(korean) == [(["x"], 0, 0, ""), (["은닉1", "은닉2"], 2, 2, "tanh"), (["출력"], 2, 0, "")]
    assert found is not None and not found.has_loss


@pytest.mark.parametrize("text", [
    "f = sin(x)*y", "u = x*y; f = u^2", "a = x + y; b = a*x; c = b*a; f = c*x",
    "z = w*x + b; a = sigmoid(z); L = (a - t)^2",
    "h1 = w1*x; h2 = w2*x; f = v1*h1 + v2*h2 + x*u", "x = t^2; y = 3*t; f = x*y"])
def test_where_there_are_no_layers_they_are_refused(text: str) -> None:
    picture = diff(text).picture
    with pytest.raises(chainrule.OptionError) as caught:
        picture(view="layers")
    assert caught.value.say("ko") != caught.value.say("en")
    done = CliRunner().invoke(app, ["graph", text, "--view", "layers"])
    assert done.exit_code == 2 and "network 2-2-2 --program" in done.output


def test_other_views_are_refused() -> None:
    with pytest.raises(chainrule.OptionError):
        diff("x*y").picture(view="rings")  # type: ignore[arg-type]
    assert CliRunner().invoke(app, ["graph", "x*y", "--view", "rings"]).exit_code == 2
    assert CliRunner().invoke(app, ["network", "2-2-2", "--view", "layers"]).exit_code == 2, "no picture"
    matrices = ["network", "2-2-2", "--as", "matrices", "--view", "layers", "--format", "svg"]
    assert CliRunner().invoke(app, matrices).exit_code == 2, "every layer is one node there"


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(("text", "at", "wrt"), [
    (program(2, 2, 2), None, None),
    (program(2, 12, 3, activations=("relu", "softmax"), loss="cross_entropy"), None, None),
    (program(2, 2, 1),
     "x1=1, x2=1/3, w11=-0.5, w21=1/4, w12=3, w22=-12345.678, w31=1, w41=2, b1=0, b2=1e-7, b3=1, t1=0", ["w11"]),
    ("아주긴이름의값1 = tanh(w1*x + b1); 아주긴이름의값2 = tanh(w2*x + b2); "
     "결과 = v1*아주긴이름의값1 + v2*아주긴이름의값2", None, ["v1", "w2", "b1"])])
def test_nothing_stands_on_anything_else(text: str, at: str | None, wrt: list[str] | None, lang: Language) -> None:
    placed = diagram(columns(stage_of(text, at=at, wrt=wrt), lang))
    for one, other in combinations(placed.labels, 2):
        assert not overlap(one.box, other.box), (one, other)
    grounds = set(placed.grounds)
    for shape in placed.shapes:
        for label in placed.labels:
            within = shape.box[0] <= label.box[0] and label.box[2] <= shape.box[2]
            inside = within and shape.box[1] <= label.box[1] and label.box[3] <= shape.box[3]
            assert inside or not overlap(label.box, shape.box), (label, shape)
        for rival in placed.shapes:
            assert rival is shape or {shape, rival} & grounds or not overlap(shape.box, rival.box)
    for label in placed.labels:
        assert label.box[0] >= 0 and label.box[1] >= 0
        assert label.box[2] <= placed.width and label.box[3] <= placed.height


def test_a_deep_network_fits_a_screen() -> None:
    placed = diagram(columns(stage_of(program(4, 8, 8, 4)), "ko"))
    assert placed.width <= 1600 and placed.height <= 1200
    said = [label.text for label in placed.labels]
    assert {"입력층", "은닉층 1", "은닉층 2", "출력층", "손실", "노드 8개, σ", "가중치 64개, 편향 8개"} <= set(said)


def test_of_a_large_layer_the_first_units_and_the_last_are_drawn() -> None:
    shown = columns(stage_of(program(3, 20, 2)), "en").columns[1]
    assert shown.count == "20 units, σ" and len(shown.units) == MOST
    assert [unit and unit.name for unit in shown.units] == ["a1", "a2", "a3", "a4", "a5", "a6", None, "a20"]


def test_every_format_shows_the_layers() -> None:
    picture = diff(program(2, 2, 2), at=None).picture(view="layers")
    text = picture.text("ko")
    assert [line.lstrip("└─ ").split(" = ")[0] for line in text.splitlines()][1:] == [
        "출력층", "[w31 … w42, b3, b4] 은닉층", "[w11 … w22, b1, b2] 입력층"]
    assert picture.mermaid("en").count("-->") == 3 and "hidden layer" in picture.dot("en")
    assert "은닉층" in picture.tikz(language="ko") and "hidden layer" in picture.tikz()
    root = ET.fromstring(picture.svg("ko"))
    assert len([g for g in root.iter("{http://www.w3.org/2000/svg}circle") if g.get("class") == "shape"]) == 6
    told = root.find("{http://www.w3.org/2000/svg}desc")
    assert told is not None and told.text == (
        "입력층: 입력 2개; 은닉층: 노드 2개, σ: 가중치 4개, 편향 2개; 출력층: 노드 2개, σ: 가중치 4개, 편향 2개")
    net = chainrule.network("2-2-2", inputs=[[0, 1]], targets=[[1, 0]], seed=1)
    assert net.to_svg("en", "layers").count(">hidden layer<") == 1 and net.to_svg("en") != net.to_svg("en", "layers")


def test_the_sample() -> None:
    done = CliRunner(env={"CHAINRULE_LANG": None}).invoke(app, [*shlex.split(DEEP), "--format", "svg", "--lang", "en"])
    assert done.exit_code == 0
    if os.environ.get("CHAINRULE_REWRITE") == "1":
        SAMPLE.write_text(done.output, encoding="utf-8")
    assert SAMPLE.read_text(encoding="utf-8") == done.output
