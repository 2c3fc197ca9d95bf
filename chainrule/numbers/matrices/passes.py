"""Forward and backward with matrices as numbers."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...derivation.matrices.sweep import MatrixSweep
from ...derivation.paths import READABLE_SIZE
from ...errors import DomainError
from ...graph.holes import NoValue
from ...graph.shaped import ShapedGraph
from ...graph.shaped_values import NoEntry, evaluate_shaped
from ...language import Text
from ...notation.numbers import number
from ...notation.shaped import text_of
from ...notation.text import write
from ...records import record
from ...rules import RULES
from ...rules.matrices import MatrixRule
from .calculator import calculator
from .given import Rows
from .settled import Settled

NO_ENTRY = Text("`{formula}` has no value at this point: `{operation}` of {value} (row {row}, column {column}).",
                "이 점에서 `{formula}`의 값이 없습니다: {row}행 {column}열의 {value}에서 `{operation}`의 값이 "
                "없습니다.")
NO_NUMBER = Text("`{formula}` has no value at this point: `{operation}` of {value}.",
                 "이 점에서 `{formula}`의 값이 없습니다: {value}에서 `{operation}`의 값이 없습니다.")
SINGULAR = Text("`{formula}` has no value at this point: the determinant of the matrix is 0, so it has no inverse.",
                "이 점에서 `{formula}`의 값이 없습니다. 행렬식이 0이어서 역행렬이 없습니다.")
NEEDED = Text("`{formula}` has no value at this point, for it needs: {needs}.",
              "이 점에서 `{formula}`의 값이 없습니다. 조건: {needs}.")
WITHOUT = Text("The function itself has a value there; the formula of its derivative has none.",
               "함수 자체는 그 점에서 값이 있지만 도함수 식의 값이 없습니다.")
NOT_THERE = Text("`{formula}` has no value at this point.", "이 점에서 `{formula}`의 값이 없습니다.")


@record
class Kink:
    """A place where a rule has no derivative: the gate, and the entry's row and column (None: the whole gate)."""

    gate: int
    place: tuple[int, int] | None = None


@record
class Passes:
    """The numbers at a point, as rows: exact as long as they are rational and few.

    point      the values of the inputs, by id
    sizes      what the letters in shapes are worth
    forward    the value of every node of the function
    adjoints   what comes back to every node between the variables and the output
    kinks      where a rule has no derivative
    settled    what the function itself does there; None where that cannot be told
    """

    point: Mapping[int, Rows]
    sizes: Mapping[str, int]
    forward: Mapping[int, Rows]
    adjoints: Mapping[int, Rows]
    kinks: tuple[Kink, ...] = ()
    settled: Settled | None = None


class NoWayBack(DomainError):
    """The function has a value at the point, but a formula of its derivative has none."""


def run(swept: MatrixSweep, point: Mapping[int, Rows], sizes: Mapping[str, int], names: Mapping[int, str],
        seeded: bool) -> Passes:
    """Forward, then backward where the output is a number or a seed is given. Raises DomainError where the function
    or a gradient has no value."""
    graph = swept.shaped
    backward = graph.cone([swept.found[node] for node in swept.order]) if seeded else []
    m = calculator(graph, {*swept.function, *backward}, sizes)
    held = {node: m.value(value) for node, value in point.items()}
    values: dict[int, Any] = {}
    refusal = DomainError
    try:
        evaluate_shaped(graph, sorted(swept.function), held, m, values, sizes)
        forward = {node: m.nested(values[node]) for node in swept.function}
        refusal = NoWayBack
        kinks = tuple(kinks_of(swept, values, m))
        found: dict[int, Any] = {}
        if seeded and not kinks:
            wanted = {node: swept.found[node] for node in swept.order}
            evaluate_shaped(graph, graph.cone(wanted.values()), held, m, values, sizes)
            found = {node: m.nested(values[adjoint]) for node, adjoint in wanted.items()}
    except NoValue as none:
        raise refused(graph, none, names, refusal) from None
    return Passes(point, sizes, forward, found, kinks)


def refused(graph: ShapedGraph, none: NoValue, names: Mapping[int, str], kind: type[DomainError] = DomainError
            ) -> DomainError:
    """The refusal of a point at which a node has no value."""
    hint = WITHOUT if kind is NoWayBack else None
    formula = text_of(graph, none.node, {} if graph.size(none.node) <= READABLE_SIZE else names)
    if none.why == "singular":
        return kind("undefined_at_point", SINGULAR, facts={"formula": formula}, hint=hint)
    if isinstance(none, NoEntry) and none.operands and none.node not in graph.shapes:
        return kind("undefined_at_point", NO_NUMBER, facts={
            "formula": formula, "operation": _called(graph, none.node),
            "value": ", ".join(write(number(x)[0]) for x in none.operands)}, hint=hint)
    if isinstance(none, NoEntry) and none.operands:
        return kind("undefined_at_point", NO_ENTRY, facts={
            "formula": formula, "operation": _called(graph, none.node), "row": none.place[0] + 1,
            "value": ", ".join(write(number(x)[0]) for x in none.operands), "column": none.place[1] + 1}, hint=hint)
    rule = graph.matrix_rule(none.node)
    if rule is not None and rule.needs is not None:
        return kind("undefined_at_point", NEEDED, facts={"formula": formula, "needs": rule.needs}, hint=hint)
    return kind("undefined_at_point", NOT_THERE, facts={"formula": formula}, hint=hint)


def _called(graph: ShapedGraph, node: int) -> str | Text:
    """What a refusal calls an operation on numbers: a function by its name, another by its title."""
    rule = graph.rule(node)
    return graph.ops[node] if rule.callable else rule.title


def kinks_of(swept: MatrixSweep, values: Mapping[int, Any], m: Any) -> list[Kink]:
    """Every gate between the variables and the output that bends or jumps at these values."""
    graph = swept.shaped
    found: list[Kink] = []
    for gate in swept.order:
        args = graph.args[gate]
        rule = graph.matrix_rule(gate)
        if rule is not None:
            if rule.joint is not None and _bends(rule, [m.nested(values[a]) for a in args]):
                found.append(Kink(gate))
            continue
        joint = RULES[graph.ops[gate]].joint if graph.ops[gate] in RULES else None
        if joint is None or not args:
            continue
        place = m.first(joint, [values[a] for a in args])
        if place is not None:
            found.append(Kink(gate, place if gate in graph.shapes else None))
    return found


def _bends(rule: MatrixRule, operands: list[Rows]) -> bool:
    assert rule.joint is not None
    if rule.by_row:
        return any(rule.joint(row) for row in operands[0] if isinstance(operands[0], list))
    return bool(rule.joint(*map(entries, operands)))


def entries(rows: Rows) -> list[float]:
    """All entries of a value."""
    return [x for row in rows for x in row] if isinstance(rows, list) else [rows]
