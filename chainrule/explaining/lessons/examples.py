"""Worked examples: derivations and numbers that are computed when they are shown."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from ...graph.evaluate import Number
from ...language import Language, Text
from ...library import pipeline
from ...notation.boxes import Box
from ...notation.numbers import number
from ...solution.stage import Stage, Story
from .. import numbers
from ..explain import explain
from ..page import Block, Table
from ..symbols import Symbols
from ..telling import Telling
from .lesson import Worked
from .spelling import formula


def _story(source: str, **options: Any) -> Story:
    """The facts of a derivation."""
    return pipeline.diff(source, **options)._story


def _stage(source: str, **options: Any) -> Stage:
    return _story(source, **options).stages[0]


def derivation(source: str, detail: str = "brief", **options: Any) -> Worked:
    """A derivation by chainrule itself."""
    def make(language: Language) -> list[Block]:
        return list(explain(_story(source, **options), language, detail).blocks)
    return Worked(make)


def passes(source: str, **options: Any) -> Worked:
    """The forward and the backward pass at a point, in numbers."""
    def make(language: Language) -> list[Block]:
        return numbers.chapter(Telling(_stage(source, **options), language))
    return Worked(make)


def table(head: Sequence[Text | str], rows: Callable[[], Sequence[Sequence[Number | str | Text]]]) -> Worked:
    """A table: texts, formulas, and numbers that `rows` computes."""
    def cell(item: Number | str | Text, language: Language) -> str | Box:
        if isinstance(item, Text):
            return item.say(language)
        return formula(item) if isinstance(item, str) else number(item)[0]

    def make(language: Language) -> list[Block]:
        return [Table(tuple(cell(h, language) for h in head),
                      tuple(tuple(cell(c, language) for c in row) for row in rows()))]
    return Worked(make)


def value(source: str, **at: Number) -> Number:
    """What a formula is worth at a point."""
    stage = _stage(source, wrt=next(iter(at)), at=dict(at))
    assert stage.passes is not None
    return stage.passes.forward[stage.output]


def gradient(source: str, **at: Number) -> dict[str, Number]:
    """The derivatives by the variables of a point, in their order."""
    stage = _stage(source, wrt=list(at), at=dict(at))
    return {name: result.value for name, result in zip(stage.variables, stage.results, strict=True)
            if result.value is not None}


def node_names(source: str, **options: Any) -> list[str]:
    """The nodes of the graph, inputs first."""
    stage = _stage(source, **options)
    names = Symbols(stage).names
    return [names[node] for node in sorted(stage.sweep.visible) if node in names]


def path_count(source: str, **options: Any) -> int:
    """How many paths lead from the variable to the output."""
    return _stage(source, **options).derivations[0].path_count


def tenth(power: int) -> Fraction:
    return Fraction(1, 10 ** power)
