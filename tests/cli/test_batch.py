"""`chainrule batch`: nothing lost, nothing done twice, whatever ends it in between."""
from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import chainrule
from chainrule.cli import app as cli
from chainrule.cli import batching, console
from chainrule.library.batch.answer import answer
from chainrule.library.batch.many import Answered
from chainrule.library.batch.task import Task

PLAIN = {"CHAINRULE_LANG": None, "LC_ALL": "C.UTF-8", "LC_MESSAGES": None, "LANG": None, "COLUMNS": "80"}
LINES = ['{"id": "gate", "expression": "(x+y)*z", "wrt": "x"}', "", '{"expression": "sin(x", "lang": "ko"}',
         "{not json", '{"id": 7, "expression": "x^2", "at": {"x": 3}}', '{"id": 7, "expression": "y^2"}']
NUMBERS = [1, 3, 4, 5, 6]
asked: list[int] = []  # the lines that were computed


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Most tests are about the files, not about the processes."""
    monkeypatch.chdir(tmp_path)
    Path("p.jsonl").write_text("\n".join(LINES), encoding="utf-8")
    asked.clear()

    def answers(tasks: Iterator[Task], *_: Any, slow: bool = False) -> Iterator[Answered]:
        for task in tasks:
            asked.append(task.number)
            yield task, answer(task)

    monkeypatch.setattr("chainrule.library.batch.many.answers", answers)


def run(*line: str, given: bytes | None = None, lang: str | None = None) -> Any:
    done = CliRunner(env={**PLAIN, "CHAINRULE_LANG": lang}).invoke(cli.app, ["batch", *line], input=given)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def wanted() -> list[str]:
    return [answer(Task(number, LINES[number - 1])).body for number in NUMBERS]


def test_a_file_is_answered_line_by_line() -> None:
    done = run("p.jsonl", "--output", "a.jsonl")
    assert (done.exit_code, done.stdout) == (0, "") and done.stderr == "3 of 5 problems answered, 2 refused.\n"
    assert Path("a.jsonl").read_text(encoding="utf-8") == "".join(line + "\n" for line in wanted())
    ids = [json.loads(line)["id"] for line in Path("a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ids == ["gate", 3, 4, 7, 7] and asked == NUMBERS


def test_standard_input_and_output() -> None:
    for line in (["p.jsonl"], ["p.jsonl", "--output", "-"], ["-"]):
        done = run(*line, given=Path("p.jsonl").read_bytes())
        assert done.exit_code == 0 and done.stdout.splitlines() == wanted()
    done = run("-", "--output", "a.jsonl", given=Path("p.jsonl").read_bytes())
    assert done.exit_code == 0 and Path("a.jsonl").read_text(encoding="utf-8").splitlines() == wanted()
    assert run("-", given=b"").exit_code == 0


def test_what_is_done_is_not_done_again() -> None:
    run("p.jsonl", "--output", "a.jsonl")
    before, asked[:] = Path("a.jsonl").read_bytes(), []
    assert run("p.jsonl", "--output", "a.jsonl").exit_code == 0
    assert Path("a.jsonl").read_bytes() == before and asked == []
    assert run("p.jsonl", "--output", "a.jsonl", "--force").exit_code == 0
    assert Path("a.jsonl").read_bytes() == before and asked == NUMBERS


def _shortened(by: int) -> Callable[[bytes], bytes]:
    return lambda content: content[:-by]


def _cut(path: str, change: Callable[[bytes], bytes]) -> None:
    Path(path).write_bytes(change(Path(path).read_bytes()))


@pytest.mark.parametrize("output, ledger, again", [
    (_shortened(5), lambda c: c, [6]),  # half of the last line
    (lambda c: c, lambda c: c[:c.rstrip(b"\n").rfind(b"\n") + 1], [6]),  # killed between answer and ledger
    (lambda c: c, _shortened(3), [6]),  # killed while the ledger was written
    (lambda c: c + b'{"id": 9, "ok', lambda c: c, []),  # more than counts
    (lambda c: c[:40], lambda c: c, NUMBERS),
    (lambda c: c[:40], lambda c: c[:c.find(b"\n") + 1], NUMBERS),
    (lambda c: b"", lambda c: c, NUMBERS),
])
def test_what_is_not_whole_is_done_again(output: Any, ledger: Any, again: list[int]) -> None:
    run("p.jsonl", "--output", "a.jsonl")
    before, asked[:] = Path("a.jsonl").read_bytes(), []
    _cut("a.jsonl", output)
    _cut(".a.jsonl.batch", ledger)
    assert run("p.jsonl", "--output", "a.jsonl").exit_code == 0
    assert Path("a.jsonl").read_bytes() == before and asked == again


@pytest.mark.parametrize("language, error", [("en", "error: "), ("ko", "오류: ")])
def test_an_output_of_something_else_is_never_touched(language: str, error: str) -> None:
    def refused(*line: str, lang: str = language, start: str = error) -> str:
        kept = {path: path.read_bytes() for path in Path().rglob("a*") if path.is_file()}
        done = run(*line, lang=lang)
        assert done.exit_code == 2 and done.stderr.startswith(start) and "--force" in done.stderr
        assert {path: path.read_bytes() for path in Path().rglob("a*") if path.is_file()} == kept and asked == []
        return str(done.stderr)

    Path("a.jsonl").write_text("mine\n", encoding="utf-8")
    assert "a.jsonl" in refused("p.jsonl", "--output", "a.jsonl")
    Path("a.jsonl").unlink()
    run("p.jsonl", "--output", "a.jsonl", lang=language)
    asked.clear()
    refused("p.jsonl", "--output", "a.jsonl", "--detail", "brief")
    other, starts = ("en", "error: ") if language == "ko" else ("ko", "오류: ")
    refused("p.jsonl", "--output", "a.jsonl", lang=other, start=starts)
    Path("a.jsonl").write_bytes(Path("a.jsonl").read_bytes().replace(b"x", b"z"))
    refused("p.jsonl", "--output", "a.jsonl")  # somebody else's by now
    Path("p.jsonl").write_text("\n".join(LINES[:3]), encoding="utf-8")
    refused("p.jsonl", "--output", "a.jsonl")
    assert run("p.jsonl", "--output", "a.jsonl", "--force").exit_code == 0
    assert len(Path("a.jsonl").read_bytes().splitlines()) == 2


def test_an_output_that_is_being_written_is_refused() -> None:
    pytest.importorskip("fcntl")
    run("p.jsonl", "--output", "a.jsonl")
    import fcntl
    with open(".a.jsonl.batch", "rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        for line in ([], ["--force"]):
            assert "Another batch" in run("p.jsonl", "--output", "a.jsonl", *line).stderr
    assert run("p.jsonl", "--output", "a.jsonl").exit_code == 0


def test_pages_in_a_folder_with_an_index() -> None:
    for line in range(2):
        done = run("p.jsonl", "--format", "html", "--output", "pages", "--lang", "ko")
        assert done.exit_code == 0 and asked == NUMBERS, line
    names = sorted(path.name for path in Path("pages").iterdir())
    assert names == [".batch", "1.html", "3.html", "4.html", "5.html", "6.html", "index.html"]
    index = Path("pages/index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]+)"', index) == [f"{n}.html" for n in NUMBERS]
    assert "(x+y)*z" in index and "답하지 못함: syntax" in index and '<html lang="ko">' in index
    assert Path("pages/1.html").read_text(encoding="utf-8") == chainrule.diff("(x+y)*z", "x").to_html("ko")
    assert "괄호가 닫히지 않았습니다" in Path("pages/3.html").read_text(encoding="utf-8")
    Path("pages/6.html").unlink()
    _cut("pages/.batch", _shortened(4))
    asked.clear()
    assert run("p.jsonl", "--format", "html", "--output", "pages", "--lang", "ko").exit_code == 0
    assert asked == [6] and Path("pages/6.html").exists()
    Path("p.jsonl").write_text("\n".join(LINES[:4]), encoding="utf-8")
    assert run("p.jsonl", "--format", "html", "--output", "pages", "--lang", "ko").exit_code == 2
    assert run("p.jsonl", "--format", "html", "--output", "pages", "--force").exit_code == 0
    names = sorted(path.name for path in Path("pages").iterdir())
    assert names == [".batch", "1.html", "3.html", "4.html", "index.html"]


def test_texts() -> None:
    done = run("p.jsonl", "--format", "text")
    parts = done.stdout.split("── ")
    assert [part.partition(" ")[0] for part in parts[1:]] == [str(n) for n in NUMBERS]
    assert chainrule.diff("(x+y)*z", "x").to_text("en").strip() in parts[1] and "오류: " in parts[2]
    run("p.jsonl", "--format", "text", "--output", "a.txt")
    assert Path("a.txt").read_text(encoding="utf-8") == done.stdout
    Path("texts").mkdir()
    run("p.jsonl", "--format", "text", "--output", "texts")
    assert "1.txt  answered  gate: (x+y)*z\n" in Path("texts/index.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", [
    [], ["nowhere.jsonl"], ["."], ["p.jsonl", "--format", "html"],
    ["p.jsonl", "--format", "html", "--output", "a.html"], ["p.jsonl", "--output", "a.txt"],
    ["p.jsonl", "--format", "text", "--output", "a.jsonl"],
    ["p.jsonl", "--format", "html", "--output", "p.jsonl"], ["p.jsonl", "--format", "html", "--output", "full"],
    ["p.jsonl", "--output", "p.jsonl"], ["p.jsonl", "--output", "full"], ["p.jsonl", "--output", "no/a.jsonl"],
    ["p.jsonl", "--time-limit", "0"], ["p.jsonl", "--time-limit", "soon"], ["p.jsonl", "--memory-limit", "0"],
    ["p.jsonl", "--jobs", "-1"], ["p.jsonl", "--scheduler", "x", "--cluster", "dask"], ["p.jsonl", "q.jsonl"],
])
@pytest.mark.parametrize("language, error", [("en", "error: "), ("ko", "오류: ")])
def test_what_is_refused(line: list[str], language: str, error: str) -> None:
    Path("full").mkdir()
    Path("full/mine.txt").write_text("mine", encoding="utf-8")
    done = run(*line, lang=language)
    assert done.exit_code == 2 and done.stdout == "" and done.stderr.startswith(error) and asked == []
    assert sorted(path.name for path in Path().rglob("*")) == ["full", "mine.txt", "p.jsonl"]


def test_what_is_stopped_within_an_answer_leaves_whole_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self: batching.Lines, line: int, kind: str, body: str) -> None:
        if line == 5:
            self._file.write(b'{"id": 7, "o')  # noqa: SLF001
            raise KeyboardInterrupt
        add(self, line, kind, body)

    add = batching.Lines.add
    monkeypatch.setattr(batching.Lines, "add", stopped)
    done = run("p.jsonl", "--output", "a.jsonl", lang="ko")
    assert done.exit_code == 130 and done.stderr == (
        "멈췄습니다. 문제 5개 가운데 3개를 마쳤습니다. 같은 명령을 다시 실행하면 이어서 합니다.\n")
    lines = Path("a.jsonl").read_bytes()
    assert lines.endswith(b"\n") and [json.loads(line)["id"] for line in lines.splitlines()] == ["gate", 3, 4]


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    out = io.TextIOWrapper(open("/dev/full", "wb", buffering=0), write_through=True)  # noqa: SIM115
    monkeypatch.setattr("sys.stdout", out)
    with pytest.raises(chainrule.OptionError) as caught:
        batching.Screen("json").add(1, "", "{}")
    assert caught.value.text is console.UNWRITTEN
    out.close()


@pytest.fixture
def program() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """The program in a process of its own, on 60 problems with one process each."""
    problems = [json.dumps({"expression": f"sin({n}*x)^2 + x^{n}", "wrt": "x"}) for n in range(2, 62)]
    Path("p.jsonl").write_text("\n".join(problems), encoding="utf-8")
    root = str(Path(chainrule.__file__).parent.parent)
    started: list[subprocess.Popen[bytes]] = []

    def start(*line: str, name: str = "p.jsonl") -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "chainrule", "batch", name, "--lang", "en", *line]
        started.append(subprocess.Popen(command, env={**os.environ, "PYTHONPATH": root}, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            assert pipe is not None
            pipe.close()


def _until(size: int, process: subprocess.Popen[bytes]) -> None:
    """Waits until so much is written."""
    while process.poll() is None and (not os.path.exists("a.jsonl") or os.path.getsize("a.jsonl") < size):
        time.sleep(0.002)


@pytest.mark.parametrize("sign, status", [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_killed_or_stopped_it_goes_on(program: Callable[..., subprocess.Popen[bytes]], sign: signal.Signals,
                                      status: int) -> None:
    process = program("--output", "a.jsonl", "--jobs", "2")
    _until(6_000, process)
    process.send_signal(sign)
    _, said = process.communicate()
    assert process.returncode == status
    if status == 130:
        assert re.fullmatch(rb"Stopped: \d+ of 60 problems are done\. The same command goes on from there\.\n", said)
        assert all(json.loads(line)["ok"] for line in Path("a.jsonl").read_text(encoding="utf-8").splitlines())
        assert Path("a.jsonl").read_bytes().endswith(b"\n")
    done = len(Path(".a.jsonl.batch").read_bytes().splitlines()) - 1
    assert run("p.jsonl", "--output", "a.jsonl", "--lang", "en").exit_code == 0
    assert [json.loads(line)["id"] for line in Path("a.jsonl").read_text(encoding="utf-8").splitlines()] == list(
        range(1, 61))
    assert 60 - done <= len(asked) <= 60 - done + 1 and asked == list(range(61 - len(asked), 61))


def test_who_waits_for_an_answer_before_asking_on_gets_it(program: Callable[..., subprocess.Popen[bytes]]) -> None:
    process = program("--jobs", "2", name="-")
    assert process.stdin is not None and process.stdout is not None
    for number in (1, 2, 3):
        process.stdin.write(b'{"expression": "x^%d"}\n' % number)
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == number
    process.stdin.close()
    assert process.wait() == 0 and process.stdout.read() == b""


def test_a_reader_who_leaves_is_no_error(program: Callable[..., subprocess.Popen[bytes]]) -> None:
    process = program()
    assert process.stdout is not None
    first = process.stdout.readline()
    process.stdout.close()
    assert json.loads(first)["id"] == 1 and process.wait() == 0
    assert process.stderr is not None and process.stderr.read() == b""


def test_a_cluster_from_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    monkeypatch.setattr("chainrule.library.batch.cluster.PATIENCE", "1s")
    done = run("p.jsonl", "--scheduler", "tcp://127.0.0.1:1", "--output", "a.jsonl", lang="ko")
    assert done.exit_code == 2 and "tcp://127.0.0.1:1" in done.stderr and Path("a.jsonl").read_bytes() == b""
    begun: list[tuple[str | None, int]] = []

    @contextmanager
    def cluster(address: str | None, jobs: int) -> Iterator[None]:
        begun.append((address, jobs))
        yield

    monkeypatch.setattr("chainrule.library.batch.cluster.cluster", cluster)
    monkeypatch.setattr("chainrule.library.batch.cluster.answers",
                        lambda tasks, *_: ((task, answer(task)) for task in tasks))
    for _ in range(2):  # the second time there is nothing to do
        line = ["p.jsonl", "--cluster", "dask", "--jobs", "3", "--output", "a.jsonl"]
        assert run(*line, lang="ko").exit_code == 0 and begun == [(None, 3)]
    lines = [answer(Task(number, LINES[number - 1], language="ko")).body for number in NUMBERS]
    assert Path("a.jsonl").read_text(encoding="utf-8").splitlines() == lines


def test_a_cluster_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run("p.jsonl", "--cluster", "dask", lang="ko")
    assert done.exit_code == 2 and "chainrule[cluster]" in done.stderr


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only there, and not among answers."""
    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    told = Terminal()
    monkeypatch.setattr("sys.stderr", told)
    monkeypatch.setattr(console, "coloured_by", lambda stream: stream is told)
    wanted_here = batching.Wanted("json", "ko", "normal", "a.jsonl", False)
    with batching.opened("p.jsonl", wanted_here) as (_, found):
        assert found is not None
        taking = wanted_here.opened(found)
        with batching.watching(found, taking, "ko") as tick:
            tick()
        taking.close()
    assert "문제" in told.getvalue() and "1/5" in told.getvalue()
