"""SymPy's expressions of matrices, with MatrixSymbol, Transpose, Trace and their kin, as programs with shapes."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy.matrices.expressions.matexpr import MatrixElement, MatrixExpr

from ..errors import UnsupportedError
from ..rules.shape import NUMBER, Shape, Size
from ..tree import (
    Arranged,
    Definition,
    Divided,
    Multiplied,
    Negated,
    Numeral,
    Program,
    Raised,
    Shaped,
    Typed,
    Variable,
    walk,
)
from .from_sympy import BAD_NAME, head_of, operands_of, readable, sum_of, tree_of
from .from_sympy import program_of as program_of_numbers
from .sympy_heads import UNKNOWN

Done = dict[Any, Typed]


def program_of(source: Any) -> tuple[Program, dict[str, Any]]:
    """The program of any SymPy expression, and the caller's symbols by name."""
    matrices = isinstance(source, sympy.MatrixBase) or isinstance(source, sympy.Expr) and source.has(MatrixExpr)
    return _program(source) if matrices else program_of_numbers(source)


def _program(source: Any) -> tuple[Program, dict[str, Any]]:
    source = source.as_immutable() if isinstance(source, sympy.MatrixBase) else source
    symbols = sorted(source.free_symbols, key=lambda symbol: str(symbol.name))
    names: dict[Any, str] = {}
    for symbol in symbols:
        name = readable(str(symbol.name))
        if name is None or name in names.values():
            raise UnsupportedError("unsupported", BAD_NAME)
        names[symbol] = name
    tree = _tree(source, names)
    shapes = {names[symbol]: shape_of(symbol) for symbol in symbols if isinstance(symbol, MatrixExpr)}
    used = {node.note for node in walk(tree) if isinstance(node, Variable)}
    program = Program((Definition(None, tree),), str(source), shaped=Shaped(
        shapes={name: shape for name, shape in shapes.items() if shape != NUMBER and name in used},
        declared={name: shape for name, shape in shapes.items() if name in used}))
    return program, {name: symbol for symbol, name in names.items() if name in used}


def shape_of(node: Any) -> Shape:
    """Rows and columns of a SymPy matrix; letters for symbols."""
    rows, columns = (_size(size) for size in node.shape)
    return rows, columns


def _size(size: Any) -> Size:
    size = sympy.sympify(size) if isinstance(size, int) else size
    if size.is_Integer:
        return int(size)
    if size.is_Symbol:
        return str(size.name)
    raise UnsupportedError("unsupported", UNKNOWN, facts={"what": str(size)})


def _tree(expression: Any, names: dict[Any, str]) -> Typed:
    done: Done = {}
    stack = [expression]
    while stack:
        node = stack[-1]
        if node in done:
            stack.pop()
            continue
        missing = [a for a in _operands(node) if a not in done]
        if missing:
            stack += missing
            continue
        stack.pop()
        handler = _HEADS.get(type(node).__name__)
        done[node] = Variable(note=names[node]) if node in names else handler(node, done) if handler else head_of(
            node, done, names) if not isinstance(node, MatrixExpr) else _unknown(node)
    return done[expression]


def _unknown(node: Any) -> Typed:
    raise UnsupportedError("unsupported", UNKNOWN, facts={"what": type(node).__name__})


def _operands(node: Any) -> tuple[Any, ...]:
    """What must be a tree first."""
    kind = type(node).__name__
    if kind in ("MatrixSymbol", "Identity", "ZeroMatrix", "OneMatrix"):
        return ()
    if isinstance(node, sympy.MatrixBase):
        return tuple(node.flat())
    if kind == "BlockMatrix":
        return tuple(node.blocks.flat())
    if kind in ("MatrixElement", "MatrixSlice"):
        return (node.args[0],)
    if kind == "ElementwiseApplyFunction":
        return (node.expr,)
    return tuple(node.args) if kind in _HEADS else operands_of(node)


def _arranged(row: str, *held: object) -> Callable[[Any, Done], Typed]:
    return lambda node, done: Arranged(*(done[a] for a in node.args), note=(row, *held))


def _of_square(row: str) -> Callable[[Any, Done], Typed]:
    """An operation that leaves a number as it is."""
    return lambda node, done: done[node.args[0]] if shape_of(node.args[0]) == NUMBER else Arranged(
        done[node.args[0]], note=(row,))


def _made(row: str) -> Callable[[Any, Done], Typed]:
    def made(node: Any, done: Done) -> Typed:
        rows, columns = shape_of(node)
        if (rows, columns) == NUMBER:
            return Numeral(note="0" if row == "zeros" else "1")
        return Arranged(note=(row, rows) if row == "eye" else (row, rows, columns))
    return made


