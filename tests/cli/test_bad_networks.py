"""What cannot be a network, or a descent: every kind is refused with its place and what was expected, exit status 2."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from chainrule.cli.app import app

FILES = {
    "good.csv": "x1,x2,t1\n1,2,0\n3,4,1\n", "short.csv": "x1,t1\n1,0\n", "empty.csv": "x1,x2,t1\n1,,0\n",
    "nan.csv": "x1,x2,t1\n1,2,0\n1,nan,0\n", "words.csv": "x1,x2,t1\n1,two,0\n", "ragged.csv": "x1,x2,t1\n1,2\n",
    "twice.csv": "x1,x1,t1\n1,2,0\n", "bare.csv": "x1,x2,t1\n", "huge.csv": "x1,x2,t1\n1,1e400,0\n",
    "net.json": json.dumps([{"W": [[0.1, 0.2]], "b": [0.3]}]), "deep.json": json.dumps([{"W": [[1, 2]]}] * 2),
    "wide.json": json.dumps([{"W": [[1, 2, 3]], "b": [0]}]),
    "biases.json": json.dumps([{"W": [[1, 2]], "b": [0, 0]}]),
    "text.json": json.dumps([{"W": [["1", 2]]}]), "nan.json": '[{"W": [[NaN, 2]]}]', "broken.json": "[{",
    "no.npz": "PK"}
NET = ("network", "2-1")
SEEDED = (*NET, "--seed", "1")
MATRICES = (*SEEDED, "--as", "matrices")
LINE = ("learn", "L = (w*x1 - t1)^2", "--wrt", "w")
SHAPED = ("learn", "X: n x 2\nw: 2\nt1: n\nL = mean((X*w - t1).^2)", "--wrt", "w")

# What is typed, and what the message has to hold.
TABLE: tuple[tuple[tuple[str, ...], str], ...] = (
    # names without values
    ((*NET, "--at", "x1=1, x2=1, t1=0"), "w11, w21, b1"), (SEEDED + ("--at", "x1=1"), "x2, t1"),
    ((*MATRICES, "--at", "X=[[1, 2]]"), "T"),
    ((*NET, "--as", "matrices", "--at", "X=[[1, 2]], T=[[1]]"), "W1"),
    (("learn", "(w*x - 1)^2", "--at", "w=1", "--wrt", "w"), "x"), (("learn", "(w*x - 1)^2", "--wrt", "w, x"), "--seed"),
    (("learn", "(w*x - 1)^2", "--seed", "1"), "wrt"),
    # names that are not there
    ((*SEEDED, "--at", "x1=1, x2=1, t1=0, q=1"), "q"), ((*SEEDED, "--at", "x1=1, x2=1, t1=0", "--wrt", "w99"), "w99"),
    ((*MATRICES, "--at", "X=[[1, 2]], T=[[1]]", "--wrt", "W2"), "W2"), (("learn", "w^2", "--wrt", "v"), "v"),
    # files of samples
    ((*SEEDED, "--data", "short.csv"), "x2"), ((*MATRICES, "--data", "short.csv"), "x2"),
    ((*SEEDED, "--data", "empty.csv"), "empty.csv:2"), ((*SEEDED, "--data", "nan.csv"), "nan.csv:3"),
    ((*SEEDED, "--data", "huge.csv"), "huge.csv:2"), ((*SEEDED, "--data", "words.csv"), "words.csv:2"),
    ((*SEEDED, "--data", "ragged.csv"), "ragged.csv:2"), ((*SEEDED, "--data", "twice.csv"), "x1"),
    ((*SEEDED, "--data", "bare.csv"), "bare.csv"), ((*SEEDED, "--data", "nowhere.csv"), "nowhere.csv"),
    ((*LINE, "--at", "w=1", "--data", "short.csv", "--rate", "0"), "not 0."),
    ((*LINE, "--data", "short.csv"), "w"), ((*LINE, "--at", "w=1", "--data", "empty.csv"), "empty.csv:2"),
    ((*LINE, "--at", "w=1, x1=2", "--data", "short.csv"), "x1"), ((*LINE[:3], "x1", "--data", "short.csv"), "x1"),
    ((*SHAPED, "--at", "w=[1, 2]", "--data", "short.csv"), "X"), ((*SHAPED, "--data", "good.csv"), "w"),
    # files of weights
    ((*NET, "--weights", "deep.json"), "2"), ((*NET, "--weights", "wide.json"), "1×3"),
    ((*NET, "--as", "matrices", "--weights", "wide.json"), "1×3"), ((*NET, "--weights", "biases.json"), "b1"),
    ((*NET, "--weights", "text.json"), "W1"), ((*NET, "--weights", "nan.json"), "W1"),
    ((*NET, "--weights", "broken.json"), "broken.json"), ((*NET, "--weights", "no.npz"), "no.npz"),
    ((*NET, "--weights", "net.json", "--seed", "1"), "--weights"),
    # activations, losses, and what does not go together
    ((*NET, "--activation", "sigmod"), "sigmoid, tanh"), ((*NET, "--activation", "tanh,tanh"), "2"),
    ((*NET, "--loss", "mse"), "mean_squared_error"),
    ((*NET, "--loss", "cross_entropy", "--activation", "relu"), "relu"),
    ((*NET, "--activation", "softmax"), "1"), ((*NET, "--bias", "some"), "each"), ((*NET, "--penalty", "l3"), "l1"),
    ((*NET, "--strength", "0.1"), "--penalty"), ((*NET, "--as", "tensors"), "matrices"),
    ((*NET, "--batch", "3", "--as", "scalars"), "--as matrices"), ((*NET, "--batch", "1"), "--batch"),
    # sizes, rates and steps
    (("network", "2"), "2-3-1"), (("network", "2-0-1"), "2-3-1"), (("network",), "2-3-1"),
    (("network", "2000-2000-2"), "1000000"), (("network", "5-99-99-2", "--as", "scalars"), "2000"),
    ((*SEEDED, "--at", "x1=1, x2=1, t1=0", "--rate", "-1"), "-1"), ((*NET, "--rate", "fast"), "--rate"),
    (("learn", "w^2", "--at", "w=1", "--rate", "-1"), "-1"), (("learn", "w^2", "--at", "w=1", "--rate", "0"), "0"),
    (("learn", "w^2", "--at", "w=1", "--steps", "0"), "--steps"),
    (("learn", "w^2", "--at", "w=1", "--method", "sgd"), "adam"),
    # shapes that do not fit
    ((*MATRICES, "--at", "X=[[1, 2, 3]], T=[[1]]"), "X"), ((*MATRICES, "--at", "X=[[1, 2]], T=[[1], [0]]"), "T"),
    ((*MATRICES, "--batch", "3", "--at", "X=[[1, 2]], T=[[1]]"), "X"),
    ((*SHAPED, "--at", "w=[1, 2, 3]", "--data", "good.csv"), "w"),
    (("learn", "u = W*x", "--shape", "W: 2x2, x: 2", "--at", "W=[[1, 0], [0, 1]], x=[1, 2]"), "u"),
    (("learn", "L = norm(W*x)^2", "--shape", "W: 2x3, x: 2", "--at", "x=[1, 2]"), "W"),
)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_bad_line_is_refused(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    wrong = []
    for line, said in TABLE if lang == "en" else TABLE[::4]:
        found: Any = CliRunner(env={"LC_ALL": "C.UTF-8", "COLUMNS": "200"}).invoke(app, [*line, "--lang", lang])
        message = " ".join(found.stderr.split())
        spoken = any("가" <= c <= "힣" for c in message) == (lang == "ko")
        if found.exit_code != 2 or said not in message or not spoken or found.stdout:
            wrong.append((line, found.exit_code, message or found.exception))
    assert not wrong, "\n".join(map(str, wrong))
