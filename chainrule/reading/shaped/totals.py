"""Sums, means, norms and what works row by row: over every entry, or along the axis that was typed."""
from __future__ import annotations

from dataclasses import replace

from ...rules import NAMES, RULES
from ...rules.matrices.calls import Call
from ...rules.shape import full
from ...tree import Called, Numeral, Typed
from ..mistakes.refuse import counted
from .entrywise import together
from .meaning import Meaning, Value, fitted, number, turned

AXES = {"0": 0, "1": 1, "-1": -1, "-2": -2, "None": None}
_KINDS = {"\\infty": "inf", "∞": "inf", "infty": "inf", "Inf": "inf", "np.inf": "inf", "math.inf": "inf", "F": "fro"}


def counted_operands(r: Meaning, node: Typed, call: Call, values: list[Value], low: int = 0, high: int = 0) -> None:
    low, high = low or call.arity[0], high or call.arity[1]
    if not low <= len(values) <= high:
        r.fail("arity", [node], name=node.note, wants=counted(low, high), count=len(values))


def no_keywords(r: Meaning, node: Typed, keywords: dict[str, str]) -> None:
    for name in keywords:
        r.fail("no_axis", [node], name=node.note, axis=name)


def entries(r: Meaning, node: Typed, name: str, values: list[Value]) -> Value:
    """A function of the table of rules, entry by entry."""
    if all(value.shape is None for value in values):
        return number(Called(*(value.tree for value in values), note=name), *values, raw=node)
    r.clear(*values, at=[node])
    trees, shape, flat = together(r, node, values, spread=r.dialect == "numpy")
    if shape[0] == shape[1] and RULES[name].everyday and r.dialect in ("plain", "latex"):
        r.say("`{name}` works on each entry of the matrix.", "`{name}` 함수는 행렬의 성분마다 적용된다.", name=name)
    return Value(Called(*trees, note=name), shape, flat, raw=node)


def total(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """A number made of every entry, or with an axis one number per row or column."""
    if node.note in NAMES and not keywords and len(values) > 1:  # max(0, x)
        no_keywords(r, node, keywords)
        return entries(r, node, NAMES[node.note].name, values)
    counted_operands(r, node, call, values, 1, 2)
    value = values[0]
    r.clear(value, at=[node])
    axis = _axis(r, node, value, values[1:], keywords)
    if value.shape is None:
        return value if call.row != "var" else number(Numeral(note="0"))
    if call.row == "var":
        r.say("The variance divides by the number of entries.", "분산은 성분의 개수로 나눈다.")
    if axis is None or value.flat:
        return fitted(r, call.row, [value], raw=node)
    kept = keywords.get("keepdims", keywords.get("keepdim")) == "True"
    name = call.by_rows if axis == 1 else call.by_columns
    if not name:
        r.fail("no_axis", [node], name=node.note, axis="axis")
    made = fitted(r, name, [value], raw=node)
    return replace(made, flat=r.dialect == "numpy" and not kept) if axis == 1 else _laid(r, made, kept)


def _laid(r: Meaning, made: Value, kept: bool) -> Value:
    """One number per column: in MATLAB and with keepdims a row, in NumPy a flat array."""
    if r.dialect == "numpy" and not kept:
        return replace(made, flat=True)
    return Value(turned(made.tree), (made.size[1], made.size[0])) if made.shape else made


def _axis(r: Meaning, node: Typed, value: Value, positional: list[Value], keywords: dict[str, str]) -> int | None:
    """0: one number per column, 1: one per row, None: every entry. Refused where it is no axis of the value."""
    typed = keywords.get("axis", keywords.get("dim"))
    if positional:
        tree = positional[0].tree
        typed = tree.note if isinstance(tree, Numeral) else r.typed(positional[0])
        if r.dialect == "plain" and typed in ("1", "2"):
            r.fail("axis_unclear", [node], name=node.note, typed=typed, held=r.typed(value))
        if r.dialect == "matlab":
            typed = {"1": "0", "2": "1", "all": "None"}.get(typed, "?" + typed)
    if typed is None:
        return None
    known = AXES.get(typed, 9)
    dimensions = 1 if value.flat or value.size[1] == 1 and r.dialect != "matlab" else 2
    if known is None:
        return None
    if known == 9 or not -dimensions <= known < dimensions:
        r.fail("axis", [node], name=r.typed(value), typed=typed.lstrip("?"), shape=full(value.size))
    if dimensions == 1:
        return None
    return known % 2


def rows(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """By rows for a matrix, over all entries for a vector."""
    counted_operands(r, node, call, values, 1, 2)
    value = values[0]
    r.clear(value, at=[node])
    axis = _axis(r, node, value, values[1:], keywords)
    if value.shape is None:
        r.fail("no_number", [node], name=node.note, typed=r.typed(value))
    kept = keywords.get("keepdims", keywords.get("keepdim")) == "True"
    if 1 in value.size:
        made = fitted(r, call.row, [value], raw=node)
        return replace(made, flat=value.flat and made.shape is not None)
    if axis == 0:
        made = fitted(r, call.by_rows, [Value(turned(value.tree), (value.size[1], value.size[0]))], raw=node)
        return _laid(r, made, kept) if made.size[1] == 1 else Value(turned(made.tree), value.shape)
    if axis is None:
        r.say("`{name}` works on each row of the matrix.", "`{name}` 함수는 행렬의 각 행에 따로 적용된다.",
              name=node.note)
    made = fitted(r, call.by_rows, [value], raw=node)
    return replace(made, flat=r.dialect == "numpy" and made.size[1] == 1 and not kept)


def norm(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`norm(x)`, `norm(x, 1)`, `norm(A, 'fro')`."""
    counted_operands(r, node, call, values, 1, 2)
    kind = keywords.pop("ord", "")
    if len(values) == 2:
        kind = r.typed(values[1])
    no_keywords(r, node, keywords)
    return normed(r, node, values[0], kind)


def normed(r: Meaning, node: Typed, value: Value, kind: str) -> Value:
    """A norm of the kind that was typed: "", 1, 2, F, inf."""
    r.clear(value, at=[node])
    kind = kind.strip("'\" ")
    kind = _KINDS.get(kind, kind)
    if value.shape is None:
        return number(Called(value.tree, note="abs"), value, raw=node)
    matrix = 1 not in value.size
    row = {"": "norm", "2": "norm", "fro": "norm", "1": "norm1", "inf": "norm_inf"}.get(kind)
    if row is None or matrix and kind in ("1", "2", "inf"):
        r.fail("norm_kind", [node], typed=kind, name=r.typed(value), shape=full(value.size))
    if matrix and kind == "":
        frobenius(r, value)
    return fitted(r, row, [value], raw=node)


def frobenius(r: Meaning, value: Value) -> None:
    r.say("The norm of the matrix `{name}` is the Frobenius norm: the root of the sum of the squares of all entries.",
          "행렬 `{name}`의 노름은 프로베니우스 노름, 곧 모든 성분의 제곱의 합의 제곱근이다.", name=r.typed(value))
