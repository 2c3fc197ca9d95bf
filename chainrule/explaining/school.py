"""The page of school level: the answer and the plan first, then the working by the rules of the school book."""
from __future__ import annotations

from dataclasses import replace

from ..language import Text
from ..notation import primes
from ..notation.boxes import ATOM, Apply, Box, Colour, Frac, Name, Num, Op, Paren, Ratio, Row, Written
from ..notation.fold import rearranged, same
from ..notation.write import written
from ..rules import rule_of
from ..solution.implicit import ImplicitStory
from ..solution.school import Working
from ..solution.stage import Story
from . import kinks, meaning, notes, shorter
from .chapters import live, point_words, signed
from .page import Block, Equation, Heading, Line, Note, Paragraph, Parts
from .telling import Telling

ANSWER = Text("Answer", "답")
WORKING = Text("Working", "풀이")
AT_POINT = Text("At the point", "주어진 점에서")
PLAN = Text("Used here: {rules}.", "쓰는 법칙: {rules}.")
TOGETHER = Text("simplify", "정리하면")
SEVERAL = Text("This has more than one variable: it is told at university level.",
               "변수가 여럿이어서 대학 수준으로 설명한다.")
NOT_SHORT = Text("The rules of the school book do not lead to the answer in a few short lines: it is told at "
                 "university level.",
                 "고등학교의 미분법만으로는 짧은 풀이가 나오지 않아 대학 수준으로 설명한다.")
LOGARITHM = Text("take the logarithm of both sides", "양변에 자연로그를 취하면")
BOTH = Text("differentiate both sides", "양변을 미분하면")
BOTH_SIDES = Text("Differentiate both sides with respect to {x}, with {y} as a function of {x}:",
                  "{y}를 {x}의 함수로 보고 양변을 {x}에 대하여 미분한다.")
SOLVED = Text("solve for {slope}", "{slope}에 대하여 풀면")
_RULES = {
    "constant": Text("derivative of a constant", "상수의 미분"),
    "multiple": Text("constant multiple rule", "상수배의 미분법"),
    "sum": Text("sum rule", "합의 미분법"),
    "product": Text("product rule", "곱의 미분법"),
    "quotient": Text("quotient rule", "몫의 미분법"),
    "reciprocal": Text("quotient rule for a reciprocal", "역수의 미분법"),
    "power": Text("power rule", "거듭제곱의 미분법"),
    "exponential": Text("derivative of the exponential", "지수함수의 미분"),
    "logarithmic": Text("logarithmic differentiation", "로그미분법"),
    "chain": Text("chain rule: outer derivative times inner derivative", "합성함수의 미분법: 겉미분 × 속미분"),
}
_PLANNED = ("logarithmic", "product", "quotient", "reciprocal", "chain", "sum", "multiple", "power", "exponential",
            "constant")
_CHAIN = Text("chain rule", "합성함수의 미분법")


def chapters(story: Story, telling: Telling, working: Working) -> list[Block]:
    """What follows the function itself: answer and plan, the working, the number at a point, conditions and check."""
    stage, symbols = telling.stage, telling.symbols
    derived = stage.derivations[0]
    left = left_side(story, telling)
    final = symbols.result(derived.final)[0]
    blocks: list[Block] = [Heading(telling.say(ANSWER)), Equation((Line(left, final),)),
                           Paragraph((plan(telling, working),))]
    if telling.detail != "brief":
        blocks += [Heading(telling.say(WORKING)), Equation(_lines(telling, working, left, final))]
    if stage.results:
        blocks += [*_at_point(telling, left, final), *meaning.sentences(story, telling)]
    blocks += notes.function_notes(telling, blocks) + notes.condition_note(telling)
    if stage.check is not None:
        blocks.append(notes.check_note(stage.check, telling.language, stage.unknown))
    if stage is story.last:
        blocks += notes.claim_note(story, telling)
    return blocks


def refused(telling: Telling) -> list[Note]:
    """Why a page is not one of school level, though it was asked for."""
    several = telling.stage.depends_on > 1 or len(telling.stage.derivations) > 1
    return [Note((telling.say(SEVERAL if several else NOT_SHORT),))]


def left_side(story: Story, telling: Telling) -> Box:
    """f′(x), y″."""
    stage = telling.stage
    order = len(stage.wrt) + 1
    if story.output_name == "y" and order <= 3:
        return Name("y" + "'" * order)
    return primes.applied(story.output_name, telling.symbols.label(stage.derivations[0].variable), order)


def plan(telling: Telling, working: Working) -> str:
    """Which rules are used."""
    return telling.say(PLAN, rules=_planned(telling, working))


