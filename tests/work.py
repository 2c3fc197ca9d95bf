"""How much work something takes, counted and not timed: a machine may be slow, a count is the same everywhere."""
from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

Found = TypeVar("Found")


class TooMuchWork(AssertionError):
    """More functions were called than may be."""


def within(calls: int, function: Callable[[], Found]) -> Found:
    """What a function gives back, if it calls no more than so many functions on the way; it is stopped there."""
    left = calls

    def count(frame: FrameType, event: str, _: Any) -> None:
        nonlocal left
        if event == "call":
            left -= 1
            if left < 0:
                sys.setprofile(None)
                raise TooMuchWork(f"more than {calls} calls, the last one of {frame.f_code.co_qualname}")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        return function()
    finally:
        sys.setprofile(before)
