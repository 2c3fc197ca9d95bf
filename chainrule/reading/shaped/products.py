"""Products, quotients and powers: which of their readings the shapes and the dialect leave."""
from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

from ...graph.magnitude import check_power
from ...rules.shape import Shape, full
from ...tree import Arranged, Divided, Multiplied, Negated, Numeral, Raised, Typed
from .entrywise import together
from .meaning import Meaning, Value, arranged, column, fitted, number, settled, turned


def multiply(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    """`a*b`, `a@b`, `a .* b`, `a b`."""
    a, b = (settled(value) if id(value.raw) in r.notation.grouped else value for value in operands)
    sign = node.note
    if sign == ".*":
        return replace(_entrywise(r, node, a, b), raw=node)
    if a.shape is None and b.shape is None:
        if sign == "@":
            r.clear(a, b, at=[node])
            r.fail("at_numbers", [node], left=r.typed(a), right=r.typed(b))
        return replace(_scaled(a, b), raw=node, guessed=a.guessed | b.guessed)
    r.clear(a, b, at=[node])
    if a.shape is None or b.shape is None:
        if sign in ("@", "\\"):
            r.fail("at_numbers", [node], left=r.typed(a), right=r.typed(b))
        return replace(_scaled(a, b), raw=node)
    if sign == "*" and r.dialect == "numpy":
        return replace(_entrywise(r, node, a, b), raw=node)
    if sign == "\\":
        return replace(fitted(r, "solve", [settled(a), settled(b)]), raw=node)
    if sign in ("*", "⋅", "", "×") and _two_ways(r, node, a, b):
        return replace(fitted(r, "inner", [settled(a), settled(b)]), raw=node)
    return replace(product(r, node, a, b), raw=node)


def _scaled(a: Value, b: Value) -> Value:
    """A product with a number in it: numbers stand in front."""
    if a.shape is None:
        return replace(b, factors=(*a.factors, a.tree, *b.factors))
    return replace(a, factors=(*a.factors, *b.factors, b.tree))


def _two_ways(r: Meaning, node: Typed, a: Value, b: Value) -> bool:
    """Refuse a product of two vectors, or of two squares, that has two readings; True for the inner product `x⋅y` of
    LaTeX."""
    left, right, sign = r.held(a), r.held(b), node.note
    if r.dialect == "numpy":
        return False
    if a.shape == b.shape and a.vector and b.vector:
        if sign == "⋅" and r.dialect == "latex":
            return True
        r.fail("two_vectors", [node], left=r.typed(a), right=r.typed(b),
               one=rf"{left} \odot {right}" if r.dialect == "latex" else f"{left} .* {right}",
               other=rf"{left}^\top {right}" if r.dialect == "latex" else f"{_turned(left)}*{right}")
    if a.square and a.shape == b.shape and (sign == "*" and r.dialect != "matlab"):
        r.fail("two_squares", [node], left=r.typed(a), right=r.typed(b), shape=full(a.size),
               one=f"{left} {right}" if r.dialect == "latex" else f"{left} @ {right}",
               other=rf"{left} \odot {right}" if r.dialect == "latex" else f"{left} .* {right}")
    return False


def _turned(text: str) -> str:
    """The transpose of what was typed."""
    return text[:-1] if text.endswith("'") else text + "'"


def product(r: Meaning, node: Typed, a: Value, b: Value) -> Value:
    """The matrix product; of flat arrays as NumPy has it."""
    factors = (*a.factors, *b.factors)
    a, b = (replace(value, factors=(), chain=False) for value in (a, b))
    flat = False
    if a.flat:
        a = replace(a, tree=turned(a.tree), shape=_swapped(a.size)) if a.size[1] == 1 else a
        flat = True
    if b.flat:
        b, flat = column(b), True
    (_, left), (right, _) = a.size, b.size
    if left != right:
        _no_product(r, node, a, b)
    return replace(arranged("matmul", [a, b]), factors=factors, flat=flat)


def _swapped(shape: Shape) -> Shape:
    return shape[1], shape[0]


def _no_product(r: Meaning, node: Typed, a: Value, b: Value) -> NoReturn:
    """Refuse a product whose inner sizes differ."""
    offered = a.shape == b.shape
    r.fail("product_entrywise" if offered else "product_inner", [node], left=r.typed(a), right=r.typed(b),
           first=_as_typed(a), second=_as_typed(b), columns=a.size[1], rows=b.size[0],
           other=f"{r.held(a)} .* {r.held(b)}" if r.dialect != "latex" else rf"{r.held(a)} \odot {r.held(b)}")


def _as_typed(value: Value) -> str:
    """The shape of an operand, a flat array by its length."""
    return str(max(value.size, key=lambda size: size != 1)) if value.flat else full(value.size)


def _entrywise(r: Meaning, node: Typed, a: Value, b: Value) -> Value:
    """A product entry by entry; a number in it is in every entry."""
    if a.shape is None and b.shape is None:
        return replace(_scaled(a, b), guessed=a.guessed | b.guessed)
    if a.shape is None or b.shape is None:
        r.clear(a, b, at=[node])
        return _scaled(a, b)
    factors = (*a.factors, *b.factors)
    left, right = replace(column(a), factors=()), replace(column(b), factors=())
    (one, other), shape, flat = together(r, node, [left, right], spread=r.dialect == "numpy")
    parts = (*(one.args if left.chain and isinstance(one, Multiplied) else (one,)), other)
    return Value(Multiplied(*parts), shape, flat, factors, chain=True)


def divide(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    """`a/b`, `a ./ b`."""
    a, b = (settled(value) for value in operands)
    if a.shape is None and b.shape is None:
        return number(Divided(a.tree, b.tree), a, b, raw=node)
    r.clear(a, b, at=[node])
    if b.square and node.note == "/" and r.dialect != "numpy":
        inverse = rf"{r.held(b)}^{{-1}}" if r.dialect == "latex" else f"inv({r.typed(b)})"
        one = "1" if a.shape is None else r.held(a)
        r.fail("by_square", [node], left=r.typed(a), right=r.typed(b), shape=full(b.size),
               one=rf"{one} \oslash {r.held(b)}" if r.dialect == "latex" else f"{one} ./ {r.held(b)}",
               other=inverse if one == "1" else f"{one} {inverse}")
    if a.shape is None or b.shape is None:
        both = a if b.shape is None else b
        return Value(Divided(a.tree, b.tree), both.shape, both.flat, raw=node)
    (one_tree, other_tree), shape, flat = together(r, node, [a, b], spread=r.dialect == "numpy")
    return Value(Divided(one_tree, other_tree), shape, flat, raw=node)


def power(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    """`a^b`, `a**b`, `a .^ b`."""
    a, b = (settled(value) for value in operands)
    if a.shape is None and b.shape is None:
        key = check_power(a.tree, b.tree, {})
        if key:
            r.fail(key, [node], limit=1_000_000)
        return number(Raised(a.tree, b.tree), a, b, raw=node)
    r.clear(a, b, at=[node])
    if b.shape is not None and b.square and node.note != ".^" and r.dialect != "numpy":
        r.fail("matrix_exponent", [node], name=r.typed(b), shape=full(b.size), base=r.held(a))
    if a.square and b.shape is None and node.note != ".^":
        exponent = _whole(b.tree)
        if r.dialect != "numpy":
            return _of_square(r, node, a, b, exponent)
        if exponent is not None and exponent < 0:
            r.fail("numpy_inverse", [node], name=r.typed(a), one=f"inv({r.typed(a)})", other=f"1/{r.held(a)}")
    if a.shape is None or b.shape is None:
        both = a if b.shape is None else b
        return Value(Raised(a.tree, b.tree), both.shape, both.flat, raw=node)
    (base, exponents), shape, flat = together(r, node, [a, b], spread=r.dialect == "numpy")
    return Value(Raised(base, exponents), shape, flat, raw=node)


def _of_square(r: Meaning, node: Typed, a: Value, b: Value, exponent: int | None) -> Value:  # noqa: RET503
    """A power of a square matrix: its inverse, in MATLAB its power; refused where entry by entry may be meant."""
    if exponent == -1:
        return replace(arranged("inverse", [a]), raw=node)
    if exponent is not None and r.dialect == "matlab" and exponent != 0:
        return replace(powered(a, exponent), raw=node)
    name, times = r.held(a), r.typed(b)
    if r.dialect == "latex":
        again = name if exponent == 2 else f"{name}^{{{times}}}"
        r.fail("square_power", [node], name=r.typed(a), shape=full(a.size), one=" ".join([name] * max(2, min(
            exponent or 2, 4))), other=rf"{again} \odot {name}")
    few = exponent is not None and 2 <= exponent <= 4
    repeated = " @ ".join([name] * (exponent or 2)) if few else f"matpow({name}, {times})"
    r.fail("square_power", [node], name=r.typed(a), shape=full(a.size), one=repeated, other=f"{name} .^ {times}")


def powered(a: Value, exponent: int) -> Value:
    """A square matrix to a whole power."""
    return Value(Arranged(a.whole, note=("matpow", exponent)), a.shape)


def _whole(tree: Typed) -> int | None:
    sign = -1 if isinstance(tree, Negated) else 1
    inner = tree.args[0] if isinstance(tree, Negated) else tree
    if isinstance(inner, Numeral) and inner.note.isdigit() and len(inner.note) < 4:
        return sign * int(inner.note)
    return None


def transpose(r: Meaning, node: Typed, operands: list[Value]) -> Value:
    """`a'`, `a.T`, and `a^-T`."""
    value = settled(operands[0])
    r.clear(value, at=[node])
    if value.shape is None:
        return replace(value, raw=node)
    if value.flat:
        return replace(value, raw=node)  # an array of one dimension is its own transpose
    if node.note == "-T":
        value = fitted(r, "inverse", [value], raw=node)
    return Value(turned(value.tree), _swapped(value.size), raw=node)
