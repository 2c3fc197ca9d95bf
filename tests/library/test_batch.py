"""Many problems at once: what a line may say, and what becomes of a problem that takes too much."""
from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import chainrule
from chainrule.errors import ChainruleError, LimitError
from chainrule.language import LANGUAGES
from chainrule.library.batch import worker as workers
from chainrule.library.batch.answer import answer
from chainrule.library.batch.lines import content_of, numbered
from chainrule.library.batch.many import answers, chunk_of, chunks
from chainrule.library.batch.task import Limits, Reply, Task
from chainrule.library.batch.worker import Crew, Worker

AMPLE = Limits(60, 1024)
LARGE = "a0 = x\n" + "\n".join(f"a{i} = sin(a{i - 1})*x" for i in range(1, 5_000))  # tens of megabytes
ENDLESS = LARGE + "\n" + "\n".join(f"a{i} = sin(a{i - 1})*x" for i in range(5_000, 80_000))  # half a minute


def said(line: str, **others: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer(Task(12, line, **others)).body)
    return found


def test_a_line_is_answered_with_what_diff_says() -> None:
    found = said('{"id": "a", "expression": "x^2*y", "wrt": ["x", "y"], "at": {"x": 1.5, "y": "1/3"}, "order": 1}')
    assert found == {"id": "a", "ok": True, "result": chainrule.diff(
        "x^2*y", ["x", "y"], at={"x": Decimal("1.5"), "y": "1/3"}).to_dict("en")}
    assert said('{"expression": "x^2*y", "wrt": "x", "then": "y", "lang": "ko", "id": 1.5}') == {
        "id": 1.5, "ok": True, "result": chainrule.diff("x^2*y", "x", then=("y",)).to_dict("ko")}
    assert said('{"expression": "W*x", "shapes": {"W": [3, 2], "x": [2]}, "wrt": "x"}')["result"] == chainrule.diff(
        "W*x", "x", shapes="W: 3x2, x: 2").to_dict("en")
    assert said(r'{"expression": "\\frac{x}{2}", "syntax": "latex", "of": null}')["id"] == 12


@pytest.mark.parametrize("line, kind, words", [
    ('{"expression": "sin(x"}', "syntax", ""),
    ('{"expression": "x", "wrt": "X"}', "bad_variable", ""),
    ("{not json", "syntax", "12"),
    ("[1, 2]", "syntax", "12"),
    ("[" * 100_000, "syntax", "12"),
    ('{"expression": NaN}', "syntax", "12"),
    ('{"order": ' + "9" * 5000 + "}", "syntax", "12"),
    ("\udcff", "character", "12"),
    ("x" * 16_000_001, "too_large", "12"),
    ('{"exprssion": "x"}', "usage", "exprssion"),
    ('{"expression": "x", "speed": 3, "colour": 4}', "usage", "speed, colour"),
    ('{"expression": "x", "expression": "y"}', "usage", "expression"),
    ('{"wrt": "x"}', "usage", ""),
    ('{"expression": 3}', "usage", "expression"),
    ('{"expression": "x", "order": true}', "usage", "order"),
    ('{"expression": "x", "order": 0}', "usage", "order"),
    ('{"expression": "x", "wrt": [1]}', "usage", "wrt"),
    ('{"expression": "x", "at": [1]}', "usage", "at"),
    ('{"expression": "x", "id": {"a": 1}}', "usage", "id"),
    ('{"expression": "x", "syntax": "mathml"}', "usage", "syntax"),
    ('{"expression": "x", "lang": "fr"}', "usage", "lang"),
])
def test_what_a_line_may_not_say(line: str, kind: str, words: str) -> None:
    for language in LANGUAGES:
        reply = answer(Task(12, line, language=language))
        error = json.loads(reply.body)["error"]
        assert list(error) == ["kind", "message", "span", "hint"] and error["kind"] == reply.kind == kind
        assert words in error["message"] and "{{" not in str(error)
        assert any("가" <= sign <= "힣" for sign in error["message"]) == (language == "ko")


