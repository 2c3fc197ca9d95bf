"""Derivatives that nobody asked to be told: swept adjoints alone, no paths, no partials, no check."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .. import limits
from ..derivation.sweep import sweep
from ..derivation.ties import tied
from ..errors import OptionError, TooLargeError
from ..graph.build import Built, build
from ..graph.graph import Graph
from ..language import Text
from ..numbers.check import Check
from ..numbers.verification import verify
from ..records import record
from .constants import refuse_constants
from .intermediate import parted
from .question import Question
from .solve import FIRST_ORDER, LARGE_HESSIAN, LARGE_JACOBIAN, affordable
from .stage import worst
from .variables import cut, inputs_of, output_of, turns, variables

BESIDE = Text("One of these variables leads into another: each needs an explanation of its own.",
              "미분하는 변수 가운데 하나가 다른 변수에 쓰이므로 설명 없이 한꺼번에 구할 수 없습니다.")


@record
class Row:
    """The derivatives of one function by several variables: `nodes` are ∂last/∂variable, where `last` is the function
    itself or an earlier derivative of it."""

    graph: Graph
    function: int
    last: int
    by: tuple[int, ...]
    nodes: tuple[int, ...]

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(self.graph.name(v) for v in self.by)

    def verified(self) -> Check:
        """What comparing the adjoints with numbers finds."""
        return verify(self.graph, self.last, [(v, (node,)) for v, node in zip(self.by, self.nodes, strict=True)])


@record
class Adjoints:
    """What a question asks for, as nodes: one row, or those of a `matrix`."""

    rows: tuple[Row, ...]
    matrix: bool = False

    def verified(self) -> Check:
        """The worst of what is found for the rows."""
        return worst(row.verified() for row in self.rows)


def adjoints_of(question: Question) -> Adjoints:
    """The derivatives that `solve` would tell. Raises a ChainruleError as it does."""
    program, wrt = question.program, question.wrt
    built = build(program)
    outputs = question.of or program.outputs
    if len(outputs) > 1:
        if question.then or question.order != 1 or len(program.asked) > 1:
            raise OptionError("usage", FIRST_ORDER)
        parts = [output_of(built, name) for name in outputs]
        wrt = wrt if wrt is not None else program.asked or inputs_of(parts)
        if len(outputs) * len(wrt) > limits.ENTRIES:
            raise TooLargeError("too_large", LARGE_JACOBIAN,
                                facts={"count": len(outputs) * len(wrt), "limit": limits.ENTRIES})
        return Adjoints(tuple(_row(part, replace(question, wrt=wrt)) for part in parts), matrix=True)
    if outputs:
        built = output_of(built, outputs[0])
    several = len(set(wrt if wrt is not None else inputs_of([built]))) > 1
    if question.order == 2 and several and not question.then and not program.asked:
        return _hessian(built, question)
    return Adjoints((_row(built, question),))


def _row(built: Built, question: Question) -> Row:
    asked = question.program.asked
    built = _ready(built, question)
    node, spent = built.output, 0
    for k, names in enumerate(turns(built, asked, question.wrt, question.then, question.order)):
        if k:
            spent = affordable(built.graph, node, spent)
        row = _swept(built, node, names)
        node = row.nodes[0]
    return row


def _ready(built: Built, question: Question) -> Built:
    """The program with the intermediate values cut that are asked for."""
    if len(parted(built, question, question.wrt or question.program.asked)) > 1:
        raise OptionError("usage", BESIDE)
    refuse_constants(built)
    return cut(built, [*(question.wrt or ()), *question.then, *question.program.asked])[0]


def _swept(built: Built, node: int, names: Sequence[str]) -> Row:
    graph = built.graph
    graph.tied |= tied(graph, node)
    by = tuple(built.inputs[name] if name in built.inputs else graph.input(name) for name in names)
    found = sweep(graph, node, by, sparing=True).gradient
    return Row(graph, built.output, node, by, tuple(found[v] for v in by))


def _hessian(built: Built, question: Question) -> Adjoints:
    built = _ready(built, question)
    names = variables(built, question.wrt)
    if len(names) > limits.HESSIAN:
        raise TooLargeError("too_large", LARGE_HESSIAN, facts={"count": len(names), "limit": limits.HESSIAN})
    affordable(built.graph, built.output, 0, len(names))
    first = _swept(built, built.output, names)
    return Adjoints(tuple(_swept(built, node, names) for node in first.nodes), matrix=True)
