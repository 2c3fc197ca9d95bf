"""`chainrule check` with solutions and files of notes: messages, formats, exit status."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import chainrule
from chainrule.cli import app as cli
from chainrule.errors import ChainruleError, OptionError

TRUE = "$\\frac{d}{dx}\\sin x = \\cos x$\n"
FALSE = "\n$\\frac{d}{dx}\\sin(x^2) = \\cos(x^2)$\n"
QUOTED = "A student wrote $\\frac{d}{dx}\\sin(x^2) = \\cos(x^2)$.\n"


def run(*line: str, given: str | None = None) -> Any:
    result = CliRunner(env={"CHAINRULE_LANG": "en", "COLUMNS": "80"}).invoke(cli.app, ["check", *line], input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    for name, text in (("true.md", TRUE), ("false.md", FALSE), ("quoted.md", QUOTED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("names, status", [(["true.md"], 0), (["true.md", "false.md"], 1), (["quoted.md"], 0)])
def test_the_exit_status_tells_whether_something_is_wrong(notes: Path, names: list[str], status: int) -> None:
    assert run(*(str(notes / name) for name in names)).exit_code == status


def test_messages_are_those_of_a_compiler(notes: Path) -> None:
    first, last = run(str(notes / "false.md")).stdout.splitlines()
    assert first.startswith(f"{notes / 'false.md'}:2: wrong: \\frac{{d}}{{dx}}")
    assert "2·x·cos(x²)" in first and "1 wrong" in last


def test_annotations_of_github(notes: Path) -> None:
    said = run(str(notes / "false.md"), str(notes / "quoted.md"), "--format", "github").stdout.splitlines()
    assert [line.partition(" ")[0] for line in said] == ["::error", "::notice"]
    assert f"file={notes / 'false.md'},line=2," in said[0]


def test_plain_data(notes: Path) -> None:
    record = json.loads(run(str(notes / "false.md"), "--format", "json").stdout)
    assert record["schema"] == "chainrule-notes/1"
    claim, = record["files"][0]["claims"]
    assert (claim["line"], claim["verdict"], claim["right"]) == (2, "false", "2*x*cos(x^2)")
    assert record["files"][0]["counts"]["false"] == 1


def test_a_solution_from_standard_input() -> None:
    result = run("--solution", "-", "--format", "json", given="y = x^2*ln(x)\ndy/dx = 2*x/x\n= 2\n")
    record = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (record["first_wrong"], record["carried_on"]) == (1, True)
    assert [line["verdict"] for line in record["lines"]] == [None, "false", "false"]


@pytest.mark.parametrize("line", [(), ("nothing.md",), ("--solution", "-", "x^2"), ("x^2", "y^2", "--answer", "2x"),
                                  ("--claim", "D(x^2, x) = 2x", "--format", "github")])
def test_what_cannot_be_checked_is_refused(line: tuple[str, ...]) -> None:
    result = run(*line, given="")
    assert result.exit_code == 2 and result.stdout == "" and result.stderr.startswith("error: ")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_face(notes: Path, language: Any) -> None:
    for it in (chainrule.check_notes([notes / "true.md", notes / "false.md"]),
               chainrule.check_solution("y = sin(x^2)\ndy/dx = cos(x^2)\n= cos(x^2)")):
        assert not it.right
        for face in (it.to_text, it.to_markdown, it.to_latex, it.to_html):
            assert ("wrong" if language == "en" else "틀림") in face(lang=language)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bytes.md").write_bytes(b"\xff\xfe$x$")
    for path in (tmp_path / "bytes.md", tmp_path / "none.md", tmp_path):
        with pytest.raises(OptionError):
            chainrule.check_notes(path)
    with pytest.raises(ChainruleError):
        chainrule.check_solution("   ")


@pytest.mark.parametrize(("line", "hint"), [
    (("x^3", "--answer", "12", "--at", "x=2"), '--claim "D(x^3, x) = 12" --at "x=2"'),
    (("--solution", "-", "--at", "x=2"), "chainrule check --solution FILE")])
def test_a_point_without_a_claim_is_refused(line: tuple[str, ...], hint: str) -> None:
    result = run(*line, given="y = x^2\ny' = 2x")
    assert result.exit_code == 2 and result.stdout == ""
    assert "--at is for a claim." in result.stderr and hint in " ".join(result.stderr.split())
