"""One rival in a process of its own: it may be too slow or crash, and its caches and memory are nobody else's.

Python's limit of recursion stands as it is for all of them: a rival that recurses deeper shows the error as its result.
"""
from __future__ import annotations

import gc
import multiprocessing
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from .problems import PROBLEMS
from .rivals import RIVALS


class Failed(Exception):
    """A rival gave no answer: first a word or two for the table, then what it said itself."""


def serve(pipe: Connection, rival_name: str, problem_name: str, size: Any) -> None:
    """Answers "prepare", "numbers", "measures" and "time" until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    rival = RIVALS[rival_name]()
    problem = next(p for p in PROBLEMS if p.name == problem_name)
    while True:
        try:
            order = pipe.recv()
        except EOFError:
            return
        try:
            answer: Any = None
            if order == "prepare":
                rival.prepare(problem, size)
            else:
                rival.renew()
                answer = timed(rival.run) if order == "time" else getattr(rival, order)(rival.run())
            pipe.send((True, answer))
        except Exception as error:  # noqa: BLE001  whatever a rival raises is a result
            pipe.send((False, (type(error).__name__, str(error))))


def timed(run: Any) -> float:
    """Seconds of the processor in one run, of all its threads: what others do does not count. The collector rests
    meanwhile, as it does in timeit."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        kept = run()
        seconds = time.process_time() - start
        del kept
    finally:
        gc.enable()
    return seconds


@dataclass
class Worker:
    """The near end of the pipe."""

    rival: str
    problem: str
    size: Any
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far = context.Pipe()
        self.process = context.Process(target=serve, args=(far, self.rival, self.problem, self.size), daemon=True)
        self.process.start()
        far.close()

    def ask(self, order: str, budget: float) -> Any:
        """The worker's answer. Raises Failed where there is none within the budget (in seconds)."""
        try:
            self.pipe.send(order)
            if not self.pipe.poll(budget):
                self.stop()
                raise Failed(f"> {budget:g} s")
            good, answer = self.pipe.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self.stop()
            raise Failed("crash") from None
        if not good:
            self.stop()
            raise Failed(*answer)
        return answer

    def stop(self) -> None:
        with suppress(OSError):
            self.pipe.close()
        self.process.kill()
        self.process.join()
