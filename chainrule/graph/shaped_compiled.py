"""Nodes with shapes as one function of NumPy's arrays, built from their ids: sizes are known when it is built."""
from __future__ import annotations

import ast
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from ..rules.shape import NUMBER, worth
from .arrays import Elementwise
from .compiled import operation
from .grids.floats import Floats as Lists
from .holes import NoValue
from .shaped import ShapedGraph
from .shaped_values import arrays, evaluate_shaped, value_of
from .straight import AT, READ, WRITE, Code, Floats, Run, Writer, assigned, binary, constant, named

LONGEST = 20_000  # nodes: Python compiles longer functions with difficulty


class ShapedStraight:
    """The values of `outputs` as a function of the values of `inputs`, all as `arrays()` holds them; `sizes` says what
    letters in shapes are worth. Without NumPy, and where there is a value that straight code does not see to, it goes
    node by node. Raises NoValue where an output has no value; whoever looks at the arrays for infinities, which the
    threads of a large product can leave in them, may do without a check of each."""

    def __init__(self, graph: ShapedGraph, outputs: Sequence[int], inputs: Sequence[int],
                 sizes: Mapping[str, int] | None = None, checked: bool = True) -> None:
        self.graph, self.outputs, self.inputs, self.sizes = graph, tuple(outputs), tuple(inputs), dict(sizes or {})
        self.order = graph.cone(self.outputs)
        self._arrays, self._checked = arrays(), checked

    def __call__(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """A number, or an array (a list of rows), for every output."""
        found = self._at_once(values) if self._run is not None else None
        return self._node_by_node(values) if found is None else found

    @cached_property
    def _run(self) -> Run | None:
        if isinstance(self._arrays, Lists) or len(self.order) > LONGEST:
            return None
        try:
            writing = _Shaped(self.graph, self.sizes, type(self._arrays)(self._arrays.np, checked=False))
            return writing.whole(self.order, self.inputs, self.outputs)
        except (NoValue, ArithmeticError):
            return None  # a number of the program's own has no value: node by node says which

    def _at_once(self, values: Sequence[Any]) -> tuple[Any, ...] | None:
        np, met = self._arrays.np, list[bool]()
        assert self._run is not None
        try:
            with np.errstate(divide="call", over="call", invalid="call", under="ignore",
                             call=lambda *_: met.append(True)):
                *found, total = self._run(values)
                for each in found if self._checked else ():
                    total += each if isinstance(each, float) else each.sum()  # finite where every entry is
        except (ArithmeticError, ValueError, TypeError):
            return None
        return tuple(found) if not met and math.isfinite(total) else None

    def _node_by_node(self, values: Sequence[Any]) -> tuple[Any, ...]:
        point = dict(zip(self.inputs, values, strict=True))
        found = evaluate_shaped(self.graph, self.order, point, self._arrays, None, self.sizes)
        for node in self.outputs:
            if not all(map(math.isfinite, self._entries(found[node]))):
                raise NoValue(node, "overflow")
        return tuple(found[node] for node in self.outputs)

    def _entries(self, value: Any) -> Sequence[float]:
        rows = self._arrays.nested(value)
        return [x for row in rows for x in row] if isinstance(rows, list) else [rows]


class _Shaped(Writer):
    """The lines of the function: one for every node."""

    def __init__(self, graph: ShapedGraph, sizes: dict[str, int], m: Any) -> None:
        self._on_arrays, self._on_floats = Elementwise(careful=False), Floats()
        super().__init__(self._on_floats)
        self.graph, self.sizes, self.m = graph, sizes, m
        self._steady: dict[int, Any] = {}
        self._guarded: list[Code] = []

    def whole(self, order: Sequence[int], inputs: Sequence[int], outputs: Sequence[int]) -> Run:
        """The function of a row of values; after the outputs it gives a number that is finite where no number on the
        way was infinite."""
        names = ast.Tuple([ast.Name(f"v{i}", WRITE, **AT) for i in inputs], WRITE, **AT)
        self.lines.append(assigned(names, named("r")))
        uses = Counter([*outputs, *(a for node in order for a in self.graph.args[node])])
        self._turned = {self.graph.args[node][0] for node in order if self._is_turned_product(node, uses)}
        for node in order:
            if self.graph.ops[node] != "input" and node not in self._turned:
                self.lines.append(assigned(ast.Name(f"v{node}", WRITE, **AT), self._value(node)))
        total = self.chain(constant(0.0), [("+", code) for code in self._guarded])
        found = ast.Tuple([*(self._as_held(node) for node in outputs), total], READ, **AT)
        return self.function([*self.lines, ast.Return(found, **AT)])

    def _is_number(self, node: int) -> bool:
        rows, columns = self.graph.shape(node)
        return (worth(rows, self.sizes), worth(columns, self.sizes)) == NUMBER

    def _is_turned_product(self, node: int, uses: Counter[int]) -> bool:
        """Whether a node is (A·B)ᵀ, and A·B is nothing else: it is computed as Bᵀ·Aᵀ, whose rows lie together."""
        graph = self.graph
        if graph.ops[node] != "transpose" or self._is_number(node) or not graph.varies[node]:
            return False
        inner = graph.args[node][0]
        return graph.ops[inner] == "matmul" and uses[inner] == 1 and not any(map(self._is_number, graph.args[inner]))

    def _as_held(self, node: int) -> Code:
        """An output as floats, also where all its entries are whole numbers."""
        code = named(f"v{node}")
        return self.call(float, code) if self._is_number(node) else self.call(self.m.np.asarray, code, self.held(float))

    def _value(self, node: int) -> Code:
        graph, args = self.graph, self.graph.args[node]
        if not graph.varies[node]:
            return self._fixed(node)
        rule = graph.matrix_rule(node)
        operands = [named(f"v{a}") for a in args]
        number = self._is_number(node)
        if graph.ops[node] == "matmul":
            code = self._product(args, operands, number)
        elif args[0] in self._turned:
            left, right = (_turned(named(f"v{a}")) for a in graph.args[args[0]])
            code = binary(right, "@", left)
        elif graph.ops[node] == "transpose":
            code = operands[0] if number else _turned(operands[0])
        elif graph.ops[node] == "on_rows" and not self._is_number(args[0]):
            rows = worth(graph.shape(node)[0], self.sizes)
            code = binary(self.held(self.m.np.ones((rows, 1)), ("ones", rows)), "@", operands[0])
        elif rule is not None:
            held = tuple(worth(x, self.sizes) if isinstance(x, str) else x for x in graph.held(node))
            assert rule.value is not None
            code = ast.Call(self.held(partial(rule.value, self.m, held), node), operands, [], **AT)
        else:
            self.numbers = self._on_floats if all(map(self._is_number, args)) else self._on_arrays
            code = operation(self, graph, node, operands)
        if number:
            self._guarded.append(named(f"v{node}"))
        return code

    def _product(self, args: tuple[int, ...], operands: list[Code], number: bool) -> Code:
        """A matrix product; a number among the factors scales, and one that comes out is none of NumPy's."""
        if any(map(self._is_number, args)):
            return binary(operands[0], "*", operands[1])
        whole = binary(operands[0], "@", operands[1])
        return self.call(_only, whole) if number else whole

    def _fixed(self, node: int) -> Code:
        """A value that no input changes, computed once."""
        for each in self.graph.cone([node]):
            if each not in self._steady:
                self._steady[each] = value_of(self.graph, each, self._steady, {}, self.m, self.sizes)
        return self.held(self._steady[node], ("fixed", node))


def _turned(code: Code) -> Code:
    return ast.Attribute(code, "T", READ, **AT)


def _only(a: Any) -> float:
    return float(a[0, 0])