def _product(node: Any, done: Done) -> Typed:
    """Numbers in front, the matrices from left to right."""
    numbers: list[Typed] = []
    negative, held, shape = False, None, NUMBER
    for factor in node.args:
        tree = done[factor]
        own = shape_of(factor) if isinstance(factor, MatrixExpr | sympy.MatrixBase) else NUMBER
        if own == NUMBER:
            if isinstance(tree, Negated) and factor.is_Number:
                negative, tree = not negative, tree.args[0]
            if not (isinstance(tree, Numeral) and tree.note == "1"):
                numbers.append(tree)
        elif held is None:
            held, shape = tree, own
        else:
            held, shape = Arranged(held, tree, note=("matmul",)), (shape[0], own[1])
            if shape == NUMBER:
                numbers.append(held)
                held = None
    factors = [*numbers, *([] if held is None else [held])]
    made = Numeral(note="1") if not factors else factors[0] if len(factors) == 1 else Multiplied(*factors)
    return Negated(made) if negative else made


def _power(node: Any, done: Done) -> Typed:
    base, exponent = done[node.args[0]], node.args[1]
    if shape_of(node.args[0]) == NUMBER:
        return Raised(base, done[exponent])
    if not exponent.is_Integer:
        raise UnsupportedError("unsupported", UNKNOWN, facts={"what": str(node)})
    return Arranged(base, note=("inverse",)) if exponent == -1 else Arranged(base, note=("matpow", int(exponent)))


def _inverse(node: Any, done: Done) -> Typed:
    base = done[node.args[0]]
    return Divided(Numeral(note="1"), base) if shape_of(node) == NUMBER else Arranged(base, note=("inverse",))


def _entrywise(node: Any, done: Done) -> Typed:
    """f applied to each entry: its body with the matrix for its variable."""
    (variable,) = node.function.variables
    body, inside = tree_of(node.function.expr, {variable: "x"}), done[node.expr]
    made: list[Typed] = []
    for each in walk(body):
        args = made[len(made) - len(each.args):]
        del made[len(made) - len(each.args):]
        made.append(inside if isinstance(each, Variable) and each.note == "x" else type(each)(*args, note=each.note))
    return made[0]


def _part(node: Any, done: Done) -> Typed:
    """An entry, or rows and columns in a row."""
    ranges = [(a, a + 1, 1) for a in node.args[1:3]] if isinstance(node, MatrixElement) else [
        tuple(node.rowslice), tuple(node.colslice)]
    if any(step != 1 or not (sympy.sympify(start).is_Integer and sympy.sympify(stop).is_Integer)
           for start, stop, step in ranges):
        raise UnsupportedError("unsupported", UNKNOWN, facts={"what": str(node)})
    if shape_of(node.args[0]) == NUMBER:
        return done[node.args[0]]
    (top, bottom, _), (left, right, _) = ranges
    return Arranged(done[node.args[0]], note=("part", int(top), int(bottom), int(left), int(right)))


def _literal(node: Any, done: Done) -> Typed:
    rows, columns = shape_of(node)
    entries = [done[entry] for entry in node.flat()]
    return entries[0] if len(entries) == 1 else Arranged(*entries, note=("literal", rows, columns))


def _blocks(node: Any, done: Done) -> Typed:
    blocks = node.blocks
    rows = [[done[blocks[i, j]] for j in range(blocks.shape[1])] for i in range(blocks.shape[0])]
    made = [row[0] if len(row) == 1 else Arranged(*row, note=("hstack",)) for row in rows]
    return made[0] if len(made) == 1 else Arranged(*made, note=("vstack",))


_HEADS: dict[str, Callable[[Any, Done], Typed]] = {
    "MatAdd": lambda node, done: sum_of([done[a] for a in node.args]), "MatMul": _product, "MatPow": _power,
    "Transpose": _of_square("transpose"), "Inverse": _inverse, "Trace": _of_square("trace"),
    "Determinant": _of_square("det"), "Identity": _made("eye"), "ZeroMatrix": _made("zeros"),
    "OneMatrix": _made("ones"), "HadamardProduct": lambda node, done: Multiplied(*(done[a] for a in node.args)),
    "HadamardPower": lambda node, done: Raised(done[node.args[0]], done[node.args[1]]),
    "ElementwiseApplyFunction": _entrywise, "MatrixElement": _part, "MatrixSlice": _part,
    "DotProduct": _arranged("inner"), "DiagMatrix": _arranged("diagonal_matrix"), "DiagonalOf": _arranged("diagonal"),
    "BlockMatrix": _blocks, "ImmutableDenseMatrix": _literal,
}
