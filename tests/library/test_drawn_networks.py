"""A network without numbers: the derivative by a weight that is asked for is told in every format."""
from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import chainrule
from chainrule.cli.app import app


def said(*line: str, status: int = 0) -> str:
    """What the command writes."""
    found = CliRunner().invoke(app, ["network", *line])
    assert found.exit_code == status, found.output
    return found.output


@pytest.mark.parametrize(("form", "answer"), [
    ("text", "∂E_total/∂w11 = -x1·a1·w31·o1·(t1 - o1)·(1 - o1)·(1 - a1)\n"), ("markdown", r"\frac{\partial"),
    ("latex", r"\frac{\partial"), ("html", "E_total")])
@pytest.mark.parametrize(("lang", "title"), [("en", "in full"), ("ko", "에 대하여 자세히")])
def test_the_derivative_is_told(form: str, answer: str, lang: str, title: str) -> None:
    line = ("2-2-1", "--bias", "none", "--format", form, "--lang", lang)
    told, alone = said(*line, "--wrt", "w11"), said(*line)
    assert title in told and answer in told and title not in alone
    assert "first sample" not in told and "첫째 표본" not in told


def test_the_record_holds_the_derivation() -> None:
    program = said("2-2-1", "--program")
    for line, names in ((("--wrt", "w11,b3"), ["w11", "b3"]), (("--wrt", "w41"), ["w41"])):
        found = json.loads(said("2-2-1", "--format", "json", *line))["derivative"]
        own = chainrule.diff(program, wrt=names).to_dict()
        assert [row["answer"] for row in found["derivatives"]] == [row["answer"] for row in own["derivatives"]]
        assert [row["wrt"] for row in found["derivatives"]] == names and found["check"]["status"] == "checked"
    assert "derivative" not in json.loads(said("2-2-1", "--format", "json"))
    numbers = ("--seed", "1", "--at", "x1=1, x2=2, t1=0", "--format", "json")
    assert json.loads(said("2-2-1", *numbers, "--wrt", "w11"))["derivative"]["derivatives"][0]["wrt"] == "w11"
    assert "derivative" not in json.loads(said("2-2-1", *numbers))


def test_of_matrices_only_the_gradients_asked_for_are_told() -> None:
    line = ("3-4-2", "--as", "matrices")
    assert "∂E_total/∂W2 =" in said(*line) and "∂E_total/∂W2 =" not in said(*line, "--wrt", "W1")
    found = json.loads(said(*line, "--wrt", "W1", "--format", "json"))["derivative"]
    assert [row["wrt"] for row in found["derivatives"]] == [["W1"]]


@pytest.mark.parametrize("line", [("2-2-1", "--wrt", "w99"), ("3-4-2", "--as", "matrices", "--wrt", "w11")])
def test_a_weight_that_is_not_there_is_refused(line: tuple[str, ...]) -> None:
    assert line[-1] in said(*line, status=2)
