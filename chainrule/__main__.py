"""The entry of the program: `python -m chainrule` and the command `chainrule`."""
from __future__ import annotations

import gc
import os
import signal
import sys


def _leave(*_: object) -> None:
    """Ctrl-C while nothing has begun: there is nothing to end, and an exception inside an import may get lost."""
    os._exit(130)


def main() -> None:
    """Runs the command line and leaves.

    Importing SymPy makes a few hundred thousand objects and no garbage, and taking them down at exit costs as
    much as a small derivation: the collector first looks after far more than a short run makes, and the
    program ends as soon as its output is out.
    """
    interrupted = signal.getsignal(signal.SIGINT)  # ignored, where the program was started in the background
    if interrupted is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    gc.set_threshold(1_000_000, 20, 100)
    status: object = 0
    try:
        from .cli.app import app

        signal.signal(signal.SIGINT, interrupted)
        app(prog_name="chainrule")
    except SystemExit as leaving:
        status = leaving.code
    except KeyboardInterrupt:
        status = 130
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said but for what is in the buffers
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            pass  # the reader has left; `cli` has said what there was to say
    os._exit(status if isinstance(status, int) else 0 if status is None else 1)


if __name__ == "__main__":
    main()
