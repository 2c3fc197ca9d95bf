"""The commands that act on a gradient: files in and out, the bar, Ctrl-C, exit status."""
from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from chainrule.cli.app import app

PLAIN = {"CHAINRULE_LANG": "en", "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
LEARN = ("learn", "L = (w*x + b - y)^2", "--wrt", "w,b", "--at", "w=0, b=0", "--rate", "1/20", "--steps", "3")


def run(*line: str) -> Any:
    return CliRunner(env=PLAIN).invoke(app, list(line))


@pytest.fixture
def points(tmp_path: Path) -> str:
    path = tmp_path / "points.csv"
    path.write_text("x,y,spare\n1,2,0\n2,3,0\n", encoding="utf-8")
    return str(path)


def test_a_file_of_samples_and_a_picture(points: str, tmp_path: Path) -> None:
    found = run(*LEARN, "--data", points)
    assert found.exit_code == 0 and "2 samples of x, y from points.csv" in found.output and "spare" in found.output
    svg = tmp_path / "fit.svg"
    assert run(*LEARN, "--data", points, "--chart", "line", "--output", str(svg)).exit_code == 0
    assert "<animate" in svg.read_text(encoding="utf-8")
    assert run(*LEARN, "--data", points, "--chart", "line", "--output", str(svg)).exit_code == 2
    assert json.loads(run(*LEARN, "--data", points, "--format", "json").output)["rate"] == 0.05


@pytest.mark.parametrize("more, said", [
    (("--data", "nowhere.csv"), "nowhere.csv"), (("--chart", "loss"), "--format svg"), (("--rate", "fast"), "--rate"),
    (("--steps", "0"), "--steps"), (("--method", "adagrad"), "adam"), ((), "x, y"),
    (("--chart", "line", "--format", "svg", "--at", "w=0, b=0, x=1, y=2"), "loss, path")])
def test_bad_lines_are_refused(more: tuple[str, ...], said: str) -> None:
    found = run(*LEARN, *more)
    assert found.exit_code == 2 and said in found.output + found.stderr


def test_a_problem_file_gives_program_point_and_variables(tmp_path: Path) -> None:
    path = tmp_path / "line.chain"
    path.write_text("L = (w*x - y)^2\nat w = 1, x = 2, y = 6\nwrt w\n", encoding="utf-8")
    found = run("learn", "--from", str(path), "--rate", "0.125", "--steps", "1", "--format", "json")
    assert json.loads(found.output)["points"] == [{"w": 1.0}, {"w": 3.0}]


def watched(line: tuple[str, ...], until: str = "") -> tuple[int, bytes, str]:
    """A command whose standard error is a terminal; Ctrl-C is pressed as soon as what it showed matches `until`. Its
    exit status, what the terminal showed, and its output."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, "-m", "chainrule", *line], stdout=subprocess.PIPE, stderr=theirs,
                          env={**os.environ, **PLAIN, "TERM": "xterm-256color"}) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # the other side was closed
            while part := os.read(ours, 4096):
                shown += part
                if until and re.search(until.encode(), shown):
                    process.send_signal(signal.SIGINT)
                    until = ""
        os.close(ours)
        assert process.stdout is not None
        return process.wait(), shown, process.stdout.read().decode()


LONG = ("learn", "(w*x - 1)^2", "--wrt", "w", "--at", "w=1, x=2", "--rate", "1e-9")


def test_a_long_way_has_a_bar_and_ctrl_c_keeps_what_was_reached() -> None:
    status, shown, output = watched((*LONG, "--steps", "900000"), r"\b[1-9]\d?%")
    assert status == 130 and b"learning" in shown and b"\xe2\x94" in shown  # a bar of box-drawing signs
    assert re.search(r"Stopped by Ctrl-C after [\d,]+ steps", " ".join(output.split()))


def test_a_way_that_ends_needs_no_key() -> None:
    status, shown, output = watched((*LONG, "--steps", "20000"))
    assert status == 0 and b"learning" in shown and "20000" in output
    assert watched((*LONG, "--steps", "2000"))[1] == b""  # a short one has no bar


def test_influence_and_its_target() -> None:
    found = run("influence", "f = w*x + b", "--at", "w=-2, x=5, b=3", "--by", "0.5")
    assert found.exit_code == 0 and "2.5" in found.output and "█" in found.output
    assert "<svg" in run("influence", "w*x", "--at", "w=1, x=2", "--format", "svg").output
    line = ("influence", "l = 3*(a + b*c)", "--at", "a=5, b=3, c=2", "--target")
    assert run(*line, "l=21", "--wrt", "b").exit_code == 0 and run(*line, "l=21").exit_code == 2
    assert run("influence", "l = x^2", "--at", "x=1", "--target", "l=-1").exit_code == 1
    assert run(*line, "l=21", "--wrt", "b", "--format", "svg").exit_code == 2


def test_network_as_program_and_with_numbers(tmp_path: Path) -> None:
    program = run("network", "2-2-2", "--bias", "layer", "--program").output
    assert program.splitlines()[0] == "z1 = w11*x1 + w21*x2 + b1" and "E_total = E1 + E2" in program
    shown = run("network", "2-2-2")
    assert shown.exit_code == 0 and "hidden layer" in shown.output and "w31" in shown.output
    weights = tmp_path / "net.json"
    weights.write_text('[{"W": [[0.15, 0.2], [0.25, 0.3]], "b": [0.35, 0.35]}, '
                       '{"W": [[0.4, 0.45], [0.5, 0.55]], "b": [0.6, 0.6]}]', encoding="utf-8")
    data = tmp_path / "data.csv"
    data.write_text("x1,x2,t1,t2\n0.05,0.1,0.01,0.99\n", encoding="utf-8")
    line = ("network", "2-2-2", "--weights", str(weights), "--data", str(data))
    found = run(*line, "--wrt", "w31")
    assert found.exit_code == 0 and "0.7514" in found.output and "0.3589" in found.output
    assert "E2 drops out" in found.output and "0.2984" in found.output
    assert json.loads(run(*line, "--format", "json").output)["loss_value"] == pytest.approx(0.298371109)
    assert "<svg" in run(*line, "--format", "svg").output


def test_arrays_hold_numbers_and_nothing_else(tmp_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    good, bad = tmp_path / "net.npz", tmp_path / "bad.npz"
    numpy.savez(good, W1=[[1.0, 2.0]], b1=[0.5])
    numpy.savez(bad, W1=numpy.array([{"a": 1}], dtype=object))
    line = ("network", "2-1", "--activation", "linear", "--at", "x1=1, x2=2, t1=0", "--weights")
    assert run(*line, str(good)).exit_code == 0 and "5.5" in run(*line, str(good)).output
    found = run(*line, str(bad))
    assert found.exit_code == 2 and "bad.npz" in found.stderr


@pytest.mark.parametrize("line, said", [
    (("2-x",), "2-3-1"), ((), "sizes"), (("2-1", "--activation", "sigmod"), "sigmoid"),
    (("2-1", "--at", "x1=1"), "w11"),
    (("2-1", "--seed", "1", "--weights", "a.json"), "--seed"), (("2-1", "--seed", "1"), "x1, x2, t1"),
    (("2-1", "--seed", "1", "--at", "x1=1,x2=1,t1=1,q=2"), "q"), (("2-1", "--weights", "nowhere.json"), "nowhere"),
    (("2-1", "--seed", "1", "--at", "x1=1,x2=1,t1=1", "--wrt", "w99"), "w99")])
def test_networks_that_cannot_be_are_refused(line: tuple[str, ...], said: str) -> None:
    found = run("network", *line)
    assert found.exit_code == 2 and said in found.stderr
