"""Forward and backward with matrices as numbers."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...derivation.matrices.sweep import MatrixSweep
from ...errors import DomainError
from ...graph.holes import NoValue
from ...graph.shaped import ShapedGraph
from ...graph.shaped_values import NoEntry, arrays, evaluate_shaped
from ...language import Text
from ...notation.numbers import number
from ...notation.shaped import text_of
from ...notation.text import write
from ...rules import RULES
from .given import Rows

NO_ENTRY = Text("`{formula}` has no value at this point: `{operation}` of {value} (row {row}, column {column}).",
                "이 점에서 `{formula}`의 값이 없습니다: {row}행 {column}열의 {value}에서 `{operation}`의 값이 "
                "없습니다.")
SINGULAR = Text("`{formula}` has no value at this point: the matrix has no inverse.",
                "이 점에서 `{formula}`의 값이 없습니다. 역행렬이 없는 행렬입니다.")
NOT_THERE = Text("`{formula}` has no value at this point.", "이 점에서 `{formula}`의 값이 없습니다.")


@dataclass(frozen=True, slots=True)
class Kink:
    """A place where there is no derivative: the gate, and the entry's row and column (None: the whole gate)."""

    gate: int
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Passes:
    """The numbers at a point, as rows of doubles.

    point      the values of the inputs, by id
    sizes      what the letters in shapes are worth
    forward    the value of every node of the function
    adjoints   what comes back to every node between the variables and the output
    kinks      where there is no derivative
    """

    point: Mapping[int, Rows]
    sizes: Mapping[str, int]
    forward: Mapping[int, Rows]
    adjoints: Mapping[int, Rows]
    kinks: tuple[Kink, ...] = ()


def run(swept: MatrixSweep, point: Mapping[int, Rows], sizes: Mapping[str, int], names: Mapping[int, str],
        seeded: bool) -> Passes:
    """Forward, then backward where the output is a number or a seed is given. Raises DomainError where the function
    or a gradient has no value."""
    graph, m = swept.shaped, arrays()
    held = {node: m.value(value) for node, value in point.items()}
    values: dict[int, Any] = {}
    try:
        evaluate_shaped(graph, sorted(swept.function), held, m, values, sizes)
        forward = {node: m.nested(values[node]) for node in swept.function}
        kinks = tuple(kinks_of(swept, values, m))
        found: dict[int, Any] = {}
        if seeded and not kinks:
            wanted = {node: swept.found[node] for node in swept.order}
            evaluate_shaped(graph, graph.cone(wanted.values()), held, m, values, sizes)
            found = {node: m.nested(values[adjoint]) for node, adjoint in wanted.items()}
    except NoValue as none:
        raise refused(graph, none, names) from None
    return Passes(point, sizes, forward, found, kinks)


def refused(graph: ShapedGraph, none: NoValue, names: Mapping[int, str]) -> DomainError:
    """The refusal of a point at which a node has no value."""
    formula = text_of(graph, none.node, names)
    if none.why == "singular":
        return DomainError("undefined_at_point", SINGULAR, facts={"formula": formula})
    if isinstance(none, NoEntry) and none.operands:
        return DomainError("undefined_at_point", NO_ENTRY, facts={
            "formula": formula, "operation": graph.ops[none.node], "row": none.place[0] + 1,
            "value": ", ".join(write(number(x)[0]) for x in none.operands), "column": none.place[1] + 1})
    return DomainError("undefined_at_point", NOT_THERE, facts={"formula": formula})


def kinks_of(swept: MatrixSweep, values: Mapping[int, Any], m: Any) -> list[Kink]:
    """Every gate between the variables and the output that bends or jumps at these values."""
    graph = swept.shaped
    found: list[Kink] = []
    for gate in swept.order:
        args = graph.args[gate]
        rule = graph.matrix_rule(gate)
        if rule is not None:
            if rule.joint is not None and rule.joint(*(entries(m.nested(values[a])) for a in args)):
                found.append(Kink(gate))
            continue
        joint = RULES[graph.ops[gate]].joint if graph.ops[gate] in RULES else None
        if joint is None or not args:
            continue
        place = m.first(joint, [values[a] for a in args])
        if place is not None:
            found.append(Kink(gate, place if gate in graph.shapes else None))
    return found


def entries(rows: Rows) -> list[float]:
    """All entries of a value."""
    return [x for row in rows for x in row] if isinstance(rows, list) else [rows]
