"""Printed conditions of random expressions are enough, and needed; the script beside runs as many as are wanted."""
from __future__ import annotations

from printed_conditions import run


def test_conditions_are_enough_and_needed() -> None:
    count, faults = run(120, 7)
    assert count["seen to be needed"] > 40
    assert not [fault for fault in faults if fault.startswith("not enough")], faults
    assert len(faults) <= 2, faults  # what is never felt, as a jump below the larger of two, is asked for all the same
