"""The way out to SymPy for values with shapes: a node as an expression of MatrixSymbols."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sympy
from sympy.matrices.expressions.matexpr import MatrixExpr

from ..rules.matrices import MatrixRule
from ..rules.shape import NUMBER, Shape, Size, letters, worth
from ..tree import apply_sympy
from .grids.rows import Rows
from .shaped import ShapedGraph
from .to_sympy import NOTED

WRITTEN_OUT = 100  # entries of a value for which SymPy has no other expression
Letters = Mapping[str, Any]  # sizes that are letters, as SymPy's symbols


class NoCounterpart(Exception):
    """SymPy has no expression of matrices for this node."""

    def __init__(self, node: int) -> None:
        super().__init__(node)
        self.node = node


class _Missing(Exception):
    """Something that SymPy's expressions of matrices do not have."""


def matrix_expression(graph: ShapedGraph, node: int, symbols: Mapping[str, Any]) -> Any:
    """A node as a SymPy expression: of matrices where it has a shape. Names become the caller's symbols. Raises
    NoCounterpart where SymPy has none."""
    sizes = _sizes(graph, node, symbols)
    m = Expressions()
    done: dict[int, Any] = {}
    for i in graph.cone([node]):
        try:
            done[i] = _value(graph, i, done, m, symbols, sizes)
        except _Missing:
            raise NoCounterpart(i) from None
    return done[node]


def _sizes(graph: ShapedGraph, node: int, symbols: Mapping[str, Any]) -> Letters:
    """The letters in shapes: the caller's own where they came with a symbol."""
    own = {str(s.name): s for x in symbols.values() if isinstance(x, MatrixExpr) for size in x.shape
           for s in sympy.sympify(size).free_symbols}
    found = {letter for i in graph.cone([node]) for size in graph.shape(i) for letter in letters(size)}
    return {letter: own.get(letter) or sympy.Symbol(letter, integer=True, positive=True) for letter in found}


def _value(graph: ShapedGraph, node: int, done: Mapping[int, Any], m: Expressions, symbols: Mapping[str, Any],
           sizes: Letters) -> Any:
    op, payload = graph.ops[node], graph.payloads[node]
    if op == "input":
        return _symbol(graph.name(node), graph.shape(node), symbols, sizes)
    if op == "size":
        return _size(str(payload), sizes)
    operands = [done[a] for a in graph.args[node]]
    rule = graph.matrix_rule(node)
    if rule is None:
        return m.map(op, *operands, note=payload)
    held = tuple(_size(x, sizes) if isinstance(x, str) else x for x in graph.held(node))
    return _by_row(rule, held, operands, m)


def _by_row(rule: MatrixRule, held: tuple[Any, ...], operands: Sequence[Any], m: Expressions) -> Any:
    """A value by its row: SymPy's own head for it, or what its formula makes of SymPy's expressions."""
    if isinstance(rule.sympy, str) and rule.sympy:
        return getattr(sympy, rule.sympy)(*operands)
    formula = rule.sympy or rule.value
    try:
        return formula(m, held, *operands)  # type: ignore[misc]
    except TypeError:
        if any(isinstance(size, sympy.Expr) and not size.is_Integer for x in operands for size in m.shape(x)):
            raise _Missing from None  # rows or columns one by one, of which nobody knows how many there are
        raise


def _symbol(name: str, shape: Shape, symbols: Mapping[str, Any], sizes: Letters) -> Any:
    own = symbols.get(name)
    if shape == NUMBER:
        return own[0, 0] if isinstance(own, MatrixExpr) else sympy.Symbol(name, real=True) if own is None else own
    return sympy.MatrixSymbol(name, *(_size(size, sizes) for size in shape)) if own is None else own


def _size(size: Size, sizes: Letters) -> Any:
    return worth(size, dict(sizes))


def _has_shape(value: Any) -> bool:
    return isinstance(value, MatrixExpr | sympy.MatrixBase)


