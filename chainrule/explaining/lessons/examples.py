"""Worked examples: derivations and numbers that are computed when they are shown."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from ...graph.evaluate import Number
from ...language import Language, Text
from ...notation.boxes import Box
from ...notation.numbers import number
from ...reading import read
from ...solution.question import Question, View
from ...solution.solve import solve
from ...solution.stage import Story
from .. import numbers
from ..explain import explain
from ..page import Block, Table
from ..telling import Telling
from .lesson import Worked
from .spelling import formula


def story(source: str, wrt: Sequence[str] | None = None, at: Mapping[str, Number] | None = None,
          opened: str | None = None) -> Story:
    """The facts about one output of a program."""
    view = View(open=None if opened is None else (opened,))
    facts = solve(Question(read(source), wrt=None if wrt is None else tuple(wrt), at=at, view=view))
    assert isinstance(facts, Story)
    return facts


def derivation(source: str, detail: str = "brief", wrt: Sequence[str] | None = None,
               at: Mapping[str, Number] | None = None, opened: str | None = None) -> Worked:
    """A derivation by chainrule itself."""
    def make(language: Language) -> list[Block]:
        return list(explain(story(source, wrt, at, opened), language, detail).blocks)
    return Worked(make)


def passes(source: str, wrt: Sequence[str], at: Mapping[str, Number]) -> Worked:
    """The forward and the backward pass at a point, in numbers."""
    def make(language: Language) -> list[Block]:
        return numbers.chapter(Telling(story(source, wrt, at).last, language))
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
    stage = story(source, list(at)[:1], at).stages[0]
    assert stage.passes is not None
    return stage.passes.forward[stage.output]


def gradient(source: str, **at: Number) -> dict[str, Number]:
    """The derivatives by the variables of a point, in their order."""
    stage = story(source, list(at), at).last
    return {name: r.value for name, r in zip(stage.variables, stage.results, strict=True) if r.value is not None}


def tenth(power: int) -> Fraction:
    return Fraction(1, 10 ** power)
