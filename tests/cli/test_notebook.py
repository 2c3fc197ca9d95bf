"""The magics, and samples/notebook.ipynb: its cells are run by IPython and their outputs compared with those stored.

    CHAINRULE_REWRITE=1 python -m pytest tests/cli/test_notebook.py

writes the outputs anew; read the difference before you commit it. Pictures, and the HTML with
them, are shown in a notebook but not stored.
"""
from __future__ import annotations

import builtins
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("IPython")
from IPython.core.displayhook import DisplayHook  # noqa: E402
from IPython.core.interactiveshell import InteractiveShell  # noqa: E402
from traitlets.config import Config  # noqa: E402

import chainrule  # noqa: E402
from chainrule.cli.notebook import magic  # noqa: E402
from chainrule.library.guide import page  # noqa: E402

NOTEBOOK = Path(__file__).resolve().parent.parent.parent / "samples" / "notebook.ipynb"
Run = Callable[[str], list[dict[str, Any]]]


class Hook(DisplayHook):  # type: ignore[misc]
    """Keeps what a cell shows, and prints nothing."""

    shown: list[dict[str, Any]] = []

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        self.shown.append(format_dict)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InteractiveShell]:
    config = Config()
    config.HistoryManager.enabled = False
    home, before = str(tmp_path_factory.mktemp("ipython")), sys.modules["__main__"]
    yield InteractiveShell(config=config, ipython_dir=home, displayhook_class=Hook, colors="nocolor")
    sys.modules["__main__"] = before


