"""Every page tells the truth: README.md, the manual in chainrule/guide/, samples/, the text that a package index shows.

Every `$ chainrule …` in them is run and its output compared.

    CHAINRULE_REWRITE=1 python -m pytest tests/test_samples.py

writes the outputs anew, in place; read the difference before you commit it. Other commands (`$ python3 -m venv …`) are
not run. Outputs of `>>>` lines are compared but never written.
"""
from __future__ import annotations

import builtins
import doctest
import json
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chainrule.cli import app as cli

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
GALLERIES = {language: ROOT / "chainrule" / "guide" / language / "gallery.md" for language in ("en", "ko")}
PAGES = sorted([README, ROOT / "pyproject.toml", *(ROOT / "samples").glob("*.md"),
                *(ROOT / "chainrule" / "guide").rglob("*.md")])
PROBLEMS = sorted((ROOT / "samples").glob("*.chain"))
BLOCK = re.compile(r"^(?P<fence>```+)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)[ ]*$", re.M | re.S)
REWRITE = os.environ.get("CHAINRULE_REWRITE") == "1"
PLAIN = {"CHAINRULE_LANG": None, "LC_ALL": "C.UTF-8", "LC_MESSAGES": None, "LANG": None, "COLUMNS": "80",
         "NO_COLOR": None}  # as tests/test_cli.py, at 80 columns

