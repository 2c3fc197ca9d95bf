"""Properties that may refuse some of their inputs: how many were really looked at is counted, and too few fail."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

Seen = list[Any]


def surviving(at_least: int) -> Callable[[Callable[[Seen], None]], Callable[[], None]]:
    """Runs a property of hypothesis, which notes what it looked at in the list that is its first argument; fails where
    these are fewer than so many."""
    def decorated(holds: Callable[[Seen], None]) -> Callable[[], None]:
        def counted() -> None:
            seen: Seen = []
            holds(seen)
            assert len(seen) >= at_least, f"only {len(seen)} inputs survived"

        counted.__name__, counted.__doc__ = holds.__name__, holds.__doc__
        counted.__module__ = holds.__module__
        return counted
    return decorated
