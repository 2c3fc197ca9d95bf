"""Functions of vectors and matrices by name: which row of the table a call means, with its axis and its kind of norm."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...rules import NAMES, RULES
from ...rules.matrices.calls import CALLS, Call
from ...rules.shape import full
from ...tree import Arranged, Called, Divided, Multiplied, Numeral, Raised, Typed
from ..mistakes.refuse import counted
from .entrywise import together
from .heads import Asked, Keyword
from .meaning import Meaning, Value, arranged, fitted, number, settled, turned
from .products import product

AXES = {"0": 0, "1": 1, "-1": -1, "-2": -2, "None": None}


def asked(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    """The value of a call by name."""
    call = CALLS[node.note]
    keywords = {value.raw.note[0]: value.raw.note[1] for value in operands if isinstance(value.raw, Keyword)}
    plain = [settled(value) for value in operands if not isinstance(value.raw, Keyword)]
    value = _KINDS[call.kind](r, node, call, plain, keywords)
    return replace(value, raw=node)


def _count(r: Meaning, node: Typed, call: Call, values: list[Value], low: int = 0, high: int = 0) -> None:
    low, high = low or call.arity[0], high or call.arity[1]
    if not low <= len(values) <= high:
        r.fail("arity", [node], name=node.note, wants=counted(low, high), count=len(values))


def _no_keywords(r: Meaning, node: Typed, keywords: dict[str, str]) -> None:
    for name in keywords:
        r.fail("no_axis", [node], name=node.note, axis=name)


def _row(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """Every argument is an operand of the row."""
    _count(r, node, call, values)
    _no_keywords(r, node, keywords)
    r.clear(*values, at=[node])
    if len(values) == 1 and values[0].shape is None:
        return _of_number(r, node, call, values[0])
    if call.row == "norm" and 1 not in values[0].size:
        _frobenius(r, values[0])
    if call.row == "norm1" and 1 not in values[0].size:
        r.say("The 1-norm of the matrix `{name}` is the sum of the absolute values of its entries.",
              "행렬 `{name}`의 1-노름은 성분의 절댓값을 모두 더한 값이다.", name=r.typed(values[0]))
    return fitted(r, call.row, values, raw=node)


def _of_number(r: Meaning, node: Typed, call: Call, value: Value) -> Value:
    """What is left of an operation where its argument is a number."""
    tree: Typed = value.tree
    if call.row in ("inverse",):
        tree = Divided(Numeral(note="1"), tree)
    elif call.row in ("norm", "norm1", "norm_inf"):
        tree = Called(tree, note="abs")
    elif call.row == "logdet":
        tree = Called(tree, note="ln")
    elif call.row == "diagonal":
        r.fail("not_vector", [node], name=r.typed(value), shape="1×1", title=RULES["copy"].title, why="")
    return number(tree, value)


def _frobenius(r: Meaning, value: Value) -> None:
    r.say("The norm of the matrix `{name}` is the Frobenius norm: the root of the sum of the squares of all entries.",
          "행렬 `{name}`의 노름은 프로베니우스 노름, 곧 모든 성분의 제곱의 합의 제곱근이다.", name=r.typed(value))


def _total(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """A number made of every entry, or with an axis one number per row or column."""
    if node.note in NAMES and not keywords and len(values) > 1:  # max(0, x)
        return _scalar(r, node, replace_row(call, NAMES[node.note].name), values, keywords)
    _count(r, node, call, values, 1, 2)
    value = values[0]
    r.clear(value, at=[node])
    axis = _axis(r, node, value, values[1:], keywords)
    if value.shape is None:
        return value if call.row != "var" else number(Numeral(note="0"))
    if call.row == "var":
        r.say("The variance divides by the number of entries.", "분산은 성분의 개수로 나눈다.")
    if axis is None or value.flat:
        return _kept(r, fitted(r, call.row, [value], raw=node), keywords, node)
    kept = keywords.get("keepdims", keywords.get("keepdim")) == "True"
    if call.row == "logsumexp" and axis == 0:
        made = fitted(r, call.by_rows, [Value(turned(value.tree), (value.size[1], value.size[0]))], raw=node)
        return _laid(r, made, kept)
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


def _kept(r: Meaning, made: Value, keywords: dict[str, str], node: Typed) -> Value:
    """A number: keepdims changes nothing about it."""
    return made


def replace_row(call: Call, row: str) -> Call:
    """The same call with another row."""
    return replace(call, row=row, arity=(1, 99))


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


def _rows(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """By rows for a matrix, over all entries for a vector."""
    _count(r, node, call, values, 1, 2)
    value = values[0]
    r.clear(value, at=[node])
    axis = _axis(r, node, value, values[1:], keywords)
    if value.shape is None:
        r.fail("no_number", [node], name=node.note, typed=r.typed(value))
    if 1 in value.size:
        return replace(fitted(r, call.row, [value], raw=node), flat=value.flat)
    if axis == 0:
        made = fitted(r, call.by_rows, [Value(turned(value.tree), (value.size[1], value.size[0]))], raw=node)
        return Value(turned(made.tree), value.shape)
    if axis is None:
        r.say("`{name}` works on each row of the matrix.", "`{name}` 함수는 행렬의 각 행에 따로 적용된다.", name=node.note)
    return fitted(r, call.by_rows, [value], raw=node)


def _norm(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`norm(x)`, `norm(x, 1)`, `norm(A, 'fro')`."""
    _count(r, node, call, values, 1, 2)
    kind = keywords.pop("ord", "")
    if len(values) == 2:
        kind = r.typed(values[1])
    _no_keywords(r, node, keywords)
    return normed(r, node, values[0], kind)


