"""How much of an endless row is read: its first and its last parts."""
from __future__ import annotations

from typing import TypeVar

MOST = 40  # parts of one row that are shown
FIRST, LAST = 16, 8  # and of a longer one

Parts = TypeVar("Parts", tuple, list, str)  # type: ignore[type-arg]


def ends(parts: Parts) -> Parts:
    """The parts of a row, but not more of the middle of a long one than tells that it is long: a page cuts it where it
    has more than MOST."""
    return parts if len(parts) <= MOST + 1 else parts[:FIRST] + parts[FIRST - MOST - 1:]
