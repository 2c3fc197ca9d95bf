"""A process that computes, as its owner holds it: asked for one thing at a time, ended where it takes too much."""
from __future__ import annotations

import json
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

from ...errors import LimitError
from ...language import Text
from .answer import MEMORY, ended
from .child import READY, received, send
from .task import Limits, Reply, Task

TIME = Text("This took more than {seconds:g} seconds, and was ended.", "{seconds:g}초를 넘겨서 계산을 그만두었습니다.")
CRASHED = Text("The process that computed this ended by itself, twice (status {status}).",
               "이 문제를 계산하던 프로세스가 두 번 저절로 끝났습니다(상태 {status}).")
NO_START = Text("A process to compute in does not start: {reason}.", "계산할 프로세스가 시작되지 않습니다: {reason}.")
CLOSED = Text("Nothing more is computed.", "더 계산하지 않습니다.")
# The path is that of this program, and the folder that it was started in is not looked into first (-P).
_CALL = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from chainrule.library.batch.child import work; " \
        "work(sys.argv[2:])"
_ALARM, _MEMORY = (-int(getattr(signal, name, 10 ** 6)) for name in ("SIGALRM", "SIGUSR1"))


class _Ended(Exception):
    """The process is no more."""


class Worker:
    """One process, started when it is first needed, and again after it has ended.

    concurrent.futures has processes too, but none of them can be ended without breaking all of them, and the problem
    that ended it is not known there. Here each has its own pipe, so that only its own problem ends with it.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = threading.Lock()
        self._closed = False

    def ask(self, task: Task) -> Reply:
        """The reply to a task."""
        return self.ask_all([task])[0]

    def ask_all(self, tasks: Sequence[Task]) -> list[Reply]:
        """The replies to some tasks. One that uses up its limits is refused; one whose process ended for another
        reason, as the system may end it, is asked once more; those behind it are not touched by it."""
        replies: list[Reply] = []
        tried = 0  # how often the first task without a reply has ended its process
        with self._asked:
            while len(replies) < len(tasks):
                began, known = time.monotonic(), len(replies)
                try:
                    self._exchange(tasks[known:], replies)
                except _Ended:
                    error = self._ended(self.bury(), time.monotonic() - began)
                    tried = 1 if len(replies) > known else tried + 1
                    if error.kind == "limit" or tried == 2:
                        replies.append(ended(tasks[len(replies)], error))
                        tried = 0
        return replies

    def _ended(self, status: int, seconds: float) -> LimitError:
        """Why a process ended, by its status; on Windows, which has no alarm, by the time that it took."""
        if status == _ALARM or not hasattr(signal, "setitimer") and seconds >= self.limits.seconds:
            return LimitError("limit", TIME, facts={"seconds": self.limits.seconds})
        if status == _MEMORY:
            return LimitError("limit", MEMORY)
        return LimitError("crash", CRASHED, facts={"status": status})

    def stop(self) -> None:
        """Ends the process, whatever it does, and starts no other; whoever waits for it is told."""
        self._closed = True
        self.rest()

    def rest(self) -> None:
        """Ends the process; whoever asks next starts another."""
        process = self._process
        if process is not None:
            process.kill()
        if self._asked.acquire(blocking=False):
            self.bury()
            self._asked.release()

    def bury(self) -> int:
        """Ends what is left of the process; its exit status."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:
                pass  # a task that it never read
        return process.wait()

    def _exchange(self, tasks: Sequence[Task], replies: list[Reply]) -> None:
        """Adds the replies to these tasks, or the first of them."""
        process = self._process or self._started()
        assert process.stdin is not None and process.stdout is not None
        try:
            send(process.stdin, *(task.packed() for task in tasks))
        except OSError:
            raise _Ended from None
        wanted = len(replies) + len(tasks)
        for message in received(process.stdout):
            reply = Reply.unpacked(message)
            replies.append(reply)
            if reply.kind == "limit":  # it has ended itself
                self.bury()
                return
            if len(replies) == wanted:
                return
        raise _Ended

    def _started(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise LimitError("crash", CLOSED)
        limits = [str(self.limits.seconds), str(self.limits.megabytes)]
        try:
            process = subprocess.Popen([sys.executable, "-P", "-c", _CALL, json.dumps(sys.path), *limits],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       start_new_session=True)  # Ctrl-C is for its owner
        except OSError as error:
            raise LimitError("crash", NO_START, facts={"reason": error.strerror}) from error
        self._process = process
        if self._closed:
            process.kill()
        assert process.stdout is not None
        if next(received(process.stdout), b"") != READY:
            raise LimitError("crash", CLOSED if self._closed else NO_START, facts={"reason": f"{self.bury()}"})
        return process


class Crew:
    """Several workers, asked from as many threads."""

    def __init__(self, count: int, limits: Limits) -> None:
        self.limits = limits
        self._workers = [Worker(limits) for _ in range(count)]
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def ask(self, task: Task) -> Reply:
        """The reply of the first worker that is free."""
        return self.ask_all([task])[0]

    def ask_all(self, tasks: Sequence[Task]) -> list[Reply]:
        """The replies of the first worker that is free."""
        worker = self._idle.get()
        try:
            return worker.ask_all(tasks)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """Ends all processes; whoever still asks is refused."""
        for worker in self._workers:
            worker.stop()
        for worker in [self._idle.get() for _ in self._workers]:
            worker.bury()
            self._idle.put(worker)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
