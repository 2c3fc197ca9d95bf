"""A graph whose nodes may be vectors and matrices: every node's shape follows from its inputs' when it is built."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import ShapeError, TooLargeError
from ..language import Text
from ..rules.matrices import MATRICES, MatrixRule
from ..rules.matrices.words import formula_of
from ..rules.shape import NUMBER, Misfit, Shape, Size, full, same
from .exact import Exact
from .formulas import Sizes, filled
from .graph import Graph
from .payload import Held, Payload

LARGEST_POWER = 64
DOES_NOT_FIT = Text("The shapes do not fit in the {operation} of {operands}: {why}.",
                    "{operands}의 {operation}에서 크기가 맞지 않습니다: {why}.")
ENTRIES = Text("operation entry by entry", "성분별 연산")
NO_SHAPE = Text("Nothing is known about the function `{name}`, so the shape of its value is not known.",
                "함수 `{name}`의 식을 모르므로 그 값의 크기를 알 수 없습니다.")
HIGH_POWER = Text("A matrix power has a whole exponent of at most {limit}.",
                  "행렬의 거듭제곱은 지수가 절댓값 {limit} 이하의 정수여야 합니다.")


class ShapedGraph(Graph):
    """`shapes[i]` is the shape of node i; a number has none. `declared` are the shapes of the inputs by name.

    Operations of the table of rules act entry by entry; the numbers among their operands are the same in every entry.
    """

    __slots__ = ("declared", "shapes")

    def __init__(self, declared: Mapping[str, Shape]) -> None:
        super().__init__()
        self.declared = {name: shape for name, shape in declared.items() if shape != NUMBER}
        self.shapes: dict[int, Shape] = {}

    def shape(self, node: int) -> Shape:
        """Rows and columns; of a number 1×1."""
        return self.shapes.get(node, NUMBER)

    def declare(self, name: str, shape: Shape) -> int:
        """An input of this shape; one that is there already keeps its own."""
        if shape != NUMBER:
            self.declared.setdefault(name, shape)
        return self.input(name)

    def matrix_rule(self, node: int) -> MatrixRule | None:
        """The row of an operation on matrices; None for one that acts entry by entry, and for leaves."""
        return MATRICES.get(self.ops[node])

    @staticmethod
    def is_arrangement(op: str) -> bool:
        """Whether an operation has a row among those of matrices; all others act entry by entry."""
        return op in MATRICES

    def is_light(self, node: int) -> bool:
        """Whether a node is written as short as a name, and so has none: xᵀ, A⁻¹."""
        rule = MATRICES.get(self.ops[node])
        return rule is not None and rule.form.startswith("above")

    def held(self, node: int) -> Held:
        """The sizes and places that an operation on matrices holds."""
        payload = self.payloads[node]
        return payload if isinstance(payload, tuple) else ()

    def add_new(self, op: str, args: tuple[int, ...], payload: Payload) -> int:
        shape = self._shape_of(op, args, payload)
        made = super().add_new(op, args, payload)
        if shape != NUMBER:
            self.shapes[made] = shape
        return made

    def adder(self, op: str) -> Callable[[tuple[int, ...]], int]:
        return lambda operands: self.add(op, operands)

    def size_number(self, size: Size) -> int:
        """A size as a number."""
        return self.number(size) if isinstance(size, int) else self.add("size", (), size)

    def arranged(self, op: str, args: tuple[int, ...], held: Held = ()) -> int:
        """A node of an operation on matrices; one that is made of simpler ones is taken apart."""
        if op in ("ones", "zeros", "eye") and (held == NUMBER or held == (1,)):
            return self.number(0 if op == "zeros" else 1)
        if op == "size":
            return self.size_number(held[0])
        if op == "matpow":
            return self._power(args[0], held[0])
        rule = MATRICES[op]
        if op == "on_rows" and self.shape(args[0])[0] != 1:
            args = (self.add("transpose", args),)
        if not rule.opened:
            return self.add(op, args, held or None)
        shapes = [self.shape(a) for a in args]
        self._fitting(op, args, lambda: rule.shape(shapes, held))
        letters = dict(zip("abc", args, strict=False))
        return filled(formula_of(rule.opened), letters, Sizes(shapes, held), self._make)

    def _make(self, op: str, args: tuple[int, ...], payload: Any) -> int:
        """A step of a formula as a node."""
        if op == "number":
            return self.number(*payload)
        if op == "size":
            return self.size_number(payload)
        if op in MATRICES:
            return self.arranged(op, args, payload or ())
        return self.add(op, args, payload)

    def _power(self, base: int, exponent: int) -> int:
        if abs(exponent) > LARGEST_POWER:
            raise TooLargeError("too_large", HIGH_POWER, facts={"limit": LARGEST_POWER})
        shape = self._fitting("matpow", (base,), lambda: MATRICES["inverse"].shape([self.shape(base)], ()))
        if exponent == 0:
            return self.add("eye", (), (shape[0],))
        one = self.add("inverse", (base,)) if exponent < 0 else base
        found = one
        for _ in range(abs(exponent) - 1):
            found = self.add("matmul", (found, one))
        return found

    def _shape_of(self, op: str, args: tuple[int, ...], payload: Payload) -> Shape:
        if op == "input":
            return self.declared.get(str(payload), NUMBER)
        if not args and op not in MATRICES:
            return NUMBER
        rule = MATRICES.get(op)
        if rule is not None:
            held = payload if isinstance(payload, tuple) else ()
            try:
                return rule.shape([self.shapes.get(a, NUMBER) for a in args], held)
            except Misfit as misfit:
                raise self._misfit(op, args, misfit) from None
        shapes = [self.shapes[a] for a in args if a in self.shapes]
        if not shapes:
            return NUMBER
        if op == "unknown":
            raise ShapeError("shape", NO_SHAPE, facts={"name": payload[0] if payload else ""})
        try:
            return same(shapes)
        except Misfit as misfit:
            raise self._misfit(op, args, misfit) from None

    def _fitting(self, op: str, args: tuple[int, ...], shape: Callable[[], Shape]) -> Shape:
        try:
            return shape()
        except Misfit as misfit:
            raise self._misfit(op, args, misfit) from None

    def _misfit(self, op: str, args: tuple[int, ...], misfit: Misfit) -> ShapeError:
        """The refusal of operands that do not fit, with their names and shapes."""
        operands = ", ".join(f"{self._called(a)} ({full(self.shape(a))})" for a in args)
        title = MATRICES[op].title if op in MATRICES else ENTRIES
        return ShapeError("shape", DOES_NOT_FIT, facts={
            "operation": title, "operands": operands, "why": Text(misfit.text.say("en", **misfit.facts),
                                                                  misfit.text.say("ko", **misfit.facts))})

    def _called(self, node: int) -> str:
        """What an operand may be called in a refusal."""
        own = [self.name(i) for i in self.inputs([node])]
        return own[0] if self.ops[node] == "input" else f"{self.ops[node]}({', '.join(own)})"

    def _rational(self, node: int) -> Exact | None:
        matrices = self.ops[node] in MATRICES or self.ops[node] == "size" or node in self.shapes
        return None if matrices or any(a in self.shapes for a in self.args[node]) else super()._rational(node)

