"""The commands that act on a gradient: files in and out, the bar, Ctrl-C, exit status."""
from __future__ import annotations

import json
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


def test_ctrl_c_keeps_what_was_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    from chainrule.numbers import descent
    moved = descent._moved

    def impatient(*given: Any) -> Any:
        if given[4] == 3:
            raise KeyboardInterrupt
        return moved(*given)
    monkeypatch.setattr(descent, "_moved", impatient)
    found = run("learn", "w^2", "--wrt", "w", "--at", "w=1", "--steps", "50")
    assert found.exit_code == 130 and "Stopped by Ctrl-C after 2 steps" in " ".join(found.output.split())
