"""The rules of vectors and matrices for the page of all rules: each row with its change, proof line and reason."""
from __future__ import annotations

from fractions import Fraction

from ...derivation.matrices.sweep import matrix_sweep
from ...graph.shaped import ShapedGraph
from ...language import Language, Text
from ...notation.boxes import Name
from ...notation.shaped import label, write_shaped
from ...numbers.check import Check
from ...numbers.matrices.verify import Verified
from ...rules.matrices import FAMILIES, MatrixRule
from ...rules.matrices.calls import CALLS
from ...rules.matrices.rule import UNNAMED
from ...rules.shape import NUMBER, full
from ...solution.matrices.locals import locals_of
from ...solution.matrices.story import MatrixStory
from ..page import Block, Equation, Heading, Line, Paragraph, full_sentence
from .backward import proof_lines
from .symbols import A_NUMBER, ShapedTelling

TITLE = Text("Vectors and matrices", "벡터와 행렬")
LETTERS = Text(
    "The inputs are a, b and c, with sizes as an example, and y is the value. Below the change of y stands what goes "
    "back when G (a number: g) comes to y: ⟨G, dy⟩ = ⟨what goes back, change of the input⟩, where ⟨A, B⟩ is the sum of "
    "the products of entries. Every function of numbers may act entry by entry: then what comes back is multiplied "
    "entry by entry by its derivative.",
    "입력은 a, b, c로 적고 크기는 예를 든 것이며, 값은 y로 적는다. y의 변화 아랫줄은 y에 G(수이면 g)가 돌아왔을 때 "
    "되돌아가는 것이다: ⟨G, dy⟩ = ⟨되돌아가는 것, 입력의 변화⟩. ⟨A, B⟩는 같은 자리의 성분끼리 곱해 모두 더한 값이다. "
    "수의 함수는 모두 성분별로 쓸 수 있고, 그때는 돌아온 것에 도함수의 값을 성분별로 곱한다.")
OPENED = Text("Taken apart into simpler operations, whose rules give the derivative.",
              "더 간단한 연산으로 풀어 쓰고, 미분은 그 연산들의 규칙을 따른다.")
CONSTANT = Text("It has no input, so nothing goes back.", "입력이 없으므로 되돌아가는 것도 없다.")
GATE = Text("Gate: {gate}.", "게이트: {gate}.")
WRITTEN = Text("As a function: {names}.", "함수 이름: {names}.")
HOLDS = Text("Condition: {needs}.", "조건: {needs}.")
SEVERAL = Text("With more inputs every one of them is treated alike.", "입력이 더 많아도 입력마다 똑같다.")
HELD = Fraction(1, 100)  # a number in place of one that a gate holds and the example does not give


def matrix_rules(language: Language) -> list[Block]:
    """The rows by family, after a paragraph on how they are read."""
    blocks: list[Block] = [Heading(TITLE.say(language)), Paragraph((LETTERS.say(language),))]
    for title, rows in FAMILIES:
        blocks.append(Heading(title.say(language)))
        for rule in rows:
            blocks += [Heading(rule.title.say(language), level=2), Equation(_lines(rule, language)),
                       Paragraph((_words(rule, language),))]
    return blocks


def names_of(rule: MatrixRule) -> list[str]:
    """The names by which people call the operation."""
    return [name for name, call in CALLS.items() if rule.name in (call.row, call.by_rows, call.by_columns)]


def _lines(rule: MatrixRule, language: Language) -> tuple[Line, ...]:
    """y = a·b with the shapes, dy = da·b, ⟨G, da·b⟩ = ⟨G·bᵀ, da⟩."""
    shapes, held = rule.example
    graph = ShapedGraph({})
    inputs = tuple(graph.declare(letter, shape) for letter, shape in zip("abcd", shapes, strict=False))
    value = graph.arranged(rule.name, inputs, held or (HELD,) * ("held0" in rule.opened))
    shape = graph.shape(value)
    said = [A_NUMBER.say(language) if given == NUMBER else full(given) for given in (*shapes, shape)]
    sizes = f"{', '.join(said[:-1])} → {said[-1]}" if shapes else said[-1]
    lines = [Line(label(graph, value, "y"), write_shaped(graph, value, {}), (sizes,))]
    if rule.opened or not inputs:
        return tuple(lines)
    seed = None if shape == NUMBER else graph.declare("G", shape)
    swept = matrix_sweep(graph, value, inputs, seed)
    story = MatrixStory(swept, (), {value: "y"}, frozenset((value,)), "y", Verified(Check("not asked")), {},
                        locals=locals_of(swept))
    telling = ShapedTelling(story, language)
    for local in sorted(story.locals, key=lambda one: one.edge.slot):
        if rule.arity[1] is not None or local.edge.slot == 0:
            lines.append(Line(telling.change(value), telling.difference(local)))
            lines += proof_lines(telling, local)
    if len(lines) == 1 and rule.words == ("0",):
        lines.append(Line(telling.change(value), Name("0")))
    return tuple(lines)


def _words(rule: MatrixRule, language: Language) -> str:
    if rule.opened:
        words = [OPENED.say(language)]
    elif not rule.words:
        words = [CONSTANT.say(language)]
    else:
        words = [full_sentence(text, language, **UNNAMED) for text in dict.fromkeys(rule.because)]
        words.append(GATE.say(language, gate=rule.gate))
        words += [SEVERAL.say(language)] if rule.arity[1] is None else []
    if rule.needs is not None:
        words.append(HOLDS.say(language, needs=rule.needs.say(language)))
    names = names_of(rule)
    if names:
        words.append(WRITTEN.say(language, names=", ".join(names)))
    return " ".join(words)
