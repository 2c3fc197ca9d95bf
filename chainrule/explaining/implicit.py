"""The page of an implicit derivative: the relation, its graph, its partial derivatives, then dy/dx."""
from __future__ import annotations

from ..derivation.claims import Claim
from ..derivation.claims import solved as solved_for
from ..derivation.substitute import with_instead
from ..language import Language, Text
from ..notation.boxes import ATOM, FRACTION, Box, Colour, Frac, Name, Num, Op, Paren, Ratio, Row, Written
from ..notation.fold import same
from ..notation.numbers import number
from ..notation.write import chain
from ..solution.implicit import ImplicitStory, Solved
from ..solution.stage import Stage
from . import kinks, notes, school, shorter
from .answer import ANSWER
from .chapters import sign
from .explain import workings
from .notes import check_note, condition_note
from .page import Block, Equation, Heading, Line, Note, Page, Paragraph, listed
from .telling import Telling

RELATION = Text("The relation", "관계식")
ZERO = Text("Move everything to one side and call it {f}: the relation is {f} = 0.",
            "우변을 좌변으로 옮긴 식을 {f}라 하면 관계식은 {f} = 0이다.")
SOLVE = Text("Solving for {slope}", "{slope} 구하기")
TIED = Text("As {x} changes, {y} follows so that {f} stays 0. So the total derivative of {f} is 0:",
            "{x}의 값이 변하면 {f}의 값이 0으로 유지되도록 {y}의 값도 함께 변한다. 따라서 {f}의 전미분은 0이다.")
AGAIN = Text("{g} depends on {x} directly and through {y}; the slope of {y} is known from above:",
             "{g}의 값은 {x}에 따라 직접 변하고 {y}를 거쳐서도 변한다. {y}의 기울기는 위에서 구했다.")
TOTAL = Text("Total derivative", "전미분")
NEXT = Text("Differentiate again with respect to {x}", "{x}에 대하여 한 번 더 미분한다")
NOT_SCHOOL = Text("A school book tells a first derivative with a short working: this is told at university level.",
                  "고등학교 풀이는 풀이가 짧은 일계도함수에만 쓴다. 여기서는 대학 수준으로 설명한다.")
WHERE = Text("Holds where {conditions}. (Elsewhere the tangent may be vertical or the point singular.)",
             "다음 조건에서 성립한다: {conditions}. (그 밖의 점에서는 접선이 y축에 평행하거나 특이점이다.)")
EVERYWHERE = Text("Holds where {conditions}.", "다음 조건에서 성립한다: {conditions}.")
PLAN = Text("{y} follows {x} along the curve: differentiate both sides with respect to {x} and solve for the slope.",
            "곡선 위에서 {y}의 값은 {x}의 값에 따라 정해진다. 양변을 {x}에 대하여 미분하고 기울기에 대하여 푼다.")
VERTICAL = Text("Holds where {partial} ≠ 0. (Elsewhere the tangent may be vertical or the point singular.)",
                "다음 조건에서 성립한다: {partial} ≠ 0. (0인 점에서는 접선이 y축에 평행하거나 특이점이다.)")

NOT_ZERO = Text("Holds where {partial} ≠ 0.", "다음 조건에서 성립한다: {partial} ≠ 0.")


def explain(story: ImplicitStory, language: Language, detail: str = "normal") -> Page:
    """The whole explanation of a relation and the derivatives that it determines."""
    first = story.first
    telling = Telling(first, language, detail)
    symbols = telling.symbols
    name = symbols.label(first.output)
    left, right = (symbols.in_inputs(side)[0] for side in story.sides)
    if story.workings is not None and len(story.solved) == 1:
        given: list[Block] = [Heading(telling.say(RELATION)), Equation((Line(left, right),))]
        steps = school.both_sides(telling, story, story.workings)
        return Page((*given, *steps, *_where(story, telling), *_outcome(story, telling)), language, story.dependent,
                    lead=_lead(story, telling))
    blocks: list[Block] = [
        Heading(telling.say(RELATION)), Equation((Line(left, right),)),
        Paragraph(telling.sentence(ZERO, f=name)), Equation((Line(name, symbols.in_inputs(first.output)[0]),))]
    if story.school:
        blocks.append(Note((telling.say(NOT_SCHOOL),)))
    blocks += workings(telling, first=True)
    for solved in story.solved:
        if solved.stage is None:
            blocks += _solving(story, solved, telling)
        else:
            blocks += _again(story, solved, Telling(solved.stage, language, detail))
    blocks += _outcome(story, telling)
    return Page(tuple(blocks), language, story.dependent, lead=_lead(story, telling))


def _lead(story: ImplicitStory, telling: Telling) -> tuple[Block, ...]:
    """The relation, the slopes, how they are found, and the check."""
    left, right = (telling.symbols.in_inputs(side)[0] for side in story.sides)
    _, answers, *told = _outcome(story, telling)
    assert isinstance(answers, Equation)
    facts = {"x": Name(story.solved[0].wrt[0]), "y": Name(story.dependent)}
    return (Equation((Line(left, right), *answers.lines)), Paragraph(telling.sentence(PLAN, **facts)), told[-1])


def ratio(story: ImplicitStory, wrt: tuple[str, ...]) -> Ratio:
    """dy/dx, or ∂y/∂x where y depends on more variables."""
    return Ratio(Name(story.dependent), tuple(Name(x) for x in wrt), story.first.depends_on > 2)


