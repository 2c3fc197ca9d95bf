"""A network of matrices: its page in every format, weights from everywhere, what its program is."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import chainrule
from chainrule.cli.app import app
from chainrule.reading.networks.activations import ACTIVATIONS
from chainrule.render.formats import FORMATS, Look
from chainrule.rules.losses import LOSSES

INPUTS, TARGETS = [[0.1, 0.2], [0.3, 0.4], [-1.0, 0.5]], [[1, 0], [0, 1], [0, 1]]

GOALS = [k / 10 for k in range(10)]


def run(*line: str) -> Any:
    found = CliRunner(env={"CHAINRULE_LANG": "en", "LC_ALL": "C.UTF-8", "COLUMNS": "100"}).invoke(app, list(line))
    assert found.exit_code == 0, found.stderr
    return found.output


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_page_in_every_format(lang: Any) -> None:
    net = chainrule.network("2-3-2", ["tanh", "softmax"], "cross_entropy", INPUTS, TARGETS, seed=1, as_="matrices")
    assert net.check.status == "checked"
    loss = f"{net.loss:.4g}"
    for form in FORMATS:
        assert loss in net.written(form, Look(lang)) or form == "json"
    text = net.to_text(lang, width=120)
    assert "(O - T)/n" in text and "(dW1)ᵀ" in text and "→" in text  # what every transpose comes from, and the update
    way = net.learn(0.5, 20)
    assert way.losses == net.train(0.5, 20).losses and f"{way.losses[-1]:.4g}" in way.to_text(lang)
    assert "<svg" in net.to_svg(lang) and json.dumps(net.to_dict(lang))


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_and_activation_of_a_large_network(loss: str) -> None:
    needed = LOSSES[loss].needs
    for name in ACTIVATIONS:
        if needed and name not in needed or loss == "poisson_nll" and name not in ("exp", "softplus", "softmax"):
            continue
        layers = ["tanh" if name == "softmax" else name, "sigmoid", name]
        net = chainrule.network((16, 64, 64, 10), layers, loss, [[0.1] * 16, [-0.2] * 16], [GOALS] * 2, seed=4)
        made = net.train(0.01, 3)
        assert made.losses[-1] < made.losses[0] or made.losses[-1] == made.losses[0] == 0, (name, loss)
        assert len(net.gradients[1]["W"]) == 64 == len(net.gradients[1]["b"])


def test_a_way_that_cannot_be_kept_is_refused() -> None:
    net = chainrule.network("16-64-64-10", inputs=[[0.1] * 16], targets=[[0.1] * 10])
    with pytest.raises(chainrule.ChainruleError, match="numbers to keep"):
        net.train(0.1, 100_000)


def test_weights_from_json_arrays_names_and_a_seed(tmp_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    layers = [{"W": [[0.5, -1.0], [0.25, 2.0]], "b": [0.1, 0.2]}, {"W": [[1.0, -0.5]], "b": [0.3]}]
    (tmp_path / "net.json").write_text(json.dumps({"layers": layers}), encoding="utf-8")
    numpy.savez(tmp_path / "net.npz", **{f"{letter}{k}": layer[letter] for k, layer in enumerate(layers, 1)
                                         for letter in "Wb"})
    (tmp_path / "data.csv").write_text("x1,x2,t1\n1,2,0\n3,4,1\n", encoding="utf-8")
    line = ("network", "2-2-1", "--as", "matrices", "--format", "json")
    data = ("--data", str(tmp_path / "data.csv"))
    named = "W1=[[0.5, -1], [0.25, 2]], b1=[0.1, 0.2], W2=[[1, -0.5]], b2=[0.3], X=[[1, 2], [3, 4]], T=[[0], [1]]"
    one, two, three = (json.loads(run(*line, *more)) for more in (
        ("--weights", str(tmp_path / "net.json"), *data), ("--weights", str(tmp_path / "net.npz"), *data),
        ("--at", named)))
    assert one["loss_value"] == two["loss_value"] == three["loss_value"] and one["gradients"] == three["gradients"]
    drawn = json.loads(run(*line, "--seed", "3", *data))
    assert drawn["values"]["b1"] == [0, 0] and drawn["loss_value"] != one["loss_value"]


def test_the_program_is_an_ordinary_one(tmp_path: Path) -> None:
    program = run("network", "16-64-10", "--activation", "relu,softmax", "--loss", "cross_entropy", "--batch", "32",
                  "--penalty", "l2", "--bias", "layer", "--program")
    assert program.splitlines()[:3] == ["X: 32 x 16", "T: 32 x 10", "W1: 64 x 16"] and "b1: ()" in program
    path = tmp_path / "net.chain"
    path.write_text(program, encoding="utf-8")
    assert "64×16" in run("diff", "--from", str(path), "--wrt", "W1", "--detail", "brief")
    assert "32×64" in run("network", "16-64-10", "--batch", "32") and "n×64" in run("network", "16-64-10")


def test_small_networks_are_written_in_numbers() -> None:
    assert run("network", "10-10-1", "--program").startswith("z1 = ")
    assert run("network", "11-1", "--program").startswith("X: n x 11")
    shown = " ".join(run("network", "2-1").split())
    assert "1 unit with sigmoid" in shown and shown.count("o1 its output") == 1