def test_an_answer_is_one_line_whatever_its_id() -> None:
    name = "a\u2028b\x85c\x9bd\n한 \ud800"
    reply = answer(Task(1, json.dumps({"id": name, "expression": "x"})))
    assert len(Reply.unpacked(reply.packed()).body.splitlines()) == 1 and "한" in reply.body
    assert json.loads(Reply.unpacked(reply.packed()).body)["id"] == name


def test_texts_and_pages() -> None:
    line = '{"expression": "x^2", "wrt": "x"}'
    assert answer(Task(1, line, "text", "ko")).body == chainrule.diff("x^2", "x").to_text("ko")
    assert answer(Task(1, line, "html", "en", above="<p>up</p>")).body == chainrule.diff("x^2", "x").to_html(
        "en", before="<p>up</p>")
    assert "오류: " in answer(Task(1, "{", "text", "ko")).body
    page = answer(Task(1, '{"expression": "<b>("}', "html", above="<p>up</p>")).body
    assert '<pre role="alert">error: ' in page and "<p>up</p>" in page and "<b>" not in page


def test_the_lines_of_a_file() -> None:
    file = io.BytesIO(b'\xef\xbb\xbf{"expression": "x"}\r\n\n  \t\n{"id": "\xff"}\nlast')
    found = content_of(file)
    assert (found.lines, found.problems) == (5, 3)
    lines = list(numbered(file))
    assert [number for number, _ in lines] == [1, 4, 5]
    assert lines[0][1] == '{"expression": "x"}' and lines[2][1] == "last"
    assert said(lines[1][1])["error"]["kind"] == "character"
    assert content_of(io.BytesIO(b"a\n")).digest != content_of(io.BytesIO(b"a\n\n")).digest


def test_the_library_gives_one_result_after_the_other() -> None:
    problems: Iterator[Any] = iter(["x^2", {"id": "b", "expression": "sin(", "lang": "ko"},
                                    {"expression": "x", "at": {"x": Fraction(1, 3)}}])
    found = list(chainrule.batch(problems, jobs=2, lang="en"))
    assert [(each["id"], each["ok"]) for each in found] == [(1, True), ("b", False), (3, True)]
    assert found[2]["result"]["at"] == chainrule.diff("x", at={"x": Fraction(1, 3)}).to_dict("en")["at"]
    for wrong in ({"jobs": -1}, {"time_limit": 0}, {"memory_limit": -1}):
        with pytest.raises(chainrule.OptionError):
            chainrule.batch(["x"], **wrong)
    with pytest.raises(chainrule.OptionError):
        list(chainrule.batch([3]))  # type: ignore[list-item]


