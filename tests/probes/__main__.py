"""Every probe, with what it took: `python -m tests.probes`, or some kinds of them: `python -m tests.probes orders`."""
from __future__ import annotations

import sys

from .run import probe
from .table import PROBES

failed = 0
for kind in sys.argv[1:] or PROBES:
    for arguments in PROBES[kind]:
        taken = probe(arguments)
        failed += bool(taken.fault)
        shown = " ".join(arguments).replace("\n", "; ")
        shown = shown if len(shown) < 60 else shown[:40] + " … " + shown[-16:]
        told = taken.fault or taken.said[:70]
        print(f"{kind:9} {taken.seconds:6.2f} s {taken.memory >> 20:5} MB  {shown:62} {told!r}", flush=True)
sys.exit(bool(failed))
