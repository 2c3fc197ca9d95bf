"""Runs random command lines: `python -m tests.fuzz SECONDS [SEED [JOBS]]`, seconds of processor time over all jobs.

Every fault is shown with the line that made it; the exit status is 1 where there was one.
"""
from __future__ import annotations

import gc
import json
import os
import random
import resource
import shlex
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from .judge import judged, run
from .lines import Folder, line


def work(seed: int, seconds: float, answers: Any) -> None:
    """One worker: lines until its time is up."""
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    dice = random.Random(seed)
    counted: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        while time.process_time() < seconds:
            folder = Folder(Path(tempfile.mkdtemp(dir=place)))
            words = line(dice, folder) if dice.random() < 0.93 else ["judged"]
            found = run(words) if words != ["judged"] else judged(dice)
            counted[f"status {found.status}"] += 1
            counted[f"command {words[0] if words else '-'}"] += 1
            shown = shlex.join(words)
            slowest = sorted([*slowest, (round(found.seconds, 2), shown[:300])])[-5:]
            if found.fault:
                counted["faults"] += 1
                files = {each.name: each.read_text("utf-8", "replace")[:300] for each in folder.path.iterdir()
                         if each.name.startswith("f")} if folder.path.is_dir() else {}
                answers.put(("fault", json.dumps([shown[:3000], found.fault, files], ensure_ascii=False)))
            if sum(counted.values()) % 200 < 2:
                gc.collect()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    answers.put(("end", json.dumps([dict(counted), slowest, memory, round(time.process_time())])))


def main() -> int:
    seconds, seed, jobs = (int(word) for word in (*sys.argv[1:], *("60", "1", "2")[len(sys.argv) - 1:]))
    context = get_context("fork")
    answers = context.Queue()
    workers = [context.Process(target=work, args=(seed * 1000 + k, seconds / jobs, answers)) for k in range(jobs)]
    for worker in workers:
        worker.start()
    total: Counter[str] = Counter()
    slowest, spent, left = [], 0, jobs
    while left:
        try:
            kind, said = answers.get(timeout=5)
        except Exception:  # noqa: BLE001  nothing has come
            left = sum(worker.is_alive() for worker in workers)
            continue
        if kind == "fault":
            print(said, flush=True)
        else:
            counted, slow, memory, taken = json.loads(said)
            total.update(counted)
            slowest += slow
            spent += taken
            left -= 1
            print(f"a worker ends: {taken} s, {memory} MB at its peak", flush=True)
    died = [worker.exitcode for worker in workers if worker.exitcode not in (0, None)]
    print(f"{sum(n for name, n in total.items() if name.startswith('status'))} lines in {spent} s of processor time",
          dict(total))
    for taken, shown in sorted(slowest)[-5:]:
        print(f"  {taken} s: {shown[:200]}")
    return bool(total["faults"] or died)


if __name__ == "__main__":
    sys.exit(main())
