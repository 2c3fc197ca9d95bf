"""The garbage collector, paused: 10⁵ live nodes or trees make every collection slow, and have no cycles to find."""
from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused(pause: bool = True) -> Iterator[None]:
    """Nothing is collected meanwhile; a collector that rests already is left as it is."""
    if not pause or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