def test_a_problem_that_takes_too_long_is_ended_and_its_neighbours_are_not() -> None:
    lines = [json.dumps({"id": f"n{i}", "expression": ENDLESS if i == 2 else f"x^{i + 2}"}) for i in range(6)]
    found = list(answers((Task(i, text) for i, text in enumerate(lines, 1)), 2, Limits(2, 1024), 3))
    assert [json.loads(reply.body)["id"] for _, reply in found] == [f"n{i}" for i in range(6)]
    assert [reply.kind for _, reply in found] == ["", "", "limit", "", "", ""]
    assert "2 seconds" in json.loads(found[2][1].body)["error"]["message"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses memory at once")
def test_a_problem_that_takes_too_much_memory_is_refused() -> None:
    tight = Worker(Limits(60, 8))
    try:
        small = Task(2, '{"expression": "x^2"}')
        replies = tight.ask_all([small, Task(1, json.dumps({"expression": LARGE, "wrt": "x"})), small, small])
        assert [reply.kind for reply in replies] == ["", "limit", "", ""]
    finally:
        tight.stop()


def test_a_process_that_is_killed_costs_nothing() -> None:
    """The problem that it was at is asked again."""
    tasks = [Task(i, json.dumps({"expression": f"sin(x)^{i + 1}"})) for i in range(1, 21)]
    crew, kills = Crew(1, AMPLE), [0]

    def killed() -> None:
        for worker in crew._workers:  # noqa: SLF001
            process = worker._process  # noqa: SLF001
            if process is not None:
                process.kill()
                kills[0] += 1

    try:
        crew.ask(tasks[0])
        asked = threading.Timer(0.01, killed)
        asked.start()
        replies = crew.ask_all(tasks)
        asked.join()
        assert replies == [answer(task) for task in tasks] and kills[0] == 1
    finally:
        crew.close()
    with pytest.raises(LimitError):
        crew.ask(tasks[0])


def test_a_problem_that_ends_its_process_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = "import os, sys; os.write(1, (5).to_bytes(8, 'big') + b'ready'); sys.stdin.buffer.read(8); sys.exit(3)"
    monkeypatch.setattr(workers, "_CALL", ready)
    worker = Worker(AMPLE)
    reply = worker.ask(Task(4, '{"id": "x", "expression": "x"}', language="ko"))
    error = json.loads(reply.body)
    worker.stop()
    assert error["id"] == "x" and error["error"]["kind"] == "crash" and "상태 3" in error["error"]["message"]
    monkeypatch.setattr(workers, "_CALL", "import sys; sys.exit(4)")
    with pytest.raises(LimitError) as caught:
        Worker(AMPLE).ask(Task(1, "{}"))
    assert "4" in caught.value.say("ko")


def test_where_the_system_holds_no_limit_a_process_watches_itself() -> None:
    pytest.importorskip("resource")
    script = ("import itertools, resource, sys, time, types; sys.platform = 'another'; "
              "grown = itertools.count(0, 4096); "
              "resource.getrusage = lambda who: types.SimpleNamespace(ru_maxrss=next(grown)); "
              "from chainrule.library.batch.child import hold_memory; hold_memory(16); time.sleep(60)")
    done = subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    assert done.returncode == -signal.SIGUSR1


def test_chunks_are_as_large_as_it_pays() -> None:
    assert [chunk_of(count, 2) for count in (None, 1, 31, 32, 10 ** 5)] == [1, 1, 1, 2, 16]
    tasks = [Task(n, "x" * size) for n, size in enumerate((1, 1, 1, 3000, 1, 2000, 100))]
    assert [[task.number for task in chunk] for chunk in chunks(tasks, 2)] == [[0, 1], [2], [3], [4, 5], [6]]


def test_whoever_stops_listening_leaves_no_process() -> None:
    def endless() -> Iterator[Task]:
        number = 0
        while True:
            number += 1
            yield Task(number, '{"expression": "x*y"}')

    found = answers(endless(), 2, AMPLE)
    assert next(found)[1].kind == ""
    found.close()  # type: ignore[attr-defined]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPoolExecutor")]
    with pytest.raises(StopIteration):
        next(found)


def test_a_cluster_answers_the_same_though_one_of_its_workers_is_killed() -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    from chainrule.library.batch import cluster
    del distributed
    lines = [json.dumps({"id": f"n{i % 7}", "expression": f"x^{i + 2} + sin({i}*x)"}) for i in range(96)]
    lines[50] = json.dumps({"id": "slow", "expression": ENDLESS})
    tasks = [Task(i, text) for i, text in enumerate(lines, 1)]
    with cluster.cluster(None, 2) as client:
        workers, found = client.run(os.getpid), []
        for task, reply in cluster.answers(iter(tasks), client, Limits(2, 1024)):
            found.append((task.number, reply))
            if len(found) == 5:
                os.kill(min(workers.values()), signal.SIGKILL)
        assert client.run(os.getpid) != workers
    assert [number for number, _ in found] == list(range(1, 97))
    assert [number for number, reply in found if reply.kind] == [51] and found[50][1].kind == "limit"
    assert [reply for number, reply in found if number != 51] == [answer(task) for task in tasks if task.number != 51]


def test_a_cluster_that_is_not_there() -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    from chainrule.library.batch import cluster
    with pytest.raises(ChainruleError) as caught, cluster.cluster("no address", 1):
        pass
    assert "no address" in caught.value.say("ko")