def normed(r: Meaning, node: Typed, value: Value, kind: str) -> Value:
    """A norm of the kind that was typed: "", 1, 2, F, inf."""
    r.clear(value, at=[node])
    kind = {"\\infty": "inf", "∞": "inf", "infty": "inf", "Inf": "inf", "np.inf": "inf", "math.inf": "inf", "F": "fro",
            "'fro'": "fro", "p": "p"}.get(kind.strip("'\" "), kind.strip("'\" "))
    if value.shape is None:
        return number(Called(value.tree, note="abs"), value, raw=node)
    matrix = 1 not in value.size
    row = {"": "norm", "2": "norm", "fro": "norm", "1": "norm1", "inf": "norm_inf"}.get(kind)
    if row is None or matrix and kind in ("1", "2", "inf"):
        r.fail("norm_kind", [node], typed=kind, name=r.typed(value), shape=full(value.size))
    if matrix and kind == "":
        _frobenius(r, value)
    return fitted(r, row, [value], raw=node)


def _entries(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """Entry by entry, or a power: what stands behind the first argument are numbers."""
    _count(r, node, call, values)
    _no_keywords(r, node, keywords)
    value, *numbers = values
    held: list[object] = []
    for each in numbers:
        if not isinstance(each.tree, Numeral):
            r.fail("plain_number", [node], name=node.note, typed=r.typed(each))
        held.append(int(each.tree.note) if call.row == "matpow" and each.tree.note.isdigit() else each.tree.note)
    if call.row == "matpow":
        if value.shape is None:
            r.clear(value, at=[node])
            return number(Raised(value.tree, numbers[0].tree), value)
        if not value.square:
            r.fail("not_square", [node], name=r.typed(value), shape=full(value.size), title=RULES["power"].title, why="")
        return Value(Arranged(value.tree, note=(call.row, *held)), value.shape)
    if call.row == "leaky_relu" and not held:
        held.append("0.01")
    return Value(Arranged(value.tree, note=(call.row, *held)), value.shape, value.flat, guessed=value.guessed)


def _product(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`dot(a, b)`, `matmul(A, B)`."""
    _count(r, node, call, values)
    _no_keywords(r, node, keywords)
    a, b = values
    if a.shape is None and b.shape is None:
        r.clear(a, b, at=[node])
        return number(Multiplied(a.tree, b.tree), a, b)
    r.clear(a, b, at=[node])
    if a.shape is None or b.shape is None:
        r.fail("dot_number", [node], name=node.note, left=r.typed(a), right=r.typed(b))
    vectors = 1 in a.size and 1 in b.size
    if call.row == "inner" and vectors and (a.shape == b.shape or r.dialect != "numpy"):
        left, right = (Value(turned(v.tree), (v.size[1], v.size[0]), raw=v.raw) if v.size[0] == 1 else v for v in (a, b))
        if left.shape != right.shape:
            together(r, node, [left, right], spread=False)
        return fitted(r, "inner", [left, right], raw=node)
    if call.row == "inner" and not vectors and r.dialect != "numpy" and a.shape == b.shape:
        r.fail("dot_matrices", [node], name=node.note, left=r.typed(a), right=r.typed(b), first=full(a.size),
               second=full(b.size), one=f"sum({r.held(a)} .* {r.held(b)})", other=f"{r.held(a)} @ {r.held(b)}")
    return product(r, node, a, b)


def _entrywise(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`hadamard(A, B)`, `power(x, 2)`."""
    _count(r, node, call, values)
    _no_keywords(r, node, keywords)
    head = {"product": Multiplied, "quotient": Divided, "power": Raised}[call.row]
    a, b = values
    if a.shape is None and b.shape is None:
        return number(head(a.tree, b.tree), a, b)
    r.clear(a, b, at=[node])
    trees, shape, flat = together(r, node, values, spread=r.dialect == "numpy")
    return Value(head(*trees), shape, flat)


def _scalar(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """A function of numbers, entry by entry."""
    _count(r, node, call, values)
    _no_keywords(r, node, keywords)
    return entries(r, node, call.row, values)


def entries(r: Meaning, node: Typed, name: str, values: list[Value]) -> Value:
    """A function of the table of rules, entry by entry."""
    if all(value.shape is None for value in values):
        return number(Called(*(value.tree for value in values), note=name), *values, raw=node)
    r.clear(*values, at=[node])
    trees, shape, flat = together(r, node, values, spread=r.dialect == "numpy")
    return Value(Called(*trees, note=name), shape, flat, raw=node)


def _diagonal(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`diag(x)` of a vector is a matrix, of a matrix its diagonal."""
    _count(r, node, call, values)
    r.clear(values[0], at=[node])
    value = values[0]
    if value.shape is not None and value.size[0] == 1:
        value = Value(turned(value.tree), (value.size[1], 1), raw=value.raw)
    if value.shape is None:
        return _of_number(r, node, call, value)
    made = fitted(r, "diagonal_matrix" if value.size[1] == 1 else "diagonal", [value], raw=node)
    return replace(made, flat=r.dialect == "numpy" and value.size[1] != 1)


def _made(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`ones(2, 3)`, `eye(3)`."""
    _count(r, node, call, values)
    sizes: list[int | str] = []
    for value in values:
        tree = value.tree
        if isinstance(tree, Numeral) and tree.note.isdigit() and 0 < int(tree.note[:9]) < 10**6:
            sizes.append(int(tree.note))
        elif value.shape is None and r.typed(value).isidentifier() and r.typed(value) in r.letters:
            sizes.append(r.typed(value))
        else:
            r.fail("made_sizes", [node], name=node.note, typed=r.typed(value))
    if call.row == "eye":
        if len(set(sizes)) > 1:
            r.fail("made_sizes", [node], name=node.note, typed="×".join(map(str, sizes)))
        return _unless_number(Value(Arranged(note=("eye", sizes[0])), (sizes[0], sizes[0])))
    if len(sizes) == 1 and r.dialect == "matlab":
        sizes = [sizes[0], sizes[0]]
    flat = len(sizes) == 1 and r.dialect == "numpy"
    shape = (sizes[0], sizes[1] if len(sizes) == 2 else 1)
    return replace(_unless_number(Value(Arranged(note=(call.row, *shape)), shape)), flat=flat)


def _unless_number(value: Value) -> Value:
    if value.shape != (1, 1):
        return value
    return Value(Numeral(note="0" if value.tree.note[0] == "zeros" else "1"))


def _stacked(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`vstack(a, b)`."""
    _no_keywords(r, node, keywords)
    r.clear(*values, at=[node])
    return fitted(r, call.row, values, raw=node)


def _transpose(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    _count(r, node, call, values)
    value = values[0]
    r.clear(value, at=[node])
    if value.shape is None or value.flat:
        return value
    return Value(turned(value.tree), (value.size[1], value.size[0]))


_KINDS: dict[str, Callable[[Meaning, Typed, Call, list[Value], dict[str, str]], Value]] = {
    "row": _row, "total": _total, "rows": _rows, "norm": _norm, "entries": _entries, "product": _product,
    "entrywise": _entrywise, "scalar": _scalar, "diagonal": _diagonal, "made": _made, "stacked": _stacked,
    "transpose": _transpose}


__all__ = ["Asked", "arranged", "asked", "entries", "normed"]
