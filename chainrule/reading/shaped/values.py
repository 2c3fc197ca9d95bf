"""Values of vectors and matrices: nested lists, arrays by their tolist, and text such as `[[1, 2], [3, 4]]`."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...errors import ShapeError
from ...language import Text

RAGGED = Text("The rows of `{name}` have different lengths: {first} and {second}.",
              "`{name}`의 행마다 길이가 다릅니다: {first}, {second}.")
EMPTY = Text("The value of `{name}` is an empty list.", "`{name}`의 값이 빈 목록입니다.")
DEEP = Text("The value of `{name}` has more than two dimensions; only vectors and matrices can be read.",
            "`{name}`의 값은 차원이 셋 이상입니다. 벡터와 행렬만 읽을 수 있습니다.")
MIXED = Text("The value of `{name}` mixes numbers and lists.", "`{name}`의 값에 수와 목록이 섞여 있습니다.")


def plain(value: Any) -> Any:
    """Arrays as nested lists, anything else as it is."""
    listed = getattr(value, "tolist", None)
    made = listed() if callable(listed) else value
    if isinstance(made, Sequence) and not isinstance(made, str | bytes):
        return [plain(each) for each in made]
    return made


def is_list(value: Any) -> bool:
    """Whether a value is a vector or a matrix."""
    if isinstance(value, Sequence):
        return not isinstance(value, str | bytes)
    return callable(getattr(value, "tolist", None)) and len(getattr(value, "shape", ())) > 0


def shape_of_value(name: str, value: Any) -> tuple[int, ...]:
    """The shape of a value; refused where its rows differ or it is empty."""
    if not is_list(value):
        return ()
    rows = plain(value)
    if not rows:
        raise ShapeError("shape", EMPTY, facts={"name": name})
    nested = [isinstance(row, list) for row in rows]
    if not any(nested):
        return (len(rows),)
    if not all(nested):
        raise ShapeError("shape", MIXED, facts={"name": name})
    first = len(rows[0])
    if not first:
        raise ShapeError("shape", EMPTY, facts={"name": name})
    for row in rows:
        if any(isinstance(each, list) for each in row):
            raise ShapeError("shape", DEEP, facts={"name": name})
        if len(row) != first:
            raise ShapeError("shape", RAGGED, facts={"name": name, "first": first, "second": len(row)})
    return len(rows), first
