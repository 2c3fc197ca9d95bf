"""Worked examples: derivations and numbers that are computed when they are shown."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from ...graph.build import build
from ...graph.evaluate import Number, evaluate
from ...language import Language, Text
from ...notation.boxes import Box
from ...notation.numbers import number
from ...reading import read
from ...reading.relations import read_relation
from ...solution.implicit import solve_relation
from ...solution.question import Level, Question, View
from ...solution.solve import solve
from ...solution.stage import Story
from ...solution.variables import inputs_of
from ...tree import Definition, Program
from .. import numbers
from ..explain import explain
from ..implicit import explain as explain_relation
from ..page import Block, Table
from ..telling import Telling
from .lesson import Worked
from .spelling import formula


def story(source: str, wrt: Sequence[str] | None = None, at: Mapping[str, Number] | None = None,
          opened: str | None = None, level: Level = "university", assume: Sequence[str] = ()) -> Story:
    """The facts about one output of a program."""
    view = View(open=None if opened is None else (opened,), level=level)
    facts = solve(Question(read(source), wrt=None if wrt is None else tuple(wrt), at=at, view=view,
                           assumed=tuple(read_relation(each, "auto") for each in assume)))
    assert isinstance(facts, Story)
    return facts


def derivation(source: str, detail: str = "brief", wrt: Sequence[str] | None = None,
               at: Mapping[str, Number] | None = None, opened: str | None = None,
               level: Level = "university", assume: Sequence[str] = ()) -> Worked:
    """A derivation by chainrule itself; at school level it is told in full."""
    def make(language: Language) -> list[Block]:
        told = "normal" if level == "school" else detail
        return list(explain(story(source, wrt, at, opened, level, assume), language, told).blocks)
    return Worked(make)


def relation(source: str, at: Mapping[str, Number] | None = None) -> Worked:
    """A relation between x and y, differentiated on both sides."""
    def make(language: Language) -> list[Block]:
        left, right, tree = read_relation(source, "auto", set())
        question = Question(Program((Definition(None, tree),), source), at=at, view=View(level="school"))
        return list(explain_relation(solve_relation(question, (left, right), None), language).blocks)
    return Worked(make)


def variables_of(source: str) -> list[str]:
    """The inputs of a program."""
    return list(inputs_of([build(read(source))]))


def values(source: str, points: Sequence[Mapping[str, Number]]) -> list[Number]:
    """What a program is worth at these points."""
    built = build(read(source))
    nodes = built.graph.cone([built.output])
    return [evaluate(built.graph, nodes, {built.inputs[n]: v for n, v in at.items()})[built.output] for at in points]


def counted(source: str) -> Sequence[Sequence[Number | str]]:
    """How many paths lead from each node to the output, from the output down."""
    last = story(source, opened="all").last
    names, counts = Telling(last, "en").symbols.names, {last.output: 1}
    for node in sorted(last.sweep.terms, reverse=True):
        counts[node] = sum(counts.get(edge.gate, 0) for edge, _ in last.sweep.terms[node]) or counts.get(node, 0)
    return [(names[node], count) for node, count in counts.items() if node in names]


def passes(source: str, wrt: Sequence[str], at: Mapping[str, Number]) -> Worked:
    """The forward and the backward pass at a point, in numbers."""
    def make(language: Language) -> list[Block]:
        return numbers.chapter(Telling(story(source, wrt, at).last, language))
    return Worked(make)


def answer(source: str, variable: str, assume: Sequence[str] = ()) -> Box:
    """The derivative of a program's output, as chainrule finds it."""
    found = story(source, [variable], assume=assume)
    node = found.assumed[0].node if found.assumed else found.last.derivations[0].shown
    return Telling(found.last, "en").symbols.formula(node)


def table(head: Sequence[Text | str], rows: Callable[[], Sequence[Sequence[Number | str | Text | Box]]]) -> Worked:
    """A table: texts, formulas, and numbers that `rows` computes."""
    def cell(item: Number | str | Text | Box, language: Language) -> str | Box:
        if isinstance(item, Text):
            return item.say(language)
        if isinstance(item, int | float | Fraction):
            return number(item)[0]
        return formula(item) if isinstance(item, str) else item

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
