"""A mistake in words: what was right, the place, the rule, a question that leads on; the answer if it is asked for."""
from __future__ import annotations

from collections.abc import Iterator

from ...derivation.substitute import substituted
from ...graph.graph import Graph
from ...graph.naming import free
from ...language import Language, Text
from ...notation.boxes import Box, Colour, Name, Ratio
from ...notation.numbers import number
from ...notation.write import write, written
from ...rules.mistakes import MISTAKES, Mistake
from ...solution.checking.answers import AnswerStory
from ...solution.checking.slips.names import Named
from ...solution.checking.slips.workshop import Slip
from ..page import Block, Equation, Line, Note, Paragraph, Part, Parts, sentence

REST_RIGHT = Text("Everything else in your answer is right.", "답의 나머지 부분은 모두 맞다.")
EVERYWHERE = Text("The same slip was made at every place; the order of the steps is right.",
                  "같은 실수가 모든 자리에 있다. 계산의 순서는 맞다.")
OUTER_RIGHT = Text("The outer derivative is right.", "겉미분은 맞다.")
INNER_RIGHT = Text("The inner derivative is right.", "속미분은 맞다.")
PARTS_RIGHT = Text("The derivatives of the parts are right.", "각 부분의 도함수는 맞다.")
WHOLE = Text("The differentiating itself was done rightly.", "미분하는 계산 자체는 맞았다.")
TWO = Text("Perhaps two slips at once:", "아마도 실수가 두 가지 겹쳤다.")
OR_ELSE = Text("It may also be this: {title}.", "다른 실수일 수도 있다: {title}.")
PLACE, TAKEN, RIGHTLY = Text("the place", "실수한 곳"), Text("what was taken", "적은 것"), Text("rightly", "바른 것")
# What is right where the mistake was made with the whole function at once.
_RIGHT_AT_ONCE = {"chain_factor_forgotten": OUTER_RIGHT, "outer_derivative_at_x": INNER_RIGHT,
                  "arithmetic_slip": WHOLE}
_WEAK = frozenset(("wrong_local_factor", "wrong_definition", "table_confused", "arithmetic_slip"))  # nearly always fit
_WHOLE = frozenset(("wrong_variable", "integrated", "rounded"))


def mistake_blocks(story: AnswerStory, language: Language, reveal: bool) -> list[Block]:
    """The likeliest mistake, and another one where its remedy is another."""
    first, *others = story.named
    blocks: list[Block] = list(_what_was_right(first, story, language))
    blocks += _told(story, first.slip.label, first, language, reveal)
    if first.perhaps is not None:
        blocks += _told(story, first.perhaps.label, Named(first.perhaps), language, reveal)
    rule = MISTAKES[first.slip.label].rule
    other = next((n for n in others if MISTAKES[n.slip.label].rule != rule and n.slip.label not in _WEAK), None)
    if other is not None and first.perhaps is None:
        blocks.append(Note(sentence(OR_ELSE, language, title=MISTAKES[other.slip.label].title)))
    return blocks


def _what_was_right(named: Named, story: AnswerStory, language: Language) -> Iterator[Paragraph]:
    slip, output, graph = named.slip, story.problem.output, story.problem.graph
    text = TWO if named.perhaps is not None else EVERYWHERE if slip.everywhere else \
        WHOLE if slip.label in _WHOLE else REST_RIGHT if _place(slip, -1) != output else \
        _RIGHT_AT_ONCE.get(slip.label, PARTS_RIGHT)
    if text is not PARTS_RIGHT or any(not graph.is_leaf(a) for a in graph.args[output]):
        yield Paragraph((text.say(language),))


def _told(story: AnswerStory, label: str, named: Named, language: Language, reveal: bool) -> list[Block]:
    row, facts = MISTAKES[label], facts_of(story, named)
    blocks: list[Block] = []
    lines = _lines(story, named, language, reveal)
    if lines:
        blocks.append(Equation(tuple(lines)))
    blocks.append(Note(_said(row, language, facts), "warn"))
    blocks += [Paragraph((row.rule.say(language),)), Note(sentence(row.question, language, **facts))]
    return blocks


def _said(row: Mistake, language: Language, facts: dict[str, Part]) -> Parts:
    return sentence(row.said, language, **facts)


def facts_of(story: AnswerStory, named: Named) -> dict[str, Part]:
    """What the sentences of a mistake speak of, in the student's own formulas."""
    problem, slip = story.problem, named.slip
    graph = problem.graph
    site = _place(slip, problem.output)
    args = [a for a in graph.args[site] if a in graph.cone([problem.output])] or [site]
    moving = [a for a in args if problem.variable in graph.cone([a])] or args
    wrong: Part = box(story, slip.wrong) if slip.label not in ("arithmetic_slip", "rounded") else \
        _number(named) if named.number is not None else box(story, slip.wrong)
    inner = site if slip.label in ("wrong_variable", "inner_not_substituted") else moving[0]
    if slip.gate is not None and slip.at is not None:  # an edge has two ends
        inner = slip.at
        wrong = number(1 if named.number is None else named.number)[0]
    return {"site": box(story, site), "u": box(story, inner), "v": box(story, moving[-1]), "wrong": wrong,
            "x": Name(graph.name(problem.variable))}


def _place(slip: Slip, output: int) -> int:
    """Where a mistake was made: of one on an edge the gate that the edge leads to."""
    return slip.gate if slip.gate is not None else output if slip.at is None else slip.at


def _number(named: Named) -> Part:
    return number(named.number)[0] if named.number is not None else ""


def box(story: AnswerStory, node: int) -> Box:
    """A formula of the problem as it is, any other one tidied."""
    graph = story.problem.graph
    own = node in graph.cone([story.problem.output])
    return write(graph, node if own else substituted(graph, node, frozenset()), {})


def _lines(story: AnswerStory, named: Named, language: Language, reveal: bool) -> list[Line]:
    """The function with the place underlined, and what was taken for the derivative there."""
    problem, slip = story.problem, named.slip
    graph, at = problem.graph, None if slip.at is None else _place(slip, problem.output)
    if at is None or slip.label in _WHOLE or at not in graph.cone([problem.output]):
        return []
    lines = []
    if at != problem.output:
        lines.append(Line(Name(name_of(story)), marked(graph, problem.output, at), (PLACE.say(language),)))
    if slip.local:
        slope = Ratio(write(graph, at, {}), (Name(graph.name(problem.variable)),), len(graph.inputs([at])) > 1)
        lines.append(Line(slope, box(story, slip.wrong), (TAKEN.say(language),)))
        if reveal:
            lines.append(Line(slope, box(story, slip.right), (RIGHTLY.say(language),)))
    return lines


def marked(graph: Graph, node: int, place: int) -> Box:
    """A formula with one place in it underlined."""
    inner, tightness = written(graph, place, {})
    return write(graph, node, {place: (Colour(inner, "mistake"), tightness)})


def name_of(story: AnswerStory) -> str:
    """What the problem's function is called."""
    built = story.problem.built
    known = built.names.get(built.output)
    return known if known is not None else free(("f", "y", "g"), set(built.inputs))
