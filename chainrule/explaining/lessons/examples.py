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
from ..explain import explain, numbers
from ..page import Block, Table
from ..symbols import Letters
from .lesson import Worked
from .spelling import formula


def derivation(source: str, detail: str = "brief", **options: Any) -> Worked:
    """A derivation by chainrule itself."""
    def make(language: Language) -> list[Block]:
        return list(explain(pipeline.diff(source, **options)._story, language, detail).blocks)
    return Worked(make)


def passes(source: str, **options: Any) -> Worked:
    """The forward and the backward pass at a point, in numbers."""
    def make(language: Language) -> list[Block]:
        stage = pipeline.diff(source, **options)._story.stages[0]
        return numbers(stage, Letters(stage), language, "normal")
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
    it = pipeline.diff(source, wrt=next(iter(at)), at=dict(at))
    stage = it._story.stages[0]
    assert stage.passes is not None
    return stage.passes.forward[stage.output]


def gradient(source: str, **at: Number) -> dict[str, Number]:
    """The derivatives by the variables of a point, in their order."""
    found = pipeline.diff(source, wrt=list(at), at=dict(at)).value
    values = found if isinstance(found, dict) else {next(iter(at)): found}
    return {name: v for name, v in values.items() if v is not None}


def tenth(power: int) -> Fraction:
    return Fraction(1, 10 ** power)
