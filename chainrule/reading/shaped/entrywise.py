"""Values that must have one shape: sums and products entry by entry, and a vector on every row of a matrix."""
from __future__ import annotations

from collections.abc import Sequence

from ...language import Text
from ...rules.shape import Shape, full
from ...tree import Added, Arranged, Typed
from .meaning import Meaning, Value, column

ROWS = Text("the numbers of rows differ ({one} and {other})", "행의 수가 {one}, {other}로 서로 다릅니다")
COLUMNS = Text("the numbers of columns differ ({one} and {other})", "열의 수가 {one}, {other}로 서로 다릅니다")
LENGTHS = Text("the lengths differ ({one} and {other})", "길이가 {one}, {other}로 서로 다릅니다")
BOTH = Text("rows and columns differ", "행의 수와 열의 수가 모두 다릅니다")


def together(r: Meaning, node: Typed, values: Sequence[Value], *, spread: bool) -> tuple[list[Typed], Shape, bool]:
    """The trees of values that are combined entry by entry, all of one shape or numbers, that shape, and whether all
    are flat arrays. With `spread` a vector may stand on every row of a matrix."""
    shaped = [value for value in values if value.shape is not None]
    shapes = {value.shape for value in shaped}
    flat = all(value.flat for value in shaped)
    if len(shapes) == 1 and (flat or r.dialect != "numpy" or not any(value.flat for value in shaped)):
        return [value.whole for value in values], shaped[0].size, flat
    target = max(shaped, key=lambda value: (1 not in value.size and not value.flat, value is shaped[0]))
    made = []
    for value in values:
        if value.shape is None or value is target or value.shape == target.shape and value.flat == target.flat:
            made.append(value.whole)
        else:
            made.append(_spread(r, node, value, target, spread))
    return made, target.size, False


def _spread(r: Meaning, node: Typed, value: Value, target: Value, allowed: bool) -> Typed:
    """A row, a flat array or a vector on every row of a matrix; refused where the shapes do not allow it."""
    (rows, columns), (height, width) = value.size, target.size
    matrix = height != 1 and width != 1
    vector = column(value)
    length = vector.size[0] if vector.size[1] == 1 else None
    flat = value.flat or r.dialect != "numpy"
    if matrix and length is not None and flat and length == height == width:
        r.fail("vector_on_square", [node, value, target], left=r.typed(target), right=r.typed(value),
               first=full(target.size), second=_said(value),
               one=_beside(r, node, target, value, on_rows=True), other=_beside(r, node, target, value, on_rows=False))
    if matrix and allowed and (length is not None and flat and length == width or (rows, columns) == (1, width)):
        r.say("`{right}` stands on every row of `{left}`.", "`{left}`의 모든 행에 벡터 `{right}` 하나를 쓴다.",
              left=r.typed(target), right=r.typed(value))
        return Arranged(vector.whole, note=("on_rows", height))
    if matrix and allowed and r.dialect == "numpy" and not value.flat and (rows, columns) == (height, 1):
        r.say("`{right}` stands in every column of `{left}`.", "`{left}`의 모든 열에 벡터 `{right}` 하나를 쓴다.",
              left=r.typed(target), right=r.typed(value))
        return Arranged(value.whole, note=("on_columns", width))
    _refuse(r, node, target, value)
    raise AssertionError


def _beside(r: Meaning, node: Typed, target: Value, value: Value, *, on_rows: bool) -> str:
    """The same with a vector on every row, or in every column, as it can be typed."""
    left, size = r.held(target), target.size[0]
    if r.dialect == "latex":
        right = r.held(value)
        spread = rf"\mathbf{{1}} {right}^\top" if on_rows else rf"{right} \mathbf{{1}}^\top"
    else:
        right, ones = r.typed(value), f"ones({size}, 1)"
        spread = f"outer({ones}, {right})" if on_rows else f"outer({right}, {ones})"
    if isinstance(node, Added):
        return f"{r.typed(target)} + {spread}"
    sign = {".*": r"\odot" if r.dialect == "latex" else ".*", "*": "*", "/": "/", "./": "./"}.get(node.note)
    held = f"({spread})" if r.dialect == "latex" else spread
    return f"{left} {sign} {held}" if sign else spread


def _said(value: Value) -> str:
    return str(column(value).size[0]) if value.flat else full(value.size)


def _refuse(r: Meaning, node: Typed, target: Value, value: Value) -> None:
    """Refuse two shapes that are not one, in the order in which they stand."""
    one, other = _in_order(r, target, value)
    facts = {"left": r.typed(one), "right": r.typed(other), "first": _said(one), "second": _said(other)}
    (a, b), (c, d) = one.size, other.size
    if {b, c} == {1} and a != 1 and d != 1 or {a, d} == {1} and b != 1 and c != 1:
        r.fail("column_with_row", [node, one, other], **facts, third=f"{c if a == 1 else a}×{d if b == 1 else b}")
    if one.flat != other.flat and r.dialect == "numpy" and (a, b) == (c, d):
        r.fail("column_with_row", [node, one, other], **facts, third=f"{a}×{a}")
    why = LENGTHS if b == d == 1 or a == c == 1 else BOTH if a != c and b != d else ROWS if a != c else COLUMNS
    x, y = (a, c) if a != c else (b, d)
    r.fail("unequal", [node, one, other], **facts,
           why=Text(why.say("en", one=x, other=y), why.say("ko", one=x, other=y)))


def _in_order(r: Meaning, one: Value, other: Value) -> tuple[Value, Value]:
    places = r.place(one), r.place(other)
    if places[0] and places[1] and places[1].first < places[0].first:
        return other, one
    return one, other
