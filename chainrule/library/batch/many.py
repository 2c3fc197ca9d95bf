"""`batch`: many problems, answered by several processes at once, in the order in which they come."""
from __future__ import annotations

import json
import os
import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ...errors import OptionError
from ...language import Language, Text, preferred
from .task import Limits, Reply, Task
from .worker import Crew

AHEAD = 8  # chunks for each process that may be done before the first of them is
CHUNK = 16  # problems that a process is given at once, so that it need not wait for the next one
SIZE = 2_048  # characters of a chunk: as much as every pipe holds, so that nobody waits for the other to read
NEGATIVE = Text("The number of processes is 1 or more, or 0 for as many as there are cores.",
                "프로세스의 수는 1 이상이어야 하며, 0이면 코어의 수만큼 씁니다.")
NO_TIME = Text("The limits have to be above 0.", "한도는 0보다 커야 합니다.")
NO_PROBLEM = Text("A problem is a dictionary or an expression, not {type}.",
                  "문제는 사전이나 식이어야 합니다. 받은 것: {type}")
Answered = tuple[Task, Reply]
UnderWay = tuple[list[Task], Future[list[Reply]]]


def batch(problems: Iterable[Mapping[str, Any] | str], jobs: int = 1, time_limit: float = 60,
          memory_limit: int = 1024, lang: Language | None = None) -> Iterator[dict[str, Any]]:
    """Many problems, answered one after the other in their order while `jobs` processes compute.

    problems      each a dictionary with the keys expression, wrt, then, order, at, of, syntax, shapes, lang and id, of
                  which only the expression is required, or an expression alone
    jobs          how many processes; 0 stands for as many as there are cores
    time_limit    seconds that one problem may take
    memory_limit  megabytes that one problem may take
    lang          the language of all that do not name one

    Gives {"id": …, "ok": True, "result": …} with what `to_dict` gives, or {"id": …, "ok": False, "error": …} with kind,
    message, span and hint; one that used up its limits has the kind "limit", one that ended its process "crash". A
    problem without an id is called by its number, from 1.
    """
    limits = limits_of(time_limit, memory_limit)
    count = cores(jobs)
    language = preferred() if lang is None else lang
    tasks = (Task(number, _line(problem), language=language) for number, problem in enumerate(problems, 1))
    together = chunk_of(len(problems) if isinstance(problems, Sized) else None, count)
    return (json.loads(reply.body) for _, reply in answers(tasks, count, limits, together))


def cores(jobs: int) -> int:
    """How many processes are meant. Raises OptionError for fewer than none."""
    if jobs < 0:
        raise OptionError("usage", NEGATIVE)
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def limits_of(seconds: float, megabytes: int) -> Limits:
    """The limits. Raises OptionError where they leave nothing."""
    if not seconds > 0 or not megabytes > 0:
        raise OptionError("usage", NO_TIME)
    return Limits(float(seconds), int(megabytes))


def chunk_of(problems: int | None, count: int) -> int:
    """How many problems a process is given at once: few where there are few, one where nobody knows when the next one
    comes."""
    return 1 if problems is None else max(1, min(CHUNK, problems // (AHEAD * count)))


def chunks(tasks: Iterable[Task], most: int) -> Iterator[list[Task]]:
    """The tasks, so many at once and no more than a pipe holds."""
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        size += len(task.text)
        if chunk and size > SIZE:
            yield chunk
            chunk, size = [], len(task.text)
        chunk.append(task)
        if len(chunk) == most:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def answers(tasks: Iterable[Task], count: int, limits: Limits, together: int = 1, slow: bool = False
            ) -> Iterator[Answered]:
    """The tasks with their replies, in their order, from so many processes on this machine. Where the tasks come
    slowly, as from who waits for an answer before asking on, another thread takes them."""
    with Crew(count, limits) as crew, ThreadPoolExecutor(count) as threads:
        try:
            ahead = AHEAD * CHUNK // together * count
            under_way = ((chunk, threads.submit(crew.ask_all, chunk)) for chunk in chunks(tasks, together))
            yield from in_order(_taken(under_way, ahead) if slow else under_way, ahead)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            crew.close()


def in_order(parts: Iterable[UnderWay | None], ahead: int) -> Iterator[Answered]:
    """The replies in the order of their tasks, though they come in any; so many chunks are under way at the most. None
    among them says that the next one may take its time."""
    under_way: deque[UnderWay] = deque()
    for part in parts:
        if part is not None:
            under_way.append(part)
        while under_way and (part is None or len(under_way) >= ahead or under_way[0][1].done()):
            done, replies = under_way.popleft()
            yield from zip(done, replies.result(), strict=True)
    for done, replies in under_way:
        yield from zip(done, replies.result(), strict=True)


def _taken(parts: Iterator[UnderWay], ahead: int) -> Iterator[UnderWay | None]:
    """The same, taken by another thread, with a None wherever there is no next one yet."""
    line: queue.Queue[UnderWay | BaseException | None] = queue.Queue(ahead)

    def take() -> None:
        try:
            for part in parts:
                line.put(part)
            line.put(None)
        except BaseException as error:  # noqa: BLE001  it is raised where the answers are waited for
            line.put(error)

    threading.Thread(target=take, daemon=True).start()
    while True:
        if line.empty():
            yield None
        found = line.get()
        if isinstance(found, BaseException):
            raise found
        if found is None:
            return
        yield found


def _line(problem: Mapping[str, Any] | str) -> str:
    if isinstance(problem, str):
        problem = {"expression": problem}
    if not isinstance(problem, Mapping):
        raise OptionError("usage", NO_PROBLEM, facts={"type": type(problem).__name__})
    return json.dumps(dict(problem), default=_number)


def _number(value: Any) -> Any:
    """Numbers of Python and NumPy that JSON does not know, without a loss."""
    if isinstance(value, Decimal | Fraction):
        return str(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    raise OptionError("usage", NO_PROBLEM, facts={"type": type(value).__name__})
