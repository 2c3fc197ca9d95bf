"""The garbage collector, paused: 10⁵ live nodes or trees make every collection slow, and have no cycles to find."""
from __future__ import annotations

import gc


class collector_paused:
    """`with collector_paused():` nothing is collected; a collector that rests already is left as it is."""

    __slots__ = ("_paused",)

    def __init__(self, pause: bool = True) -> None:
        self._paused = pause and gc.isenabled()

    def __enter__(self) -> None:
        if self._paused:
            gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._paused:
            gc.enable()
