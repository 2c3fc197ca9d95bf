"""One probe in a process of its own, with what it took."""
from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

CPU, MEMORY = 5.0, 500 << 20  # what an ordinary call may take
STOPPED = 20  # seconds of CPU after which it is killed


class Taken(NamedTuple):
    """What a probe took: processor time, memory at its peak, how it ended, the end of what it said."""

    seconds: float
    memory: int
    status: int
    said: str

    @property
    def fault(self) -> str:
        """What is wrong with it; empty where it kept to the bounds."""
        if self.status not in (0, 1, 2) or "Traceback" in self.said:
            return f"ended with {self.status}: {self.said[-200:]}"
        if self.seconds > CPU:
            return f"took {self.seconds:.1f} s"
        return f"took {self.memory >> 20} MB" if self.memory > MEMORY else ""


def probe(arguments: Sequence[str]) -> Taken:
    """Runs `chainrule` with these arguments."""
    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (STOPPED, STOPPED))
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

    with subprocess.Popen([sys.executable, "-m", "chainrule", *arguments], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, preexec_fn=bounded) as child:
        assert child.stderr is not None
        said = child.stderr.read().decode("utf-8", "replace")
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return Taken(usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10, child.returncode, said)
