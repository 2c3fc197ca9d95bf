"""The command line as it is used: what is printed, where, and with which exit status."""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from chainrule.cli import files, options
from chainrule.cli import line as arguments
from chainrule.cli.app import app
from chainrule.errors import OptionError, ReadingError
from chainrule.language import Text
from chainrule.notation.columns import width as columns
from chainrule.render.refusal import complaint

ROOT = Path(__file__).parent.parent.parent
PLAIN = {"CHAINRULE_LANG": None, "LC_ALL": "C.UTF-8", "LC_MESSAGES": None, "LANG": None, "COLUMNS": None,
         "NO_COLOR": None}
SIGNS = sorted({option.sign for command in options.COMMANDS.values() for option in command.options})


def run(*line: str, given: str = "", **environment: str | None) -> Any:
    """The outcome of a command line inside this process; a bug is raised, not swallowed."""
    result = CliRunner(env={**PLAIN, **environment}).invoke(app, list(line), input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def program(*line: str, given: bytes = b"", shell: str = "", **environment: str) -> Any:
    """The outcome of the real program in a process of its own; `shell` is what follows it in a pipe."""
    kept = {name: value for name, value in os.environ.items() if name not in PLAIN}
    command: Any = [sys.executable, "-m", "chainrule", *line]
    if shell:
        command = ["sh", "-c", f'"$@" {shell}', "sh", *command]
    return subprocess.run(command, input=given, capture_output=True, cwd=ROOT, timeout=300, check=False,
                          env={**kept, "LC_ALL": "C.UTF-8", **environment})


# ---------------------------------------------------------------- language

@pytest.mark.parametrize(("line", "environment", "language"), [
    ([], {}, "en"),
    ([], {"LANG": "ko_KR.UTF-8"}, "ko"),
    ([], {"LANG": "ko_KR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
    ([], {"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "ko"}, "ko"),
    ([], {"LANG": "ko_KR.UTF-8", "CHAINRULE_LANG": "en"}, "en"),
    ([], {"LANG": "ko_KR.UTF-8", "CHAINRULE_LANG": ""}, "ko"),
    (["--lang", "ko"], {"CHAINRULE_LANG": "en"}, "ko"),
    (["--lang=en", "diff"], {"CHAINRULE_LANG": "ko"}, "en"),
    (["--lang", "ko", "diff", "--lang=EN"], {}, "en"),
    (["diff", "--", "--lang", "ko"], {}, "en"),
    (["diff", "--lang"], {"LANG": "ko"}, "ko"),
    (["diff", "x", "-l", "ko"], {}, "ko"),
    (["-l", "en", "diff"], {"LANG": "ko"}, "en"),
    (["diff", "--", "-l", "ko"], {}, "en"),
])
def test_language(line: list[str], environment: dict[str, str], language: str) -> None:
    assert arguments.language_of(line, environment) == language


# ---------------------------------------------------------------- help

@pytest.mark.parametrize("line", [
    ["--help"], ["-h"], [], ["diff", "--help"], ["diff", "-h"], ["rules", "--help"]])
def test_help_in_both_languages(line: list[str]) -> None:
    english, korean = run(*line), run(*line, CHAINRULE_LANG="ko")
    assert english.exit_code == korean.exit_code == 0
    assert english.stdout.startswith("Usage: chainrule") and "Options:" in english.stdout
    assert korean.stdout.startswith("사용법: chainrule") and "옵션:" in korean.stdout
    assert not any("가" <= sign <= "힣" for sign in english.stdout)
    for word in ("Usage", "Options", "Arguments", "Commands", "Examples", "Show", "exit"):
        assert word not in korean.stdout
    for text in (english.stdout, korean.stdout):
        assert max(columns(row) for row in text.splitlines()) <= 80
    assert run(*line, "--lang", "ko").stdout == korean.stdout


@pytest.mark.parametrize("name", options.COMMANDS)
def test_every_option_of_a_command_is_explained_and_taken(name: str) -> None:
    command = next(each for each in app.registered_commands
                   if each.callback is not None and each.callback.__name__ == name)
    assert command.callback is not None
    taken = set(command.callback.__annotations__) - {"return", "expression", "relation", "name", "what"}
    assert taken == {option.name for option in options.COMMANDS[name].options} - {"help", "version"}
    page = run(name, "--help").stdout
    assert all(f"  {', '.join(reversed(option.signs))}" in page for option in options.COMMANDS[name].options)


def test_version() -> None:
    assert run("--version").stdout == run("diff", "--version").stdout
    assert run("--version").stdout.startswith("chainrule ")


def test_help_loads_neither_sympy_nor_pydantic_nor_rich() -> None:
    asked = ("import sys, chainrule.cli.app as c\n"
             "for line in ('--help', 'diff --help', 'diff --wrt', '--version', 'diff x --order 0'):\n"
             "    try: c.app(line.split(), prog_name='chainrule')\n"
             "    except SystemExit: pass\n"
             "print([m for m in ('sympy', 'pydantic', 'rich', 'mpmath') if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


# ---------------------------------------------------------------- usage

@pytest.mark.parametrize(("line", "english", "korean"), [
    (["dif"], "There is no command dif.\n  hint: Did you mean diff?", "없습니다.\n  도움말: diff 아닌가요?"),
    (["x^2"], 'hint: An expression goes after diff: chainrule diff "x^2"', '식은 diff 다음에 씁니다'),
    (["-x^2"], 'chainrule diff "-x^2"', 'chainrule diff "-x^2"'),
    (["--lnag", "ko"], "There is no option --lnag.\n  hint: Did you mean --lang?", "--lnag 옵션은 없습니다."),
    (["--lang"], "--lang needs a value: --lang en|ko", "--lang에는 값이 필요합니다"),
    (["diff"], "Give one expression", "식 하나를"),
    (["diff", "x", "--from", "a"], "Give one expression", "식 하나를"),
    (["diff", "x", "y"], "Unexpected argument: y", "남는 인자가 있습니다: y"),
    (["diff", "x", "-wrt", "x"], "hint: Did you mean --wrt?", "--wrt 아닌가요?"),
    (["diff", "x", "--ordr", "2"], "hint: Did you mean --order?", "--order 아닌가요?"),
    (["diff", "x", "--wrt"], "--wrt needs a value: --wrt NAME", "값이 필요합니다: --wrt 이름"),
    (["diff", "x", "--wrt", "--ascii"], "--wrt needs a value", "값이 필요합니다"),
    (["diff", "x", "--ascii=1"], "--ascii takes no value", "값을 줄 수 없습니다"),
    (["diff", "x", "--order", "0"], "--order needs a whole number, 1 or more, not 0.", "1 이상의 정수가"),
    (["diff", "x", "--order=two"], "not two.", "받은 값: two"),
    (["diff", "x", "--width", "39"], "40 or more", "40 이상의 정수"),
    (["diff", "x", "--format", "latx"], "hint: Did you mean latex?", "latex 아닌가요?"),
    (["diff", "x", "--detail", "all"], "it is one of brief, normal, full", "값: brief, normal, full"),
    (["diff", "x", "--lang", "fr"], "--lang cannot be fr; it is one of en, ko.", "쓸 수 있는 값: en, ko"),
    (["diff", "x", "--standalone"], "goes with --format latex, not with text", "지금 형식: text"),
    (["diff", "x", "--ascii", "--format=json"], "--ascii goes with --format text", "지금 형식: json"),
    (["diff", "x", "--output", ""], "--output needs a value: --output FILE", "값이 필요합니다"),
    (["diff", "x", "--wrt="], "--wrt needs a value: --wrt NAME", "값이 필요합니다"),
    (["diff", "x", "--output", "folder/"], "There is no folder folder.", "folder 폴더가 없습니다"),
    (["rules", "--wrt", "x"], "There is no option --wrt.", "--wrt 옵션은 없습니다."),
])
def test_misuse(line: list[str], english: str, korean: str) -> None:
    for language, start, wanted in (("en", "error: ", english), ("ko", "오류: ", korean)):
        result = run(*line, CHAINRULE_LANG=language)
        assert result.exit_code == 2
        assert result.stdout == "" or json.loads(result.stdout)["error"]["message"] in result.stderr
        assert result.stderr.startswith(start) and wanted in result.stderr


@pytest.mark.parametrize(("line", "safe"), [
    (["-x^2", "--wrt", "x"], [" -x^2", "--wrt=x"]),
    (["-2*h"], [" -2*h"]),
    (["-h^2"], [" -h^2"]),
    (["--x"], [" --x"]),
    (["-"], ["-"]),
    (["-f(x)", "-f", "json", "-lko"], [" -f(x)", "--format=json", " -lko"]),
    (["-l", "ko", "-l=2x", "-o", "-"], ["--lang=ko", " -l=2x", "--output=-"]),
    (["--wrt", "-f"], ["--wrt=-f"]),
    (["--at", "-1", "--at=x=-2"], ["--at=-1", "--at=x=-2"]),
    (["--wrt", "-h"], ["--wrt=-h"]),
    (["--", "-h"], ["--", "-h"]),
])
def test_shield(line: list[str], safe: list[str]) -> None:
    assert arguments.shield(line, options.DIFF) == safe


# ---------------------------------------------------------------- complaints

def test_carets_stand_under_what_is_wrong() -> None:
    error = ReadingError("character", Text("no {sign}", "{sign} 없음"), facts={"sign": "@"},
                         source="한글 + ａ@b", span=(6, 7), expected=Text("a name", "이름"),
                         hint=Text("did you?", "혹시?"))
    assert complaint(error, "en").splitlines() == [
        "error: no @", "  한글 + ａ@b", " " * (2 + 4 + 3 + 2) + "^", "  expected: a name", "  hint: did you?"]
    assert complaint(error, "ko").splitlines()[0] == "오류: @ 없음"
    assert "올 수 있는 것: 이름" in complaint(error, "ko") and "도움말: 혹시?" in complaint(error, "ko")


def pointed(source: str, start: int, end: int) -> list[str]:
    """The source line and the caret line of a complaint."""
    error = ReadingError("syntax", Text("e", "e"), source=source, span=(start, end))
    return complaint(error, "en").splitlines()[1:]


def test_carets_in_odd_places() -> None:
    assert pointed("x +", 3, 3) == ["  x +", "     ^"]
    assert pointed("", 0, 0) == []
    assert pointed("x", 9, 12) == ["  x", "   ^"]
    assert pointed("a = 1\nb = ?+c", 10, 13) == ["  2 | b = ?+c", "          ^^^"]
    assert pointed("한+b", 0, 1) == ["  한+b", "  ^^"]
    assert pointed("a\t\x1b[31m@", 7, 8) == ["  a \ufffd[31m@", "         ^"]
    shown, carets = pointed("x+" * 5000 + "@" + "+y" * 5000, 10_000, 10_001)
    assert len(shown) < 110 and shown[carets.index("^")] == "@" and shown.endswith("…")


def test_errors_of_the_reader_are_shown_in_place() -> None:
    for language, start in (("en", "error: "), ("ko", "오류: ")):
        result = run("diff", "한 + x § 2", "--lang", language)
        assert result.exit_code == 2 and result.stdout == ""
        first, source, carets, *_ = result.stderr.splitlines()
        assert first.startswith(start) and source == "  한 + x § 2" and carets == " " * 9 + "^"


# ---------------------------------------------------------------- diff

def test_diff_in_both_languages() -> None:
    english = run("diff", "(x+y)*z", "--wrt", "x")
    korean = run("diff", "(x+y)*z", "--wrt", "x", "--lang", "ko")
    assert english.exit_code == korean.exit_code == 0
    assert english.stderr == korean.stderr == ""
    assert "∂f/∂x" in english.stdout and "∂f/∂x" in korean.stdout
    assert any("가" <= sign <= "힣" for sign in korean.stdout)
    assert not any("가" <= sign <= "힣" for sign in english.stdout)
    assert "\x1b" not in english.stdout and english.stdout.endswith("\n")


@pytest.mark.parametrize("detail", ["brief", "normal", "full"])
@pytest.mark.parametrize("form", ["text", "markdown", "latex", "json"])
def test_every_format_and_detail(form: str, detail: str) -> None:
    result = run("diff", "sin(x)*y", "--format", form, "--detail", detail, "--at", "x=1, y=-2")
    assert result.exit_code == 0 and result.stderr == "" and result.stdout.strip()
    if form == "json":
        assert isinstance(json.loads(result.stdout), dict)


def test_standalone_is_a_document() -> None:
    line = ("diff", "x^2", "--format", "latex")
    assert "\\documentclass" in run(*line, "--standalone").stdout
    assert "\\documentclass" not in run(*line).stdout


@pytest.mark.parametrize("line", [["-x^2", "--wrt", "x"], ["--wrt", "x", "-x^2"], ["--wrt=x", "--", "-x^2"]])
def test_an_expression_may_start_with_minus(line: list[str]) -> None:
    result = run("diff", *line)
    assert result.exit_code == 0 and result.stdout == run("diff", "−x^2", "--wrt", "x").stdout


def test_a_leading_minus_does_not_move_the_caret() -> None:
    assert run("diff", "-x § 2").stderr.splitlines()[1:3] == ["  -x § 2", "     ^"]


def test_ascii_and_width() -> None:
    text = run("diff", "(x+y)^2*pi/w₁", "--ascii").stdout
    assert "df/dx" in text and not set(text) & set("∂·√π²₁✓→")
    long = "+".join(f"sin(x{k})*y{k}" for k in range(1, 20))
    for width in (40, 60, 120):
        rows = run("diff", long, "--wrt", "x1", "--width", str(width)).stdout.splitlines()
        assert max(columns(row) for row in rows) <= width


def test_wrt_may_be_repeated_and_then_goes_on() -> None:
    assert run("diff", "x*y", "--wrt", "x", "--wrt", "y").exit_code == 0
    assert run("diff", "x^2*y^2", "--wrt", "x", "--then", "y").exit_code == 0
    assert run("diff", "x^5", "--wrt", "x", "--order", "3").exit_code == 0


PROBLEM = "# a note\nq = x + y\nf = q*z\nat x=-2, y=5, z=-4\nwrt x\n"


def test_problem_files_and_standard_input(tmp_path: Path) -> None:
    problem = tmp_path / "문제 1.chain"
    problem.write_text(PROBLEM, encoding="utf-8-sig")
    from_file = run("diff", "--from", str(problem), "--format", "json")
    assert from_file.exit_code == 0
    assert from_file.stdout == run("diff", "-", "--format", "json", given=PROBLEM).stdout
    assert from_file.stdout == run("diff", "--from", "-", "--format", "json", given=PROBLEM).stdout
    point = ["q=x+y; f=q*z", "--wrt", "z", "--at", "x=1, y=2, z=3", "--format", "json"]
    other = run("diff", "--from", str(problem), *point[1:])
    assert other.exit_code == 0 and other.stdout != from_file.stdout
    assert json.loads(other.stdout)["at"] == json.loads(run("diff", *point).stdout)["at"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "한글 = x".encode("cp949")])
def test_a_file_that_is_not_utf8(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.chain").write_bytes(content)
    result = run("diff", "--from", str(tmp_path / "a.chain"))
    assert result.exit_code == 2 and "is not text in UTF-8 (byte 1)" in result.stderr


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "there is no such file" in run("diff", "--from", str(tmp_path / "no")).stderr
    assert "it is a folder" in run("diff", "--from", str(tmp_path)).stderr
    assert "그런 파일이 없습니다" in run("diff", "--from", str(tmp_path / "no"), "--lang", "ko").stderr
    monkeypatch.setattr(files, "LIMIT", 3)
    (tmp_path / "big").write_text("x = 1")
    assert "is larger than 3 bytes" in run("diff", "--from", str(tmp_path / "big")).stderr


@pytest.mark.parametrize("status", ["wrong", "unchecked"])
def test_an_answer_that_is_not_verified_exits_with_1(status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from chainrule.library import pipeline

    explained = SimpleNamespace(check=SimpleNamespace(status=status), written=lambda *_: "text")
    monkeypatch.setattr(pipeline, "diff", lambda *_, **__: explained)
    result = run("diff", "x")
    assert result.exit_code == 1 and result.stdout == "text\n"


@pytest.mark.parametrize("module", ["chainrule.cli", "typer", "chainrule.cli.group", "sympy", "sympy.core.basic",
                                    "chainrule.solution.stage", "mpmath", None])
def test_an_interrupt_while_importing_is_no_traceback(module: str | None) -> None:
    """Ctrl-C comes when the finder is asked for a module; without one, before a module is asked for by the program."""
    script = ("import os, runpy, signal, sys\n"
              "class Finder:\n"
              f"    def find_spec(self, name, path=None, target=None, wanted={module!r}):\n"
              "        if name == wanted: os.kill(os.getpid(), signal.SIGINT)\n"
              "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
              "sys.meta_path.insert(0, Finder())\n"
              "sys.argv = ['chainrule', 'diff', 'sin(x)*y', '--at', 'x=1, y=2']\n"
              "runpy.run_module('chainrule', run_name='__main__')")
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=300,
                          check=False)
    if module is None:
        assert done.returncode == 0 and "✓" in done.stdout
    else:
        assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_colour_where_it_is_insisted_on() -> None:
    for line in (("diff", "x^2*y", "--at", "x=1, y=2"), ("graph", "x^2"), ("guide", "start"), ("lesson", "chain-rule")):
        plain = run(*line, FORCE_COLOR=None, CLICOLOR_FORCE=None).stdout
        assert "\x1b[" not in plain
        for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
            assert "\x1b[" in run(*line, **{name: "1", "TERM": "xterm"}).stdout
            assert run(*line, **{name: "1", "NO_COLOR": "1"}).stdout == plain
            assert run(*line, **{name: "1", "TERM": "dumb"}).stdout == plain
            assert run(*line, **{name: "0"}).stdout == plain


@pytest.mark.parametrize(("line", "hint"), [
    (("guide", "--output", "s.html"), ".markdown"), (("plot", "x^2", "-o", "p.tikz"), ".svg"),
    (("graph", "x", "-o", "x.html"), "chainrule diff"), (("diff", "x", "-o", "x.svg"), "chainrule graph"),
    (("rules", "-o", "r.png"), "chainrule graph"), (("network", "2-1", "--program", "-o", "n.json"), ".chain"),
    (("network", "2-1", "--program", "-f", "json"), "--program goes with --format text"),
    (("show", "x", "-o", "x.html"), "no option -o")])
def test_a_name_that_a_command_does_not_write(line: tuple[str, ...], hint: str) -> None:
    found = run(*line)
    assert (found.exit_code, hint in found.stderr) == (2, True)
    assert run(*line, "--lang", "ko").exit_code == 2


@pytest.mark.parametrize("line", [
    ("rules", "-o", "r.html"), ("rules", "-o", "r.md"), ("guide", "start", "-o", "s.md"), ("guide", "-o", "s.txt"),
    ("network", "2-1", "--program", "-o", "n.chain"), ("check", "x^2", "--answer", "2x", "-o", "c.tex"),
    ("implicit", "x^2+y^2=1", "-o", "i.json"), ("plot", "x^2", "-o", "p.svg"), ("lesson", "-o", "l.txt"),
    ("influence", "x*y", "--at", "x=1,y=2", "-o", "i.svg"), ("graph", "x^2", "-o", "g.mmd")])
def test_every_command_that_writes_takes_the_format_from_the_name(line: tuple[str, ...], tmp_path: Path) -> None:
    *words, name = line
    begins = {".html": "<!doctype", ".md": "#", ".svg": "<svg", ".tex": "\\", ".json": "{", ".mmd": "flowchart"}
    found = run(*words, str(tmp_path / name), COLUMNS="80")
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert (found.exit_code, found.output) == (0, "")
    assert written.startswith(begins.get(Path(name).suffix, "")) and written.endswith("\n")


def test_interrupt_and_bugs(monkeypatch: pytest.MonkeyPatch) -> None:
    from chainrule.library import pipeline

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "diff", stopped)
    result = run("diff", "x")
    assert result.exit_code == 130 and result.output == ""
    monkeypatch.setattr(pipeline, "diff", broken)
    result = run("diff", "x")
    assert result.exit_code == 70 and "ZeroDivisionError" in result.output and "Traceback" not in result.output
    monkeypatch.setenv("CHAINRULE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("diff", "x")


def test_rules_lists_every_rule() -> None:
    from chainrule.rules import RULES

    for language in ("en", "ko"):
        for form in ("text", "markdown", "latex"):
            result = run("rules", "--format", form, "--lang", language)
            assert result.exit_code == 0 and result.stderr == ""
        plain = " ".join(run("rules", "--lang", language).stdout.split())
        assert all((rule.title.ko if language == "ko" else rule.title.en) in plain or rule.name in plain
                   for rule in RULES.values())
    assert {row["name"] for row in json.loads(run("rules", "--format", "json").stdout)["rules"]} == set(RULES)


# ---------------------------------------------------------------- --output

def test_output_is_written_whole_and_nothing_else(tmp_path: Path) -> None:
    goal = tmp_path / "답.md"
    result = run("diff", "x^2", "--format", "markdown", "--output", str(goal))
    assert result.exit_code == 0 and result.output == ""
    assert goal.read_text(encoding="utf-8") == run("diff", "x^2", "--format", "markdown").stdout
    assert [path.name for path in tmp_path.iterdir()] == ["답.md"]


def test_output_refuses_to_overwrite_without_force(tmp_path: Path) -> None:
    goal = tmp_path / "a.txt"
    goal.write_text("mine")
    goal.chmod(0o640)
    result = run("diff", "x^2", "--output", str(goal))
    assert result.exit_code == 2 and "exists already.\n  hint: --force replaces it." in result.stderr
    assert goal.read_text() == "mine"
    link = tmp_path / "link"
    link.symlink_to(goal)
    assert run("diff", "x^2", "--output", str(link)).exit_code == 2
    assert run("diff", "x^2", "--output", str(link), "--force").exit_code == 0
    assert link.is_symlink() and goal.read_text(encoding="utf-8") == run("diff", "x^2").stdout
    assert goal.stat().st_mode & 0o777 == 0o640
    assert run("diff", "x^2", "--output", "-").stdout == goal.read_text(encoding="utf-8")


def test_output_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for path, english, korean in (
        (tmp_path, "is a folder", "폴더입니다"),
        (tmp_path / "no" / "a", f"There is no folder {tmp_path / 'no'}.", "폴더가 없습니다"),
        (tmp_path / "file" / "a", "There is no folder", "폴더가 없습니다"),
        (tmp_path / ("x" * 300), "cannot be written: File name too long", "쓸 수 없습니다"),
        (Path("/dev/null"), "is not an ordinary file", "보통 파일이 아닙니다"),
    ):
        for language, wanted in (("en", english), ("ko", korean)):
            result = run("diff", "x", "--output", str(path), "--force", "--lang", language)
            assert result.exit_code == 2 and wanted in result.stderr and result.stdout == ""

    def full(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr(os, "replace", full)
    result = run("diff", "x", "--output", str(tmp_path / "a"))
    assert result.exit_code == 2 and "cannot be written: permission is missing" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    goal = tmp_path / "a"
    goal.write_text("theirs")
    with pytest.raises(FileExistsError):
        files._place(str(tmp_path / "a"), str(goal))
    with pytest.raises(OptionError):
        files.write(str(goal), "ours", force=False)
    assert goal.read_text() == "theirs"


# ---------------------------------------------------------------- the real program

def test_a_pipe_that_closes_early_is_silent() -> None:
    done = program("diff", "(x+y)*z", "--detail", "full", shell="| head -1")
    assert done.returncode == 0 and done.stderr == b"" and len(done.stdout.splitlines()) == 1


def test_exit_statuses_of_the_program() -> None:
    done = program("diff", "x @", PYTHONIOENCODING="ascii", CHAINRULE_LANG="ko")
    assert done.returncode == 2 and done.stdout == b""
    assert done.stderr.startswith(b"error: ")
    done = program("diff", "-x^2", "--wrt", "x", shell="> /dev/full")
    assert done.returncode == 2 and b"Traceback" not in done.stderr
    assert b"The output cannot be written: No space left on device" in done.stderr


def test_encodings_that_cannot_show_every_sign() -> None:
    done = program("diff", "sqrt(x)*θ", "--lang", "ko", PYTHONIOENCODING="cp949")
    assert done.returncode == 0 and done.stderr == b""
    assert any("가" <= sign <= "힣" for sign in done.stdout.decode("cp949"))
    done = program("diff", "sqrt(x)*y^2", PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and done.stderr == b"" and done.stdout.isascii()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_colour_only_on_a_terminal_that_wants_it() -> None:
    import pty

    line = f"{'a' * 30}*{'b' * 30}"  # wider than the terminal: nothing may be cut off
    def shown(**environment: str) -> bytes:
        ours, theirs = pty.openpty()
        kept = {name: value for name, value in os.environ.items() if name not in PLAIN}
        child = subprocess.Popen(
            [sys.executable, "-m", "chainrule", "diff", line, "--width", "40"], stdout=theirs, cwd=ROOT,
            env={**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environment})
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(ours, 65536):
                seen += part
        except OSError:  # Linux reports the other end's closing as an error
            pass
        os.close(ours)
        assert child.wait(timeout=300) == 0
        return seen

    coloured, plain = shown(), shown(NO_COLOR="1")
    assert b"\x1b[" in coloured and b"\x1b" not in plain
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", coloured) == plain
    assert line.encode() in re.sub(rb"\s", b"", plain).replace("·".encode(), b"*")


def test_pages_of_the_day_before_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, young, other = (tmp_path / name for name in ("chainrule-old.html", "chainrule-young.html", "other.html"))
    for path in (old, young, other):
        path.write_text("x", encoding="utf-8")
    for path in (old, other):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    made = Path(files.temporary("<p>", ".html"))
    assert {path.name for path in tmp_path.iterdir()} == {"chainrule-young.html", "other.html", made.name}