def _planned(telling: Telling, working: Working) -> str:
    used = dict.fromkeys(rule for line in working.lines for rule in line.rules)
    told = [rule for rule in _PLANNED if rule in used] + [rule for rule in used if rule not in _PLANNED]
    return ", ".join(dict.fromkeys(telling.say(_CHAIN if rule == "chain" else _called(rule)) for rule in told))


def _called(rule: str) -> Text:
    """What a rule is called; an operation's own by its row."""
    return _RULES[rule] if rule in _RULES else rule_of(rule).lesson


def _lines(telling: Telling, working: Working, left: Box, final: Box) -> tuple[Line, ...]:
    """The working, and the answer where its last line is not that already."""
    lines = [Line(None if k else left, box, remark) for k, (box, remark) in enumerate(shown(telling, working))]
    lines = [*_by_logarithm(telling, working, left), *lines]
    if rearranged(lines[-1].right, final) or same(lines[-1].right, final):
        return (*lines[:-1], replace(lines[-1], right=final))
    derived, symbols = telling.stage.derivations[0], telling.symbols
    rewritten = shorter.boxes(derived, symbols) if rearranged(lines[-1].right, symbols.tidied(derived)[0]) else []
    return (*lines, *(Line(None, box, (telling.say(name),)) for box, name in rewritten or [(final, TOGETHER)]))


def _by_logarithm(telling: Telling, working: Working, left: Box) -> list[Line]:
    """ln f = v·ln u and f′/f = (v·ln u)′, where the function is a power u^v."""
    first = working.lines[0]
    if first.rules != ("logarithmic",):
        return []
    product = working.pending[working.graph.args[first.node][1]]
    name = telling.symbols.label(telling.stage.output)
    return [Line(Apply("ln", (name,)), written(working.graph, product, {})[0], (telling.say(LOGARITHM),)),
            Line(Frac(left, name), _pending(working, product), (telling.say(BOTH),))]


def shown(telling: Telling, working: Working, slope: Box | None = None) -> list[tuple[Box, Parts]]:
    """Every line and the rules that lead to it; `slope` stands for the derivative of a variable that follows."""
    graph = working.graph
    leaves: dict[int, Written] = {leaf: (_pending(working, node), ATOM) for leaf, node in working.pending.items()}
    if slope is not None:
        leaves.update(dict.fromkeys(working.followed, (slope, ATOM)))
    return [(written(graph, line.node, leaves, open_root=line.node not in leaves)[0],
             (_remark(telling, line.rules),)) for line in working.lines]


def _remark(telling: Telling, rules: tuple[str, ...]) -> str:
    """The rules that lead to a line."""
    if not rules:
        return telling.say(TOGETHER)
    return ", ".join(dict.fromkeys(telling.say(_called(rule)) for rule in rules))


def _pending(working: Working, node: int) -> Box:
    """(sin(x²))′, for what is still to be differentiated."""
    box = written(working.graph, node, {})[0]
    return Row((box if isinstance(box, Paren) else Paren(box), Op("′")))


def _at_point(telling: Telling, left: Box, final: Box) -> list[Block]:
    """f′(2) = 12."""
    stage = telling.stage
    result = stage.results[0]
    blocks: list[Block] = [Heading(telling.say(AT_POINT), point_words(telling))]
    if result.value is not None:
        known = f"d{stage.derivations[0].variable}"
        value = Colour(live(telling, known, result.value)[0], "gradient")
        line = Line(left, value if not result.agrees else
                    Row((final, signed(telling, {known: result.value}), value)))
        blocks.append(Equation((line,)))
    return [*blocks, *kinks.notes(telling, brief=True)]


def both_sides(telling: Telling, story: ImplicitStory, workings: tuple[Working, Working]) -> list[Block]:
    """The school's way with a relation: both sides differentiated, then solved for dy/dx."""
    solved, y = story.solved[0], Name(story.dependent)
    x = Name(solved.wrt[0])
    slope = Ratio(y, (x,), False)
    left, right = (shown(telling, working, slope) or [(Num("0"), ())] for working in workings)
    lines = []
    for k in range(max(len(left), len(right))):
        said = dict.fromkeys(words for side in (left, right) if k < len(side) for words in side[k][1])
        if len(said) > 1:
            said.pop(telling.say(TOGETHER), None)
        remark = (", ".join(map(str, said)),) if said else ()
        lines.append(Line(left[min(k, len(left) - 1)][0], right[min(k, len(right) - 1)][0], remark))
    answer = telling.symbols.result(solved.node)[0]
    lines.append(Line(slope, answer, telling.sentence(SOLVED, slope=slope)))
    return [Heading(telling.say(WORKING)), Paragraph(telling.sentence(BOTH_SIDES, x=x, y=y)), Equation(tuple(lines))]
