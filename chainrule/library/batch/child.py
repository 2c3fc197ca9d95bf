"""What runs in a process of its own: tasks in, replies out, within limits that the system itself holds."""
from __future__ import annotations

import faulthandler
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import IO

from .answer import answer
from .task import Limits, Task

HEAD = 8  # bytes that say how long a message is
START = 120.0  # seconds in which the program has to be loaded
READY = b"ready"
LOOK = 0.05  # seconds between two looks at the memory, where the system does not hold a limit
PAGES = "/proc/self/statm"


def work(arguments: list[str]) -> None:
    """Answers the tasks on standard input until it ends. What else might print goes nowhere."""
    limits = Limits(float(arguments[0]), int(arguments[1]))
    if hasattr(signal, "SIGALRM"):  # whoever started this may have had it ignored
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGALRM,))
    _end_after(START)
    tasks, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    answer(Task(0, '{"expression": "x*y"}'))  # loads what every problem needs
    gc.freeze()
    hold_memory(limits.megabytes)
    _end_after(0)
    send(replies, READY)
    for message in received(tasks):
        _end_after(limits.seconds)
        reply = answer(Task.unpacked(message))
        _end_after(0)
        send(replies, reply.packed())
        if reply.kind == "limit":
            return  # after a MemoryError another process goes on


def send(stream: IO[bytes], *messages: bytes) -> None:
    stream.write(b"".join(len(message).to_bytes(HEAD, "big") + message for message in messages))
    stream.flush()


def received(stream: IO[bytes]) -> Iterator[bytes]:
    """The messages of a stream, until it ends."""
    while True:
        head = stream.read(HEAD)
        size = int.from_bytes(head, "big")
        message = stream.read(size) if len(head) == HEAD else b""
        if len(head) < HEAD or len(message) < size:
            return
        yield message


def _end_after(seconds: float) -> None:
    """Lets the system end this process after so many seconds, whatever it does then; 0 takes that back."""
    if hasattr(signal, "setitimer"):  # nobody handles SIGALRM here, so that it ends the process
        signal.setitimer(signal.ITIMER_REAL, seconds)
    elif seconds:  # Windows
        faulthandler.dump_traceback_later(seconds, exit=True, file=_devnull())
    else:
        faulthandler.cancel_dump_traceback_later()


def _devnull() -> IO[str]:
    if "devnull" not in _kept:
        _kept["devnull"] = open(os.devnull, "w")  # noqa: SIM115  until the process ends
    return _kept["devnull"]


_kept: dict[str, IO[str]] = {}


def hold_memory(megabytes: int) -> None:
    """From here on this process may take so much more. Linux refuses what is beyond; elsewhere the process looks at
    itself and ends; Windows can do neither."""
    try:
        import resource
    except ImportError:
        return
    if sys.platform == "linux" and os.path.exists(PAGES):
        with open(PAGES, encoding="ascii") as file:
            taken = int(file.read().split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = taken + megabytes * 2 ** 20
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
    else:
        threading.Thread(target=_watch_memory, args=(megabytes,), daemon=True).start()


def _watch_memory(megabytes: int) -> None:
    import resource
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit + megabytes * 2 ** 20
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit <= most:
        time.sleep(LOOK)
    os.kill(os.getpid(), signal.SIGUSR1)