# Worked out by hand: what no rewriting of outputs may change.
TRUTHS: dict[str, dict[str, float]] = {
    "adjust_b": {"b": 6},
    "composite": {"x": 200},  # and not 64
    "gates": {"x": -4, "y": -4, "z": 3},
    "layers": {"x": 2},
    "line": {"w": 5, "x": -2, "b": 1},
    "network": {"w31": 0.0821670406},  # and not 0.1385, which leaves out a1
    "neuron": {"w0": -0.1966119, "x0": 0.3932239, "w1": -0.3932239, "x1": -0.5898358, "w2": 0.1966119},
    "neuron_sigmoid": {"w0": -0.1966119, "x0": 0.3932239, "w1": -0.3932239, "x1": -0.5898358, "w2": 0.1966119},
    "product": {"x": 6},
    "square_of_sum": {"x": 22},  # at x = 4, y = 7: the file has no point
    "squared_error": {"w": -16, "y": 4},  # and not -4
    "two_variables": {"t": 36},
}


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda p: p.stem)
def test_every_problem_has_its_picture(path: Path) -> None:
    printed, status = run(f"chainrule graph --from samples/{path.name} --format svg --lang en")
    picture = path.with_suffix(".svg")
    if REWRITE:
        picture.write_text(printed, encoding="utf-8")
    assert status == 0 and picture.read_text(encoding="utf-8") == printed


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Paths in the pages are those of someone in the folder of README.md; files are written elsewhere; no language is
    set."""
    (tmp_path / "samples").symlink_to(ROOT / "samples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    for name, value in PLAIN.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)


def run(command: str) -> tuple[str, int]:
    """What a `chainrule …` line prints, errors included, and its exit status."""
    _, *arguments = shlex.split(command)
    done = CliRunner(env=PLAIN).invoke(cli.app, arguments)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output, done.exit_code


def sessions(body: str) -> Iterator[str]:
    """The `$ chainrule …` commands of a block, each with the output below it."""
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        if part.startswith("chainrule "):
            yield part


def commands(page: Path) -> list[str]:
    blocks = BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [part.partition("\n")[0] for block in blocks for part in sessions(block["body"])]


def named(page: Path) -> str:
    return "/".join(page.relative_to(ROOT).parts[-2:])


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_of_a_page_prints_what_the_page_shows(page: Path) -> None:
    def fresh(block: re.Match[str]) -> str:
        said = []
        for part in sessions(block["body"]):
            command, _, shown = part.partition("\n")
            output, status = run(command)
            refused, judged = output.startswith(("error: ", "오류: ")), command.startswith("chainrule check ")
            assert status == (2 if refused else 0) or judged and status == 1, command  # 1: something is wrong
            if not REWRITE:
                assert shown.strip("\n") == output.strip("\n"), command
            said.append(f"$ {command}\n{output.rstrip()}\n\n" if output.strip() else f"$ {command}\n")
        if not said:
            return block[0]
        return f"{block['fence']}{block['info']}\n" + "".join(said).rstrip("\n") + f"\n{block['fence']}"

    written = BLOCK.sub(fresh, page.read_text(encoding="utf-8"))
    assert commands(page) or ">>> " in written
    if REWRITE:
        page.write_text(written, encoding="utf-8")


@pytest.mark.parametrize("page", [p for p in PAGES if p.name.endswith(".en.md")], ids=lambda p: p.name)
def test_both_languages_show_the_same_examples(page: Path) -> None:
    korean = page.with_name(page.name.replace(".en.md", ".ko.md"))
    assert [f"{command} --lang ko" for command in commands(page)] == commands(korean)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: p.name)
def test_every_problem_is_explained_and_checked(problem: Path, language: str) -> None:
    output, status = run(f"chainrule diff --from samples/{problem.name} --lang {language}")
    assert status == 0 and "✓" in output


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: p.stem)
def test_every_problem_has_the_value_worked_out_by_hand(problem: Path) -> None:
    point = " --at x=4,y=7" if problem.stem == "square_of_sum" else ""
    record = json.loads(run(f"chainrule diff --from samples/{problem.name} --format json{point}")[0])
    values = {entry["wrt"]: entry["value"] for entry in record["derivatives"]}
    assert values == pytest.approx(TRUTHS[problem.stem], rel=1e-6)


@pytest.mark.parametrize("language", GALLERIES)
def test_every_problem_is_on_a_page_and_every_page_in_the_gallery(language: str) -> None:
    pages = sorted((ROOT / "samples").glob(f"*.{language}.md"))
    said = "".join(p.read_text(encoding="utf-8") for p in pages)
    gallery = GALLERIES[language].read_text(encoding="utf-8")
    assert [p.name for p in PROBLEMS if f"]({p.name})" not in said or f"samples/{p.name}" not in said] == []
    assert [p.name for p in pages if f"samples/{p.name})" not in gallery] == []


# As TRUTHS, of the page on matrices: q = (0.22, 0.26), 2qxᵀ, 2Wᵀq.
MATRICES = ("= 0.116", "2qxᵀ = 2Wxxᵀ = [ 0.088  0.176 ]", "[ 0.104  0.208 ]", "2Wᵀq = 2WᵀWx = [ -0.112 ]", "[  0.636 ]",
            "∂L/∂U = Hᵀ(Z - T)", "G → V : PᵀG")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_matrices_have_the_values_worked_out_by_hand(language: str) -> None:
    said = (ROOT / "samples" / f"matrices.{language}.md").read_text(encoding="utf-8")
    assert [truth for truth in MATRICES if truth not in said] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    for goal in re.findall(r"\]\(([^)#:]+)\)", BLOCK.sub("", page.read_text(encoding="utf-8"))):
        assert (page.parent / goal).exists(), goal


PYTHON = [page for page in PAGES if "\n>>> " in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", PYTHON, ids=named)
def test_python_of_a_page_does_what_it_shows(page: Path) -> None:
    test = doctest.DocTestParser().get_doctest(page.read_text(encoding="utf-8"), {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner(verbose=False)
    try:
        runner.run(test)
    finally:
        vars(builtins).pop("_", None)  # a notebook's own _ would hide behind it
    assert test.examples and runner.summarize(verbose=False).failed == 0


# Commands of README's that are typed once on a new machine; the rest of its pages is the guide's.
SETTING_UP = 'python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/chainrule diff "(x+y)*z" --wrt x'
TESTING = '.venv/bin/pip install ".[test]" && .venv/bin/python -m pytest -rs -n 2'


def test_readme_is_one_page_with_two_commands() -> None:
    said = README.read_text(encoding="utf-8")
    assert len(said.splitlines()) <= 150
    assert said.count(f"$ {SETTING_UP}\n") == said.count(f"$ {TESTING}\n") == 1
    assert "](chainrule/guide/en/start.md)" in said and "](chainrule/guide/ko/start.md)" in said
