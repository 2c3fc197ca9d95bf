"""Functions of vectors and matrices by name: which row of the table a call means."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ...rules.matrices.calls import CALLS, Call
from ...rules.shape import full, times
from ...tree import Arranged, Called, Divided, Multiplied, Numeral, Raised, Typed, Variable
from . import totals
from .entrywise import together
from .heads import Keyword
from .meaning import Meaning, Value, fitted, number, settled, turned
from .products import product
from .totals import counted_operands, entries, frobenius, no_keywords


def asked(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    """The value of a call by name."""
    call = CALLS[node.note]
    keywords = {value.raw.note[0]: value.raw.note[1] for value in operands if isinstance(value.raw, Keyword)}
    plain = [settled(value) for value in operands if not isinstance(value.raw, Keyword)]
    value = _KINDS[call.kind](r, node, call, plain, keywords)
    return replace(value, raw=node)


def _row(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """Every argument is an operand of the row."""
    counted_operands(r, node, call, values)
    no_keywords(r, node, keywords)
    r.clear(*values, at=[node])
    if len(values) == 1 and values[0].shape is None:
        return _of_number(r, node, call, values[0])
    if call.vector and not values[0].vector:
        r.fail("not_vector", [node], name=r.typed(values[0]), shape=full(values[0].size))
    if call.row == "norm" and 1 not in values[0].size:
        frobenius(r, values[0])
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
        r.fail("not_vector", [node], name=r.typed(value), shape="1×1")
    return number(tree, value)


def _entries(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """Entry by entry, or a power: what stands behind the first argument are numbers."""
    counted_operands(r, node, call, values)
    no_keywords(r, node, keywords)
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
            r.fail("not_square", [node], name=r.typed(value), shape=full(value.size))
        return Value(Arranged(value.tree, note=(call.row, *held)), value.shape)
    if call.row == "leaky_relu" and not held:
        held.append("0.01")
    return Value(Arranged(value.tree, note=(call.row, *held)), value.shape, value.flat, guessed=value.guessed)


def _product(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`dot(a, b)`, `matmul(A, B)`."""
    counted_operands(r, node, call, values)
    no_keywords(r, node, keywords)
    a, b = values
    if a.shape is None and b.shape is None:
        r.clear(a, b, at=[node])
        return number(Multiplied(a.tree, b.tree), a, b)
    r.clear(a, b, at=[node])
    if a.shape is None or b.shape is None:
        r.fail("dot_number", [node], name=node.note, left=r.typed(a), right=r.typed(b))
    vectors = 1 in a.size and 1 in b.size
    if call.row == "inner" and vectors and (a.shape == b.shape or r.dialect != "numpy"):
        left, right = (_upright(value) for value in (a, b))
        if left.shape != right.shape:
            together(r, node, [left, right], spread=False)
        return fitted(r, "inner", [left, right], raw=node)
    if call.row == "inner" and r.dialect == "latex":
        return fitted(r, "inner", values, raw=node)
    if call.row == "inner" and not vectors and r.dialect != "numpy" and a.shape == b.shape:
        r.fail("dot_matrices", [node], name=node.note, left=r.typed(a), right=r.typed(b), first=full(a.size),
               second=full(b.size), one=f"sum({r.held(a)} .* {r.held(b)})", other=f"{r.held(a)} @ {r.held(b)}")
    return product(r, node, a, b)


def _entrywise(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`hadamard(A, B)`, `power(x, 2)`."""
    counted_operands(r, node, call, values)
    no_keywords(r, node, keywords)
    head = {"product": Multiplied, "quotient": Divided, "power": Raised}[call.row]
    a, b = values
    if a.shape is None and b.shape is None:
        return number(head(a.tree, b.tree), a, b)
    r.clear(a, b, at=[node])
    trees, shape, flat = together(r, node, values, spread=r.dialect == "numpy")
    return Value(head(*trees), shape, flat)


def _scalar(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """A function of numbers, entry by entry."""
    counted_operands(r, node, call, values)
    no_keywords(r, node, keywords)
    return entries(r, node, call.row, values)


def _upright(value: Value) -> Value:
    """A row as a column."""
    return value if value.size[0] != 1 else Value(turned(value.tree), (value.size[1], 1), raw=value.raw)


def _diagonal(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`diag(x)` of a vector is a matrix, of a matrix its diagonal."""
    counted_operands(r, node, call, values)
    r.clear(values[0], at=[node])
    value = values[0]
    if value.shape is None:
        return _of_number(r, node, call, value)
    value = _upright(value)
    made = fitted(r, "diagonal_matrix" if value.size[1] == 1 else "diagonal", [value], raw=node)
    return replace(made, flat=r.dialect == "numpy" and value.size[1] != 1)


def _made(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`ones(2, 3)`, `eye(3)`."""
    counted_operands(r, node, call, values)
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
    """`vstack(a, b)`; flat arrays of NumPy are rows in it, and are joined end to end by hstack and concatenate."""
    axis = keywords.pop("axis", keywords.pop("dim", "0"))
    no_keywords(r, node, keywords)
    r.clear(*values, at=[node])
    row = "hstack" if axis in ("1", "-1") and call.row == "vstack" else call.row
    joined = "concatenate" in call.names or call.row == "hstack"
    if all(value.flat for value in values) and joined and axis != "1":
        return replace(fitted(r, "vstack", values, raw=node), flat=True)
    if row == "vstack":
        values = [_laid_down(value) if value.flat else value for value in values]
    return fitted(r, row, values, raw=node)


def _laid_down(value: Value) -> Value:
    return Value(turned(value.tree), (value.size[1], value.size[0]), raw=value.raw)


def _same(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`np.array([1, 2, 3])`."""
    counted_operands(r, node, call, values)
    return values[0]


def _size(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    """`len(x)`, `X.shape[0]`, `size(A, 1)`: a number that the shapes say."""
    counted_operands(r, node, call, values)
    no_keywords(r, node, keywords)
    value, *axis = values
    row = call.row
    if axis:
        place = axis[0].tree.note if isinstance(axis[0].tree, Numeral) else ""
        first = "0" if r.dialect == "numpy" else "1"
        if place not in (first, str(int(first) + 1)):
            r.fail("plain_number", [node], name=node.note, typed=r.typed(axis[0]))
        row = "rows" if place == first else "columns"
    if value.shape is None and (row != "entries" or isinstance(value.tree, Variable)):
        r.fail("not_vector", [node], name=r.typed(value), shape="1×1")
    size = {"rows": value.size[0], "columns": value.size[1], "entries": times(*value.size)}[row]
    if isinstance(size, int):
        return Value(Numeral(note=str(size)))
    return Value(Arranged(note=("size", size)))


def _transpose(r: Meaning, node: Typed, call: Call, values: list[Value], keywords: dict[str, str]) -> Value:
    counted_operands(r, node, call, values)
    value = values[0]
    r.clear(value, at=[node])
    if value.shape is None or value.flat:
        return value
    return Value(turned(value.tree), (value.size[1], value.size[0]))


_KINDS: dict[str, Callable[[Meaning, Typed, Call, list[Value], dict[str, str]], Value]] = {
    "row": _row, "total": totals.total, "rows": totals.rows, "norm": totals.norm, "entries": _entries,
    "product": _product,
    "entrywise": _entrywise, "scalar": _scalar, "diagonal": _diagonal, "made": _made, "stacked": _stacked,
    "transpose": _transpose, "same": _same, "size": _size}
