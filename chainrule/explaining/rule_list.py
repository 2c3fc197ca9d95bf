"""The page of all rules: what each computes, its local derivatives, why they are so, and where they hold."""
from __future__ import annotations

import re

from ..graph.build import add_tree
from ..graph.graph import Graph
from ..language import Language, Text
from ..notation.boxes import Box, Name, Ratio, Row, relation
from ..notation.write import write
from ..reading import read_template
from ..rules import FAMILIES, Rule
from .page import Block, Equation, Heading, Line, Page, Paragraph, full_sentence
from .shapes.matrix_rules import matrix_rules

TITLE = Text("The rules of chainrule", "chainrule의 규칙")
LETTERS = Text(
    "The inputs of a gate are u, or a and b where it has several, and y is its value.",
    "게이트의 입력은 u로, 여럿이면 a와 b로 적고, 게이트의 값은 y로 적는다.")
SEVERAL = Text("With more inputs every one of them is treated alike.", "입력이 더 많아도 입력마다 똑같다.")
GATE = Text("Gate: {gate}.", "게이트: {gate}.")
ALSO = Text("Also written {names}.", "다른 이름: {names}.")
HOLDS = Text("Where ", "조건: ")
FUNCTIONS = Text("Functions: {names}.", "함수: {names}.")
CONSTANT = Text("Here {name} is a constant.", "여기서 {name}의 값은 상수이다.")


def rule_list(language: Language) -> Page:
    """The page, one part per family of rules."""
    blocks: list[Block] = [Heading(TITLE.say(language)), Paragraph((LETTERS.say(language),))]
    for title, rows in FAMILIES:
        blocks.append(Heading(title.say(language)))
        if any(rule.partials for rule in rows):
            for rule in rows:
                blocks += _entry(rule, language)
        else:  # a family under one general rule
            names = ", ".join(rule.name for rule in rows)
            words = [full_sentence(rows[0].reason(0), language), GATE.say(language, gate=rows[0].gate),
                     FUNCTIONS.say(language, names=names)]
            blocks.append(Paragraph((" ".join(words),)))
    blocks += matrix_rules(language)
    return Page(tuple(blocks), language, TITLE.say(language), TITLE.say(language))


def _entry(rule: Rule, language: Language) -> list[Block]:
    letters = _letters(rule)
    graph = Graph()
    inputs = tuple(graph.input(letter) for letter in letters)
    value = graph.add(rule.name, inputs, "+-" if rule.name == "difference" else None)
    lines = [Line(Name("y"), write(graph, value, {}))]
    for slot, letter in enumerate(letters):
        if rule.held != letter:
            ratio = Ratio(Name("y"), (Name(letter),), len(letters) > 1 and not rule.held)
            lines.append(Line(ratio, _box(_partial(rule, slot))))
    words = [full_sentence(text, language) for text in dict.fromkeys(rule.because)]
    words.append(GATE.say(language, gate=rule.gate))
    if rule.held:
        words.append(CONSTANT.say(language, name=rule.held))
    if rule.arity[1] is None:
        words.append(SEVERAL.say(language))
    if rule.aliases:
        words.append(ALSO.say(language, names=", ".join(rule.aliases)))
    parts: list[str | Box] = [" ".join(words)]
    for number, need in enumerate(rule.needs):
        parts += [", " if number else " " + HOLDS.say(language), _relation(need)]
    if rule.needs:
        parts.append(".")
    return [Heading(rule.title.say(language), level=2), Equation(tuple(lines)), Paragraph(tuple(parts))]


def _letters(rule: Rule) -> tuple[str, ...]:
    """The inputs' letters; a rule for any number of inputs is shown with two."""
    least, most = rule.arity
    count = max(least, 2) if most is None else least
    return ("u",) if count == 1 else tuple("abc"[:count])


def _partial(rule: Rule, slot: int) -> str:
    """The formula for one input. Where it speaks of the rest, that is the other one of two."""
    template = rule.partials[min(slot, len(rule.partials) - 1)]
    if "rest" not in template:
        return template
    own, other = ("a", "b") if slot == 0 else ("b", "a")
    return re.sub(r"(max|min)\(rest\)|rest|\ba\b", lambda found: own if found[0] == "a" else other, template)


def _box(formula: str) -> Box:
    graph = Graph()
    return write(graph, add_tree(graph, read_template(formula), {}), {})


def _relation(text: str) -> Box:
    left, sign, right = re.split(" (!=|>=|<=|>|<) ", text)
    return Row((_box(left), relation(sign), _box(right)))
