"""README and samples/ are the golden tests: every `$ chainrule …` block is run and its output compared.

    CHAINRULE_REWRITE=1 python -m pytest tests/test_samples.py

writes the outputs anew; read the difference before you commit it.
"""
from __future__ import annotations

import doctest
import os
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chainrule import cli

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "samples").glob("*.md")])
PROBLEMS = sorted((ROOT / "samples").glob("*.chain"))
BLOCK = re.compile(r"^(?P<fence>```+)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)[ ]*$", re.M | re.S)
REWRITE = os.environ.get("CHAINRULE_REWRITE") == "1"


def run(command: str) -> tuple[str, int]:
    """What a `chainrule …` line prints, errors included, at 80 columns in English unless it says otherwise."""
    _, *arguments = shlex.split(command)
    environment = {"CHAINRULE_LANG": "en", "COLUMNS": "80", "NO_COLOR": "1"}
    done = CliRunner().invoke(cli.app, arguments, env=environment)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output, done.exit_code


def sessions(body: str) -> list[tuple[str, str]]:
    """The `$ chainrule …` commands of a block, each with the output below it."""
    parts = re.split(r"^\$ ", body, flags=re.M)
    found = []
    for part in parts[1:]:
        command, _, output = part.partition("\n")
        if command.startswith("chainrule "):
            found.append((command, output))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_command_of_a_page_prints_what_the_page_shows(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    commands = 0

    def fresh(block: re.Match[str]) -> str:
        nonlocal commands
        body = ""
        for command, shown in sessions(block["body"]):
            commands += 1
            output, _ = run(command)
            if not REWRITE:
                assert output.strip("\n") == shown.strip("\n"), command
            body += f"$ {command}\n{output.rstrip()}\n\n"
        if not body:
            return block[0]
        return f"{block['fence']}{block['info']}\n{body.rstrip()}\n{block['fence']}"

    written = BLOCK.sub(fresh, text)
    assert commands > 0
    if REWRITE:
        page.write_text(written, encoding="utf-8")


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: p.name)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_problem_is_explained_and_checked(problem: Path, language: str) -> None:
    output, status = run(f"chainrule diff --from {problem} --lang {language}")
    assert status == 0 and "✓" in output


def test_every_problem_is_on_a_page_in_both_languages() -> None:
    for suffix in (".ko.md", ".en.md"):
        pages = "".join(p.read_text(encoding="utf-8") for p in PAGES if p.name.endswith(suffix))
        for problem in PROBLEMS:
            assert problem.name in pages, (problem.name, suffix)


def test_python_of_the_readme_does_what_it_shows() -> None:
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert tried > 5 and failed == 0
