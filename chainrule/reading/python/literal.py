"""Arrays of numbers in a traced function."""
from __future__ import annotations

from typing import Any

from ... import limits
from ...tree import Arranged
from ..shaped.meaning import Value
from .numerals import numeral, plain
from .refusals import NOT_SINGLE, ONE_EACH, refuse


def literal(listed: Any) -> Value:
    """Nested lists of numbers as a value; one list alone is a flat array."""
    nested = isinstance(listed[0], list | tuple)
    rows = [list(row) for row in listed] if nested else [[each] for each in listed]
    entries = [plain(each) for row in rows for each in row]
    if any(entry is None for entry in entries) or len({len(row) for row in rows}) > 1 or len(
            entries) > limits.WRITTEN_OUT:
        raise refuse(NOT_SINGLE, ONE_EACH, what=type(listed).__name__)
    trees = [numeral(entry) for entry in entries if entry is not None]
    shape = (len(rows), len(rows[0]))
    if shape == (1, 1):
        return Value(trees[0])
    return Value(Arranged(*trees, note=("literal", *shape)), shape, not nested)