@pytest.fixture
def run(shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a cell; its outputs as a notebook file has them, but for pictures and numbers of cells."""
    monkeypatch.setenv("CHAINRULE_LANG", "en")
    monkeypatch.delattr(builtins, "_", raising=False)  # IPython keeps its `_` from one that is there already
    shell.reset(new_session=False)
    shell.extension_manager.loaded.discard("chainrule")
    for kind in ("line", "cell"):
        shell.magics_manager.magics[kind].pop("chainrule", None)

    def cell(source: str) -> list[dict[str, Any]]:
        Hook.shown.clear()
        with redirect_stdout(StringIO()) as printed:
            done = shell.run_cell(source)
        error = done.error_in_exec or done.error_before_exec
        outputs: list[dict[str, Any]] = []
        if error is not None:
            assert hasattr(error, "_render_traceback_"), repr(error)
            return [{"output_type": "error", "ename": type(error).__name__, "evalue": str(error),
                     "traceback": error._render_traceback_()}]
        if printed.getvalue():
            outputs.append({"output_type": "stream", "name": "stdout", "text": printed.getvalue().splitlines(True)})
        for data in Hook.shown:
            texts = {mime: text.splitlines(True) for mime, text in data.items()
                     if mime.startswith("text/") and mime != "text/html"}
            outputs.append({"output_type": "execute_result", "metadata": {}, "execution_count": None, "data": texts})
        return outputs

    return cell


@pytest.fixture
def loaded(run: Run) -> Run:
    """As `run`, after %load_ext."""
    assert run("%load_ext chainrule") == []
    return run


def faces(outputs: list[dict[str, Any]]) -> dict[str, str]:
    """The texts of a result by their kind."""
    assert [each["output_type"] for each in outputs] == ["execute_result"], outputs
    return {mime: "".join(lines) for mime, lines in outputs[0]["data"].items()}


def refusal(outputs: list[dict[str, Any]]) -> str:
    assert [each["output_type"] for each in outputs] == ["error"], outputs
    return "\n".join(outputs[0]["traceback"])


def test_the_sample_notebook_shows_what_its_cells_give(run: Run) -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(cells, start=1):
        outputs = run("".join(cell["source"]))
        for output in outputs:
            if output["output_type"] == "execute_result":
                output["execution_count"] = number
        if os.environ.get("CHAINRULE_REWRITE") == "1":
            cell["outputs"], cell["execution_count"] = outputs, number
        assert cell["outputs"] == outputs, "".join(cell["source"])
    said = json.dumps(cells, ensure_ascii=False)
    assert all(sign in said for sign in ("(z, -4, 1)", "∂loss/∂w", "error: ", "답\\n", "Answer\\n"))
    if os.environ.get("CHAINRULE_REWRITE") == "1":
        NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_a_line_is_read_as_on_the_command_line(loaded: Run) -> None:
    shown = faces(loaded('%chainrule diff "(x+y)*z" --wrt x --lang ko --at "x=-2, y=5, z=-4"'))
    assert set(shown) == {"text/plain", "text/markdown", "text/latex"}
    assert "∂f/∂x = z = -4" in shown["text/plain"] and "연쇄 법칙" in shown["text/markdown"]
    assert "\\frac{\\partial f}{\\partial x}" in shown["text/latex"]
    assert faces(loaded("_.value, _.answer")) == {"text/plain": "(-4, z)"}
    assert "df/dx = -2·x" in faces(loaded("%chainrule -x^2 --wrt x"))["text/plain"], "diff may be left out"


def test_text_is_taken_as_it_stands(loaded: Run) -> None:
    loaded("x = 5")
    assert "1/2" in faces(loaded(r"%chainrule \frac{x}{2} --wrt x"))["text/plain"], "neither {x} nor \\ is replaced"
    assert "2·x" in faces(loaded("%chainrule $x^2$ --wrt x"))["text/plain"]
    assert "2·x" in faces(loaded("%chainrule x * x --wrt x"))["text/plain"], "words are one expression"


def test_a_cell_is_read_as_a_problem_file(loaded: Run) -> None:
    lines = "q = x + y\nf = q*z\nwrt x\nat x = -2, y = 5, z = -4"
    assert "∂f/∂x = z = -4" in faces(loaded(f"%%chainrule\n{lines}"))["text/plain"]
    shown = faces(loaded(f"%%chainrule diff --wrt z --at x=1,y=1,z=1\n{lines}"))["text/plain"]
    assert "∂f/∂z = x + y = 2" in shown, "the options count before the lines"
    assert "dy/dx = -x/y" in faces(loaded("%%chainrule implicit\nx^2 + y^2 = 25"))["text/plain"]


def test_the_manual_in_a_notebook(loaded: Run) -> None:
    assert faces(loaded("%chainrule guide reading --lang ko"))["text/markdown"] == page("reading", "ko")
    assert "* [reading](reading.md): " in faces(loaded("%chainrule guide"))["text/markdown"]
    assert "Did you mean reading?" in refusal(loaded("%chainrule guide raeding"))


def test_other_forms_and_commands(loaded: Run, tmp_path: Path) -> None:
    assert faces(loaded("%chainrule x^2 --format latex"))["text/plain"].startswith("\\begin{align*}")
    goal = tmp_path / "note.md"
    loaded(f"%chainrule x^2 --format markdown --output {goal}")
    assert "2" in goal.read_text(encoding="utf-8")
    assert "--force" in refusal(loaded(f"%chainrule x^2 --output {goal}")), "no file is replaced silently"
    assert "곱셈" in faces(loaded("%chainrule rules --lang ko"))["text/markdown"]
    assert "chain-rule" in faces(loaded("%chainrule lesson"))["text/plain"]
    loaded("%chainrule graph x*y --at x=1,y=2")
    assert Hook.shown[0]["image/svg+xml"].startswith("<svg")
    loaded("%chainrule x*y")
    assert "image/svg+xml" in Hook.shown[0]
    assert "--wrt" in faces(loaded("%chainrule diff --help"))["text/plain"]
    assert "lesson" in faces(loaded("%chainrule"))["text/plain"]


@pytest.mark.parametrize(("line", "english", "korean"), [
    ("%chainrule 2*sigmod(x)", "sigmoid", "없습니다"), ("%chainrule show x^2", "notebook", "노트북"),
    ("%chainrule x^2 --wrtt x", "--wrt?", "없습니다"),
    ("%chainrule x^2 --order 0", "1 or more", "1 이상"),
    ("%chainrule f'(x)", "quotation", "따옴표"),
    ("%chainrule -", "%%chainrule", "%%chainrule"),
    ("%chainrule --wrt x", "expression", "식"),
    ("%%chainrule x^2\nx^3", "already", "이미"),
    ("%%chainrule lesson\nx", "lesson", "lesson"),
])
def test_refusals_are_those_of_the_command_line(loaded: Run, line: str, english: str, korean: str) -> None:
    first, _, rest = line.partition("\n")
    for language, start, word in (("en", "error: ", english), ("ko", "오류: ", korean)):
        spoken = first.replace("chainrule ", f"chainrule --lang {language} ") if not {"lesson", "show"} & set(
            first.split()) else (
            f"{first} --lang {language}")
        said = refusal(loaded(f"{spoken}\n{rest}"))
        assert said.startswith(start) and word in said and "Traceback" not in said


def test_the_place_of_an_error_is_shown(loaded: Run) -> None:
    assert refusal(loaded("%chainrule 2*sigmod(x)")).splitlines()[1:3] == ["  2*sigmod(x)", "    ^^^^^^"]


def test_ipython_and_numpy_are_not_imported_by_the_core() -> None:
    code = ("import sys, chainrule; chainrule.diff(chainrule.trace(lambda x: x*x)).to_text();"
            "sys.exit(bool({'IPython', 'numpy', 'typer'} & set(sys.modules)))")
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_commands_of_the_terminal_point_to_their_function() -> None:
    for name in ("batch", "check", "learn", "plot"):
        with pytest.raises(chainrule.OptionError) as caught:
            magic(f"{name} x")
        assert f"chainrule.{name}" in caught.value.say_hint("ko") and hasattr(chainrule, name)
