"""What stands in a gate that tells cases apart: a row for each case, and at a point which of them holds."""
from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..explaining.symbols import Symbols
from ..graph.build import add_tree
from ..graph.evaluate import is_number
from ..graph.graph import Graph
from ..graph.holes import NoValue
from ..graph.piecewise import cases_of, choose
from ..graph.relations import HOLDS, NEGATED
from ..notation.boxes import ATOM, Apply, Box, Colour, Op, Row, Written, relation
from ..notation.write import written
from ..reading import read_template
from ..solution.stage import Stage

PRECISION = 400  # bits with which numbers of several kinds are compared
MANY = 8  # gates with cases in one picture; of more only the signs are shown, as in a network with ReLU
_CONDITION = re.compile(r"(\w+) (!=|>=|<=|>|<) (\w+)")
Case = tuple[Box, Box | None]  # a value, and where it is taken: None: otherwise
Truth = bool | None  # None: not known


def has_cases(graph: Graph, gate: int) -> bool:
    """Whether a gate is shown by its cases."""
    return graph.ops[gate] == "cases" or bool(graph.args[gate]) and graph.ops[gate] != "unknown" and \
        bool(graph.rule(gate).cases)


def case_label(stage: Stage, symbols: Symbols, gate: int, marked: bool) -> tuple[Box, Box | None]:
    """The cases of a gate, one below the other; `marked`: at a point the one that holds stands out, and its condition
    comes with them."""
    if stage.graph.ops[gate] == "cases":
        rows = _given(stage, symbols, gate)
        holds = _chosen(stage, gate) if marked else None
    else:
        rows, truths = _of_rule(stage, symbols, gate)
        holds = truths.index(True) if marked and truths.count(True) == 1 else None
    parts: list[Box] = []
    for k, (value, condition) in enumerate(rows):
        role = "" if holds is None else "holds" if k == holds else "quiet"
        parts += [Colour(part, role) if role else part for part in (value, condition) if part is not None]
    return Apply("piecewise", tuple(parts)), None if holds is None else rows[holds][1]


def _given(stage: Stage, symbols: Symbols, gate: int) -> list[Case]:
    """The cases as they were written; of two the second one with its own condition."""
    formula = symbols.formula(gate)
    assert isinstance(formula, Apply)
    boxes = formula.arguments
    rows: list[Case] = list(zip(boxes[::2], boxes[1::2], strict=False))
    if len(boxes) % 2:
        rows.append((boxes[-1], None))
    first, condition = cases_of(stage.graph.cases(gate))[0].comparisons, rows[0][1]
    if len(rows) == 2 and rows[1][1] is None and len(first) == 1 and isinstance(condition, Row):
        left, _, right = condition.items
        rows[1] = rows[1][0], Row((left, relation(NEGATED[first[0][0]]), right))
    return rows


def _chosen(stage: Stage, gate: int) -> int | None:
    """Which case holds at the point."""
    values = _values(stage, stage.graph.args[gate])
    if values is None:
        return None
    note = stage.graph.cases(gate)
    try:
        place = choose(note, values)
    except NoValue:
        return None
    return next((k for k, case in enumerate(cases_of(note)) if case.value == place), None)


def _of_rule(stage: Stage, symbols: Symbols, gate: int) -> tuple[list[Case], list[Truth]]:
    """The cases of a rule in the names of a gate's inputs; where any input may be chosen, a row for each."""
    graph = stage.graph
    inputs, table = graph.args[gate], graph.rule(gate).cases
    values = _values(stage, inputs)
    rows: list[Case] = []
    truths: list[Truth] = []
    for own in range(len(inputs)) if "rest" in table[0][1] else (0,):
        others = [i for k, i in enumerate(inputs) if k != own]
        leaves = {letter: _leaf(symbols, inputs[own]) for letter in ("a", "u")}
        for value, condition in table:
            left, sign, right = _CONDITION.fullmatch(condition).groups()  # type: ignore[union-attr]
            against = [_leaf(symbols, i)[0] for i in others] if right == "rest" else [_filled(right, leaves)]
            rows.append((_filled(value, leaves), _listed([
                Row((_filled(left, leaves), relation(sign), each)) for each in against])))
            numbers = [0] if right != "rest" else None if values is None else [
                values[k] for k in range(len(inputs)) if k != own]
            truths.append(None if values is None or numbers is None else all(
                HOLDS[sign](values[own], number) for number in numbers))
    return rows, truths


def _listed(conditions: Sequence[Box]) -> Box:
    return Row(tuple(part for each in conditions for part in (Op(","), each))[1:]) if len(conditions) > 1 \
        else conditions[0]


def _values(stage: Stage, nodes: Sequence[int]) -> list[Any] | None:
    """The numbers of these nodes at the point, of one kind, so that they can be compared; None where there is none."""
    if stage.passes is None:
        return None
    found = [stage.passes.forward.get(i) for i in nodes]
    if not all(map(is_number, found)):
        return None
    if all(isinstance(value, int | float | Fraction) for value in found):
        return found
    from mpmath import mp
    with mp.workprec(PRECISION):
        return [mp.mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else mp.mpf(value)
                for value in found]


def _leaf(symbols: Symbols, node: int) -> Written:
    """An input of a gate: by its name, a constant as it is written."""
    graph = symbols.graph
    named = graph.varies[node] or node in symbols.stage.names
    return symbols.leaf(node) if named else (symbols.in_inputs(node)[0], ATOM)


def _filled(template: str, leaves: dict[str, Written]) -> Box:
    """A rule's formula with the inputs of a gate for its letters."""
    graph = Graph()
    root = add_tree(graph, read_template(template), {})
    named = {graph.input(letter): leaf for letter, leaf in leaves.items()}
    return written(graph, root, named)[0] if root not in named else named[root][0]
