"""The same on a cluster of Dask: chunks of tasks travel, each answered beside the cluster's worker by a process of its
own."""
from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from logging import ERROR
from typing import Any

from ...errors import LimitError, OptionError, UnsupportedError
from ...language import Text
from .many import CHUNK, Answered, chunks
from .task import Limits, Reply, Task
from .worker import Worker

AHEAD = 4  # chunks for each thread of the cluster that are under way
TRIES = 20  # workers of the cluster that may end with a chunk before the cluster is given up
PATIENCE, NEAR = "20s", "4s"  # for a scheduler to be found; for a worker on this machine
NO_DASK = Text("Dask is not installed here.", "Dask가 설치되어 있지 않습니다.")
GET_DASK = Text('Install it: pip install "chainrule[cluster]"', 'pip install "chainrule[cluster]"로 설치해 주십시오')
NO_SCHEDULER = Text("There is no scheduler of Dask at {address}.", "{address} 주소에 Dask 스케줄러가 없습니다.")
LOST = Text("The cluster gives no more answers ({reason}).", "클러스터가 더 답하지 않습니다({reason}).")
_own = threading.local()
_ours: list[Worker] = []  # of all threads of this worker of the cluster


@contextmanager
def cluster(address: str | None, jobs: int) -> Iterator[Any]:
    """A client of the scheduler at this address; without one, of so many worker processes on this machine."""
    try:
        from dask import config
        from distributed import Client, LocalCluster
    except ImportError:
        raise UnsupportedError("unsupported", NO_DASK, hint=GET_DASK) from None
    if address is not None:
        try:
            client = Client(address, timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            raise OptionError("usage", NO_SCHEDULER, facts={"address": address}) from error
        with client:
            yield client
        return
    # A worker here that does not answer at once is dead: Dask would try for half a minute.
    with config.set({"distributed.comm.timeouts.connect": NEAR}):
        with _deaf():
            started = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=":0", silence_logs=ERROR)
        with started as here, Client(here) as client:
            yield client


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started in here does not hear Ctrl-C, which is for its owner."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def answers(tasks: Iterable[Task], client: Any, limits: Limits) -> Iterator[Answered]:
    """The tasks with their replies, in their order. A chunk whose worker is lost is answered by another one."""
    threads = max(1, sum(client.nthreads().values()))
    under_way: deque[tuple[list[Task], Any]] = deque()
    rest = chunks(tasks, CHUNK)
    try:
        while True:
            while len(under_way) < AHEAD * threads and (chunk := next(rest, [])):
                under_way.append((chunk, _submitted(client, chunk, limits)))
            if not under_way:
                return
            done, future = under_way.popleft()
            yield from zip(done, _replies(client, done, future, limits), strict=True)
    finally:
        client.cancel([future for _, future in under_way])
        _finish(client)


def answer_all(tasks: list[Task], limits: Limits) -> list[Reply]:
    """What a worker of the cluster does: its thread keeps a process that may be ended, as on one machine."""
    worker = getattr(_own, "worker", None)
    if worker is None or worker.limits != limits:
        if worker is not None:
            worker.stop()
        _own.worker = worker = Worker(limits)
        _ours.append(worker)
    return worker.ask_all(tasks)


def rest() -> None:
    """Ends the processes beside a worker of the cluster; another batch that needs them starts them again."""
    for worker in _ours:
        worker.rest()


def _submitted(client: Any, chunk: list[Task], limits: Limits) -> Any:
    return client.submit(answer_all, chunk, limits, pure=False)


def _replies(client: Any, chunk: list[Task], future: Any, limits: Limits) -> list[Reply]:
    from distributed import KilledWorker
    for _ in range(TRIES):
        try:
            found: list[Reply] = future.result()
            return found
        except KilledWorker:  # the workers ended, not the problems: those cannot end more than their own process
            future = _submitted(client, chunk, limits)
        except _gone() as error:
            raise LimitError("crash", LOST, facts={"reason": type(error).__name__}) from error
    raise LimitError("crash", LOST, facts={"reason": "KilledWorker"})


def _gone() -> tuple[type[BaseException], ...]:
    """What is raised where the scheduler, or chainrule on the cluster, is not there."""
    from concurrent.futures import CancelledError

    from distributed.comm import CommClosedError
    return (CancelledError, CommClosedError, OSError, ImportError, TimeoutError)


def _finish(client: Any) -> None:
    """Leaves no process behind on the cluster, as far as it can be reached."""
    try:
        client.run(rest, on_error="ignore")
    except _gone():
        pass