def _solving(story: ImplicitStory, solved: Solved, telling: Telling) -> list[Block]:
    first, symbols = story.first, telling.symbols
    x, y = solved.wrt[0], story.dependent
    by_x, by_y = (Ratio(symbols.label(first.output), (Name(v),), True) for v in (x, y))
    slope = ratio(story, (x,))
    f = symbols.label(first.output)
    partials = {d.variable: d.final for d in first.derivations}
    finals = [symbols.result(partials[_input(first, v)]) for v in (x, y)]
    lines = [Line(_terms(by_x, by_y, slope), Num("0")),
             Line(slope, _minus_ratio((by_x, ATOM), (by_y, ATOM))), Line(None, _minus_ratio(*finals))]
    answer = symbols.result(solved.tidied)[0]
    if not same(lines[-1].right, answer):
        lines.append(Line(None, answer))
    lines += shorter.lines(telling, solved.steps)
    blocks: list[Block] = [
        Heading("", telling.sentence(SOLVE, slope=slope)),
        Paragraph(telling.sentence(TIED, x=Name(x), y=Name(y), f=f)), Equation(tuple(lines))]
    if first.graph.varies[partials[_input(first, y)]]:
        text = VERTICAL if _is_left_out(story) else NOT_ZERO
        blocks.append(Note(telling.sentence(text, partial=by_y)))
    return blocks


def _where(story: ImplicitStory, telling: Telling) -> list[Block]:
    """Where the slope is that of the formula, in the variables."""
    first = story.first
    graph = first.graph
    by_y = first.derivations[first.variables.index(story.dependent)].final
    if not graph.varies[by_y]:
        return []
    said = [c for c in solved_for(graph, Claim(by_y, "!=", graph.number(0))) if graph.varies[c.left]]
    if not said:
        return []
    text = WHERE if _is_left_out(story) else EVERYWHERE
    return [Note(telling.sentence(text, conditions=listed([notes.claim(telling.symbols, c) for c in said])))]


def _is_left_out(story: ImplicitStory) -> bool:
    """Whether the curve may have points at which ∂F/∂y is 0: on x·y = 1 there are none with x = 0."""
    first = story.first
    graph = first.graph
    by_y = first.derivations[first.variables.index(story.dependent)].final
    for claim in solved_for(graph, Claim(by_y, "!=", graph.number(0))):
        if not graph.varies[claim.left]:
            continue
        if graph.ops[claim.left] != "input" or graph.varies[claim.right]:
            return True
        left = with_instead(graph, first.output, claim.left, claim.right)
        if graph.rational(left) in (None, 0):
            return True
    return False


def _input(stage: Stage, name: str) -> int:
    return next(d.variable for d, v in zip(stage.derivations, stage.variables, strict=True) if v == name)


def _terms(by_x: Box, by_y: Box, slope: Box) -> Box:
    return Row((by_x, Op("+"), chain([(by_y, ATOM), (slope, ATOM)])[0]))


def _minus_ratio(top: Written, bottom: Written) -> Box:
    """-(a)/(b); derivatives that are names themselves stand in parentheses."""
    parts = [Paren(box) if isinstance(box, Ratio) else box for box, _ in (top, bottom)]
    return Row((Op("neg"), Frac(parts[0], parts[1])))


def _again(story: ImplicitStory, solved: Solved, telling: Telling) -> list[Block]:
    stage, symbols = telling.stage, telling.symbols
    x, y = solved.wrt[-1], story.dependent
    g = symbols.label(stage.output)
    by_x, by_y = (Ratio(g, (Name(v),), True) for v in (x, y))
    finals = [symbols.result(d.final) for d in stage.derivations]
    steep = symbols.result(story.slopes[x])
    lines = [Line(ratio(story, solved.wrt), _terms(by_x, by_y, ratio(story, (x,)))),
             Line(None, Row((finals[0][0], Op("+"), chain([_shielded(finals[1]), _shielded(steep)])[0])))]
    answer = symbols.result(solved.tidied)[0]
    if not same(lines[-1].right, answer):
        lines.append(Line(None, answer))
    lines += shorter.lines(telling, solved.steps)
    before: list[Block] = [
        Heading("", telling.sentence(NEXT, x=Name(x))),
        Equation((Line(g, ratio(story, solved.wrt[:-1])), Line(None, symbols.result(stage.output)[0])))]
    return [*before, *workings(telling, first=False),
            Heading(telling.say(TOTAL)), Paragraph(telling.sentence(AGAIN, g=g, x=Name(x), y=Name(y))),
            Equation(tuple(lines))]


def _shielded(part: Written) -> Written:
    return part if part[1] >= FRACTION else (Paren(part[0]), ATOM)


def _outcome(story: ImplicitStory, telling: Telling) -> list[Block]:
    lines = []
    for solved in story.solved:
        final = telling.symbols.result(solved.node)[0]
        missing = solved.result is not None and solved.result.value is None
        if solved.value is not None:
            value = number(solved.value)[0]
            if solved.result is not None and not solved.result.agrees:
                final = Colour(value, "gradient")
            elif not same(final, value):
                final = Row((final, Op(sign(solved.value)), Colour(value, "gradient")))
        lines.append(Line(ratio(story, solved.wrt), final, (telling.say(kinks.NO_DERIVATIVE),) if missing else ()))
    told: list[Block] = [Note(kinks.settled(telling, Name(s.wrt[-1]), story.dependent, s.result, ruled=False), "warn")
                         for s in story.solved if s.result is not None and s.result.sides is not None]
    return [Heading(telling.say(ANSWER)), Equation(tuple(lines)), *told, *condition_note(telling),
            check_note(story.check, telling.language, story.first.unknown)]