class Expressions(Rows):
    """SymPy's expressions of matrices as what the formulas of the table compute with; numbers are expressions too."""

    def __init__(self) -> None:
        self._entry = sympy.Dummy("x", real=True)  # one for all, so that equal functions are equal

    @staticmethod
    def shape(a: Any) -> Any:
        return tuple(a.shape) if _has_shape(a) else NUMBER

    def count(self, a: Any) -> Any:
        rows, columns = self.shape(a)
        return rows * columns

    def apply(self, op: str, note: Any, operands: Sequence[Any]) -> Any:
        return NOTED[op](note, list(operands)) if op in NOTED else apply_sympy(op, list(operands))

    def map(self, op: str, *operands: Any, note: Any = None) -> Any:
        note = note or ("+-" if op == "difference" else None)
        own = _LINEAR.get(op)
        if not any(map(_has_shape, operands)):
            return self.apply(op, note, operands)
        if own is not None:
            return own(self, note, operands)
        (whole, *others) = dict.fromkeys(x for x in operands if _has_shape(x))
        if others:
            return self._by_entries(op, note, operands)
        body = self.apply(op, note, [self._entry if x == whole else x for x in operands])
        return whole.applyfunc(sympy.Lambda(self._entry, body))

    def _by_entries(self, op: str, note: Any, operands: Sequence[Any]) -> Any:
        """An operation on several matrices, for which there is no head: written out where they are small."""
        grids = [self.grid(x) if _has_shape(x) else x for x in operands]
        rows, columns = self.shape(next(x for x in operands if _has_shape(x)))
        return self.matrix([[self.apply(op, note, [x[i][j] if isinstance(x, list) else x for x in grids])
                             for j in range(columns)] for i in range(rows)])

    def grid(self, a: Any) -> list[list[Any]]:  # type: ignore[override]
        """The entries of a small matrix."""
        if not _has_shape(a):
            return [[a]]
        rows, columns = a.shape
        if not (sympy.sympify(rows).is_Integer and sympy.sympify(columns).is_Integer) or rows * columns > WRITTEN_OUT:
            raise _Missing
        return [[a[i, j] for j in range(int(columns))] for i in range(int(rows))]

    def matrix(self, rows: Sequence[Sequence[Any]]) -> Any:  # type: ignore[override]
        found = super().matrix(rows)
        return sympy.ImmutableDenseMatrix(found) if isinstance(found, list) else found

    def matmul(self, a: Any, b: Any) -> Any:
        if self.shape(a) == NUMBER or self.shape(b) == NUMBER:
            return self.scaled([a], b) if _has_shape(b) else self.scaled([b], a) if _has_shape(a) else a * b
        product = sympy.MatMul(a, b).doit(deep=False)
        return sympy.Trace(product) if self.shape(product) == NUMBER else product

    def scaled(self, numbers: Sequence[Any], a: Any) -> Any:
        """A matrix times numbers."""
        return sympy.MatMul(sympy.Mul(*numbers), a).doit(deep=False) if numbers else a

    def transpose(self, a: Any) -> Any:
        return a.T if _has_shape(a) else a

    def total(self, a: Any) -> Any:
        """1ᵀ·A·1; of a product entry by entry tr(AᵀB)."""
        if not _has_shape(a):
            return a
        if isinstance(a, sympy.HadamardProduct) and len(a.args) == 2:
            return sympy.Trace(sympy.MatMul(a.args[0].T, a.args[1]))
        rows, columns = a.shape
        left, right = self.ones(1, rows), self.ones(columns, 1)
        return sympy.Trace(sympy.MatMul(*(x for x in (left, a, right) if x != 1)))

    def largest(self, a: Any) -> Any:
        return sympy.Max(*self.entries(a))

    def shift(self, a: Any) -> Any:
        return sympy.Integer(0)

    def det(self, a: Any) -> Any:
        return sympy.Determinant(a)

    def inverse(self, a: Any) -> Any:
        return sympy.Inverse(a)

    def ones(self, rows: Any, columns: Any) -> Any:
        return sympy.Integer(1) if (rows, columns) == NUMBER else sympy.OneMatrix(rows, columns)

    def eye(self, size: Any) -> Any:
        return sympy.Identity(size)

    def part(self, a: Any, top: Any, bottom: Any, left: Any, right: Any) -> Any:
        return a[top, left] if (bottom - top, right - left) == NUMBER else a[top:bottom, left:right]

    def put(self, a: Any, top: Any, left: Any, rows: Any, columns: Any) -> Any:
        """A block among blocks of zeros."""
        own = self.shape(a)
        a = a if _has_shape(a) else sympy.ImmutableDenseMatrix([[a]])
        lines = ((top, None), (own[0], a), (rows - top - own[0], None))
        widths = ((left, None), (own[1], a), (columns - left - own[1], None))
        blocks = [[a if middle is not None and here is not None else sympy.ZeroMatrix(high, wide)
                   for wide, here in widths if wide != 0] for high, middle in lines if high != 0]
        return sympy.BlockMatrix(blocks)

    def stacked(self, parts: Sequence[Any]) -> Any:
        blocks = [[x if _has_shape(x) else sympy.ImmutableDenseMatrix([[x]])] for x in parts]
        return sympy.BlockMatrix(blocks) if len(blocks) > 1 else blocks[0][0]

    def by_rows(self, function: Callable[[Any, Any], Any], a: Any) -> Any:
        return self.stacked([function(self, self.matrix([row])) for row in self.grid(a)])

    def peak(self, a: Any) -> Any:
        raise _Missing

    def added(self, numbers: Sequence[Any]) -> Any:
        return sympy.Add(*numbers)


def _sum(m: Expressions, note: str | None, operands: Sequence[Any]) -> Any:
    """A sum with signs; a number among matrices stands in every entry."""
    rows, columns = next(x.shape for x in operands if _has_shape(x))
    wide = [x if _has_shape(x) else m.scaled([x], sympy.OneMatrix(rows, columns)) for x in operands]
    signs = note or "+" * len(wide)
    return sympy.MatAdd(*(x if s == "+" else m.scaled([-1], x) for s, x in zip(signs, wide, strict=True))
                        ).doit(deep=False)


def _product(m: Expressions, note: Any, operands: Sequence[Any]) -> Any:
    wide = [x for x in operands if _has_shape(x)]
    whole = sympy.HadamardProduct(*wide) if len(wide) > 1 else wide[0]
    return m.scaled([x for x in operands if not _has_shape(x)], whole)


def _quotient(m: Expressions, note: Any, operands: Sequence[Any]) -> Any:
    above, below = operands
    if not _has_shape(below):
        return m.scaled([1 / below], above)
    return _product(m, None, (above, m.map("power", below, sympy.Integer(-1))))


_LINEAR: dict[str, Callable[[Expressions, Any, Sequence[Any]], Any]] = {
    "sum": lambda m, note, operands: _sum(m, None, operands), "difference": _sum, "product": _product,
    "quotient": _quotient, "negation": lambda m, note, operands: m.scaled([sympy.Integer(-1)], operands[0]),
    "copy": lambda m, note, operands: operands[0]}
